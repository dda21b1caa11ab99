//! Do `decide` and `trace` read well, keep their shape, and say what is wrong?
#![allow(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test may stop at the first surprise, and reads files"
)]

mod program;

use std::fs;

use program::{Temporary, plimsoll, root};
use serde_json::Value;

const GATEWAY: &str = "examples/gateway";
const AT: [&str; 2] = ["--at", "2026-11-22"];

fn page(arguments: &[&str]) -> String {
    let ran = plimsoll(&[arguments, &AT].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.out.lines().filter(|line| !line.trim_start().starts_with("digest")).map(|line| format!("{line}\n")).collect()
}

fn valid(schema: &str, arguments: &[&str]) -> Value {
    let ran = plimsoll(&[arguments, &AT, &["--format", "json"]].concat());
    let value: Value = serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}\n{}", ran.err));
    let text = fs::read_to_string(root().join("docs/reference").join(schema)).expect("the published schema");
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let errors: Vec<_> =
        validator.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    value
}

#[test]
fn the_pages_read_well() {
    insta::assert_snapshot!("decide", page(&["decide", GATEWAY]));
    insta::assert_snapshot!("trace-from", page(&["trace", GATEWAY, "--from", "driver:lifecycle"]));
    insta::assert_snapshot!("trace-to", page(&["trace", GATEWAY, "--to", "DM-4"]));
}

#[test]
fn the_shapes_are_the_published_ones() {
    let decision = valid("decision-1.schema.json", &["decide", GATEWAY, "--draws", "1000"]);
    assert_eq!(decision["schema"], "plimsoll.decision/1");
    assert_eq!(decision["seed"], 62443);
    // What cannot be said is null, and never 0: the reference has no certificate.
    assert!(decision["rows"][0]["work_to"].is_null());
    let trace = valid("trace-1.schema.json", &["trace", GATEWAY]);
    assert!(trace["links"].as_array().expect("links").len() > 150);
}

#[test]
fn wrong_input_says_what_would_be_right() {
    let ran = plimsoll(&["decide", "examples/first-steps"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("decide.toml is missing") && ran.err.contains("[[importance]]"), "{}", ran.err);
    let ran = plimsoll(&["trace", GATEWAY, "--from", "trust"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("driver:trust"), "{}", ran.err);
    let ran = plimsoll(&["decide", GATEWAY, "--draws", "0"]);
    assert_eq!(ran.code, 2);
    let few = plimsoll(&["decide", GATEWAY, "--draws", "100", "--at", "2026-11-22"]);
    assert!(few.out.contains("only 100 draws"), "{}", few.out);
}

/// The guards against misuse, each where a reader of the gateway's page sees it.
#[test]
fn every_guard_is_on_the_page() {
    let page = page(&["decide", GATEWAY]);
    let words = page.split_whitespace().collect::<Vec<_>>().join(" ");
    let decision = valid("decision-1.schema.json", &["decide", GATEWAY]);
    // An importance has a reason, an author and a date.
    let importances = decision["importances"].as_array().expect("importances");
    assert!(!importances.is_empty());
    for one in importances {
        // Long words are broken over the lines of a cell, so each is looked for by itself.
        for word in ["title", "reason", "author", "date"]
            .iter()
            .flat_map(|member| one[*member].as_str())
            .flat_map(str::split_whitespace)
        {
            assert!(words.contains(word), "{word} of {one}");
        }
    }
    // No percentage stands beside the recommendation: neither in the sentence nor in the table.
    let top = page.split("\n moves ").next().expect("a top");
    assert!(!top.contains('%'), "{top}");
    // Money is a bar against zero, in two significant digits.
    assert!(top.contains('│') && top.contains('●'), "{top}");
    // What is assumed is counted and named by its name.
    let (assumed, all) = (decision["assumed_inputs"].as_array().expect("ids").len(), &decision["money_inputs"]);
    assert!(words.contains(&format!("{assumed} of {all} money inputs are assumptions: “")), "{words}");
    // Fees are no quotation until somebody states one.
    assert!(words.contains("assumed, not quoted"));
    // Under the path stands what the laws still ask.
    assert!(words.contains("Cyber Resilience Act") && words.contains("NIS2"));
    // Measured values stand beside what was expected, after and never because.
    assert!(words.contains("towards the target, after 2026-11-10") && words.contains("is expected by"), "{words}");
    assert!(!words.contains("because of"), "{words}");
    // Few events are a count.
    assert!(words.contains("a count, no trend"), "{words}");
    // Seed and digest say how to make it again.
    assert!(words.contains("seed 62443"));
    assert!(decision["digest"].as_str().is_some_and(|digest| digest.len() == 64));
    // Names, not ids: no input is called by what the file calls it.
    for one in decision["robustness"]["break_evens"].as_array().expect("break-evens") {
        let id = one["input"].as_str().expect("an id");
        assert!(!page.contains(id), "{id}");
    }
}

/// A skipped figure leaves the money grey; it is not 0.
#[test]
fn a_skipped_figure_is_grey_on_the_page() {
    let folder = Temporary::folder("decide-grey");
    copy(&root().join(GATEWAY), &folder.0);
    let file = folder.0.join("decide.toml");
    let text = fs::read_to_string(&file).expect("the sample");
    let without = text.replace("margin = [0.28, 0.34, 0.38]\n", "");
    assert_ne!(text, without);
    fs::write(&file, without).expect("written");
    let page = page(&["decide", folder.path()]);
    assert!(page.contains("Not decidable on money") && page.contains("not stated"), "{page}");
}

/// The two other paths give whole pages: an integrator under 2-4, an owner under 2-1.
#[test]
fn integrators_and_owners_get_an_answer_too() {
    for (dir, subject, part) in [("integrator", "integration", "2-4"), ("plant", "north-works", "2-1")] {
        let dir = format!("examples/{dir}");
        insta::assert_snapshot!(format!("decide-{subject}"), page(&["decide", &dir, "--subject", subject]));
        let decision = valid("decision-1.schema.json", &["decide", &dir, "--subject", subject, "--draws", "1000"]);
        assert_eq!(decision["rows"].as_array().map(Vec::len), Some(2), "{subject}");
        assert_eq!(decision["rows"][1]["title"], part);
        // Every objective that is in use hangs on rows of this part, so that something can move it.
        let moved = |one: &&Value| one["forecasts"][0]["value"].as_f64().is_some_and(|value| value > 0.0);
        let objectives = decision["objectives"].as_array().expect("objectives");
        assert!(objectives.iter().filter(moved).count() >= 3, "{subject}");
        let trace = valid("trace-1.schema.json", &["trace", &dir, "--subject", subject]);
        let layers: Vec<&str> =
            trace["nodes"].as_array().expect("nodes").iter().filter_map(|node| node["layer"].as_str()).collect();
        for layer in ["driver", "attribute", "objective", "requirement", "claim", "evidence"] {
            assert!(layers.contains(&layer), "{subject} has no {layer}");
        }
    }
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("copied");
        }
    }
}
