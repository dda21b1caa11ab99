//! How does a dossier lie on disk? Reads its files, hashes its evidence, writes edits and the journal.
//!
//! Nothing is judged here; what the bytes mean is `dossier`'s and `record`'s to say.
#![allow(clippy::disallowed_methods, reason = "this crate stands at the edge: it reads and writes files")]

mod disk;
mod error;
mod evidence;
mod journal;
mod keys;
mod staged;

pub use disk::{Folder, edit, read_file};
pub use error::Error;
pub use evidence::{digest, digest_of};
pub use keys::{KeyStore, OwnKey, TrustedKey, read_trusted};
pub use staged::Staged;
