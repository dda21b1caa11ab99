//! How does everything get an id that is the same tomorrow? UUIDs of version 5, from what they name.

use uuid::Uuid;

use crate::names::NAMESPACE;
use crate::shape::{Document, json};

/// The ids of one dossier or edition.
pub(crate) struct Ids {
    space: Uuid,
}

impl Ids {
    /// Ids of what is named by these words together, such as a dossier's organization and title.
    pub(crate) fn of(words: &[&str]) -> Self {
        let ours = Uuid::new_v5(&Uuid::NAMESPACE_URL, NAMESPACE.as_bytes());
        Self { space: Uuid::new_v5(&ours, joined(words).as_bytes()) }
    }

    /// The id of the thing at a path: what it is, then what names it.
    pub(crate) fn at(&self, path: &[&str]) -> String {
        Uuid::new_v5(&self.space, joined(path).as_bytes()).to_string()
    }
}

/// Words with a sign between them that stands in none.
fn joined(words: &[&str]) -> String {
    words.join("\u{1f}")
}

/// Gives a document the id that follows from everything in it: any change makes it another document.
pub(crate) fn sealed(mut document: Document) -> Document {
    let id = Ids::of(&["document"]).at(&[&json(&document)]);
    *document.uuid_mut() = id;
    document
}
