//! Who states what from now on? Turns the edits since the last record into signed entries.

use dossier::JOURNAL;
use model::{Book, Capacity, Change, Key, Person, Problem, Timestamp};
use record::{Draft, Replay, encode, replay_unchecked};
use report::{RecordedResult, RecordingResult};

use crate::PROGRAM;
use crate::change_words::{conflicts, standing, words};
use crate::dossiers::OpenDossier;
use crate::error::Error;
use crate::journal::replayed;

/// What a recording needs to know.
#[derive(Debug, Clone)]
pub struct RecordInput {
    /// Why, in the author's words.
    pub why: String,
    /// Only in this capacity; else in each of the person's capacities that goes with what changed.
    pub capacity: Option<Capacity>,
    /// When.
    pub at: Timestamp,
    /// Settle conflicts with what the files say now.
    pub settle: bool,
    /// Say what would be recorded, and record nothing.
    pub dry_run: bool,
}

/// The moment now, in whole seconds; `None` when the system's clock is out of its mind.
pub fn now() -> Option<Timestamp> {
    Timestamp::from_unix(time::OffsetDateTime::now_utc().unix_timestamp())
}

/// Records what the files say and the journal does not yet.
///
/// In: the dossier, the key, and why. Out: what was recorded, and what must be stated by somebody else.
///
/// # Errors
/// When the files or the journal have errors (they are in the result of [`verify`] and of `assess`), nobody of the
/// dossier has this key, or the journal grew meanwhile; nothing is recorded then.
pub fn record(open: &OpenDossier<'_>, key: &record::SecretKey, input: &RecordInput) -> Result<RecordingResult, Error> {
    if input.why.chars().any(|letter| letter.is_control() && letter != '\n') {
        return Err(Error::WrongQuestion(
            "a reason has no control characters: it stays in the journal for good".into(),
        ));
    }
    if input.why.trim().is_empty() {
        return Err(Error::WrongQuestion("say why with -m: a record without a reason helps nobody".into()));
    }
    let mut errors: Vec<Problem> = open.dossier.problems.iter().filter(|one| one.is_error()).cloned().collect();
    let (replay, length) = replayed(open)?.unwrap_or_else(|| (replay_unchecked(JOURNAL, b""), 0));
    errors.extend(replay.problems.iter().filter(|one| one.is_error()).cloned());
    errors.extend(crate::signed_off::broken(open, &open.dossier.book, None));
    if !errors.is_empty() {
        let placed = errors.iter().map(|one| crate::dossiers::placed_problem(open.root(), one)).collect();
        return Err(Error::Unreadable(placed));
    }
    let person = open.person_with(&key.public()).ok_or_else(|| {
        Error::WrongQuestion(format!("no person of dossier.toml has the key {}; enter it beside your id", key.public()))
    })?;
    let Replay { mut book, mut heads, .. } = replay;
    let capacities = entitled(&book, person)?;
    if let Some(last) = book.entries().filter_map(|entry| entry.made.as_ref()).map(|made| made.at).max()
        && input.at < last
    {
        return Err(Error::WrongQuestion(format!(
            "the journal's last entry names {last}; nothing is recorded for {} behind it: look at the clock",
            input.at
        )));
    }
    let open_conflicts: Vec<Key> = book.conflicts().map(|(key, _)| key.clone()).collect();
    let mut changes = book.changes_to(&open.dossier.book, input.why.trim());
    if input.settle {
        for key in &open_conflicts {
            if !changes.iter().any(|change| change.key() == *key) {
                changes.push(said_now(&open.dossier.book, key, input.why.trim()));
            }
        }
    } else {
        changes.retain(|change| !open_conflicts.contains(&change.key()));
    }
    let mut result = RecordingResult {
        schema: "plimsoll.recording/1",
        program: PROGRAM.to_owned(),
        by: person.id.to_string(),
        at: input.at.to_string(),
        recorded: Vec::new(),
        left: Vec::new(),
        conflicts: Vec::new(),
        heads: Vec::new(),
        problems: open.dossier.problems.iter().map(|problem| open.placed(problem)).collect(),
    };
    let mut lines = String::new();
    for change in &changes {
        let about = change.key();
        let asked = |capacity: &&Capacity| input.capacity.is_none_or(|wanted| wanted == **capacity);
        let mut refusal = None;
        let may = |capacity: &&Capacity| match book.may(&person.id, **capacity, change) {
            Ok(()) => true,
            Err(reason) => {
                refusal.get_or_insert(reason.to_string());
                false
            }
        };
        let Some(capacity) = capacities.iter().filter(asked).find(may).copied() else {
            let what = words(change, standing(&book, &about));
            let reason = refusal.unwrap_or_else(|| format!("{} does not act in that capacity", person.id));
            result.left.push(format!("{what}; {reason}"));
            continue;
        };
        let ids = book.standing(&about).filter_map(|entry| entry.made.as_ref()).map(|made| made.id).collect();
        let draft = Draft { by: &person.id, capacity, at: input.at, why: input.why.trim(), supersedes: ids, change };
        let what = words(change, standing(&book, &about));
        let refused = |reason: String| Error::WrongQuestion(format!("{about}: {reason}"));
        let (line, entry) = encode(&draft, &heads, key).map_err(|error| refused(error.to_string()))?;
        let Some(made) = entry.made.clone() else { continue };
        book.apply(entry).map_err(|error| refused(error.to_string()))?;
        heads = vec![record::Head { id: made.id, seq: made.seq }];
        result.recorded.push(RecordedResult { seq: made.seq, capacity: capacity.to_string(), what });
        lines.push_str(&line);
        lines.push('\n');
    }
    result.conflicts = conflicts(&book);
    result.heads = heads.iter().map(|head| head.id.to_string()).collect();
    if !lines.is_empty() && !input.dry_run {
        open.folder.append_journal(length, &lines)?;
    }
    Ok(result)
}

/// The capacities in which the record lets a person sign: those that it gives them, with this key.
///
/// The first to record a dossier enters the people, themself among them; from then on whoever the record knows does.
fn entitled(book: &Book, person: &Person) -> Result<Vec<Capacity>, Error> {
    let wrong = |message: String| Err(Error::WrongQuestion(message));
    if book.people().next().is_none() {
        let founds = person.capacities.iter().any(|one| matches!(one, Capacity::Applicant | Capacity::Adviser));
        return match founds {
            true => Ok(person.capacities.clone()),
            false => wrong(format!(
                "nothing is recorded yet, and {} cannot say who takes part; the applicant records first",
                person.id
            )),
        };
    }
    let hint = "somebody whom it knows as applicant records that first";
    match book.person(person.id.as_str()) {
        None => wrong(format!("the record does not know {} yet; {hint}", person.id)),
        Some(known) if known.key.is_none() => wrong(format!("the record gives {} no key yet; {hint}", person.id)),
        Some(known) if known.key != person.key => wrong(format!("the record gives {} another key; {hint}", person.id)),
        Some(known) => {
            Ok(person.capacities.iter().copied().filter(|capacity| known.capacities.contains(capacity)).collect())
        }
    }
}

fn said_now(book: &Book, key: &Key, why: &str) -> Change {
    match standing(book, key) {
        Some(statement) => Change::State(statement.clone()),
        None => Change::Withdraw(key.clone(), why.to_owned()),
    }
}
