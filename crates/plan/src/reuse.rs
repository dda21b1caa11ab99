//! Which hours of a plan also serve a law? A range, because a crosswalk says how far rows carry and not how many hours.

use std::collections::BTreeMap;

use catalogue::{Catalogue, Coverage, Files, Word};
use model::Problem;

use crate::action::RowOf;
use crate::library::Library;
use crate::rows;

/// Hours that serve both a plan and a law; assumptions, never a published percentage.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Reuse {
    /// The likely hours of all actions.
    pub hours: f64,
    /// The likely hours of actions of which some row serves the law at all.
    pub serving: f64,
    /// At least so many hours serve both.
    pub low: f64,
    /// At most so many hours serve both.
    pub high: f64,
    /// The actions that serve the law, by index, with how far their best row carries.
    pub actions: Vec<(usize, Coverage)>,
}

/// How many hours of the actions also serve a law. In: the law's id in the catalogue and indices into the library.
///
/// An action counts once, by the best word of its rows; a crosswalk line for a part as a whole counts for no action.
pub fn reuse(
    files: &Files,
    catalogue: &Catalogue,
    library: &Library,
    law: &str,
    actions: &[usize],
) -> (Reuse, Vec<Problem>) {
    let mut rows = rows::read(files, "cost/reuse.csv", &["word", "low", "high", "basis"]);
    let mut shares: BTreeMap<Coverage, (f64, f64)> = BTreeMap::new();
    for line in rows.lines() {
        let word = rows.required(&line, "word");
        let (low, high) = (rows.required(&line, "low"), rows.required(&line, "high"));
        let (low, high) = (rows.number(low).unwrap_or_default(), rows.number(high).unwrap_or_default());
        match Coverage::parse(word.text) {
            Some(word) => {
                shares.insert(word, (low.min(1.0), high.min(1.0)));
            }
            None => rows.wrong(word.spot, format!("\"{}\" is not a coverage", word.text), Coverage::words()),
        }
    }
    let serving = rows_serving(catalogue, law);
    let mut reuse = Reuse::default();
    for index in actions {
        let Some(action) = library.actions.get(*index) else { continue };
        let hours = action.likely_hours();
        reuse.hours += hours;
        let best = action.closes.iter().chain(&action.partly).filter_map(|row| serving.get(row)).min();
        if let Some(word) = best.copied() {
            let (low, high) = shares.get(&word).copied().unwrap_or_default();
            reuse.serving += hours;
            reuse.low += hours * low;
            reuse.high += hours * high;
            reuse.actions.push((*index, word));
        }
    }
    (reuse, rows.problems)
}

/// The rows that serve some point of the law, with the best word.
fn rows_serving(catalogue: &Catalogue, law: &str) -> BTreeMap<RowOf, Coverage> {
    let mut serving = BTreeMap::new();
    let Some(head) = catalogue.head(law, None) else { return serving };
    for crossing in catalogue.crosswalk(&catalogue.edition(head)) {
        let (Some(standard), Word::Coverage(word)) = (&crossing.standard, crossing.word) else { continue };
        if word == Coverage::Gap || crossing.whole_part {
            continue;
        }
        for id in crossing.to {
            let best = serving.entry(RowOf { standard: standard.clone(), id }).or_insert(word);
            *best = word.min(*best);
        }
    }
    serving
}
