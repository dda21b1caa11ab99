//! Comparing two assessments, and following a crosswalk to another edition.

use assess::{Carry, assess, compare, delta};
use model::{ComponentTypes, Status};

use crate::subject::{CATALOGUE, COMPONENTS, EMBEDDED, Rows, SYSTEMS, ask, scheme};

#[test]
fn a_comparison_says_what_changed_and_why_a_level_moved() {
    let new = Rows::all_met(&COMPONENTS, EMBEDDED);
    let old = new
        .clone()
        .without("CR 1.1 RE(1)")
        .state("CR 1.7 RE(2)", Status::NotMet)
        .state("CR 2.8", Status::ByIntegration);
    let ask = ask();
    let (before, after) = (
        assess(&COMPONENTS, scheme("default"), &old.rows, &ask),
        assess(&COMPONENTS, scheme("default"), &new.rows, &ask),
    );
    let comparison = compare(&before, &after);
    let rows: Vec<_> = comparison
        .rows
        .iter()
        .map(|row| {
            (COMPONENTS.requirements[row.requirement].id.as_str(), row.before.as_str(), row.after.as_str(), row.better)
        })
        .collect();
    assert_eq!(
        rows,
        [
            ("CR 1.1 RE(1)", "open: nothing that counts is stated", "satisfied (native)", Some(true)),
            ("CR 1.7 RE(2)", "open: not met", "satisfied (native)", Some(true)),
            ("CR 2.8", "satisfied (integration)", "satisfied (native)", None),
        ]
    );
    assert_eq!(comparison.moved.len(), 1);
    let moved = &comparison.moved[0];
    assert_eq!((moved.group.as_str(), moved.before, moved.after, moved.because.len()), ("IAC", Some(1), Some(4), 2));
    assert!(compare(&after, &after).rows.is_empty());
}

#[test]
fn a_delta_follows_the_crosswalk() {
    let rows = Rows::all_met(&SYSTEMS, ComponentTypes::NONE);
    let ask = ask();
    let assessment = assess(&SYSTEMS, scheme("default"), &rows.rows, &ask);
    let delta = delta(&assessment, &CATALOGUE.crosswalk(&SYSTEMS), &COMPONENTS);
    let count = |carry: Carry| delta.rows.iter().filter(|row| row.carry == carry).count();
    let to = |carry: Carry| {
        delta
            .rows
            .iter()
            .filter(|row| row.carry == carry)
            .filter_map(|row| row.to.or(row.from))
            .map(|index| index.to_string())
            .collect::<Vec<_>>()
    };
    assert!(Carry::ALL.iter().all(|carry| count(*carry) > 0), "{:?}", Carry::ALL.map(count));
    assert_eq!(count(Carry::New), 39 + 4);
    // Every row of 4-2 that can be asked is accounted for; the four constraints have no counterpart.
    let mut covered: Vec<_> = delta.rows.iter().filter_map(|row| row.to).collect();
    covered.sort_unstable();
    covered.dedup();
    assert_eq!(covered.len(), 126, "{:?}", to(Carry::New));
    // A number that merely has no level of its own in 4-2 is gone, not carried over.
    let gone = SYSTEMS.find("SR 7.5").expect("known");
    assert!(delta.rows.iter().any(|row| row.from == Some(gone) && row.carry == Carry::Gone));
}
