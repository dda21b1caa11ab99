//! What is in `plimsoll.assessment/1`? The published shape of one assessment.

use assess::{Assessment, Gap, Goal, NotApplicableBecause, Outcome, Stand, Standing};
use model::{
    Basis, FoundationalRequirement, LevelVector, MaturityLevel, Problem, Row, SecurityLevel, Severity, Spot, Way,
};
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
}

/// One thing that is wrong with the input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
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

pub(crate) fn by_fr(vector: &LevelVector) -> Keyed<Option<u8>> {
    vector.iter().map(|(fr, level)| (fr.abbreviation(), level.map(SecurityLevel::number))).collect()
}

/// The place of a row that says something.
pub(crate) fn place(row: &Row) -> Option<String> {
    let spot = if row.spots.status == Spot::default() { row.spots.requirement } else { row.spots.status };
    (spot != Spot::default()).then(|| format!("{}:{}:{}", row.file, spot.line, spot.column))
}

/// The word for a stand in results.
pub(crate) fn stand_word(standing: &Standing<'_>, basis: Basis) -> String {
    let stand = standing.on[basis as usize];
    match (standing.maturity[basis as usize], stand) {
        (Some(level), _) => level.to_string(),
        (_, Stand::Satisfied(way, _)) => way.id().to_owned(),
        (_, Stand::NotApplicable(_)) => "not-applicable".to_owned(),
        (_, Stand::Open(_)) => "open".to_owned(),
    }
}

/// Why a row does not apply, in words.
pub(crate) fn not_applicable_because(because: &NotApplicableBecause<'_>) -> String {
    match because {
        NotApplicableBecause::Base => "its base does not apply".to_owned(),
        NotApplicableBecause::FeatureAbsent(feature) => format!("the feature `{feature}` is declared absent"),
        NotApplicableBecause::Stated(row) => format!("stated: {}", row.claim.statement),
        NotApplicableBecause::Evaluator(_) => "the evaluator found so".to_owned(),
    }
}

impl AssessmentResult {
    /// The published shape of an assessment.
    ///
    /// In: the assessment, the problems found while reading its input, and the program's name and version.
    /// Problems come out in the order of their places.
    pub fn new(assessment: &Assessment<'_>, reading: &[Problem], program: &str) -> Self {
        let edition = assessment.edition;
        let mut problems: Vec<&Problem> = reading.iter().chain(&assessment.problems).collect();
        problems.sort();
        let mut result = Self {
            schema: "plimsoll.assessment/1",
            program: program.to_owned(),
            at: assessment.ask.at.to_string(),
            standard: edition.head.key.standard.to_string(),
            edition: edition.head.key.edition.to_string(),
            catalogue_digest: edition.digest.clone(),
            scheme: assessment.scheme.id.clone(),
            subject: assessment.ask.subject.id(),
            types: edition
                .head
                .component_types
                .then(|| assessment.ask.types.iter().map(|one| one.id().to_owned()).collect()),
            basis: assessment.ask.basis.id(),
            level: None,
            claimable: None,
            vector: None,
            vectors: None,
            by_type: None,
            asks_up_to: None,
            maturity: None,
            histogram: None,
            coverage: None,
            target: target(assessment),
            meets_target: None,
            counts: counts(assessment),
            groups: groups(assessment),
            conditions: conditions(assessment),
            gaps: assessment.gaps.iter().map(|gap| gap_result(assessment, gap)).collect(),
            next: None,
            rows: assessment.standings.iter().map(|standing| row_result(assessment, standing)).collect(),
            problems: problems.into_iter().map(ProblemResult::from).collect(),
        };
        match &assessment.outcome {
            Outcome::Levels(levels) => {
                result.level = Some(levels.headline.map(SecurityLevel::number));
                result.claimable = Some(levels.claimable.map(SecurityLevel::number));
                result.vector = Some(by_fr(&levels.vector));
                result.vectors = Some(
                    Basis::ALL
                        .iter()
                        .map(|basis| {
                            let on = |way| by_fr(levels.on(*basis, way));
                            let vectors = VectorsResult {
                                native: on(Way::Native),
                                capability: on(Way::Integration),
                                countermeasures: on(Way::Countermeasure),
                            };
                            (basis.id(), vectors)
                        })
                        .collect(),
                );
                result.by_type = edition
                    .head
                    .component_types
                    .then(|| levels.by_type.iter().map(|(one, vector)| (one.id(), by_fr(vector))).collect());
                result.asks_up_to = Some(by_fr(&LevelVector(levels.asks_up_to)));
                result.meets_target = levels.meets_target;
                result.next = Some(
                    levels
                        .next
                        .iter()
                        .map(|step| NextResult {
                            fr: step.fr.abbreviation(),
                            from: step.from.number(),
                            to: step.from.number() + 1,
                            needs: step.rows.iter().map(|index| edition.requirements[*index].id.to_string()).collect(),
                            holds_headline: step.holds_headline,
                        })
                        .collect(),
                );
            }
            Outcome::Maturity(maturity) => {
                result.level = Some(maturity.headline.map(MaturityLevel::number));
                let groups = edition.head.groups.iter().map(|group| group.id.to_string());
                let levels = maturity.practices.iter().map(|level| level.map(MaturityLevel::number));
                result.maturity = Some(groups.zip(levels).collect());
                let rows = maturity.histogram.iter().enumerate().map(|(level, rows)| (level.to_string(), *rows));
                let rest = [("na", maturity.not_applicable), ("ne", maturity.not_evaluated)];
                result.histogram = Some(rows.chain(rest.map(|(word, rows)| (word.to_owned(), rows))).collect());
                result.meets_target = maturity.meets_target;
            }
            Outcome::Coverage(coverage) => {
                let rest = |rows: &[(model::StandardId, String)]| -> Vec<RestsOn> {
                    rows.iter()
                        .map(|(standard, requirement)| RestsOn {
                            standard: standard.to_string(),
                            requirement: requirement.clone(),
                        })
                        .collect()
                };
                let points = coverage.points.iter().map(|point| CoverageResult {
                    requirement: edition.requirements[point.requirement].id.to_string(),
                    title: edition.requirements[point.requirement].title.clone(),
                    word: point.word,
                    at_best: point.at_best,
                    rests_on: rest(&point.rests_on),
                    open: rest(&point.open),
                    remains: point.remains.clone(),
                    verified: point.verified,
                });
                result.coverage = Some(points.collect());
                // Coverage is not a list of gaps to close row by row: what is open stands at each point.
                result.gaps.clear();
            }
            Outcome::Steps => {}
        }
        result
    }

    /// The stands of all rows as CSV; for a law the coverage of all points.
    pub fn csv(&self) -> String {
        if let Some(coverage) = &self.coverage {
            return coverage_csv(coverage);
        }
        let mut text = String::from("requirement,title,group,level,status,claimed,shown,evaluated,needed_for,why,at\n");
        for row in &self.rows {
            let gap = self.gaps.iter().find(|gap| gap.requirement == row.requirement);
            let level = row.level.map(|level| level.to_string()).unwrap_or_default();
            let needed = gap.and_then(|gap| gap.needed_for).map(|level| level.to_string()).unwrap_or_default();
            let cells = [
                row.requirement.as_str(),
                &row.title,
                &row.group,
                &level,
                row.status.unwrap_or_default(),
                &row.claimed,
                &row.shown,
                &row.evaluated,
                &needed,
                gap.map(|gap| gap.why.as_str()).unwrap_or_default(),
                row.at.as_deref().unwrap_or_default(),
            ];
            push_record(&mut text, &cells);
        }
        text
    }

    /// Is something wrong with the input?
    pub fn has_errors(&self) -> bool {
        self.problems.iter().any(ProblemResult::is_error)
    }
}

fn coverage_csv(coverage: &[CoverageResult]) -> String {
    let mut text = String::from("requirement,title,word,at_best,rests_on,open,remains\n");
    let list = |rows: &[RestsOn]| rows.iter().map(|row| row.requirement.as_str()).collect::<Vec<_>>().join("; ");
    for point in coverage {
        let (rests_on, open, remains) = (list(&point.rests_on), list(&point.open), point.remains.join("; "));
        push_record(
            &mut text,
            &[&point.requirement, &point.title, point.word, point.at_best, &rests_on, &open, &remains],
        );
    }
    text
}

/// One CSV record; what a spreadsheet would take for a formula is marked as text.
fn push_record(text: &mut String, cells: &[&str]) {
    let cells: Vec<String> = cells
        .iter()
        .map(|cell| match cell.starts_with(['=', '+', '@']) {
            true => tables::quote(&format!("'{cell}")).into_owned(),
            false => tables::quote(cell).into_owned(),
        })
        .collect();
    text.push_str(&cells.join(","));
    text.push('\n');
}

fn target(assessment: &Assessment<'_>) -> Option<Keyed<u8>> {
    match (assessment.ask.target?, &assessment.outcome) {
        (Goal::Levels(vector), Outcome::Levels(_)) => Some(
            FoundationalRequirement::ALL.into_iter().map(|fr| (fr.abbreviation(), vector.get(fr).number())).collect(),
        ),
        (Goal::Maturity(level), Outcome::Maturity(_)) => {
            let groups = &assessment.edition.head.groups;
            Some(groups.iter().map(|group| (group.id.to_string(), level.number())).collect())
        }
        _ => None,
    }
}

fn counts(assessment: &Assessment<'_>) -> CountsResult {
    let counts = assessment.counts;
    CountsResult {
        total: counts.total,
        met: counts.met,
        by_integration: counts.by_integration,
        compensated: counts.compensated,
        partly: counts.partly,
        not_met: counts.not_met,
        not_applicable: counts.not_applicable,
        silent: counts.silent,
    }
}

fn groups(assessment: &Assessment<'_>) -> Vec<GroupResult> {
    let groups = assessment.edition.head.groups.iter().zip(&assessment.groups);
    groups
        .map(|(group, count)| GroupResult {
            group: group.id.to_string(),
            title: group.title.clone(),
            passed: count.passed,
            not_applicable: count.not_applicable,
            failed: count.failed,
            total: count.total,
            not_evaluated: count.not_evaluated(),
        })
        .collect()
}

fn conditions(assessment: &Assessment<'_>) -> Vec<ConditionResult> {
    assessment
        .conditions
        .iter()
        .map(|condition| ConditionResult {
            requirement: condition.row.requirement.to_string(),
            title: condition.title.to_owned(),
            part: condition.row.part.as_ref().map(ToString::to_string),
            way: condition.way.id(),
            statement: condition.row.claim.statement.clone(),
            to_agree_with_evaluator: condition.way == Way::Integration && !condition.offered,
            at: place(condition.row).unwrap_or_default(),
        })
        .collect()
}

pub(crate) fn gap_result(assessment: &Assessment<'_>, gap: &Gap<'_>) -> GapResult {
    let edition = assessment.edition;
    let requirement = &edition.requirements[gap.requirement];
    // A row that says nothing has a place too: there is where to fill something in.
    let silent = || assessment.standing(gap.requirement).and_then(|standing| standing.rows.first().copied());
    GapResult {
        requirement: requirement.id.to_string(),
        title: requirement.title.clone(),
        kind: requirement.kind.id(),
        fr: requirement.fr.map(FoundationalRequirement::abbreviation),
        group: edition.group_of(requirement).id.to_string(),
        needed_for: (gap.needed_for > 0).then_some(gap.needed_for),
        status: gap.status.map(|status| status.id()),
        why: gap.why.to_string(),
        holds_group: gap.holds_group,
        holds_headline: gap.holds_headline,
        at: gap.why.row().or_else(silent).and_then(place),
    }
}

fn row_result(assessment: &Assessment<'_>, standing: &Standing<'_>) -> RowResult {
    let edition = assessment.edition;
    let requirement = &edition.requirements[standing.requirement];
    RowResult {
        requirement: requirement.id.to_string(),
        title: requirement.title.clone(),
        group: edition.group_of(requirement).id.to_string(),
        level: requirement.level.map(SecurityLevel::number),
        status: standing.rows.iter().find_map(|row| row.claim.status).map(|status| status.id()),
        claimed: stand_word(standing, Basis::Claimed),
        shown: stand_word(standing, Basis::Shown),
        evaluated: stand_word(standing, Basis::Evaluated),
        verified: requirement.verified(),
        at: standing.rows.first().and_then(|row| place(row)),
    }
}
