//! How does an assessment become its published shape, and that CSV?

use assess::{Assessment, Gap, Outcome, Stand, Standing};
use model::{Basis, FoundationalRequirement, Goal, LevelVector, MaturityLevel, Problem, Row, SecurityLevel, Spot, Way};

use crate::keyed::Keyed;
use crate::result::{
    AssessmentResult, ConditionResult, CountsResult, CoverageResult, DossierResult, GapResult, GroupResult, NextResult,
    ProblemResult, RestsOn, RowResult, VectorsResult,
};

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
            of: None,
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
        notes: standing.rows.iter().flat_map(|row| row.notes().iter().cloned()).collect(),
    }
}

impl DossierResult<AssessmentResult> {
    /// The stands of all rows of all subjects as CSV, the subject in the first column.
    pub fn csv(&self) -> String {
        let mut text = String::new();
        for (number, one) in self.subjects.iter().enumerate() {
            let id = one.of.as_ref().map(|of| of.id.as_str()).unwrap_or_default();
            let csv = one.csv();
            let mut records = csv.lines();
            let header = records.next().unwrap_or_default();
            // Laws have columns of their own; a header then parts the tables.
            let law = |one: &AssessmentResult| one.coverage.is_some();
            if number == 0 || law(&self.subjects[number - 1]) != law(one) {
                text.push_str(&format!("subject,standard,{header}\n"));
            }
            for record in tables::read_csv("", csv.as_bytes()).0.lines {
                push_record(&mut text, &[id, &one.standard]);
                text.pop();
                text.push(',');
                let cells: Vec<&str> = record.cells.iter().map(|cell| cell.text.as_ref()).collect();
                push_record(&mut text, &cells);
            }
        }
        text
    }
}
