//! How do gaps read on a terminal? By group, with what each row asks and what an assessor looks for.

use report::{GapWithWords, GapsResult};

use super::assessment::coverage_rows;
use super::dossier::heading;
use super::layout::{BAD, CARE, FAINT, GOOD, ID, STRONG, counted, styled, wrapped};

/// The page of gaps: those up to the target or the next level, or all.
pub(crate) fn gaps(result: &GapsResult, all: bool) -> String {
    if let Some(coverage) = &result.coverage {
        let title = format!(
            "{} {}: {}",
            result.standard,
            result.edition,
            counted(coverage.len(), "point is not covered fully", "points are not covered fully")
        );
        return format!(
            "{}\n{}\n\n{}",
            styled(STRONG, title),
            styled(FAINT, format!("{}basis {}", heading(result.of.as_ref()), result.basis)),
            coverage_rows(coverage)
        );
    }
    let wanted = |gap: &GapWithWords| -> bool {
        let Some(needed) = gap.gap.needed_for else { return true };
        let group = gap.gap.fr.unwrap_or(&gap.gap.group);
        let target = result.target.as_ref().map(|target| target.get(group).copied().unwrap_or(4));
        all || match target {
            Some(target) => needed <= target.max(1),
            None => gap.gap.holds_group || gap.gap.kind == "constraint",
        }
    };
    let (near, far): (Vec<_>, Vec<_>) = result.gaps.iter().partition(|gap| wanted(gap));
    let mut page = format!(
        "{}\n{}\n",
        styled(STRONG, format!("{} {}: {}", result.standard, result.edition, counted(near.len(), "gap", "gaps"))),
        styled(FAINT, format!("{}basis {}{}", heading(result.of.as_ref()), result.basis, scope(result, all)))
    );
    if near.is_empty() {
        page.push_str(&format!("\n{}\n", styled(GOOD, "Nothing is open.")));
    }
    let mut group = "";
    for gap in &near {
        if gap.gap.group != group {
            group = &gap.gap.group;
            page.push_str(&format!("\n{}\n", styled(STRONG, group)));
        }
        page.push_str(&one(gap));
    }
    if !result.next.is_empty() {
        page.push_str(&format!("\n{}\n", styled(STRONG, "Exactly what the next level needs")));
        for step in result.next.iter().filter(|step| !step.needs.is_empty()) {
            let mark = if step.holds_headline { styled(BAD, "headline") } else { String::new() };
            let needs = wrapped(&step.needs.join(", "), 22);
            page.push_str(&format!(" {:<4} SL {} → {}  {mark:<8} {needs}\n", step.fr, step.from, step.to));
        }
    }
    if !far.is_empty() {
        page.push_str(&styled(
            FAINT,
            format!("\n{} further up: --all lists them\n", counted(far.len(), "gap", "gaps")),
        ));
    }
    page
}

fn scope(result: &GapsResult, all: bool) -> &'static str {
    match (all, result.target.is_some()) {
        (true, _) => ", every open row",
        (false, true) => ", up to the target",
        (false, false) => ", what holds each group at its level",
    }
}

fn one(gap: &GapWithWords) -> String {
    let needed = match (gap.gap.needed_for, gap.gap.fr) {
        _ if gap.gap.kind == "constraint" => "every SL".to_owned(),
        (Some(level), None) => format!("ML {level}"),
        (Some(level), Some(_)) => format!("SL {level}"),
        (None, _) => String::new(),
    };
    let blocks = match (gap.gap.holds_headline, gap.gap.holds_group) {
        (true, _) => styled(BAD, "holds the headline down"),
        (_, true) => styled(CARE, format!("holds {} down", gap.gap.fr.unwrap_or(&gap.gap.group))),
        _ => String::new(),
    };
    let at = gap.gap.at.as_ref().map(|at| format!(" ({at})")).unwrap_or_default();
    let mut text = format!(
        " {}  {}  {}  {blocks}\n     {}\n",
        styled(ID, &gap.gap.requirement),
        gap.gap.title,
        styled(FAINT, needed),
        wrapped(&format!("{}{at}", gap.gap.why), 5),
    );
    if let Some(words) = &gap.texts {
        text.push_str(&format!("     {}\n", styled(FAINT, wrapped(&format!("Asks: {}", words.asks), 5))));
        if let Some((method, item)) =
            words.look_for.iter().rev().find_map(|one| one.items.first().map(|item| (one.method, item)))
        {
            text.push_str(&format!("     {}\n", styled(FAINT, wrapped(&format!("By {method}: {item}"), 5))));
        }
    }
    text
}
