//! A document as csv.
use document::Document;

/// Each table of a document as CSV, by its anchor.
pub fn csv(document: &Document) -> Vec<(String, String)> {
    document.tables().map(|table| (table.anchor.clone(), String::new())).collect()
}
