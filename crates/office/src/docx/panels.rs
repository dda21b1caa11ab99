//! How do facts and large figures stand on the page? As tables without a caption.

use document::{Text, Tile, Tone};

use super::body::{Body, Layout};
use super::grid::About;
use super::sheet::share;
use super::styles::toned;

impl Body<'_> {
    /// Labels with what stands beside them.
    pub(super) fn facts(&mut self, facts: &[(String, Text)]) {
        if facts.is_empty() {
            return;
        }
        self.begin_page();
        let widths = share(&[22, 78]);
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
}
