//! What does one edition ask? Its requirements with their levels, types and conditions.

use std::sync::Arc;

use model::{
    ComponentTypes, FeatureId, FoundationalRequirement, MaturityLevel, RequirementId, SecurityLevel, lenient_key,
};

use crate::closed_words;
use crate::head::EditionHead;

closed_words! {
    /// What a numbered item of an edition is.
    Kind {
        /// A constraint that holds at every level (the CCSCs of 4-2).
        Constraint = "constraint",
        /// A requirement of its own.
        Requirement = "requirement",
        /// An enhancement that adds to its parent.
        Enhancement = "enhancement",
        /// A number that only points to others.
        Heading = "heading",
        /// A number without a requirement at this level of detail.
        None = "none",
    }
}

/// A group of an edition, as certificates count: `FR1`, `SM`, `SP.03`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its id.
    pub id: Arc<str>,
    /// Its title.
    pub title: String,
}

/// A maturity claim that is doubtful while other rows are lower.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Caution {
    /// A claim of this level or above …
    pub claim: MaturityLevel,
    /// … is doubtful while one of these rows …
    pub rows: Vec<String>,
    /// … is below this level.
    pub at_least: MaturityLevel,
}

/// One numbered item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// Its id, as the edition writes it.
    pub id: RequirementId,
    /// The index of the requirement that it enhances or stands under.
    pub parent: Option<usize>,
    /// What it is.
    pub kind: Kind,
    /// The index of its group in the edition's head.
    pub group: usize,
    /// A heading within the group, where the edition has such.
    pub section: String,
    /// Its foundational requirement, for levels.
    pub fr: Option<FoundationalRequirement>,
    /// Its short title.
    pub title: String,
    /// The clause, where known.
    pub clause: String,
    /// The lowest security level that asks for it.
    pub level: Option<SecurityLevel>,
    /// The component types to which it applies.
    pub types: ComponentTypes,
    /// The feature without which it does not apply.
    pub feature: Option<FeatureId>,
    /// When it applies, in our words.
    pub applies_where: String,
    /// Does its text itself offer that the surrounding system provides it?
    pub integration_offered: bool,
    /// For a heading: the items to which it points.
    pub see: Vec<usize>,
    /// The facts of this row that could not be confirmed from two sources.
    pub unverified: Vec<String>,
}

impl Requirement {
    /// Can a result ask for it? Headings and numbers without a requirement cannot be met.
    pub const fn is_asked(&self) -> bool {
        matches!(self.kind, Kind::Constraint | Kind::Requirement | Kind::Enhancement)
    }

    /// Are all facts of the row confirmed?
    pub fn verified(&self) -> bool {
        self.unverified.is_empty()
    }
}

/// One edition of a standard, checked.
#[derive(Debug, Clone)]
pub struct Edition {
    /// Identity, method, groups.
    pub head: EditionHead,
    /// Every numbered item, in the order of the standard; parents come before their enhancements.
    pub requirements: Vec<Requirement>,
    /// The digest of the facts: `sha256:…`.
    pub digest: String,
    pub(crate) keys: Vec<(String, usize)>,
}

impl Edition {
    /// The index of a requirement, its id read leniently.
    pub fn find(&self, id: &str) -> Option<usize> {
        let key = lenient_key(id);
        self.keys.binary_search_by(|(known, _)| known.as_str().cmp(&key)).ok().map(|at| self.keys[at].1)
    }

    /// The index of a requirement that is written as the edition writes it.
    ///
    /// `guess` is the index where the caller expects it: sheets mostly follow the standard's order,
    /// leaving out headings and the rows of other component types.
    pub fn index_of(&self, id: &RequirementId, guess: usize) -> Option<usize> {
        let near = self
            .requirements
            .get(guess..)
            .unwrap_or_default()
            .iter()
            .take(32)
            .position(|requirement| requirement.id == *id);
        near.map(|steps| guess + steps).or_else(|| self.find(id.as_str()))
    }

    /// The id that comes nearest to a wrong one, for a hint.
    pub fn nearest(&self, id: &str) -> Option<&RequirementId> {
        let key = lenient_key(id);
        self.keys
            .iter()
            .filter(|(known, _)| known.len().abs_diff(key.len()) <= 2)
            .map(|(known, index)| (distance(&key, known), index))
            .filter(|(distance, _)| *distance <= 2)
            .min_by_key(|(distance, index)| (*distance, **index))
            .map(|(_, index)| &self.requirements[*index].id)
    }

    /// The enhancements and items that stand under a requirement.
    pub fn children(&self, index: usize) -> impl Iterator<Item = usize> + '_ {
        self.requirements
            .iter()
            .enumerate()
            .filter(move |(_, requirement)| requirement.parent == Some(index))
            .map(|(child, _)| child)
    }

    /// The group of a requirement.
    pub fn group_of(&self, requirement: &Requirement) -> &Group {
        &self.head.groups[requirement.group]
    }
}

/// How many letters must change, come or go between two words (Levenshtein).
pub fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in other.iter().enumerate() {
            let change = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}
