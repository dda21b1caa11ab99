//! What do all tables of the file consist of? A grid of fixed columns, rows, and cells on the ground of a tone.

use document::Tone;

use super::body::Body;
use super::sheet::TEXT;

/// What a table says about itself to those who do not see it.
pub(super) struct About<'a> {
    /// Its table style.
    pub(super) style: &'a str,
    /// Does the first column head the rows, rather than the first row the columns?
    pub(super) first_column: bool,
    /// What it is called.
    pub(super) title: &'a str,
    /// What it consists of.
    pub(super) description: &'a str,
}

impl Body<'_> {
    /// Opens a table of fixed columns.
    pub(super) fn open_table(&mut self, about: &About<'_>, widths: &[u32]) {
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

    /// Opens a row: a header that repeats, or one that stays whole.
    pub(super) fn open_row(&mut self, header: bool, whole: bool) {
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

    /// Opens a cell on the ground of a tone.
    pub(super) fn open_cell(&mut self, width: u32, columns: usize, tone: Tone) {
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

    /// The ground of a cell.
    pub(super) fn shade(&mut self, fill: &str) {
        self.xml.empty("w:shd", &[("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)]);
    }
}
