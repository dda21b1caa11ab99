//! How does a dossier come to say something else? Set a row, import a sheet, add a subject, a version or evidence.
//!
//! Each use case first says what would change, as changes and file edits; writing them is a step of its own.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use assess::{CarriedVerdict, carried_verdicts};
use catalogue::{AssessedBy, Edition};
use dossier::{FileEdit, ID_HINT, emit, import, is_id, read_sheet, row_id, standard_of, write};
use model::{
    Change, Changed, Claim, ComponentTypes, Date, EditionKey, Evidence, Key, Piece, PieceFile, PieceId, PieceKind,
    Problem, Statement, Status, Subject, SubjectId, SubjectKind, Trait, Version,
};

use report::{ImportResult, ProblemResult};

use crate::PROGRAM;
use crate::dossiers::{OpenDossier, placed_problem};
use crate::error::Error;
use crate::question::goal;
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
}

impl OpenDossier<'_> {
    /// Plans the edits of changes; what stood there before is kept for showing it.
    fn plan(&self, changes: Vec<Change>, mut problems: Vec<Problem>) -> Result<Planned, Error> {
        problems.extend(self.cites_nothing(&changes));
        let standing = |key: &Key| crate::journal::standing(&self.dossier.book, key).cloned();
        let before = changes.iter().filter_map(|change| Some((change.key(), standing(&change.key())?))).collect();
        if !self.files.contains_key(dossier::COVER) {
            let path = self.root().to_string_lossy();
            return Err(Error::WrongQuestion(format!("{path} has no dossier.toml; `plimsoll init` writes one")));
        }
        let edits = write(&self.library, &self.dossier, &self.files, &changes);
        let placed = |problem: &Problem| placed_problem(self.root(), problem);
        let edits = edits.map_err(|problems| Error::Unreadable(problems.iter().map(placed).collect()))?;
        self.stays_sound(&edits)?;
        Ok(Planned { changes, before, edits, problems })
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

    fn one_subject(&self, word: &str) -> Result<&Subject, Error> {
        self.dossier.subject(word).map_err(Error::WrongQuestion)
    }

    /// The edition of a subject that has a requirement, and the requirement's index.
    fn edition_with(
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

/// Plans the import of a sheet.
///
/// In: the dossier, the sheet's path, the subject and the standard where the sheet leaves them open.
/// Out: exactly the rows in which the sheet says something else. A sheet with an error changes nothing.
///
/// # Errors
/// When the sheet cannot be opened, or it is not clear what it is about.
pub fn import_sheet(
    open: &OpenDossier<'_>,
    sheet: &Path,
    subject: Option<&str>,
    standard: Option<&str>,
) -> Result<Planned, Error> {
    let bytes = crate::files::read(sheet)?;
    let name = sheet.to_string_lossy();
    let (table, mut problems) = read_sheet(&name, &bytes);
    let named = standard.map(|name| edition(open.library.catalogue, name)).transpose()?;
    let subjects: Vec<&Subject> = match subject {
        Some(word) => vec![open.one_subject(word)?],
        None => open.dossier.book.subjects().map(|(subject, _)| subject).collect(),
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
        known.iter().filter_map(|key| open.library.edition(key)).map(|edition| edition.as_ref().clone()).collect()
    };
    let Some(found) = standard_of(&table, &editions) else {
        if problems.iter().any(Problem::is_error) {
            return Err(Error::Unreadable(problems));
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
    let edition = Arc::new(found.clone());
    let (changes, more) = import(&open.dossier, subject, &edition, &table, "emptied in an imported sheet");
    problems.extend(more);
    if problems.iter().any(Problem::is_error) {
        return Err(Error::Unreadable(problems));
    }
    open.plan(changes, problems)
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
    crate::journal::words(change, planned.before.get(&change.key()))
}

/// What a new subject shall be.
#[derive(Debug, Clone)]
pub struct SubjectInput {
    /// Its kind.
    pub kind: SubjectKind,
    /// Its id.
    pub id: String,
    /// Its name; the id if it is empty.
    pub name: String,
    /// Its standards; the usual ones of its kind if there are none.
    pub standards: Vec<String>,
    /// Component types, for products.
    pub types: ComponentTypes,
    /// What should be reached.
    pub target: Option<String>,
    /// The platform whose rows a product inherits.
    pub platform: Option<String>,
    /// The process under which it is made.
    pub process: Option<String>,
    /// The first version.
    pub version: Option<String>,
    /// Is a system an installed zone?
    pub zone: bool,
}

impl SubjectInput {
    /// A subject of which nothing but its id is said.
    pub fn new(kind: SubjectKind, id: &str) -> Self {
        Self {
            kind,
            id: id.to_owned(),
            name: String::new(),
            standards: Vec::new(),
            types: ComponentTypes::NONE,
            target: None,
            platform: None,
            process: None,
            version: None,
            zone: false,
        }
    }
}

/// The standard that is assessed when nobody names one.
fn usual(kind: SubjectKind) -> &'static str {
    match kind {
        SubjectKind::Product => "4-2",
        SubjectKind::Process => "4-1",
        SubjectKind::System => "3-3",
        SubjectKind::Programme => "2-1",
    }
}

/// Plans a new subject: its description, and a sheet with every row that applies for each of its standards.
///
/// # Errors
/// When the id is taken or none, or a standard or target does not exist.
pub fn add_subject(open: &OpenDossier<'_>, input: &SubjectInput) -> Result<Planned, Error> {
    let wrong = |message: String| Err(Error::WrongQuestion(message));
    if !is_id(&input.id) {
        return wrong(format!("\"{}\" is not an id; {ID_HINT}", input.id));
    }
    let id = SubjectId::new(&format!("{}/{}", input.kind.folder(), input.id));
    if open.dossier.book.subject(&id).is_some() {
        return wrong(format!("{id} is there already; its file is {}", dossier::subject_file(&id, input.kind)));
    }
    let mut subject = dossier::bare(id.clone(), input.kind);
    if !input.name.trim().is_empty() {
        subject.name = input.name.trim().to_owned();
    }
    let names: Vec<&str> = match input.standards.as_slice() {
        [] => vec![usual(input.kind)],
        some => some.iter().map(String::as_str).collect(),
    };
    let mut editions = Vec::new();
    for name in names {
        let edition = edition(open.library.catalogue, name)?;
        if edition.head.assessed_by == AssessedBy::Steps {
            return wrong(format!("{} has steps only; nothing is assessed against it", edition.head.key));
        }
        let fits = match edition.head.assessed_by {
            AssessedBy::Coverage => true,
            AssessedBy::Levels if edition.head.component_types => input.kind == SubjectKind::Product,
            AssessedBy::Levels => input.kind == SubjectKind::System,
            _ => matches!(input.kind, SubjectKind::Process | SubjectKind::Programme),
        };
        if !fits {
            return wrong(format!("{} is not what a {} is assessed against", edition.head.key, input.kind.id()));
        }
        subject.standards.push(edition.head.key.clone());
        editions.push(edition);
    }
    let leveled = editions.iter().find(|one| matches!(one.head.assessed_by, AssessedBy::Levels | AssessedBy::Maturity));
    if let Some(target) = &input.target {
        let Some(edition) = leveled else {
            return wrong("--target: none of the standards has levels".to_owned());
        };
        subject.target = Some(goal("--target", target, &edition.head)?);
    }
    if editions.iter().any(|one| one.head.component_types) && input.types.is_empty() {
        let known = model::ComponentType::ALL.map(model::ComponentType::id).join(", ");
        return wrong(format!("a product has a component type; say which with --type: {known}"));
    }
    let technical = matches!(input.kind, SubjectKind::Product | SubjectKind::System);
    for (option, given, fits) in [
        ("--type", !input.types.is_empty(), input.kind == SubjectKind::Product),
        ("--platform", input.platform.is_some(), input.kind == SubjectKind::Product),
        ("--process", input.process.is_some(), technical),
        ("--version-id", input.version.is_some(), technical),
        ("--as zone", input.zone, input.kind == SubjectKind::System),
    ] {
        if given && !fits {
            return wrong(format!("{option}: a {} has no such thing", input.kind.id()));
        }
    }
    subject.types = input.types;
    subject.assessed_as = if input.zone { model::AssessedAs::Zone } else { model::AssessedAs::Product };
    subject.platform =
        input.platform.as_deref().map(|word| open.one_subject(word)).transpose()?.map(|one| one.id.clone());
    subject.process =
        input.process.as_deref().map(|word| open.one_subject(word)).transpose()?.map(|one| one.id.clone());
    if let Some(version) = &input.version {
        subject.versions.push(Version { id: version.clone(), ..Version::default() });
    }
    let mut planned = open.plan(vec![Change::State(Statement::Subject(Box::new(subject.clone())))], Vec::new())?;
    let guidance = emit::guidance(&subject, &editions, open.library.catalogue);
    planned.edits.iter_mut().for_each(|edit| edit.bytes.extend(guidance.as_bytes()));
    for edition in editions.iter().filter(|one| one.head.assessed_by != AssessedBy::Coverage) {
        let path = open.dossier.sheet(&id, &edition.head.key);
        // A spreadsheet program keeps a CSV in UTF-8 only where this mark stands.
        let text = format!("\u{feff}{}", emit::sheet(edition, subject.types));
        planned.edits.push(FileEdit { path, before: None, bytes: text.into_bytes() });
    }
    Ok(planned)
}

/// What a new version shall be.
#[derive(Debug, Clone, Default)]
pub struct VersionInput {
    /// Its id.
    pub id: String,
    /// The day of its release.
    pub date: Option<Date>,
    /// The hardware; as before if it is empty.
    pub hardware: String,
    /// The firmware; its id if both it and the software are empty.
    pub firmware: String,
    /// The software.
    pub software: String,
    /// The build.
    pub build: String,
    /// The version of the platform; as before if it is empty.
    pub platform: String,
    /// What changed since the version before: parts, interfaces, features, requirements.
    pub parts: Vec<String>,
    /// Interfaces that changed.
    pub interfaces: Vec<String>,
    /// Features that came or went.
    pub features: Vec<String>,
    /// Rows to test again for any other reason.
    pub requirements: Vec<String>,
    /// Did somebody say that nothing else changed?
    pub nothing_else: bool,
    /// What changed, in words.
    pub note: String,
}

/// What becomes of each verdict, by edition.
pub type VerdictsByEdition = Vec<(EditionKey, Vec<CarriedVerdict>)>;

/// A new version, and what becomes of the verdicts that stand.
#[derive(Debug, Clone)]
pub struct PlannedVersion {
    /// The edit.
    pub planned: Planned,
    /// What becomes of each verdict, by edition.
    pub verdicts: VerdictsByEdition,
}

/// Plans a new version: it starts from the last, and says which verdicts carry over and which must be tested again.
///
/// # Errors
/// When there is no such subject, part, interface, feature or requirement, or the version is there already.
pub fn add_version(open: &OpenDossier<'_>, subject: &str, input: &VersionInput) -> Result<PlannedVersion, Error> {
    let wrong = |message: String| Err(Error::WrongQuestion(message));
    let old = open.one_subject(subject)?;
    if !matches!(old.kind, SubjectKind::Product | SubjectKind::System) {
        return wrong(format!("{} is a {}, which has no versions", old.id, old.kind.id()));
    }
    if input.id.trim().is_empty() || input.id.chars().any(char::is_control) {
        return wrong("a version has an id, such as 3.4.1".to_owned());
    }
    if old.versions.iter().any(|version| version.id == input.id) {
        return wrong(format!("{} has a version {} already", old.id, input.id));
    }
    if !input.platform.is_empty() && old.platform.is_none() {
        return wrong(format!("--platform: {} is built on no platform", old.id));
    }
    if let (Some(date), Some(last)) = (input.date, old.version().and_then(|version| version.date))
        && date < last
    {
        return wrong(format!("--date {date} is before the last version's, {last}; versions are added in their order"));
    }
    for (ids, elements, what) in [(&input.parts, &old.parts, "part"), (&input.interfaces, &old.interfaces, "interface")]
    {
        if let Some(id) = ids.iter().find(|id| !elements.iter().any(|one| one.id.as_str() == **id)) {
            let known = elements.iter().map(|one| one.id.as_str()).collect::<Vec<_>>().join(", ");
            return wrong(format!("{} has no {what} \"{id}\"; it has: {known}", old.id));
        }
    }
    let features = crate::question::features(open.library.catalogue, "--changed-feature", &input.features)?;
    let mut requirements = Vec::new();
    for id in &input.requirements {
        let (edition, index) = open.edition_with(old, None, id)?;
        requirements.push(edition.requirements[index].id.clone());
    }
    let said =
        !(input.parts.is_empty() && input.interfaces.is_empty() && features.is_empty() && requirements.is_empty());
    let changed = Changed { parts: input.parts.clone(), interfaces: input.interfaces.clone(), features, requirements };
    let last = old.version().cloned().unwrap_or_default();
    let or = |new: &str, before: &str| if new.is_empty() { before.to_owned() } else { new.to_owned() };
    let named = !input.firmware.is_empty() || !input.software.is_empty();
    let version = Version {
        id: input.id.clone(),
        date: input.date,
        hardware: or(&input.hardware, &last.hardware),
        firmware: if named { input.firmware.clone() } else { input.id.clone() },
        software: or(&input.software, &last.software),
        build: input.build.clone(),
        platform: or(&input.platform, &last.platform),
        changed: (said || input.nothing_else).then_some(changed).filter(|_| !old.versions.is_empty()),
        note: input.note.clone(),
    };
    let mut subject = old.clone();
    subject.versions.push(version);
    let verdicts = subject
        .standards
        .iter()
        .filter_map(|key| open.library.edition(key))
        .map(|edition| (edition.head.key.clone(), carried_verdicts(&open.dossier.book, &subject, &edition)))
        .collect();
    let planned = open.plan(vec![Change::State(Statement::Subject(Box::new(subject)))], Vec::new())?;
    Ok(PlannedVersion { planned, verdicts })
}

/// What a new piece of evidence shall be.
#[derive(Debug, Clone)]
pub struct EvidenceInput {
    /// Its files, anywhere on disk; those outside the dossier are copied under `evidence/`.
    pub files: Vec<PathBuf>,
    /// Its id; made from the first file's name if it is not said.
    pub id: Option<String>,
    /// Its title; the first file's name if it is empty.
    pub title: String,
    /// Its kind.
    pub kind: PieceKind,
    /// The first and last day on which it holds.
    pub effective: [Option<Date>; 2],
    /// The day on which it was received.
    pub received: Option<Date>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// The piece that it replaces.
    pub supersedes: Option<String>,
}

/// Plans a new piece of evidence: its entry in the register, and copies of files from outside.
///
/// # Errors
/// When a file cannot be read, or an id is taken or none.
pub fn add_evidence(open: &OpenDossier<'_>, input: &EvidenceInput) -> Result<Planned, Error> {
    let wrong = |message: String| Err(Error::WrongQuestion(message));
    let Some(first) = input.files.first() else { return wrong("name at least one file".to_owned()) };
    let stem = first.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let id = input.id.clone().unwrap_or_else(|| id_from(&stem));
    if !is_id(&id) {
        return wrong(format!("\"{id}\" is not an id; {ID_HINT}"));
    }
    let piece_id = PieceId::new(&id);
    if open.dossier.book.pieces().any(|(piece, _)| piece.id == piece_id) {
        return wrong(format!(
            "there is evidence \"{id}\" already; give the new one an id of its own, and --supersedes {id}"
        ));
    }
    let root = std::fs::canonicalize(open.root()).unwrap_or_else(|_| open.root().to_owned());
    let (mut files, mut copies) = (Vec::new(), Vec::new());
    for file in &input.files {
        let broken = |reason| Error::NoFile { path: file.clone(), reason };
        let digest = folder::digest(file).map_err(broken)?;
        let real = std::fs::canonicalize(file).map_err(broken)?;
        let path = match real.strip_prefix(&root) {
            Ok(inside) => inside.iter().map(|step| step.to_string_lossy()).collect::<Vec<_>>().join("/"),
            Err(_) => {
                let name = file.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
                let path = format!("evidence/{name}");
                match folder::digest(&open.folder.path(&path)) {
                    Ok(there) if there != digest => {
                        return wrong(format!("{path} is there already and differs; rename the new file"));
                    }
                    Ok(_) => {}
                    Err(_) => {
                        let bytes = std::fs::read(file).map_err(broken)?;
                        copies.push(FileEdit { path: path.as_str().into(), before: None, bytes });
                    }
                }
                path
            }
        };
        if files.iter().any(|known: &PieceFile| *known.path == *path) {
            return wrong(format!("two of the files would be {path}; rename one of them"));
        }
        if !dossier::stays_inside(&path) {
            return wrong(format!("{path:?} cannot be the path of evidence; rename the file"));
        }
        files.push(PieceFile { path: path.into(), sha256: Some(digest) });
    }
    let person = |word: &String| match open.dossier.book.person(word) {
        Some(person) => Ok(person.id.clone()),
        None => Err(Error::WrongQuestion(format!("--owner: dossier.toml has no person \"{word}\""))),
    };
    let replaced = |word: &String| match open.dossier.book.pieces().find(|(piece, _)| piece.id.as_str() == word) {
        Some((piece, _)) => Ok(piece.id.clone()),
        None => Err(Error::WrongQuestion(format!("--supersedes: there is no evidence \"{word}\""))),
    };
    let piece = Piece {
        id: piece_id,
        title: if input.title.trim().is_empty() { stem } else { input.title.trim().to_owned() },
        kind: input.kind,
        files,
        effective_from: input.effective[0],
        effective_to: input.effective[1],
        received: input.received,
        owner: input.owner.as_ref().map(person).transpose()?,
        supersedes: input.supersedes.as_ref().map(replaced).transpose()?,
    };
    let mut planned = open.plan(vec![Change::State(Statement::Piece(piece))], Vec::new())?;
    // The register names a file only when it is there.
    planned.edits.splice(0..0, copies);
    Ok(planned)
}

/// An id from a file's name: lower case, everything else a hyphen.
pub(crate) fn id_from(stem: &str) -> String {
    let mut id = String::new();
    for letter in stem.chars() {
        match letter.to_ascii_lowercase() {
            plain if plain.is_ascii_lowercase() || plain.is_ascii_digit() => id.push(plain),
            mark @ ('.' | '_') if !id.is_empty() => id.push(mark),
            _ if !id.is_empty() && !id.ends_with('-') => id.push('-'),
            _ => {}
        }
    }
    id.truncate(64);
    id.trim_end_matches(['-', '.']).to_owned()
}
