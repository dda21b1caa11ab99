//! What does an edition ask, as an OSCAL catalog? Its facts and our own words, never the standard's.

use catalogue::{Edition, Kind, Method, Requirement, Words};
use model::Date;

use crate::ids::sealed;
use crate::names::{OSCAL_VERSION, line, moment_near, statement_id, token};
use crate::props::Props;
use crate::shape::{Catalog, Control, Document, Group, Link, Metadata, Part};

/// An edition as a catalog.
///
/// In: the edition, our words on its requirements by index, the program with its version, and the document's day.
/// Groups are the edition's, enhancements stand inside what they enhance, headings are there and ask nothing.
pub fn catalog(edition: &Edition, words: &[(usize, Words)], program: &str, at: Date) -> Document {
    let groups = edition.head.groups.iter().enumerate().map(|(index, group)| Group {
        id: format!("group-{}", token(&group.id)),
        class: "group".to_owned(),
        title: line(&group.title),
        props: Props::new().plain("label", &group.id).list(),
        controls: of_group(edition, words, index),
    });
    sealed(Document::Catalog(Catalog {
        metadata: metadata(edition, &format!("{}: catalog in our own words", title(edition)), program, at),
        groups: groups.collect(),
        ..Catalog::default()
    }))
}

/// How an edition is called in titles: `IEC 62443-4-2:2019, …`.
pub(crate) fn title(edition: &Edition) -> String {
    let head = &edition.head;
    let standard = head.key.standard.as_str();
    let name = match standard.strip_prefix("iec") {
        Some(number) => format!("IEC {number}:{}", head.key.edition),
        None => format!("{} {}", standard.to_uppercase(), head.key.edition),
    };
    line(&format!("{name}, {}", head.title))
}

/// The metadata of what is about an edition only.
pub(crate) fn metadata(edition: &Edition, title: &str, program: &str, at: Date) -> Metadata {
    Metadata {
        title: line(title),
        last_modified: moment_near(at),
        version: edition.digest.clone(),
        oscal_version: OSCAL_VERSION.to_owned(),
        props: of_edition(edition).ours("program", program).ours("publisher", &edition.head.publisher).list(),
        remarks: "Identifiers, short titles, levels and conditions are facts of the standard or law; every sentence \
                  is ours. Its own text is not contained."
            .to_owned(),
        ..Metadata::default()
    }
}

/// Which edition, and under which digest its facts are frozen.
pub(crate) fn of_edition(edition: &Edition) -> Props {
    Props::new().ours("edition", edition.head.key.to_string()).ours("edition-digest", &edition.digest)
}

fn of_group(edition: &Edition, words: &[(usize, Words)], group: usize) -> Vec<Control> {
    let tops = edition.requirements.iter().enumerate();
    let tops = tops.filter(|(_, one)| one.group == group && one.parent.is_none());
    tops.map(|(index, _)| control(edition, words, index)).collect()
}

/// A requirement with those that stand under it; the catalogue has parents before children, so this ends.
fn control(edition: &Edition, words: &[(usize, Words)], index: usize) -> Control {
    let requirement = &edition.requirements[index];
    let known = words.binary_search_by_key(&index, |(known, _)| *known).ok().map(|at| &words[at].1);
    Control {
        id: token(requirement.id.as_str()),
        class: requirement.kind.id().to_owned(),
        title: line(&requirement.title),
        props: facts(index, requirement),
        links: requirement.see.iter().map(|see| see_also(&edition.requirements[*see])).collect(),
        parts: if requirement.is_asked() { parts(requirement, known) } else { Vec::new() },
        controls: edition.children(index).map(|child| control(edition, words, child)).collect(),
    }
}

fn facts(index: usize, requirement: &Requirement) -> Vec<crate::shape::Property> {
    Props::new()
        .plain("label", requirement.id.as_str())
        .plain("sort-id", &format!("{index:04}"))
        .ours("kind", requirement.kind.id())
        .maybe("level", requirement.level)
        .each("component-type", requirement.types.iter().map(|one| one.id()))
        .ours("section", &requirement.section)
        .ours("clause", &requirement.clause)
        .maybe("feature", requirement.feature.as_ref())
        .ours("applies-where", &requirement.applies_where)
        .ours("integration-offered", if requirement.integration_offered { "yes" } else { "" })
        .ours("verified", if requirement.verified() { "yes" } else { "no" })
        .each("unverified", &requirement.unverified)
        .ours("asks-nothing", if matches!(requirement.kind, Kind::Heading | Kind::None) { "yes" } else { "" })
        .list()
}

fn see_also(requirement: &Requirement) -> Link {
    Link { href: format!("#{}", token(requirement.id.as_str())), rel: "related".to_owned(), ..Link::default() }
}

/// The statement, what assessors look for, and guidance. The statement is there even without words: findings name it.
fn parts(requirement: &Requirement, words: Option<&Words>) -> Vec<Part> {
    let id = token(requirement.id.as_str());
    let statement = statement_id(requirement.id.as_str());
    let own = Props::new().ours("wording", "own");
    let asks = words.map(|words| words.asks.clone()).unwrap_or_default();
    let first = Part { id: statement.clone(), prose: asks, props: own.list(), ..named("statement") };
    let mut parts = vec![first];
    let Some(words) = words else { return parts };
    let link = Link { href: format!("#{statement}"), rel: "assessment-for".to_owned(), ..Link::default() };
    let items = words.look_for.iter().flat_map(|(method, items)| items.iter().map(move |item| (*method, item)));
    let objectives: Vec<Part> = items
        .enumerate()
        .map(|(number, (method, item))| Part {
            id: format!("{id}_obj.{}", number + 1),
            props: Props::new().ours("method", method.id()).list(),
            prose: item.clone(),
            ..named("assessment-objective")
        })
        .collect();
    if !objectives.is_empty() {
        parts.push(Part {
            id: format!("{id}_obj"),
            parts: objectives,
            links: vec![link],
            ..named("assessment-objective")
        });
    }
    for (method, _) in &words.look_for {
        let objects = if *method == Method::Document { words.evidence.as_slice() } else { &[] };
        let objects = (!objects.is_empty()).then(|| Part { prose: list(objects), ..named("assessment-objects") });
        parts.push(Part {
            id: format!("{id}_asm-{}", method.id()),
            props: Props::new().plain("method", oscal_method(*method)).ours("method", method.id()).list(),
            parts: objects.into_iter().collect(),
            ..named("assessment-method")
        });
    }
    let mut guidance = |class: &str, prose: String| {
        if !prose.is_empty() {
            let id = format!("{id}_gdn-{class}");
            parts.push(Part { id, class: class.to_owned(), prose, ..named("guidance") });
        }
    };
    guidance("falls-short", list(&words.falls_short));
    for (design, text) in &words.others_meet {
        guidance(&format!("others-meet-{}", design.id()), text.clone());
    }
    guidance("step-up", words.step_up.clone());
    parts
}

fn named(name: &str) -> Part {
    Part { name: name.to_owned(), ..Part::default() }
}

/// A Markdown list.
fn list(items: &[String]) -> String {
    items.iter().map(|item| format!("- {}", line(item))).collect::<Vec<_>>().join("\n")
}

/// OSCAL's word for a method: who watches a demonstration examines, who operates the thing tests.
const fn oscal_method(method: Method) -> &'static str {
    match method {
        Method::Document | Method::Demonstration => "EXAMINE",
        Method::Interview => "INTERVIEW",
        Method::Test => "TEST",
    }
}
