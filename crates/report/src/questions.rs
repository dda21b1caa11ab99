//! What does the interview ask? The published set of questions, which a terminal and a page ask unchanged.

use plan::Question;
use serde::Serialize;

/// The questions of the interview: `plimsoll.questions/1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "plimsoll.questions/1"))]
pub struct QuestionsResult {
    /// Always `plimsoll.questions/1`.
    pub schema: &'static str,
    /// The program and its version.
    pub program: String,
    /// The questions, in the order in which they are asked; each may be skipped.
    pub questions: Vec<QuestionResult>,
}

/// One question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct QuestionResult {
    /// Its id, as answers write it.
    pub id: String,
    /// The question.
    pub asks: String,
    /// Why it is asked.
    pub why: String,
    /// May several choices hold at once?
    pub several: bool,
    /// The choices, in the order in which they are shown.
    pub choices: Vec<ChoiceResult>,
}

/// One answer that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChoiceResult {
    /// Its id, as answers write it.
    pub id: String,
    /// What it says.
    pub says: String,
}

impl QuestionsResult {
    /// The questions in their published shape.
    pub fn new(program: &str, questions: &[Question]) -> Self {
        let choice = |choice: &plan::Choice| ChoiceResult { id: choice.id.clone(), says: choice.says.clone() };
        let question = |one: &Question| QuestionResult {
            id: one.id.clone(),
            asks: one.asks.clone(),
            why: one.why.clone(),
            several: one.several,
            choices: one.choices.iter().map(choice).collect(),
        };
        Self {
            schema: "plimsoll.questions/1",
            program: program.to_owned(),
            questions: questions.iter().map(question).collect(),
        }
    }
}
