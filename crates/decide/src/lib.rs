//! Is the next step towards certification worth its price? Drivers, objectives, options and money in; one answer out.
//!
//! Money and objectives are two columns and never a sum. What is missing is asked for and never guessed.

mod asks;
mod break_even;
mod cash;
mod decide;
mod decision;
mod differences;
mod draws;
mod forecast;
mod inputs;
mod library;
mod line;
mod measured;
mod priority;
mod range;
mod read;
mod robust;
mod rule;
mod scenario_state;
#[cfg(feature = "schema")]
pub mod schema;
mod situation;
mod table;
mod toml_words;
mod trace;
mod wait;
mod world;

pub use asks::ENOUGH_DRAWS;
pub use decide::decide;
pub use decision::{
    Ask, BreakEven, Decision, MoneyRow, Months, OptionRow, PortfolioRow, REFERENCE, Recommendation, Spread, WAIT, World,
};
pub use differences::{Differences, ImportanceChange, InputChange, differences, input_changes};
pub use draws::GENERATOR;
pub use forecast::{Forecast, Move, ObjectiveRow, Stuck, value};
pub use inputs::{
    Aim, Answer, Demand, Figure, Importance, Inputs, Measurement, Money, MoneyLine, Must, Override, PayUpTo, Signed,
    Standing, StatedFact, Wait,
};
pub use library::{
    Attribute, Condition, Counts, Direction, Driver, FOLDER, FactKind, Item, KnownFact, Library, Link, LinkedItem,
    Objective, OptionWords, Scenario, Side, Test, check,
};
pub use line::Unit;
pub use measured::{Against, Expected, Look, Watched, are_few, expected, looks, watched};
pub use priority::{Priority, Term, priorities};
pub use range::Range;
pub use read::read;
pub use robust::{Comparison, Flip, Weights, compare, in_words};
pub use rule::{Because, Candidate, Choice, Dropped, Step, choose};
pub use scenario_state::{ConditionState, Fired, ScenarioState, scenarios};
pub use situation::{Draws, OptionPlan, Situation, Uncertain};
pub use trace::{Edge, Lost, Node, Trace, trace};
pub use wait::{Best, HazardSpan, WaitAtLikely};
