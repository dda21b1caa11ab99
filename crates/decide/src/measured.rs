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

/// What is expected of an objective when an option is done.
#[derive(Debug, Clone, PartialEq)]
pub struct Expected {
    /// The objective.
    pub objective: String,
    /// Where it stood when this was expected.
    pub baseline: f64,
    /// Where it shall be.
    pub target: f64,
    /// The day for which the band holds.
    pub date: Date,
    /// The band, from the least to the most that items can close.
    pub band: [f64; 2],
}

/// What is expected of the objectives in use by today's forecasts; nothing of an option that is no row.
///
/// As work gets done, less is left to forecast: what was signed off is held against what was expected then.
pub fn expected(decision: &Decision, option: &str) -> Vec<Expected> {
    let Some(row) = decision.rows.iter().position(|row| row.id == option) else { return Vec::new() };
    // The reference and waiting come before the plans and have no forecasts of their own.
    let ahead = decision.rows.iter().filter(|row| [crate::REFERENCE, crate::WAIT].contains(&row.id.as_str())).count();
    let plan = row.checked_sub(ahead);
    let one = |row: &crate::ObjectiveRow| {
        let forecast = plan.and_then(|plan| row.options.get(plan));
        let measure = forecast.map_or([row.baseline; 3], |forecast| forecast.measure);
        Expected {
            objective: row.objective.clone(),
            baseline: row.baseline,
            target: row.target,
            date: row.date,
            band: [measure[0], measure[2]],
        }
    };
    decision.objectives.iter().map(one).collect()
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
    /// The expected band, from the least to the most that items can close.
    pub expected: [f64; 2],
    /// How the value lies against it.
    pub against: Against,
}

/// The last measurements of the objectives of which something is expected.
pub fn watched(expected: &[Expected], inputs: &Inputs) -> Vec<Watched> {
    let one = |of: &Expected| {
        let last = inputs.measurements.iter().rfind(|one| one.objective == of.objective)?;
        let better = (of.target - of.baseline).signum();
        let against = if are_few(last.events) {
            Against::FewEvents
        } else if last.date < of.date {
            Against::TooEarly
        } else if (last.value - of.band[0]) * better < 0.0 {
            Against::Behind
        } else if (last.value - of.band[1]) * better > 0.0 {
            Against::Beyond
        } else {
            Against::Within
        };
        Some(Watched {
            objective: of.objective.clone(),
            date: last.date,
            value: last.value,
            events: last.events,
            expected: of.band,
            against,
        })
    };
    expected.iter().filter_map(one).collect()
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

/// Everything that calls for another look on a day. In: what is expected of the option in force; nothing where none is.
pub fn looks(decision: &Decision, inputs: &Inputs, expected: &[Expected], today: Date) -> Vec<Look> {
    let mut looks: Vec<Look> = watched(expected, inputs)
        .into_iter()
        .filter(|one| matches!(one.against, Against::Behind | Against::Beyond))
        .map(|one| Look::Outside(one.objective))
        .collect();
    let silent = |row: &&crate::ObjectiveRow| {
        let due = expected.iter().find(|one| one.objective == row.objective).map_or(row.date, |one| one.date);
        due < today && !inputs.measurements.iter().any(|one| one.objective == row.objective && one.date >= due)
    };
    looks.extend(decision.objectives.iter().filter(silent).map(|row| Look::NotMeasured(row.objective.clone())));
    looks.extend(inputs.wait.iter().filter(|wait| wait.review <= today).map(|wait| Look::Review(wait.review)));
    let old = |one: &&Importance| (today - one.signed.date).whole_days() > OLD_DAYS;
    looks.extend(inputs.importances.iter().filter(old).map(|one| Look::OldImportance(one.driver.clone())));
    looks
}
