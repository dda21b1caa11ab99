//! Do the files of a package fit together, and are they the same tomorrow?

use std::collections::{BTreeMap, BTreeSet};

use catalogue::AssessedBy;
use model::Basis;
use serde_json::Value;

use crate::given::{CATALOGUE, Given, strange};

fn parsed(given: &Given) -> BTreeMap<String, Value> {
    let files = oscal::package(&given.matter());
    files.into_iter().map(|(name, json)| (name, serde_json::from_str(&json).expect("JSON"))).collect()
}

/// Every member of a document with its name, however deep.
fn walk<'v>(value: &'v Value, look: &mut impl FnMut(&str, &'v Value)) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                look(name, member);
                walk(member, look);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| walk(item, look)),
        _ => {}
    }
}

/// All texts under members of these names.
fn texts<'v>(value: &'v Value, names: &[&str]) -> Vec<&'v str> {
    let mut texts = Vec::new();
    walk(value, &mut |name, member| {
        if names.contains(&name) {
            texts.extend(member.as_str());
            texts.extend(member.as_array().into_iter().flatten().filter_map(Value::as_str));
        }
    });
    texts
}

fn givens() -> [Given; 3] {
    [Given::example("gateway", Basis::Evaluated), Given::example("plant", Basis::Claimed), strange()]
}

#[test]
fn the_gateway_has_these_files() {
    let given = Given::example("gateway", Basis::Evaluated);
    let names: Vec<String> = oscal::package(&given.matter()).into_iter().map(|(name, _)| name).collect();
    // Three catalogues, sixteen profiles of 4-2, one of each of the others, four documents of the dossier.
    assert_eq!(names.len(), 3 + 16 + 2 + 4, "{names:#?}");
    for name in [
        "iec62443-4-1-2018.catalog.oscal.json",
        "iec62443-4-1-2018.all.profile.oscal.json",
        "iec62443-4-2-2019.catalog.oscal.json",
        "iec62443-4-2-2019.embedded-device.sl2.profile.oscal.json",
        "dossier.component-definition.oscal.json",
        "dossier.assessment-plan.oscal.json",
        "dossier.assessment-results.oscal.json",
        "dossier.poam.oscal.json",
    ] {
        assert!(names.iter().any(|known| known == name), "{name} is missing from {names:#?}");
    }
}

#[test]
fn every_id_is_of_version_five_and_stands_once() {
    for given in givens() {
        for (name, document) in parsed(&given) {
            let ids = texts(&document, &["uuid"]);
            let once: BTreeSet<&str> = ids.iter().copied().collect();
            assert_eq!(once.len(), ids.len(), "{name}");
            for id in ids {
                let bytes = id.as_bytes();
                assert!(id.len() == 36 && bytes[14] == b'5' && b"89ab".contains(&bytes[19]), "{name}: {id}");
            }
        }
    }
}

#[test]
fn whatever_is_referred_to_is_there() {
    for given in givens() {
        let files = parsed(&given);
        let catalogs: Vec<&Value> =
            files.iter().filter(|(name, _)| name.contains(".catalog.")).map(|(_, one)| one).collect();
        let controls: BTreeSet<&str> = catalogs.iter().flat_map(|one| texts(one, &["id"])).collect();
        let evidence: BTreeSet<String> = given
            .matter()
            .evidence
            .iter()
            .flat_map(|held| &held.piece.files)
            .map(|file| file.path.to_string())
            .collect();
        for (name, document) in &files {
            let uuids: BTreeSet<&str> = texts(document, &["uuid"]).into_iter().collect();
            for id in texts(document, &["control-id", "with-ids", "target-id"]) {
                assert!(controls.contains(id), "{name}: {id}");
            }
            for id in texts(
                document,
                &[
                    "observation-uuid",
                    "finding-uuid",
                    "risk-uuid",
                    "actor-uuid",
                    "party-uuids",
                    "member-of-organizations",
                    "activity-uuid",
                    "subject-uuid",
                ],
            ) {
                assert!(uuids.contains(id), "{name}: {id}");
            }
            for href in texts(document, &["href", "source"]) {
                let there = match href.strip_prefix('#') {
                    Some(id) if name.contains(".catalog.") => controls.contains(id),
                    Some(id) => uuids.contains(id),
                    // Evidence lies in the dossier, everything else beside the document.
                    None => files.contains_key(href) || evidence.iter().any(|path| uri(path) == href),
                };
                assert!(there, "{name}: {href}");
            }
        }
    }
}

/// A path as RFC 3986 writes it.
fn uri(path: &str) -> String {
    path.bytes()
        .map(|byte| match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
            _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[test]
fn a_subject_keeps_its_id_and_a_changed_document_gets_another() {
    let given = Given::example("gateway", Basis::Evaluated);
    let (one, other) = (oscal::package(&given.matter()), oscal::package(&given.matter()));
    assert_eq!(one, other);
    let claimed = parsed(&Given::example("gateway", Basis::Claimed));
    let evaluated = parsed(&given);
    let results = "dossier.assessment-results.oscal.json";
    let of = |files: &BTreeMap<String, Value>, path: &str| files[results].pointer(path).cloned().expect("a member");
    let component = "/assessment-results/results/0/local-definitions/components/0/uuid";
    assert_eq!(of(&claimed, component), of(&evaluated, component));
    assert_ne!(of(&claimed, "/assessment-results/uuid"), of(&evaluated, "/assessment-results/uuid"));
}

#[test]
fn tokens_are_unique_and_lead_back() {
    for head in CATALOGUE.heads() {
        let edition = CATALOGUE.edition(head);
        let mut seen = BTreeSet::new();
        for (index, requirement) in edition.requirements.iter().enumerate() {
            let token = oscal::token(requirement.id.as_str());
            assert_eq!(edition.find(&token), Some(index), "{token}");
            assert!(seen.insert(token), "{}", requirement.id);
        }
    }
}

#[test]
fn profiles_ask_what_the_edition_asks() {
    let given = Given::example("gateway", Basis::Evaluated);
    let files = parsed(&given);
    let ids = |level: u8| {
        let name = format!("iec62443-4-2-2019.embedded-device.sl{level}.profile.oscal.json");
        texts(&files[&name], &["with-ids"]).into_iter().map(str::to_owned).collect::<BTreeSet<_>>()
    };
    assert!(ids(1).is_subset(&ids(2)) && ids(2).is_subset(&ids(3)) && ids(3).is_subset(&ids(4)));
    assert!(ids(1).contains("ccsc-1") && ids(1).contains("edr-3.14"));
    // Another type's row, a heading, and a row of a higher level are not asked.
    assert!(!ids(4).contains("ndr-1.6") && !ids(4).contains("cr-1.6") && !ids(1).contains("cr-1.1-re-1"));
}

#[test]
fn findings_say_what_the_assessment_says() {
    let given = Given::example("gateway", Basis::Evaluated);
    let matter = given.matter();
    let files = parsed(&given);
    let results = &files["dossier.assessment-results.oscal.json"]["assessment-results"]["results"];
    for (case, result) in matter.cases.iter().zip(results.as_array().expect("results")) {
        let findings = result["findings"].as_array().expect("findings");
        assert_eq!(findings.len(), case.assessment.standings.len());
        let state = |finding: &Value| finding["target"]["status"]["state"].as_str().map(str::to_owned);
        let open = findings.iter().filter(|one| state(one).as_deref() == Some("not-satisfied")).count();
        let weakest = case.assessment.weakest_way();
        let stands = case.assessment.standings.iter().map(|standing| case.assessment.stand(standing));
        let expected = stands.filter(|stand| !stand.counts(weakest) && !stand.is_not_applicable()).count();
        assert_eq!(open, expected, "{}", case.subject.id);
    }
    let items = &files["dossier.poam.oscal.json"]["plan-of-action-and-milestones"]["poam-items"];
    // What is open of a law is a matter of coverage, and no item.
    let rows = matter.cases.iter().filter(|case| case.assessment.edition.head.assessed_by != AssessedBy::Coverage);
    let gaps: usize = rows.map(|case| case.assessment.gaps.len()).sum();
    assert_eq!(items.as_array().map(Vec::len), Some(gaps));
}

#[test]
fn a_verdict_that_waits_to_be_looked_at_again_says_so() {
    let files = parsed(&strange());
    let results = &files["dossier.assessment-results.oscal.json"]["assessment-results"]["results"];
    let observations = results.as_array().expect("results").iter().filter_map(|one| one["observations"].as_array());
    let types: BTreeMap<String, Value> = observations
        .flatten()
        .map(|one| (one["title"].as_str().unwrap_or_default().to_owned(), one["types"][0].clone()))
        .collect();
    // CR 1.1 changed in version 2 and was examined on version 1 beta.
    assert_eq!(types["CR 1.1 of 网关: pass"], "historic");
    assert_eq!(types["CR 1.4 of 网关: ne"], "control-objective");
}
