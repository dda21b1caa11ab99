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
        "pathway.toml:8:7: error: `aim` is a whole number",
        "hint: write one text or a list of texts; answers are export-eu, customer-asks",
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

/// Questionnaires ask for answers: no certificate is proposed, and what would change that is said.
#[test]
fn questionnaires_alone_need_no_certificate() {
    let asked = ["role=component-maker", "aim=customer-asks", "asked=questionnaire"];
    let result = json(&start(&asked));
    valid("pathway-1.schema.json", &result);
    assert_eq!(steps(&result), ["4-1"]);
    assert_eq!(result["headline"], "Work along 4-1; no certificate until somebody asks for one");
    assert_eq!(result["steps"][0]["schemes"], serde_json::json!([]));
    let none = &result["no_certificate"];
    assert!(none["instead"].as_str().is_some_and(|text| text.contains("statement of applicability")), "{none}");
    assert!(none["changes"].as_str().is_some_and(|text| text.contains("names a certificate")), "{none}");
    // A certificate that is asked for brings it back.
    let certified = json(&start(&["role=component-maker", "aim=customer-asks", "asked=product-certificate"]));
    assert_eq!((steps(&certified), &certified["no_certificate"]), (vec!["4-1", "4-2"], &Value::Null));
    let services = json(&start(&["role=integrator", "asked=questionnaire"]));
    assert!(services["headline"].as_str().is_some_and(|line| line.ends_with("until somebody asks for one")));
    // Those who want to become better are not sent to a certification body either.
    assert!(json(&start(&["role=owner", "aim=improve"]))["no_certificate"].is_object());
    assert!(json(&start(&["role=owner", "aim=improve,nis2"]))["no_certificate"].is_null());
}

/// What cannot hold together is named in the page, and with its place where it stands in a file.
#[test]
fn contradictions_are_named() {
    let ids = |answers: &[&str]| {
        let result = json(&start(answers));
        valid("pathway-1.schema.json", &result);
        let list = result["contradictions"].as_array().expect("a list").clone();
        list.iter().map(|one| one["id"].as_str().expect("an id").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ids(&["role=component-maker", "existing=4-2-certificate,none"]), ["existing-none"]);
    assert_eq!(ids(&["role=component-maker", "market=own-use", "digital=no", "core=iii.ii.2"]), ["digital-core"]);
    assert_eq!(ids(&["role=component-maker", "market=own-use", "aim=export-eu"]), ["market-aim"]);
    assert_eq!(ids(&["role=owner", "aim=nis2,improve", "zones=us", "existing=none"]), Vec::<String>::new());
    let page = plimsoll(&["start", "--answer", "role=owner", "--answer", "existing=2-1-program,none"]).out;
    assert!(page.contains("Answers that cannot hold together") && page.contains("take out \"none\""), "{page}");

    let file = Temporary::new(
        "pathway.toml",
        "format = 1\n[answers]\nrole = \"owner\"\nexisting = [\"2-1-program\", \"none\"]\n",
    );
    let dir = file.0.parent().and_then(|dir| dir.to_str()).expect("UTF-8");
    let ran = plimsoll(&["pathway", dir]);
    assert!(ran.err.contains("pathway.toml:4:28: warning: `existing` says that none of these is there"), "{}", ran.err);
    assert!(ran.out.contains("Answers that cannot hold together"), "{}", ran.out);
    // It can be put right by the command that asks.
    let ran = plimsoll(&["start", dir, "--answer", "existing=2-1-program"]);
    assert!(
        ran.code == 0 && !ran.out.contains("cannot hold") && !ran.err.contains("warning"),
        "{}{}",
        ran.out,
        ran.err
    );
}

/// A part with two purposes on one path is told apart in the first line.
#[test]
fn two_purposes_of_one_part_are_told_apart() {
    let result = json(&start(&["role=system-maker,owner", "aim=unclear"]));
    let line = result["headline"].as_str().expect("a line");
    assert!(line.contains("3-3 for the product (or in one assessment with 4-1), then 3-3 for the plant"), "{line}");
}

/// An answer given in pieces is one answer; two for a question with one are named.
#[test]
fn repeated_answers_come_together() {
    let result = json(&start(&["role=integrator", "role=owner", "aim=tender"]));
    assert_eq!(steps(&result), ["2-1", "2-4", "3-2", "3-3"]);
    let ran = start(&["digital=yes", "digital=no"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("\"digital\" has one answer, not 2: yes, no; keep the one that fits best"), "{}", ran.err);
    assert_eq!(start(&["digital=yes", "digital=yes"]).code, 0);
}

/// No scheme rests on a part that the same page leaves out.
#[test]
fn only_schemes_that_fit_the_path_are_shown() {
    for (role, out) in [("integrator", "ISASecure ACSSA"), ("owner", "IECEE CB scheme")] {
        let result = json(&start(&[&format!("role={role}")]));
        let on_path = steps(&result);
        for step in result["steps"].as_array().expect("steps") {
            for scheme in step["schemes"].as_array().expect("schemes") {
                let needs = scheme["needs"].as_str().expect("a text");
                assert!(needs.is_empty() || on_path.contains(&needs), "{role}: {scheme}");
            }
        }
        let system = result["steps"].as_array().and_then(|steps| steps.last()).expect("a step");
        assert_eq!(system["schemes_out"][0]["scheme"], out, "{role}");
        assert!(system["schemes_out"][0]["because"].as_str().is_some_and(|text| text.contains("not on this path")));
    }
    assert_eq!(json(&start(&["role=integrator,owner"]))["steps"][3]["schemes_out"], serde_json::json!([]));
}

/// What is said of a date follows the day that is asked about, and a fine is called one.
#[test]
fn dates_and_fines_are_said_as_of_the_day() {
    let page =
        plimsoll(&["start", "--answer", "role=component-maker", "--answer", "market=eu", "--at", "2026-01-01"]).out;
    assert!(page.contains("2026-09-11 (253 days left)") && !page.contains("already in force"), "{page}");
    let out = Temporary::folder("dates");
    let file = format!("{}/pathway.md", out.path());
    let ran = plimsoll(&[
        "report",
        "examples/gateway",
        "--report",
        "pathway",
        "--to",
        "md",
        "-o",
        &file,
        "--at",
        "2026-01-01",
    ]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let text = fs::read_to_string(&file).expect("the report");
    assert!(text.contains("253 days left") && !text.contains("already in force"), "{text}");
    assert!(text.contains("Fine for a breach of Annex I"), "{text}");
}

/// The page can be handed on right after `start`, and after `init` without any subject.
#[test]
fn the_page_is_there_right_after_start() {
    let folder = Temporary::folder("handed-on");
    let begun = plimsoll(&["start", folder.path(), "--answer", "role=integrator", "--answer", "aim=tender"]);
    assert!(begun.code == 0 && begun.out.contains("--report pathway --to pdf,html"), "{}{}", begun.out, begun.err);
    let report =
        || plimsoll(&["report", folder.path(), "--report", "pathway", "--to", "pdf,html,md", "--out", folder.path()]);
    let made = || {
        let ran = report();
        assert_eq!(ran.code, 0, "{}", ran.err);
        let pdf = fs::read(folder.0.join("pathway.pdf")).expect("a PDF");
        let html = fs::read_to_string(folder.0.join("pathway.html")).expect("HTML");
        assert!(pdf.starts_with(b"%PDF") && html.contains("2-4 first, then 3-2, then 3-3"));
        let text = fs::read_to_string(folder.0.join("pathway.md")).expect("Markdown");
        assert!(!text.contains(folder.path()), "a page says nothing of where it was made");
    };
    made();
    // Any other report needs a dossier, and says how to begin one.
    let gaps = plimsoll(&["report", folder.path(), "--report", "gaps", "--to", "md", "--out", folder.path()]);
    assert!(gaps.code == 2 && gaps.err.contains("`plimsoll init` writes a dossier"), "{}", gaps.err);
    let begun = plimsoll(&["init", folder.path(), "--organization", "A", "--person", "B", "--no-questions"]);
    assert_eq!(begun.code, 0, "{}", begun.err);
    made();
}

/// A dossier begins with what the answers call for.
#[test]
fn init_follows_the_answers() {
    let init = |answer: &str, more: &[&str]| {
        let folder = Temporary::folder("followed");
        assert_eq!(plimsoll(&["start", folder.path(), "--answer", answer, "--answer", "aim=tender"]).code, 0);
        let begun =
            [&["init", folder.path(), "--organization", "A", "--person", "B", "--no-questions"][..], more].concat();
        let ran = plimsoll(&begun);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let status = plimsoll(&["status", folder.path()]);
        assert_eq!(status.code, 0, "{}", status.err);
        ran.out
    };
    let services = init("role=maintainer", &[]);
    assert!(services.contains("programmes/services/2-4.csv") && services.contains("pathway.toml: 2-4."), "{services}");
    assert!(!services.contains("process/") && !services.contains("add product"), "{services}");
    let builder = init("role=integrator", &[]);
    assert!(builder.contains("systems/zone-1/3-3.csv") && builder.contains("3-2 has steps and no rows"), "{builder}");
    assert!(init("role=owner", &[]).contains("programmes/site/2-1.csv"));
    let maker = init("role=component-maker", &["--product", "Box", "--type", "embedded-device"]);
    assert!(maker.contains("process/development/4-1.csv") && maker.contains("products/box/4-2.csv"), "{maker}");
    assert!(init("role=component-maker", &[]).contains("add product"));
    assert!(init("role=system-maker", &[]).contains("systems/control-system/3-3.csv"));

    // A file that nobody can read is not passed over.
    let broken = Temporary::new("pathway.toml", "}{\n");
    let dir = broken.0.parent().and_then(|dir| dir.to_str()).expect("UTF-8");
    let ran = plimsoll(&["init", dir, "--no-questions"]);
    assert!(ran.code == 2 && ran.err.contains("pathway.toml:1:1: error:"), "{}", ran.err);
}

/// Whoever reads the file of answers names the place; what is no file is called what it is.
#[test]
fn a_broken_file_of_answers_is_named_everywhere() {
    for (text, place) in [
        ("}{\n", "pathway.toml:1:1: error"),
        ("format = 1\n[answers]\nrole = \"astronaut\"\n", "pathway.toml:3:8: error"),
    ] {
        let file = Temporary::new("pathway.toml", text);
        let dir = file.0.parent().and_then(|dir| dir.to_str()).expect("UTF-8");
        let out = format!("{dir}/out");
        for arguments in [
            &["pathway", dir][..],
            &["start", dir, "--answer", "aim=tender"],
            &["plan", dir],
            &["report", dir, "--report", "pathway", "--to", "md", "--out", &out],
        ] {
            let ran = plimsoll(arguments);
            assert!(ran.code == 2 && ran.err.contains(place), "{arguments:?}: {}{}", ran.out, ran.err);
            assert!(!ran.err.contains("`format` is missing"), "{arguments:?}: {}", ran.err);
        }
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_called_what_it_is() {
    use std::os::unix::fs::symlink;
    let folder = Temporary::folder("no-file");
    fs::create_dir_all(&folder.0).expect("a folder");
    let path = folder.0.join("pathway.toml");
    let said = |words: &str| {
        for arguments in [&["pathway", folder.path()][..], &["start", folder.path(), "--answer", "role=owner"]] {
            let ran = plimsoll(arguments);
            assert!(
                ran.code == 2 && ran.err.contains("pathway.toml:1:1: error:") && ran.err.contains(words),
                "{}",
                ran.err
            );
            assert!(!ran.err.contains("nothing is answered"), "{}", ran.err);
        }
    };
    symlink(&path, &path).expect("a link");
    said("symbolic links");
    fs::remove_file(&path).expect("gone");
    symlink(folder.0.join("nowhere"), &path).expect("a link");
    said("a link that leads nowhere");
    fs::remove_file(&path).expect("gone");
    fs::create_dir(&path).expect("a folder");
    said("this is a folder");
    fs::remove_dir(&path).expect("gone");
    // A pipe must not keep anybody waiting.
    assert!(std::process::Command::new("mkfifo").arg(&path).status().is_ok_and(|made| made.success()));
    said("a pipe or a device");
}

/// A wrong kind of value hears what its own question takes.
#[test]
fn a_question_with_one_answer_says_so() {
    let file = Temporary::new("pathway.toml", "format = 1\n[answers]\nrole = \"owner\"\ndigital = 1\n");
    let dir = file.0.parent().and_then(|dir| dir.to_str()).expect("UTF-8");
    let ran = plimsoll(&["pathway", dir]);
    assert!(ran.err.contains("pathway.toml:4:11: error: `digital` is a whole number"), "{}", ran.err);
    assert!(ran.err.contains("hint: write one text; answers are yes, no"), "{}", ran.err);
}
