//! Does the program hold where it meets the disk, the terminal and hostile files?
#![allow(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test may stop at the first surprise, and reads and writes files"
)]

mod program;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use program::{Ran, Temporary, plimsoll, plimsoll_with, root};

fn copied(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copied(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).expect("copied");
        }
    }
}

/// A copy of the sample gateway, gone when the test ends.
fn gateway(name: &str) -> Temporary {
    let folder = Temporary::folder(name);
    copied(&root().join("examples/gateway"), &folder.0);
    folder
}

fn edit(dossier: &Temporary, file: &str, from: &str, to: &str) {
    let path = dossier.0.join(file);
    let text = fs::read_to_string(&path).expect("a file");
    assert!(text.contains(from), "{file} has no {from}");
    fs::write(path, text.replacen(from, to, 1)).expect("written");
}

/// Every file below a folder, with its bytes.
fn everything(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            all.extend(everything(&path));
        } else {
            all.push((path.clone(), fs::read(path).expect("a file")));
        }
    }
    all.sort();
    all
}

fn refused(ran: &Ran, words: &str) {
    assert_eq!(ran.code, 2, "{}{}", ran.out, ran.err);
    assert!(ran.err.contains(words), "{words:?} is not in {}", ran.err);
}

#[test]
fn no_document_replaces_what_the_dossier_reads() {
    let dossier = gateway("outputs");
    let before = everything(&dossier.0);
    let evidence =
        before.iter().map(|(path, _)| path).find(|path| path.ends_with("evidence/eg220-build-report-3.4.1.md"));
    let evidence = evidence.expect("registered evidence").to_string_lossy().into_owned();
    let at = |path: &str| dossier.0.join(path).to_string_lossy().into_owned();
    for (report, format, out) in [
        ("plan", "ics", at("journal.jsonl")),
        ("plan", "ics", at("decide.toml")),
        ("plan", "ics", at("products/eg220/product.toml")),
        ("plan", "ics", at("products/../products/eg220/product.toml")),
        ("evidence", "csv", at("observations.csv")),
        ("evidence", "csv", at("products/eg220/new.csv")),
        ("evidence", "md", evidence),
    ] {
        let ran = plimsoll(&["report", dossier.path(), "--report", report, "--to", format, "-o", &out]);
        refused(&ran, "nothing was written");
    }
    let ran = plimsoll(&["report", dossier.path(), "--report", "plan", "--to", "csv", "-o", &at("products")]);
    refused(&ran, "which the dossier would read as a subject");
    let picture = ["figure", "load-line", dossier.path(), "--subject", "eg220", "--standard", "iec62443-4-2", "-o"];
    refused(
        &plimsoll(&[&picture[..], &[&at("products/new/x.svg")]].concat()),
        "which the dossier would read as a subject",
    );
    assert_eq!(everything(&dossier.0), before);

    let other = ["report", dossier.path(), "--report", "evidence", "--to", "html", "-o"];
    refused(&plimsoll(&[&other[..], &[&at("x.txt")]].concat()), "does not end in .html");
    assert_eq!(plimsoll(&[&other[..], &[&at("reports")]].concat()).code, 0, "a folder of its own is nobody's");
}

#[cfg(unix)]
#[test]
fn a_link_into_the_dossier_is_seen_through() {
    let dossier = gateway("linked");
    let beside = dossier.0.with_file_name("beside");
    std::os::unix::fs::symlink(&dossier.0, &beside).expect("a link");
    let out = beside.join("decide.toml").to_string_lossy().into_owned();
    refused(
        &plimsoll(&["report", dossier.path(), "--report", "plan", "--to", "ics", "-o", &out]),
        "nothing was written",
    );
}

/// Everything of a text that a terminal would obey or that turns a line around.
fn steering(text: &str) -> Vec<char> {
    text.chars()
        .filter(|letter| *letter != '\n' && (letter.is_control() || matches!(letter, '\u{202e}' | '\u{2028}')))
        .collect()
}

#[test]
fn nothing_that_a_dossier_says_steers_the_terminal() {
    let dossier = gateway("steered");
    edit(&dossier, "products/eg220/product.toml", "name = \"EG-220", "name = \"\\u202Ertl\\u2028 EG-220");
    edit(&dossier, "dossier.toml", "title = \"", "title = \"\\u202E");
    let hostile = "question = \"X \\u001b]0;pwn\\u0007\\u001b[31m \\u0008\\r \\u009b31m\\u0085 \\uFDD0]0;x \\uFDD0[2J ";
    edit(&dossier, "decide.toml", "question = \"", hostile);
    for command in ["decide", "trace", "plan", "pathway", "status", "assess", "gaps", "verify"] {
        let mut arguments = vec![command, dossier.path()];
        if ["decide", "trace"].contains(&command) {
            arguments.extend(["--subject", "eg220"]);
        }
        let ran = plimsoll(&arguments);
        assert_eq!(steering(&format!("{}{}", ran.out, ran.err)), [] as [char; 0], "{command}");
        let shown = if command == "decide" { "\\u{1b}]0;pwn\\u{7}\\u{1b}[31m" } else { "\\u{202e}" };
        assert!(ran.out.contains(shown) || command == "verify", "{command} hides it: {}", ran.out);
        // With colours our own commands are there, and no others.
        let coloured = plimsoll_with(&arguments, &[("CLICOLOR_FORCE", "1")]).out;
        assert!(coloured.contains("\u{1b}[1m") || command == "verify", "{command} has no colours");
        for code in coloured.split('\u{1b}').skip(1) {
            let style = code.strip_prefix('[').and_then(|rest| rest.split_once('m')).map(|(digits, _)| digits);
            assert!(style.is_some_and(|style| style.chars().all(|one| one.is_ascii_digit() || one == ';')), "{code:?}");
        }
        assert_eq!(steering(&coloured.replace('\u{1b}', "")), [] as [char; 0], "{command}");
    }
    let ran = plimsoll(&["status", dossier.path(), "--format", "json"]);
    assert_eq!(steering(&ran.out), [] as [char; 0]);
    let value: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert!(value["title"].as_str().expect("a title").starts_with('\u{202e}'), "the value is the same");
}

#[test]
fn a_name_of_a_file_steers_nothing_either() {
    let dossier = gateway("named");
    let odd = dossier.0.with_file_name("od\u{1b}]0;pwn\u{7}\u{202e}d\nerror: forged");
    fs::rename(&dossier.0, &odd).expect("renamed");
    let ran = plimsoll(&["gaps", &odd.to_string_lossy()]);
    assert_eq!(steering(&ran.err), [] as [char; 0]);
    assert!(ran.err.contains("od\\u{1b}]0;pwn\\u{7}\\u{202e}d\\nerror: forged/products/eg220"), "{}", ran.err);
}

#[test]
fn a_control_character_in_a_name_is_named_with_its_place() {
    let dossier = gateway("controlled");
    edit(&dossier, "products/eg220/product.toml", "name = \"EG-220", "name = \"\\u001bEG-220");
    let ran = plimsoll(&["assess", dossier.path()]);
    refused(&ran, "product.toml:");
    assert!(ran.err.contains("error: a control character in `name`: \\u{1b}EG-220"), "{}", ran.err);
}

#[test]
fn junit_stays_well_formed_whatever_a_folder_is_called() {
    let dossier = gateway("xml");
    edit(&dossier, "dossier.toml", "title = ", "#title = ");
    let odd = dossier.0.with_file_name("a\u{1}b\u{fffe}c");
    fs::rename(&dossier.0, &odd).expect("renamed");
    let out = dossier.0.with_file_name("gaps.xml");
    let ran = plimsoll(&[
        "report",
        &odd.to_string_lossy(),
        "--report",
        "gaps",
        "--to",
        "junit",
        "-o",
        &out.to_string_lossy(),
    ]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let text = fs::read_to_string(out).expect("a file");
    assert!(
        text.contains("b\u{fffd}c") && !text.contains(['\u{1}', '\u{fffe}']),
        "{}",
        text.lines().nth(1).unwrap_or("")
    );
}

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_refused_at_once() {
    use std::os::unix::fs::symlink;
    let dossier = gateway("irregular");
    let pipe = |path: &Path| assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo").success());
    let lone = dossier.0.with_file_name("pipe.csv");
    pipe(&lone);
    for arguments in [
        &["import", &*lone.to_string_lossy(), dossier.path()][..],
        &["assess", &lone.to_string_lossy()],
        &["assess", "/dev/zero"],
        &["report", dossier.path(), "--brand", &lone.to_string_lossy(), "-o", dossier.path()],
    ] {
        refused(&plimsoll(arguments), "this is no regular file");
    }
    fs::remove_file(dossier.0.join("pathway.toml")).expect("removed");
    pipe(&dossier.0.join("pathway.toml"));
    refused(&plimsoll(&["pathway", dossier.path()]), "pathway.toml:1:1: error: this is a pipe or a device, not a file");
    fs::remove_file(dossier.0.join("plan.toml")).expect("removed");
    symlink("/dev/zero", dossier.0.join("plan.toml")).expect("a link");
    refused(&plimsoll(&["plan", dossier.path()]), "plan.toml:1:1: error: this cannot be read: this is no regular file");
    fs::remove_file(dossier.0.join("plan.toml")).expect("removed");
    pipe(&dossier.0.join("plan.toml"));
    refused(&plimsoll(&["plan", dossier.path()]), "plan.toml:1:1: error: this cannot be read: this is no regular file");
}

#[test]
fn a_set_of_reports_is_written_whole_or_not_at_all() {
    let dossier = gateway("whole");
    let out = dossier.0.with_file_name("out");
    let asked = ["report", dossier.path(), "--to", "html,md", "-o", &out.to_string_lossy()].map(str::to_owned);
    let asked: Vec<&str> = asked.iter().map(String::as_str).collect();
    // A folder lies where one of the files should go.
    fs::create_dir_all(out.join("summary.md/x")).expect("a folder");
    let ran = plimsoll(&[&asked[..], &["--report", "summary,evidence"]].concat());
    refused(&ran, "written before it: ");
    let names: Vec<_> = everything(&out).into_iter().map(|(path, _)| path).collect();
    assert!(names.iter().all(|name| ran.err.contains(&*name.to_string_lossy())), "{names:?}\n{}", ran.err);
    fs::remove_dir_all(&out).expect("removed");

    for link in ["file:///etc/passwd", "https://example.org/x.png", "beside.png"] {
        let logo = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\">\n<image href=\"{link}\" width=\"5\" height=\"5\"/></svg>"
        );
        fs::write(dossier.0.with_file_name("logo.svg"), logo).expect("written");
        let brand = dossier.0.with_file_name("brand.toml");
        fs::write(&brand, "name = \"X\"\nlogo = \"logo.svg\"\n").expect("written");
        let ran = plimsoll(&[&asked[..], &["--brand", &brand.to_string_lossy()]].concat());
        refused(&ran, "brand.toml:2:8: error: the logo: its line 2 links to a picture elsewhere");
        assert!(!out.exists(), "nothing was begun");
    }
}

/// A limit on the size of files stands for a full disk: the system refuses in the same way.
#[cfg(unix)]
#[test]
fn a_full_disk_is_a_failure_that_names_the_file() {
    let dossier = gateway("full");
    let out = dossier.0.with_file_name("out");
    let script = "trap '' XFSZ; ulimit -f 4; exec \"$0\" \"$@\"";
    let ran = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_plimsoll"), "report", dossier.path(), "--to", "html", "-o"])
        .arg(&out)
        .output()
        .expect("it runs");
    let err = String::from_utf8_lossy(&ran.stderr);
    assert_eq!(ran.status.code(), Some(3), "{err}");
    assert!(err.contains(".html: "), "{err}");
    assert!(!out.exists(), "what was begun is taken away");
}

#[test]
fn an_import_that_reads_nothing_says_so() {
    let dossier = gateway("oscal");
    for (json, code, words) in [
        (
            "{\"component-definition\":5}",
            2,
            "component-definition is an object in OSCAL, and here it is something else",
        ),
        ("{\"assessment-results\":\"x\"}", 2, "assessment-results is an object in OSCAL"),
        (
            "{\"component-definition\":{\"components\":[5]}}",
            2,
            "component-definition.components[0] is an object in OSCAL",
        ),
        ("{}", 2, "this is no OSCAL document that states something"),
        ("{\"component-definition\":{}}", 0, "nothing changes: nothing was read"),
    ] {
        let file = Temporary::new("x.json", json);
        let ran = plimsoll(&["import", file.path(), dossier.path()]);
        let said = format!("{}{}", ran.out, ran.err);
        assert_eq!(ran.code, code, "{json}: {said}");
        assert!(said.contains(words) && !said.contains("says so already"), "{json}: {said}");
    }
}

#[test]
fn every_command_names_files_as_they_can_be_opened() {
    let dossier = gateway("places");
    for command in ["plan", "decide", "assess", "gaps", "trace"] {
        let mut arguments = vec![command, dossier.path()];
        if ["decide", "trace"].contains(&command) {
            arguments.extend(["--subject", "eg220"]);
        }
        let ran = plimsoll(&arguments);
        let places = ran.err.lines().filter(|line| line.contains(": warning: "));
        let files: Vec<&str> = places.filter_map(|line| line.split(':').next()).collect();
        assert!(!files.is_empty(), "{command} says nothing");
        assert!(files.iter().all(|file| root().join(file).is_file()), "{command}: {files:?}");
    }
}

#[test]
fn pages_are_as_wide_as_they_are_asked_to_be() {
    for (columns, most) in [("60", 60), ("80", 80), ("120", 120), ("", 100), ("x", 100), ("9999", 120)] {
        for command in ["plan", "pathway", "trace"] {
            let mut arguments = vec![command, "examples/gateway", "--at", "2026-11-22"];
            if command == "trace" {
                arguments.extend(["--subject", "eg220"]);
            }
            let ran = plimsoll_with(&arguments, &[("COLUMNS", columns)]);
            let widest = ran.out.lines().max_by_key(|line| line.chars().count()).unwrap_or("");
            assert!(widest.chars().count() <= most, "{command} at {columns:?}: {widest}");
            let wide = ran.out.lines().filter(|line| line.chars().count() > most * 3 / 4).count();
            assert!(wide > 0, "{command} at {columns:?} leaves its room unused");
        }
    }
}

#[test]
fn reports_say_what_is_wrong_with_the_files_that_only_they_read() {
    let dossier = gateway("errors");
    let out = dossier.0.with_file_name("out");
    let report = |ids: &[&str]| {
        let _ = fs::remove_dir_all(&out);
        let out = out.to_string_lossy().into_owned();
        plimsoll(&[&["report", dossier.path(), "--to", "md", "-o", &out], ids].concat())
    };
    let written = |name: &str| fs::read_to_string(out.join(name)).unwrap_or_default();
    edit(&dossier, "decide.toml", "budget = 600_000", "budget = -5");
    refused(&report(&["--report", "decision"]), "decide.toml:201:10: error: a budget below zero");
    assert!(written("decision.md").contains("1 error in the files on which this rests"));
    assert!(written("decision.md").contains("`decide.toml:201:10`"), "named from the root of the dossier");

    fs::write(dossier.0.join("decide.toml"), "}{").expect("written");
    refused(&report(&["--report", "decision"]), "decide.toml:1:1: error: ");
    fs::remove_file(dossier.0.join("decide.toml")).expect("removed");
    let ran = report(&["--report", "decision,summary"]);
    refused(&ran, "decide.toml:1:1: error: this is missing");
    assert!(!written("summary.md").is_empty() && !ran.err.contains("does not fit"), "{}", ran.err);
    let ran = report(&[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("decide.toml:1:1: warning: this is missing"), "{}", ran.err);

    let kept = fs::read(dossier.0.join("pathway.toml")).expect("answers");
    fs::write(dossier.0.join("pathway.toml"), "}{").expect("written");
    refused(&report(&["--report", "pathway"]), "pathway.toml:1:1: error: nothing is answered here that can be read");
    refused(&report(&[]), "pathway.toml:1:1: error: ");
    let mut odd = kept;
    odd.extend(b"\nodd = 1\n");
    fs::write(dossier.0.join("pathway.toml"), odd).expect("written");
    refused(&report(&["--report", "pathway"]), "pathway.toml:");
    assert!(written("pathway.md").contains("in the files on which this rests"), "{}", written("pathway.md"));
    fs::write(dossier.0.join("plan.toml"), "}{").expect("written");
    refused(&report(&["--report", "plan"]), "plan.toml:1:1: error: ");
    assert!(written("plan.md").contains("in the files on which this rests"));
}

#[test]
fn a_report_that_says_nothing_is_named() {
    let (dossier, out) = (Temporary::folder("silent-dossier"), Temporary::folder("silent"));
    copied(&root().join("examples/integrator"), &dossier.0);
    fs::remove_file(dossier.0.join("decide.toml")).expect("removed");
    let report = |ids: &[&str]| plimsoll(&[&["report", dossier.path(), "--to", "md", "-o", out.path()], ids].concat());
    let ran = report(&["--report", "decision,plan,pathway"]);
    refused(&ran, "decide.toml:1:1: error: this is missing");
    assert!(out.0.join("plan.md").is_file() && out.0.join("pathway.md").is_file());
    let ran = report(&[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for words in ["so there is no report `decision`", "the report `coverage` has nothing to say about"] {
        assert!(ran.err.contains(words), "{words}: {}", ran.err);
    }
}
