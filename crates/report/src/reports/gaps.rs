//! What is open, what does it block, and what would close it? The report that a team works from.

use assess::Outcome;
use document::{Block, Cell, Document, Table, Text};

use super::{Report, Scope, open_points, parts, result, say};
use crate::matter::{Case, Matter};

pub(super) const REPORT: Report = Report {
    id: "gaps",
    title: "Gap report",
    about: "for the team that closes them: open rows by group, what each blocks, and what comes next",
    scope: Scope::Case,
    fits: super::has_rows,
    compose,
};

fn compose(matter: &Matter<'_>) -> Document {
    let Some(case) = matter.cases.first() else { return super::head::of_dossier(&REPORT, matter) };
    let mut document = super::head::of_case(&REPORT, matter, case, true);
    document.heading(1, "Where it stands", "result");
    document.blocks.push(result::tiles(case));
    document.blocks.push(result::verdict(case));
    let kind = if super::has_levels(case.assessment.edition) { "load-line" } else { "maturity" };
    parts::picture(&mut document, kind, "What is reached", matter, case);
    document.heading(1, "What comes next", "next");
    next(&mut document, case);
    document.heading(1, "All open points", "open-points");
    parts::picture(&mut document, "heat-map", "Where it is open", matter, case);
    document.table_or(open_points::table(case, "open"), "Nothing is open.");
    if !case.assessment.gaps.is_empty() {
        document.heading(1, "Group by group", "by-group");
        document.paragraph("What each open requirement asks, in our words, and what usually satisfies an assessor.");
        by_group(&mut document, case);
    }
    document
}

/// What each foundational requirement needs for its next level; for maturity, the rows that hold each group.
fn next(document: &mut Document, case: &Case<'_>) {
    let assessment = &case.assessment;
    let edition = assessment.edition;
    let ids = |rows: &mut dyn Iterator<Item = usize>| -> String {
        rows.map(|index| edition.requirements[index].id.to_string()).collect::<Vec<_>>().join(", ")
    };
    let columns = [("Group", 34), ("Stands at", 12), ("Next", 10), ("Exactly what is missing for it", 44)];
    let mut table = Table::new("next-steps", "The next level of each group", columns);
    match &assessment.outcome {
        Outcome::Levels(levels) => {
            for step in &levels.next {
                let holds = if step.holds_headline { Text::quiet("holds the headline down") } else { Text::new() };
                let to = step.from.next().map(|level| level.to_string()).unwrap_or_default();
                table.row([
                    Cell::lines([Text::from(step.fr.title()).and_quiet(format!(" {}", step.fr)), holds]),
                    Cell::of(step.from.to_string()),
                    Cell::of(to),
                    Cell::of(ids(&mut step.rows.iter().copied())),
                ]);
            }
        }
        Outcome::Maturity(maturity) => {
            for (index, (group, level)) in edition.head.groups.iter().zip(&maturity.practices).enumerate() {
                let Some(level) = level else { continue };
                let mut holding = assessment
                    .gaps
                    .iter()
                    .filter(|gap| gap.holds_group && edition.requirements[gap.requirement].group == index)
                    .map(|gap| gap.requirement);
                let holding = ids(&mut holding);
                if holding.is_empty() {
                    continue;
                }
                table.row([
                    Cell::of(Text::from(group.title.as_str()).and_quiet(format!(" {}", group.id))),
                    Cell::of(level.to_string()),
                    Cell::of(level.next().map(|level| level.to_string()).unwrap_or_default()),
                    Cell::of(holding),
                ]);
            }
        }
        Outcome::Coverage(_) | Outcome::Steps => {}
    }
    document.table_or(table, "Nothing further is asked: the target, or what was applied for, is reached.");
}

fn by_group(document: &mut Document, case: &Case<'_>) {
    let assessment = &case.assessment;
    let edition = assessment.edition;
    for (index, group) in edition.head.groups.iter().enumerate() {
        let open: Vec<_> =
            assessment.gaps.iter().filter(|gap| edition.requirements[gap.requirement].group == index).collect();
        if open.is_empty() {
            continue;
        }
        document.heading(2, format!("{}: {}", group.id, group.title), format!("group-{}", parts::ascii(&group.id)));
        let columns = [("Requirement", 26), ("What it asks", 40), ("What usually satisfies", 34)];
        let caption = format!("Open in {}", group.id);
        let mut table = Table::new(&format!("open-{}", parts::ascii(&group.id)), caption, columns);
        for gap in open {
            let asked = &edition.requirements[gap.requirement];
            let words = case.words_on(gap.requirement);
            let why = Text::quiet(say::capitalized(&gap.why.to_string()));
            let artefacts = words.map(|words| words.evidence.as_slice()).unwrap_or_default();
            table.row([
                Cell::lines(parts::requirement(asked).into_iter().chain([why])),
                Cell::of(words.map_or("", |words| words.asks.as_str())),
                Cell::lines(artefacts.iter().map(|one| Text::from(one.as_str()))),
            ]);
        }
        document.blocks.push(Block::Table(table));
    }
}
