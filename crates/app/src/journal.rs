//! Who stated what, provably? Record the edits, verify the journal, compare with what is recorded.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::thread;

use assess::{Found, Register};
use dossier::{Dossier, JOURNAL};
use folder::{KeyStore, OwnKey, TrustedKey};
use model::{
    Book, Capacity, Change, Date, Entry, Key, Person, PersonId, Problem, PublicKey, Spot, Statement, Timestamp,
};
use record::{Draft, Replay, Signed, encode, replay_unchecked, replay_with};
use report::{
    ComparisonResult, ConflictResult, DossierResult, RecordedResult, RecordingResult, SignerResult, VerificationResult,
};

use crate::PROGRAM;
use crate::dossiers::{DossierQuestion, OpenDossier, Source, compare_books, placed};
use crate::error::Error;

/// From this many signatures on it is worth spreading them over threads.
const WORTH_THREADS: usize = 64;

/// Replays the journal with every signature checked, spread over the processors.
fn replayed(open: &OpenDossier<'_>) -> Result<Option<(Replay, u64)>, Error> {
    let Some(bytes) = open.folder.read_journal()? else { return Ok(None) };
    let mut replay = replay_with(JOURNAL, &bytes, &check);
    replay.problems.extend(empty(&bytes));
    Ok(Some((replay, bytes.len() as u64)))
}

/// A journal that is there and empty was emptied.
fn empty(bytes: &[u8]) -> Option<Problem> {
    let hint = "take it from git or a copy; a dossier of which nothing is recorded has no such file";
    let problem = Problem::error(&JOURNAL.into(), Spot::new(1, 1), "this journal holds no entry").hint(hint);
    bytes.is_empty().then_some(problem)
}

fn check(signed: &[Signed<'_>]) -> Vec<bool> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    if workers < 2 || signed.len() < WORTH_THREADS {
        return Signed::verify_all(signed);
    }
    let share = signed.len().div_ceil(workers);
    thread::scope(|scope| {
        let work: Vec<_> = signed.chunks(share).map(|chunk| scope.spawn(|| Signed::verify_all(chunk))).collect();
        // A worker that fell over checked nothing: its signatures count as wrong.
        let answers = work.into_iter().zip(signed.chunks(share));
        answers.flat_map(|(work, chunk)| work.join().unwrap_or_else(|_| vec![false; chunk.len()])).collect()
    })
}

impl OpenDossier<'_> {
    /// What is recorded, without looking at signatures; empty where nobody recorded anything.
    pub(crate) fn recorded(&self) -> Result<(Book, Vec<Problem>), Error> {
        let Some(bytes) = self.folder.read_journal()? else { return Ok((Book::default(), Vec::new())) };
        let mut replay = replay_unchecked(JOURNAL, &bytes);
        replay.problems.extend(empty(&bytes));
        Ok((replay.book, replay.problems))
    }

    /// What the journal knows of the verdicts in the files: which of them nobody signed, and which do not say what was
    /// examined while the claim said something else then.
    ///
    /// Only where there is a journal at all: a folder without one is all unrecorded statements.
    pub(crate) fn doubts(&self) -> Result<Doubts, Error> {
        let (recorded, problems) = self.recorded()?;
        let mut doubts =
            Doubts { problems: problems.into_iter().filter(Problem::is_error).collect(), ..Doubts::default() };
        if recorded.entries().next().is_none() {
            return Ok(doubts);
        }
        for (statement, entry) in self.dossier.book.statements() {
            let (Statement::Verdict(row, found), Some(origin)) = (statement, &entry.origin) else { continue };
            if found.verdict.is_none() && found.maturity.is_none() {
                continue;
            }
            let key = statement.key();
            if standing(&recorded, &key) != Some(statement) {
                let message = format!("{}: this verdict is not recorded, so nobody signed it", row.requirement);
                let problem = Problem::warning(&origin.place.file, origin.spots.verdict, message);
                doubts.unsigned.push(problem.hint("the evaluator records it with `plimsoll record`"));
            } else if found.examined.is_none() && self.claim_changed(&recorded, row, &key) {
                doubts.changed.insert(row.clone());
            }
        }
        Ok(doubts)
    }

    /// Did the claim say something else when the verdict was recorded than the files say now?
    fn claim_changed(&self, recorded: &Book, row: &model::RowId, verdict: &Key) -> bool {
        let claim = Key::Claim(row.clone());
        let status = |statement: Option<&Statement>| match statement {
            Some(Statement::Claim(_, claim)) => claim.status,
            _ => None,
        };
        let given = recorded.entry(verdict).and_then(|entry| entry.made.as_ref()).map(|made| made.seq);
        let before = recorded.entries().filter(|entry| entry.change.key() == claim);
        let before = before.filter(|entry| entry.made.as_ref().map(|made| made.seq) < given).last();
        before.is_some_and(|entry| status(entry.statement()) != status(standing(&self.dossier.book, &claim)))
    }

    pub(crate) fn name_of(&self, person: &PersonId) -> String {
        self.dossier.names.get(person).map(|name| name.name.clone()).unwrap_or_default()
    }

    fn person_with(&self, key: &PublicKey) -> Option<&Person> {
        self.dossier.book.people().map(|(person, _)| person).find(|person| person.key == Some(*key))
    }
}

/// What the journal knows against the verdicts in the files.
#[derive(Debug, Default)]
pub(crate) struct Doubts {
    /// What is wrong with the journal.
    pub(crate) problems: Vec<Problem>,
    /// Verdicts that nobody signed.
    pub(crate) unsigned: Vec<Problem>,
    /// Rows whose claim said something else when the verdict was given.
    pub(crate) changed: BTreeSet<model::RowId>,
}

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

/// Which of a person's own keys signs here: the one named, else the only one that a person of the dossier has.
///
/// # Errors
/// When there is no such key, or it is not clear which.
pub fn signing_key(open: &OpenDossier<'_>, store: &KeyStore, name: Option<&str>) -> Result<OwnKey, Error> {
    let own = store.own()?;
    let fits = |key: &&OwnKey| match name {
        Some(name) => key.name == name,
        None => open.person_with(&key.public).is_some(),
    };
    let found: Vec<&OwnKey> = own.iter().filter(fits).collect();
    let names = |keys: &[&OwnKey]| keys.iter().map(|key| key.name.as_str()).collect::<Vec<_>>().join(", ");
    match (found.as_slice(), name) {
        ([one], _) => Ok((*one).clone()),
        ([], Some(name)) => Err(Error::WrongQuestion(format!("there is no key \"{name}\"; `plimsoll key show` lists yours"))),
        ([], None) if own.is_empty() => Err(Error::WrongQuestion(
            "you have no key yet; `plimsoll key new --dossier DIR --person p1` makes one and enters it".into(),
        )),
        ([], None) => Err(Error::WrongQuestion(
            "no person of dossier.toml has one of your keys; enter it as `key` beside your id, or name another with --key"
                .into(),
        )),
        (several, _) => Err(Error::WrongQuestion(format!("say which key with --key: {}", names(several)))),
    }
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

/// What stands under a key, for whoever words a change.
pub(crate) fn standing<'b>(book: &'b Book, key: &Key) -> Option<&'b Statement> {
    book.entry(key).and_then(Entry::statement).filter(|statement| !statement.is_silent())
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

/// What a change does, in words: `the claim on CR 1.1 of products/eg220: met → partly`.
pub fn words(change: &Change, before: Option<&Statement>) -> String {
    let short = |statement: &Statement| match statement {
        Statement::Claim(_, claim) => claim_words(claim),
        Statement::Verdict(_, found) => match (found.verdict, found.maturity) {
            (Some(verdict), _) => verdict.id().to_owned(),
            (None, Some(level)) => level.to_string(),
            (None, None) => "remarks only".to_owned(),
        },
        _ => String::new(),
    };
    match change {
        Change::Withdraw(key, reason) => format!("{key}: withdrawn ({reason})"),
        Change::State(statement) => {
            let (key, new) = (statement.key(), short(statement));
            match before.map(short) {
                None if new.is_empty() => format!("{key}: new"),
                None => format!("{key}: {new}"),
                Some(_) if new.is_empty() => format!("{key}: changed"),
                Some(old) if old == new => format!("{key}: {new}, with other words or evidence"),
                Some(old) => format!("{key}: {old} → {new}"),
            }
        }
    }
}

fn claim_words(claim: &model::Claim) -> String {
    match (claim.status, claim.maturity) {
        (Some(status), Some(level)) => format!("{status}, {level}"),
        (Some(status), None) => status.id().to_owned(),
        (None, Some(level)) => level.to_string(),
        (None, None) if !claim.marks.is_empty() => {
            let marks = model::Trait::ALL.into_iter().filter(|one| claim.marks.has(*one)).map(|one| one.id());
            let marks = marks.collect::<Vec<_>>().join(", ");
            if marks.is_empty() { "marks, none of them yes".to_owned() } else { marks }
        }
        (None, None) if claim.statement.is_empty() => "evidence only".to_owned(),
        (None, None) => "words only".to_owned(),
    }
}

/// What is in conflict, in words.
pub(crate) fn conflicts(book: &Book) -> Vec<ConflictResult> {
    book.conflicts()
        .map(|(key, entries)| ConflictResult {
            about: key.to_string(),
            said: entries
                .iter()
                .map(|entry| {
                    let who = entry
                        .made
                        .as_ref()
                        .map(|made| format!("{} as {} on {} (entry {})", made.by, made.capacity, made.at, made.seq));
                    let what = words(&entry.change, None);
                    let what = what.strip_prefix(&format!("{key}: ")).unwrap_or(&what).to_owned();
                    format!("{}: {what}", who.unwrap_or_default())
                })
                .collect(),
        })
        .collect()
}

/// Verifies the journal: whole, chained, signed by people whom the verifier trusts, its evidence as recorded, and the
/// files as recorded.
///
/// In: the dossier and the trusted keys. Works without any network; everything that is wrong is in the result.
///
/// # Errors
/// When the journal cannot be read, or there is none.
pub fn verify(open: &OpenDossier<'_>, trusted: &[TrustedKey], head: Option<&str>) -> Result<VerificationResult, Error> {
    let Some((replay, _)) = replayed(open)? else {
        return Err(Error::WrongQuestion(format!(
            "{} holds no {JOURNAL}: nobody recorded anything yet; `plimsoll record` does",
            open.root().to_string_lossy()
        )));
    };
    let mut problems = replay.problems.clone();
    let signers = signers(open, &replay, trusted, &mut problems);
    let evidence_intact = evidence(open, &replay.book, &mut problems);
    if let Some(head) = head
        && !replay.entries.iter().any(|entry| entry.id.to_string() == head)
    {
        let message = format!("the entry {head} is not in this journal");
        let hint = "whoever noted it saw entries that are missing here: ask for the whole journal";
        problems.push(Problem::error(&JOURNAL.into(), Spot::new(1, 1), message).hint(hint));
    }
    let changes = replay.book.changes_to(&open.dossier.book, "taken out of the files");
    let unrecorded = changes.iter().map(|change| words(change, standing(&replay.book, &change.key()))).collect();
    problems.extend(open.dossier.problems.iter().filter(|problem| problem.is_error()).cloned());
    let problems = problems.iter().map(|problem| open.placed(problem)).collect();
    Ok(VerificationResult {
        schema: "plimsoll.verification/1",
        program: PROGRAM.to_owned(),
        journal: placed(open.root(), JOURNAL),
        entries: replay.entries.len(),
        heads: replay.heads.iter().map(|head| head.id.to_string()).collect(),
        signers,
        evidence_intact,
        conflicts: conflicts(&replay.book),
        unrecorded,
        problems,
    })
}

/// Who signed, whether the record entitled them when they did, and whether the verifier trusts the key.
fn signers(
    open: &OpenDossier<'_>,
    replay: &Replay,
    trusted: &[TrustedKey],
    problems: &mut Vec<Problem>,
) -> Vec<SignerResult> {
    let mut known = Entitlements::default();
    let mut signers: BTreeMap<(PublicKey, &PersonId), (Vec<Capacity>, usize, u32)> = BTreeMap::new();
    let file = JOURNAL.into();
    let tomorrow = crate::today().next_day();
    for (entry, recorded) in replay.book.entries().zip(&replay.entries) {
        let Some(made) = &entry.made else { continue };
        let signer = signers.entry((recorded.key, &recorded.by)).or_insert((Vec::new(), 0, recorded.line));
        signer.1 += 1;
        if !signer.0.contains(&made.capacity) {
            signer.0.push(made.capacity);
        }
        let line = Spot::new(recorded.line, 1);
        if let Some(message) = known.wrong(&recorded.by, recorded.key, made.capacity) {
            let hint = "the applicant enters person, capacities and key in dossier.toml and records that first";
            problems.push(Problem::error(&file, line, message).hint(hint));
        }
        for message in known.learn(entry) {
            let hint = "a key is one person's, and whoever prepares or advises must not evaluate, review or certify";
            problems.push(Problem::error(&file, line, message).hint(hint));
        }
        let replaced = made.supersedes.iter().filter_map(|id| replay.book.made(*id));
        if replaced.into_iter().any(|old| old.at > made.at) || tomorrow.is_some_and(|day| made.at.day() > day) {
            let message = format!("{} cannot be when this was recorded", made.at);
            let hint = "the author's clock was wrong; what stands after what is said by the chain, not by the clock";
            problems.push(Problem::warning(&file, line, message).hint(hint));
        }
    }
    let results = signers.into_iter().map(|((key, person), (capacities, entries, line))| {
        let trusts = trusted.iter().any(|one| one.key == key);
        if !trusts {
            let message = format!("{person} signed with a key that you do not trust: {key}");
            let hint = "compare it with the person by another way, then `plimsoll key trust`";
            problems.push(Problem::error(&file, Spot::new(line, 1), message).hint(hint));
        }
        SignerResult {
            key: key.to_string(),
            person: person.to_string(),
            name: open.name_of(person),
            capacities: capacities.iter().map(ToString::to_string).collect(),
            entries,
            trusted: trusts,
        }
    });
    results.collect()
}

/// What the record itself said of people up to an entry: who may sign with which key, in which capacity.
#[derive(Default)]
struct Entitlements {
    people: BTreeMap<PersonId, Person>,
    /// Whoever signed the first entry, until the record says who that is.
    founder: Option<(PersonId, PublicKey)>,
    founded: bool,
    owners: BTreeMap<PublicKey, PersonId>,
    /// Every capacity that a person ever had.
    ever: BTreeMap<PersonId, Vec<Capacity>>,
    /// What was said already; each thing is said once.
    told: Vec<(PersonId, PublicKey, Option<Capacity>)>,
}

impl Entitlements {
    /// Why somebody may not sign here, if they may not.
    fn wrong(&mut self, by: &PersonId, key: PublicKey, capacity: Capacity) -> Option<String> {
        let founder = self.founder.get_or_insert_with(|| (by.clone(), key));
        let (message, about) = match self.people.get(by) {
            None if !self.founded && *founder == (by.clone(), key) => return None,
            None => (format!("the record did not know {by} when this was signed"), None),
            Some(person) if person.key != Some(key) => {
                (format!("the record gave {by} no such key when this was signed"), None)
            }
            Some(person) if !person.capacities.contains(&capacity) => {
                (format!("the record did not say that {by} acts as {capacity}"), Some(capacity))
            }
            Some(_) => return None,
        };
        let what = (by.clone(), key, about);
        if self.told.contains(&what) {
            return None;
        }
        self.told.push(what);
        Some(message)
    }

    /// Takes in what an entry says of a person, and says what cannot be.
    fn learn(&mut self, entry: &Entry) -> Vec<String> {
        let mut wrong = Vec::new();
        match &entry.change {
            Change::Withdraw(Key::Person(id), _) => {
                self.people.remove(id);
            }
            Change::State(Statement::Person(person)) => {
                self.founded |= self.founder.as_ref().is_some_and(|(id, _)| *id == person.id);
                if let Some(key) = person.key {
                    let owner = self.owners.entry(key).or_insert_with(|| person.id.clone());
                    if *owner != person.id {
                        wrong.push(format!("{} is given the key of {owner}", person.id));
                    }
                }
                let ever = self.ever.entry(person.id.clone()).or_default();
                ever.extend(person.capacities.iter().filter(|one| !ever.contains(one)).copied().collect::<Vec<_>>());
                if let Some((side, judge)) = Capacity::excluded(ever) {
                    wrong.push(format!("the record makes {} {side} and {judge}", person.id));
                }
                self.people.insert(person.id.clone(), person.clone());
            }
            _ => {}
        }
        wrong
    }
}

/// Are the evidence files that the record names as they were? Counts those that are.
fn evidence(open: &OpenDossier<'_>, book: &Book, problems: &mut Vec<Problem>) -> usize {
    let mut named: Vec<(String, std::sync::Arc<str>, model::Digest, u64)> = Vec::new();
    for (statement, entry) in book.statements() {
        let seq = entry.made.as_ref().map(|made| made.seq).unwrap_or_default();
        match statement {
            Statement::Piece(piece) => {
                let files = piece.files.iter().filter_map(|file| Some((file, file.sha256?)));
                named.extend(files.map(|(file, digest)| (piece.id.to_string(), file.path.clone(), digest, seq)));
            }
            Statement::Observation(observation) => {
                let path = observation.place.split('#').next().unwrap_or_default();
                named.extend(
                    observation.digest.map(|digest| (observation.id.to_string(), path.trim().into(), digest, seq)),
                );
            }
            _ => {}
        }
    }
    let holdings = open.folder.holdings(named.iter().map(|(_, path, ..)| path.clone()));
    let mut intact = BTreeSet::new();
    for (id, path, recorded, seq) in named {
        let message = match holdings.get(&path) {
            Some(Found::File(digest)) if *digest == recorded => {
                intact.insert(path);
                continue;
            }
            Some(Found::File(digest)) => format!("{id}: the file's digest is {digest}, recorded is {recorded}"),
            _ => format!("{id}: the file is not there, or is no file"),
        };
        let hint = format!("entry {seq} of the journal names it; put the recorded file back");
        problems.push(Problem::error(&path, Spot::new(1, 1), message).hint(hint));
    }
    intact.len()
}

/// Compares the files of a dossier with what is recorded in it, now or by the end of an earlier day.
///
/// Evidence is looked at as it lies there now; whether it holds is asked for the day of the question on both sides.
///
/// # Errors
/// When nothing is recorded, or nothing of it can be compared.
pub fn compare_with_record(
    open: &OpenDossier<'_>,
    since: Option<Date>,
    question: &DossierQuestion,
) -> Result<DossierResult<ComparisonResult>, Error> {
    let (mut book, problems) = open.recorded()?;
    if let Some(since) = since {
        let mut earlier = Book::default();
        let by_then = |entry: &&Entry| entry.made.as_ref().is_some_and(|made| made.at.day() <= since);
        for entry in book.entries().filter(by_then) {
            // What an earlier clock put behind a later one leans on an entry that is not there by then.
            let _ = earlier.apply(entry.clone());
        }
        book = earlier;
    }
    if book.entries().next().is_none() {
        let when = since.map(|since| format!(" by the end of {since}")).unwrap_or_default();
        return Err(Error::WrongQuestion(format!(
            "nobody recorded anything{when}, so there is nothing to compare with; name a second dossier"
        )));
    }
    let recorded_as = since.map_or("recorded".to_owned(), |since| format!("recorded by {since}"));
    let holdings = open.folder.holdings(crate::dossiers::evidence_paths(&book));
    let registers =
        [Register::new(&book, &holdings, question.at), Register::new(&open.dossier.book, &open.holdings, question.at)];
    let recorded = Dossier { book, ..Dossier::default() };
    let name = open.root().to_string_lossy().into_owned();
    let doubts = open.doubts()?;
    // What was recorded by then is judged by itself.
    let nothing = BTreeSet::new();
    let source = Source { dossier: &recorded, changed: &nothing, ..open.source(&registers[0], &doubts) };
    let mut result =
        compare_books(open, (&source, &recorded_as), (&open.source(&registers[1], &doubts), &name), question)?;
    result.problems.extend(problems.iter().map(|problem| open.placed(problem)));
    Ok(result)
}

/// The keys that a verifier trusts: the own list and further lists.
///
/// # Errors
/// When a list cannot be read; what is wrong in one is an error too, since a key that is not read is not trusted.
pub fn trusted_keys(store: &KeyStore, lists: &[PathBuf]) -> Result<Vec<TrustedKey>, Error> {
    let (mut keys, mut problems) = store.trusted()?;
    for list in lists {
        let (more, wrong) = folder::read_trusted(list)?;
        keys.extend(more);
        problems.extend(wrong);
    }
    if problems.is_empty() { Ok(keys) } else { Err(Error::Unreadable(problems)) }
}

/// Enters a public key beside a person's id in `dossier.toml`, and nothing else.
///
/// # Errors
/// When there is no such person, the person has another key, or the line cannot be added by itself.
pub fn enter_key(open: &OpenDossier<'_>, person: &str, key: &PublicKey) -> Result<(), Error> {
    may_enter_key(open, person)?;
    let path = dossier::COVER;
    let before = open.files.get(path).cloned().unwrap_or_default();
    let text = String::from_utf8_lossy(&before).into_owned();
    let Some(changed) = tables::insert_toml(&text, "person", person, &format!("key = \"{key}\"")) else {
        let message = format!("add this line to {person} in dossier.toml: key = \"{key}\"");
        return Err(Error::WrongQuestion(message));
    };
    let edit = dossier::FileEdit { path: path.into(), before: Some(before), bytes: changed.into_bytes() };
    Ok(open.folder.write(&[edit])?)
}

/// May a key be entered beside a person's id?
///
/// # Errors
/// As for [`enter_key`], before a key is made for it.
pub fn may_enter_key(open: &OpenDossier<'_>, person: &str) -> Result<(), Error> {
    let known = || open.dossier.book.people().map(|(one, _)| one.id.as_str()).collect::<Vec<_>>().join(", ");
    match open.dossier.book.people().map(|(one, _)| one).find(|one| one.id.as_str() == person) {
        None => Err(Error::WrongQuestion(format!("dossier.toml has no person \"{person}\"; it has: {}", known()))),
        Some(Person { key: Some(old), .. }) => {
            Err(Error::WrongQuestion(format!("{person} has the key {old}; change it in dossier.toml by hand")))
        }
        Some(_) => Ok(()),
    }
}

/// The key that a dossier lists for a person, and the person's name.
///
/// # Errors
/// When there is no such person, or no key.
pub fn key_of(open: &OpenDossier<'_>, person: &str) -> Result<(PublicKey, String), Error> {
    match open.dossier.book.person(person) {
        Some(Person { id, key: Some(key), .. }) => {
            let name = open.name_of(id);
            Ok((*key, if name.is_empty() { person.to_owned() } else { format!("{name} ({person})") }))
        }
        Some(_) => Err(Error::WrongQuestion(format!("dossier.toml lists no key for {person}"))),
        None => Err(Error::WrongQuestion(format!("dossier.toml has no person \"{person}\""))),
    }
}

/// Can it name a key's file everywhere?
pub fn is_key_name(name: &str) -> bool {
    dossier::is_id(&name.to_ascii_lowercase())
}
