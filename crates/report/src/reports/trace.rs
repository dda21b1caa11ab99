//! What leads from a driver to the evidence, and what leads nowhere? The picture, what is lost, and every link.

use std::collections::{BTreeMap, BTreeSet};

use document::{Block, Cell, Column, Document, Line, Table, Text, Tile, Tone};
use figures::Look;

use super::{Report, Scope, values};
use crate::matter::Matter;
use crate::trace::{TraceNodeResult, TraceResult};

pub(super) const REPORT: Report = Report {
    id: "trace",
    title: "From driver to evidence",
    about: "for whoever asks why: what each requirement serves and rests on, and what leads nowhere at every layer",
    scope: Scope::Decision,
    fits: super::any,
    compose,
};

fn compose(matter: &Matter<'_>) -> Document {
    let mut document = super::head::of_dossier(&REPORT, matter);
    let Some(trace) = matter.trace else { return document };
    document.subtitle = format!("{} · {}", trace.name, matter.title);
    document.properties.push(("subject".to_owned(), trace.subject.clone()));
    document.blocks.push(tiles(trace));
    matrix(&mut document, trace);
    let picture = crate::pictures::trace_picture(trace, &Look::light(matter.brand.accent));
    document.figure("trace-drawn", "What leads from the drivers to the evidence", picture);
    orphans(&mut document, trace);
    links(&mut document, trace);
    document
}

fn tiles(trace: &TraceResult) -> Block {
    let count = |layer: &str| trace.nodes.iter().filter(|node| node.layer == layer).count();
    let tile = |label: &str, value: usize, note: String, tone| Tile {
        label: label.to_owned(),
        value: value.to_string(),
        note,
        tone,
    };
    let shown = trace.nodes.iter().filter(|node| node.layer == "requirement" && node.state == "shown").count();
    let holds = trace.nodes.iter().filter(|node| node.layer == "evidence" && node.state == "holds").count();
    let lost: BTreeSet<&str> = trace.orphans.iter().map(|one| one.id.as_str()).collect();
    let tone = if lost.is_empty() { Tone::Good } else { Tone::Notice };
    Block::Tiles(vec![
        tile("Objectives in use", count("objective"), format!("{} links in all", trace.links.len()), Tone::Plain),
        tile("Requirements linked", count("requirement"), format!("{shown} shown"), Tone::Plain),
        tile("Pieces of evidence reached", count("evidence"), format!("{holds} hold"), Tone::Plain),
        tile("Lead nowhere", lost.len(), "each is named below".to_owned(), tone),
    ])
}

/// The part of the standard before a requirement's id: `4-2`.
fn part(requirement: &TraceNodeResult) -> &str {
    requirement.name.split_once(' ').map_or("", |(part, _)| part)
}

/// Objectives against parts of the standard: how many of the linked requirements are shown.
fn matrix(document: &mut Document, trace: &TraceResult) {
    let by_id: BTreeMap<&str, &TraceNodeResult> = trace.nodes.iter().map(|node| (node.id.as_str(), node)).collect();
    let requirements = || trace.nodes.iter().filter(|node| node.layer == "requirement");
    let parts: BTreeSet<&str> = requirements().map(part).filter(|part| !part.is_empty()).collect();
    document.heading(2, "Objectives against parts of the standard", "matrix-of-parts");
    let column = |title: &str, weight| Column { title: title.to_owned(), weight, number: false };
    let first = [column("Objective", 30), column("Attribute", 20)];
    let mut table = Table::new("matrix", "Requirements shown, of those that an objective hangs on", []);
    table.columns = first.into_iter().chain(parts.iter().map(|part| column(part, 16))).collect();
    for objective in trace.nodes.iter().filter(|node| node.layer == "objective") {
        let above = trace.links.iter().filter(|link| link.to == objective.id);
        let above: Vec<&str> = above.filter_map(|link| Some(by_id.get(link.from.as_str())?.title.as_str())).collect();
        let below: Vec<&TraceNodeResult> = (trace.links.iter())
            .filter(|link| link.from == objective.id)
            .filter_map(|link| by_id.get(link.to.as_str()).copied())
            .collect();
        let mut cells = vec![Cell::of(objective.title.as_str()), Cell::of(above.join(", "))];
        for wanted in &parts {
            let of = below.iter().filter(|node| part(node) == *wanted);
            let (all, shown) = (of.clone().count(), of.filter(|node| node.state == "shown").count());
            cells.push(match all {
                0 => Cell::of(Text::quiet("—")).toned(Tone::Absent),
                all if shown == all => Cell::of(format!("{shown} of {all}")).toned(Tone::Good),
                all => Cell::of(format!("{shown} of {all}")).toned(Tone::Notice),
            });
        }
        table.lines.push(Line::Row(cells));
    }
    document.table_or(table, "No objective is in use: give one a target, a date and an owner.");
}

/// What leads nowhere, by layer and reason: in a dossier whose decision asks for little, most claims do.
fn orphans(document: &mut Document, trace: &TraceResult) {
    document.heading(2, "What leads nowhere", "lost");
    let columns = [("Why", 24), ("How many", 8), ("Which", 68)];
    let mut table = Table::new("orphans", "What leads nowhere, layer by layer", columns).numbers(&[1]);
    for layer in trace.layers {
        let mut by_reason: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for one in trace.orphans.iter().filter(|one| one.layer == layer) {
            let name = one.id.split_once(':').map_or(one.id.as_str(), |(_, name)| name);
            by_reason.entry(one.because.as_str()).or_default().push(name);
        }
        if by_reason.is_empty() {
            continue;
        }
        table.group(Text::strong(layer));
        for (because, names) in by_reason {
            table.row([Cell::of(because), Cell::of(names.len().to_string()), Cell::of(names.join("; "))]);
        }
    }
    document.table_or(table, "Nothing leads nowhere.");
}

/// One table for each pair of neighbouring layers.
fn links(document: &mut Document, trace: &TraceResult) {
    document.heading(2, "Every link", "every-link");
    let by_id: BTreeMap<&str, &TraceNodeResult> = trace.nodes.iter().map(|node| (node.id.as_str(), node)).collect();
    let called = |node: &TraceNodeResult| match node.layer {
        "driver" | "attribute" | "objective" => node.title.clone(),
        _ => node.name.clone(),
    };
    for pair in trace.layers.windows(2) {
        let columns = [("From", 28), ("To", 42), ("Strength", 9), ("How that stands, and why", 30)];
        let caption = format!("From {} to {}", pair[0], pair[1]);
        let mut table = Table::new(&format!("links-{}", pair[0]), caption, columns).numbers(&[2]);
        for link in &trace.links {
            let ends = by_id.get(link.from.as_str()).zip(by_id.get(link.to.as_str()));
            let Some((from, to)) = ends.filter(|(from, _)| from.layer == pair[0]) else { continue };
            let words = if called(to) == to.title { Text::default() } else { Text::quiet(to.title.as_str()) };
            table.row([
                Cell::of(called(from)),
                Cell::lines([called(to).into(), words]),
                Cell::of(link.strength.to_string()),
                Cell::lines([to.state.as_str().into(), Text::quiet(link.reason.as_str())]),
            ]);
        }
        values::split(&mut table, &[(1, "Title"), (3, "Why")]);
        document.table_or(table, &format!("No link leads from {} to {}.", pair[0], pair[1]));
    }
}
