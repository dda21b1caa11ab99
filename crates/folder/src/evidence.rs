//! Which evidence files are there, and what are their digests?

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;

use assess::{Found, Holdings};
use dossier::stays_inside;
use model::Digest;
use sha2::{Digest as _, Sha256};

use crate::disk::Folder;

impl Folder {
    /// Looks at evidence files and hashes them; what is no readable file counts as nothing.
    pub fn holdings(&self, paths: impl Iterator<Item = Arc<str>>) -> Holdings {
        let paths: BTreeSet<Arc<str>> = paths.collect();
        let look = |path: Arc<str>| {
            let inside = stays_inside(&path);
            let found = if inside { digest(&self.path(&path)).ok() } else { None };
            (path, found.map_or(Found::Nothing, Found::File))
        };
        paths.into_iter().map(look).collect()
    }
}

/// The SHA-256 of a file, read piece by piece whatever its size.
///
/// # Errors
/// When it is no file or cannot be read.
pub fn digest(path: &Path) -> io::Result<Digest> {
    // A pipe would keep us waiting, a device would never end.
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "this is no regular file"));
    }
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let length = file.read(&mut buffer)?;
        if length == 0 {
            return Ok(Digest(hash.finalize().into()));
        }
        hash.update(&buffer[..length]);
    }
}

/// The SHA-256 of bytes.
pub fn digest_of(bytes: &[u8]) -> Digest {
    Digest(Sha256::digest(bytes).into())
}
