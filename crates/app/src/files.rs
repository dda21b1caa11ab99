//! How do bytes come in? With a bound on their size, before they are read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use catalogue::{Catalogue, Files};
use dossier::limits;
use model::{Problem, Spot};

use crate::error::Error;

/// Reads a regular file of at most [`limits::SHEET_BYTES`].
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Error> {
    let broken = |reason: io::Error| Error::NoFile { path: path.to_owned(), reason };
    if path.is_dir() {
        return Err(broken(io::Error::new(io::ErrorKind::IsADirectory, "this is a folder, not a sheet")));
    }
    folder::read_file(path, limits::SHEET_BYTES).map_err(|error| match error {
        folder::Error::Disk { reason, .. } => broken(reason),
        folder::Error::TooMuch { .. } => {
            let size = fs::metadata(path).map_or(0, |size| size.len() / 1024 / 1024);
            let (size, limit_mb) = (format!("{size} MB"), limits::SHEET_BYTES / 1024 / 1024);
            Error::TooLarge { path: path.to_owned(), size, limit_mb }
        }
        other => other.into(),
    })
}

/// Writes one file as a whole, in folders that are made if they are missing; what was there stays until it is complete.
///
/// # Errors
/// When it cannot be written.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    Ok(folder::edit(path, bytes)?)
}

/// The catalogue that came with the program, or a checked one from a data folder.
///
/// # Errors
/// When the folder cannot be read, or anything in it is wrong: a result must not rest on a broken catalogue.
pub fn open_catalogue(folder: Option<&Path>) -> Result<Catalogue, Error> {
    let Some(folder) = folder else { return Ok(Catalogue::compiled()) };
    let mut files = Vec::new();
    let mut problems = Vec::new();
    walk(folder, folder, &mut files, &mut problems)?;
    let (catalogue, _) = Catalogue::open(Files::new(files));
    problems.extend(catalogue.check());
    if problems.is_empty() {
        return Ok(catalogue);
    }
    for problem in &mut problems {
        let path = folder.join(problem.place.file.as_ref());
        problem.place.file = path.to_string_lossy().as_ref().into();
    }
    Err(Error::BrokenCatalogue(problems))
}

fn walk(
    root: &Path,
    folder: &Path,
    files: &mut Vec<(String, String)>,
    problems: &mut Vec<Problem>,
) -> Result<(), Error> {
    let broken = |path: PathBuf| move |reason: io::Error| Error::NoFile { path, reason };
    for entry in fs::read_dir(folder).map_err(broken(folder.to_owned()))? {
        let path = entry.map_err(broken(folder.to_owned()))?.path();
        if path.is_dir() {
            walk(root, &path, files, problems)?;
        } else if path.extension().is_some_and(|ending| ending == "csv" || ending == "toml") {
            let bytes = read(&path)?;
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            let text = String::from_utf8_lossy(&bytes).into_owned();
            if let Err(error) = std::str::from_utf8(&bytes) {
                let before = &bytes[..error.valid_up_to()];
                let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
                let spot = Spot::new(u32::try_from(line).unwrap_or(u32::MAX), 1);
                let problem = Problem::error(&name.as_str().into(), spot, "this line is not UTF-8");
                problems.push(problem.hint("data files are UTF-8"));
            }
            files.push((name, text));
        }
    }
    Ok(())
}
