//! Does the schema that editors use say what the reader of `decide.toml` reads, key for key?
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeSet;

use decide::{Library, read};
use serde_json::{Map, Value};
use toml::de::{DeTable, DeValue};

const PAGE: &str = include_str!("../../../docs/decide.md");
const GATEWAY: &str = include_str!("../../../examples/gateway/decide.toml");

/// The complete example of the page.
fn full() -> &'static str {
    let (_, block) = PAGE.split_once("```toml\n").expect("an example");
    block.split("```").next().expect("its end")
}

fn schema() -> Value {
    decide::schema::file().to_value()
}

fn wrong(text: &str) -> Vec<String> {
    let validator = jsonschema::validator_for(&schema()).expect("a schema");
    validator.iter_errors(&json(text)).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

/// What a TOML document says, as editors hand it to a schema: days are texts there.
fn json(text: &str) -> Value {
    fn value(one: &DeValue<'_>) -> Value {
        match one {
            DeValue::String(text) => Value::from(text.as_ref()),
            DeValue::Integer(number) => Value::from(number.as_str().parse::<i64>().expect("a plain number")),
            DeValue::Float(number) => Value::from(number.as_str().parse::<f64>().expect("a plain number")),
            DeValue::Boolean(flag) => Value::from(*flag),
            DeValue::Datetime(day) => Value::from(day.to_string()),
            DeValue::Array(items) => items.iter().map(|item| value(item.get_ref())).collect(),
            DeValue::Table(members) => table(members),
        }
    }
    fn table(members: &DeTable<'_>) -> Value {
        let members = members.iter().map(|(key, member)| (key.get_ref().to_string(), value(member.get_ref())));
        Value::Object(members.collect::<Map<_, _>>())
    }
    table(DeTable::parse(text).expect("TOML").get_ref())
}

/// The tables of the schema: how each is headed, and its keys. Tables by option take any option and are left out.
fn tables() -> Vec<(String, BTreeSet<String>)> {
    let schema = schema();
    let keys = |schema: &Value| -> BTreeSet<String> {
        assert_eq!(schema["additionalProperties"], Value::Bool(false));
        let keys = schema["properties"].as_object().expect("properties");
        for (key, one) in keys {
            let description = one["description"].as_str().unwrap_or_default();
            assert!(description.ends_with(['.', '?']), "{key} is not described in a sentence: {one}");
        }
        keys.keys().cloned().collect()
    };
    let mut found = vec![(String::new(), keys(&schema))];
    for (key, one) in schema["properties"].as_object().expect("properties") {
        match (one.get("properties").is_some(), one["items"].get("properties").is_some()) {
            (true, _) => found.push((format!("[{key}]"), keys(one))),
            (_, true) => found.push((format!("[[{key}]]"), keys(&one["items"]))),
            _ => {}
        }
    }
    found
}

#[test]
fn the_example_of_the_page_and_the_gateway_fit_and_are_read() {
    let library = Library::compiled();
    for (name, text) in [("docs/decide.md", full()), ("the gateway", GATEWAY)] {
        let (_, problems) = read(&library, "decide.toml", text);
        assert!(problems.is_empty(), "{name}: {problems:#?}");
        assert!(wrong(text).is_empty(), "{name}: {:#?}", wrong(text));
    }
}

#[test]
fn reader_and_schema_know_the_same_keys() {
    let library = Library::compiled();
    let tables = tables();
    assert_eq!(tables.len(), 14, "{tables:#?}");
    for (head, keys) in tables {
        // The last of several: a must with a certificate reads the key that only certificates have.
        let at = full().rfind(&head).filter(|_| !head.is_empty());
        // A comment may stand behind the head.
        let at = at.map_or(0, |at| at + full()[at..].find('\n').expect("more lines") + 1);
        assert!(head.is_empty() || at > 0, "the example has no {head}");
        let text = format!("{}odd_key = 1\n{}", &full()[..at], &full()[at..]);
        let (_, problems) = read(&library, "decide.toml", &text);
        let [only] = problems.as_slice() else { panic!("{head}: {problems:#?}") };
        assert_eq!(only.message, "nobody reads `odd_key`");
        let known = only.hint.strip_prefix("known here: ").expect("what is known");
        assert_eq!(known.split(", ").map(str::to_owned).collect::<BTreeSet<_>>(), keys, "{head}");
        assert!(!wrong(&text).is_empty(), "the schema takes any key under {head}");
    }
}

#[test]
fn the_example_fills_every_key_and_the_page_describes_it() {
    let (schema, document) = (schema(), json(full()));
    for (key, one) in schema["properties"].as_object().expect("properties") {
        let items: Vec<&Value> = match &document[key] {
            Value::Array(items) => items.iter().collect(),
            other => vec![other],
        };
        assert!(!items[0].is_null(), "the example has no {key}");
        let inner = if one.get("properties").is_some() { one } else { &one["items"] };
        let keys = inner["properties"].as_object().into_iter().flatten().map(|(key, _)| key);
        for own in keys.clone() {
            assert!(items.iter().any(|item| item.get(own).is_some()), "the example has no {own} under {key}");
        }
        let described = |key: &String| PAGE.contains(&format!("`{key}`")) || PAGE.contains(&format!("[{key}]"));
        assert!(described(key), "docs/decide.md does not describe {key}");
        for own in keys {
            assert!(described(own), "docs/decide.md does not describe {own} of {key}");
        }
    }
}

/// A word that the schema offers is a word that the reader takes.
#[test]
fn every_word_that_is_offered_is_read() {
    let library = Library::compiled();
    let schema = schema();
    let offered = |table: &str, key: &str| -> Vec<String> {
        let one = &schema["properties"][table]["items"]["properties"][key];
        let list = one["enum"].as_array().or(one["anyOf"][0]["enum"].as_array()).expect("a list");
        list.iter().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let signed = "reason = \"r\"\nauthor = \"p1\"\ndate = 2026-11-02\n";
    let mut words = 0;
    for (table, key, rest) in [
        ("importance", "driver", format!("importance = 1\n{signed}")),
        ("priority", "attribute", format!("priority = 1\n{signed}")),
        ("objective", "id", "target = 0.123\ndate = 2027-01-01\nowner = \"p1\"\n".to_owned()),
        ("fact", "id", "answer = \"unknown\"\nsource = \"p1\"\n".to_owned()),
        ("must", "certificate", format!("id = \"m\"\nby = 2027-01-01\n{signed}")),
        ("measured", "objective", "value = 1\ndate = 2026-01-01\nauthor = \"p1\"\n".to_owned()),
    ] {
        for word in offered(table, key) {
            let text = format!("[[{table}]]\n{key} = \"{word}\"\n{rest}");
            let (_, problems) = read(&library, "decide.toml", &text);
            // The calendar answers how many days are left; such a fact is known and cannot be stated.
            let bad: Vec<_> = problems.iter().filter(|one| !one.hint.contains("the calendar answers")).collect();
            assert!(bad.is_empty(), "{text}: {bad:#?}");
            words += 1;
        }
    }
    assert!(words > 50, "{words} words");
}

/// What the reader refuses, an editor marks too.
#[test]
fn what_is_wrong_is_marked() {
    for (right, bad) in [
        ("currency = \"EUR\"", "currency = \"euro\""),
        ("rate = 0.08", "rate = 8"),
        ("horizon_years = 5", "horizon_years = 30"),
        ("importance = 4", "importance = 6"),
        ("attribute = \"availability\"", "attribute = \"beauty\""),
        ("id = \"fix-time\"", "id = \"smiles\""),
        ("answer = \"unknown\"", "answer = \"perhaps\""),
        ("margin = [0.25, 0.3, 0.35]", "margin = [0.25, 0.3]"),
        ("keep_reference = 0.1", "keep_reference = 10"),
        ("\"keep.process\"", "\"kept.process\""),
        ("budget = 600_000", "budget = 600_000\nby = 2027-01-01\ncertificate = \"iec62443-4-1\""),
        ("review = 2027-06-30", "review = \"summer\""),
        ("objectives = [\"fix-time\"]", "objectives = []"),
    ] {
        assert!(full().contains(right), "{right} stands in the example");
        let text = full().replacen(right, bad, 1);
        assert!(!wrong(&text).is_empty(), "the schema takes {bad}");
        assert!(!read(&Library::compiled(), "decide.toml", &text).1.is_empty(), "the reader takes {bad}");
    }
}
