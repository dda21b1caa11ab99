//! Which evidence carries a claim on which day, and what follows for levels? One test a rule.

use assess::{Ask, Found};
use model::{Basis, Digest, EvidenceState};
use proptest::prelude::*;

use crate::dossiers::{DIGEST, Given, file};
use crate::subject::{COMPONENTS, EMBEDDED, on};

const TODAY: &str = "2026-11-22";

/// A product with one row that cites something.
fn citing(citation: &str) -> Given {
    Given::new().product("g", "").claims("g", &format!("CR 1.1,,met,,{citation}\n"))
}

fn in_effect() -> (EvidenceState, String) {
    (EvidenceState::InEffect, String::new())
}

fn broken(because: &str) -> (EvidenceState, String) {
    (EvidenceState::Broken, because.to_owned())
}

#[test]
fn evidence_that_is_registered_and_there_is_in_effect() {
    for citation in ["tm", "tm#3.1", "tm #3.1", "evidence/tm.md", "evidence/tm.md#3.1"] {
        let given = citing(citation).piece("tm", "");
        assert_eq!(given.evidence(TODAY), in_effect(), "{citation}");
        let spoken = given.rows("g");
        assert!(spoken.problems.is_empty(), "{:?}", spoken.problems);
        let piece = spoken.rows[0].claim.evidence[0].piece().map(|piece| piece.id.to_string());
        assert_eq!(piece.as_deref(), Some("tm"));
    }
}

#[test]
fn evidence_holds_from_its_first_day_to_its_last() {
    let given = citing("tm").piece("tm", "effective_from = \"2026-01-10\"\neffective_to = \"2026-01-20\"\n");
    for (day, wanted) in [
        ("2026-01-09", broken("takes effect on 2026-01-10")),
        ("2026-01-10", in_effect()),
        ("2026-01-20", in_effect()),
        ("2026-01-21", broken("expired on 2026-01-20")),
    ] {
        assert_eq!(given.evidence(day), wanted, "{day}");
    }
}

#[test]
fn evidence_without_a_first_day_holds_from_the_day_on_which_it_was_received() {
    let received = "received = \"2026-01-10\"\n";
    let given = citing("tm").piece("tm", received);
    assert_eq!(given.evidence("2026-01-09"), broken("takes effect on 2026-01-10"));
    assert_eq!(given.evidence("2026-01-10"), in_effect());
    // What says when it takes effect may be received before or after.
    for from in ["2026-01-05", "2026-01-15"] {
        let given = citing("tm").piece("tm", &format!("effective_from = \"{from}\"\n{received}"));
        let day_before = if from == "2026-01-05" { "2026-01-04" } else { "2026-01-14" };
        assert_eq!(given.evidence(day_before), broken(&format!("takes effect on {from}")));
        assert_eq!(given.evidence(from), in_effect());
    }
}

#[test]
fn evidence_with_a_day_that_cannot_be_read_carries_nothing() {
    for key in ["effective_from", "effective_to", "received"] {
        let given = citing("tm").piece("tm", &format!("{key} = \"soon\"\n"));
        for day in ["2000-01-01", TODAY, "2900-01-01"] {
            assert_eq!(given.evidence(day).0, EvidenceState::Broken, "{key} on {day}");
        }
    }
}

#[test]
fn a_successor_replaces_from_the_day_on_which_it_holds() {
    let old = citing("old").piece("old", "");
    let superseded = broken("is superseded by new");
    for (more, before, from) in [
        ("effective_from = \"2026-02-01\"\nreceived = \"2026-01-01\"\n", in_effect(), superseded.clone()),
        ("received = \"2026-02-01\"\n", in_effect(), superseded.clone()),
        ("", superseded.clone(), superseded.clone()),
    ] {
        let given = old.clone().piece("new", &format!("supersedes = \"old\"\n{more}"));
        assert_eq!((given.evidence("2026-01-31"), given.evidence("2026-02-01")), (before, from), "{more}");
    }
}

#[test]
fn evidence_whose_file_is_missing_or_changed_is_broken_and_named() {
    let given = citing("tm").piece("tm", "");
    let mut not_looked_at = given.clone();
    not_looked_at.holdings.clear();
    let missing = given.clone().found("evidence/tm.md", Found::Nothing);
    for given in [missing, not_looked_at] {
        assert_eq!(given.evidence(TODAY), broken("does not hold: evidence/tm.md is not there"));
        assert_eq!(
            given.register_problems(TODAY),
            ["evidence.toml:2:6: error: tm: evidence/tm.md is not there\n  \
              hint: put the file back, or register the new one as a piece of its own that supersedes this one"]
        );
    }
    let changed = given.found("evidence/tm.md", Found::File(Digest([2; 32])));
    let because = "does not hold: evidence/tm.md is not the file that was registered: its digest differs";
    assert_eq!(changed.evidence(TODAY), broken(because));
    assert_eq!(changed.register_problems(TODAY).len(), 1);
}

#[test]
fn one_broken_file_of_several_breaks_the_piece() {
    let files = format!(
        "files = [{{ path = \"evidence/a.md\", sha256 = \"{DIGEST}\" }}, {{ path = \"evidence/b.md\", sha256 = \"{DIGEST}\" }}]\n"
    );
    let given = citing("tm").bare_piece("tm", &files).found("evidence/a.md", Found::File(DIGEST));
    assert_eq!(given.evidence(TODAY), broken("does not hold: evidence/b.md is not there"));
    assert_eq!(given.found("evidence/b.md", Found::File(DIGEST)).evidence(TODAY), in_effect());
}

#[test]
fn evidence_without_a_digest_or_without_files_shows_nothing() {
    let given = citing("tm").bare_piece("tm", "files = [{ path = \"evidence/tm.md\" }]\n");
    let given = given.found("evidence/tm.md", Found::File(DIGEST));
    assert_eq!(given.evidence(TODAY), broken("does not hold: evidence/tm.md is registered without a digest"));
    assert!(given.register_problems(TODAY).is_empty(), "the reader has named it");
    assert!(given.read().problems.iter().any(|problem| problem.message.contains("has no digest")));
    let none = citing("tm").bare_piece("tm", "files = []\n");
    assert_eq!(none.evidence(TODAY), broken("names no file"));
}

#[test]
fn unknown_evidence_is_an_error_where_it_is_cited() {
    for citation in ["tn#3.1", "evidence/tn.md#3.1"] {
        let given = citing(citation).piece("tm", "");
        assert_eq!(given.evidence(TODAY), broken("is not in the register of evidence"));
        let name = citation.split('#').next().unwrap();
        assert_eq!(
            given.rows("g").problems,
            [format!(
                "products/g/4-2.csv:2:14: error: CR 1.1: there is no evidence {name:?}\n  \
                 hint: evidence.toml lists what there is; `plimsoll add evidence` adds to it"
            )]
        );
    }
}

/// Every row of 4-2 met, each citing the piece of its index modulo the count.
fn all_met(pieces: usize) -> Given {
    let mut given = Given::new().product("g", "");
    let asked = COMPONENTS.requirements.iter().filter(|one| one.is_asked()).enumerate();
    let rows: String = asked.map(|(index, one)| format!("{},,met,a word,e{}\n", one.id, index % pieces)).collect();
    let verdicts: String = COMPONENTS
        .requirements
        .iter()
        .filter(|one| one.is_asked())
        .map(|one| format!("{},,,pass,2026-01-01\n", one.id))
        .collect();
    for index in 0..pieces {
        given = given.piece(&format!("e{index}"), "");
    }
    given.claims("g", &rows).verdicts("g", verdicts.trim_end())
}

fn ask() -> Ask {
    Ask { types: EMBEDDED, ..on(Basis::Shown) }
}

#[test]
fn levels_shown_drop_where_evidence_breaks_and_others_stay() {
    let whole = all_met(1);
    let before = whole.vectors("g", &ask());
    assert_eq!(before[Basis::Shown as usize], before[Basis::Claimed as usize]);
    assert_eq!(before[Basis::Shown as usize][0].to_string(), "{4 4 4 4 4 4 4}");
    let after = whole.found("evidence/e0.md", Found::Nothing).vectors("g", &ask());
    assert_eq!(after[Basis::Shown as usize][0].to_string(), "{0 0 0 0 0 0 0}");
    assert_eq!(after[Basis::Claimed as usize], before[Basis::Claimed as usize], "a claim needs no evidence");
    assert_eq!(after[Basis::Evaluated as usize], before[Basis::Evaluated as usize], "a verdict is the evaluator's");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, ..ProptestConfig::default() })]

    #[test]
    fn breaking_any_evidence_never_raises_a_vector(first in prop::collection::vec(0usize..40, 0..4), more in 0usize..40, how in 0u8..4) {
        let break_one = |mut given: Given, at: usize, how: u8| {
            let path = format!("evidence/e{at}.md");
            match how {
                0 => drop(given.holdings.remove(&file(&path))),
                1 => drop(given.holdings.insert(file(&path), Found::File(Digest([9; 32])))),
                2 => drop(given.holdings.insert(file(&path), Found::Nothing)),
                _ => return given.piece(&format!("after-{at}"), &format!("supersedes = \"e{at}\"\n")),
            }
            given
        };
        let before = first.iter().fold(all_met(40), |given, at| break_one(given, *at, 0));
        let after = break_one(before.clone(), more, how);
        let (before, after) = (before.vectors("g", &ask()), after.vectors("g", &ask()));
        for (before, after) in before.iter().flatten().zip(after.iter().flatten()) {
            for (before, after) in before.0.iter().zip(&after.0) {
                prop_assert!(before.is_none() || after.is_some_and(|after| before.is_some_and(|before| after <= before)));
            }
        }
    }
}
