//! In which shape does a comparison leave the house?

use assess::{Assessment, Comparison, Outcome};
use catalogue::Edition;
use model::{MaturityLevel, SecurityLevel};
use serde::Serialize;

use crate::build_result::by_fr;
use crate::keyed::Keyed;
use crate::result::{HasProblems, OfResult, ProblemResult};

/// The difference between two assessments: `plimsoll.comparison/1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "plimsoll.comparison/1"))]
pub struct ComparisonResult {
    /// Always `plimsoll.comparison/1`.
    pub schema: &'static str,
    /// The subject of a dossier; absent for lone sheets.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<OfResult>,
    /// The edition: `iec62443-4-2@2019`.
    pub edition: String,
    /// The basis.
    pub basis: &'static str,
    /// The sheets compared, the earlier first.
    pub sheets: [String; 2],
    /// The headline before and after.
    pub level: [Option<u8>; 2],
    /// What is claimable before and after; absent for processes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claimable: Option<[Option<u8>; 2]>,
    /// Levels by foundational requirement or practice before.
    pub before: Keyed<Option<u8>>,
    /// And after.
    pub after: Keyed<Option<u8>>,
    /// What moved, and which rows made it move.
    pub moved: Vec<MovedResult>,
    /// Rows that stand differently.
    pub rows: Vec<RowChangeResult>,
    /// What is wrong with either input.
    pub problems: Vec<ProblemResult>,
}

/// A level that moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MovedResult {
    /// The foundational requirement or practice.
    pub group: String,
    /// Its level before.
    pub before: Option<u8>,
    /// Its level after.
    pub after: Option<u8>,
    /// The changed rows that made the difference.
    pub because: Vec<String>,
}

/// A row that stands differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RowChangeResult {
    /// The requirement.
    pub requirement: String,
    /// Its short title.
    pub title: String,
    /// Where it stood.
    pub before: String,
    /// Where it stands.
    pub after: String,
    /// Better (true), worse (false), or only different (null).
    pub better: Option<bool>,
}

impl HasProblems for ComparisonResult {
    fn problems(&self) -> &[ProblemResult] {
        &self.problems
    }
}

impl ComparisonResult {
    /// The published shape of a comparison.
    pub fn new(
        before: &Assessment<'_>,
        after: &Assessment<'_>,
        comparison: &Comparison,
        sheets: [String; 2],
        problems: Vec<ProblemResult>,
    ) -> Self {
        let edition: &Edition = after.edition;
        let id = |index: &usize| edition.requirements[*index].id.to_string();
        Self {
            schema: "plimsoll.comparison/1",
            of: None,
            edition: edition.head.key.to_string(),
            basis: after.ask.basis.id(),
            sheets,
            level: [headline(before), headline(after)],
            claimable: claimable(before).zip(claimable(after)).map(|(before, after)| [before, after]),
            before: levels(before),
            after: levels(after),
            moved: comparison
                .moved
                .iter()
                .map(|moved| MovedResult {
                    group: moved.group.clone(),
                    before: moved.before,
                    after: moved.after,
                    because: moved.because.iter().map(id).collect(),
                })
                .collect(),
            rows: comparison
                .rows
                .iter()
                .map(|row| RowChangeResult {
                    requirement: id(&row.requirement),
                    title: edition.requirements[row.requirement].title.clone(),
                    before: row.before.clone(),
                    after: row.after.clone(),
                    better: row.better,
                })
                .collect(),
            problems,
        }
    }
}

fn headline(assessment: &Assessment<'_>) -> Option<u8> {
    match &assessment.outcome {
        Outcome::Levels(levels) => levels.headline.map(SecurityLevel::number),
        Outcome::Maturity(maturity) => maturity.headline.map(MaturityLevel::number),
        _ => None,
    }
}

fn claimable(assessment: &Assessment<'_>) -> Option<Option<u8>> {
    match &assessment.outcome {
        Outcome::Levels(levels) => Some(levels.claimable.map(SecurityLevel::number)),
        _ => None,
    }
}

fn levels(assessment: &Assessment<'_>) -> Keyed<Option<u8>> {
    match &assessment.outcome {
        Outcome::Levels(levels) => by_fr(&levels.vector),
        Outcome::Maturity(maturity) => assessment
            .edition
            .head
            .groups
            .iter()
            .map(|group| group.id.to_string())
            .zip(maturity.practices.iter().map(|level| level.map(|level| level.number())))
            .collect(),
        _ => Keyed(Vec::new()),
    }
}
