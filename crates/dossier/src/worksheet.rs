//! What stands in this workbook? Cells of the first worksheet that has the wanted column.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::panic::{self, AssertUnwindSafe};
use std::sync::Arc;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError, XlsxFormulaMetadata};
use model::{EditionKey, Problem, Spot, SubjectId};
use tables::{Cell, Line, Table};

use crate::limits;
use crate::stamp::{self, Stamp, Stamps};

/// What a workbook holds for whoever reads sheets.
pub(crate) struct Found {
    /// The cells of the worksheet that is read.
    pub(crate) table: Table<'static>,
    /// From what that worksheet was made, where it is a form that says so.
    pub(crate) stamp: Option<Stamp>,
    /// Every form that was wanted.
    pub(crate) wanted: Vec<(SubjectId, EditionKey)>,
    /// What is wrong.
    pub(crate) problems: Vec<Problem>,
}

/// Reads a workbook: a worksheet in which some row has a cell called `wanted` becomes the table, that row its header.
///
/// It is that of the first form for whose stamp `about` says yes, or else the first visible one.
/// A formula becomes its text with `=`, so that whoever reads the cell can refuse it.
pub(crate) fn read(file: &str, bytes: &[u8], wanted: &str, about: &dyn Fn(&Stamp) -> bool) -> Found {
    let file: Arc<str> = file.into();
    let empty = Table { file: Arc::clone(&file), header: Vec::new(), lines: Vec::new() };
    let mut found = Found { table: empty, stamp: None, wanted: Vec::new(), problems: Vec::new() };
    let start = Spot::new(1, 1);
    if !bytes.starts_with(b"PK") {
        let problem = Problem::error(&file, start, "this is no workbook: .xlsx is a zip archive, and this is none")
            .hint("save it as .xlsx from a spreadsheet program, or name it .csv if it is one");
        found.problems.push(problem);
        return found;
    }
    if let Err(message) = unpacks(bytes) {
        let problem = Problem::error(&file, start, message)
            .hint("open the workbook in a spreadsheet program and save it again as .xlsx");
        found.problems.push(problem);
        return found;
    }
    let mut names = Vec::new();
    // The reader of workbooks is somebody else's; if hostile bytes make it fall over, that is a damaged workbook.
    let rows = panic::catch_unwind(AssertUnwindSafe(|| rows(bytes, wanted, about, &mut names, &mut found)));
    match rows.unwrap_or(Err(XlsxError::Unexpected("a cell stands where none can"))) {
        Ok(Some(rows)) => found.table = table(&file, rows),
        Ok(None) => found.problems.push(
            Problem::error(&file, start, format!("no worksheet has a column \"{wanted}\""))
                .hint(format!("worksheets found: {}", names.join(", "))),
        ),
        Err(error) => found.problems.push(
            Problem::error(&file, start, format!("this workbook is damaged: {error}"))
                .hint("open it in a spreadsheet program and save it again as .xlsx"),
        ),
    }
    found
}

/// Unpacks every member once and counts: declared sizes may lie.
fn unpacks(bytes: &[u8]) -> Result<(), String> {
    let damaged = |error: &dyn std::fmt::Display| format!("this workbook is damaged: {error}");
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let mut left = limits::UNPACKED_BYTES;
    let mut text = Vec::new();
    for index in 0..archive.len() {
        let member = archive.by_index(index).map_err(|error| damaged(&error))?;
        text.clear();
        let taken = member.take(left + 1).read_to_end(&mut text).map_err(|error| damaged(&error))? as u64;
        left = left
            .checked_sub(taken)
            .ok_or_else(|| format!("this workbook unpacks to more than {} MB", limits::UNPACKED_BYTES / 1024 / 1024))?;
        announced(&text)?;
    }
    Ok(())
}

/// The reader of workbooks makes room for as many shared texts as are announced; a lie there must not cost memory.
fn announced(member: &[u8]) -> Result<(), String> {
    let wide = |read: fn([u8; 2]) -> u16| {
        let letters: Vec<u16> = member[2..].as_chunks::<2>().0.iter().map(|pair| read(*pair)).collect();
        String::from_utf16_lossy(&letters)
    };
    let text = match member {
        [0xFF, 0xFE, ..] => wide(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => wide(u16::from_be_bytes),
        _ => String::from_utf8_lossy(member).into_owned(),
    };
    // Not as XML: what a strict reader gives up on, the reader of workbooks may still take for an announcement.
    for (at, _) in text.match_indices("uniqueCount") {
        let behind = text[at..].split('>').next().unwrap_or_default();
        for digits in behind.split(|letter: char| !letter.is_ascii_digit()).filter(|run| !run.is_empty()) {
            // Too many digits for any number announce too much as well.
            let number = digits.parse().unwrap_or(u64::MAX);
            if number > limits::SHARED_TEXTS {
                return Err(format!("this workbook is damaged: it announces {number} shared texts"));
            }
        }
    }
    Ok(())
}

type Rows = BTreeMap<u32, Vec<(u32, String)>>;

fn rows(
    bytes: &[u8],
    wanted: &str,
    about: &dyn Fn(&Stamp) -> bool,
    names: &mut Vec<String>,
    found: &mut Found,
) -> Result<Option<Rows>, XlsxError> {
    let file = Arc::clone(&found.table.file);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes))?;
    let sheets: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
        .collect();
    names.extend(sheets.iter().map(|(name, _)| name.clone()));
    let stamps = stamps(&mut book, names, found);
    let asked: Vec<&(String, Stamp)> =
        stamps.iter().flat_map(|stamps| &stamps.forms).filter(|(_, one)| about(one)).collect();
    found.wanted = asked.iter().map(|(_, stamp)| (stamp.subject.clone(), stamp.edition.clone())).collect();
    if let [(first, _), _, ..] = asked.as_slice() {
        let message = format!("this workbook holds {} forms; \"{first}\" is read", asked.len());
        let hint = "say whose and about which standard, or keep each form in a workbook of its own";
        found.problems.push(Problem::warning(&file, Spot::new(1, 1), message).hint(hint));
    }
    let mut chosen: Option<&str> = None;
    if let (Some((name, _)), Some(stamps)) = (asked.first(), &stamps) {
        if sheets.iter().any(|(known, visible)| known == name && *visible) {
            chosen = Some(name);
        } else if stamps.forms.len() > 1 {
            let message = format!("the worksheet \"{name}\" is gone or hidden");
            let hint = "give the worksheets of this workbook the names back that they had, and show them";
            found.problems.push(Problem::error(&file, Spot::new(1, 1), message).hint(hint));
        }
    }
    let mut read: Option<(&str, Rows)> = None;
    for (name, visible) in &sheets {
        if *visible && read.is_none() && chosen.is_none_or(|chosen| chosen == name) {
            let rows = worksheet(&mut book, name, wanted, &file, &mut found.problems)?;
            read = rows.map(|rows| (name.as_str(), rows));
            continue;
        }
        // What the program wrote beside a form is no sheet, and whoever asked for one of several forms knows of them.
        if stamps.as_ref().is_some_and(|stamps| stamps.knows(name)) {
            continue;
        }
        // What people do not see does not speak for them, and one worksheet is a sheet; but nobody should be surprised.
        if has_header(&mut book, name, wanted) {
            let what = if *visible { "worksheet" } else { "hidden worksheet" };
            found.problems.push(
                Problem::warning(
                    &file,
                    Spot::new(1, 1),
                    format!("the {what} \"{name}\" has a column \"{wanted}\" too; it is not read"),
                )
                .hint("the first visible worksheet with this column is read; put others into files of their own"),
            );
        }
    }
    let Some((name, rows)) = read else { return Ok(None) };
    let mut forms = stamps.into_iter().flat_map(|stamps| stamps.forms).collect::<Vec<_>>();
    found.stamp = match forms.iter().position(|(known, _)| known == name) {
        Some(at) => Some(forms.swap_remove(at).1),
        // The one form of a workbook stays one under another name.
        None if forms.len() == 1 && !sheets.iter().any(|(known, _)| *known == forms[0].0) => {
            forms.pop().map(|(_, one)| one)
        }
        None => None,
    };
    Ok(Some(rows))
}

/// What the workbook says of its forms, in a worksheet that nobody sees.
fn stamps(book: &mut Xlsx<Cursor<&[u8]>>, names: &[String], found: &mut Found) -> Option<Stamps> {
    let name = names.iter().find(|name| *name == stamp::WORKSHEET)?;
    let cells = stamp_cells(book, name);
    match cells.and_then(|cells| stamp::read(&cells).unwrap_or_else(|| Ok(Stamps::default()))) {
        Ok(stamps) => Some(stamps).filter(|stamps| !stamps.forms.is_empty()),
        Err(message) => {
            let message = format!("the hidden worksheet \"{name}\" is damaged: {message}");
            let hint = "export the workbook again and bring the edits over; or save the sheet as CSV, which is read \
                        whole, edited or not";
            found.problems.push(Problem::error(&found.table.file, Spot::new(1, 1), message).hint(hint));
            None
        }
    }
}

/// The first cells of each row of the worksheet that holds the stamps.
fn stamp_cells(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Result<Vec<Vec<String>>, String> {
    let damaged = |error: XlsxError| error.to_string();
    let mut reader = book.worksheet_cells_reader(name).map_err(damaged)?;
    let mut lines: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    let mut looked_at = 0;
    while let Some(cell) = reader.next_cell().map_err(damaged)? {
        let (row, column) = cell.get_position();
        looked_at += 1;
        if looked_at > limits::STAMP_CELLS {
            return Err(format!("more than {} cells", limits::STAMP_CELLS));
        }
        let Some(column) = usize::try_from(column).ok().filter(|column| *column < stamp::COLUMNS) else { continue };
        let cells = lines.entry(row).or_insert_with(|| vec![String::new(); stamp::COLUMNS]);
        cells[column] = text(cell.get_value());
    }
    Ok(lines.into_values().collect())
}

/// Does a worksheet look like a sheet too? One that cannot be read does not.
fn has_header(book: &mut Xlsx<Cursor<&[u8]>>, name: &str, wanted: &str) -> bool {
    let Ok(mut reader) = book.worksheet_cells_reader(name) else { return false };
    let mut looked_at = 0;
    while let Ok(Some(cell)) = reader.next_cell_with_formula_metadata() {
        looked_at += 1;
        if looked_at > limits::HEADER_CELLS {
            return false;
        }
        if Table::column_name(&text(&cell.value)) == wanted {
            return true;
        }
    }
    false
}

/// The rows of one worksheet from its header on, if it has one. What is wrong before the header is nobody's business.
fn worksheet(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    wanted: &str,
    file: &Arc<str>,
    problems: &mut Vec<Problem>,
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
            if header.is_some() {
                let message = format!("more than {} cells; the rest is not read", limits::CELLS);
                problems
                    .push(Problem::error(file, spot, message).hint("a sheet has a row for each requirement and part"));
            }
            break;
        }
        if column >= limits::COLUMNS {
            beyond = beyond.or((!matches!(cell.value, DataRef::Empty)).then_some(spot));
            continue;
        }
        let full = rows.len() > limits::RECORDS && !rows.contains_key(&row);
        if full || characters > limits::WORKSHEET_CHARACTERS {
            if header.is_some() {
                let what = if full {
                    format!("{} rows", limits::RECORDS)
                } else {
                    format!("{} characters", limits::WORKSHEET_CHARACTERS)
                };
                problems.push(
                    Problem::error(file, spot, format!("more than {what}; the rest is not read"))
                        .hint("a sheet has a row for each requirement and part"),
                );
            }
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
            header = Some(row);
        }
        if text.trim().is_empty() {
            continue;
        }
        characters += text.len();
        let cells = rows.entry(row).or_default();
        if let Some((_, first)) = cells.iter_mut().find(|(known, _)| *known == column) {
            if header.is_some() {
                let problem = Problem::error(file, spot, "this cell stands in the workbook twice");
                problems.push(problem.hint("save the workbook again from a spreadsheet program"));
            }
            // None of them can be trusted, however many there are.
            first.clear();
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
        // A day that no calendar has stays a number, so that whoever reads the cell can refuse it.
        DataRef::DateTime(moment) if !(1.0..2_958_466.0).contains(&moment.as_f64()) => moment.as_f64().to_string(),
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
            (0..width).map(|column| Cell::new("", Spot::new(row + 1, column + 1))).collect();
        for (column, text) in cells {
            line[column as usize].text = Cow::Owned(text);
        }
        line
    });
    let header = records.next().unwrap_or_default();
    let lines = records.map(|cells| Line { cells, broken: false, bytes: 0..0 }).collect();
    Table { file: Arc::clone(file), header, lines }
}
