//! In which shape does a decision leave the house? `plimsoll.decision/1`; `build_decision` fills it.
//!
//! Money is in cents of `currency`. What cannot be computed is null, and never 0.

use serde::Serialize;

use crate::keyed::Keyed;
use crate::result::{HasProblems, ProblemResult};
use crate::signed_off::{InputChangeResult, LookResult, SignedOffResult, StandingsResult};

/// A decision with everything that it rests on: `plimsoll.decision/1`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "plimsoll.decision/1"))]
pub struct DecisionResult {
    /// Always `plimsoll.decision/1`.
    pub schema: &'static str,
    /// The program and its version.
    pub program: String,
    /// The day of the decision.
    pub at: String,
    /// The dossier's title.
    pub title: String,
    /// The subject, such as products/eg220.
    pub subject: String,
    /// Its name.
    pub name: String,
    /// The answer in one sentence.
    pub sentence: String,
    /// The answer for programs.
    pub answer: AnswerResult,
    /// The currency of all money.
    pub currency: String,
    /// Years after the first.
    pub horizon_years: u8,
    /// The yearly rate of discount; null while nobody stated it.
    pub rate: Option<f64>,
    /// The attributes, in order of priority.
    pub attributes: Vec<AttributeResult>,
    /// The rows of the table in the fixed order of nesting, the reference first.
    pub rows: Vec<DecisionRowResult>,
    /// The facts as `rows` answers them: where a fact is open, money that hangs on it does not count there.
    pub facts: Vec<FactResult>,
    /// What would be with other answers to open facts.
    pub otherwise: Vec<OtherwiseResult>,
    /// What speaks against the answer.
    pub against: Vec<String>,
    /// What is missing or contradictory; nothing of it is guessed.
    pub unknown: Vec<UnknownResult>,
    /// What every option must meet.
    pub musts: Vec<MustResult>,
    /// Money inputs in all.
    pub money_inputs: usize,
    /// Those that are assumptions.
    pub assumed_inputs: Vec<String>,
    /// The same in words.
    pub assumed: Vec<AssumedResult>,
    /// How much each driver matters, who said so, when and why.
    pub importances: Vec<ImportanceResult>,
    /// From what the costs and months of the options come.
    pub plans: Vec<String>,
    /// What the law still asks under every option.
    pub law: Vec<String>,
    /// How sure it is.
    pub robustness: RobustnessResult,
    /// The objectives in use, with what each option does to them.
    pub objectives: Vec<ObjectiveResult>,
    /// Situations that favour certification or speak against it, now.
    pub scenarios: Vec<ScenarioResult>,
    /// What was measured, against what was expected of the option in force: the one signed off, else the answer.
    pub measured: Vec<MeasuredResult>,
    /// The day from which measurements are held against the expected bands: that of the sign-off in force, else
    /// the last on which an importance was stated.
    pub stated: String,
    /// Why the decision deserves another look.
    pub looks: Vec<LookResult>,
    /// The sign-off in force, and what changed since; null where nobody signed anything off.
    pub signed_off: Option<SignedOffResult>,
    /// The rows that are shown today, on which the forecasts rest.
    pub standings: Vec<StandingsResult>,
    /// The seed.
    pub seed: u64,
    /// How many draws.
    pub draws: u32,
    /// How they were made.
    pub generator: &'static str,
    /// SHA-256 over the data on decisions and costs that came with the program.
    pub library: String,
    /// SHA-256 over inputs, standings, plans, seed, draws, day and program: the same digest, the same page.
    pub digest: String,
    /// What is wrong with the files that it rests on.
    pub problems: Vec<ProblemResult>,
}

/// The answer for programs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AnswerResult {
    /// `one`, `open`, `not-decidable` or `nothing-meets-the-musts`.
    pub kind: &'static str,
    /// The option; null unless there is one answer.
    pub option: Option<String>,
    /// The fact to find out first; null where none is open.
    pub ask: Option<String>,
    /// Its question.
    pub question: Option<String>,
    /// What remains when it is yes.
    pub yes: Vec<String>,
    /// What remains when it is no.
    pub no: Vec<String>,
    /// What to state before anything can be said on money.
    pub state: Vec<String>,
}

/// An attribute with the arithmetic of its priority.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AttributeResult {
    /// Its id.
    pub id: String,
    /// Two letters.
    pub short: String,
    /// Its title.
    pub title: String,
    /// The priority that counts.
    pub priority: u32,
    /// The sum of the terms.
    pub derived: u32,
    /// Why somebody set another one, and who; null where nobody did.
    pub replaced_because: Option<String>,
    /// Its share of all priorities: for order and display only.
    pub share: f64,
    /// `driver importance × strength`, in the order of drivers.
    pub terms: Vec<TermResult>,
}

/// One product of a priority's sum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TermResult {
    /// The driver.
    pub driver: String,
    /// Its importance, 0 to 5.
    pub importance: u8,
    /// The strength of the link, 0 to 3.
    pub strength: u8,
    /// Why the link is there.
    pub reason: String,
}

/// An input of money that nobody has stated as a fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AssumedResult {
    /// The input.
    pub input: String,
    /// The customer, market or work that it belongs to; the option, for its cost.
    pub line: String,
    /// What of it.
    pub quantity: String,
}

/// How much a driver matters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ImportanceResult {
    /// The driver.
    pub driver: String,
    /// Its title.
    pub title: String,
    /// 0 to 5.
    pub importance: u8,
    /// Why.
    pub reason: String,
    /// Who said so.
    pub author: String,
    /// When.
    pub date: String,
}

/// P10, P50 and P90, in cents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SpreadResult {
    /// One in ten lies below.
    pub p10: i64,
    /// Half lies below.
    pub p50: i64,
    /// Nine in ten lie below.
    pub p90: i64,
}

/// A row of the table.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DecisionRowResult {
    /// Its id: `reference`, `wait` or an option's.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The row that it contains.
    pub contains: Option<String>,
    /// Is it the answer?
    pub recommended: bool,
    /// The standards under which it ends with a certificate.
    pub certificates: Vec<String>,
    /// What it moves, in the order of `attributes`.
    pub moves: Vec<MoveResult>,
    /// What it is worth as a difference to the reference; null where that cannot be computed.
    pub money: Option<MoneyResult>,
    /// One-off cost with that of the rows inside it; null without a plan.
    pub cost: Option<SpreadResult>,
    /// The price of its own step alone, one-off; null without a plan.
    pub step_cost: Option<SpreadResult>,
    /// What keeping its own step up costs a year at likely, in cents.
    pub upkeep: i64,
    /// Is its plan an assumption?
    pub assumed: bool,
    /// The day to work to (P50); null where nothing is certified or finished.
    pub work_to: Option<String>,
    /// The day to commit to (P80).
    pub commit_to: Option<String>,
    /// What becomes of it: `answer`, `out` (fails a must, is beaten, or has no plan), `refused` (its step is too dear)
    /// or `weighed`.
    pub standing: &'static str,
    /// What must be true for it, or why it is not the answer.
    pub must_be_true: Vec<String>,
}

/// How far a row moves an attribute.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MoveResult {
    /// The attribute.
    pub attribute: String,
    /// From baseline (0) to target (1), the mean of its objectives.
    pub value: f64,
    /// The part of each standard in it.
    #[cfg_attr(feature = "schema", schemars(with = "std::collections::BTreeMap<String, f64>"))]
    pub parts: Keyed<f64>,
    /// Objectives that reach their target.
    pub reached: u32,
    /// Objectives in use.
    pub of: u32,
}

/// What a row is worth over the horizon, as a difference to the reference.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MoneyResult {
    /// The mean of the draws, in cents: what the rule reads.
    pub expected: i64,
    /// The spread of the draws.
    pub npv: SpreadResult,
    /// Draws that end below zero.
    pub below_zero: u32,
    /// The same in words.
    pub below_zero_words: String,
    /// The cash at its deepest that is not exceeded in 8 of 10 draws, in cents, at most 0.
    pub deepest: i64,
    /// Expected value beyond the row that it contains, in cents; negative is the price of the step.
    pub step: i64,
    /// One standard error of `step`: how far other draws would move it, in cents.
    pub step_error: i64,
    /// What it leaves on the table on average, in cents; null for a row that fails a must.
    pub regret: Option<i64>,
    /// Draws in which it is the best.
    pub won: u32,
    /// The same in words.
    pub won_words: String,
}

/// A fact with its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FactResult {
    /// The fact.
    pub fact: String,
    /// Its question.
    pub question: String,
    /// The answer taken.
    pub yes: bool,
}

/// What would be with other answers to open facts.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OtherwiseResult {
    /// The answers.
    pub facts: Vec<FactResult>,
    /// The row that then remains; null when none meets the musts.
    pub option: Option<String>,
    /// Money row by row, in the order of rows.
    pub money: Vec<Option<MoneyResult>>,
}

/// Something missing or contradictory.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UnknownResult {
    /// The input.
    pub input: String,
    /// What is missing or wrong.
    pub message: String,
    /// What would be right.
    pub hint: String,
    /// Does the money stay grey until then?
    pub blocks_money: bool,
}

/// A must.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MustResult {
    /// Its id.
    pub id: String,
    /// What it demands.
    pub demand: String,
    /// The fact without which it does not hold.
    pub only_if: Option<String>,
    /// Why, who and when.
    pub because: String,
    /// The rows that fail it.
    pub failed_by: Vec<String>,
    /// Could it be judged? A budget in another currency than the costs cannot.
    pub judged: bool,
}

/// How sure it is, in the model's order.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RobustnessResult {
    /// The most that knowing everything beforehand is worth, in cents; null without money.
    pub information: Option<i64>,
    /// The values at which the answer ties with its rival, one input at a time, the nearest to its likely value first.
    pub break_evens: Vec<BreakEvenResult>,
    /// How far other draws would move what steps are worth, in words.
    pub sampling: Vec<String>,
    /// Do the importances decide about the order by objectives?
    pub weights: Vec<String>,
    /// Starting now against waiting, by the yearly chance of the trigger.
    pub wait: Vec<String>,
    /// The answer for 1, 3 and 10 products on one process.
    pub portfolio: Vec<PortfolioResult>,
    /// What a further product of the family costs, as a share of the first one's own step: low, likely, high; assumed.
    pub further_product: [f64; 3],
}

/// A break-even.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BreakEvenResult {
    /// The row that holds …
    pub option: String,
    /// … against this one.
    pub against: String,
    /// The input.
    pub input: String,
    /// The customer, market or work that it belongs to; the option, for its cost.
    pub line: String,
    /// What of it.
    pub quantity: String,
    /// Its unit.
    pub unit: &'static str,
    /// Its likely value.
    pub likely: f64,
    /// The value at which the two tie, were it known; null where none does. In a skewed range it may lie beyond `likely`.
    pub at: Option<f64>,
    /// Does the row stay ahead above it (or below it)?
    pub ahead_above: bool,
    /// The share of the input's own range below the value.
    pub percentile: Option<f64>,
    /// The same in words.
    pub place: String,
    /// Is the input an assumption?
    pub assumed: bool,
}

/// A row for several products on one process.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PortfolioResult {
    /// The row.
    pub option: String,
    /// How many products.
    pub products: u32,
    /// Lines of money that name one of them.
    pub lines: u32,
    /// The mean of the draws, in cents.
    pub expected: i64,
    /// What each product must bring a year beyond what is stated, so that the mean is zero, in cents.
    pub needed: i64,
}

/// An objective in use.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ObjectiveResult {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its attribute.
    pub attribute: String,
    /// Its unit.
    pub unit: String,
    /// `work` or `certificate`: with what it moves.
    pub counts: &'static str,
    /// Where it stands.
    pub baseline: f64,
    /// Is that the library's typical value rather than a measurement?
    pub baseline_assumed: bool,
    /// Where it shall be.
    pub target: f64,
    /// Until when.
    pub date: String,
    /// Who answers for it.
    pub owner: String,
    /// Why nothing moves it; null where something does.
    pub stuck: Option<&'static str>,
    /// Each option's forecast today.
    pub forecasts: Vec<ForecastResult>,
    /// What is expected by its day of the option in force; null where no option is in force.
    pub expected: Option<ExpectedResult>,
    /// What was measured until the day, in the order of days.
    pub measurements: Vec<MeasurementResult>,
}

/// What is expected of an objective: what the page said when the option in force was signed off, or else says today.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExpectedResult {
    /// The option: the one signed off, else the answer.
    pub option: String,
    /// `signed-off`, or `today` where nothing is signed off or the signed page does not say.
    pub by: &'static str,
    /// Where the objective stood then.
    pub baseline: f64,
    /// Where it should be.
    pub target: f64,
    /// Until when.
    pub date: String,
    /// The band, from the least to the most that rows can close.
    pub band: [f64; 2],
    /// What changed of the objective since the sign-off: `baseline`, `target` or `day`; empty where nothing did.
    pub changed: Vec<InputChangeResult>,
}

/// A measurement of an objective.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MeasurementResult {
    /// When.
    pub date: String,
    /// The value, in the objective's unit.
    pub value: f64,
    /// On how many events it rests, where counted.
    pub events: Option<u32>,
    /// Are these too few for any word about a trend?
    pub few: bool,
}

/// What an option does to an objective.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ForecastResult {
    /// The option.
    pub option: String,
    /// From baseline (0) to target (1), at the likely share that rows can close.
    pub value: f64,
    /// The measure at the low, likely and high share.
    pub measure: [f64; 3],
}

/// A scenario with its state.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ScenarioResult {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// `favours` or `against`.
    pub side: &'static str,
    /// `fired`, `not-fired` or `unknown`.
    pub state: &'static str,
    /// What it says.
    pub says: String,
    /// Its source.
    pub source: String,
    /// What to ask next.
    pub question: String,
    /// Condition by condition.
    pub conditions: Vec<ConditionStateResult>,
}

/// A condition of a scenario.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ConditionStateResult {
    /// The fact.
    pub fact: String,
    /// `at-least`, `at-most`, `yes` or `no`.
    pub test: &'static str,
    /// The threshold; 0 for yes and no.
    pub threshold: f64,
    /// What is known, in words.
    pub answer: String,
    /// The unit of a number.
    pub unit: String,
    /// Does it hold? Null where the fact is not known.
    pub holds: Option<bool>,
    /// How far a number lies beyond the threshold; negative is what is missing.
    pub distance: Option<f64>,
}

/// A measurement against what was expected.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MeasuredResult {
    /// The objective.
    pub objective: String,
    /// When it was measured last.
    pub date: String,
    /// The value.
    pub value: f64,
    /// On how many events it rests, where counted.
    pub events: Option<u32>,
    /// The expected band, as the objective's `expected` has it.
    pub expected: [f64; 2],
    /// `too-early`, `few-events`, `behind`, `within` or `beyond`.
    pub against: &'static str,
}

impl HasProblems for DecisionResult {
    fn problems(&self) -> &[ProblemResult] {
        &self.problems
    }
}
