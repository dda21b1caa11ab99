//! Which parts, in which order? The interview's answers from a dossier or from flags, and the path that follows.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use catalogue::Catalogue;
use dossier::{COVER, FileEdit, Files, Library, PATHWAY};
use folder::Folder;
use model::{Date, Problem, Spot};
use plan::{Answers, NoAnswer, Pathway};
use report::{PathwayResult, ProblemResult, QuestionsResult};

use crate::PROGRAM;
use crate::dossiers::{OpenDossier, placed_problem, title_of};
use crate::error::Error;
use crate::files;

/// An interview that is going on: the questions, and what was answered so far.
pub struct Interview<'c> {
    catalogue: &'c Catalogue,
    pathway: Pathway,
    answers: Answers,
    kept: Option<Kept>,
}

/// Where answers are kept, and what stood there.
struct Kept {
    folder: Folder,
    title: String,
    before: Option<Vec<u8>>,
    answers: Answers,
    problems: Vec<Problem>,
}

impl<'c> Interview<'c> {
    /// Begins an interview; with a folder, from what was answered there. The folder need not exist yet.
    ///
    /// # Errors
    /// When a file is there and cannot be read; what is wrong *in* the file of answers stands in the answer.
    pub fn open(catalogue: &'c Catalogue, dir: Option<&Path>) -> Result<Self, Error> {
        let pathway = Pathway::of(catalogue);
        let Some(dir) = dir else { return Ok(Self { catalogue, pathway, answers: Answers::default(), kept: None }) };
        let folder = Folder::new(dir);
        let (cover, before) = (bytes_of(&folder, COVER)?, bytes_of(&folder, PATHWAY)?);
        let (answers, problems) = match &before {
            Some(bytes) => read(&pathway, bytes),
            None => (Answers::default(), Vec::new()),
        };
        let title = cover.map_or_else(String::new, |bytes| {
            let files: Files = [(COVER.into(), bytes)].into();
            title_of(&dossier::read(&Library::new(catalogue), &files)).unwrap_or_default()
        });
        let problems = problems.iter().map(|problem| placed_problem(dir, problem)).collect();
        let kept = Some(Kept { folder, title, before, answers: answers.clone(), problems });
        Ok(Self { catalogue, pathway, answers, kept })
    }

    /// The questions, in order.
    pub fn questions(&self) -> &[plan::Question] {
        self.pathway.questions()
    }

    /// What was answered so far.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// Is nothing answered yet?
    pub fn is_empty(&self) -> bool {
        self.answers.iter().next().is_none()
    }

    /// Why the file of answers gives no answer at all; `None` where it gives some, or holds none.
    pub fn unread(&self) -> Option<Error> {
        let kept = self.kept.as_ref().filter(|kept| kept.answers.iter().next().is_none())?;
        kept.problems.iter().any(Problem::is_error).then(|| Error::Unreadable(kept.problems.clone()))
    }

    /// Answers a question by the ids of its choices; none skips it.
    pub fn choose(&mut self, question: &str, choices: &[String]) {
        self.answers.set(question, choices.iter().map(String::as_str));
    }

    /// Takes answers as they are typed beside one command, each `question=choice[,choice]`; out: the questions' ids.
    ///
    /// # Errors
    /// Says what would be right.
    pub fn give(&mut self, typed: &[String]) -> Result<Vec<String>, Error> {
        let wrong = |NoAnswer { what, right }| Error::WrongQuestion(format!("{what}; {right}"));
        self.answers.give_all(typed, self.pathway.questions()).map_err(wrong)
    }

    /// May the answers be written? Not over a file that says something nobody can read.
    ///
    /// # Errors
    /// Names what is wrong with the file.
    pub fn may_keep(&self) -> Result<(), Error> {
        match &self.kept {
            Some(kept) if kept.problems.iter().any(Problem::is_error) => Err(Error::Unreadable(kept.problems.clone())),
            _ => Ok(()),
        }
    }

    /// Writes the answers into the folder, unless they stand there already. Out: the file, where it was written.
    ///
    /// # Errors
    /// When the file says something nobody can read, has changed meanwhile, or cannot be written.
    pub fn keep(&self) -> Result<Option<PathBuf>, Error> {
        self.may_keep()?;
        let Some(kept) = self.kept.as_ref().filter(|kept| kept.answers != self.answers) else { return Ok(None) };
        let bytes = self.pathway.write_answers(&self.answers).into_bytes();
        kept.folder.write(&[FileEdit { path: PATHWAY.into(), before: kept.before.clone(), bytes }])?;
        Ok(Some(kept.folder.path(PATHWAY)))
    }

    /// The path that follows, as seen on a day.
    pub fn path(&self, at: Date) -> PathwayResult {
        let (title, problems) = match &self.kept {
            Some(kept) => {
                // Where other answers are tried, a contradiction of those in the file is none any more.
                let stands = |problem: &&Problem| problem.is_error() || kept.answers == self.answers;
                (kept.title.as_str(), kept.problems.iter().filter(stands).map(ProblemResult::from).collect())
            }
            None => ("", Vec::new()),
        };
        PathwayResult::new(PROGRAM, title, &self.pathway, self.catalogue, &self.answers, at, problems)
    }
}

/// The questions of the interview, as a page may ask them.
pub fn questions(catalogue: &Catalogue) -> QuestionsResult {
    QuestionsResult::new(PROGRAM, Pathway::of(catalogue).questions())
}

/// The path of an open dossier on a day; `None` where nothing was answered. Files are named from the dossier's root.
pub fn pathway_dossier(open: &OpenDossier<'_>, at: Date) -> Option<PathwayResult> {
    let catalogue = open.library.catalogue;
    let pathway = Pathway::of(catalogue);
    let (answers, problems) = read(&pathway, open.files.get(PATHWAY)?);
    answers.iter().next()?;
    let problems = problems.iter().map(ProblemResult::from).collect();
    let title = title_of(&open.dossier).unwrap_or_default();
    Some(PathwayResult::new(PROGRAM, &title, &pathway, catalogue, &answers, at, problems))
}

/// What is wrong with a dossier's file of answers; files are named from the dossier's root.
pub(crate) fn problems_of(catalogue: &Catalogue, files: &Files) -> Vec<Problem> {
    let Some(bytes) = files.get(PATHWAY) else { return Vec::new() };
    read(&Pathway::compiled(catalogue), bytes).1
}

/// What is to be done after the answers in a folder, as parts with their purposes, in order; `None` where nothing is
/// answered there.
///
/// # Errors
/// When the file of answers cannot be read, or says something nobody can read.
pub fn answered_parts(catalogue: &Catalogue, dir: &Path, at: Date) -> Result<Option<Vec<PathPart>>, Error> {
    let interview = Interview::open(catalogue, Some(dir))?;
    interview.may_keep()?;
    if interview.is_empty() {
        return Ok(None);
    }
    let part = |step: report::PathStepResult| PathPart { id: step.part, purpose: step.purpose };
    Ok(Some(interview.path(at).steps.into_iter().map(part).collect()))
}

/// A part on the path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathPart {
    /// Its number: `4-1`.
    pub id: String,
    /// Its purpose where there are several: `product`, `plant`; else empty.
    pub purpose: String,
}

/// The bytes of a file in a folder; `None` where nothing has its name. What is no file is not read: a pipe would wait.
fn bytes_of(folder: &Folder, name: &str) -> Result<Option<Vec<u8>>, Error> {
    let path = folder.path(name);
    let nothing = |error: &io::Error| matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory);
    let no_file = |reason: io::Error| Error::NoFile { path: path.clone(), reason };
    let said = |what: &str| no_file(io::Error::new(io::ErrorKind::InvalidInput, what.to_owned()));
    match fs::symlink_metadata(&path) {
        Err(error) if nothing(&error) => return Ok(None),
        Err(error) => return Err(no_file(error)),
        Ok(_) => {}
    }
    match fs::metadata(&path) {
        Err(error) if nothing(&error) => Err(said("this is a link that leads nowhere")),
        Err(error) => Err(no_file(error)),
        Ok(what) if what.is_dir() => Err(said("this is a folder, not a file")),
        Ok(what) if !what.is_file() => Err(said("this is a pipe or a device, not a file")),
        Ok(_) => files::read(&path).map(Some),
    }
}

pub(crate) fn read(pathway: &Pathway, bytes: &[u8]) -> (Answers, Vec<Problem>) {
    match std::str::from_utf8(bytes) {
        Ok(text) => pathway.read_answers(PATHWAY, text.trim_start_matches('\u{feff}')),
        Err(_) => {
            let problem = Problem::error(&PATHWAY.into(), Spot::new(1, 1), "this file is not UTF-8");
            (Answers::default(), vec![problem.hint("save it as UTF-8; until then nothing counts as answered")])
        }
    }
}

/// The parts of whose certificate the interview says that it is there already.
pub(crate) fn told_of(open: &OpenDossier<'_>) -> Vec<String> {
    let Some(bytes) = open.files.get(dossier::PATHWAY) else { return Vec::new() };
    let (answers, _) = read(&Pathway::of(open.library.catalogue), bytes);
    let told = answers.of("existing").iter().filter_map(|answer| answer.strip_suffix("-certificate"));
    told.map(str::to_owned).collect()
}
