//! Which reports are there? One file composes one; everything that offers reports loops over [`ALL`].

mod applicability;
mod assessment;
mod conditions;
mod coverage;
mod decision;
mod evidence;
mod gaps;
mod head;
mod open_points;
mod parts;
mod pathway;
mod plan;
mod result;
mod say;
mod summary;
mod trace;
mod values;

use catalogue::{AssessedBy, Edition};
use document::Document;

use crate::matter::Matter;

pub use decision::picture as options_picture;
pub use plan::draw as plan_picture;

/// Whether a report is about one subject and edition, or about the dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// One document for each case.
    Case,
    /// One document for all cases together.
    Dossier,
    /// One document where the dossier states a decision, none elsewhere.
    Decision,
}

/// One report.
pub struct Report {
    /// Its id: `assessment`.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// For whom it is and what it answers, in one line.
    pub about: &'static str,
    /// What one document of it is about.
    pub scope: Scope,
    /// May it be made for a case of this edition?
    pub fits: fn(&Edition) -> bool,
    /// Composes it. Of scope [`Scope::Case`], the matter has exactly one case; without a case the document is empty.
    /// A document without blocks has nothing to say and is not written.
    pub compose: fn(&Matter<'_>) -> Document,
}

/// Every report, in the order in which they are listed and written.
pub const ALL: &[Report] = &[
    assessment::REPORT,
    gaps::REPORT,
    applicability::REPORT,
    conditions::REPORT,
    coverage::REPORT,
    evidence::REPORT,
    summary::REPORT,
    pathway::REPORT,
    decision::REPORT,
    plan::REPORT,
    trace::REPORT,
];

/// The report with this id.
pub fn find(id: &str) -> Option<&'static Report> {
    ALL.iter().find(|report| report.id == id)
}

/// Standards whose rows are assessed: with levels or maturity.
fn has_rows(edition: &Edition) -> bool {
    matches!(edition.head.assessed_by, AssessedBy::Levels | AssessedBy::Maturity)
}

fn has_levels(edition: &Edition) -> bool {
    edition.head.assessed_by == AssessedBy::Levels
}

fn is_law(edition: &Edition) -> bool {
    edition.head.assessed_by == AssessedBy::Coverage
}

fn any(_: &Edition) -> bool {
    true
}
