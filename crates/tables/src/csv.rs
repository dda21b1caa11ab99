//! What does this CSV say, and where exactly is it broken?
//!
//! RFC 4180 with what spreadsheets make of it: a byte order mark, `;` or tab between cells, CR LF.
//! Own reader, because the usual ones know no columns and let `"a"b` pass as `ab`.

use std::borrow::Cow;
use std::sync::Arc;

use model::{Problem, Spot};

use crate::{Cell, Line, Table};

/// Reads a whole CSV file.
///
/// In: the name under which problems are reported and the bytes. Out: the table and everything that is wrong:
/// bytes that are not UTF-8 (read as U+FFFD), a quote that never closes (the cell ends with its line),
/// text after a closing quote (kept), a record with more cells than the header.
/// Blank lines and lines of empty cells are passed over.
pub fn read_csv<'a>(file: &str, bytes: &'a [u8]) -> (Table<'a>, Vec<Problem>) {
    read_csv_within(file, bytes, Bounds { records: usize::MAX, cells: usize::MAX })
}

/// How much of a foreign file is read.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Records after the header; what follows is not read, with an error.
    pub records: usize,
    /// Cells of a record; what follows in its line is not read, with an error.
    pub cells: usize,
}

/// Reads a CSV file as [`read_csv`] does, but no more of it than the bounds allow.
pub fn read_csv_within<'a>(file: &str, bytes: &'a [u8], bounds: Bounds) -> (Table<'a>, Vec<Problem>) {
    let file: Arc<str> = file.into();
    let mut problems = Vec::new();
    let text = decode(&file, bytes, &mut problems);
    let (header, lines) = match text {
        Cow::Borrowed(text) => split(&file, text, bounds, &mut problems),
        Cow::Owned(text) => {
            let (header, lines) = split(&file, &text, bounds, &mut problems);
            (header.map(into_owned), lines.into_iter().map(into_owned).collect())
        }
    };
    let header = header.map(|line| line.cells).unwrap_or_default();
    let mut lines = lines;
    for line in &mut lines {
        if let Some(extra) = line.cells.get(header.len())
            && line.cells[header.len()..].iter().any(|cell| !cell.trimmed().is_empty())
        {
            line.broken = true;
            problems.push(
                Problem::error(
                    &file,
                    extra.spot,
                    format!("this record has {} cells, the header has {}", line.cells.len(), header.len()),
                )
                .hint("put quotes around a text that contains the separator"),
            );
        }
    }
    problems.sort_by_key(|problem| problem.place.spot);
    (Table { file, header, lines }, problems)
}

/// A cell's text as CSV needs it: in quotes where it must be.
pub fn quote(text: &str) -> Cow<'_, str> {
    let plain = !text.contains([',', ';', '\t', '"', '\n', '\r']) && text.trim() == text;
    if plain { Cow::Borrowed(text) } else { Cow::Owned(format!("\"{}\"", text.replace('"', "\"\""))) }
}

fn into_owned(line: Line<'_>) -> Line<'static> {
    Line {
        cells: line.cells.into_iter().map(|cell| Cell { text: Cow::Owned(cell.text.into_owned()), ..cell }).collect(),
        broken: line.broken,
        bytes: line.bytes,
    }
}

/// Text from bytes; what is not UTF-8 becomes U+FFFD and one problem a line.
fn decode<'a>(file: &Arc<str>, bytes: &'a [u8], problems: &mut Vec<Problem>) -> Cow<'a, str> {
    let hint = "save the sheet as \"CSV UTF-8\"";
    // With its mark, or by the zeros beside the first two letters of a header.
    let little = match bytes {
        [0xFF, 0xFE, ..] | [1..=127, 0, 1..=127, 0, ..] => Some(true),
        [0xFE, 0xFF, ..] | [0, 1..=127, 0, 1..=127, ..] => Some(false),
        _ => None,
    };
    if let Some(little) = little {
        problems.push(Problem::error(file, Spot::new(1, 1), "this file is UTF-16; a sheet is UTF-8").hint(hint));
        let read = if little { u16::from_le_bytes } else { u16::from_be_bytes };
        let wide: Vec<u16> = bytes.as_chunks::<2>().0.iter().map(|pair| read(*pair)).collect();
        let text = String::from_utf16_lossy(&wide);
        return Cow::Owned(text.trim_start_matches('\u{feff}').to_owned());
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = String::from_utf8_lossy(bytes);
    if let Cow::Owned(_) = text {
        for (number, line) in (1u32..).zip(bytes.split(|byte| *byte == b'\n')) {
            if let Err(error) = std::str::from_utf8(line) {
                let before = String::from_utf8_lossy(&line[..error.valid_up_to()]);
                let column = u32::try_from(before.chars().count()).unwrap_or(u32::MAX - 1) + 1;
                problems.push(
                    Problem::error(
                        file,
                        Spot::new(number, column),
                        format!("byte 0x{:02X} is not UTF-8", line[error.valid_up_to()]),
                    )
                    .hint(hint),
                );
            }
        }
    }
    text
}

/// The separator is the candidate that the header line has most of.
pub(crate) fn separator(text: &str) -> char {
    let header = text.split(['\n', '\r']).find(|line| !line.trim().is_empty()).unwrap_or("");
    let count = |wanted: char| header.chars().filter(|letter| *letter == wanted).count();
    [',', ';', '\t'].into_iter().rev().max_by_key(|candidate| count(*candidate)).unwrap_or(',')
}

fn split<'a>(
    file: &Arc<str>,
    text: &'a str,
    bounds: Bounds,
    problems: &mut Vec<Problem>,
) -> (Option<Line<'a>>, Vec<Line<'a>>) {
    let mut reader = Reader {
        file,
        text,
        separator: separator(text),
        at: 0,
        spot: Spot::new(1, 1),
        most_cells: bounds.cells,
        broken: false,
        problems,
    };
    let mut header = None;
    let mut lines = Vec::new();
    while reader.at < text.len() {
        if lines.len() == bounds.records {
            let message = format!("more than {} rows; the rest is not read", bounds.records);
            let problem = Problem::error(file, reader.spot, message);
            reader.problems.push(problem.hint("a sheet has a row for each requirement and part"));
            break;
        }
        let line = reader.record();
        if line.cells.iter().all(|cell| cell.trimmed().is_empty()) {
            continue;
        }
        if header.is_none() {
            header = Some(line);
        } else {
            lines.push(line);
        }
    }
    (header, lines)
}

struct Reader<'a, 'p> {
    file: &'p Arc<str>,
    text: &'a str,
    separator: char,
    at: usize,
    spot: Spot,
    most_cells: usize,
    /// May a cell of the record at hand stand under the wrong column?
    broken: bool,
    problems: &'p mut Vec<Problem>,
}

impl<'a> Reader<'a, '_> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn step(&mut self, letter: char) {
        self.at += letter.len_utf8();
        if letter == '\n' {
            self.spot = Spot::new(self.spot.line + 1, 1);
        } else {
            self.spot.column += 1;
        }
    }

    /// Takes bytes up to `end`, which lie in one line unless they were quoted.
    fn advance(&mut self, end: usize) -> &'a str {
        let taken = &self.text[self.at..end];
        for letter in taken.chars() {
            self.step(letter);
        }
        taken
    }

    fn record(&mut self) -> Line<'a> {
        let start = self.at;
        let mut cells = Vec::with_capacity(12);
        self.broken = false;
        let mut beyond = None;
        loop {
            let cell = self.cell();
            if cells.len() < self.most_cells {
                cells.push(cell);
            } else if !cell.trimmed().is_empty() {
                beyond = beyond.or(Some(cell.spot));
            }
            match self.rest().chars().next() {
                Some(letter) if letter == self.separator => self.step(letter),
                Some('\r') => {
                    self.step('\r');
                    if self.rest().starts_with('\n') {
                        self.step('\n');
                    } else {
                        // A lone carriage return ends a line too: old spreadsheets write it.
                        self.spot = Spot::new(self.spot.line + 1, 1);
                    }
                    break;
                }
                Some(letter) => {
                    self.step(letter);
                    break;
                }
                None => break,
            }
        }
        if let Some(spot) = beyond {
            self.broken = true;
            let message = format!("more than {} cells; the rest of the record is not read", self.most_cells);
            self.problems.push(Problem::error(self.file, spot, message).hint("remove the columns that nobody reads"));
        }
        Line { cells, broken: self.broken, bytes: start..self.at }
    }

    fn plain_end(&self) -> usize {
        self.rest().find([self.separator, '\n', '\r']).map_or(self.text.len(), |length| self.at + length)
    }

    fn cell(&mut self) -> Cell<'a> {
        let (spot, start) = (self.spot, self.at);
        if !self.rest().starts_with('"') {
            let text = self.advance(self.plain_end());
            if let Some(inside) = text.find('"') {
                let column = spot.column + u32::try_from(text[..inside].chars().count()).unwrap_or(0);
                self.problems.push(
                    Problem::error(
                        self.file,
                        Spot::new(spot.line, column),
                        "a quote inside a cell that does not begin with one",
                    )
                    .hint("put the whole cell in quotes and double the quotes inside: \"a \"\"word\"\" here\""),
                );
            }
            return Cell { text: Cow::Borrowed(text), spot, bytes: start..self.at };
        }
        match self.quoted_end() {
            Some(close) => {
                self.step('"');
                let inner = self.advance(close);
                self.step('"');
                let mut text =
                    if inner.contains('"') { Cow::Owned(inner.replace("\"\"", "\"")) } else { Cow::Borrowed(inner) };
                let after_spot = self.spot;
                let after = self.advance(self.plain_end());
                if !after.trim().is_empty() {
                    self.broken = true;
                    self.problems.push(
                        Problem::error(
                            self.file,
                            after_spot,
                            format!("text after the closing quote: {:?}", excerpt(after)),
                        )
                        .hint("double the quotes inside a cell: \"a \"\"word\"\" here\""),
                    );
                    text.to_mut().push_str(after);
                }
                Cell { text, spot, bytes: start..self.at }
            }
            None => {
                self.broken = true;
                self.problems.push(
                    Problem::error(self.file, spot, "this quote is never closed")
                        .hint("close it before the next separator; until then the cell is taken to end with its line"),
                );
                self.step('"');
                let end = self.rest().find(['\n', '\r']).map_or(self.text.len(), |length| self.at + length);
                let text = self.advance(end);
                Cell { text: Cow::Borrowed(text), spot, bytes: start..self.at }
            }
        }
    }

    /// Where the quote that opens here closes; `None` if it never does.
    fn quoted_end(&self) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = self.at + 1;
        while at < bytes.len() {
            if bytes[at] == b'"' {
                if bytes.get(at + 1) == Some(&b'"') {
                    at += 1;
                } else {
                    return Some(at);
                }
            }
            at += 1;
        }
        None
    }
}

fn excerpt(text: &str) -> String {
    text.chars().take(20).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Bounds, quote, read_csv, read_csv_within};

    fn cells(text: &str) -> (Vec<Vec<String>>, Vec<String>) {
        let (table, problems) = read_csv("t.csv", text.as_bytes());
        let rows = std::iter::once(table.header)
            .chain(table.lines.into_iter().map(|line| line.cells))
            .map(|line| line.into_iter().map(|cell| cell.text.into_owned()).collect())
            .collect();
        (rows, problems.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn quotes_separators_and_line_ends() {
        let (rows, problems) = cells("a,b\r\n\"x, \"\"y\"\"\nz\",2\n\n,\n3,4");
        assert_eq!(rows, [["a", "b"], ["x, \"y\"\nz", "2"], ["3", "4"]]);
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(cells("\u{feff}a;b\n1,5;2").0, [["a", "b"], ["1,5", "2"]]);
        assert_eq!(cells("a,b\r1,x; y; z\r").0, [["a", "b"], ["1", "x; y; z"]]);
        assert_eq!(cells("a\tb\r1\t2").0, [["a", "b"], ["1", "2"]]);
    }

    #[test]
    fn every_cell_knows_its_place() {
        let (table, _) = read_csv("t.csv", "a,b\n\"x\ny\",ö,z\nq,w".as_bytes());
        let spots: Vec<_> =
            table.lines.iter().flat_map(|line| &line.cells).map(|cell| (cell.spot.line, cell.spot.column)).collect();
        assert_eq!(spots, [(2, 1), (3, 4), (3, 6), (4, 1), (4, 3)]);
    }

    #[test]
    fn broken_quotes_are_named_and_the_rest_is_read() {
        let (rows, problems) = cells("a,b\n\"open,1\nx,2\n");
        assert_eq!(rows[2], ["x", "2"]);
        assert_eq!(problems.len(), 1);
        assert!(problems[0].starts_with("t.csv:2:1: error: this quote is never closed"), "{problems:?}");
        let (rows, problems) = cells("a,b\n\"a\"b,1\nc\"d,2\n");
        assert_eq!(rows[1], ["ab", "1"]);
        assert!(problems[0].starts_with("t.csv:2:4: error: text after the closing quote"), "{problems:?}");
        assert!(problems[1].starts_with("t.csv:3:2: error: a quote inside"), "{problems:?}");
    }

    #[test]
    fn wrong_encodings_are_named() {
        let (_, problems) = read_csv("t.csv", b"a,b\nM\xFCller,1\n");
        assert!(problems[0].to_string().starts_with("t.csv:2:2: error: byte 0xFC is not UTF-8"), "{problems:?}");
        let (table, problems) = read_csv("t.csv", b"\xFF\xFEa\0,\0b\0\n\0");
        assert_eq!(problems.len(), 1);
        assert_eq!(table.header.len(), 2);
        let (table, problems) = read_csv("t.csv", b"\0a\0,\0b\0\n");
        assert_eq!((table.header.len(), problems.len()), (2, 1));
    }

    #[test]
    fn extra_cells_are_named() {
        let (_, problems) = cells("a,b\n1,2,3\n1,2,,\n");
        assert_eq!(problems.len(), 1);
        assert!(problems[0].starts_with("t.csv:2:5: error: this record has 3 cells"), "{problems:?}");
    }

    #[test]
    fn no_more_is_read_than_the_bounds_allow() {
        let bounds = Bounds { records: 2, cells: 3 };
        let (table, problems) = read_csv_within("t.csv", b"a,b\n1,2\n1,2,,4,5\n1,2\n", bounds);
        assert_eq!(table.lines.len(), 2);
        assert_eq!(table.lines[1].cells.len(), 3);
        let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
        assert!(problems[0].starts_with("t.csv:3:6: error: more than 3 cells"), "{problems:#?}");
        assert!(read_csv_within("t.csv", b"a,b\n1,2,,,,,\n", bounds).1.is_empty());
        assert!(problems[1].starts_with("t.csv:4:1: error: more than 2 rows"), "{problems:#?}");
    }

    proptest! {
        #[test]
        fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            read_csv("t.csv", &bytes);
            read_csv_within("t.csv", &bytes, Bounds { records: 2, cells: 3 });
        }

        #[test]
        fn what_is_quoted_comes_back(cell in "[^\u{0}]{1,30}") {
            let text = format!("a,b\nx,{}\n", quote(&cell));
            let (rows, problems) = cells(&text);
            prop_assert!(problems.is_empty(), "{:?}", problems);
            prop_assert_eq!(&rows[1][1], &cell);
        }
    }
}
