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
    /// What changed from it to the one in force; null where it cannot be compared.
    pub changes: Option<ChangesResult>,
}

/// What changed from one page to another.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ChangesResult {
    /// Did the answer change?
    pub answer_changed: bool,
    /// The answer before, in words.
    pub from: String,
    /// The answer after, in words.
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
        let mut lines = vec![format!("{}: {} signed {} off on {}.", self.id, self.by, self.title, self.date)];
        lines.push(match self.entry {
            Some(entry) => format!("Recorded as entry {entry} of the journal."),
            None => "Not recorded yet: `plimsoll record` puts it into the journal.".to_owned(),
        });
        if !self.reason.is_empty() {
            lines.push(format!("Because: {}", self.reason));
        }
        match &self.since {
            Some(changes) => lines.extend(changes.lines("Since then")),
            None => lines.push(
                "The frozen copies are not as they were signed off, so nothing can be compared with them.".to_owned(),
            ),
        }
        if let Some(old) = &self.superseded {
            lines.push(format!("It supersedes {}: {} signed {} off on {}.", old.id, old.by, old.title, old.date));
            match &old.changes {
                Some(changes) => lines.extend(changes.lines(&format!("From {} to {}", old.id, self.id))),
                None => lines.push(format!("The frozen copies of {} are not as they were signed off.", old.id)),
            }
        }
        lines
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
            true => format!("{when}: answer changed from {} to {}.", self.from, self.to),
            false if self.is_nothing() => format!("{when}: answer unchanged, and so is everything that it rests on."),
            false => format!("{when}: answer unchanged."),
        };
        let mut lines = vec![answer];
        if let Some(same) = &self.same_inputs_today {
            lines.push(match (same == &self.from, same == &self.to) {
                (true, _) => "The inputs turned it: as they were signed, they give the old answer today.".to_owned(),
                (_, true) => {
                    "Rows, plans or the program turned it: the inputs as they were signed give the new answer too."
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

/// What is read again of a frozen page: `plimsoll.decision/1`, of which later programs may know more.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct FrozenPage {
    /// The answer.
    pub answer: FrozenAnswer,
    /// The rows with their titles.
    pub rows: Vec<FrozenRow>,
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
    /// The option; null unless there was one answer.
    pub option: Option<String>,
}

/// A row of a frozen page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct FrozenRow {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
}

impl FrozenPage {
    /// Reads a frozen page.
    ///
    /// # Errors
    /// A sentence, where the bytes are no such page.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        serde_json::from_slice(bytes).map_err(|error| error.to_string())
    }

    /// The title of an option, in quotation marks; its id where the page has no such row.
    pub fn title_of(&self, option: &str) -> String {
        self.rows.iter().find(|row| row.id == option).map_or(option.to_owned(), |row| format!("“{}”", row.title))
    }
}
