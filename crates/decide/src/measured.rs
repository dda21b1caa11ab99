//! How do measurements lie against what was expected, and does the decision deserve another look?
//!
//! Something moved *after* a step, never because of it; under five events there is a count and no trend.

use model::Date;

use crate::decision::Decision;
use crate::inputs::{Importance, Inputs};
use catalogue::closed_words;

/// Events below which nothing is said about a trend.
const FEW_EVENTS: u32 = 5;
/// Days after which a stated importance is worth asking again.
const OLD_DAYS: i64 = 365;

/// Does a measurement rest on too few events for any word about a trend? Not where events are not counted.
pub fn are_few(events: Option<u32>) -> bool {
    events.is_some_and(|events| events < FEW_EVENTS)
}

closed_words! {
    /// A measured value against the expected band.
    Against {
        /// The day for which the band holds has not come.
        TooEarly = "too-early",
        /// It rests on too few events for any word about a trend.
        FewEvents = "few-events",
        /// Short of the band.
        Behind = "behind",
        /// Within it.
        Within = "within",
        /// Beyond it.
        Beyond = "beyond",
    }
}

/// An objective's last measurement.
#[derive(Debug, Clone, PartialEq)]
pub struct Watched {
    /// The objective.
    pub objective: String,
    /// When it was measured last.
    pub date: Date,
    /// The value.
    pub value: f64,
    /// On how many events it rests, where counted.
    pub events: Option<u32>,
    /// The expected band of the option in force, from the least to the most that items can close.
    pub expected: [f64; 2],
    /// How the value lies against it.
    pub against: Against,
}

/// The last measurements of the objectives in use. In: the option that was decided for.
pub fn watched(decision: &Decision, inputs: &Inputs, option: &str) -> Vec<Watched> {
    // The reference and waiting come before the plans and have no forecasts of their own.
    let ahead = decision.rows.iter().filter(|row| [crate::REFERENCE, crate::WAIT].contains(&row.id.as_str())).count();
    let plan = decision.rows.iter().position(|row| row.id == option).and_then(|row| row.checked_sub(ahead));
    let one = |row: &crate::ObjectiveRow| {
        let last = inputs.measurements.iter().rfind(|one| one.objective == row.objective)?;
        let measure =
            plan.and_then(|plan| row.options.get(plan)).map_or([row.baseline; 3], |forecast| forecast.measure);
        let expected = [measure[0], measure[2]];
        let better = (row.target - row.baseline).signum();
        let against = if are_few(last.events) {
            Against::FewEvents
        } else if last.date < row.date {
            Against::TooEarly
        } else if (last.value - expected[0]) * better < 0.0 {
            Against::Behind
        } else if (last.value - expected[1]) * better > 0.0 {
            Against::Beyond
        } else {
            Against::Within
        };
        Some(Watched {
            objective: row.objective.clone(),
            date: last.date,
            value: last.value,
            events: last.events,
            expected,
            against,
        })
    };
    decision.objectives.iter().filter_map(one).collect()
}

/// Why a decision deserves another look.
#[derive(Debug, Clone, PartialEq)]
pub enum Look {
    /// An objective lies outside its band.
    Outside(String),
    /// An objective's day is past and nobody has measured it since.
    NotMeasured(String),
    /// The day of review of waiting has come.
    Review(Date),
    /// An importance was stated more than a year ago.
    OldImportance(String),
}

/// Everything that calls for another look on a day.
pub fn looks(decision: &Decision, inputs: &Inputs, option: &str, today: Date) -> Vec<Look> {
    let watched = watched(decision, inputs, option);
    let mut looks: Vec<Look> = watched
        .iter()
        .filter(|one| matches!(one.against, Against::Behind | Against::Beyond))
        .map(|one| Look::Outside(one.objective.clone()))
        .collect();
    let silent = |row: &&crate::ObjectiveRow| {
        row.date < today && !watched.iter().any(|one| one.objective == row.objective && one.date >= row.date)
    };
    looks.extend(decision.objectives.iter().filter(silent).map(|row| Look::NotMeasured(row.objective.clone())));
    looks.extend(inputs.wait.iter().filter(|wait| wait.review <= today).map(|wait| Look::Review(wait.review)));
    let old = |one: &&Importance| (today - one.signed.date).whole_days() > OLD_DAYS;
    looks.extend(inputs.importances.iter().filter(old).map(|one| Look::OldImportance(one.driver.clone())));
    looks
}
