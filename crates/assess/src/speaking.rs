//! Which rows speak for a subject? Its own, those of its platform, and the verdicts that still hold for its version.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use catalogue::{Edition, Requirement};
use model::{
    Book, Cell, Claim, Element, Entry, Evaluation, Key, Origin, Part, Place, Problem, RequirementId, Row, RowId, Spots,
    Status, Subject, SubjectId, Version,
};

use crate::register::Register;

/// The rows that speak for a subject about an edition, and what is wrong with them.
///
/// In: what was stated, the register of evidence on the day of the question, the subject and the edition.
/// Out: one row for each requirement and part about which somebody says something or could.
///
/// - A row of the platform speaks where the subject's own row for the same requirement and part says nothing.
///   Verdicts are not inherited: an evaluator examined one target of evaluation (ISO/IEC 17025, 7.8).
/// - A verdict on an earlier version speaks where nothing that the row rests on changed since; else it is to be
///   tested again and counts as none.
/// - Where the subject says which rows are in scope, they and no others are.
pub fn rows_of(book: &Book, register: &Register, subject: &Subject, edition: &Edition) -> (Vec<Row>, Vec<Problem>) {
    let mut rows: BTreeMap<(RequirementId, Option<Part>), Row> = BTreeMap::new();
    let mut problems = Vec::new();
    let key = &edition.head.key;
    for (id, claim, entry) in book.claims(&subject.id, key) {
        let mut row = row(&id.requirement, &id.part, entry);
        state(&mut row, claim, entry, register);
        rows.insert((id.requirement.clone(), id.part.clone()), row);
    }
    inherit(book, register, subject, edition, &mut rows, &mut problems);
    for (id, _, entry) in book.verdicts(&subject.id, key) {
        let at = (id.requirement.clone(), id.part.clone());
        rows.entry(at).or_insert_with(|| row(&id.requirement, &id.part, entry));
    }
    claim_for_parts(&mut rows);
    let verdicts: BTreeMap<(RequirementId, Option<Part>), (&RowId, &Evaluation, &Entry)> = book
        .verdicts(&subject.id, key)
        .filter(|(_, evaluation, _)| !evaluation.is_silent())
        .map(|(id, evaluation, entry)| ((id.requirement.clone(), id.part.clone()), (id, evaluation, entry)))
        .collect();
    for (at, row) in &mut rows {
        // The verdict on the whole speaks for a part that has none of its own.
        let own = verdicts.get(at);
        let whole = || verdicts.get(&(at.0.clone(), None));
        let Some((id, evaluation, entry)) = own.or_else(whole) else { continue };
        if let (None, Some(part)) = (own, &at.1) {
            row.note(format!("the verdict on the whole speaks for the part \"{part}\" too"));
        }
        judge(row, evaluation, entry, subject, &carriers(book, subject, id), edition, &mut problems);
    }
    if !subject.scope.is_empty() {
        keep_scope(subject, &mut rows, &mut problems);
    }
    for row in rows.values() {
        for evidence in &row.claim.evidence {
            if evidence.piece().is_none() {
                let name = evidence.name.split('#').next().unwrap_or_default().trim();
                let problem = row.error(Cell::Evidence, format!("{}: there is no evidence {name:?}", row.requirement));
                problems.push(problem.hint("evidence.toml lists what there is; `plimsoll add evidence` adds to it"));
            }
        }
    }
    (rows.into_values().collect(), problems)
}

/// Lets the claim about the whole speak for a part of which there is a verdict and no claim.
fn claim_for_parts(rows: &mut BTreeMap<(RequirementId, Option<Part>), Row>) {
    let parts: Vec<_> = rows.keys().filter(|(_, part)| part.is_some()).cloned().collect();
    for key in parts {
        let whole = rows.get(&(key.0.clone(), None)).filter(|whole| !whole.claim.is_silent()).cloned();
        if let (Some(whole), Some(row), Some(part)) = (whole, rows.get_mut(&key), &key.1)
            && row.claim.is_silent()
        {
            (row.claim, row.file, row.spots) = (whole.claim, whole.file, whole.spots);
            row.note(format!("the claim about the whole speaks for the part \"{part}\" too"));
        }
    }
}

/// A verdict and what becomes of it on the current version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedVerdict {
    /// The requirement.
    pub requirement: RequirementId,
    /// The part, if it is about one only.
    pub part: Option<Part>,
    /// The version that was examined.
    pub version: String,
    /// Why it must be tested again; `None` where it carries over.
    pub again: Option<String>,
}

/// What becomes of verdicts that were given on an earlier version than the current one.
///
/// Verdicts on the current version, and those of subjects without versions, are not listed.
pub fn carried_verdicts(book: &Book, subject: &Subject, edition: &Edition) -> Vec<CarriedVerdict> {
    let given = |evaluation: &Evaluation| evaluation.verdict.is_some() || evaluation.maturity.is_some();
    let verdicts = book.verdicts(&subject.id, &edition.head.key).filter(|(_, evaluation, _)| given(evaluation));
    verdicts
        .filter_map(|(id, evaluation, _)| {
            let index = edition.find(id.requirement.as_str())?;
            let requirement = &edition.requirements[index];
            let carriers = carriers(book, subject, id);
            let again = match holds(subject, edition, requirement, id.part.as_ref(), &carriers, evaluation) {
                Holds::Current => return None,
                Holds::Carried(_) => None,
                Holds::Again(why) | Holds::Unknown(why) => Some(why),
            };
            let (requirement, part) = (id.requirement.clone(), id.part.clone());
            Some(CarriedVerdict { requirement, part, version: evaluation.version.clone(), again })
        })
        .collect()
}

fn row(requirement: &RequirementId, part: &Option<Part>, entry: &Entry) -> Row {
    let (file, spots) = match &entry.origin {
        Some(Origin { place, spots }) => (Arc::clone(&place.file), *spots),
        None => ("".into(), Spots::default()),
    };
    Row { part: part.clone(), ..Row::silent(requirement.clone(), file, spots) }
}

fn state(row: &mut Row, claim: &Claim, entry: &Entry, register: &Register) {
    row.claim = claim.clone();
    for evidence in &mut row.claim.evidence {
        register.look_up(evidence);
    }
    if let Some(made) = &entry.made {
        row.note(format!("stated by {} as {} on {} (entry {})", made.by, made.capacity, made.at.day(), made.seq));
    }
}

/// Lets the rows of the platform, and of the platform's platform, speak where the subject says nothing.
fn inherit(
    book: &Book,
    register: &Register,
    subject: &Subject,
    edition: &Edition,
    rows: &mut BTreeMap<(RequirementId, Option<Part>), Row>,
    problems: &mut Vec<Problem>,
) {
    let mut seen = BTreeSet::from([&subject.id]);
    let mut next = subject.platform.as_ref();
    let mut built_on = subject.version().map(|version| version.platform.as_str()).unwrap_or_default();
    while let Some(platform) = next {
        if !seen.insert(platform) {
            let message = format!("{platform} rests on itself as a platform");
            problems.extend(origin(book, &subject.id).map(|place| {
                Problem::error(&place.file, place.spot, message)
                    .hint("a platform comes before the products built on it")
            }));
            return;
        }
        let Some(described) = book.subject(platform) else { return };
        let stage = stage(described, built_on);
        if stage.is_none() && described.versions.len() > 1 {
            let message = format!("nobody says on which version of {platform} {} is built", subject.id);
            let hint = "write `platform = \"…\"` at the current [[version]]; its current rows are taken until then";
            problems.extend(
                origin(book, &subject.id).map(|place| Problem::warning(&place.file, place.spot, message).hint(hint)),
            );
        }
        for (id, claim, entry) in book.claims(platform, &edition.head.key) {
            let at = (id.requirement.clone(), id.part.clone());
            let own = rows.get(&at).is_some_and(|row| !row.claim.is_silent());
            // What a platform has no feature for, the product built on it may well have.
            if own || claim.is_silent() || claim.status == Some(Status::NotApplicable) {
                continue;
            }
            let index = edition.find(id.requirement.as_str());
            let later = stage.zip(index).and_then(|(stage, index)| {
                let row = Touched { edition, requirement: &edition.requirements[index], part: id.part.as_ref() };
                row.changed_between(described, stage, described.versions.len() - 1)
            });
            if let Some(why) = later {
                let row = row(&id.requirement, &id.part, entry);
                let message = format!(
                    "{} is stated for a later {platform} than {} is built on: {why}",
                    id.requirement, subject.id
                );
                let hint = "state the row at the product itself, or build it on that version";
                problems.push(row.warning(Cell::Requirement, message).hint(hint));
                continue;
            }
            let mut inherited = row(&id.requirement, &id.part, entry);
            state(&mut inherited, claim, entry, register);
            inherited.note(format!("inherited from the platform {platform}"));
            rows.insert(at, inherited);
        }
        let version = stage.map(|stage| &described.versions[stage]).or(described.version());
        built_on = version.map(|version| version.platform.as_str()).unwrap_or_default();
        next = described.platform.as_ref();
    }
}

/// The place of a version among those of a subject; `None` where none is named or there is no such version.
fn stage(subject: &Subject, version: &str) -> Option<usize> {
    subject.versions.iter().position(|known| known.id == version).filter(|_| !version.is_empty())
}

/// Where a subject is described.
fn origin<'b>(book: &'b Book, subject: &SubjectId) -> Option<&'b Place> {
    book.entry(&Key::Subject(subject.clone()))?.origin.as_ref().map(|origin| &origin.place)
}

/// The platforms from the subject's own down to the one whose row speaks here; none where the subject's own does.
fn carriers<'b>(book: &'b Book, subject: &'b Subject, row: &RowId) -> Vec<&'b Subject> {
    let says = |of: &Subject| {
        let key = Key::Claim(RowId { subject: of.id.clone(), ..row.clone() });
        book.entry(&key).and_then(Entry::statement).is_some_and(|claim| !claim.is_silent())
    };
    let mut path: Vec<&Subject> = Vec::new();
    let mut one = subject;
    while !says(one) {
        let Some(platform) = one.platform.as_ref().and_then(|id| book.subject(id)) else { return Vec::new() };
        if platform.id == subject.id || path.iter().any(|seen| seen.id == platform.id) {
            return Vec::new();
        }
        path.push(platform);
        one = platform;
    }
    path
}

fn judge(
    row: &mut Row,
    evaluation: &Evaluation,
    entry: &Entry,
    subject: &Subject,
    carriers: &[&Subject],
    edition: &Edition,
    problems: &mut Vec<Problem>,
) {
    row.evaluation = evaluation.clone();
    if let Some(Origin { place, spots }) = &entry.origin {
        row.set_verdict_file(Arc::clone(&place.file));
        row.spots.verdict = spots.verdict;
        row.spots.date = spots.date;
    }
    if let Some(made) = &entry.made {
        row.note(format!("judged by {} as {} on {} (entry {})", made.by, made.capacity, made.at.day(), made.seq));
    }
    let given = row.evaluation.verdict.is_some() || row.evaluation.maturity.is_some();
    let Some(index) = edition.find(row.requirement.as_str()).filter(|_| given) else { return };
    if let Some(examined) = evaluation.examined.filter(|examined| Some(*examined) != row.claim.status) {
        let now = row.claim.status.map_or("nothing", |status| status.id());
        let why = format!("`{examined}` was examined, and now `{now}` is stated");
        test_again(row, &why, problems);
        return;
    }
    match holds(subject, edition, &edition.requirements[index], row.part.as_ref(), carriers, evaluation) {
        Holds::Current => {}
        Holds::Carried(note) => row.note(note),
        Holds::Again(why) => test_again(row, &why, problems),
        Holds::Unknown(why) => {
            let problem = row.error(Cell::Verdict, format!("{}: {why}", row.requirement));
            problems.push(problem.hint("the column `version` names a version that the subject's file lists"));
            (row.evaluation.verdict, row.evaluation.maturity) = (None, None);
        }
    }
}

/// Takes a verdict out of account, and says why.
fn test_again(row: &mut Row, why: &str, problems: &mut Vec<Problem>) {
    row.note(format!("test again: {why}"));
    let problem = row.warning(Cell::Verdict, format!("{}: test again, {why}", row.requirement));
    problems.push(problem.hint("until then the verdict counts for nothing"));
    (row.evaluation.verdict, row.evaluation.maturity) = (None, None);
}

enum Holds {
    /// Given on the current version, or there are no versions.
    Current,
    /// Given on an earlier version; nothing that it rests on changed.
    Carried(String),
    /// Given on an earlier version, and something changed.
    Again(String),
    /// Nobody knows which version was examined.
    Unknown(String),
}

/// A row as versions touch it.
struct Touched<'t> {
    edition: &'t Edition,
    requirement: &'t Requirement,
    part: Option<&'t Part>,
}

fn holds(
    subject: &Subject,
    edition: &Edition,
    requirement: &Requirement,
    part: Option<&Part>,
    carriers: &[&Subject],
    evaluation: &Evaluation,
) -> Holds {
    let version = &evaluation.version;
    let current = match subject.version() {
        _ if version.is_empty() && subject.versions.len() <= 1 => return Holds::Current,
        // Before anything is compared: a version whose id cannot be read has an empty one too.
        _ if version.is_empty() => {
            return Holds::Unknown("the verdict does not say which version was examined".to_owned());
        }
        Some(current) if *version == current.id => return Holds::Current,
        current => current,
    };
    let at = subject.versions.iter().position(|one| one.id == *version);
    let (Some(current), Some(at)) = (current, at) else {
        return Holds::Unknown(format!("{} has no version {version:?}", subject.id));
    };
    let row = Touched { edition, requirement, part };
    if let Some(why) = row.changed_since(subject, at) {
        return Holds::Again(why);
    }
    // A row that a platform carries changes with that platform too, and with those between.
    let (mut one, mut from, mut to) = (subject, at, subject.versions.len() - 1);
    for platform in carriers {
        let find = |version: usize| stage(platform, &one.versions.get(version)?.platform);
        let (Some(then), Some(now)) = (find(from), find(to)) else {
            return Holds::Again(format!("nobody says on which versions of {} they are built", platform.id));
        };
        if let Some(why) = row.changed_between(platform, then, now) {
            return Holds::Again(format!("{why} of {}", platform.id));
        }
        (one, from, to) = (platform, then, now);
    }
    Holds::Carried(format!("the verdict on {version} carries over to {}: nothing that it rests on changed", current.id))
}

impl Touched<'_> {
    /// What touched the row after the version at this place, if anything did.
    fn changed_since(&self, subject: &Subject, at: usize) -> Option<String> {
        self.changed_between(subject, at, subject.versions.len() - 1)
    }

    /// What touched the row from one version to another, whichever comes first.
    fn changed_between(&self, subject: &Subject, from: usize, to: usize) -> Option<String> {
        subject.versions[from.min(to) + 1..=from.max(to)].iter().find_map(|later| self.changed_in(subject, later))
    }

    fn changed_in(&self, subject: &Subject, later: &Version) -> Option<String> {
        let Some(changed) = &later.changed else {
            return Some(format!("nobody says what changed in {}", later.id));
        };
        let rests_on = |id: &RequirementId| names(self.edition, self.requirement, id);
        if changed.requirements.iter().any(rests_on) {
            return Some(format!("{} changed it", later.id));
        }
        let base = self.requirement.parent.map(|parent| &self.edition.requirements[parent]);
        let mut features = [Some(self.requirement), base].into_iter().flatten().filter_map(|one| one.feature.as_ref());
        if let Some(feature) = features.find(|feature| changed.features.contains(feature)) {
            return Some(format!("the feature {feature} changed in {}", later.id));
        }
        [(&changed.parts, &subject.parts, "part"), (&changed.interfaces, &subject.interfaces, "interface")]
            .into_iter()
            .find_map(|(ids, elements, what)| {
                let touching = ids.iter().find(|id| {
                    let element = elements.iter().find(|element| element.id.as_str() == **id);
                    touches(id, element, self.part, what == "part", rests_on)
                });
                touching.map(|id| format!("the {what} {id} changed in {}", later.id))
            })
    }
}

/// Does a changed part or interface touch a row?
///
/// A row about one part is touched by that part. A row about the whole is touched by what is declared to carry it,
/// and by anything of which nobody says what rests on it.
fn touches(
    id: &str,
    element: Option<&Element>,
    part: Option<&Part>,
    is_part: bool,
    rests_on: impl Fn(&RequirementId) -> bool,
) -> bool {
    if is_part && part.is_some_and(|part| part.as_str() == id) {
        return true;
    }
    match element.map(|element| &element.requirements) {
        Some(Some(requirements)) => requirements.iter().any(rests_on),
        // Unknown reach: a row about another part cannot be touched by a part, but by an interface it can.
        Some(None) => part.is_none() || !is_part,
        // What nobody declared may be anything, a part under another name too.
        None => true,
    }
}

/// Does an id name a requirement, or the base on which it rests?
fn names(edition: &Edition, requirement: &Requirement, id: &RequirementId) -> bool {
    let parent = requirement.parent.map(|parent| &edition.requirements[parent].id);
    requirement.id == *id || parent == Some(id)
}

/// Keeps the rows that are in scope, and adds those of which nobody says anything yet.
fn keep_scope(subject: &Subject, rows: &mut BTreeMap<(RequirementId, Option<Part>), Row>, problems: &mut Vec<Problem>) {
    rows.retain(|(requirement, _), row| {
        let inside = subject.scope.contains(requirement);
        if !inside && (!row.claim.is_silent() || !row.evaluation.is_silent()) {
            let problem =
                row.warning(Cell::Requirement, format!("{requirement} is not in scope; the row counts for nothing"));
            problems.push(problem.hint("add it to `scope` in programme.toml, or empty the row"));
        }
        inside
    });
    for requirement in &subject.scope {
        if !rows.keys().any(|(known, _)| known == requirement) {
            let row = Row::silent(requirement.clone(), "".into(), Spots::default());
            rows.insert((requirement.clone(), None), row);
        }
    }
}
