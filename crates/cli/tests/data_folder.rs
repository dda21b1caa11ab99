//! Does `--data` reach everything that rests on data: plans, decisions and pathways beside the standards?
#![allow(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test may stop at the first surprise, and makes folders of its own"
)]

mod program;

use program::plimsoll;

/// A copy of the program's own data, with some of its folders only.
fn own_data(name: &str, folders: &[&str]) -> program::Temporary {
    fn copy(from: &std::path::Path, to: &std::path::Path) {
        std::fs::create_dir_all(to).expect("a folder");
        for entry in std::fs::read_dir(from).expect("a folder").flatten() {
            let (path, target) = (entry.path(), to.join(entry.file_name()));
            if path.is_dir() {
                copy(&path, &target)
            } else {
                std::fs::copy(&path, &target).map(|_| ()).expect("a copy")
            }
        }
    }
    let data = program::Temporary::folder(name);
    for folder in ["catalogues", "schemes"].iter().chain(folders) {
        copy(&program::root().join("data").join(folder), &data.0.join(folder));
    }
    std::fs::copy(program::root().join("data/features.csv"), data.0.join("features.csv")).expect("a copy");
    data
}

fn change(data: &program::Temporary, file: &str, from: &str, to: &str) {
    let path = data.0.join(file);
    let text = std::fs::read_to_string(&path).expect("a file");
    assert!(text.contains(from), "{file} has no {from:?}");
    std::fs::write(&path, text.replacen(from, to, 1)).expect("a file");
}

/// What a data folder says about cost, decision and pathway counts; what it does not hold is the program's own.
#[test]
fn a_data_folder_reaches_plans_decisions_and_pathways() {
    let at = ["--at", "2026-11-22", "--format", "json"];
    let ask = |data: Option<&std::path::Path>, command: &str| {
        let path = data.map(|path| path.to_string_lossy().into_owned());
        let with: Vec<&str> = path.iter().flat_map(|path| ["--data", path.as_str()]).collect();
        let ran = plimsoll(&[&with[..], &[command, "examples/gateway"], &at].concat());
        assert_eq!(ran.code, 0, "{command}: {}", ran.err);
        ran.out
    };
    let without = own_data("data-without", &[]);
    let with = own_data("data-with", &["cost", "decide", "pathway"]);
    for command in ["plan", "decide", "pathway"] {
        let own = ask(None, command);
        assert_eq!(ask(Some(&without.0), command), own, "{command} without folders of its own");
        assert_eq!(ask(Some(&with.0), command), own, "{command} with a copy");
    }
    let checked = plimsoll(&["--data", &with.0.to_string_lossy(), "catalogue", "check"]);
    assert_eq!((checked.code, checked.err.as_str()), (0, ""), "{}", checked.out);
    change(&with, "cost/skills.csv", "Technical writing", "Writing of manuals");
    change(&with, "decide/attributes.toml", "title = \"Integrity\"", "title = \"Soundness\"");
    change(&with, "pathway/questions.toml", "What does your organization do?", "What do you do?");
    assert!(ask(Some(&with.0), "plan").contains("Writing of manuals"));
    assert!(ask(Some(&with.0), "decide").contains("Soundness"));
    assert_ne!(digest_of(&ask(Some(&with.0), "decide")), digest_of(&ask(None, "decide")));
    let questions = plimsoll(&["--data", &with.0.to_string_lossy(), "start", "--questions"]);
    assert!(questions.out.contains("What do you do?"), "{}{}", questions.out, questions.err);
}

fn digest_of(decision: &str) -> String {
    let decision: serde_json::Value = serde_json::from_str(decision).expect("JSON");
    decision["digest"].as_str().expect("a digest").to_owned()
}

/// What is wrong with it is named with file, line and column, and nothing rests on it.
#[test]
fn a_wrong_data_folder_is_refused_with_its_places() {
    let data = own_data("data-wrong", &["cost", "decide", "pathway"]);
    change(&data, "cost/skills.csv", "process,Process and quality,80", "process,Process and quality,eighty");
    change(&data, "cost/actions/iec62443-4-1-2018.csv", "SVV-5", "SVV-99");
    change(&data, "decide/objectives/trust.toml", "DM-1", "DM-99");
    change(&data, "pathway/parts.csv", "iec62443-2-4", "iec62443-2-99");
    std::fs::write(data.0.join("cost/lunch.csv"), "a\n1\n").expect("a file");
    std::fs::write(data.0.join("decide/lunch.toml"), "a = 1\n").expect("a file");
    let folder = data.0.to_string_lossy().into_owned();
    for command in [&["catalogue", "check"][..], &["plan", "examples/gateway"], &["decide", "examples/gateway"]] {
        let ran = plimsoll(&[&["--data", &folder][..], command].concat());
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{command:?}");
        for (file, wanted) in [
            ("cost/skills.csv:2:", "\"eighty\" is not a range"),
            ("cost/actions/iec62443-4-1-2018.csv:", "\"SVV-99\" is not a row that can be asked for"),
            ("decide/objectives/trust.toml:", "\"DM-99\" is not an id of iec62443-4-1@2018"),
            ("pathway/parts.csv:1:1", "\"iec62443-2-99\" is not a standard of the catalogue"),
            ("cost/lunch.csv:1:1", "nobody reads this file"),
            ("decide/lunch.toml:1:1", "nobody reads this file"),
        ] {
            let named =
                ran.err.lines().any(|line| line.starts_with(&format!("{folder}/{file}")) && line.contains(wanted));
            assert!(named, "{file} {wanted} in {}", ran.err);
        }
    }
}
