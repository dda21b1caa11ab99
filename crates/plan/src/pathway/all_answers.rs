//! Whose answers are these? The organization's hold for everything; one product or site may answer a question otherwise.

use super::question::Answers;
use super::rules::Contradiction;

/// The word for the organization among those for whom a part is; no product or site may have it as its name.
pub const ORGANIZATION: &str = "organization";

/// What was answered for the organization, and what single products, systems, programmes and sites answer otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AllAnswers {
    /// What holds wherever nothing else is answered.
    pub organization: Answers,
    /// Those with an entry of their own, in the order of the file, each id once.
    pub subjects: Vec<OwnAnswers>,
}

/// What one product, system, programme or site answers itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnAnswers {
    /// A subject of the dossier (`products/eg220`), a site of it (`site: whitmoor`), or a free name.
    pub id: String,
    /// The questions that it answers; each answer replaces the organization's as a whole.
    pub answers: Answers,
}

impl AllAnswers {
    /// Is nothing answered for anybody?
    pub fn is_empty(&self) -> bool {
        self.organization.is_empty() && self.subjects.iter().all(|one| one.answers.is_empty())
    }

    /// What this one answers itself; `None` without an entry.
    pub fn own(&self, id: &str) -> Option<&Answers> {
        self.subjects.iter().find(|one| one.id == id).map(|one| &one.answers)
    }

    /// What holds for this one: its own answers, and the organization's to every other question.
    pub fn holding(&self, id: &str) -> Answers {
        match self.own(id) {
            Some(own) => own.over(&self.organization),
            None => self.organization.clone(),
        }
    }

    /// Puts one's own answers in place of those before; an entry that never was and says nothing is not made.
    pub fn set_own(&mut self, id: &str, answers: Answers) {
        match self.subjects.iter_mut().find(|one| one.id == id) {
            Some(one) => one.answers = answers,
            None if answers.is_empty() => {}
            None => self.subjects.push(OwnAnswers { id: id.to_owned(), answers }),
        }
    }
}

impl Answers {
    /// Is nothing answered?
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// These answers, and for every question that is not answered here what stands behind them.
    pub fn over(&self, behind: &Self) -> Self {
        let mut merged = behind.clone();
        self.iter().for_each(|(question, choices)| merged.set(question, choices.iter().map(String::as_str)));
        merged
    }
}

impl Contradiction {
    /// Does one of these answers take part in it? In: what one product or site answers itself.
    pub fn concerns(&self, own: &Answers) -> bool {
        self.questions.iter().any(|question| !own.of(question).is_empty())
    }

    /// Whose answers contradict each other, as the end of a sentence; empty where all are its own.
    pub fn whose(&self, own: &Answers) -> String {
        let (mine, others): (Vec<_>, Vec<_>) = self.questions.iter().partition(|question| !own.of(question).is_empty());
        let list = |ids: &[&String]| ids.iter().map(|id| format!("`{id}`")).collect::<Vec<_>>().join(" and ");
        match (mine.as_slice(), others.as_slice()) {
            (_, []) | ([], _) => String::new(),
            (mine, others) => format!("; {} is its own answer, {} the organization's", list(mine), list(others)),
        }
    }
}
