//! What is in `plimsoll.assessment/1`? The published shape of one assessment; `build_result` fills it.

use model::{Problem, Severity, Subject};
use serde::Serialize;

use crate::keyed::Keyed;

/// One assessment. Members that do not apply to a standard are absent; `null` says that there is no level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "plimsoll.assessment/1", deny_unknown_fields))]
pub struct AssessmentResult {
    /// Always `plimsoll.assessment/1`.
    pub schema: &'static str,
    /// The program and its version.
    pub program: String,
    /// The day for which the answer holds.
    pub at: String,
    /// The subject of a dossier; absent for a lone sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<OfResult>,
    /// The standard: `iec62443-4-2`.
    pub standard: String,
    /// Its edition.
    pub edition: String,
    /// The digest of the edition's facts.
    pub catalogue_digest: String,
    /// The scheme under which it was computed.
    pub scheme: String,
    /// `product` (SL-C) or `zone` (SL-A).
    pub subject: &'static str,
    /// The component types, where the standard has them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub types: Option<Vec<String>>,
    /// On whose word the headline rests.
    pub basis: &'static str,
    /// The headline: a security or maturity level; null where nothing applies or the scheme prints none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<u8>"))]
    pub level: Option<Option<u8>>,
    /// The headline, or 0 while a common constraint is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<u8>"))]
    pub claimable: Option<Option<u8>>,
    /// The vector in the order IAC UC SI DC RDF TRE RA on the asked basis.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vector: Option<Keyed<Option<u8>>>,
    /// Every vector: by basis, then by what counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vectors: Option<Keyed<VectorsResult>>,
    /// The vector for each component type alone.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_type: Option<Keyed<Keyed<Option<u8>>>>,
    /// The highest level at which an applicable row is asked for; a level above it asks nothing more.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub asks_up_to: Option<Keyed<Option<u8>>>,
    /// The maturity level of each practice or group.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maturity: Option<Keyed<Option<u8>>>,
    /// Rows at each maturity level, `na` not applicable, `ne` outside the scope.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub histogram: Option<Keyed<usize>>,
    /// How far each point of a law is covered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coverage: Option<Vec<CoverageResult>>,
    /// The target by foundational requirement or group.
    pub target: Option<Keyed<u8>>,
    /// Is the target met?
    pub meets_target: Option<bool>,
    /// What was stated, counted.
    pub counts: CountsResult,
    /// Counts per group, as certificates print them.
    pub groups: Vec<GroupResult>,
    /// What must be in place around the subject.
    pub conditions: Vec<ConditionResult>,
    /// Every open row.
    pub gaps: Vec<GapResult>,
    /// What the next level of each foundational requirement needs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<Vec<NextResult>>,
    /// Where each row stands, with the place that says so.
    pub rows: Vec<RowResult>,
    /// What is wrong with the input.
    pub problems: Vec<ProblemResult>,
}

/// The subject of a dossier that was assessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OfResult {
    /// Its id: `products/eg220`.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its current version; null where none is stated.
    pub version: Option<String>,
}

impl From<&Subject> for OfResult {
    fn from(subject: &Subject) -> Self {
        let version = subject.version().map(|version| version.id.clone());
        Self { id: subject.id.to_string(), name: subject.name.clone(), version }
    }
}

/// Answers about the subjects of a dossier: assessments in `plimsoll.dossier/1`, gaps, trails and comparisons beside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(deny_unknown_fields))]
pub struct DossierResult<T> {
    /// What the answers are: `plimsoll.dossier/1`, `plimsoll.dossier-gaps/1` and so on.
    pub schema: &'static str,
    /// The program and its version.
    pub program: String,
    /// The day for which the answers hold.
    pub at: String,
    /// The dossier's title.
    pub title: String,
    /// One answer for each subject and edition, in the order of the subjects' ids.
    pub subjects: Vec<T>,
    /// What is wrong with the files that belong to none of these subjects.
    pub problems: Vec<ProblemResult>,
}

/// An answer that names what is wrong with its input.
pub trait HasProblems {
    /// What is wrong.
    fn problems(&self) -> &[ProblemResult];
}

impl HasProblems for AssessmentResult {
    fn problems(&self) -> &[ProblemResult] {
        &self.problems
    }
}

impl<T: HasProblems> DossierResult<T> {
    /// Everything that is wrong, each thing once, in the order of the files.
    pub fn every_problem(&self) -> Vec<ProblemResult> {
        let own = self.subjects.iter().flat_map(|subject| subject.problems());
        let mut problems: Vec<ProblemResult> = self.problems.iter().chain(own).cloned().collect();
        problems.sort();
        problems.dedup();
        problems
    }
}

/// The vectors of one basis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct VectorsResult {
    /// By the product itself.
    pub native: Keyed<Option<u8>>,
    /// With what the surrounding system provides: SL-C.
    pub capability: Keyed<Option<u8>>,
    /// With countermeasures: SL-A of an installed zone.
    pub countermeasures: Keyed<Option<u8>>,
}

/// How far one point of a law is covered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CoverageResult {
    /// The point.
    pub requirement: String,
    /// Its short title.
    pub title: String,
    /// `full or near`, `partial`, `supports`, `gap`, `not examined` or `not applicable`.
    pub word: &'static str,
    /// The word if every row of the crosswalk were satisfied.
    pub at_best: &'static str,
    /// Satisfied rows on which the word rests.
    pub rests_on: Vec<RestsOn>,
    /// Rows that would count and are open.
    pub open: Vec<RestsOn>,
    /// What no standard covers.
    pub remains: Vec<String>,
    /// Could the crosswalk's words be confirmed?
    pub verified: bool,
}

/// A row of a standard.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RestsOn {
    /// The standard.
    pub standard: String,
    /// The requirement.
    pub requirement: String,
}

/// What was stated, counted over the rows that concern the subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CountsResult {
    /// All rows that concern the subject, common constraints included; the others add up to it.
    pub total: usize,
    /// `met`.
    pub met: usize,
    /// `by-integration`.
    pub by_integration: usize,
    /// `compensated`.
    pub compensated: usize,
    /// `partly`.
    pub partly: usize,
    /// `not-met`.
    pub not_met: usize,
    /// `not-applicable`, and rows that fall with their base.
    pub not_applicable: usize,
    /// Nothing, or something that counts as nothing.
    pub silent: usize,
}

/// One group as certificates count it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GroupResult {
    /// The group's id.
    pub group: String,
    /// Its title.
    pub title: String,
    /// Satisfied on the asked basis.
    pub passed: usize,
    /// Not applicable on the asked basis.
    pub not_applicable: usize,
    /// Examined and not passed, on the evaluated basis.
    pub failed: usize,
    /// Numbered items in the standard, headings included.
    pub total: usize,
    /// The rest: open, outside the scope, or not a requirement.
    pub not_evaluated: usize,
}

/// A condition of use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ConditionResult {
    /// The requirement.
    pub requirement: String,
    /// Its short title.
    pub title: String,
    /// The part that it concerns, if one.
    pub part: Option<String>,
    /// `integration` or `countermeasure`.
    pub way: &'static str,
    /// What must be in place.
    pub statement: String,
    /// True where the standard's text does not offer integration, so that the evaluator must agree.
    pub to_agree_with_evaluator: bool,
    /// Where it is stated.
    pub at: String,
}

/// An open row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GapResult {
    /// The requirement.
    pub requirement: String,
    /// Its short title.
    pub title: String,
    /// `constraint`, `requirement` or `enhancement`.
    pub kind: &'static str,
    /// Its foundational requirement; null for common constraints and where there is none.
    pub fr: Option<&'static str>,
    /// Its group.
    pub group: String,
    /// The lowest level that it blocks; null where there are no levels.
    pub needed_for: Option<u8>,
    /// What is stated; null for nothing.
    pub status: Option<&'static str>,
    /// Why it is open.
    pub why: String,
    /// Does it hold its foundational requirement or practice at its present level?
    pub holds_group: bool,
    /// Does it hold the headline down?
    pub holds_headline: bool,
    /// The place that says so, or where to fill it in; null when the sheet has no such row.
    pub at: Option<String>,
}

/// What one foundational requirement needs for its next level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NextResult {
    /// The foundational requirement.
    pub fr: &'static str,
    /// Its level now.
    pub from: u8,
    /// Its next level.
    pub to: u8,
    /// Exactly the rows that are missing for it.
    pub needs: Vec<String>,
    /// Does it hold the headline down?
    pub holds_headline: bool,
}

/// Where one row stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RowResult {
    /// The requirement.
    pub requirement: String,
    /// Its short title.
    pub title: String,
    /// Its group.
    pub group: String,
    /// The lowest security level that asks for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// What is stated in its first row; null for nothing.
    pub status: Option<&'static str>,
    /// The stand on each basis: `native`, `integration`, `countermeasure`, `not-applicable`, `open`; `ML n` for processes.
    pub claimed: String,
    /// On the evidence named.
    pub shown: String,
    /// On the evaluator's verdict.
    pub evaluated: String,
    /// Are all facts of the row confirmed?
    pub verified: bool,
    /// Where it is stated; null when nothing is.
    pub at: Option<String>,
    /// How its rows came to speak here: inherited, carried over, to be tested again.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// One thing that is wrong with the input.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ProblemResult {
    /// `error` or `warning`.
    pub severity: &'static str,
    /// The file.
    pub file: String,
    /// The line, from 1; 0 when it concerns no line.
    pub line: u32,
    /// The column, from 1; 0 when it concerns no column.
    pub column: u32,
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub hint: String,
}

impl ProblemResult {
    /// Is it an error?
    pub fn is_error(&self) -> bool {
        self.severity == "error"
    }
}

impl From<&Problem> for ProblemResult {
    fn from(problem: &Problem) -> Self {
        Self {
            severity: match problem.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            file: problem.place.file.to_string(),
            line: problem.place.spot.line,
            column: problem.place.spot.column,
            message: problem.message.clone(),
            hint: problem.hint.clone(),
        }
    }
}
