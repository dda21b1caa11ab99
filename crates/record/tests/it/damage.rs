//! Is every change to the bytes of a journal noticed?

use record::replay_unchecked;

use crate::samples::{Journal, has_error, key, read, text};

/// Signatures take long without optimization, so they are asked only where the chain alone saw nothing.
fn is_noticed(bytes: &[u8]) -> bool {
    has_error(&replay_unchecked("j", bytes)) || has_error(&read(bytes))
}

#[test]
fn no_byte_changes_unseen() {
    let journal = Journal::of_all_kinds().text();
    let bytes = journal.as_bytes();
    assert!(!is_noticed(bytes));
    for at in 0..bytes.len() {
        let mut changed: Vec<Vec<u8>> = Vec::new();
        for bits in [1, 0x20, 0x80] {
            let mut one = bytes.to_vec();
            one[at] ^= bits;
            changed.push(one);
        }
        changed.push([&bytes[..at], &bytes[at + 1..]].concat());
        changed.push([&bytes[..=at], &bytes[at..]].concat());
        for (how, one) in changed.iter().enumerate() {
            // Doubling or removing a byte in a run of equal ones elsewhere gives other bytes all the same.
            assert_ne!(one, bytes);
            assert!(is_noticed(one), "byte {at}, way {how}: {}", String::from_utf8_lossy(one));
        }
    }
}

/// Every change of a lone entry that leaves it canonical is for its signature to notice.
#[test]
fn no_member_changes_under_its_signature() {
    let line = &Journal::of_claims(1).lines[0];
    for (old, new) in [
        ("10:15:00", "10:15:01"),
        ("\"p1\"", "\"p2\""),
        ("applicant", "adviser"),
        ("CR 1.0", "CR 1.1"),
        ("\"met\"", "\"not-met\""),
        ("Said so", "Said no"),
        ("\"supersedes\":[]", &format!("\"supersedes\":[\"{}\"]", "0".repeat(64))),
    ] {
        let changed = line.replacen(old, new, 1) + "\n";
        assert_ne!(changed.trim_end(), line);
        let replay = read(&changed);
        assert!(replay.book.entries().next().is_none(), "{changed}");
        assert!(replay.problems[0].message.starts_with("the signature does not fit"), "{:?}", replay.problems);
    }
}

/// A key of small order lets one signature fit every line; the strict check refuses it.
#[test]
fn a_weak_key_signs_nothing() {
    let line = &Journal::of_claims(1).lines[0];
    let signature = line.split_once("\"signature\":\"").unwrap().1.split_once('"').unwrap().0;
    let identity = format!("01{}", "0".repeat(62));
    let forged = line
        .replace(signature, &format!("{identity}{}", "0".repeat(64)))
        .replace(&key(1).public().to_string(), &format!("ed25519:{identity}"));
    let replay = read(forged + "\n");
    assert!(replay.problems[0].message.starts_with("the signature does not fit"), "{:?}", replay.problems);
    assert!(replay.entries.is_empty());
}

#[test]
fn a_file_that_was_cut_off_is_noticed() {
    let journal = Journal::of_all_kinds().text();
    for end in 1..journal.len() {
        let noticed = is_noticed(&journal.as_bytes()[..end]);
        assert_eq!(noticed, journal.as_bytes()[end - 1] != b'\n', "cut at {end}");
    }
}

#[test]
fn a_removed_line_is_noticed_unless_it_was_the_last() {
    let lines = Journal::of_all_kinds().lines;
    for at in 0..lines.len() {
        let mut left = lines.clone();
        left.remove(at);
        assert_eq!(is_noticed(text(&left).as_bytes()), at + 1 < lines.len(), "line {at}");
    }
}

#[test]
fn moved_and_doubled_lines_are_noticed() {
    let lines = Journal::of_all_kinds().lines;
    for one in 0..lines.len() {
        for other in one + 1..lines.len() {
            let mut moved = lines.clone();
            moved.swap(one, other);
            assert!(is_noticed(text(&moved).as_bytes()), "{one} and {other}");
        }
        let mut doubled = lines.clone();
        doubled.push(lines[one].clone());
        let replay = replay_unchecked("j", text(&doubled).as_bytes());
        assert_eq!((replay.problems.len(), has_error(&replay)), (1, false));
        assert_eq!(replay.entries.len(), lines.len());
    }
}
