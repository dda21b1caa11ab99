//! What changed from one decision to the next: the answer, and which inputs?

use crate::decision::{Decision, Recommendation};
use crate::inputs::Inputs;

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

/// What changed.
#[derive(Debug, Clone, PartialEq)]
pub struct Differences {
    /// The answers before and after, where they differ.
    pub answer: Option<(Recommendation, Recommendation)>,
    /// Importances, in order of driver.
    pub importances: Vec<ImportanceChange>,
    /// Other inputs that differ, came or went, by kind and id.
    pub inputs: Vec<String>,
}

/// The differences between two decisions, so that a change of an importance never passes silently.
pub fn differences(before: (&Inputs, &Decision), after: (&Inputs, &Decision)) -> Differences {
    let ((old, was), (new, is)) = (before, after);
    let answer =
        (was.recommendation != is.recommendation).then(|| (was.recommendation.clone(), is.recommendation.clone()));
    let importance = |inputs: &Inputs, driver: &str| {
        inputs.importances.iter().find(|one| one.driver == driver).map(|one| one.importance)
    };
    let mut drivers: Vec<&str> =
        old.importances.iter().chain(&new.importances).map(|one| one.driver.as_str()).collect();
    drivers.sort_unstable();
    drivers.dedup();
    let importances = drivers
        .into_iter()
        .map(|driver| ImportanceChange {
            driver: driver.to_owned(),
            from: importance(old, driver),
            to: importance(new, driver),
        })
        .filter(|change| change.from != change.to)
        .collect();
    let mut inputs = Vec::new();
    changed("money", &old.money, &new.money, |one| &one.id, &mut inputs);
    changed("objective", &old.aims, &new.aims, |one| &one.objective, &mut inputs);
    changed("must", &old.musts, &new.musts, |one| &one.id, &mut inputs);
    changed("fact", &old.facts, &new.facts, |one| &one.id, &mut inputs);
    changed("priority", &old.overrides, &new.overrides, |one| &one.attribute, &mut inputs);
    changed("pay-up-to", &old.pay_up_to, &new.pay_up_to, |one| &one.option, &mut inputs);
    for (name, differs) in [
        ("rate", old.rate != new.rate),
        ("horizon_years", old.horizon_years != new.horizon_years),
        ("wait", old.wait != new.wait),
        ("link", (&old.links, &old.drivers) != (&new.links, &new.drivers)),
        ("draws", (was.seed, was.draws) != (is.seed, is.draws)),
    ] {
        if differs {
            inputs.push(name.to_owned());
        }
    }
    Differences { answer, importances, inputs }
}

fn changed<T: PartialEq>(kind: &str, old: &[T], new: &[T], id: impl Fn(&T) -> &String, found: &mut Vec<String>) {
    let mut ids: Vec<&String> = old.iter().chain(new).map(&id).collect();
    ids.sort_unstable();
    ids.dedup();
    let find = |list: &'_ [T], wanted: &String| list.iter().position(|one| id(one) == wanted);
    for wanted in ids {
        let (was, is) = (find(old, wanted).map(|at| &old[at]), find(new, wanted).map(|at| &new[at]));
        if was != is {
            found.push(format!("{kind}.{wanted}"));
        }
    }
}
