//! Does the journal hold against bytes and texts that nobody thought of?

use model::{Capacity, Change, Key, PersonId, Statement, Status};
use proptest::prelude::*;

use crate::samples::{Journal, claim, has_error, read, statements};

/// Pieces of which damaged journals are made.
fn piece() -> impl Strategy<Value = Vec<u8>> {
    let lines = Journal::of_all_kinds().lines;
    prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..40),
        proptest::sample::select(lines.clone()).prop_map(String::into_bytes),
        (proptest::sample::select(lines), any::<prop::sample::Index>(), any::<u8>()).prop_map(|(line, at, byte)| {
            let mut bytes = line.into_bytes();
            let at = at.index(bytes.len());
            bytes[at] = byte;
            bytes
        }),
        proptest::sample::select(vec!["\n", "\r\n", "{", "[[[[", "<<<<<<< a\n", "null\n", "{}\n", "\u{feff}"])
            .prop_map(|text| text.as_bytes().to_vec()),
        any::<char>().prop_map(|letter| letter.to_string().into_bytes()),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(pieces in proptest::collection::vec((piece(), any::<bool>()), 0..8)) {
        let mut bytes = Vec::new();
        for (piece, ended) in pieces {
            bytes.extend(piece);
            if ended {
                bytes.push(b'\n');
            }
        }
        let replay = record::replay_unchecked("j", &bytes);
        prop_assert!(replay.problems.is_sorted_by_key(|problem| problem.place.spot.line));
        prop_assert_eq!(replay.entries.len(), replay.book.entries().count());
    }

    #[test]
    fn any_text_comes_back(text in any::<String>(), reason in "\\PC*[\"\\\\\u{0}-\u{1f}\u{10000}-\u{10ffff}]+x", id in any::<String>()) {
        let mut journal = Journal::default();
        let stated = claim(&id, Status::Met, &text);
        journal.add(Capacity::Applicant, &stated, &[]);
        let gone = Change::Withdraw(Key::Person(PersonId::new(&id)), reason);
        journal.add(Capacity::Applicant, &gone, &[]);
        let replay = record::replay_unchecked("j", journal.text().as_bytes());
        prop_assert!(replay.problems.is_empty(), "{:?}", replay.problems);
        let changes: Vec<_> = replay.book.entries().map(|entry| entry.change.clone()).collect();
        prop_assert_eq!(changes, vec![stated, gone]);
    }
}

#[test]
fn deep_nesting_is_an_error_and_no_overflow() {
    for open in ["[", "{\"change\":", "{\"a\":"] {
        assert!(has_error(&read(open.repeat(200_000) + "\n")));
    }
}

/// A line may name tens of thousands of entries that are nowhere; looking for each of them must not take for ever.
#[test]
fn very_many_missing_entries_are_quickly_said() {
    let line = &Journal::of_claims(1).lines[0];
    let ids: Vec<String> = (0..60_000).map(|number| format!("\"{number:064x}\"")).collect();
    for (member, seq) in [("previous", "\"seq\":2"), ("supersedes", "\"seq\":1")] {
        let changed = line
            .replace(&format!("\"{member}\":[]"), &format!("\"{member}\":[{}]", ids.join(",")))
            .replace("\"seq\":1", seq);
        let replay = record::replay_unchecked("j", (changed + "\n").as_bytes());
        assert_eq!((replay.problems.len(), replay.entries.len()), (record::limits::PROBLEMS + 1, 1));
    }
}

/// Equal statements have equal bytes, whoever makes them.
#[test]
fn equal_statements_have_equal_bytes() {
    let change = |line: &str| {
        let start = line.find("\"change\":").unwrap();
        line[start..line.find(",\"key\":\"ed25519:").unwrap()].to_owned()
    };
    for (capacity, statement) in statements() {
        let mut journal = Journal::default();
        let statement: Statement = statement;
        journal.add_by(1, capacity, &Change::State(statement.clone()), &[]);
        journal.add_by(2, capacity, &Change::State(statement), &[]);
        assert_eq!(change(&journal.lines[0]), change(&journal.lines[1]));
    }
}
