//! Does compliance-trestle, the tool of the OSCAL community, take every document?

use std::fs;
use std::path::Path;
use std::process::Command;

use model::Basis;

use crate::given::{Given, strange};

/// The folder in which a workspace of trestle keeps a kind of document, and the file's name there.
fn home(name: &str) -> (&'static str, &'static str) {
    let kinds = [
        (".catalog.", "catalogs", "catalog.json"),
        (".profile.", "profiles", "profile.json"),
        (".component-definition.", "component-definitions", "component-definition.json"),
        (".assessment-plan.", "assessment-plans", "assessment-plan.json"),
        (".assessment-results.", "assessment-results", "assessment-results.json"),
        (".poam.", "plan-of-action-and-milestones", "plan-of-action-and-milestones.json"),
    ];
    let found = kinds.into_iter().find(|(mark, ..)| name.contains(mark)).expect("a kind");
    (found.1, found.2)
}

#[test]
#[ignore = "needs trestle on the PATH: pip install compliance-trestle && cargo test -p oscal --test it -- --ignored"]
fn trestle_validates_every_document() {
    if Command::new("trestle").arg("version").output().is_err() {
        panic!("trestle is missing: pip install compliance-trestle, and put it on the PATH");
    }
    for (which, given) in [
        ("gateway", Given::example("gateway", Basis::Evaluated)),
        ("plant", Given::example("plant", Basis::Claimed)),
        ("strange", strange()),
    ] {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("trestle-{which}-{}", std::process::id()));
        fs::create_dir_all(&root).expect("a folder");
        let run = |arguments: &[&str]| {
            let output = Command::new("trestle").args(arguments).current_dir(&root).output().expect("trestle runs");
            let text = [output.stdout, output.stderr].concat();
            (output.status.success(), String::from_utf8_lossy(&text).into_owned())
        };
        let (ready, text) = run(&["init", "--local"]);
        assert!(ready, "{text}");
        for (name, json) in oscal::package(&given.matter()) {
            let (folder, file) = home(&name);
            let folder = format!("{folder}/{}", name.trim_end_matches(".oscal.json"));
            fs::create_dir_all(root.join(&folder)).expect("a folder");
            fs::write(root.join(&folder).join(file), json).expect("a file");
            let (valid, text) = run(&["validate", "-f", &format!("{folder}/{file}")]);
            assert!(valid, "{which} {name}: {text}");
        }
        fs::remove_dir_all(&root).expect("tidied up");
    }
}
