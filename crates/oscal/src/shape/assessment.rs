//! What is in a plan of an assessment, in its results, and in a plan of action?

use crate::shape::common::{BackMatter, Link, Metadata, Property, ResponsibleParty};
use crate::shape::object;

object! {
    /// What is to be examined.
    pub struct AssessmentPlan {
        uuid: String,
        metadata: Metadata,
        import_ssp: Href,
        local_definitions: LocalDefinitions,
        reviewed_controls: ReviewedControls,
        assessment_subjects: Vec<AssessmentSubject>,
        tasks: Vec<Task>,
        back_matter: Option<BackMatter>,
    }
}

object! {
    /// What evaluators found, and what it comes to.
    pub struct AssessmentResults {
        uuid: String,
        metadata: Metadata,
        import_ap: Href,
        results: Vec<Result>,
        back_matter: Option<BackMatter>,
    }
}

object! {
    /// What is open.
    pub struct PlanOfActionAndMilestones {
        uuid: String,
        metadata: Metadata,
        import_ssp: Href,
        local_definitions: LocalDefinitions,
        observations: Vec<Observation>,
        risks: Vec<Risk>,
        poam_items: Vec<PoamItem>,
        back_matter: Option<BackMatter>,
    }
}

object! {
    /// Another document.
    pub(crate) struct Href {
        href: String,
        remarks: String,
    }
}

object! {
    /// What this document alone defines.
    pub(crate) struct LocalDefinitions {
        components: Vec<SystemComponent>,
        activities: Vec<Activity>,
    }
}

object! {
    /// A subject, as assessments name it.
    pub(crate) struct SystemComponent {
        uuid: String,
        r#type: String,
        title: String,
        description: String,
        props: Vec<Property>,
        status: State,
    }
}

object! {
    /// A state with a remark.
    pub(crate) struct State {
        state: String,
        remarks: String,
    }
}

object! {
    /// Something to be done.
    pub(crate) struct Activity {
        uuid: String,
        title: String,
        description: String,
        related_controls: ReviewedControls,
        responsible_roles: Vec<ResponsibleRole>,
    }
}

object! {
    /// The role that does it.
    pub(crate) struct ResponsibleRole {
        role_id: String,
        party_uuids: Vec<String>,
    }
}

object! {
    /// That it is done.
    pub(crate) struct Task {
        uuid: String,
        r#type: String,
        title: String,
        associated_activities: Vec<ActivityOfTask>,
    }
}

object! {
    /// An activity on its subjects.
    pub(crate) struct ActivityOfTask {
        activity_uuid: String,
        subjects: Vec<AssessmentSubject>,
    }
}

object! {
    /// Which subjects.
    pub(crate) struct AssessmentSubject {
        r#type: String,
        include_subjects: Vec<SelectedSubject>,
    }
}

object! {
    /// One of them.
    pub(crate) struct SelectedSubject {
        subject_uuid: String,
        r#type: String,
    }
}

object! {
    /// Which controls, edition by edition.
    pub(crate) struct ReviewedControls {
        control_selections: Vec<Selection>,
    }
}

object! {
    /// The controls of one edition for one subject.
    pub(crate) struct Selection {
        description: String,
        props: Vec<Property>,
        links: Vec<Link>,
        include_controls: Vec<SelectedControl>,
    }
}

object! {
    /// One of them.
    pub(crate) struct SelectedControl {
        control_id: String,
    }
}

object! {
    /// One subject against one edition.
    pub(crate) struct Result {
        uuid: String,
        title: String,
        description: String,
        start: String,
        end: String,
        props: Vec<Property>,
        local_definitions: Option<LocalDefinitions>,
        reviewed_controls: ReviewedControls,
        attestations: Vec<Attestation>,
        observations: Vec<Observation>,
        findings: Vec<Finding>,
    }
}

object! {
    /// What somebody vouches for.
    pub(crate) struct Attestation {
        responsible_parties: Vec<ResponsibleParty>,
        parts: Vec<AssessmentPart>,
    }
}

object! {
    /// A text in an assessment.
    pub(crate) struct AssessmentPart {
        uuid: String,
        name: String,
        ns: String,
        title: String,
        props: Vec<Property>,
        prose: String,
    }
}

object! {
    /// A verdict.
    pub(crate) struct Observation {
        uuid: String,
        title: String,
        description: String,
        props: Vec<Property>,
        methods: Vec<String>,
        types: Vec<String>,
        origins: Vec<Origin>,
        subjects: Vec<SubjectReference>,
        relevant_evidence: Vec<RelevantEvidence>,
        collected: String,
        remarks: String,
    }
}

object! {
    /// From whom it comes.
    pub(crate) struct Origin {
        actors: Vec<Actor>,
    }
}

object! {
    /// Who it is.
    pub(crate) struct Actor {
        r#type: String,
        actor_uuid: String,
        role_id: String,
    }
}

object! {
    /// On what.
    pub(crate) struct SubjectReference {
        subject_uuid: String,
        r#type: String,
        title: String,
    }
}

object! {
    /// What was looked at.
    pub(crate) struct RelevantEvidence {
        href: String,
        description: String,
    }
}

object! {
    /// Where a requirement stands.
    pub(crate) struct Finding {
        uuid: String,
        title: String,
        description: String,
        props: Vec<Property>,
        target: Target,
        related_observations: Vec<RelatedObservation>,
    }
}

object! {
    /// Which requirement, and where it stands.
    pub(crate) struct Target {
        r#type: String,
        target_id: String,
        status: Status,
        implementation_status: Option<ImplementationStatus>,
    }
}

object! {
    /// Satisfied or not, and by what.
    pub(crate) struct Status {
        state: String,
        reason: String,
        remarks: String,
    }
}

object! {
    /// How it is met.
    pub(crate) struct ImplementationStatus {
        state: String,
    }
}

object! {
    /// Why something is open.
    pub(crate) struct Risk {
        uuid: String,
        title: String,
        description: String,
        statement: String,
        props: Vec<Property>,
        status: String,
        related_observations: Vec<RelatedObservation>,
    }
}

object! {
    /// An observation, by its id.
    pub(crate) struct RelatedObservation {
        observation_uuid: String,
    }
}

object! {
    /// A risk, by its id.
    pub(crate) struct RelatedRisk {
        risk_uuid: String,
    }
}

object! {
    /// An open gap.
    pub(crate) struct PoamItem {
        uuid: String,
        title: String,
        description: String,
        props: Vec<Property>,
        related_observations: Vec<RelatedObservation>,
        related_risks: Vec<RelatedRisk>,
    }
}
