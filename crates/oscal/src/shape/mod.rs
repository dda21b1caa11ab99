//! Which members of OSCAL's documents do we write, and in which order?
//!
//! Only our subset. What is empty is left out, since the schema takes neither empty lists nor empty texts.

mod assessment;
mod catalog;
mod common;
mod component;

pub use assessment::{AssessmentPlan, AssessmentResults, PlanOfActionAndMilestones};
pub use catalog::{Catalog, Profile};
pub use component::ComponentDefinition;

pub(crate) use assessment::{
    Activity, ActivityOfTask, Actor, AssessmentPart, AssessmentSubject, Attestation, Finding, Href,
    ImplementationStatus, LocalDefinitions, Observation, Origin, PoamItem, RelatedObservation, RelatedRisk,
    RelevantEvidence, ResponsibleRole, Result, ReviewedControls, Risk, SelectedControl, SelectedSubject, Selection,
    State, Status, SubjectReference, SystemComponent, Target, Task,
};
pub(crate) use catalog::{Control, Group, Import, Merge, Part, WithIds};
pub(crate) use common::{
    BackMatter, ExternalId, Hash, Link, Metadata, Party, Property, Resource, ResponsibleParty, Rlink, Role,
};
pub(crate) use component::{Component, ControlImplementation, ImplementedRequirement};

use serde::Serialize;

/// Is there nothing to write?
pub(crate) trait Absent {
    /// Never, unless the type says otherwise.
    fn is_absent(&self) -> bool {
        false
    }
}

impl Absent for String {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<T> Absent for Vec<T> {
    fn is_absent(&self) -> bool {
        self.is_empty()
    }
}

impl<T> Absent for Option<T> {
    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

/// An object of OSCAL: members in the order in which they are written, each left out where it is absent.
macro_rules! object {
    ($(#[$doc:meta])* $vis:vis struct $name:ident { $($field:ident: $of:ty,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
        #[serde(rename_all = "kebab-case")]
        $vis struct $name {
            $(
                #[serde(skip_serializing_if = "crate::shape::Absent::is_absent")]
                pub(crate) $field: $of,
            )+
        }

        impl crate::shape::Absent for $name {}
    };
}
pub(crate) use object;

/// A whole document, under the one member that names its kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Document {
    /// What an edition asks.
    Catalog(Catalog),
    /// What it asks of one type at one level.
    Profile(Profile),
    /// What applicants claim.
    ComponentDefinition(ComponentDefinition),
    /// What is to be examined.
    AssessmentPlan(AssessmentPlan),
    /// What evaluators found, and what it comes to.
    AssessmentResults(AssessmentResults),
    /// What is open.
    PlanOfActionAndMilestones(PlanOfActionAndMilestones),
}

impl Document {
    pub(crate) fn uuid_mut(&mut self) -> &mut String {
        match self {
            Self::Catalog(document) => &mut document.uuid,
            Self::Profile(document) => &mut document.uuid,
            Self::ComponentDefinition(document) => &mut document.uuid,
            Self::AssessmentPlan(document) => &mut document.uuid,
            Self::AssessmentResults(document) => &mut document.uuid,
            Self::PlanOfActionAndMilestones(document) => &mut document.uuid,
        }
    }
}

/// A document as indented JSON with a final line end.
pub fn json(document: &Document) -> String {
    // Objects with fixed members, lists, texts and one flag: there is nothing that JSON could refuse.
    let mut text = serde_json::to_string_pretty(document).unwrap_or_default();
    text.push('\n');
    text
}
