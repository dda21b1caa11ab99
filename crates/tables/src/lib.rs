//! What stands where in a text? Tables and documents whose every value knows its line and column.
//!
//! CSV and TOML are read here; worksheets are turned into the same [`Table`] in `dossier`.

mod csv;
mod document;
mod edit;
#[cfg(feature = "schema")]
pub mod schema;
mod table;

pub use csv::{Bounds, quote, read_csv, read_csv_within};
pub use document::{Document, Section, Text};
pub use edit::{CsvEdit, append_toml, insert_toml, toml_text};
pub use table::{Cell, Line, Table};
