//! What do all documents share? Metadata, people, properties, links and the list of resources at the end.

use crate::shape::object;

object! {
    /// Title, day, version, and who takes part.
    pub(crate) struct Metadata {
        title: String,
        last_modified: String,
        version: String,
        oscal_version: String,
        props: Vec<Property>,
        links: Vec<Link>,
        roles: Vec<Role>,
        parties: Vec<Party>,
        responsible_parties: Vec<ResponsibleParty>,
        remarks: String,
    }
}

object! {
    /// A name and a value; ours carry our namespace.
    pub(crate) struct Property {
        name: String,
        ns: String,
        value: String,
        class: String,
        remarks: String,
    }
}

object! {
    /// A way to something else.
    pub(crate) struct Link {
        href: String,
        rel: String,
        resource_fragment: String,
        text: String,
    }
}

object! {
    /// Something that somebody does.
    pub(crate) struct Role {
        id: String,
        title: String,
    }
}

object! {
    /// A person or an organization.
    pub(crate) struct Party {
        uuid: String,
        r#type: String,
        name: String,
        external_ids: Vec<ExternalId>,
        member_of_organizations: Vec<String>,
    }
}

object! {
    /// The name under which somebody else knows a party: here the dossier.
    pub(crate) struct ExternalId {
        scheme: String,
        id: String,
    }
}

object! {
    /// Who does it.
    pub(crate) struct ResponsibleParty {
        role_id: String,
        party_uuids: Vec<String>,
    }
}

object! {
    /// What the document refers to.
    pub(crate) struct BackMatter {
        resources: Vec<Resource>,
    }
}

object! {
    /// One thing that the document refers to.
    pub(crate) struct Resource {
        uuid: String,
        title: String,
        description: String,
        props: Vec<Property>,
        rlinks: Vec<Rlink>,
        remarks: String,
    }
}

object! {
    /// Where it is, and how one knows that it is the same.
    pub(crate) struct Rlink {
        href: String,
        hashes: Vec<Hash>,
    }
}

object! {
    /// A digest.
    pub(crate) struct Hash {
        algorithm: String,
        value: String,
    }
}

impl BackMatter {
    /// The list, unless it is empty.
    pub(crate) fn of(resources: Vec<Resource>) -> Option<Self> {
        (!resources.is_empty()).then_some(Self { resources })
    }
}
