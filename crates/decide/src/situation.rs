//! What does the caller know that no `decide.toml` says? The day, the rows as they stand, and each option's plan.
//!
//! Plans come from the crate `plan` or from a person; nothing of it is computed here.

use std::collections::BTreeSet;

use model::{Date, StandardId};

use crate::library::Item;
use crate::range::Range;

/// An uncertain figure of a plan.
#[derive(Debug, Clone, PartialEq)]
pub enum Uncertain {
    /// One value a draw, in order of draws: the same index is the same draw in all of a plan's figures.
    Draws {
        /// At least as many as the decision draws.
        values: Vec<f64>,
        /// The value with everything at likely.
        likely: f64,
    },
    /// A range, drawn here.
    Range(Range),
}

/// What one step costs and brings about. Everything is the step alone, without the option that it contains.
#[derive(Debug, Clone, PartialEq)]
pub struct OptionPlan {
    /// Its id; money lines, musts and "pay up to" name it.
    pub id: String,
    /// Its title, with product and level where it has them.
    pub title: String,
    /// The option that it contains; `None` for what starts from the reference.
    pub contains: Option<String>,
    /// The standards under which the step ends with a certificate.
    pub certificates: Vec<StandardId>,
    /// The items that the step closes at its level.
    pub closes: BTreeSet<Item>,
    /// One-off cost year by year from year 0, in whole units of currency; empty while no plan is known. What lies beyond
    /// the horizon belongs to the price of the step and to no flow.
    pub cost: Vec<Uncertain>,
    /// Months from now until the step has its effect: its certificate, or the end of its work.
    pub months: Option<Uncertain>,
    /// Cost of keeping the step up, a year from then on, in whole units of currency.
    pub upkeep: Range,
    /// Is the step paid again for every further product?
    pub per_product: bool,
    /// Are hours, fees and rates assumptions that nobody has confirmed?
    pub assumed: bool,
}

/// The caller's side of a decision.
#[derive(Debug, Clone, PartialEq)]
pub struct Situation {
    /// The day of the decision.
    pub today: Date,
    /// Items satisfied today on basis *shown*; a certificate in force is one.
    pub shown: BTreeSet<Item>,
    /// Items that do not apply to the product; they leave the sums.
    pub not_applicable: BTreeSet<Item>,
    /// The options in the fixed order of nesting, without the reference, which is always there.
    pub options: Vec<OptionPlan>,
    /// Ids of options that are in place, the inner ones first: part of the reference, priced nowhere.
    pub held: Vec<String>,
    /// Whole years from the day of the decision until the plans begin: work that a trigger starts does not wait for them.
    pub begins_in_years: usize,
    /// The currency in which the options' plans count.
    pub cost_currency: String,
    /// What the law forces anyway, year by year from year 0: a row of its own, in no difference.
    pub legal_duties: Vec<Range>,
    /// The products on the one process, the decision's own first.
    pub products: Vec<String>,
    /// What a further product costs, as a share of the first one's product step: an assumption.
    pub further_product: Range,
}

/// How the draws are made; with the same, the same bytes come out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draws {
    /// The seed.
    pub seed: u64,
    /// How many, 1 to 200,000; below 10,000 the decision says so.
    pub count: u32,
}
