//! What does a real-sized product look like? The gateway's sheets, compiled in.

use catalogue::Catalogue;
use model::{Basis, ComponentType, ComponentTypes, Date};
use report::AssessmentResult;

use crate::error::Error;
use crate::question::Question;
use crate::sheets::assess_bytes;

/// A sheet of the sample gateway.
#[derive(Debug, Clone, Copy)]
pub struct DemoSheet {
    /// Its path in the repository.
    pub path: &'static str,
    /// Its text.
    pub text: &'static str,
    /// The standard that it is about.
    pub standard: &'static str,
    /// The target that its maker set.
    pub target: &'static str,
}

/// The sheets, in the order in which the demo assesses them.
pub const DEMO_SHEETS: &[DemoSheet] = &[
    DemoSheet {
        path: "examples/gateway/4-2.csv",
        text: include_str!("../../../examples/gateway/4-2.csv"),
        standard: "iec62443-4-2",
        target: "2",
    },
    DemoSheet {
        path: "examples/gateway/4-1.csv",
        text: include_str!("../../../examples/gateway/4-1.csv"),
        standard: "iec62443-4-1",
        target: "2",
    },
];

/// Assesses each sample sheet on a basis.
///
/// # Errors
/// None that a user can bring about: the sheets and the catalogue are compiled in.
pub fn demo(catalogue: &Catalogue, basis: Basis, day: Date) -> Result<Vec<(DemoSheet, AssessmentResult)>, Error> {
    DEMO_SHEETS
        .iter()
        .map(|sheet| {
            let components = sheet.standard == "iec62443-4-2";
            let gateway = ComponentTypes::from(ComponentType::EmbeddedDevice).with(ComponentType::NetworkDevice);
            let question = Question {
                standard: Some(sheet.standard.to_owned()),
                types: if components { gateway } else { ComponentTypes::NONE },
                target: Some(sheet.target.to_owned()),
                basis,
                ..Question::at(day)
            };
            Ok((*sheet, assess_bytes(catalogue, sheet.path, sheet.text.as_bytes(), &question)?))
        })
        .collect()
}
