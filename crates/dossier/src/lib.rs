//! What do the files of a dossier say, and how are they written? TOML, CSV and XLSX on one side, the book on the other.
//!
//! Pure: files are bytes. Whether a statement may stand where it stands is judged in `assess`,
//! who signed it is `record`'s.

pub mod emit;
mod folder;
mod form;
mod import;
mod library;
pub mod limits;
mod read;
mod read_root;
mod read_subject;
#[cfg(feature = "schema")]
pub mod schema;
mod sheet;
mod sign_off;
pub mod stamp;
mod toml_reader;
mod worksheet;
mod write;

pub use folder::{
    COVER, DECIDE, DECISIONS, EVIDENCE, Files, Holds, ID_HINT, JOURNAL, OBSERVATIONS, PAGE, PATHWAY, PLAN, SIGNED_OFF,
    frozen_file, holds, is_id, subject_file,
};
pub use form::{Form, FormColumn, FormMatter, FormSide, cell_text, form};
pub use import::{claim, evaluation, import};
pub use library::Library;
pub use read::{Dossier, read, verdict_file};
pub use read_root::{OBSERVATION_COLUMNS, PersonName, stays_inside};
pub use sheet::{Sheet, Side, Standard, read_sheet, read_sheet_about, standard_of};
pub use sign_off::{all_in_force, in_force};
pub use stamp::{RowStamp, Stamp};
pub use write::{FileEdit, row_id, write};
