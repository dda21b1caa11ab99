//! Does money come out as on a calendar, half a month at a time? Everything is certain here, so that one draw says all.
//!
//! This counts again what `cash.rs` counts in years and spans: who is farthest in this half month, who is paid in it.

use decide::{Decision, Draws, OptionPlan, OptionRow, Range, Situation, Uncertain, decide};
use proptest::prelude::*;

use crate::sample::{inputs, library, plan, situation};

/// A step as the case states it.
#[derive(Debug, Clone)]
struct Stated {
    /// Year by year.
    cost: Vec<u32>,
    half_months: u32,
    upkeep: u32,
    per_product: bool,
    /// What it brings a year at once, and once a trigger has come; `None` where its line says nothing about it.
    brings: [Option<u32>; 2],
}

#[derive(Debug, Clone)]
struct Case {
    horizon: usize,
    rate: f64,
    begins: usize,
    lead_half_months: u32,
    watch: u32,
    hazard: f64,
    further: f64,
    /// Each contains the one before.
    steps: Vec<Stated>,
}

const IDS: [&str; 3] = ["a", "b", "c"];
const ONE: Draws = Draws { seed: 3, count: 1 };

impl Case {
    fn years(&self) -> usize {
        self.horizon + 1
    }

    /// Net and paid of each year for the steps up to one, begun by a trigger or at once, for so many further products.
    fn years_of(&self, last: usize, begun_by: Option<usize>, trigger: usize, further: u32) -> Vec<[f64; 2]> {
        let mut years = vec![[0.0; 2]; self.years()];
        let steps = &self.steps[..=last];
        let shift = begun_by.unwrap_or(0);
        let times = |step: &Stated| if step.per_product { 1.0 + f64::from(further) * self.further } else { 1.0 };
        for step in steps {
            let skipped = if begun_by.is_some() { self.begins } else { 0 };
            for (at, cost) in step.cost.iter().skip(skipped).enumerate() {
                if let Some([net, paid]) = years.get_mut(shift + at) {
                    *net -= f64::from(*cost) * times(step);
                    *paid -= f64::from(*cost) * times(step);
                }
            }
        }
        for half in 0..24 * self.years() {
            let [net, paid] = &mut years[half / 24];
            let reached = |at: usize| {
                let own = match begun_by {
                    Some(_) if at == last => self.lead_half_months,
                    // Work that a trigger starts does not wait for the plan's beginning.
                    Some(_) => {
                        (steps[at].half_months.saturating_sub(24 * self.begins as u32)).min(self.lead_half_months)
                    }
                    None => steps[at].half_months,
                };
                half >= 24 * shift + own as usize
            };
            for (at, step) in steps.iter().enumerate().filter(|(at, _)| reached(*at)) {
                let upkeep = f64::from(step.upkeep) * times(step) / 24.0;
                *net -= upkeep;
                *paid -= upkeep;
                if (at + 1..steps.len()).any(reached) {
                    continue;
                }
                for (line, begins) in [(0, 0), (1, trigger)] {
                    // What is not stated for a step is what holds without it.
                    let brings = steps[..=at].iter().rev().find_map(|step| step.brings[line]);
                    if half / 24 >= begins {
                        *net += f64::from(brings.unwrap_or(0)) / 24.0;
                    }
                }
            }
        }
        years
    }

    fn watched(&self, trigger: usize) -> Vec<[f64; 2]> {
        let paid = |year: usize| if (1..=trigger).contains(&year) { -f64::from(self.watch) } else { 0.0 };
        (0..self.years()).map(|year| [paid(year); 2]).collect()
    }

    fn worth(&self, years: &[[f64; 2]]) -> f64 {
        years.iter().enumerate().map(|(year, [net, _])| net / (1.0 + self.rate).powi(year as i32)).sum()
    }

    /// Would anybody still start when the trigger comes in this year?
    fn starts(&self, trigger: usize) -> bool {
        self.worth(&self.years_of(self.steps.len() - 1, Some(trigger), trigger, 0)) >= 0.0
    }

    fn waited(&self, trigger: usize) -> Vec<[f64; 2]> {
        let mut years = self.watched(trigger);
        if trigger < self.years() && self.starts(trigger) {
            let begun = self.years_of(self.steps.len() - 1, Some(trigger), trigger, 0);
            years.iter_mut().zip(begun).for_each(|(year, more)| *year = [year[0] + more[0], year[1] + more[1]]);
        }
        years
    }

    /// The mean over the years in which a trigger with this hazard can come: this one and none before it, or none at all.
    fn over_triggers(&self, of: impl Fn(usize) -> f64) -> f64 {
        let none = |years: usize| (1.0 - self.hazard).powi(years as i32);
        let come: f64 = (1..self.years()).map(|year| none(year - 1) * self.hazard * of(year)).sum();
        come + none(self.years() - 1) * of(usize::MAX - 1)
    }

    fn decide(&self, hazard: f64) -> Decision {
        let mut text = format!("rate = {}\nhorizon_years = {}\n", self.rate, self.horizon);
        for (line, id) in ["once", "triggered"].iter().enumerate() {
            // A share of a round sum, for a margin of a half and half a customer kept today anyway.
            let keep: Vec<String> = (self.steps.iter().zip(IDS))
                .filter_map(|(step, id)| Some(format!("{id} = {}", 0.5 + f64::from(step.brings[line]?) / 1e6)))
                .collect();
            let keep = if keep.is_empty() { "a = 0.5".to_owned() } else { keep.join(", ") };
            text += &format!(
                "[[revenue]]\nid = \"{id}\"\nname = \"{id}\"\ndriver = \"procurement\"\nowner = \"p\"\nrevenue = 2_000_000\n\
                 margin = 0.5\nkeep_reference = 0.5\nkeep = {{ {keep} }}\nafter_trigger = {}\n",
                line == 1
            );
        }
        text += &format!(
            "[wait]\ntrigger = \"t\"\nwatcher = \"p\"\nreview = 2027-06-30\nthen = \"{}\"\nhazard = {hazard}\nwatch = {}\n\
             lead_months = {}\n",
            IDS[self.steps.len() - 1],
            self.watch,
            f64::from(self.lead_half_months) / 2.0
        );
        let option = |(at, step): (usize, &Stated)| {
            let cost: Vec<f64> = step.cost.iter().map(|one| f64::from(*one)).collect();
            let inner = at.checked_sub(1).map(|at| IDS[at]);
            let months = f64::from(step.half_months) / 2.0;
            OptionPlan { per_product: step.per_product, ..plan(IDS[at], inner, &cost, months, f64::from(step.upkeep)) }
        };
        let situation = Situation {
            options: self.steps.iter().enumerate().map(option).collect(),
            begins_in_years: self.begins,
            further_product: Range::point(self.further),
            ..situation()
        };
        let library = library();
        decide(&library, &inputs(&library, &text), &situation, ONE)
    }
}

/// Cents of each year are rounded line by line; that is all that may lie between the two.
fn same(cents: i64, units: f64) -> bool {
    (cents as f64 / 100.0 - units).abs() < 0.5
}

fn deepest(years: &[[f64; 2]]) -> f64 {
    let before = |year: usize| years[..year].iter().map(|[net, _]| net).sum::<f64>();
    (0..years.len()).map(|year| before(year) + years[year][1]).fold(0.0, f64::min)
}

fn step() -> impl Strategy<Value = Stated> {
    let brings = || prop::option::of(0u32..400_000);
    (prop::collection::vec(0u32..200_000, 1..5), 0u32..100, 0u32..30_000, any::<bool>(), [brings(), brings()]).prop_map(
        |(cost, half_months, upkeep, per_product, brings)| Stated { cost, half_months, upkeep, per_product, brings },
    )
}

fn case() -> impl Strategy<Value = Case> {
    let rate = prop::sample::select(vec![0.0, 0.08, 0.5]);
    let hazard = prop::sample::select(vec![0.0, 0.1, 0.25, 0.8, 1.0]);
    let further = prop::sample::select(vec![0.0, 0.25, 1.0]);
    // Ten years are the longest horizon that a file can state.
    (1usize..=10, rate, 0usize..3, 0u32..60, 0u32..20_000, hazard, further, prop::collection::vec(step(), 1..4))
        .prop_map(|(horizon, rate, begins, lead_half_months, watch, hazard, further, steps)| Case {
            horizon,
            rate,
            begins,
            lead_half_months,
            watch,
            hazard,
            further,
            steps,
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn money_is_what_half_months_add_up_to(case in case()) {
        // A trigger that surely comes in the first year, or never.
        for (hazard, trigger) in [(1.0, 1), (0.0, usize::MAX - 1)] {
            let decision = case.decide(hazard);
            prop_assert!(decision.asks.iter().all(|ask| !ask.blocks_money), "{:#?}", decision.asks);
            let world = &decision.worlds[0];
            let money = |row: usize| world.money[row].expect("money is stated");
            let waited = case.waited(trigger);
            prop_assert!(same(money(1).expected_cents, case.worth(&waited)), "{} {waited:?}", money(1).expected_cents);
            prop_assert!(same(money(1).deepest_cents, deepest(&waited)));
            for (last, id) in IDS.iter().enumerate().take(case.steps.len()) {
                let years = case.years_of(last, None, trigger, 0);
                prop_assert!(same(money(last + 2).expected_cents, case.worth(&years)), "{years:?}");
                prop_assert!(same(money(last + 2).deepest_cents, deepest(&years)), "{years:?}");
                for row in world.portfolio.iter().filter(|row| row.option == *id) {
                    let years = case.years_of(last, None, trigger, row.products - 1);
                    prop_assert!(same(row.expected_cents, case.worth(&years)), "{row:?} {years:?}");
                }
            }
        }
    }

    #[test]
    fn waiting_at_likely_is_the_mean_over_its_triggers(case in case()) {
        let wait = case.decide(case.hazard).wait.expect("waiting is an option");
        let last = case.steps.len() - 1;
        let starts: Vec<usize> = (1..case.years()).filter(|year| case.starts(*year)).collect();
        prop_assert_eq!(&wait.starts_in_years, &starts);
        let now = case.over_triggers(|trigger| case.worth(&case.years_of(last, None, trigger, 0)));
        let waits = case.over_triggers(|trigger| case.worth(&case.waited(trigger)));
        prop_assert!(same(wait.now_cents, now) && same(wait.wait_cents, waits), "{wait:?} {now} {waits}");
    }

    /// What is paid beyond the horizon is in no value, but it is part of the price.
    #[test]
    fn a_price_is_the_sum_of_all_its_years(case in case()) {
        let decision = case.decide(1.0);
        let mut sum = 0;
        for (row, step) in decision.rows[2..].iter().zip(&case.steps) {
            let own: u32 = step.cost.iter().sum();
            sum += own;
            let cents = |of: &dyn Fn(&OptionRow) -> Option<decide::Spread<i64>>| of(row).expect("planned").p50;
            prop_assert_eq!(cents(&|row| row.step_cost_cents), i64::from(own) * 100);
            prop_assert_eq!(cents(&|row| row.cost_cents), i64::from(sum) * 100);
            prop_assert_eq!(row.upkeep_cents, i64::from(step.upkeep) * 100);
        }
    }
}

/// What is drawn beyond the horizon is in the price as well, draw by draw.
#[test]
fn draws_beyond_the_horizon_are_part_of_the_price() {
    let library = library();
    let mut one = plan("a", None, &[60.0, 40.0, 0.0], 6.0, 0.0);
    let drawn = |values: &[f64]| Uncertain::Draws { values: values.to_vec(), likely: values[0] };
    one.cost[2] = drawn(&[1.0, 2.0, 3.0]);
    one.cost.push(drawn(&[10.0, 20.0, 30.0]));
    let situation = Situation { options: vec![one], ..situation() };
    let text = "horizon_years = 1\n";
    let decision = decide(&library, &inputs(&library, text), &situation, Draws { seed: 1, count: 3 });
    // 111, 122 and 133: the ranks of P10, P50 and P90 among three are the first, the second and the third.
    let spread = decide::Spread { p10: 11_100, p50: 12_200, p90: 13_300 };
    assert_eq!((decision.rows[1].cost_cents, decision.rows[1].step_cost_cents), (Some(spread), Some(spread)));
}
