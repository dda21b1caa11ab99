//! How does the sample read from end to end? Where it stands, which parts, the plan, the documents, and the page for the
//! meeting last.

use std::path::Path;

use report::{AssessmentResult, DecisionResult, DossierResult, PathwayResult, PlanResult};

use super::assessment::{short_levels, short_maturity};
use super::decision::decision_top;
use super::dossier::{level, target};
use super::layout::{FAINT, GOOD, ID, STRONG, keep_whole, rendered, styled, table, wrapped};
use crate::report_commands::Written;

/// Everything that the sample answers.
pub(crate) struct Demo<'a> {
    pub(crate) assessed: &'a DossierResult<AssessmentResult>,
    pub(crate) pathway: Option<&'a PathwayResult>,
    pub(crate) plan: &'a PlanResult,
    pub(crate) decision: &'a DecisionResult,
}

fn heading(number: u8, text: &str) -> String {
    format!("\n{}\n", styled(STRONG, format!("{number}  {text}")))
}

fn longer(command: &str) -> String {
    styled(FAINT, format!(" the long page: {command}\n"))
}

/// The chain up to the documents, which take a while.
pub(crate) fn demo(demo: &Demo<'_>) -> String {
    let dir = app::DEMO;
    let mut page = heading(1, "Where it stands").trim_start().to_owned();
    let basis = demo.assessed.subjects.first().map(|one| format!(" · basis {}", one.basis)).unwrap_or_default();
    let of = wrapped(&format!("{} · as of {}{basis}", demo.assessed.title, demo.assessed.at), 1);
    page.push_str(&format!(" {}\n", styled(FAINT, of)));
    for one in &demo.assessed.subjects {
        page.push_str(&short(one));
    }
    page.push_str(&longer(&format!("plimsoll assess {dir}")));
    if let Some(result) = demo.pathway {
        page.push_str(&pathway(result));
        page.push_str(&longer(&format!("plimsoll pathway {dir}")));
    }
    page.push_str(&plan(demo.plan));
    page.push_str(&longer(&format!("plimsoll plan {dir}")));
    page
}

/// The load line of one assessment, and its counts.
fn short(one: &AssessmentResult) -> String {
    let name = one.of.as_ref().map(|of| of.name.clone()).unwrap_or_default();
    if let Some(points) = &one.coverage {
        let words = ["full or near", "partial", "supports", "gap", "not examined", "not applicable"];
        let count = |word: &str| points.iter().filter(|point| point.word == word).count();
        let counts: Vec<String> = words
            .iter()
            .map(|word| (word, count(word)))
            .filter(|(_, count)| *count > 0)
            .map(|(word, count)| format!("{word} {count}"))
            .collect();
        let text = format!("{name}, {}: of {} points {}", one.standard, points.len(), counts.join(", "));
        return format!(" {}\n", wrapped(&text, 1));
    }
    let lines = if one.vector.is_some() { short_levels(one) } else { short_maturity(one) };
    let met = match one.meets_target {
        Some(true) => format!(", target {} met", target(one)),
        Some(false) => format!(", target {} not met", target(one)),
        None => String::new(),
    };
    format!(" {}  {}\n{lines}", styled(ID, format!("{name}, {}", one.standard)), styled(STRONG, level(one) + &met))
}

fn pathway(result: &PathwayResult) -> String {
    let mut page = heading(2, "Which parts, in which order");
    page.push_str(&format!(" {}\n", styled(STRONG, wrapped(&result.headline, 1))));
    for step in &result.steps {
        let because = step.because.first().map(|one| one.because.as_str()).unwrap_or_default();
        let text = format!("{}: {because}", step.title);
        page.push_str(&format!(" {}  {}\n", styled(ID, &step.part), wrapped(&text, 6)));
    }
    let list: Vec<&str> = result.left_out.iter().map(|one| one.part.as_str()).collect();
    if !list.is_empty() {
        page.push_str(&format!(" left out, each with its reason: {}\n", list.join(", ")));
    }
    if let Some(law) = &result.cra {
        let class = law.class.as_ref().map(|one| format!("class {}", one.class)).unwrap_or_default();
        // The last that is in force, and the next that is not: the others stand on the long page.
        let last = law.dates.iter().rev().find(|date| date.days_in_force.is_some());
        let next = law.dates.iter().find(|date| date.days_left.is_some());
        let dates = last.into_iter().chain(next).map(|date| format!("{}: {}", date.what, date.when()));
        let dates: Vec<String> = dates.collect();
        let text = format!("Cyber Resilience Act: {class}. {}", dates.join("; "));
        page.push_str(&format!(" {}\n", wrapped(&text, 1)));
    }
    page
}

fn plan(result: &PlanResult) -> String {
    let mut page = heading(3, "The plan");
    page.push_str(&format!(" {}\n", styled(STRONG, wrapped(&result.sentence, 1))));
    let mut rows = table(&["", "milestone", "work to", "commit to"]);
    for part in &result.parts {
        for one in &part.milestones {
            rows.add_row([&part.part, &one.what, &one.work_to, &one.commit_to]);
        }
    }
    keep_whole(&mut rows, &[0, 2, 3]);
    page.push_str(&rendered(&rows));
    page
}

/// What was written, in a few lines.
pub(crate) fn demo_documents(out: &Path, files: &[Written]) -> String {
    let mut page = heading(4, "The documents");
    let (mut names, mut endings, mut others): (Vec<&str>, Vec<&str>, Vec<&str>) = (Vec::new(), Vec::new(), Vec::new());
    for file in files {
        match file.path.strip_prefix(&file.name) {
            Some(ending) if !file.name.contains('/') => {
                let ending = ending.split_once('/').map_or(ending, |(folder, _)| folder);
                if !names.contains(&file.name.as_str()) {
                    names.push(&file.name);
                }
                if !endings.contains(&ending) {
                    endings.push(ending);
                }
            }
            _ => {
                let folder = file.path.split_once('/').map_or(file.path.as_str(), |(folder, _)| folder);
                if !others.contains(&folder) {
                    others.push(folder);
                }
            }
        }
    }
    let text = format!("{}; each as {}", names.join(", "), endings.join(" "));
    let text = format!("{} documents below {}: {text}", names.len(), out.display());
    page.push_str(&format!(" {}\n", wrapped(&text, 1)));
    if !others.is_empty() {
        page.push_str(&format!(" {}\n", wrapped(&format!("and for programs {}", others.join(", ")), 1)));
    }
    page
}

/// The page for the meeting, what to do next, and where the page lies as a document.
pub(crate) fn demo_meeting(demo: &Demo<'_>, documents: Option<&Path>) -> String {
    let (dir, decision) = (app::DEMO, demo.decision);
    let mut page = heading(if documents.is_some() { 5 } else { 4 }, "The page for the meeting");
    page.push_str(&decision_top(decision));
    page.push_str(&format!("\n{}\n", styled(STRONG, "What to do next")));
    for step in next(demo) {
        page.push_str(&format!(" {} {}\n", styled(GOOD, "·"), wrapped(&step, 3)));
    }
    if let Some(out) = documents {
        let file = |ending: &str| out.join(format!("decision.{ending}")).display().to_string();
        let text = format!("This page as a document: {} and {}", file("pdf"), file("html"));
        page.push_str(&format!(" {}\n", wrapped(&text, 1)));
    }
    let lines = [
        ("again, byte for byte", format!("plimsoll decide {dir} --at {} --seed {}", decision.at, decision.seed)),
        ("from business to proof", format!("plimsoll trace {dir} --to DM-4")),
        ("what is open", format!("plimsoll gaps {dir} --subject eg220")),
        ("who stated what, provably", format!("plimsoll verify {dir} --trust examples/keys/trusted.toml")),
        ("as an evaluator found it", "plimsoll demo --basis evaluated".to_owned()),
    ];
    for (what, command) in &lines {
        page.push_str(&format!(" {}  {command}\n", styled(FAINT, format!("{what:<25}"))));
    }
    page
}

/// What a manager has done next, each from a figure on the page.
fn next(demo: &Demo<'_>) -> Vec<String> {
    let decision = demo.decision;
    let mut steps = Vec::new();
    let open = decision.answer.question.clone().or_else(|| decision.facts.first().map(|one| one.question.clone()));
    steps.extend(open.map(|question| format!("Find out: {question}")));
    let assumed = decision.robustness.break_evens.iter().find(|one| one.assumed && one.at.is_some());
    steps.extend(assumed.map(|one| {
        format!("Replace the assumption that is nearest to turning the answer: “{}”, {}.", one.line, one.quantity)
    }));
    if decision.recommended().is_some_and(|row| !row.certificates.is_empty())
        && let Some(part) = demo.plan.parts.iter().find(|part| !part.actions.is_empty())
    {
        let first = part.actions.first().map(|one| one.title.as_str()).unwrap_or_default();
        steps.push(format!("Begin with “{first}”; work begins on {}.", demo.plan.start));
        let slot = part.milestones.iter().find(|one| one.id == "slot-ordered");
        steps.extend(slot.map(|one| format!("{} by {} at the latest ({}).", one.what, one.commit_to, part.part)));
    }
    steps
}
