//! Which data files are read here, and is anything in them wrong? Everything below `cost/` and `pathway/`.

use catalogue::{Catalogue, Files};
use model::{Problem, Spot};

use crate::defaults::Defaults;
use crate::library::Library;
use crate::pathway::Pathway;
use crate::reuse::reuse;

/// The folders of data that are read here.
pub const FOLDERS: [&str; 2] = ["cost/", "pathway/"];

/// Every file that is read, those below [`ACTIONS`] left out.
const FILES: [&str; 16] = [
    "cost/cases.csv",
    "cost/fees.csv",
    "cost/hours.csv",
    "cost/model.toml",
    "cost/parts.csv",
    "cost/phases.csv",
    "cost/reuse.csv",
    "cost/skills.csv",
    "pathway/cra-classes.csv",
    "pathway/cra-dates.csv",
    "pathway/cra-routes.csv",
    "pathway/cra-status.csv",
    "pathway/parts.csv",
    "pathway/questions.toml",
    "pathway/rules.toml",
    "pathway/schemes.csv",
];

/// A file for each edition with actions.
const ACTIONS: &str = "cost/actions/";

/// Names everything that is wrong with the files, against the editions of the catalogue; also files that nobody reads.
///
/// In: the data files, and the catalogue whose rows and standards they name. Out: problems, each with its place.
pub fn check(files: &Files, catalogue: &Catalogue) -> Vec<Problem> {
    let (library, mut problems) = Library::open(files, catalogue);
    problems.extend(Defaults::open(files).1);
    problems.extend(Pathway::open(files, catalogue).1);
    problems.extend(reuse(files, catalogue, &library, "", &[]).1);
    for path in FOLDERS.iter().flat_map(|folder| files.matching(folder, "")) {
        let read = FILES.contains(&path) || (path.starts_with(ACTIONS) && path.ends_with(".csv"));
        if !read {
            let problem = Problem::error(&path.into(), Spot::new(1, 1), "nobody reads this file");
            problems.push(problem.hint(format!("files here are {}, and {ACTIONS}<edition>.csv", FILES.join(", "))));
        }
    }
    problems.sort();
    problems.dedup();
    problems
}
