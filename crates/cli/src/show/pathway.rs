//! How does the answer of the interview read on a terminal? What to do, then why, then the laws, then what is open.

use std::path::Path;

use report::{
    AnsweredResult, CraResult, PathStepResult, PathwayResult, QuestionResult, QuestionsResult, ServedResult,
    SubjectPathResult,
};

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
    let mut of = if result.title.is_empty() { String::new() } else { format!("{} · ", result.title) };
    if let Some(subject) = &result.subject {
        let id = if subject.id == subject.name { String::new() } else { format!(" ({})", subject.id) };
        of.push_str(&format!("{}{id} · ", subject.name));
    }
    let (answered, all) = (result.answered.len(), result.answered.len() + result.skipped.len());
    let mut facts = format!("{of}as of {} · {answered} of {all} questions answered", result.at);
    if let Some(others) = result.subjects.len().checked_sub(1) {
        let others = counted(others, "other with its own answers", "others with their own answers");
        facts.push_str(&format!(" for the organization · {others}"));
    }
    page.push_str(&format!("{}\n", styled(FAINT, wrapped(&facts, 0))));
    if !result.contradictions.is_empty() {
        heading(&mut page, "Answers that cannot hold together");
        for one in &result.contradictions {
            let text = wrapped(&format!("{}{}; {}", result.speaker(&one.of), one.says, one.right), 3);
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
        result.steps.iter().for_each(|one| step(&mut page, result, one, certified));
    }
    if !result.in_place.is_empty() {
        heading(&mut page, "In place already");
        for one in &result.in_place {
            let whom = of_whom(&result.whom(&one.whom));
            line(&mut page, &format!("{} {}", styled(GOOD, &one.part), one.title), &format!("{}{whom}", one.because));
        }
    }
    if !result.left_out.is_empty() {
        heading(&mut page, "Left out");
        for one in &result.left_out {
            let text = format!("{}: {}", one.title, one.because);
            page.push_str(&format!(" {}  {}\n", styled(FAINT, &one.part), wrapped(&text, 6)));
        }
    }
    differences(&mut page, result);
    if !result.remarks.is_empty() {
        heading(&mut page, "To know");
        for one in &result.remarks {
            let whom = of_whom(&result.whom(&one.whom));
            page.push_str(&format!(" {} {}\n", styled(CARE, "·"), wrapped(&format!("{}{whom}", one.says), 3)));
        }
    }
    if let Some(law) = &result.cra {
        cra(&mut page, result, law);
    }
    if !result.nis2.is_empty() {
        heading(&mut page, "NIS2: which measures of Art. 21(2) and duties beside them the parts serve");
        page.push_str(&served_for_each(result, &result.nis2, |one| Some(&one.nis2)));
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

fn step(page: &mut String, result: &PathwayResult, step: &PathStepResult, certified: bool) {
    let label = |name: &str| styled(FAINT, format!("{name:<11}"));
    let mut lines: Vec<(&str, String)> = Vec::new();
    if !step.whom.is_empty() {
        lines.push(("for", result.whom(&step.whom)));
    }
    lines.push(("gives", step.gives.clone()));
    for reason in &step.because {
        let name = if reason.kind == "needed" { "needed" } else { "because" };
        let by = if reason.kind == "needed" { format!("{} rests on it. ", reason.by) } else { String::new() };
        lines.push((name, format!("{by}{}{}", reason.because, of_whom(&result.names(&reason.whom)))));
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
            let whom = match result.names(&scheme.whom) {
                names if names.is_empty() => names,
                names => format!("; fits {names}"),
            };
            let text = format!("{}: {}; by {}{needs}{note}{unsure}{whom}", scheme.scheme, scheme.level, scheme.by_whom);
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

/// For whom something is said, behind it; nothing where it is said to all.
fn of_whom(whom: &str) -> String {
    if whom.is_empty() || whom == "all" { String::new() } else { format!(" For {whom}.") }
}

/// What differs from one product or site to the next.
fn differences(page: &mut String, result: &PathwayResult) {
    let lines = result.differences();
    if lines.is_empty() {
        return;
    }
    heading(page, "What differs");
    let (with_law, with_nis2) =
        (lines.iter().any(|one| !one.cra.is_empty()), lines.iter().any(|one| !one.nis2.is_empty()));
    let mut header = vec!["for", "to do"];
    header.extend(with_law.then_some("Cyber Resilience Act"));
    header.extend(with_nis2.then_some("NIS2"));
    let mut rows = table(&header);
    for one in &lines {
        let name = if one.note.is_empty() { one.name.clone() } else { format!("{}\n{}", one.name, one.note) };
        let mut cells = vec![name, one.parts.clone()];
        cells.extend(with_law.then(|| one.cra.clone()));
        cells.extend(with_nis2.then(|| one.nis2.clone()));
        rows.add_row(cells);
    }
    page.push_str(&rendered(&rows));
}

/// How far the points of a law are served: once where that is the same for all, else for each group of the same.
fn served_for_each<'r>(
    result: &'r PathwayResult,
    of_all: &[ServedResult],
    of: impl Fn(&'r SubjectPathResult) -> Option<&'r Vec<ServedResult>>,
) -> String {
    let groups = result.groups(|one| of(one).filter(|points| !points.is_empty()));
    match groups.as_slice() {
        [] => served(of_all),
        [(ids, points)] if ids.len() == result.subjects.len() => served(points),
        groups => {
            let one = |(ids, points): &(Vec<String>, &Vec<ServedResult>)| {
                format!(" {}\n{}", styled(ID, wrapped(&result.names(ids), 1)), served(points))
            };
            groups.iter().map(one).collect::<Vec<_>>().join("\n")
        }
    }
}

fn cra(page: &mut String, result: &PathwayResult, law: &CraResult) {
    heading(page, "Cyber Resilience Act");
    page.push_str(&format!(" {}.\n", wrapped(law.scope_in_words(), 1)));
    if law.scope == "stays-out" {
        return;
    }
    let classes = result.classes();
    for (ids, class, routes) in &classes {
        if !ids.is_empty() {
            page.push_str(&format!("\n {}\n", styled(ID, wrapped(&result.names(ids), 1))));
        }
        let Some(class) = class else {
            let text = "The class and its routes follow from the core functionality, which is not answered.";
            page.push_str(&format!(" {}\n", wrapped(text, 1)));
            continue;
        };
        let text = format!("class {}: {} ({})", class.class, class.core_functionality, class.text);
        page.push_str(&format!(" {}\n\n", wrapped(&text, 1)));
        let mut rows = table(&["route", "may it be taken?", "text", "to know"]);
        for route in *routes {
            rows.add_row([&route.route, &route.may, &route.text, &route.note]);
        }
        page.push_str(&rendered(&rows));
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
        page.push_str(&served_for_each(result, &law.annex_i, SubjectPathResult::annex_i));
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
        let whose = if result.subjects.is_empty() { "" } else { " by the organization" };
        heading(page, &format!("Skipped{whose}, and what an answer would change"));
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
    let whose = if result.subjects.is_empty() { "" } else { " by the organization" };
    heading(page, &format!("Answered{whose}"));
    answers(page, &result.answered);
    for one in result.subjects.iter().filter(|one| !one.is_organization()) {
        heading(page, &format!("Answered for {}", result.names(std::slice::from_ref(&one.id))));
        answers(page, &one.answered);
    }
}

fn answers(page: &mut String, answered: &[AnsweredResult]) {
    for one in answered {
        let choices: Vec<&str> = one.choices.iter().map(|choice| choice.says.as_str()).collect();
        let of = if one.of == Some("own") { " (its own answer)" } else { "" };
        let text = wrapped(&format!("{}{of}", choices.join("; ")), 12);
        page.push_str(&format!(" {}  {text}\n", styled(ID, format!("{:<9}", one.question))));
    }
    if answered.is_empty() {
        page.push_str(" nothing\n");
    }
}

/// For whom somebody is asked, before the first question.
pub(crate) fn asked_for(subject: &str) -> String {
    painted(&format!(
        "{}\n\n",
        wrapped(
            &format!("For {subject}: an answer replaces the organization's, a skipped question leaves it as it is."),
            0
        )
    ))
}

/// What holds where a question is skipped for one product or site. In: what the organization answered.
pub(crate) fn behind(says: &[&str]) -> String {
    let text = match says {
        [] => "skipped: the organization has no answer either".to_owned(),
        says => format!("skipped: as the organization: {}", says.join("; ")),
    };
    painted(&format!("  {}\n", styled(FAINT, wrapped(&text, 2))))
}

/// Where the answers are, after the page. In: the folder, the file if it was written, and for whom somebody answered.
pub(crate) fn kept(dir: Option<&Path>, written: Option<&Path>, subject: Option<&str>) -> String {
    let mut text = match (dir, written) {
        (None, _) => "nothing was written; `plimsoll start DIR` keeps the answers".to_owned(),
        (Some(dir), None) => format!("nothing changed in {}", dir.display()),
        (Some(dir), Some(file)) => {
            let whose = subject.map(|id| format!(" --subject \"{id}\"")).unwrap_or_default();
            let again = format!("plimsoll pathway {}{whose}", dir.display());
            format!("written: {}; `{again}` shows this page again", file.display())
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
