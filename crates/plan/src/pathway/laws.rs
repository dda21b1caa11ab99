//! How far do the parts of a path serve the points of a law? The law's crosswalk, never rounded up.

use std::sync::Arc;

use catalogue::{Catalogue, Coverage, Word};
use model::{RequirementId, StandardId};

/// A point of a law and what serves it on a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Served {
    /// The point.
    pub id: RequirementId,
    /// Its short title.
    pub title: String,
    /// Its group in the law.
    pub group: Arc<str>,
    /// The parts on the path that serve it, each with how far and why.
    pub by: Vec<(StandardId, Coverage, String)>,
    /// How far the best of them goes; `None` where no part on the path serves it.
    pub best: Option<Coverage>,
}

/// How far the parts with these standards serve the points of a law. In: the law's groups, or none for all.
pub(crate) fn served(catalogue: &Catalogue, law: &str, groups: &[&str], parts: &[StandardId]) -> Vec<Served> {
    let Some(head) = catalogue.head(law, None) else { return Vec::new() };
    let edition = catalogue.edition(head);
    let crossings = catalogue.crosswalk(&edition);
    let mut served = Vec::new();
    for (index, requirement) in edition.requirements.iter().enumerate() {
        let group = edition.group_of(requirement);
        if !requirement.is_asked() || !(groups.is_empty() || groups.contains(&&*group.id)) {
            continue;
        }
        let mut by: Vec<(StandardId, Coverage, String)> = Vec::new();
        for crossing in crossings.iter().filter(|crossing| crossing.from == Some(index)) {
            let (Some(standard), Word::Coverage(word)) = (&crossing.standard, crossing.word) else { continue };
            if word == Coverage::Gap || !parts.contains(standard) {
                continue;
            }
            // One line for each part: its best word.
            match by.iter_mut().find(|(known, _, _)| known == standard) {
                Some(known) if word < known.1 => *known = (standard.clone(), word, crossing.reason.clone()),
                Some(_) => {}
                None => by.push((standard.clone(), word, crossing.reason.clone())),
            }
        }
        served.push(Served {
            id: requirement.id.clone(),
            title: requirement.title.clone(),
            group: Arc::clone(&group.id),
            best: by.iter().map(|(_, word, _)| *word).min(),
            by,
        });
    }
    served
}
