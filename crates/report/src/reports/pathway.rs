//! Which parts come in which order, and why? The interview's answer: a page to decide on, then what stands behind it.

use document::{Block, Callout, Cell, Document, Table, Text, Tone};

use super::{Report, Scope, say, values};
use crate::matter::Matter;
use crate::pathway::{
    AnsweredResult, ContradictionResult, CraResult, PartReasonResult, PathReasonResult, PathStepResult, PathwayResult,
    RemarkResult, ServedResult, SkippedResult, SubjectPathResult,
};

pub(super) const REPORT: Report = Report {
    id: "pathway",
    title: "Pathway",
    about: "for managers: which parts in which order and why, what the laws add, and what is open",
    scope: Scope::Dossier,
    fits: super::any,
    compose,
};

/// Without answers the document has no blocks, and nobody writes it.
fn compose(matter: &Matter<'_>) -> Document {
    let mut document = super::head::of_dossier(&REPORT, matter);
    let Some(result) = matter.pathway else { return document };
    super::head::errors(&mut document, &result.problems);
    first_page(&mut document, result);
    document.blocks.push(Block::PageBreak);
    document.heading(1, "What stands behind it", "behind");
    certificates(&mut document, result);
    if let Some(law) = &result.cra {
        cra(&mut document, result, law);
    }
    if !result.nis2.is_empty() {
        document.heading(2, "NIS2", "nis2");
        let caption = "Which measures of Art. 21(2) and duties beside them the parts serve";
        served_for_each(&mut document, result, ("nis2-measures", caption), &result.nis2, |one| Some(&one.nis2));
    }
    answers(&mut document, result);
    document
}

fn first_page(document: &mut Document, result: &PathwayResult) {
    let (truths, others): (Vec<_>, Vec<_>) =
        result.remarks.iter().partition(|one| matches!(one.kind, "longer" | "truth"));
    let said = |says: &String| Text::from(says.as_str());
    let mut lines = Vec::new();
    for (label, text) in [("Why: ", &result.why), ("Not needed: ", &result.not_needed)] {
        if !text.is_empty() {
            lines.push(Text::strong(label).and(format!("{text}.")));
        }
    }
    document.blocks.push(Block::Callout(Callout {
        tone: if result.steps.is_empty() { Tone::Absent } else { Tone::Notice },
        title: result.headline.clone(),
        lines,
    }));
    contradictions(document, result);
    if let Some(none) = &result.no_certificate {
        document.heading(1, "No certificate for now", "no-certificate");
        document.blocks.push(Block::Facts(vec![
            ("Why".to_owned(), said(&none.because)),
            ("Instead".to_owned(), said(&none.instead)),
            ("What would change it".to_owned(), Text::marked(&none.changes)),
        ]));
    }
    truths.iter().for_each(|one| document.paragraph(to_know(result, one)));
    document.heading(1, "What to do, in this order", "steps");
    document.table_or(path(result), "Nothing follows from the answers so far.");
    for one in result.steps.iter().filter(|one| !one.joint.is_empty()) {
        let with = format!("{} together with {}. ", one.part, one.rests_on.join(", "));
        document.paragraph(Text::strong(with).and(one.joint.as_str()));
    }
    differences(document, result);
    if let Some(law) = &result.cra {
        document.heading(1, "Cyber Resilience Act", "cra");
        document.blocks.push(Block::Facts(cra_in_short(result, law)));
    }
    if !result.left_out.is_empty() {
        document.heading(2, "What is left out", "left-out");
        let part =
            |one: &PartReasonResult| Text::strong(one.part.as_str()).and(format!("  {}: {}", one.title, one.because));
        document.blocks.push(Block::List(result.left_out.iter().map(part).collect()));
    }
    if !others.is_empty() {
        document.heading(2, "To know", "to-know");
        document.blocks.push(Block::List(others.iter().map(|one| to_know(result, one)).collect()));
    }
    if !result.skipped.is_empty() {
        let whose = if result.subjects.is_empty() { "" } else { " for the organization" };
        document.heading(2, format!("What was not answered{whose}, and what it would change"), "skipped");
        let (silent, telling): (Vec<_>, Vec<_>) = result.skipped.iter().partition(|one| one.changes_nothing());
        let one = |one: &SkippedResult| Text::strong(one.asks.as_str()).and(format!(" An answer {}.", one.would));
        let mut lines: Vec<Text> = telling.into_iter().map(one).collect();
        if !silent.is_empty() {
            let asks: Vec<&str> = silent.iter().map(|one| one.asks.as_str()).collect();
            lines.push(Text::quiet(format!("{} An answer {}.", asks.join(" "), silent[0].would)));
        }
        document.blocks.push(Block::List(lines));
    }
    if !result.misfits.is_empty() {
        document.blocks.push(Block::Callout(Callout {
            tone: Tone::Bad,
            title: format!(
                "{} no question and counted as skipped",
                match result.misfits.len() {
                    1 => "1 answer fits".to_owned(),
                    many => format!("{many} answers fit"),
                }
            ),
            lines: result.misfits.iter().map(said).collect(),
        }));
    }
}

/// Answers that cannot hold together, right under what follows from them.
fn contradictions(document: &mut Document, result: &PathwayResult) {
    if result.contradictions.is_empty() {
        return;
    }
    let one =
        |one: &ContradictionResult| Text::marked(&format!("{}{}; {}.", result.speaker(&one.of), one.says, one.right));
    document.blocks.push(Block::Callout(Callout {
        tone: Tone::Bad,
        title: "Answers that cannot hold together".to_owned(),
        lines: result.contradictions.iter().map(one).collect(),
    }));
}

/// What is said beside the path, with those whom it concerns where that is not all.
fn to_know(result: &PathwayResult, one: &RemarkResult) -> Text {
    for_whom(one.says.as_str().into(), result, &one.whom)
}

/// A text with those for whom it is said, where that is not all.
fn for_whom(text: Text, result: &PathwayResult, ids: &[String]) -> Text {
    match result.whom(ids).as_str() {
        "" | "all" => text,
        whom => text.and_quiet(format!(" For {whom}.")),
    }
}

/// The parts in order; with a column for whom they are where not everybody has the same answers.
fn path(result: &PathwayResult) -> Table {
    let certified = result.no_certificate.is_none();
    if result.subjects.is_empty() {
        let columns = [("", 4), ("Part", 24), ("Why", 50), ("Rests on", 9), ("Certificate", 13)];
        let mut table = Table::new("path", "The path", columns);
        result.steps.iter().for_each(|one| table.row(row(result, one, certified)));
        result.in_place.iter().for_each(|one| table.row(row_in_place(one)));
        return table;
    }
    let columns = [("", 4), ("Part", 20), ("For", 18), ("Why", 37), ("Rests on", 8), ("Certificate", 13)];
    let mut table = Table::new("path", "The path of all, and for whom each part is", columns);
    for step in &result.steps {
        let [order, part, why, rests_on, certificate] = row(result, step, certified);
        table.row([order, part, Cell::of(result.whom(&step.whom)), why, rests_on, certificate]);
    }
    for one in &result.in_place {
        let [order, part, why, rests_on, certificate] = row_in_place(one);
        table.row([order, part, Cell::of(result.whom(&one.whom)), why, rests_on, certificate]);
    }
    table
}

/// What differs from one product or site to the next.
fn differences(document: &mut Document, result: &PathwayResult) {
    let lines = result.differences();
    if lines.is_empty() {
        return;
    }
    document.heading(1, "What differs", "what-differs");
    let caption = "What each needs, and what the laws ask of it";
    let columns = [("For", 26), ("To do", 20), ("Cyber Resilience Act", 30), ("NIS2", 24)];
    let mut table = Table::new("differences", caption, columns);
    let unsaid = |text: &str| if text.is_empty() { Text::quiet("—") } else { Text::from(text) };
    for one in &lines {
        table.row([
            Cell::lines([Text::strong(one.name.as_str()), Text::quiet(one.note.as_str())]),
            Cell::of(one.parts.as_str()),
            Cell::of(unsaid(&one.cra)),
            Cell::of(unsaid(&one.nis2)),
        ]);
    }
    // A law of which nobody speaks has no column.
    for (column, unsaid) in
        [(3, lines.iter().all(|one| one.nis2.is_empty())), (2, lines.iter().all(|one| one.cra.is_empty()))]
    {
        if unsaid {
            table.without(column);
        }
    }
    document.blocks.push(Block::Table(table));
}

fn row_in_place(one: &PartReasonResult) -> [Cell; 5] {
    let part = Text::strong(one.part.as_str()).and(format!("  {}", one.title));
    let in_place = Cell::of("in place").toned(Tone::Good);
    [Cell::default(), Cell::of(part), Cell::of(one.because.as_str()), Cell::default(), in_place]
}

fn row(result: &PathwayResult, step: &PathStepResult, certified: bool) -> [Cell; 5] {
    let purpose = if step.purpose.is_empty() { String::new() } else { format!(" ({})", step.purpose) };
    let reason = |reason: &PathReasonResult| {
        let text = match reason.kind {
            "needed" => Text::quiet(format!("{} rests on it. ", reason.by)).and(reason.because.as_str()),
            _ => Text::from(reason.because.as_str()),
        };
        for_whom(text, result, &reason.whom)
    };
    let (certificate, tone) = match (step.certifiable, step.schemes.len()) {
        (false, _) => ("cannot be certified by itself".to_owned(), Tone::Absent),
        (true, _) if !certified => ("none for now".to_owned(), Tone::Absent),
        (true, schemes) => (say::count(schemes, "scheme"), Tone::Plain),
    };
    [
        Cell::of(step.order.to_string()),
        Cell::lines([Text::strong(step.part.as_str()).and(purpose), step.title.as_str().into()]),
        Cell::lines(step.because.iter().map(reason)),
        Cell::of(step.rests_on.join(", ")),
        Cell::of(certificate).toned(tone),
    ]
}

fn cra_in_short(result: &PathwayResult, law: &CraResult) -> Vec<(String, Text)> {
    let mut facts = vec![("Scope".to_owned(), Text::from(law.scope_in_words()))];
    if law.scope == "stays-out" {
        return facts;
    }
    let classes = result.classes();
    for (ids, class, _) in &classes {
        let class = class.map_or_else(
            || Text::quiet("not known: the core functionality is not answered"),
            |class| Text::strong(class.class.as_str()).and(format!(" {}; {}", class.core_functionality, class.text)),
        );
        let whose = if classes.len() > 1 { format!(" of {}", result.names(ids)) } else { String::new() };
        facts.push((format!("Class{whose}"), class));
    }
    if classes.iter().any(|(.., routes)| !routes.is_empty()) {
        facts.push(("Routes".to_owned(), Text::from("who may assess it, and how: ").and_see("cra-routes")));
    }
    // The page has room for what came last and what comes next; the rest stands behind it.
    let of_all = || law.dates.iter().filter(|date| date.about == "all");
    let last = of_all().rfind(|date| date.days_left.is_none());
    let next = of_all().find(|date| date.days_left.is_some());
    for (label, date) in [("Last date", last), ("Next date", next)] {
        if let Some(date) = date {
            facts.push((label.to_owned(), Text::from(format!("{}: ", date.what)).and_strong(date.when())));
        }
    }
    facts
}

fn certificates(document: &mut Document, result: &PathwayResult) {
    let columns = [("Scheme", 20), ("Object", 18), ("To which level", 20), ("By whom", 22), ("To know", 20)];
    let mut table = Table::new("schemes", "How each part can be certified", columns);
    for step in result.steps.iter().filter(|step| !step.schemes.is_empty()) {
        table.group(Text::strong(step.part.as_str()).and(format!("  {}", step.title)));
        for one in &step.schemes {
            let needs = if one.needs.is_empty() { String::new() } else { format!("needs {} before", one.needs) };
            table.row([
                Cell::lines([
                    for_whom(one.scheme.as_str().into(), result, &one.whom),
                    Text::quiet(one.certificate.as_str()),
                ]),
                Cell::of(one.object.as_str()),
                Cell::of(one.level.as_str()),
                Cell::of(one.by_whom.as_str()),
                Cell::lines([
                    needs.into(),
                    one.note.as_str().into(),
                    Text::quiet(format!("confidence: {}", one.confidence)),
                ]),
            ]);
        }
    }
    if !table.lines.is_empty() {
        document.heading(2, "Certificates", "certificates");
        values::schemes(&mut table, result);
        document.blocks.push(Block::Table(table));
    }
    for step in result.steps.iter().filter(|step| !step.schemes_out.is_empty()) {
        let out = format!("Schemes for {} that do not fit: {}.", step.part, step.schemes_out_in_words());
        document.paragraph(Text::quiet(out));
    }
}

fn cra(document: &mut Document, result: &PathwayResult, law: &CraResult) {
    document.heading(2, "Cyber Resilience Act: routes, dates and what is open", "cra-behind");
    let texts = |list: &[&str]| list.iter().map(|text| Text::from(*text)).collect::<Vec<_>>();
    let mut routes = Table::new(
        "cra-routes",
        "Routes to conformity for the class",
        [("Route", 24), ("May it be taken?", 34), ("Text", 16), ("To know", 26)],
    );
    for (ids, class, of_class) in result.classes() {
        if !ids.is_empty() {
            let class = class.map_or("not known: the core functionality is not answered", |class| &class.class);
            routes.group(Text::strong(result.names(&ids)).and(format!("  class {class}")));
        }
        for one in of_class {
            routes.row([
                Cell::of(one.route.as_str()),
                Cell::of(one.may.as_str()),
                Cell::of(one.text.as_str()),
                Cell::lines(texts(&[&one.note])),
            ]);
        }
    }
    document.table_or(routes, "The routes follow from the class, and the class from the core functionality.");
    let columns = [("When", 26), ("What", 40), ("For", 18), ("Text", 16)];
    let mut dates = Table::new("cra-dates", "Dates of the regulation", columns);
    for one in &law.dates {
        let tone = if one.days_left.is_some() { Tone::Notice } else { Tone::Plain };
        dates.row([
            Cell::of(one.when()).toned(tone),
            Cell::lines([Text::from(one.what.as_str()), Text::quiet(one.note.as_str())]),
            Cell::of(one.about.as_str()),
            Cell::of(one.text.as_str()),
        ]);
    }
    document.table_or(dates, "No dates are known.");
    document.blocks.push(Block::List(law.truths.iter().map(|truth| truth.as_str().into()).collect()));
    let mut status = Table::new(
        "cra-status",
        "Standards on the way, and fines",
        [("What", 36), ("State or amount", 48), ("Text", 16)],
    );
    for one in &law.status {
        status.row([
            Cell::lines([Text::from(one.what.as_str()), Text::quiet(one.note.as_str())]),
            Cell::of(one.state()),
            Cell::of(one.text.as_str()),
        ]);
    }
    document.table_or(status, "Nothing is known about standards.");
    if !law.annex_i.is_empty() {
        let caption = "Annex I: what the parts serve, and what they leave";
        served_for_each(document, result, ("cra-annex-i", caption), &law.annex_i, SubjectPathResult::annex_i);
    }
}

/// One table where the parts serve the same for all, else one for each group of the same.
fn served_for_each<'r>(
    document: &mut Document,
    result: &'r PathwayResult,
    (anchor, caption): (&str, &str),
    of_all: &[ServedResult],
    of: impl Fn(&'r SubjectPathResult) -> Option<&'r Vec<ServedResult>>,
) {
    let groups = result.groups(|one| of(one).filter(|points| !points.is_empty()));
    match groups.as_slice() {
        [] => served(document, anchor, caption, of_all),
        [(ids, points)] if ids.len() == result.subjects.len() => served(document, anchor, caption, points),
        groups => {
            for (number, (ids, points)) in groups.iter().enumerate() {
                let caption = format!("{caption}: {}", result.names(ids));
                served(document, &format!("{anchor}-{}", number + 1), &caption, points);
            }
        }
    }
}

fn served(document: &mut Document, anchor: &str, caption: &str, points: &[ServedResult]) {
    let mut table = Table::new(anchor, caption, [("Point", 46), ("Served", 16), ("By", 14), ("Why so far", 44)]);
    for point in points {
        let tone = match point.best {
            Some("full or near") => Tone::Good,
            Some(_) => Tone::Helped,
            None => Tone::Bad,
        };
        let best = point.by.iter().filter(|by| Some(by.word) == point.best);
        table.row([
            Cell::of(Text::strong(point.id.as_str()).and(format!("  {}", point.title))),
            Cell::of(point.word()).toned(tone),
            Cell::of(point.parts()),
            Cell::lines(best.map(|by| Text::from(by.because.as_str())).take(1)),
        ]);
    }
    document.table_or(table, "No point of this law is known.");
}

fn answers(document: &mut Document, result: &PathwayResult) {
    document.heading(2, "What was answered", "answers");
    let mut table = Table::new("answered", "Answers of the interview", [("Question", 45), ("Answer", 55)]);
    let group = |table: &mut Table, id: &str| {
        if !result.subjects.is_empty() {
            table.group(Text::strong(result.names(&[id.to_owned()])));
        }
    };
    group(&mut table, plan::ORGANIZATION);
    let own = result.subjects.iter().filter(|one| !one.is_organization());
    result.answered.iter().for_each(|one| table.row(answer(one)));
    for subject in own {
        group(&mut table, &subject.id);
        subject.answered.iter().for_each(|one| table.row(answer(one)));
    }
    document.table_or(table, "Nothing was answered.");
}

fn answer(one: &AnsweredResult) -> [Cell; 2] {
    let choices = one.choices.iter().map(|choice| Text::from(choice.says.as_str()));
    [Cell::of(one.asks.as_str()), Cell::lines(choices)]
}
