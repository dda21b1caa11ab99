//! What does a component definition claim? Ours wholly, another tool's as far as it can be understood.

use std::collections::BTreeMap;

use model::{Spot, Status, Trait};

use crate::at::{At, Problems, Properties};
use crate::component_definition::NO_STATEMENT;
use crate::names::decoded;
use crate::read::{About, Cells, Sheets, Side};

/// The applicant's columns.
const COLUMNS: [&str; 13] = [
    "requirement",
    "part",
    "status",
    "statement",
    "evidence",
    "maturity",
    Trait::Performed.id(),
    Trait::Documented.id(),
    Trait::Competent.id(),
    Trait::Practised.id(),
    Trait::Repeated.id(),
    Trait::Measured.id(),
    Trait::Improved.id(),
];
/// Our properties of a claim, which are columns of the same name, except the last.
const OF_CLAIM: [&str; 11] = [
    "part",
    "status",
    "maturity",
    Trait::Performed.id(),
    Trait::Documented.id(),
    Trait::Competent.id(),
    Trait::Practised.id(),
    Trait::Repeated.id(),
    Trait::Measured.id(),
    Trait::Improved.id(),
    INHERITED,
];
const INHERITED: &str = "inherited-from";
/// Members of a component that are read, or say what the dossier says elsewhere.
const OF_COMPONENT: [&str; 7] = ["uuid", "type", "title", "description", "purpose", "props", "control-implementations"];
/// Members of a claim that are read, or say nothing of their own.
const READ: [&str; 5] = ["uuid", "control-id", "description", "props", "links"];

/// Resources by id, as links name them.
type Resources<'n> = BTreeMap<&'n str, &'n str>;

pub(crate) fn read(document: &At<'_, '_>, sheets: &mut Sheets, problems: &mut Problems) {
    document.reads(&["uuid", "metadata", "components", "back-matter"], problems);
    let back_matter = document.member("back-matter");
    let mut resources = Resources::new();
    if let Some(back_matter) = &back_matter {
        let listed = back_matter.items("resources", problems);
        resources.extend(listed.filter_map(|one| resource(&one, problems)));
    }
    for component in document.items("components", problems) {
        component.reads(&OF_COMPONENT, problems);
        let subject = component.some_properties(&["subject"], problems).said("subject");
        for implementation in component.items("control-implementations", problems) {
            implementation.reads(&["uuid", "source", "description", "props", "implemented-requirements"], problems);
            let properties = implementation.properties(&["edition", "edition-digest"], problems);
            let (edition, digest) = (properties.said("edition"), properties.said("edition-digest"));
            let about = About { subject: subject.clone(), edition, digest };
            for requirement in implementation.items("implemented-requirements", problems) {
                claim(&requirement, &about, &resources, sheets, problems);
            }
        }
    }
}

fn resource<'n>(at: &At<'n, '_>, problems: &mut Problems) -> Option<(&'n str, &'n str)> {
    let (uuid, _) = at.text("uuid", problems);
    let (title, _) = at.text("title", problems);
    let piece = at.some_properties(&["piece"], problems).ours("piece").0;
    Some((uuid, if piece.is_empty() { title } else { piece })).filter(|(_, name)| !name.is_empty())
}

fn claim(at: &At<'_, '_>, about: &About, resources: &Resources<'_>, sheets: &mut Sheets, problems: &mut Problems) {
    let properties = at.properties(&OF_CLAIM, problems);
    // What a platform lends is stated at the platform.
    if !properties.ours(INHERITED).0.is_empty() {
        return;
    }
    let ours = about.edition.is_some();
    let mut cells = Cells::new();
    let (id, spot) = at.text("control-id", problems);
    if id.trim().is_empty() {
        return problems.wrong(Some(at), "names no control");
    }
    cells.insert("requirement", (id.to_owned(), spot));
    let (description, spot) = at.text("description", problems);
    let statement = if description.trim() == NO_STATEMENT { "" } else { description };
    cells.insert("statement", (statement.to_owned(), spot));
    for name in OF_CLAIM.into_iter().filter(|name| *name != INHERITED) {
        let (text, spot) = properties.ours(name);
        cells.insert(name, (text.to_owned(), spot));
    }
    if cells["status"].0.trim().is_empty() && !ours {
        cells.insert("status", foreign_status(at, &properties, problems));
    }
    cells.insert("evidence", evidence(at, resources, ours, problems));
    at.reads(&READ, problems);
    if ours {
        return sheets.take(Side::Applicant, about, &COLUMNS, &cells, at, problems);
    }
    // What another tool leaves out it does not take away: only what it says is a column.
    let says = |name: &&'static str| cells.get(name).is_some_and(|(text, _)| !text.trim().is_empty());
    let columns: Vec<&'static str> = COLUMNS.into_iter().filter(says).collect();
    if columns.len() > 1 {
        sheets.take(Side::Applicant, about, &columns, &cells, at, problems);
    }
}

/// What another tool says in OSCAL's own words.
fn foreign_status(at: &At<'_, '_>, properties: &Properties<'_>, problems: &mut Problems) -> (String, Spot) {
    let Some((word, spot)) = properties.plain("implementation-status") else { return (String::new(), at.node.spot) };
    let status = match word.trim() {
        "implemented" => Status::Met,
        "partial" => Status::Partly,
        // What is planned is not there.
        "planned" => Status::NotMet,
        "alternative" => Status::Compensated,
        "not-applicable" => Status::NotApplicable,
        _ => {
            let shown: String = word.chars().take(40).collect();
            let message = format!("{}: {shown:?} is not an implementation status of OSCAL", at.path());
            problems.error(spot, message, "use implemented, partial, planned, alternative or not-applicable");
            return (String::new(), spot);
        }
    };
    (status.id().to_owned(), spot)
}

fn evidence(at: &At<'_, '_>, resources: &Resources<'_>, ours: bool, problems: &mut Problems) -> (String, Spot) {
    let (mut names, mut first) = (Vec::new(), None);
    for link in at.items("links", problems) {
        let (rel, _) = link.text("rel", problems);
        if rel != "evidence" && (ours || !matches!(rel, "" | "reference")) {
            let shown: String = rel.chars().take(40).collect();
            problems.unread(format!("a link of the kind {shown:?}"), link.node.spot, link.path());
            continue;
        }
        first = first.or(Some(link.node.spot));
        let name = cited(&link, resources, problems);
        if name.contains([';', '\n']) {
            let hint = "a citation has no semicolon and no line break: it parts several";
            problems.error(link.node.spot, format!("{}: {name:?} is no citation", link.path()), hint);
        } else if !name.is_empty() {
            names.push(name);
        }
    }
    (names.join(";"), first.unwrap_or(at.node.spot))
}

/// What a link cites: its text if it has one, else the resource with the place inside it, else where it leads.
fn cited(link: &At<'_, '_>, resources: &Resources<'_>, problems: &mut Problems) -> String {
    let (text, _) = link.text("text", problems);
    if !text.trim().is_empty() {
        return text.trim().to_owned();
    }
    let (href, _) = link.text("href", problems);
    let (fragment, _) = link.text("resource-fragment", problems);
    let Some(uuid) = href.strip_prefix('#') else { return decoded(href) };
    let Some(name) = resources.get(uuid) else {
        problems.wrong(Some(link), "names a resource that back-matter does not have");
        return String::new();
    };
    if fragment.is_empty() { (*name).to_owned() } else { format!("{name}#{}", decoded(fragment)) }
}
