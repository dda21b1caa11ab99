//! What can go wrong before there is anything to assess?

use std::path::PathBuf;

use model::Problem;

/// Why a use case could not begin.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file cannot be opened.
    #[error("{path}: {reason}")]
    NoFile {
        /// The file as the user named it.
        path: PathBuf,
        /// Why, in the words of the system.
        reason: std::io::Error,
    },
    /// A file is too large to be what it should be.
    #[error("{path}: {size_mb} MB is too large; a sheet has at most {limit_mb} MB")]
    TooLarge {
        /// The file as the user named it.
        path: PathBuf,
        /// Its size.
        size_mb: u64,
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
    #[error("no edition has a requirement \"{wanted}\"{nearest}")]
    NoSuchRequirement {
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
    /// The input could not be read as a sheet at all, and the problems say why.
    #[error("{} problems", .0.len())]
    Unreadable(Vec<Problem>),
}
