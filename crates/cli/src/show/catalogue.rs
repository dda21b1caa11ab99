//! How does the catalogue read on a terminal?

use report::{EditionView, Keyed, LevelsView, RequirementView, SchemeView};

use super::layout::{CARE, FAINT, ID, STRONG, counted, keep_whole, rendered, styled, table, wrapped};

/// The list of editions.
pub(crate) fn editions(editions: &[EditionView]) -> String {
    let mut rows = table(&["standard", "edition", "title", "assessed by", "rows", "in doubt"]);
    for edition in editions {
        rows.add_row([
            edition.standard.clone(),
            edition.edition.clone(),
            edition.title.clone(),
            edition.assessed_by.to_owned(),
            edition.requirements.to_string(),
            edition.unverified.to_string(),
        ]);
    }
    keep_whole(&mut rows, &[0, 1, 3]);
    rendered(&rows)
}

/// The requirements of one edition.
pub(crate) fn requirements(all: &[RequirementView]) -> String {
    let mut rows = table(&["id", "title", "kind", "from", "where"]);
    for view in all {
        let level = view.level.map(|level| format!("SL {level}")).unwrap_or_default();
        let which = match (view.types.len(), &view.feature) {
            (1..4, Some(feature)) => format!("{} with {feature}", view.types.join(", ")),
            (1..4, None) => view.types.join(", "),
            (_, Some(feature)) => format!("with {feature}"),
            _ => String::new(),
        };
        rows.add_row([view.id.clone(), view.title.clone(), view.kind.to_owned(), level, which]);
    }
    keep_whole(&mut rows, &[0, 2, 3]);
    rendered(&rows)
}

/// The features that decide about conditional rows.
pub(crate) fn features(features: &Keyed<String>) -> String {
    let mut rows = table(&["feature", "is it there?"]);
    for (id, question) in &features.0 {
        rows.add_row([id, question]);
    }
    keep_whole(&mut rows, &[0]);
    rendered(&rows)
}

/// The list of schemes.
pub(crate) fn schemes(schemes: &[SchemeView]) -> String {
    let mut page = String::new();
    for scheme in schemes {
        let doubt =
            if scheme.verified { String::new() } else { format!(" {}", styled(CARE, "[settings not confirmed]")) };
        page.push_str(&format!(
            "{}  {}{doubt}\n  {}\n",
            styled(ID, &scheme.id),
            styled(STRONG, &scheme.title),
            wrapped(&scheme.about, 2)
        ));
        let mut line = |name: &str, text: String| page.push_str(&format!("  {name:<16} {}\n", wrapped(&text, 19)));
        let headline = |rule: &str| if rule == "none" { "no single number" } else { "the lowest counts" }.to_owned();
        line("security level", headline(scheme.level_headline));
        line("maturity level", headline(scheme.maturity_headline));
        line("rows pass", format!("from ML {} on", scheme.minimum_maturity));
        let accepted = match scheme.not_applicable_accepted_by {
            "evaluator" => "an evaluator may accept it on any row but a common constraint",
            _ => "an evaluator may accept it on conditional rows only",
        };
        line("not applicable", accepted.to_owned());
        let verdicts: Vec<&str> = scheme.verdicts.0.iter().map(|(_, name)| name.as_str()).collect();
        line("verdicts", verdicts.join(", "));
        line("a certificate", scheme.certificate_prints.join("; "));
        page.push('\n');
    }
    page
}

/// How many rows each level asks.
pub(crate) fn levels(tables: &[LevelsView]) -> String {
    let mut page = String::new();
    for one in tables {
        let mut rows = table(&["", "SL 1", "SL 2", "SL 3", "SL 4"]);
        for (what, counts) in &one.rows.0 {
            let mut cells = vec![what.clone()];
            cells.extend(counts.iter().map(ToString::to_string));
            rows.add_row(cells);
        }
        page.push_str(&format!(
            "{}\n{}\n",
            styled(STRONG, format!("{}: rows asked up to each level", one.edition)),
            rendered(&rows)
        ));
    }
    page.push_str(&styled(FAINT, "The four common constraints of 4-2 hold at every level and are not counted here.\n"));
    page
}

/// The requirements that a search found.
pub(crate) fn found(found: &[RequirementView], words: &str) -> String {
    if found.is_empty() {
        return format!("Nothing in the catalogue has all of: {words}\n");
    }
    let mut page = String::new();
    for view in found {
        let level = view.level.map(|level| format!("  SL {level}")).unwrap_or_default();
        page.push_str(&format!(
            "{}  {}{}\n",
            styled(ID, &view.id),
            styled(STRONG, &view.title),
            styled(FAINT, format!("  {}{level}", view.edition))
        ));
        if let Some(texts) = &view.texts {
            page.push_str(&format!("    {}\n", wrapped(&texts.asks, 4)));
        }
    }
    page.push_str(&styled(FAINT, format!("{}\n", counted(found.len(), "requirement", "requirements"))));
    page
}

/// Everything about one requirement; `licensed` is the text of the user's own copy of the standard.
pub(crate) fn requirement(view: &RequirementView, licensed: Option<&str>) -> String {
    let mut page = format!("{}  {}\n", styled(ID, &view.id), styled(STRONG, &view.title));
    let mut facts = vec![format!("{} · {} {}", view.edition, view.group, view.group_title)];
    if !view.section.is_empty() {
        facts.push(view.section.clone());
    }
    facts.push(match view.kind {
        "none" => "asks nothing at this level of detail".to_owned(),
        "constraint" => "common constraint: holds at every level".to_owned(),
        kind => kind.to_owned(),
    });
    if let Some(level) = view.level {
        facts.push(format!("from SL {level} on"));
    }
    if !view.clause.is_empty() {
        facts.push(format!("clause {}", view.clause));
    }
    page.push_str(&format!("{}\n", styled(FAINT, wrapped(&facts.join(" · "), 0))));
    let mut line = |name: &str, text: String| {
        if !text.is_empty() {
            page.push_str(&format!(" {name:<12} {}\n", wrapped(&text, 14)));
        }
    };
    if !view.types.is_empty() {
        line("asked of", if view.types.len() == 4 { "every component type".to_owned() } else { view.types.join(", ") });
    }
    line("enhances", view.parent.clone().filter(|_| view.kind == "enhancement").unwrap_or_default());
    line(if view.kind == "heading" { "beneath it" } else { "enhanced by" }, view.children.join(", "));
    line("see", view.see.join(", "));
    if let Some(feature) = &view.feature {
        line("conditional", format!("{} (feature {feature})", view.applies_where));
    } else {
        line("applies", view.applies_where.clone());
    }
    if view.integration_offered {
        line("integration", "its text itself lets the surrounding system provide it".to_owned());
    }
    if !view.unverified.is_empty() {
        line("unverified", format!("{}: not confirmed from two sources", view.unverified.join(", ")));
    }
    if let Some(licensed) = licensed {
        page.push_str(&format!(
            "\n{} {}\n {}\n",
            styled(STRONG, "The standard"),
            styled(FAINT, "(from your own copy; shown here only)"),
            wrapped(licensed, 1)
        ));
    }
    let Some(texts) = &view.texts else { return page };
    page.push_str(&format!("\n{}\n {}\n", styled(STRONG, "What it asks"), wrapped(&texts.asks, 1)));
    let mut list = |title: &str, items: &[String]| {
        if items.is_empty() {
            return;
        }
        page.push_str(&format!("\n{}\n", styled(STRONG, title)));
        for item in items {
            page.push_str(&format!(" {item}\n"));
        }
    };
    let look_for: Vec<String> = texts
        .look_for
        .iter()
        .flat_map(|one| one.items.iter().map(|item| format!("☐ {:<13} {}", one.method, wrapped(item, 17))))
        .collect();
    list("What assessors look for", &look_for);
    let bullets = |items: &[String]| items.iter().map(|item| format!("• {}", wrapped(item, 3))).collect::<Vec<_>>();
    list("Evidence that usually satisfies", &bullets(&texts.evidence));
    list("How products fall short", &bullets(&texts.falls_short));
    let designs: Vec<String> = texts
        .others_meet
        .iter()
        .map(|(design, text)| match design.as_str() {
            "any" => format!("• {}", wrapped(text, 3)),
            design => format!("• {}", wrapped(&format!("{design}: {text}"), 3)),
        })
        .collect();
    list("How others meet it", &designs);
    if !texts.step_up.is_empty() {
        list("Stepping up", &[wrapped(&texts.step_up, 1)]);
    }
    page
}
