//! What do all documents of one dossier share? Its ids, its people, its subjects and their editions.

use model::{ComponentType, Date, Goal, Row, Subject, SubjectKind};
use report::{Case, Matter};

use crate::catalog::of_edition;
use crate::evidence::Register;
use crate::ids::Ids;
use crate::names::{NAMESPACE, OSCAL_VERSION, either, line, moment_near};
use crate::observations::examined;
use crate::props::Props;
use crate::shape::{ExternalId, Metadata, Party, ResponsibleParty, Role};

/// The matter of a dossier with what its documents name in common.
pub(crate) struct Scope<'m> {
    pub(crate) matter: &'m Matter<'m>,
    pub(crate) ids: Ids,
    pub(crate) register: Register<'m>,
}

impl<'m> Scope<'m> {
    pub(crate) fn new(matter: &'m Matter<'m>) -> Self {
        let ids = Ids::of(&["dossier", matter.organization, matter.title]);
        Self { matter, ids, register: Register::new(matter) }
    }

    /// The document's day.
    pub(crate) fn at(&self) -> Date {
        self.matter.at
    }

    /// The subjects, each once, in the order of the cases.
    pub(crate) fn subjects(&self) -> Vec<&'m Subject> {
        let mut subjects: Vec<&Subject> = Vec::new();
        for case in &self.matter.cases {
            if !subjects.iter().any(|known| known.id == case.subject.id) {
                subjects.push(case.subject);
            }
        }
        subjects
    }

    /// The id of something about a case.
    pub(crate) fn id(&self, what: &str, case: &Case<'_>, more: &[&str]) -> String {
        let key = case.assessment.edition.head.key.to_string();
        let mut path = vec![what, case.subject.id.as_str(), &key];
        path.extend(more);
        self.ids.at(&path)
    }

    /// The id of something about a row.
    pub(crate) fn row_id(&self, what: &str, case: &Case<'_>, row: &Row) -> String {
        let part = row.part.as_ref().map(|part| part.as_str()).unwrap_or_default();
        self.id(what, case, &[row.requirement.as_str(), part])
    }

    /// The id of a subject as a component: the same in every document.
    pub(crate) fn component_id(&self, subject: &Subject) -> String {
        self.ids.at(&["component", subject.id.as_str()])
    }

    /// The metadata of a document about the dossier; `what` says which.
    pub(crate) fn metadata(&self, what: &str) -> Metadata {
        let matter = self.matter;
        let mut props = Props::new().ours("program", matter.program);
        if let Some(record) = &matter.record {
            props = props
                .ours("journal-head", &record.head)
                .ours("journal-entries", record.entries.to_string())
                .ours("journal-unrecorded", record.unrecorded.to_string());
        }
        let parties = self.parties();
        Metadata {
            title: line(&format!("{}: {what}", either(matter.title, "Dossier"))),
            last_modified: moment_near(matter.at),
            version: matter.at.to_string(),
            oscal_version: OSCAL_VERSION.to_owned(),
            props: props.list(),
            roles: [("applicant", "States how requirements are met"), ("evaluator", "Examines what is stated")]
                .map(|(id, title)| Role { id: id.to_owned(), title: title.to_owned() })
                .to_vec(),
            responsible_parties: self.responsible(),
            parties,
            ..Metadata::default()
        }
    }

    fn responsible(&self) -> Vec<ResponsibleParty> {
        let applicant = Some(self.matter.organization).filter(|name| !line(name).is_empty());
        let applicant = applicant.map(|name| self.organization_id(name));
        let applicant =
            ResponsibleParty { role_id: "applicant".to_owned(), party_uuids: applicant.into_iter().collect() };
        let evaluators = ResponsibleParty { role_id: "evaluator".to_owned(), party_uuids: self.evaluator_ids() };
        [applicant, evaluators].into_iter().filter(|one| !one.party_uuids.is_empty()).collect()
    }

    /// Those who gave verdicts.
    pub(crate) fn evaluator_ids(&self) -> Vec<String> {
        self.evaluators().into_iter().map(|name| self.evaluator_id(name)).collect()
    }

    /// Those who gave verdicts on one case by the day that is asked about.
    pub(crate) fn evaluator_ids_of(&self, case: &Case<'_>) -> Vec<String> {
        let mut names: Vec<&str> = examined(case).map(|row| row.evaluation.evaluator.as_str()).collect();
        names.retain(|name| !line(name).is_empty());
        names.sort_unstable();
        names.dedup();
        names.into_iter().map(|name| self.evaluator_id(name)).collect()
    }

    fn evaluators(&self) -> Vec<&'m str> {
        let rows = self.matter.cases.iter().flat_map(|case| case.own_rows);
        let mut names: Vec<&str> = rows.map(|row| row.evaluation.evaluator.as_str()).collect();
        names.retain(|name| !line(name).is_empty());
        names.sort_unstable();
        names.dedup();
        names
    }

    /// The id of the party whom a verdict names, by id of the dossier or by any other word.
    pub(crate) fn evaluator_id(&self, name: &str) -> String {
        self.ids.at(&["person", name])
    }

    fn organization_id(&self, name: &str) -> String {
        self.ids.at(&["organization", &line(name)])
    }

    /// Organizations first, then people by their opaque ids, then evaluators whom only verdicts name.
    fn parties(&self) -> Vec<Party> {
        let people = &self.matter.people;
        let own = std::iter::once(self.matter.organization);
        let mut organizations: Vec<String> = Vec::new();
        for name in own.chain(people.iter().map(|one| one.organization)).map(line) {
            if !name.is_empty() && !organizations.contains(&name) {
                organizations.push(name);
            }
        }
        let organizations = organizations.into_iter().map(|name| Party {
            uuid: self.organization_id(&name),
            r#type: "organization".to_owned(),
            name,
            ..Party::default()
        });
        let person = |id: &str, name: &str, organization: &str| Party {
            uuid: self.evaluator_id(id),
            r#type: "person".to_owned(),
            name: line(name),
            external_ids: vec![ExternalId { scheme: NAMESPACE.to_owned(), id: line(id) }],
            member_of_organizations: Some(line(organization))
                .filter(|name| !name.is_empty())
                .map(|name| self.organization_id(&name))
                .into_iter()
                .collect(),
        };
        let known = people.iter().map(|one| person(one.id, one.name, one.organization));
        let unknown = self.evaluators().into_iter().filter(|name| !people.iter().any(|one| one.id == *name));
        organizations.chain(known).chain(unknown.map(|name| person(name, "", ""))).collect()
    }
}

/// What kind of component a subject is, in OSCAL's words where it has one.
pub(crate) fn component_type(subject: &Subject) -> &'static str {
    let software = subject.types.iter().eq([ComponentType::SoftwareApplication]);
    match subject.kind {
        SubjectKind::Product if software => "software",
        SubjectKind::Product => "hardware",
        SubjectKind::Process | SubjectKind::Programme => "process-procedure",
        SubjectKind::System => "system",
    }
}

/// How a subject describes itself in prose.
pub(crate) fn described(subject: &Subject) -> String {
    either(&subject.context, &format!("{} ({})", either(&subject.name, subject.id.as_str()), subject.kind.id()))
}

/// How a subject is called on one line.
pub(crate) fn called(subject: &Subject) -> String {
    either(&line(&subject.name), subject.id.as_str())
}

/// The facts of a subject that OSCAL has no member for.
pub(crate) fn of_subject(subject: &Subject) -> Props {
    let goal = |goal: &Goal| match goal {
        Goal::Levels(vector) => format!("SL {vector}"),
        Goal::Maturity(level) => level.to_string(),
    };
    let has_levels = matches!(subject.kind, SubjectKind::Product | SubjectKind::System);
    let props = Props::new()
        .ours("subject", subject.id.as_str())
        .ours("subject-kind", subject.kind.id())
        .ours("model", &subject.model)
        .each("component-type", subject.types.iter().map(ComponentType::id))
        .ours("assessed-as", if has_levels { subject.assessed_as.id() } else { "" })
        .maybe("target", subject.target.as_ref().map(goal))
        .maybe("applied-for", subject.applied_for.as_ref().map(goal))
        .maybe("platform", subject.platform.as_ref())
        .maybe("process", subject.process.as_ref())
        .each("feature-present", subject.present.iter().map(model::FeatureId::as_str))
        .each("feature-absent", subject.absent.iter().map(model::FeatureId::as_str));
    let Some(version) = subject.version() else { return props };
    props
        .ours("version", &version.id)
        .maybe("released", version.date)
        .ours("hardware", &version.hardware)
        .ours("firmware", &version.firmware)
        .ours("software", &version.software)
        .ours("build", &version.build)
}

/// Which subject and edition a result is about.
pub(crate) fn of_case(case: &Case<'_>) -> Props {
    let edition = of_edition(case.assessment.edition);
    edition.ours("subject", case.subject.id.as_str())
}
