//! Does a dossier come back as it went?

use model::{Basis, Change, Statement};

use crate::given::{Given, strange};

fn documents(given: &Given) -> [String; 2] {
    let matter = given.matter();
    let results = oscal::assessment_results(&matter).expect("results");
    [oscal::json(&oscal::component_definition(&matter)), oscal::json(&results)]
}

#[test]
fn every_example_comes_back_without_a_change() {
    for example in ["gateway", "first-steps", "integrator", "plant"] {
        let given = Given::example(example, Basis::Claimed);
        for json in documents(&given) {
            let (changes, mut problems) = given.import(&json);
            // Nobody has examined two of them yet.
            problems.retain(|one| !one.contains("nothing to take over"));
            assert!(changes.is_empty(), "{example}: {changes:#?}");
            assert!(problems.is_empty(), "{example}: {problems:#?}");
        }
    }
}

#[test]
fn odd_texts_come_back_without_a_change() {
    let given = strange();
    for json in documents(&given) {
        let (changes, problems) = given.import(&json);
        assert!(changes.is_empty(), "{changes:#?}");
        assert!(problems.is_empty(), "{problems:#?}");
    }
}

/// The round trip must carry something, or the tests above say nothing: an empty dossier takes everything over.
#[test]
fn an_empty_dossier_takes_over_what_another_says() {
    let full = Given::example("gateway", Basis::Claimed);
    let mut files = crate::given::files("gateway");
    files.retain(|path, _| !path.ends_with(".csv"));
    let empty = Given::of(&files, Basis::Claimed);
    let [claims, results] = documents(&full);
    let (claims, problems) = empty.import(&claims);
    assert!(problems.is_empty(), "{problems:#?}");
    let (verdicts, problems) = empty.import(&results);
    assert!(problems.is_empty(), "{problems:#?}");
    for change in claims.iter().chain(&verdicts) {
        match change {
            Change::State(Statement::Claim(row, claim)) => {
                assert_eq!(*claim, dossier::claim(&full.dossier, row), "{row:?}");
            }
            Change::State(Statement::Verdict(row, verdict)) => {
                assert_eq!(*verdict, dossier::evaluation(&full.dossier, row), "{row:?}");
            }
            other => panic!("{other:?}"),
        }
    }
    let rows = full.matter().cases.iter().flat_map(|case| case.own_rows).collect::<Vec<_>>();
    assert_eq!(claims.len(), rows.iter().filter(|row| !row.claim.is_silent()).count());
    assert_eq!(verdicts.len(), rows.iter().filter(|row| !row.evaluation.is_silent()).count());
    assert!(claims.len() > 100 && verdicts.len() > 20, "{} {}", claims.len(), verdicts.len());
}

#[test]
fn an_edited_document_brings_exactly_its_edits() {
    let given = Given::example("gateway", Basis::Claimed);
    let [claims, results] = documents(&given);
    let mut edited: serde_json::Value = serde_json::from_str(&claims).expect("JSON");
    let components = edited["component-definition"]["components"].as_array_mut().expect("components");
    let product = components.iter_mut().find(|one| one["title"].as_str().is_some_and(|title| title.contains("EG-220")));
    let requirements = &mut product.expect("the gateway")["control-implementations"][0]["implemented-requirements"];
    let one = &mut requirements[0];
    assert_eq!(one["control-id"], "ccsc-1");
    one["description"] = "Another sentence.".into();
    let status = one["props"].as_array_mut().expect("properties").iter_mut().find(|one| one["name"] == "status");
    status.expect("a status")["value"] = "not-met".into();
    let (changes, problems) = given.import(&edited.to_string());
    assert!(problems.is_empty(), "{problems:#?}");
    let [Change::State(Statement::Claim(row, claim))] = changes.as_slice() else { panic!("{changes:#?}") };
    assert_eq!(row.requirement.as_str(), "CCSC 1");
    assert_eq!((claim.statement.as_str(), claim.status.map(model::Status::id)), ("Another sentence.", Some("not-met")));
    assert_eq!(claim.evidence, dossier::claim(&given.dossier, row).evidence);

    let mut edited: serde_json::Value = serde_json::from_str(&results).expect("JSON");
    let every = edited["assessment-results"]["results"].as_array_mut().expect("results");
    let found = every.iter_mut().find_map(|one| one.get_mut("observations")?.get_mut(0)).expect("an observation");
    found["collected"] = "2026-11-01T00:00:00Z".into();
    found["remarks"] = "Looked again.".into();
    let (changes, problems) = given.import(&edited.to_string());
    assert!(problems.is_empty(), "{problems:#?}");
    let [Change::State(Statement::Verdict(row, verdict))] = changes.as_slice() else { panic!("{changes:#?}") };
    assert_eq!(verdict.remark, "Looked again.");
    assert_eq!(verdict.date.map(|day| day.to_string()).as_deref(), Some("2026-11-01"));
    assert_eq!(verdict.verdict, dossier::evaluation(&given.dossier, row).verdict);
}
