//! How far does an option move an objective, and which part of a standard moves it?
//!
//! `v = e · (C(o) − C(now)) / (1 − C(now))`. Coverage counts whole weights, so the parts are exact and add up.

use std::collections::{BTreeMap, BTreeSet};

use model::{Date, StandardId};

use crate::inputs::{Aim, Inputs};
use crate::library::{Counts, Item, Library, Objective};
use crate::situation::{OptionPlan, Situation};

/// The value of a measure between baseline and target: 0 at the baseline or behind it, 1 at the target or beyond.
///
/// `None` where baseline and target are the same: then nothing can be said.
pub fn value(measure: f64, baseline: f64, target: f64) -> Option<f64> {
    let value = (measure - baseline) / (target - baseline);
    value.is_finite().then(|| value.clamp(0.0, 1.0))
}

/// What an option does to an objective.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// Weights that the option satisfies beyond today, by standard.
    pub gained: BTreeMap<StandardId, u32>,
    /// Weights that are open today.
    pub gap: u32,
    /// The value at the low, likely and high share that items can close.
    pub value: [f64; 3],
    /// The measure that belongs to each of the three.
    pub measure: [f64; 3],
}

impl Forecast {
    /// The part of the likely value that belongs to a standard; the parts add up to `value[1]`.
    pub fn part(&self, standard: &StandardId, closable: f64) -> f64 {
        share(self.gained.get(standard).copied().unwrap_or(0), self.gap) * closable
    }

    /// Does the likely value reach the target?
    pub fn reaches_target(&self) -> bool {
        self.value[1] >= 1.0
    }
}

/// Why no option moves an objective.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stuck {
    /// All that it hangs on is satisfied today: the standard cannot move it further.
    NothingLeft,
    /// Nothing that it hangs on applies to the product.
    NothingApplies,
}

/// An objective with what each option does to it.
#[derive(Debug, Clone, PartialEq)]
pub struct ObjectiveRow {
    /// The objective.
    pub objective: String,
    /// Its attribute.
    pub attribute: String,
    /// Where it stands.
    pub baseline: f64,
    /// Is the baseline the library's, and nobody's measurement?
    pub baseline_assumed: bool,
    /// Where it shall be.
    pub target: f64,
    /// Until when.
    pub date: Date,
    /// Who answers for it.
    pub owner: String,
    /// Weights satisfied today.
    pub satisfied: u32,
    /// Weights of everything that applies.
    pub of: u32,
    /// Why nothing moves it, where nothing does.
    pub stuck: Option<Stuck>,
    /// One forecast an option, in the order of options.
    pub options: Vec<Forecast>,
}

/// How far an option moves an attribute: the mean of its objectives in use, with the parts of each standard.
#[derive(Debug, Clone, PartialEq)]
pub struct Move {
    /// The attribute.
    pub attribute: String,
    /// The mean value, 0 to 1.
    pub value: f64,
    /// The part of each standard in it.
    pub parts: BTreeMap<StandardId, f64>,
    /// Objectives that reach their target.
    pub reached: u32,
    /// Objectives in use.
    pub of: u32,
}

impl Move {
    /// An attribute that does not move.
    pub(crate) fn none(attribute: &str, rows: &[ObjectiveRow]) -> Self {
        let of = rows.iter().filter(|row| row.attribute == attribute).count();
        let attribute = attribute.to_owned();
        Self { attribute, value: 0.0, parts: BTreeMap::new(), reached: 0, of: u32::try_from(of).unwrap_or(u32::MAX) }
    }
}

/// The options that one contains, itself last.
pub(crate) fn chain(options: &[OptionPlan], option: usize) -> Vec<usize> {
    let mut chain = vec![option];
    while let Some(inner) = options[chain[chain.len() - 1]].contains.as_deref()
        && let Some(at) = options.iter().position(|one| one.id == inner)
        && !chain.contains(&at)
    {
        chain.push(at);
    }
    chain.reverse();
    chain
}

fn share(part: u32, of: u32) -> f64 {
    if of == 0 { 0.0 } else { f64::from(part) / f64::from(of) }
}

/// Everything satisfied under an option, with the certificates that it ends with.
fn satisfied(situation: &Situation, option: usize) -> BTreeSet<Item> {
    let mut satisfied = situation.shown.clone();
    for step in chain(&situation.options, option) {
        let plan = &situation.options[step];
        satisfied.extend(plan.closes.iter().cloned());
        satisfied.extend(plan.certificates.iter().cloned().map(Item::Certificate));
    }
    satisfied
}

fn counts(objective: &Objective, item: &Item, satisfied: &BTreeSet<Item>) -> bool {
    let certified = || satisfied.contains(&Item::Certificate(item.standard().clone()));
    satisfied.contains(item) && (objective.counts == Counts::Work || certified())
}

/// The objectives in use, attribute by attribute. Aims whose target is their baseline are left out: see `asks`.
pub(crate) fn objectives(library: &Library, inputs: &Inputs, situation: &Situation) -> Vec<ObjectiveRow> {
    let states: Vec<_> = (0..situation.options.len()).map(|option| satisfied(situation, option)).collect();
    let row = |objective: &Objective| {
        let aim = inputs.aims.iter().find(|aim| aim.objective == objective.id)?;
        row(objective, aim, situation, &states)
    };
    library.objectives.iter().filter_map(row).collect()
}

fn row(objective: &Objective, aim: &Aim, situation: &Situation, states: &[BTreeSet<Item>]) -> Option<ObjectiveRow> {
    let baseline = aim.baseline.unwrap_or(objective.typical_baseline);
    value(baseline, baseline, aim.target)?;
    let applying = || objective.items.iter().filter(|link| !situation.not_applicable.contains(&link.item));
    let of = applying().map(|link| u32::from(link.weight)).sum();
    let now = applying()
        .filter(|link| counts(objective, &link.item, &situation.shown))
        .map(|link| u32::from(link.weight))
        .sum();
    let gap: u32 = of - now;
    let closable = [objective.closable.low(), objective.closable.likely(), objective.closable.high()];
    let options = states
        .iter()
        .map(|state| {
            let mut gained = BTreeMap::new();
            for link in applying() {
                if counts(objective, &link.item, state) && !counts(objective, &link.item, &situation.shown) {
                    *gained.entry(link.item.standard().clone()).or_insert(0) += u32::from(link.weight);
                }
            }
            let value = closable.map(|closable| share(gained.values().sum(), gap) * closable);
            let measure = value.map(|value| baseline + value * (aim.target - baseline));
            Forecast { gained, gap, value, measure }
        })
        .collect();
    let stuck = if of == 0 {
        Some(Stuck::NothingApplies)
    } else if gap == 0 {
        Some(Stuck::NothingLeft)
    } else {
        None
    };
    Some(ObjectiveRow {
        objective: objective.id.clone(),
        attribute: objective.attribute.clone(),
        baseline,
        baseline_assumed: aim.baseline.is_none(),
        target: aim.target,
        date: aim.date,
        owner: aim.owner.clone(),
        satisfied: now,
        of,
        stuck,
        options,
    })
}

/// What an option moves, attribute by attribute; attributes without an objective in use have `of` 0.
pub(crate) fn moves(library: &Library, rows: &[ObjectiveRow], option: usize) -> Vec<Move> {
    let one = |attribute: &crate::library::Attribute| {
        let mut total = Move { attribute: attribute.id.clone(), value: 0.0, parts: BTreeMap::new(), reached: 0, of: 0 };
        for row in rows.iter().filter(|row| row.attribute == attribute.id) {
            let forecast = &row.options[option];
            let closable = library.objective(&row.objective).map_or(0.0, |objective| objective.closable.likely());
            total.value += forecast.value[1];
            for standard in forecast.gained.keys() {
                *total.parts.entry(standard.clone()).or_insert(0.0) += forecast.part(standard, closable);
            }
            total.reached += u32::from(forecast.reaches_target());
            total.of += 1;
        }
        if total.of > 0 {
            let count = f64::from(total.of);
            total.value /= count;
            total.parts.values_mut().for_each(|part| *part /= count);
        }
        total
    };
    library.attributes.iter().map(one).collect()
}
