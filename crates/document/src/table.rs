//! How is a table laid out? Columns with a weight, lines that are rows or group headings, cells of one or more paragraphs.

use crate::colour::Tone;
use crate::text::Text;

/// A table with a caption and a header that repeats on every page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its anchor and, for CSV files and worksheets, its name: `requirements`.
    pub anchor: String,
    /// What it shows, without a number.
    pub caption: String,
    /// Its columns.
    pub columns: Vec<Column>,
    /// Its lines; each row has one cell for each column.
    pub lines: Vec<Line>,
    /// The same for those who calculate with it: one value a cell, numbers without units. `None` where it is that already.
    pub values: Option<Box<Table>>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// Its share of the width, against the other columns' weights.
    pub weight: u16,
    /// Numbers, set to the right.
    pub number: bool,
}

/// One line of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// A heading over the rows that follow, as wide as the table.
    Group(Text),
    /// One cell for each column.
    Row(Vec<Cell>),
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// Its paragraphs.
    pub lines: Vec<Text>,
    /// How it is meant.
    pub tone: Tone,
    /// A name under which other places of the document can point here.
    pub anchor: Option<String>,
}

impl Table {
    /// A table without lines; `columns` are titles and weights.
    pub fn new<const N: usize>(anchor: &str, caption: impl Into<String>, columns: [(&str, u16); N]) -> Self {
        let column = |(title, weight): (&str, u16)| Column { title: title.to_owned(), weight, number: false };
        Self {
            anchor: anchor.to_owned(),
            caption: caption.into(),
            columns: columns.map(column).into(),
            lines: Vec::new(),
            values: None,
        }
    }

    /// The table for a spreadsheet: the one of single values, where there is one.
    pub fn in_values(&self) -> &Self {
        self.values.as_deref().unwrap_or(self)
    }

    /// Sets columns to the right, by index.
    #[must_use]
    pub fn numbers(mut self, columns: &[usize]) -> Self {
        for &column in columns {
            self.columns[column].number = true;
        }
        self
    }

    /// Adds a row; it has a cell for each column.
    pub fn row<const N: usize>(&mut self, cells: [Cell; N]) {
        debug_assert_eq!(N, self.columns.len(), "{}", self.anchor);
        self.lines.push(Line::Row(cells.into()));
    }

    /// Takes a column out of the table, by index, with its cells.
    pub fn without(&mut self, column: usize) {
        self.columns.remove(column);
        for line in &mut self.lines {
            if let Line::Row(cells) = line {
                cells.remove(column);
            }
        }
    }

    /// Adds a heading over the rows that follow.
    pub fn group(&mut self, text: impl Into<Text>) {
        self.lines.push(Line::Group(text.into()));
    }

    /// Its rows, without the headings between them.
    pub fn rows(&self) -> impl Iterator<Item = &[Cell]> {
        self.lines.iter().filter_map(|line| match line {
            Line::Row(cells) => Some(cells.as_slice()),
            Line::Group(_) => None,
        })
    }
}

impl Cell {
    /// A cell of one paragraph.
    pub fn of(text: impl Into<Text>) -> Self {
        Self { lines: vec![text.into()], ..Self::default() }
    }

    /// A cell of several paragraphs; empty ones are left out.
    pub fn lines(lines: impl IntoIterator<Item = Text>) -> Self {
        Self { lines: lines.into_iter().filter(|line| !line.is_empty()).collect(), ..Self::default() }
    }

    /// The same in a tone.
    #[must_use]
    pub fn toned(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// The same under a name.
    #[must_use]
    pub fn named(mut self, anchor: impl Into<String>) -> Self {
        self.anchor = Some(anchor.into());
        self
    }
}

impl<T: Into<Text>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::of(text)
    }
}
