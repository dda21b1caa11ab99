//! Has a scenario fired, from which facts, and how far is it from its threshold?

use model::Date;

use crate::inputs::{Answer, Inputs};
use crate::library::{Condition, FactKind, Library, Scenario, Side, Test};

/// What is known of a scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fired {
    /// All its conditions hold.
    Fired,
    /// One of them does not.
    NotFired,
    /// None fails, but some fact is not known.
    Unknown,
}

/// A condition held against its fact.
#[derive(Debug, Clone, PartialEq)]
pub struct ConditionState {
    /// The condition.
    pub condition: Condition,
    /// What is known of its fact.
    pub answer: Answer,
    /// The unit of a number.
    pub unit: String,
    /// Does it hold?
    pub holds: Option<bool>,
    /// By how much a number lies on the side where it holds; negative is what is missing.
    pub distance: Option<f64>,
}

/// A scenario with its state.
#[derive(Debug, Clone, PartialEq)]
pub struct ScenarioState {
    /// Its id.
    pub scenario: String,
    /// For what it speaks.
    pub side: Side,
    /// Has it fired?
    pub fired: Fired,
    /// Condition by condition.
    pub conditions: Vec<ConditionState>,
}

/// What is known of a fact: stated, or told by the calendar.
pub(crate) fn answer(library: &Library, inputs: &Inputs, today: Date, fact: &str) -> Answer {
    if let Some(known) = library.fact(fact)
        && known.kind == FactKind::DaysUntil
        && let Some(until) = known.until
    {
        return Answer::Number((until - today).whole_days() as f64);
    }
    inputs.facts.iter().find(|one| one.id == fact).map_or(Answer::Unknown, |one| one.answer)
}

/// The state of every scenario, in the order of the library.
pub fn scenarios(library: &Library, inputs: &Inputs, today: Date) -> Vec<ScenarioState> {
    let one = |scenario: &Scenario| {
        let conditions: Vec<ConditionState> = (scenario.conditions.iter())
            .map(|condition| hold(library, condition, answer(library, inputs, today, &condition.fact)))
            .collect();
        let fired = if conditions.iter().any(|one| one.holds == Some(false)) {
            Fired::NotFired
        } else if conditions.iter().all(|one| one.holds == Some(true)) {
            Fired::Fired
        } else {
            Fired::Unknown
        };
        ScenarioState { scenario: scenario.id.clone(), side: scenario.side, fired, conditions }
    };
    library.scenarios.iter().map(one).collect()
}

fn hold(library: &Library, condition: &Condition, answer: Answer) -> ConditionState {
    let (holds, distance) = match (condition.test, answer) {
        (Test::AtLeast, Answer::Number(number)) => {
            (Some(number >= condition.threshold), Some(number - condition.threshold))
        }
        (Test::AtMost, Answer::Number(number)) => {
            (Some(number <= condition.threshold), Some(condition.threshold - number))
        }
        (Test::Yes, Answer::YesNo(yes)) => (Some(yes), None),
        (Test::No, Answer::YesNo(yes)) => (Some(!yes), None),
        _ => (None, None),
    };
    let unit = library.fact(&condition.fact).map_or(String::new(), |fact| fact.unit.clone());
    ConditionState { condition: condition.clone(), answer, unit, holds, distance }
}
