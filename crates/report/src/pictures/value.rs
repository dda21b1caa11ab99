//! How do a decision's measurements become a picture? One panel for each objective that has been measured.

use document::Picture;
use figures::{Look, Value, ValuePanel, ValuePoint};
use model::parse_date;

use crate::decision::{DecisionResult, ExpectedResult, MeasurementResult, ObjectiveResult};
use crate::decision_words::{moved, number};

/// Draws what was measured against what is expected of the option in force.
///
/// # Errors
/// Says why where nothing has been measured.
pub fn value_picture(of: &DecisionResult, look: &Look) -> Result<Picture, &'static str> {
    let measured: Vec<&ObjectiveResult> = of.objectives.iter().filter(|one| !one.measurements.is_empty()).collect();
    if measured.is_empty() {
        return Err("no objective in use has been measured until the day: add [[measured]] to decide.toml");
    }
    let words: Vec<[String; 5]> = measured
        .iter()
        .map(|one| {
            let (baseline, target, due) = one.aim();
            let says = moved(of, one).unwrap_or_default();
            [number(baseline), number(target), due.to_owned(), says, changed(of, one)]
        })
        .collect();
    let expected = of.expected_of().unwrap_or_else(|| "no option is the answer, so nothing is expected".to_owned());
    let about = format!("{expected}; measured until {}", of.at);
    let panels = measured.iter().zip(&words).map(|(one, [baseline, target, due, says, changed])| ValuePanel {
        title: &one.title,
        unit: &one.unit,
        baseline: (one.aim().0, baseline),
        target: (one.aim().1, target),
        begins: (day(&of.stated), &of.stated),
        due: (day(due), due),
        expected: one.expected.as_ref().map(|expected| expected.band),
        points: one.measurements.iter().map(point).collect(),
        says,
        changed,
    });
    Ok(figures::value(&Value { name: &of.name, about: &about, panels: panels.collect() }, look))
}

/// What is another today than at the sign-off, in few words.
fn changed(of: &DecisionResult, objective: &ObjectiveResult) -> String {
    let today = |expected: &ExpectedResult| {
        let figures =
            expected.changed.iter().map(|one| format!("{} {}", one.input, one.to.as_deref().unwrap_or("none")));
        figures.collect::<Vec<_>>().join(", ")
    };
    match objective.expected.as_ref().map(today) {
        Some(figures) if !figures.is_empty() => format!("today: {figures}"),
        _ if !of.changed_since(objective).is_empty() => "by today’s forecast".to_owned(),
        _ => String::new(),
    }
}

fn point(of: &MeasurementResult) -> ValuePoint {
    ValuePoint { day: day(&of.date), value: of.value, events: of.events, few: of.few }
}

/// Days since the beginning of the calendar; what is no day has no place.
fn day(text: &str) -> f64 {
    parse_date(text).map_or(f64::NAN, |day| f64::from(day.to_julian_day()))
}
