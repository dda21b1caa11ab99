//! What does a dossier say as a whole? Its files become a book and the list of what is wrong.
//!
//! Reading never fails on content: what cannot be read is named and counts as not said; everything else still works.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use catalogue::{AssessedBy, Edition};
use model::{
    Book, Capacity, DecisionKind, EditionKey, Entry, Key, Origin, PersonId, Place, Problem, Row, RowId, Spot, Spots,
    Statement, Subject, SubjectId, SubjectKind,
};

use crate::folder::{self, COVER, DECISIONS, EVIDENCE, Files, Holds, ID_HINT, OBSERVATIONS, is_id};
use crate::library::Library;
use crate::read_root::{self, PersonName, origin};
use crate::read_subject;
use crate::sheet::{Side, read_sheet};
use crate::sign_off;
use crate::toml_reader::cut;

/// A dossier as its files say it.
#[derive(Debug, Default)]
pub struct Dossier {
    /// What they say; nothing in it is recorded yet.
    pub book: Book,
    /// What people are called.
    pub names: BTreeMap<PersonId, PersonName>,
    /// The file of each sheet, by subject and edition.
    pub sheets: BTreeMap<(SubjectId, EditionKey), Arc<str>>,
    /// What is wrong.
    pub problems: Vec<Problem>,
}

impl Dossier {
    /// The one subject that a word means: its id, its folder's name, or `products/…`.
    ///
    /// # Errors
    /// A sentence that says what there is.
    pub fn subject(&self, word: &str) -> Result<&Subject, String> {
        let wanted = word.trim().trim_end_matches('/');
        let all: Vec<&Subject> = self.book.subjects().map(|(subject, _)| subject).collect();
        let found: Vec<&&Subject> =
            all.iter().filter(|one| one.id.as_str() == wanted || one.id.short() == wanted).collect();
        let list = |subjects: &[&Subject]| subjects.iter().map(|one| one.id.as_str()).collect::<Vec<_>>().join(", ");
        match found.as_slice() {
            [one] => Ok(one),
            [] if all.is_empty() => Err(format!("there is no subject \"{wanted}\": this dossier has none yet")),
            [] => Err(format!("there is no subject \"{wanted}\"; use one of: {}", list(&all))),
            several => {
                let several: Vec<&Subject> = several.iter().map(|one| **one).collect();
                Err(format!("\"{wanted}\" means several subjects: {}", list(&several)))
            }
        }
    }

    /// The file in which the rows of a subject about an edition stand, or would.
    pub fn sheet(&self, subject: &SubjectId, edition: &EditionKey) -> Arc<str> {
        let known = self.sheets.get(&(subject.clone(), edition.clone())).cloned();
        known.unwrap_or_else(|| format!("{subject}/{}.csv", Library::sheet_name(edition)).into())
    }
}

/// The file of the evaluator's side, beside the applicant's.
pub fn verdict_file(sheet: &str) -> String {
    format!("{}.verdicts.csv", sheet.strip_suffix(".csv").unwrap_or(sheet))
}

/// Reads the files of a dossier.
///
/// In: the editions and the files. Out: everything that they say and everything that is wrong, with file, line and
/// column. A missing `dossier.toml` is an error and hinders nothing else.
pub fn read(library: &Library<'_>, files: &Files) -> Dossier {
    let mut dossier = Dossier::default();
    for file in [COVER, EVIDENCE, DECISIONS] {
        let Some(text) = files.get(file).map(|bytes| text(file, bytes, &mut dossier.problems)) else { continue };
        let (drafts, problems) = match file {
            COVER => {
                let (drafts, names, problems) = read_root::cover(&text);
                dossier.names = names;
                (drafts, problems)
            }
            EVIDENCE => read_root::evidence(&text),
            _ => read_root::decisions(&text),
        };
        dossier.take(drafts, problems);
    }
    if !files.contains_key(COVER) {
        let hint = "`plimsoll init` writes a dossier; its root holds dossier.toml";
        dossier.problems.push(Problem::error(&COVER.into(), Spot::new(1, 1), "this file is missing").hint(hint));
    }
    if let Some(bytes) = files.get(OBSERVATIONS) {
        let (drafts, problems) = read_root::observations(bytes);
        dossier.take(drafts, problems);
    }
    let mut sheets: BTreeMap<SubjectId, Vec<(Arc<str>, String, Side)>> = BTreeMap::new();
    let mut subjects: BTreeMap<SubjectId, (Subject, Arc<str>)> = BTreeMap::new();
    for (path, bytes) in files {
        match folder::holds(path) {
            Some(Holds::Subject(id, kind)) => {
                let text = text(path, bytes, &mut dossier.problems);
                let (subject, problems) = read_subject::read(library, id.clone(), kind, path, &text);
                dossier.problems.extend(problems);
                subjects.insert(id, (subject, Arc::clone(path)));
            }
            Some(Holds::Sheet(id, name)) => {
                sheets.entry(id).or_default().push((Arc::clone(path), name, Side::Applicant))
            }
            Some(Holds::Verdicts(id, name)) => {
                sheets.entry(id).or_default().push((Arc::clone(path), name, Side::Evaluator));
            }
            Some(Holds::Workbook) => {
                let hint = "`plimsoll import` brings its rows into the sheet";
                let message = "nobody reads a workbook here: a dossier keeps its sheets as CSV";
                dossier.problems.push(Problem::warning(path, Spot::new(1, 1), message).hint(hint));
            }
            _ => {}
        }
    }
    for (id, own) in &sheets {
        if !subjects.contains_key(id)
            && let Some(kind) = id.as_str().split('/').next().and_then(SubjectKind::parse)
        {
            let file: Arc<str> = folder::subject_file(id, kind).into();
            let hint = format!("it says what is assessed; `plimsoll add {}` writes one", kind.id());
            let message = format!("this file is missing, but {} is here", own[0].0);
            dossier.problems.push(Problem::error(&file, Spot::new(1, 1), message).hint(hint));
            subjects.insert(id.clone(), (Subject::new(id.clone(), kind), file));
        }
    }
    for (id, (mut subject, file)) in subjects {
        if !is_id(id.short()) {
            let message = format!("{:?} is not an id", cut(id.short()));
            dossier.problems.push(Problem::error(&file, Spot::new(1, 1), message).hint(ID_HINT));
        }
        let own = sheets.remove(&id).unwrap_or_default();
        let sheets = bind(library, &mut subject, &file, own, &mut dossier.problems);
        let draft = Entry::draft(Statement::Subject(Box::new(subject.clone())), origin(&file, Spot::new(1, 1)));
        dossier.take(vec![draft], Vec::new());
        for (key, path, side) in sheets {
            if let (Some(edition), Some(bytes)) = (library.edition(&key), files.get(&path)) {
                if side == Side::Applicant {
                    dossier.sheets.insert((id.clone(), key.clone()), Arc::clone(&path));
                }
                dossier.sheet_rows(&subject, &edition, &path, bytes, side);
            }
        }
    }
    dossier.check();
    dossier.problems.sort();
    dossier
}

/// Text from the bytes of a TOML file.
fn text(file: &str, bytes: &[u8], problems: &mut Vec<Problem>) -> String {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = String::from_utf8_lossy(bytes);
    if let Err(error) = std::str::from_utf8(bytes) {
        let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
        let spot = Spot::new(u32::try_from(line).unwrap_or(u32::MAX), 1);
        problems.push(Problem::error(&file.into(), spot, "this line is not UTF-8").hint("save the file as UTF-8"));
    }
    text.into_owned()
}

/// Which sheet is about which edition of a subject.
fn bind(
    library: &Library<'_>,
    subject: &mut Subject,
    file: &Arc<str>,
    own: Vec<(Arc<str>, String, Side)>,
    problems: &mut Vec<Problem>,
) -> Vec<(EditionKey, Arc<str>, Side)> {
    let mut bound: Vec<(EditionKey, Arc<str>, Side)> = Vec::new();
    for (path, name, side) in own {
        let stated = subject.standards.iter().find(|key| {
            Library::sheet_name(key) == name || format!("{}@{}", Library::sheet_name(key), key.edition) == name
        });
        // The long name is as good as the short one.
        let named = library.key(&name);
        let stated = stated.or_else(|| named.as_ref().and_then(|key| subject.standards.iter().find(|one| *one == key)));
        let key = match (stated, named.clone()) {
            (Some(key), _) => key.clone(),
            (None, Some(key)) if subject.standards.contains(&key) => key,
            (None, Some(key)) => {
                let hint = format!("add \"{key}\" to `standards` in {file}");
                let message = format!("{} does not say that it is assessed against {key}", subject.id);
                problems.push(Problem::warning(&path, Spot::new(1, 1), message).hint(hint));
                subject.standards.push(key.clone());
                key
            }
            (None, None) => {
                let hint = "a sheet is called after its standard, such as 4-2.csv; put other tables under evidence/";
                let message = "nobody reads this file: its name is no standard's";
                problems.push(Problem::warning(&path, Spot::new(1, 1), message).hint(hint));
                continue;
            }
        };
        if let Some((_, other, _)) = bound.iter().find(|(known, _, of)| *known == key && *of == side) {
            let hint = "keep one of the two";
            let message = format!("{other} is about {key} too; this one is not read");
            problems.push(Problem::error(&path, Spot::new(1, 1), message).hint(hint));
            continue;
        }
        bound.push((key, path, side));
    }
    for key in &subject.standards {
        let law = library.edition(key).is_some_and(|edition| edition.head.assessed_by == AssessedBy::Coverage);
        if !law
            && !bound.iter().any(|(known, _, side)| known == key && *side == Side::Applicant)
            && subject.platform.is_none()
        {
            let sheet = format!("{}/{}.csv", subject.id, Library::sheet_name(key));
            let hint = format!("`plimsoll catalogue template --standard {key}` prints its rows");
            let message = format!("there is no sheet for {key}; it would be {sheet}");
            problems.push(Problem::warning(file, Spot::new(1, 1), message).hint(hint));
        }
    }
    bound
}

impl Dossier {
    fn take(&mut self, drafts: Vec<Entry>, problems: Vec<Problem>) {
        self.problems.extend(problems);
        for draft in drafts {
            let place = draft.origin.as_ref().map(|origin| origin.place.clone());
            // The readers name what stands twice; nothing else can be refused of a draft.
            if let (Err(refused), Some(place)) = (self.book.apply(draft), place) {
                self.problems.push(Problem::error(&place.file, place.spot, refused.to_string()));
            }
        }
    }

    fn sheet_rows(&mut self, subject: &Subject, edition: &Edition, path: &Arc<str>, bytes: &[u8], side: Side) {
        let (sheet, problems) = read_sheet(path, bytes);
        self.problems.extend(problems);
        let (standards, problems) = sheet.side(&[edition], side);
        self.problems.extend(problems);
        let mut unknown_parts = BTreeSet::new();
        let mut drafts = Vec::new();
        for row in standards.into_iter().flat_map(|standard| standard.rows) {
            if let Some(part) = &row.part
                && !subject.parts.is_empty()
                && !subject.parts.iter().any(|known| known.id == *part)
                && unknown_parts.insert(part.clone())
            {
                let message = format!("{} declares no part \"{part}\"", subject.id);
                let place = row.place(model::Cell::Requirement);
                let hint = format!("add it as [[part]] with id = \"{part}\", or correct the name");
                self.problems.push(Problem::warning(path, place.spot, message).hint(hint));
            }
            drafts.push(self.draft(subject, edition, row, side));
        }
        self.take(drafts, Vec::new());
    }

    fn draft(&mut self, subject: &Subject, edition: &Edition, row: Row, side: Side) -> Entry {
        let place = Place { file: Arc::clone(&row.file), spot: row.spots.requirement };
        let id = RowId {
            subject: subject.id.clone(),
            edition: edition.head.key.clone(),
            requirement: row.requirement.clone(),
            part: row.part.clone(),
        };
        let spots: Spots = row.spots;
        let statement = match side {
            Side::Evaluator => Statement::Verdict(id, self.evaluation(row)),
            _ => Statement::Claim(id, row.claim),
        };
        Entry::draft(statement, Origin { place, spots })
    }

    /// The evaluator's side of a row; a verdict of nobody, or of somebody who is no evaluator, counts as none.
    fn evaluation(&mut self, row: Row) -> model::Evaluation {
        let Row { mut evaluation, file, spots, requirement, .. } = row;
        let given = evaluation.verdict.is_some() || evaluation.maturity.is_some();
        let who = evaluation.evaluator.clone();
        let person = if is_id(&who) { self.book.person(&who) } else { None };
        let wrong = match person {
            None if who.is_empty() && given => Some((
                format!("{requirement}: the verdict names no evaluator"),
                "write the id that dossier.toml gives the person".to_owned(),
            )),
            None if who.is_empty() => None,
            None => Some((
                format!("{requirement}: {:?} is no person of this dossier", cut(&who)),
                "dossier.toml gives each person an id; names stay out of sheets, so that they stay out of the record"
                    .to_owned(),
            )),
            Some(person) if !person.capacities.contains(&Capacity::Evaluator) => Some((
                format!("{requirement}: {who} is no evaluator"),
                format!("a verdict is an evaluator's; {COVER} says in which capacities somebody acts"),
            )),
            Some(_) => None,
        };
        if let Some((message, hint)) = wrong {
            self.problems.push(Problem::error(&file, spots.verdict, message).hint(hint));
            (evaluation.verdict, evaluation.maturity) = (None, None);
            evaluation.evaluator.clear();
        } else if given && evaluation.date.is_none() {
            let message = format!("{requirement}: the verdict has no date, so it counts for every day");
            self.problems.push(Problem::warning(&file, spots.verdict, message).hint("write the day as 2026-11-22"));
        }
        evaluation
    }

    /// What leans on something that is not there, and who judges what they must not.
    fn check(&mut self) {
        let mut problems = Vec::new();
        let ids: BTreeSet<&SubjectId> = self.book.subjects().map(|(subject, _)| &subject.id).collect();
        let people: BTreeSet<&PersonId> = self.book.people().map(|(person, _)| &person.id).collect();
        let pieces: BTreeSet<&str> = self.book.pieces().map(|(piece, _)| piece.id.as_str()).collect();
        let mut evaluators: BTreeMap<&SubjectId, BTreeSet<&str>> = BTreeMap::new();
        let cover = self.book.entry(&Key::Cover).and_then(Entry::statement);
        let mut say = |entry: &Entry, error: bool, message: String, hint: &str| {
            let Some(origin) = &entry.origin else { return };
            let place = &origin.place;
            let problem = if error { Problem::error } else { Problem::warning }(&place.file, place.spot, message);
            problems.push(problem.hint(hint));
        };
        for (statement, entry) in self.book.statements() {
            match statement {
                Statement::Subject(subject) => {
                    for other in [&subject.platform, &subject.process].into_iter().flatten() {
                        if !ids.contains(other) {
                            say(entry, true, format!("there is no {other}"), "add it, or take the reference out");
                        }
                    }
                    if let Some(Statement::Cover(cover)) = cover {
                        let strange = |list: &[String], known: &[model::Named]| {
                            let unknown = list.iter().find(|id| !known.iter().any(|one| one.id == **id));
                            unknown.cloned()
                        };
                        if let Some(site) = strange(&subject.sites, &cover.sites) {
                            say(entry, false, format!("{COVER} has no site {site:?}"), "add it as [[site]]");
                        }
                        if let Some(team) = strange(&subject.teams, &cover.teams) {
                            say(entry, false, format!("{COVER} has no team {team:?}"), "add it as [[team]]");
                        }
                    }
                }
                Statement::Piece(piece) => {
                    if let Some(owner) = piece.owner.as_ref().filter(|owner| !people.contains(owner)) {
                        let hint = "owners are people of dossier.toml";
                        say(entry, false, format!("{}: there is no person {owner}", piece.id), hint);
                    }
                    if let Some(old) = piece.supersedes.as_ref().filter(|old| !pieces.contains(old.as_str())) {
                        let hint = "what was evidence once stays in the register";
                        say(entry, true, format!("{} supersedes {old}, which is not here", piece.id), hint);
                    }
                    if piece.files.is_empty() {
                        let hint = "files = [{ path = \"evidence/…\", sha256 = \"…\" }]";
                        say(entry, false, format!("{} names no file, so it shows nothing", piece.id), hint);
                    } else if let Some(file) = piece.files.iter().find(|file| file.sha256.is_none()) {
                        let hint = format!("`sha256sum {}` prints it; `plimsoll add evidence` writes both", file.path);
                        say(
                            entry,
                            false,
                            format!("{}: {} has no digest, so it shows nothing", piece.id, file.path),
                            &hint,
                        );
                    }
                }
                Statement::Verdict(row, evaluation)
                    if evaluation.verdict.is_some() || evaluation.maturity.is_some() =>
                {
                    evaluators.entry(&row.subject).or_default().insert(evaluation.evaluator.as_str());
                }
                Statement::Observation(observation) => {
                    if let Some(by) = observation.by.as_ref().filter(|by| !people.contains(by)) {
                        say(
                            entry,
                            false,
                            format!("{}: there is no person {by}", observation.id),
                            "add them to dossier.toml",
                        );
                    }
                    if let Some(subject) = observation.subject.as_ref().filter(|subject| !ids.contains(subject)) {
                        say(
                            entry,
                            false,
                            format!("{}: there is no {subject}", observation.id),
                            "write it as products/eg220",
                        );
                    }
                }
                Statement::Decision(decision) => {
                    if let Some(by) = decision.by.as_ref().filter(|by| !people.contains(by)) {
                        say(
                            entry,
                            true,
                            format!("{}: there is no person {by}", decision.id),
                            "add them to dossier.toml",
                        );
                    }
                    if let Some(subject) = decision.subject.as_ref().filter(|subject| !ids.contains(subject)) {
                        say(
                            entry,
                            true,
                            format!("{}: there is no {subject}", decision.id),
                            "write it as products/eg220",
                        );
                    }
                }
                _ => {}
            }
        }
        for (entry, message, hint) in sign_off::check(&self.book) {
            say(entry, true, message, &hint);
        }
        // ISO/IEC 17065, 7.5 and 7.6: review and decision are made by people who took no part in the evaluation.
        for (statement, entry) in self.book.statements() {
            if let Statement::Decision(decision) = statement
                && matches!(decision.kind, DecisionKind::Review | DecisionKind::Certification)
                && let (Some(by), Some(subject)) = (&decision.by, &decision.subject)
                && evaluators.get(subject).is_some_and(|who| who.contains(by.as_str()))
            {
                let hint = "review and decision are made by people who took no part in the evaluation";
                say(entry, true, format!("{}: {by} evaluated {subject} too", decision.id), hint);
            }
        }
        self.problems.extend(problems);
    }
}
