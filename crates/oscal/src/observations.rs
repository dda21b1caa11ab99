//! What did evaluators find? Each verdict as an OSCAL observation.

use model::{Evaluation, Evidence, Row};
use report::Case;

use crate::names::{either, line, moment, moment_near, token};
use crate::props::Props;
use crate::scope::{Scope, called};
use crate::shape::{Actor, Observation, Origin, RelatedObservation, SubjectReference};

/// The rows of a case about which an evaluator said something by the day that is asked about.
pub(crate) fn examined<'c>(case: &'c Case<'_>) -> impl Iterator<Item = &'c Row> {
    let at = case.assessment.ask.at;
    let by_then = move |row: &&Row| row.evaluation.date.is_none_or(|date| date <= at);
    case.own_rows.iter().filter(|row| !row.evaluation.is_silent()).filter(by_then)
}

/// What was cited where a verdict was given: by the row itself, or by the row that speaks in its place.
pub(crate) fn looked_at<'c>(case: &'c Case<'_>, row: &'c Row) -> &'c [Evidence] {
    if !row.claim.is_silent() {
        return &row.claim.evidence;
    }
    speaking(case, row).map(|row| row.claim.evidence.as_slice()).unwrap_or_default()
}

/// The row that speaks for the same requirement and part.
fn speaking<'c>(case: &'c Case<'_>, row: &Row) -> Option<&'c Row> {
    let index = case.assessment.edition.find(row.requirement.as_str())?;
    let rows = &case.assessment.standing(index)?.rows;
    rows.iter().copied().find(|one| one.part == row.part)
}

/// The verdict of a row.
pub(crate) fn observation(scope: &Scope<'_>, case: &Case<'_>, row: &Row) -> Observation {
    let (subject, evaluation) = (case.subject, &row.evaluation);
    let found = found(evaluation);
    let part = row.part.as_ref().map(|part| format!(", part {}", line(part.as_str()))).unwrap_or_default();
    let about = format!("{}{part} of {}", row.requirement, called(subject));
    let says = if found.is_empty() { "an evaluator's note".to_owned() } else { format!("the verdict {found}") };
    // A verdict on an earlier version, or on another status, counts for nothing until somebody looks again.
    let silenced = !found.is_empty()
        && speaking(case, row).is_some_and(|one| one.evaluation.verdict.is_none() && one.evaluation.maturity.is_none());
    let collected = evaluation.date.and_then(moment);
    let date = match (evaluation.date, &collected) {
        (None, _) => "none".to_owned(),
        (Some(date), None) => date.to_string(),
        (Some(_), Some(_)) => String::new(),
    };
    let actor = Some(&evaluation.evaluator).filter(|name| !line(name).is_empty());
    let evidence = looked_at(case, row).iter().filter(|evidence| !line(&evidence.name).is_empty());
    Observation {
        uuid: scope.row_id("observation", case, row),
        title: line(&format!("{about}: {}", either(&found, "noted"))),
        description: format!("On {about} there is {says}."),
        props: Props::new()
            .ours("control-id", token(row.requirement.as_str()))
            .ours("part", row.part.as_ref().map(|part| part.as_str()).unwrap_or_default())
            .ours("verdict", &found)
            .maybe("examined-status", evaluation.examined)
            .ours("version", &evaluation.version)
            .ours("method", &evaluation.method)
            .ours("evaluator", &evaluation.evaluator)
            .ours("date", date)
            .ours("counts", if silenced { "no" } else { "" })
            .list(),
        methods: methods(&evaluation.method),
        types: vec![if silenced { "historic" } else { "control-objective" }.to_owned()],
        origins: actor.map(|name| Origin { actors: vec![party(scope.evaluator_id(name))] }).into_iter().collect(),
        subjects: vec![SubjectReference {
            subject_uuid: scope.component_id(subject),
            r#type: "component".to_owned(),
            title: called(subject),
        }],
        relevant_evidence: evidence.map(|evidence| scope.register.relevant(&scope.ids, evidence)).collect(),
        collected: collected.unwrap_or_else(|| moment_near(scope.at())),
        remarks: evaluation.remark.clone(),
    }
}

/// The observations on one requirement, as others refer to them.
pub(crate) fn related(scope: &Scope<'_>, case: &Case<'_>, requirement: usize) -> Vec<RelatedObservation> {
    let id = &case.assessment.edition.requirements[requirement].id;
    let rows = examined(case).filter(|row| row.requirement == *id);
    rows.map(|row| RelatedObservation { observation_uuid: scope.row_id("observation", case, row) }).collect()
}

fn party(uuid: String) -> Actor {
    Actor { r#type: "party".to_owned(), actor_uuid: uuid, role_id: "evaluator".to_owned() }
}

/// The verdict as the evaluator's sheet writes it: a word, or the level found.
fn found(evaluation: &Evaluation) -> String {
    let level = evaluation.maturity.map(|level| level.to_string());
    evaluation.verdict.map(|verdict| verdict.to_string()).or(level).unwrap_or_default()
}

/// OSCAL's words for a method that people write freely.
fn methods(text: &str) -> Vec<String> {
    let text = text.to_lowercase();
    let any = |words: &[&str]| words.iter().any(|word| text.contains(word));
    let mut methods = Vec::new();
    if any(&["document", "review", "demonstration", "inspect", "examin", "analysis", "analyse", "witness", "observ"]) {
        methods.push("EXAMINE");
    }
    if any(&["interview"]) {
        methods.push("INTERVIEW");
    }
    if any(&["test", "scan", "fuzz"]) {
        methods.push("TEST");
    }
    if methods.is_empty() {
        methods.push("UNKNOWN");
    }
    methods.into_iter().map(str::to_owned).collect()
}
