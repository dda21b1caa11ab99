//! How do a document's tables look in a spreadsheet? One CSV a table, in the house's own hand.

use std::borrow::Cow;

use document::{Document, Line, Numbers, Table};

/// Each table of a document as CSV, by its anchor, in order.
///
/// Separated by commas, quoted as RFC 4180 wants it, lines ended by `\n` as in all our CSV, the header first.
/// A table that has a form of single values is written in that form.
/// Where a table has headings between its rows, they fill a first column `group`; paragraphs of a cell stand one a line.
/// A cell that a spreadsheet would take for a formula begins with an apostrophe; numbers such as `-1.5` stay as they are.
pub fn csv(document: &Document) -> Vec<(String, String)> {
    let numbers = Numbers::of(document);
    document.tables().map(Table::in_values).map(|table| (table.anchor.clone(), table_csv(table, &numbers))).collect()
}

fn table_csv(table: &Table, numbers: &Numbers) -> String {
    let grouped = table.lines.iter().any(|line| matches!(line, Line::Group(_)));
    let mut text = String::new();
    let titles = table.columns.iter().map(|column| Cow::Borrowed(column.title.as_str()));
    push_record(&mut text, grouped.then_some(Cow::Borrowed("group")).into_iter().chain(titles));
    let mut group = String::new();
    for line in &table.lines {
        match line {
            Line::Group(heading) => group = numbers.plain(heading),
            Line::Row(cells) => {
                let cells = cells.iter().map(|cell| Cow::Owned(numbers.plain_lines(&cell.lines)));
                push_record(&mut text, grouped.then_some(Cow::Borrowed(group.as_str())).into_iter().chain(cells));
            }
        }
    }
    text
}

fn push_record<'c>(text: &mut String, cells: impl Iterator<Item = Cow<'c, str>>) {
    let start = text.len();
    for (number, cell) in cells.enumerate() {
        if number > 0 {
            text.push(',');
        }
        text.push_str(&tables::quote(&guarded(&cell)));
    }
    // A record of one empty cell would be a blank line, which readers skip.
    if text.len() == start {
        text.push_str("\"\"");
    }
    text.push('\n');
}

/// The cell as a spreadsheet shows it and never computes it.
fn guarded(cell: &str) -> Cow<'_, str> {
    let text = cell.trim_start_matches([' ', '\u{a0}']);
    // Some spreadsheets take the full-width forms for the signs themselves.
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let harmless = text == "-" || is_number(text);
    if formula && !harmless { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// A plain number, perhaps with a sign: `-1`, `+0.25`, `-3 %`.
fn is_number(text: &str) -> bool {
    let text = text.strip_prefix(['+', '-']).unwrap_or(text);
    let text = text.strip_suffix('%').map_or(text, str::trim_end);
    let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
    [whole, part].iter().all(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}
