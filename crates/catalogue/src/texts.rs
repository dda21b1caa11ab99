//! What do we say about a requirement, in our own words? `texts.toml`.

use model::Problem;
use tables::{Document, Section};

use crate::closed_words;
use crate::edition::Edition;

closed_words! {
    /// By which method an assessor looks.
    Method {
        /// Reading documents.
        Document = "document",
        /// Asking people.
        Interview = "interview",
        /// Having it shown.
        Demonstration = "demonstration",
        /// Trying it.
        Test = "test",
    }
}

closed_words! {
    /// For which kind of product a design is common.
    Design {
        /// Devices with firmware.
        Embedded = "embedded",
        /// Software on somebody else's operating system.
        Software = "software",
        /// Both.
        Any = "any",
    }
}

/// Our words on one requirement.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// What it asks.
    pub asks: String,
    /// What assessors look for, by method, as a checklist.
    pub look_for: Vec<(Method, Vec<String>)>,
    /// Artefacts that usually satisfy, and what they must contain.
    pub evidence: Vec<String>,
    /// How products and makers typically fall short.
    pub falls_short: Vec<String>,
    /// How others meet it.
    pub others_meet: Vec<(Design, String)>,
    /// What a step up in level changes.
    pub step_up: String,
}

/// Reads the texts of an edition: pairs of requirement index and words, in the edition's order.
pub(crate) fn read(edition: &Edition, text: &str) -> (Vec<(usize, Words)>, Vec<Problem>) {
    let path = edition.head.path("texts.toml");
    let (document, mut problems) = Document::read(&path, text);
    let root = document.root();
    let mut texts = Vec::new();
    for section in root.every_section(&mut problems) {
        match edition.requirements.iter().position(|one| one.id.as_str() == section.name()) {
            Some(index) => texts.push((index, words(section, &mut problems))),
            None => problems.push(
                section.error(section.spot(), format!("\"{}\" is not an id of {}", section.name(), edition.head.key)),
            ),
        }
    }
    texts.sort_by_key(|(index, _)| *index);
    (texts, problems)
}

fn words(section: Section<'_>, problems: &mut Vec<Problem>) -> Words {
    let list = |section: &Section<'_>, key: &str, problems: &mut Vec<Problem>| -> Vec<String> {
        section.texts(key, problems).into_iter().map(|text| text.text).collect()
    };
    let mut words = Words {
        asks: section.required("asks", problems).text,
        evidence: list(&section, "evidence", problems),
        falls_short: list(&section, "falls_short", problems),
        step_up: section.text("step_up", problems).map(|text| text.text).unwrap_or_default(),
        ..Words::default()
    };
    if let Some(look_for) = section.section("look_for", problems) {
        for method in Method::ALL {
            let items = list(&look_for, method.id(), problems);
            if !items.is_empty() {
                words.look_for.push((*method, items));
            }
        }
        look_for.finish(problems);
    }
    if let Some(others_meet) = section.section("others_meet", problems) {
        for design in Design::ALL {
            if let Some(text) = others_meet.text(design.id(), problems) {
                words.others_meet.push((*design, text.text));
            }
        }
        others_meet.finish(problems);
    }
    section.finish(problems);
    words
}
