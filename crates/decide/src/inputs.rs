//! What do the people of a dossier state for a decision? `decide.toml`, read and checked.
//!
//! Everything has an owner or an author; what is missing stays missing and is asked for.

use std::collections::BTreeMap;

use model::Date;

use crate::library::{Attribute, Driver, Link};
use crate::range::Range;
use catalogue::closed_words;

/// Who said so, when and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// Why.
    pub reason: String,
    /// Who.
    pub author: String,
    /// When.
    pub date: Date,
}

/// How much it matters that a driver's objectives move from baseline to target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Importance {
    /// The driver.
    pub driver: String,
    /// 0 to 5.
    pub importance: u8,
    /// Who said so.
    pub signed: Signed,
}

/// A priority that somebody set by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// The attribute.
    pub attribute: String,
    /// The raw priority that replaces the derived one.
    pub priority: u32,
    /// Who said so.
    pub signed: Signed,
}

closed_words! {
    /// Is a figure stated by its owner, or assumed until somebody does?
    Standing {
        /// By its owner.
        Stated = "stated",
        /// Assumed.
        Assumed = "assumed",
    }
}

/// A figure of a money line; `None` while nobody has given it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// Its range.
    pub range: Range,
    /// Stated or assumed?
    pub standing: Standing,
}

/// What a money line counts, a year.
#[derive(Debug, Clone, PartialEq)]
pub enum Money {
    /// Revenue × contribution margin × (P(keep | option) − P(keep | reference)).
    Revenue {
        /// A year, in whole units of currency.
        revenue: Option<Figure>,
        /// The contribution margin, a share.
        margin: Option<Figure>,
        /// P(keep) as today.
        keep_reference: Option<Figure>,
        /// P(keep) by option; an option that is not named keeps what the option inside it keeps.
        keep: BTreeMap<String, Figure>,
    },
    /// Questionnaires × hours × rate × share answered by the certificate.
    Questionnaires {
        /// How many a year.
        count: Option<Figure>,
        /// Hours for each.
        hours: Option<Figure>,
        /// Units of currency an hour.
        rate: Option<Figure>,
        /// The share that needs no answer of its own any more, by option.
        answered: BTreeMap<String, Figure>,
    },
    /// Cost of incidents a year × reduction.
    Incidents {
        /// A year, as today.
        cost: Option<Figure>,
        /// The share that goes away, by option.
        reduction: BTreeMap<String, Figure>,
    },
}

/// A named line of money, owned by exactly one driver.
#[derive(Debug, Clone, PartialEq)]
pub struct MoneyLine {
    /// Its id: `acme`.
    pub id: String,
    /// The customer, the market or the work that it names.
    pub name: String,
    /// The one driver that owns it.
    pub driver: String,
    /// Who answers for its figures.
    pub owner: String,
    /// The product that it names; a line without one belongs to the first.
    pub product: Option<String>,
    /// Does it begin only with the trigger of `wait`?
    pub after_trigger: bool,
    /// A yes-no fact without which it does not count.
    pub only_if: Option<String>,
    /// What it counts.
    pub money: Money,
}

/// What the dossier says on an objective.
#[derive(Debug, Clone, PartialEq)]
pub struct Aim {
    /// The objective of the library.
    pub objective: String,
    /// Where it stands today; the library's typical baseline is assumed while nobody measured.
    pub baseline: Option<f64>,
    /// Where it shall be.
    pub target: f64,
    /// Until when.
    pub date: Date,
    /// Who answers for it.
    pub owner: String,
}

/// What an option must meet.
#[derive(Debug, Clone, PartialEq)]
pub enum Demand {
    /// The cash at its deepest (P80) stays within so many cents.
    Budget {
        /// In cents.
        cents: i64,
    },
    /// A certificate is there (P80) by a day, as a contract or tender says.
    Certificate {
        /// Under which standard.
        standard: String,
        /// By when.
        by: Date,
    },
}

/// A must with its author.
#[derive(Debug, Clone, PartialEq)]
pub struct Must {
    /// Its id.
    pub id: String,
    /// What it demands.
    pub demand: Demand,
    /// A yes-no fact without which it does not hold.
    pub only_if: Option<String>,
    /// Who said so.
    pub signed: Signed,
}

/// "I pay up to so much for these objectives."
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PayUpTo {
    /// The option to which the step leads.
    pub option: String,
    /// In cents.
    pub cents: i64,
    /// For which objectives.
    pub objectives: Vec<String>,
    /// Who signed it, why and when.
    pub signed: Signed,
}

/// The answer to a question of fact.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Answer {
    /// Nobody knows yet.
    Unknown,
    /// Yes or no.
    YesNo(bool),
    /// A number.
    Number(f64),
}

/// A fact, or a question that is still open.
#[derive(Debug, Clone, PartialEq)]
pub struct StatedFact {
    /// Its id: one of the library, or one of the dossier's own.
    pub id: String,
    /// How it is asked.
    pub question: String,
    /// What is known.
    pub answer: Answer,
    /// Who knows it, or who will find out.
    pub source: String,
}

/// Waiting, as an option with rules.
#[derive(Debug, Clone, PartialEq)]
pub struct Wait {
    /// What is waited for, in words.
    pub trigger: String,
    /// Who watches.
    pub watcher: String,
    /// When the decision is looked at again in any case.
    pub review: Date,
    /// The option that the trigger starts.
    pub then: String,
    /// The share of years in which the trigger comes, given that it has not come yet.
    pub hazard: Figure,
    /// Months from the trigger to the certificate.
    pub lead_months: Range,
    /// What watching costs a year, in whole units of currency.
    pub watch: Figure,
}

/// A measured value of an objective.
#[derive(Debug, Clone, PartialEq)]
pub struct Measurement {
    /// The objective.
    pub objective: String,
    /// When.
    pub date: Date,
    /// The value, in the objective's unit.
    pub value: f64,
    /// On how many events it rests, where events are counted.
    pub events: Option<u32>,
    /// Who measured.
    pub author: String,
}

/// What a `decide.toml` says.
#[derive(Debug, Clone, PartialEq)]
pub struct Inputs {
    /// The currency of all money: `EUR`; `None` where the plan's holds.
    pub currency: Option<String>,
    /// Years after the first; 5 unless said otherwise.
    pub horizon_years: u8,
    /// The yearly rate at which money is discounted; `None` until somebody states it.
    pub rate: Option<f64>,
    /// Drivers of the dossier's own, beside the library's.
    pub drivers: Vec<Driver>,
    /// Links of the dossier's own, beside the library's.
    pub links: Vec<Link>,
    /// Importance of drivers.
    pub importances: Vec<Importance>,
    /// Priorities set by hand.
    pub overrides: Vec<Override>,
    /// Objectives in use.
    pub aims: Vec<Aim>,
    /// Money.
    pub money: Vec<MoneyLine>,
    /// Musts.
    pub musts: Vec<Must>,
    /// What owners pay for objectives.
    pub pay_up_to: Vec<PayUpTo>,
    /// Facts.
    pub facts: Vec<StatedFact>,
    /// Waiting, where it is an option.
    pub wait: Option<Wait>,
    /// Measurements over time.
    pub measurements: Vec<Measurement>,
    /// Entries that could not be read; while there are any, nothing is decided.
    pub unread: usize,
}

impl Default for Inputs {
    fn default() -> Self {
        Self {
            currency: None,
            horizon_years: 5,
            rate: None,
            drivers: Vec::new(),
            links: Vec::new(),
            importances: Vec::new(),
            overrides: Vec::new(),
            aims: Vec::new(),
            money: Vec::new(),
            musts: Vec::new(),
            pay_up_to: Vec::new(),
            facts: Vec::new(),
            wait: None,
            measurements: Vec::new(),
            unread: 0,
        }
    }
}

impl Inputs {
    /// Is money stated in this currency, as far as anybody said?
    pub fn counts_in(&self, currency: &str) -> bool {
        self.currency.as_ref().is_none_or(|stated| stated == currency)
    }

    /// The attributes, drivers and links of both library and dossier are looked up together.
    pub(crate) fn all_drivers<'a>(&'a self, library: &'a [Driver]) -> impl Iterator<Item = &'a Driver> {
        library.iter().chain(&self.drivers)
    }

    /// The strengths with which a driver wants an attribute; the dossier's link replaces the library's.
    pub(crate) fn link<'a>(&'a self, library: &'a [Link], driver: &str, attribute: &Attribute) -> Option<&'a Link> {
        self.links.iter().chain(library).find(|link| link.driver == driver && link.attribute == attribute.id)
    }
}
