//! How does a table of a document become a worksheet? One row under the other, to be filtered and sorted.

use document::{Cell, Column, Document, Line, Numbers, Span, Table, Text, Tone};
use dossier::cell_text;
use rust_xlsxwriter::{Format, FormatAlign, Worksheet, XlsxError};

use super::looks::{Ground, Looks, columns};
use super::{Paper, heights, page};

/// How many characters the columns of a table have together, where their contents need as many.
const WIDTH: usize = 150;

/// Fills a worksheet with a table.
pub(super) fn add(
    sheet: &mut Worksheet,
    table: &Table,
    document: &Document,
    numbers: &Numbers,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let header = looks.header(Ground::Accent);
    let formats: Vec<[Format; 2]> = Tone::ALL.map(|tone| [false, true].map(|number| looks.cell(tone, number))).into();
    let format = |tone: Tone, number: bool| {
        let at = Tone::ALL.iter().position(|one| *one == tone).unwrap_or_default();
        &formats[at][usize::from(number)]
    };
    let group = looks.group();
    let lines: Vec<Vec<String>> = table.lines.iter().map(|line| texts(line, numbers)).collect();
    let widths = widths(table, &lines);
    for ((at, column), width) in (0..).zip(&table.columns).zip(&widths) {
        let header = if column.number { header.clone().set_align(FormatAlign::Right) } else { header.clone() };
        sheet.write_string_with_format(0, at, cell_text(&column.title), &header)?.set_column_width(at, *width)?;
    }
    let mut last = 0;
    for ((row, line), texts) in (1..).zip(&table.lines).zip(&lines) {
        last = row;
        match line {
            Line::Group(_) => {
                // Merged cells could not be sorted or filtered; the text runs over the empty ones beside it.
                let text = texts.first().map(String::as_str).unwrap_or_default();
                sheet.write_string_with_format(row, 0, cell_text(text), &group)?;
                for (at, _) in (1..).zip(table.columns.iter().skip(1)) {
                    sheet.write_blank(row, at, &group)?;
                }
                sheet.set_row_height(row, 17)?;
            }
            Line::Row(cells) => {
                for ((at, (cell, text)), column) in (0..).zip(cells.iter().zip(texts)).zip(&table.columns) {
                    let format = format(cell.tone, column.number);
                    match number(text).filter(|_| column.number) {
                        Some(number) => sheet.write_number_with_format(row, at, number, format)?,
                        None if text.is_empty() => sheet.write_blank(row, at, format)?,
                        None => sheet.write_string_with_format(row, at, cell_text(text), format)?,
                    };
                }
                sheet.set_row_height(row, heights::of(texts.iter().map(String::as_str).zip(widths.iter().copied())))?;
            }
        }
    }
    sheet.set_row_height(0, 24)?.set_freeze_panes(1, u16::from(table.columns.len() > 3))?;
    if let Some(right) = table.columns.len().checked_sub(1).and_then(|at| u16::try_from(at).ok()) {
        sheet.autofilter(0, 0, last.max(1), right)?;
    }
    page(sheet, document, &table.caption, Paper::Lying)
}

/// The texts of a line: of each cell, or the one of a heading.
fn texts(line: &Line, numbers: &Numbers) -> Vec<String> {
    match line {
        Line::Group(text) => vec![flat(text, numbers)],
        Line::Row(cells) => cells.iter().map(|cell| words(cell, numbers)).collect(),
    }
}

/// As wide as the longest line of a column, and no wider than its share.
fn widths(table: &Table, lines: &[Vec<String>]) -> Vec<u16> {
    let weights: usize = table.columns.iter().map(|column| usize::from(column.weight)).sum();
    let rows =
        || table.lines.iter().zip(lines).filter(|(line, _)| matches!(line, Line::Row(_))).map(|(_, texts)| texts);
    let widest = |at: usize| {
        let texts = rows().filter_map(|texts| texts.get(at));
        texts.flat_map(|text| text.split('\n')).map(columns).max().unwrap_or_default() + 2
    };
    let width = |(at, column): (usize, &Column)| {
        let share = WIDTH * usize::from(column.weight) / weights.max(1);
        // A heading has an arrow beside it.
        let title = columns(&column.title) + 5;
        let width = widest(at).max(title).min(share.max(title.min(24))).clamp(8, 80);
        u16::try_from(width).unwrap_or(80)
    };
    table.columns.iter().enumerate().map(width).collect()
}

/// A whole or decimal number as a spreadsheet adds it up; anything longer or dressed up stays text.
fn number(text: &str) -> Option<f64> {
    let size = text.strip_prefix('-').unwrap_or(text);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, rest) = size.split_once('.').unwrap_or((size, "0"));
    let plain = digits(whole) && digits(rest) && (whole == "0" || !whole.starts_with('0'));
    if plain && text.len() <= 15 { text.parse().ok() } else { None }
}

/// The words of a cell, one paragraph a line.
fn words(cell: &Cell, numbers: &Numbers) -> String {
    cell.lines.iter().map(|line| flat(line, numbers)).collect::<Vec<_>>().join("\n")
}

/// The words of a paragraph; a link whose words are not its address has it behind them.
pub(super) fn flat(text: &Text, numbers: &Numbers) -> String {
    let mut words = numbers.plain(text);
    for span in &text.0 {
        if let Span::Link { text, address } = span
            && text != address
        {
            words.push_str(&format!(" ({address})"));
        }
    }
    words
}
