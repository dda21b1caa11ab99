//! How does the answer of the interview read on a terminal? What to do, then why, then the laws, then what is open.

use std::path::Path;

use report::{CraResult, PathStepResult, PathwayResult, QuestionResult, QuestionsResult, ServedResult};

use super::layout::{
    BAD, CARE, FAINT, GOOD, ID, STRONG, counted, keep_whole, painted, rendered, styled, table, wrapped,
};

/// The whole page.
pub(crate) fn pathway(result: &PathwayResult) -> String {
    let mut page = format!("{}\n", styled(STRONG, wrapped(&result.headline, 0)));
    for (label, text) in [("Why:", &result.why), ("Not needed:", &result.not_needed)] {
        if !text.is_empty() {
            page.push_str(&format!("{} {}\n", styled(FAINT, label), wrapped(&format!("{text}."), label.len() + 1)));
        }
    }
    let of = if result.title.is_empty() { String::new() } else { format!("{} · ", result.title) };
    let (answered, all) = (result.answered.len(), result.answered.len() + result.skipped.len());
    let facts = format!("{of}as of {} · {answered} of {all} questions answered", result.at);
    page.push_str(&format!("{}\n", styled(FAINT, wrapped(&facts, 0))));
    if !result.contradictions.is_empty() {
        heading(&mut page, "Answers that cannot hold together");
        for one in &result.contradictions {
            let text = wrapped(&format!("{}; {}", one.says, one.right), 3);
            page.push_str(&format!(" {} {text}\n", styled(BAD, "·")));
        }
    }
    if let Some(none) = &result.no_certificate {
        heading(&mut page, "No certificate for now");
        for (label, text) in [("why", &none.because), ("instead", &none.instead), ("changes if", &none.changes)] {
            page.push_str(&format!(" {} {}\n", styled(FAINT, format!("{label:<11}")), wrapped(text, 13)));
        }
    }
    if !result.steps.is_empty() {
        heading(&mut page, "What to do, in this order");
        let certified = result.no_certificate.is_none();
        result.steps.iter().for_each(|one| step(&mut page, one, certified));
    }
    if !result.in_place.is_empty() {
        heading(&mut page, "In place already");
        for one in &result.in_place {
            line(&mut page, &format!("{} {}", styled(GOOD, &one.part), one.title), &one.because);
        }
    }
    if !result.left_out.is_empty() {
        heading(&mut page, "Left out");
        for one in &result.left_out {
            let text = format!("{}: {}", one.title, one.because);
            page.push_str(&format!(" {}  {}\n", styled(FAINT, &one.part), wrapped(&text, 6)));
        }
    }
    if !result.remarks.is_empty() {
        heading(&mut page, "To know");
        for one in &result.remarks {
            page.push_str(&format!(" {} {}\n", styled(CARE, "·"), wrapped(&one.says, 3)));
        }
    }
    if let Some(law) = &result.cra {
        cra(&mut page, law);
    }
    if !result.nis2.is_empty() {
        heading(&mut page, "NIS2: which measures of Art. 21(2) and duties beside them the parts serve");
        page.push_str(&served(&result.nis2));
    }
    questions_left(&mut page, result);
    page
}

fn heading(page: &mut String, text: &str) {
    page.push_str(&format!("\n{}\n", styled(STRONG, wrapped(text, 0))));
}

fn line(page: &mut String, label: &str, text: &str) {
    page.push_str(&format!(" {label}\n     {}\n", wrapped(text, 5)));
}

fn step(page: &mut String, step: &PathStepResult, certified: bool) {
    let label = |name: &str| styled(FAINT, format!("{name:<11}"));
    let mut lines: Vec<(&str, String)> = vec![("gives", step.gives.clone())];
    for reason in &step.because {
        let name = if reason.kind == "needed" { "needed" } else { "because" };
        let by = if reason.kind == "needed" { format!("{} rests on it. ", reason.by) } else { String::new() };
        lines.push((name, format!("{by}{}", reason.because)));
    }
    if !step.rests_on.is_empty() {
        lines.push(("rests on", step.rests_on.join(", ")));
    }
    if !step.joint.is_empty() {
        lines.push(("together", step.joint.clone()));
    }
    if !certified {
        lines.push(("certificate", "none for now".to_owned()));
    } else if step.certifiable {
        for scheme in &step.schemes {
            let needs =
                if scheme.needs.is_empty() { String::new() } else { format!("; needs {} before", scheme.needs) };
            let note = if scheme.note.is_empty() { String::new() } else { format!("; {}", scheme.note) };
            let unsure = if scheme.confidence == "high" {
                String::new()
            } else {
                format!(" ({} confidence)", scheme.confidence)
            };
            let text = format!("{}: {}; by {}{needs}{note}{unsure}", scheme.scheme, scheme.level, scheme.by_whom);
            lines.push(("certificate", text));
        }
        if !step.schemes_out.is_empty() {
            lines.push(("not fitting", step.schemes_out_in_words()));
        }
    } else {
        lines.push(("certificate", "cannot be certified by itself".to_owned()));
    }
    page.push_str(&format!(" {}  {}  {}\n", step.order, styled(ID, &step.part), step.title));
    let mut say = |name: &str, text: &str| page.push_str(&format!("     {} {}\n", label(name), wrapped(text, 17)));
    let mut last = "";
    for (name, text) in &lines {
        say(if *name == last { "" } else { name }, text);
        last = name;
    }
}

fn cra(page: &mut String, law: &CraResult) {
    heading(page, "Cyber Resilience Act");
    page.push_str(&format!(" {}.\n", wrapped(law.scope_in_words(), 1)));
    if law.scope == "stays-out" {
        return;
    }
    match &law.class {
        Some(class) => {
            let text = format!("class {}: {} ({})", class.class, class.core_functionality, class.text);
            page.push_str(&format!(" {}\n\n", wrapped(&text, 1)));
            let mut rows = table(&["route", "may it be taken?", "text", "to know"]);
            for route in &law.routes {
                rows.add_row([&route.route, &route.may, &route.text, &route.note]);
            }
            page.push_str(&rendered(&rows));
        }
        None => {
            let text = "The class and its routes follow from the core functionality, which is not answered.";
            page.push_str(&format!(" {}\n", wrapped(text, 1)));
        }
    }
    page.push('\n');
    let mut rows = table(&["when", "what", "for", "text"]);
    for date in &law.dates {
        rows.add_row([&date.when(), &date.what, &date.about, &date.text]);
    }
    keep_whole(&mut rows, &[0]);
    page.push_str(&rendered(&rows));
    page.push_str(&format!("\n {}\n", styled(FAINT, "What is open today, and what nobody should promise")));
    for truth in &law.truths {
        page.push_str(&format!(" {} {}\n", styled(CARE, "·"), wrapped(truth, 3)));
    }
    for one in law.status.iter().filter(|one| one.kind == "standards") {
        let text = format!("{}: {}", one.what, one.state());
        page.push_str(&format!(" {} {}\n", styled(FAINT, "·"), wrapped(&text, 3)));
    }
    for one in law.status.iter().filter(|one| one.kind == "fine") {
        let text = format!("{}: {} ({})", one.what, one.value, one.text);
        page.push_str(&format!(" {} {}\n", styled(FAINT, "·"), wrapped(&text, 3)));
    }
    if !law.annex_i.is_empty() {
        page.push_str(&format!("\n {}\n", styled(FAINT, "Annex I: what the parts serve, and what they leave")));
        page.push_str(&served(&law.annex_i));
    }
}

/// The points of a law by how far they are served, the furthest first.
fn served(points: &[ServedResult]) -> String {
    let mut words: Vec<Option<&str>> = points.iter().map(|point| point.best).collect();
    // The order of the crosswalk's words is that of the alphabet by chance only, so it is said.
    let order = |word: &Option<&str>| match word {
        Some("full or near") => 0,
        Some("partial") => 1,
        Some(_) => 2,
        None => 3,
    };
    words.sort_by_key(order);
    words.dedup();
    let mut text = String::new();
    for word in words {
        let own: Vec<&ServedResult> = points.iter().filter(|point| point.best == word).collect();
        let name = own.first().map_or("", |point| point.word());
        let style = match order(&word) {
            0 => GOOD,
            3 => BAD,
            _ => CARE,
        };
        let point = |point: &&ServedResult| match point.parts() {
            parts if parts.is_empty() => format!("{} {}", point.id, point.title),
            parts => format!("{} {} [{parts}]", point.id, point.title),
        };
        let list: Vec<String> = own.iter().map(point).collect();
        let list = wrapped(&format!("{} of {}: {}", own.len(), points.len(), list.join("; ")), 15);
        text.push_str(&format!(" {}  {list}\n", styled(style, format!("{name:<12}"))));
    }
    text
}

fn questions_left(page: &mut String, result: &PathwayResult) {
    if !result.skipped.is_empty() {
        heading(page, "Skipped, and what an answer would change");
        let (silent, telling): (Vec<_>, Vec<_>) = result.skipped.iter().partition(|one| one.changes_nothing());
        for one in telling {
            page.push_str(&format!(" {}  {}\n", styled(ID, format!("{:<9}", one.question)), wrapped(&one.would, 12)));
        }
        if !silent.is_empty() {
            let ids: Vec<&str> = silent.iter().map(|one| one.question.as_str()).collect();
            let text = format!("{}: {}", ids.join(", "), silent[0].would);
            page.push_str(&format!(" {}\n", styled(FAINT, wrapped(&text, 1))));
        }
    }
    if !result.misfits.is_empty() {
        let number = counted(result.misfits.len(), "answer that fits", "answers that fit");
        heading(page, &format!("{number} no question and counted as skipped"));
        for one in &result.misfits {
            page.push_str(&format!(" {} {}\n", styled(BAD, "·"), wrapped(one, 3)));
        }
    }
    heading(page, "Answered");
    for one in &result.answered {
        let choices: Vec<&str> = one.choices.iter().map(|choice| choice.says.as_str()).collect();
        let text = wrapped(&choices.join("; "), 12);
        page.push_str(&format!(" {}  {text}\n", styled(ID, format!("{:<9}", one.question))));
    }
    if result.answered.is_empty() {
        page.push_str(" nothing\n");
    }
}

/// Where the answers are, after the page.
pub(crate) fn kept(dir: Option<&Path>, written: Option<&Path>) -> String {
    let mut text = match (dir, written) {
        (None, _) => "nothing was written; `plimsoll start DIR` keeps the answers".to_owned(),
        (Some(dir), None) => format!("nothing changed in {}", dir.display()),
        (Some(dir), Some(file)) => {
            format!("written: {}; `plimsoll pathway {}` shows this page again", file.display(), dir.display())
        }
    };
    if let Some(dir) = dir {
        let dir = dir.display();
        text.push_str(&format!(
            "\nas a page to hand on: plimsoll report {dir} --report pathway --to pdf,html --out {dir}"
        ));
        text.push_str(&format!("\nas a dossier to work in: plimsoll init {dir}"));
    }
    format!("\n{}\n", styled(FAINT, text))
}

/// The questions with their choices.
pub(crate) fn questions(set: &QuestionsResult) -> String {
    let mut page = String::new();
    for one in &set.questions {
        let several = if one.several { " (several may hold)" } else { "" };
        let indent = one.id.chars().count() + 2;
        let asks = styled(STRONG, wrapped(&format!("{}{several}", one.asks), indent));
        page.push_str(&format!("{}  {asks}\n", styled(ID, &one.id)));
        page.push_str(&format!("  {}\n", styled(FAINT, wrapped(&one.why, 2))));
        let width = choice_width(one);
        for choice in &one.choices {
            let says = wrapped(&choice.says, width + 6);
            page.push_str(&format!("    {:<width$}  {says}\n", choice.id));
        }
        page.push('\n');
    }
    let last = wrapped("An answer: --answer question=choice[,choice]. Each question may be skipped.", 0);
    page.push_str(&format!("{}\n", styled(FAINT, last)));
    page
}

fn choice_width(question: &QuestionResult) -> usize {
    question.choices.iter().map(|choice| choice.id.chars().count()).max().unwrap_or_default()
}

/// One question as it is asked on a terminal, with its choices numbered.
pub(crate) fn question(number: usize, of: usize, question: &app::PathQuestion) -> String {
    let counted = format!("{number} of {of}");
    let asks = styled(STRONG, wrapped(&question.asks, counted.chars().count() + 2));
    let mut text = format!("{}  {asks}\n", styled(FAINT, counted));
    text.push_str(&format!("  {}\n", styled(FAINT, wrapped(&question.why, 2))));
    for (index, choice) in question.choices.iter().enumerate() {
        text.push_str(&format!("  {:>3}  {}\n", index + 1, wrapped(&choice.says, 7)));
    }
    // It is asked on the other stream, past what prints pages.
    painted(&text)
}
