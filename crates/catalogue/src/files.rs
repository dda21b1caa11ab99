//! From which bytes is the catalogue read? The files compiled in, or those of a folder that the caller has read.

use std::borrow::Cow;

/// Data files by their path below `data/`, in order of path.
#[derive(Debug, Clone)]
pub struct Files(Vec<(Cow<'static, str>, Cow<'static, str>)>);

static COMPILED: &[(&str, &str)] = &include!(concat!(env!("OUT_DIR"), "/data.rs"));

impl Files {
    /// The files that came with the program.
    pub fn compiled() -> Self {
        Self(COMPILED.iter().map(|(path, text)| (Cow::Borrowed(*path), Cow::Borrowed(*text))).collect())
    }

    /// Files that somebody has read; paths use `/`.
    pub fn new(files: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut files: Vec<_> = files.into_iter().map(|(path, text)| (Cow::Owned(path), Cow::Owned(text))).collect();
        files.sort();
        Self(files)
    }

    /// The same, and the compiled files of each of these folders (`cost/`) of which nothing is here.
    #[must_use]
    pub fn completed<'f>(mut self, folders: impl IntoIterator<Item = &'f str>) -> Self {
        for folder in folders.into_iter().filter(|folder| !self.has(folder)).collect::<Vec<_>>() {
            self.0.extend(Self::compiled().0.into_iter().filter(|(path, _)| path.starts_with(folder)));
        }
        self.0.sort();
        self
    }

    /// Is there a file in this folder (`cost/`)?
    pub fn has(&self, folder: &str) -> bool {
        self.0.iter().any(|(path, _)| path.starts_with(folder))
    }

    /// The text of one file.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.0.binary_search_by(|(name, _)| name.as_ref().cmp(path)).ok().map(|index| self.0[index].1.as_ref())
    }

    /// The paths that begin and end so, in order.
    pub fn matching<'a>(&'a self, start: &'a str, end: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().map(|(path, _)| path.as_ref()).filter(move |path| path.starts_with(start) && path.ends_with(end))
    }
}
