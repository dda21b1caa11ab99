//! How is a CSV or TOML file changed without touching what stays?
//!
//! Only the bytes of a changed cell are replaced; quotes, blanks, comments, order and line ends elsewhere stay.

use std::collections::BTreeMap;
use std::ops::Range;

use model::Problem;
use toml::de::{DeTable, DeValue};

use crate::csv::separator;
use crate::{Table, quote, read_csv};

/// A CSV file with changes that are not made yet.
pub struct CsvEdit<'a> {
    bytes: &'a [u8],
    text: &'a str,
    table: Table<'a>,
    separator: char,
    newline: &'static str,
    header: Vec<String>,
    cells: BTreeMap<usize, BTreeMap<usize, String>>,
    added: BTreeMap<usize, Vec<BTreeMap<usize, String>>>,
}

impl<'a> CsvEdit<'a> {
    /// Opens a file for changes.
    ///
    /// # Errors
    /// When it is not clean UTF-8 CSV: what cannot be read for certain is not written either.
    pub fn open(file: &str, bytes: &'a [u8]) -> Result<Self, Vec<Problem>> {
        let (table, problems) = read_csv(file, bytes);
        let text = std::str::from_utf8(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)).unwrap_or_default();
        if problems.iter().any(Problem::is_error) {
            return Err(problems);
        }
        let separator = separator(text);
        let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
        let header = Vec::new();
        let (cells, added) = (BTreeMap::new(), BTreeMap::new());
        Ok(Self { bytes, text, table, separator, newline, header, cells, added })
    }

    /// The table as it stands in the file.
    pub fn table(&self) -> &Table<'a> {
        &self.table
    }

    /// The index of a column; it is added on the right if there is none with this name.
    pub fn column(&mut self, name: &str) -> usize {
        if let Some(at) = self.table.column(name) {
            return at;
        }
        let at = self.header.iter().position(|known| known == name).unwrap_or_else(|| {
            self.header.push(name.to_owned());
            self.header.len() - 1
        });
        self.table.header.len() + at
    }

    /// Writes a cell of a line.
    pub fn set(&mut self, line: usize, column: usize, text: &str) {
        let old = self.table.lines.get(line).and_then(|line| line.cells.get(column)).map_or("", |cell| cell.trimmed());
        if old != text {
            self.cells.entry(line).or_default().insert(column, text.to_owned());
        }
    }

    /// Adds a line with these cells behind another one; `None` puts it at the end.
    pub fn add(&mut self, behind: Option<usize>, cells: BTreeMap<usize, String>) {
        let behind = behind.unwrap_or(usize::MAX).min(self.table.lines.len().saturating_sub(1));
        self.added.entry(behind).or_default().push(cells);
    }

    /// The bytes of the file with all changes made; the same bytes if there are none.
    pub fn finish(self) -> Vec<u8> {
        let mut changes: Vec<(Range<usize>, String)> = Vec::new();
        if !self.header.is_empty() {
            let end = self.table.header.last().map_or(0, |cell| cell.bytes.end);
            let names: String = self.header.iter().map(|name| format!("{}{name}", self.separator)).collect();
            changes.push((end..end, names));
        }
        for (line, cells) in &self.cells {
            self.change(*line, cells, &mut changes);
        }
        for (behind, lines) in &self.added {
            let end = match self.table.lines.get(*behind) {
                Some(line) => line.bytes.end,
                // Only a header stands there.
                None => {
                    let header = self.table.header.last().map_or(0, |cell| cell.bytes.end);
                    self.text[header..].find('\n').map_or(self.text.len(), |length| header + length + 1)
                }
            };
            let before = &self.text[..end];
            let mut text =
                if before.ends_with(['\n', '\r']) || before.is_empty() { "" } else { self.newline }.to_owned();
            for cells in lines {
                text.push_str(&self.line(cells));
                text.push_str(self.newline);
            }
            changes.push((end..end, text));
        }
        changes.sort_by_key(|(range, _)| (range.start, range.end));
        let mut text = String::with_capacity(self.text.len() + 256);
        let mut at = 0;
        for (range, new) in changes {
            text.push_str(&self.text[at..range.start.max(at)]);
            text.push_str(&new);
            at = at.max(range.end);
        }
        text.push_str(&self.text[at..]);
        let mark = &self.bytes[..self.bytes.len() - self.text.len()];
        [mark, text.as_bytes()].concat()
    }

    fn change(&self, line: usize, cells: &BTreeMap<usize, String>, changes: &mut Vec<(Range<usize>, String)>) {
        let Some(record) = self.table.lines.get(line) else { return };
        let mut beyond = String::new();
        let mut reached = record.cells.len();
        for (column, text) in cells {
            if let Some(cell) = record.cells.get(*column) {
                changes.push((cell.bytes.clone(), quote(text).into_owned()));
                continue;
            }
            while reached <= *column {
                beyond.push(self.separator);
                reached += 1;
            }
            beyond.push_str(&quote(text));
        }
        if !beyond.is_empty() {
            let end = record.cells.last().map_or(record.bytes.start, |cell| cell.bytes.end);
            changes.push((end..end, beyond));
        }
    }

    fn line(&self, cells: &BTreeMap<usize, String>) -> String {
        let width = self.table.header.len() + self.header.len();
        let texts: Vec<String> = (0..width)
            .map(|column| cells.get(&column).map(|text| quote(text).into_owned()).unwrap_or_default())
            .collect();
        texts.join(&self.separator.to_string())
    }
}

/// A TOML text with a block of lines appended, in the text's own line ends.
pub fn append_toml(text: &str, block: &str) -> String {
    let newline = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut appended = text.to_owned();
    if !appended.is_empty() {
        if !appended.ends_with('\n') {
            appended.push_str(newline);
        }
        appended.push_str(newline);
    }
    appended.push_str(&block.replace('\n', newline));
    appended
}

/// A TOML text with a line added to the table of an array that has this id, right behind the id.
///
/// `None` when there is no such table, or when the line cannot be added without touching anything else.
pub fn insert_toml(text: &str, array: &str, id: &str, line: &str) -> Option<String> {
    let root = DeTable::parse(text).ok()?;
    let DeValue::Array(tables) = root.get_ref().get(array)?.get_ref() else { return None };
    let end = tables.iter().find_map(|table| match table.get_ref() {
        DeValue::Table(table) => {
            let value = table.get("id")?;
            let DeValue::String(found) = value.get_ref() else { return None };
            (found == id).then(|| value.span().end)
        }
        _ => None,
    })?;
    // What follows the id on its line is blank or a comment, unless the table stands in one line.
    let rest = text[end..].find('\n').map_or(text.len(), |length| end + length);
    let follows = text[end..rest].trim();
    if !follows.is_empty() && !follows.starts_with('#') {
        return None;
    }
    let carriage = if text[end..rest].ends_with('\r') { 1 } else { 0 };
    let newline = if carriage == 1 || text.contains("\r\n") { "\r\n" } else { "\n" };
    let at = rest - carriage;
    let changed = format!("{}{newline}{line}{}", &text[..at], &text[at..]);
    DeTable::parse(&changed).is_ok().then_some(changed)
}

/// A text as TOML writes it, in quotes.
pub fn toml_text(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            letter if letter.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(letter))),
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::{CsvEdit, append_toml, insert_toml, toml_text};
    use crate::read_csv;

    fn edit(text: &str, change: impl FnOnce(&mut CsvEdit<'_>)) -> String {
        let mut edit = CsvEdit::open("t.csv", text.as_bytes()).unwrap_or_else(|problems| panic!("{problems:?}"));
        change(&mut edit);
        String::from_utf8(edit.finish()).expect("text")
    }

    #[test]
    fn only_the_changed_cell_changes() {
        let odd = "\u{feff}requirement ; status;note\r\n\r\n\"CR 1.1\" ;met ;\"a;b\" \r\nCR 1.2\r\n;;\r\nCR 1.3;;x";
        assert_eq!(edit(odd, |_| {}), odd);
        let changed = edit(odd, |edit| {
            edit.set(0, 1, "partly");
            edit.set(1, 2, "why; so");
        });
        assert_eq!(changed, odd.replace(";met ;", ";partly;").replace("CR 1.2\r\n", "CR 1.2;;\"why; so\"\r\n"));
        let added = edit(odd, |edit| edit.add(None, BTreeMap::from([(0, "CR 1.4".into()), (1, "met".into())])));
        assert_eq!(added, format!("{odd}\r\nCR 1.4;met;\r\n"));
        let column = edit("a,b\n1,2\n", |edit| {
            let at = edit.column("c");
            edit.set(0, at, "3");
        });
        assert_eq!(column, "a,b,c\n1,2,3\n");
        assert_eq!(edit("a,b\n", |edit| edit.add(None, BTreeMap::from([(1, "x".into())]))), "a,b\n,x\n");
    }

    #[test]
    fn what_is_not_clean_is_not_written() {
        assert!(CsvEdit::open("t.csv", b"a,b\n\"open,1\n").is_err());
        assert!(CsvEdit::open("t.csv", b"a,b\nM\xFC,1\n").is_err());
    }

    #[test]
    fn toml_is_added_to() {
        assert_eq!(append_toml("a = 1", "[[b]]\nc = 2\n"), "a = 1\n\n[[b]]\nc = 2\n");
        let text = "# people\r\n[[person]]\r\nid = \"p1\"   # the first\r\nname = \"A\"\r\n";
        let changed = insert_toml(text, "person", "p1", "key = \"k\"").expect("added");
        assert_eq!(changed, text.replace("# the first\r\n", "# the first\r\nkey = \"k\"\r\n"));
        assert_eq!(insert_toml("person = [{ id = \"p1\", name = \"A\" }]", "person", "p1", "key = \"k\""), None);
    }

    proptest! {
        #[test]
        fn a_text_comes_back_from_toml(text in "\\PC*|[\u{0}-\u{20}\"\\\\]*") {
            let document = format!("a = {}", toml_text(&text));
            let read = toml::de::DeTable::parse(&document).expect("TOML");
            let toml::de::DeValue::String(back) = read.get_ref()["a"].get_ref() else { panic!("no text") };
            prop_assert_eq!(back.as_ref(), text.as_str());
        }

        #[test]
        fn a_changed_cell_comes_back_and_nothing_else_moves(
            rows in prop::collection::vec(prop::collection::vec("[a-z \"']{0,6}", 3), 1..6),
            line in 0usize..6, column in 0usize..4, text in "[^\u{0}]{0,12}",
        ) {
            let text = text.trim().to_owned();
            let mut file = String::from("a,b,c,d\n");
            for row in &rows {
                let cells: Vec<_> = row.iter().map(|cell| crate::quote(cell).into_owned()).collect();
                file.push_str(&cells.join(","));
                file.push_str(",x\n");
            }
            let line = line % rows.len();
            let changed = edit(&file, |edit| edit.set(line, column, &text));
            let (before, _) = read_csv("t.csv", file.as_bytes());
            let (after, problems) = read_csv("t.csv", changed.as_bytes());
            prop_assert!(problems.is_empty(), "{:?}", problems);
            for (at, (old, new)) in before.lines.iter().zip(&after.lines).enumerate() {
                for (place, (old, new)) in old.cells.iter().zip(&new.cells).enumerate() {
                    if (at, place) == (line, column) {
                        prop_assert_eq!(new.trimmed(), &text);
                    } else {
                        prop_assert_eq!(&old.text, &new.text);
                    }
                }
            }
        }
    }
}
