//! How far do standards already cover a law? The coverage report for the CRA and for NIS2.

use assess::{Covered, Outcome};
use document::{Block, Callout, Cell, Document, Table, Text, Tile, Tone};

use super::{Report, Scope, parts, say};
use crate::matter::Matter;

pub(super) const REPORT: Report = Report {
    id: "coverage",
    title: "Coverage report",
    about: "for a law: which points the assessed standards cover, on which rows that rests, and what remains",
    scope: Scope::Case,
    fits: super::is_law,
    compose,
};

fn tone(word: &str) -> Tone {
    match word {
        "full or near" => Tone::Good,
        "partial" | "supports" => Tone::Helped,
        "gap" => Tone::Bad,
        _ => Tone::Absent,
    }
}

fn compose(matter: &Matter<'_>) -> Document {
    let Some(case) = matter.cases.first() else { return super::head::of_dossier(&REPORT, matter) };
    let assessment = &case.assessment;
    let edition = assessment.edition;
    let mut document = super::head::of_case(&REPORT, matter, case, false);
    let Outcome::Coverage(coverage) = &assessment.outcome else { return document };
    let count = |words: &[&str]| coverage.points.iter().filter(|point| words.contains(&point.word)).count();
    let tile = |label: &str, words: &[&str], tone| Tile {
        label: label.to_owned(),
        value: count(words).to_string(),
        note: format!("of {}", coverage.points.len()),
        tone,
    };
    document.heading(1, "Result", "result");
    document.blocks.push(Block::Tiles(vec![
        tile("Covered fully or nearly", &["full or near"], Tone::Good),
        tile("In part", &["partial", "supports"], Tone::Helped),
        tile("Not covered", &["gap"], Tone::Bad),
        tile("Not examined or not applicable", &[Covered::NOT_EXAMINED, Covered::NOT_APPLICABLE], Tone::Absent),
    ]));
    document.blocks.push(Block::Callout(Callout {
        tone: Tone::Notice,
        title: "Coverage is not conformity".to_owned(),
        lines: vec![
            "It says which points of the law the rows of assessed standards reach through a crosswalk. Nothing here gives \
             presumption of conformity, and what no standard covers must be shown in another way."
                .into(),
        ],
    }));
    parts::picture(&mut document, "coverage", "Points of the law by coverage", matter, case);
    document.heading(1, "Point by point", "point-by-point");
    let unconfirmed = coverage.points.iter().filter(|point| !point.verified).count();
    if unconfirmed > 0 {
        document.paragraph(format!(
            "{unconfirmed} of {} points are marked unconfirmed: the crosswalk that leads to them could not be confirmed \
             from two sources.",
            coverage.points.len()
        ));
    }
    let mut table = Table::new(
        "points",
        format!("Coverage of {}", say::edition(case)),
        [("Point", 28), ("Covered", 14), ("Rests on", 22), ("Open", 20), ("What remains in any case", 30)],
    );
    let list = |rows: &[(model::StandardId, String)]| -> Vec<Text> {
        let mut lines: Vec<(String, Vec<&str>)> = Vec::new();
        for (standard, id) in rows {
            let name = standard.as_str().trim_start_matches("iec62443-").to_owned();
            match lines.last_mut().filter(|(known, _)| *known == name) {
                Some((_, ids)) => ids.push(id),
                None => lines.push((name, vec![id])),
            }
        }
        lines.into_iter().map(|(name, ids)| Text::quiet(format!("{name}: ")).and(ids.join(", "))).collect()
    };
    let mut group = None;
    for point in &coverage.points {
        let asked = &edition.requirements[point.requirement];
        if group != Some(asked.group) {
            group = Some(asked.group);
            let own = edition.group_of(asked);
            table.group(Text::strong(own.id.as_ref()).and(format!("  {}", own.title)));
        }
        let best =
            if point.at_best == point.word { Text::new() } else { Text::quiet(format!("at best {}", point.at_best)) };
        let doubt = if point.verified { Text::new() } else { Text::quiet("unconfirmed") };
        table.row([
            Cell::lines(parts::requirement(asked)).named(parts::anchor(asked)),
            Cell::lines([Text::strong(point.word), best, doubt]).toned(tone(point.word)),
            Cell::lines(list(&point.rests_on)),
            Cell::lines(list(&point.open)),
            Cell::lines(point.remains.iter().map(|one| Text::from(one.as_str()))),
        ]);
    }
    document.blocks.push(Block::Table(table));
    document
}
