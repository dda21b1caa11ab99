//! What do the files at the root say? `dossier.toml`, `evidence.toml`, `decisions.toml` and `observations.csv`.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::{
    Capacity, Cover, Date, Decision, DecisionId, DecisionKind, Digest, Entry, Named, Observation, ObservationId,
    Origin, Person, PersonId, Piece, PieceFile, PieceId, PieceKind, Place, Problem, PublicKey, Spot, Spots, Statement,
    SubjectId, parse_date,
};
use tables::{Document, Section, Table, Text, read_csv_within};

use crate::folder::{COVER, DECISIONS, EVIDENCE, ID_HINT, OBSERVATIONS, is_id};
use crate::limits;
use crate::sheet::commands_a_terminal;
use crate::toml_reader::{Reader, cut};

/// What people are called; kept out of every record.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PersonName {
    /// The name.
    pub name: String,
    /// The organization for which the person acts.
    pub organization: String,
}

/// Statements in the order of the file, with their places.
pub(crate) type Drafts = Vec<Entry>;

pub(crate) fn origin(file: &Arc<str>, spot: Spot) -> Origin {
    Origin { place: Place { file: Arc::clone(file), spot }, spots: Spots::default() }
}

/// Reads `dossier.toml`.
pub(crate) fn cover(text: &str) -> (Drafts, BTreeMap<PersonId, PersonName>, Vec<Problem>) {
    let (document, mut problems) = Document::read(COVER, text);
    let root = document.root();
    let (mut drafts, mut names, mut keys) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
    match root.number("format", &mut problems) {
        Some((1, _)) | None => {}
        Some((other, spot)) => problems.push(
            root.error(spot, format!("this is format {other} of a dossier; this program reads format 1"))
                .hint("use a newer program, or write format = 1"),
        ),
    }
    let mut cover =
        Cover { title: Reader { section: &root, problems: &mut problems }.text("title"), ..Cover::default() };
    if let Some(section) = root.section("organization", &mut problems) {
        cover.organization = Reader { section: &section, problems: &mut problems }.required("name");
        section.finish(&mut problems);
    }
    cover.sites = named(&root, "site", None, &mut problems);
    cover.teams = named(&root, "team", Some("site"), &mut problems);
    for team in &cover.teams {
        if !team.belongs_to.is_empty() && !cover.sites.iter().any(|site| site.id == team.belongs_to) {
            let file = root.file();
            let message =
                format!("the team {} belongs to the site {:?}, which is not here", team.id, cut(&team.belongs_to));
            problems.push(Problem::warning(file, root.spot_of_key("team"), message).hint("add it as [[site]]"));
        }
    }
    drafts.push(Entry::draft(Statement::Cover(cover), origin(root.file(), Spot::new(1, 1))));
    for section in root.sections("person", &mut problems) {
        let mut reader = Reader { section: &section, problems: &mut problems };
        let id = reader.id();
        let name = PersonName { name: reader.text("name"), organization: reader.text("organization") };
        let mut capacities: Vec<Capacity> = Vec::new();
        for text in section.texts("capacities", reader.problems) {
            match Capacity::parse(&text.text) {
                Some(capacity) if capacities.contains(&capacity) => {}
                Some(capacity) => capacities.push(capacity),
                None => reader.error(
                    &text,
                    format!("{:?} is not a capacity", cut(&text.text)),
                    &format!("use one of: {}", Capacity::words()),
                ),
            }
        }
        let at = Text { text: String::new(), spot: section.spot_of_key("capacities") };
        if capacities.is_empty() {
            reader.warning(&at, "this person acts in no capacity".to_owned(), "add capacities = [\"applicant\"]");
        }
        if let Some((side, judge)) = Capacity::excluded(&capacities) {
            let message = format!("nobody is {side} and {judge} in one dossier");
            reader.error(&at, message, "whoever prepares or advises must not evaluate, review or certify");
            capacities.retain(|one| matches!(one, Capacity::Applicant | Capacity::Adviser));
        }
        let key = section.text("key", reader.problems).filter(|text| !text.text.trim().is_empty()).and_then(|text| {
            let key = PublicKey::parse(&text.text);
            if key.is_none() {
                let hint = "`plimsoll key show` prints it: ed25519: and 64 hexadecimal digits";
                reader.error(&text, "this is no public key".to_owned(), hint);
            }
            key
        });
        if let Some(other) = key.and_then(|key| keys.insert(key, section.spot().line)) {
            let at = section.spot_of_key("key");
            let message = format!("this key is another person's, on line {other}; one key is one person");
            problems.push(section.error(at, message).hint("give each person a key of their own"));
        }
        section.finish(&mut problems);
        let Some(id) = id else { continue };
        let person = PersonId::new(&id.text);
        if names.contains_key(&person) {
            problems.push(section_error(&root, &id, format!("the person {} stands here twice", id.text)));
            continue;
        }
        names.insert(person.clone(), name);
        drafts.push(Entry::draft(
            Statement::Person(Person { id: person, capacities, key }),
            origin(root.file(), id.spot),
        ));
    }
    root.finish(&mut problems);
    (drafts, names, problems)
}

fn section_error(root: &Section<'_>, at: &Text, message: String) -> Problem {
    root.error(at.spot, message).hint("keep one of the two")
}

fn named(root: &Section<'_>, key: &str, belongs_to: Option<&str>, problems: &mut Vec<Problem>) -> Vec<Named> {
    let mut list: Vec<Named> = Vec::new();
    for section in root.sections(key, problems) {
        let mut reader = Reader { section: &section, problems };
        let id = reader.id();
        let name = reader.text("name");
        let belongs_to = belongs_to.map(|key| reader.text(key)).unwrap_or_default();
        section.finish(problems);
        let Some(id) = id else { continue };
        if list.iter().any(|known| known.id == id.text) {
            problems.push(section_error(root, &id, format!("the {key} {} stands here twice", id.text)));
        } else {
            list.push(Named { id: id.text, name, belongs_to });
        }
    }
    list
}

/// Reads `evidence.toml`.
pub(crate) fn evidence(text: &str) -> (Drafts, Vec<Problem>) {
    let (document, mut problems) = Document::read(EVIDENCE, text);
    let root = document.root();
    let mut drafts = Vec::new();
    let mut seen: BTreeMap<String, Spot> = BTreeMap::new();
    for section in root.sections("evidence", &mut problems) {
        let mut reader = Reader { section: &section, problems: &mut problems };
        let id = reader.id();
        let mut piece = Piece {
            id: PieceId::new(id.as_ref().map_or("", |id| &id.text)),
            title: reader.required("title"),
            kind: reader.word("kind", PieceKind::parse, &PieceKind::words()).unwrap_or(PieceKind::Other),
            files: files(&section, reader.problems),
            effective_from: reader.date_or("effective_from", Date::MAX),
            effective_to: reader.date_or("effective_to", Date::MIN),
            received: reader.date_or("received", Date::MAX),
            owner: reader.reference("owner").map(|text| PersonId::new(&text.text)),
            supersedes: reader.reference("supersedes").map(|text| PieceId::new(&text.text)),
        };
        if let (Some(from), Some(to)) = (piece.effective_from, piece.effective_to)
            && to < from
        {
            let at = Text { text: String::new(), spot: section.spot_of_key("effective_to") };
            reader.error(&at, format!("{} ends before it begins", piece.id), "effective_from comes first");
        }
        let before = problems.len();
        section.finish(&mut problems);
        if problems.len() > before {
            // A key that nobody reads may be the one that says until when it holds.
            piece.effective_to = Some(Date::MIN);
        }
        let Some(id) = id else { continue };
        if let Some(first) = seen.get(&id.text) {
            let message = format!("the evidence {} stands here twice, first on line {}", id.text, first.line);
            problems.push(section_error(&root, &id, message));
            continue;
        }
        seen.insert(id.text.clone(), id.spot);
        drafts.push(Entry::draft(Statement::Piece(piece), origin(root.file(), id.spot)));
    }
    root.finish(&mut problems);
    (drafts, problems)
}

/// A SHA-256; `None`, with an error where it is none, also where it is empty or missing.
fn sha256(section: &Section<'_>, key: &str, problems: &mut Vec<Problem>) -> Option<Digest> {
    let text = section.text(key, problems).filter(|text| !text.text.trim().is_empty())?;
    let digest = Digest::parse(&text.text);
    if digest.is_none() {
        let hint = "64 lower-case hexadecimal digits, as `sha256sum` prints them";
        problems.push(section.error(text.spot, "this is no SHA-256").hint(hint));
    }
    digest
}

/// A whole number that the journal can hold as JSON, from 0 on.
fn whole(reader: &mut Reader<'_, '_, '_>, key: &str) -> Option<u64> {
    let (number, spot) = reader.section.number(key, reader.problems)?;
    let fits = u64::try_from(number).ok().filter(|number| *number <= limits::WHOLE_NUMBER);
    if fits.is_none() {
        let at = Text { text: String::new(), spot };
        let hint = format!("0 to {}", limits::WHOLE_NUMBER);
        reader.error(&at, format!("`{key}` is {number}"), &hint);
    }
    fits
}

fn files(section: &Section<'_>, problems: &mut Vec<Problem>) -> Vec<PieceFile> {
    let mut files: Vec<PieceFile> = Vec::new();
    for one in section.sections("files", problems) {
        let path = one.required("path", problems);
        let sha256 = sha256(&one, "sha256", problems);
        one.finish(problems);
        if path.text.is_empty() {
            continue;
        }
        if !stays_inside(&path.text) {
            let hint = "write the path from the dossier's root with `/`, such as evidence/threat-model.md";
            problems
                .push(section.error(path.spot, format!("{:?} leads out of the dossier", cut(&path.text))).hint(hint));
        } else if files.iter().any(|known| *known.path == *path.text) {
            problems.push(section.error(path.spot, "this file stands here twice").hint("once is enough"));
        } else {
            files.push(PieceFile { path: path.text.as_str().into(), sha256 });
        }
    }
    files
}

/// Does a path stay inside the dossier whatever the system? No root, no drive, no way up, no backslash.
pub fn stays_inside(path: &str) -> bool {
    path.len() <= limits::PATH_BYTES
        && !path.contains(['\\', ':', '\0'])
        && !path.chars().any(char::is_control)
        && path.split('/').all(|step| !matches!(step, "" | "." | ".."))
}

/// Reads `decisions.toml`.
pub(crate) fn decisions(text: &str) -> (Drafts, Vec<Problem>) {
    let (document, mut problems) = Document::read(DECISIONS, text);
    let root = document.root();
    let mut drafts: Drafts = Vec::new();
    for section in root.sections("decision", &mut problems) {
        let mut reader = Reader { section: &section, problems: &mut problems };
        let id = reader.id();
        let kind = reader.word("kind", DecisionKind::parse, &DecisionKind::words());
        let decision = Decision {
            id: DecisionId::new(id.as_ref().map_or("", |id| &id.text)),
            kind: kind.unwrap_or(DecisionKind::Business),
            title: reader.required("title"),
            subject: Some(reader.text("subject")).filter(|text| !text.is_empty()).map(|text| SubjectId::new(&text)),
            date: reader.date("date"),
            by: reader.reference("by").map(|text| PersonId::new(&text.text)),
            outcome: reader.text("outcome"),
            reason: reader.text("reason"),
            conditions: reader.texts("conditions"),
            supersedes: reader.reference("supersedes").map(|text| DecisionId::new(&text.text)),
            digest: sha256(&section, "digest", reader.problems),
            seed: whole(&mut reader, "seed"),
            draws: whole(&mut reader, "draws"),
            program: reader.text("program"),
            library: sha256(&section, "library", reader.problems),
            files: files(&section, reader.problems),
        };
        section.finish(&mut problems);
        let Some(id) = id else { continue };
        if drafts.iter().any(|known| {
            known.statement().is_some_and(|known| known.key() == Statement::Decision(decision.clone()).key())
        }) {
            problems.push(section_error(&root, &id, format!("the decision {} stands here twice", id.text)));
            continue;
        }
        drafts.push(Entry::draft(Statement::Decision(decision), origin(root.file(), id.spot)));
    }
    root.finish(&mut problems);
    (drafts, problems)
}

/// The columns of `observations.csv`.
pub const OBSERVATION_COLUMNS: [&str; 12] =
    ["id", "date", "kind", "method", "tool", "subject", "version", "requirements", "place", "digest", "result", "by"];

/// Reads `observations.csv`.
pub(crate) fn observations(bytes: &[u8]) -> (Drafts, Vec<Problem>) {
    let bounds = limits::sheet();
    let (table, mut problems) = read_csv_within(OBSERVATIONS, bytes, bounds);
    for cell in &table.header {
        let name = Table::column_name(cell.trimmed());
        if !name.is_empty() && !OBSERVATION_COLUMNS.contains(&name.as_str()) {
            let message = format!("nobody reads the column {:?}", cut(&name));
            let hint = format!("columns: {}", OBSERVATION_COLUMNS.join(", "));
            problems.push(Problem::warning(&table.file, cell.spot, message).hint(hint));
        }
    }
    let mut seen: BTreeMap<String, u32> = BTreeMap::new();
    let mut drafts = Vec::new();
    for line in &table.lines {
        let cell = |name: &str| {
            let found = table.column(name).and_then(|column| line.cells.get(column));
            found.map_or(("", line.spot()), |cell| (cell.trimmed(), cell.spot))
        };
        let mut wrong = |name: &str, what: &str, hint: &str| {
            let (text, spot) = cell(name);
            let message = format!("{:?} is {what}", cut(text));
            problems.push(Problem::error(&table.file, spot, message).hint(hint.to_owned()));
        };
        let (id, spot) = cell("id");
        let steered = line.cells.iter().find(|cell| cell.text.chars().any(commands_a_terminal));
        if !is_id(id) {
            wrong("id", "not an id", ID_HINT);
            continue;
        }
        if let Some(first) = seen.get(id) {
            wrong("id", &format!("here twice, first on line {first}"), "give the second observation an id of its own");
            continue;
        }
        seen.insert(id.to_owned(), spot.line);
        let day = parse_date(cell("date").0);
        if day.is_none() && !cell("date").0.is_empty() {
            wrong("date", "no day", "write the day as 2026-11-22");
        }
        let digest = Digest::parse(cell("digest").0);
        if digest.is_none() && !cell("digest").0.is_empty() {
            wrong("digest", "no SHA-256", "64 lower-case hexadecimal digits, as `sha256sum` prints them");
        }
        let by = Some(cell("by").0).filter(|text| !text.is_empty());
        if by.is_some_and(|by| !is_id(by)) {
            wrong("by", "no person's id", "dossier.toml gives each person an id; names stay out of the record");
        }
        if let Some(cell) = steered {
            let message = "a control character in this cell";
            problems.push(Problem::error(&table.file, cell.spot, message).hint("remove what cannot be seen"));
            continue;
        }
        let words = |name: &str| cell(name).0.to_owned();
        let observation = Observation {
            id: ObservationId::new(id),
            date: day,
            kind: words("kind"),
            method: words("method"),
            tool: words("tool"),
            subject: Some(cell("subject").0).filter(|text| !text.is_empty()).map(SubjectId::new),
            version: words("version"),
            requirements: cell("requirements")
                .0
                .split(';')
                .map(str::trim)
                .filter(|text| !text.is_empty())
                .map(model::RequirementId::new)
                .collect(),
            place: words("place"),
            digest,
            result: words("result"),
            by: by.filter(|by| is_id(by)).map(PersonId::new),
        };
        drafts.push(Entry::draft(Statement::Observation(observation), origin(&table.file, spot)));
    }
    problems.sort_by_key(|problem| problem.place.spot);
    (drafts, problems)
}
