//! Which files does the folder hold, and how are edits written so that nothing is ever half there?

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use dossier::{FileEdit, Files, SIGNED_OFF, frozen_file, holds, limits};
use model::{Problem, Spot, SubjectKind};

use crate::error::Error;

/// A dossier's folder.
#[derive(Debug, Clone)]
pub struct Folder {
    root: PathBuf,
}

impl Folder {
    /// The folder at a path; it need not exist yet.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned() }
    }

    /// Where it lies.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The path on disk of a file of the dossier.
    pub fn path(&self, file: &str) -> PathBuf {
        file.split('/').fold(self.root.clone(), |path, step| path.join(step))
    }

    /// Reads every file that people edit; journal and evidence are read apart.
    ///
    /// Out: the files, and a problem for each that is there and cannot be read.
    ///
    /// # Errors
    /// When the folder cannot be read, or holds more than a dossier may.
    pub fn read(&self) -> Result<(Files, Vec<Problem>), Error> {
        let mut paths = Vec::new();
        for name in entries(&self.root)? {
            if holds(&name).is_some() {
                paths.push(name);
            }
        }
        for kind in SubjectKind::ALL {
            let folder = self.root.join(kind.folder());
            if !folder.is_dir() {
                continue;
            }
            for subject in entries(&folder)? {
                let own = folder.join(&subject);
                if !own.is_dir() {
                    continue;
                }
                for name in entries(&own)? {
                    let path = format!("{}/{subject}/{name}", kind.folder());
                    if holds(&path).is_some() {
                        paths.push(path);
                    }
                }
                if paths.len() > limits::DOSSIER_FILES {
                    let (what, limit) = ("too many files".to_owned(), format!("{}", limits::DOSSIER_FILES));
                    return Err(Error::TooMuch { path: folder, what, limit });
                }
            }
        }
        self.frozen(&mut paths)?;
        let (mut files, mut problems) = (Files::new(), Vec::new());
        let mut total = 0;
        for name in paths {
            let path = self.path(&name);
            let bytes = match read_file(&path, limits::SHEET_BYTES) {
                Ok(bytes) => bytes,
                Err(error) => {
                    let reason = error.reason();
                    let problem = Problem::error(
                        &name.as_str().into(),
                        Spot::new(1, 1),
                        format!("this cannot be read: {reason}"),
                    );
                    problems.push(problem.hint("until it can, it counts as not there"));
                    continue;
                }
            };
            total += bytes.len() as u64;
            if total > limits::DOSSIER_BYTES {
                let limit = format!("{} MB beside its evidence", limits::DOSSIER_BYTES / 1024 / 1024);
                return Err(Error::TooMuch { path, what: "too much text".to_owned(), limit });
            }
            files.insert(name.into(), bytes);
        }
        Ok((files, problems))
    }

    /// The frozen copies of what sign-offs rested on.
    fn frozen(&self, paths: &mut Vec<String>) -> Result<(), Error> {
        let folder = self.root.join(SIGNED_OFF);
        if !folder.is_dir() {
            return Ok(());
        }
        for id in entries(&folder)? {
            let own = folder.join(&id);
            if own.is_dir() {
                let names = entries(&own)?.into_iter().map(|name| frozen_file(&id, &name));
                paths.extend(names.filter(|path| holds(path).is_some()));
            }
            if paths.len() > limits::DOSSIER_FILES {
                let (what, limit) = ("too many files".to_owned(), format!("{}", limits::DOSSIER_FILES));
                return Err(Error::TooMuch { path: folder, what, limit });
            }
        }
        Ok(())
    }

    /// Writes edits: all new files are complete beside the old ones before the first takes its place, in the order given.
    ///
    /// # Errors
    /// When two edits are about one file, a file is no longer what it was when its edit was worked out, or it cannot be
    /// written.
    pub fn write(&self, edits: &[FileEdit]) -> Result<(), Error> {
        // Whoever else writes to this dossier waits, and then sees what changed.
        let _held = File::open(self.path(dossier::COVER)).and_then(|cover| cover.lock().map(|()| cover));
        let mut ready: Vec<(PathBuf, PathBuf)> = Vec::new();
        let written = edits.iter().try_for_each(|edit| {
            // A link stays a link; what it leads to changes.
            let named = self.path(&edit.path);
            let path = fs::canonicalize(&named).unwrap_or(named);
            let now = match read_file(&path, limits::DOSSIER_BYTES) {
                Ok(bytes) => Some(bytes),
                Err(Error::Disk { reason, .. }) if reason.kind() == io::ErrorKind::NotFound => None,
                Err(other) => return Err(other),
            };
            if now != edit.before || ready.iter().any(|(_, known)| *known == path) {
                return Err(Error::Changed { path });
            }
            ready.push((beside(&path, &edit.bytes)?, path));
            Ok(())
        });
        let placed = written
            .and_then(|()| ready.iter().try_for_each(|(new, path)| fs::rename(new, path).map_err(Error::disk(path))));
        if placed.is_err() {
            for (new, _) in &ready {
                // What has taken its place is no longer beside it; the rest must not lie around.
                let _ = fs::remove_file(new);
            }
        }
        placed
    }
}

/// Replaces one file as a whole.
///
/// # Errors
/// When it cannot be written; what was there stays then.
pub fn edit(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let new = beside(path, bytes)?;
    fs::rename(&new, path).map_err(Error::disk(path))
}

/// Writes a complete file beside a path, in folders that are made if they are missing.
pub(crate) fn beside(path: &Path, bytes: &[u8]) -> Result<PathBuf, Error> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(Error::disk(folder))?;
    }
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.new", std::process::id()));
    let new = path.with_file_name(name);
    let write = || -> io::Result<()> {
        let mut file = File::create(&new)?;
        file.write_all(bytes)?;
        if let Ok(old) = fs::metadata(path) {
            file.set_permissions(old.permissions())?;
        }
        file.sync_all()
    };
    write().map_err(|reason| {
        let _ = fs::remove_file(&new);
        Error::Disk { path: path.to_owned(), reason }
    })?;
    Ok(new)
}

/// The names in a folder, sorted; names that are not text are passed over.
fn entries(folder: &Path) -> Result<Vec<String>, Error> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(Error::disk(folder))? {
        if let Ok(name) = entry.map_err(Error::disk(folder))?.file_name().into_string() {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// The bytes of a regular file that has at most so many of them. Every file that others could have put there is read
/// by it.
///
/// # Errors
/// When it is no regular file, larger, or cannot be read.
pub fn read_file(path: &Path, most: u64) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    // A pipe would keep us waiting, a device would never end.
    if !fs::metadata(path).map_err(Error::disk(path))?.is_file() {
        return Err(Error::disk(path)(io::Error::new(io::ErrorKind::InvalidInput, "this is no regular file")));
    }
    let file = File::open(path).map_err(Error::disk(path))?;
    file.take(most + 1).read_to_end(&mut bytes).map_err(Error::disk(path))?;
    if bytes.len() as u64 > most {
        let limit = format!("{} MB in one file", most / 1024 / 1024);
        return Err(Error::TooMuch { path: path.to_owned(), what: "too large".to_owned(), limit });
    }
    Ok(bytes)
}
