//! How much may a foreign file ask of us? Every bound on input, in one place.

use tables::Bounds;

/// How much of a sheet is read.
pub(crate) const fn sheet() -> Bounds {
    Bounds { records: RECORDS, cells: COLUMNS as usize }
}

/// The largest sheet that is read, in bytes.
pub const SHEET_BYTES: u64 = 32 * 1024 * 1024;
/// The most that a workbook may unpack to, in bytes.
pub const UNPACKED_BYTES: u64 = 64 * 1024 * 1024;
/// The most records of one sheet.
pub const RECORDS: usize = 20_000;
/// The most cells among which a header is looked for in a worksheet that is not read.
pub const HEADER_CELLS: usize = 2_000;
/// The most named parts of one sheet.
pub const PARTS: usize = 200;
/// The most columns of one sheet.
pub const COLUMNS: u32 = 200;
/// The most cells of the hidden worksheet that says from what a workbook's forms were made.
pub const STAMP_CELLS: usize = 600_000;
/// The most cells of one worksheet that are looked at, empty ones included.
pub const CELLS: usize = 2_000_000;
/// The most shared texts that a workbook may announce.
pub const SHARED_TEXTS: u64 = 2_000_000;
/// The most text of one worksheet, in bytes.
pub const WORKSHEET_CHARACTERS: usize = 32 * 1024 * 1024;
/// The most unknown ids for which a near one is looked up.
pub const NEAREST: usize = 100;
/// The longest text of one cell, in characters; a spreadsheet allows 32,767.
pub const CELL_CHARACTERS: usize = 32_767;
/// The longest path of an evidence file, in bytes.
pub const PATH_BYTES: usize = 1_024;
/// The most files of a dossier that are read.
pub const DOSSIER_FILES: usize = 50_000;
/// The most that the files of a dossier may hold together, in bytes; evidence is not counted.
pub const DOSSIER_BYTES: u64 = 1024 * 1024 * 1024;
/// The largest whole number of a statement: beyond it JSON readers that count in floats lose digits (RFC 8785, 3.2.2.3).
pub const WHOLE_NUMBER: u64 = (1 << 53) - 1;
