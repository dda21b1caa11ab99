//! What comes new into a dossier? Subjects with their sheets, versions, pieces of evidence.

use std::path::PathBuf;

use assess::{CarriedVerdict, carried_verdicts};
use catalogue::AssessedBy;
use dossier::{FileEdit, ID_HINT, emit, is_id};
use model::{
    Change, Changed, ComponentTypes, Date, EditionKey, Piece, PieceFile, PieceId, PieceKind, Statement, Subject,
    SubjectId, SubjectKind, Version,
};

use crate::changes::Planned;
use crate::dossiers::OpenDossier;
use crate::error::Error;
use crate::question::goal;
use crate::sheets::edition;

/// The largest file that is copied into a dossier as evidence; a larger one is put there by hand.
const EVIDENCE_BYTES: u64 = 2 * 1024 * 1024 * 1024;

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
    let mut subject = Subject::new(id.clone(), input.kind);
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
                        let bytes = folder::read_file(file, EVIDENCE_BYTES)?;
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
