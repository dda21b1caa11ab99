//! Do `start` and `pathway` answer where to begin, keep what was answered, and name what is no answer?
#![allow(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test may stop at the first surprise, and reads files"
)]

mod program;

use std::fs;

use program::{Ran, Temporary, plimsoll, root};
use serde_json::Value;

const AT: [&str; 2] = ["--at", "2026-11-22"];

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}\n{}\n{}", ran.out, ran.err))
}

fn valid(schema: &str, value: &Value) {
    let text = fs::read_to_string(root().join("docs/reference").join(schema)).expect("the published schema");
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let errors: Vec<_> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

/// `start` with answers and no folder.
fn start(answers: &[&str]) -> Ran {
    let mut arguments = [&["start", "--format", "json"], &AT[..]].concat();
    answers.iter().for_each(|answer| arguments.extend(["--answer", answer]));
    plimsoll(&arguments)
}

fn steps(result: &Value) -> Vec<&str> {
    let steps = result["steps"].as_array().expect("steps");
    steps.iter().map(|step| step["part"].as_str().expect("a part")).collect()
}

#[test]
fn the_five_typical_answers_come_out() {
    for (answers, expected) in [
        (&["role=component-maker", "aim=export-eu", "digital=yes"][..], &["4-1", "4-2"][..]),
        (&["role=integrator", "aim=tender"], &["2-4", "3-2", "3-3"]),
        (&["role=owner", "aim=nis2,improve"], &["2-1", "3-2", "3-3"]),
        (&["role=maintainer", "aim=customer-asks"], &["2-4"]),
        (&["role=embedded-maker", "aim=unclear"], &["4-1", "4-2"]),
    ] {
        let ran = start(answers);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let result = json(&ran);
        valid("pathway-1.schema.json", &result);
        assert_eq!(steps(&result), expected, "{answers:?}");
        assert!(
            result["headline"].as_str().is_some_and(|line| line.starts_with(expected[0])),
            "{}",
            result["headline"]
        );
        assert_eq!(result["answered"].as_array().expect("a list").len(), answers.len());
        assert_eq!(result["skipped"].as_array().expect("a list").len(), 10 - answers.len());
    }
}

/// What was skipped says what it would change; what was answered does not stand there.
#[test]
fn a_skipped_question_says_what_an_answer_would_change() {
    let result = json(&start(&["role=component-maker", "aim=export-eu", "digital=yes"]));
    let of = |id: &str| {
        let skipped = result["skipped"].as_array().expect("a list");
        skipped.iter().find(|one| one["question"] == id).unwrap_or_else(|| panic!("{id} was skipped"))
    };
    assert_eq!(of("core")["decides"], serde_json::json!(["the product class and its routes"]));
    assert_eq!(of("existing")["spares"], serde_json::json!(["4-1", "4-2"]));
    assert_eq!(of("scheme")["decides"], serde_json::json!(["whether parts can share an assessment"]));
    assert!(of("zones")["would"].as_str().is_some_and(|words| words.starts_with("changes nothing")));
    let nothing = json(&plimsoll(&["start", "--format", "json", "--answer", "aim=tender"]));
    assert_eq!(nothing["skipped"][0]["adds"], serde_json::json!(["2-1", "2-4", "4-1", "3-2", "4-2", "3-3"]));
}

#[test]
fn days_are_counted_from_the_day_asked_for() {
    let far = |at: &str| {
        let result = json(&plimsoll(&["start", "--answer", "role=embedded-maker", "--at", at, "--format", "json"]));
        let dates = result["cra"]["dates"].as_array().expect("dates");
        let of = |day: &str| dates.iter().find(|date| date["date"] == day).expect("a date").clone();
        let (reporting, full) = (of("2026-09-11"), of("2027-12-11"));
        (reporting["days_left"].clone(), reporting["days_in_force"].clone(), full["days_left"].clone())
    };
    assert_eq!(far("2026-11-22"), (Value::Null, 72.into(), 384.into()));
    assert_eq!(far("2026-09-10"), (1.into(), Value::Null, 457.into()));
}

#[test]
fn what_is_no_answer_hears_what_would_be_right() {
    for (answer, message) in [
        ("role=astronaut", "\"astronaut\" is not an answer to \"role\"; answers are component-maker, system-maker"),
        ("rol=owner", "there is no question \"rol\"; questions are role, aim, asked"),
        ("owner", "write question=choice[,choice], such as role=integrator"),
        ("digital=yes,no", "\"digital\" has one answer, not 2"),
        ("core=router", "and more: `plimsoll start --questions` lists them"),
    ] {
        let ran = start(&[answer]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{answer}");
        assert!(ran.err.contains(message), "{answer}: {}", ran.err);
    }
}

#[test]
fn without_a_terminal_nobody_is_asked_and_answers_are_kept() {
    let folder = Temporary::folder("start");
    let ran = plimsoll(&["start", folder.path()]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("nobody is here to be asked") && !folder.0.exists(), "{}", ran.err);
    assert_eq!(plimsoll(&["start", folder.path(), "--answer", "role=nobody"]).code, 2);
    assert!(!folder.0.exists());

    let with = |answers: &[&str]| {
        let mut arguments = vec!["start", folder.path()];
        answers.iter().for_each(|answer| arguments.extend(["--answer", answer]));
        plimsoll(&[&arguments[..], &AT].concat())
    };
    let first = with(&["role=integrator,owner", "aim=tender"]);
    assert_eq!(first.code, 0, "{}", first.err);
    let file = folder.0.join("pathway.toml");
    let text = fs::read_to_string(&file).expect("the answers");
    assert!(text.contains("\nrole = [\"integrator\", \"owner\"]\n") && text.contains("\n# core = skipped\n"), "{text}");
    // A later answer joins those that stand there; the same again changes nothing.
    assert_eq!(with(&["zones=customer"]).code, 0);
    let text = fs::read_to_string(&file).expect("the answers");
    assert!(text.contains("aim = [\"tender\"]\n") && text.contains("zones = \"customer\"\n"), "{text}");
    assert!(with(&[]).out.contains("nothing changed in"));
    // An empty answer skips the question again.
    assert_eq!(with(&["zones="]).code, 0);
    assert!(fs::read_to_string(&file).expect("the answers").contains("# zones = skipped\n"));

    // A dossier may begin where the answers are, and takes no offence at them.
    let begun = plimsoll(&["init", folder.path(), "--organization", "A", "--person", "B", "--no-questions"]);
    assert_eq!(begun.code, 0, "{}", begun.err);
    let status = plimsoll(&["status", folder.path()]);
    assert!(status.code == 0 && !status.err.contains("pathway"), "{}", status.err);
    let shown = json(&plimsoll(&[&["pathway", folder.path(), "--format", "json"], &AT[..]].concat()));
    assert_eq!((steps(&shown), &shown["title"]), (vec!["2-1", "2-4", "3-2", "3-3"], &"A: product security".into()));
    // Another answer beside the command is tried and not kept.
    let before = fs::read(&file).expect("the answers");
    let tried = json(&plimsoll(&["pathway", folder.path(), "--answer", "role=maintainer", "--format", "json"]));
    assert_eq!((steps(&tried), fs::read(&file).expect("the answers")), (vec!["2-4"], before));
}

#[test]
fn a_file_of_answers_is_read_strictly() {
    let file = Temporary::new(
        "pathway.toml",
        "format = 2\nsize = 1\n\n[answers]\nrole = [\"owner\", \"astronaut\"]\nrol = \"owner\"\ndigital = [\"yes\", \"no\"]\n\
         aim = 3\n",
    );
    let dir = file.0.parent().and_then(|dir| dir.to_str()).expect("UTF-8").to_owned();
    let ran = plimsoll(&[&["pathway", &dir, "--format", "json"], &AT[..]].concat());
    assert_eq!(ran.code, 2);
    for line in [
        "pathway.toml:1:10: error: format 2 is not known",
        "pathway.toml:2:1: error: nobody reads `size`",
        "pathway.toml:5:18: error: \"astronaut\" is not an answer to \"role\"",
        "pathway.toml:6:1: error: there is no question \"rol\"",
        "pathway.toml:7:19: error: \"digital\" has one answer, not 2",
        "pathway.toml:8:7: error: `aim` is integer",
    ] {
        assert!(ran.err.contains(line), "{line}\n{}", ran.err);
    }
    // What could be read still gives an answer, and the rest is named in it.
    let result = json(&ran);
    valid("pathway-1.schema.json", &result);
    assert_eq!(steps(&result), ["2-1", "3-2", "3-3"]);
    assert_eq!(result["misfits"].as_array().expect("a list").len(), 3);
    assert_eq!(result["problems"].as_array().expect("a list").len(), 6);
    // Nothing is written over what nobody could read.
    let before = fs::read(&file.0).expect("the file");
    assert_eq!(plimsoll(&["start", &dir, "--answer", "role=owner"]).code, 2);
    assert_eq!(fs::read(&file.0).expect("the file"), before);
    let none = Temporary::folder("none");
    let ran = plimsoll(&["pathway", none.path()]);
    assert!(ran.code == 2 && ran.err.contains("plimsoll start"), "{}", ran.err);
}

#[test]
fn the_questions_are_one_published_set() {
    let ran = plimsoll(&["start", "--questions", "--format", "json"]);
    assert_eq!(ran.code, 0);
    let set = json(&ran);
    valid("questions-1.schema.json", &set);
    let questions = set["questions"].as_array().expect("a list");
    assert!(questions.len() <= 10 && questions.iter().all(|one| one["why"].as_str().is_some_and(|why| why.len() > 20)));
    // Every choice of the set is taken as an answer.
    for one in questions {
        for choice in one["choices"].as_array().expect("choices") {
            let answer = format!("{}={}", one["id"].as_str().expect("an id"), choice["id"].as_str().expect("an id"));
            if one["id"] != "core" || choice["id"] == "def" {
                assert_eq!(start(&[&answer]).code, 0, "{answer}");
            }
        }
    }
}

/// The report is the page on paper; a dossier without answers has none.
#[test]
fn the_path_is_a_report_where_something_was_answered() {
    let out = Temporary::folder("path-report");
    let report = |dossier: &str, out: &str| {
        plimsoll(&[&["report", dossier, "--report", "pathway", "--to", "md", "-o", out], &AT[..]].concat())
    };
    let file = format!("{}/pathway.md", out.path());
    let ran = report("examples/integrator", &file);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let text = fs::read_to_string(&file).expect("the report");
    assert!(text.contains("2-4 first, then 3-2, then 3-3") && text.contains("What was not answered"), "{text}");
    assert_eq!(report("examples/first-steps", out.path()).code, 2);
}

#[test]
fn pages_read_well() {
    let page = |arguments: &[&str]| {
        let ran = plimsoll(&[arguments, &AT].concat());
        assert_eq!(ran.code, 0, "{}", ran.err);
        ran.out
    };
    insta::assert_snapshot!("pathway-gateway", page(&["pathway", "examples/gateway"]));
    insta::assert_snapshot!("pathway-integrator", page(&["pathway", "examples/integrator"]));
    insta::assert_snapshot!("pathway-plant", page(&["pathway", "examples/plant"]));
    insta::assert_snapshot!("start-questions", plimsoll(&["start", "--questions"]).out);
}
