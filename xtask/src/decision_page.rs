//! Which drivers, objectives, facts, options and situations can `decide.toml` name? One page, made from the library.

use std::fmt::Write;

use decide::{FactKind, Item, Library, Side, Test};

/// The page, in Markdown.
pub(crate) fn page() -> String {
    let library = Library::compiled();
    let mut page = "# What a decision can name\n\n\
        `decide.toml` names these by their ids; [docs/decide.md](../decide.md) describes its keys.\n\
        Typical baselines, shares and thresholds are assumptions unless a source is named.\n"
        .to_owned();
    drivers(&library, &mut page);
    objectives(&library, &mut page);
    facts(&library, &mut page);
    options(&library, &mut page);
    situations(&library, &mut page);
    page
}

/// Text in a cell: a bar would end it.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

fn head(page: &mut String, title: &str, columns: &[&str]) {
    let _ = writeln!(page, "\n## {title}\n\n| {} |\n|{}", columns.join(" | "), "---|".repeat(columns.len()));
}

fn drivers(library: &Library, page: &mut String) {
    head(page, "Drivers", &["id", "driver", "asked", "wants (strength 0 to 3)"]);
    for driver in &library.drivers {
        let wants = library.links.iter().filter(|link| link.driver == driver.id && link.strength > 0);
        let wants: Vec<String> = wants.map(|link| format!("{} {}", link.attribute, link.strength)).collect();
        let _ = writeln!(
            page,
            "| `{}` | {} | {} | {} |",
            driver.id,
            cell(&driver.title),
            cell(&driver.question),
            wants.join(", ")
        );
    }
}

fn objectives(library: &Library, page: &mut String) {
    for attribute in &library.attributes {
        let title = format!("Objectives of {} (`{}`)", attribute.title.to_lowercase(), attribute.id);
        head(page, &title, &["id", "objective", "counts with the", "typical baseline", "can be closed", "hangs on"]);
        for one in library.objectives.iter().filter(|one| one.attribute == attribute.id) {
            let items: Vec<String> = one.items.iter().map(|linked| item(&linked.item)).collect();
            let _ = writeln!(
                page,
                "| `{}` | {}: {} ({}) | {} | {} ({}) | {} to {} | {} |",
                one.id,
                cell(&one.title),
                cell(&one.definition),
                cell(&one.unit),
                one.counts.id(),
                one.typical_baseline,
                cell(&one.baseline_source),
                one.closable.low(),
                one.closable.high(),
                items.join(", ")
            );
        }
    }
}

fn item(item: &Item) -> String {
    let part = item.standard().as_str().trim_start_matches("iec62443-").to_owned();
    match item {
        Item::Row(_, id) => format!("{part} {id}"),
        Item::Certificate(_) => format!("a certificate under {part}"),
    }
}

fn facts(library: &Library, page: &mut String) {
    head(page, "Facts", &["id", "question", "answered with"]);
    for fact in &library.facts {
        let answered = match fact.kind {
            FactKind::Number => format!("a number ({})", fact.unit),
            FactKind::YesNo => "yes or no".to_owned(),
            FactKind::DaysUntil => "nothing: the calendar tells".to_owned(),
        };
        let _ = writeln!(page, "| `{}` | {} | {} |", fact.id, cell(&fact.question), cell(&answered));
    }
}

fn options(library: &Library, page: &mut String) {
    head(page, "Options", &["id", "option", "contains", "what it is"]);
    for option in &library.options {
        let contains = option.contains.as_ref().map(|id| format!("`{id}`")).unwrap_or_default();
        let level = if option.certificates.iter().any(|id| ["iec62443-4-2", "iec62443-3-3"].contains(&id.as_str())) {
            "; with its level in the id, as `-sl2`"
        } else {
            ""
        };
        let _ = writeln!(
            page,
            "| `{}`{level} | {} | {contains} | {} |",
            option.id,
            cell(&option.title),
            cell(&option.about)
        );
    }
}

fn situations(library: &Library, page: &mut String) {
    head(page, "Situations", &["situation", "speaks", "when", "why there", "source"]);
    for one in &library.scenarios {
        let when = one.conditions.iter().map(|condition| match condition.test {
            Test::AtLeast => format!("`{}` at least {}", condition.fact, condition.threshold),
            Test::AtMost => format!("`{}` at most {}", condition.fact, condition.threshold),
            test => format!("`{}` {}", condition.fact, test.id()),
        });
        let speaks = if one.side == Side::Favours { "for" } else { "against, now" };
        let when: Vec<String> = when.collect();
        let _ = writeln!(
            page,
            "| {} | {speaks} | {} | {} | {} |",
            cell(&one.title),
            when.join(", and "),
            cell(&one.because),
            cell(&one.source)
        );
    }
}
