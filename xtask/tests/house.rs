//! Does the house stand as its map says? Rings, purity, generated files, and paths that documents name.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "these tests read the repository and stop at the first surprise"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use xtask::{generated, root};

/// The workspace's own packages, from cargo itself.
fn packages() -> Vec<Value> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("metadata is JSON");
    metadata["packages"].as_array().expect("packages").clone()
}

fn ring(package: &Value) -> Option<u64> {
    package["metadata"]["architecture"]["ring"].as_u64()
}

fn is_pure(package: &Value) -> bool {
    package["metadata"]["architecture"]["pure"].as_bool() == Some(true)
}

fn normal_dependencies(package: &Value) -> impl Iterator<Item = &str> {
    let all = package["dependencies"].as_array().expect("dependencies");
    all.iter().filter(|one| one["kind"].is_null()).filter_map(|one| one["name"].as_str())
}

#[test]
fn dependencies_point_inwards() {
    let packages = packages();
    let rings: BTreeMap<&str, u64> =
        packages.iter().filter_map(|one| Some((one["name"].as_str()?, ring(one)?))).collect();
    let mut wrong = Vec::new();
    for package in &packages {
        let name = package["name"].as_str().expect("a name");
        let Some(own) = ring(package) else {
            assert_eq!(name, "xtask", "{name} states no ring in its manifest");
            continue;
        };
        for dependency in normal_dependencies(package) {
            if rings.get(dependency).is_some_and(|other| *other >= own) {
                wrong.push(format!("{name} (ring {own}) depends on {dependency} (ring {})", rings[dependency]));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(rings.len() >= 8);
}

#[test]
fn pure_crates_know_no_runtime_database_or_server() {
    const BANNED: [&str; 7] = ["tokio", "sqlx", "axum", "reqwest", "hyper", "rand", "app"];
    for package in packages().iter().filter(|package| is_pure(package)) {
        for dependency in normal_dependencies(package) {
            assert!(!BANNED.contains(&dependency), "{} depends on {dependency}", package["name"]);
        }
    }
}

#[test]
fn pure_crates_never_lift_the_purity_lint() {
    for package in packages().iter().filter(|package| is_pure(package)) {
        let manifest = Path::new(package["manifest_path"].as_str().expect("a path"));
        for (path, text) in sources(&manifest.with_file_name("src")) {
            for word in
                ["disallowed_methods", "std::fs", "std::env::", "std::net", "std::process", "SystemTime", "Instant"]
            {
                assert!(!text.contains(word), "{path}: a pure crate says `{word}`");
            }
        }
    }
}

fn sources(folder: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push((path.display().to_string(), fs::read_to_string(&path).expect("a text")));
        }
    }
    found
}

/// Data over code: a requirement's id stands in data and in tests, nowhere else.
#[test]
fn requirement_ids_stand_in_data_only() {
    let crates = fs::read_dir(root().join("crates")).expect("the crates");
    for folder in crates.map(|entry| entry.expect("a crate").path().join("src")) {
        for (path, text) in sources(&folder) {
            for (number, line) in text.lines().enumerate() {
                let code = line.split("//").next().unwrap_or_default();
                if line.contains("#[cfg(test)]") {
                    break;
                }
                for family in ["\"CR ", "\"SR ", "\"EDR ", "\"NDR ", "\"SM-", "\"SVV-", "\"DM-", "\"SP.", "\"CCSC"] {
                    assert!(!code.contains(family), "{path}:{}: {line}", number + 1);
                }
            }
        }
    }
}

#[test]
fn every_file_opens_with_its_question() {
    for folder in ["crates", "xtask"] {
        for (path, text) in sources(&root().join(folder)) {
            assert!(text.starts_with("//! "), "{path} does not open with the question it answers");
        }
    }
}

#[test]
fn generated_files_are_fresh() {
    let mut stale = Vec::new();
    for (name, text) in generated() {
        if fs::read_to_string(root().join(&name)).ok().as_deref() != Some(&text) {
            stale.push(name);
        }
    }
    assert!(stale.is_empty(), "run `cargo xtask generate`: {} stale, first {:?}", stale.len(), stale.first());
}

/// A path in backticks or a link that looks like one of ours must exist.
#[test]
fn paths_named_in_documents_exist() {
    let mut missing = Vec::new();
    for document in
        ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "STYLE.md", "docs/dossier.md", "docs/performance.md"]
    {
        let text = fs::read_to_string(root().join(document)).unwrap_or_else(|error| panic!("{document}: {error}"));
        for word in text.split(['`', '(', ')', '|', ' ', '\n']) {
            let word = word.trim_end_matches(['.', ',', ':', ';']);
            let ours = ["crates/", "data/", "docs/", "examples/", "xtask/"].iter().any(|start| word.starts_with(start));
            if ours && !word.contains(['<', '*', '…', '{']) && !root().join(word).exists() {
                missing.push(format!("{document}: {word}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn every_crate_has_a_paragraph_on_the_map() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("the map");
    for package in packages() {
        let name = package["name"].as_str().expect("a name");
        assert!(map.contains(&format!("**`{name}`**")), "ARCHITECTURE.md has no paragraph on {name}");
    }
}
