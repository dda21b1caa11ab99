//! How does a document open in Excel? A summary to read, forms to fill in, and each table as a worksheet of its own.

mod forms;
mod heights;
mod looks;
mod names;
mod summary;
mod tables;

use std::fmt;

use document::{Document, Numbers, Picture, Table, carried};
use dossier::{Form, Stamp, cell_text, stamp};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use looks::Looks;
use names::Names;

/// Why there is no workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WorkbookError(String);

impl fmt::Display for WorkbookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "this does not fit into a workbook: {}", self.0)
    }
}

impl std::error::Error for WorkbookError {}

impl From<XlsxError> for WorkbookError {
    fn from(error: XlsxError) -> Self {
        Self(error.to_string())
    }
}

/// A document and forms as a workbook.
///
/// In: the document; the forms, each with its stamp; who turns a picture into a PNG, `None` where nobody does, so that
/// its description stands in its place. Out: the bytes of an `.xlsx`, the same for the same input. The dossier's reader
/// takes the forms back. Their applicant's columns can be written in; the others are locked, without a password.
///
/// # Errors
/// When there are more rows or columns than a worksheet has.
pub fn xlsx(
    document: &Document,
    forms: &[Form],
    pictures: &dyn Fn(&Picture) -> Option<Vec<u8>>,
) -> Result<Vec<u8>, WorkbookError> {
    let mut book = Workbook::new();
    book.set_properties(&properties(document));
    let looks = Looks::of(document);
    let numbers = Numbers::of(document);
    let mut names = Names::with(&["Summary", stamp::WORKSHEET]);
    let forms: Vec<(String, &Form)> = forms.iter().map(|form| (names.take(&form.name), form)).collect();
    let tables: Vec<String> = document.tables().map(|table| names.take(&names::titled(&table.anchor))).collect();
    summary::add(book.add_worksheet(), document, &numbers, &looks, &forms, &tables, pictures)?;
    for (name, form) in &forms {
        forms::add(book.add_worksheet().set_name(name)?, form, document, &looks)?;
    }
    for (name, table) in tables.iter().zip(document.tables().map(Table::in_values)) {
        tables::add(book.add_worksheet().set_name(name)?, table, document, &numbers, &looks)?;
    }
    if !forms.is_empty() {
        let stamps: Vec<(String, &Stamp)> = forms.iter().map(|(name, form)| (name.clone(), &form.stamp)).collect();
        stamped(book.add_worksheet(), &stamp::cells(&document.properties, &stamps, &tables))?;
    }
    Ok(heights::growing(book.save_to_buffer()?)?)
}

/// The worksheet that nobody sees.
fn stamped(sheet: &mut Worksheet, lines: &[Vec<String>]) -> Result<(), XlsxError> {
    sheet.set_name(stamp::WORKSHEET)?.set_very_hidden(true);
    for (row, cells) in (0..).zip(lines) {
        for (column, text) in (0..).zip(cells).filter(|(_, text)| !text.is_empty()) {
            sheet.write_string(row, column, cell_text(text))?;
        }
    }
    Ok(())
}

fn properties(document: &Document) -> DocProperties {
    let mut properties = DocProperties::new()
        .set_title(short(&document.title))
        .set_subject(short(&document.subtitle))
        .set_author(short(&document.author))
        .set_company(short(&document.brand.name))
        .set_comment(short(&document.program))
        // The library would take the clock's word otherwise.
        .set_creation_datetime(&day(&document.date).unwrap_or_default());
    for (name, value) in &document.properties {
        properties = properties.set_custom_property(short(name), short(value));
    }
    properties
}

/// A day that a spreadsheet knows: from 1900 on.
fn day(text: &str) -> Option<ExcelDateTime> {
    let mut parts = text.trim().splitn(3, '-').map(|part| part.parse::<u16>().ok());
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    ExcelDateTime::from_ymd(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?).ok()
}

/// Properties and page heads have at most 255 characters.
fn short(text: &str) -> String {
    carried(text).chars().take(120).collect()
}

/// Text for the head or foot of a page, where `&` begins a command.
fn page_text(text: &str) -> String {
    short(text).replace('&', "&&").replace(['\n', '\r'], " ")
}

/// A page for paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Paper {
    /// A4, upright.
    Upright,
    /// A4, lying, with the first row on every page.
    Lying,
    /// A3, lying, likewise: a form has many columns.
    Large,
}

/// Makes the columns as wide as the paper and writes heads, feet and numbers.
fn page(sheet: &mut Worksheet, document: &Document, title: &str, paper: Paper) -> Result<(), XlsxError> {
    sheet.set_paper_size(if paper == Paper::Large { 8 } else { 9 });
    sheet.set_print_fit_to_pages(1, 0).set_margins(0.4, 0.4, 0.7, 0.6, 0.3, 0.3);
    if paper != Paper::Upright {
        sheet.set_landscape().set_repeat_rows(0, 0)?;
    }
    // A blank, lest a digit be taken for the size of the letters.
    sheet.set_header(format!("&L&9 {}&R&9 {}", page_text(title), page_text(&document.date)));
    sheet.set_footer(format!("&L&9 {}&R&9 Page &P of &N", page_text(&document.brand.footer)));
    Ok(())
}
