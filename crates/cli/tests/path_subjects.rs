//! Do single products and sites answer for themselves, and does everybody's path say for whom each part is?
#![allow(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test may stop at the first surprise, and reads files"
)]

mod program;

use std::fs;
use std::path::Path;

use program::{Ran, Temporary, plimsoll, root};
use serde_json::{Value, json};

const AT: [&str; 2] = ["--at", "2026-11-22"];

fn valid(schema: &str, value: &Value) {
    let text = fs::read_to_string(root().join("docs/reference").join(schema)).expect("the published schema");
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let errors: Vec<_> =
        validator.iter_errors(value).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

fn pathway(dir: &str, more: &[&str]) -> Ran {
    plimsoll(&[&["pathway", dir], &AT[..], more].concat())
}

fn shown(dir: &str, more: &[&str]) -> Value {
    let ran = pathway(dir, &[&["--format", "json"], more].concat());
    let value = serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}\n{}\n{}", ran.out, ran.err));
    valid("pathway-1.schema.json", &value);
    value
}

fn start(dir: &str, subject: &str, answers: &[&str]) -> Ran {
    let mut arguments = vec!["start", dir];
    if !subject.is_empty() {
        arguments.extend(["--subject", subject]);
    }
    answers.iter().for_each(|answer| arguments.extend(["--answer", answer]));
    plimsoll(&[&arguments[..], &AT].concat())
}

fn copy(from: &Path, to: &Path) {
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

/// Where nobody answers for itself nothing is said of it anywhere.
#[test]
fn without_own_answers_nothing_is_new() {
    for dossier in ["examples/gateway", "examples/integrator"] {
        let value = shown(dossier, &[]);
        for member in ["subject", "subjects"] {
            assert!(value.get(member).is_none(), "{member}");
        }
        for list in ["steps", "in_place", "left_out", "remarks", "answered", "contradictions"] {
            for one in value[list].as_array().expect("a list") {
                assert!(one.get("for").is_none() && one.get("of").is_none(), "{list}: {one}");
            }
        }
        let page = pathway(dossier, &[]).out;
        assert!(!page.contains("What differs") && !page.contains("organization ·"), "{page}");
    }
}

#[test]
fn everybody_comes_first_and_then_what_differs() {
    let value = shown("examples/plant", &[]);
    let steps: Vec<Value> =
        (value["steps"].as_array().expect("steps").iter()).map(|step| json!([step["part"], step["for"]])).collect();
    let (plant, shop) = ("organization", "site: fenwick");
    assert_eq!(json!(steps), json!([["2-1", [plant]], ["2-4", [shop]], ["3-2", [plant]], ["3-3", [plant, shop]]]));
    assert_eq!(
        value["headline"],
        "2-1 for the organization first, then 2-4 for site: fenwick, then 3-2 for the organization, then 3-3"
    );
    let subjects = value["subjects"].as_array().expect("subjects");
    assert_eq!(subjects.len(), 2);
    assert_eq!(subjects[1]["steps"], json!(["2-4", "3-3"]));
    assert_eq!(subjects[1]["nis2_touches"], "We supply such entities");
    assert_eq!(value["left_out"].as_array().expect("a list").len(), 2);

    let alone = shown("examples/plant", &["--subject", "site: fenwick"]);
    let parts: Vec<&Value> = alone["steps"].as_array().expect("steps").iter().map(|step| &step["part"]).collect();
    assert_eq!((json!(parts), &alone["subject"]["id"]), (json!(["2-4", "3-3"]), &json!("site: fenwick")));
    let of = |id: &str| {
        let found = alone["answered"].as_array().expect("a list").iter().find(|one| one["question"] == id);
        found.expect("answered")["of"].clone()
    };
    assert_eq!((of("role"), of("existing")), (json!("own"), json!("organization")));
    // Who says nothing of its own is as the organization.
    let other = shown("examples/plant", &["--subject", "filling-zone"]);
    assert_eq!(
        (&other["subject"]["id"], &other["headline"]),
        (&json!("systems/filling-zone"), &json!("2-1 first, then 3-2, then 3-3"))
    );
    insta::assert_snapshot!("fenwick", pathway("examples/plant", &["--subject", "site: fenwick"]).out);
}

/// Two products on one process whose core functionality differs: the class is each one's own.
#[test]
fn classes_stand_beside_each_other() {
    let folder = Temporary::folder("classes");
    let dir = folder.path();
    assert_eq!(
        start(dir, "", &["role=component-maker", "aim=export-eu", "digital=yes", "market=eu", "core=def"]).code,
        0
    );
    assert_eq!(start(dir, "firewall", &["core=iii.ii.2"]).code, 0);
    assert_eq!(start(dir, "meter", &["core=iv.2", "aim=tender"]).code, 0);
    let value = shown(dir, &[]);
    assert!(value["cra"]["class"].is_null() && value["cra"]["annex_i"].as_array().is_some_and(|all| all.len() > 20));
    let classes: Vec<&Value> =
        value["subjects"].as_array().expect("subjects").iter().map(|one| &one["cra"]["class"]["class"]).collect();
    assert_eq!(json!(classes), json!(["default", "important-2", "critical"]));
    assert_eq!(value["steps"][0]["for"], json!(["organization", "firewall", "meter"]));
    let page = pathway(dir, &[]).out;
    for words in ["What differs", "for         all", "class important-2", "class critical", "Answered for firewall"] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    insta::assert_snapshot!("classes", page);
    let file = format!("{dir}/pathway.md");
    let ran = plimsoll(&[&["report", dir, "--report", "pathway", "--to", "md", "-o", &file], &AT[..]].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let text = fs::read_to_string(&file).expect("the report");
    for words in ["What differs", "Class of firewall", "important-2", "The path of all, and for whom each part is"] {
        assert!(text.contains(words), "{words}\n{text}");
    }
}

/// Each answers in turn, and nobody's answers are lost when another's are written.
#[test]
fn start_keeps_the_answers_of_others() {
    let folder = Temporary::folder("others");
    let dir = folder.path();
    let text = || fs::read_to_string(folder.0.join("pathway.toml")).expect("the answers");
    assert_eq!(start(dir, "site: Hamburg", &["role=owner"]).code, 0);
    assert_eq!(start(dir, "products/box", &["role=embedded-maker", "core=def"]).code, 0);
    let ran = start(dir, "", &["role=integrator", "aim=tender"]);
    assert!(ran.code == 0 && ran.out.contains("What differs"), "{}{}", ran.out, ran.err);
    assert_eq!(start(dir, "site: Hamburg", &["nis2=entity"]).code, 0);
    let kept = text();
    for words in [
        "[answers]\n# What does your organization do?\nrole = [\"integrator\"]\n",
        "[[subject]]\nid = \"site: Hamburg\"\n[subject.answers]\n# What does your organization do?\nrole = [\"owner\"]\n\
         # How does NIS2 touch you?\nnis2 = \"entity\"\n",
        "[[subject]]\nid = \"products/box\"\n[subject.answers]\n# What does your organization do?\nrole = [\"embedded-maker\"]\n\
         # What is the core functionality of the product?\ncore = \"def\"\n",
    ] {
        assert!(kept.contains(words), "{words}\n{kept}");
    }
    // An empty answer lets the organization's hold again; what nobody answers makes no entry.
    assert_eq!(start(dir, "products/box", &["role="]).code, 0);
    assert!(!text().contains("embedded-maker") && text().contains("core = \"def\""), "{}", text());
    let before = text();
    assert!(start(dir, "site: Hamburg", &[]).out.contains("nothing changed in"));
    let ran = start(dir, "products/new", &[]);
    assert!(ran.code == 2 && ran.err.contains("nobody is here to be asked"), "{}", ran.err);
    assert_eq!(text(), before);
    // Another answer beside `pathway` is the subject's, and is not kept.
    let tried = shown(dir, &["--subject", "products/box", "--answer", "role=maintainer"]);
    assert_eq!((&tried["steps"][0]["part"], text()), (&json!("2-4"), before));

    for (subject, words) in
        [("products/bax", "nothing is answered for \"products/bax\""), ("organization", "need no --subject")]
    {
        let ran = pathway(dir, &["--subject", subject]);
        assert!(ran.code == 2 && ran.err.contains(words), "{}", ran.err);
    }
    assert_eq!(plimsoll(&["start", "--subject", "a", "--answer", "role=owner"]).code, 2, "without a folder");
}

/// A name that the dossier does not know is a warning with what was meant; no path is refused for it.
#[test]
fn strange_names_hear_what_was_meant() {
    let folder = Temporary::folder("strange");
    copy(&root().join("examples/plant"), &folder.0);
    let dir = folder.path();
    let file = folder.0.join("pathway.toml");
    let with = |id: &str| {
        let entry = format!("format = 1\n[answers]\nrole = \"owner\"\n[[subject]]\nid = \"{id}\"\n");
        fs::write(&file, entry).expect("written");
        pathway(dir, &[])
    };
    for (id, line, hint) in [
        (
            "systems/filing-zone",
            "the dossier has no subject \"systems/filing-zone\"",
            "did you mean systems/filling-zone?",
        ),
        ("site: fenwik", "dossier.toml has no site \"fenwik\"", "did you mean site: fenwick?"),
        (
            "products/pump-7",
            "has no subject \"products/pump-7\"",
            "there are programmes/north-works, systems/filling-zone, site:",
        ),
    ] {
        let ran = with(id);
        assert_eq!(ran.code, 0, "{}", ran.err);
        assert!(ran.err.contains("pathway.toml:5:6: warning: ") && ran.err.contains(line), "{}", ran.err);
        assert!(ran.err.contains(hint), "{}", ran.err);
        let status = plimsoll(&["status", dir]);
        assert!(status.err.contains(line) || status.out.contains(line), "{}{}", status.out, status.err);
    }
    for id in [
        "filling-zone",
        "systems/filling-zone/",
        "site: fenwick",
        "site: Fenwick: workshop that builds and maintains bottle lines for other breweries",
    ] {
        let ran = with(id);
        assert!(ran.code == 0 && !ran.err.contains("warning"), "{id}: {}", ran.err);
    }
    // One subject under two names is one subject.
    fs::write(&file, "format = 1\n[[subject]]\nid = \"filling-zone\"\n[[subject]]\nid = \"systems/filling-zone\"\n")
        .expect("written");
    let ran = pathway(dir, &[]);
    assert!(
        ran.code == 2 && ran.err.contains("pathway.toml:5:6: error: \"systems/filling-zone\" has two entries"),
        "{}",
        ran.err
    );
    assert!(with("filling-zone").code == 0);
    let ran = pathway(dir, &["--subject", "filing-zone"]);
    assert!(ran.code == 2 && ran.err.contains("did you mean systems/filling-zone?"), "{}", ran.err);
    // What is yet to come may answer all the same, and is called strange.
    let ran = start(dir, "products/pump-7", &["role=component-maker"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.starts_with("warning: the dossier has no subject \"products/pump-7\""), "{}", ran.err);
    let again = start(dir, "products/pump-7", &["role=component-maker"]);
    assert!(!again.err.starts_with("warning"), "it has an entry now: {}", again.err);
    assert!(pathway(dir, &["--subject", "products/pump-7"]).out.contains("4-1"));
}

/// Answers that contradict each other across the two are named with whose they are.
#[test]
fn contradictions_say_whose_they_are() {
    let file = Temporary::new(
        "pathway.toml",
        "format = 1\n[answers]\nrole = \"component-maker\"\naim = \"export-eu\"\nmarket = \"eu\"\n\
         [[subject]]\nid = \"products/a\"\n[subject.answers]\nmarket = \"own-use\"\n",
    );
    let dir = file.0.parent().and_then(|dir| dir.to_str()).expect("UTF-8");
    let ran = pathway(dir, &[]);
    assert!(
        ran.err.contains("pathway.toml:9:10: warning: products/a: `market` says that the product is sold nowhere"),
        "{}",
        ran.err
    );
    let words = "`market` is its own answer, `aim` the organization's";
    assert!(ran.err.contains(words), "{}", ran.err);
    let value = shown(dir, &[]);
    let found = value["contradictions"].as_array().expect("a list");
    assert_eq!((found.len(), &found[0]["of"]), (1, &json!("products/a")), "{found:?}");
    assert!(found[0]["says"].as_str().is_some_and(|says| says.contains(words)), "{found:?}");
    let alone = shown(dir, &["--subject", "products/a"]);
    assert!(alone["contradictions"][0]["says"].as_str().is_some_and(|says| says.contains(words)), "{alone}");
}

/// `init` makes what answers for itself under its own id, and what the organization needs.
#[test]
fn init_makes_what_answers_for_itself() {
    let folder = Temporary::folder("init-own");
    let dir = folder.path();
    assert_eq!(start(dir, "", &["role=owner", "aim=nis2"]).code, 0);
    assert_eq!(start(dir, "programmes/hamburg", &["role=owner,maintainer"]).code, 0);
    assert_eq!(start(dir, "site: Ulm", &["role=maintainer"]).code, 0);
    let ran = plimsoll(&["init", dir, "--organization", "A", "--person", "B", "--no-questions"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for path in [
        "programmes/site/2-1.csv",
        "programmes/hamburg/2-1.csv",
        "programmes/hamburg/2-4.csv",
        "programmes/services/2-4.csv",
    ] {
        assert!(folder.0.join(path).is_file(), "{path}\n{}", ran.out);
    }
    assert!(!folder.0.join("programmes/services/2-1.csv").exists());
    assert_eq!(plimsoll(&["status", dir]).code, 0);
    assert_eq!(shown(dir, &["--subject", "hamburg"])["subject"]["id"], "programmes/hamburg");
}
