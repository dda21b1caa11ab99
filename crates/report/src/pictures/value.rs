//! How do a decision's measurements become a picture? One panel for each objective that has been measured.

use document::Picture;
use figures::{Look, Value, ValuePanel, ValuePoint};
use model::parse_date;

use crate::decision::{DecisionResult, MeasurementResult, ObjectiveResult};
use crate::decision_words::{moved, number};

/// Draws what was measured against what is expected of the answer.
///
/// # Errors
/// Says why where nothing has been measured.
pub fn value_picture(of: &DecisionResult, look: &Look) -> Result<Picture, &'static str> {
    let measured: Vec<&ObjectiveResult> = of.objectives.iter().filter(|one| !one.measurements.is_empty()).collect();
    if measured.is_empty() {
        return Err("no objective in use has been measured until the day: add [[measured]] to decide.toml");
    }
    let words: Vec<[String; 3]> = measured
        .iter()
        .map(|one| [number(one.baseline), number(one.target), moved(of, one).unwrap_or_default()])
        .collect();
    let answer = of.recommended().map(|row| row.title.as_str());
    let about = match answer {
        Some(answer) => format!("expected of “{answer}” from {} on; measured until {}", of.stated, of.at),
        None => format!("no option is the answer, so nothing is expected; measured until {}", of.at),
    };
    let panels = measured.iter().zip(&words).map(|(one, [baseline, target, says])| ValuePanel {
        title: &one.title,
        unit: &one.unit,
        baseline: (one.baseline, baseline),
        target: (one.target, target),
        begins: (day(&of.stated), &of.stated),
        due: (day(&one.date), &one.date),
        expected: expected(of, one),
        points: one.measurements.iter().map(point).collect(),
        says,
    });
    Ok(figures::value(&Value { name: &of.name, about: &about, panels: panels.collect() }, look))
}

fn point(of: &MeasurementResult) -> ValuePoint {
    ValuePoint { day: day(&of.date), value: of.value, events: of.events, few: of.few }
}

/// The band of the answer; the baseline where the answer has no forecast of its own, such as waiting.
fn expected(of: &DecisionResult, objective: &ObjectiveResult) -> Option<[f64; 2]> {
    let answer = of.answer.option.as_ref()?;
    let forecast = objective.forecasts.iter().find(|one| one.option == *answer);
    Some(forecast.map_or([objective.baseline; 2], |one| [one.measure[0], one.measure[2]]))
}

/// Days since the beginning of the calendar; what is no day has no place.
fn day(text: &str) -> f64 {
    parse_date(text).map_or(f64::NAN, |day| f64::from(day.to_julian_day()))
}
