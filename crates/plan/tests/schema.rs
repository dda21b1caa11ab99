//! Does the schema that editors use say what the reader of `plan.toml` reads, key for key?
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

use std::collections::BTreeSet;

use catalogue::Catalogue;
use model::Problem;
use plan::{Library, Terms};
use serde_json::{Map, Value};
use toml::de::{DeTable, DeValue};

const PAGE: &str = include_str!("../../../docs/plan.md");
const GATEWAY: &str = include_str!("../../../examples/gateway/plan.toml");

/// The complete example of the page.
fn full() -> &'static str {
    let (_, block) = PAGE.split_once("```toml\n").expect("an example");
    block.split("```").next().expect("its end")
}

fn library() -> Library {
    Library::compiled(&Catalogue::compiled())
}

fn problems(text: &str) -> Vec<Problem> {
    Terms::read("plan.toml", text, &library()).1
}

fn schema() -> Value {
    plan::schema::file().to_value()
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

#[test]
fn the_example_of_the_page_and_the_gateway_fit_and_are_read() {
    for (name, text) in [("docs/plan.md", full()), ("the gateway", GATEWAY)] {
        assert!(problems(text).is_empty(), "{name}: {:#?}", problems(text));
        assert!(wrong(text).is_empty(), "{name}: {:#?}", wrong(text));
    }
}

#[test]
fn reader_and_schema_know_the_same_keys() {
    let schema = schema();
    for (head, inner, says, before) in [
        ("", &schema, "nobody reads `odd_key`", "known here: "),
        ("[[closed]]", &schema["properties"]["closed"]["items"], "nobody reads `odd_key`", "known here: "),
        ("[[fee]]", &schema["properties"]["fee"]["items"], "nobody reads `odd_key`", "known here: "),
        ("[rates]", &schema["properties"]["rates"], "\"odd_key\" is not a skill", "skills are "),
        ("[people]", &schema["properties"]["people"], "\"odd_key\" is not a skill", "skills are "),
    ] {
        let at = if head.is_empty() { 0 } else { full().find(head).expect("it stands there") };
        // Behind the comment that stands beside the head.
        let at = if head.is_empty() { 0 } else { at + full()[at..].find('\n').expect("a line") + 1 };
        let text = format!("{}odd_key = 1\n{}", &full()[..at], &full()[at..]);
        let found = problems(&text);
        let [only] = found.as_slice() else { panic!("{head}: {found:#?}") };
        assert_eq!(only.message, says);
        let known: BTreeSet<&str> = only.hint.strip_prefix(before).expect("what is known").split(", ").collect();
        let keys = inner["properties"].as_object().expect("properties");
        assert_eq!(known, keys.keys().map(String::as_str).collect(), "{head}");
        assert!(!wrong(&text).is_empty(), "the schema takes any key under {head}");
        for (key, one) in keys {
            let description = one["description"].as_str().unwrap_or_default();
            assert!(description.ends_with('.'), "{key} is not described in a sentence");
            assert!(PAGE.contains(&format!("`{key}`")) || PAGE.contains(&format!("[{key}]")), "docs/plan.md: {key}");
            let filled = match head {
                "" => json(full()).get(key).is_some(),
                head => {
                    let table = &json(full())[head.trim_matches(['[', ']'])];
                    table.get(0).unwrap_or(table).get(key).is_some()
                }
            };
            assert!(filled, "the example has no {key} under {head}");
        }
    }
}

/// Every fee there is, and no other, is offered and read.
#[test]
fn every_fee_is_offered() {
    let (schema, library) = (schema(), library());
    let offered = |key: &str| -> BTreeSet<String> {
        let list = schema["properties"]["fee"]["items"]["properties"][key]["enum"].as_array().expect("a list");
        list.iter().filter_map(Value::as_str).map(str::to_owned).collect()
    };
    assert_eq!(offered("part"), library.fees.iter().map(|fee| fee.part.clone()).collect());
    assert_eq!(offered("id"), library.fees.iter().map(|fee| fee.id.clone()).collect());
    for fee in &library.fees {
        let text = format!("[[fee]]\npart = \"{}\"\nid = \"{}\"\namount = 1.5\n", fee.part, fee.id);
        assert!(problems(&text).is_empty() && wrong(&text).is_empty(), "{text}");
    }
}

/// One amount is one amount however it is written, and what the reader refuses an editor marks too.
#[test]
fn amounts_are_read_in_every_manner() {
    let rated = |value: &str| {
        let text = format!("[rates]\ndeveloper = {value}\n");
        let (terms, problems) = Terms::read("plan.toml", &text, &library());
        assert_eq!(problems.is_empty(), wrong(&text).is_empty(), "{value}: {problems:?} {:?}", wrong(&text));
        let library = terms.applied_to(&library());
        let rate = library.skills.iter().find(|one| &*one.id == "developer").map(|one| one.rate_per_hour);
        (problems.is_empty(), rate.map(|rate| (rate.low, rate.likely, rate.high)))
    };
    let certain = (true, Some((95.5, 95.5, 95.5)));
    assert_eq!([rated("95.5"), rated("\"95.5\""), rated("[95.5, 95.5, 95.5]")], [certain; 3]);
    let range = (true, Some((80.0, 95.0, 120.0)));
    assert_eq!([rated("[80, 95, 120]"), rated("\"80/95/120\""), rated("\"80 / 95 / 120\"")], [range; 3]);
    let refused = (false, rated("true").1);
    for bad in ["-1", "[80, 95]", "[]", "1e12", "inf", "\"many\"", "true", "2026-11-22"] {
        assert_eq!(rated(bad), refused, "{bad}");
    }
    let closed = "[[closed]]\nfrom = 2027-12-24\nto = 2027-12-26\n";
    for (times, fine) in [(200, true), (201, false)] {
        let text = closed.repeat(times);
        assert_eq!((problems(&text).is_empty(), wrong(&text).is_empty()), (fine, fine), "{times} closed times");
    }
    // Only the reader knows that they are in order.
    assert!(!problems("[rates]\ndeveloper = [120, 95, 80]\n").is_empty());
    assert!(!problems("[[fee]]\npart = \"4-2\"\nid = \"upkeep\"\n").is_empty(), "a fee without an amount");
    let twice = "[[fee]]\npart = \"4-2\"\nid = \"upkeep\"\namount = 1\n".repeat(2);
    assert_eq!(problems(&twice).iter().map(|one| one.place.spot.line).collect::<Vec<_>>(), [7]);
}

/// What editors are told of `pathway.toml`, made from the questions in `xtask`, fits what is read of single subjects.
#[test]
fn the_schema_of_answers_knows_subjects() {
    let schema: Value =
        serde_json::from_str(include_str!("../../../docs/reference/dossier/pathway.schema.json")).expect("JSON");
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let pathway = plan::Pathway::compiled(&Catalogue::compiled());
    let is_read = |text: &str| pathway.read_answers("pathway.toml", text, &plan::any_subject).1.is_empty();
    let page = include_str!("../../../docs/dossier.md").split_once("## `pathway.toml`").expect("its section").1;
    let page = page.split("```").nth(1).and_then(|block| block.strip_prefix("toml\n")).expect("its example");
    for right in [page, include_str!("../../../examples/plant/pathway.toml")] {
        assert!(right.contains("[[subject]]") && is_read(right) && validator.is_valid(&json(right)), "{right}");
    }
    for wrong in [
        "format = 1\n[[subject]]\n",
        "format = 1\n[[subject]]\nid = \"\"\n",
        "format = 1\n[[subject]]\nid = \"a\"\nrole = \"owner\"\n",
        "format = 1\n[[subject]]\nid = \"a\"\n[subject.answers]\nrole = \"astronaut\"\n",
        "format = 1\n[[subject]]\nid = \"a\"\n[subject.answers]\nrol = \"owner\"\n",
    ] {
        assert!(!is_read(wrong) && !validator.is_valid(&json(wrong)), "{wrong}");
    }
}
