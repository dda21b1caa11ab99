//! What changed from one decision to the next: the answer, and which inputs, from which value to which?

use std::collections::{BTreeMap, BTreeSet};

use crate::decision::{Decision, Recommendation};
use crate::inputs::{Answer, Demand, Figure, Inputs, Money, MoneyLine, Signed, Standing};
use crate::range::Range;

/// An importance that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportanceChange {
    /// The driver.
    pub driver: String,
    /// Before; `None` where it was not stated.
    pub from: Option<u8>,
    /// After; `None` where it is not stated any more.
    pub to: Option<u8>,
}

/// Another input that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputChange {
    /// The input by kind, id and figure: `money.acme.revenue`; by kind and id where the whole entry came or went.
    pub input: String,
    /// Before, as the file wrote it: one number, or low/likely/high; `None` where it was not there.
    pub from: Option<String>,
    /// After; `None` where it is not there any more.
    pub to: Option<String>,
}

/// What changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Differences {
    /// The answers before and after, where they differ.
    pub answer: Option<(Recommendation, Recommendation)>,
    /// Importances, in order of driver.
    pub importances: Vec<ImportanceChange>,
    /// Other inputs that differ, came or went, in order of name.
    pub inputs: Vec<InputChange>,
}

/// The differences between two decisions, so that a change of an importance never passes silently.
pub fn differences(before: (&Inputs, &Decision), after: (&Inputs, &Decision)) -> Differences {
    let (was, is) = (&before.1.recommendation, &after.1.recommendation);
    let answer = (was != is).then(|| (was.clone(), is.clone()));
    let (importances, inputs) = input_changes(before.0, after.0);
    Differences { answer, importances, inputs }
}

/// The differences between what two files state, whatever was decided on them: importances, and other inputs.
pub fn input_changes(old: &Inputs, new: &Inputs) -> (Vec<ImportanceChange>, Vec<InputChange>) {
    let importance = |inputs: &Inputs, driver: &str| {
        inputs.importances.iter().find(|one| one.driver == driver).map(|one| one.importance)
    };
    let drivers: BTreeSet<&str> =
        old.importances.iter().chain(&new.importances).map(|one| one.driver.as_str()).collect();
    let importances: Vec<ImportanceChange> = drivers
        .into_iter()
        .map(|driver| ImportanceChange {
            driver: driver.to_owned(),
            from: importance(old, driver),
            to: importance(new, driver),
        })
        .filter(|change| change.from != change.to)
        .collect();
    let (before, after) = (entries(old), entries(new));
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    // Another importance has another reason, author and date as a matter of course.
    let told = |name: &str| {
        importances.iter().any(|change| name.strip_prefix("importance.").is_some_and(|driver| driver == change.driver))
    };
    let mut inputs = Vec::new();
    for name in names.into_iter().filter(|name| !told(name)) {
        match (before.get(name), after.get(name)) {
            (Some(was), Some(is)) => within(name, was, is, &mut inputs),
            (was, is) => inputs.push(InputChange { input: name.clone(), from: whole(was), to: whole(is) }),
        }
    }
    (importances, inputs)
}

/// An entry that came or went: its one value, or that it was there.
fn whole(entry: Option<&Entry>) -> Option<String> {
    let entry = entry?;
    Some(entry.get("").cloned().unwrap_or_else(|| "stated".to_owned()))
}

fn within(name: &str, was: &Entry, is: &Entry, found: &mut Vec<InputChange>) {
    let keys: BTreeSet<&String> = was.keys().chain(is.keys()).collect();
    for key in keys {
        let (from, to) = (was.get(key).cloned(), is.get(key).cloned());
        if from != to {
            let input = if key.is_empty() { name.to_owned() } else { format!("{name}.{key}") };
            found.push(InputChange { input, from, to });
        }
    }
}

/// What one entry of the file says, figure by figure; the key is empty where it says one thing only.
type Entry = BTreeMap<String, String>;

/// An entry that is being gathered.
struct Gathering(Entry);

impl Gathering {
    fn new() -> Self {
        Self(Entry::new())
    }

    fn say(mut self, key: &str, value: impl ToString) -> Self {
        self.0.insert(key.to_owned(), value.to_string());
        self
    }

    fn maybe(self, key: &str, value: Option<impl ToString>) -> Self {
        match value {
            Some(value) => self.say(key, value),
            None => self,
        }
    }

    fn figure(self, key: &str, value: Option<Figure>) -> Self {
        self.maybe(key, value.map(figure))
    }

    fn signed(self, signed: &Signed) -> Self {
        self.say("reason", &signed.reason).say("author", &signed.author).say("date", signed.date)
    }
}

/// Every entry of the file by kind and id. Importances are there for their reasons; their numbers are compared apart.
fn entries(inputs: &Inputs) -> BTreeMap<String, Entry> {
    let mut all = BTreeMap::new();
    let mut put = |name: String, entry: Gathering| {
        all.insert(name, entry.0);
    };
    put("currency".to_owned(), Gathering::new().say("", inputs.currency.as_deref().unwrap_or_default()));
    put("horizon_years".to_owned(), Gathering::new().say("", inputs.horizon_years));
    if let Some(rate) = inputs.rate {
        put("rate".to_owned(), Gathering::new().say("", rate));
    }
    for one in &inputs.drivers {
        let words = Gathering::new().say("title", &one.title).say("question", &one.question).say("owns", &one.owns);
        put(format!("driver.{}", one.id), words);
    }
    for one in &inputs.links {
        let link = Gathering::new().say("strength", one.strength).say("reason", &one.reason);
        put(format!("link.{}.{}", one.driver, one.attribute), link);
    }
    for one in &inputs.importances {
        put(format!("importance.{}", one.driver), Gathering::new().signed(&one.signed));
    }
    for one in &inputs.overrides {
        let priority = Gathering::new().say("priority", one.priority).signed(&one.signed);
        put(format!("priority.{}", one.attribute), priority);
    }
    for one in &inputs.aims {
        let aim = Gathering::new().maybe("baseline", one.baseline).say("target", one.target);
        put(format!("objective.{}", one.objective), aim.say("date", one.date).say("owner", &one.owner));
    }
    for one in &inputs.money {
        put(format!("money.{}", one.id), money(one));
    }
    for one in &inputs.musts {
        let demand = match &one.demand {
            Demand::Budget { cents } => Gathering::new().say("budget", units(*cents)),
            Demand::Certificate { standard, by } => Gathering::new().say("certificate", standard).say("by", by),
        };
        put(format!("must.{}", one.id), demand.maybe("only_if", one.only_if.as_ref()).signed(&one.signed));
    }
    for one in &inputs.pay_up_to {
        let pays = Gathering::new().say("amount", units(one.cents)).say("objectives", one.objectives.join(", "));
        put(format!("pay_up_to.{}", one.option), pays.signed(&one.signed));
    }
    for one in &inputs.facts {
        let answer = match one.answer {
            Answer::Unknown => "unknown".to_owned(),
            Answer::YesNo(yes) => yes.to_string(),
            Answer::Number(number) => number.to_string(),
        };
        let fact = Gathering::new().say("answer", answer).say("question", &one.question).say("source", &one.source);
        put(format!("fact.{}", one.id), fact);
    }
    if let Some(wait) = &inputs.wait {
        let rules = Gathering::new()
            .say("trigger", &wait.trigger)
            .say("watcher", &wait.watcher)
            .say("review", wait.review)
            .say("then", &wait.then)
            .say("lead_months", range(wait.lead_months))
            .figure("hazard", Some(wait.hazard))
            .figure("watch", Some(wait.watch));
        put("wait".to_owned(), rules);
    }
    for one in &inputs.measurements {
        let value = Gathering::new().say("value", one.value).maybe("events", one.events).say("author", &one.author);
        put(format!("measured.{}.{}", one.objective, one.date), value);
    }
    all
}

fn money(line: &MoneyLine) -> Gathering {
    let mut entry = Gathering::new()
        .say("name", &line.name)
        .say("driver", &line.driver)
        .say("owner", &line.owner)
        .maybe("product", line.product.as_ref())
        .maybe("only_if", line.only_if.as_ref());
    if line.after_trigger {
        entry = entry.say("after_trigger", true);
    }
    let by_option = |entry: Gathering, key: &str, figures: &BTreeMap<String, Figure>| {
        figures.iter().fold(entry, |entry, (option, one)| entry.figure(&format!("{key}.{option}"), Some(*one)))
    };
    match &line.money {
        Money::Revenue { revenue, margin, keep_reference, keep } => {
            let entry = entry.figure("revenue", *revenue).figure("margin", *margin);
            by_option(entry.figure("keep_reference", *keep_reference), "keep", keep)
        }
        Money::Questionnaires { count, hours, rate, answered } => {
            let entry = entry.figure("count", *count).figure("hours", *hours).figure("rate", *rate);
            by_option(entry, "answered", answered)
        }
        Money::Incidents { cost, reduction } => by_option(entry.figure("cost", *cost), "reduction", reduction),
    }
}

fn figure(one: Figure) -> String {
    let assumed = if one.standing == Standing::Assumed { ", assumed" } else { "" };
    format!("{}{assumed}", range(one.range))
}

/// One number where it is certain, else low/likely/high.
fn range(one: Range) -> String {
    if one.is_point() {
        return one.likely().to_string();
    }
    format!("{}/{}/{}", one.low(), one.likely(), one.high())
}

/// Cents as whole units, with the cents only where there are any.
fn units(cents: i64) -> String {
    if cents % 100 == 0 { (cents / 100).to_string() } else { format!("{:.2}", cents as f64 / 100.0) }
}
