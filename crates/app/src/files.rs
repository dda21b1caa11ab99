//! How do bytes come in? With a bound on their size, before they are read.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use catalogue::{Catalogue, Files};
use dossier::limits;
use model::{Problem, Spot};
use report::ProblemResult;

use crate::dossiers::placed_problem;
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
    let files = Files::new(files);
    let given: Vec<&str> = BESIDE.into_iter().filter(|path| files.has(path)).collect();
    let (catalogue, _) = Catalogue::open(files.completed(BESIDE));
    problems.extend(catalogue.check());
    problems.extend(beside(&catalogue, &given).into_iter().filter(Problem::is_error));
    if problems.is_empty() {
        return Ok(catalogue);
    }
    Err(Error::BrokenCatalogue(problems.iter().map(|problem| placed_problem(folder, problem)).collect()))
}

/// The folders beside the catalogue; where a data folder has none of these, the program's own is read.
const BESIDE: [&str; 3] = [plan::FOLDERS[0], plan::FOLDERS[1], decide::FOLDER];

/// What is wrong in these of the folders beside the catalogue.
fn beside(catalogue: &Catalogue, given: &[&str]) -> Vec<Problem> {
    if given.is_empty() {
        return Vec::new();
    }
    let mut problems = plan::check(catalogue.files(), catalogue);
    problems.extend(decide::check(catalogue.files(), catalogue));
    // The program's own data may name what a smaller catalogue does not have; nobody here can mend that.
    problems.retain(|problem| given.iter().any(|folder| problem.place.file.starts_with(folder)));
    problems
}

/// What a data folder leaves to be looked at, although nothing in it is wrong: rows that no action closes, say.
pub fn data_warnings(catalogue: &Catalogue, folder: &Path) -> Vec<ProblemResult> {
    let given: Vec<&str> = BESIDE.into_iter().filter(|path| folder.join(path).is_dir()).collect();
    let found = beside(catalogue, &given);
    found.iter().map(|problem| ProblemResult::from(&placed_problem(folder, problem))).collect()
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
