//! What does Typst find on its desk? The looks, the fonts and one document's values: no file, no network, no clock.

use std::sync::LazyLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Dict, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryExt, World};

/// The typefaces, read once for the whole process.
pub(crate) static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let all: Vec<Font> = fonts::ALL.iter().filter_map(|file| Font::new(Bytes::new(*file), 0)).collect();
    Fonts { book: LazyHash::new(FontBook::from_fonts(&all)), all }
});

/// The looks, parsed once: they are the same for every document.
static LOOKS: LazyLock<Option<Source>> = LazyLock::new(|| {
    let path = VirtualPath::new("looks.typ").ok()?;
    let id = RootedPath::new(VirtualRoot::Project, path).intern();
    Some(Source::new(id, include_str!("looks.typ").to_owned()))
});

/// Typefaces, and what Typst wants to know about them.
pub(crate) struct Fonts {
    book: LazyHash<FontBook>,
    pub(crate) all: Vec<Font>,
}

/// Everything that is at hand while one document is set.
pub(crate) struct Desk {
    library: LazyHash<Library>,
}

impl Desk {
    /// A desk with one document's values on it, which the looks know as `sys.inputs`.
    pub(crate) fn laid(values: Dict) -> Self {
        Self { library: LazyHash::new(Library::builder().with_inputs(values).build()) }
    }
}

impl World for Desk {
    fn library(&self) -> &LazyHash<Library> {
        &self.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &FONTS.book
    }

    fn main(&self) -> FileId {
        match &*LOOKS {
            Some(looks) => looks.id(),
            // Not reached: the path is a constant. An id without a file ends in an error, not in a panic.
            None => Source::detached("").id(),
        }
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        LOOKS.as_ref().filter(|looks| looks.id() == id).cloned().ok_or(FileError::AccessDenied)
    }

    fn file(&self, _: FileId) -> FileResult<Bytes> {
        Err(FileError::AccessDenied)
    }

    fn font(&self, index: usize) -> Option<Font> {
        FONTS.all.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
