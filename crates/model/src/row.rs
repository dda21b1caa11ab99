//! What does one row say? The applicant's side, the evaluator's side and where both stand.

use std::sync::Arc;

use crate::{Date, Marks, MaturityLevel, Part, Problem, RequirementId, Spot, Status, Verdict};

/// Everything said about one requirement of one subject, for one part of it.
///
/// Text is checked (the words exist), meaning is not: whether a status may stand there is `assess`' to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The requirement, spelled as the edition spells it.
    pub requirement: RequirementId,
    /// The part of the product, if the row speaks for one only.
    pub part: Option<Part>,
    /// The applicant's side.
    pub claim: Claim,
    /// The evaluator's side.
    pub evaluation: Evaluation,
    /// The file from which the row comes.
    pub file: Arc<str>,
    /// Where its cells stand in the file.
    pub spots: Spots,
}

impl Row {
    /// A row that says nothing yet.
    pub fn silent(requirement: RequirementId, file: Arc<str>, spots: Spots) -> Self {
        Self { requirement, part: None, claim: Claim::default(), evaluation: Evaluation::default(), file, spots }
    }

    /// An error in this row.
    pub fn error(&self, spot: Spot, message: impl Into<String>) -> Problem {
        Problem::error(&self.file, spot, message)
    }

    /// A warning about this row.
    pub fn warning(&self, spot: Spot, message: impl Into<String>) -> Problem {
        Problem::warning(&self.file, spot, message)
    }
}

/// The applicant's side of a row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Claim {
    /// How the requirement is met; `None` is silence.
    pub status: Option<Status>,
    /// How, in words; trimmed, may be empty.
    pub statement: String,
    /// What shows it.
    pub evidence: Vec<Evidence>,
    /// Marks of a process row.
    pub marks: Marks,
    /// The maturity level that a process row states.
    pub maturity: Option<MaturityLevel>,
}

/// The evaluator's side of a row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evaluation {
    /// The verdict; `None` when there is none yet.
    pub verdict: Option<Verdict>,
    /// The maturity level that the evaluator found for a process row.
    pub maturity: Option<MaturityLevel>,
    /// The finding.
    pub remark: String,
    /// How it was examined.
    pub method: String,
    /// By whom.
    pub evaluator: String,
    /// When.
    pub date: Option<Date>,
}

/// A piece of evidence that a claim names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Its name, id or path.
    pub name: String,
    /// Does it hold?
    pub state: EvidenceState,
}

/// Whether named evidence can carry a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EvidenceState {
    /// A lone sheet names it; nobody looked.
    Named,
    /// A dossier holds it, it is in effect and its digest matches.
    InEffect,
    /// A dossier names it, but it cannot carry a claim: missing, out of effect, or changed.
    Broken,
}

/// Where the cells of a row stand; zero where the sheet has no such column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Spots {
    /// The id.
    pub requirement: Spot,
    /// The status.
    pub status: Spot,
    /// The statement.
    pub statement: Spot,
    /// The verdict.
    pub verdict: Spot,
    /// The stated maturity level.
    pub maturity: Spot,
    /// The verdict's date.
    pub date: Spot,
}
