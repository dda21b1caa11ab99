//! What is an input of a decision called among people? The line it belongs to, and what of it: never its id.

use decide::{BreakEven, Inputs, Library, Money, REFERENCE, WAIT};

use crate::build_decision::DecisionParts;

/// An input of money in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct InputName {
    /// The customer, market or work that it belongs to: `Northwater, next tender`; an option for its cost.
    pub(crate) line: String,
    /// What of it: `contribution margin`.
    pub(crate) quantity: String,
}

impl DecisionParts<'_> {
    /// The title of a row of the table.
    pub(crate) fn title_of(&self, id: &str) -> String {
        match id {
            REFERENCE => "As today, with the duties of the law".to_owned(),
            WAIT => {
                let trigger = self.inputs.wait.as_ref().map(|wait| wait.trigger.as_str()).unwrap_or_default();
                format!("Wait for: {trigger}")
            }
            id => {
                if let Some(row) = self.decision.rows.iter().find(|row| row.id == id) {
                    return row.title.clone();
                }
                // What is in place has no row.
                let held = self.situation.held.iter().any(|held| held == id);
                let known = self.library.options.iter().find(|one| held && id.starts_with(&*one.id));
                known.map_or_else(|| id.to_owned(), |one| format!("{} as held", one.title))
            }
        }
    }

    /// The words for an input's id; an id that nobody knows stands for itself.
    pub(crate) fn input_name(&self, input: &str) -> InputName {
        let (line, figure) = input.split_once('.').unwrap_or((input, ""));
        let (key, option) = figure.split_once('.').unwrap_or((figure, ""));
        let of = |option: &str| match self.title_of(option) {
            title if title.contains(',') => format!("“{title}”"),
            title => title,
        };
        let named = |line: &str, quantity: String| InputName { line: line.to_owned(), quantity };
        if let Some(stated) = self.inputs.money.iter().find(|one| one.id == line) {
            let quantity = match (&stated.money, key, option) {
                (Money::Revenue { .. }, "revenue", _) => "revenue".to_owned(),
                (Money::Revenue { .. }, "margin", _) => "contribution margin".to_owned(),
                (Money::Revenue { .. }, "keep", "reference") => "chance to keep the business as today".to_owned(),
                (Money::Revenue { .. }, "keep", option) => format!("chance to keep the business with {}", of(option)),
                (Money::Questionnaires { .. }, "count", _) => "how many".to_owned(),
                (Money::Questionnaires { .. }, "hours", _) => "hours for each".to_owned(),
                (Money::Questionnaires { .. }, "rate", _) => "price of an hour".to_owned(),
                (Money::Questionnaires { .. }, "answered", option) => format!("share that {} answers", of(option)),
                (Money::Incidents { .. }, "cost", _) => "cost as today".to_owned(),
                (Money::Incidents { .. }, "reduction", option) => format!("share that {} prevents", of(option)),
                _ => figure.replace(['.', '_'], " "),
            };
            return named(&stated.name, quantity);
        }
        match (line, figure) {
            ("cost", option) => named(&self.title_of(option), "one-off cost".to_owned()),
            ("upkeep", option) => named(&self.title_of(option), "fees of a year".to_owned()),
            ("wait", "hazard") => named("Waiting", "chance of the trigger in a year".to_owned()),
            ("wait", "watch") => named("Waiting", "cost of watching".to_owned()),
            _ => named(input, String::new()),
        }
    }

    /// `“Northwater, next tender” (contribution margin)`.
    pub(crate) fn named(&self, input: &str) -> String {
        let InputName { line, quantity } = self.input_name(input);
        if quantity.is_empty() { line } else { format!("“{line}” ({quantity})") }
    }
}

/// The title of a driver, the library's or the dossier's own.
pub(crate) fn driver_title(library: &Library, inputs: &Inputs, id: &str) -> String {
    let found = library.drivers.iter().chain(&inputs.drivers).find(|one| one.id == id);
    found.map_or_else(|| id.to_owned(), |one| one.title.clone())
}

/// Where in its own range an input turns the answer, in words: the share of its values that lies below.
pub(crate) fn place(one: &BreakEven) -> String {
    let Some(share) = one.percentile else {
        return if one.at.is_some() { "stated without a range" } else { "no value of it ties" }.to_owned();
    };
    match (share * 10.0).round() as u32 {
        0 if share < 0.001 => "below all of its range".to_owned(),
        0 => "fewer than 1 in 10 lie below".to_owned(),
        10 if share > 0.999 => "above all of its range".to_owned(),
        10 => "more than 9 in 10 lie below".to_owned(),
        tenths => format!("about {tenths} in 10 lie below"),
    }
}

/// Would the answer be another if the likely value were the true one? In a skewed range it can be.
pub(crate) fn turns_at_likely(one: &BreakEven) -> bool {
    one.at.is_some_and(|at| one.ahead != if one.ahead_above { one.likely >= at } else { one.likely <= at })
}

/// How far the tie lies from the likely value, for order: inputs with a range first, by their place in it, those in front
/// that turn the answer at their likely value.
pub(crate) fn distance(one: &BreakEven) -> (u8, f64) {
    match (one.at, one.percentile) {
        (Some(_), Some(share)) if turns_at_likely(one) => (0, -(share - 0.5).abs()),
        (Some(_), Some(share)) => (0, (share - 0.5).abs()),
        (Some(at), None) => (1, (at - one.likely).abs() / one.likely.abs().max(f64::MIN_POSITIVE)),
        (None, _) => (2, 0.0),
    }
}

#[cfg(test)]
mod tests {
    use decide::{BreakEven, Unit};

    use super::{distance, place, turns_at_likely};

    fn tie(at: Option<f64>, percentile: Option<f64>) -> BreakEven {
        BreakEven {
            option: "process".to_owned(),
            against: "reference".to_owned(),
            input: "acme.margin".to_owned(),
            unit: Unit::Share,
            likely: 0.3,
            at,
            ahead_above: true,
            ahead: at.is_none_or(|at| at <= 0.3),
            percentile,
            assumed: false,
        }
    }

    #[test]
    fn a_place_is_said_in_tenths_of_the_own_range() {
        for (share, words) in [
            (0.0, "below all of its range"),
            (0.02, "fewer than 1 in 10 lie below"),
            (0.41, "about 4 in 10 lie below"),
            (0.97, "more than 9 in 10 lie below"),
            (1.0, "above all of its range"),
        ] {
            assert_eq!(place(&tie(Some(0.2), Some(share))), words);
        }
        assert_eq!(place(&tie(Some(0.2), None)), "stated without a range");
        // The mean of a skewed range may be ahead where its likely value is not.
        let skewed = BreakEven { ahead: true, ..tie(Some(0.4), Some(0.6)) };
        assert!(turns_at_likely(&skewed) && !turns_at_likely(&tie(Some(0.4), Some(0.6))));
        assert!(distance(&skewed) < distance(&tie(Some(0.3), Some(0.5))));
    }

    #[test]
    fn what_is_nearest_to_the_likely_value_comes_first() {
        let mut ties = [tie(None, None), tie(Some(0.2), None), tie(Some(0.1), Some(0.05)), tie(Some(0.35), Some(0.6))];
        ties.sort_by(|a, b| distance(a).partial_cmp(&distance(b)).expect("no NaN"));
        let order: Vec<_> = ties.iter().map(|one| (one.at, one.percentile)).collect();
        assert_eq!(order, [(Some(0.35), Some(0.6)), (Some(0.1), Some(0.05)), (Some(0.2), None), (None, None)]);
    }
}
