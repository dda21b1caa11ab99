//! How do entries get into the journal so that none is lost and none is half there?

use std::fs::{self, File, OpenOptions};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::PathBuf;

use dossier::JOURNAL;

use crate::disk::{Folder, read_file};
use crate::error::Error;

/// The largest journal that is read, in bytes.
const JOURNAL_BYTES: u64 = 2 * 1024 * 1024 * 1024;

impl Folder {
    fn journal(&self) -> PathBuf {
        self.path(JOURNAL)
    }

    /// The bytes of the journal; `None` where nobody recorded anything yet.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn read_journal(&self) -> Result<Option<Vec<u8>>, Error> {
        let path = self.journal();
        match fs::symlink_metadata(&path) {
            Err(reason) if reason.kind() == io::ErrorKind::NotFound => Ok(None),
            _ => read_file(&path, JOURNAL_BYTES).map(Some),
        }
    }

    /// Appends lines to a journal that is still as long as it was when they were made.
    ///
    /// # Errors
    /// When somebody else recorded meanwhile, or the lines cannot be written; the journal is then as it was.
    pub fn append_journal(&self, length_before: u64, lines: &str) -> Result<(), Error> {
        let path = self.journal();
        let broken = Error::disk(&path);
        let mut file: File =
            OpenOptions::new().create(true).truncate(false).read(true).write(true).open(&path).map_err(&broken)?;
        // Held until the file is closed; a second recorder waits, and then sees that the journal grew.
        file.lock().map_err(&broken)?;
        let length = file.seek(SeekFrom::End(0)).map_err(&broken)?;
        if length != length_before {
            return Err(Error::Changed { path });
        }
        let written = file.write_all(lines.as_bytes()).and_then(|()| file.sync_all());
        if let Err(reason) = written {
            file.set_len(length).and_then(|()| file.sync_all()).map_err(&broken)?;
            return Err(broken(reason));
        }
        Ok(())
    }
}
