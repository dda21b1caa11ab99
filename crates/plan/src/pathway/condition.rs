//! When does a rule hold? Alternatives of statements about answers, joined by "and".
//!
//! The list of statements is closed: `question is choice`, `question is not choice`, `question is skipped`,
//! `question is answered`. The question `path` stands for the parts found so far.

use model::{Problem, Spot};
use tables::{Section, Text};

use super::question::{Answers, Question};

/// The question that stands for the parts on the path.
pub(crate) const PATH: &str = "path";

#[derive(Debug, Clone, PartialEq, Eq)]
enum Statement {
    Is(String, String),
    IsNot(String, String),
    Skipped(String),
    Answered(String),
}

/// One of these alternatives must hold in full; without any the condition never holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Condition(Vec<Vec<Statement>>);

impl Condition {
    /// Does it hold? In: answers, among them the parts on the path.
    pub(crate) fn holds(&self, answers: &Answers) -> bool {
        self.0.iter().any(|all| {
            all.iter().all(|statement| match statement {
                Statement::Is(question, choice) => answers.has(question, choice),
                Statement::IsNot(question, choice) => !answers.has(question, choice),
                Statement::Skipped(question) => answers.of(question).is_empty(),
                Statement::Answered(question) => !answers.of(question).is_empty(),
            })
        })
    }

    /// The answered questions on which it rests where it holds, each once; empty where it does not.
    pub(crate) fn rests_on(&self, answers: &Answers) -> Vec<String> {
        let mut questions: Vec<String> = Vec::new();
        let holding = self.0.iter().find(|all| Self(vec![(*all).clone()]).holds(answers));
        for statement in holding.into_iter().flatten() {
            let (Statement::Is(question, _)
            | Statement::IsNot(question, _)
            | Statement::Skipped(question)
            | Statement::Answered(question)) = statement;
            if !answers.of(question).is_empty() && !questions.contains(question) {
                questions.push(question.clone());
            }
        }
        questions
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What a condition may speak of.
pub(crate) struct Vocabulary<'v> {
    pub(crate) questions: &'v [Question],
    pub(crate) parts: &'v [String],
}

impl Vocabulary<'_> {
    /// Reads the condition under a key; an absent one is empty.
    pub(crate) fn read(&self, section: &Section<'_>, key: &str, problems: &mut Vec<Problem>) -> Condition {
        let texts: Vec<Text> = section.texts(key, problems);
        let mut wrong = |spot: Spot, message: String, hint: String| {
            problems.push(section.error(spot, message).hint(hint));
        };
        Condition(texts.iter().map(|text| self.all(&text.text, text.spot, &mut wrong)).collect())
    }

    /// Reads one alternative.
    fn all(&self, text: &str, spot: Spot, wrong: &mut impl FnMut(Spot, String, String)) -> Vec<Statement> {
        let mut statements = Vec::new();
        for part in text.split(" and ").map(str::trim) {
            match self.statement(part) {
                Ok(statement) => statements.push(statement),
                Err(hint) => {
                    wrong(spot, format!("\"{part}\" is not a statement"), hint);
                    // What cannot be read must not widen the rule: an empty question is never answered.
                    statements.push(Statement::Answered(String::new()));
                }
            }
        }
        statements
    }

    /// A condition of one alternative, as a cell of a table writes it; empty text, empty condition.
    pub(crate) fn cell(&self, text: &str, spot: Spot, wrong: &mut impl FnMut(Spot, String, String)) -> Condition {
        if text.is_empty() { Condition::default() } else { Condition(vec![self.all(text, spot, wrong)]) }
    }

    fn statement(&self, text: &str) -> Result<Statement, String> {
        let hint = "write \"question is choice\", \"question is not choice\", \"question is skipped\" or \
                    \"question is answered\", joined by \"and\"";
        let (question, choice) = text.split_once(" is ").ok_or(hint)?;
        let (denied, choice) = match choice.strip_prefix("not ") {
            Some(choice) => (true, choice.trim()),
            None => (false, choice.trim()),
        };
        let question = question.trim();
        let known: Vec<&str> = if question == PATH {
            self.parts.iter().map(String::as_str).collect()
        } else {
            match self.questions.iter().find(|known| known.id == question) {
                Some(known) => known.choices.iter().map(|choice| choice.id.as_str()).collect(),
                None => {
                    let known: Vec<&str> = self.questions.iter().map(|known| known.id.as_str()).collect();
                    return Err(format!("questions are {} and {PATH}", known.join(", ")));
                }
            }
        };
        match (choice, denied) {
            ("skipped", false) => Ok(Statement::Skipped(question.into())),
            ("answered", false) => Ok(Statement::Answered(question.into())),
            (choice, _) if !known.contains(&choice) => Err(format!("choices are {}", known.join(", "))),
            (choice, true) => Ok(Statement::IsNot(question.into(), choice.into())),
            (choice, false) => Ok(Statement::Is(question.into(), choice.into())),
        }
    }
}
