//! Which actions close these rows at the lowest cost, and is that proved?
//!
//! An exact mixed integer programme, solved by branch and bound. What comes back from the solver's floating point
//! is checked in whole numbers before anybody sees it, and the search ends after a number of nodes, never by the clock.

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOptions, Variable};

use crate::cover::{Cover, CoverRow};

/// How far the search may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// Nodes of the search tree; past them the best found so far is returned with its distance to the bound.
    pub nodes: u64,
}

impl Default for Limit {
    /// Enough for the library at the size of a product; a few seconds at worst.
    fn default() -> Self {
        Self { nodes: 2_000 }
    }
}

/// A route: actions that close what was wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Route {
    /// The chosen actions, in rising order.
    pub chosen: Vec<usize>,
    /// What they cost together.
    pub cost: u64,
    /// Is it certain that nothing cheaper does?
    pub proved: bool,
    /// Nothing cheaper than this exists; equal to the cost when proved.
    pub bound: u64,
    /// Wanted rows that no action closes.
    pub unreachable: Vec<usize>,
}

/// The best that a budget buys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bought {
    /// The level that each ladder reaches.
    pub levels: Vec<usize>,
    /// The lowest of them, 0 while a row of the ground is open.
    pub headline: usize,
    /// The cheapest route to exactly these levels.
    pub route: Route,
    /// Is it certain that no better levels fit into the budget, and no cheaper route leads to them?
    pub proved: bool,
}

/// The cheapest set of actions that closes the wanted rows.
pub fn cheapest(cover: &Cover, wanted: &[usize], limit: Limit) -> Route {
    let (mut chosen, unreachable) = cover.possible(wanted);
    let wanted: Vec<usize> = wanted.iter().copied().filter(|row| !unreachable.contains(row)).collect();
    cover.thin_out(&mut chosen, &wanted);
    if wanted.is_empty() {
        return Route { chosen: Vec::new(), cost: 0, proved: true, bound: 0, unreachable };
    }
    let mut model = Model::new(cover, OptimizationDirection::Minimize, |cost| cost);
    for row in &wanted {
        model.close(&cover.rows[*row], None);
    }
    for action in &cover.always {
        model.at_least(&[model.actions[*action]], 1.0);
    }
    let hint = model.actions.iter().zip(&chosen).map(|(variable, chosen)| (*variable, f64::from(u8::from(*chosen))));
    let hint = hint.collect();
    let mut proved = false;
    let mut bound = 0;
    if let Some(answer) = model.solve(limit, Some(hint)) {
        let mut found = answer.chosen;
        if cover.holds(&found, &wanted) {
            // Actions without cost may have been chosen for no reason.
            cover.thin_out(&mut found, &wanted);
            if cover.cost(&found) <= cover.cost(&chosen) {
                chosen = found;
            }
        }
        bound = (answer.bound * model.unit - 0.5).ceil().max(0.0) as u64;
        proved = answer.optimal && bound >= cover.cost(&chosen);
    }
    let cost = cover.cost(&chosen);
    Route { chosen: indices(&chosen), cost, proved, bound: if proved { cost } else { bound.min(cost) }, unreachable }
}

/// Rows that are asked for step by step: `ladders[l][n]` holds the rows that level n + 1 of ladder l asks in addition.
///
/// In: ladders of open rows, rows of the ground that the headline needs, the budget. The best is the highest headline
/// and, at that headline, the highest sum of levels; more budget never gives less of it, but a single ladder may fall.
pub fn best_within(cover: &Cover, ladders: &[Vec<Vec<usize>>], ground: &[usize], budget: u64, limit: Limit) -> Bought {
    let weight = worth_of_headline(ladders);
    // What needs no work at all is there whatever the budget is.
    let free = levels_reached(cover, ladders, &vec![false; cover.actions.len()]);
    let free_headline = headline(cover, ladders, &free, ground, &vec![false; cover.actions.len()]);
    let nothing = Bought {
        levels: free,
        headline: free_headline,
        route: Route { chosen: Vec::new(), cost: 0, proved: true, bound: 0, unreachable: Vec::new() },
        proved: true,
    };
    let climb = Climb::new(cover, ladders, ground, budget, OptimizationDirection::Maximize);
    let Some(answer) = climb.model.solve(limit, None) else { return Bought { proved: false, ..nothing } };
    let mut chosen = answer.chosen;
    if !cover.holds(&chosen, &[]) || cover.cost(&chosen) > budget {
        return Bought { proved: false, ..nothing };
    }
    let mut levels = levels_reached(cover, ladders, &chosen);
    let reached = headline(cover, ladders, &levels, ground, &chosen);
    let sum = levels.iter().sum::<usize>();
    let mut best = answer.optimal && answer.bound < weight * reached as f64 + sum as f64 + 0.5;
    // As much again, in whichever ladders it can be had for the least.
    let cheaper = Climb::new(cover, ladders, ground, cover.cost(&chosen), OptimizationDirection::Minimize);
    if let Some(answer) = cheaper.at_least(reached, sum).solve(limit, None) {
        let found = levels_reached(cover, ladders, &answer.chosen);
        let as_much = headline(cover, ladders, &found, ground, &answer.chosen) >= reached
            && found.iter().sum::<usize>() >= sum
            && cover.holds(&answer.chosen, &[])
            && cover.cost(&answer.chosen) <= cover.cost(&chosen);
        if as_much {
            levels = found;
        }
        best &= answer.optimal && as_much;
    } else {
        best = false;
    }
    // These levels again, without what was chosen for no reason.
    let mut wanted: Vec<usize> =
        ladders.iter().zip(&levels).flat_map(|(ladder, level)| ladder[..*level].iter().flatten().copied()).collect();
    if reached > 0 {
        wanted.extend(ground);
    }
    wanted.sort_unstable();
    wanted.dedup();
    let route = cheapest(cover, &wanted, limit);
    chosen = vec![false; cover.actions.len()];
    for action in &route.chosen {
        chosen[*action] = true;
    }
    let levels = levels_reached(cover, ladders, &chosen);
    Bought { headline: headline(cover, ladders, &levels, ground, &chosen), levels, proved: best && route.proved, route }
}

/// One level of the headline outweighs every level of every ladder.
fn worth_of_headline(ladders: &[Vec<Vec<usize>>]) -> f64 {
    let highest = ladders.iter().map(Vec::len).max().unwrap_or(0);
    (ladders.len() * highest + 1) as f64
}

/// The programme of ladders under a budget: the most levels, or the least cost for a number of them.
struct Climb {
    model: Model,
    heads: Vec<Variable>,
    steps: Vec<Vec<Variable>>,
}

impl Climb {
    fn new(
        cover: &Cover,
        ladders: &[Vec<Vec<usize>>],
        ground: &[usize],
        budget: u64,
        direction: OptimizationDirection,
    ) -> Self {
        let highest = ladders.iter().map(Vec::len).max().unwrap_or(0);
        let (cost, step, head) = match direction {
            OptimizationDirection::Maximize => (0.0, 1.0, worth_of_headline(ladders)),
            OptimizationDirection::Minimize => (1.0, 0.0, 0.0),
        };
        let mut model = Model::new(cover, direction, |amount| cost * amount);
        let steps: Vec<Vec<Variable>> = ladders.iter().map(|ladder| model.ladder(cover, ladder, step)).collect();
        let heads: Vec<Variable> = (0..highest).map(|_| model.problem.add_binary_var(head)).collect();
        for (level, head) in heads.iter().enumerate() {
            for ladder in &steps {
                // A ladder that ends lower holds nobody back.
                if let Some(step) = ladder.get(level) {
                    model.problem.add_constraint([(*head, 1.0), (*step, -1.0)], ComparisonOp::Le, 0.0);
                }
            }
            for row in ground {
                model.close(&cover.rows[*row], Some(*head));
            }
            if level > 0 {
                model.problem.add_constraint([(*head, 1.0), (heads[level - 1], -1.0)], ComparisonOp::Le, 0.0);
            }
        }
        // Whoever does anything does what belongs to every route; whoever does nothing does not.
        for action in &cover.always {
            for other in (0..cover.actions.len()).filter(|other| other != action) {
                let sum = [(model.actions[*action], 1.0), (model.actions[other], -1.0)];
                model.problem.add_constraint(sum, ComparisonOp::Ge, 0.0);
            }
        }
        let spent: Vec<_> = model
            .actions
            .iter()
            .zip(&cover.actions)
            .map(|(variable, action)| (*variable, action.cost as f64 / model.unit))
            .collect();
        model.problem.add_constraint(spent, ComparisonOp::Le, (budget as f64 / model.unit).floor());
        Self { model, heads, steps }
    }

    /// The same where the headline and the sum of levels may not fall below these.
    fn at_least(mut self, headline: usize, sum: usize) -> Model {
        for head in self.heads.iter().take(headline) {
            self.model.at_least(&[*head], 1.0);
        }
        let steps: Vec<Variable> = self.steps.concat();
        if sum > 0 {
            self.model.at_least(&steps, sum as f64);
        }
        self.model
    }
}

/// The level that each ladder reaches with these actions.
pub fn levels_reached(cover: &Cover, ladders: &[Vec<Vec<usize>>], chosen: &[bool]) -> Vec<usize> {
    let closed = |rows: &Vec<usize>| rows.iter().all(|row| cover.rows[*row].closed_by(chosen));
    ladders.iter().map(|ladder| ladder.iter().take_while(|rows| closed(rows)).count()).collect()
}

/// The lowest level among the ladders that are not climbed to their end.
fn headline(cover: &Cover, ladders: &[Vec<Vec<usize>>], levels: &[usize], ground: &[usize], chosen: &[bool]) -> usize {
    let highest = ladders.iter().map(Vec::len).max().unwrap_or(0);
    let stands = ground.iter().all(|row| cover.rows[*row].closed_by(chosen));
    let held = ladders.iter().zip(levels).filter(|(ladder, level)| **level < ladder.len()).map(|(_, level)| *level);
    if stands { held.min().unwrap_or(highest) } else { 0 }
}

fn indices(chosen: &[bool]) -> Vec<usize> {
    (0..chosen.len()).filter(|index| chosen[*index]).collect()
}

struct Answer {
    chosen: Vec<bool>,
    optimal: bool,
    bound: f64,
}

/// The programme while it is written.
struct Model {
    problem: Problem,
    actions: Vec<Variable>,
    /// The largest number that divides all costs: small coefficients keep the solver exact.
    unit: f64,
}

impl Model {
    fn new(cover: &Cover, direction: OptimizationDirection, objective: impl Fn(f64) -> f64) -> Self {
        let unit = cover.actions.iter().map(|action| action.cost).fold(0, common_divisor).max(1) as f64;
        let mut problem = Problem::new(direction);
        let actions: Vec<Variable> =
            cover.actions.iter().map(|action| problem.add_binary_var(objective(action.cost as f64 / unit))).collect();
        for (index, (action, variable)) in cover.actions.iter().zip(&actions).enumerate() {
            // A list that names the action itself holds whenever the action is chosen.
            for list in action.needs.iter().filter(|list| !list.contains(&index)) {
                let mut sum: Vec<_> = once(list).map(|needed| (actions[needed], 1.0)).collect();
                sum.push((*variable, -1.0));
                problem.add_constraint(sum, ComparisonOp::Ge, 0.0);
            }
        }
        Self { problem, actions, unit }
    }

    fn at_least(&mut self, variables: &[Variable], least: f64) {
        let sum: Vec<_> = variables.iter().map(|variable| (*variable, 1.0)).collect();
        self.problem.add_constraint(sum, ComparisonOp::Ge, least);
    }

    /// Asks that a row is closed: always, or whenever `when` is chosen.
    fn close(&mut self, row: &CoverRow, when: Option<Variable>) {
        let enough = |problem: &mut Problem, list: &[Variable]| {
            let mut sum: Vec<_> = list.iter().map(|variable| (*variable, 1.0)).collect();
            sum.extend(when.map(|when| (when, -1.0)));
            problem.add_constraint(sum, ComparisonOp::Ge, if when.is_some() { 0.0 } else { 1.0 });
        };
        let of = |list: &[usize]| -> Vec<Variable> { once(list).map(|action| self.actions[action]).collect() };
        let mut full = of(&row.full);
        let portions: Vec<Vec<Variable>> = row.portions.iter().map(|portion| of(portion)).collect();
        if full.is_empty() && !portions.is_empty() {
            for portion in &portions {
                enough(&mut self.problem, portion);
            }
            return;
        }
        if !portions.is_empty() {
            let together = self.problem.add_var(0.0, (0.0, 1.0));
            for portion in &portions {
                let mut sum: Vec<_> = portion.iter().map(|variable| (*variable, 1.0)).collect();
                sum.push((together, -1.0));
                self.problem.add_constraint(sum, ComparisonOp::Ge, 0.0);
            }
            full.push(together);
        }
        enough(&mut self.problem, &full);
    }

    /// One variable for each level of a ladder, each needing its rows and the level below.
    fn ladder(&mut self, cover: &Cover, ladder: &[Vec<usize>], worth: f64) -> Vec<Variable> {
        let mut steps: Vec<Variable> = Vec::new();
        for rows in ladder {
            let step = self.problem.add_binary_var(worth);
            for row in rows {
                self.close(&cover.rows[*row], Some(step));
            }
            if let Some(below) = steps.last() {
                self.problem.add_constraint([(step, 1.0), (*below, -1.0)], ComparisonOp::Le, 0.0);
            }
            steps.push(step);
        }
        steps
    }

    fn solve(&self, limit: Limit, hint: Option<Vec<(Variable, f64)>>) -> Option<Answer> {
        let mut options = SolveOptions::default();
        options.node_limit = Some(limit.nodes);
        options.warm_start = hint;
        let outcome = self.problem.solve_with(options).ok()?;
        let optimal = outcome.is_optimal();
        let stats = outcome.stats();
        let solution = outcome.solution()?;
        let chosen = self.actions.iter().map(|variable| solution.var_value(*variable) > 0.5).collect();
        let bound = if optimal { solution.objective() } else { stats.best_bound.unwrap_or(f64::NEG_INFINITY) };
        Some(Answer { chosen, optimal, bound })
    }
}

/// Each index once: the solver takes no variable twice in a sum.
fn once(list: &[usize]) -> impl Iterator<Item = usize> {
    let mut list = list.to_vec();
    list.sort_unstable();
    list.dedup();
    list.into_iter()
}

fn common_divisor(mut one: u64, mut other: u64) -> u64 {
    while other > 0 {
        (one, other) = (other, one % other);
    }
    one
}
