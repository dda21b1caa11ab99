//! How does a decision speak of money, days, shares and what was measured? Two significant digits, no false precision.

use crate::decision::{DecisionResult, ObjectiveResult};

/// Cents with two significant digits: `140 k€`, `-1.2 M€`.
pub fn money(cents: i64, currency: &str) -> String {
    format!("{} {}", amount(cents).0, unit(amount(cents).1, currency))
}

/// The same without the currency: `140 k`.
pub fn money_plain(cents: i64) -> String {
    let (figure, prefix) = amount(cents);
    if prefix.is_empty() { figure } else { format!("{figure} {prefix}") }
}

fn unit(prefix: &str, currency: &str) -> String {
    if currency == "EUR" { format!("{prefix}€") } else { format!("{prefix} {currency}").trim().to_owned() }
}

fn amount(cents: i64) -> (String, &'static str) {
    let units = cents as f64 / 100.0;
    let rounded = two_digits(units);
    match rounded.abs() {
        size if size >= 1e6 => (plain(rounded / 1e6), "M"),
        size if size >= 1e3 => (plain(rounded / 1e3), "k"),
        _ => (plain(rounded), ""),
    }
}

/// Two significant digits.
pub(crate) fn two_digits(value: f64) -> f64 {
    let size = value.abs();
    if size < 1e-9 || !size.is_finite() {
        return 0.0;
    }
    let mut step = 1.0_f64;
    while size / step >= 100.0 {
        step *= 10.0;
    }
    while size / step < 10.0 {
        step /= 10.0;
    }
    (value / step).round() * step
}

fn plain(value: f64) -> String {
    let text = format!("{value:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.replace('-', "−") }
}

/// A figure of any unit with two significant digits.
pub fn figure(value: f64, unit: &str, currency: &str) -> String {
    match unit {
        "money-per-year" => format!("{} a year", money(cents(value), currency)),
        "money" => money(cents(value), currency),
        "money-per-hour" => format!("{} an hour", money(cents(value), currency)),
        "hours" => format!("{} h", plain(two_digits(value))),
        "count-per-year" => format!("{} a year", plain(two_digits(value))),
        _ => plain(two_digits(value)),
    }
}

fn cents(units: f64) -> i64 {
    // Amounts are bounded where they are read; a float beyond them saturates.
    (units * 100.0).round() as i64
}

/// A number as a person writes it: at most one decimal.
pub fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    text.trim_end_matches(".0").replace('-', "−")
}

/// A share with two digits: `0.6`.
pub(crate) fn share(value: f64) -> String {
    let text = format!("{value:.2}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// How an objective moved, on its last measurement: after the decision, never because of it; on few events their count.
/// `None` where nothing was measured.
pub fn moved(decision: &DecisionResult, of: &ObjectiveResult) -> Option<String> {
    let last = of.measurements.last()?;
    let (value, unit, stated) = (number(last.value), &of.unit, &decision.stated);
    if last.few {
        return Some(match last.events.unwrap_or(0) {
            1 => format!("1 event by {}: a count, no trend", last.date),
            events => format!("{events} events by {}: a count, no trend", last.date),
        });
    }
    if last.date <= *stated {
        return Some(format!("{value} {unit} on {}, before the decision of {stated}", last.date));
    }
    let (baseline, target, due) = of.aim();
    let gained = (last.value - baseline) * (target - baseline);
    let course = if gained > 0.0 { "towards the target" } else { "away from the target" };
    let moved = match number(baseline) {
        baseline if baseline == value => format!("at {value} {unit} as before on {}", last.date),
        baseline => format!("moved from {baseline} to {value} {unit}, {course}, after {stated}"),
    };
    let held = decision.measured.iter().find(|one| one.objective == of.id);
    let held = held.map(|one| {
        let (low, high) = (one.expected[0].min(one.expected[1]), one.expected[0].max(one.expected[1]));
        let band = if low < high { format!("{} to {}", number(low), number(high)) } else { number(low) };
        match one.against {
            "too-early" => format!("; {band} is expected by {due}"),
            "behind" => format!("; short of the expected {band}"),
            "beyond" => format!("; beyond the expected {band}"),
            _ => format!("; within the expected {band}"),
        }
    });
    Some(format!("{moved}{}", held.unwrap_or_default()))
}

#[cfg(test)]
mod tests {
    use super::{figure, money};

    #[test]
    fn money_has_two_significant_digits() {
        for (cents, words) in [
            (0, "0 €"),
            (7_206_600, "72 k€"),
            (-15_000_000, "−150 k€"),
            (123_456_789, "1.2 M€"),
            (99_999_999, "1 M€"),
            (4_200, "42 €"),
        ] {
            assert_eq!(money(cents, "EUR"), words);
        }
        assert_eq!(money(7_206_600, "CHF"), "72 k CHF");
        assert_eq!(figure(0.3456, "share", "EUR"), "0.35");
    }
}
