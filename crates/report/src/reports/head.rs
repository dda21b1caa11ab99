//! What stands at the head of every report? Who, what, against which edition, on whose word, and the digests behind it.

use document::{Block, Callout, Document, Text, Tone};
use model::AssessedAs;

use super::Report;
use super::say;
use crate::matter::{Case, Matter};
use crate::result::ProblemResult;

/// So many errors stand at the head of a report; the limits at its end name every problem.
const ERRORS: usize = 5;

/// The document of a report about one case: its head is filled, its blocks are not.
pub(super) fn of_case(report: &Report, matter: &Matter<'_>, case: &Case<'_>, contents: bool) -> Document {
    let (assessment, subject) = (&case.assessment, case.subject);
    let edition = assessment.edition;
    let mut document = Document {
        title: report.title.to_owned(),
        subtitle: format!("{} · {}", say::subject(case), say::edition(case)),
        contents,
        ..of_dossier(report, matter)
    };
    let mut facts: Vec<(String, Text)> = Vec::new();
    let mut fact = |label: &str, text: Text| {
        if !text.is_empty() {
            facts.push((label.to_owned(), text));
        }
    };
    fact("Applicant", matter.organization.into());
    let named = Text::from(subject.name.as_str()).and_quiet(" ").and_code(subject.id.as_str());
    fact("Target of evaluation", named);
    fact("Model", subject.model.as_str().into());
    if let Some(version) = subject.version() {
        let made_of = say::version(version);
        let made_of = if made_of.is_empty() { made_of } else { format!(" ({made_of})") };
        fact("Version", Text::strong(version.id.as_str()).and(made_of));
    }
    let types: Vec<&str> = assessment.ask.types.iter().map(|one| one.id()).collect();
    if edition.head.component_types {
        fact("Component types", types.join(", ").into());
    }
    fact("Platform", subject.platform.as_ref().map_or("", |id| id.as_str()).into());
    fact("Development process", subject.process.as_ref().map_or("", |id| id.as_str()).into());
    let standard = format!("{} ({})", say::edition(case), edition.head.title);
    fact("Standard", standard.into());
    if super::has_levels(edition) {
        let kind = match assessment.ask.subject {
            AssessedAs::Product => "capability of a product (SL-C)",
            AssessedAs::Zone => "achieved in an installed zone (SL-A)",
        };
        fact("Levels", kind.into());
    }
    if super::has_rows(edition) {
        fact("Target", say::goal(assessment.ask.target).into());
        if assessment.ask.applied_for != assessment.ask.target {
            fact("Applied for", say::goal(assessment.ask.applied_for).into());
        }
    }
    let verified = if assessment.scheme.verified { "" } else { "; its settings are not confirmed by the body itself" };
    fact(
        "Scheme",
        Text::from(format!("{}{verified} ", assessment.scheme.title)).and_code(assessment.scheme.id.as_str()),
    );
    fact("Basis", say::basis(assessment.ask.basis).into());
    fact("Evaluated by", evaluators(matter, case).join("; ").into());
    fact("State of", matter.at.to_string().into());
    fact("Catalogue", Text::code(edition.digest.as_str()));
    if let Some(record) = &matter.record {
        let edits = match record.unrecorded {
            0 => String::new(),
            edits => format!("; {} since then", say::count(edits, "unrecorded edit")),
        };
        let unsound = if record.sound { "" } else { "; NOT SOUND, `plimsoll verify` says why" };
        let entries = format!(" after {} entries{edits}{unsound}", record.entries);
        fact("Journal", Text::code(record.head.as_str()).and_quiet(entries));
    }
    fact("Made with", matter.program.into());
    document.facts = facts;
    let mut property = |name: &str, value: &str| document.properties.push((name.to_owned(), value.to_owned()));
    property("subject", subject.id.as_str());
    property("edition", &edition.head.key.to_string());
    property("edition digest", &edition.digest);
    property("scheme", &assessment.scheme.id);
    if let Some(record) = &matter.record {
        property("journal sound", if record.sound { "yes" } else { "no" });
    }
    property("basis", assessment.ask.basis.id());
    for (path, digest) in &case.sources {
        property(&format!("source {path}"), digest);
    }
    errors(&mut document, &case.problems);
    document
}

/// A box with the first errors of the files on which a report rests; nothing where there are none.
pub(super) fn errors(document: &mut Document, problems: &[ProblemResult]) {
    let errors: Vec<&ProblemResult> = problems.iter().filter(|problem| problem.is_error()).collect();
    if errors.is_empty() {
        return;
    }
    let lines = errors.iter().take(ERRORS).map(|problem| {
        let place = format!("{}:{}:{}", problem.file, problem.line, problem.column);
        Text::code(place).and(format!(" {}", problem.message))
    });
    document.blocks.push(Block::Callout(Callout {
        tone: Tone::Bad,
        title: format!("{} in the files on which this rests", say::count(errors.len(), "error")),
        lines: lines.collect(),
    }));
}

/// The document of a report about a whole dossier, without facts.
pub(super) fn of_dossier(report: &Report, matter: &Matter<'_>) -> Document {
    let mut properties = vec![("report".to_owned(), report.id.to_owned()), ("at".to_owned(), matter.at.to_string())];
    if let Some(record) = &matter.record {
        properties.push(("journal head".to_owned(), record.head.clone()));
    }
    Document {
        title: report.title.to_owned(),
        subtitle: matter.title.to_owned(),
        author: matter.organization.to_owned(),
        date: matter.at.to_string(),
        program: matter.program.to_owned(),
        brand: matter.brand.clone(),
        properties,
        ..Document::default()
    }
}

/// Who gave the verdicts, each once, in the order of the rows.
fn evaluators(matter: &Matter<'_>, case: &Case<'_>) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for row in case.assessment.standings.iter().flat_map(|standing| &standing.rows) {
        let name = say::person(matter, &row.evaluation.evaluator);
        if say::is_given(&case.assessment, row) && !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}
