//! Does NIST's schema accept every document? It lies outside the repository; without it these tests say so.

use std::io::Write as _;
use std::path::PathBuf;
use std::{env, fs};

use catalogue::Edition;
use jsonschema::Validator;
use model::{Basis, parse_date};
use serde_json::Value;

use crate::given::{CATALOGUE, Given, strange};

/// The schema, from the folder that `PLIMSOLL_TEST_DATA` names.
fn schema() -> Option<Validator> {
    let Some(folder) = env::var_os("PLIMSOLL_TEST_DATA") else {
        // Past the test runner, which keeps what a passing test prints to itself.
        let message = "SKIPPED: PLIMSOLL_TEST_DATA names no folder with oscal/oscal_complete_schema.json";
        writeln!(std::io::stderr(), "{message}").expect("somebody listens");
        return None;
    };
    let path = PathBuf::from(folder).join("oscal/oscal_complete_schema.json");
    let schema: Value = serde_json::from_slice(&fs::read(path).expect("the schema")).expect("JSON");
    Some(jsonschema::options().should_validate_formats(true).build(&schema).expect("a schema"))
}

/// What the schema says of a document, at its own members: without the one that chooses among kinds.
fn complaints(schema: &Validator, json: &str) -> Vec<String> {
    let value: Value = serde_json::from_str(json).expect("JSON");
    let first = schema.iter_errors(&value).take(20);
    first.map(|error| format!("{}: {error}", error.instance_path()).chars().take(900).collect()).collect()
}

#[test]
fn every_document_of_every_example_is_valid() {
    let Some(schema) = schema() else { return };
    for example in ["gateway", "first-steps", "integrator", "plant"] {
        for basis in [Basis::Claimed, Basis::Evaluated] {
            let given = Given::example(example, basis);
            // What is an edition's alone has a test of its own.
            let files = oscal::package(&given.matter()).into_iter();
            for (name, json) in files.filter(|(name, _)| name.starts_with("dossier.")) {
                let complaints = complaints(&schema, &json);
                assert!(complaints.is_empty(), "{example} {basis} {name}: {complaints:#?}");
            }
        }
    }
}

#[test]
fn a_strange_dossier_is_valid_too() {
    let Some(schema) = schema() else { return };
    let mut given = strange();
    given.record = Some(report::RecordedState { head: "ab".repeat(32), entries: 3, unrecorded: 1, sound: true });
    let files = oscal::package(&given.matter()).into_iter();
    for (name, json) in files.filter(|(name, _)| name.starts_with("dossier.")) {
        let complaints = complaints(&schema, &json);
        assert!(complaints.is_empty(), "{name}: {complaints:#?}");
    }
}

#[test]
fn every_edition_has_a_valid_catalog_and_valid_profiles() {
    let Some(schema) = schema() else { return };
    let at = parse_date("2026-11-22").expect("a day");
    let editions: Vec<Edition> = CATALOGUE.heads().iter().map(|head| CATALOGUE.edition(head)).collect();
    assert!(!editions.is_empty());
    for edition in &editions {
        let catalog = oscal::catalog(edition, &CATALOGUE.texts(edition), "plimsoll", at);
        let profiles = oscal::profiles_of(edition).into_iter();
        let profiles = profiles.map(|(of, level)| oscal::profile(edition, of, level, "plimsoll", at));
        for document in std::iter::once(catalog).chain(profiles) {
            let complaints = complaints(&schema, &oscal::json(&document));
            assert!(complaints.is_empty(), "{}: {complaints:#?}", edition.head.key);
        }
    }
}

/// The schema must be able to say no, or the tests above say nothing.
#[test]
fn the_schema_refuses_what_is_wrong() {
    let Some(schema) = schema() else { return };
    let given = Given::example("gateway", Basis::Evaluated);
    let json = oscal::json(&oscal::component_definition(&given.matter()));
    for (right, wrong) in [
        ("\"control-id\": \"cr-1.1\"", "\"control-id\": \"CR 1.1\""),
        ("T00:00:00Z", ""),
        ("\"last-modified\"", "\"lastmodified\""),
    ] {
        assert!(json.contains(right), "{right}");
        assert!(!complaints(&schema, &json.replacen(right, wrong, 1)).is_empty(), "{wrong}");
    }
}
