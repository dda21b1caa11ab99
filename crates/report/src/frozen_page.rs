//! What did a page say when it was signed off? Read again from its frozen copy: `plimsoll.decision/1`.
//!
//! Whether what was signed follows the recommendation is read from the page itself and recorded nowhere else, so the two
//! cannot contradict each other.

use decide::{Expected, REFERENCE, WAIT};
use serde::Deserialize;

use crate::decision::AnswerResult;
use crate::signed_off::{RecommendationThenResult, StandingsResult};

/// What is read again of a frozen page, of which later programs may know more. What an older page lacks is left empty.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct FrozenPage {
    /// The name of the subject.
    #[serde(default)]
    pub name: String,
    /// The answer in one sentence.
    #[serde(default)]
    pub sentence: String,
    /// The answer.
    pub answer: FrozenAnswer,
    /// The rows with their titles.
    pub rows: Vec<FrozenRow>,
    /// What every option had to meet.
    #[serde(default)]
    pub musts: Vec<FrozenMust>,
    /// The objectives in use, with what was expected of each option.
    #[serde(default)]
    pub objectives: Vec<FrozenObjective>,
    /// The rows that were shown.
    #[serde(default)]
    pub standings: Vec<StandingsResult>,
    /// The digest over everything that went in.
    pub digest: String,
    /// From what costs and months came.
    #[serde(default)]
    pub plans: Vec<String>,
}

/// The answer of a frozen page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct FrozenAnswer {
    /// `one`, `open`, `not-decidable` or `nothing-meets-the-musts`.
    pub kind: String,
    /// The option; null unless there was one answer.
    pub option: Option<String>,
    /// The fact on which it hung.
    #[serde(default)]
    pub ask: Option<String>,
}

/// A row of a frozen page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct FrozenRow {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// A must of a frozen page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct FrozenMust {
    /// Its id.
    pub id: String,
    /// What it demanded.
    pub demand: String,
    /// The rows that failed it.
    pub failed_by: Vec<String>,
}

/// An objective of a frozen page.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct FrozenObjective {
    /// Its id.
    pub id: String,
    /// Where it stood.
    #[serde(default)]
    pub baseline: Option<f64>,
    /// Where it should be.
    #[serde(default)]
    pub target: Option<f64>,
    /// Until when.
    #[serde(default)]
    pub date: String,
    /// Each option's forecast.
    #[serde(default)]
    pub forecasts: Vec<FrozenForecast>,
}

/// What an option was expected to do to an objective.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct FrozenForecast {
    /// The option.
    pub option: String,
    /// The measure at the low, likely and high share that rows can close.
    pub measure: [f64; 3],
}

impl FrozenAnswer {
    /// Does a page give the same answer, or none for the same reason?
    pub fn is(&self, answer: &AnswerResult) -> bool {
        self.kind == answer.kind && self.option == answer.option && self.ask == answer.ask
    }
}

impl FrozenPage {
    /// Reads a frozen page.
    ///
    /// # Errors
    /// A sentence, where the bytes are no such page.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        serde_json::from_slice(bytes).map_err(|error| error.to_string())
    }

    /// Is there a row of this id to sign?
    pub fn has(&self, option: &str) -> bool {
        self.rows.iter().any(|row| row.id == option)
    }

    /// The title of an option, in quotation marks; its id where the page has no such row.
    pub fn title_of(&self, option: &str) -> String {
        self.rows.iter().find(|row| row.id == option).map_or(option.to_owned(), |row| format!("“{}”", row.title))
    }

    /// The answer in words: the option, or none with the sentence that says why.
    pub fn answer_words(&self) -> String {
        let none = || format!("none ({})", self.sentence.trim_end_matches('.'));
        self.answer.option.as_deref().map_or_else(none, |option| self.title_of(option))
    }

    /// What the page recommended, beside an option that was signed.
    pub fn beside(&self, option: &str) -> RecommendationThenResult {
        let course = match self.answer.option.as_deref() {
            Some(recommended) if recommended == option => "followed",
            Some(_) => "against",
            None => "without",
        };
        let failed = self.musts.iter().filter(|must| must.failed_by.iter().any(|row| row == option));
        RecommendationThenResult {
            course,
            option: self.answer.option.clone(),
            words: match (&self.answer.option, self.answer.kind.as_str()) {
                (Some(recommended), _) => self.title_of(recommended),
                (None, "open") => "the answer hung on a fact that nobody knew".to_owned(),
                (None, "not-decidable") => "money could not be decided on".to_owned(),
                (None, "nothing-meets-the-musts") => "nothing met the musts".to_owned(),
                (None, _) => "the page had no one answer".to_owned(),
            },
            fails: failed.map(|must| format!("{} ({})", must.demand, must.id)).collect(),
        }
    }

    /// The title of the decision for an option, as its entry bears it.
    ///
    /// Entries stand in journals for good and are held against this, so these words stay as they are.
    pub fn heading(&self, option: &str) -> String {
        let beside = self.beside(option);
        let course = match beside.course {
            "against" => format!(", against the recommendation of {}", beside.words),
            "without" => ", without a recommendation".to_owned(),
            _ => String::new(),
        };
        let fails = if beside.fails.is_empty() { "" } else { ", though it fails a must" };
        format!("{} for {}{course}{fails}", self.title_of(option), self.name)
    }

    /// What was expected of an objective under an option; `None` where the page does not say.
    pub fn expected(&self, objective: &str, option: &str) -> Option<Expected> {
        let of = self.objectives.iter().find(|one| one.id == objective)?;
        let (baseline, target, date) = (of.baseline?, of.target?, model::parse_date(&of.date)?);
        let band = match of.forecasts.iter().find(|one| one.option == option) {
            Some(forecast) => [forecast.measure[0], forecast.measure[2]],
            // These two have no forecasts of their own.
            None if [REFERENCE, WAIT].contains(&option) => [baseline; 2],
            None => return None,
        };
        Some(Expected { objective: of.id.clone(), baseline, target, date, band })
    }
}
