//! What stands in this workbook? Cells of the first worksheet that has the wanted column.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;

use calamine::{DataRef, Reader, SheetVisible, Xlsx, XlsxError, XlsxFormulaMetadata};
use model::{Problem, Spot};
use tables::{Cell, Line, Table};

use crate::limits;

/// Reads a workbook: the first worksheet in which some row has a cell called `wanted` becomes the table,
/// that row its header. A formula becomes its text with `=`, so that whoever reads the cell can refuse it.
pub(crate) fn read(file: &str, bytes: &[u8], wanted: &str) -> (Table<'static>, Vec<Problem>) {
    let file: Arc<str> = file.into();
    let empty = Table { file: Arc::clone(&file), header: Vec::new(), lines: Vec::new() };
    let start = Spot::new(1, 1);
    if !bytes.starts_with(b"PK") {
        let problem = Problem::error(&file, start, "this is no workbook: .xlsx is a zip archive, and this is none")
            .hint("save it as .xlsx from a spreadsheet program, or name it .csv if it is one");
        return (empty, vec![problem]);
    }
    if let Err(message) = unpacks(bytes) {
        let problem = Problem::error(&file, start, message)
            .hint("open the workbook in a spreadsheet program and save it again as .xlsx");
        return (empty, vec![problem]);
    }
    let mut problems = Vec::new();
    let mut names = Vec::new();
    // The reader of workbooks is somebody else's; if hostile bytes make it fall over, that is a damaged workbook.
    let found = panic::catch_unwind(AssertUnwindSafe(|| rows(bytes, wanted, &file, &mut names, &mut problems)));
    match found.unwrap_or(Err(XlsxError::Unexpected("a cell stands where none can"))) {
        Ok(Some(rows)) => (table(&file, rows), problems),
        Ok(None) => {
            problems.push(
                Problem::error(&file, start, format!("no worksheet has a column \"{wanted}\""))
                    .hint(format!("worksheets found: {}", names.join(", "))),
            );
            (empty, problems)
        }
        Err(error) => {
            problems.push(
                Problem::error(&file, start, format!("this workbook is damaged: {error}"))
                    .hint("open it in a spreadsheet program and save it again as .xlsx"),
            );
            (empty, problems)
        }
    }
}

/// Unpacks every member once and counts: declared sizes may lie.
fn unpacks(bytes: &[u8]) -> Result<(), String> {
    let damaged = |error: &dyn std::fmt::Display| format!("this workbook is damaged: {error}");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let mut left = limits::UNPACKED_BYTES;
    for index in 0..archive.len() {
        let mut member = archive.by_index(index).map_err(|error| damaged(&error))?;
        let mut taken = 0;
        if member.name().is_ok_and(|name| name.ends_with("sharedStrings.xml")) {
            let mut head = Vec::new();
            taken =
                (&mut member).take(4096.min(left + 1)).read_to_end(&mut head).map_err(|error| damaged(&error))? as u64;
            announced(&String::from_utf8_lossy(&head))?;
        }
        let room = (left + 1).saturating_sub(taken);
        taken += std::io::copy(&mut member.take(room), &mut std::io::sink()).map_err(|error| damaged(&error))?;
        left = left
            .checked_sub(taken)
            .ok_or_else(|| format!("this workbook unpacks to more than {} MB", limits::UNPACKED_BYTES / 1024 / 1024))?;
    }
    Ok(())
}

/// The reader of workbooks makes room for as many shared texts as are announced; a lie there must not cost memory.
fn announced(head: &str) -> Result<(), String> {
    for name in ["uniqueCount=", "count="] {
        let Some((_, rest)) = head.split_once(name) else { continue };
        let digits: String = rest.chars().skip(1).take_while(|letter| !matches!(letter, '"' | '\'')).collect();
        if digits.parse::<u64>().is_ok_and(|number| number <= limits::SHARED_TEXTS) {
            continue;
        }
        return Err(format!("this workbook is damaged: it announces {digits} shared texts"));
    }
    Ok(())
}

type Rows = BTreeMap<u32, Vec<(u32, String)>>;

fn rows(
    bytes: &[u8],
    wanted: &str,
    file: &Arc<str>,
    names: &mut Vec<String>,
    problems: &mut Vec<Problem>,
) -> Result<Option<Rows>, XlsxError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    let sheets: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
        .collect();
    names.extend(sheets.iter().map(|(name, _)| name.clone()));
    let mut found: Option<Rows> = None;
    for (name, visible) in &sheets {
        // What people do not see does not speak for them.
        let sheet = worksheet(&mut book, name, wanted, file, problems, found.is_some() || !visible)?;
        match (&found, sheet) {
            (_, None) => {}
            (None, sheet) if *visible => found = sheet,
            (_, Some(_)) => problems.push(
                Problem::warning(
                    file,
                    Spot::new(1, 1),
                    format!("the worksheet \"{name}\" has a column \"{wanted}\" too; it is not read"),
                )
                .hint("the first visible one is read; put the other into a file of its own"),
            ),
        }
    }
    Ok(found)
}

/// The rows of one worksheet from its header on, if it has one; with `header_only` just whether it has.
fn worksheet(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    wanted: &str,
    file: &Arc<str>,
    problems: &mut Vec<Problem>,
    header_only: bool,
) -> Result<Option<Rows>, XlsxError> {
    let mut reader = book.worksheet_cells_reader(name)?;
    let mut rows = Rows::new();
    let mut header = None;
    let (mut characters, mut looked_at, mut beyond) = (0, 0, None);
    while let Some(cell) = reader.next_cell_with_formula_metadata()? {
        let (row, column) = cell.pos;
        let spot = Spot::new(row.saturating_add(1), column.saturating_add(1));
        looked_at += 1;
        if looked_at > limits::CELLS {
            let message = format!("more than {} cells; the rest is not read", limits::CELLS);
            problems.push(Problem::error(file, spot, message).hint("a sheet has a row for each requirement and part"));
            break;
        }
        if column >= limits::COLUMNS {
            beyond = beyond.or((!matches!(cell.value, DataRef::Empty)).then_some(spot));
            continue;
        }
        let full = rows.len() > limits::RECORDS && !rows.contains_key(&row);
        if full || characters > limits::WORKSHEET_CHARACTERS {
            let what = if full {
                format!("{} rows", limits::RECORDS)
            } else {
                format!("{} characters", limits::WORKSHEET_CHARACTERS)
            };
            problems.push(
                Problem::error(file, spot, format!("more than {what}; the rest is not read"))
                    .hint("a sheet has a row for each requirement and part"),
            );
            break;
        }
        let text = match &cell.formula {
            Some(XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. }) => {
                format!("={}", cut(formula))
            }
            Some(_) => "=…".to_owned(),
            None => text(&cell.value),
        };
        if header.is_none() && Table::column_name(&text) == wanted {
            if header_only {
                return Ok(Some(rows));
            }
            header = Some(row);
        }
        if text.trim().is_empty() {
            continue;
        }
        characters += text.len();
        let cells = rows.entry(row).or_default();
        if cells.iter().any(|(known, _)| *known == column) {
            problems.push(
                Problem::error(file, spot, "this cell stands in the workbook twice").hint("save the workbook again"),
            );
            // Neither of the two can be trusted.
            cells.retain(|(known, _)| *known != column);
        } else {
            cells.push((column, text));
        }
    }
    if let (Some(spot), Some(_)) = (beyond, header) {
        problems.push(
            Problem::error(file, spot, format!("cells right of column {} are not read", limits::COLUMNS))
                .hint("move the columns of the sheet to the left"),
        );
    }
    Ok(header.map(|header| rows.split_off(&header)))
}

/// As much of a text as a cell may have, and one character more so that its length is noticed.
fn cut(text: &str) -> String {
    text.chars().take(limits::CELL_CHARACTERS + 1).collect()
}

fn text(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) => cut(text),
        DataRef::SharedString(text) => cut(text),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(true) => "yes".to_owned(),
        DataRef::Bool(false) => "no".to_owned(),
        DataRef::DateTime(moment) => {
            let (year, month, day, ..) = moment.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.chars().take(10).collect(),
        DataRef::Error(error) => format!("={error}"),
    }
}

fn table(file: &Arc<str>, rows: Rows) -> Table<'static> {
    let mut records = rows.into_iter().map(|(row, mut cells)| {
        cells.sort_by_key(|(column, _)| *column);
        let width = cells.last().map_or(0, |(column, _)| column + 1);
        let mut line: Vec<Cell<'static>> =
            (0..width).map(|column| Cell { text: Cow::Borrowed(""), spot: Spot::new(row + 1, column + 1) }).collect();
        for (column, text) in cells {
            line[column as usize].text = Cow::Owned(text);
        }
        line
    });
    let header = records.next().unwrap_or_default();
    let lines = records.map(|cells| Line { cells, broken: false }).collect();
    Table { file: Arc::clone(file), header, lines }
}
