//! What should a team look at in its dossier? The published shape; `app` fills it.

use serde::Serialize;

use crate::result::{HasProblems, ProblemResult};

/// The state of a dossier: `plimsoll.status/1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "plimsoll.status/1"))]
pub struct StatusResult {
    /// Always `plimsoll.status/1`.
    pub schema: &'static str,
    /// The program and its version.
    pub program: String,
    /// The day for which it holds.
    pub at: String,
    /// The dossier's title.
    pub title: String,
    /// Entries in the journal.
    pub entries: usize,
    /// What to look at, in the order in which it matters.
    pub sections: Vec<StatusSection>,
    /// What to do next, the most pressing first.
    pub next: Vec<String>,
    /// What is wrong with the files.
    pub problems: Vec<ProblemResult>,
}

/// One kind of thing to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StatusSection {
    /// Its id: `unrecorded`, `evidence-expired` and so on.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// The things.
    pub items: Vec<StatusItem>,
}

/// One thing to look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StatusItem {
    /// What it is.
    pub what: String,
    /// More about it; may be empty.
    pub detail: String,
    /// Where it stands; null where it has no place.
    pub at: Option<String>,
}

impl HasProblems for StatusResult {
    fn problems(&self) -> &[ProblemResult] {
        &self.problems
    }
}
