//! What does a subject's file say? `product.toml`, `process.toml`, `system.toml` and `programme.toml`.

use std::sync::Arc;

use catalogue::Edition;
use model::{
    AssessedAs, Changed, ComponentType, ComponentTypes, EditionKey, Element, Part, Problem, RequirementId, Subject,
    SubjectId, SubjectKind, Version,
};
use tables::{Document, Section, Text};

use crate::library::Library;
use crate::toml_reader::{Reader, cut};

/// Roles of a service provider (IEC 62443-2-4).
pub(crate) const ROLES: [&str; 2] = ["integration", "maintenance"];

/// Reads a subject's file as far as it can be read.
pub(crate) fn read(
    library: &Library<'_>,
    id: SubjectId,
    kind: SubjectKind,
    file: &str,
    text: &str,
) -> (Subject, Vec<Problem>) {
    let (document, mut problems) = Document::read(file, text);
    let root = document.root();
    let mut subject = Subject::new(id, kind);
    let mut reader = Reader { section: &root, problems: &mut problems };
    let name = reader.required("name");
    if !name.is_empty() {
        subject.name = name;
    }
    let editions = standards(library, &mut reader, &mut subject);
    subject.target = reader.goal("target", &editions);
    subject.applied_for = reader.goal("applied_for", &editions);
    subject.present = reader.features("present", library.catalogue);
    subject.absent = reader.features("absent", library.catalogue);
    if let Some(both) = subject.present.iter().find(|feature| subject.absent.contains(feature)) {
        let at = Text { text: String::new(), spot: root.spot_of_key("absent") };
        reader.error(&at, format!("the feature {both} is declared both present and absent"), "decide for one");
        subject.absent.retain(|feature| !subject.present.contains(feature));
    }
    match kind {
        SubjectKind::Product => {
            types(&mut reader, &mut subject, &editions);
            subject.only_platform = root.flag("only_platform", reader.problems).unwrap_or(false);
            subject.platform = in_folder(&mut reader, "platform", SubjectKind::Product);
            subject.process = in_folder(&mut reader, "process", SubjectKind::Process);
            technical(&mut reader, &mut subject, &editions, library);
        }
        SubjectKind::System => {
            let words = AssessedAs::words();
            subject.assessed_as = reader.word("subject", AssessedAs::parse, &words).unwrap_or(AssessedAs::Product);
            subject.process = in_folder(&mut reader, "process", SubjectKind::Process);
            subject.sites.extend(reader.reference("site").map(|site| site.text));
            subject.components = reader.texts("components");
            technical(&mut reader, &mut subject, &editions, library);
        }
        SubjectKind::Process => {
            subject.sites = reader.texts("sites");
            subject.teams = reader.texts("teams");
            subject.products = reader.texts("products");
        }
        SubjectKind::Programme => {
            subject.sites.extend(reader.reference("site").map(|site| site.text));
            for role in root.texts("roles", reader.problems) {
                if ROLES.contains(&role.text.as_str()) {
                    subject.roles.push(role.text);
                } else {
                    let message = format!("{:?} is not a role", cut(&role.text));
                    reader.error(&role, message, &format!("use one of: {}", ROLES.join(", ")));
                }
            }
            // What cannot be read may be any row: all of them are in scope then.
            let scope = reader.whole(|reader| reader.requirements("scope", &editions));
            subject.scope = scope.unwrap_or_else(|| every_row(&editions));
        }
    }
    let states_scope = root.has("scope");
    if unread(root, &mut problems) && kind == SubjectKind::Programme && !states_scope {
        subject.scope = every_row(&editions);
    }
    (subject, problems)
}

/// Names the keys that nobody reads; are there any?
fn unread(section: Section<'_>, problems: &mut Vec<Problem>) -> bool {
    let before = problems.len();
    section.finish(problems);
    problems.len() > before
}

/// Every row of these editions that can be asked.
fn every_row(editions: &[Arc<Edition>]) -> Vec<RequirementId> {
    let rows = editions.iter().flat_map(|edition| &edition.requirements);
    rows.filter(|one| one.is_asked()).map(|one| one.id.clone()).collect()
}

fn standards(library: &Library<'_>, reader: &mut Reader<'_, '_, '_>, subject: &mut Subject) -> Vec<Arc<Edition>> {
    let known = || library.catalogue.heads().iter().map(|head| head.key.to_string()).collect::<Vec<_>>().join(", ");
    for text in reader.section.texts("standards", reader.problems) {
        match library.key(&text.text) {
            Some(key) => {
                if !text.text.contains('@') {
                    let hint = format!("write \"{key}\", so that a later edition changes nothing by itself");
                    reader.warning(
                        &text,
                        format!("{:?} names no edition; the newest is taken", cut(&text.text)),
                        &hint,
                    );
                }
                if !subject.standards.contains(&key) {
                    subject.standards.push(key);
                }
            }
            None => {
                let message = format!("{:?} is no edition of a standard", cut(&text.text));
                reader.error(&text, message, &format!("use one of: {}", known()));
            }
        }
    }
    if subject.standards.is_empty() && !reader.section.has("standards") {
        let at = Text { text: String::new(), spot: reader.section.spot() };
        let hint = "say which editions it is assessed against: standards = [\"iec62443-4-2@2019\"]";
        reader.warning(&at, "`standards` is missing".to_owned(), hint);
    }
    subject.standards.iter().filter_map(|key: &EditionKey| library.edition(key)).collect()
}

fn types(reader: &mut Reader<'_, '_, '_>, subject: &mut Subject, editions: &[Arc<Edition>]) {
    let known = ComponentType::ALL.map(ComponentType::id).join(", ");
    let types = reader.whole(|reader| {
        let mut types = ComponentTypes::NONE;
        for text in reader.section.texts("types", reader.problems) {
            match ComponentType::parse(&text.text) {
                Some(one) => types = types.with(one),
                None => {
                    let message = format!("{:?} is not a component type; all four are assumed", cut(&text.text));
                    reader.error(&text, message, &format!("use: {known}"));
                }
            }
        }
        types
    });
    // A type that cannot be read may be any.
    subject.types = types.unwrap_or(ComponentTypes::ALL);
    if subject.types.is_empty() && editions.iter().any(|edition| edition.head.component_types) {
        let at = Text { text: String::new(), spot: reader.section.spot_of_key("types") };
        let message = "the component type is not known; all four are assumed, which no product meets by chance";
        reader.error(&at, message.to_owned(), &format!("say which: types = [\"embedded-device\"], of {known}"));
        subject.types = ComponentTypes::ALL;
    }
}

/// The id of another subject; its folder may stand before it.
fn in_folder(reader: &mut Reader<'_, '_, '_>, key: &str, kind: SubjectKind) -> Option<SubjectId> {
    let mut text = reader.section.word(key, reader.problems).filter(|text| !text.text.trim().is_empty())?;
    let start = format!("{}/", kind.folder());
    text.text = text.text.trim().strip_prefix(&start).unwrap_or(text.text.trim()).to_owned();
    let id = reader.checked_id(text)?;
    Some(SubjectId::new(&format!("{start}{}", id.text)))
}

/// What products and systems have: model, context, parts, interfaces and versions.
fn technical(reader: &mut Reader<'_, '_, '_>, subject: &mut Subject, editions: &[Arc<Edition>], library: &Library<'_>) {
    subject.model = reader.text("model");
    subject.context = reader.text("context");
    subject.essential_functions = reader.texts("essential_functions");
    subject.parts = elements(reader, "part", editions);
    subject.interfaces = elements(reader, "interface", editions);
    let mut versions: Vec<Version> = Vec::new();
    for section in reader.section.sections("version", reader.problems) {
        let mut inner = Reader { section: &section, problems: reader.problems };
        let id = section.required("id", inner.problems);
        if versions.iter().any(|version| version.id == id.text.trim()) {
            inner.error(&id, format!("the version {} stands here twice", cut(&id.text)), "keep one of the two");
            continue;
        }
        let mut version = Version {
            id: id.text.trim().to_owned(),
            date: inner.date("date"),
            hardware: inner.text("hardware"),
            firmware: inner.text("firmware"),
            software: inner.text("software"),
            build: inner.text("build"),
            platform: inner.text("platform"),
            changed: None,
            note: inner.text("note"),
        };
        let keys = ["changed_parts", "changed_interfaces", "changed_features", "changed_requirements"];
        let changed = inner.whole(|inner| Changed {
            parts: known(inner, keys[0], &subject.parts, "part"),
            interfaces: known(inner, keys[1], &subject.interfaces, "interface"),
            features: inner.features(keys[2], library.catalogue),
            requirements: inner.requirements(keys[3], editions),
        });
        version.changed = changed.filter(|_| keys.iter().any(|key| section.has(key)));
        if let (Some(before), Some(date)) = (versions.last().and_then(|version| version.date), version.date)
            && date < before
        {
            let at = Text { text: String::new(), spot: section.spot_of_key("date") };
            let message = format!("the version {} is older than the one before it", version.id);
            inner.warning(&at, message, "versions stand in the order of their release; the last is the current one");
        }
        // A key that nobody reads may be the one that says what changed.
        if unread(section, reader.problems) {
            version.changed = None;
        }
        versions.push(version);
    }
    subject.versions = versions;
}

fn elements(reader: &mut Reader<'_, '_, '_>, key: &str, editions: &[Arc<Edition>]) -> Vec<Element> {
    let mut elements: Vec<Element> = Vec::new();
    for section in reader.section.sections(key, reader.problems) {
        let mut inner = Reader { section: &section, problems: reader.problems };
        // Sheets write the part as people call it, so blanks are welcome here.
        let id = section.required("id", inner.problems);
        let name = inner.text("name");
        let protocols = if key == "interface" { inner.texts("protocols") } else { Vec::new() };
        let requirements = inner.whole(|inner| inner.requirements("requirements", editions));
        let requirements = requirements.filter(|_| section.has("requirements"));
        if elements.iter().any(|known| known.id.as_str() == id.text.trim()) {
            inner.error(&id, format!("the {key} {:?} stands here twice", cut(&id.text)), "keep one of the two");
        } else if !id.text.trim().is_empty() {
            elements.push(Element { id: Part::new(id.text.trim()), name, protocols, requirements });
        }
        if unread(section, reader.problems)
            && let Some(last) = elements.last_mut()
        {
            last.requirements = None;
        }
    }
    elements
}

/// Ids of parts or interfaces that the file declares; what it does not declare stays, and is named.
fn known(reader: &mut Reader<'_, '_, '_>, key: &str, elements: &[Element], what: &str) -> Vec<String> {
    let section: &Section<'_> = reader.section;
    let texts = section.texts(key, reader.problems);
    for text in &texts {
        if !elements.iter().any(|element| element.id.as_str() == text.text.trim()) {
            let message = format!("there is no {what} {:?}; a change of it touches every row", cut(&text.text));
            reader.error(text, message, &format!("declare it as [[{what}]], or correct the id"));
        }
    }
    texts.into_iter().map(|text| text.text.trim().to_owned()).collect()
}
