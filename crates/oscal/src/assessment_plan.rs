//! What is to be examined, as an OSCAL assessment plan?

use report::{Case, Matter};

use crate::catalog::{of_edition, title};
use crate::ids::sealed;
use crate::names::{COMPONENTS, catalog_file, line, token};
use crate::scope::{Scope, called, component_type, described, of_subject};
use crate::shape::{
    Activity, ActivityOfTask, AssessmentPlan, AssessmentSubject, BackMatter, Document, Href, Link, LocalDefinitions,
    Resource, ResponsibleRole, ReviewedControls, Rlink, SelectedControl, SelectedSubject, Selection, State,
    SystemComponent, Task,
};

/// The plan: which subjects against which rows. `None` where no row concerns any subject.
pub fn assessment_plan(matter: &Matter<'_>) -> Option<Document> {
    let scope = Scope::new(matter);
    let cases: Vec<&Case<'_>> = matter.cases.iter().filter(|case| concerns(case)).collect();
    if cases.is_empty() {
        return None;
    }
    let evaluators = scope.evaluator_ids();
    let activities = cases.iter().map(|case| Activity {
        uuid: scope.id("activity", case, &[]),
        title: about(case),
        description: format!("Examine each of the {} rows that concern it.", case.assessment.standings.len()),
        related_controls: ReviewedControls { control_selections: vec![selection(case)] },
        responsible_roles: vec![ResponsibleRole { role_id: "evaluator".to_owned(), party_uuids: evaluators.clone() }],
    });
    let tasks = cases.iter().map(|case| Task {
        uuid: scope.id("task", case, &[]),
        r#type: "action".to_owned(),
        title: about(case),
        associated_activities: vec![ActivityOfTask {
            activity_uuid: scope.id("activity", case, &[]),
            subjects: vec![subjects(&scope, std::iter::once(*case))],
        }],
    });
    Some(sealed(Document::AssessmentPlan(AssessmentPlan {
        metadata: scope.metadata("what is to be examined"),
        import_ssp: import(&scope),
        local_definitions: LocalDefinitions { components: components(&scope), activities: activities.collect() },
        reviewed_controls: ReviewedControls { control_selections: cases.iter().map(|case| selection(case)).collect() },
        assessment_subjects: vec![subjects(&scope, cases.iter().copied())],
        tasks: tasks.collect(),
        back_matter: BackMatter::of(vec![claims(&scope)]),
        ..AssessmentPlan::default()
    })))
}

/// Is there anything to examine?
pub(crate) fn concerns(case: &Case<'_>) -> bool {
    !case.assessment.standings.is_empty()
}

/// A subject and an edition in a title.
pub(crate) fn about(case: &Case<'_>) -> String {
    line(&format!("{} against {}", called(case.subject), title(case.assessment.edition)))
}

/// The rows that concern a subject.
pub(crate) fn selection(case: &Case<'_>) -> Selection {
    let edition = case.assessment.edition;
    let ids = case.assessment.standings.iter().map(|standing| &edition.requirements[standing.requirement].id);
    Selection {
        description: about(case),
        props: of_edition(edition).ours("subject", case.subject.id.as_str()).list(),
        links: vec![Link { href: catalog_file(edition), rel: "catalog".to_owned(), ..Link::default() }],
        include_controls: ids.map(|id| SelectedControl { control_id: token(id.as_str()) }).collect(),
    }
}

/// Every subject, as assessments define it.
pub(crate) fn components(scope: &Scope<'_>) -> Vec<SystemComponent> {
    let component = |subject: &model::Subject| SystemComponent {
        uuid: scope.component_id(subject),
        r#type: component_type(subject).to_owned(),
        title: called(subject),
        description: described(subject),
        props: of_subject(subject).list(),
        status: State {
            state: "other".to_owned(),
            remarks: "The dossier does not say whether it is in operation.".to_owned(),
        },
    };
    scope.subjects().into_iter().map(component).collect()
}

fn subjects<'c>(scope: &Scope<'_>, cases: impl Iterator<Item = &'c Case<'c>>) -> AssessmentSubject {
    let mut ids: Vec<String> = Vec::new();
    for case in cases {
        let id = scope.component_id(case.subject);
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let selected = |id| SelectedSubject { subject_uuid: id, r#type: "component".to_owned() };
    AssessmentSubject { r#type: "component".to_owned(), include_subjects: ids.into_iter().map(selected).collect() }
}

/// What stands where OSCAL expects a system security plan.
pub(crate) fn import(scope: &Scope<'_>) -> Href {
    Href {
        href: format!("#{}", claims_id(scope)),
        remarks: "A dossier has no system security plan; the component definition says what is claimed.".to_owned(),
    }
}

/// The component definition as a resource.
pub(crate) fn claims(scope: &Scope<'_>) -> Resource {
    Resource {
        uuid: claims_id(scope),
        title: "Component definition of the dossier".to_owned(),
        rlinks: vec![Rlink { href: COMPONENTS.to_owned(), ..Rlink::default() }],
        ..Resource::default()
    }
}

fn claims_id(scope: &Scope<'_>) -> String {
    scope.ids.at(&["file", COMPONENTS])
}
