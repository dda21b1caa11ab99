//! How does a document open in Word and in Excel?

mod docx;
mod xlsx;

pub use docx::{DocxError, docx};
pub use xlsx::{WorkbookError, xlsx};
