//! In which shape does the way to another edition leave the house?

use assess::Delta;
use catalogue::Edition;
use serde::Serialize;

use crate::result::ProblemResult;

/// What carries over to another edition: `plimsoll.delta/1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "plimsoll.delta/1"))]
pub struct DeltaResult {
    /// Always `plimsoll.delta/1`.
    pub schema: &'static str,
    /// The edition assessed.
    pub from: String,
    /// The target edition.
    pub to: String,
    /// Row by row.
    pub rows: Vec<DeltaRowResult>,
    /// What is wrong with the input.
    pub problems: Vec<ProblemResult>,
}

/// One row on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeltaRowResult {
    /// The row assessed.
    pub from: Option<String>,
    /// The row of the target edition.
    pub to: Option<String>,
    /// Its short title there, or here when it is gone.
    pub title: String,
    /// `carried over`, `to re-check`, `new` or `gone`.
    pub carry: &'static str,
    /// Is the row assessed satisfied? An open row carries nothing over but its gap.
    pub satisfied: bool,
    /// Why.
    pub reason: String,
}

impl DeltaResult {
    /// The published shape of a delta.
    pub fn new(from: &Edition, to: &Edition, delta: &Delta, problems: Vec<ProblemResult>) -> Self {
        let rows = delta.rows.iter().map(|row| {
            let (old, new) = (row.from.map(|at| &from.requirements[at]), row.to.map(|at| &to.requirements[at]));
            DeltaRowResult {
                from: old.map(|one| one.id.to_string()),
                to: new.map(|one| one.id.to_string()),
                title: new.or(old).map(|one| one.title.clone()).unwrap_or_default(),
                carry: row.carry.id(),
                satisfied: row.satisfied,
                reason: row.reason.clone(),
            }
        });
        Self {
            schema: "plimsoll.delta/1",
            from: from.head.key.to_string(),
            to: to.head.key.to_string(),
            rows: rows.collect(),
            problems,
        }
    }
}
