//! What does an assessment come to? Large figures, one sentence, levels or maturity by group, and counts.

use assess::{Assessment, Bearing, Outcome, Standing};
use document::{Block, Callout, Cell, Column, Document, Table, Text, Tile, Tone};
use model::{Basis, FoundationalRequirement, Goal, Way};

use super::parts::picture;
use super::say;
use crate::matter::{Case, Matter};

/// What it comes to, as large figures.
pub(super) fn tiles(case: &Case<'_>) -> Block {
    let assessment = &case.assessment;
    let met = say::meets_target(assessment);
    let tone = match met {
        Some(true) => Tone::Good,
        Some(false) => Tone::Bad,
        None => Tone::Plain,
    };
    let what = if matches!(assessment.outcome, Outcome::Maturity(_)) { "Maturity level" } else { "Security level" };
    let mut tiles = Vec::new();
    if super::has_rows(assessment.edition) {
        let note = match met {
            Some(true) => format!("target {} met", say::goal(assessment.ask.target)),
            Some(false) => format!("target {} not met", say::goal(assessment.ask.target)),
            None => "no target stated".to_owned(),
        };
        let value = say::headline(assessment).unwrap_or_else(|| "–".to_owned());
        tiles.push(Tile { label: format!("{what}, {}", assessment.ask.basis), value, note, tone });
    }
    let count = |bearing: Bearing, wanted: bool| {
        let like =
            |one: &&Standing<'_>| assessment.bearing(one) == bearing && assessment.is_wanted(one.requirement) == wanted;
        assessment.standings.iter().filter(like).count()
    };
    let (hold, open, beyond) = (count(Bearing::Holds, true), count(Bearing::Open, true), count(Bearing::Open, false));
    let any = |bearing: Bearing| count(bearing, true) + count(bearing, false);
    let rest = [(any(Bearing::NotApplicable), "not applicable"), (any(Bearing::Outside), "outside the scope")];
    let rest = rest.iter().filter(|(number, _)| *number > 0).map(|(number, what)| format!("{number} {what}"));
    let with_target = assessment.ask.target.is_some();
    tiles.push(Tile {
        label: if with_target { "Hold for the target" } else { "Requirements that hold" }.to_owned(),
        value: format!("{hold} of {}", hold + open),
        note: rest.collect::<Vec<_>>().join(", "),
        tone: Tone::Plain,
    });
    tiles.push(Tile {
        label: if with_target { "Open for the target" } else { "Open points" }.to_owned(),
        value: open.to_string(),
        note: if beyond == 0 { String::new() } else { format!("{beyond} more beyond it") },
        tone: if open == 0 { Tone::Good } else { Tone::Bad },
    });
    if super::has_levels(assessment.edition) {
        tiles.push(Tile {
            label: "Conditions of use".to_owned(),
            value: assessment.conditions.len().to_string(),
            note: "for whoever installs it".to_owned(),
            tone: Tone::Plain,
        });
    }
    Block::Tiles(tiles)
}

/// The result in one sentence, in a box.
pub(super) fn verdict(case: &Case<'_>) -> Block {
    let assessment = &case.assessment;
    let headline = say::headline(assessment);
    let target = say::goal(assessment.ask.target);
    let on = say::basis(assessment.ask.basis);
    let (tone, title) = match (say::meets_target(assessment), &headline) {
        (Some(true), _) => (Tone::Good, format!("The target {target} is met")),
        (Some(false), _) => (Tone::Bad, format!("The target {target} is not met")),
        (None, Some(level)) => (Tone::Plain, format!("{level}; no target is stated")),
        (None, None) => (Tone::Plain, "No single level; no target is stated".to_owned()),
    };
    let reached = match &headline {
        Some(level) => format!("{} against {} stands at {level} ({on}).", say::subject(case), say::edition(case)),
        None => format!("{} against {}: no single level ({on}).", say::subject(case), say::edition(case)),
    };
    let mut lines = vec![Text::from(reached)];
    if let Outcome::Levels(levels) = &assessment.outcome {
        if levels.claimable != levels.headline {
            lines.push(Text::from(say::CONSTRAINT_OPEN));
        }
        // Without a target, what holds the level; with one, what keeps it from being met.
        let short: Vec<String> = FoundationalRequirement::ALL
            .into_iter()
            .filter(|fr| match (assessment.ask.target, levels.vector.get(*fr)) {
                (Some(Goal::Levels(target)), Some(level)) => level < target.get(*fr),
                (Some(_), _) => false,
                (None, level) => levels.headline.is_some() && level == levels.headline,
            })
            .map(|fr| format!("{} ({})", fr.title(), fr.abbreviation()))
            .collect();
        if !short.is_empty() && levels.meets_target != Some(true) {
            let what = if assessment.ask.target.is_some() { "Below the target" } else { "Lowest" };
            lines.push(format!("{what}: {}.", short.join(", ")).into());
        }
    }
    Block::Callout(Callout { tone, title, lines })
}

/// Levels or maturity by group, with the picture that belongs to them.
pub(super) fn result(document: &mut Document, matter: &Matter<'_>, case: &Case<'_>) {
    let assessment = &case.assessment;
    match &assessment.outcome {
        Outcome::Levels(levels) => {
            picture(document, "load-line", "Levels reached, by foundational requirement", matter, case);
            let mut table = Table::new(
                "levels",
                "Security level by foundational requirement and basis",
                [("Foundational requirement", 46), ("Claimed", 13), ("Shown", 13), ("Evaluated", 13), ("Target", 13)],
            );
            let weakest = assessment.weakest_way();
            for fr in FoundationalRequirement::ALL {
                let on = |basis: Basis| say::level(levels.on(basis, weakest).get(fr));
                let target = match assessment.ask.target {
                    Some(Goal::Levels(vector)) => vector.get(fr).to_string(),
                    _ => "–".to_owned(),
                };
                let short = match (levels.vector.get(fr), assessment.ask.target) {
                    (Some(level), Some(Goal::Levels(vector))) => level < vector.get(fr),
                    _ => false,
                };
                let cell = |basis: Basis| {
                    let tone = if basis == assessment.ask.basis && short { Tone::Bad } else { Tone::Plain };
                    Cell::of(on(basis)).toned(tone)
                };
                table.row([
                    Cell::of(Text::from(fr.title()).and_quiet(format!(" {}", fr.abbreviation()))),
                    cell(Basis::Claimed),
                    cell(Basis::Shown),
                    cell(Basis::Evaluated),
                    Cell::of(target),
                ]);
            }
            document.blocks.push(Block::Table(table));
            ways(document, assessment);
        }
        Outcome::Maturity(maturity) => {
            picture(document, "maturity", "Maturity by group", matter, case);
            let mut table =
                Table::new("levels", "Maturity by group", [("Group", 60), ("Maturity", 20), ("Target", 20)]);
            for (group, level) in assessment.edition.head.groups.iter().zip(&maturity.practices) {
                let target = match assessment.ask.target {
                    Some(Goal::Maturity(level)) => Some(level),
                    _ => None,
                };
                let short = level.zip(target).is_some_and(|(level, target)| level < target);
                table.row([
                    Cell::of(Text::from(group.title.as_str()).and_quiet(format!(" {}", group.id))),
                    Cell::of(say::maturity(*level)).toned(if short { Tone::Bad } else { Tone::Plain }),
                    Cell::of(target.map_or_else(|| "–".to_owned(), |level| level.to_string())),
                ]);
            }
            document.blocks.push(Block::Table(table));
        }
        Outcome::Coverage(_) | Outcome::Steps => {}
    }
}

/// Levels with and without help, and by component type, where they differ.
fn ways(document: &mut Document, assessment: &Assessment<'_>) {
    let Outcome::Levels(levels) = &assessment.outcome else { return };
    let mut table = Table {
        columns: std::iter::once(Column { title: "What counts".to_owned(), weight: 30, number: false })
            .chain(FoundationalRequirement::ALL.iter().map(|fr| Column {
                title: fr.abbreviation().to_owned(),
                weight: 10,
                number: false,
            }))
            .collect(),
        ..Table::new::<0>("ways", format!("What the levels rest on ({})", assessment.ask.basis), [])
    };
    let mut row = |what: String, vector: &model::LevelVector| {
        let levels = vector.iter().map(|(_, level)| Cell::of(say::level(level)));
        table.lines.push(document::Line::Row(std::iter::once(Cell::of(what)).chain(levels).collect()));
    };
    let names = [
        (Way::Native, "By itself"),
        (Way::Integration, "With what its surroundings provide"),
        (Way::Countermeasure, "With countermeasures too"),
    ];
    for (way, name) in names {
        row(name.to_owned(), levels.on(assessment.ask.basis, way));
    }
    if levels.by_type.len() > 1 {
        for (one, vector) in &levels.by_type {
            row(format!("As {} alone", one.id().replace('-', " ")), vector);
        }
    }
    document.blocks.push(Block::Table(table));
}

/// Counts per group: as certificates print them on the evaluated basis, what is open on the others.
pub(super) fn counts(document: &mut Document, case: &Case<'_>) {
    let assessment = &case.assessment;
    let evaluated = assessment.ask.basis == Basis::Evaluated;
    document.paragraph(if evaluated {
        "Counted as certificates count: every numbered item of the standard, those that ask nothing among the ones not \
         evaluated. Failed are rows that somebody examined and did not pass."
    } else {
        "Every numbered item of the standard. Not asked are those that ask nothing, are asked of other targets, or lie \
         outside the scope."
    });
    let columns = match evaluated {
        true => {
            [("Group", 44), ("Passed", 11), ("Not applicable", 13), ("Failed", 10), ("Not evaluated", 13), ("Total", 9)]
        }
        false => {
            [("Group", 44), ("Satisfied", 11), ("Not applicable", 13), ("Open", 10), ("Not asked", 13), ("Total", 9)]
        }
    };
    let caption = format!("Requirements by group ({})", assessment.ask.basis);
    let mut table = Table::new("counts", caption, columns).numbers(&[1, 2, 3, 4, 5]);
    let mut sum = assess::GroupCount::default();
    let cells = |name: Text, count: assess::GroupCount| {
        let bad = if count.failed > 0 { Tone::Bad } else { Tone::Plain };
        [
            Cell::of(name),
            Cell::of(count.passed.to_string()),
            Cell::of(count.not_applicable.to_string()),
            Cell::of(count.failed.to_string()).toned(bad),
            Cell::of(count.not_evaluated().to_string()),
            Cell::of(count.total.to_string()),
        ]
    };
    for (index, (group, count)) in assessment.edition.head.groups.iter().zip(&assessment.groups).enumerate() {
        let asked = |one: &&Standing<'_>| {
            let here = assessment.edition.requirements[one.requirement].group == index;
            here && assessment.bearing(one) != Bearing::Outside
        };
        let asked = assessment.standings.iter().filter(asked).count();
        let open = asked.saturating_sub(count.passed + count.not_applicable);
        // On the applicant's word nothing fails: what is not satisfied is open.
        let count = assess::GroupCount { failed: if evaluated { count.failed } else { open }, ..*count };
        table.row(cells(Text::from(group.title.as_str()).and_quiet(format!(" {}", group.id)), count));
        sum.passed += count.passed;
        sum.not_applicable += count.not_applicable;
        sum.failed += count.failed;
        sum.total += count.total;
    }
    table.row(cells(Text::strong("Total"), sum));
    document.blocks.push(Block::Table(table));
}
