//! Which edition is it, and by which method is it assessed? `edition.toml`.

use std::sync::Arc;

use model::{EditionKey, Problem, StandardId};
use tables::{Document, Section};

use crate::closed_words;
use crate::edition::{Caution, Group};

closed_words! {
    /// The method by which statements about an edition become a result.
    AssessedBy {
        /// Security levels per foundational requirement (4-2, 3-3).
        Levels = "levels",
        /// Maturity levels per row and practice (4-1, 2-1, 2-4).
        Maturity = "maturity",
        /// Coverage through crosswalks, without any level (CRA, NIS2).
        Coverage = "coverage",
        /// Steps of a workflow that are listed and referred to, not assessed (3-2).
        Steps = "steps",
    }
}

closed_words! {
    /// When an applicant may state that a row does not apply.
    NotApplicable {
        /// Only on rows that depend on a feature.
        Conditional = "conditional",
        /// Wherever the owner decides so, with a reason (2-1).
        Owner = "owner",
        /// Rows outside the chosen scope are not evaluated (2-4).
        Scope = "scope",
    }
}

/// What an `edition.toml` says.
#[derive(Debug, Clone)]
pub struct EditionHead {
    /// Standard and edition.
    pub key: EditionKey,
    /// The standard's title.
    pub title: String,
    /// Who publishes it.
    pub publisher: String,
    /// How it is assessed.
    pub assessed_by: AssessedBy,
    /// When a row may be not applicable.
    pub not_applicable: NotApplicable,
    /// Do its rows depend on component types?
    pub component_types: bool,
    /// The groups in which certificates count.
    pub groups: Vec<Group>,
    /// Claims that other rows must carry.
    pub cautions: Vec<Caution>,
    /// The digest under which its facts were frozen; empty while it is in work.
    pub frozen: String,
    pub(crate) folder: String,
}

impl EditionHead {
    pub(crate) fn path(&self, file: &str) -> String {
        format!("{}/{file}", self.folder)
    }

    pub(crate) fn read(path: &str, text: &str) -> (Self, Vec<Problem>) {
        let (document, mut problems) = Document::read(path, text);
        let root = document.root();
        let found = &mut problems;
        let key = EditionKey {
            standard: StandardId::new(&root.required("standard", found).text),
            edition: Arc::from(root.required("edition", found).text),
        };
        let head = Self {
            key,
            title: root.required("title", found).text,
            publisher: root.required("publisher", found).text,
            assessed_by: word(&root, "assessed_by", AssessedBy::parse, AssessedBy::words, found)
                .unwrap_or(AssessedBy::Steps),
            not_applicable: word(&root, "not_applicable", NotApplicable::parse, NotApplicable::words, found)
                .unwrap_or(NotApplicable::Conditional),
            component_types: root.flag("component_types", found).unwrap_or(false),
            groups: root.sections("group", found).into_iter().map(|section| group(section, found)).collect(),
            cautions: root.sections("caution", found).into_iter().map(|section| caution(section, found)).collect(),
            frozen: root.text("frozen", found).map(|text| text.text).unwrap_or_default(),
            folder: path.trim_end_matches("/edition.toml").to_owned(),
        };
        root.finish(found);
        (head, problems)
    }
}

/// A text that must be a word of a closed list.
pub(crate) fn word<T>(
    section: &Section<'_>,
    key: &str,
    parse: fn(&str) -> Option<T>,
    words: fn() -> String,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    let text = section.required(key, problems);
    let value = parse(&text.text);
    if value.is_none() && !text.text.is_empty() {
        problems.push(
            section
                .error(text.spot, format!("\"{}\" is not a value of `{key}`", text.text))
                .hint(format!("use one of: {}", words())),
        );
    }
    value
}

fn group(section: Section<'_>, problems: &mut Vec<Problem>) -> Group {
    let group =
        Group { id: Arc::from(section.required("id", problems).text), title: section.required("title", problems).text };
    section.finish(problems);
    group
}

fn caution(section: Section<'_>, problems: &mut Vec<Problem>) -> Caution {
    let mut level = |key: &str| {
        let number = section.number(key, problems);
        let level = number.and_then(|(number, _)| u8::try_from(number).ok()).and_then(model::MaturityLevel::new);
        if level.is_none() {
            let spot = number.map_or(section.spot(), |(_, spot)| spot);
            problems.push(section.error(spot, format!("`{key}` is a maturity level, 0 to 4")));
        }
        level.unwrap_or_default()
    };
    let (claim, at_least) = (level("claim"), level("at_least"));
    let caution =
        Caution { claim, at_least, rows: section.texts("rows", problems).into_iter().map(|text| text.text).collect() };
    section.finish(problems);
    caution
}
