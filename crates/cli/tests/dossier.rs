//! Could a team start tomorrow, and could an auditor check it without trusting them? The built program, end to end.
#![allow(clippy::expect_used, clippy::disallowed_methods, reason = "tests at the edge: files and processes")]

mod program;

use std::fs;
use std::path::{Path, PathBuf};

use program::{Ran, Temporary, plimsoll, plimsoll_with, root};
use serde_json::Value;

const SAMPLES: [&str; 4] = ["gateway", "first-steps", "integrator", "plant"];

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}\n{}", ran.out, ran.err))
}

fn valid(schema: &str, value: &Value) {
    let path = root().join("docs/reference").join(schema);
    let schema: Value = serde_json::from_str(&fs::read_to_string(path).expect("a schema")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a valid schema");
    let errors: Vec<String> =
        validator.iter_errors(value).map(|error| format!("{error} at {}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

/// A team's folder, with a key store of its own.
struct Team {
    place: Temporary,
    home: PathBuf,
}

impl Team {
    fn begins(name: &str) -> Self {
        let place = Temporary::folder(name);
        let home = place.0.with_file_name("home");
        let team = Self { place, home };
        let ran = team.run(&[
            "init",
            team.dir(),
            "--organization",
            "Larch",
            "--person",
            "Rosa Lind",
            "--product",
            "LT-3",
            "--type",
            "embedded-device",
            "--target",
            "1",
        ]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        team
    }

    fn dir(&self) -> &str {
        self.place.path()
    }

    fn file(&self, path: &str) -> PathBuf {
        Path::new(self.dir()).join(path)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.file(path)).expect("a file")
    }

    fn write(&self, path: &str, text: &str) {
        if let Some(folder) = self.file(path).parent() {
            fs::create_dir_all(folder).expect("a folder");
        }
        fs::write(self.file(path), text).expect("written");
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        let home = self.home.to_str().expect("UTF-8");
        plimsoll_with(arguments, &[("PLIMSOLL_HOME", home), ("PLIMSOLL_PASSPHRASE", "a long one")])
    }

    /// A run that must end well.
    fn done(&self, arguments: &[&str]) -> Ran {
        let ran = self.run(arguments);
        assert_eq!(ran.code, 0, "{arguments:?}\n{}{}", ran.out, ran.err);
        ran
    }

    fn set(&self, requirement: &str, status: &str) {
        self.done(&["set", self.dir(), "lt-3", requirement, status, "--statement", "The service tool asks."]);
    }

    fn with_key(self) -> Self {
        self.done(&["key", "new", "p1", "--dossier", self.dir(), "--person", "p1"]);
        self
    }

    fn record(&self, why: &str) -> Ran {
        self.done(&["record", self.dir(), "-m", why, "--key", "p1"])
    }

    fn verified(&self) -> Value {
        json(&self.run(&["verify", self.dir(), "--format", "json"]))
    }
}

#[test]
fn every_sample_is_valid() {
    for sample in SAMPLES {
        let dir = format!("examples/{sample}");
        let ran = plimsoll(&["assess", &dir, "--format", "json", "--at", "2026-11-22"]);
        assert_eq!(ran.code, 0, "{sample}: {}", ran.err);
        let result = json(&ran);
        valid("dossier-1.schema.json", &result);
        assert_eq!(result["schema"], "plimsoll.dossier/1");
        for subject in result["subjects"].as_array().expect("subjects") {
            valid("assessment-1.schema.json", subject);
            assert_eq!(subject["basis"], "shown", "a dossier shows by default");
        }
        let status = json(&plimsoll(&["status", &dir, "--format", "json", "--at", "2026-11-22"]));
        valid("status-1.schema.json", &status);
    }
}

#[test]
fn the_gateway_is_a_whole_case() {
    let evidence = fs::read_dir(root().join("examples/gateway/evidence")).expect("evidence").count();
    assert!(evidence >= 40, "{evidence} files");
    let home = root().join("examples/keys");
    let home = home.to_str().expect("UTF-8");
    let ran = plimsoll_with(&["verify", "examples/gateway", "--format", "json"], &[("PLIMSOLL_HOME", home)]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let result = json(&ran);
    valid("verification-1.schema.json", &result);
    assert_eq!(result["unrecorded"], Value::Array(Vec::new()), "the journal says what the files say");
    assert_eq!(result["signers"].as_array().map(Vec::len), Some(3));
    // The old firmware reached less than the new one.
    let compare = ["compare", "examples/gateway", "--since", "2026-06-30", "--subject", "eg220", "--basis", "claimed"];
    let compared = json(&plimsoll(&[&compare[..], &["--format", "json"]].concat()));
    valid("dossier-comparison-1.schema.json", &compared);
    assert!(!compared["subjects"][0]["rows"].as_array().expect("rows").is_empty());
    // A row of the platform speaks, and says so.
    let explained = json(&plimsoll(&["explain", "EDR 3.12", "examples/gateway", "--format", "json"]));
    valid("dossier-explanation-1.schema.json", &explained);
    let statement = &explained["subjects"][0]["statements"][0];
    assert!(statement["notes"].to_string().contains("inherited from the platform products/hgp2"), "{statement}");
    assert!(statement["held"][0]["files"][0]["sha256"].is_string(), "every piece leads to a digest: {statement}");
    // An evaluator's own sheet says nothing for the applicant.
    let sheet = "examples/gateway/products/eg220/4-2.verdicts.csv";
    let ran = plimsoll(&["import", sheet, "examples/gateway", "--subject", "eg220", "--dry-run"]);
    assert!(ran.out.contains("nothing changes"), "{}", ran.out);
    let gaps = json(&plimsoll(&["gaps", "examples/gateway", "--format", "json"]));
    valid("dossier-gaps-1.schema.json", &gaps);
}

#[test]
fn somebody_who_trusts_nobody_is_told_who_signed() {
    let place = Temporary::folder("stranger");
    let home = place.0.to_str().expect("UTF-8");
    let ran = plimsoll_with(&["verify", "examples/gateway"], &[("PLIMSOLL_HOME", home)]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("p1 signed with a key that you do not trust: ed25519:"), "{}", ran.err);
    let trust = ["verify", "examples/gateway", "--trust", "examples/keys/trusted.toml"];
    assert_eq!(plimsoll_with(&trust, &[("PLIMSOLL_HOME", home)]).code, 0);
}

#[test]
fn a_team_starts_records_and_is_verified() {
    let team = Team::begins("team").with_key();
    let sheet = team.read("products/lt-3/4-2.csv");
    team.set("CR 1.1", "met");
    let changed = team.read("products/lt-3/4-2.csv");
    let differing = sheet.lines().zip(changed.lines()).filter(|(old, new)| old != new).count();
    assert_eq!(differing, 1, "one row changes and nothing else");
    fs::write(team.place.0.with_file_name("design.txt"), "section 2: the tool asks").expect("written");
    let design = team.place.0.with_file_name("design.txt");
    team.done(&[
        "add",
        "evidence",
        team.dir(),
        design.to_str().expect("UTF-8"),
        "--title",
        "Design",
        "--kind",
        "design",
    ]);
    team.done(&["set", team.dir(), "lt-3", "cr1.1", "--evidence", "design#2"]);
    let recording = json(&team.done(&["record", team.dir(), "-m", "first", "--key", "p1", "--format", "json"]));
    valid("recording-1.schema.json", &recording);
    assert_eq!(recording["recorded"].as_array().map(Vec::len), Some(6), "{recording}");
    let verified = team.verified();
    valid("verification-1.schema.json", &verified);
    assert_eq!((&verified["problems"], &verified["unrecorded"]), (&Value::Array(vec![]), &Value::Array(vec![])));
    assert!(!team.read("journal.jsonl").contains("Rosa"), "names stay outside the journal");

    // An edit that nobody recorded is named, and compared with the record.
    team.set("CR 1.1", "partly");
    let verified = team.verified();
    assert_eq!(verified["unrecorded"][0], "the claim on CR 1.1 of products/lt-3: met → partly");
    let compared = json(&team.done(&["compare", team.dir(), "--basis", "claimed", "--format", "json"]));
    let rows: Vec<&Value> = compared["subjects"]
        .as_array()
        .expect("subjects")
        .iter()
        .flat_map(|one| one["rows"].as_array().expect("rows"))
        .collect();
    assert_eq!(rows.len(), 1, "{compared}");

    // A withdrawal carries its reason.
    team.done(&["set", team.dir(), "lt-3", "CR 1.1", "none", "--statement", "", "--evidence", "-"]);
    let emptied = team.read("products/lt-3/4-2.csv");
    team.write("products/lt-3/4-2.csv", &emptied.replace("design#2", ""));
    team.record("the tool does not ask after all");
    let last = team.read("journal.jsonl").lines().last().expect("a line").to_owned();
    assert!(last.contains("\"withdraw\"") && last.contains("the tool does not ask after all"), "{last}");

    // A changed evidence file is named.
    team.write("evidence/design.txt", "section 2: the tool asks nobody");
    let ran = team.run(&["verify", team.dir()]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("evidence/design.txt:1:1: error: design: the file's digest is"), "{}", ran.err);
    // Nothing is recorded on top of a broken journal.
    team.write("evidence/design.txt", "section 2: the tool asks");
    let journal = team.read("journal.jsonl");
    team.write("journal.jsonl", &journal.replacen("first", "FIRST", 1));
    team.set("CR 1.5", "met");
    let ran = team.run(&["record", team.dir(), "-m", "more", "--key", "p1"]);
    assert_eq!(ran.code, 2, "{}", ran.out);
    assert!(ran.err.contains("journal.jsonl:1:"), "the first broken entry is named: {}", ran.err);
}

#[test]
fn a_verdict_is_recorded_by_an_evaluator_only() {
    let team = Team::begins("capacities").with_key();
    let cover = team.read("dossier.toml");
    team.write(
        "dossier.toml",
        &format!("{cover}\n[[person]]\nid = \"p2\"\nname = \"Lab\"\ncapacities = [\"evaluator\"]\n"),
    );
    team.done(&["key", "new", "p2", "--dossier", team.dir(), "--person", "p2"]);
    team.set("CR 1.1", "met");
    team.write("products/lt-3/4-2.verdicts.csv", "requirement,verdict,evaluator,date\nCR 1.1,pass,p2,2026-11-01\n");
    let ran = team.record("mine");
    assert!(ran.out.contains("left for others"), "{}", ran.out);
    let verified = team.verified();
    assert_eq!(verified["unrecorded"].as_array().map(Vec::len), Some(1), "{verified}");
    team.done(&["record", team.dir(), "-m", "examined", "--key", "p2"]);
    assert_eq!(team.verified()["unrecorded"], Value::Array(Vec::new()));
    let evaluated =
        json(&team.done(&["assess", team.dir(), "--subject", "lt-3", "--basis", "evaluated", "--format", "json"]));
    let row =
        evaluated["subjects"][0]["rows"].as_array().expect("rows").iter().find(|row| row["requirement"] == "CR 1.1");
    assert_eq!(row.expect("the row")["evaluated"], "native");
    // Somebody who is no evaluator gives no verdict.
    team.write("products/lt-3/4-2.verdicts.csv", "requirement,verdict,evaluator,date\nCR 1.1,pass,p1,2026-11-01\n");
    let ran = team.run(&["assess", team.dir(), "--subject", "lt-3", "--basis", "evaluated"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("4-2.verdicts.csv:2:8: error: CR 1.1: p1 is no evaluator"), "{}", ran.err);
}

#[test]
fn a_verdict_does_not_outlive_the_claim_that_was_examined() {
    let team = Team::begins("outlived").with_key();
    let cover = team.read("dossier.toml");
    team.write("dossier.toml", &format!("{cover}\n[[person]]\nid = \"p2\"\ncapacities = [\"evaluator\"]\n"));
    team.done(&["key", "new", "p2", "--dossier", team.dir(), "--person", "p2"]);
    team.set("CR 1.1", "by-integration");
    team.record("the claim");
    team.write("products/lt-3/4-2.verdicts.csv", "requirement,verdict,evaluator,date\nCR 1.1,pass,p2,2026-11-01\n");
    team.done(&["record", team.dir(), "-m", "examined", "--key", "p2"]);
    let evaluated = || {
        let ran = team.run(&["assess", team.dir(), "--subject", "lt-3", "--basis", "evaluated", "--format", "json"]);
        let rows = json(&ran)["subjects"][0]["rows"].as_array().expect("rows").clone();
        let row = rows.into_iter().find(|row| row["requirement"] == "CR 1.1").expect("the row");
        (row["evaluated"].clone(), ran.err)
    };
    assert_eq!(evaluated().0, "integration");
    team.set("CR 1.1", "met");
    let (stand, said) = evaluated();
    assert_eq!(stand, "open", "{said}");
    assert!(said.contains("test again, the claim was changed after this verdict"), "{said}");
    // An emptied journal does not make it forget in silence.
    team.write("journal.jsonl", "");
    assert!(evaluated().1.contains("this journal holds no entry"));
}

#[test]
fn journals_that_forked_keep_both_and_show_the_conflict() {
    let team = Team::begins("fork").with_key();
    team.set("CR 1.1", "met");
    team.record("the base");
    let base = team.read("journal.jsonl");
    team.set("CR 1.1", "partly");
    team.record("one says partly");
    let ours = team.read("journal.jsonl");
    // The other branch did not see that.
    team.write("journal.jsonl", &base);
    team.set("CR 1.1", "not-met");
    team.set("CR 1.5", "met");
    team.record("the other says not met");
    let theirs = team.read("journal.jsonl");
    // As git's union driver merges them.
    let merged = format!("{ours}{}", theirs.strip_prefix(&base).expect("the base comes first"));
    team.write("journal.jsonl", &merged);
    let verified = team.verified();
    assert_eq!(verified["problems"], Value::Array(vec![]), "a fork is no damage");
    assert_eq!(verified["heads"].as_array().map(Vec::len), Some(2));
    let said = verified["conflicts"][0]["said"].to_string();
    assert!(said.contains("partly") && said.contains("not-met"), "{verified}");
    // Recording something else leaves the conflict alone; settling takes what the files say.
    team.set("CR 1.7", "met");
    let ran = team.record("something else");
    assert!(ran.out.contains("conflict"), "{}", ran.out);
    assert_eq!(team.verified()["conflicts"].as_array().map(Vec::len), Some(1));
    team.done(&["record", team.dir(), "-m", "we looked again", "--settle", "--key", "p1"]);
    let verified = team.verified();
    assert_eq!(verified["conflicts"], Value::Array(vec![]));
    assert_eq!(verified["heads"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_sheet_is_imported_row_by_row() {
    let team = Team::begins("import");
    team.set("CR 1.1", "met");
    let before = team.read("products/lt-3/4-2.csv");
    let sheet = Temporary::new(
        "filled.csv",
        "requirement;status;statement\nCR 1.1;met;The service tool asks.\nCR 1.5;partly;Half of it.\n",
    );
    let shown = team.done(&["import", sheet.path(), team.dir(), "--dry-run"]);
    assert!(shown.out.contains("the claim on CR 1.5 of products/lt-3: partly"), "{}", shown.out);
    assert!(!shown.out.contains("CR 1.1"), "{}", shown.out);
    assert_eq!(team.read("products/lt-3/4-2.csv"), before);
    let imported = json(&team.done(&["import", sheet.path(), team.dir(), "--format", "json"]));
    valid("import-1.schema.json", &imported);
    assert_eq!(imported["changes"].as_array().map(Vec::len), Some(1));
    assert!(team.done(&["import", sheet.path(), team.dir()]).out.contains("nothing changes"));
    // A sheet with an error changes nothing.
    let broken = Temporary::new("broken.csv", "requirement,status\nCR 1.1,partly\nCR 1.5,mett\n");
    let ran = team.run(&["import", broken.path(), team.dir()]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("broken.csv:3:8: error: \"mett\" is not a value of status"), "{}", ran.err);
    assert!(team.done(&["import", sheet.path(), team.dir()]).out.contains("nothing changes"));
}

#[test]
fn nothing_waits_where_nobody_can_answer() {
    let place = Temporary::folder("silent");
    let dir = place.path();
    let home = place.0.with_file_name("home");
    let home = [("PLIMSOLL_HOME", home.to_str().expect("UTF-8"))];
    assert_eq!(plimsoll_with(&["init", dir], &home).code, 0);
    let again = plimsoll_with(&["init", dir], &home);
    assert_eq!(again.code, 2, "an existing dossier is not written over");
    assert!(again.err.contains("is there already"), "{}", again.err);
    let ran = plimsoll_with(&["key", "new", "--dossier", dir, "--person", "p1"], &home);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("PLIMSOLL_PASSPHRASE"), "{}", ran.err);
    let ran = plimsoll_with(&["key", "new", "--dossier", dir, "--person", "p9"], &home);
    assert!(ran.err.contains("dossier.toml has no person \"p9\"; it has: p1"), "{}", ran.err);
}

#[test]
fn a_new_version_says_what_to_test_again() {
    let team = Team::begins("version");
    let cover = team.read("dossier.toml");
    team.write("dossier.toml", &format!("{cover}\n[[person]]\nid = \"p2\"\ncapacities = [\"evaluator\"]\n"));
    let product = team.read("products/lt-3/product.toml");
    team.write(
        "products/lt-3/product.toml",
        &format!(
            "{product}\n[[part]]\nid = \"login\"\nrequirements = [\"CR 1.1\"]\n\n[[version]]\nid = \"1.0\"\ndate = \"2026-01-01\"\n"
        ),
    );
    team.set("CR 1.1", "met");
    team.set("CR 1.5", "met");
    team.write(
        "products/lt-3/4-2.verdicts.csv",
        "requirement,version,verdict,evaluator,date\nCR 1.1,1.0,pass,p2,2026-02-01\nCR 1.5,1.0,pass,p2,2026-02-01\n",
    );
    let evaluated = |id: &str| -> Value {
        let ran = team.done(&["assess", team.dir(), "--subject", "lt-3", "--basis", "evaluated", "--format", "json"]);
        let result = json(&ran);
        let rows = result["subjects"][0]["rows"].as_array().expect("rows").clone();
        rows.into_iter().find(|row| row["requirement"] == id).expect("the row")["evaluated"].clone()
    };
    assert_eq!((evaluated("CR 1.1"), evaluated("CR 1.5")), ("native".into(), "native".into()));
    let ran =
        team.done(&["add", "version", team.dir(), "lt-3", "1.1", "--changed-part", "login", "--date", "2026-06-01"]);
    assert!(ran.out.contains("test again CR 1.1: the part login changed in 1.1"), "{}", ran.out);
    assert!(ran.out.contains("carry over: CR 1.5"), "{}", ran.out);
    assert_eq!((evaluated("CR 1.1"), evaluated("CR 1.5")), ("open".into(), "native".into()));
}

#[test]
fn require_counts_the_worst_subject() {
    let ran = plimsoll(&["assess", "examples/plant", "--require"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let ran = plimsoll(&["assess", "examples/gateway", "--subject", "nobody"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("there is no subject \"nobody\"; use one of: process/development"), "{}", ran.err);
    assert_eq!(plimsoll(&["assess", "examples/gateway", "--type", "host-device"]).code, 2);
}
