//! What does the standard itself say? The text of a licensed user's own copy, from a local file, never exported.

use std::path::Path;

use catalogue::{Catalogue, Edition};
use model::{Problem, Spot};
use tables::read_csv;

use crate::error::Error;
use crate::files;

/// Texts by requirement, read from a CSV with the columns `id` and `text`.
///
/// It is handed to whoever prints to a terminal and to nobody else: no result shape has a place for it.
#[derive(Debug, Default)]
pub struct Overlay {
    texts: Vec<(String, String)>,
}

impl Overlay {
    /// Reads a local file. Out: the overlay and what is wrong with the file.
    ///
    /// # Errors
    /// When the file cannot be opened or lacks its columns.
    pub fn read(catalogue: &Catalogue, path: &Path) -> Result<(Self, Vec<Problem>), Error> {
        let bytes = files::read(path)?;
        let (table, mut problems) = read_csv(&path.to_string_lossy(), &bytes);
        let (Some(id), Some(text)) = (table.column("id"), table.column("text")) else {
            problems.push(
                Problem::error(&table.file, Spot::new(1, 1), "a column is missing").hint("the columns are id and text"),
            );
            return Err(Error::Unreadable(problems));
        };
        let cell = |line: &tables::Line<'_>, at: usize| {
            line.cells.get(at).map(|cell| cell.trimmed().to_owned()).unwrap_or_default()
        };
        let editions: Vec<Edition> = catalogue.heads().iter().map(|head| catalogue.edition(head)).collect();
        let mut seen: Vec<String> = Vec::new();
        for line in &table.lines {
            let known = cell(line, id);
            let key = model::lenient_key(&known);
            let message = if !editions.iter().any(|edition| edition.find(&known).is_some()) {
                format!("no edition has a requirement \"{}\"", known.escape_debug())
            } else if seen.contains(&key) {
                format!("{known} stands here twice; the first text is shown")
            } else if cell(line, text).is_empty() {
                format!("{known} has no text")
            } else {
                seen.push(key);
                continue;
            };
            problems.push(
                Problem::warning(&table.file, line.spot(), message).hint("one row for each requirement: id and text"),
            );
        }
        let texts = table.lines.iter().map(|line| (cell(line, id), cell(line, text))).collect();
        Ok((Self { texts }, problems))
    }

    /// The text of a requirement, its id read leniently.
    pub fn text(&self, id: &str) -> Option<&str> {
        let key = model::lenient_key(id);
        self.texts.iter().find(|(known, _)| model::lenient_key(known) == key).map(|(_, text)| text.as_str())
    }
}
