//! Which situations favour certification or speak against it, now, and from which value on? `data/decide/scenarios/`.
//!
//! A scenario raises flags, musts and questions. It never changes a figure.

use model::Problem;
use tables::{Document, Section};

use super::Library;
use super::fact::FactKind;
use crate::toml_words::{one_of, said, word};
use catalogue::closed_words;

closed_words! {
    /// For what a scenario speaks.
    Side {
        /// For certification.
        Favours = "favours",
        /// Against it, now.
        Against = "against",
    }
}

closed_words! {
    /// How a fact is held against a threshold.
    Test {
        /// At least so much.
        AtLeast = "at-least",
        /// At most so much.
        AtMost = "at-most",
        /// The answer is yes.
        Yes = "yes",
        /// The answer is no.
        No = "no",
    }
}

/// One condition of a scenario.
#[derive(Debug, Clone, PartialEq)]
pub struct Condition {
    /// The fact.
    pub fact: String,
    /// How it is held against the threshold.
    pub test: Test,
    /// The threshold; 0 for yes and no.
    pub threshold: f64,
}

/// A situation with thresholds.
#[derive(Debug, Clone, PartialEq)]
pub struct Scenario {
    /// Its id, the name of its file.
    pub id: String,
    /// Its title.
    pub title: String,
    /// For what it speaks.
    pub side: Side,
    /// What it says when it has fired.
    pub says: String,
    /// Why the threshold lies where it lies.
    pub because: String,
    /// The source, or `assumption`.
    pub source: String,
    /// All of these must hold.
    pub conditions: Vec<Condition>,
    /// A flag that it raises.
    pub flag: String,
    /// A must that the owner should consider stating; empty if none.
    pub must: String,
    /// What to ask next.
    pub question: String,
}

pub(super) fn read(file: &str, text: &str, library: &mut Library, problems: &mut Vec<Problem>) {
    let (document, found) = Document::read(file, text);
    let before = problems.len();
    problems.extend(found);
    let root = document.root();
    let name = file.rsplit('/').next().unwrap_or(file).trim_end_matches(".toml");
    let [title, says, because, source, flag, question] =
        ["title", "says", "because", "source", "flag", "question"].map(|key| said(&root, key, problems));
    let must = root.text("must", problems).map(|text| text.text).unwrap_or_default();
    let side = word(&root, "side", Side::parse, &Side::words(), problems);
    let mut conditions = Vec::new();
    for section in root.sections("when", problems) {
        conditions.extend(condition(&section, library, problems));
        section.finish(problems);
    }
    if conditions.is_empty() && problems.len() == before {
        let hint = "name at least one [[when]] with fact, test and threshold";
        problems.push(root.error(root.spot(), "a scenario without a condition").hint(hint));
    }
    root.finish(problems);
    if let Some(side) = side
        && problems.len() == before
    {
        let id = name.to_owned();
        library.scenarios.push(Scenario { id, title, side, says, because, source, conditions, flag, must, question });
    }
}

fn condition(section: &Section<'_>, library: &Library, problems: &mut Vec<Problem>) -> Option<Condition> {
    let known = library.facts.iter().map(|one| one.id.as_str());
    let fact = one_of(section, "fact", "a fact of facts.toml", known, problems);
    let test = word(section, "test", Test::parse, &Test::words(), problems);
    let threshold = section.decimal("threshold", problems);
    let (fact, test) = (fact?, test?);
    let number = library.fact(&fact.text).is_some_and(|one| one.kind != FactKind::YesNo);
    let compares = matches!(test, Test::AtLeast | Test::AtMost);
    if number != compares || compares != threshold.is_some() {
        let hint = "a number has at-least or at-most and a threshold, a yes-no has yes or no and none";
        problems.push(section.error(fact.spot, "fact, test and threshold do not fit").hint(hint));
        return None;
    }
    Some(Condition { fact: fact.text, test, threshold: threshold.map_or(0.0, |(number, _)| number) })
}
