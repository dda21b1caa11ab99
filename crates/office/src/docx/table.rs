//! How does a table stand on the page? Below its caption, its header repeated, short rows unbroken.

use document::{Cell, Line, Span, Table, Text, Tone};

use super::DocxError;
use super::body::{Body, Layout};
use super::grid::About;
use super::places::Place;
use super::sheet::{TEXT, share};
use super::styles::toned;

/// Word opens no table with more columns.
const MOST_COLUMNS: usize = 63;
/// How many lines a row may have and still be kept on one page.
const SHORT: usize = 18;
/// How wide a letter of a cell is on average, in twips.
const LETTER: u32 = 92;

impl Body<'_> {
    /// A table below its caption.
    pub(super) fn table(&mut self, index: usize, table: &Table) -> Result<(), DocxError> {
        let count = table.rows().map(<[Cell]>::len).max().unwrap_or(0).max(table.columns.len());
        if count > MOST_COLUMNS {
            return Err(DocxError::TooManyColumns { table: table.anchor.clone(), columns: count });
        }
        self.caption(index, Layout { keep_next: count > 0, ..Layout::default() }, &table.caption);
        if count == 0 {
            for line in &table.lines {
                if let Line::Group(text) = line {
                    self.paragraph("TableGroup", Layout::default(), text);
                }
            }
            return Ok(());
        }
        let weight = |column: usize| table.columns.get(column).map_or(1, |column| u32::from(column.weight.max(1)));
        let widths = share(&(0..count).map(weight).collect::<Vec<_>>());
        let titles = table.columns.iter().map(|column| column.title.as_str()).collect::<Vec<_>>().join(", ");
        let description = format!("{} rows. Columns: {titles}.", table.rows().count());
        let about =
            About { style: "PlimsollTable", first_column: false, title: &table.caption, description: &description };
        self.open_table(&about, &widths);
        let number = |column: usize| table.columns.get(column).is_some_and(|column| column.number);
        if !table.columns.is_empty() {
            self.open_row(true, true);
            for (column, width) in widths.iter().enumerate() {
                self.open_cell(*width, 1, Tone::Plain);
                let title = table.columns.get(column).map_or("", |column| column.title.as_str());
                self.words("TableHead", Layout { right: number(column), ..Layout::default() }, title);
                self.xml.end();
            }
            self.xml.end();
        }
        for (at, line) in table.lines.iter().enumerate() {
            match line {
                Line::Group(text) => {
                    self.open_row(false, true);
                    self.open_cell(TEXT, count, Tone::Plain);
                    self.paragraph("TableGroup", Layout::default(), text);
                    self.xml.end();
                }
                Line::Row(cells) => {
                    self.open_row(false, is_short(cells, &widths));
                    for (column, width) in widths.iter().enumerate() {
                        let nothing = Cell::default();
                        let cell = cells.get(column).unwrap_or(&nothing);
                        self.open_cell(*width, 1, cell.tone);
                        self.cell((index, Some((at, column))), cell, number(column));
                        self.xml.end();
                    }
                }
            }
            self.xml.end();
        }
        self.xml.end();
        self.gap();
        Ok(())
    }

    fn cell(&mut self, place: Place, cell: &Cell, right: bool) {
        let style = toned("TableText", cell.tone);
        let layout = Layout { right, ..Layout::default() };
        self.open(&style, layout);
        self.marked(place, |body| {
            if let Some(first) = cell.lines.first() {
                body.text(first);
            }
        });
        self.xml.end();
        for line in cell.lines.iter().skip(1) {
            self.paragraph(&style, layout, line);
        }
    }
}

/// Does a row take so few lines that a page can hold it whole?
fn is_short(cells: &[Cell], widths: &[u32]) -> bool {
    cells.iter().zip(widths).all(|(cell, width)| {
        let across = usize::try_from(width / LETTER).unwrap_or(1).max(1);
        cell.lines.iter().map(|line| letters(line) / across + 1).sum::<usize>() <= SHORT
    })
}

fn letters(text: &Text) -> usize {
    let length = |span: &Span| match span {
        Span::Plain(text) | Span::Strong(text) | Span::Quiet(text) | Span::Code(text) => text.chars().count(),
        Span::Link { text, .. } => text.chars().count(),
        Span::See(_) => 12,
    };
    text.0.iter().map(length).sum()
}
