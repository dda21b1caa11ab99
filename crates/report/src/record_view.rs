//! What did recording and verifying come to? The published shapes; `app` fills them.

use serde::Serialize;

use crate::result::{HasProblems, ProblemResult};

/// What an auditor may know of a journal: `plimsoll.verification/1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "plimsoll.verification/1"))]
pub struct VerificationResult {
    /// Always `plimsoll.verification/1`.
    pub schema: &'static str,
    /// The program and its version.
    pub program: String,
    /// The journal.
    pub journal: String,
    /// Entries that are whole, chained and signed.
    pub entries: usize,
    /// The ends of the chain: whoever noted one earlier sees whether entries were cut off since.
    pub heads: Vec<String>,
    /// Who signed.
    pub signers: Vec<SignerResult>,
    /// Files of evidence that the record names and that are as recorded.
    pub evidence_intact: usize,
    /// Frozen copies of signed-off decisions that the record names and that are as recorded.
    pub signed_off_intact: usize,
    /// Statements on one thing that contradict each other, until somebody settles them.
    pub conflicts: Vec<ConflictResult>,
    /// Changes in the files that are not recorded.
    pub unrecorded: Vec<String>,
    /// What is wrong.
    pub problems: Vec<ProblemResult>,
}

/// Somebody who signed entries.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SignerResult {
    /// The public key.
    pub key: String,
    /// The person under whose id it signed.
    pub person: String,
    /// The person's name in `dossier.toml`; empty where it was removed. It is no part of the record.
    pub name: String,
    /// In which capacities.
    pub capacities: Vec<String>,
    /// How many entries.
    pub entries: usize,
    /// Does the verifier trust the key?
    pub trusted: bool,
}

/// One thing on which two people stated differently without seeing each other's entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ConflictResult {
    /// What it is about.
    pub about: String,
    /// What each said: who, in which capacity, when, what.
    pub said: Vec<String>,
}

/// What a recording did: `plimsoll.recording/1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "plimsoll.recording/1"))]
pub struct RecordingResult {
    /// Always `plimsoll.recording/1`.
    pub schema: &'static str,
    /// The program and its version.
    pub program: String,
    /// By whom.
    pub by: String,
    /// When.
    pub at: String,
    /// What was recorded, in which capacity.
    pub recorded: Vec<RecordedResult>,
    /// What was not, because another capacity must state it.
    pub left: Vec<String>,
    /// Conflicts that wait to be settled.
    pub conflicts: Vec<ConflictResult>,
    /// The end of the chain now.
    pub heads: Vec<String>,
    /// What is wrong with the files; nothing is recorded while one of these is an error.
    pub problems: Vec<ProblemResult>,
}

/// One recorded entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecordedResult {
    /// Its number.
    pub seq: u64,
    /// In which capacity.
    pub capacity: String,
    /// What it did, in words.
    pub what: String,
}

/// What an import changed: `plimsoll.import/1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "plimsoll.import/1"))]
pub struct ImportResult {
    /// Always `plimsoll.import/1`.
    pub schema: &'static str,
    /// The program and its version.
    pub program: String,
    /// Was it written, or only shown?
    pub written: bool,
    /// What changes, in words, in the order of the sheet.
    pub changes: Vec<String>,
    /// The files that change, from the dossier's root.
    pub files: Vec<String>,
    /// What is wrong with the sheet.
    pub problems: Vec<ProblemResult>,
}

impl HasProblems for VerificationResult {
    fn problems(&self) -> &[ProblemResult] {
        &self.problems
    }
}

impl HasProblems for RecordingResult {
    fn problems(&self) -> &[ProblemResult] {
        &self.problems
    }
}
