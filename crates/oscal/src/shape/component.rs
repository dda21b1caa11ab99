//! What is in a component definition?

use crate::shape::common::{BackMatter, Link, Metadata, Property};
use crate::shape::object;

object! {
    /// What applicants claim.
    pub struct ComponentDefinition {
        uuid: String,
        metadata: Metadata,
        components: Vec<Component>,
        back_matter: Option<BackMatter>,
    }
}

object! {
    /// A subject.
    pub(crate) struct Component {
        uuid: String,
        r#type: String,
        title: String,
        description: String,
        purpose: String,
        props: Vec<Property>,
        control_implementations: Vec<ControlImplementation>,
    }
}

object! {
    /// What is claimed about one edition.
    pub(crate) struct ControlImplementation {
        uuid: String,
        source: String,
        description: String,
        props: Vec<Property>,
        implemented_requirements: Vec<ImplementedRequirement>,
    }
}

object! {
    /// One claim.
    pub(crate) struct ImplementedRequirement {
        uuid: String,
        control_id: String,
        description: String,
        props: Vec<Property>,
        links: Vec<Link>,
    }
}
