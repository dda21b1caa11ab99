//! Does a document become the PDF that it should?

mod hostile;
mod looking;
mod poppler;
mod sample;
mod writing;
