//! What comes out of a decision? Everything that the page needs, each figure with what it rests on.

use model::StandardId;

use crate::forecast::{Move, ObjectiveRow};
use crate::line::Unit;
use crate::priority::Priority;
use crate::robust::Weights;
use crate::rule::Choice;
use crate::scenario_state::ScenarioState;
use crate::wait::WaitAtLikely;

/// The id of the row that everything is a difference to: as today, with what the law forces anyway.
pub const REFERENCE: &str = "reference";
/// The id of waiting with a trigger.
pub const WAIT: &str = "wait";

/// P10, P50 and P90.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Spread<T> {
    /// One in ten lies below.
    pub p10: T,
    /// Half lies below.
    pub p50: T,
    /// Nine in ten lie below.
    pub p90: T,
}

/// When a step has its effect, in months from the day of the decision.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Months {
    /// The month to work to: P50.
    pub work_to: f64,
    /// The month to commit to: P80.
    pub commit_to: f64,
}

/// A row of the table: the reference, waiting, or an option.
#[derive(Debug, Clone, PartialEq)]
pub struct OptionRow {
    /// Its id.
    pub id: String,
    /// Its title; empty for the reference and for waiting, whose words are the library's.
    pub title: String,
    /// The row that it contains.
    pub contains: Option<String>,
    /// The certificates that it ends with, those of the options inside it included.
    pub certificates: Vec<StandardId>,
    /// What it moves, attribute by attribute in the library's order.
    pub moves: Vec<Move>,
    /// When its own step has its effect; `None` for the reference, for waiting, and without a plan.
    pub months: Option<Months>,
    /// One-off cost with that of the options inside it, undiscounted, in cents; `None` without a plan.
    pub cost_cents: Option<Spread<i64>>,
    /// One-off cost of its own step alone: the price of the step, in cents.
    pub step_cost_cents: Option<Spread<i64>>,
    /// What keeping its own step up costs a year, at likely, in cents.
    pub upkeep_cents: i64,
    /// Is its plan an assumption that nobody has confirmed?
    pub assumed: bool,
}

/// A row's money over the horizon, as a difference to the reference.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MoneyRow {
    /// The mean of the draws, in cents: what the rule reads.
    pub expected_cents: i64,
    /// With everything at likely, in cents; the mean where a trigger is waited for, which is never "at likely".
    pub likely_cents: i64,
    /// The spread of the draws, in cents.
    pub npv_cents: Spread<i64>,
    /// Draws that end below zero.
    pub below_zero: u32,
    /// The cash at its deepest that is not exceeded in 8 of 10 draws, at most 0, in cents.
    pub deepest_cents: i64,
    /// Expected value beyond the option that it contains, in cents: the price of the step when negative.
    pub step_cents: i64,
    /// One standard error of `step_cents`: how far another seed would move it, in cents.
    pub step_error_cents: i64,
    /// Expected regret among the rows that meet the musts, in cents; `None` for a row that does not.
    pub regret_cents: Option<i64>,
    /// Draws in which it is the best of the rows that meet the musts.
    pub won: u32,
}

/// The value of one money input at which two rows are worth the same, all others in their ranges.
#[derive(Debug, Clone, PartialEq)]
pub struct BreakEven {
    /// The row that holds …
    pub option: String,
    /// … against this one.
    pub against: String,
    /// The input: `acme.revenue`, `cost.process`.
    pub input: String,
    /// Its unit.
    pub unit: Unit,
    /// Its likely value.
    pub likely: f64,
    /// The value at which the two tie, were it known; `None` where no value of this input alone does that.
    ///
    /// In a skewed range it may lie beyond the likely value: then the mean rests on the long side of the range, and
    /// the answer would turn if the likely value were the true one.
    pub at: Option<f64>,
    /// Does `option` stay ahead above the value (or below it)?
    pub ahead_above: bool,
    /// Is `option` ahead in the mean of all draws?
    pub ahead: bool,
    /// The share of the input's own range below `at`; `None` where the input is certain or no value ties.
    pub percentile: Option<f64>,
    /// Is the input an assumption?
    pub assumed: bool,
}

/// An option for several products on one process.
#[derive(Debug, Clone, PartialEq)]
pub struct PortfolioRow {
    /// The option.
    pub option: String,
    /// How many products.
    pub products: u32,
    /// Lines that name one of these products.
    pub lines: u32,
    /// The mean of the draws, in cents.
    pub expected_cents: i64,
    /// The spread of the draws, in cents.
    pub npv_cents: Spread<i64>,
    /// What each product must bring a year beyond what is stated, so that the mean is zero, in cents; 0 if nothing.
    pub needed_cents: i64,
}

/// The results for one set of answers to the facts that nobody knows yet.
#[derive(Debug, Clone, PartialEq)]
pub struct World {
    /// The open facts as this world answers them; empty where no fact is open.
    pub facts: Vec<(String, bool)>,
    /// Money, row by row in the order of rows; `None` where it cannot be computed: grey, and never 0.
    pub money: Vec<Option<MoneyRow>>,
    /// What the rule says.
    pub choice: Choice,
    /// The most that knowing everything beforehand is worth, in cents; `None` without money.
    pub information_cents: Option<i64>,
    /// Break-evens of the chosen row (of the best other one, where the reference is chosen).
    pub break_evens: Vec<BreakEven>,
    /// 1, 3 and 10 products on one process; empty without money.
    pub portfolio: Vec<PortfolioRow>,
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Recommendation {
    /// One option.
    One(String),
    /// Several remain until a fact is known.
    Open {
        /// The fact to find out first.
        ask: String,
        /// Its question.
        question: String,
        /// What remains when the answer is yes: more than one where further facts are open, none where no row
        /// meets the musts.
        yes: Vec<String>,
        /// What remains when the answer is no.
        no: Vec<String>,
    },
    /// Nothing can be said on money before these are stated, and nobody has signed what the objectives are worth.
    NotDecidable {
        /// What to state.
        state: Vec<String>,
    },
    /// No row meets the musts, whatever the open facts turn out to be.
    NothingMeetsTheMusts,
}

/// Something missing or contradictory, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ask {
    /// The input: `acme.revenue`, `rate`, `importance.liability`.
    pub input: String,
    /// What is missing or wrong.
    pub message: String,
    /// What would be right.
    pub hint: String,
    /// Does the money stay grey until then?
    pub blocks_money: bool,
}

/// A decision with everything that it rests on.
#[derive(Debug, Clone, PartialEq)]
pub struct Decision {
    /// The seed.
    pub seed: u64,
    /// How many draws.
    pub draws: u32,
    /// How they were made.
    pub generator: &'static str,
    /// The currency of all money.
    pub currency: String,
    /// Years after the first.
    pub horizon_years: u8,
    /// The yearly rate of discount; `None` while nobody stated it.
    pub rate: Option<f64>,
    /// The answer.
    pub recommendation: Recommendation,
    /// Attributes with their arithmetic, in the library's order.
    pub priorities: Vec<Priority>,
    /// Objectives in use.
    pub objectives: Vec<ObjectiveRow>,
    /// The rows of the table in the fixed order of nesting, the reference first.
    pub rows: Vec<OptionRow>,
    /// What the law forces anyway, one-off and undiscounted, in cents, at low, likely and high; in no difference.
    pub legal_duties_cents: [i64; 3],
    /// The results for each set of answers to open facts; one where none is open.
    pub worlds: Vec<World>,
    /// Do the weights decide about the order by objectives?
    pub weights: Weights,
    /// Starting now against waiting, where waiting is an option; open facts are answered no, as in the last of `worlds`.
    pub wait: Option<WaitAtLikely>,
    /// Scenarios with their state.
    pub scenarios: Vec<ScenarioState>,
    /// What is missing or contradictory.
    pub asks: Vec<Ask>,
    /// Money inputs in all.
    pub money_inputs: u32,
    /// Those that are assumptions.
    pub assumed_inputs: Vec<String>,
}
