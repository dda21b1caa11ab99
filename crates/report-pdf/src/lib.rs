//! How does a document become a PDF that archives and screen readers accept?
//!
//! Typst sets it. The looks stand in `looks.typ`; what a document says reaches them as values, never as source, so
//! that no word of it can be taken for a command. The exporter refuses what breaks PDF/A-2a or PDF/UA-1.

mod breaks;
mod day;
mod drawing;
mod printable;
mod values;
mod world;

use std::panic::{AssertUnwindSafe, catch_unwind};

use document::Document;
use typst::diag::SourceDiagnostic;
use typst::foundations::{Datetime, Smart};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};

use crate::world::Desk;

/// Why there is no PDF.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The document's date is not a day such as `2026-11-22`, and an archived document needs one.
    #[error("the document's date \"{0}\" is not a day; an archived PDF needs one such as 2026-11-22")]
    Date(String),
    /// It could not be set: a picture that is no picture, for instance.
    #[error("the document could not be set: {0}")]
    Setting(String),
    /// It was set, and is not what archives and screen readers accept.
    #[error("the document could not be written as PDF/A and PDF/UA: {0}")]
    Export(String),
}

/// A document as PDF/A-2a and PDF/UA-1; the same document gives the same bytes.
///
/// Many short documents in one file are one document with page breaks. Typst lays out several parts at a time on
/// threads of its own.
///
/// # Errors
///
/// A date that is none, or a picture or logo that cannot be read or has no place in an archived file.
pub fn pdf(document: &Document) -> Result<Vec<u8>, Error> {
    let day = day::parse(&document.date).ok_or_else(|| Error::Date(document.date.clone()))?;
    // Typst has panicked on odd tables; what somebody wrote must not end a program that serves others.
    catch_unwind(AssertUnwindSafe(|| set(document, day)))
        .unwrap_or_else(|_| Err(Error::Setting("Typst stopped in the middle of it".to_owned())))
}

fn set(document: &Document, day: Datetime) -> Result<Vec<u8>, Error> {
    let desk = Desk::laid(values::of(document, day));
    let _cleared = Cleared;
    let set = typst::compile::<PagedDocument>(&desk).output.map_err(|errors| Error::Setting(first(&errors)))?;
    let options = PdfOptions {
        ident: Smart::Custom(identifier(document)),
        creator: Smart::Custom(Some(document.program.clone()).filter(|program| !program.is_empty())),
        standards: PdfStandards::new(&[PdfStandard::A_2a, PdfStandard::Ua_1])
            .map_err(|error| Error::Export(error.message().to_string()))?,
        ..PdfOptions::default()
    };
    // What setting it left behind is as much again as the document, and writing it needs none of it.
    drop(desk);
    comemo::evict(0);
    typst_pdf::pdf(&set, &options).map_err(|errors| Error::Export(first(&errors)))
}

/// Empties Typst's cache, which belongs to the process and would keep every document in memory, also after a failure.
struct Cleared;

impl Drop for Cleared {
    fn drop(&mut self) {
        comemo::evict(0);
    }
}

/// What the file is known by: what it is, about what, from when and from which data.
fn identifier(document: &Document) -> String {
    let mut parts = vec![&document.program, &document.title, &document.subtitle, &document.date];
    parts.extend(document.properties.iter().flat_map(|(name, value)| [name, value]));
    parts.into_iter().map(|part| format!("{part:?}")).collect::<Vec<_>>().join("\n")
}

fn first(errors: &[SourceDiagnostic]) -> String {
    errors.first().map_or_else(|| "no reason given".to_owned(), |error| error.message.to_string())
}
