//! What is open, what does it ask, and what does it block?

use serde::Serialize;

use crate::catalogue_view::TextsView;
use crate::keyed::Keyed;
use crate::result::{AssessmentResult, CoverageResult, GapResult, HasProblems, NextResult, OfResult, ProblemResult};

/// The gaps of one assessment with our words on each: `plimsoll.gaps/1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "plimsoll.gaps/1"))]
pub struct GapsResult {
    /// Always `plimsoll.gaps/1`.
    pub schema: &'static str,
    /// The subject of a dossier; absent for a lone sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<OfResult>,
    /// The standard.
    pub standard: String,
    /// Its edition.
    pub edition: String,
    /// The basis.
    pub basis: &'static str,
    /// The headline.
    pub level: Option<u8>,
    /// The target by foundational requirement or group.
    pub target: Option<Keyed<u8>>,
    /// Is it met?
    pub meets_target: Option<bool>,
    /// What the next level of each foundational requirement needs.
    pub next: Vec<NextResult>,
    /// Every open row.
    pub gaps: Vec<GapWithWords>,
    /// For a law: every point that is not covered fully.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub coverage: Option<Vec<CoverageResult>>,
    /// What is wrong with the input.
    pub problems: Vec<ProblemResult>,
}

/// An open row with what we say about its requirement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GapWithWords {
    /// The gap.
    #[serde(flatten)]
    pub gap: GapResult,
    /// What the requirement asks and what assessors look for.
    pub texts: Option<TextsView>,
}

impl HasProblems for GapsResult {
    fn problems(&self) -> &[ProblemResult] {
        &self.problems
    }
}

impl GapsResult {
    /// The gaps of a result; `texts` looks our words up by requirement id.
    pub fn new(result: &AssessmentResult, texts: impl Fn(&str) -> Option<TextsView>) -> Self {
        Self {
            schema: "plimsoll.gaps/1",
            of: result.of.clone(),
            standard: result.standard.clone(),
            edition: result.edition.clone(),
            basis: result.basis,
            level: result.level.flatten(),
            target: result.target.clone(),
            meets_target: result.meets_target,
            next: result.next.clone().unwrap_or_default(),
            coverage: result.coverage.as_ref().map(|points| {
                let covered = ["full or near", "not applicable"];
                points.iter().filter(|point| !covered.contains(&point.word)).cloned().collect()
            }),
            problems: result.problems.clone(),
            gaps: result
                .gaps
                .iter()
                .map(|gap| GapWithWords { texts: texts(&gap.requirement), gap: gap.clone() })
                .collect(),
        }
    }
}
