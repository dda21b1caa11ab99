//! What do applicants claim, as an OSCAL component definition?

use std::collections::BTreeSet;

use model::{Claim, Part, RequirementId, Row, Status, Trait};
use report::{Case, Matter};

use crate::catalog::{of_edition, title};
use crate::ids::sealed;
use crate::names::{catalog_file, either, line, token};
use crate::props::Props;
use crate::scope::{Scope, called, component_type, described, of_subject};
use crate::shape::{
    BackMatter, Component, ComponentDefinition, ControlImplementation, Document, ImplementedRequirement,
};

/// The description of a claim without words; OSCAL wants one.
pub(crate) const NO_STATEMENT: &str = "(no statement)";

/// Every subject as a component, with what its own files claim and what its platform lends it.
pub fn component_definition(matter: &Matter<'_>) -> Document {
    let scope = Scope::new(matter);
    let components = scope.subjects().into_iter().map(|subject| {
        let cases = matter.cases.iter().filter(|case| case.subject.id == subject.id);
        Component {
            uuid: scope.component_id(subject),
            r#type: component_type(subject).to_owned(),
            title: called(subject),
            description: described(subject),
            purpose: line(&subject.essential_functions.join("; ")),
            props: of_subject(subject).list(),
            control_implementations: cases.filter_map(|case| implementation(&scope, case)).collect(),
        }
    });
    let cited = matter.cases.iter().flat_map(rows).flat_map(|(row, _)| &row.claim.evidence);
    sealed(Document::ComponentDefinition(ComponentDefinition {
        metadata: scope.metadata("what is claimed"),
        components: components.collect(),
        back_matter: BackMatter::of(scope.register.resources(&scope.ids, cited)),
        ..ComponentDefinition::default()
    }))
}

fn implementation(scope: &Scope<'_>, case: &Case<'_>) -> Option<ControlImplementation> {
    let edition = case.assessment.edition;
    let requirements: Vec<ImplementedRequirement> =
        rows(case).map(|(row, inherited)| requirement(scope, case, row, inherited)).collect();
    (!requirements.is_empty()).then(|| ControlImplementation {
        uuid: scope.id("control-implementation", case, &[]),
        source: catalog_file(edition),
        description: format!("What is claimed of {} about {}.", called(case.subject), title(edition)),
        props: of_edition(edition).list(),
        implemented_requirements: requirements,
    })
}

/// The claims that speak for a subject: its own, then what its platform lends it.
fn rows<'c>(case: &'c Case<'_>) -> impl Iterator<Item = (&'c Row, bool)> {
    let own = case.own_rows.iter().filter(|row| !row.claim.is_silent());
    let stated: BTreeSet<(&RequirementId, Option<&Part>)> =
        own.clone().map(|row| (&row.requirement, row.part.as_ref())).collect();
    let speaking = case.assessment.standings.iter().flat_map(|standing| standing.rows.iter().copied());
    let inherited = speaking.filter(move |row| {
        // The claim about the whole speaks for a part too; that one is no platform's.
        let by_own =
            stated.contains(&(&row.requirement, row.part.as_ref())) || stated.contains(&(&row.requirement, None));
        case.subject.platform.is_some() && !row.claim.is_silent() && !by_own
    });
    own.map(|row| (row, false)).chain(inherited.map(|row| (row, true)))
}

fn requirement(scope: &Scope<'_>, case: &Case<'_>, row: &Row, inherited: bool) -> ImplementedRequirement {
    let platform = case.subject.platform.as_ref().filter(|_| inherited);
    ImplementedRequirement {
        uuid: scope.row_id("implemented-requirement", case, row),
        control_id: token(row.requirement.as_str()),
        description: either(&row.claim.statement, NO_STATEMENT),
        props: of_claim(&row.claim, row.part.as_ref()).maybe("inherited-from", platform).list(),
        links: row.claim.evidence.iter().map(|evidence| scope.register.link(&scope.ids, evidence)).collect(),
    }
}

fn of_claim(claim: &Claim, part: Option<&Part>) -> Props {
    let mut props = Props::new()
        .ours("part", part.map(Part::as_str).unwrap_or_default())
        .maybe("status", claim.status)
        .maybe("maturity", claim.maturity);
    if let Some(state) = claim.status.and_then(oscal_status) {
        props = props.plain("implementation-status", state);
    }
    let marks = Trait::ALL.into_iter().filter_map(|one| Some((one.id(), claim.marks.get(one)?)));
    marks.fold(props, |props, (name, mark)| props.ours(name, mark.id()))
}

/// OSCAL's word for a status; it has none for what is missing without a plan.
pub(crate) const fn oscal_status(status: Status) -> Option<&'static str> {
    match status {
        Status::Met => Some("implemented"),
        Status::ByIntegration | Status::Compensated => Some("alternative"),
        Status::Partly => Some("partial"),
        Status::NotMet => None,
        Status::NotApplicable => Some("not-applicable"),
    }
}
