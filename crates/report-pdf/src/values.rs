//! What do the looks need to know about a document? Its words as values, with numbers, links and room worked out.

use std::collections::BTreeSet;

use document::{Block, Brand, Callout, Cell, Colour, Document, Figure, Heading, Line, LogoKind};
use document::{Numbers, Span, Table, Text, Tile, Tone};
use typst::foundations::{Array, Bytes, Datetime, Dict, IntoValue, Str, Value, dict};

use crate::breaks::{breakable, wide};
use crate::drawing::lettered;
use crate::printable::printable;

/// Characters on a line of running text, of a list of facts, and of a table as wide as the page.
const LINE: usize = 88;
const FACT: usize = 80;
const TABLE: usize = 108;
/// Lines of text in a row or box that is better broken than moved to the next page as a whole.
const TALL: usize = 12;
/// PDF/A refuses strings past 32767 bytes; an alternative text nobody reads to its end gets long before.
const LONG: usize = 4000;

/// What stands where a row has too few cells.
static NOTHING: Cell = Cell { lines: Vec::new(), tone: Tone::Plain, anchor: None };

/// A document as the looks want it.
pub(crate) fn of(document: &Document, day: Datetime) -> Dict {
    let numbers = Numbers::of(document);
    let writer = Writer { anchors: anchors(document), numbers: &numbers };
    let mut named = BTreeSet::new();
    let mut depth = 0;
    let blocks: Array = (document.blocks.iter().enumerate())
        .filter_map(|(index, block)| writer.block(block, numbers.block(index), &mut named, &mut depth))
        .map(IntoValue::into_value)
        .collect();
    let title = if document.title.trim().is_empty() { "Document" } else { &document.title };
    dict! {
        "title" => words(title),
        "subtitle" => words(&document.subtitle),
        "author" => words(&document.author),
        "about" => short(&document.subtitle),
        "running" => running(&document.title, &document.subtitle),
        "date" => words(&document.date),
        "day" => day,
        "program" => words(&document.program),
        "keywords" => keywords(document),
        "brand" => brand(&document.brand),
        "contents" => document.contents,
        "deep" => deep(document),
        "facts" => writer.facts(&document.facts),
        "blocks" => blocks,
    }
}

/// Every anchor that can be pointed at.
fn anchors(document: &Document) -> BTreeSet<&str> {
    let mut anchors = BTreeSet::new();
    for block in &document.blocks {
        match block {
            Block::Heading(heading) => drop(anchors.insert(heading.anchor.as_str())),
            Block::Figure(figure) => drop(anchors.insert(figure.anchor.as_str())),
            Block::Table(table) if !table.columns.is_empty() => {
                anchors.insert(table.anchor.as_str());
                let cells = table.rows().flat_map(|cells| cells.iter().take(table.columns.len()));
                anchors.extend(cells.filter_map(|cell| cell.anchor.as_deref()));
            }
            _ => {}
        }
    }
    anchors.remove("");
    anchors
}

/// What the head of each page says; it has one line.
fn running(title: &str, subtitle: &str) -> String {
    let between = if title.is_empty() || subtitle.is_empty() { "" } else { " · " };
    ended(&format!("{title}{between}{subtitle}"), 90)
}

/// The list of contents goes down to the third level where that keeps it on about a page.
fn deep(document: &Document) -> i64 {
    let headings = document.blocks.iter().filter(|block| matches!(block, Block::Heading(_))).count();
    if headings <= 45 { 3 } else { 2 }
}

fn keywords(document: &Document) -> Array {
    let pairs = document.properties.iter().take(64);
    pairs.map(|(name, value)| Str::from(short(&format!("{name}: {value}"))).into_value()).collect()
}

fn brand(brand: &Brand) -> Dict {
    let white = Colour(0xff, 0xff, 0xff);
    // A pale accent draws rules, but nobody can read words in it.
    let ink = if brand.accent.contrast(white) >= 4.5 { brand.accent } else { Tone::Plain.ink() };
    let logo = brand.logo.as_ref().map(|logo| {
        let (format, bytes) = match (logo.kind, std::str::from_utf8(&logo.bytes)) {
            (LogoKind::Svg, Ok(svg)) => ("svg", Bytes::from_string(lettered(svg))),
            (LogoKind::Svg, Err(_)) => ("svg", Bytes::new(logo.bytes.clone())),
            (LogoKind::Png, _) => ("png", Bytes::new(logo.bytes.clone())),
        };
        let name = if brand.name.is_empty() { "Logo".to_owned() } else { short(&brand.name) };
        dict! { "format" => format, "bytes" => bytes, "aspect" => f64::from(logo.aspect_percent.max(1)) / 100.0, "alt" => name }
    });
    dict! {
        "name" => words(&brand.name),
        "running" => ended(&brand.name, 40),
        "footer" => ended(&brand.footer, 280),
        "accent" => brand.accent.to_string(),
        "ink" => ink.to_string(),
        "logo" => logo.map_or(Value::None, IntoValue::into_value),
    }
}

struct Writer<'d> {
    anchors: BTreeSet<&'d str>,
    numbers: &'d Numbers,
}

impl<'d> Writer<'d> {
    fn block(&self, block: &'d Block, number: &str, named: &mut BTreeSet<&'d str>, depth: &mut u8) -> Option<Dict> {
        Some(match block {
            Block::Heading(heading) => heading_value(heading, number, named, depth),
            Block::Paragraph(text) => dict! { "kind" => "paragraph", "text" => self.text(text, LINE) },
            Block::List(points) if points.is_empty() => return None,
            Block::List(points) => {
                let points: Array = points.iter().map(|point| self.text(point, LINE - 4)).collect();
                dict! { "kind" => "points", "points" => points }
            }
            Block::Facts(facts) if facts.is_empty() => return None,
            Block::Facts(facts) => dict! { "kind" => "facts", "facts" => self.facts(facts) },
            Block::Tiles(tiles) if tiles.is_empty() => return None,
            Block::Tiles(tiles) => {
                let tiles: Array = tiles.iter().map(|one| tile(one).into_value()).collect();
                dict! { "kind" => "tiles", "tiles" => tiles }
            }
            Block::Callout(callout) => self.callout(callout),
            Block::Table(table) if table.columns.is_empty() => return None,
            Block::Table(table) => self.table(table, number, named),
            Block::Figure(figure) => figure_value(figure, number, named),
            Block::PageBreak => dict! { "kind" => "page" },
        })
    }

    fn facts(&self, facts: &[(String, Text)]) -> Array {
        let pair = |(label, text): &(String, Text)| {
            dict! { "label" => fitted(label, 24), "text" => self.text(text, FACT) }.into_value()
        };
        facts.iter().map(pair).collect()
    }

    fn callout(&self, callout: &Callout) -> Dict {
        let tall: usize = callout.lines.iter().map(|line| self.height(line, LINE)).sum();
        let lines: Array = callout.lines.iter().map(|line| self.text(line, LINE - 4)).collect();
        dict! {
            "kind" => "callout", "tone" => tone(callout.tone), "title" => fitted(&callout.title, LINE - 8),
            "lines" => lines, "whole" => tall <= 2 * TALL,
        }
    }

    fn table(&self, table: &'d Table, number: &str, named: &mut BTreeSet<&'d str>) -> Dict {
        let label = claim(named, &table.anchor);
        let weights: Vec<usize> = table.columns.iter().map(|column| usize::from(column.weight.max(1))).collect();
        let sum = weights.iter().sum::<usize>().max(1);
        // What the padding of a cell takes is as much as two characters.
        let rooms: Vec<usize> = weights.iter().map(|weight| (TABLE * weight / sum).saturating_sub(2).max(3)).collect();
        let columns: Array = (table.columns.iter().zip(&weights).zip(&rooms))
            .map(|((column, &weight), &room)| {
                let weight = i64::try_from(weight).unwrap_or(1);
                dict! { "title" => fitted(&column.title, room), "weight" => weight, "number" => column.number }
                    .into_value()
            })
            .collect();
        let lines: Array = (table.lines.iter())
            .map(|line| match line {
                Line::Group(text) => dict! { "group" => self.text(text, TABLE) }.into_value(),
                Line::Row(cells) => {
                    let cells = cells.iter().chain(std::iter::repeat(&NOTHING)).zip(&rooms);
                    let tall = cells.clone().map(|(cell, &room)| self.tall(cell, room)).max().unwrap_or(0);
                    let cells: Array = cells.map(|(cell, &room)| self.cell(cell, room, named).into_value()).collect();
                    dict! { "cells" => cells, "whole" => tall <= TALL }.into_value()
                }
            })
            .collect();
        dict! {
            "kind" => "table", "number" => number, "caption" => words(&table.caption), "label" => label,
            "columns" => columns, "lines" => lines,
        }
    }

    fn cell(&self, cell: &'d Cell, room: usize, named: &mut BTreeSet<&'d str>) -> Dict {
        let lines: Array = cell.lines.iter().map(|line| self.text(line, room)).collect();
        let label = cell.anchor.as_deref().map_or(Value::None, |anchor| claim(named, anchor));
        dict! { "lines" => lines, "tone" => tone(cell.tone), "label" => label }
    }

    /// About how many lines a cell takes.
    fn tall(&self, cell: &Cell, room: usize) -> usize {
        cell.lines.iter().map(|line| self.height(line, room)).sum()
    }

    fn height(&self, text: &Text, room: usize) -> usize {
        wide(&self.numbers.plain(text)).div_ceil(room).max(1)
    }

    /// A paragraph: a string where it is one, else its spans.
    fn text(&self, text: &Text, room: usize) -> Value {
        match text.0.as_slice() {
            [] => Str::new().into_value(),
            [Span::Plain(text)] => fitted(text, room).into_value(),
            spans => spans.iter().map(|span| self.span(span, room)).collect::<Array>().into_value(),
        }
    }

    fn span(&self, span: &Span, room: usize) -> Value {
        match span {
            Span::Plain(text) => fitted(text, room).into_value(),
            Span::Strong(text) => dict! { "kind" => "strong", "text" => fitted(text, room) }.into_value(),
            Span::Quiet(text) => dict! { "kind" => "quiet", "text" => fitted(text, room) }.into_value(),
            Span::Code(text) => {
                // A fixed width takes more room; an id of two words stays together where it fits.
                let room = (room * 9 / 10).max(2);
                let kind = if wide(text) <= room.min(16) { "id" } else { "code" };
                dict! { "kind" => kind, "text" => fitted(text, room) }.into_value()
            }
            Span::Link { text, address } => {
                let known = ["http://", "https://"]
                    .iter()
                    .any(|scheme| address.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
                // Typst refuses an address without one, and PDF a very long one.
                if !known || address.len() > LONG || address.chars().any(|c| c.is_control() || c == ' ') {
                    return fitted(text, room).into_value();
                }
                let shown = if text.is_empty() { address } else { text };
                dict! { "kind" => "web", "text" => fitted(shown, room), "to" => address.as_str() }.into_value()
            }
            Span::See(anchor) => {
                let shown = fitted(self.numbers.name(anchor).filter(|name| !name.is_empty()).unwrap_or(anchor), room);
                if self.anchors.contains(anchor.as_str()) && !shown.is_empty() {
                    dict! { "kind" => "see", "text" => shown, "to" => anchor.as_str() }.into_value()
                } else {
                    shown.into_value()
                }
            }
        }
    }
}

/// Typst and PDF/UA want headings that go down one level at a time, and that say something.
fn heading_value<'d>(heading: &'d Heading, number: &str, named: &mut BTreeSet<&'d str>, depth: &mut u8) -> Dict {
    *depth = heading.level.clamp(1, 3).min(*depth + 1);
    let text = words(&heading.text);
    dict! {
        "kind" => "heading", "level" => i64::from(*depth), "number" => number,
        "text" => if text.trim().is_empty() { "–".to_owned() } else { fitted(&heading.text, 44) },
        "label" => claim(named, &heading.anchor),
    }
}

fn figure_value<'d>(figure: &'d Figure, number: &str, named: &mut BTreeSet<&'d str>) -> Dict {
    let picture = &figure.picture;
    let said = [picture.title.trim(), picture.description.trim()];
    let mut alt = said.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(". ");
    if alt.is_empty() {
        alt = format!("{number}. {}", figure.caption);
    }
    dict! {
        "kind" => "figure", "number" => number, "caption" => words(&figure.caption),
        "label" => claim(named, &figure.anchor), "alt" => short(&alt),
        "svg" => Bytes::from_string(lettered(&picture.svg)),
        "width" => f64::from(picture.width.max(1)), "height" => f64::from(picture.height.max(1)),
    }
}

fn tile(tile: &Tile) -> Dict {
    dict! {
        "label" => fitted(&tile.label, 18), "value" => fitted(&tile.value, 14), "note" => fitted(&tile.note, 18),
        "long" => i64::try_from(wide(&tile.value)).unwrap_or(i64::MAX), "tone" => tone(tile.tone),
    }
}

/// A tone by its colours; plain needs none.
fn tone(tone: Tone) -> Value {
    match tone {
        Tone::Plain => Value::None,
        tone => dict! { "ink" => tone.ink().to_string(), "wash" => tone.wash().to_string() }.into_value(),
    }
}

/// A name belongs to the first that claims it; the empty one to nobody.
fn claim<'d>(named: &mut BTreeSet<&'d str>, anchor: &'d str) -> Value {
    if !anchor.is_empty() && named.insert(anchor) { anchor.into_value() } else { Value::None }
}

fn words(text: &str) -> String {
    printable(text).into_owned()
}

fn fitted(text: &str, room: usize) -> String {
    breakable(&printable(text), room)
}

/// A text on one line, ended early where it is longer.
fn ended(text: &str, room: usize) -> String {
    let text = printable(text).replace('\n', " ");
    if text.chars().count() <= room { text } else { text.chars().take(room - 1).chain(['…']).collect() }
}

fn short(text: &str) -> String {
    printable(text).chars().take(LONG).collect()
}
