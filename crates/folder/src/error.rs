//! Why could a file not be read or written?

use std::io;
use std::path::{Path, PathBuf};

/// What went wrong on disk.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The system refused.
    #[error("{}: {reason}", shown(path))]
    Disk {
        /// The file or folder.
        path: PathBuf,
        /// Why, in the words of the system.
        reason: io::Error,
    },
    /// The folder holds more than a dossier may.
    #[error("{}: {what}; a dossier has at most {limit}", shown(path))]
    TooMuch {
        /// The file or folder.
        path: PathBuf,
        /// How much there is.
        what: String,
        /// The limit, in words.
        limit: String,
    },
    /// Some files took their places and one did not.
    #[error("{}: {reason}\n  written before it: {}", shown(path), list(written))]
    Halfway {
        /// The file that did not.
        path: PathBuf,
        /// Why, in the words of the system.
        reason: io::Error,
        /// Those that did.
        written: Vec<PathBuf>,
    },
    /// A file is not what it was when the change was worked out.
    #[error("{}: somebody else changed this file just now; nothing was written", shown(path))]
    Changed {
        /// The file.
        path: PathBuf,
    },
}

impl Error {
    /// Did somebody else change a file meanwhile, so that it is worth trying again?
    pub const fn is_changed(&self) -> bool {
        matches!(self, Self::Changed { .. })
    }

    /// Is there no room left to write, so that nothing is wrong with what was asked?
    pub fn is_full(&self) -> bool {
        use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull, WriteZero};
        let (Self::Disk { reason, .. } | Self::Halfway { reason, .. }) = self else { return false };
        matches!(reason.kind(), StorageFull | QuotaExceeded | FileTooLarge | WriteZero)
    }

    /// What went wrong, without the path.
    pub fn reason(&self) -> String {
        match self {
            Self::Disk { reason, .. } | Self::Halfway { reason, .. } => reason.to_string(),
            Self::TooMuch { what, limit, .. } => format!("{what}; at most {limit}"),
            Self::Changed { .. } => "somebody else changed it just now".to_owned(),
        }
    }

    pub(crate) fn disk(path: &Path) -> impl Fn(io::Error) -> Self + use<> {
        let path = path.to_owned();
        move |reason| Self::Disk { path: path.clone(), reason }
    }
}

/// A path in which nothing steers a terminal.
fn shown(path: &Path) -> String {
    model::visible(&path.to_string_lossy())
}

fn list(paths: &[PathBuf]) -> String {
    let paths: Vec<String> = paths.iter().map(|path| shown(path)).collect();
    if paths.is_empty() { "nothing".to_owned() } else { paths.join(", ") }
}
