//! Which rows speak for a subject? Its own, those of its platform, and the verdicts that still hold for its version.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use catalogue::{Edition, Requirement};
use model::{
    Book, Cell, Claim, Element, Entry, Evaluation, Key, Origin, Part, Problem, RequirementId, Row, RowId, Spots,
    Subject, Version,
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
    for (id, evaluation, entry) in book.verdicts(&subject.id, key) {
        let at = (id.requirement.clone(), id.part.clone());
        let row = rows.entry(at).or_insert_with(|| row(&id.requirement, &id.part, entry));
        judge(row, evaluation, entry, subject, &carrying(book, subject, id), edition, &mut problems);
    }
    if !subject.scope.is_empty() {
        keep_scope(subject, &mut rows, &mut problems);
    }
    for row in rows.values() {
        for evidence in &row.claim.evidence {
            if evidence.piece.is_none() {
                let name = evidence.name.split('#').next().unwrap_or_default().trim();
                let problem = row.error(Cell::Evidence, format!("{}: there is no evidence {name:?}", row.requirement));
                problems.push(problem.hint("evidence.toml lists what there is; `plimsoll add evidence` adds to it"));
            }
        }
    }
    (rows.into_values().collect(), problems)
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
            let platforms = carrying(book, subject, id);
            let again = match holds(subject, edition, requirement, id.part.as_ref(), &platforms, evaluation) {
                Holds::Current => return None,
                Holds::Carried(_) => None,
                Holds::Again(why) | Holds::Unknown(why) => Some(why),
            };
            let (requirement, part) = (id.requirement.clone(), id.part.clone());
            Some(CarriedVerdict { requirement, part, version: examined(subject, evaluation), again })
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
        row.notes.push(format!("stated by {} as {} on {} (entry {})", made.by, made.capacity, made.at.day(), made.seq));
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
    while let Some(platform) = next {
        if !seen.insert(platform) {
            let origin = book.entry(&Key::Subject(subject.id.clone())).and_then(|entry| entry.origin.as_ref());
            if let Some(Origin { place, .. }) = origin {
                let message = format!("{platform} rests on itself as a platform");
                let problem = Problem::error(&place.file, place.spot, message);
                problems.push(problem.hint("a platform comes before the products that are built on it"));
            }
            return;
        }
        for (id, claim, entry) in book.claims(platform, &edition.head.key) {
            let at = (id.requirement.clone(), id.part.clone());
            let own = rows.get(&at).is_some_and(|row| !row.claim.is_silent());
            if own || claim.is_silent() {
                continue;
            }
            let mut inherited = row(&id.requirement, &id.part, entry);
            state(&mut inherited, claim, entry, register);
            inherited.notes.push(format!("inherited from the platform {platform}"));
            rows.insert(at, inherited);
        }
        next = book.subject(platform).and_then(|platform| platform.platform.as_ref());
    }
}

/// The platforms down to the one whose row speaks for the subject here; none where its own does, or nobody's.
fn carrying<'b>(book: &'b Book, subject: &'b Subject, row: &RowId) -> Vec<&'b Subject> {
    let says = |of: &Subject| {
        let key = Key::Claim(RowId { subject: of.id.clone(), ..row.clone() });
        book.entry(&key).and_then(Entry::statement).is_some_and(|claim| !claim.is_silent())
    };
    let mut chain = vec![subject];
    let mut one = subject;
    while !says(one) {
        let next = one.platform.as_ref().and_then(|platform| book.subject(platform));
        let Some(platform) = next.filter(|next| chain.iter().all(|known| known.id != next.id)) else {
            return Vec::new();
        };
        chain.push(platform);
        one = platform;
    }
    chain.split_off(1)
}

fn judge(
    row: &mut Row,
    evaluation: &Evaluation,
    entry: &Entry,
    subject: &Subject,
    platforms: &[&Subject],
    edition: &Edition,
    problems: &mut Vec<Problem>,
) {
    row.evaluation = evaluation.clone();
    if let Some(Origin { place, spots }) = &entry.origin {
        row.verdict_file = Some(Arc::clone(&place.file));
        row.spots.verdict = spots.verdict;
        row.spots.date = spots.date;
    }
    if let Some(made) = &entry.made {
        row.notes.push(format!("judged by {} as {} on {} (entry {})", made.by, made.capacity, made.at.day(), made.seq));
    }
    let given = row.evaluation.verdict.is_some() || row.evaluation.maturity.is_some();
    let Some(index) = edition.find(row.requirement.as_str()).filter(|_| given) else { return };
    match holds(subject, edition, &edition.requirements[index], row.part.as_ref(), platforms, evaluation) {
        Holds::Current => {}
        Holds::Carried(note) => row.notes.push(note),
        Holds::Again(why) => {
            row.notes.push(format!("test again: {why}"));
            let problem = row.warning(Cell::Verdict, format!("{}: test again, {why}", row.requirement));
            problems.push(problem.hint("until then the verdict counts for nothing on this version"));
            (row.evaluation.verdict, row.evaluation.maturity) = (None, None);
        }
        Holds::Unknown(why) => {
            let problem = row.error(Cell::Verdict, format!("{}: {why}", row.requirement));
            problems.push(problem.hint("the column `version` names a version that the subject's file lists"));
            (row.evaluation.verdict, row.evaluation.maturity) = (None, None);
        }
    }
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

/// The version that was examined: the one named, else the one that was current on the verdict's day.
fn examined(subject: &Subject, evaluation: &Evaluation) -> String {
    if !evaluation.version.is_empty() || subject.versions.len() < 2 {
        return evaluation.version.clone();
    }
    let current = subject.versions.iter().rev().find(|version| match (version.date, evaluation.date) {
        (Some(released), Some(given)) => released <= given,
        _ => false,
    });
    current.map(|version| version.id.clone()).unwrap_or_default()
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
    platforms: &[&Subject],
    evaluation: &Evaluation,
) -> Holds {
    let Some(current) = subject.version() else { return Holds::Current };
    let version = examined(subject, evaluation);
    if version == current.id || (version.is_empty() && subject.versions.len() == 1) {
        return Holds::Current;
    }
    if version.is_empty() {
        return Holds::Unknown("the verdict does not say which version was examined".to_owned());
    }
    let Some(at) = subject.versions.iter().position(|one| one.id == version) else {
        return Holds::Unknown(format!("{} has no version {version:?}", subject.id));
    };
    let row = Touched { edition, requirement, part };
    if let Some(why) = row.changed_since(subject, at) {
        return Holds::Again(why);
    }
    // A row that a platform carries changes with it too, and with what lies between.
    let (mut then, mut now) = (&subject.versions[at], current);
    let with_versions = platforms.iter().rposition(|platform| !platform.versions.is_empty());
    for platform in &platforms[..with_versions.map_or(0, |last| last + 1)] {
        let find = |id: &str| platform.versions.iter().position(|one| one.id == id);
        let (Some(from), Some(to)) = (find(&then.platform), find(&now.platform)) else {
            return Holds::Again(format!("nobody says on which versions of {} they are built", platform.id));
        };
        if let Some(why) = row.changed_between(platform, from, to) {
            return Holds::Again(format!("{why} of {}", platform.id));
        }
        (then, now) = (&platform.versions[from], &platform.versions[to]);
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
        Some(None) | None => part.is_none() || !is_part,
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
