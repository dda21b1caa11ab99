//! How do tables, facts and tiles stand on the page? In fixed columns, headers repeated, short rows unbroken.

use document::{Cell, Line, Span, Table, Text, Tile, Tone};

use super::DocxError;
use super::body::{Body, Layout};
use super::sheet::{TEXT, share};
use super::styles::toned;

/// Word opens no table with more columns.
const MOST_COLUMNS: usize = 63;
/// How many lines a row may have and still be kept on one page.
const SHORT: usize = 18;
/// How wide a letter of a cell is on average, in twips.
const LETTER: u32 = 92;

/// What a table says about itself to those who do not see it.
struct About<'a> {
    style: &'a str,
    first_column: bool,
    title: &'a str,
    description: &'a str,
}

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

    /// Labels with what stands beside them.
    pub(super) fn facts(&mut self, facts: &[(String, Text)]) {
        if facts.is_empty() {
            return;
        }
        self.begin_page();
        let widths = share(&[27, 73]);
        let description = "Two columns: what is stated, and what it is.";
        self.open_table(&About { style: "PlimsollFacts", first_column: true, title: "Facts", description }, &widths);
        for (label, text) in facts {
            self.open_row(false, true);
            for (column, width) in widths.iter().enumerate() {
                self.open_cell(*width, 1, Tone::Plain);
                match column {
                    0 => self.words("FactLabel", Layout::default(), label),
                    _ => self.paragraph("Fact", Layout::default(), text),
                }
                self.xml.end();
            }
            self.xml.end();
        }
        self.xml.end();
        self.gap();
    }

    /// Large figures side by side, four at most in a row.
    pub(super) fn tiles(&mut self, tiles: &[Tile]) {
        if tiles.is_empty() {
            return;
        }
        self.begin_page();
        let across = tiles.len().min(4);
        let widths = share(&vec![1; across]);
        let description = "Figures side by side, each with what it counts.";
        self.open_table(&About { style: "PlimsollTiles", first_column: false, title: "Figures", description }, &widths);
        for row in tiles.chunks(across) {
            self.open_row(false, true);
            for (column, width) in widths.iter().enumerate() {
                let Some(tile) = row.get(column) else {
                    self.open_cell(*width, 1, Tone::Plain);
                    self.words("TileNote", Layout::default(), "");
                    self.xml.end();
                    continue;
                };
                self.open_tile(*width, tile.tone, column == 0, column + 1 == across);
                self.words("TileLabel", Layout::default(), &tile.label);
                self.words(&toned("TileValue", tile.tone), Layout::default(), &tile.value);
                if !tile.note.is_empty() {
                    self.words("TileNote", Layout::default(), &tile.note);
                }
                self.xml.end();
            }
            self.xml.end();
        }
        self.xml.end();
        self.gap();
    }

    /// Tables cannot begin a page; a paragraph before them can.
    fn begin_page(&mut self) {
        if self.new_page {
            self.gap();
        }
    }

    fn cell(&mut self, place: super::places::Place, cell: &Cell, right: bool) {
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

    fn open_table(&mut self, about: &About<'_>, widths: &[u32]) {
        let xml = &mut self.xml;
        xml.start("w:tbl", &[]);
        xml.start("w:tblPr", &[]);
        xml.value("w:tblStyle", about.style);
        xml.empty("w:tblW", &[("w:w", &TEXT.to_string()), ("w:type", "dxa")]);
        xml.raw(r#"<w:tblLayout w:type="fixed"/>"#);
        let (value, row, column) = if about.first_column { ("0680", "0", "1") } else { ("0620", "1", "0") };
        let look = [
            ("w:val", value),
            ("w:firstRow", row),
            ("w:lastRow", "0"),
            ("w:firstColumn", column),
            ("w:lastColumn", "0"),
            ("w:noHBand", "1"),
            ("w:noVBand", "1"),
        ];
        xml.empty("w:tblLook", &look);
        xml.value("w:tblCaption", about.title);
        xml.value("w:tblDescription", about.description);
        xml.end();
        xml.start("w:tblGrid", &[]);
        for width in widths {
            xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
        }
        xml.end();
    }

    fn open_row(&mut self, header: bool, whole: bool) {
        self.xml.start("w:tr", &[]);
        if header || whole {
            self.xml.start("w:trPr", &[]);
            if whole {
                self.xml.raw("<w:cantSplit/>");
            }
            if header {
                self.xml.raw("<w:tblHeader/>");
            }
            self.xml.end();
        }
    }

    fn open_cell(&mut self, width: u32, columns: usize, tone: Tone) {
        self.xml.start("w:tc", &[]);
        self.xml.start("w:tcPr", &[]);
        self.xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
        if columns > 1 {
            self.xml.value("w:gridSpan", &columns.to_string());
        }
        if tone != Tone::Plain {
            self.shade(&tone.wash().hex());
        }
        self.xml.end();
    }

    /// A tile stands apart from the next by a white line, not by a column that nobody sees.
    fn open_tile(&mut self, width: u32, tone: Tone, first: bool, last: bool) {
        self.xml.start("w:tc", &[]);
        self.xml.start("w:tcPr", &[]);
        self.xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
        self.xml.start("w:tcBorders", &[]);
        self.xml.raw(&format!(r#"<w:top w:val="single" w:sz="18" w:space="0" w:color="{}"/>"#, tone.ink().hex()));
        for (side, outer) in [("w:left", first), ("w:right", last)] {
            if !outer {
                self.xml.empty(side, &[("w:val", "single"), ("w:sz", "48"), ("w:space", "0"), ("w:color", "ffffff")]);
            }
        }
        self.xml.end();
        let ground = if tone == Tone::Plain { Tone::Absent } else { tone };
        self.shade(&ground.wash().hex());
        self.xml.end();
    }

    fn shade(&mut self, fill: &str) {
        self.xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)]);
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
