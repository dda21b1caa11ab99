//! Which cash flows in which year, in every draw? Integer cents, summed in a fixed order.
//!
//! Year t covers the months 12·t to 12·(t+1) from the day of the decision. A step has its effect from the month of its
//! certificate in the same draw; what the options inside it bring, it brings from their own months on.

use std::rc::Rc;

use crate::draws::stream;
use crate::forecast::chain;
use crate::inputs::Inputs;
use crate::line::Product;
use crate::range::{AMOUNT, SHARE};
use crate::situation::{Draws, Situation, Uncertain};

/// Years that a decision looks ahead at most, the first one included.
pub(crate) const MOST_YEARS: usize = 11;

/// Cash of each year, in cents.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Flow {
    /// What is earned less what is paid.
    net: [i64; MOST_YEARS],
    /// What is paid, as a number below zero: within a year it comes before anything is earned.
    paid: [i64; MOST_YEARS],
}

impl Flow {
    fn pay(&mut self, year: usize, amount: i64) {
        self.net[year] -= amount;
        self.paid[year] -= amount;
    }
}

/// Cents from whole units; what is beyond any balance sheet is cut, so that sums do not overflow.
pub(crate) fn cents(units: f64) -> i64 {
    rounded(units.clamp(AMOUNT.0, AMOUNT.1) * 100.0)
}

/// The nearest whole number, halves away from zero; without a call to `round`, because it happens millions of times.
fn rounded(value: f64) -> i64 {
    (value + 0.5_f64.copysign(value)) as i64
}

/// A row of the table: the reference, waiting, or a plan by its index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Candidate {
    Reference,
    Wait,
    Plan(usize),
}

/// Everything drawn that does not depend on facts. The last value of each list is the one at likely.
pub(crate) struct Cash<'a> {
    pub(crate) count: usize,
    pub(crate) years: usize,
    pub(crate) discount: [f64; MOST_YEARS],
    pub(crate) chains: Vec<Vec<usize>>,
    months: Vec<Vec<f64>>,
    costs: Vec<Vec<Vec<i64>>>,
    /// By option: what its own step costs later than any start brings into the horizon.
    beyond: Vec<Vec<i64>>,
    /// Years until the plans begin.
    begins: usize,
    upkeep: Vec<Vec<i64>>,
    pub(crate) products: &'a [Product],
    /// By product and input: its draws.
    drawn: Vec<Vec<Vec<f64>>>,
    /// By product and option: cents a year, where any.
    amounts: Vec<Vec<Option<Rc<Vec<i64>>>>>,
    per_product: Vec<bool>,
    further: Vec<f64>,
    wait: Option<Waiting>,
}

/// What is drawn for waiting.
pub(crate) struct Waiting {
    then: usize,
    /// The year of the trigger; `MOST_YEARS` when it does not come in time.
    pub(crate) year: Vec<usize>,
    pub(crate) hazard: f64,
    lead: Vec<f64>,
    watch: Vec<i64>,
}

/// Which lines count, for how many products.
pub(crate) struct View {
    /// By product of figures: does its line count?
    pub(crate) counts: Vec<bool>,
    /// Products beyond the first.
    further: u32,
    /// By step: what the lines that count bring a year once it is the farthest reached, draw by draw.
    at_once: Vec<Vec<i64>>,
    /// The same for lines that wait for the trigger.
    triggered: Vec<Vec<i64>>,
}

/// Does a plan have both cost and month, and draws enough?
pub(crate) fn is_planned(plan: &crate::situation::OptionPlan, count: usize) -> bool {
    let enough = |figure: &Uncertain| match figure {
        Uncertain::Draws { values, likely } => {
            values.len() >= count && likely.is_finite() && values.iter().all(|one| one.is_finite())
        }
        Uncertain::Range(_) => true,
    };
    !plan.cost.is_empty() && plan.cost.iter().all(enough) && plan.months.as_ref().is_some_and(enough)
}

fn drawn(figure: &Uncertain, draws: Draws, id: &str, bounds: (f64, f64)) -> Vec<f64> {
    let count = draws.count as usize;
    match figure {
        Uncertain::Draws { values, likely } => {
            let all = values.iter().take(count).chain([likely]);
            all.map(|one| one.clamp(bounds.0, bounds.1)).collect()
        }
        Uncertain::Range(range) => range.draws(draws.seed, id, count, bounds),
    }
}

const MONTHS: (f64, f64) = (0.0, 1200.0);

impl<'a> Cash<'a> {
    /// Draws everything. Plans must be planned, see [`is_planned`]; those that are not count as nothing.
    pub(crate) fn new(
        inputs: &Inputs,
        situation: &Situation,
        products: &'a [Product],
        rate: f64,
        draws: Draws,
    ) -> Self {
        let count = draws.count as usize;
        let years = usize::from(inputs.horizon_years).min(MOST_YEARS - 1) + 1;
        let mut discount = [1.0; MOST_YEARS];
        for year in 1..MOST_YEARS {
            discount[year] = discount[year - 1] / (1.0 + rate);
        }
        let options = &situation.options;
        // What a trigger starts skips the years before plans begin, so that later ones move into the horizon.
        let paid = years.saturating_add(situation.begins_in_years);
        let planned: Vec<bool> = options.iter().map(|plan| is_planned(plan, count)).collect();
        let months = options.iter().zip(&planned).map(|(plan, planned)| match &plan.months {
            Some(months) if *planned => drawn(months, draws, &format!("months.{}", plan.id), MONTHS),
            _ => vec![MONTHS.1; count + 1],
        });
        let costs = options.iter().zip(&planned).map(|(plan, planned)| {
            let years = plan.cost.iter().take(if *planned { paid } else { 0 }).enumerate();
            let year = |(year, cost): (usize, &Uncertain)| {
                to_cents(&drawn(cost, draws, &format!("cost.{}.{year}", plan.id), AMOUNT))
            };
            years.map(year).collect()
        });
        let beyond = options.iter().zip(&planned).map(|(plan, planned)| {
            let later = plan.cost.iter().enumerate().skip(if *planned { paid } else { usize::MAX });
            let mut sums = vec![0; count + 1];
            for (year, cost) in later {
                let drawn = to_cents(&drawn(cost, draws, &format!("cost.{}.{year}", plan.id), AMOUNT));
                sums.iter_mut().zip(&drawn).for_each(|(sum, one)| *sum += one);
            }
            sums
        });
        let beyond: Vec<Vec<i64>> = beyond.collect();
        let upkeep = options
            .iter()
            .map(|plan| to_cents(&plan.upkeep.draws(draws.seed, &format!("upkeep.{}", plan.id), count, AMOUNT)));
        let chains: Vec<Vec<usize>> = (0..options.len()).map(|option| chain(options, option)).collect();
        let wait = inputs.wait.as_ref().and_then(|wait| {
            let then = options.iter().position(|plan| plan.id == wait.then).filter(|then| planned[*then])?;
            let hazards = wait.hazard.range.draws(draws.seed, "wait.hazard", count, SHARE);
            let mut triggers = stream(draws.seed, "wait.trigger");
            let year = hazards[..count].iter().map(|hazard| trigger_year(*hazard, triggers.uniform())).collect();
            Some(Waiting {
                then,
                year,
                hazard: hazards[count],
                lead: wait.lead_months.draws(draws.seed, "wait.lead", count, MONTHS),
                watch: to_cents(&wait.watch.range.draws(draws.seed, "wait.watch", count, AMOUNT)),
            })
        });
        let (months, costs, upkeep) = (months.collect(), costs.collect(), upkeep.collect());
        let per_product = options.iter().map(|plan| plan.per_product).collect();
        let further = situation.further_product.draws(draws.seed, "further-product", count, SHARE);
        let mut cash = Self {
            count,
            years,
            discount,
            chains,
            months,
            costs,
            beyond,
            begins: situation.begins_in_years,
            upkeep,
            products,
            drawn: products
                .iter()
                .map(|one| one.inputs().map(|input| input.draws(draws.seed, count)).collect())
                .collect(),
            amounts: Vec::new(),
            per_product,
            further,
            wait,
        };
        cash.amounts = (0..products.len()).map(|product| cash.amounts_of(product, situation)).collect();
        cash
    }

    fn amounts_of(&self, at: usize, situation: &Situation) -> Vec<Option<Rc<Vec<i64>>>> {
        let (product, drawn) = (&self.products[at], &self.drawn[at]);
        let mut common = vec![1.0; self.count + 1];
        for factor in &drawn[..product.factors.len()] {
            common.iter_mut().zip(factor).for_each(|(all, one)| *all *= one);
        }
        let values_of = |id: &str| product.inputs().position(|input| input.id == id).map(|at| &drawn[at]);
        let reference = product.reference.as_ref().and_then(|input| values_of(&input.id));
        let mut by_share: Vec<(&str, Rc<Vec<i64>>)> = Vec::new();
        let mut amounts = Vec::new();
        for chain in &self.chains {
            let share = product.share_of(chain.iter().map(|step| situation.options[*step].id.as_str()));
            let Some((share, values)) = share.and_then(|share| Some((share, values_of(&share.id)?))) else {
                amounts.push(None);
                continue;
            };
            if let Some((_, known)) = by_share.iter().find(|(id, _)| *id == share.id) {
                amounts.push(Some(Rc::clone(known)));
                continue;
            }
            let amount = |draw: usize| {
                let change = values[draw] - reference.map_or(0.0, |reference| reference[draw]);
                cents(change * common[draw])
            };
            let drawn = Rc::new((0..=self.count).map(amount).collect());
            by_share.push((&share.id, Rc::clone(&drawn)));
            amounts.push(Some(drawn));
        }
        amounts
    }

    /// A view of the lines that count, for the first product and so many further ones.
    pub(crate) fn view(&self, counts: Vec<bool>, further: u32) -> View {
        let sum = |after_trigger: bool| -> Vec<Vec<i64>> {
            let mut sums = vec![vec![0; self.count + 1]; self.chains.len()];
            for (at, amounts) in self.amounts.iter().enumerate() {
                if !counts[at] || self.products[at].after_trigger != after_trigger {
                    continue;
                }
                for (sum, amount) in sums.iter_mut().zip(amounts) {
                    for (sum, amount) in sum.iter_mut().zip(amount.iter().flat_map(|amount| amount.iter())) {
                        *sum += amount;
                    }
                }
            }
            sums
        };
        let (at_once, triggered) = (sum(false), sum(true));
        View { counts, further, at_once, triggered }
    }

    /// The draws of a product's inputs, in the order of [`Product::inputs`].
    pub(crate) fn drawn(&self, product: usize) -> &[Vec<f64>] {
        &self.drawn[product]
    }

    /// What is drawn for waiting, if it is an option.
    pub(crate) fn wait(&self) -> Option<&Waiting> {
        self.wait.as_ref()
    }

    /// The month in which a plan's own step has its effect, in one draw.
    pub(crate) fn month(&self, option: usize, draw: usize) -> f64 {
        self.months[option][draw]
    }

    /// One-off cost of an option and those inside it, undiscounted, in cents.
    pub(crate) fn total_cost(&self, option: usize, draw: usize) -> i64 {
        self.chains[option].iter().map(|step| self.step_cost(*step, draw)).sum()
    }

    /// One-off cost of an option's own step alone, undiscounted, in cents.
    pub(crate) fn step_cost(&self, option: usize, draw: usize) -> i64 {
        self.costs[option].iter().map(|year| year[draw]).sum::<i64>() + self.beyond[option][draw]
    }

    /// Calls with each step of a chain, the last one first, and the span of months in which it is the farthest reached.
    fn spans(&self, option: usize, draw: usize, start: &Start, mut with: impl FnMut(usize, f64, f64)) {
        let shift = 12.0 * start.year as f64;
        let mut until = f64::INFINITY;
        // Where a lead time is stated, the goal arrives with it, whether the plan is faster or not, and nothing later.
        for (steps_after, step) in self.chains[option].iter().rev().enumerate() {
            let own = self.months[*step][draw];
            let triggered = own - 12.0 * self.begins as f64;
            let from = |lead: f64| if steps_after == 0 { lead } else { triggered.clamp(0.0, lead) };
            let from = shift + start.lead.map_or(own, from);
            with(*step, from, until);
            until = until.min(from);
        }
    }

    /// Calls with each year that lies in a span of months, in whole or in part.
    fn years_in(&self, from: f64, until: f64, mut with: impl FnMut(usize, f64)) {
        // Months are never negative, so that the year in which a span begins is its whole part.
        for year in (from / 12.0) as usize..self.years {
            let begins = 12.0 * year as f64;
            if begins >= until {
                break;
            }
            let whole = from <= begins && until >= begins + 12.0;
            let part = if whole { 1.0 } else { (until.min(begins + 12.0) - from.max(begins)) / 12.0 };
            if part > 0.0 {
                with(year, part);
            }
        }
    }

    /// Adds a plan's flow in one draw.
    fn add_plan(&self, flow: &mut Flow, option: usize, draw: usize, view: &View, start: &Start) {
        let further = 1.0 + f64::from(view.further) * self.further[draw];
        let times = |step: usize, amount: i64| match self.per_product[step] && view.further > 0 {
            true => rounded(amount as f64 * further),
            false => amount,
        };
        for step in &self.chains[option] {
            // What a trigger starts begins with it, whenever the plan would have begun.
            let skipped = if start.lead.is_some() { self.begins } else { 0 };
            for (cost, year) in self.costs[*step].iter().skip(skipped).zip(start.year..self.years) {
                flow.pay(year, times(*step, cost[draw]));
            }
        }
        self.spans(option, draw, start, |step, from, until| {
            let upkeep = times(step, self.upkeep[step][draw]);
            self.years_in(from, f64::INFINITY, |year, part| flow.pay(year, part_of(upkeep, part)));
            let (at_once, triggered) = (view.at_once[step][draw], view.triggered[step][draw]);
            self.years_in(from, until, |year, part| {
                let amount = if year < start.trigger { at_once } else { at_once + triggered };
                flow.net[year] += part_of(amount, part);
            });
        });
    }

    /// The flow of a candidate in one draw. `starts` says for each year whether a trigger in it starts the work.
    pub(crate) fn flow(&self, who: Candidate, draw: usize, trigger: usize, view: &View, starts: &[bool]) -> Flow {
        let mut flow = Flow::default();
        match (who, &self.wait) {
            (Candidate::Plan(option), _) => {
                self.add_plan(&mut flow, option, draw, view, &Start { year: 0, lead: None, trigger });
            }
            (Candidate::Wait, Some(wait)) => {
                for year in 1..self.years.min(trigger + 1).max(1) {
                    flow.pay(year, wait.watch[draw]);
                }
                if trigger < self.years && starts.get(trigger) == Some(&true) {
                    let start = Start { year: trigger, lead: Some(wait.lead[draw]), trigger };
                    self.add_plan(&mut flow, wait.then, draw, view, &start);
                }
            }
            _ => {}
        }
        flow
    }

    /// The year of the trigger in one draw; without waiting, no line waits for a trigger.
    pub(crate) fn trigger(&self, draw: usize) -> usize {
        self.wait.as_ref().map_or(0, |wait| wait.year[draw])
    }

    /// A flow's value today, in cents.
    pub(crate) fn npv(&self, flow: &Flow) -> i64 {
        (0..self.years).map(|year| rounded(flow.net[year] as f64 * self.discount[year])).sum()
    }

    /// The deepest point of the sum of cash, at most 0, in cents; a year's payments come before its earnings.
    pub(crate) fn deepest(&self, flow: &Flow) -> i64 {
        let (mut sum, mut deepest) = (0, 0);
        for (net, paid) in flow.net.iter().zip(&flow.paid).take(self.years) {
            deepest = deepest.min(sum + paid);
            sum += net;
        }
        deepest
    }

    /// For each year: is starting worth it when the trigger comes in it, by what is known then?
    ///
    /// In: the draws over which the value is averaged; the last one alone gives the rule at likely values.
    pub(crate) fn starts(&self, view: &View, draws: std::ops::Range<usize>) -> Vec<bool> {
        let Some(wait) = &self.wait else { return Vec::new() };
        let worth = |trigger: usize| {
            let values = draws.clone().map(|draw| {
                let mut flow = Flow::default();
                let start = Start { year: trigger, lead: Some(wait.lead[draw]), trigger };
                self.add_plan(&mut flow, wait.then, draw, view, &start);
                i128::from(self.npv(&flow))
            });
            values.sum::<i128>() >= 0
        };
        // Nothing is triggered in year 0: that would be starting now.
        (0..self.years).map(|trigger| trigger > 0 && worth(trigger)).collect()
    }

    /// For each step inside a candidate: discounted years in which it is the farthest reached, draw by draw,
    /// for lines that begin at once and for those that wait for the trigger.
    pub(crate) fn weights(&self, who: Candidate, starts: &[bool]) -> Vec<StepWeights> {
        let (option, waits) = match (who, &self.wait) {
            (Candidate::Plan(option), _) => (option, false),
            (Candidate::Wait, Some(wait)) => (wait.then, true),
            _ => return Vec::new(),
        };
        let none = || vec![0.0; self.count];
        let mut weights: Vec<StepWeights> = (self.chains[option].iter())
            .map(|step| StepWeights { step: *step, at_once: none(), triggered: none() })
            .collect();
        for draw in 0..self.count {
            let trigger = self.trigger(draw);
            let start = match &self.wait {
                Some(wait) if waits => {
                    if trigger >= self.years || starts.get(trigger) != Some(&true) {
                        continue;
                    }
                    Start { year: trigger, lead: Some(wait.lead[draw]), trigger }
                }
                _ => Start { year: 0, lead: None, trigger },
            };
            let mut behind = weights.len();
            self.spans(option, draw, &start, |_, from, until| {
                behind -= 1;
                self.years_in(from, until, |year, part| {
                    let part = part * self.discount[year];
                    weights[behind].at_once[draw] += part;
                    if year >= trigger {
                        weights[behind].triggered[draw] += part;
                    }
                });
            });
        }
        weights
    }

    /// What a candidate's one-off cost is worth today on average, in cents.
    pub(crate) fn expected_cost(&self, who: Candidate, starts: &[bool]) -> f64 {
        let sum: i128 = (0..self.count)
            .map(|draw| {
                let flow = match (who, &self.wait) {
                    (Candidate::Wait, Some(wait)) => {
                        let trigger = self.trigger(draw);
                        if trigger >= self.years || starts.get(trigger) != Some(&true) {
                            return 0;
                        }
                        self.cost_flow(wait.then, draw, trigger, self.begins)
                    }
                    (Candidate::Plan(option), _) => self.cost_flow(option, draw, 0, 0),
                    _ => return 0,
                };
                i128::from(-self.npv(&flow))
            })
            .sum();
        sum as f64 / self.count.max(1) as f64
    }

    fn cost_flow(&self, option: usize, draw: usize, shift: usize, skipped: usize) -> Flow {
        let mut flow = Flow::default();
        for step in &self.chains[option] {
            for (cost, year) in self.costs[*step].iter().skip(skipped).zip(shift..self.years) {
                flow.pay(year, cost[draw]);
            }
        }
        flow
    }
}

/// Discounted years of one step, draw by draw.
pub(crate) struct StepWeights {
    pub(crate) step: usize,
    pub(crate) at_once: Vec<f64>,
    pub(crate) triggered: Vec<f64>,
}

/// When work starts, how long it takes if the wait says so, and the year of the trigger.
struct Start {
    year: usize,
    lead: Option<f64>,
    trigger: usize,
}

/// A part of an amount; the whole of it without rounding.
fn part_of(cents: i64, part: f64) -> i64 {
    if part >= 1.0 { cents } else { rounded(cents as f64 * part) }
}

fn to_cents(units: &[f64]) -> Vec<i64> {
    units.iter().map(|one| cents(*one)).collect()
}

/// The year in which a trigger with this yearly hazard comes, by a share drawn once.
fn trigger_year(hazard: f64, share: f64) -> usize {
    let mut survives = 1.0;
    for year in 1..MOST_YEARS {
        survives *= 1.0 - hazard;
        if share > survives {
            return year;
        }
    }
    MOST_YEARS
}
