//! How are the tables of `data/cost/` and `data/pathway/` read? Known columns only, every cell with its place.

use catalogue::Files;
use model::{Problem, Spot};
use tables::{Line, Table, read_csv};

use crate::draws::Range;

/// A table whose columns are known; what is wrong is collected on the way.
pub(crate) struct Rows<'t> {
    table: Table<'t>,
    columns: Vec<(&'static str, usize)>,
    /// What is wrong so far.
    pub(crate) problems: Vec<Problem>,
}

/// A cell with its place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At<'t> {
    pub(crate) text: &'t str,
    pub(crate) spot: Spot,
}

/// Reads one file; one that is missing is a problem and has no rows.
pub(crate) fn read<'t>(files: &'t Files, path: &str, columns: &[&'static str]) -> Rows<'t> {
    let (table, mut problems) = match files.get(path) {
        Some(text) => read_csv(path, text.as_bytes()),
        None => {
            let (table, mut problems) = read_csv(path, b"");
            problems.clear();
            problems.push(Problem::error(&path.into(), Spot::new(1, 1), "this file is missing"));
            return Rows { table, columns: Vec::new(), problems };
        }
    };
    let known = columns.join(", ");
    for cell in table.header.iter().filter(|cell| !columns.contains(&cell.trimmed())) {
        let message = format!("nobody reads the column \"{}\"", cell.trimmed());
        problems.push(Problem::error(&table.file, cell.spot, message).hint(format!("the columns are {known}")));
    }
    let mut found = Vec::new();
    for name in columns {
        match table.column(name) {
            Some(index) => found.push((*name, index)),
            None => problems.push(
                Problem::error(&table.file, Spot::new(1, 1), format!("the column \"{name}\" is missing"))
                    .hint(format!("the columns are {known}")),
            ),
        }
    }
    Rows { table, columns: found, problems }
}

impl<'t> Rows<'t> {
    /// The file, as problems name it.
    pub(crate) fn file(&self) -> std::sync::Arc<str> {
        std::sync::Arc::clone(&self.table.file)
    }

    /// The lines, apart from `self` so that problems can be added while they are read.
    pub(crate) fn lines(&self) -> Vec<Line<'t>> {
        self.table.lines.clone()
    }

    /// A cell; empty where the line is short.
    pub(crate) fn cell<'l>(&self, line: &'l Line<'t>, name: &str) -> At<'l> {
        self.columns
            .iter()
            .find(|(known, _)| *known == name)
            .and_then(|(_, index)| line.cells.get(*index))
            .map_or(At { text: "", spot: line.spot() }, |cell| At { text: cell.trimmed(), spot: cell.spot })
    }

    /// A cell that must not be empty.
    pub(crate) fn required<'l>(&mut self, line: &'l Line<'t>, name: &str) -> At<'l> {
        let cell = self.cell(line, name);
        if cell.text.is_empty() {
            self.wrong(cell.spot, format!("{name} is empty"), "every line states it");
        }
        cell
    }

    /// The words of a cell that lists several, separated by `;`.
    pub(crate) fn list<'l>(&self, line: &'l Line<'t>, name: &str) -> Vec<At<'l>> {
        let cell = self.cell(line, name);
        let words = cell.text.split(';').map(str::trim).filter(|word| !word.is_empty());
        words.map(|text| At { text, spot: cell.spot }).collect()
    }

    /// A number that is 0 or more.
    pub(crate) fn number(&mut self, cell: At<'_>) -> Option<f64> {
        let number = amount(cell.text);
        if number.is_none() {
            let message = format!("\"{}\" is not an amount", cell.text);
            self.wrong(cell.spot, message, "write a number such as 12 or 0.5, not negative");
        }
        number
    }

    /// A range: `8/16/30`, or one number without uncertainty.
    pub(crate) fn range(&mut self, cell: At<'_>) -> Option<Range> {
        let range = range(cell.text);
        if range.is_none() {
            let message = format!("\"{}\" is not a range", cell.text);
            self.wrong(cell.spot, message, "write low/likely/high in rising order, such as 8/16/30");
        }
        range
    }

    /// Says that an id stands here for the second time.
    pub(crate) fn once<'l>(&mut self, seen: &mut Vec<String>, cell: At<'l>) {
        if seen.iter().any(|known| known == cell.text) {
            self.wrong(cell.spot, format!("\"{}\" stands here twice", cell.text), "an id is used once");
        }
        seen.push(cell.text.to_owned());
    }

    pub(crate) fn wrong(&mut self, spot: Spot, message: String, hint: impl Into<String>) {
        self.problems.push(Problem::error(&self.table.file, spot, message).hint(hint));
    }
}

pub(crate) fn amount(text: &str) -> Option<f64> {
    text.parse::<f64>().ok().filter(|number| number.is_finite() && *number >= 0.0)
}

pub(crate) fn range(text: &str) -> Option<Range> {
    let parts: Option<Vec<f64>> = text.split('/').map(|part| amount(part.trim())).collect();
    match parts?.as_slice() {
        [one] => Some(Range::exactly(*one)),
        [low, likely, high] => Range::new(*low, *likely, *high),
        _ => None,
    }
}
