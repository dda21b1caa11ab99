//! What is asked before a path is given, and what was answered? `data/pathway/questions.toml`.

use std::collections::BTreeMap;

use catalogue::Files;
use model::{Problem, Spot};
use tables::{Document, Section};

use super::cra::Classes;

const PATH: &str = "pathway/questions.toml";
/// An interview is short, or nobody finishes it.
const MOST: usize = 10;

/// One answer that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// Its id, as answers and conditions write it.
    pub id: String,
    /// What it says.
    pub says: String,
}

/// One question; every question may be skipped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its id.
    pub id: String,
    /// The question.
    pub asks: String,
    /// Why it is asked.
    pub why: String,
    /// May several choices hold at once?
    pub several: bool,
    /// The choices, in the order in which they are shown.
    pub choices: Vec<Choice>,
}

/// What was answered; a question without an entry was skipped.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answers(BTreeMap<String, Vec<String>>);

impl Answers {
    /// Answers as pairs of question and choice, in any order.
    pub fn new<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut answers = Self::default();
        for (question, choice) in pairs {
            answers.add(question, choice);
        }
        answers
    }

    /// Adds a choice to a question.
    pub fn add(&mut self, question: &str, choice: &str) {
        let choices = self.0.entry(question.to_owned()).or_default();
        if !choices.iter().any(|known| known == choice) {
            choices.push(choice.to_owned());
        }
    }

    /// Answers a question anew; without a choice it is skipped.
    pub fn set<'a>(&mut self, question: &str, choices: impl IntoIterator<Item = &'a str>) {
        self.0.remove(question);
        for choice in choices {
            self.add(question, choice);
        }
    }

    /// The choices of a question; empty when it was skipped.
    pub fn of(&self, question: &str) -> &[String] {
        self.0.get(question).map(Vec::as_slice).unwrap_or_default()
    }

    /// Is this choice among them?
    pub fn has(&self, question: &str, choice: &str) -> bool {
        self.of(question).iter().any(|known| known == choice)
    }

    /// Every answered question with its choices, in order of id.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0.iter().map(|(question, choices)| (question.as_str(), choices.as_slice()))
    }

    /// What does not fit the questions, in words; such answers count as skipped.
    pub fn misfits(&self, questions: &[Question]) -> Vec<String> {
        let mut misfits = Vec::new();
        for (id, choices) in self.iter() {
            let Some(question) = questions.iter().find(|question| question.id == id) else {
                misfits.push(format!("there is no question \"{id}\""));
                continue;
            };
            for choice in choices.iter().filter(|choice| question.choice(choice).is_none()) {
                misfits.push(format!("\"{choice}\" is not an answer to \"{id}\""));
            }
            if choices.len() > 1 && !question.several {
                misfits.push(format!("\"{id}\" has one answer, not {}", choices.len()));
            }
        }
        misfits
    }

    /// The answers that fit the questions; a question with several where one is asked for counts as skipped.
    pub(crate) fn fitting(&self, questions: &[Question]) -> Self {
        let mut fitting = Self::default();
        for question in questions {
            let of = self.of(&question.id);
            if of.len() > 1 && !question.several {
                continue;
            }
            for choice in of.iter().filter(|choice| question.choice(choice).is_some()) {
                fitting.add(&question.id, choice);
            }
        }
        fitting
    }
}

impl Question {
    /// The choice with this id.
    pub fn choice(&self, id: &str) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.id == id)
    }
}

pub(crate) fn read(files: &Files, classes: &Classes, problems: &mut Vec<Problem>) -> Vec<Question> {
    let (document, found) = Document::read(PATH, files.get(PATH).unwrap_or_default());
    problems.extend(found);
    let root = document.root();
    let mut questions: Vec<Question> = Vec::new();
    for section in root.sections("question", problems) {
        let spot = section.spot();
        let question = read_one(&section, classes, problems);
        if questions.iter().any(|known| known.id == question.id) {
            problems.push(section.error(spot, format!("there are two questions \"{}\"", question.id)));
        }
        questions.push(question);
        section.finish(problems);
    }
    if questions.is_empty() || questions.len() > MOST {
        let message = format!("{} questions", questions.len());
        problems.push(root.error(Spot::new(1, 1), message).hint(format!("ask at least one and at most {MOST}")));
    }
    root.finish(problems);
    questions
}

fn read_one(section: &Section<'_>, classes: &Classes, problems: &mut Vec<Problem>) -> Question {
    let mut choices: Vec<Choice> = Vec::new();
    for choice in section.sections("choice", problems) {
        let one = Choice { id: choice.required("id", problems).text, says: choice.required("says", problems).text };
        if choices.iter().any(|known| known.id == one.id) {
            problems.push(choice.error(choice.spot(), format!("there are two choices \"{}\"", one.id)));
        }
        choices.push(one);
        choice.finish(problems);
    }
    if let Some(from) = section.text("choices_from", problems) {
        if from.text == "cra-classes" {
            choices.extend(
                classes.0.iter().map(|class| Choice { id: class.id.clone(), says: class.core_functionality.clone() }),
            );
        } else {
            let message = format!("\"{}\" is not a source of choices", from.text);
            problems.push(section.error(from.spot, message).hint("use cra-classes"));
        }
    }
    if choices.len() < 2 {
        problems.push(section.error(section.spot(), "a question without choices").hint("give two or more"));
    }
    Question {
        id: section.required("id", problems).text,
        asks: section.required("asks", problems).text,
        why: section.required("why", problems).text,
        several: section.flag("several", problems).unwrap_or(false),
        choices,
    }
}
