//! How does each part of a plan come about? First what is done in each, one after the other; then their draws, side by side.
//!
//! What an earlier part does or costs decides what is left for a later one; when it is done decides nothing, except that
//! a product begins when the certificate of its process is there. Parts with the same actions, such as those of
//! products that are built alike, share their draws.

use std::collections::BTreeMap;

use assess::Assessment;
use catalogue::Catalogue;
use model::RequirementId;
use plan::{
    Audit, BestLevels, Chosen, Draws, Forecast, Limit, Measure, PartDefault, Person, Planned, Seed, Tasks, Work,
};
use report::{BudgetResult, LeverResult, OfResult, PartPlanResult, PhaseResult, RouteResult};

use super::aim::{Aim, Note, done_after};
use super::answers::{critical, money, savings, whole};
use super::{CRA, DRAWS, PlanQuestion, in_levels, lowest, nobody, wanted, within_budget};
use crate::dossiers::Case;
use crate::error::Error;
use crate::plan_terms::Ground;
use crate::spread::{Count, spread};

/// So many groups of parts are drawn before their draws are added up and let go: those of hundreds fill the memory.
const AT_A_TIME: usize = 64;

/// What is known while parts are settled one after the other.
pub(super) struct Planner<'p> {
    pub(super) catalogue: &'p Catalogue,
    pub(super) ground: &'p Ground,
    pub(super) question: &'p PlanQuestion,
    pub(super) team: Vec<Person>,
    pub(super) seed: Seed,
    /// What is left of the budget, in cents.
    pub(super) left: Option<u64>,
    /// Actions that earlier parts do or have done.
    pub(super) done: Vec<String>,
    /// The subjects of earlier parts.
    pub(super) earlier: Vec<String>,
    pub(super) notes: Vec<Note<'p>>,
}

/// A part of which is settled what is done in it; nothing is drawn yet.
pub(super) struct Settled<'p> {
    pub(super) case: &'p Case,
    assessment: Assessment<'p>,
    pub(super) part: &'p str,
    audit: Audit,
    pub(super) aim: Aim,
    met: Vec<RequirementId>,
    /// Actions that earlier parts do or have done.
    done: Vec<String>,
    cheapest: Chosen,
    chosen: Chosen,
    bought: Option<BestLevels>,
    /// What the budget leaves for actions, in cents.
    for_actions: u64,
    over_budget: Option<u64>,
    /// The subject whose certificate comes first.
    begins_after: Option<String>,
}

/// The draws of every part that does the same.
struct Drawn {
    tasks: Tasks,
    forecast: Forecast,
    phases: Vec<PhaseResult>,
    buys_most: Vec<LeverResult>,
}

/// The parts of a plan, and what they cost together in each draw, in cents.
pub(super) struct Parts {
    pub(super) list: Vec<PartPlanResult>,
    pub(super) total: Vec<f64>,
    pub(super) yearly: Vec<f64>,
}

impl<'p> Planner<'p> {
    /// Settles what is done in the next part.
    pub(super) fn settle(
        &mut self,
        case: &'p Case,
        default: &'p PartDefault,
        assessment: Assessment<'p>,
    ) -> Settled<'p> {
        let (part, audit, limit) = (default.stage.id.as_str(), default.stage.audit, Limit::default());
        let library = &self.ground.library;
        let (aim, note) = Aim::of(&assessment);
        self.notes.extend(note);
        let met = aim.met(&assessment);
        let done = self.done.clone();
        let scopes = [aim.scope(&assessment, &met)];
        let names: Vec<&str> = done.iter().map(String::as_str).collect();
        let work = Work::new(library, &scopes, &names, Measure::Cents);
        let cheapest = work.cheapest(limit);
        let fees_likely = self.fees_likely(part);
        let for_actions = self.left.and_then(|left| left.checked_sub(fees_likely));
        let (chosen, bought) = within_budget(&work, aim, &cheapest, for_actions, limit);
        let over_budget = self.left.filter(|_| bought.is_none());
        let over_budget =
            over_budget.and_then(|left| (cheapest.cost + fees_likely).checked_sub(left).filter(|over| *over > 0));
        if let Some(left) = &mut self.left {
            *left = left.saturating_sub(chosen.cost).saturating_sub(fees_likely);
        }
        let begins_after = self.before(case, aim);
        // Hundreds of products do the same, and every later one looks through the list.
        for action in done_after(library, case.edition(), &met, &chosen.actions) {
            if !self.done.contains(&action) {
                self.done.push(action);
            }
        }
        // Even with nothing to do the audit is left, and its certificate comes first.
        self.earlier.push(case.subject.id.to_string());
        let for_actions = for_actions.unwrap_or_default();
        Settled {
            case,
            assessment,
            part,
            audit,
            aim,
            met,
            done,
            cheapest,
            chosen,
            bought,
            for_actions,
            over_budget,
            begins_after,
        }
    }

    /// The fees until the certificate at likely figures, in cents.
    fn fees_likely(&self, part: &str) -> u64 {
        let fees = self.ground.library.fees.iter().filter(|fee| fee.part == part && !fee.yearly);
        whole(fees.map(|fee| fee.amount.likely * 100.0).sum())
    }

    /// After which certificate the part begins: that of its process, where that has work to do.
    fn before(&self, case: &Case, aim: Aim) -> Option<String> {
        if matches!(aim, Aim::Maturity(_)) {
            return None;
        }
        if let Some(process) = &case.subject.process {
            return self.earlier.iter().find(|id| **id == process.as_str()).cloned();
        }
        // Where the dossier has one process, it is that of every product.
        let mut processes = self.earlier.iter().filter(|id| id.starts_with("process/"));
        let only = processes.next()?;
        processes.all(|other| other == only).then(|| only.clone())
    }

    /// Draws what is settled. In: every part, processes before products.
    pub(super) fn parts(&self, settled: &[Settled<'p>], count: &Count) -> Result<Parts, Error> {
        let mut all = Parts { list: Vec::new(), total: vec![0.0; DRAWS], yearly: vec![0.0; DRAWS] };
        let mut list: Vec<(usize, Result<PartPlanResult, Error>)> = Vec::new();
        // The certificates for which others wait, in each draw.
        let mut certificates: BTreeMap<&str, Vec<f64>> = BTreeMap::new();
        let products = settled.iter().position(|one| matches!(one.aim, Aim::Levels(_))).unwrap_or(settled.len());
        for some in [0..products, products..settled.len()] {
            let mut alike: BTreeMap<_, Vec<usize>> = BTreeMap::new();
            for (at, one) in some.clone().zip(&settled[some]) {
                alike.entry((one.part, &one.begins_after, &one.chosen.actions)).or_default().push(at);
            }
            let groups: Vec<Vec<usize>> = alike.into_values().collect();
            for groups in groups.chunks(AT_A_TIME) {
                let draw = |group: &Vec<usize>| {
                    let parts: Vec<&Settled<'_>> = group.iter().map(|at| &settled[*at]).collect();
                    let begin = parts[0].begins_after.as_deref().and_then(|id| certificates.get(id));
                    let drawn = self.draw(parts[0], begin.map_or(&[], Vec::as_slice))?;
                    let results = parts.iter().map(|one| {
                        let result = self.part(one, &drawn, begin.map_or(&[], Vec::as_slice));
                        count.done(1);
                        result
                    });
                    let results: Vec<_> = results.collect();
                    Ok::<_, Error>((results, drawn.forecast))
                };
                for (group, drawn) in groups.iter().zip(spread(groups, draw)) {
                    let (results, forecast) = drawn?;
                    let times = group.len() as f64;
                    // Whole cents: the order in which they are added up changes nothing.
                    all.total.iter_mut().zip(&forecast.cost.draws).for_each(|(sum, one)| *sum += times * one);
                    all.yearly.iter_mut().zip(&forecast.cost.yearly_draws).for_each(|(sum, one)| *sum += times * one);
                    for at in group {
                        let id = settled[*at].case.subject.id.as_str();
                        if *at < products {
                            certificates.entry(id).or_insert_with(|| forecast.certificate.clone());
                        }
                    }
                    list.extend(group.iter().copied().zip(results));
                }
            }
        }
        list.sort_by_key(|(at, _)| *at);
        all.list = list.into_iter().map(|(_, part)| part).collect::<Result<_, _>>()?;
        Ok(all)
    }

    /// The draws of a part, and of every part that does the same. In: the month at which it begins in each draw.
    fn draw(&self, one: &Settled<'_>, begin: &[f64]) -> Result<Drawn, Error> {
        let ground = self.ground;
        let phases = &ground.defaults.phases;
        let tasks = Tasks::new(&ground.library, phases, &one.chosen.actions, &self.team).map_err(nobody)?;
        let planned = Planned {
            part: one.part,
            library: &ground.library,
            phases,
            tasks: &tasks,
            audit: one.audit,
            settings: ground.defaults.settings,
        };
        let draws = Draws::new(&planned, begin, self.seed, DRAWS);
        let forecast = draws.forecast();
        let buys_most = self.buys_most(&draws, &forecast);
        Ok(Drawn { phases: self.phases(&tasks, &forecast), tasks, forecast, buys_most })
    }

    /// One part in full.
    fn part(&self, one: &Settled<'_>, drawn: &Drawn, begin: &[f64]) -> Result<PartPlanResult, Error> {
        let Settled { case, assessment, chosen, cheapest, bought, .. } = one;
        let (ground, limit) = (self.ground, Limit::default());
        let library = &ground.library;
        let scopes = [one.aim.scope(assessment, &one.met)];
        let done: Vec<&str> = one.done.iter().map(String::as_str).collect();
        let work = Work::new(library, &scopes, &done, Measure::Cents);
        let open_rows = work.open();
        let cut_by_budget = bought.is_some() && chosen.actions != cheapest.actions;
        let Drawn { tasks, forecast, .. } = drawn;
        let (next_levels, savings) = match one.aim {
            Aim::Levels(vector) => (self.next_levels(&work, limit), savings(&work, vector, cheapest, limit)),
            Aim::Maturity(_) => (Vec::new(), Vec::new()),
        };
        let by_date = match (one.aim, self.question.by) {
            (Aim::Levels(_), Some(day)) => self.levels_by(&work, one.part, one.audit, begin, day, limit)?,
            _ => Vec::new(),
        };
        let lists_cra = case.subject.standards.iter().any(|key| key.standard.as_str() == CRA);
        Ok(PartPlanResult {
            of: OfResult::from(&case.subject),
            part: one.part.to_owned(),
            standard: case.edition().head.key.to_string(),
            target: wanted(assessment).unwrap_or_else(|| one.aim.words()),
            leads_to: match bought.as_ref().filter(|_| cut_by_budget) {
                Some(best) => in_levels(best),
                None => one.aim.words(),
            },
            cut_by_budget,
            over_budget: one.over_budget,
            begins_after: one.begins_after.clone(),
            open: open_rows.iter().map(|row| row.id.to_string()).collect(),
            route: RouteResult {
                cost: chosen.cost,
                hours: whole(chosen.actions.iter().map(|index| library.actions[*index].likely_hours()).sum()),
                proved: chosen.proved,
                bound: chosen.bound,
                unreachable: chosen.unreachable.iter().map(|row| row.id.to_string()).collect(),
            },
            actions: self.actions(tasks, forecast, &open_rows, &chosen.actions),
            milestones: self.milestones(forecast),
            phases: drawn.phases.clone(),
            critical: critical(tasks, forecast, &library.actions),
            buys_most: drawn.buys_most.clone(),
            next_levels,
            savings,
            within_budget: bought.as_ref().map(|best| BudgetResult {
                left: one.for_actions,
                cost: best.chosen.cost,
                levels: best.levels.iter().map(|(fr, level)| (fr.abbreviation(), level.number())).collect(),
                headline: lowest(best).number(),
                proved: best.chosen.proved,
            }),
            by_date,
            deadlines: self.deadlines(forecast, lists_cra),
            cost: money(&forecast.cost.total),
            fees: money(&forecast.cost.fees),
            yearly: money(&forecast.cost.yearly),
            serves_cra: lists_cra.then(|| self.serves(&chosen.actions)),
        })
    }
}
