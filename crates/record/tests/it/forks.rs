//! What becomes of two journals that grew apart and were merged?

use model::{Capacity, EntryId, Status};

use crate::samples::{Journal, claim, claim_key, has_error, key, problems, read, text};

/// Two continuations of one journal, as `merge=union` leaves them.
fn merged(ours: &Journal, theirs: &Journal, base: usize) -> Journal {
    let mut merged = ours.clone();
    merged.lines.extend_from_slice(&theirs.lines[base..]);
    merged.heads = [ours.heads.as_slice(), &theirs.heads].concat();
    merged
}

fn fork(ours: Status, theirs: Status) -> (Journal, [EntryId; 2]) {
    let base = Journal::of_claims(2);
    let (mut one, mut other) = (base.clone(), base);
    let standing = one.made[0].made.as_ref().unwrap().id;
    let first = one.add_by(1, Capacity::Applicant, &claim("CR 1.0", ours, ""), &[standing]);
    let second = other.add_by(2, Capacity::Applicant, &claim("CR 1.0", theirs, ""), &[standing]);
    (merged(&one, &other, 2), [first, second])
}

#[test]
fn both_sides_are_kept_and_a_contradiction_shows_until_somebody_settles_it() {
    let (mut journal, both) = fork(Status::Met, Status::NotMet);
    let replay = read(journal.text());
    assert_eq!(problems(&replay), [""; 0]);
    assert_eq!(replay.book.entries().count(), 4);
    assert_eq!(replay.heads, journal.heads);
    let conflicts: Vec<_> = replay.book.conflicts().collect();
    assert_eq!(conflicts.len(), 1);
    assert_eq!((conflicts[0].0, conflicts[0].1.len()), (&claim_key("CR 1.0"), 2));

    journal.add(Capacity::Applicant, &claim("CR 1.0", Status::Partly, "Settled"), &both);
    let replay = read(journal.text());
    assert_eq!(problems(&replay), [""; 0]);
    assert_eq!(replay.book.conflicts().count(), 0);
    assert_eq!(replay.heads, journal.heads);
    assert_eq!(replay.heads[0].seq, 4);
    assert!(journal.lines[4].contains(&{
        let mut sorted = both;
        sorted.sort_unstable();
        format!("\"previous\":[\"{}\",\"{}\"]", sorted[0], sorted[1])
    }));
}

#[test]
fn saying_the_same_is_no_conflict() {
    let (journal, _) = fork(Status::Met, Status::Met);
    let replay = read(journal.text());
    assert_eq!((replay.problems.len(), replay.book.conflicts().count()), (0, 0));
    assert_eq!(replay.book.standing(&claim_key("CR 1.0")).count(), 2);
}

#[test]
fn either_order_of_the_sides_is_whole() {
    let (journal, _) = fork(Status::Met, Status::NotMet);
    let mut lines = journal.lines;
    lines.swap(2, 3);
    assert_eq!(problems(&read(text(&lines))), [""; 0]);
}

/// What one side lost shows as soon as somebody saw both.
#[test]
fn a_side_that_was_dropped_after_the_merge_is_noticed() {
    let (mut journal, both) = fork(Status::Met, Status::NotMet);
    journal.add(Capacity::Applicant, &claim("CR 1.0", Status::Partly, ""), &both);
    journal.lines.remove(3);
    let replay = read(journal.text());
    assert!(has_error(&replay));
    assert_eq!(replay.book.entries().count(), 4);
}

/// Anybody can sign as `p1` with a key of their own: which key signed is reported, and judged elsewhere.
#[test]
fn another_key_under_the_same_name_shows_by_its_key() {
    let mut journal = Journal::of_claims(1);
    journal.add_by(7, Capacity::Applicant, &claim("CR 1.1", Status::Met, ""), &[]);
    let replay = read(journal.text());
    assert_eq!(problems(&replay), [""; 0]);
    let keys: Vec<_> = replay.entries.iter().map(|entry| entry.key).collect();
    assert_eq!(keys, [key(1).public(), key(7).public()]);

    // Without signing anew, neither key nor signature can be exchanged.
    let exchanged = journal.text().replace(&key(7).public().to_string(), &key(1).public().to_string());
    assert!(problems(&read(exchanged))[0].contains("the signature does not fit"));
}
