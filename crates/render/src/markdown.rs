//! A document as markdown.
use document::Document;

/// A document as Markdown.
pub fn markdown(document: &Document) -> String {
    document.title.clone()
}
