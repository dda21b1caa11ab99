//! How long does a journal of 100,000 entries take, and what of it goes where?
//!
//! Run with `cargo bench -p record`.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a measurement knows the clock, has threads and says what it found"
)]

use std::hint::black_box;
use std::time::Instant;

use model::{
    Book, Capacity, Change, Claim, EditionKey, Evidence, PersonId, RequirementId, RowId, StandardId, Statement, Status,
    SubjectId, Timestamp,
};
use record::{Draft, Head, SecretKey, Signed, encode, replay, replay_unchecked, replay_with};
use sha2::{Digest as _, Sha256};

const ENTRIES: usize = 100_000;

fn main() {
    let journal = measured("writing (signatures included)", journal);
    let bytes = journal.as_bytes();
    println!("{ENTRIES} entries, {} bytes a line", bytes.len() / ENTRIES);
    let book = measured("replay_unchecked: all but signatures", || replay_unchecked("j", bytes)).book;
    measured("  of it digests", || {
        for line in bytes.split(|byte| *byte == b'\n') {
            black_box(Sha256::digest(line));
        }
    });
    let entries: Vec<_> = book.entries().cloned().collect();
    measured("  of it the book", || {
        let mut book = Book::default();
        entries.into_iter().for_each(|entry| book.apply(entry).unwrap());
        book
    });
    let replayed = measured("replay: one thread", || replay("j", bytes));
    assert!(replayed.problems.is_empty() && replayed.entries.len() == ENTRIES);
    let replayed = measured("replay_with: two threads", || replay_with("j", bytes, &two_threads));
    assert!(replayed.problems.is_empty() && replayed.entries.len() == ENTRIES);
}

fn two_threads(signed: &[Signed<'_>]) -> Vec<bool> {
    let (one, other) = signed.split_at(signed.len() / 2);
    std::thread::scope(|scope| {
        let one = scope.spawn(|| one.iter().map(Signed::verify).collect::<Vec<_>>());
        let other: Vec<bool> = other.iter().map(Signed::verify).collect();
        [one.join().unwrap(), other].concat()
    })
}

fn measured<T>(what: &str, run: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let result = run();
    println!("{:>9.1} ms  {what}", start.elapsed().as_secs_f64() * 1000.0);
    result
}

/// Claims of some 200 bytes by three people; every tenth one supersedes an earlier one.
fn journal() -> String {
    let keys = [1, 2, 3].map(|seed| SecretKey::from_seed(&[seed; 32]));
    let people = ["p1", "p2", "p3"].map(PersonId::new);
    let mut text = String::new();
    let mut heads: Vec<Head> = Vec::new();
    let mut before = None;
    for number in 0..ENTRIES {
        let again = number % 10 == 9;
        let asked = if again { number - 1 } else { number };
        let row = RowId {
            subject: SubjectId::new(&format!("products/p{}", asked / 100)),
            edition: EditionKey { standard: StandardId::new("iec62443-4-2"), edition: "2019".into() },
            requirement: RequirementId::new(&format!("CR {}", asked % 100)),
            part: None,
        };
        let evidence = Evidence::named("threat-model");
        let claim = Claim {
            status: Some(Status::Met),
            statement: "Every account has its own password; the factory one must be changed at first login.".to_owned(),
            evidence: vec![evidence],
            ..Claim::default()
        };
        let change = Change::State(Statement::Claim(row, claim));
        let draft = Draft {
            by: &people[number % 3],
            capacity: Capacity::Applicant,
            at: Timestamp::from_unix(1_790_000_000 + i64::try_from(number).unwrap()).unwrap(),
            why: "First pass",
            supersedes: before.filter(|_| again).into_iter().collect(),
            change: &change,
        };
        let (line, entry) = encode(&draft, &heads, &keys[number % 3]).unwrap();
        let made = entry.made.unwrap();
        heads = vec![Head { id: made.id, seq: made.seq }];
        before = Some(made.id);
        text.push_str(&line);
        text.push('\n');
    }
    text
}
