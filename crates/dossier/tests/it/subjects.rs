//! Does a subject that the program writes come back as it was?

use dossier::{Library, emit, write};
use model::{
    AssessedAs, Change, Changed, ComponentType, ComponentTypes, Element, FeatureId, Goal, MaturityLevel, Part,
    RequirementId, SecurityLevel, Statement, Subject, SubjectId, SubjectKind, TargetVector, Version, parse_date,
};
use proptest::prelude::*;

use crate::given::{CATALOGUE, dossier, edited, files, problems};

fn texts() -> impl Strategy<Value = String> {
    prop_oneof!["\\PC{0,12}", "[\t\n\r \"'\\\\#=a]{0,12}"].prop_map(|text: String| text.trim().to_owned())
}

fn named() -> impl Strategy<Value = String> {
    texts().prop_filter("a name", |text| !text.is_empty())
}

fn lists() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(named(), 0..3)
}

fn ids() -> impl Strategy<Value = String> {
    "[a-z0-9][a-z0-9_.-]{0,6}[a-z0-9]"
}

fn requirements(standard: &'static str) -> impl Strategy<Value = Vec<RequirementId>> {
    let edition = CATALOGUE.edition(CATALOGUE.head(standard, None).unwrap());
    let all: Vec<RequirementId> = edition.requirements.iter().map(|one| one.id.clone()).collect();
    prop::sample::subsequence(all, 0..4)
}

fn features() -> impl Strategy<Value = Vec<FeatureId>> {
    let all: Vec<FeatureId> =
        CATALOGUE.features().iter().filter(|one| !one.row_by_row).map(|one| one.id.clone()).collect();
    prop::sample::subsequence(all, 0..6)
}

fn elements(standard: &'static str, is_interface: bool) -> impl Strategy<Value = Vec<Element>> {
    let one = (named(), texts(), lists(), prop::option::of(requirements(standard)));
    prop::collection::btree_map(named(), one, 0..3).prop_map(move |all| {
        let element = |(id, (_, name, protocols, requirements)): (String, (String, String, Vec<String>, _))| Element {
            id: Part::new(&id),
            name,
            protocols: if is_interface { protocols } else { Vec::new() },
            requirements,
        };
        all.into_iter().map(element).collect()
    })
}

/// Versions with any text as an id, and changes of as many parts and interfaces as their subject declares.
fn versions(standard: &'static str) -> impl Strategy<Value = Vec<Version>> {
    let date = prop::option::of((2000i32..2100, 1u8..13, 1u8..29))
        .prop_map(|day| day.and_then(|(year, month, day)| parse_date(&format!("{year}-{month:02}-{day:02}"))));
    let changed =
        prop::option::of((lists(), lists(), features(), requirements(standard)).prop_map(
            |(parts, interfaces, features, requirements)| Changed { parts, interfaces, features, requirements },
        ));
    let one = (date, prop::array::uniform6(texts()), changed);
    prop::collection::btree_map(named(), one, 0..3).prop_map(|all| {
        let mut versions = Vec::new();
        for (id, (date, [hardware, firmware, software, build, platform, note], changed)) in all {
            versions.push(Version { id, date, hardware, firmware, software, build, platform, changed, note });
        }
        versions
    })
}

/// Names parts and interfaces that the subject declares: any other make the change unknown.
fn declared(mut version: Version, parts: &[Element], interfaces: &[Element]) -> Version {
    if let Some(changed) = &mut version.changed {
        for (ids, elements) in [(&mut changed.parts, parts), (&mut changed.interfaces, interfaces)] {
            *ids = elements.iter().rev().map(|element| element.id.to_string()).take(ids.len()).collect();
        }
    }
    version
}

fn levels() -> impl Strategy<Value = Option<Goal>> {
    let seven = prop_oneof![prop::array::uniform7(0u8..=4), (0u8..=4).prop_map(|one| [one; 7])];
    prop::option::of(seven.prop_map(|all| Goal::Levels(TargetVector(all.map(|one| SecurityLevel::new(one).unwrap())))))
}

fn maturity() -> impl Strategy<Value = Option<Goal>> {
    prop::option::of(prop::sample::select(&MaturityLevel::ALL[..]).prop_map(Goal::Maturity))
}

/// A bare subject with what all kinds have.
fn common(kind: SubjectKind, standard: &'static str) -> impl Strategy<Value = Subject> {
    (ids(), named(), features(), prop::collection::vec(any::<bool>(), 6)).prop_map(
        move |(id, name, features, sides)| {
            let mut subject = Subject::new(SubjectId::new(&format!("{}/{id}", kind.folder())), kind);
            subject.name = name;
            subject.standards = vec![Library::new(&CATALOGUE).key(standard).unwrap()];
            for (feature, present) in features.into_iter().zip(sides) {
                if present { &mut subject.present } else { &mut subject.absent }.push(feature);
            }
            subject
        },
    )
}

fn technical(kind: SubjectKind, standard: &'static str) -> impl Strategy<Value = Subject> {
    (
        common(kind, standard),
        (texts(), texts(), lists(), levels(), levels(), prop::option::of(ids())),
        (elements(standard, false), elements(standard, true), versions(standard)),
    )
        .prop_map(|(mut subject, (model, context, functions, target, applied_for, process), more)| {
            (subject.model, subject.context, subject.essential_functions) = (model, context, functions);
            (subject.target, subject.applied_for) = (target, applied_for);
            subject.process = process.map(|id| SubjectId::new(&format!("process/{id}")));
            let (parts, interfaces, versions) = more;
            subject.versions = versions.into_iter().map(|version| declared(version, &parts, &interfaces)).collect();
            (subject.parts, subject.interfaces) = (parts, interfaces);
            subject
        })
}

fn products() -> impl Strategy<Value = Subject> {
    let types = prop::sample::subsequence(ComponentType::ALL.to_vec(), 1..=4);
    let product = technical(SubjectKind::Product, "iec62443-4-2");
    (product, types, any::<bool>(), prop::option::of(ids())).prop_map(|(mut subject, types, only, platform)| {
        subject.types = types.into_iter().collect::<ComponentTypes>();
        subject.only_platform = only;
        subject.platform = platform.map(|id| SubjectId::new(&format!("products/{id}")));
        subject
    })
}

fn systems() -> impl Strategy<Value = Subject> {
    let system = technical(SubjectKind::System, "iec62443-3-3");
    (system, prop::sample::select(AssessedAs::ALL), prop::option::of(ids()), lists()).prop_map(
        |(mut subject, assessed_as, site, components)| {
            subject.assessed_as = assessed_as;
            subject.sites.extend(site);
            subject.components = components;
            subject
        },
    )
}

fn processes() -> impl Strategy<Value = Subject> {
    let process = common(SubjectKind::Process, "iec62443-4-1");
    (process, lists(), lists(), lists(), maturity(), maturity()).prop_map(
        |(mut subject, sites, teams, products, target, applied_for)| {
            (subject.sites, subject.teams, subject.products) = (sites, teams, products);
            (subject.target, subject.applied_for) = (target, applied_for);
            subject
        },
    )
}

fn programmes() -> impl Strategy<Value = Subject> {
    let programme = common(SubjectKind::Programme, "iec62443-2-4");
    let roles = prop::sample::subsequence(vec!["integration".to_owned(), "maintenance".to_owned()], 0..=2);
    (programme, prop::option::of(ids()), roles, requirements("iec62443-2-4"), maturity()).prop_map(
        |(mut subject, site, roles, scope, target)| {
            subject.sites.extend(site);
            (subject.roles, subject.scope, subject.target) = (roles, scope, target);
            subject
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn a_subject_comes_back_from_its_file_as_it_was(subject in prop_oneof![3 => products(), 1 => systems(), 1 => processes(), 1 => programmes()]) {
        let none = files(&[("dossier.toml", "format = 1\n")]);
        let change = Change::State(Statement::Subject(Box::new(subject.clone())));
        let edits = write(&Library::new(&CATALOGUE), &dossier(&none), &none, &[change]).unwrap();
        let read = dossier(&edited(&none, &edits));
        prop_assert_eq!(read.book.subject(&subject.id), Some(&subject), "{}", emit::subject(&subject));
        // What leans on others that are not here is named; nothing is wrong with the words themselves.
        for problem in &read.problems {
            let leans = problem.message.starts_with("there is no ") || problem.message.contains("has no site")
                || problem.message.contains("has no team") || !problem.is_error();
            prop_assert!(leans, "{}", problem);
        }
    }

    #[test]
    fn a_version_that_is_appended_comes_back(subject in products(), more in versions("iec62443-4-2")) {
        let file = format!("{}/product.toml", subject.id);
        let before = files(&[("dossier.toml", "format = 1\n"), (&file, &emit::subject(&subject))]);
        for version in more.into_iter().filter(|new| subject.versions.iter().all(|old| old.id != new.id)) {
            let mut newer = subject.clone();
            newer.versions.push(declared(version, &subject.parts, &subject.interfaces));
            let change = Change::State(Statement::Subject(Box::new(newer.clone())));
            let edits = write(&Library::new(&CATALOGUE), &dossier(&before), &before, &[change]).unwrap();
            prop_assert!(edits[0].bytes.starts_with(&before[file.as_str()]), "everything before it stays");
            let read = dossier(&edited(&before, &edits));
            prop_assert_eq!(read.book.subject(&subject.id), Some(&newer));
        }
    }
}

#[test]
fn a_bare_subject_of_every_kind_is_read_without_errors() {
    for (kind, standard) in SubjectKind::ALL.into_iter().zip(["4-2", "4-1", "3-3", "2-4"]) {
        let mut subject = Subject::new(SubjectId::new(&format!("{}/x", kind.folder())), kind);
        subject.standards = vec![Library::new(&CATALOGUE).key(standard).unwrap()];
        if kind == SubjectKind::Product {
            subject.types = ComponentTypes::NONE.with(ComponentType::EmbeddedDevice);
        }
        let file = format!("{}/{}.toml", subject.id, kind.id());
        let read = dossier(&files(&[("dossier.toml", "format = 1\n"), (&file, &emit::subject(&subject))]));
        assert!(read.problems.iter().all(|problem| !problem.is_error()), "{:?}", problems(&read));
    }
}
