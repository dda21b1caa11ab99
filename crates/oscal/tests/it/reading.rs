//! What becomes of documents that are foreign, wrong or hostile?

use model::{Basis, Change, Statement, Status};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::given::Given;

fn problems(text: &str) -> Vec<String> {
    oscal::read("o.json", text.as_bytes()).problems.iter().map(ToString::to_string).collect()
}

fn foreign(requirements: Value) -> String {
    json!({"component-definition": {
        "uuid": "a8f6fd0e-2f1c-4a53-9b0e-0d1f2a3b4c5d",
        "metadata": {"title": "t", "last-modified": "2026-01-01T00:00:00Z", "version": "1", "oscal-version": "1.1.2"},
        "components": [{"uuid": "b8f6fd0e-2f1c-4a53-9b0e-0d1f2a3b4c5d", "type": "hardware", "title": "EG", "description": "d",
            "control-implementations": [{"uuid": "c8f6fd0e-2f1c-4a53-9b0e-0d1f2a3b4c5d", "source": "x.json", "description": "d",
                "implemented-requirements": requirements}]}],
        "back-matter": {"resources": [{"uuid": "d8f6fd0e-2f1c-4a53-9b0e-0d1f2a3b4c5d", "title": "integration-guide"}]}
    }})
    .to_string()
}

#[test]
fn another_tool_is_understood_and_takes_nothing_away() {
    let given = Given::example("gateway", Basis::Claimed);
    let document = foreign(json!([
        {"uuid": "1", "control-id": "CR_1.1", "description": "Foreign words.",
         "props": [{"name": "implementation-status", "value": "partial"}],
         "responsible-roles": [{"role-id": "r"}], "statements": []},
        {"uuid": "2", "control-id": "cr-1.2", "description": "More words.",
         "links": [{"href": "#d8f6fd0e-2f1c-4a53-9b0e-0d1f2a3b4c5d", "resource-fragment": "5.3"}, {"href": "x", "rel": "homepage"}]},
        {"uuid": "3", "control-id": "ac-2", "description": "No requirement of ours."},
    ]));
    let (changes, problems) = given.import(&document);
    let claims: Vec<_> = changes
        .iter()
        .map(|change| match change {
            Change::State(Statement::Claim(row, claim)) => (row, claim, dossier::claim(&given.dossier, row)),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(claims.len(), 2, "{claims:#?}");
    let (row, new, old) = &claims[0];
    assert_eq!((row.requirement.as_str(), new.status), ("CR 1.1", Some(Status::Partly)));
    assert_eq!(new.statement, "Foreign words.");
    assert!(!old.evidence.is_empty() && new.evidence == old.evidence, "what it does not say stays");
    let (row, new, old) = &claims[1];
    assert_eq!((row.requirement.as_str(), new.status), ("CR 1.2", old.status));
    assert_eq!(new.evidence.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["integration-guide#5.3"]);
    for expected in [
        "implemented-requirements[0]: nobody reads \"responsible-roles\" of implemented-requirements",
        "implemented-requirements[0]: nobody reads \"statements\" of implemented-requirements",
        "implemented-requirements[1].links[1]: nobody reads a link of the kind \"homepage\"",
        "error: \"ac-2\" is not an id of iec62443-4-2@2019",
    ] {
        assert!(problems.iter().any(|one| one.contains(expected)), "{expected}: {problems:#?}");
    }
    assert_eq!(problems.len(), 4, "{problems:#?}");
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    for (text, expected) in [
        ("", "o.json:1:1: error: this is no JSON: the text ends inside the document"),
        (
            "{\n \"catalog\": {}\n}",
            "o.json:1:1: error: this is no OSCAL document that states something but \"catalog\"",
        ),
        ("[]", "o.json:1:1: error: this is no OSCAL document that states something"),
        ("{\n \"a\": 1,\n \"b\" 2}", "o.json:3:6: error: this is no JSON: \":\" is expected here"),
        (
            "{\"component-definition\":{\"components\":3}}",
            "o.json:1:39: error: component-definition.components is a list in OSCAL, and here it is something else",
        ),
        (
            "{\"component-definition\":{\"component\":[]}}",
            "o.json:1:38: warning: component-definition: nobody reads \"component\" of component-definition",
        ),
        ("{\"assessment-results\":{}}", "o.json:1:1: warning: nothing to take over stands in this document"),
        ("{\"component-definition\":{},\"assessment-results\":{}}", "o.json:1:1: error: this is no OSCAL document"),
    ] {
        let problems = problems(text);
        assert!(problems[0].starts_with(expected), "{text}: {problems:#?}");
    }
    let twice = json!([
        {"control-id": "cr-1.1", "description": 3},
        {"control-id": "cr-1.2", "description": "a", "props": [{"name": "implementation-status", "value": "done"}]},
        {"description": "a"},
        {"control-id": "cr-1.4", "description": "a"},
        {"control-id": "CR 1.4", "description": "b"},
        {"control-id": "cr-1.5", "description": "b", "links": [{"href": "#nothing"}]},
        {"control-id": "cr-1.5", "description": "b", "links": [{"href": "#nothing", "text": "one;two"}],
         "props": [{"name": "part", "ns": oscal::NAMESPACE, "value": "web"},
                   {"name": "statuss", "ns": oscal::NAMESPACE, "value": "met"}]},
    ]);
    let problems = problems(&foreign(twice));
    for expected in [
        "implemented-requirements[0].description is a text in OSCAL",
        "implemented-requirements[1]: \"done\" is not an implementation status",
        "implemented-requirements[2] names no control",
        "implemented-requirements[4] speaks a second time of the same requirement and part",
        "implemented-requirements[5].links[0] names a resource that back-matter does not have",
        "implemented-requirements[6].links[0]: \"one;two\" is no citation",
        "implemented-requirements[6].props[1]: nobody reads our property \"statuss\"",
    ] {
        assert!(problems.iter().any(|one| one.contains(expected)), "{expected}: {problems:#?}");
    }
    assert_eq!(problems.len(), 7, "{problems:#?}");
}

#[test]
fn findings_alone_are_no_verdicts() {
    let text = json!({"assessment-results": {"metadata": {"oscal-version": "1.2.1"}, "results": [
        {"findings": [{}], "observations": [{"description": "d", "methods": ["TEST"], "collected": "2026-01-01T00:00:00Z"}]}
    ]}});
    let imported = oscal::read("o.json", text.to_string().as_bytes());
    assert!(imported.sheets.is_empty());
    assert_eq!(imported.problems.len(), 2, "{:#?}", imported.problems);
}

#[test]
fn hostile_documents_are_refused_in_words() {
    let deep = format!("{{\"component-definition\":{}", "[".repeat(1_000_000));
    assert!(problems(&deep)[0].contains("stand in each other"));
    let wide = format!("{{\"component-definition\":{{\"components\":[{}0]}}}}", "0,".repeat(1_100_000));
    assert!(problems(&wide)[0].contains("at most 1000000 values"));
    let large = vec![b' '; oscal::limits::DOCUMENT_BYTES + 1];
    assert!(oscal::read("o.json", &large).problems[0].message.contains("larger than 32 MB"));
    assert!(oscal::read("o.json", b"{\n\"\xff\"}").problems[0].to_string().starts_with("o.json:2:1: error: this line"));
    let many: Vec<Value> =
        (0..=oscal::limits::ROWS).map(|n| json!({"control-id": format!("x-{n}"), "description": "d"})).collect();
    let imported = oscal::read("o.json", foreign(Value::Array(many)).as_bytes());
    assert_eq!(imported.sheets[0].table.lines.len(), oscal::limits::ROWS);
    assert!(imported.problems[0].message.contains("more than 20000"), "{:?}", imported.problems[0]);
    let wrong: Vec<Value> = (0..5_000).map(|_| json!({})).collect();
    let problems = problems(&foreign(Value::Array(wrong)));
    assert_eq!(problems.len(), oscal::limits::PROBLEMS + 1);
    assert!(problems[oscal::limits::PROBLEMS].contains("4000 more problems"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Cut off, overwritten or shuffled: a document gives problems or rows, and never a fall.
    #[test]
    fn damaged_documents_never_make_it_fall(at in 0_usize..60_000, put in "[\\[\\]{}\",:a0\\\\]{0,3}", cut in any::<bool>()) {
        static DOCUMENT: std::sync::LazyLock<String> = std::sync::LazyLock::new(|| {
            let given = Given::example("first-steps", Basis::Claimed);
            oscal::json(&oscal::component_definition(&given.matter()))
        });
        let at = (0..=at.min(DOCUMENT.len())).rev().find(|at| DOCUMENT.is_char_boundary(*at)).unwrap_or(0);
        let rest = if cut { "" } else { &DOCUMENT[at..] };
        let text = format!("{}{put}{rest}", &DOCUMENT[..at]);
        let imported = oscal::read("o.json", text.as_bytes());
        prop_assert!(!imported.sheets.is_empty() || !imported.problems.is_empty());
    }
}
