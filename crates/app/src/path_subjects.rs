//! Of which product or site do answers speak? The names that `pathway.toml` and `--subject` may use, from the dossier.

use dossier::Dossier;
use model::{Key, Named, Statement};
use plan::NoAnswer;

/// What stands before the id or name of a site.
const SITE: &str = "site:";
/// Names that differ in so many letters may have been meant.
const NEAR: usize = 2;

/// The products, processes, systems, programmes and sites of a dossier, by id and name.
#[derive(Debug, Clone, Default)]
pub(crate) struct PathSubjects {
    subjects: Vec<(String, String)>,
    sites: Vec<Named>,
}

impl PathSubjects {
    pub(crate) fn of(dossier: &Dossier) -> Self {
        let subjects = dossier.book.subjects().map(|(one, _)| (one.id.to_string(), one.name.clone())).collect();
        let sites = match dossier.book.entry(&Key::Cover).and_then(model::Entry::statement) {
            Some(Statement::Cover(cover)) => cover.sites.clone(),
            _ => Vec::new(),
        };
        Self { subjects, sites }
    }

    /// Does the dossier know this one? A subject by its id or the end of it, a site as `site: whitmoor`.
    ///
    /// Out: the name by which answers are kept; before a dossier has subjects any name is taken as it is.
    ///
    /// # Errors
    /// Says what would be right, with what was probably meant.
    pub(crate) fn resolve(&self, written: &str) -> Result<String, NoAnswer> {
        let written = written.trim();
        if let Some(site) = written.strip_prefix(SITE).map(str::trim) {
            let same = |one: &&Named| one.id == site || one.name.eq_ignore_ascii_case(site);
            return match self.sites.iter().find(same) {
                Some(found) => Ok(format!("{SITE} {}", found.id)),
                None if self.subjects.is_empty() => Ok(written.to_owned()),
                None => Err(self.unknown(written, &format!("{} has no site \"{site}\"", dossier::COVER))),
            };
        }
        let wanted = written.trim_end_matches('/');
        let ends = |id: &str| id.rsplit('/').next() == Some(wanted);
        let found: Vec<&str> =
            (self.subjects.iter().map(|(id, _)| id.as_str())).filter(|id| *id == wanted || ends(id)).collect();
        match found.as_slice() {
            [one] => Ok((*one).to_owned()),
            [] if self.subjects.is_empty() => Ok(written.to_owned()),
            [] => Err(self.unknown(written, &format!("the dossier has no subject \"{written}\""))),
            several => Err(NoAnswer {
                what: format!("\"{written}\" means several subjects"),
                right: format!("write one of {}", several.join(", ")),
            }),
        }
    }

    /// Has the dossier no subjects yet?
    pub(crate) fn is_empty(&self) -> bool {
        self.subjects.is_empty()
    }

    /// The ids of the subjects, in the order of the dossier.
    pub(crate) fn ids(&self) -> Vec<String> {
        self.subjects.iter().map(|(id, _)| id.clone()).collect()
    }

    /// The name by which pages call it; the id where the dossier has none.
    pub(crate) fn name(&self, id: &str) -> String {
        let subject = self.subjects.iter().find(|(known, name)| known == id && !name.is_empty());
        subject.map_or_else(|| id.to_owned(), |(_, name)| name.clone())
    }

    /// What would be right: what was probably meant, else everything that there is.
    fn unknown(&self, written: &str, what: &str) -> NoAnswer {
        let sites = self.sites.iter().map(|one| format!("{SITE} {}", one.id));
        let known: Vec<String> = self.subjects.iter().map(|(id, _)| id.clone()).chain(sites).collect();
        let apart = |id: &String| {
            let end = id.rsplit(['/', ' ']).next().unwrap_or_default();
            catalogue::distance(written, id).min(catalogue::distance(written, end))
        };
        // A long text is no slip of the hand, and measuring it takes long.
        let near = (written.chars().count() <= 80)
            .then(|| known.iter().filter(|id| apart(id) <= NEAR).min_by_key(|id| apart(id)))
            .flatten();
        let right = match near {
            Some(near) => format!("did you mean {near}?"),
            None => format!("there are {}; what is yet to come may stand here all the same", known.join(", ")),
        };
        NoAnswer { what: what.to_owned(), right }
    }
}
