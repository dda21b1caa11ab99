//! Which figures does a money line multiply? Factors that all options share, times a share that each option has.

use std::collections::BTreeMap;

use crate::inputs::{Figure, Money, MoneyLine, Standing};
use crate::range::{AMOUNT, SHARE};
use catalogue::closed_words;

closed_words! {
    /// What a money input counts.
    Unit {
        /// Whole units of the dossier's currency a year.
        MoneyPerYear = "money-per-year",
        /// Whole units of the dossier's currency.
        Money = "money",
        /// Whole units of the dossier's currency an hour.
        MoneyPerHour = "money-per-hour",
        /// Hours.
        Hours = "hours",
        /// Pieces a year.
        CountPerYear = "count-per-year",
        /// A share or probability, 0 to 1.
        Share = "share",
    }
}

/// One money input: the id under which it is drawn and shown.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct MoneyInput {
    /// `acme.revenue`
    pub(crate) id: String,
    /// The stream of its draws: its own, or for a share the one of all shares of its line. What is uncertain about a
    /// share is the customer, the same under every option: with draws of their own, an option that surely keeps more
    /// than today would keep less in some draws.
    stream: String,
    pub(crate) unit: Unit,
    pub(crate) figure: Figure,
}

impl MoneyInput {
    /// Draws, the likely value behind them.
    pub(crate) fn draws(&self, seed: u64, count: usize) -> Vec<f64> {
        let bounds = if self.unit == Unit::Share { SHARE } else { AMOUNT };
        self.figure.range.draws(seed, &self.stream, count, bounds)
    }
}

/// A money line as a product.
pub(crate) struct Product {
    pub(crate) factors: Vec<MoneyInput>,
    /// What is taken from each option's share.
    pub(crate) reference: Option<MoneyInput>,
    pub(crate) shares: BTreeMap<String, MoneyInput>,
    pub(crate) after_trigger: bool,
    /// The line's place among the dossier's lines.
    pub(crate) line: usize,
}

impl Product {
    /// The share that speaks for the last of a chain of options: its own, or that of an option inside it.
    pub(crate) fn share_of<'s>(
        &'s self,
        mut chain: impl DoubleEndedIterator<Item = &'s str>,
    ) -> Option<&'s MoneyInput> {
        chain.rfind(|option| self.shares.contains_key(*option)).and_then(|option| self.shares.get(option))
    }

    /// Every input, in fixed order.
    pub(crate) fn inputs(&self) -> impl Iterator<Item = &MoneyInput> {
        self.factors.iter().chain(&self.reference).chain(self.shares.values())
    }
}

/// The product of a line, or the ids of the figures that nobody has given.
///
/// In: the options that are in place. What the line says about the last of them holds today, and is what further options
/// are measured by; what it says about the others counts for nothing.
pub(crate) fn product(line: &MoneyLine, at: usize, held: &[String]) -> Result<Product, Vec<String>> {
    let mut missing = Vec::new();
    let mut input = |name: &str, unit: Unit, figure: &Option<Figure>| {
        let id = format!("{}.{name}", line.id);
        match figure {
            Some(figure) => {
                let of_shares = name.strip_suffix(".reference").unwrap_or(name);
                Some(MoneyInput { id, stream: format!("{}.{of_shares}", line.id), unit, figure: *figure })
            }
            None => {
                missing.push(id);
                None
            }
        }
    };
    let (factors, reference, name, shares) = match &line.money {
        Money::Revenue { revenue, margin, keep_reference, keep } => (
            vec![input("revenue", Unit::MoneyPerYear, revenue), input("margin", Unit::Share, margin)],
            input("keep.reference", Unit::Share, keep_reference),
            "keep",
            keep,
        ),
        Money::Questionnaires { count, hours, rate, answered } => (
            vec![
                input("count", Unit::CountPerYear, count),
                input("hours", Unit::Hours, hours),
                input("rate", Unit::MoneyPerHour, rate),
            ],
            None,
            "answered",
            answered,
        ),
        Money::Incidents { cost, reduction } => {
            (vec![input("cost", Unit::MoneyPerYear, cost)], None, "reduction", reduction)
        }
    };
    if shares.is_empty() {
        missing.push(format!("{}.{name}", line.id));
    }
    if !missing.is_empty() {
        return Err(missing);
    }
    let share = |(option, figure): (&String, &Figure)| {
        let id = format!("{}.{name}.{option}", line.id);
        let stream = format!("{}.{name}", line.id);
        (option.clone(), MoneyInput { id, stream, unit: Unit::Share, figure: *figure })
    };
    let mut shares: BTreeMap<String, MoneyInput> = shares.iter().map(share).collect();
    let today = held.iter().filter_map(|option| shares.remove(option)).last();
    Ok(Product {
        factors: factors.into_iter().flatten().collect(),
        reference: today.or(reference),
        shares,
        after_trigger: line.after_trigger,
        line: at,
    })
}

/// Is the figure an assumption?
pub(crate) fn is_assumed(input: &MoneyInput) -> bool {
    input.figure.standing == Standing::Assumed
}
