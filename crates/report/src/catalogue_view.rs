//! How is the catalogue shown? Editions, requirements with our words, schemes.

use catalogue::{Edition, EditionHead, Requirement, Scheme, Words};
use model::{FoundationalRequirement, Verdict};
use serde::Serialize;

use crate::explanation::number;
use crate::keyed::Keyed;

/// An edition in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EditionView {
    /// The standard.
    pub standard: String,
    /// The edition.
    pub edition: String,
    /// The title.
    pub title: String,
    /// The publisher.
    pub publisher: String,
    /// How it is assessed: `levels`, `maturity`, `coverage` or `steps`.
    pub assessed_by: &'static str,
    /// Numbered items.
    pub items: usize,
    /// Items that can be required.
    pub requirements: usize,
    /// Items whose facts could not all be confirmed.
    pub unverified: usize,
    /// The digest of its facts.
    pub digest: String,
}

impl EditionView {
    /// How an edition stands in a list.
    pub fn new(edition: &Edition) -> Self {
        let EditionHead { key, title, publisher, assessed_by, .. } = &edition.head;
        let count = |which: fn(&Requirement) -> bool| edition.requirements.iter().filter(|one| which(one)).count();
        Self {
            standard: key.standard.to_string(),
            edition: key.edition.to_string(),
            title: title.clone(),
            publisher: publisher.clone(),
            assessed_by: assessed_by.id(),
            items: edition.requirements.len(),
            requirements: count(Requirement::is_asked),
            unverified: count(|one| !one.verified()),
            digest: edition.digest.clone(),
        }
    }
}

/// A requirement with everything that the catalogue knows of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RequirementView {
    /// The standard with its edition.
    pub edition: String,
    /// The id.
    pub id: String,
    /// What it is: `constraint`, `requirement`, `enhancement`, `heading`, `none`.
    pub kind: &'static str,
    /// The requirement that it enhances or stands under.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Its enhancements, or what stands under it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<String>,
    /// Its group.
    pub group: String,
    /// Its group's title.
    pub group_title: String,
    /// A heading within the group.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub section: String,
    /// Its foundational requirement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fr: Option<&'static str>,
    /// Its short title.
    pub title: String,
    /// The clause.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub clause: String,
    /// The lowest security level that asks for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// The component types to which it applies.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub types: Vec<&'static str>,
    /// The feature without which it does not apply.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub feature: Option<String>,
    /// When it applies.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub applies_where: String,
    /// Does its text offer that the surrounding system provides it?
    pub integration_offered: bool,
    /// For a heading: where to look.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub see: Vec<String>,
    /// Facts that could not be confirmed from two sources.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unverified: Vec<String>,
    /// Our words on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub texts: Option<TextsView>,
}

/// Our words on a requirement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TextsView {
    /// What it asks.
    pub asks: String,
    /// What assessors look for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub look_for: Vec<LookForView>,
    /// What usually satisfies.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub evidence: Vec<String>,
    /// How products and makers typically fall short.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub falls_short: Vec<String>,
    /// How others meet it: kind of product and design.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub others_meet: Vec<(String, String)>,
    /// What a step up changes.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub step_up: String,
}

/// A checklist for one method.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LookForView {
    /// `document`, `interview`, `demonstration` or `test`.
    pub method: &'static str,
    /// Things that can be ticked.
    pub items: Vec<String>,
}

impl From<&Words> for TextsView {
    fn from(words: &Words) -> Self {
        Self {
            asks: words.asks.clone(),
            look_for: words
                .look_for
                .iter()
                .map(|(method, items)| LookForView { method: method.id(), items: items.clone() })
                .collect(),
            evidence: words.evidence.clone(),
            falls_short: words.falls_short.clone(),
            others_meet: words
                .others_meet
                .iter()
                .map(|(design, text)| (design.id().to_owned(), text.clone()))
                .collect(),
            step_up: words.step_up.clone(),
        }
    }
}

impl RequirementView {
    /// Everything about one requirement; `words` are ours, if there are any.
    pub fn new(edition: &Edition, index: usize, words: Option<&Words>) -> Self {
        let requirement = &edition.requirements[index];
        let id_of = |index: usize| edition.requirements[index].id.to_string();
        let group = edition.group_of(requirement);
        Self {
            edition: edition.head.key.to_string(),
            id: requirement.id.to_string(),
            kind: requirement.kind.id(),
            parent: requirement.parent.map(id_of),
            children: edition.children(index).map(id_of).collect(),
            group: group.id.to_string(),
            group_title: group.title.clone(),
            section: requirement.section.clone(),
            fr: requirement.fr.map(FoundationalRequirement::abbreviation),
            title: requirement.title.clone(),
            clause: requirement.clause.clone(),
            level: number(requirement.level),
            types: requirement.types.iter().map(|one| one.id()).collect(),
            feature: requirement.feature.as_ref().map(ToString::to_string),
            applies_where: requirement.applies_where.clone(),
            integration_offered: requirement.integration_offered,
            see: requirement.see.iter().copied().map(id_of).collect(),
            unverified: requirement.unverified.clone(),
            texts: words.map(TextsView::from),
        }
    }
}

/// A scheme in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SchemeView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What is particular about it.
    pub about: String,
    /// Are its settings confirmed?
    pub verified: bool,
    /// The maturity level below which a process row does not pass.
    pub minimum_maturity: u8,
    /// How foundational requirements become one security level: `minimum` or `none`.
    pub level_headline: &'static str,
    /// How practices become one maturity level: `minimum` or `none`.
    pub maturity_headline: &'static str,
    /// Whose word makes an unconditional row not applicable.
    pub not_applicable_accepted_by: &'static str,
    /// The names of the verdicts on its forms.
    pub verdicts: Keyed<String>,
    /// What its certificates print.
    pub certificate_prints: Vec<String>,
}

impl From<&Scheme> for SchemeView {
    fn from(scheme: &Scheme) -> Self {
        Self {
            id: scheme.id.clone(),
            title: scheme.title.clone(),
            about: scheme.about.clone(),
            verified: scheme.verified,
            minimum_maturity: scheme.minimum_maturity.number(),
            level_headline: scheme.level_headline.id(),
            maturity_headline: scheme.maturity_headline.id(),
            not_applicable_accepted_by: scheme.not_applicable.id(),
            verdicts: Verdict::ALL
                .iter()
                .map(|verdict| (verdict.id(), scheme.verdict_name(*verdict).to_owned()))
                .collect(),
            certificate_prints: scheme.certificate_prints.clone(),
        }
    }
}

/// How many rows each security level asks, cumulatively, SL 1 to SL 4.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LevelsView {
    /// The edition.
    pub edition: String,
    /// By component type, and for the whole edition.
    pub rows: Keyed<[usize; 4]>,
}
