//! Does a problem say where, what, and what would be right?

use model::{Capacity, Change, Claim, Key, PersonId, Statement, Status, Timestamp};
use record::{Draft, Head, encode, limits, replay_unchecked};

use crate::samples::{Journal, claim, claim_key, has_error, key, problems, read, row, text};

/// The messages of errors and warnings with their places, without hints.
fn said(bytes: impl AsRef<[u8]>) -> Vec<String> {
    problems(&read(bytes)).iter().map(|one| one.lines().next().unwrap().replace("journal.jsonl:", "")).collect()
}

#[test]
fn a_changed_entry_is_named_once_and_the_rest_is_counted() {
    let mut journal = Journal::of_claims(6);
    journal.lines[2] = journal.lines[2].replace("Said so", "Said no");
    assert_eq!(
        said(journal.text()),
        [
            "3:1: error: the signature does not fit: the entry was changed, or another key signed it",
            "3:1: warning: 3 entries rest on what is wrong in line 3",
        ]
    );
    let replay = read(journal.text());
    assert_eq!(replay.book.entries().count(), 5);
    let lines: Vec<u32> = replay.entries.iter().map(|entry| entry.line).collect();
    assert_eq!(lines, [1, 2, 4, 5, 6]);
    assert_eq!(replay.heads.last(), journal.heads.first());
    // Without signatures the next entry still misses the one that it follows.
    let blind = replay_unchecked("j", journal.text().as_bytes());
    assert_eq!(blind.problems[0].place.spot.line, 4);
}

#[test]
fn the_first_broken_entry_comes_first() {
    let mut journal = Journal::of_claims(8);
    journal.lines[5] = journal.lines[5].replace("Said so", "Said no");
    journal.lines[1] = journal.lines[1].replacen('{', "{ ", 1);
    assert_eq!(
        said(journal.text()),
        [
            "2:2: error: the line is not in canonical form (RFC 8785): a byte was changed, or it was edited by hand",
            "2:1: warning: 3 entries rest on what is wrong in line 2",
            "6:1: error: the signature does not fit: the entry was changed, or another key signed it",
            "6:1: warning: 2 entries rest on what is wrong in line 6",
        ]
    );
}

#[test]
fn a_missing_entry_is_said_where_it_is_missed() {
    let mut journal = Journal::of_claims(4);
    let id = journal.made[1].made.as_ref().unwrap().id;
    journal.lines.remove(1);
    let said = said(journal.text());
    let message = format!("error: the entry before is missing or was changed: no line has the digest {id}");
    assert!(said[0].starts_with("2:") && said[0].ends_with(&message), "{said:?}");
    assert_eq!(said[1], "2:1: warning: 1 entry rests on what is wrong in line 2");
    assert_eq!(said.len(), 2);
    assert_eq!(read(journal.text()).book.entries().count(), 3);
}

#[test]
fn what_a_member_should_say_is_said_with_its_path() {
    let line = &Journal::of_all_kinds().lines[4];
    let cases = [
        ("by-integration", "fulfilled", "change.state.claim.status: \"fulfilled\" is not a status; use met, "),
        ("\"statement\":", "\"sentence\":", "change.state.claim: \"sentence\" is no member of a claim; there are "),
        ("\"maturity\":2", "\"maturity\":5", "change.state.claim.maturity: 5 is not a level; use 0 to 4"),
        ("\"maturity\":2", "\"maturity\":2.0", "change.state.claim.maturity: invalid type: floating point"),
        ("\"maturity\":2", "\"maturity\":null", "change.state.claim.maturity: invalid type: null"),
        ("\"competent\":", "\"sober\":", "change.state.claim.marks: \"sober\" is no member of marks"),
        ("2026-11-22T", "2026-13-22T", "at: \"2026-13-22T10:15:04Z\" is not a moment; use a moment in UTC like"),
        ("iec62443-4-2@2019", "iec62443", "change.state.claim.row.edition: \"iec62443\" is not an edition"),
        (
            "\"capacity\":\"applicant\"",
            "\"capacity\":\"owner\"",
            "capacity: \"owner\" is not a capacity; use applicant,",
        ),
        (",\"why\":\"Said so\"", "", "the member \"why\" is missing"),
        ("\"v\":1,", "\"v\":1,\"v\":1,", "the member \"v\" stands twice"),
        ("\"v\":1,", "\"v\":2,", "the entry has version 2 of the format; this Plimsoll reads version 1"),
        ("\"by\":", "\"also\":0,\"by\":", "\"also\" is no member of an entry; there are at, by, capacity,"),
        ("\"seq\":5", "\"seq\":9007199254740992", "seq: 9007199254740992 is too high"),
        ("ed25519:", "rsa:", "key: \"rsa:"),
        ("\"claim\":", "\"boast\":", "change.state: \"boast\" is no member of a statement; there are claim,"),
        ("}}},\"key\"", "},\"cover\":{}}},\"key\"", "change.state: a statement has one member only"),
        ("{\"at\"", "{at\"", "the line is not JSON"),
        ("{\"at\"", "[{\"at\"", "invalid type: sequence, expected an entry"),
        ("\"v\":1,", "\"v\":01,", "the line is not JSON"),
    ];
    for (old, new, wanted) in cases {
        let changed = line.replacen(old, new, 1);
        assert_ne!(changed, *line, "{old}");
        let replay = read(changed + "\n");
        assert!(replay.problems[0].message.starts_with(wanted), "{old} → {new}: {}", replay.problems[0]);
        assert!(!replay.problems[0].hint.is_empty());
        assert!(replay.entries.is_empty());
    }
}

#[test]
fn the_column_points_at_what_is_wrong() {
    let line = Journal::of_all_kinds().lines[4].replace("by-integration", "fulfilled");
    let problem = &read(line.clone() + "\n").problems[0];
    let before: String = line.chars().take(usize::try_from(problem.place.spot.column).unwrap()).collect();
    assert!(before.ends_with("\"status\":\"fulfilled\""), "{before}");
}

#[test]
fn another_spelling_of_the_same_is_refused() {
    let line = &Journal::of_claims(1).lines[0];
    for (old, new) in [
        ("{", "{ "),
        ("\"met\"", "\"Met\""),
        ("\"met\"", "\" met\""),
        ("Yes", "\\u0059es"),
        ("\"seq\":1,", ""),
        ("\"status\":\"met\"", "\"status\":\"met\",\"evidence\":[]"),
        ("\"seq\":1,\"signature\"", "\"seq\":1,\"signature\" "),
    ] {
        let changed = line.replacen(old, new, 1);
        assert_ne!(changed, *line);
        assert!(has_error(&replay_unchecked("j", (changed + "\n").as_bytes())), "{new}");
    }
    // Members in another order.
    let (head, tail) = line.split_once(",\"by\":\"p1\"").unwrap();
    let moved = format!("{{\"by\":\"p1\",{}{tail}\n", head.strip_prefix('{').unwrap());
    assert!(said(moved)[0].contains("not in canonical form"));
}

/// Ids in another order would be another spelling of the same entry.
#[test]
fn ids_stand_in_ascending_order_each_once() {
    let line = &Journal::of_claims(1).lines[0];
    let (low, high) = ("1".repeat(64), "2".repeat(64));
    for member in ["previous", "supersedes"] {
        for (one, other, wrong) in [(&low, &high, false), (&high, &low, true), (&low, &low, true)] {
            let changed = line.replace(&format!("\"{member}\":[]"), &format!("\"{member}\":[\"{one}\",\"{other}\"]"));
            let replay = replay_unchecked("j", (changed + "\n").as_bytes());
            let said = format!("{member}: the ids do not stand in ascending order, each once");
            assert_eq!(replay.problems[0].message == said, wrong, "{:?}", replay.problems);
        }
    }
}

#[test]
fn conflict_marks_are_one_problem_and_both_sides_are_read() {
    let base = Journal::of_claims(2);
    let (mut one, mut other) = (base.clone(), base);
    one.add_by(1, Capacity::Applicant, &claim("CR 2.1", Status::Met, ""), &[]);
    other.add_by(2, Capacity::Applicant, &claim("CR 2.2", Status::Met, ""), &[]);
    let mut lines = one.lines.clone();
    lines.insert(2, "<<<<<<< HEAD".to_owned());
    lines.extend(["=======".to_owned(), other.lines[2].clone(), ">>>>>>> theirs".to_owned()]);
    let replay = read(text(&lines));
    assert_eq!(replay.book.entries().count(), 4);
    assert_eq!(said(text(&lines)), ["3:1: error: 3 conflict marks of git stand in the file, the first one here"]);
    assert!(replay.problems[0].hint.contains("merge=union"));
}

#[test]
fn carriage_returns_are_one_problem() {
    let journal = Journal::of_claims(3);
    let text = journal.text().replace('\n', "\r\n");
    assert_eq!(said(&text), ["1:1: error: 3 lines end with CR LF instead of LF, the first one here"]);
    assert_eq!(read(&text).entries.len(), 3);
}

#[test]
fn a_last_line_without_an_end_is_one_problem() {
    let text = Journal::of_claims(3).text();
    let wanted = ["3:1: error: the file ends inside a line: the last entry was cut off"];
    assert_eq!(said(text.trim_end()), wanted);
    assert_eq!(said(&text[..text.len() - 40]), wanted);
    assert_eq!(said(""), [""; 0]);
    assert_eq!(said(format!("{text}\n")), ["4:1: error: the line is empty"]);
}

#[test]
fn another_journal_pasted_in_is_refused() {
    let one = Journal::of_claims(2);
    let mut other = Journal::default();
    other.add_by(2, Capacity::Applicant, &claim("CR 3.1", Status::Met, ""), &[]);
    other.add_by(2, Capacity::Applicant, &claim("CR 3.2", Status::Met, ""), &[]);
    let both = one.text() + &other.text();
    let said = said(&both);
    assert!(said[0].contains("error: the entry begins another journal; this one began with line 1"), "{said:?}");
    assert_eq!(said[1], "3:1: warning: 1 entry rests on what is wrong in line 3");
    assert_eq!(read(&both).book.entry(&claim_key("CR 3.1")), None);
}

#[test]
fn a_wrong_number_is_said() {
    let first = Journal::of_claims(1);
    let head = Head { seq: 5, ..first.heads[0] };
    let change = claim("CR 2.1", Status::Met, "");
    let by = PersonId::new("p1");
    let at = Timestamp::from_unix(0).unwrap();
    let draft = Draft { by: &by, capacity: Capacity::Applicant, at, why: "", supersedes: Vec::new(), change: &change };
    let (line, _) = encode(&draft, &[head], &key(1)).unwrap();
    let replay = read(format!("{}{line}\n", first.text()));
    assert_eq!(replay.problems[0].message, "seq: the entry has number 6 where 2 would be right");
    assert_eq!(replay.entries.len(), 1);
    assert_eq!(replay.heads, first.heads);
}

#[test]
fn what_the_book_refuses_is_said_and_followed_all_the_same() {
    let mut journal = Journal::of_claims(1);
    let id = journal.add(Capacity::Evaluator, &claim("CR 2.1", Status::Met, ""), &[]);
    journal.add(Capacity::Applicant, &claim("CR 2.1", Status::Met, ""), &[id]);
    journal.add(Capacity::Applicant, &Change::Withdraw(Key::Cover, " ".to_owned()), &[]);
    let foreign = journal.made[0].made.as_ref().unwrap().id;
    journal.add(Capacity::Applicant, &claim("CR 2.2", Status::Met, ""), &[foreign]);
    let silent = Change::State(Statement::Claim(row("CR 2.3", None), Claim::default()));
    journal.add(Capacity::Applicant, &silent, &[model::EntryId([7; 32])]);
    let said = said(journal.text());
    let wanted = [
        "2:1: error: the entry does not come into the book: the claim on CR 2.1 of products/eg220 is not evaluator's",
        "3:",
        "4:1: error: the entry does not come into the book: the dossier's own description is withdrawn without a reason",
        "5:1: error: the entry does not come into the book: it supersedes",
        "6:",
    ];
    for (one, wanted) in said.iter().zip(wanted) {
        assert!(one.starts_with(wanted), "{one}");
    }
    assert!(said[2 - 1].contains("warning: the entry supersedes") && said[4].contains("error: the entry supersedes"));
    assert_eq!(said.len(), 5);
    assert_eq!(read(journal.text()).heads, journal.heads);
    assert_eq!(read(journal.text()).entries.len(), 3);
}

/// What replaces an entry that was lost is not lost with it.
#[test]
fn an_entry_that_supersedes_a_broken_one_still_stands() {
    let mut journal = Journal::of_claims(1);
    let old = journal.made[0].made.as_ref().unwrap().id;
    let newer = journal.add(Capacity::Applicant, &claim("CR 1.0", Status::Partly, ""), &[old]);
    journal.add(Capacity::Applicant, &claim("CR 1.0", Status::NotMet, ""), &[newer]);
    journal.lines[1] = journal.lines[1].replace("partly", "met");
    let replay = read(journal.text());
    assert_eq!(replay.problems.iter().filter(|problem| problem.is_error()).count(), 1);
    assert_eq!(replay.book.standing(&claim_key("CR 1.0")).count(), 2);
    let entry = replay.book.entry(&claim_key("CR 1.0")).unwrap();
    assert!(matches!(entry.statement(), Some(Statement::Claim(_, claim)) if claim.status == Some(Status::NotMet)));
}

#[test]
fn very_many_problems_are_cut_short() {
    let replay = read("x\ny\n".repeat(limits::PROBLEMS) + "z");
    assert_eq!(replay.problems.len(), limits::PROBLEMS + 1);
    assert!(replay.problems.last().unwrap().message.ends_with("more problems are not listed"));
}

#[test]
fn a_line_over_the_limit_is_not_read() {
    let text = "x".repeat(limits::LINE_BYTES + 1) + "\n";
    assert_eq!(said(text), ["1:1: error: the line has 4194305 bytes; an entry has at most 4194304"]);
}
