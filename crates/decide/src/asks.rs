//! What is missing or contradictory, and what would be right? Nothing of it is guessed.

use model::StandardId;

use crate::cash::is_planned;
use crate::decision::{Ask, REFERENCE, WAIT};
use crate::inputs::{Answer, Demand, Figure, Inputs, Money};
use crate::library::{Direction, Item, Library};
use crate::priority::Priority;
use crate::situation::{Draws, Situation};

/// Draws below which percentiles of tails are not worth printing.
pub const ENOUGH_DRAWS: u32 = 10_000;

/// Lines of money that a decision reads at most: so many of the largest amounts still add up without overflow.
pub(crate) const MOST_LINES: usize = 200;

/// Open facts that a decision answers both ways at most: sixteen worlds.
pub(crate) const MOST_OPEN_FACTS: usize = 4;

/// The input under which entries are asked for that could not be read: a must among them would be missed.
pub(crate) const UNREAD: &str = "decide.toml";

struct Asks(Vec<Ask>);

impl Asks {
    fn say(&mut self, input: impl Into<String>, message: impl Into<String>, hint: impl Into<String>) {
        self.0.push(Ask { input: input.into(), message: message.into(), hint: hint.into(), blocks_money: false });
    }

    fn block(&mut self, input: impl Into<String>, message: impl Into<String>, hint: impl Into<String>) {
        self.0.push(Ask { input: input.into(), message: message.into(), hint: hint.into(), blocks_money: true });
    }
}

/// Everything that is missing or contradictory, in fixed order; `figures` are the money figures nobody has given.
pub(crate) fn asks(
    library: &Library,
    inputs: &Inputs,
    situation: &Situation,
    priorities: &[Priority],
    figures: &[String],
    draws: Draws,
) -> Vec<Ask> {
    let mut asks = Asks(Vec::new());
    for driver in inputs.all_drivers(&library.drivers) {
        if !inputs.importances.iter().any(|one| one.driver == driver.id) {
            asks.say(format!("importance.{}", driver.id), format!("{}: no importance", driver.title), &driver.question);
        }
    }
    objectives(library, inputs, priorities, &mut asks);
    if inputs.unread > 0 {
        let message = format!("{} of its entries cannot be read", inputs.unread);
        asks.block(UNREAD, message, "mend what is named with its line: a must among them would be missed");
    }
    options(inputs, situation, draws, &mut asks);
    money(inputs, situation, figures, draws, &mut asks);
    if draws.count < ENOUGH_DRAWS {
        asks.say("draws", format!("only {} draws", draws.count), format!("take at least {ENOUGH_DRAWS}"));
    }
    asks.0
}

fn objectives(library: &Library, inputs: &Inputs, priorities: &[Priority], asks: &mut Asks) {
    for aim in &inputs.aims {
        let id = format!("objective.{}", aim.objective);
        let Some(objective) = library.objective(&aim.objective) else {
            asks.say(id, "no such objective", "the library lists them");
            continue;
        };
        let baseline = aim.baseline.unwrap_or(objective.typical_baseline);
        let better = match objective.direction {
            Direction::Up => aim.target > baseline,
            Direction::Down => aim.target < baseline,
        };
        if !better {
            let message =
                format!("{}: the target {} is not better than the baseline {baseline}", objective.title, aim.target);
            asks.say(
                id,
                message,
                format!(
                    "{} is better here; state another target or baseline",
                    match objective.direction {
                        Direction::Up => "more",
                        Direction::Down => "less",
                    }
                ),
            );
        } else if aim.baseline.is_none() {
            let message = format!("{}: the baseline {baseline} {} is assumed", objective.title, objective.unit);
            asks.say(id, message, &objective.measured);
        }
    }
    for priority in priorities.iter().filter(|one| one.raw() > 0) {
        let used = |objective: &&crate::library::Objective| {
            objective.attribute == priority.attribute && inputs.aims.iter().any(|aim| aim.objective == objective.id)
        };
        if !library.objectives.iter().any(|objective| used(&objective)) {
            let own = library.objectives.iter().filter(|objective| objective.attribute == priority.attribute);
            let own: Vec<&str> = own.map(|objective| objective.id.as_str()).collect();
            asks.say(
                format!("attribute.{}", priority.attribute),
                format!(
                    "{} matters, but no objective of it is in use (there are {})",
                    library
                        .attribute(&priority.attribute)
                        .map_or(priority.attribute.as_str(), |one| one.title.as_str()),
                    own.join(", ")
                ),
                "give one of its objectives a target, a date and an owner",
            );
        }
    }
}

fn options(inputs: &Inputs, situation: &Situation, draws: Draws, asks: &mut Asks) {
    let known = |id: &str| situation.options.iter().any(|plan| plan.id == id);
    for (at, plan) in situation.options.iter().enumerate() {
        let id = format!("option.{}", plan.id);
        if situation.options[..at].iter().any(|one| one.id == plan.id) || [REFERENCE, WAIT].contains(&plan.id.as_str())
        {
            asks.block(&id, format!("there are two options \"{}\"", plan.id), "an option has an id of its own");
        }
        if let Some(inner) = &plan.contains
            && !situation.options[..at].iter().any(|one| one.id == *inner)
        {
            asks.block(
                &id,
                format!("it contains \"{inner}\", which does not come before it"),
                "order options by nesting",
            );
        }
        if !is_planned(plan, draws.count as usize) {
            let hint = "state cost by year and the month of the certificate, with as many draws as the decision takes";
            asks.say(&id, format!("{}: its cost or its month is not known", plan.title), hint);
        }
    }
    for pay in inputs.pay_up_to.iter().filter(|pay| !known(&pay.option)) {
        if situation.held.contains(&pay.option) {
            let message = format!("somebody pays for “{}”, which is there already", pay.option);
            asks.say(format!("pay-up-to.{}", pay.option), message, "remove it, or name the next step");
            continue;
        }
        let message = format!("somebody pays for “{}”, and there is no such option", pay.option);
        asks.block(format!("pay-up-to.{}", pay.option), message, known_options(situation));
    }
    for must in &inputs.musts {
        if let Demand::Certificate { standard, by } = &must.demand {
            let certifies =
                |plan: &crate::situation::OptionPlan| plan.certificates.iter().any(|one| one.as_str() == standard);
            let there = situation.shown.contains(&Item::Certificate(StandardId::new(standard)));
            if !there && !situation.options.iter().any(certifies) {
                let message = format!("no option ends with a certificate under {standard}");
                asks.say(format!("must.{}", must.id), message, "plan such an option, or change the must");
            }
            if !there && *by < situation.today {
                let message = format!("its day {by} is past");
                asks.say(format!("must.{}", must.id), message, "remove it, or state what holds now");
            }
        }
    }
    if let Some(wait) = &inputs.wait {
        if situation.held.contains(&wait.then) {
            let message = format!("“{}” is there already, so there is nothing to wait for", wait.then);
            asks.block("wait.then", message, "remove [wait], or wait for the next step");
        } else if !known(&wait.then) {
            asks.block("wait.then", format!("\"{}\" is no option", wait.then), known_options(situation));
        }
        if wait.review < situation.today {
            asks.say(
                "wait.review",
                format!("the day of review {} is past", wait.review),
                "look at the decision again now",
            );
        }
    }
}

fn money(inputs: &Inputs, situation: &Situation, figures: &[String], draws: Draws, asks: &mut Asks) {
    let planned =
        |id: &str| situation.options.iter().any(|plan| plan.id == id && is_planned(plan, draws.count as usize));
    if inputs.money.is_empty() {
        let hint = "name revenue by customer or market, questionnaires or incidents, each owned by one driver";
        asks.block("money", "no money is stated", hint);
    }
    if inputs.money.len() > MOST_LINES {
        let message = format!("{} lines of money; no more than {MOST_LINES} are read", inputs.money.len());
        asks.block("money", message, "put small customers into one line for their market");
    }
    for figure in figures {
        asks.block(figure, "nobody has given this figure", "state low, likely and high; a skipped figure is not 0");
    }
    if let Some(stated) = inputs.currency.as_ref().filter(|_| !inputs.counts_in(&situation.cost_currency)) {
        let message = format!("money is stated in {stated}, and work and fees in {}", situation.cost_currency);
        asks.block("currency", message, "state rates and fees in the same currency, in plan.toml");
    }
    match inputs.rate {
        None => asks.block("rate", "the rate of discount is not stated", "rate = 0.08, as finance uses it"),
        Some(rate) if !(0.0..=1.0).contains(&rate) => {
            asks.block("rate", format!("{rate} is no yearly rate"), "a share between 0 and 1");
        }
        Some(_) => {}
    }
    for line in &inputs.money {
        let shares = match &line.money {
            Money::Revenue { keep, .. } => keep,
            Money::Questionnaires { answered, .. } => answered,
            Money::Incidents { reduction, .. } => reduction,
        };
        let held = |id: &String| situation.held.contains(id);
        let unknown = |id: &&String| !held(id) && !situation.options.iter().any(|plan| plan.id == **id);
        for option in shares.keys().filter(unknown) {
            let message = format!("“{}” speaks of “{option}”, and there is no such option", line.name);
            asks.block(format!("{}.{option}", line.id), message, known_options(situation));
        }
        // What is not stated for a step is what holds without it; for the last step that is worth asking.
        if let Some(last) = situation.options.last().filter(|last| !shares.contains_key(&last.id)) {
            let message = format!(
                "“{}” says nothing about “{}”, so it is taken to bring no more than the step before",
                line.name, last.title
            );
            asks.say(format!("{}.{}", line.id, last.id), message, "state low, likely and high for it, if it changes");
        }
        let watched = |wait: &crate::Wait| planned(&wait.then);
        if let Money::Revenue { keep_reference: Some(today), keep, .. } = &line.money {
            let today = situation.held.iter().filter_map(|id| keep.get(id)).next_back().unwrap_or(today);
            let less = |(id, kept): &(&String, &Figure)| !held(id) && kept.range.likely() < today.range.likely();
            for (option, kept) in keep.iter().filter(less) {
                let message =
                    format!("{option} keeps less ({}) than today ({})", kept.range.likely(), today.range.likely());
                asks.say(format!("{}.keep.{option}", line.id), message, "check both; say why if it is meant");
            }
        }
        if line.after_trigger && !inputs.wait.as_ref().is_some_and(watched) {
            let hint = "state [wait] with an option that is planned, or remove after_trigger";
            asks.block(&line.id, "it begins with a trigger, but nothing is waited for", hint);
        }
        if let Some(product) = &line.product
            && !situation.products.contains(product)
        {
            let hint = format!("the products are {}", situation.products.join(", "));
            asks.block(&line.id, format!("\"{product}\" is no product of this decision"), hint);
        }
    }
    let open = open_facts(inputs);
    if open.len() > MOST_OPEN_FACTS {
        let hint = format!("answer some of {}; {MOST_OPEN_FACTS} can be left open", open.join(", "));
        asks.block("fact", format!("{} facts that decide are open", open.len()), hint);
    }
}

fn known_options(situation: &Situation) -> String {
    let known: Vec<&str> = situation.options.iter().map(|plan| plan.id.as_str()).collect();
    format!("the options are {}", known.join(", "))
}

/// The yes-no facts on which a line or a must depends and which nobody knows, in order of first use.
pub(crate) fn open_facts(inputs: &Inputs) -> Vec<String> {
    let used = inputs.money.iter().map(|line| &line.only_if).chain(inputs.musts.iter().map(|must| &must.only_if));
    let mut open: Vec<String> = Vec::new();
    for fact in used.flatten() {
        let answer = inputs.facts.iter().find(|one| one.id == *fact).map(|one| one.answer);
        if !matches!(answer, Some(Answer::YesNo(_))) && !open.contains(fact) {
            open.push(fact.clone());
        }
    }
    open
}
