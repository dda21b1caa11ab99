//! What is in a catalog and in a profile?

use crate::shape::common::{BackMatter, Link, Metadata, Property};
use crate::shape::object;

object! {
    /// What an edition asks.
    pub struct Catalog {
        uuid: String,
        metadata: Metadata,
        groups: Vec<Group>,
        back_matter: Option<BackMatter>,
    }
}

object! {
    /// A group of controls.
    pub(crate) struct Group {
        id: String,
        class: String,
        title: String,
        props: Vec<Property>,
        controls: Vec<Control>,
    }
}

object! {
    /// A requirement, its enhancements inside.
    pub(crate) struct Control {
        id: String,
        class: String,
        title: String,
        props: Vec<Property>,
        links: Vec<Link>,
        parts: Vec<Part>,
        controls: Vec<Control>,
    }
}

object! {
    /// A piece of a control.
    pub(crate) struct Part {
        id: String,
        name: String,
        class: String,
        title: String,
        props: Vec<Property>,
        prose: String,
        parts: Vec<Part>,
        links: Vec<Link>,
    }
}

object! {
    /// What an edition asks of one type at one level.
    pub struct Profile {
        uuid: String,
        metadata: Metadata,
        imports: Vec<Import>,
        merge: Merge,
        back_matter: Option<BackMatter>,
    }
}

object! {
    /// A choice from a catalog.
    pub(crate) struct Import {
        href: String,
        include_controls: Vec<WithIds>,
    }
}

object! {
    /// The controls chosen.
    pub(crate) struct WithIds {
        with_child_controls: String,
        with_ids: Vec<String>,
    }
}

object! {
    /// How the choice is arranged.
    pub(crate) struct Merge {
        as_is: Option<bool>,
    }
}
