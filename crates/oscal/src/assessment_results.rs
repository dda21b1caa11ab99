//! What did evaluators find and what does it come to, as OSCAL assessment results?

use assess::{Bearing, Covered, Outcome, Stand, Standing};
use catalogue::{Coverage, Requirement};
use model::{Basis, Row, SecurityLevel};
use report::{Case, Matter};

use crate::assessment_plan::{about, components, concerns, selection};
use crate::component_definition::oscal_status;
use crate::ids::sealed;
use crate::names::{NAMESPACE, PLAN, line, moment, moment_near, statement_id};
use crate::observations::{examined, looked_at, observation, related};
use crate::props::Props;
use crate::scope::{Scope, called, of_case};
use crate::shape::{
    AssessmentPart, AssessmentResults, Attestation, BackMatter, Document, Finding, Href, ImplementationStatus,
    LocalDefinitions, ResponsibleParty, Result, ReviewedControls, Status, Target,
};

/// One result for each subject and edition. `None` where no row concerns any subject.
pub fn assessment_results(matter: &Matter<'_>) -> Option<Document> {
    let scope = Scope::new(matter);
    let cases: Vec<&Case<'_>> = matter.cases.iter().filter(|case| concerns(case)).collect();
    if cases.is_empty() {
        return None;
    }
    let mut results: Vec<Result> = cases.iter().map(|case| result(&scope, case)).collect();
    // Components are defined once for the document, so that no id stands twice.
    if let Some(first) = results.first_mut() {
        first.local_definitions = Some(LocalDefinitions { components: components(&scope), ..Default::default() });
    }
    let cited = cases.iter().flat_map(|case| examined(case).flat_map(|row| looked_at(case, row)));
    Some(sealed(Document::AssessmentResults(AssessmentResults {
        metadata: scope.metadata("what was found"),
        import_ap: Href { href: PLAN.to_owned(), ..Href::default() },
        results,
        back_matter: BackMatter::of(scope.register.resources(&scope.ids, cited)),
        ..AssessmentResults::default()
    })))
}

fn result(scope: &Scope<'_>, case: &Case<'_>) -> Result {
    let days = || examined(case).filter_map(|row| row.evaluation.date);
    let standings = case.assessment.standings.iter();
    let comes_to = comes_to(case);
    Result {
        uuid: scope.id("result", case, &[]),
        title: about(case),
        description: format!("On the basis `{}`: {comes_to}.", case.assessment.ask.basis),
        start: days().min().and_then(moment).unwrap_or_else(|| moment_near(scope.at())),
        end: days().max().and_then(moment).unwrap_or_default(),
        props: outcome(case).list(),
        local_definitions: None,
        reviewed_controls: ReviewedControls { control_selections: vec![selection(case)] },
        attestations: vec![attestation(scope, case)],
        observations: examined(case).map(|row| observation(scope, case, row)).collect(),
        findings: standings.map(|standing| finding(scope, case, standing)).collect(),
    }
}

/// What the whole comes to, in one phrase.
fn comes_to(case: &Case<'_>) -> String {
    let counts = &case.assessment.counts;
    let rows = match &case.assessment.outcome {
        // What is open of a law is a matter of coverage, not of its own rows.
        Outcome::Coverage(coverage) => {
            let covered = |word: &str| coverage.points.iter().filter(|point| point.word == word).count();
            let words = ["full or near", "partial", "supports", "gap", "not examined", "not applicable"];
            let words = words.map(|word| format!("{} {word}", covered(word)));
            format!("{} points concern it: {}", counts.total, words.join(", "))
        }
        _ => format!("{} rows concern it, {} are open", counts.total, open_rows(case)),
    };
    match &case.assessment.outcome {
        Outcome::Levels(levels) => format!("SL {}; {rows}", levels.vector),
        Outcome::Maturity(maturity) => match maturity.minimum {
            Some(level) => format!("every row that counts is at {level} or above; {rows}"),
            None => rows,
        },
        Outcome::Coverage(_) | Outcome::Steps => rows,
    }
}

/// Rows that are asked for and do not hold; a law's points are counted by coverage.
fn open_rows(case: &Case<'_>) -> usize {
    let standings = case.assessment.standings.iter();
    standings.filter(|standing| case.assessment.bearing(standing) == Bearing::Open).count()
}

fn outcome(case: &Case<'_>) -> Props {
    let (ask, assessment) = (case.assessment.ask, &case.assessment);
    let yes_or_no = |flag: bool| if flag { "yes" } else { "no" };
    let props = of_case(case)
        .ours("basis", ask.basis.id())
        .ours("scheme", &assessment.scheme.id)
        .ours("at", ask.at.to_string())
        .ours("rows", assessment.counts.total.to_string())
        .maybe("open", (!matches!(assessment.outcome, Outcome::Coverage(_))).then(|| open_rows(case)));
    match &assessment.outcome {
        Outcome::Levels(levels) => levels
            .vector
            .iter()
            .fold(props, |props, (fr, level)| {
                let name = format!("level-{}", fr.abbreviation().to_lowercase());
                props.maybe(&name, level.map(SecurityLevel::number))
            })
            .maybe("headline", levels.headline)
            .maybe("claimable", levels.claimable)
            .maybe("meets-target", levels.meets_target.map(yes_or_no)),
        Outcome::Maturity(maturity) => props
            .maybe("headline", maturity.headline)
            .maybe("minimum", maturity.minimum)
            .maybe("meets-target", maturity.meets_target.map(yes_or_no)),
        Outcome::Coverage(_) | Outcome::Steps => props,
    }
}

/// What the result rests on; its words, its scheme, the facts, and the journal where there is one.
fn attestation(scope: &Scope<'_>, case: &Case<'_>) -> Attestation {
    let assessment = &case.assessment;
    let whose = match assessment.ask.basis {
        Basis::Claimed => "the applicant's word, and nobody has looked at the evidence",
        Basis::Shown => "the applicant's word with evidence that is registered and holds",
        Basis::Evaluated => "the evaluators' verdicts and on nothing else",
    };
    let record = match &scope.matter.record {
        Some(record) if !record.sound => {
            format!("The journal is not sound and vouches for nothing (last line {}).", record.head)
        }
        Some(record) if record.unrecorded > 0 => format!(
            "Of what it rests on, {} edits are not in the journal yet (last line {}).",
            record.unrecorded, record.head
        ),
        Some(record) => format!("The journal vouches for what it rests on (last line {}).", record.head),
        None => "No journal vouches for what it rests on.".to_owned(),
    };
    let prose = format!(
        "The result was computed by {} for {} under the scheme `{}`. It rests on {whose}. {record}",
        scope.matter.program, assessment.ask.at, assessment.scheme.id
    );
    let evaluators = scope.evaluator_ids_of(case);
    let evaluated = assessment.ask.basis == Basis::Evaluated && !evaluators.is_empty();
    let responsible = ResponsibleParty { role_id: "evaluator".to_owned(), party_uuids: evaluators };
    Attestation {
        responsible_parties: evaluated.then_some(responsible).into_iter().collect(),
        parts: vec![AssessmentPart {
            uuid: scope.id("attestation", case, &[]),
            name: "basis".to_owned(),
            ns: NAMESPACE.to_owned(),
            title: "What the result rests on".to_owned(),
            props: of_case(case)
                .ours("basis", assessment.ask.basis.id())
                .ours("scheme", &assessment.scheme.id)
                .ours("scheme-verified", if assessment.scheme.verified { "yes" } else { "no" })
                .list(),
            prose,
        }],
    }
}

/// Where one requirement stands on the basis asked about.
struct Found {
    satisfied: bool,
    reason: &'static str,
    says: String,
    not_applicable: bool,
}

fn finding(scope: &Scope<'_>, case: &Case<'_>, standing: &Standing<'_>) -> Finding {
    let assessment = &case.assessment;
    let requirement = &assessment.edition.requirements[standing.requirement];
    let found = found(case, standing);
    let mut stated = standing.rows.iter().map(|row| row.claim.status.and_then(oscal_status));
    let first = stated.next().flatten();
    let state = match (found.not_applicable, stated.all(|other| other == first)) {
        (true, _) => Some("not-applicable"),
        (false, true) => first,
        // Parts that differ are implemented in part.
        (false, false) => Some("partial"),
    };
    Finding {
        uuid: scope.id("finding", case, &[requirement.id.as_str()]),
        title: entitled(requirement),
        description: format!("{} of {}: {}.", requirement.id, called(case.subject), found.says),
        props: Props::new()
            .ours("basis", assessment.ask.basis.id())
            .ours("standing", standing_word(case, standing))
            .maybe("maturity", standing.maturity[assessment.ask.basis as usize])
            .list(),
        target: Target {
            r#type: "statement-id".to_owned(),
            target_id: statement_id(requirement.id.as_str()),
            status: Status {
                state: if found.satisfied { "satisfied" } else { "not-satisfied" }.to_owned(),
                reason: found.reason.to_owned(),
                remarks: found.says,
            },
            implementation_status: state.map(|state| ImplementationStatus { state: state.to_owned() }),
        },
        related_observations: related(scope, case, standing.requirement),
    }
}

/// A requirement in a title.
pub(crate) fn entitled(requirement: &Requirement) -> String {
    line(&format!("{} {}", requirement.id, requirement.title))
}

fn standing_word(case: &Case<'_>, standing: &Standing<'_>) -> &'static str {
    let weakest = case.assessment.weakest_way();
    match case.assessment.stand(standing) {
        Stand::NotApplicable(_) => "not-applicable",
        Stand::Satisfied(way, _) if way <= weakest => way.id(),
        Stand::Satisfied(..) | Stand::Open(_) => "open",
    }
}

/// OSCAL knows satisfied and not satisfied; `reason` says whether an evaluator's verdict or something else decided.
fn found(case: &Case<'_>, standing: &Standing<'_>) -> Found {
    let assessment = &case.assessment;
    if let Outcome::Coverage(coverage) = &assessment.outcome
        && let Some(point) = coverage.points.iter().find(|point| point.requirement == standing.requirement)
    {
        let not_applicable = point.word == Covered::NOT_APPLICABLE;
        let satisfied = not_applicable || point.word == Coverage::Full.id();
        return Found { satisfied, reason: "other", says: format!("coverage is {}", point.word), not_applicable };
    }
    let by_verdict = assessment.ask.basis == Basis::Evaluated;
    let stand = assessment.stand(standing);
    if let Stand::NotApplicable(because) = &stand {
        let says = format!("it does not apply: {because}");
        return Found { satisfied: true, reason: "other", says, not_applicable: true };
    }
    match (stand.why(assessment.weakest_way()), &stand) {
        (None, Stand::Satisfied(way, _)) => Found {
            satisfied: true,
            reason: if by_verdict { "pass" } else { "other" },
            says: format!("satisfied, {way}"),
            not_applicable: false,
        },
        (why, _) => {
            let failed = why.and_then(|why| why.row().map(failed)).unwrap_or(false);
            Found {
                satisfied: false,
                reason: if by_verdict && failed { "fail" } else { "other" },
                says: why.map_or_else(|| "it is open".to_owned(), |why| why.to_string()),
                not_applicable: false,
            }
        }
    }
}

fn failed(row: &Row) -> bool {
    row.evaluation.verdict == Some(model::Verdict::Fail)
}
