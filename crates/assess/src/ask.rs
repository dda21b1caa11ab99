//! What is asked? The question beside the rows.

use model::{AssessedAs, Basis, ComponentTypes, Date, FeatureId, Goal, MaturityLevel, TargetVector};

/// The question that an assessment answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// A product (SL-C) or an installed zone (SL-A).
    pub subject: AssessedAs,
    /// The component types, for standards that have them.
    pub types: ComponentTypes,
    /// On whose word the headline rests; vectors of the other bases are computed beside it.
    pub basis: Basis,
    /// What should be reached.
    pub target: Option<Goal>,
    /// What an evaluation was applied for: no evaluated level exceeds it.
    pub applied_for: Option<Goal>,
    /// Features that the product is declared to have.
    pub present: Vec<FeatureId>,
    /// Features that the product is declared not to have.
    pub absent: Vec<FeatureId>,
    /// The day for which the answer is given: later verdicts do not count yet.
    pub at: Date,
}

impl Ask {
    /// The plain question about a product on a day, on the applicant's word.
    pub fn new(types: ComponentTypes, at: Date) -> Self {
        Self {
            subject: AssessedAs::Product,
            types,
            basis: Basis::Claimed,
            target: None,
            applied_for: None,
            present: Vec::new(),
            absent: Vec::new(),
            at,
        }
    }

    /// The target vector, when the goal is one of levels.
    pub(crate) fn level_target(&self) -> Option<TargetVector> {
        levels(self.target)
    }

    /// The vector applied for, when the goal is one of levels.
    pub(crate) fn levels_applied_for(&self) -> Option<TargetVector> {
        levels(self.applied_for)
    }
}

fn levels(goal: Option<Goal>) -> Option<TargetVector> {
    match goal {
        Some(Goal::Levels(vector)) => Some(vector),
        _ => None,
    }
}

pub(crate) fn maturity(goal: Option<Goal>) -> Option<MaturityLevel> {
    match goal {
        Some(Goal::Maturity(level)) => Some(level),
        _ => None,
    }
}
