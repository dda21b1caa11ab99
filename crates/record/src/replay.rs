//! What does a whole journal say, and is it whole?

use std::collections::BTreeMap;
use std::sync::Arc;

use ed25519_dalek::VerifyingKey;
use model::{Book, EntryId, Origin, PersonId, Place, Problem, PublicKey, Spot, Spots};

use crate::chain::{Chain, link};
use crate::limits;
use crate::line::Line;
use crate::scan::{Problems, Scanned, scan, touched};
use crate::sign::{Signed, unpack};

/// What a journal says.
#[derive(Debug, Clone)]
pub struct Replay {
    /// Everything that was stated, and what of it stands.
    pub book: Book,
    /// The entries that no other one follows, in the order of the file; the next entry names them all.
    pub heads: Vec<Head>,
    /// What is wrong, in the order of lines.
    pub problems: Vec<Problem>,
    /// The entries of the book in its order, with what the book does not keep.
    pub entries: Vec<Recorded>,
}

/// An entry that no other one follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Head {
    /// Its digest.
    pub id: EntryId,
    /// Its number.
    pub seq: u64,
}

/// An entry as it stands in the file.
///
/// Its signature fits `key`; whether that key is `by`'s is for the caller to judge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// Its digest.
    pub id: EntryId,
    /// Its number.
    pub seq: u64,
    /// By whom, on the entry's own word.
    pub by: PersonId,
    /// The key that signed it.
    pub key: PublicKey,
    /// Its line in the file, from 1.
    pub line: u32,
}

/// Replays a journal and checks every signature, one after another.
///
/// Nothing is lost to a problem elsewhere: an entry that is well formed and signed comes into the book
/// even where one before it is broken. Errors mean that the journal is not as it was written.
pub fn replay(file: &str, bytes: &[u8]) -> Replay {
    replay_with(file, bytes, &|signed| Signed::verify_all(signed))
}

/// The same without looking at signatures: far quicker, and blind to a line forged as a whole.
pub fn replay_unchecked(file: &str, bytes: &[u8]) -> Replay {
    replay_with(file, bytes, &|signed| vec![true; signed.len()])
}

/// The same with signatures checked by `check`, which may spread [`Signed::verify`] over threads.
///
/// It answers for each in the order given; an answer that is missing counts as no.
pub fn replay_with(file: &str, bytes: &[u8], check: &dyn Fn(&[Signed<'_>]) -> Vec<bool>) -> Replay {
    let file: Arc<str> = file.into();
    let mut scanned = scan(&file, bytes);
    check_signatures(&mut scanned, check);
    let chain = link(&mut scanned);
    fill(&file, scanned, chain)
}

fn check_signatures(scanned: &mut Scanned<'_>, check: &dyn Fn(&[Signed<'_>]) -> Vec<bool>) {
    let mut keys: BTreeMap<PublicKey, Option<Arc<VerifyingKey>>> = BTreeMap::new();
    let mut signed = Vec::new();
    for item in &scanned.items {
        let Some(Line { key, signature: Some(signature), .. }) = &item.line else { continue };
        if keys.len() < limits::UNPACKED_KEYS && !keys.contains_key(key) {
            keys.insert(*key, unpack(key));
        }
        let unpacked = keys.get(key).cloned().flatten();
        signed.push(Signed { text: item.text, key: *key, unpacked, signature: *signature });
    }
    let answers = check(&signed).into_iter().chain(std::iter::repeat(false));
    scanned.problems.next_phase();
    let readable = scanned.items.iter_mut().filter(|item| item.line.is_some());
    for (item, _) in readable.zip(answers).filter(|(_, fits)| !fits) {
        touched(item, &mut scanned.problems);
    }
}

/// Brings the sound entries into a book, in the order of the file.
fn fill(file: &Arc<str>, scanned: Scanned<'_>, chain: Chain) -> Replay {
    let Scanned { items, mut problems, ids } = scanned;
    problems.next_phase();
    let mut book = Book::default();
    let mut entries = Vec::with_capacity(items.len());
    let mut in_book = vec![false; items.len()];
    for (at, item) in items.into_iter().enumerate() {
        let Some(mut line) = item.line.filter(|_| chain.sound[at]) else { continue };
        line.supersedes.0.retain(|id| {
            let there = ids.get(id).is_some_and(|other| in_book[*other]);
            if !there {
                let known = ids.contains_key(id) || chain.missing.contains_key(id);
                let column = problems.column_of(item.text, id);
                lost(&mut problems, item.number, column, id, known);
            }
            there
        });
        let recorded = Recorded { id: item.id, seq: line.seq, by: line.by.clone(), key: line.key, line: item.number };
        let place = Place { file: Arc::clone(file), spot: Spot::new(item.number, 1) };
        let entry = line.into_entry(item.id, Some(Origin { place, spots: Spots::default() }));
        match book.apply(entry) {
            Ok(()) => {
                in_book[at] = true;
                entries.push(recorded);
            }
            Err(refused) => {
                let message = format!("the entry does not come into the book: {refused}");
                problems.error(item.number, 1, message, "state it again as it may be stated");
            }
        }
    }
    Replay { book, heads: chain.heads, problems: problems.sorted(), entries }
}

/// Says that an entry replaces one that is not in the book, and so stands beside what is there.
fn lost(problems: &mut Problems, line: u32, column: u32, id: &EntryId, known: bool) {
    let message = format!("the entry supersedes {id}, which is not in the book before it");
    if known {
        problems.warning(line, column, message, "what is wrong with that one is said elsewhere");
    } else {
        problems.error(line, column, message, "restore the missing line from git or a copy");
    }
}
