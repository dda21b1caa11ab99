//! Which figures does another `plan.toml` state? Comments, blanks and the order of entries are none.

use std::collections::{BTreeMap, BTreeSet};

use super::Terms;
use crate::draws::Range;
use crate::library::Library;

/// A figure of a plan that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermsChange {
    /// The figure: `rates.security`, `fee.4-1.assessment`.
    pub figure: String,
    /// Before, with a word where it was assumed; `None` where it was not there.
    pub from: Option<String>,
    /// After; `None` where it is not there any more.
    pub to: Option<String>,
}

impl Terms {
    /// The figures that differ from these to others, by name. In: the library, whose assumptions fill what is not stated.
    pub fn changes(&self, later: &Self, library: &Library) -> Vec<TermsChange> {
        let (before, after) = (self.figures(library), later.figures(library));
        let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        names
            .into_iter()
            .map(|name| TermsChange {
                figure: name.clone(),
                from: before.get(name).cloned(),
                to: after.get(name).cloned(),
            })
            .filter(|change| change.from != change.to)
            .collect()
    }

    /// Every figure on which a plan rests, with a word where nobody stated it.
    fn figures(&self, library: &Library) -> BTreeMap<String, String> {
        let mut all: BTreeMap<String, String> = BTreeMap::new();
        // What stands there twice is told together.
        let mut say = |name: String, value: String| {
            all.entry(name).and_modify(|known| known.push_str(&format!("; {value}"))).or_insert(value);
        };
        let marked = |value: String, stated: bool| if stated { value } else { format!("{value}, assumed") };
        say("currency".to_owned(), marked(self.currency.clone(), self.currency_stated));
        let start = self.start.map_or("the day of the plan".to_owned(), |day| day.to_string());
        say("start".to_owned(), marked(start, self.start.is_some()));
        let mut closed = self.closed.clone();
        closed.sort_unstable();
        for (from, to) in closed {
            say(format!("closed.{from}"), to.to_string());
        }
        let applied = self.applied_to(library);
        for skill in &applied.skills {
            let stated = self.rates.iter().any(|(id, _)| *id == skill.id);
            say(format!("rates.{}", skill.id), marked(range(&skill.rate_per_hour), stated));
            let people: Vec<String> = skill.people.iter().map(f64::to_string).collect();
            let stated = self.people.iter().any(|(id, _)| *id == skill.id);
            say(format!("people.{}", skill.id), marked(people.join(" + "), stated));
        }
        for (at, fee) in applied.fees.iter().enumerate() {
            let stated = self.fees.iter().any(|(known, _)| *known == at);
            say(format!("fee.{}.{}", fee.part, fee.id), marked(range(&fee.amount), stated));
        }
        let mut certificates: Vec<(String, String)> = Vec::new();
        for one in &self.certificates {
            let subject = one.subject.as_ref().map(|subject| format!(".{}", subject.text)).unwrap_or_default();
            let until = one.until.map(|day| format!(" until {day}")).unwrap_or_default();
            let evidence = one.evidence.as_ref().map(|piece| format!(", {}", piece.text)).unwrap_or_default();
            let name = format!("certificate.{}{subject}", one.part.text);
            certificates.push((name, format!("{}{until}{evidence}", one.target.text)));
        }
        certificates.sort_unstable();
        certificates.into_iter().for_each(|(name, value)| say(name, value));
        all
    }
}

/// One figure where there is no doubt, else low/likely/high.
fn range(of: &Range) -> String {
    if of.low == of.high { of.likely.to_string() } else { format!("{}/{}/{}", of.low, of.likely, of.high) }
}
