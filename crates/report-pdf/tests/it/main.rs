//! Does a document become the PDF that it should?
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a helper of a test may fall over as the test may")]

mod hostile;
mod looking;
mod poppler;
mod sample;
mod writing;
