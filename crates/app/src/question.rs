//! What does somebody ask about a sheet? Words as they come in, turned into the engine's question.

use assess::Ask;
use catalogue::{AssessedBy, Catalogue, EditionHead, Scheme};
use model::{AssessedAs, Basis, ComponentTypes, Date, FeatureId, Goal, MaturityLevel, TargetVector};

use crate::error::Error;

/// A question about one sheet.
#[derive(Debug, Clone)]
pub struct Question {
    /// The standard, with or without `@edition`; `None` leaves it to the sheet's ids.
    pub standard: Option<String>,
    /// The component types; none leaves them to the sheet's rows.
    pub types: ComponentTypes,
    /// A product or an installed zone.
    pub subject: AssessedAs,
    /// The target: a level, or a vector.
    pub target: Option<String>,
    /// What an evaluation was applied for; the target if it is not said.
    pub applied_for: Option<String>,
    /// On whose word.
    pub basis: Basis,
    /// The scheme.
    pub scheme: String,
    /// The day.
    pub at: Date,
    /// Features declared present.
    pub present: Vec<String>,
    /// Features declared absent.
    pub absent: Vec<String>,
}

impl Question {
    /// The plain question: everything left to the sheet, the applicant's word, the default scheme.
    pub fn at(day: Date) -> Self {
        Self {
            standard: None,
            types: ComponentTypes::NONE,
            subject: AssessedAs::Product,
            target: None,
            applied_for: None,
            basis: Basis::Claimed,
            scheme: "default".to_owned(),
            at: day,
            present: Vec::new(),
            absent: Vec::new(),
        }
    }

    pub(crate) fn scheme<'c>(&self, catalogue: &'c Catalogue) -> Result<&'c Scheme, Error> {
        catalogue.scheme(&self.scheme).ok_or_else(|| Error::NoSuchScheme {
            wanted: self.scheme.clone(),
            known: catalogue.schemes().iter().map(|scheme| scheme.id.as_str()).collect::<Vec<_>>().join(", "),
        })
    }

    /// The engine's question about one edition.
    pub(crate) fn ask(&self, catalogue: &Catalogue, head: &EditionHead, types: ComponentTypes) -> Result<Ask, Error> {
        let wrong = |message: String| Err(Error::WrongQuestion(message));
        let key = &head.key;
        if !head.component_types && !self.types.is_empty() && head.assessed_by != AssessedBy::Coverage {
            return wrong(format!("--type: {key} has no component types"));
        }
        if self.subject == AssessedAs::Zone && (head.component_types || head.assessed_by != AssessedBy::Levels) {
            return wrong(format!("--as zone: an installed zone is assessed against iec62443-3-3, not {key}"));
        }
        let present = features(catalogue, "--present", &self.present)?;
        let absent = features(catalogue, "--absent", &self.absent)?;
        if let Some(both) = present.iter().find(|feature| absent.contains(feature)) {
            return wrong(format!("the feature {both} is declared both present and absent"));
        }
        let target = self.target.as_deref().map(|text| goal("--target", text, head)).transpose()?;
        let applied_for = self.applied_for.as_deref().map(|text| goal("--applied-for", text, head)).transpose()?;
        Ok(Ask {
            subject: self.subject,
            types,
            basis: self.basis,
            target,
            applied_for: applied_for.or(target),
            present,
            absent,
            at: self.at,
        })
    }
}

pub(crate) fn goal(option: &str, text: &str, head: &EditionHead) -> Result<Goal, Error> {
    match head.assessed_by {
        AssessedBy::Levels => TargetVector::parse(text)
            .map(Goal::Levels)
            .map_err(|message| Error::WrongQuestion(format!("{option}: {message}"))),
        AssessedBy::Maturity => MaturityLevel::parse(text)
            .map(Goal::Maturity)
            .ok_or_else(|| Error::WrongQuestion(format!("{option}: \"{text}\" is not a maturity level; use 0 to 4"))),
        AssessedBy::Coverage | AssessedBy::Steps => {
            Err(Error::WrongQuestion(format!("{option}: {} has no levels", head.key)))
        }
    }
}

pub(crate) fn features(catalogue: &Catalogue, option: &str, words: &[String]) -> Result<Vec<FeatureId>, Error> {
    let known = || catalogue.features().iter().filter(|feature| !feature.row_by_row);
    words
        .iter()
        .map(|word| {
            let wanted = word.trim().to_ascii_lowercase().replace(['_', ' '], "-");
            match catalogue.features().iter().find(|feature| feature.id.as_str() == wanted) {
                Some(feature) if feature.row_by_row => Err(Error::WrongQuestion(format!(
                    "{option}: {wanted} is decided row by row; state not-applicable with the reason at each row"
                ))),
                Some(feature) => Ok(feature.id.clone()),
                None => {
                    let known = known().map(|feature| feature.id.as_str()).collect::<Vec<_>>().join(", ");
                    Err(Error::WrongQuestion(format!("{option}: \"{word}\" is not a feature; use: {known}")))
                }
            }
        })
        .collect()
}
