//! What does one row say? The applicant's side, the evaluator's side and where both stand.

use std::sync::Arc;

use crate::{Date, Marks, MaturityLevel, Part, Piece, Place, Problem, RequirementId, Spot, Status, Verdict};

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
    /// The file from which the applicant's side comes, and everything where there is one file only.
    pub file: Arc<str>,
    /// Where its cells stand.
    pub spots: Spots,
    /// What a dossier knows of the row beside; boxed, since the engine reads past it a million times.
    pub trail: Option<Box<RowTrail>>,
}

/// How a row of a dossier came to speak.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RowTrail {
    notes: Vec<String>,
    verdict_file: Option<Arc<str>>,
}

/// A cell of a row, by what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cell {
    /// The id.
    Requirement,
    /// The status.
    Status,
    /// The statement.
    Statement,
    /// The evidence.
    Evidence,
    /// The stated maturity level.
    Maturity,
    /// The verdict.
    Verdict,
    /// The verdict's date.
    Date,
}

impl Row {
    /// A row that says nothing yet.
    pub fn silent(requirement: RequirementId, file: Arc<str>, spots: Spots) -> Self {
        Self {
            requirement,
            part: None,
            claim: Claim::default(),
            evaluation: Evaluation::default(),
            file,
            spots,
            trail: None,
        }
    }

    /// How the row came to speak here, for its trail: inherited, carried over, stated by whom.
    pub fn notes(&self) -> &[String] {
        self.trail.as_ref().map(|trail| trail.notes.as_slice()).unwrap_or_default()
    }

    /// Adds to its trail.
    pub fn note(&mut self, note: String) {
        self.trail.get_or_insert_default().notes.push(note);
    }

    /// The file from which the evaluator's side comes, where that is another one.
    pub fn verdict_file(&self) -> Option<&Arc<str>> {
        self.trail.as_ref().and_then(|trail| trail.verdict_file.as_ref())
    }

    /// Says from which file the evaluator's side comes.
    pub fn set_verdict_file(&mut self, file: Arc<str>) {
        self.trail.get_or_insert_default().verdict_file = Some(file);
    }

    /// Where a cell stands.
    pub fn place(&self, cell: Cell) -> Place {
        let (file, spot) = match cell {
            Cell::Requirement => (&self.file, self.spots.requirement),
            Cell::Status => (&self.file, self.spots.status),
            Cell::Statement => (&self.file, self.spots.statement),
            Cell::Evidence => (&self.file, self.spots.evidence),
            Cell::Maturity => (&self.file, self.spots.maturity),
            Cell::Verdict => (self.verdict_file().unwrap_or(&self.file), self.spots.verdict),
            Cell::Date => (self.verdict_file().unwrap_or(&self.file), self.spots.date),
        };
        Place { file: Arc::clone(file), spot }
    }

    /// An error in this row.
    pub fn error(&self, cell: Cell, message: impl Into<String>) -> Problem {
        let place = self.place(cell);
        Problem::error(&place.file, place.spot, message)
    }

    /// A warning about this row.
    pub fn warning(&self, cell: Cell, message: impl Into<String>) -> Problem {
        let place = self.place(cell);
        Problem::warning(&place.file, place.spot, message)
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
    /// The version of the subject that was examined; empty where nobody says.
    pub version: String,
    /// The applicant's status that was examined; `None` where nobody says.
    pub examined: Option<Status>,
}

impl Claim {
    /// Does it say nothing?
    pub fn is_silent(&self) -> bool {
        *self == Self::default()
    }
}

impl Evaluation {
    /// Does it say nothing?
    pub fn is_silent(&self) -> bool {
        *self == Self::default()
    }
}

/// A piece of evidence that a claim names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// Its name, id or path.
    pub name: String,
    /// Does it hold?
    pub state: EvidenceState,
    /// What somebody found who looked; boxed, as a row's trail is.
    looked: Option<Box<Looked>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Looked {
    because: String,
    piece: Option<Arc<Piece>>,
}

impl Evidence {
    /// Evidence that is named, and nobody looked.
    pub fn named(name: &str) -> Self {
        Self { name: name.to_owned(), state: EvidenceState::Named, looked: None }
    }

    /// Takes in what was found under the name: the piece, and why it does not hold if it does not.
    pub fn look(&mut self, piece: Option<Arc<Piece>>, because: Option<String>) {
        self.state = if because.is_some() { EvidenceState::Broken } else { EvidenceState::InEffect };
        self.looked = Some(Box::new(Looked { because: because.unwrap_or_default(), piece }));
    }

    /// Why it does not hold, in words; empty where it does or nobody looked.
    pub fn because(&self) -> &str {
        self.looked.as_ref().map(|looked| looked.because.as_str()).unwrap_or_default()
    }

    /// What a dossier holds under the name.
    pub fn piece(&self) -> Option<&Arc<Piece>> {
        self.looked.as_ref().and_then(|looked| looked.piece.as_ref())
    }

    /// The same evidence, found not to hold.
    #[must_use]
    pub fn broken(mut self) -> Self {
        self.state = EvidenceState::Broken;
        self
    }
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
    /// The evidence.
    pub evidence: Spot,
    /// The verdict.
    pub verdict: Spot,
    /// The stated maturity level.
    pub maturity: Spot,
    /// The verdict's date.
    pub date: Spot,
}
