//! How do inputs, plans and draws become a decision? The order of work; each step has its own file.

use model::{Date, StandardId};

use crate::asks::{MOST_OPEN_FACTS, asks, open_facts};
use crate::break_even::{Side, break_evens};
use crate::cash::{Candidate, Cash, View, cents, is_planned};
use crate::decision::{
    Decision, MoneyRow, Months, OptionRow, PortfolioRow, REFERENCE, Recommendation, Spread, WAIT, World,
};
use crate::forecast::{Move, chain, moves, objectives};
use crate::inputs::{Answer, Demand, Inputs};
use crate::library::Library;
use crate::line::{Product, is_assumed, product};
use crate::priority::priorities;
use crate::robust::{compare, mean, percentile, weights};
use crate::rule::{self, choose};
use crate::scenario_state::scenarios;
use crate::situation::{Draws, Situation};
use crate::stream::GENERATOR;
use crate::wait;

/// Families for which the price is shown.
const PORTFOLIO: [u32; 3] = [1, 3, 10];

/// Decides.
///
/// In: the library, what the dossier states, what the caller knows, and seed and number of draws.
/// Out: rows, money, robustness and one answer, or the fact on which it hangs. The same in, the same out, bit for bit.
/// Nothing that is missing is guessed: see [`Decision::asks`].
pub fn decide(library: &Library, inputs: &Inputs, situation: &Situation, draws: Draws) -> Decision {
    let draws = Draws { count: draws.count.clamp(1, 1_000_000), ..draws };
    let priorities = priorities(library, inputs);
    let objectives = objectives(library, inputs, situation);
    let mut missing = Vec::new();
    let mut products: Vec<Product> = Vec::new();
    for (at, line) in inputs.money.iter().enumerate() {
        match product(line, at) {
            Ok(product) => products.push(product),
            Err(figures) => missing.extend(figures),
        }
    }
    let asks = asks(library, inputs, situation, &priorities, &missing, draws);
    let with_money = !asks.iter().any(|ask| ask.blocks_money);
    let rate = inputs.rate.filter(|rate| (0.0..=1.0).contains(rate)).unwrap_or(0.0);
    let cash = Cash::new(inputs, situation, &products, rate, draws);
    let table = Table::new(library, inputs, situation, &cash, &objectives);
    let evaluation = Evaluation { inputs, situation, cash: &cash, table: &table, with_money };
    let mut open = open_facts(inputs);
    open.truncate(MOST_OPEN_FACTS);
    let worlds: Vec<World> = answers(&open).into_iter().map(|facts| evaluation.world(facts)).collect();
    let recommendation = evaluation.recommend(&open, &worlds, &asks);
    let moved: Vec<(&str, &[Move])> =
        table.rows.iter().skip(1).filter(|row| row.id != WAIT).map(|row| (row.id.as_str(), &row.moves[..])).collect();
    let weights = weights(library, inputs, &priorities, &moved);
    let wait = table
        .waits_for
        .filter(|_| with_money)
        .and_then(|now| wait::at_likely(&cash, now, &evaluation.view(&worlds[0].facts, 1)));
    let inputs_of_money = || products.iter().flat_map(Product::inputs);
    Decision {
        seed: draws.seed,
        draws: draws.count,
        generator: GENERATOR,
        currency: inputs.currency.clone(),
        horizon_years: inputs.horizon_years,
        rate: inputs.rate,
        recommendation,
        priorities,
        objectives,
        legal_duties_cents: [crate::Range::low, crate::Range::likely, crate::Range::high]
            .map(|of| situation.legal_duties.iter().map(|year| cents(of(*year))).sum()),
        rows: table.rows.clone(),
        worlds,
        weights,
        wait,
        scenarios: scenarios(library, inputs, situation.today),
        asks,
        money_inputs: u32::try_from(inputs_of_money().count()).unwrap_or(u32::MAX),
        assumed_inputs: inputs_of_money().filter(|input| is_assumed(input)).map(|input| input.id.clone()).collect(),
    }
}

/// Every combination of yes and no, yes first.
fn answers(open: &[String]) -> Vec<Vec<(String, bool)>> {
    let mut worlds = vec![Vec::new()];
    for fact in open {
        worlds = worlds
            .into_iter()
            .flat_map(|world: Vec<(String, bool)>| {
                [true, false].map(|yes| world.iter().cloned().chain([(fact.clone(), yes)]).collect())
            })
            .collect();
    }
    worlds
}

/// The rows, who they are, and what the rule reads of them.
struct Table {
    rows: Vec<OptionRow>,
    who: Vec<Candidate>,
    values: Vec<Vec<f64>>,
    /// The plan that the trigger starts.
    waits_for: Option<usize>,
}

impl Table {
    fn new(
        library: &Library,
        inputs: &Inputs,
        situation: &Situation,
        cash: &Cash<'_>,
        objectives: &[crate::ObjectiveRow],
    ) -> Self {
        let still: Vec<Move> =
            library.attributes.iter().map(|attribute| Move::none(&attribute.id, objectives)).collect();
        let plain = |id: &str, cost_cents: Option<Spread<i64>>| OptionRow {
            id: id.to_owned(),
            title: String::new(),
            contains: None,
            certificates: Vec::new(),
            moves: still.clone(),
            months: None,
            cost_cents,
            assumed: false,
        };
        let nothing = vec![0.0; objectives.len()];
        let mut table = Self {
            rows: vec![plain(REFERENCE, Some(Spread::default()))],
            who: vec![Candidate::Reference],
            values: vec![nothing.clone()],
            waits_for: None,
        };
        if let (Some(wait), Some(_)) = (&inputs.wait, cash.wait()) {
            table.waits_for = situation.options.iter().position(|plan| plan.id == wait.then);
            table.rows.push(plain(WAIT, None));
            table.who.push(Candidate::Wait);
            table.values.push(nothing);
        }
        for (at, plan) in situation.options.iter().enumerate() {
            let steps = chain(&situation.options, at);
            let planned = steps.iter().all(|step| is_planned(&situation.options[*step], cash.count));
            table.rows.push(OptionRow {
                id: plan.id.clone(),
                title: plan.title.clone(),
                contains: plan.contains.clone(),
                certificates: steps.iter().flat_map(|step| situation.options[*step].certificates.clone()).collect(),
                moves: moves(library, objectives, at),
                months: planned.then(|| months(cash, at)),
                cost_cents: planned.then(|| {
                    let costs = (0..cash.count).map(|draw| cash.total_cost(at, draw)).collect();
                    spread(costs)
                }),
                assumed: plan.assumed,
            });
            table.who.push(Candidate::Plan(at));
            table.values.push(objectives.iter().map(|row| row.options[at].value[1]).collect());
        }
        table
    }
}

fn months(cash: &Cash<'_>, option: usize) -> Months {
    let mut months: Vec<f64> = (0..cash.count).map(|draw| cash.month(option, draw)).collect();
    months.sort_unstable_by(f64::total_cmp);
    Months { work_to: percentile(&months, 0.5), commit_to: percentile(&months, 0.8) }
}

fn spread(mut values: Vec<i64>) -> Spread<i64> {
    values.sort_unstable();
    Spread { p10: percentile(&values, 0.1), p50: percentile(&values, 0.5), p90: percentile(&values, 0.9) }
}

struct Evaluation<'a> {
    inputs: &'a Inputs,
    situation: &'a Situation,
    cash: &'a Cash<'a>,
    table: &'a Table,
    with_money: bool,
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
    fn view(&self, facts: &[(String, bool)], products: u32) -> View {
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

    fn world(&self, facts: Vec<(String, bool)>) -> World {
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
                let inner = contained.and_then(|id| candidates.iter().find(|one| one.id == *id)?.expected_cents);
                let place = meets.iter().position(|one| *one == row);
                Some(MoneyRow {
                    expected_cents: expected,
                    likely_cents: drawn[row].likely,
                    npv_cents: spread(drawn[row].npv.clone()),
                    below_zero: u32::try_from(drawn[row].npv.iter().filter(|one| **one < 0).count())
                        .unwrap_or(u32::MAX),
                    deepest_cents: deepest[row],
                    step_cents: expected - inner.unwrap_or(0),
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
            Demand::Budget { cents } => -deepest > *cents,
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

    /// One answer, or the fact that leaves the fewest answers open.
    fn recommend(&self, open: &[String], worlds: &[World], asks: &[crate::Ask]) -> Recommendation {
        let state: Vec<String> = asks.iter().filter(|ask| ask.blocks_money).map(|ask| ask.input.clone()).collect();
        // Without money, only a must or a signature can decide.
        let decided = |world: &World| {
            let reference_out = world.choice.dropped.iter().any(|(id, _)| id == REFERENCE);
            let signed = world.choice.steps.iter().any(|step| matches!(step.because, rule::Because::PaidFor { .. }));
            self.with_money || reference_out || signed
        };
        if worlds.iter().all(|world| world.choice.option.is_none()) {
            return Recommendation::NothingMeetsTheMusts;
        }
        if !worlds.iter().all(decided) {
            return Recommendation::NotDecidable { state };
        }
        let remaining = |fact: &str, wanted: Option<bool>| {
            let agrees = |(one, yes): &(String, bool)| one == fact && wanted.is_none_or(|wanted| wanted == *yes);
            let mut left: Vec<Option<&String>> = Vec::new();
            for world in worlds.iter().filter(|world| world.facts.is_empty() || world.facts.iter().any(agrees)) {
                let answer = world.choice.option.as_ref();
                if !left.contains(&answer) {
                    left.push(answer);
                }
            }
            left
        };
        let ask = open
            .iter()
            .min_by_key(|fact| remaining(fact, Some(true)).len() + remaining(fact, Some(false)).len())
            .map(String::as_str)
            .unwrap_or_default();
        if let [Some(one)] = remaining(ask, None).as_slice() {
            return Recommendation::One((*one).clone());
        }
        let question = self.inputs.facts.iter().find(|one| one.id == ask).map(|one| one.question.clone());
        let named = |yes| remaining(ask, Some(yes)).into_iter().flatten().cloned().collect();
        Recommendation::Open {
            ask: ask.to_owned(),
            question: question.unwrap_or_default(),
            yes: named(true),
            no: named(false),
        }
    }
}

/// Days of a month, on average over four years.
const DAYS_A_MONTH: f64 = 30.4375;
