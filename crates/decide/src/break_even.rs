//! At which value of one input do two rows tie, all others in their ranges?
//!
//! Expected value is a straight line in every input of a line of money, in upkeep and in a step's cost,
//! so that one pass over the draws gives the exact answer. Inputs of waiting keep the rule of starting as it stands.

use crate::cash::{Candidate, Cash, StepWeights};
use crate::decision::BreakEven;
use crate::line::{MoneyInput, Product, Unit, is_assumed};
use crate::situation::Situation;

/// A row with its expected value and the weights of its steps.
pub(crate) struct Side<'a> {
    pub(crate) who: Candidate,
    pub(crate) id: &'a str,
    pub(crate) expected: i64,
    pub(crate) weights: Vec<StepWeights>,
    /// Mean of its discounted one-off cost, in cents.
    pub(crate) cost: f64,
}

/// Expected value as a line in one input: `value = level + slope · x`, in cents.
#[derive(Clone, Copy, Default)]
struct Linear {
    /// Mean of slope · x over the draws.
    now: f64,
    slope: f64,
}

/// The break-evens of one row against another, in the order of lines.
pub(crate) fn break_evens(
    cash: &Cash<'_>,
    situation: &Situation,
    counts: &[bool],
    sides: [&Side<'_>; 2],
) -> Vec<BreakEven> {
    let mut found = Vec::new();
    for (at, product) in cash.products.iter().enumerate() {
        if !counts[at] {
            continue;
        }
        let drawn: Vec<(&MoneyInput, &[f64])> =
            product.inputs().zip(cash.drawn(at)).map(|(input, values)| (input, &values[..])).collect();
        for (input, values) in &drawn {
            let lines = sides.map(|side| linear(cash, situation, product, &drawn, (input, values), side));
            let slope = lines[0].slope - lines[1].slope;
            if slope == 0.0 {
                continue;
            }
            let at = tie(sides, lines, slope);
            let at = at.filter(|at| *at >= 0.0 && (input.unit != Unit::Share || *at <= 1.0));
            found.push(BreakEven {
                option: sides[0].id.to_owned(),
                against: sides[1].id.to_owned(),
                input: input.id.clone(),
                unit: input.unit,
                likely: input.figure.range.likely(),
                at,
                ahead_above: slope > 0.0,
                ahead: sides[0].expected > sides[1].expected,
                percentile: at.and_then(|at| input.figure.range.percentile(at)),
                assumed: is_assumed(input),
            });
        }
    }
    found.extend(cost(cash, situation, sides));
    found
}

fn tie(sides: [&Side<'_>; 2], lines: [Linear; 2], slope: f64) -> Option<f64> {
    let level = (sides[0].expected as f64 - lines[0].now) - (sides[1].expected as f64 - lines[1].now);
    Some(-level / slope).filter(|at| at.is_finite())
}

fn linear(
    cash: &Cash<'_>,
    situation: &Situation,
    product: &Product,
    drawn: &[(&MoneyInput, &[f64])],
    (input, values): (&MoneyInput, &[f64]),
    side: &Side<'_>,
) -> Linear {
    let values_of = |wanted: &MoneyInput| drawn.iter().find(|(one, _)| one.id == wanted.id).map(|(_, values)| *values);
    let mut line = Linear::default();
    for weights in &side.weights {
        let chain = cash.chains[weights.step].iter().map(|step| situation.options[*step].id.as_str());
        let Some(share) = product.share_of(chain) else { continue };
        let years = if product.after_trigger { &weights.triggered } else { &weights.at_once };
        let is_share = input.id == share.id;
        let is_reference = product.reference.as_ref().is_some_and(|one| one.id == input.id);
        let is_factor = product.factors.iter().any(|one| one.id == input.id);
        if !is_share && !is_reference && !is_factor {
            continue;
        }
        let others: Vec<&[f64]> =
            product.factors.iter().filter(|one| one.id != input.id).filter_map(values_of).collect();
        let (own, reference) = (values_of(share), product.reference.as_ref().and_then(values_of));
        for draw in 0..cash.count {
            let mut slope = years[draw] * 100.0;
            for other in &others {
                slope *= other[draw];
            }
            if is_reference {
                slope = -slope;
            } else if is_factor {
                let own = own.map_or(0.0, |values| values[draw]);
                slope *= own - reference.map_or(0.0, |values| values[draw]);
            }
            line.slope += slope;
            line.now += slope * values[draw];
        }
    }
    let count = cash.count.max(1) as f64;
    Linear { now: line.now / count, slope: line.slope / count }
}

/// The one-off cost at which the row ties: the whole of it made dearer or cheaper by one factor.
fn cost(cash: &Cash<'_>, situation: &Situation, sides: [&Side<'_>; 2]) -> Option<BreakEven> {
    let Candidate::Plan(option) = sides[0].who else { return None };
    let plan = &situation.options[option];
    // Only where the other row shares nothing of the cost is one factor on the whole of it a fair question.
    if sides[1].who != Candidate::Reference || sides[0].cost <= 0.0 {
        return None;
    }
    let factor = (sides[0].expected as f64 + sides[0].cost) / sides[0].cost;
    let likely = cash.total_cost(option, cash.count) as f64 / 100.0;
    let mut totals: Vec<i64> = (0..cash.count).map(|draw| cash.total_cost(option, draw)).collect();
    totals.sort_unstable();
    let mean = totals.iter().map(|one| *one as f64).sum::<f64>() / cash.count.max(1) as f64 / 100.0;
    let at = Some(mean * factor).filter(|at| *at >= 0.0 && at.is_finite());
    let certain = totals.first() == totals.last();
    Some(BreakEven {
        option: sides[0].id.to_owned(),
        against: sides[1].id.to_owned(),
        input: format!("cost.{}", plan.id),
        unit: Unit::Money,
        likely,
        at,
        ahead_above: false,
        ahead: sides[0].expected > sides[1].expected,
        percentile: at.filter(|_| !certain).map(|at| {
            let below = totals.partition_point(|one| *one as f64 / 100.0 <= at);
            below as f64 / totals.len().max(1) as f64
        }),
        assumed: plan.assumed,
    })
}
