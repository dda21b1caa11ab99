//! What may an auditor rely on? The journal, its signers, the evidence and the files, checked against each other.

use std::collections::{BTreeMap, BTreeSet};

use assess::Found;
use dossier::JOURNAL;
use folder::TrustedKey;
use model::{Book, Capacity, Change, Entry, Key, Person, PersonId, Problem, PublicKey, Spot, Statement};
use record::Replay;
use report::{SignerResult, VerificationResult};

use crate::PROGRAM;
use crate::change_words::{conflicts, standing, words};
use crate::dossiers::{OpenDossier, placed};
use crate::error::Error;
use crate::journal::replayed;
use crate::signed_off::{broken, now, outdated};

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
    let signed_off_intact = signed_off(open, &replay.book, &mut problems);
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
        signed_off_intact,
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

/// Are the frozen copies of sign-offs as recorded, and those that nobody recorded yet as the files say? A sign-off whose
/// inputs changed since is no damage, and is named. Counts the recorded copies that are as recorded.
fn signed_off(open: &OpenDossier<'_>, book: &Book, problems: &mut Vec<Problem>) -> usize {
    problems.extend(broken(open, book, Some(JOURNAL)));
    let files = &open.dossier.book;
    let known: BTreeSet<String> = problems.iter().map(|problem| problem.message.clone()).collect();
    problems.extend(broken(open, files, None).into_iter().filter(|one| !known.contains(&one.message)));
    problems.extend(outdated(open, None));
    let decisions = book.statements().filter_map(|(statement, _)| match statement {
        Statement::Decision(decision) => Some(decision),
        _ => None,
    });
    let files = decisions.flat_map(|decision| &decision.files);
    files.filter(|file| file.sha256.is_some() && file.sha256 == now(open, &file.path)).count()
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
