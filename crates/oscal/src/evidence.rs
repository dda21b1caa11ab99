//! How does a document refer to evidence? A resource for each piece, a link for each citation.

use std::collections::BTreeMap;

use model::Evidence;
use report::{Held, Matter, encoded};

use crate::ids::Ids;
use crate::names::line;
use crate::props::Props;
use crate::shape::{Hash, Link, RelevantEvidence, Resource, Rlink};

/// The pieces of a dossier by what citations call them: by id, or by the path of a file.
pub(crate) struct Register<'m> {
    held: &'m [Held<'m>],
    by_name: BTreeMap<&'m str, usize>,
}

/// What a claim cites: a piece with a place inside it.
struct Citation<'c> {
    name: &'c str,
    place: &'c str,
}

impl<'c> Citation<'c> {
    fn of(text: &'c str) -> Self {
        let (name, place) = text.split_once('#').unwrap_or((text, ""));
        Self { name: name.trim(), place }
    }
}

impl<'m> Register<'m> {
    pub(crate) fn new(matter: &'m Matter<'m>) -> Self {
        let held = matter.evidence.as_slice();
        let mut by_name = BTreeMap::new();
        for (index, one) in held.iter().enumerate() {
            by_name.extend(one.piece.files.iter().map(|file| (file.path.as_ref(), index)));
        }
        // An id wins over a path, as it does in the register of the dossier.
        by_name.extend(held.iter().enumerate().map(|(index, one)| (one.piece.id.as_str(), index)));
        Self { held, by_name }
    }

    /// Every piece, and every name that is cited without being one, as resources.
    pub(crate) fn resources<'e>(&self, ids: &Ids, cited: impl Iterator<Item = &'e Evidence>) -> Vec<Resource> {
        let mut resources: Vec<Resource> = self.held.iter().map(|held| resource(ids, held)).collect();
        let mut unknown: BTreeMap<&str, ()> = BTreeMap::new();
        for evidence in cited {
            let name = Citation::of(&evidence.name).name;
            if !self.by_name.contains_key(name) {
                unknown.insert(name, ());
            }
        }
        resources.extend(unknown.into_keys().map(|name| Resource {
            uuid: ids.at(&["cited", name]),
            title: line(name),
            props: Props::new().ours("piece", name).ours("holds", "no").list(),
            remarks: "This is cited, but it is not in the register of evidence.".to_owned(),
            ..Resource::default()
        }));
        resources
    }

    /// The link that stands for a citation. Its text is there only where id and place do not say the same.
    pub(crate) fn link(&self, ids: &Ids, evidence: &Evidence) -> Link {
        let citation = Citation::of(&evidence.name);
        let (uuid, id) = self.find(ids, citation.name);
        let plain = if citation.place.is_empty() { id.to_owned() } else { format!("{id}#{}", citation.place) };
        let text = if plain == evidence.name { String::new() } else { line(&evidence.name) };
        let (href, resource_fragment) = (format!("#{uuid}"), encoded(citation.place));
        Link { href, rel: "evidence".to_owned(), resource_fragment, text }
    }

    /// The same for what was examined.
    pub(crate) fn relevant(&self, ids: &Ids, evidence: &Evidence) -> RelevantEvidence {
        let citation = Citation::of(&evidence.name);
        let (uuid, _) = self.find(ids, citation.name);
        RelevantEvidence { href: format!("#{uuid}"), description: line(&evidence.name) }
    }

    fn find<'n>(&self, ids: &Ids, name: &'n str) -> (String, &'n str)
    where
        'm: 'n,
    {
        match self.by_name.get(name) {
            Some(index) => {
                let id = self.held[*index].piece.id.as_str();
                (ids.at(&["evidence", id]), id)
            }
            None => (ids.at(&["cited", name]), name),
        }
    }
}

fn resource(ids: &Ids, held: &Held<'_>) -> Resource {
    let piece = held.piece;
    let rlinks = piece.files.iter().map(|file| Rlink {
        href: encoded(&file.path),
        hashes: file
            .sha256
            .map(|digest| Hash { algorithm: "SHA-256".to_owned(), value: digest.to_string() })
            .into_iter()
            .collect(),
    });
    Resource {
        uuid: ids.at(&["evidence", piece.id.as_str()]),
        title: line(&piece.title),
        props: Props::new()
            .ours("piece", piece.id.as_str())
            .ours("piece-kind", piece.kind.id())
            .maybe("effective-from", piece.effective_from)
            .maybe("effective-to", piece.effective_to)
            .maybe("received", piece.received)
            .maybe("owner", piece.owner.as_ref())
            .maybe("supersedes", piece.supersedes.as_ref())
            .ours("holds", if held.because.is_none() { "yes" } else { "no" })
            .list(),
        rlinks: rlinks.collect(),
        remarks: held.because.map(|because| format!("It does not hold: it {because}.")).unwrap_or_default(),
        ..Resource::default()
    }
}
