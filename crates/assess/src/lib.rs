//! What do the statements amount to? Standing per requirement, levels, maturity, coverage and gaps, each with its trail.
//!
//! Pure: the same edition, scheme, rows and question always give the same answer.
//! Reading rows from files is `dossier`'s, printing the answer is `report`'s.

mod ask;
mod assessment;
mod bind;
mod compare;
mod coverage;
mod delta;
mod findings;
mod levels;
mod maturity;
mod register;
mod speaking;
mod standing;
mod why;

pub use ask::Ask;
pub use assessment::{
    Assessment, Bearing, Condition, Counts, CoverageOutcome, Covered, Gap, GroupCount, LevelsOutcome, MaturityOutcome,
    NextStep, Outcome, Standing,
};
pub use compare::{Comparison, Moved, RowChange, compare};
pub use coverage::cover;
pub use delta::{Carry, Delta, DeltaRow, delta};
pub use levels::level_vectors;
pub use maturity::supported_by_marks;
pub use register::{Found, Holdings, Register};
pub use speaking::{CarriedVerdict, carried_verdicts, rows_of};
pub use standing::{NotApplicableBecause, Stand};
pub use why::Why;

use catalogue::{AssessedBy, Edition, Scheme};
use model::Row;

/// Assesses rows against one edition.
///
/// In: the edition, the scheme, the rows (ids as the edition spells them; others are passed over, since the reader
/// has named them) and the question. Out: everything that follows, problems included.
/// A law is assessed on its own rows only; [`cover`] adds what standards contribute.
pub fn assess<'a>(edition: &'a Edition, scheme: &'a Scheme, rows: &'a [Row], ask: &'a Ask) -> Assessment<'a> {
    match edition.head.assessed_by {
        AssessedBy::Levels => levels::assess(edition, scheme, rows, ask),
        AssessedBy::Maturity => maturity::assess(edition, scheme, rows, ask),
        AssessedBy::Coverage | AssessedBy::Steps => levels::assess_without_levels(edition, scheme, rows, ask),
    }
}
