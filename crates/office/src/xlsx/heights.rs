//! How tall is a row before anybody opens the workbook, so that it still grows when somebody writes into it?
//!
//! The writer knows fixed heights only, and a spreadsheet program never touches those. Without the mark that says
//! "fixed" the height is what the row has now, and the program adjusts it with its text.

use std::io::{Cursor, Read, Write};

use rust_xlsxwriter::XlsxError;
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipArchive, ZipWriter};

use super::looks;

/// One line of small text, in points.
const LINE: f64 = 13.2;

/// The height of a row from its texts and the widths of their columns, in points.
pub(super) fn of<'t>(cells: impl Iterator<Item = (&'t str, u16)>) -> f64 {
    // Small letters are narrower than the unit of widths, and lines break between words.
    let lines = cells.map(|(text, width)| looks::lines(text, usize::from(width) * 9 / 8)).max();
    let lines = u16::try_from(lines.unwrap_or(1)).unwrap_or(u16::MAX);
    // No row is taller than 409 points.
    (f64::from(lines) * LINE + 3.0).min(409.0)
}

/// The workbook with rows that grow, in every worksheet but the first, whose merged cells nothing grows by itself.
pub(super) fn growing(bytes: Vec<u8>) -> Result<Vec<u8>, XlsxError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes.as_slice()))?;
    let mut writer = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
    for index in 0..archive.len() {
        let mut member = archive.by_index(index)?;
        let name = member.name()?.into_owned();
        if !name.starts_with("xl/worksheets/sheet") || name == "xl/worksheets/sheet1.xml" {
            writer.raw_copy_file(member)?;
            continue;
        }
        let mut text = String::new();
        member.read_to_string(&mut text)?;
        writer.start_file(name, options)?;
        // Texts stand elsewhere, and quotes are escaped in what remains: only rows say this.
        writer.write_all(text.replace(" customHeight=\"1\"", "").as_bytes())?;
    }
    Ok(writer.finish()?.into_inner())
}
