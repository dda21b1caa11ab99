//! What do the files of a subject say? One sheet, CSV or XLSX, becomes rows and problems.
//!
//! Whether a statement may stand where it stands is judged in `assess`.

pub mod limits;
mod sheet;
mod worksheet;

pub use sheet::{Sheet, Standard, read_sheet, standard_of};
