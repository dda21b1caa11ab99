//! Is a decision signed off, recorded, watched and superseded as a team and its auditor need it? The built program, end to end.
#![allow(clippy::expect_used, clippy::disallowed_methods, reason = "tests at the edge: files and processes")]

mod program;

use std::fs;
use std::path::{Path, PathBuf};

use program::{Ran, Temporary, plimsoll_with, root};
use serde_json::Value;

/// The sample gateway in a folder of the test's own, with the sample's keys and without its own sign-offs.
struct Gateway {
    place: Temporary,
    home: PathBuf,
}

impl Gateway {
    fn new(name: &str) -> Self {
        let place = Temporary::folder(name);
        copy(&root().join("examples/gateway"), &place.0);
        let home = place.0.with_file_name("home");
        copy(&root().join("examples/keys"), &home);
        let own = Self { place, home };
        let list = own.read("decisions.toml");
        let entries = list.split("[[decision]]\n").filter(|one| !one.contains("\nfiles = "));
        own.write("decisions.toml", &entries.collect::<Vec<_>>().join("[[decision]]\n"));
        let _ = fs::remove_dir_all(own.place.0.join("decisions"));
        let journal = own.read("journal.jsonl");
        let before = journal.lines().take_while(|line| !line.contains("\"path\":\"decisions/"));
        own.write("journal.jsonl", &before.map(|line| format!("{line}\n")).collect::<String>());
        own
    }

    fn dir(&self) -> &str {
        self.place.path()
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.place.0.join(path)).expect("a file")
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.place.0.join(path), text).expect("written");
    }

    /// Changes a file; what shall be changed must stand there.
    fn change(&self, path: &str, from: &str, to: &str) {
        let text = self.read(path);
        assert!(text.contains(from), "{path} has no {from:?}");
        self.write(path, &text.replacen(from, to, 1));
    }

    fn run(&self, arguments: &[&str]) -> Ran {
        let home = self.home.to_str().expect("UTF-8");
        plimsoll_with(arguments, &[("PLIMSOLL_HOME", home), ("PLIMSOLL_PASSPHRASE", "plimsoll")])
    }

    fn done(&self, arguments: &[&str]) -> Ran {
        let ran = self.run(arguments);
        assert_eq!(ran.code, 0, "{arguments:?}\n{}{}", ran.out, ran.err);
        ran
    }

    fn sign_off(&self, id: &str, day: &str) -> Ran {
        let reason = ["--reason", "The board agreed."];
        self.done(&[&["decide", self.dir(), "--sign-off", id, "--by", "p1", "--at", day], &reason[..]].concat())
    }

    fn record(&self, why: &str) -> Ran {
        self.done(&["record", self.dir(), "-m", why, "--key", "p1", "--at", "2026-11-20T09:00:00Z"])
    }

    /// The page of a day as JSON, held against its schema.
    fn page(&self, day: &str) -> Value {
        let ran = self.run(&["decide", self.dir(), "--at", day, "--format", "json"]);
        let value: Value = serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}\n{}", ran.err));
        valid("decision-1.schema.json", &value);
        value
    }

    /// What is wrong and what is unrecorded, for an auditor.
    fn verified(&self) -> Value {
        let ran = self.run(&["verify", self.dir(), "--format", "json"]);
        let value: Value = serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}\n{}", ran.err));
        valid("verification-1.schema.json", &value);
        value
    }

    /// The message with which a sign-off is refused; nothing may have been written.
    fn refused(&self, arguments: &[&str]) -> String {
        let before = self.read("decisions.toml");
        let ran = self.run(&[&["decide", self.dir()], arguments].concat());
        assert_eq!(ran.code, 2, "{arguments:?}\n{}", ran.out);
        assert_eq!(self.read("decisions.toml"), before, "nothing is written");
        ran.err
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(&path, &to).expect("a copy");
        }
    }
}

fn valid(schema: &str, value: &Value) {
    let text = fs::read_to_string(root().join("docs/reference").join(schema)).expect("a schema");
    let validator = jsonschema::validator_for(&serde_json::from_str(&text).expect("JSON")).expect("a schema");
    let errors: Vec<String> =
        validator.iter_errors(value).map(|error| format!("{error} at {}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

fn messages(value: &Value) -> String {
    value["problems"].to_string()
}

#[test]
fn a_decision_is_signed_off_recorded_and_verified() {
    let gateway = Gateway::new("signed");
    assert!(gateway.page("2026-12-01")["signed_off"].is_null());
    let said = gateway.sign_off("s1", "2026-12-01");
    assert!(said.out.contains("the decision s1: new") && said.out.contains("plimsoll record"), "{}", said.out);
    // The copies are byte for byte what it rested on, and the page is one of its kind.
    assert_eq!(gateway.read("decisions/s1/decide.toml"), gateway.read("decide.toml"));
    let frozen: Value = serde_json::from_str(&gateway.read("decisions/s1/decision.json")).expect("JSON");
    valid("decision-1.schema.json", &frozen);
    assert!(!gateway.read("decisions/s1/decision.json").contains(gateway.dir()), "the folder may lie anywhere");
    let entry = gateway.read("decisions.toml");
    let entry = entry.split("[[decision]]\n").last().expect("an entry");
    for line in [
        "kind = \"business\"",
        "by = \"p1\"",
        "date = \"2026-12-01\"",
        "subject = \"products/eg220\"",
        "seed = 62443",
        "draws = 10000",
        "reason = \"The board agreed.\"",
    ] {
        assert!(entry.contains(line), "{line}\n{entry}");
    }
    assert!(entry.contains(&format!("outcome = {}", frozen["answer"]["option"])), "{entry}");
    assert!(entry.contains(&format!("digest = {}", frozen["digest"])), "{entry}");
    // Not recorded, and said so everywhere.
    let page = gateway.page("2026-12-01");
    let signed = &page["signed_off"];
    assert_eq!((signed["id"].as_str(), signed["by"].as_str()), (Some("s1"), Some("p1")));
    assert!(signed["entry"].is_null() && signed["intact"] == true, "{signed}");
    assert_eq!(signed["since"]["answer_changed"], false);
    assert!(gateway.done(&["decide", gateway.dir(), "--at", "2026-12-01"]).out.contains("Not recorded yet"));
    assert!(gateway.done(&["status", gateway.dir()]).out.contains("the decision s1: new"));
    gateway.record("the decision");
    let page = gateway.page("2026-12-02");
    assert!(page["signed_off"]["entry"].as_u64().is_some(), "{}", page["signed_off"]);
    let text = gateway.done(&["decide", gateway.dir(), "--at", "2026-12-02"]).out;
    assert!(text.contains("Recorded as entry") && text.contains("recommendation unchanged"), "{text}");
    let verified = gateway.verified();
    assert_eq!(verified["problems"], Value::Array(Vec::new()), "{verified}");
    assert!(!verified["unrecorded"].to_string().contains("s1"), "{verified}");
    // The journal holds the digests of the copies.
    assert!(gateway.read("journal.jsonl").contains("decisions/s1/decide.toml"));
    // The same again is no new decision.
    let again = gateway.refused(&["--sign-off", "s2", "--by", "p1", "--at", "2026-12-02"]);
    assert!(again.contains("nothing to sign off: s1 stands"), "{again}");
}

#[test]
fn a_changed_byte_of_a_frozen_copy_is_found() {
    let gateway = Gateway::new("frozen");
    gateway.sign_off("s1", "2026-12-01");
    gateway.record("the decision");
    let whole = gateway.read("decisions/s1/decide.toml");
    gateway.write("decisions/s1/decide.toml", &whole.replacen("importance = 4", "importance = 5", 1));
    let ran = gateway.run(&["verify", gateway.dir()]);
    assert_eq!(ran.code, 2, "{}", ran.out);
    assert!(ran.err.contains("decisions/s1/decide.toml:1:1: error: s1: the copy's digest is"), "{}", ran.err);
    assert!(ran.err.contains("of journal.jsonl names it"), "{}", ran.err);
    for command in [&["status", gateway.dir()][..], &["decide", gateway.dir(), "--at", "2026-12-02"]] {
        let ran = gateway.run(command);
        assert_eq!(ran.code, 2, "{command:?}");
        assert!(ran.err.contains("s1: the copy's digest is"), "{}", ran.err);
    }
    let page = gateway.page("2026-12-02");
    assert!(page["signed_off"]["intact"] == false && page["signed_off"]["since"].is_null(), "{}", page["signed_off"]);
    // Whoever changes the list with it is found by the journal.
    let list = gateway.read("decisions.toml");
    gateway.write("decisions/s1/decide.toml", &whole);
    fs::remove_file(gateway.place.0.join("decisions/s1/decision.json")).expect("gone");
    let cut = list.lines().filter(|line| !line.contains("decisions/s1/decision.json"));
    gateway.write("decisions.toml", &cut.map(|line| format!("{line}\n")).collect::<String>());
    let found = messages(&gateway.verified());
    assert!(found.contains("s1: the copy is not there") && found.contains("names no frozen decision.json"), "{found}");
}

#[test]
fn a_page_that_says_something_else_than_its_entry_is_found() {
    let gateway = Gateway::new("outcome");
    gateway.sign_off("s1", "2026-12-01");
    let list = gateway.read("decisions.toml");
    let outcome = list.lines().rfind(|line| line.starts_with("outcome = ")).expect("an outcome").to_owned();
    gateway.write("decisions.toml", &list.replace(&outcome, "outcome = \"reference\""));
    let found = messages(&gateway.verified());
    assert!(found.contains("by its page and its outcome \\\"reference\\\", its title is"), "{found}");
}

#[test]
fn what_changed_since_is_told_and_a_later_sign_off_supersedes() {
    let gateway = Gateway::new("since");
    gateway.sign_off("s1", "2026-12-01");
    gateway.record("the decision");
    // An importance, and a figure that is one number: the answer stays.
    gateway.change("decide.toml", "driver = \"trust\"\nimportance = 3", "driver = \"trust\"\nimportance = 5");
    gateway.change("decide.toml", "budget = 600_000", "budget = 650_000");
    let text = gateway.done(&["decide", gateway.dir(), "--at", "2026-12-02"]).out;
    assert!(text.contains("Since then: recommendation unchanged."), "{text}");
    assert!(text.contains("Importance: trust 3 → 5."), "{text}");
    assert!(text.contains("must.budget-2027.budget 600000 → 650000"), "{text}");
    let verified = gateway.verified();
    assert!(messages(&verified).contains("decide.toml is not what s1 signed off"), "{verified}");
    assert!(!messages(&verified).contains("\"error\""), "a changed input is no damage: {verified}");
    let status = gateway.done(&["status", gateway.dir(), "--at", "2026-12-02", "--all"]).out;
    assert!(status.contains("Sign-offs whose inputs changed since"), "{status}");
    // A budget that nothing meets but staying as today turns the answer, and the page says what turned it.
    gateway.change("decide.toml", "budget = 650_000", "budget = 1_000");
    let page = gateway.page("2026-12-02");
    let since = &page["signed_off"]["since"];
    assert_eq!(since["answer_changed"], true, "{since}");
    assert_eq!(since["same_inputs_today"], since["from"], "{since}");
    assert_eq!(page["looks"][0]["kind"], "answer-changed");
    let text = gateway.done(&["decide", gateway.dir(), "--at", "2026-12-02"]).out;
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flat.contains(&format!("recommendation changed from {}", since["from"].as_str().expect("words"))),
        "{text}"
    );
    assert!(flat.contains("The inputs turned it") && flat.contains("Deserves another look"), "{text}");
    // A later sign-off supersedes it, and the difference between the two is shown.
    gateway.sign_off("s2", "2026-12-03");
    assert!(gateway.read("decisions.toml").contains("supersedes = \"s1\""));
    gateway.record("another decision");
    let page = gateway.page("2026-12-04");
    let signed = &page["signed_off"];
    assert_eq!((signed["id"].as_str(), signed["since"]["answer_changed"].as_bool()), (Some("s2"), Some(false)));
    let old = &signed["superseded"];
    assert_eq!((old["id"].as_str(), old["changes"]["answer_changed"].as_bool()), (Some("s1"), Some(true)), "{old}");
    assert_eq!(old["changes"]["importances"][0]["driver"], "trust");
    let text = gateway.done(&["decide", gateway.dir(), "--at", "2026-12-04"]).out;
    assert!(text.contains("It supersedes s1") && text.contains("From s1 to s2: recommendation changed"), "{text}");
    assert_eq!(messages(&gateway.verified()), "[]");
}

#[test]
fn rows_that_were_closed_since_are_named() {
    let gateway = Gateway::new("rows");
    gateway.sign_off("s1", "2026-12-01");
    let page = gateway.page("2026-12-01");
    let standings = page["standings"].as_array().expect("standings");
    let product = standings.iter().find(|one| one["standard"] == "4-2").expect("the product's rows");
    let row = product["shown"][0].as_str().expect("a row that is shown").to_owned();
    // A row that was shown is taken back.
    gateway.done(&["set", gateway.dir(), "eg220", &row, "not-met", "--statement", "We found that it does not."]);
    let since = gateway.page("2026-12-02")["signed_off"]["since"].clone();
    assert_eq!(since["opened"][0], format!("4-2 {row}"), "{since}");
    assert_eq!(since["closed"], Value::Array(Vec::new()));
}

#[test]
fn what_supersedes_nothing_or_itself_and_two_in_force_are_errors() {
    let gateway = Gateway::new("chain");
    gateway.sign_off("s1", "2026-12-01");
    gateway.change("decide.toml", "driver = \"trust\"\nimportance = 3", "driver = \"trust\"\nimportance = 4");
    gateway.sign_off("s2", "2026-12-02");
    let list = gateway.read("decisions.toml");
    for (to, wrong) in [
        ("supersedes = \"s9\"", "s2 supersedes s9, which is not here"),
        ("supersedes = \"s2\"", "s2 supersedes itself by way of s2"),
        ("conditions = []", "s1 and s2 are both in force for products/eg220"),
    ] {
        gateway.write("decisions.toml", &list.replace("supersedes = \"s1\"", to));
        let found = messages(&gateway.verified());
        assert!(found.contains(wrong), "{to}: {found}");
        let recorded =
            gateway.run(&["record", gateway.dir(), "-m", "x", "--key", "p1", "--at", "2026-11-20T09:00:00Z"]);
        assert_eq!(recorded.code, 2, "{to}");
    }
    gateway.write("decisions.toml", &list);
    assert_eq!(messages(&gateway.verified()), "[]");
}

#[test]
fn nobody_signs_off_what_cannot_be() {
    let gateway = Gateway::new("refused");
    let by = |id: &str, person: &str| gateway.refused(&["--sign-off", id, "--by", person, "--at", "2026-12-01"]);
    let said = by("s1", "p4");
    assert!(said.contains("p4 acts as evaluator") && said.contains("p1, p2"), "{said}");
    let said = by("s1", "p99");
    assert!(said.contains("no person \"p99\"") && said.contains("p1, p2"), "{said}");
    assert!(by("d1", "p1").contains("there is a decision \"d1\" already"));
    assert!(by("Not an id", "p1").contains("is not an id"));
    let few = gateway.refused(&["--sign-off", "s1", "--by", "p1", "--draws", "500", "--at", "2026-12-01"]);
    assert!(few.contains("nothing is signed off on 500 draws"), "{few}");
    assert_eq!(gateway.run(&["decide", gateway.dir(), "--sign-off", "s1"]).code, 2, "somebody must decide");
    // Somebody else's decision is not recorded in their name.
    gateway.done(&["decide", gateway.dir(), "--sign-off", "s1", "--by", "p2", "--at", "2026-12-01"]);
    let left = gateway.record("the decision").out;
    assert!(left.contains("in the name of p2"), "{left}");
    // Inputs with an error, and a page without an answer.
    let text = gateway.read("decide.toml");
    gateway.change("decide.toml", "driver = \"trust\"\nimportance = 3", "driver = \"trust\"\nimportance = 9");
    let wrong = by("s2", "p1");
    assert!(wrong.contains("decide.toml:") && wrong.contains("error"), "{wrong}");
    gateway.write("decide.toml", &text.replace("margin = [0.28, 0.34, 0.38]\n", ""));
    let wrong = by("s2", "p1");
    assert!(wrong.contains("no one answer to sign off") && wrong.contains("plant-operators.margin"), "{wrong}");
}

/// Text without line ends, however it was wrapped.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Gateway {
    /// Signs a row on 2026-12-01, with a reason.
    fn sign(&self, id: &str, option: &str) -> Ran {
        let who = ["decide", self.dir(), "--sign-off", id, "--by", "p1", "--at", "2026-12-01"];
        self.done(&[&who[..], &["--option", option, "--reason", "The board knows the customer."]].concat())
    }

    /// The page of a day on the terminal, without its line ends.
    fn words(&self, day: &str) -> String {
        flat(&self.run(&["decide", self.dir(), "--at", day]).out)
    }

    /// The report `decision` of a day, without its line ends.
    fn report(&self, day: &str) -> String {
        let file = self.home.join("decision.md");
        let to = file.to_str().expect("UTF-8");
        self.run(&["report", self.dir(), "--report", "decision", "--to", "md", "--at", day, "-o", to]);
        flat(&fs::read_to_string(&file).expect("a report"))
    }
}

#[test]
fn who_signs_against_the_recommendation_says_why_and_everything_says_so() {
    let gateway = Gateway::new("against");
    let arguments = ["--sign-off", "s1", "--by", "p1", "--at", "2026-12-01", "--option"];
    let said = gateway.refused(&[&arguments[..], &["intern", "--reason", "x"]].concat());
    assert!(said.contains("no row \"intern\"; rows are reference (") && said.contains("product-sl2 ("), "{said}");
    let said = gateway.refused(&[&arguments[..], &["internal"]].concat());
    assert!(said.contains("--reason: “Internal programme” is not what the page recommends, which is"), "{said}");
    assert!(!gateway.place.0.join("decisions").exists(), "nothing is written");
    let said = flat(&gateway.sign("s1", "internal").out);
    let heading = "“Internal programme” for EG-220 industrial edge gateway, against the recommendation of \
                   “4-1, then 4-2 at SL 2”";
    assert!(said.contains(heading), "{said}");
    let entry = gateway.read("decisions.toml");
    assert!(entry.contains(&format!("title = \"{heading}\"")) && entry.contains("outcome = \"internal\""), "{entry}");
    gateway.record("the decision");
    let page = gateway.page("2026-12-02");
    let signed = &page["signed_off"];
    assert_eq!((signed["option"].as_str(), page["answer"]["option"].as_str()), (Some("internal"), Some("product-sl2")));
    assert_eq!(signed["recommendation"]["course"], "against");
    assert_eq!(signed["recommendation"]["option"], "product-sl2");
    // What was recommended is as it was, and what was signed is no change of it.
    assert_eq!(signed["since"]["answer_changed"], false, "{signed}");
    assert!(!page["looks"].to_string().contains("answer-changed"), "{}", page["looks"]);
    let against = "s1: p1 signed “Internal programme” off on 2026-12-01, against the recommendation, which was “4-1, then \
                   4-2 at SL 2”. Because: The board knows the customer.";
    let (terminal, report) = (gateway.words("2026-12-02"), gateway.report("2026-12-02"));
    assert!(terminal.contains(against) && terminal.contains("Since then: recommendation unchanged"), "{terminal}");
    assert!(terminal.contains("People decided otherwise. s1: p1 signed “Internal programme”"), "{terminal}");
    assert!(report.contains("against the recommendation, which was “4-1, then 4-2 at SL 2”"), "{report}");
    let status = flat(&gateway.done(&["status", gateway.dir(), "--at", "2026-12-02", "--all"]).out);
    assert!(status.contains("Sign-offs against the recommendation, or without one"), "{status}");
    assert!(status.contains(&format!("s1: {heading}: because: The board knows the customer.")), "{status}");
    assert_eq!(messages(&gateway.verified()), "[]");
    let again = ["--sign-off", "s2", "--by", "p1", "--at", "2026-12-03", "--option", "internal", "--reason", "x"];
    assert!(gateway.refused(&again).contains("nothing to sign off: s1 stands"));
    // Another row is another decision, even where nothing else changed.
    gateway.done(&["decide", gateway.dir(), "--sign-off", "s2", "--by", "p1", "--at", "2026-12-03"]);
    let page = gateway.page("2026-12-03");
    assert_eq!(page["signed_off"]["recommendation"]["course"], "followed");
    assert_eq!(page["signed_off"]["superseded"]["recommendation"]["course"], "against");
    assert_eq!(page["signed_off"]["superseded"]["changes"]["answer_changed"], false);
}

#[test]
fn an_entry_that_hides_what_was_recommended_is_found() {
    let gateway = Gateway::new("hidden");
    gateway.sign("s1", "internal");
    let list = gateway.read("decisions.toml");
    for (from, to, wrong) in [
        (
            "outcome = \"internal\"",
            "outcome = \"process\"",
            "by its page and its outcome \\\"process\\\", its title is",
        ),
        ("outcome = \"internal\"", "outcome = \"product-sl2\"", "by its page and its outcome"),
        ("outcome = \"internal\"", "outcome = \"wish\"", "and the page that was signed off has no such row"),
        (", against the recommendation of “4-1, then 4-2 at SL 2”", "", "its title is"),
        ("reason = \"The board knows the customer.\"", "reason = \"\"", "and no reason is given"),
    ] {
        assert!(list.contains(from), "{from}");
        gateway.write("decisions.toml", &list.replace(from, to));
        let found = messages(&gateway.verified());
        assert!(found.contains(wrong) && found.contains("decisions.toml"), "{to}: {found}");
        let page = gateway.page("2026-12-02");
        assert_eq!(
            (&page["signed_off"]["intact"], &page["signed_off"]["recommendation"]),
            (&false.into(), &Value::Null)
        );
    }
    // Whoever changes all of it together is found by the journal.
    gateway.write("decisions.toml", &list);
    gateway.record("the decision");
    let process = list.replace("outcome = \"internal\"", "outcome = \"process\"");
    gateway.write("decisions.toml", &process.replace("title = \"“Internal programme”", "title = \"“4-1”"));
    let verified = gateway.verified();
    assert!(verified["unrecorded"].to_string().contains("s1") && verified["problems"] == Value::Array(Vec::new()));
}

#[test]
fn a_row_is_signed_where_nothing_is_recommended_or_where_it_fails_a_must() {
    let gateway = Gateway::new("without");
    let text = gateway.read("decide.toml");
    gateway.write("decide.toml", &text.replace("margin = [0.28, 0.34, 0.38]\n", ""));
    let without = ["--sign-off", "s1", "--by", "p1", "--at", "2026-12-01"];
    let said = gateway.refused(&without);
    assert!(said.contains("people decide all the same with --option and --reason; rows are reference"), "{said}");
    let said = gateway.refused(&[&without[..], &["--option", "process"]].concat());
    assert!(said.contains("“4-1” would be signed without a recommendation: money could not be decided on"), "{said}");
    gateway.sign("s1", "process");
    let page = gateway.page("2026-12-01");
    let then = &page["signed_off"]["recommendation"];
    assert_eq!((then["course"].as_str(), &then["option"]), (Some("without"), &Value::Null));
    assert_eq!(page["signed_off"]["since"]["answer_changed"], false);
    let words = gateway.words("2026-12-01");
    assert!(words.contains("off on 2026-12-01, without a recommendation: money could not be decided on."), "{words}");
    assert_eq!(messages(&gateway.verified()), "[]");
    // With the figure there is a recommendation, and the sign-off is what it was.
    gateway.write("decide.toml", &text);
    let words = gateway.words("2026-12-02");
    assert!(words.contains("recommendation changed from none (Not decidable on money for"), "{words}");
    assert!(words.contains("The recommendation is no longer the one beside which s1 was signed."), "{words}");
    // What fails a must is signed with a reason, and the must is named.
    gateway.change("decide.toml", "budget = 600_000", "budget = 60_000");
    let must = ["--sign-off", "s2", "--by", "p1", "--at", "2026-12-02", "--option", "product-sl2"];
    let said = gateway.refused(&must);
    assert!(said.contains("does not meet what every option must: cash at its deepest within 60 k€"), "{said}");
    gateway.done(&[&["decide", gateway.dir()], &must[..], &["--reason", "Sales promised it."]].concat());
    assert!(gateway.read("decisions.toml").contains("“Internal programme”, though it fails a must\""));
    let page = gateway.page("2026-12-02");
    assert_eq!(
        page["signed_off"]["recommendation"]["fails"][0], "cash at its deepest within 60 k€ (budget-2027)",
        "{page}"
    );
    let words = gateway.words("2026-12-02");
    assert!(words.contains("It did not meet what every option must: cash at its deepest within 60 k€"), "{words}");
    assert!(words.contains("It supersedes s1: p1 signed “4-1” off on 2026-12-01, without a recommendation"), "{words}");
    assert_eq!(messages(&gateway.verified()), "[]");
}

/// The objective of a page.
fn objective<'p>(page: &'p Value, id: &str) -> &'p Value {
    let mut objectives = page["objectives"].as_array().expect("objectives").iter();
    objectives.find(|one| one["id"] == id).expect("the objective")
}

#[test]
fn measurements_are_held_against_what_was_expected_when_it_was_signed() {
    let gateway = Gateway::new("bands");
    gateway.sign("s1", "process");
    let frozen: Value = serde_json::from_str(&gateway.read("decisions/s1/decision.json")).expect("JSON");
    let forecasts = objective(&frozen, "wiped-units")["forecasts"].as_array().expect("forecasts").clone();
    let then = forecasts.iter().find(|one| one["option"] == "process").expect("its forecast")["measure"].clone();
    let band = Value::Array(vec![then[0].clone(), then[2].clone()]);
    let expected = |page: &Value| objective(page, "wiped-units")["expected"].clone();
    let page = gateway.page("2026-12-01");
    assert_eq!((&expected(&page)["band"], expected(&page)["by"].as_str()), (&band, Some("signed-off")));
    assert_eq!(expected(&page)["option"], "process", "that of what was signed, not of the answer");
    // Another baseline and target move today's forecast, and the yardstick stays.
    gateway.change(
        "decide.toml",
        "id = \"wiped-units\"\nbaseline = 20\ntarget = 90",
        "id = \"wiped-units\"\nbaseline = 40\ntarget = 95",
    );
    let measured = "\n[[measured]]\nobjective = \"wiped-units\"\ndate = 2028-01-10\nvalue = 42\nauthor = \"p2\"\n\n\
                    [[measured]]\nobjective = \"kept-logs\"\ndate = 2028-01-10\nvalue = 5\nauthor = \"p2\"\n\n\
                    [[objective]]\nid = \"known-components\"\nbaseline = 10\ntarget = 90\ndate = 2028-06-30\nowner = \"p2\"\n";
    gateway.write("decide.toml", &(gateway.read("decide.toml") + measured));
    let page = gateway.page("2028-01-15");
    let held = expected(&page);
    assert_eq!((&held["band"], held["baseline"].as_f64(), held["target"].as_f64()), (&band, Some(20.0), Some(90.0)));
    assert_ne!(objective(&page, "wiped-units")["forecasts"][1]["measure"], then, "today's forecast is another");
    let measured = page["measured"].as_array().expect("measurements");
    let one = measured.iter().find(|one| one["objective"] == "wiped-units").expect("measured");
    assert_eq!((&one["expected"], one["against"].as_str()), (&band, Some("within")), "today's band would say behind");
    assert_eq!(objective(&page, "known-components")["expected"]["by"], "today");
    let words = gateway.words("2028-01-15");
    assert!(words.contains("Measured, and expected of “4-1” when s1 was signed off on 2026-12-01:"), "{words}");
    assert!(words.contains("its baseline was 20 in s1, and is 40 today; its target was 90 in s1"), "{words}");
    assert!(gateway.report("2028-01-15").contains("expected of “4-1” when s1 was signed off on 2026-12-01"));
    let picture = gateway.home.join("value.svg");
    let to = picture.to_str().expect("UTF-8");
    gateway.done(&["figure", "value", gateway.dir(), "--at", "2028-01-15", "-o", to]);
    let picture = fs::read_to_string(&picture).expect("a picture");
    assert!(
        picture.contains("expected of “4-1” when s1 was signed off")
            && picture.contains("today: baseline 40, target 95")
    );
    // A measurement of tomorrow calls for nothing today.
    assert_eq!((&page["looks"][0]["kind"], &page["looks"][0]["about"]), (&"outside".into(), &"kept-logs".into()));
    assert!(!gateway.page("2027-06-01")["looks"].to_string().contains("outside"));
}

#[test]
fn a_page_that_does_not_say_what_was_expected_leaves_it_to_the_forecast_of_today() {
    let gateway = Gateway::new("older");
    gateway.sign_off("s1", "2026-12-01");
    let mut older: Value = serde_json::from_str(&gateway.read("decisions/s1/decision.json")).expect("JSON");
    older.as_object_mut().expect("an object").remove("objectives");
    gateway.write("decisions/s1/decision.json", &older.to_string());
    let found = messages(&gateway.verified());
    let digests: Vec<&str> =
        found.split(|letter: char| !letter.is_ascii_hexdigit()).filter(|one| one.len() == 64).collect();
    let [is, was] = digests[..] else { panic!("{found}") };
    let broken = gateway.words("2026-12-02");
    assert!(broken.contains("today: the copies of s1 are not as they were signed off"), "{broken}");
    gateway.write("decisions.toml", &gateway.read("decisions.toml").replace(was, is));
    assert_eq!(messages(&gateway.verified()), "[]");
    let page = gateway.page("2026-12-02");
    assert_eq!(objective(&page, "wiped-units")["expected"]["by"], "today");
    let words = gateway.words("2026-12-02");
    assert!(words.contains("today: the page of s1 does not say what was expected then"), "{words}");
}

#[test]
fn only_what_a_plan_means_counts_as_changed() {
    let gateway = Gateway::new("plan");
    gateway.sign_off("s1", "2026-12-01");
    let text = gateway.read("plan.toml");
    let same = text
        .replace("developer = 88\ntester = 76\n", "\n# The calculation of January.\ntester = 76\ndeveloper = 88.0\n");
    assert_ne!(same, text);
    gateway.write("plan.toml", &format!("# Once more.\n{same}"));
    assert_eq!(messages(&gateway.verified()), "[]");
    let since = gateway.page("2026-12-01")["signed_off"]["since"].clone();
    assert_eq!(since["inputs"], Value::Array(Vec::new()), "{since}");
    let again = gateway.refused(&["--sign-off", "s2", "--by", "p1", "--at", "2026-12-01"]);
    assert!(again.contains("nothing to sign off"), "{again}");
    // A figure is named, from what to what, and so is one that is assumed from now on.
    gateway.change("plan.toml", "security = [105, 115, 130]", "security = [105, 118, 130]");
    gateway.change("plan.toml", "hardware = 92\n", "");
    assert!(messages(&gateway.verified()).contains("plan.toml is not what s1 signed off"));
    let words = gateway.words("2026-12-01");
    assert!(words.contains("plan.rates.security 105/115/130 → 105/118/130"), "{words}");
    assert!(words.contains("plan.rates.hardware 92 → 95, assumed"), "{words}");
    gateway.sign_off("s2", "2026-12-02");
    let words = gateway.words("2026-12-02");
    assert!(words.contains("From s1 to s2: recommendation unchanged. Changed: plan.rates.hardware"), "{words}");
}

#[test]
fn a_sign_off_is_in_force_from_its_day_on() {
    let gateway = Gateway::new("earlier");
    gateway.sign("s1", "internal");
    gateway.change("decide.toml", "driver = \"trust\"\nimportance = 3", "driver = \"trust\"\nimportance = 4");
    gateway.sign_off("s2", "2026-12-03");
    for (day, id) in
        [("2026-11-30", None), ("2026-12-01", Some("s1")), ("2026-12-02", Some("s1")), ("2026-12-03", Some("s2"))]
    {
        let page = gateway.page(day);
        assert_eq!(page["signed_off"]["id"].as_str(), id, "{day}");
        let status = gateway.done(&["status", gateway.dir(), "--at", day, "--all"]).out;
        assert_eq!(status.contains("Sign-offs against the recommendation"), id == Some("s1"), "{day}: {status}");
        assert_eq!(status.contains("Sign-offs whose inputs changed since"), id == Some("s1"), "{day}: {status}");
    }
    assert!(gateway.report("2026-11-30").contains("Nobody has signed this off."));
    // What is dated later still stands in the way of an earlier one, and an auditor sees all there is.
    let said = gateway.refused(&["--sign-off", "s3", "--by", "p1", "--at", "2026-12-02"]);
    assert!(said.contains("s2 was signed off on 2026-12-03; only a later decision supersedes it"), "{said}");
    assert_eq!(messages(&gateway.verified()), "[]");
    let list = gateway.read("decisions.toml");
    gateway.write("decisions.toml", &list.replace("supersedes = \"s1\"\n", ""));
    assert!(messages(&gateway.verified()).contains("s1 and s2 are both in force"));
}
