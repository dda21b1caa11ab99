//! Which parts, in which order? The interview's answers from a dossier or from flags, and the path that follows.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use catalogue::Catalogue;
use dossier::{COVER, Dossier, FileEdit, Files, Library, PATHWAY};
use folder::Folder;
use model::{Date, Problem, Spot, SubjectId};
use plan::{AllAnswers, Answers, NoAnswer, Pathway};
use report::{PathwayGround, PathwayResult, ProblemResult, QuestionsResult};

use crate::PROGRAM;
use crate::dossiers::{OpenDossier, placed_problem, title_of};
use crate::error::Error;
use crate::files;
use crate::path_subjects::PathSubjects;

/// An interview that is going on: the questions, and what was answered so far, for the organization or for one subject.
pub struct Interview<'c> {
    catalogue: &'c Catalogue,
    pathway: Pathway,
    subjects: PathSubjects,
    /// The one product, system, programme or site that is spoken of.
    subject: Option<String>,
    all: AllAnswers,
    /// What is answered by the one who is spoken of.
    answers: Answers,
    kept: Option<Kept>,
}

/// Where answers are kept, and what stood there.
struct Kept {
    folder: Folder,
    title: String,
    before: Option<Vec<u8>>,
    answers: AllAnswers,
    problems: Vec<Problem>,
}

impl<'c> Interview<'c> {
    /// Begins an interview; with a folder, from what was answered there. The folder need not exist yet.
    ///
    /// In: the product, system, programme or site that answers for itself, as it was typed; the organization if left out.
    ///
    /// # Errors
    /// When a file is there and cannot be read, or the name is the organization's; what is wrong *in* the file of answers
    /// stands in the answer.
    pub fn open(catalogue: &'c Catalogue, dir: Option<&Path>, subject: Option<&str>) -> Result<Self, Error> {
        let pathway = Pathway::of(catalogue);
        let Some(dir) = dir else {
            return Ok(Self {
                catalogue,
                pathway,
                subjects: PathSubjects::default(),
                subject: None,
                all: AllAnswers::default(),
                answers: Answers::default(),
                kept: None,
            });
        };
        let folder = Folder::new(dir);
        let (cover, before) = (bytes_of(&folder, COVER)?, bytes_of(&folder, PATHWAY)?);
        let library = Library::new(catalogue);
        let title = cover.map_or_else(String::new, |bytes| {
            title_of(&dossier::read(&library, &[(COVER.into(), bytes)].into())).unwrap_or_default()
        });
        let bytes = before.as_deref().unwrap_or_default();
        let mut read = read(&pathway, bytes, &PathSubjects::default(), before.is_some());
        let mut subjects = PathSubjects::default();
        // The whole dossier is read only where somebody speaks of one of its subjects.
        if dir.is_dir() && (subject.is_some() || !read.0.subjects.is_empty()) {
            subjects = PathSubjects::of(&dossier::read(&library, &folder.read()?.0));
            read = self::read(&pathway, bytes, &subjects, before.is_some());
        }
        let (all, mut problems) = read;
        let subject = match subject.map(str::trim) {
            None => None,
            Some(plan::ORGANIZATION | "") => {
                let message =
                    "the organization's own answers need no --subject; name a product, system, programme or site";
                return Err(Error::WrongQuestion(message.to_owned()));
            }
            Some(typed) => Some(match subjects.resolve(typed) {
                Ok(id) => id,
                Err(_) if all.own(typed).is_some() => typed.to_owned(),
                Err(wrong) => {
                    let spot = Spot::new(1, 1);
                    problems.push(Problem::warning(&PATHWAY.into(), spot, wrong.what).hint(wrong.right));
                    typed.to_owned()
                }
            }),
        };
        let answers = match &subject {
            Some(id) => all.own(id).cloned().unwrap_or_default(),
            None => all.organization.clone(),
        };
        let problems = problems.iter().map(|problem| placed_problem(dir, problem)).collect();
        let kept = Some(Kept { folder, title, before, answers: all.clone(), problems });
        Ok(Self { catalogue, pathway, subjects, subject, all, answers, kept })
    }

    /// The questions, in order.
    pub fn questions(&self) -> &[plan::Question] {
        self.pathway.questions()
    }

    /// What was answered so far by the one who is spoken of.
    pub fn answers(&self) -> &Answers {
        &self.answers
    }

    /// The one product, system, programme or site that is spoken of.
    pub fn subject(&self) -> Option<&str> {
        self.subject.as_deref()
    }

    /// What holds for a question that is skipped: the organization's answer, where one product or site is spoken of.
    pub fn behind(&self, question: &str) -> &[String] {
        if self.subject.is_some() { self.all.organization.of(question) } else { &[] }
    }

    /// Does the dossier, or an entry of the file, know the one who is spoken of?
    ///
    /// # Errors
    /// Names those that are known.
    pub fn is_known(&self) -> Result<(), Error> {
        let Some(id) = &self.subject else { return Ok(()) };
        let entries: Vec<&str> = self.all.subjects.iter().map(|one| one.id.as_str()).collect();
        if entries.contains(&id.as_str()) {
            return Ok(());
        }
        let own = match entries.as_slice() {
            [] => format!("{PATHWAY} has no answers of single products or sites"),
            entries => format!("{PATHWAY} has answers of {}", entries.join(", ")),
        };
        match self.subjects.resolve(id) {
            Ok(_) if !self.subjects.is_empty() => Ok(()),
            Ok(_) => Err(Error::WrongQuestion(format!("nothing is answered for \"{id}\"; {own}"))),
            Err(wrong) => Err(Error::WrongQuestion(format!("{}; {}; {own}", wrong.what, wrong.right))),
        }
    }

    /// Why the one who is spoken of may be a slip of the keyboard: no entry and no subject of the dossier has that name.
    pub fn doubtful(&self) -> Option<String> {
        let id = self.subject.as_ref().filter(|id| self.all.subjects.iter().all(|one| one.id != **id))?;
        self.subjects.resolve(id).err().map(|wrong| format!("{}; {}", wrong.what, wrong.right))
    }

    /// Is nothing answered yet by the one who is spoken of?
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty()
    }

    /// Is nothing answered from which a path could follow?
    pub fn leads_nowhere(&self) -> bool {
        self.answered().is_empty()
    }

    /// Why the file of answers gives no answer at all; `None` where it gives some, or holds none.
    pub fn unread(&self) -> Option<Error> {
        let kept = self.kept.as_ref().filter(|kept| kept.answers.is_empty())?;
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

    /// Writes the answers into the folder, unless they stand there already; those of others stay. Out: the file, where it
    /// was written.
    ///
    /// # Errors
    /// When the file says something nobody can read, has changed meanwhile, or cannot be written.
    pub fn keep(&self) -> Result<Option<PathBuf>, Error> {
        self.may_keep()?;
        let answers = self.answered();
        let Some(kept) = self.kept.as_ref().filter(|kept| kept.answers != answers) else { return Ok(None) };
        let bytes = self.pathway.write_answers(&answers).into_bytes();
        kept.folder.write(&[FileEdit { path: PATHWAY.into(), before: kept.before.clone(), bytes }])?;
        Ok(Some(kept.folder.path(PATHWAY)))
    }

    /// The path that follows for the one who is spoken of, or for everybody, as seen on a day.
    pub fn path(&self, at: Date) -> PathwayResult {
        let answers = self.answered();
        let (title, problems) = match &self.kept {
            Some(kept) => {
                // Where other answers are tried, a contradiction of those in the file is none any more.
                let stands = |problem: &&Problem| problem.is_error() || kept.answers == answers;
                (kept.title.as_str(), kept.problems.iter().filter(stands).map(ProblemResult::from).collect())
            }
            None => ("", Vec::new()),
        };
        let name_of = |id: &str| self.subjects.name(id);
        let (pathway, catalogue) = (&self.pathway, self.catalogue);
        let subjects = &self.subjects.ids();
        let ground = PathwayGround { program: PROGRAM, title, pathway, catalogue, at, name_of: &name_of, subjects };
        match &self.subject {
            Some(id) => PathwayResult::of_subject(ground, id, &answers, problems),
            None => PathwayResult::new(ground, &answers, problems),
        }
    }

    /// What is answered for everybody, with what was answered just now.
    fn answered(&self) -> AllAnswers {
        let mut all = self.all.clone();
        match &self.subject {
            Some(id) => all.set_own(id, self.answers.clone()),
            None => all.organization = self.answers.clone(),
        }
        all
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
    let subjects = PathSubjects::of(&open.dossier);
    let (answers, problems) = read(&pathway, open.files.get(PATHWAY)?, &subjects, true);
    if answers.is_empty() {
        return None;
    }
    let problems = problems.iter().map(ProblemResult::from).collect();
    let title = title_of(&open.dossier).unwrap_or_default();
    let name_of = |id: &str| subjects.name(id);
    let ground = PathwayGround {
        program: PROGRAM,
        title: &title,
        pathway: &pathway,
        catalogue,
        at,
        name_of: &name_of,
        subjects: &subjects.ids(),
    };
    Some(PathwayResult::new(ground, &answers, problems))
}

/// What is wrong with a dossier's file of answers; files are named from the dossier's root.
pub(crate) fn problems_of(catalogue: &Catalogue, files: &Files, dossier: &Dossier) -> Vec<Problem> {
    let Some(bytes) = files.get(PATHWAY) else { return Vec::new() };
    read(&Pathway::compiled(catalogue), bytes, &PathSubjects::of(dossier), true).1
}

/// What is to be done after the answers in a folder, as parts with their purposes, in order; `None` where nothing is
/// answered there.
///
/// # Errors
/// When the file of answers cannot be read, or says something nobody can read.
pub fn answered_parts(catalogue: &Catalogue, dir: &Path, at: Date) -> Result<Option<Vec<PathPart>>, Error> {
    let interview = Interview::open(catalogue, Some(dir), None)?;
    interview.may_keep()?;
    if interview.leads_nowhere() {
        return Ok(None);
    }
    let part = |step: report::PathStepResult| PathPart { id: step.part, purpose: step.purpose, whom: step.whom };
    Ok(Some(interview.path(at).steps.into_iter().map(part).collect()))
}

/// A part on the path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathPart {
    /// Its number: `4-1`.
    pub id: String,
    /// Its purpose where there are several: `product`, `plant`; else empty.
    pub purpose: String,
    /// For whom: `organization`, and those with answers of their own; empty where nobody has.
    pub whom: Vec<String>,
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

/// Reads the file of answers; one that is not there holds none, and nothing is wrong with it.
fn read(pathway: &Pathway, bytes: &[u8], subjects: &PathSubjects, there: bool) -> (AllAnswers, Vec<Problem>) {
    match std::str::from_utf8(bytes) {
        _ if !there => Default::default(),
        Ok(text) => {
            pathway.read_answers(PATHWAY, text.trim_start_matches('\u{feff}'), &|written| subjects.resolve(written))
        }
        Err(_) => {
            let problem = Problem::error(&PATHWAY.into(), Spot::new(1, 1), "this file is not UTF-8");
            (AllAnswers::default(), vec![problem.hint("save it as UTF-8; until then nothing counts as answered")])
        }
    }
}

/// A part of whose certificate the interview says that it is there already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    /// The part's number.
    pub(crate) part: String,
    /// The subject for which that was answered; `None` where it holds for each that answers nothing else.
    pub(crate) subject: Option<SubjectId>,
    /// Those that answer the question otherwise for themselves.
    pub(crate) except: Vec<SubjectId>,
}

/// The certificates of which the interview says that they are there: the organization's, then those of single subjects.
pub(crate) fn told_of(open: &OpenDossier<'_>) -> Vec<Told> {
    const EXISTING: &str = "existing";
    let Some(bytes) = open.files.get(dossier::PATHWAY) else { return Vec::new() };
    let subjects = PathSubjects::of(&open.dossier);
    let (all, _) = read(&Pathway::of(open.library.catalogue), bytes, &subjects, true);
    let own: Vec<(SubjectId, &Answers)> = (all.subjects.iter())
        .filter(|one| !one.answers.of(EXISTING).is_empty())
        .filter_map(|one| Some((open.dossier.subject(&one.id).ok()?.id.clone(), &one.answers)))
        .collect();
    let except: Vec<SubjectId> = own.iter().map(|(id, _)| id.clone()).collect();
    let parts = |answers: &Answers| -> Vec<String> {
        let told = answers.of(EXISTING).iter().filter_map(|answer| answer.strip_suffix("-certificate"));
        told.map(str::to_owned).collect()
    };
    let mut told: Vec<Told> = (parts(&all.organization).into_iter())
        .map(|part| Told { part, subject: None, except: except.clone() })
        .collect();
    for (id, answers) in own {
        let one = |part| Told { part, subject: Some(id.clone()), except: Vec::new() };
        told.extend(parts(answers).into_iter().map(one));
    }
    told
}
