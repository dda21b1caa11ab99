//! Which editions does a dossier speak of? Each is read once.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use catalogue::{Catalogue, Edition};
use model::EditionKey;

/// The editions of a catalogue, each read when somebody first asks for it.
pub struct Library<'c> {
    /// The catalogue.
    pub catalogue: &'c Catalogue,
    read: RefCell<BTreeMap<EditionKey, Arc<Edition>>>,
}

impl<'c> Library<'c> {
    /// A library over a catalogue.
    pub fn new(catalogue: &'c Catalogue) -> Self {
        Self { catalogue, read: RefCell::default() }
    }

    /// An edition by its key.
    pub fn edition(&self, key: &EditionKey) -> Option<Arc<Edition>> {
        if let Some(edition) = self.read.borrow().get(key) {
            return Some(Arc::clone(edition));
        }
        let head = self.catalogue.head(key.standard.as_str(), Some(&key.edition))?;
        let edition = Arc::new(self.catalogue.edition(head));
        self.read.borrow_mut().insert(key.clone(), Arc::clone(&edition));
        Some(edition)
    }

    /// The key that a text such as `iec62443-4-2@2019`, `4-2@2019` or `4-2` means; the newest edition if none is named.
    pub fn key(&self, text: &str) -> Option<EditionKey> {
        let (standard, edition) = match text.trim().split_once('@') {
            Some((standard, edition)) => (standard, Some(edition)),
            None => (text.trim(), None),
        };
        let long = format!("iec62443-{standard}");
        let head = self.catalogue.head(standard, edition).or_else(|| self.catalogue.head(&long, edition))?;
        Some(head.key.clone())
    }

    /// The name of an edition's sheet without its ending: `4-2`.
    pub fn sheet_name(key: &EditionKey) -> &str {
        let standard = key.standard.as_str();
        standard.strip_prefix("iec62443-").unwrap_or(standard)
    }
}
