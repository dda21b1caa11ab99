//! What holds for any input? Drivers never lower priorities, draws repeat, new inputs reshuffle nothing.

use decide::{Draws, Inputs, Range, Uncertain, decide, priorities};
use proptest::prelude::*;

use crate::sample::{STATED, inputs, library, situation};

/// The sample with ranges instead of certain figures.
fn uncertain() -> Inputs {
    let text = STATED
        .replace("revenue = 120_000", "revenue = [60_000, 120_000, 200_000]")
        .replace(
            "margin = 1\nkeep_reference = 0\nkeep = { both",
            "margin = [0.6, 0.8, 0.9]\nkeep_reference = 0\nkeep = { both",
        )
        .replace("cost = 100_000", "cost = [20_000, 100_000, 400_000]")
        .replace("count = 40", "count = [20, 40, 70]");
    inputs(&library(), &text)
}

const DRAWS: Draws = Draws { seed: 11, count: 2_000 };

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (library, inputs, situation) = (library(), uncertain(), situation());
    let once = format!("{:?}", decide(&library, &inputs, &situation, DRAWS));
    assert_eq!(once, format!("{:?}", decide(&library, &inputs, &situation, DRAWS)));
    assert_ne!(once, format!("{:?}", decide(&library, &inputs, &situation, Draws { seed: 12, ..DRAWS })));
}

/// These digits change only when the model or its draws change, and then on purpose: old decisions are made again.
#[test]
fn the_draws_are_those_of_the_first_day() {
    let decision = decide(&library(), &uncertain(), &situation(), DRAWS);
    let money = decision.worlds[0].money[3].expect("money");
    let spread = money.npv_cents;
    assert_eq!(
        [money.expected_cents, spread.p10, spread.p50, spread.p90],
        [20_944_793, -11_939_162, 13_304_327, 60_053_095]
    );
}

#[test]
fn a_new_input_reshuffles_no_other() {
    let (library, inputs, situation) = (library(), uncertain(), situation());
    let before = decide(&library, &inputs, &situation, DRAWS);
    let mut more = inputs.clone();
    let mut line = inputs.money[1].clone();
    line.id = "another".to_owned();
    more.money.insert(0, line);
    let after = decide(&library, &more, &situation, DRAWS);
    // The new line speaks for `both` only: every other row keeps every draw.
    let plain = |decision: &decide::Decision, row: usize| {
        let money = decision.worlds[0].money[row].expect("money");
        (money.expected_cents, money.npv_cents, money.below_zero, money.deepest_cents)
    };
    for row in 0..3 {
        assert_eq!(plain(&before, row), plain(&after, row));
    }
    assert_ne!(plain(&before, 3), plain(&after, 3));
}

/// A customer who is surely kept rather with than without is so in every draw, however wide the ranges are.
#[test]
fn an_option_that_keeps_more_never_loses_in_a_draw() {
    let text = "rate = 0\n[[revenue]]\nid = \"a\"\nname = \"n\"\ndriver = \"procurement\"\nowner = \"p\"\n\
        revenue = 100_000\nmargin = 1\nkeep_reference = [0.2, 0.5, 0.8]\nkeep = { internal = [0.25, 0.55, 0.85] }\n";
    let library = library();
    let mut situation = situation();
    situation.options.truncate(1);
    situation.options[0].cost = vec![Uncertain::Range(Range::point(0.0))];
    let decision = decide(&library, &inputs(&library, text), &situation, DRAWS);
    let money = decision.worlds[0].money[1].expect("money");
    assert_eq!(money.below_zero, 0);
    assert!(money.npv_cents.p10 > 0);
}

#[test]
fn break_evens_really_break_even() {
    let (library, inputs, situation) = (library(), uncertain(), situation());
    let decision = decide(&library, &inputs, &situation, DRAWS);
    let found = decision.worlds[0].break_evens.iter().filter(|one| one.against == "reference");
    let mut tried = 0;
    for one in found {
        let (Some(at), Some((line, name))) = (one.at, one.input.split_once('.')) else { continue };
        let mut changed = inputs.clone();
        let Some(money) = changed.money.iter_mut().find(|money| money.id == line) else { continue };
        let figure = match (&mut money.money, name) {
            (decide::Money::Revenue { revenue, .. }, "revenue") => revenue.as_mut(),
            (decide::Money::Revenue { margin, .. }, "margin") => margin.as_mut(),
            (decide::Money::Revenue { keep_reference, .. }, "keep.reference") => keep_reference.as_mut(),
            (decide::Money::Revenue { keep, .. }, "keep.both") => keep.get_mut("both"),
            (decide::Money::Incidents { cost, .. }, "cost") => cost.as_mut(),
            (decide::Money::Questionnaires { count, .. }, "count") => count.as_mut(),
            _ => continue,
        };
        figure.expect("stated").range = Range::point(at);
        let then = decide(&library, &changed, &situation, DRAWS);
        let row = then.rows.iter().position(|row| row.id == one.option).expect("the row");
        let expected = then.worlds[0].money[row].expect("money").expected_cents;
        // Rounding of each year's cents is all that remains.
        assert!(expected.abs() < 5, "{}: {expected}", one.input);
        tried += 1;
    }
    assert!(tried >= 5, "{tried}");
}

#[test]
fn plans_by_draw_and_by_range_are_both_read() {
    let (library, inputs, mut situation) = (library(), uncertain(), situation());
    let by_range = decide(&library, &inputs, &situation, DRAWS);
    for option in &mut situation.options {
        for figure in option.cost.iter_mut().chain(option.months.as_mut()) {
            let Uncertain::Range(range) = figure else { continue };
            *figure = Uncertain::Draws { values: vec![range.likely(); 2_000], likely: range.likely() };
        }
    }
    assert_eq!(by_range, decide(&library, &inputs, &situation, DRAWS));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn raising_a_driver_never_lowers_a_priority(procurement in 0u8..=4, liability in 0u8..=4, which in 0usize..2) {
        let library = library();
        let mut stated = inputs(&library, STATED);
        stated.importances[0].importance = procurement;
        stated.importances[1].importance = liability;
        let before = priorities(&library, &stated);
        stated.importances[which].importance += 1;
        for (was, is) in before.iter().zip(priorities(&library, &stated)) {
            prop_assert!(is.raw() >= was.raw());
        }
    }

    /// Whatever stands in the file, reading it and deciding on it ends, and nothing is infinite.
    #[test]
    fn anything_is_read(text in "(\\[\\[(revenue|must|fact|objective)\\]\\]\n|(id|name|driver|revenue|rate|answer|target) = (\"[a-z.]{0,5}\"|-?[0-9]{1,18}|[0-9]e[0-9]{1,3}|true|\\[[0-9], [0-9]{1,3}\\])\n){0,12}") {
        let library = library();
        let (inputs, _) = decide::read(&library, "decide.toml", &text);
        let decision = decide(&library, &inputs, &situation(), Draws { seed: 1, count: 20 });
        prop_assert!(decision.rows.len() >= 4);
    }

    #[test]
    fn parts_add_up_and_values_stay_between_nothing_and_all(shown in prop::collection::btree_set(0usize..8, 0..8)) {
        let library = library();
        let mut situation = situation();
        let all: Vec<_> = library.objectives.iter().flat_map(|one| one.items.iter().map(|link| link.item.clone())).collect();
        situation.shown = shown.iter().filter_map(|at| all.get(*at).cloned()).collect();
        let decision = decide(&library, &inputs(&library, STATED), &situation, Draws { seed: 1, count: 1 });
        for row in &decision.objectives {
            let mut before = 0.0;
            for forecast in &row.options {
                let closable = library.objective(&row.objective).expect("known").closable.likely();
                let parts: f64 = forecast.gained.keys().map(|standard| forecast.part(standard, closable)).sum();
                prop_assert!((parts - forecast.value[1]).abs() < 1e-12);
                prop_assert!((0.0..=1.0).contains(&forecast.value[1]));
                // Options are nested: what one moves, the next moves at least as far.
                prop_assert!(forecast.value[1] >= before);
                before = forecast.value[1];
            }
        }
    }
}
