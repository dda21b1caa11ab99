//! Do the schemas that editors use say what the readers read, key for key?
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test reads the examples and may stop at the first surprise"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use catalogue::Catalogue;
use dossier::{Files, Library, OBSERVATION_COLUMNS, emit, read, schema};
use model::{ComponentTypes, Problem};
use serde_json::{Map, Value};
use toml::de::{DeTable, DeValue};

/// A dossier in which every key of every file is filled: the schema's name, the path, and the text.
const FULL: [(&str, &str, &str); 7] = [
    ("dossier", "dossier.toml", include_str!("full/dossier.toml")),
    ("product", "products/eg220/product.toml", include_str!("full/product.toml")),
    ("process", "process/development/process.toml", include_str!("full/process.toml")),
    ("system", "systems/scada/system.toml", include_str!("full/system.toml")),
    ("programme", "programmes/integration/programme.toml", include_str!("full/programme.toml")),
    ("evidence", "evidence.toml", include_str!("full/evidence.toml")),
    ("decisions", "decisions.toml", include_str!("full/decisions.toml")),
];

fn schema_of(name: &str) -> Value {
    let (_, schema) = schema::files().into_iter().find(|(known, _)| *known == name).expect("a schema");
    schema.to_value()
}

fn validator(name: &str) -> jsonschema::Validator {
    jsonschema::validator_for(&schema_of(name)).expect("a schema")
}

/// What a TOML document says, as JSON.
fn json(text: &str) -> Value {
    fn value(one: &DeValue<'_>) -> Value {
        match one {
            DeValue::String(text) => Value::from(text.as_ref()),
            DeValue::Integer(number) => Value::from(number.as_str().parse::<i64>().expect("a plain number")),
            DeValue::Boolean(flag) => Value::from(*flag),
            DeValue::Array(items) => items.iter().map(|item| value(item.get_ref())).collect(),
            DeValue::Table(members) => table(members),
            other => panic!("{} stands in no file of a dossier", other.type_str()),
        }
    }
    fn table(members: &DeTable<'_>) -> Value {
        let members = members.iter().map(|(key, member)| (key.get_ref().to_string(), value(member.get_ref())));
        Value::Object(members.collect::<Map<_, _>>())
    }
    table(DeTable::parse(text).expect("TOML").get_ref())
}

/// The problems of the full dossier, with one file replaced.
fn problems(replaced: &str, text: &str) -> Vec<Problem> {
    let catalogue = Catalogue::compiled();
    let library = Library::new(&catalogue);
    let mut files = Files::new();
    for (_, path, full) in FULL {
        files.insert(path.into(), if path == replaced { text } else { full }.into());
    }
    files.insert("products/hgp2/product.toml".into(), "name = \"HGP-2\"\nstandards = []\n".into());
    files.insert("observations.csv".into(), OBSERVATION_COLUMNS.join(",").into());
    for (sheet, standard) in [
        ("systems/scada/3-3.csv", "iec62443-3-3"),
        ("process/development/4-1.csv", "iec62443-4-1"),
        ("programmes/integration/2-4.csv", "iec62443-2-4"),
    ] {
        let edition = catalogue.edition(catalogue.head(standard, None).expect("known"));
        files.insert(sheet.into(), emit::sheet(&edition, ComponentTypes::NONE).into());
    }
    read(&library, &files).problems
}

/// The tables of a schema: where each is headed, as a text in which something can be put behind the head, and its keys.
fn tables(schema: &Value) -> Vec<(String, BTreeSet<String>)> {
    fn walk(schema: &Value, head: &str, found: &mut Vec<(String, BTreeSet<String>)>) {
        assert_eq!(schema["additionalProperties"], Value::Bool(false), "{head:?} forbids other keys");
        let keys = schema["properties"].as_object().expect("properties");
        found.push((head.to_owned(), keys.keys().cloned().collect()));
        for (key, one) in keys {
            let description = one["description"].as_str().unwrap_or_default();
            assert!(description.ends_with('.'), "{key} is not described in a sentence");
            let inner = |schema: &Value| schema.get("properties").is_some();
            match (inner(one), inner(&one["items"])) {
                (true, _) => walk(one, &format!("[{key}]\n"), found),
                // Files are written within a line.
                (_, true) if key == "files" => walk(&one["items"], "files = [{ ", found),
                (_, true) => walk(&one["items"], &format!("[[{key}]]\n"), found),
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    walk(schema, "", &mut found);
    found
}

#[test]
fn readers_and_schemas_know_the_same_keys() {
    let mut seen = 0;
    for (name, path, full) in FULL {
        for (head, keys) in tables(&schema_of(name)) {
            let (mark, line) = if head.ends_with('\n') || head.is_empty() {
                (head.clone(), format!("{head}odd_key = 1\n"))
            } else {
                (head.clone(), format!("{head}odd_key = 1, "))
            };
            assert!(full.contains(&mark), "{path} has no {mark:?}");
            let text = full.replacen(&mark, &line, 1);
            let found = problems(path, &text);
            let [only] = found.as_slice() else { panic!("{path} {head:?}: {found:#?}") };
            assert_eq!(only.message, "nobody reads `odd_key`");
            let known = only.hint.strip_prefix("known here: ").expect("what is known");
            assert_eq!(known.split(", ").map(str::to_owned).collect::<BTreeSet<_>>(), keys, "{path} {head:?}");
            assert!(!validator(name).is_valid(&json(&text)), "{name}.schema.json takes any key in {head:?}");
            seen += 1;
        }
    }
    assert_eq!(seen, 21, "tables of all files");
}

/// What is known does not depend on what is there: a hint that lists half of the keys leads astray.
#[test]
fn an_almost_empty_file_names_every_key_too() {
    for (name, path, _) in FULL {
        let found = problems(path, "odd_key = 1\n");
        let odd = found.iter().find(|problem| problem.message == "nobody reads `odd_key`").expect("it is named");
        let known = odd.hint.strip_prefix("known here: ").expect("what is known");
        let (_, keys) = tables(&schema_of(name)).remove(0);
        assert_eq!(known.split(", ").map(str::to_owned).collect::<BTreeSet<_>>(), keys, "{path}");
    }
}

/// Is there a value for every key of a schema? Of several tables the last one is looked at.
fn filled(schema: &Value, document: &Value, place: &str) {
    for (key, one) in schema["properties"].as_object().into_iter().flatten() {
        let value = document.get(key).unwrap_or_else(|| panic!("{place} has no {key}"));
        let last = value.as_array().and_then(|items| items.last()).unwrap_or(value);
        let inner = if one.get("properties").is_some() { one } else { &one["items"] };
        filled(inner, last, &format!("{place} {key}"));
    }
}

#[test]
fn a_full_dossier_is_read_without_problems_and_fits() {
    let found = problems("", "");
    assert!(found.is_empty(), "{found:#?}");
    for (name, path, full) in FULL {
        let document = json(full);
        let errors: Vec<String> = validator(name).iter_errors(&document).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{path}: {errors:#?}");
        filled(&schema_of(name), &document, path);
    }
}

/// A word that a schema offers is a word that its reader takes.
#[test]
fn every_closed_word_is_read() {
    for (key, schema, path, from) in [
        ("capacities", "dossier", "dossier.toml", "[\"applicant\"]"),
        ("types", "product", "products/eg220/product.toml", "[\"embedded-device\"]"),
        ("present", "product", "products/eg220/product.toml", "[\"password-authentication\"]"),
        ("roles", "programme", "programmes/integration/programme.toml", "[\"integration\"]"),
        ("subject", "system", "systems/scada/system.toml", "\"product\""),
        ("kind", "evidence", "evidence.toml", "\"design\""),
        ("kind", "decisions", "decisions.toml", "\"business\""),
    ] {
        fn words(schema: &Value, key: &str) -> Option<Vec<String>> {
            if let Some(found) = schema["properties"].get(key) {
                let list = found["enum"].as_array().or(found["items"]["enum"].as_array())?;
                return list.iter().map(|word| word.as_str().map(str::to_owned)).collect();
            }
            schema["properties"].as_object()?.values().find_map(|one| words(&one["items"], key))
        }
        let (_, _, full) = FULL.into_iter().find(|(name, ..)| *name == schema).expect("a file");
        let all = words(&schema_of(schema), key).expect("a closed list");
        assert!(all.len() >= 2, "{key}: {all:?}");
        for word in all {
            let to = if from.starts_with('[') { format!("[\"{word}\"]") } else { format!("\"{word}\"") };
            let text = full.replacen(&format!("{key} = {from}"), &format!("{key} = {to}"), 1);
            assert!(text.contains(&format!("{key} = {to}")), "{path}: {key} = {from} stands there");
            let wrong: Vec<_> =
                problems(path, &text).into_iter().filter(|one| one.message.contains(" is not a")).collect();
            assert!(wrong.is_empty(), "{word}: {wrong:#?}");
        }
    }
}

fn toml_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        if path.is_dir() {
            toml_files(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "toml") {
            found.push(path);
        }
    }
}

#[test]
fn every_example_fits() {
    let mut paths = Vec::new();
    toml_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples"), &mut paths);
    // A verifier's list of keys is no file of a dossier; the schema of answers is made from the questions, in `xtask`; the
    // inputs of a decision and of a plan are read by `decide` and `plan`, which hold their schemas.
    let others = ["trusted.toml", "pathway.toml", "decide.toml", "plan.toml"];
    paths.retain(|path| !others.iter().any(|name| path.ends_with(name)));
    assert!(paths.len() >= 14, "{paths:?}");
    for path in paths {
        let name = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
        let document = json(&fs::read_to_string(&path).expect("a text"));
        let errors: Vec<String> = validator(name).iter_errors(&document).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", path.display());
    }
}

/// The page that describes the folder: every key stands in it, and its examples are what it says they are.
#[test]
fn the_page_on_the_folder_says_what_is_read() {
    let page = include_str!("../../../docs/dossier.md");
    let mut examples = 0;
    for (name, path, _) in FULL {
        for key in tables(&schema_of(name)).into_iter().flat_map(|(_, keys)| keys) {
            let written = [format!("`{key}`"), format!("[{key}]")];
            assert!(written.iter().any(|one| page.contains(one)), "docs/dossier.md does not describe {key} of {path}");
        }
        let title = format!("{name}.toml`\n");
        let Some((_, section)) = page.split_once(&title) else { panic!("docs/dossier.md has no section {title:?}") };
        let section = section.split("\n## ").next().unwrap().split("\n### ").next().unwrap();
        // Systems are described by what differs from products.
        let Some((_, block)) = section.split_once("```toml\n") else { continue };
        let text = block.split("```").next().unwrap();
        let errors: Vec<String> = validator(name).iter_errors(&json(text)).map(|error| error.to_string()).collect();
        assert!(errors.is_empty(), "{path}: {errors:#?}");
        let wrong = problems(path, text).into_iter().filter(|one| one.is_error() && *one.place.file == *path);
        let wrong: Vec<_> = wrong.filter(|one| !one.message.contains("which is not here")).collect();
        assert!(wrong.is_empty(), "{path}: {wrong:#?}");
        examples += 1;
    }
    assert_eq!(examples, 6);
}
