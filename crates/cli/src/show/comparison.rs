//! How do differences read on a terminal?

use report::{ComparisonResult, DeltaResult};

use super::dossier::heading;
use super::layout::{BAD, FAINT, GOOD, STRONG, counted, rendered, styled, table, wrapped};

/// The page of a comparison.
pub(crate) fn comparison(result: &ComparisonResult) -> String {
    let mut page = format!("{}\n", styled(STRONG, format!("{}, basis {}", result.edition, result.basis)));
    let of = heading(result.of.as_ref());
    page.push_str(&styled(FAINT, format!("{of}{} → {}\n\n", result.sheets[0], result.sheets[1])));
    let word = |level: Option<u8>| level.map_or("–".to_owned(), |level| level.to_string());
    let mut line = |name: &str, [before, after]: [Option<u8>; 2]| {
        if before != after {
            let style = if after > before { GOOD } else { BAD };
            page.push_str(&format!(" {name:<9} {}\n", styled(style, format!("{} → {}", word(before), word(after)))));
        }
    };
    line("headline", result.level);
    line("claimable", result.claimable.unwrap_or_default());
    if result.moved.is_empty() {
        page.push_str(" No group moved.\n");
    }
    for moved in &result.moved {
        let style = if moved.after > moved.before { GOOD } else { BAD };
        page.push_str(&format!(
            " {:<9} {}  because of {}\n",
            moved.group,
            styled(style, format!("{} → {}", word(moved.before), word(moved.after))),
            wrapped(&moved.because.join(", "), 29)
        ));
    }
    let still: Vec<String> = result
        .after
        .0
        .iter()
        .filter(|(group, _)| !result.moved.iter().any(|moved| moved.group == *group))
        .map(|(group, level)| format!("{group} {}", word(*level)))
        .collect();
    if !still.is_empty() {
        page.push_str(&styled(FAINT, format!(" unchanged: {}\n", still.join(", "))));
    }
    page.push_str(&format!(
        "\n{}\n",
        styled(STRONG, counted(result.rows.len(), "row stands differently", "rows stand differently"))
    ));
    if !result.rows.is_empty() {
        let mut rows = table(&["", "", "before", "after", ""]);
        for row in &result.rows {
            let better = match row.better {
                Some(true) => "better",
                Some(false) => "worse",
                None => "",
            };
            rows.add_row([row.requirement.as_str(), &row.title, &row.before, &row.after, better]);
        }
        page.push_str(&rendered(&rows));
    }
    page
}

/// The page of the way to another edition.
pub(crate) fn delta(result: &DeltaResult) -> String {
    let mut page = format!("{}\n", styled(STRONG, format!("{} → {}", result.from, result.to)));
    let mut rows = table(&["from", "to", "", "what happens", "now", "why"]);
    let mut summary: Vec<(&str, usize)> = Vec::new();
    for row in &result.rows {
        match summary.iter_mut().find(|(carry, _)| *carry == row.carry) {
            Some((_, number)) => *number += 1,
            None => summary.push((row.carry, 1)),
        }
        let now = match (&row.from, row.satisfied) {
            (None, _) => "",
            (_, true) => "satisfied",
            (_, false) => "open",
        };
        rows.add_row([
            row.from.as_deref().unwrap_or("–"),
            row.to.as_deref().unwrap_or("–"),
            &row.title,
            row.carry,
            now,
            &row.reason,
        ]);
    }
    let summary: Vec<String> = summary.iter().map(|(carry, number)| format!("{carry}: {number}")).collect();
    page.push_str(&format!(" {}\n\n{}", summary.join(", "), rendered(&rows)));
    page
}
