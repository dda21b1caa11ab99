//! Does the command line keep its contract? JSON shape, exit codes, problems, hostile input.
#![allow(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test may stop at the first surprise, and reads files"
)]

mod program;

use std::fs;

use program::{Temporary, plimsoll, root};
use serde_json::Value;

const GATEWAY: &str = "crates/cli/tests/sheets/4-2.csv";
const AT: &str = "2026-11-22";

fn json(arguments: &[&str]) -> Value {
    let ran = plimsoll(arguments);
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}\n{}\n{}", ran.out, ran.err))
}

fn assess(sheet: &str, more: &[&str]) -> Value {
    let mut arguments = vec!["assess", sheet, "--at", AT, "--format", "json"];
    arguments.extend(more);
    json(&arguments)
}

fn valid(schema: &str, value: &Value) {
    let text = fs::read_to_string(root().join("docs/reference").join(schema)).expect("the published schema");
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let errors: Vec<_> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

#[test]
fn the_gateway_stands_where_its_sheet_says() {
    let result = assess(GATEWAY, &["--type", "embedded-device,network-device", "--target", "2"]);
    valid("assessment-1.schema.json", &result);
    assert_eq!(result["schema"], "plimsoll.assessment/1");
    assert_eq!(result["vector"], serde_json::json!({"IAC":2,"UC":2,"SI":1,"DC":2,"RDF":2,"TRE":2,"RA":1}));
    assert_eq!(
        result["vectors"]["shown"]["capability"],
        serde_json::json!({"IAC":1,"UC":0,"SI":1,"DC":2,"RDF":2,"TRE":2,"RA":1})
    );
    assert_eq!(
        (&result["level"], &result["claimable"], &result["meets_target"]),
        (&1.into(), &1.into(), &false.into())
    );
    assert_eq!(result["at"], AT);
    let counts = &result["counts"];
    let parts = ["met", "by_integration", "compensated", "partly", "not_met", "not_applicable", "silent"];
    let sum: u64 = parts.iter().map(|part| counts[part].as_u64().expect("a number")).sum();
    assert_eq!(counts["total"], sum);
    let totals: u64 = result["groups"]
        .as_array()
        .expect("groups")
        .iter()
        .map(|group| group["total"].as_u64().expect("a number"))
        .sum();
    assert_eq!(totals, 141);
}

/// Members stand in the order of the standard, not of the alphabet: people read JSON too.
#[test]
fn the_vector_keeps_its_order() {
    let text = plimsoll(&["assess", GATEWAY, "--format", "json"]).out;
    let vector = text.split("\"vector\": {").nth(1).and_then(|rest| rest.split('}').next()).expect("a vector");
    let order: Vec<&str> = vector.split('"').skip(1).step_by(2).collect();
    assert_eq!(order, ["IAC", "UC", "SI", "DC", "RDF", "TRE", "RA"]);
}

#[test]
fn every_shape_is_valid_against_its_published_schema() {
    for (sheet, more) in [
        ("crates/cli/tests/sheets/4-1.csv", &["--target", "2"][..]),
        ("crates/cli/tests/sheets/4-1.csv", &["--basis", "evaluated", "--scheme", "iecee-like"]),
        (GATEWAY, &["--standard", "cra"]),
        (GATEWAY, &["--basis", "evaluated"]),
    ] {
        valid("assessment-1.schema.json", &assess(sheet, more));
    }
    valid("gaps-1.schema.json", &json(&["gaps", GATEWAY, "--format", "json"]));
    valid("explanation-1.schema.json", &json(&["explain", "CR 1.1", GATEWAY, "--format", "json"]));
    valid(
        "comparison-1.schema.json",
        &json(&["compare", "crates/cli/tests/sheets/4-2-previous.csv", GATEWAY, "--format", "json"]),
    );
    let system = Temporary::new("s.csv", "requirement,status\nSR 1.1,met\nSR 1.3 RE(1),met\n");
    valid("delta-1.schema.json", &json(&["delta", system.path(), "--to", "4-2", "--format", "json"]));
}

#[test]
fn what_does_not_apply_to_a_standard_is_absent() {
    let process = assess("crates/cli/tests/sheets/4-1.csv", &[]);
    for member in ["vector", "vectors", "by_type", "claimable", "coverage", "types", "next"] {
        assert!(process.get(member).is_none(), "{member}");
    }
    assert_eq!(process["histogram"]["1"], 2);
    assert!(process["target"].is_null() && process["meets_target"].is_null());
    let law = assess(GATEWAY, &["--standard", "cra"]);
    for member in ["vector", "level", "maturity", "histogram"] {
        assert!(law.get(member).is_none(), "{member}");
    }
    assert!(law["coverage"][0]["rests_on"].is_array());
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for format in ["json", "csv", "table"] {
        let run = || plimsoll(&["assess", GATEWAY, "--at", AT, "--format", format]).out;
        assert_eq!(run(), run());
    }
}

#[test]
fn exit_codes_are_those_of_the_contract() {
    let code = |arguments: &[&str]| plimsoll(arguments).code;
    let types = ["--type", "embedded-device,network-device"];
    let with = |more: &[&'static str]| [&["assess", GATEWAY][..], &types, more].concat();
    assert_eq!(code(&with(&["--target", "2"])), 0);
    assert_eq!(code(&with(&["--target", "2", "--require"])), 1);
    assert_eq!(code(&with(&["--target", "1", "--require"])), 0);
    assert_eq!(code(&with(&["--require"])), 2);
    assert_eq!(code(&with(&["--target", "5"])), 2);
    assert_eq!(code(&with(&["--scheme", "nobody"])), 2);
    assert_eq!(code(&with(&["--standard", "iec62443-9-9"])), 2);
    assert_eq!(code(&with(&["--as", "zone"])), 2);
    assert_eq!(code(&["assess", "no-such-file.csv"]), 2);
    assert_eq!(code(&["assess", "examples"]), 2);
    assert_eq!(code(&["no-such-command"]), 2);
    // An error in the input beats a missed target, and what could be read is still printed.
    let sheet = Temporary::new("s.csv", "requirement,status\nCR 1.1,met\nCR 9.9,met\n");
    let ran = plimsoll(&[
        "assess",
        sheet.path(),
        "--type",
        "embedded-device",
        "--target",
        "2",
        "--require",
        "--format",
        "json",
    ]);
    assert_eq!(ran.code, 2);
    let result: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(result["counts"]["met"], 1);
    let errors = result["problems"].as_array().expect("problems").iter().filter(|one| one["severity"] == "error");
    assert_eq!(errors.count(), 1);
    assert!(ran.err.contains(&format!("{}:3:1: error: \"CR 9.9\" is not an id", sheet.path())), "{}", ran.err);
}

#[test]
fn every_problem_is_printed_with_place_severity_and_hint() {
    let sheet = Temporary::new(
        "s.csv",
        "requirement,status,statement,verdict,date\n\
         CR 1.1,met,,passed,\n\
         CR 1.3,by-integration,,,\n\
         CR 1.4,met,,pass,2027-01-01\n\
         CR 1.6,met,,,\n\
         CR 3.1,not-applicable,no wires,,\n\
         CCSC 1,not-applicable,why,,\n\
         CR 1.1 RE(1),met,,,\n\
         CR 1.5,\"open,,,\n",
    );
    let ran = plimsoll(&["assess", sheet.path(), "--type", "embedded-device", "--at", AT]);
    assert_eq!(ran.code, 2);
    let lines: Vec<&str> = ran.err.lines().collect();
    let problems: Vec<&&str> =
        lines.iter().filter(|line| line.contains(": error: ") || line.contains(": warning: ")).collect();
    assert!(problems.len() >= 7, "{}", ran.err);
    for (number, line) in
        lines.iter().enumerate().filter(|(_, line)| line.contains(": error: ") || line.contains(": warning: "))
    {
        let place = line.strip_prefix(sheet.path()).expect("the file first");
        let mut numbers = place.trim_start_matches(':').split(':');
        for _ in 0..2 {
            assert!(numbers.next().is_some_and(|number| number.parse::<u32>().is_ok()), "{line}");
        }
        assert!(lines.get(number + 1).is_some_and(|hint| hint.starts_with("  hint: ")), "{line}");
    }
}

#[test]
fn the_standard_and_the_types_are_found_from_the_sheet() {
    let found = assess(GATEWAY, &[]);
    assert_eq!(found["standard"], "iec62443-4-2");
    assert_eq!(found["types"].to_string(), r#"["embedded-device","network-device"]"#);
    assert_eq!(assess("crates/cli/tests/sheets/4-1.csv", &[])["standard"], "iec62443-4-1");
    let unknown = Temporary::new("s.csv", "requirement,status\nXY 1,met\n");
    let ran = plimsoll(&["assess", unknown.path()]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("say which with --standard"), "{}", ran.err);
}

#[test]
fn hostile_files_are_refused_in_words() {
    let cases: [(&str, &[u8]); 8] = [
        ("empty.csv", b""),
        ("utf16.csv", b"\xFF\xFEr\0e\0q\0"),
        ("latin1.csv", b"requirement,status,statement\nCR 1.1,met,M\xFCller\n"),
        ("nul.csv", b"requirement,status\nCR 1.1,\0met\0\n"),
        ("quote.csv", b"requirement,status\n\"CR 1.1,met\n"),
        ("broken.xlsx", b"PK\x03\x04 and then nothing of the kind"),
        ("old.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 old"),
        ("noise.csv", &[0x80; 4096]),
    ];
    for (name, bytes) in cases {
        let file = Temporary::new(name, bytes);
        let ran = plimsoll(&["assess", file.path(), "--standard", "4-2", "--type", "host-device"]);
        assert_eq!(ran.code, 2, "{name}: {}", ran.err);
        assert!(ran.err.contains("error: ") && !ran.err.contains("panicked"), "{name}: {}", ran.err);
    }
}

#[test]
fn a_file_of_a_gigabyte_is_refused_before_it_is_read() {
    let file = Temporary::new("large.csv", "");
    let handle = fs::OpenOptions::new().write(true).open(&file.0).expect("the file");
    handle.set_len(1 << 30).expect("a sparse file");
    let ran = plimsoll(&["assess", file.path()]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("1024 MB is too large; a sheet has at most 32 MB"), "{}", ran.err);
}

#[test]
fn a_data_folder_replaces_the_catalogue_and_is_checked() {
    let ran = plimsoll(&["--data", "data", "catalogue", "check"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "8 editions, nothing wrong\n"));
    let broken = Temporary::new("schemes.toml", "x = ");
    let folder = broken.0.parent().and_then(|path| path.to_str()).expect("a folder");
    let ran = plimsoll(&["--data", folder, "catalogue", "list"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("there is no edition here"), "{}", ran.err);
}

#[test]
fn a_licensed_text_is_shown_and_never_exported() {
    let overlay = Temporary::new("text.csv", "id,text\ncr1.1,The licensed words.\n");
    let shown = plimsoll(&["catalogue", "show", "CR 1.1", "--text", overlay.path()]);
    assert!(shown.out.contains("The licensed words."));
    let exported = plimsoll(&["catalogue", "show", "CR 1.1", "--text", overlay.path(), "--format", "json"]);
    assert!(!exported.out.contains("licensed"));
    let explained = plimsoll(&["explain", "CR 1.1", GATEWAY, "--text", overlay.path(), "--format", "json"]);
    assert!(!explained.out.contains("licensed"));
}

#[test]
fn the_catalogue_is_looked_up_leniently() {
    assert_eq!(json(&["catalogue", "show", "cr1.1re1", "--format", "json"])["id"], "CR 1.1 RE(1)");
    assert_eq!(json(&["catalogue", "list", "--format", "json"]).as_array().map(Vec::len), Some(8));
    let levels = json(&["catalogue", "levels", "--format", "json"]);
    assert_eq!(levels[1]["rows"]["network-device"].to_string(), "[40,67,86,92]");
    let found = json(&["catalogue", "search", "session", "lock", "--format", "json"]);
    assert_eq!(found[0]["title"], "Session lock");
    let missing = plimsoll(&["catalogue", "show", "CR 1.99"]);
    assert_eq!(missing.code, 2);
    assert!(missing.err.contains("did you mean"), "{}", missing.err);
}

#[test]
fn colour_is_for_terminals() {
    assert!(!plimsoll(&["demo", "--no-documents"]).out.contains('\x1b'));
}

#[test]
fn a_delta_and_a_zone_start_from_a_system_sheet() {
    let sheet = Temporary::new(
        "s.csv",
        "requirement,status,statement\nSR 1.1,met,\nSR 7.1,compensated,a firewall drops floods\n",
    );
    let zone = assess(sheet.path(), &["--as", "zone"]);
    assert_eq!((&zone["subject"], &zone["counts"]["compensated"]), (&"zone".into(), &1.into()));
    let delta = plimsoll(&["delta", sheet.path(), "--to", "iec62443-4-2@2019"]);
    assert_eq!(delta.code, 0, "{}", delta.err);
    assert!(delta.out.contains("carried over") && delta.out.contains("to re-check") && delta.out.contains("gone"));
    let nowhere = plimsoll(&["delta", GATEWAY, "--to", "4-1"]);
    assert!(nowhere.err.contains("there is no crosswalk"), "{}", nowhere.err);
}

/// However early a reader stops listening, the command ends as it would have.
#[test]
fn a_closed_reader_does_not_change_the_exit_code() {
    use std::process::{Command, Stdio};
    let sheet = Temporary::new("s.csv", "requirement,status\nCR 9.9,met\n");
    let mut child = Command::new(env!("CARGO_BIN_EXE_plimsoll"))
        .args(["assess", sheet.path(), "--standard", "4-2", "--type", "embedded-device", "--format", "json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program runs");
    drop(child.stdout.take());
    assert_eq!(child.wait().expect("it ends").code(), Some(2));
}

#[test]
fn a_template_is_a_sheet_that_can_be_assessed() {
    for (standard, rows) in [("iec62443-4-2", 87), ("iec62443-4-1", 47), ("iec62443-3-3", 100)] {
        let printed = plimsoll(&["catalogue", "template", "--standard", standard, "--type", "embedded-device"]);
        assert_eq!(printed.out.lines().count(), rows + 1);
        let sheet = Temporary::new("template.csv", &printed.out);
        let types: &[&str] = if standard == "iec62443-4-2" { &["--type", "embedded-device"] } else { &[] };
        let result = assess(sheet.path(), types);
        assert_eq!((&result["standard"], &result["level"]), (&standard.into(), &0.into()));
        assert!(result["problems"].as_array().expect("problems").iter().all(|one| one["severity"] == "warning"));
    }
}

#[test]
fn the_gaps_of_a_law_are_its_points() {
    let gaps = json(&["gaps", GATEWAY, "--standard", "cra", "--format", "json"]);
    assert!(gaps["coverage"].as_array().is_some_and(|points| points.len() > 40));
    let csv = plimsoll(&["assess", GATEWAY, "--standard", "cra", "--format", "csv"]).out;
    assert!(
        csv.starts_with("requirement,title,word,at_best,") && csv.contains("CRA-I.1(2)(g),Data minimisation,gap,gap,")
    );
}
