//! In which shape does a sign-off leave the house, with what changed since? Part of `plimsoll.decision/1`.
//!
//! The words stand here once, so that terminal and report say the same.

use serde::{Deserialize, Serialize};

/// The sign-off that is in force, and what changed since.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SignedOffResult {
    /// Its id in `decisions.toml`.
    pub id: String,
    /// Who decided.
    pub by: String,
    /// When.
    pub date: String,
    /// The option that was decided for.
    pub option: String,
    /// Its title then.
    pub title: String,
    /// What the page recommended when it was signed; null where the frozen copies are not as they were signed off.
    pub recommendation: Option<RecommendationThenResult>,
    /// Why; empty where nobody said.
    pub reason: String,
    /// The number of the journal's entry that states exactly this; null while it is not recorded.
    pub entry: Option<u64>,
    /// The seed then.
    pub seed: Option<u64>,
    /// How many draws then.
    pub draws: Option<u64>,
    /// The program and its version then.
    pub program: String,
    /// The page's digest then.
    pub digest: Option<String>,
    /// Are the frozen copies as they were signed off? Nothing is compared where they are not.
    pub intact: bool,
    /// What changed since; null where it cannot be compared.
    pub since: Option<ChangesResult>,
    /// The sign-off that it superseded; null where there is none.
    pub superseded: Option<SupersededResult>,
}

/// What a page recommended, beside the option that was signed: people decide, and the page says so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecommendationThenResult {
    /// `followed`, `against`, or `without` where the page had no one answer.
    pub course: &'static str,
    /// The option that was recommended; null where there was no one answer.
    pub option: Option<String>,
    /// Its title then, in quotation marks, or why there was none.
    pub words: String,
    /// The musts that the signed option did not meet: what each demanded, and its id.
    pub fails: Vec<String>,
}

/// A sign-off that another one superseded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SupersededResult {
    /// Its id.
    pub id: String,
    /// Who decided.
    pub by: String,
    /// When.
    pub date: String,
    /// The option that was decided for.
    pub option: String,
    /// Its title then.
    pub title: String,
    /// What its page recommended; null where its frozen copies are not as they were signed off.
    pub recommendation: Option<RecommendationThenResult>,
    /// What changed from it to the one in force; null where it cannot be compared.
    pub changes: Option<ChangesResult>,
}

/// What changed from one page to another.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChangesResult {
    /// Did the page's answer change? What was signed is not meant.
    pub answer_changed: bool,
    /// The page's answer before, in words.
    pub from: String,
    /// The page's answer after, in words.
    pub to: String,
    /// What the inputs as they were signed off give on the rows, plans and program of today; null unless the answer
    /// changed since and the inputs did too.
    pub same_inputs_today: Option<String>,
    /// Importances that changed.
    pub importances: Vec<ImportanceChangeResult>,
    /// Other inputs that changed, came or went, and seed, draws, program and data where they differ.
    pub inputs: Vec<InputChangeResult>,
    /// Rows that are shown now and were not before: `4-1 DM-4`.
    pub closed: Vec<String>,
    /// Rows that were shown before and are not now.
    pub opened: Vec<String>,
}

/// An importance that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ImportanceChangeResult {
    /// The driver.
    pub driver: String,
    /// Before; null where it was not stated.
    pub from: Option<u8>,
    /// After; null where it is not stated any more.
    pub to: Option<u8>,
}

/// Another input that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct InputChangeResult {
    /// The input: `money.acme.revenue`, `rate`, `seed`.
    pub input: String,
    /// Before, as it was written; null where it was not there.
    pub from: Option<String>,
    /// After; null where it is not there any more.
    pub to: Option<String>,
}

/// A reason to look at the decision again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LookResult {
    /// `outside`, `not-measured`, `review`, `old-importance` or `answer-changed`.
    pub kind: &'static str,
    /// The objective, the driver, the day or the sign-off that it is about.
    pub about: String,
    /// The same in a sentence.
    pub words: String,
}

/// The rows of a standard that count and those that do not apply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StandingsResult {
    /// The standard: `4-1`.
    pub standard: String,
    /// The rows that are shown.
    pub shown: Vec<String>,
    /// The rows linked to an objective that do not apply.
    pub not_applicable: Vec<String>,
}

/// So many rows are named before the rest is counted.
const ROWS: usize = 12;
/// So many characters of an input are quoted.
const QUOTED: usize = 60;

impl SignedOffResult {
    /// The block for people, a sentence a line.
    pub fn lines(&self) -> Vec<String> {
        let mut lines = vec![self.words()];
        lines.extend(self.recommendation.as_ref().and_then(RecommendationThenResult::failed));
        if !self.reason.is_empty() {
            lines.push(format!("Because: {}", self.reason));
        }
        lines.push(match self.entry {
            Some(entry) => format!("Recorded as entry {entry} of the journal."),
            None => "Not recorded yet: `plimsoll record` puts it into the journal.".to_owned(),
        });
        match &self.since {
            Some(changes) => lines.extend(changes.lines("Since then")),
            None => lines.push(
                "The frozen copies are not as they were signed off, so nothing can be compared with them.".to_owned(),
            ),
        }
        if let Some(old) = &self.superseded {
            let words = signed("", &old.by, &old.title, &old.date, old.recommendation.as_ref());
            lines.push(format!("It supersedes {}: {words}", old.id));
            match &old.changes {
                Some(changes) => lines.extend(changes.lines(&format!("From {} to {}", old.id, self.id))),
                None => lines.push(format!("The frozen copies of {} are not as they were signed off.", old.id)),
            }
        }
        lines
    }

    /// Was another option signed than the page recommended, or one where it recommended none?
    pub fn is_otherwise(&self) -> bool {
        self.recommendation.as_ref().is_some_and(|then| then.course != "followed")
    }

    /// Who signed what off, and how that stands to the recommendation of then.
    pub fn words(&self) -> String {
        signed(&self.id, &self.by, &self.title, &self.date, self.recommendation.as_ref())
    }
}

fn signed(id: &str, by: &str, title: &str, date: &str, then: Option<&RecommendationThenResult>) -> String {
    let id = if id.is_empty() { String::new() } else { format!("{id}: ") };
    let course = match then {
        Some(then) if then.course == "against" => format!(", against the recommendation, which was {}", then.words),
        Some(then) if then.course == "without" => format!(", without a recommendation: {}", then.words),
        _ => String::new(),
    };
    format!("{id}{by} signed {title} off on {date}{course}.")
}

impl RecommendationThenResult {
    /// Which musts the signed option did not meet, in a sentence.
    fn failed(&self) -> Option<String> {
        let musts = self.fails.join("; ");
        (!self.fails.is_empty()).then(|| format!("It did not meet what every option must: {musts}."))
    }
}

impl ChangesResult {
    /// Did nothing change?
    pub fn is_nothing(&self) -> bool {
        !self.answer_changed
            && [self.importances.is_empty(), self.inputs.is_empty(), self.closed.is_empty(), self.opened.is_empty()]
                .into_iter()
                .all(|none| none)
    }

    fn lines(&self, when: &str) -> Vec<String> {
        let answer = match self.answer_changed {
            true => format!("{when}: recommendation changed from {} to {}.", self.from, self.to),
            false if self.is_nothing() => {
                format!("{when}: recommendation unchanged, and so is everything that it rests on.")
            }
            false => format!("{when}: recommendation unchanged."),
        };
        let mut lines = vec![answer];
        if let Some(same) = &self.same_inputs_today {
            lines.push(match (same == &self.from, same == &self.to) {
                (true, _) => "The inputs turned it: as they were signed, they give the old one today.".to_owned(),
                (_, true) => {
                    "Rows, plans or the program turned it: the inputs as they were signed give the new one too."
                        .to_owned()
                }
                _ => format!("Inputs and rows turned it together: the inputs as they were signed give {same} today."),
            });
        }
        let number = |value: Option<u8>| value.map_or("not stated".to_owned(), |value| value.to_string());
        let importances: Vec<String> = (self.importances.iter())
            .map(|one| format!("{} {} → {}", one.driver, number(one.from), number(one.to)))
            .collect();
        if !importances.is_empty() {
            lines.push(format!("Importance: {}.", importances.join(", ")));
        }
        // Measurements come all the time, and turn no answer: their number is enough.
        let (measured, inputs): (Vec<_>, Vec<_>) =
            self.inputs.iter().partition(|one| one.input.starts_with("measured."));
        let mut inputs: Vec<String> = inputs.into_iter().map(InputChangeResult::words).collect();
        match measured.len() {
            0 => {}
            1 => inputs.push("one measurement".to_owned()),
            many => inputs.push(format!("{many} measurements")),
        }
        if !inputs.is_empty() {
            lines.push(format!("Changed: {}.", inputs.join("; ")));
        }
        for (what, rows) in [("Rows closed", &self.closed), ("Rows open again", &self.opened)] {
            if !rows.is_empty() {
                let more = rows.len().saturating_sub(ROWS);
                let more = if more > 0 { format!(" and {more} more") } else { String::new() };
                let first: Vec<&str> = rows.iter().take(ROWS).map(String::as_str).collect();
                lines.push(format!("{what}: {}{more}.", first.join(", ")));
            }
        }
        lines
    }
}

impl InputChangeResult {
    fn words(&self) -> String {
        let cut = |text: &str| {
            let start: String = text.chars().take(QUOTED).collect();
            if start.len() < text.len() { format!("{start}…") } else { start }
        };
        match (&self.from, &self.to) {
            (Some(from), Some(to)) if from.len().max(to.len()) <= 2 * QUOTED => {
                format!("{} {} → {}", self.input, cut(from), cut(to))
            }
            (Some(_), Some(_)) => self.input.clone(),
            (None, _) => format!("{} came", self.input),
            (_, None) => format!("{} went", self.input),
        }
    }
}
