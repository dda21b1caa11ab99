//! Which evidence does a dossier hold, does it still hold, and who leans on it? The register.

use std::collections::BTreeMap;

use document::{Block, Cell, Document, Table, Text, Tile, Tone};
use model::Piece;

use super::{Report, Scope, parts, say};
use crate::matter::{Held, Matter};

pub(super) const REPORT: Report = Report {
    id: "evidence",
    title: "Evidence register",
    about: "every piece of evidence with its files, whole digests, days in effect, and the rows that cite it",
    scope: Scope::Dossier,
    fits: super::any,
    compose,
};

fn compose(matter: &Matter<'_>) -> Document {
    let mut document = super::head::of_dossier(&REPORT, matter);
    document.facts = vec![
        ("Kept by".to_owned(), matter.organization.into()),
        ("State of".to_owned(), matter.at.to_string().into()),
        ("Made with".to_owned(), matter.program.into()),
    ];
    if let Some(record) = &matter.record {
        let entries = format!(" after {} entries", record.entries);
        document.facts.insert(2, ("Journal".to_owned(), Text::code(record.head.as_str()).and_quiet(entries)));
    }
    document.facts.retain(|(_, text)| !text.is_empty());
    let citations = citations(matter);
    let cited = |id: &str| citations.get(id).map_or_else(String::new, |lines| lines.join("; "));
    let holding = matter.evidence.iter().filter(|held| held.because.is_none()).count();
    let unused = matter.evidence.iter().filter(|held| !citations.contains_key(held.piece.id.as_str())).count();
    let tile = |label: &str, value: usize, tone: Tone| Tile {
        label: label.to_owned(),
        value: value.to_string(),
        note: String::new(),
        tone,
    };
    let broken = matter.evidence.len() - holding;
    let mut tiles = vec![
        tile("Pieces", matter.evidence.len(), Tone::Plain),
        tile("Hold on the day", holding, Tone::Good),
        tile("Do not hold", broken, if broken == 0 { Tone::Plain } else { Tone::Notice }),
    ];
    if matter.whole {
        tiles.push(tile("Cited by no row", unused, Tone::Plain));
    }
    document.blocks.push(Block::Tiles(tiles));
    if !matter.whole {
        document.paragraph(
            "Citations are those of the subjects and standards that were asked for, not of the whole dossier.",
        );
    }
    document.heading(1, "Register", "register");
    let pieces = matter.evidence.iter().map(|held| (held, Text::from(cited(held.piece.id.as_str()))));
    let caption = format!("Evidence on {}", matter.at);
    document.table_or(table("evidence", &caption, pieces), "The register is empty.");
    document
}

/// Which rows cite a piece: `EG220: CR 1.1, CR 1.2`, by the piece's id.
fn citations<'m>(matter: &'m Matter<'_>) -> BTreeMap<&'m str, Vec<String>> {
    let mut citations: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for case in &matter.cases {
        let mut ids: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for row in case.assessment.standings.iter().flat_map(|standing| &standing.rows) {
            for piece in row.claim.evidence.iter().filter_map(|evidence| evidence.piece()) {
                let rows = ids.entry(piece.id.as_str()).or_default();
                if rows.last() != Some(&row.requirement.as_str()) {
                    rows.push(row.requirement.as_str());
                }
            }
        }
        for (piece, rows) in ids {
            let line = format!("{} ({}): {}", case.subject.id.short(), say::edition(case), rows.join(", "));
            citations.entry(piece).or_default().push(line);
        }
    }
    citations
}

/// Pieces of evidence with every file and its whole digest.
pub(super) fn table<'h>(anchor_name: &str, caption: &str, pieces: impl Iterator<Item = (&'h Held<'h>, Text)>) -> Table {
    let columns = [("Evidence", 26), ("Files and their SHA-256", 42), ("In effect", 14), ("Cited by", 28)];
    let mut table = Table::new(anchor_name, caption, columns);
    for (held, cited) in pieces {
        let Piece { id, title, kind, files, effective_from, effective_to, .. } = held.piece;
        let files = files.iter().flat_map(|file| {
            let digest = file.sha256.map_or_else(|| Text::quiet("no digest"), |digest| Text::code(digest.to_string()));
            [Text::from(file.path.as_ref()), digest]
        });
        let days = match (effective_from, effective_to) {
            (Some(from), Some(to)) => format!("{from} to {to}"),
            (Some(from), None) => format!("from {from}"),
            (None, Some(to)) => format!("to {to}"),
            (None, None) => String::new(),
        };
        let (state, tone) = match held.because {
            None => (Text::from("holds"), Tone::Good),
            Some(because) => (Text::from(because), Tone::Bad),
        };
        table.row([
            Cell::lines([Text::strong(id.as_str()), title.as_str().into(), Text::quiet(kind.id())])
                .named(format!("evidence-{}", parts::ascii(id.as_str()))),
            Cell::lines(files),
            Cell::lines([state, Text::quiet(days)]).toned(tone),
            Cell::of(cited),
        ]);
    }
    table
}
