//! A document as html.
use document::Document;

/// A document as one self-contained page.
pub fn html(document: &Document) -> String {
    document.title.clone()
}
