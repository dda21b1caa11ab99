//! What comes out when the open facts have these answers? Money, the rule, break-evens and families.

use model::{Date, StandardId};

use crate::break_even::{Side, break_evens};
use crate::cash::{Candidate, Cash, View};
use crate::decision::{MoneyRow, PortfolioRow, World};
use crate::inputs::{Answer, Demand, Inputs};
use crate::line::Product;
use crate::robust::{compare, mean, percentile, standard_error};
use crate::rule::{self, choose};
use crate::situation::Situation;
use crate::table::{Table, months, spread};

/// Families for which the price is shown.
const PORTFOLIO: [u32; 3] = [1, 3, 10];

/// Days of a month, on average over four years.
const DAYS_A_MONTH: f64 = 30.4375;

/// What all worlds share.
pub(crate) struct Evaluation<'a> {
    pub(crate) inputs: &'a Inputs,
    pub(crate) situation: &'a Situation,
    pub(crate) cash: &'a Cash<'a>,
    pub(crate) table: &'a Table,
    pub(crate) with_money: bool,
}

/// A row over all draws.
struct Drawn {
    npv: Vec<i64>,
    deepest: Vec<i64>,
    likely: i64,
}

impl Evaluation<'_> {
    fn fact(&self, facts: &[(String, bool)], wanted: &str) -> bool {
        let stated = || self.inputs.facts.iter().any(|one| one.id == wanted && one.answer == Answer::YesNo(true));
        facts.iter().find(|(fact, _)| fact == wanted).map_or_else(stated, |(_, yes)| *yes)
    }

    /// Which lines count under these facts, for so many products.
    pub(crate) fn view(&self, facts: &[(String, bool)], products: u32) -> View {
        let counts = |product: &Product| {
            let line = &self.inputs.money[product.line];
            let holds = line.only_if.as_ref().is_none_or(|fact| self.fact(facts, fact));
            let place = line
                .product
                .as_ref()
                .map_or(Some(0), |name| self.situation.products.iter().position(|one| one == name));
            self.with_money && holds && place.is_some_and(|place| place < products as usize)
        };
        self.cash.view(self.cash.products.iter().map(counts).collect(), products.saturating_sub(1))
    }

    fn is_planned(&self, row: usize) -> bool {
        self.table.who[row] == Candidate::Wait || self.table.rows[row].cost_cents.is_some()
    }

    fn drawn(&self, who: Candidate, view: &View, starts: &[bool]) -> Drawn {
        let cash = self.cash;
        let (mut npv, mut deepest) = (Vec::with_capacity(cash.count + 1), Vec::with_capacity(cash.count));
        for draw in 0..cash.count {
            let flow = cash.flow(who, draw, cash.trigger(draw), view, starts);
            npv.push(cash.npv(&flow));
            deepest.push(cash.deepest(&flow));
        }
        // At likely a trigger may come in any year: what comes of it is `wait::at_likely`'s to say.
        let likely = match cash.wait() {
            Some(_) => mean(&npv),
            None => cash.npv(&cash.flow(who, cash.count, 0, view, starts)),
        };
        Drawn { npv, deepest, likely }
    }

    pub(crate) fn world(&self, facts: Vec<(String, bool)>) -> World {
        let cash = self.cash;
        let view = self.view(&facts, 1);
        let starts = cash.starts(&view, 0..cash.count);
        let drawn: Vec<Drawn> = self.table.who.iter().map(|who| self.drawn(*who, &view, &starts)).collect();
        let deepest: Vec<i64> = drawn
            .iter()
            .map(|row| {
                let mut sorted = row.deepest.clone();
                sorted.sort_unstable_by(|a, b| b.cmp(a));
                percentile(&sorted, 0.8)
            })
            .collect();
        let candidates: Vec<rule::Candidate> = (0..drawn.len())
            .map(|row| rule::Candidate {
                id: self.table.rows[row].id.clone(),
                expected_cents: self.is_planned(row).then(|| mean(&drawn[row].npv)),
                values: self.table.values[row].clone(),
                fails: self.fails(row, deepest[row], &facts),
            })
            .collect();
        let pays = |id: &str| self.inputs.pay_up_to.iter().filter(|pay| pay.option == id).map(|pay| pay.cents).max();
        let choice = choose(&candidates, pays);
        if !self.with_money {
            let money = vec![None; drawn.len()];
            return World {
                facts,
                money,
                choice,
                information_cents: None,
                break_evens: Vec::new(),
                portfolio: Vec::new(),
            };
        }
        let meets: Vec<usize> = (0..drawn.len())
            .filter(|row| candidates[*row].fails.is_empty() && candidates[*row].expected_cents.is_some())
            .collect();
        let values: Vec<Vec<i64>> = meets.iter().map(|row| drawn[*row].npv.clone()).collect();
        let comparison = compare(&values);
        let money = (0..drawn.len())
            .map(|row| {
                let expected = candidates[row].expected_cents?;
                let contained = self.table.rows[row].contains.as_ref();
                let inner = contained.and_then(|id| candidates.iter().position(|one| one.id == *id));
                let worth = inner.and_then(|at| candidates[at].expected_cents);
                let place = meets.iter().position(|one| *one == row);
                Some(MoneyRow {
                    expected_cents: expected,
                    likely_cents: drawn[row].likely,
                    npv_cents: spread(drawn[row].npv.clone()),
                    below_zero: u32::try_from(drawn[row].npv.iter().filter(|one| **one < 0).count())
                        .unwrap_or(u32::MAX),
                    deepest_cents: deepest[row],
                    step_cents: expected - worth.unwrap_or(0),
                    step_error_cents: standard_error(&drawn[row].npv, inner.map(|at| &drawn[at].npv[..])),
                    regret_cents: place.map(|at| comparison.regret_cents[at]),
                    won: place.map_or(0, |at| comparison.won[at]),
                })
            })
            .collect();
        let break_evens = self.break_evens(&choice, &candidates, &meets, &view, &starts);
        let portfolio = self.portfolio(&facts, &drawn);
        World { facts, money, choice, information_cents: Some(comparison.information_cents), break_evens, portfolio }
    }

    /// The musts that a row fails.
    fn fails(&self, row: usize, deepest: i64, facts: &[(String, bool)]) -> Vec<String> {
        let holds = |fact: &Option<String>| fact.as_ref().is_none_or(|fact| self.fact(facts, fact));
        let fails = |demand: &Demand| match demand {
            Demand::Budget { cents } => self.inputs.counts_in(&self.situation.cost_currency) && -deepest > *cents,
            Demand::Certificate { standard, by } => !self.certifies(row, standard, *by),
        };
        let musts = self.inputs.musts.iter().filter(|must| holds(&must.only_if) && fails(&must.demand));
        musts.map(|must| must.id.clone()).collect()
    }

    /// Is the certificate there by the day, in 8 of 10 draws?
    fn certifies(&self, row: usize, standard: &str, by: Date) -> bool {
        let has = crate::Item::Certificate(StandardId::new(standard));
        if self.situation.shown.contains(&has) {
            return true;
        }
        let Candidate::Plan(option) = self.table.who[row] else { return false };
        if !self.is_planned(row) {
            return false;
        }
        let steps = &self.cash.chains[option];
        let certifies =
            |step: &&usize| self.situation.options[**step].certificates.iter().any(|one| one.as_str() == standard);
        let left = (by - self.situation.today).whole_days() as f64 / DAYS_A_MONTH;
        steps.iter().find(certifies).is_some_and(|step| months(self.cash, *step).commit_to <= left)
    }

    fn break_evens(
        &self,
        choice: &rule::Choice,
        candidates: &[rule::Candidate],
        meets: &[usize],
        view: &View,
        starts: &[bool],
    ) -> Vec<crate::BreakEven> {
        let chosen = choice.option.as_ref().and_then(|id| candidates.iter().position(|one| one.id == *id));
        let Some(chosen) = chosen else { return Vec::new() };
        let worth = |row: &usize| candidates[*row].expected_cents.unwrap_or(i64::MIN);
        let rival = meets.iter().copied().filter(|row| *row != chosen && *row != 0).max_by_key(worth);
        let side = |row: usize| {
            let who = self.table.who[row];
            Side {
                who,
                id: &self.table.rows[row].id,
                expected: candidates[row].expected_cents.unwrap_or(0),
                weights: self.cash.weights(who, starts),
                cost: self.cash.expected_cost(who, starts),
            }
        };
        let of = |pair: [&Side<'_>; 2]| break_evens(self.cash, self.situation, &view.counts, pair);
        let reference = side(0);
        let mut found = Vec::new();
        if chosen != 0 {
            let chosen = side(chosen);
            found.extend(of([&chosen, &reference]));
            found.extend(rival.map(side).iter().flat_map(|rival| of([&chosen, rival])));
        } else if let Some(rival) = rival.map(side) {
            found.extend(of([&rival, &reference]));
        }
        found
    }

    fn portfolio(&self, facts: &[(String, bool)], first: &[Drawn]) -> Vec<PortfolioRow> {
        let views = PORTFOLIO.map(|products| self.view(facts, products));
        let mut rows = Vec::new();
        for (row, who) in self.table.who.iter().enumerate() {
            let Candidate::Plan(option) = *who else { continue };
            if !self.is_planned(row) {
                continue;
            }
            let weights = self.cash.weights(*who, &[]);
            let years = weights.last().map_or(0.0, |last| last.at_once.iter().sum::<f64>()) / self.cash.count as f64;
            for (products, view) in PORTFOLIO.into_iter().zip(&views) {
                let value = |draw: usize| {
                    let trigger = self.cash.trigger(draw);
                    self.cash.npv(&self.cash.flow(*who, draw, trigger, view, &[]))
                };
                let npv: Vec<i64> = match products {
                    1 => first[row].npv.clone(),
                    _ => (0..self.cash.count).map(value).collect(),
                };
                let expected_cents = mean(&npv);
                let needed = if years > 0.0 { -expected_cents as f64 / (years * f64::from(products)) } else { 0.0 };
                rows.push(PortfolioRow {
                    option: self.situation.options[option].id.clone(),
                    products,
                    lines: u32::try_from(view.counts.iter().filter(|counts| **counts).count()).unwrap_or(u32::MAX),
                    expected_cents,
                    npv_cents: spread(npv),
                    needed_cents: (needed.max(0.0)).ceil() as i64,
                });
            }
        }
        rows
    }
}
