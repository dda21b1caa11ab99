//! What is a table? A header, lines, and cells that know where they stand.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use model::Spot;

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell<'a> {
    /// Its text, without the quotes of CSV.
    pub text: Cow<'a, str>,
    /// Where it begins.
    pub spot: Spot,
    /// The bytes of a text file from which it comes, quotes included; empty in a worksheet.
    pub bytes: Range<usize>,
}

impl<'a> Cell<'a> {
    /// A cell of a worksheet, which has no bytes of its own.
    pub fn new(text: impl Into<Cow<'a, str>>, spot: Spot) -> Self {
        Self { text: text.into(), spot, bytes: 0..0 }
    }
}

impl Cell<'_> {
    /// The text without blanks around it.
    pub fn trimmed(&self) -> &str {
        self.text.trim()
    }
}

/// One record: in CSV one or more lines of text, in a worksheet one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<'a> {
    /// The cells in file order; fewer or more than the header has is possible.
    pub cells: Vec<Cell<'a>>,
    /// Is the record itself broken, so that a cell may stand under the wrong column?
    pub broken: bool,
    /// The bytes of a text file from which it comes, line end included; empty in a worksheet.
    pub bytes: Range<usize>,
}

impl Line<'_> {
    /// Where the record begins.
    pub fn spot(&self) -> Spot {
        self.cells.first().map(|cell| cell.spot).unwrap_or_default()
    }
}

/// A table with its header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table<'a> {
    /// The file as the user named it.
    pub file: Arc<str>,
    /// The first record that is not blank.
    pub header: Vec<Cell<'a>>,
    /// Every further record that is not blank.
    pub lines: Vec<Line<'a>>,
}

impl Table<'_> {
    /// The index of the column with this name; letter case, blanks and hyphens are forgiven.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.header.iter().position(|cell| Self::column_name(cell.trimmed()) == name)
    }

    /// A header cell as column names are compared: lower case, with underscores.
    pub fn column_name(text: &str) -> String {
        text.trim().to_lowercase().replace([' ', '-'], "_")
    }
}
