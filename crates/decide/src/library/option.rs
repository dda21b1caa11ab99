//! Which kinds of options are there, in words and in the fixed order of nesting? `data/decide/options.toml`.
//!
//! What an option costs, closes and certifies comes from the caller, see [`crate::OptionPlan`].

use model::Problem;
use tables::Document;

use super::Library;
use crate::toml_words::{known_word, new_id, said};

/// A kind of option.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionWords {
    /// Its id: `process`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its title where the option that it contains is in place; empty for those that contain none.
    pub alone: String,
    /// What is done and what is not.
    pub about: String,
    /// The option that it contains, for nested ones.
    pub contains: Option<String>,
    /// The standards under which it ends with a certificate.
    pub certificates: Vec<String>,
    /// Is its step paid once for every further product?
    pub per_product: bool,
}

pub(super) fn read(file: &str, text: &str, library: &mut Library, problems: &mut Vec<Problem>) {
    let (document, found) = Document::read(file, text);
    problems.extend(found);
    let root = document.root();
    for section in root.sections("option", problems) {
        let known: Vec<String> = library.options.iter().map(|one| one.id.clone()).collect();
        if let Some(id) = new_id(&section, known.iter().map(String::as_str), problems) {
            let contains = section.text("contains", problems).and_then(|text| {
                known_word(&section, text, "an option further up", known.iter().map(String::as_str), problems)
            });
            let option = OptionWords {
                id: id.text,
                title: said(&section, "title", problems),
                alone: section.text("alone", problems).map(|text| text.text).unwrap_or_default(),
                about: said(&section, "about", problems),
                contains: contains.map(|text| text.text),
                certificates: section.texts("certificates", problems).into_iter().map(|text| text.text).collect(),
                per_product: section.flag("per_product", problems).unwrap_or(false),
            };
            library.options.push(option);
        }
        section.finish(problems);
    }
    root.finish(problems);
}
