//! How do inputs, plans and draws become a decision? The order of work; each step has its own file.

use crate::asks::{MOST_LINES, MOST_OPEN_FACTS, UNREAD, asks, open_facts};
use crate::cash::{Cash, cents};
use crate::decision::{Ask, Decision, REFERENCE, Recommendation, WAIT, World};
use crate::draws::GENERATOR;
use crate::forecast::{Move, objectives};
use crate::inputs::{Inputs, Standing};
use crate::library::Library;
use crate::line::{Product, is_assumed, product};
use crate::priority::priorities;
use crate::robust::weights;
use crate::rule;
use crate::scenario_state::scenarios;
use crate::situation::{Draws, Situation};
use crate::table::Table;
use crate::wait;
use crate::world::Evaluation;

/// Draws that a decision takes at most.
const MOST_DRAWS: u32 = 200_000;

/// Decides.
///
/// In: the library, what the dossier states, what the caller knows, and seed and number of draws.
/// Out: rows, money, robustness and one answer, or the fact on which it hangs. The same in, the same out, bit for bit.
/// Nothing that is missing is guessed: see [`Decision::asks`].
pub fn decide(library: &Library, inputs: &Inputs, situation: &Situation, draws: Draws) -> Decision {
    let draws = Draws { count: draws.count.clamp(1, MOST_DRAWS), ..draws };
    let priorities = priorities(library, inputs);
    let objectives = objectives(library, inputs, situation);
    let mut missing = Vec::new();
    let mut products: Vec<Product> = Vec::new();
    for (at, line) in inputs.money.iter().take(MOST_LINES).enumerate() {
        match product(line, at, &situation.held) {
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
    let recommendation = recommend(inputs, &open, &worlds, &asks);
    let moved: Vec<(&str, &[Move])> =
        table.rows.iter().skip(1).filter(|row| row.id != WAIT).map(|row| (row.id.as_str(), &row.moves[..])).collect();
    let weights = weights(library, inputs, &priorities, &moved);
    let wait = table
        .waits_for
        .filter(|_| with_money)
        .zip(worlds.last())
        .and_then(|(now, world)| wait::at_likely(&cash, now, &evaluation.view(&world.facts, 1)));
    let money_inputs = money_inputs(inputs, situation, &products);
    Decision {
        seed: draws.seed,
        draws: draws.count,
        generator: GENERATOR,
        // In another currency than the costs nothing of money is shown but the costs.
        currency: situation.cost_currency.clone(),
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
        money_inputs: u32::try_from(money_inputs.len()).unwrap_or(u32::MAX),
        assumed_inputs: money_inputs.into_iter().filter(|(_, assumed)| *assumed).map(|(id, _)| id).collect(),
    }
}

/// Every input of money, and whether it is an assumption: figures of lines, cost and upkeep of each step, and waiting.
fn money_inputs(inputs: &Inputs, situation: &Situation, products: &[Product]) -> Vec<(String, bool)> {
    let figures = products.iter().flat_map(Product::inputs).map(|input| (input.id.clone(), is_assumed(input)));
    let upkeep = |plan: &&crate::OptionPlan| plan.upkeep != crate::Range::point(0.0);
    let upkeeps = situation.options.iter().filter(upkeep).map(|plan| (format!("upkeep.{}", plan.id), plan.assumed));
    let costs = situation.options.iter().map(|plan| (format!("cost.{}", plan.id), plan.assumed)).chain(upkeeps);
    let waits = inputs.wait.iter().flat_map(|wait| {
        [("wait.hazard", wait.hazard), ("wait.watch", wait.watch)]
            .map(|(id, figure)| (id.to_owned(), figure.standing == Standing::Assumed))
    });
    figures.chain(costs).chain(waits).collect()
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

/// One answer, or the fact that leaves the fewest answers open.
fn recommend(inputs: &Inputs, open: &[String], worlds: &[World], asks: &[Ask]) -> Recommendation {
    let state: Vec<String> = asks.iter().filter(|ask| ask.blocks_money).map(|ask| ask.input.clone()).collect();
    // Without money, only a must or a signature can decide.
    let decided = |world: &World| {
        let reference_out = world.choice.dropped.iter().any(|(id, _)| id == REFERENCE);
        let signed = world.choice.steps.iter().any(|step| matches!(step.because, rule::Because::PaidFor { .. }));
        state.is_empty() || reference_out || signed
    };
    // Options that do not hang together, entries that cannot be read, or facts that would have to be guessed, leave
    // nothing to say even on musts.
    let broken = |ask: &Ask| {
        ask.blocks_money
            && (["fact", "currency", UNREAD].contains(&ask.input.as_str()) || ask.input.starts_with("option."))
    };
    if asks.iter().any(broken) {
        return Recommendation::NotDecidable { state };
    }
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
    let question = inputs.facts.iter().find(|one| one.id == ask).map(|one| one.question.clone());
    let named = |yes| remaining(ask, Some(yes)).into_iter().flatten().cloned().collect();
    Recommendation::Open {
        ask: ask.to_owned(),
        question: question.unwrap_or_default(),
        yes: named(true),
        no: named(false),
    }
}
