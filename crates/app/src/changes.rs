//! How does a dossier come to say something else? Set a row, import a sheet; what comes new is `additions`'.
//!
//! Each use case first says what would change, as changes and file edits; writing them is a step of its own.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use catalogue::{AssessedBy, Edition};
use dossier::{FileEdit, Sheet, Stamp, import, read_sheet_about, row_id, standard_of, write};
use model::{Change, Claim, EditionKey, Evidence, Key, Problem, Statement, Status, Subject, Trait};

use report::{ImportResult, ProblemResult};

use crate::PROGRAM;
use crate::dossiers::{OpenDossier, placed_problem};
use crate::error::Error;
use crate::oscal_import::import_oscal;
use crate::sheets::edition;

/// What would change, and the files in which.
#[derive(Debug, Clone, Default)]
pub struct Planned {
    /// The changes, in the order of the input.
    pub changes: Vec<Change>,
    /// What a row said before, by key, for whoever shows the difference.
    pub before: BTreeMap<Key, Statement>,
    /// The files with their new bytes.
    pub edits: Vec<FileEdit>,
    /// What is wrong with the input; nothing is planned when one of them is an error.
    pub problems: Vec<Problem>,
    /// Did the input state nothing at all, so that nothing was compared?
    pub nothing_read: bool,
}

impl OpenDossier<'_> {
    /// Plans the edits of changes; what stood there before is kept for showing it.
    pub(crate) fn plan(&self, changes: Vec<Change>, mut problems: Vec<Problem>) -> Result<Planned, Error> {
        problems.extend(self.cites_nothing(&changes));
        let standing = |key: &Key| crate::change_words::standing(&self.dossier.book, key).cloned();
        let before = changes.iter().filter_map(|change| Some((change.key(), standing(&change.key())?))).collect();
        if !self.files.contains_key(dossier::COVER) {
            let path = self.root().to_string_lossy();
            return Err(Error::WrongQuestion(format!("{path} has no dossier.toml; `plimsoll init` writes one")));
        }
        let edits = write(&self.library, &self.dossier, &self.files, &changes);
        let placed = |problem: &Problem| placed_problem(self.root(), problem);
        let edits = edits.map_err(|problems| Error::Unreadable(problems.iter().map(placed).collect()))?;
        self.stays_sound(&edits)?;
        Ok(Planned { changes, before, edits, problems, nothing_read: false })
    }

    /// Evidence that changed claims cite and the register does not have.
    fn cites_nothing(&self, changes: &[Change]) -> Vec<Problem> {
        let register = assess::Register::new(&self.dossier.book, &self.holdings, crate::today());
        let claims = changes.iter().filter_map(|change| match change {
            Change::State(Statement::Claim(row, claim)) => Some((row, claim)),
            _ => None,
        });
        let cited = claims.flat_map(|(row, claim)| claim.evidence.iter().map(move |evidence| (row, evidence)));
        let unknown = cited.filter(|(_, evidence)| register.piece(&evidence.name).is_none());
        let problem = |(row, evidence): (&model::RowId, &Evidence)| {
            let file = self.dossier.sheet(&row.subject, &row.edition);
            let message = format!("{}: there is no evidence \"{}\" yet", row.requirement, evidence.name);
            let problem = Problem::warning(&file, model::Spot::new(1, 1), message);
            placed_problem(self.root(), &problem.hint("`plimsoll add evidence` adds it; until then it is an error"))
        };
        unknown.map(problem).collect()
    }

    /// Would the files with these edits have errors that they do not have now? Then nothing is written.
    fn stays_sound(&self, edits: &[FileEdit]) -> Result<(), Error> {
        let mut files = self.files.clone();
        files.extend(edits.iter().map(|edit| (Arc::clone(&edit.path), edit.bytes.clone())));
        let after = dossier::read(&self.library, &files);
        let errors = |problems: &[Problem]| -> Vec<String> {
            problems.iter().filter(|one| one.is_error()).map(|one| one.message.clone()).collect()
        };
        let before = errors(&self.dossier.problems);
        let new = after.problems.iter().filter(|one| one.is_error() && !before.contains(&one.message));
        let new: Vec<Problem> = new.map(|problem| placed_problem(self.root(), problem)).collect();
        if new.is_empty() { Ok(()) } else { Err(Error::Unreadable(new)) }
    }

    /// Writes what was planned.
    ///
    /// # Errors
    /// When a file changed meanwhile or cannot be written; nothing is written then.
    pub fn carry_out(&self, planned: &Planned) -> Result<(), Error> {
        Ok(self.folder.write(&planned.edits)?)
    }

    pub(crate) fn one_subject(&self, word: &str) -> Result<&Subject, Error> {
        self.dossier.subject(word).map_err(Error::WrongQuestion)
    }

    /// The edition of a subject that has a requirement, and the requirement's index.
    pub(crate) fn edition_with(
        &self,
        subject: &Subject,
        standard: Option<&str>,
        id: &str,
    ) -> Result<(Arc<Edition>, usize), Error> {
        let wanted = standard.map(|name| edition(self.library.catalogue, name)).transpose()?;
        let keys = subject.standards.iter().filter(|key| wanted.as_ref().is_none_or(|one| one.head.key == **key));
        let editions: Vec<Arc<Edition>> = keys.filter_map(|key| self.library.edition(key)).collect();
        let found: Vec<(Arc<Edition>, usize)> =
            editions.iter().filter_map(|one| one.find(id).map(|index| (Arc::clone(one), index))).collect();
        match found.as_slice() {
            [(edition, index)] => Ok((Arc::clone(edition), *index)),
            [] => Err(Error::NoSuchRequirement {
                edition: format!("{} is assessed against {}, which", subject.id, keys_text(&subject.standards)),
                wanted: id.to_owned(),
                nearest: editions
                    .iter()
                    .find_map(|one| one.nearest(id))
                    .map(|near| format!("; did you mean {near}?"))
                    .unwrap_or_default(),
            }),
            several => Err(Error::AmbiguousRequirement {
                wanted: id.to_owned(),
                editions: several.iter().map(|(one, _)| one.head.key.to_string()).collect::<Vec<_>>().join(", "),
            }),
        }
    }
}

fn keys_text(keys: &[EditionKey]) -> String {
    keys.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// What shall stand in the applicant's side of one row; `None` leaves a cell as it is.
#[derive(Debug, Clone, Default)]
pub struct RowInput {
    /// The requirement, read leniently.
    pub requirement: String,
    /// The standard, where several of the subject's have the id.
    pub standard: Option<String>,
    /// The part.
    pub part: Option<String>,
    /// The status: a word, `ML 2` for processes, or `none` to take it away.
    pub status: Option<String>,
    /// The statement.
    pub statement: Option<String>,
    /// The evidence; replaces what was cited.
    pub evidence: Vec<String>,
    /// Marks of a process row: `documented=yes`.
    pub marks: Vec<String>,
}

/// Plans the change of one row.
///
/// # Errors
/// When there is no such subject or requirement, a word does not exist, or the sheet cannot be written.
pub fn set(open: &OpenDossier<'_>, subject: &str, input: &RowInput) -> Result<Planned, Error> {
    let subject = open.one_subject(subject)?;
    let (edition, index) = open.edition_with(subject, input.standard.as_deref(), &input.requirement)?;
    let requirement = &edition.requirements[index];
    let row = row_id(subject, &edition.head.key, &requirement.id, input.part.as_deref());
    let old = dossier::claim(&open.dossier, &row);
    let mut new: Claim = old.clone();
    let process = edition.head.assessed_by == AssessedBy::Maturity;
    if let Some(word) = &input.status {
        match (Status::parse(word), model::MaturityLevel::parse(word)) {
            _ if matches!(word.trim(), "none" | "") => (new.status, new.maturity) = (None, None),
            (Some(status), _) => new.status = Some(status),
            (None, Some(level)) if process => new.maturity = Some(level),
            _ => {
                let levels = if process { ", or a maturity level such as ML2" } else { "" };
                let words = Status::words();
                let message =
                    format!("\"{word}\" is not a status; use one of: {words}{levels}, or none to take it away");
                return Err(Error::WrongQuestion(message));
            }
        }
    }
    if let Some(statement) = &input.statement {
        new.statement = statement.trim().to_owned();
    }
    if !input.evidence.is_empty() {
        let names = input.evidence.iter().flat_map(|one| one.split(';')).map(str::trim);
        new.evidence = names.filter(|name| name.contains(char::is_alphanumeric)).map(Evidence::named).collect();
    }
    for mark in &input.marks {
        let (name, word) = mark.split_once('=').unwrap_or((mark, "yes"));
        let which = Trait::ALL.into_iter().find(|one| one.id() == name.trim()).filter(|_| process);
        let value = if word.trim() == "none" { Some(None) } else { model::Mark::parse(word).map(Some) };
        let (Some(which), Some(value)) = (which, value) else {
            let known = Trait::ALL.map(Trait::id).join(", ");
            let message = if process {
                format!("--mark {mark}: write one of {known} with =yes, =partly, =no or =none")
            } else {
                format!("--mark {mark}: only rows of processes have marks")
            };
            return Err(Error::WrongQuestion(message));
        };
        new.marks.put(which, value);
    }
    let steers = |text: &str| text.chars().any(|letter| letter.is_control() && !letter.is_whitespace());
    if steers(&new.statement) || new.statement.starts_with('=') || new.evidence.iter().any(|one| steers(&one.name)) {
        return Err(Error::WrongQuestion("a statement has no control characters and does not begin with =".into()));
    }
    let changes = match (new == old, new.is_silent()) {
        (true, _) => Vec::new(),
        (_, true) => vec![Change::Withdraw(Key::Claim(row), "taken away".to_owned())],
        _ => vec![Change::State(Statement::Claim(row, new))],
    };
    open.plan(changes, Vec::new())
}

/// Plans the import of a sheet, or of an OSCAL document.
///
/// In: the dossier, the file's path, the subject and the standard where the file leaves them open.
/// Out: exactly the rows in which the file says something else. A file with an error changes nothing.
/// A form says itself whose it is and about what; of a workbook with several one must be asked for.
///
/// # Errors
/// When the file cannot be opened, or it is not clear what it is about.
pub fn import_sheet(
    open: &OpenDossier<'_>,
    sheet: &Path,
    subject: Option<&str>,
    standard: Option<&str>,
) -> Result<Planned, Error> {
    let bytes = crate::files::read(sheet)?;
    let name = sheet.to_string_lossy();
    let mut nothing_read = false;
    let (changes, problems) = if oscal::is_json(&name, &bytes) {
        let (changes, problems, rows) = import_oscal(open, &name, &bytes, subject, standard)?;
        nothing_read = rows == 0;
        (changes, problems)
    } else {
        let (table, mut problems) = open.form_or_sheet(&name, &bytes, subject, standard)?;
        // A form says itself whose it is.
        let stamped = table.stamp().map(|stamp| stamp.subject.to_string());
        let (subject, edition) = open.whose(&table, &name, subject.or(stamped.as_deref()), standard, &problems)?;
        let (changes, more) = import(&open.dossier, subject, &edition, &table, EMPTIED);
        problems.extend(more);
        (changes, problems)
    };
    if problems.iter().any(Problem::is_error) {
        return Err(Error::Unreadable(problems));
    }
    Ok(Planned { nothing_read, ..open.plan(changes, problems)? })
}

/// Why a row is withdrawn that an imported file empties.
pub(crate) const EMPTIED: &str = "emptied in an imported sheet";

impl OpenDossier<'_> {
    /// Reads a sheet; of a workbook with several forms the one that is asked for.
    fn form_or_sheet(
        &self,
        name: &str,
        bytes: &[u8],
        subject: Option<&str>,
        standard: Option<&str>,
    ) -> Result<(Sheet, Vec<Problem>), Error> {
        let named = standard.map(|name| edition(self.library.catalogue, name)).transpose()?;
        let asked = subject.map(|word| self.one_subject(word)).transpose()?;
        let about = |stamp: &Stamp| {
            asked.is_none_or(|one| one.id == stamp.subject)
                && named.as_ref().is_none_or(|edition| edition.head.key == stamp.edition)
        };
        let (table, problems) = read_sheet_about(name, bytes, &about);
        if let [_, _, ..] = table.wanted() {
            let all: Vec<String> = table.wanted().iter().map(|(subject, key)| format!("{subject} ({key})")).collect();
            let message =
                format!("{name} holds several sheets; say with --subject and --standard which: {}", all.join(", "));
            return Err(Error::WrongQuestion(message));
        }
        Ok((table, problems))
    }

    /// Which subject and edition a sheet is about.
    pub(crate) fn whose(
        &self,
        table: &Sheet,
        name: &str,
        subject: Option<&str>,
        standard: Option<&str>,
        problems: &[Problem],
    ) -> Result<(&Subject, Arc<Edition>), Error> {
        let named = standard.map(|name| edition(self.library.catalogue, name)).transpose()?;
        let subjects: Vec<&Subject> = match subject {
            Some(word) => vec![self.one_subject(word)?],
            None => self.dossier.book.subjects().map(|(subject, _)| subject).collect(),
        };
        let keys: Vec<(&Subject, EditionKey)> = subjects
            .iter()
            .flat_map(|subject| subject.standards.iter().map(move |key| (*subject, key.clone())))
            .filter(|(_, key)| named.as_ref().is_none_or(|edition| edition.head.key == *key))
            .collect();
        let editions: Vec<Edition> = {
            let mut known: Vec<EditionKey> = keys.iter().map(|(_, key)| key.clone()).collect();
            known.sort_unstable();
            known.dedup();
            known.iter().filter_map(|key| self.library.edition(key)).map(|edition| edition.as_ref().clone()).collect()
        };
        let Some(found) = standard_of(table, &editions) else {
            if problems.iter().any(Problem::is_error) {
                return Err(Error::Unreadable(problems.to_vec()));
            }
            return Err(Error::WrongQuestion(format!(
                "{name}: no id in this sheet belongs to a standard of this dossier's subjects"
            )));
        };
        let about: Vec<&Subject> =
            keys.iter().filter(|(_, key)| *key == found.head.key).map(|(subject, _)| *subject).collect();
        let [subject] = about.as_slice() else {
            let ids = about.iter().map(|subject| subject.id.as_str()).collect::<Vec<_>>().join(", ");
            return Err(Error::WrongQuestion(format!("say with --subject whose sheet it is: {ids}")));
        };
        Ok((*subject, Arc::new(found.clone())))
    }
}

/// What an import changed, or would change: `plimsoll.import/1`.
pub fn import_result(planned: &Planned, dry_run: bool) -> ImportResult {
    ImportResult {
        schema: "plimsoll.import/1",
        program: PROGRAM.to_owned(),
        written: !dry_run,
        changes: planned.changes.iter().map(|change| words_between(change, planned)).collect(),
        files: planned.edits.iter().map(|edit| edit.path.to_string()).collect(),
        problems: planned.problems.iter().map(ProblemResult::from).collect(),
    }
}

/// A change in words, with what stood there before.
pub fn words_between(change: &Change, planned: &Planned) -> String {
    crate::change_words::words(change, planned.before.get(&change.key()))
}
