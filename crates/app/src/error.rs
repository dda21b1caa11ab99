//! What can go wrong before there is anything to assess?

use std::path::PathBuf;

use model::Problem;

/// Why a use case could not begin.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file cannot be opened.
    #[error("{}:1:1: error: {reason}\n  hint: name a file that exists and may be read", name(.path))]
    NoFile {
        /// The file as the user named it.
        path: PathBuf,
        /// Why, in the words of the system.
        reason: std::io::Error,
    },
    /// A file is too large to be what it should be.
    #[error("{}:1:1: error: {size} is too large; a sheet has at most {limit_mb} MB\n  hint: put long texts into documents and name them as evidence", name(.path))]
    TooLarge {
        /// The file as the user named it.
        path: PathBuf,
        /// Its size, in words.
        size: String,
        /// The limit.
        limit_mb: u64,
    },
    /// The catalogue has no such standard.
    #[error("there is no standard \"{wanted}\"; use one of: {known}")]
    NoSuchStandard {
        /// What was asked for.
        wanted: String,
        /// What there is.
        known: String,
    },
    /// The catalogue has no such scheme.
    #[error("there is no scheme \"{wanted}\"; use one of: {known}")]
    NoSuchScheme {
        /// What was asked for.
        wanted: String,
        /// What there is.
        known: String,
    },
    /// No edition has such an id.
    #[error("{edition} has no requirement \"{wanted}\"{nearest}")]
    NoSuchRequirement {
        /// Where it was looked for.
        edition: String,
        /// What was asked for.
        wanted: String,
        /// The nearest id, as a question.
        nearest: String,
    },
    /// Several editions have this id.
    #[error("\"{wanted}\" stands in several editions: {editions}; say which with --standard")]
    AmbiguousRequirement {
        /// What was asked for.
        wanted: String,
        /// The editions.
        editions: String,
    },
    /// The question does not fit the standard.
    #[error("{0}")]
    WrongQuestion(String),
    /// The data folder is broken.
    #[error("the catalogue is broken: {} problems", .0.len())]
    BrokenCatalogue(Vec<Problem>),
    /// The input names no standard that could be recognised.
    #[error("{0}: no id in this sheet belongs to a known standard; say which with --standard")]
    UnknownStandard(String),
    /// A report cannot be made.
    #[error("a report could not be made: {0}")]
    Report(String),
    /// A dossier's folder cannot be read or written.
    #[error("{0}")]
    Folder(#[from] folder::Error),
    /// The input could not be read as a sheet at all, and the problems say why.
    #[error("{} problems", .0.len())]
    Unreadable(Vec<Problem>),
}

impl Error {
    /// Is there no room left to write, so that nothing is wrong with what was asked?
    pub fn is_full(&self) -> bool {
        matches!(self, Self::Folder(error) if error.is_full())
    }
}

/// A file name in which nothing steers a terminal.
fn name(path: &std::path::Path) -> String {
    model::visible(&path.to_string_lossy())
}
