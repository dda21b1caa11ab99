//! Does every kind of change come back as it was stated?

use model::{
    Capacity, Change, Claim, Decision, EditionKey, Element, Evaluation, Evidence, EvidenceState, Key, Part, PersonId,
    Statement, Subject, Timestamp, parse_date,
};
use record::{Draft, SecretKey, Unwritable, encode, replay_unchecked, replay_with};

use crate::samples::{Journal, claim, key, problems, read, row, statements, withdrawals};

#[test]
fn every_statement_and_withdrawal_comes_back() {
    let mut journal = Journal::default();
    for (capacity, statement) in statements() {
        journal.add(capacity, &Change::State(statement), &[]);
    }
    for (capacity, change) in withdrawals() {
        journal.add(capacity, &change, &[]);
    }
    let replay = read(journal.text());
    assert_eq!(problems(&replay), [""; 0]);
    let wanted: Vec<Change> = statements()
        .into_iter()
        .map(|(_, statement)| Change::State(statement))
        .chain(withdrawals().into_iter().map(|(_, change)| change))
        .collect();
    let got: Vec<Change> = replay.book.entries().map(|entry| entry.change.clone()).collect();
    assert_eq!(got, wanted);
    for (entry, made) in replay.book.entries().zip(&journal.made) {
        assert_eq!((&entry.made, &entry.change), (&made.made, &made.change));
    }
    assert_eq!(replay.heads, journal.heads);
    let lines: Vec<(u64, u32)> = replay.entries.iter().map(|entry| (entry.seq, entry.line)).collect();
    assert_eq!(lines, (1..=16).map(|number| (u64::from(number), number)).collect::<Vec<_>>());
}

#[test]
fn what_is_empty_is_left_out() {
    let mut journal = Journal::default();
    journal.add(Capacity::Applicant, &Change::State(Statement::Claim(row("CR 1.1", None), Claim::default())), &[]);
    let wanted = r#""change":{"state":{"claim":{"row":{"edition":"iec62443-4-2@2019","requirement":"CR 1.1","subject":"products/eg220"}}}},"key""#;
    assert!(journal.lines[0].contains(wanted), "{}", journal.lines[0]);
    assert_eq!(problems(&read(journal.text())), [""; 0]);
}

#[test]
fn a_verdict_without_the_status_that_was_examined_is_written_as_ever() {
    let line = |examined| {
        let verdict = Evaluation { examined, evaluator: "p1".to_owned(), ..Evaluation::default() };
        let mut journal = Journal::default();
        journal.add(Capacity::Evaluator, &Change::State(Statement::Verdict(row("CR 1.1", None), verdict)), &[]);
        assert_eq!(problems(&read(journal.text())), [""; 0]);
        assert_eq!(read(journal.text()).book.entries().next().unwrap().change, journal.made[0].change);
        journal.lines[0].clone()
    };
    assert!(line(None).contains(r#"{"verdict":{"evaluator":"p1","row":"#), "{}", line(None));
    let examined = line(Some(model::Status::Partly));
    assert!(examined.contains(r#"{"verdict":{"evaluator":"p1","examined":"partly","row":"#), "{examined}");
}

/// A line that its own signer may not state is named, and nothing of it stands.
#[test]
fn a_line_in_anothers_name_or_of_another_side_does_not_come_into_the_book() {
    let verdict = |evaluator: &str| {
        let verdict = Evaluation { evaluator: evaluator.to_owned(), ..Evaluation::default() };
        Change::State(Statement::Verdict(row("CR 1.1", None), verdict))
    };
    let Some((_, piece)) = statements().into_iter().nth(3) else { panic!("a piece") };
    for (first, second, why) in [
        (None, verdict("p9"), "is in the name of p9, who alone may state it"),
        (Some(Change::State(piece.clone())), Change::State(piece.clone()), "whose side alone may correct it"),
        (
            Some(Change::State(piece.clone())),
            Change::Withdraw(piece.key(), "Gone".to_owned()),
            "whose side alone may correct it",
        ),
        (
            None,
            Change::Withdraw(claim("CR 1.1", model::Status::Met, "").key(), "Gone".to_owned()),
            "is not evaluator's",
        ),
    ] {
        let mut journal = Journal::default();
        let supersedes: Vec<_> = first.iter().map(|change| journal.add(Capacity::Applicant, change, &[])).collect();
        journal.add(Capacity::Evaluator, &second, &supersedes);
        let replay = read(journal.text());
        assert!(matches!(problems(&replay).as_slice(), [one] if one.contains(why)), "{:?}", problems(&replay));
        assert_eq!(replay.book.entries().count(), supersedes.len(), "{why}");
    }
}

/// Nobody saying which rows rest on a part is not the same as none of them doing so.
#[test]
fn nothing_said_and_none_stay_apart() {
    let Some((capacity, Statement::Subject(subject))) = statements().into_iter().nth(2) else { panic!("a subject") };
    let element =
        |requirements| Element { id: Part::new("x"), name: String::new(), protocols: Vec::new(), requirements };
    for requirements in [None, Some(Vec::new())] {
        let subject = Subject { parts: vec![element(requirements)], ..subject.as_ref().clone() };
        let change = Change::State(Statement::Subject(Box::new(subject)));
        let mut journal = Journal::default();
        journal.add(capacity, &change, &[]);
        assert_eq!(read(journal.text()).book.entries().next().unwrap().change, change);
    }
}

#[test]
fn a_line_is_written_as_the_format_says() {
    let mut journal = Journal::of_claims(1);
    journal.add(Capacity::Applicant, &Change::Withdraw(Key::Cover, "No".to_owned()), &[]);
    let first = &journal.lines[0];
    let signature = first.split_once("\"signature\":\"").unwrap().1.split_once('"').unwrap().0;
    let wanted = format!(
        r#"{{"at":"2026-11-22T10:15:00Z","by":"p1","capacity":"applicant","change":{{"state":{{"claim":{{"row":{{"edition":"iec62443-4-2@2019","requirement":"CR 1.0","subject":"products/eg220"}},"statement":"Yes","status":"met"}}}}}},"key":"{}","previous":[],"seq":1,"signature":"{signature}","supersedes":[],"v":1,"why":"Said so"}}"#,
        key(1).public(),
    );
    assert_eq!(*first, wanted);
    assert_eq!(signature.len(), 128);
    let id = journal.made[0].made.as_ref().unwrap().id;
    let after = format!(
        r#""change":{{"withdraw":{{"key":{{"cover":{{}}}},"reason":"No"}}}},"key":"{}","previous":["{id}"],"seq":2,"#,
        key(1).public()
    );
    assert!(journal.lines[1].contains(&after), "{}", journal.lines[1]);
}

/// Known answer: the same key, moment and words give the same bytes for ever, or old journals no longer verify.
#[test]
fn the_bytes_of_version_1_stay_as_they_are() {
    let last = |journal: &Journal| journal.made.last().unwrap().made.as_ref().unwrap().id.to_string();
    assert_eq!(last(&Journal::of_all_kinds()), "b8e7c60ed4335a75a7082b2b1349e7767ae3212405b03b750e61d96000c10dc9");
    // Members that came later are left out where they say nothing, so that the first journals stay as they were.
    let mut before_sign_offs = statements();
    for (_, statement) in &mut before_sign_offs {
        if let Statement::Decision(decision) = statement {
            *decision = Decision {
                supersedes: None,
                digest: None,
                seed: None,
                draws: None,
                program: String::new(),
                library: None,
                files: Vec::new(),
                ..decision.clone()
            };
        }
    }
    let mut first = before_sign_offs.clone();
    assert_eq!(
        last(&Journal::of(before_sign_offs)),
        "02c22dd28b8e44c5e75c20c6d7a3c90c51b33df4ec1983fc2b6186f9aea60e4e"
    );
    for (_, statement) in &mut first {
        match statement {
            Statement::Subject(subject) => {
                subject.only_platform = false;
                subject.versions.iter_mut().for_each(|version| version.platform.clear());
            }
            Statement::Verdict(_, evaluation) => {
                evaluation.examined = None;
                evaluation.evaluator = "p2".to_owned();
            }
            _ => {}
        }
    }
    assert_eq!(last(&Journal::of(first)), "c1f0a46aef73c27089351e51a8ac2df428da184c187fa61294a5f0512571dd1e");
}

#[test]
fn evidence_is_named_in_a_journal_and_never_judged() {
    let judged = |state| {
        let mut evidence = Evidence::named("e");
        evidence.state = state;
        Claim { evidence: vec![evidence], ..Claim::default() }
    };
    let change = |state| Change::State(Statement::Claim(row("CR 1.1", None), judged(state)));
    let mut journal = Journal::default();
    journal.add(Capacity::Applicant, &change(EvidenceState::InEffect), &[]);
    assert_eq!(journal.made[0].change, change(EvidenceState::Named));
    assert_eq!(read(journal.text()).book.entries().next().unwrap().change, change(EvidenceState::Named));
}

#[test]
fn what_could_not_be_read_back_is_not_written() {
    let write = |change: &Change, why: &str| {
        let at = Timestamp::from_unix(0).unwrap();
        let by = PersonId::new("p1");
        let draft = Draft { by: &by, capacity: Capacity::Applicant, at, why, supersedes: Vec::new(), change };
        encode(&draft, &[], &key(1)).map(|(line, _)| line)
    };
    let plain = claim("CR 1.1", model::Status::Met, "");
    assert!(write(&plain, "").is_ok());
    let long = write(&plain, &"x".repeat(record::limits::LINE_BYTES));
    assert!(matches!(long, Err(Unwritable::TooLong(bytes)) if bytes > record::limits::LINE_BYTES), "{long:?}");

    let mut odd = row("CR 1.1", None);
    odd.edition = EditionKey { standard: model::StandardId::new("a@b"), edition: "c".into() };
    let odd = write(&Change::State(Statement::Claim(odd, Claim::default())), "");
    assert_eq!(odd.unwrap_err().to_string(), "the entry could not be read back: a name would be read as another one");

    let Some((_, Statement::Piece(mut piece))) = statements().into_iter().nth(3) else { panic!("a piece") };
    piece.received = parse_date("0000-01-01").and_then(|day| day.previous_day());
    let wrong = write(&Change::State(Statement::Piece(piece)), "").unwrap_err().to_string();
    assert!(wrong.contains("change.state.evidence.received: \"-0001-12-31\" is not a date"), "{wrong}");
}

#[test]
fn signatures_may_be_checked_elsewhere_and_a_missing_answer_is_no() {
    let journal = Journal::of_claims(4);
    let threads = |signed: &[record::Signed<'_>]| {
        let half = signed.len() / 2;
        std::thread::scope(|scope| {
            let first = scope.spawn(|| signed[..half].iter().map(record::Signed::verify).collect::<Vec<_>>());
            let second: Vec<bool> = signed[half..].iter().map(record::Signed::verify).collect();
            [first.join().unwrap(), second].concat()
        })
    };
    let replay = replay_with("j", journal.text().as_bytes(), &threads);
    assert_eq!((replay.problems.len(), replay.entries.len()), (0, 4));
    let replay = replay_with("j", journal.text().as_bytes(), &|_| vec![true, true]);
    assert_eq!(replay.entries.len(), 2);
    assert_eq!(replay.problems.iter().filter(|problem| problem.is_error()).count(), 2);
    assert_eq!(replay_unchecked("j", journal.text().as_bytes()).entries.len(), 4);
}

#[test]
fn a_secret_key_does_not_show_itself() {
    let secret = SecretKey::from_seed(&[0x41; 32]);
    assert_eq!(format!("{secret:?}"), format!("SecretKey(of {})", secret.public()));
}

/// RFC 8032, 7.1, test 1: the seed and its public key.
#[test]
fn keys_are_those_of_the_rfc() {
    let seed = model::unhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60").unwrap();
    let public = "ed25519:d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    assert_eq!(SecretKey::from_seed(&seed).public().to_string(), public);
}
