//! Is this an answer to that question? What somebody typed becomes a choice, or hears what would be right.

use super::question::{Answers, Question};

/// So many choices are listed in a hint; the question on core functionality has more.
const LISTED: usize = 12;

/// Why something is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoAnswer {
    /// What is wrong.
    pub what: String,
    /// What would be right.
    pub right: String,
}

impl Question {
    /// Is this one of the choices?
    ///
    /// # Errors
    /// Says what would be right when it is not.
    pub fn check(&self, choice: &str) -> Result<(), NoAnswer> {
        if self.choice(choice).is_some() {
            return Ok(());
        }
        Err(NoAnswer {
            what: format!("\"{choice}\" is not an answer to \"{}\"", self.id),
            right: format!("answers are {}", self.known()),
        })
    }

    /// The ids of its choices, at most some of them.
    fn known(&self) -> String {
        let mut known: Vec<&str> = self.choices.iter().map(|choice| choice.id.as_str()).take(LISTED).collect();
        if self.choices.len() > LISTED {
            known.push("and more: `plimsoll start --questions` lists them");
        }
        known.join(", ")
    }

    /// What the file of answers takes for it, with the words that are allowed.
    pub(super) fn takes(&self) -> String {
        if self.several {
            format!("write one text or a list of texts; answers are {}", self.known())
        } else {
            format!("write one text; answers are {}", self.known())
        }
    }

    /// Reads the answer of somebody at a terminal: numbers from 1 or ids of choices, separated by commas or blanks.
    ///
    /// Out: the ids of the choices, each once; none for an empty answer.
    ///
    /// # Errors
    /// Says what would be right.
    pub fn read(&self, typed: &str) -> Result<Vec<String>, NoAnswer> {
        let mut chosen: Vec<String> = Vec::new();
        for word in typed.split([',', ' ', '\t']).filter(|word| !word.is_empty()) {
            let by_number = word.parse::<usize>().ok().and_then(|number| self.choices.get(number.checked_sub(1)?));
            let choice = match by_number.or_else(|| self.choice(word)) {
                Some(choice) => choice.id.clone(),
                None if word.chars().all(|letter| letter.is_ascii_digit()) => {
                    let what = format!("there is no choice {word}");
                    return Err(NoAnswer { what, right: format!("numbers go from 1 to {}", self.choices.len()) });
                }
                None => return Err(self.check(word).err().unwrap_or_else(|| self.one_only(0))),
            };
            if !chosen.contains(&choice) {
                chosen.push(choice);
            }
        }
        if chosen.len() > 1 && !self.several { Err(self.one_only(chosen.len())) } else { Ok(chosen) }
    }

    fn one_only(&self, number: usize) -> NoAnswer {
        NoAnswer {
            what: format!("\"{}\" has one answer, not {number}", self.id),
            right: "choose the one that fits best, or skip the question".to_owned(),
        }
    }
}

impl Answers {
    /// Reads answers as they are typed beside one command. Choices that are typed apart for a question that takes
    /// several come together; what was answered before makes way. Out: the ids of the questions, each once.
    ///
    /// # Errors
    /// Says what would be right, also when a question with one answer gets two; nothing is changed then.
    pub fn give_all(&mut self, typed: &[String], questions: &[Question]) -> Result<Vec<String>, NoAnswer> {
        let mut all = Self::default();
        let mut ids: Vec<String> = Vec::new();
        for one in typed {
            let mut given = Self::default();
            given.give(one, questions)?;
            let id = one.split('=').next().unwrap_or_default().trim();
            given.of(id).iter().for_each(|choice| all.add(id, choice));
            if !ids.iter().any(|known| known == id) {
                ids.push(id.to_owned());
            }
        }
        let twice = |question: &&Question| !question.several && all.of(&question.id).len() > 1;
        if let Some(question) = questions.iter().find(twice) {
            let chosen = all.of(&question.id);
            return Err(NoAnswer {
                what: format!("\"{}\" has one answer, not {}: {}", question.id, chosen.len(), chosen.join(", ")),
                right: "keep the one that fits best".to_owned(),
            });
        }
        ids.iter().for_each(|id| self.set(id, all.of(id).iter().map(String::as_str)));
        Ok(ids)
    }

    /// Reads `question=choice[,choice]`, as it is typed beside a command; what was answered to the question before makes
    /// way, and a question without a choice is skipped.
    ///
    /// # Errors
    /// Says what would be right; nothing is changed then.
    pub fn give(&mut self, typed: &str, questions: &[Question]) -> Result<(), NoAnswer> {
        let (id, choices) = typed.split_once('=').ok_or_else(|| NoAnswer {
            what: format!("\"{typed}\" is not an answer"),
            right: "write question=choice[,choice], such as role=integrator".to_owned(),
        })?;
        let question = questions.iter().find(|question| question.id == id.trim()).ok_or_else(|| {
            let known: Vec<&str> = questions.iter().map(|question| question.id.as_str()).collect();
            NoAnswer {
                what: format!("there is no question \"{}\"", id.trim()),
                right: format!("questions are {}", known.join(", ")),
            }
        })?;
        let mut chosen: Vec<&str> = Vec::new();
        for choice in choices.split(',').map(str::trim).filter(|choice| !choice.is_empty()) {
            question.check(choice)?;
            if !chosen.contains(&choice) {
                chosen.push(choice);
            }
        }
        if chosen.len() > 1 && !question.several {
            return Err(question.one_only(chosen.len()));
        }
        self.set(&question.id, chosen);
        Ok(())
    }
}
