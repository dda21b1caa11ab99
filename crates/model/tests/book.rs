//! Does the book keep its rules? What comes in, what stands, what is in conflict, and how two books differ.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::sync::Arc;

use model::{
    Book, Capacity, Change, Claim, Cover, Decision, DecisionId, DecisionKind, Digest, EditionKey, Entry, EntryId,
    Evaluation, Key, Made, Observation, ObservationId, Origin, Part, Person, PersonId, Piece, PieceFile, PieceId,
    PieceKind, Place, Refused, RequirementId, RowId, Spot, Spots, StandardId, Statement, Status, Subject, SubjectId,
    SubjectKind, Timestamp, Verdict,
};
use proptest::prelude::*;

fn row(requirement: &str, part: Option<&str>) -> RowId {
    RowId {
        subject: SubjectId::new("products/g"),
        edition: EditionKey { standard: StandardId::new("iec62443-4-2"), edition: Arc::from("2019") },
        requirement: RequirementId::new(requirement),
        part: part.map(Part::new),
    }
}

fn claim(requirement: &str, statement: &str) -> Statement {
    let claim = Claim { status: Some(Status::Met), statement: statement.to_owned(), ..Claim::default() };
    Statement::Claim(row(requirement, None), claim)
}

fn piece(id: &str, title: &str) -> Statement {
    Statement::Piece(Piece {
        id: PieceId::new(id),
        title: title.to_owned(),
        kind: PieceKind::Other,
        files: Vec::new(),
        effective_from: None,
        effective_to: None,
        received: None,
        owner: None,
        supersedes: None,
    })
}

fn id(number: u64) -> EntryId {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&number.to_be_bytes());
    EntryId(bytes)
}

fn made(number: u64, capacity: Capacity, supersedes: &[u64]) -> Option<Made> {
    Some(Made {
        id: id(number),
        seq: number,
        by: PersonId::new("p1"),
        capacity,
        at: Timestamp::from_unix(1_800_000_000).unwrap(),
        why: String::new(),
        supersedes: supersedes.iter().map(|number| id(*number)).collect(),
    })
}

/// A capacity that may state what stands under a key.
fn side(key: &Key) -> Capacity {
    match key {
        Key::Verdict(_) => Capacity::Evaluator,
        _ => Capacity::Applicant,
    }
}

fn entry(number: u64, supersedes: &[u64], change: Change) -> Entry {
    let capacity = side(&change.key());
    Entry { made: made(number, capacity, supersedes), origin: None, change }
}

fn state(number: u64, supersedes: &[u64], statement: Statement) -> Entry {
    entry(number, supersedes, Change::State(statement))
}

fn draft(statement: Statement) -> Entry {
    Entry::draft(
        statement,
        Origin { place: Place { file: "f".into(), spot: Spot::default() }, spots: Spots::default() },
    )
}

fn says(book: &Book, key: &Key) -> Option<Statement> {
    book.entry(key).and_then(Entry::statement).cloned()
}

#[test]
fn an_entry_supersedes_exactly_what_it_names() {
    let mut book = Book::default();
    let key = claim("CR 1.1", "").key();
    book.apply(state(1, &[], claim("CR 1.1", "a"))).unwrap();
    book.apply(state(2, &[], claim("CR 1.2", "x"))).unwrap();
    book.apply(state(3, &[1], claim("CR 1.1", "b"))).unwrap();
    assert_eq!(says(&book, &key), Some(claim("CR 1.1", "b")));
    assert_eq!(book.standing(&key).count(), 1);
    assert_eq!(says(&book, &claim("CR 1.2", "").key()), Some(claim("CR 1.2", "x")));
    assert_eq!(book.entries().count(), 3, "what was superseded stays in the book");
    assert_eq!(book.conflicts().count(), 0);
}

#[test]
fn a_withdrawal_needs_a_reason_and_leaves_nothing_standing() {
    let mut book = Book::default();
    let key = claim("CR 1.1", "").key();
    book.apply(state(1, &[], claim("CR 1.1", "a"))).unwrap();
    for blank in ["", " \n\t"] {
        let refused = book.apply(entry(2, &[1], Change::Withdraw(key.clone(), blank.to_owned())));
        assert_eq!(refused, Err(Refused::NoReason(key.clone())));
    }
    assert_eq!(says(&book, &key), Some(claim("CR 1.1", "a")), "what is refused changes nothing");
    assert_eq!(book.entries().count(), 1);
    book.apply(entry(2, &[1], Change::Withdraw(key.clone(), "wrong product".to_owned()))).unwrap();
    assert_eq!(says(&book, &key), None);
    assert_eq!(book.statements().count(), 0);
    assert_eq!(book.claims(&row("", None).subject, &row("", None).edition).count(), 0);
    book.apply(state(3, &[2], claim("CR 1.1", "again"))).unwrap();
    assert_eq!(says(&book, &key), Some(claim("CR 1.1", "again")), "what was withdrawn may be stated anew");
}

#[test]
fn what_an_author_did_not_see_stands_beside_it_until_somebody_settles_it() {
    let mut book = Book::default();
    let key = claim("CR 1.1", "").key();
    book.apply(state(1, &[], claim("CR 1.1", "a"))).unwrap();
    book.apply(state(2, &[1], claim("CR 1.1", "b"))).unwrap();
    book.apply(state(3, &[1], claim("CR 1.1", "c"))).unwrap();
    let conflicts: Vec<_> = book.conflicts().collect();
    assert_eq!(conflicts.len(), 1);
    assert_eq!((conflicts[0].0, conflicts[0].1.len()), (&key, 2));
    assert_eq!(says(&book, &key), Some(claim("CR 1.1", "c")), "the latest holds meanwhile");
    let (subject, edition) = (row("", None).subject, row("", None).edition);
    assert_eq!(book.claims(&subject, &edition).count(), 1, "a row speaks once");
    assert_eq!(book.statements().count(), 1);
    book.apply(state(4, &[2, 3], claim("CR 1.1", "b"))).unwrap();
    assert_eq!(book.conflicts().count(), 0);
    assert_eq!(book.standing(&key).count(), 1);
    assert_eq!(says(&book, &key), Some(claim("CR 1.1", "b")));
}

#[test]
fn two_who_say_the_same_are_no_conflict() {
    let mut book = Book::default();
    book.apply(state(1, &[], claim("CR 1.1", "a"))).unwrap();
    book.apply(state(2, &[], claim("CR 1.1", "a"))).unwrap();
    assert_eq!(book.conflicts().count(), 0);
    let key = claim("CR 1.1", "").key();
    for (number, of, reason) in [(3, 1, "one"), (4, 2, "two")] {
        book.apply(entry(number, &[of], Change::Withdraw(key.clone(), reason.to_owned()))).unwrap();
    }
    assert_eq!(book.conflicts().count(), 0, "reasons are words, not meaning");
}

#[test]
fn a_withdrawal_against_a_statement_is_a_conflict_in_which_the_statement_holds() {
    let mut book = Book::default();
    let key = claim("CR 1.1", "").key();
    book.apply(state(1, &[], claim("CR 1.1", "a"))).unwrap();
    book.apply(state(2, &[1], claim("CR 1.1", "b"))).unwrap();
    book.apply(entry(3, &[1], Change::Withdraw(key.clone(), "gone".to_owned()))).unwrap();
    assert_eq!(book.conflicts().count(), 1);
    assert_eq!(says(&book, &key), Some(claim("CR 1.1", "b")));
    book.apply(entry(4, &[2, 3], Change::Withdraw(key.clone(), "settled".to_owned()))).unwrap();
    assert_eq!((book.conflicts().count(), says(&book, &key)), (0, None));
}

#[test]
fn nothing_supersedes_what_is_not_there_or_is_about_something_else() {
    let mut book = Book::default();
    book.apply(state(1, &[], claim("CR 1.1", "a"))).unwrap();
    for supersedes in [7, 1] {
        let refused = book.apply(state(2, &[supersedes], claim("CR 1.2", "b")));
        assert_eq!(refused, Err(Refused::Supersedes(id(supersedes))));
    }
    let verdict =
        Statement::Verdict(row("CR 1.1", None), Evaluation { verdict: Some(Verdict::Pass), ..Evaluation::default() });
    assert!(book.apply(state(2, &[1], verdict)).is_err(), "a verdict does not replace a claim");
    assert_eq!(book.entries().count(), 1);
}

#[test]
fn a_draft_stands_once_and_replaces_what_is_recorded() {
    let mut book = Book::default();
    let key = claim("CR 1.1", "").key();
    book.apply(state(1, &[], claim("CR 1.1", "a"))).unwrap();
    book.apply(draft(claim("CR 1.1", "b"))).unwrap();
    assert_eq!(says(&book, &key), Some(claim("CR 1.1", "b")));
    assert_eq!((book.standing(&key).count(), book.conflicts().count()), (1, 0));
    assert_eq!(book.apply(draft(claim("CR 1.1", "c"))), Err(Refused::Twice(key.clone())));
    assert_eq!(says(&book, &key), Some(claim("CR 1.1", "b")));
}

fn decision(kind: DecisionKind, by: Option<&str>) -> Statement {
    Statement::Decision(Decision { by: by.map(PersonId::new), ..Decision::new(DecisionId::new("d"), kind) })
}

fn verdict(evaluator: &str, remark: &str) -> Statement {
    let evaluation = Evaluation {
        verdict: Some(Verdict::Pass),
        evaluator: evaluator.to_owned(),
        remark: remark.to_owned(),
        ..Evaluation::default()
    };
    Statement::Verdict(row("CR 1.1", None), evaluation)
}

fn observation() -> Statement {
    Statement::Observation(Observation {
        id: ObservationId::new("o"),
        date: None,
        kind: String::new(),
        method: String::new(),
        tool: String::new(),
        subject: None,
        version: String::new(),
        requirements: Vec::new(),
        place: String::new(),
        digest: None,
        result: String::new(),
        by: None,
    })
}

fn subject() -> Statement {
    Statement::Subject(Box::new(Subject::new(SubjectId::new("products/g"), SubjectKind::Product)))
}

/// Every kind of statement, with those who may state it.
fn who_may() -> Vec<(Statement, &'static [Capacity])> {
    use Capacity::{Adviser, Applicant, Decider, Evaluator, Reviewer};
    let person = Person { id: PersonId::new("p"), capacities: Vec::new(), key: None };
    vec![
        (Statement::Cover(Cover::default()), &[Applicant, Adviser]),
        (Statement::Person(person), &[Applicant, Adviser]),
        (subject(), &[Applicant, Adviser]),
        (piece("e", ""), &[Applicant, Adviser, Evaluator]),
        (claim("CR 1.1", "a"), &[Applicant, Adviser]),
        (observation(), &[Applicant, Adviser, Evaluator]),
        (verdict("p1", ""), &[Evaluator]),
        (decision(DecisionKind::Business, None), &[Applicant]),
        (decision(DecisionKind::Application, None), &[Applicant, Reviewer, Decider]),
        (decision(DecisionKind::Exception, None), &[Applicant, Reviewer, Decider]),
        (decision(DecisionKind::Review, None), &[Reviewer]),
        (decision(DecisionKind::Certification, None), &[Decider]),
    ]
}

/// An entry by somebody in a capacity, who saw these.
fn by(person: &str, capacity: Capacity, number: u64, supersedes: &[u64], change: Change) -> Entry {
    let made = made(number, capacity, supersedes).map(|made| Made { by: PersonId::new(person), ..made });
    Entry { made, origin: None, change }
}

fn withdrawal(key: &Key) -> Change {
    Change::Withdraw(key.clone(), "a reason".to_owned())
}

#[test]
fn each_capacity_states_its_own_side_and_nothing_else() {
    for (statement, may) in who_may() {
        for capacity in Capacity::ALL {
            let entry = by("p1", *capacity, 1, &[], Change::State(statement.clone()));
            let wanted =
                if may.contains(capacity) { Ok(()) } else { Err(Refused::Capacity(*capacity, statement.key())) };
            assert_eq!(capacity.may_state(&statement), wanted.is_ok(), "{capacity}: {statement:?}");
            assert_eq!(Book::default().apply(entry), wanted, "{capacity}: {statement:?}");
        }
    }
}

#[test]
fn each_capacity_withdraws_what_its_own_side_may_state_and_nothing_else() {
    for (statement, may) in who_may() {
        let key = statement.key();
        let mut book = Book::default();
        book.apply(by("p1", may[0], 1, &[], Change::State(statement.clone()))).unwrap();
        for capacity in Capacity::ALL {
            let refused = book.clone().apply(by("p1", *capacity, 2, &[1], withdrawal(&key)));
            if !may.contains(capacity) {
                assert_eq!(refused, Err(Refused::Capacity(*capacity, key.clone())), "{capacity}: {statement:?}");
            } else if sides(*capacity) == sides(may[0]) {
                assert_eq!(refused, Ok(()), "{capacity}: {statement:?}");
            } else {
                assert_eq!(refused, Err(Refused::OtherSide(may[0], key.clone())), "{capacity}: {statement:?}");
            }
        }
    }
}

#[test]
fn a_withdrawal_of_what_nobody_stated_yet_does_not_take_the_row_from_its_side() {
    for capacity in Capacity::ALL {
        let mut book = Book::default();
        let (ours, theirs) = (claim("CR 1.1", "a"), verdict("p4", ""));
        for (key, may) in [(ours.key(), sides(*capacity) == 0), (theirs.key(), *capacity == Capacity::Evaluator)] {
            let wanted = if may { Ok(()) } else { Err(Refused::Capacity(*capacity, key.clone())) };
            assert_eq!(
                book.apply(by("p9", *capacity, book.entries().count() as u64 + 1, &[], withdrawal(&key))),
                wanted
            );
        }
        book.apply(by("p1", Capacity::Applicant, 8, &[], Change::State(ours))).unwrap();
        book.apply(by("p4", Capacity::Evaluator, 9, &[], Change::State(theirs))).unwrap();
    }
}

/// The three sides: applicant and adviser, laboratory, body.
fn sides(capacity: Capacity) -> u8 {
    match capacity {
        Capacity::Applicant | Capacity::Adviser => 0,
        Capacity::Evaluator => 1,
        Capacity::Reviewer | Capacity::Decider => 2,
    }
}

#[test]
fn only_the_side_that_stated_something_corrects_or_withdraws_it() {
    for first in Capacity::ALL {
        for second in Capacity::ALL {
            // Kinds that both of the two may state, so that nothing but the side decides.
            let both = who_may().into_iter().filter(|(_, may)| may.contains(first) && may.contains(second));
            for (statement, _) in both {
                let key = statement.key();
                let mut book = Book::default();
                book.apply(by("p1", *first, 1, &[], Change::State(statement.clone()))).unwrap();
                let own_side = sides(*first) == sides(*second);
                let wanted = if own_side { Ok(()) } else { Err(Refused::OtherSide(*first, key.clone())) };
                for change in [Change::State(statement.clone()), withdrawal(&key)] {
                    let got = book.clone().apply(by("p1", *second, 2, &[1], change));
                    assert_eq!(got, wanted, "{second} after {first}: {statement:?}");
                }
            }
        }
    }
    assert_eq!(
        Refused::OtherSide(Capacity::Applicant, piece("e", "").key()).to_string(),
        "the evidence e was stated by applicant, whose side alone may correct it"
    );
}

#[test]
fn another_side_may_not_state_it_beside_either() {
    let mut book = Book::default();
    book.apply(by("p1", Capacity::Applicant, 1, &[], Change::State(piece("e", "ours")))).unwrap();
    let unseen = by("p4", Capacity::Evaluator, 2, &[], Change::State(piece("e", "theirs")));
    assert_eq!(book.apply(unseen), Err(Refused::OtherSide(Capacity::Applicant, piece("e", "").key())));
    assert_eq!(says(&book, &piece("e", "").key()), Some(piece("e", "ours")));
}

#[test]
fn a_draft_is_nobodys_side_yet() {
    let mut book = Book::default();
    book.apply(draft(piece("e", "in a file"))).unwrap();
    for capacity in [Capacity::Applicant, Capacity::Evaluator] {
        assert_eq!(book.may(&PersonId::new("p1"), capacity, &Change::State(piece("e", "in a file"))), Ok(()));
    }
}

#[test]
fn a_decision_of_one_kind_is_not_turned_into_another_by_whoever_may_only_state_that() {
    let mut book = Book::default();
    book.apply(by("p5", Capacity::Reviewer, 1, &[], Change::State(decision(DecisionKind::Review, None)))).unwrap();
    let key = decision(DecisionKind::Review, None).key();
    let turned = Change::State(decision(DecisionKind::Application, None));
    let refused = book.clone().apply(by("p6", Capacity::Decider, 2, &[1], turned.clone()));
    assert_eq!(refused, Err(Refused::Capacity(Capacity::Decider, key)));
    assert_eq!(book.apply(by("p5", Capacity::Reviewer, 2, &[1], turned)), Ok(()), "the reviewer may state both");
}

#[test]
fn a_verdict_is_in_its_evaluators_own_name() {
    let key = verdict("", "").key();
    let state = |who: &str| Change::State(verdict("p4", who));
    let refused = Book::default().apply(by("p9", Capacity::Evaluator, 1, &[], state("forged")));
    assert_eq!(refused, Err(Refused::InTheNameOf(PersonId::new("p4"), key.clone())));
    let mut book = Book::default();
    book.apply(by("p4", Capacity::Evaluator, 1, &[], state("own"))).unwrap();
    // Another evaluator supersedes it with a verdict in their own name, and with no other.
    let other = |change| by("p9", Capacity::Evaluator, 2, &[1], change);
    assert_eq!(book.clone().apply(other(state("forged"))), Err(Refused::InTheNameOf(PersonId::new("p4"), key.clone())));
    assert_eq!(book.clone().apply(other(Change::State(verdict("p9", "second look")))), Ok(()));
    assert_eq!(book.clone().apply(other(withdrawal(&key))), Ok(()), "a withdrawal is in nobody else's name");
    assert_eq!(book.apply(other(Change::State(verdict("", "nobody")))), Ok(()), "nobody is named");
    assert_eq!(
        Refused::InTheNameOf(PersonId::new("p4"), key).to_string(),
        "the verdict on CR 1.1 of products/g is in the name of p4, who alone may state it"
    );
}

#[test]
fn a_decision_is_in_its_deciders_own_name() {
    for (kind, capacity) in [
        (DecisionKind::Business, Capacity::Applicant),
        (DecisionKind::Review, Capacity::Reviewer),
        (DecisionKind::Certification, Capacity::Decider),
    ] {
        let stated = |named: Option<&str>| {
            Book::default().apply(by("p9", capacity, 1, &[], Change::State(decision(kind, named))))
        };
        let key = decision(kind, None).key();
        assert_eq!(stated(Some("p5")), Err(Refused::InTheNameOf(PersonId::new("p5"), key)), "{kind}");
        assert_eq!((stated(Some("p9")), stated(None)), (Ok(()), Ok(())), "{kind}");
    }
}

#[test]
fn recorded_evidence_keeps_its_files() {
    let with = |title: &str, files: &[(&str, Option<u8>)]| {
        let Statement::Piece(mut piece) = piece("e", title) else { unreachable!() };
        let file = |(path, digest): &(&str, Option<u8>)| PieceFile {
            path: Arc::from(*path),
            sha256: digest.map(|byte| Digest([byte; 32])),
        };
        piece.files = files.iter().map(file).collect();
        Statement::Piece(piece)
    };
    let key = piece("e", "").key();
    let mut book = Book::default();
    book.apply(state(1, &[], with("old", &[("a.md", Some(1)), ("b.md", Some(2))]))).unwrap();
    let take = |statement| book.clone().apply(state(2, &[1], statement));
    let refused = Err(Refused::FilesChanged(key.clone()));
    assert_eq!(take(with("another digest", &[("a.md", Some(9)), ("b.md", Some(2))])), refused);
    assert_eq!(take(with("no digest", &[("a.md", None), ("b.md", Some(2))])), refused);
    assert_eq!(take(with("a file less", &[("a.md", Some(1))])), refused);
    assert_eq!(take(with("another title", &[("a.md", Some(1)), ("b.md", Some(2))])), Ok(()));
    assert_eq!(take(with("another order", &[("b.md", Some(2)), ("a.md", Some(1))])), Ok(()));
    assert_eq!(book.apply(entry(2, &[1], withdrawal(&key))), Ok(()), "withdrawing is no exchange");
    assert_eq!(
        Refused::FilesChanged(key).to_string(),
        "the evidence e is recorded with other files; register the new ones under an id of their own that supersedes it"
    );
}

#[test]
fn preparing_and_judging_exclude_each_other() {
    use Capacity::{Adviser, Applicant, Decider, Evaluator, Reviewer};
    for (capacities, excluded) in [
        (vec![], None),
        (vec![Applicant], None),
        (vec![Applicant, Adviser], None),
        (vec![Evaluator, Reviewer, Decider], None),
        // An owner decides on what is its own; an adviser does not.
        (vec![Applicant, Decider], None),
        (vec![Adviser, Decider], Some((Adviser, Decider))),
        (vec![Decider, Adviser, Applicant], Some((Adviser, Decider))),
        (vec![Applicant, Evaluator], Some((Applicant, Evaluator))),
        (vec![Reviewer, Applicant], Some((Applicant, Reviewer))),
        (vec![Evaluator, Adviser], Some((Adviser, Evaluator))),
        (vec![Adviser, Reviewer, Evaluator], Some((Adviser, Evaluator))),
    ] {
        assert_eq!(Capacity::excluded(&capacities), excluded, "{capacities:?}");
    }
}

#[test]
fn refusals_say_what_and_why_in_words() {
    let key = claim("CR 1.1", "").key();
    assert_eq!(
        Refused::Capacity(Capacity::Reviewer, key.clone()).to_string(),
        "the claim on CR 1.1 of products/g is not reviewer's to state"
    );
    assert_eq!(
        Refused::NoReason(Key::Cover).to_string(),
        "the dossier's own description is withdrawn without a reason"
    );
    assert!(Refused::Supersedes(id(1)).to_string().starts_with("it supersedes 0000000000000001000"));
    assert_eq!(
        Refused::Twice(Key::Verdict(row("CR 1.1", Some("web")))).to_string(),
        "the verdict on CR 1.1 of products/g (part \"web\") stands here twice"
    );
}

#[test]
fn a_silent_claim_is_no_statement() {
    let silent = Statement::Claim(row("CR 1.1", None), Claim::default());
    let unexamined = Statement::Verdict(row("CR 1.1", None), Evaluation::default());
    let (mut old, mut new) = (Book::default(), Book::default());
    new.apply(draft(silent)).unwrap();
    new.apply(draft(unexamined)).unwrap();
    assert_eq!(old.changes_to(&new, "r"), [], "an empty row adds nothing");
    assert_eq!(new.changes_to(&old, "r"), [], "and its going takes nothing away");
    old.apply(draft(claim("CR 1.1", "a"))).unwrap();
    let withdrawal = Change::Withdraw(claim("CR 1.1", "").key(), "emptied".to_owned());
    assert_eq!(old.changes_to(&new, "emptied"), [withdrawal], "an emptied row is a withdrawal");
}

#[test]
fn rows_of_one_subject_and_edition_are_no_other_s() {
    let mut book = Book::default();
    let other_edition = EditionKey { edition: Arc::from("2030"), ..row("", None).edition };
    for (number, subject, edition) in [
        (1, "products/g", row("", None).edition),
        (2, "products/g2", row("", None).edition),
        (3, "products/f", row("", None).edition),
        (4, "products/g", other_edition),
    ] {
        let at = RowId { subject: SubjectId::new(subject), edition, ..row("CR 1.1", None) };
        book.apply(state(number, &[], Statement::Claim(at.clone(), Claim::default()))).unwrap();
        book.apply(state(10 + number, &[], Statement::Verdict(at, Evaluation::default()))).unwrap();
    }
    let (subject, edition) = (row("", None).subject, row("", None).edition);
    assert_eq!(book.claims(&subject, &edition).map(|(at, ..)| at.clone()).collect::<Vec<_>>(), [row("CR 1.1", None)]);
    assert_eq!(book.verdicts(&subject, &edition).map(|(at, ..)| at.clone()).collect::<Vec<_>>(), [row("CR 1.1", None)]);
}

/// Small books over few keys, so that they overlap.
fn statements() -> impl Strategy<Value = Statement> {
    let requirement = prop::sample::select(vec!["CR 1.1", "CR 1.2", "CR 2.1"]);
    let part = prop::option::of(Just("web"));
    let word = prop::sample::select(vec!["", "a", "b"]);
    prop_oneof![
        (requirement.clone(), part.clone(), word.clone()).prop_map(|(requirement, part, text)| {
            let claim = Claim { statement: text.to_owned(), ..Claim::default() };
            Statement::Claim(row(requirement, part), claim)
        }),
        (requirement, part, word.clone()).prop_map(|(requirement, part, text)| {
            let evaluation = Evaluation { remark: text.to_owned(), ..Evaluation::default() };
            Statement::Verdict(row(requirement, part), evaluation)
        }),
        (prop::sample::select(vec!["e1", "e2"]), word.clone()).prop_map(|(id, title)| piece(id, title)),
        word.prop_map(|title| Statement::Cover(Cover { title: title.to_owned(), ..Cover::default() })),
    ]
}

/// Adds a change as somebody who saw everything that stands.
fn seen(book: &mut Book, change: Change) {
    let key = change.key();
    let supersedes = book.standing(&key).map(|entry| entry.made.as_ref().unwrap().id).collect();
    let number = book.entries().count() as u64 + 1;
    let mut made = made(number, side(&key), &[]).unwrap();
    made.supersedes = supersedes;
    book.apply(Entry { made: Some(made), origin: None, change }).unwrap();
}

prop_compose! {
    /// Statements, withdrawals, and now and then an author who saw nothing.
    fn books()(steps in prop::collection::vec((statements(), 0u8..6), 0..14)) -> Book {
        let mut book = Book::default();
        for (statement, how) in steps {
            match how {
                0 => seen(&mut book, Change::Withdraw(statement.key(), "gone".to_owned())),
                1 => {
                    let number = book.entries().count() as u64 + 1;
                    book.apply(state(number, &[], statement)).unwrap();
                }
                _ => seen(&mut book, Change::State(statement)),
            }
        }
        book
    }
}

proptest! {
    #[test]
    fn a_book_that_took_the_changes_to_another_says_what_the_other_says(old in books(), new in books()) {
        let mut old = old;
        let changes = old.changes_to(&new, "r");
        let mut keys: Vec<_> = changes.iter().map(Change::key).collect();
        let count = keys.len();
        keys.dedup();
        prop_assert_eq!(keys.len(), count, "one change a key");
        prop_assert!(keys.is_sorted());
        for change in changes {
            seen(&mut old, change);
        }
        prop_assert_eq!(old.changes_to(&new, "r"), []);
        prop_assert_eq!(new.changes_to(&old, "r"), []);
        let spoken = |book: &Book| book.statements().map(|(one, _)| one.clone()).filter(|one| !one.is_silent()).collect::<Vec<_>>();
        prop_assert_eq!(spoken(&old), spoken(&new));
    }

    #[test]
    fn equal_books_have_no_changes_between_them(book in books()) {
        prop_assert_eq!(book.changes_to(&book.clone(), "r"), []);
    }
}
