//! Is the cheapest route the cheapest? Trying every set of actions is the judge on small cases.

use plan::{Cover, CoverAction, CoverRow, Limit, best_within, cheapest, levels_reached};
use proptest::prelude::*;

/// Every set of actions, cheapest first by trying all.
fn sets(count: usize) -> impl Iterator<Item = Vec<bool>> {
    (0u32..1 << count).map(move |bits| (0..count).map(|index| bits >> index & 1 == 1).collect())
}

fn lists(actions: usize, most: usize) -> impl Strategy<Value = Vec<Vec<usize>>> {
    prop::collection::vec(prop::collection::vec(0..actions, 1..=3), 0..=most)
}

prop_compose! {
    fn covers()(actions in 2usize..=9)(
        costs in prop::collection::vec(0u64..=12, actions),
        needs in prop::collection::vec(lists(actions, 1), actions),
        rows in prop::collection::vec((prop::collection::vec(0..actions, 0..=3), lists(actions, 3)), 1..=8),
        always in prop::collection::vec(0..actions, 0..=1),
    ) -> Cover {
        // Needs point to earlier actions only: what comes before never leads back.
        let actions = costs.into_iter().zip(needs).enumerate().map(|(index, (cost, needs))| CoverAction {
            cost,
            needs: needs
                .into_iter()
                .map(|list| list.into_iter().map(|needed| needed % index.max(1)).collect::<Vec<_>>())
                .filter(|_| index > 0)
                .collect(),
        }).collect();
        let rows = rows.into_iter().map(|(full, portions)| CoverRow { full, portions }).collect();
        Cover { actions, rows, always }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn the_optimum_is_that_of_trying_everything(cover in covers()) {
        let all: Vec<usize> = (0..cover.rows.len()).collect();
        let route = cheapest(&cover, &all, Limit::default());
        let wanted: Vec<usize> = all.iter().copied().filter(|row| !route.unreachable.contains(row)).collect();
        let least = sets(cover.actions.len())
            .filter(|chosen| cover.holds(chosen, &wanted))
            .map(|chosen| cover.cost(&chosen))
            .min();
        prop_assert_eq!(Some(route.cost), least);
        prop_assert!(route.proved && route.bound == route.cost);
        let mut chosen = vec![false; cover.actions.len()];
        route.chosen.iter().for_each(|action| chosen[*action] = true);
        prop_assert!(wanted.is_empty() || cover.holds(&chosen, &wanted));
        // A row called unreachable is one that even everything leaves open.
        let open = |row: usize, set: &[bool]| !cover.holds(set, &[]) || !cover.rows[row].closed_by(set);
        for row in &route.unreachable {
            prop_assert!(sets(cover.actions.len()).all(|set| open(*row, &set)));
        }
    }

    #[test]
    fn a_budget_buys_the_best_there_is_and_more_never_buys_less(cover in covers(), low in 0u64..40, more in 0u64..20) {
        let half = cover.rows.len() / 2;
        let ladder = |from: usize, to: usize| (from..to).map(|row| vec![row]).collect::<Vec<_>>();
        let ladders = [ladder(0, half), ladder(half, cover.rows.len())];
        let highest = ladders.iter().map(Vec::len).max().unwrap_or(0);
        let weight = 2 * highest + 1;
        let goal = |levels: &[usize], headline: usize| weight * headline + levels.iter().sum::<usize>();
        let value = |budget: u64| {
            let bought = best_within(&cover, &ladders, &[], budget, Limit::default());
            assert!(bought.proved && bought.route.cost <= budget);
            (goal(&bought.levels, bought.headline), bought.route.cost)
        };
        // A ladder climbed to its end holds nobody back.
        let headline = |levels: &[usize]| {
            let held = ladders.iter().zip(levels).filter(|(ladder, level)| **level < ladder.len());
            held.map(|(_, level)| *level).min().unwrap_or(highest)
        };
        let best = sets(cover.actions.len())
            .filter(|chosen| {
                let always = cover.always.iter().all(|action| chosen[*action]);
                let empty = chosen.iter().all(|chosen| !chosen);
                cover.holds(chosen, &[]) && (always || empty) && cover.cost(chosen) <= low
            })
            .map(|chosen| {
                let levels = levels_reached(&cover, &ladders, &chosen);
                (goal(&levels, headline(&levels)), std::cmp::Reverse(cover.cost(&chosen)))
            })
            .max();
        // The most there is, and that for the least.
        prop_assert_eq!(Some(value(low)), best.map(|(goal, cost)| (goal, cost.0)));
        prop_assert!(value(low + more).0 >= value(low).0);
    }
}

/// Past the limit the best so far comes back, honest about its distance to the bound.
#[test]
fn a_search_cut_short_says_so() {
    let actions: Vec<CoverAction> =
        (0..90).map(|index| CoverAction { cost: 20 + (index * 7) % 13, needs: Vec::new() }).collect();
    let row = |row: usize| (0..6).map(|step| (row * row * 17 + step * (row * 29 + 11)) % 90).collect();
    let rows: Vec<CoverRow> = (0..120).map(|at| CoverRow { full: row(at), ..CoverRow::default() }).collect();
    let cover = Cover { actions, rows, always: Vec::new() };
    let all: Vec<usize> = (0..120).collect();
    let (cut, whole) = (cheapest(&cover, &all, Limit { nodes: 1 }), cheapest(&cover, &all, Limit { nodes: 100_000 }));
    assert!(whole.proved && whole.bound == whole.cost);
    assert!(!cut.proved, "{cut:?}");
    assert!(0 < cut.bound && cut.bound <= whole.cost && whole.cost <= cut.cost && cut.bound < cut.cost, "{cut:?}");
    let mut chosen = vec![false; 90];
    cut.chosen.iter().for_each(|action| chosen[*action] = true);
    assert!(cover.holds(&chosen, &all));
}
