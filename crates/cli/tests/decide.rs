//! Do `decide` and `trace` read well, keep their shape, and say what is wrong?
#![allow(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test may stop at the first surprise, and reads files"
)]

mod program;

use std::fs;

use program::{plimsoll, root};
use serde_json::Value;

const GATEWAY: &str = "examples/gateway";
const AT: [&str; 2] = ["--at", "2026-11-22"];

fn page(arguments: &[&str]) -> String {
    let ran = plimsoll(&[arguments, &AT].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    ran.out.lines().filter(|line| !line.starts_with("digest")).map(|line| format!("{line}\n")).collect()
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
