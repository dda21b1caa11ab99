//! What does a dossier's `decide.toml` say? Read strictly: every wrong word is named with its place and a hint.
//!
//! Options are named here as the caller's plans name them; whether there is such an option is `decide`'s to say.

mod facts;
mod money;

use model::Problem;
use tables::{Document, Section};

use crate::inputs::{Aim, Demand, Importance, Inputs, Measurement, Must, Override, PayUpTo, Signed};
use crate::library::{Driver, Library, Link};
use crate::toml_words::{cut, day, decimal, is_id, known_word, maybe, new_id, one_of, said, spot, whole};

/// Reads a `decide.toml` as far as it can be read.
///
/// In: the library whose drivers, attributes, objectives and facts it names, the name under which problems are
/// reported, and the text. Out: what is stated, and everything that is wrong; what is wrong counts as not stated.
pub fn read(library: &Library, file: &str, text: &str) -> (Inputs, Vec<Problem>) {
    let (document, mut problems) = Document::read(file, text);
    let root = document.root();
    let mut inputs = Inputs::default();
    settings(&root, &mut inputs, &mut problems);
    own_drivers(&root, library, &mut inputs, &mut problems);
    importances(&root, library, &mut inputs, &mut problems);
    aims(&root, library, &mut inputs, &mut problems);
    facts::read(&root, library, &mut inputs, &mut problems);
    money::read(&root, library, &mut inputs, &mut problems);
    musts(&root, library, &mut inputs, &mut problems);
    money::read_wait(&root, &mut inputs, &mut problems);
    measurements(&root, library, &mut inputs, &mut problems);
    root.finish(&mut problems);
    problems.sort_by_key(|problem| problem.place.spot);
    inputs.unread = problems.iter().filter(|problem| problem.is_error()).count();
    (inputs, problems)
}

fn settings(root: &Section<'_>, inputs: &mut Inputs, problems: &mut Vec<Problem>) {
    if let Some(currency) = root.text("currency", problems) {
        let three = currency.text.len() == 3 && currency.text.bytes().all(|letter| letter.is_ascii_uppercase());
        if three {
            inputs.currency = Some(currency.text);
        } else {
            let message = format!("{:?} is not a currency", cut(&currency.text));
            problems.push(root.error(currency.spot, message).hint("three capital letters: \"EUR\""));
        }
    }
    if root.has("horizon_years")
        && let Some(years) = whole(root, "horizon_years", 1, 10, problems)
    {
        inputs.horizon_years = years;
    }
    if let Some((rate, spot)) = root.decimal("rate", problems) {
        if (0.0..=1.0).contains(&rate) {
            inputs.rate = Some(rate);
        } else {
            let message = format!("`rate` is {rate}");
            problems.push(root.error(spot, message).hint("a share a year: rate = 0.08 for eight percent"));
        }
    }
}

/// Reason, author and date; `None`, with problems, when one of them is missing.
pub(crate) fn signed(section: &Section<'_>, problems: &mut Vec<Problem>) -> Option<Signed> {
    let (reason, author) = (said(section, "reason", problems), said(section, "author", problems));
    let date = day(section, "date", problems)?;
    (!reason.is_empty() && !author.is_empty()).then_some(Signed { reason, author, date })
}

fn own_drivers(root: &Section<'_>, library: &Library, inputs: &mut Inputs, problems: &mut Vec<Problem>) {
    for section in root.sections("driver", problems) {
        let known: Vec<String> = inputs.all_drivers(&library.drivers).map(|one| one.id.clone()).collect();
        let id = new_id(&section, known.iter().map(String::as_str), problems);
        let [title, question, owns] = ["title", "question", "owns"].map(|key| said(&section, key, problems));
        inputs.drivers.extend(id.map(|id| Driver { id: id.text, title, question, owns }));
        section.finish(problems);
    }
    for section in root.sections("link", problems) {
        let drivers: Vec<String> = inputs.all_drivers(&library.drivers).map(|one| one.id.clone()).collect();
        let driver = one_of(&section, "driver", "a driver", drivers.iter().map(String::as_str), problems);
        let attributes = library.attributes.iter().map(|one| one.id.as_str());
        let attribute = one_of(&section, "attribute", "an attribute", attributes, problems);
        let strength = whole(&section, "strength", 0, 3, problems);
        let reason = said(&section, "reason", problems);
        if let (Some(driver), Some(attribute), Some(strength), false) = (driver, attribute, strength, reason.is_empty())
        {
            let twice = inputs.links.iter().any(|one| one.driver == driver.text && one.attribute == attribute.text);
            if twice {
                let message = format!("{} → {} stands here twice", driver.text, attribute.text);
                problems.push(section.error(driver.spot, message).hint("keep one of the two"));
            } else {
                inputs.links.push(Link { driver: driver.text, attribute: attribute.text, strength, reason });
            }
        }
        section.finish(problems);
    }
}

fn importances(root: &Section<'_>, library: &Library, inputs: &mut Inputs, problems: &mut Vec<Problem>) {
    for section in root.sections("importance", problems) {
        let drivers: Vec<String> = inputs.all_drivers(&library.drivers).map(|one| one.id.clone()).collect();
        let driver = one_of(&section, "driver", "a driver", drivers.iter().map(String::as_str), problems);
        let importance = whole(&section, "importance", 0, 5, problems);
        let signed = signed(&section, problems);
        if let (Some(driver), Some(importance), Some(signed)) = (driver, importance, signed) {
            if inputs.importances.iter().any(|one| one.driver == driver.text) {
                let message = format!("the importance of {} stands here twice", driver.text);
                problems.push(section.error(driver.spot, message).hint("keep one of the two"));
            } else {
                inputs.importances.push(Importance { driver: driver.text, importance, signed });
            }
        }
        section.finish(problems);
    }
    for section in root.sections("priority", problems) {
        let attributes = library.attributes.iter().map(|one| one.id.as_str());
        let attribute = one_of(&section, "attribute", "an attribute", attributes, problems);
        let priority = whole(&section, "priority", 0, 255, problems);
        let signed = signed(&section, problems);
        if let (Some(attribute), Some(priority), Some(signed)) = (attribute, priority, signed) {
            if inputs.overrides.iter().any(|one| one.attribute == attribute.text) {
                let message = format!("the priority of {} stands here twice", attribute.text);
                problems.push(section.error(attribute.spot, message).hint("keep one of the two"));
            } else {
                inputs.overrides.push(Override { attribute: attribute.text, priority: priority.into(), signed });
            }
        }
        section.finish(problems);
    }
}

fn aims(root: &Section<'_>, library: &Library, inputs: &mut Inputs, problems: &mut Vec<Problem>) {
    for section in root.sections("objective", problems) {
        let known = library.objectives.iter().map(|one| one.id.as_str());
        let id = one_of(&section, "id", "an objective of the library", known, problems);
        let baseline = decimal(&section, "baseline", problems).map(|(number, _)| number);
        let before = problems.len();
        let target = decimal(&section, "target", problems);
        if target.is_none() && problems.len() == before {
            let hint = "say where it shall be: target = 30";
            problems.push(section.error(section.spot(), "`target` is missing in [objective]").hint(hint));
        }
        let date = day(&section, "date", problems);
        let owner = said(&section, "owner", problems);
        if let (Some(id), Some((target, target_spot)), Some(date), false) = (id, target, date, owner.is_empty()) {
            if inputs.aims.iter().any(|one| one.objective == id.text) {
                problems.push(section.error(id.spot, format!("\"{}\" stands here twice", id.text)).hint("keep one"));
            } else if baseline == Some(target) {
                let hint = "state where it stands today, and where it shall be";
                problems.push(section.error(target_spot, "the target is the baseline").hint(hint));
            } else {
                inputs.aims.push(Aim { objective: id.text, baseline, target, date, owner });
            }
        }
        section.finish(problems);
    }
}

/// The standards under which the library's options certify.
fn standards(library: &Library) -> Vec<&str> {
    let mut standards: Vec<&str> =
        library.options.iter().flat_map(|option| &option.certificates).map(String::as_str).collect();
    standards.sort_unstable();
    standards.dedup();
    standards
}

fn musts(root: &Section<'_>, library: &Library, inputs: &mut Inputs, problems: &mut Vec<Problem>) {
    for section in root.sections("must", problems) {
        let id = new_id(&section, inputs.musts.iter().map(|one| one.id.as_str()), problems);
        let budget = decimal(&section, "budget", problems);
        let certificate = section.text("certificate", problems);
        let only_if = only_if(&section, inputs, library, problems);
        let signed = signed(&section, problems);
        let demand = match (budget, certificate) {
            (Some((budget, spot)), None) if budget < 0.0 => {
                problems
                    .push(section.error(spot, "a budget below zero").hint("whole units of currency: budget = 250000"));
                None
            }
            (Some((budget, _)), None) => Some(Demand::Budget { cents: crate::cash::cents(budget) }),
            (None, Some(standard)) => {
                let standard =
                    known_word(&section, standard, "a standard with certificates", standards(library), problems);
                let by = day(&section, "by", problems);
                standard.zip(by).map(|(standard, by)| Demand::Certificate { standard: standard.text, by })
            }
            _ => {
                let hint = "budget = 250000, or certificate = \"…\" and by = 2027-06-30";
                problems.push(section.error(section.spot(), "a must has a budget or a certificate").hint(hint));
                None
            }
        };
        if let (Some(id), Some(demand), Some(signed), Ok(only_if)) = (id, demand, signed, only_if) {
            inputs.musts.push(Must { id: id.text, demand, only_if, signed });
        }
        section.finish(problems);
    }
    for section in root.sections("pay_up_to", problems) {
        let option = said(&section, "option", problems);
        let amount = decimal(&section, "amount", problems).filter(|(amount, _)| *amount >= 0.0);
        if amount.is_none() {
            let hint = "what the owner pays at most, in whole units of currency: amount = 40000";
            problems.push(section.error(spot(&section, "amount"), "`amount` is missing or below zero").hint(hint));
        }
        let known: Vec<&str> = inputs.aims.iter().map(|one| one.objective.as_str()).collect();
        let mut objectives = Vec::new();
        for text in section.texts("objectives", problems) {
            let known = known_word(&section, text, "an objective in use", known.iter().copied(), problems);
            objectives.extend(known.map(|text| text.text));
        }
        if objectives.is_empty() {
            let hint = "say for which: objectives = [\"…\"]";
            problems.push(section.error(spot(&section, "objectives"), "pays for no objective").hint(hint));
        }
        let signed = signed(&section, problems);
        if let (Some((amount, _)), Some(signed), false, false) =
            (amount, signed, option.is_empty(), objectives.is_empty())
        {
            inputs.pay_up_to.push(PayUpTo { option, cents: crate::cash::cents(amount), objectives, signed });
        }
        section.finish(problems);
    }
}

/// The yes-no fact without which something does not count; an error when there is no such fact.
pub(crate) fn only_if(
    section: &Section<'_>,
    inputs: &Inputs,
    library: &Library,
    problems: &mut Vec<Problem>,
) -> Result<Option<String>, ()> {
    let Some(text) = section.text("only_if", problems) else {
        return if section.has("only_if") { Err(()) } else { Ok(None) };
    };
    let known = inputs.facts.iter().map(|one| one.id.as_str());
    let found = known_word(section, text, "a [[fact]] of this file", known, problems).ok_or(())?;
    let number = inputs.facts.iter().any(|one| one.id == found.text && matches!(one.answer, crate::Answer::Number(_)));
    let asks_number = library.fact(&found.text).is_some_and(|one| one.kind != crate::FactKind::YesNo);
    if number || asks_number {
        let message = format!("\"{}\" is not answered with yes or no", found.text);
        problems.push(section.error(found.spot, message).hint("name a fact that is true, false or \"unknown\""));
        return Err(());
    }
    Ok(Some(found.text))
}

fn measurements(root: &Section<'_>, library: &Library, inputs: &mut Inputs, problems: &mut Vec<Problem>) {
    for section in root.sections("measured", problems) {
        let known = library.objectives.iter().map(|one| one.id.as_str());
        let objective = one_of(&section, "objective", "an objective of the library", known, problems);
        let before = problems.len();
        let value = decimal(&section, "value", problems);
        if value.is_none() && problems.len() == before {
            problems.push(section.error(section.spot(), "`value` is missing in [measured]").hint("value = 42"));
        }
        let date = day(&section, "date", problems);
        let author = said(&section, "author", problems);
        let events = section.number("events", problems);
        let counted = events.map(|(events, _)| u32::try_from(events));
        if let (Some(Err(_)), Some((_, spot))) = (&counted, events) {
            problems.push(section.error(spot, "`events` is no count").hint("a whole number, 0 or more"));
        }
        maybe(&section, "note", problems);
        if let (Some(objective), Some((value, _)), Some(date), false) = (objective, value, date, author.is_empty()) {
            let (objective, events) = (objective.text, counted.and_then(Result::ok));
            inputs.measurements.push(Measurement { objective, date, value, events, author });
        }
        section.finish(problems);
    }
    inputs.measurements.sort_by(|a, b| (&a.objective, a.date).cmp(&(&b.objective, b.date)));
}

/// The options that a table names, each an id; a key that is none is reported.
pub(crate) fn option_ids(section: &Section<'_>, problems: &mut Vec<Problem>) -> Vec<String> {
    let mut ids = Vec::new();
    for key in section.keys() {
        if is_id(&key.text) {
            ids.push(key.text);
        } else {
            let message = format!("{:?} is not the id of an option", cut(&key.text));
            problems.push(section.error(key.spot, message).hint(crate::toml_words::ID_HINT));
        }
    }
    ids
}
