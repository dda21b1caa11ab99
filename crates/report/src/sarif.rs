//! How does a developer's CI read the open rows? SARIF 2.1.0, a result for each gap.

use std::collections::BTreeMap;

use assess::Gap;
use model::Row;
use serde_json::{Value, json};

use crate::address::encoded;
use crate::build_result::place;
use crate::matter::{Case, Matter};

/// Where the paths of results begin. It has no address: a log says the same on every machine.
const ROOT: &str = "DOSSIER";

/// The gaps of every case as one SARIF log, indented, with a final line end.
///
/// A run for each case; a rule for each open requirement with what it asks; a result for each gap at the cell that
/// says so: `error` where the target asks for it, `note` beyond the target; without a target `error` where it holds the
/// headline down, `warning` where it holds its group, `note` else. What is wrong
/// with the files stands in the run's notifications.
pub fn sarif(matter: &Matter<'_>) -> String {
    let runs: Vec<Value> = matter.cases.iter().map(|case| run(matter, case)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": runs,
    });
    let mut text = format!("{log:#}");
    text.push('\n');
    text
}

fn run(matter: &Matter<'_>, case: &Case<'_>) -> Value {
    let assessment = &case.assessment;
    let edition = assessment.edition;
    let rules: Vec<Value> = assessment.gaps.iter().map(|gap| rule(case, gap)).collect();
    let results: Vec<Value> = assessment.gaps.iter().enumerate().map(|(index, gap)| result(case, index, gap)).collect();
    let notifications: Vec<Value> = case
        .problems
        .iter()
        .map(|problem| {
            json!({
                "level": problem.severity,
                "message": { "text": format!("{} ({})", problem.message, problem.hint) },
                "locations": [location(&problem.file, problem.line, problem.column)],
            })
        })
        .collect();
    let (name, version) = matter.program.split_once(' ').unwrap_or((matter.program, ""));
    let failed = case.problems.iter().any(crate::ProblemResult::is_error);
    json!({
        "tool": { "driver": {
            "name": name,
            "version": version,
            "rules": rules,
            "properties": { "edition": edition.head.key.to_string(), "editionDigest": edition.digest },
        }},
        "automationDetails": { "id": format!("{}/{}/", case.subject.id, edition.head.key) },
        "originalUriBaseIds": { (ROOT): { "description": {
            "text": "The folder of the dossier, wherever it lies; the paths of results begin here.",
        }}},
        "columnKind": "unicodeCodePoints",
        "invocations": [{ "executionSuccessful": !failed, "toolExecutionNotifications": notifications }],
        "results": results,
        "properties": {
            "subject": case.subject.id.as_str(),
            "basis": assessment.ask.basis.id(),
            "scheme": assessment.scheme.id,
            "at": matter.at.to_string(),
        },
    })
}

fn rule(case: &Case<'_>, gap: &Gap<'_>) -> Value {
    let asked = &case.assessment.edition.requirements[gap.requirement];
    let mut rule = json!({
        "id": asked.id.as_str(),
        "shortDescription": { "text": asked.title },
        "properties": { "tags": ["security", case.assessment.edition.head.key.standard.as_str()] },
    });
    if let Some(words) = case.words_on(gap.requirement) {
        rule["fullDescription"] = json!({ "text": words.asks });
        if !words.evidence.is_empty() {
            let list = words.evidence.iter().map(|one| format!("- {one}")).collect::<Vec<_>>().join("\n");
            rule["help"] = json!({ "text": format!("What usually satisfies:\n{list}") });
        }
    }
    rule
}

fn result(case: &Case<'_>, index: usize, gap: &Gap<'_>) -> Value {
    let assessment = &case.assessment;
    let asked = &assessment.edition.requirements[gap.requirement];
    let with_target = assessment.ask.target.is_some();
    let level = match (assessment.is_wanted(gap.requirement), gap.holds_headline, gap.holds_group) {
        (false, _, _) => "note",
        (true, _, _) if with_target => "error",
        (true, true, _) => "error",
        (true, false, true) => "warning",
        (true, false, false) => "note",
    };
    let needed = needed_for(case, gap);
    let text = format!("{} {}: {}{needed}", asked.id, asked.title, gap.why);
    let mut result = json!({
        "ruleId": asked.id.as_str(),
        "ruleIndex": index,
        "kind": "fail",
        "level": level,
        "message": { "text": text },
        "partialFingerprints": {
            "requirement/v1": format!("{}/{}/{}", case.subject.id, assessment.edition.head.key, asked.id),
        },
        "properties": {
            "neededFor": gap.needed_for,
            "holdsGroup": gap.holds_group,
            "holdsHeadline": gap.holds_headline,
        },
    });
    if let Some(at) = at(case, gap) {
        result["locations"] = json!([at]);
    }
    result
}

/// `; needed for SL 2 and above`.
pub(crate) fn needed_for(case: &Case<'_>, gap: &Gap<'_>) -> String {
    let kind = match case.assessment.edition.head.assessed_by {
        catalogue::AssessedBy::Levels => "SL",
        catalogue::AssessedBy::Maturity => "ML",
        catalogue::AssessedBy::Coverage | catalogue::AssessedBy::Steps => return String::new(),
    };
    match gap.needed_for {
        0 => "; every level needs it".to_owned(),
        level => format!("; needed for {kind} {level}"),
    }
}

/// The row that a gap is about, if one is stated.
pub(crate) fn row<'g>(case: &'g Case<'_>, gap: &'g Gap<'_>) -> Option<&'g Row> {
    let stated = || case.assessment.standing(gap.requirement).and_then(|standing| standing.rows.first().copied());
    gap.why.row().or_else(stated)
}

/// The cell that says so; where nothing is stated, the file in which it would be.
fn at(case: &Case<'_>, gap: &Gap<'_>) -> Option<Value> {
    match row(case, gap) {
        Some(row) => {
            let spot =
                if row.spots.status == model::Spot::default() { row.spots.requirement } else { row.spots.status };
            place(row).map(|_| location(&row.file, spot.line, spot.column))
        }
        None => {
            let about = |path: &&(String, String)| Some(&path.0) == case.sheet.as_ref();
            case.sources.iter().find(about).or(case.sources.first()).map(|(path, _)| location(path, 1, 1))
        }
    }
}

fn location(file: &str, line: u32, column: u32) -> Value {
    let artifact = json!({ "uri": encoded(&file.replace('\\', "/")), "uriBaseId": ROOT });
    let mut physical = BTreeMap::from([("artifactLocation", artifact)]);
    if line > 0 {
        physical.insert("region", json!({ "startLine": line, "startColumn": column.max(1) }));
    }
    json!({ "physicalLocation": physical })
}
