//! What must an integrator provide around a product so that its level holds? The conditions of use.

use assess::Outcome;
use document::{Block, Callout, Cell, Document, Table, Text, Tone};
use model::{Basis, Way};

use super::{Report, Scope, say};
use crate::matter::{Case, Matter};

pub(super) const REPORT: Report = Report {
    id: "conditions",
    title: "Conditions of use",
    about: "for integrators and owners: what must be in place around the product for its level to hold",
    scope: Scope::Case,
    fits: super::has_levels,
    compose,
};

fn compose(matter: &Matter<'_>) -> Document {
    let Some(case) = matter.cases.first() else { return super::head::of_dossier(&REPORT, matter) };
    let assessment = &case.assessment;
    let mut document = super::head::of_case(&REPORT, matter, case, false);
    document.facts.retain(|(label, _)| {
        ["Applicant", "Target of evaluation", "Model", "Version", "Standard", "Basis", "State of", "Catalogue"]
            .contains(&label.as_str())
    });
    let level = say::headline(assessment).unwrap_or_else(|| match &assessment.outcome {
        Outcome::Levels(levels) => format!("SL {}", levels.vector),
        _ => "no single level".to_owned(),
    });
    let constraint_open = matches!(&assessment.outcome, Outcome::Levels(levels) if levels.claimable != levels.headline);
    let rest = match assessment.ask.basis {
        Basis::Evaluated => "found by an evaluator",
        Basis::Shown => "shown by evidence",
        Basis::Claimed => "claimed by the applicant",
    };
    document.blocks.push(Block::Callout(Callout {
        tone: match (constraint_open, assessment.conditions.is_empty()) {
            (true, _) => Tone::Bad,
            (false, true) => Tone::Plain,
            (false, false) => Tone::Notice,
        },
        title: match assessment.conditions.len() {
            0 => format!("{level}, without conditions"),
            number => format!("{level}, with {}", say::count(number, "condition of use")),
        },
        lines: [
            Text::from(format!("{} stands at {level} against {} ({rest}).", say::subject(case), say::edition(case))),
            "Whoever installs the product provides what the table names. Where one of these is missing, the requirement \
             beside it does not hold there, and a level that needs it is not reached."
                .into(),
            Text::from(if constraint_open { say::CONSTRAINT_OPEN } else { "" }),
        ]
        .into_iter()
        .filter(|line| !line.is_empty())
        .collect(),
    }));
    document.heading(1, "What must be in place", "conditions-of-use");
    document.table_or(table(case), "The level holds by the product itself; nothing must be added.");
    if !case.subject.context.is_empty() {
        document.heading(1, "For which surroundings it was assessed", "context");
        for paragraph in case.subject.context.split("\n\n").map(str::trim).filter(|text| !text.is_empty()) {
            document.paragraph(paragraph.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    }
    if !case.subject.essential_functions.is_empty() {
        document.heading(1, "What must go on working", "essential-functions");
        let functions = case.subject.essential_functions.iter().map(|one| one.as_str().into());
        document.blocks.push(Block::List(functions.collect()));
    }
    document
}

/// The conditions of use: what must be around the subject for the result to hold.
pub(super) fn table(case: &Case<'_>) -> Table {
    let assessment = &case.assessment;
    let mut table = Table::new(
        "conditions",
        "Conditions under which the result holds",
        [("Requirement", 30), ("What must be in place", 50), ("Kind", 20)],
    );
    for condition in &assessment.conditions {
        let kind = match condition.way {
            Way::Countermeasure => "countermeasure",
            Way::Native | Way::Integration => "integration",
        };
        let agree = if condition.offered { Text::new() } else { Text::quiet("to be agreed with the evaluator") };
        let part = condition.row.part.as_ref().map(|part| Text::quiet(part.as_str())).unwrap_or_default();
        let title = Text::from(condition.title);
        table.row([
            Cell::lines([Text::strong(condition.row.requirement.as_str()), title, part]),
            Cell::of(condition.row.claim.statement.as_str()),
            Cell::lines([Text::from(kind), agree]),
        ]);
    }
    table
}
