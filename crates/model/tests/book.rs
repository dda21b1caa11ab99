//! Does the book keep its rules? What comes in, what stands, what is in conflict, and how two books differ.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use std::sync::Arc;

use model::{
    Book, Capacity, Change, Claim, Cover, Decision, DecisionId, DecisionKind, EditionKey, Entry, EntryId, Evaluation,
    Key, Made, Observation, ObservationId, Origin, Part, Person, PersonId, Piece, PieceId, PieceKind, Place, Refused,
    RequirementId, RowId, Spot, Spots, StandardId, Statement, Status, SubjectId, Timestamp, Verdict,
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

/// The capacity whose side a key is.
fn side(key: &Key) -> Capacity {
    *Capacity::ALL.iter().find(|capacity| capacity.may_state(key)).expect("somebody's")
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

#[test]
fn each_capacity_states_its_own_side_and_nothing_else() {
    use Capacity::{Adviser, Applicant, Decider, Evaluator, Reviewer};
    let person = Person { id: PersonId::new("p"), capacities: Vec::new(), key: None };
    let observation = Observation {
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
    };
    let decision = Decision {
        id: DecisionId::new("d"),
        kind: DecisionKind::Review,
        title: String::new(),
        subject: None,
        date: None,
        by: None,
        outcome: String::new(),
        reason: String::new(),
        conditions: Vec::new(),
    };
    let table: [(Key, &[Capacity]); 8] = [
        (Statement::Cover(Cover::default()).key(), &[Applicant, Adviser]),
        (Statement::Person(person).key(), &[Applicant, Adviser]),
        (Key::Subject(SubjectId::new("products/g")), &[Applicant, Adviser]),
        (piece("e", "").key(), &[Applicant, Adviser, Evaluator]),
        (claim("CR 1.1", "").key(), &[Applicant, Adviser]),
        (Statement::Observation(observation).key(), &[Applicant, Adviser, Evaluator]),
        (Key::Verdict(row("CR 1.1", None)), &[Evaluator]),
        (Statement::Decision(decision).key(), &[Applicant, Reviewer, Decider]),
    ];
    for (key, may) in table {
        for capacity in Capacity::ALL {
            let withdrawal = Change::Withdraw(key.clone(), "a reason".to_owned());
            let entry = Entry { made: made(1, *capacity, &[]), origin: None, change: withdrawal };
            let wanted = if may.contains(capacity) { Ok(()) } else { Err(Refused::Capacity(*capacity, key.clone())) };
            assert_eq!(Book::default().apply(entry), wanted, "{capacity}: {key}");
        }
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
