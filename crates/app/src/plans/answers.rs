//! What does a plan say beside its actions' names? Days, phases, levers, next levels, deadlines, money, one sentence.

use std::collections::BTreeMap;

use model::{Date, FoundationalRequirement, SecurityLevel, TargetVector};
use plan::{
    Action, Audit, ByDate, Change, Chosen, Distance, Draws, Forecast, Limit, Pathway, Percentiles, RowOf, Tasks, Work,
    levels_in_time, reuse,
};
use report::{
    ActionResult, DeadlineResult, LevelByDateResult, LeverResult, MilestoneResult, NextLevelResult, PartPlanResult,
    PhaseResult, PlanMoneyResult, PlanResult, SavingResult, ServesResult,
};

use super::parts::Planner;
use super::{APPLIES, CRA, DAYS_A_MONTH, DRAWS, LEVERS, nobody};
use crate::error::Error;

impl Planner<'_> {
    pub(super) fn actions(
        &self,
        tasks: &Tasks,
        forecast: &Forecast,
        open: &[RowOf],
        chosen: &[usize],
    ) -> Vec<ActionResult> {
        let library = &self.ground.library;
        let mut list: Vec<(f64, ActionResult)> = Vec::new();
        for index in chosen {
            let action = &library.actions[*index];
            let own = || tasks.list.iter().zip(&forecast.tasks).filter(|(task, _)| task.action == Some(*index));
            let start = own().map(|(_, found)| found.start).fold(f64::INFINITY, f64::min);
            let p50 = own().map(|(_, found)| found.end.p50).fold(0.0, f64::max);
            let p80 = own().map(|(_, found)| found.end.p80).fold(0.0, f64::max);
            let rate = |id: &str| {
                let skill = library.skills.iter().find(|skill| *skill.id == *id);
                skill.map_or(0.0, |skill| skill.rate_per_hour.likely)
            };
            let cost: f64 = action.efforts.iter().map(|effort| effort.hours.likely * rate(&effort.skill)).sum();
            let mut skills = BTreeMap::new();
            for effort in &action.efforts {
                *skills.entry(effort.skill.to_string()).or_insert(0.0) += effort.hours.likely;
            }
            let closes = action.closes.iter().chain(&action.partly).filter(|row| open.contains(row));
            list.push((
                start,
                ActionResult {
                    id: action.id.to_string(),
                    title: action.title.clone(),
                    done: action.done.clone(),
                    phase: action.phase.clone(),
                    skills,
                    hours: action.likely_hours(),
                    cost: whole((cost + action.fee.map_or(0.0, |fee| fee.likely)) * 100.0),
                    closes: closes.map(|row| row.id.to_string()).collect(),
                    after: self.waits_for(action, chosen),
                    starts: self.ground.day(start),
                    work_to: self.ground.day(p50),
                    commit_to: self.ground.day(p80),
                    critical: forecast.chain.iter().any(|task| tasks.list[*task].action == Some(*index)),
                },
            ));
        }
        list.sort_by(|one, other| one.0.total_cmp(&other.0));
        list.into_iter().map(|(_, action)| action).collect()
    }

    /// What an action waits for among those chosen: its own predecessors, and the phases before its own.
    fn waits_for(&self, action: &Action, chosen: &[usize]) -> Vec<String> {
        let actions = || chosen.iter().map(|index| &self.ground.library.actions[*index]);
        let own = |other: &&Action| action.after.iter().any(|name| other.is_called(name));
        let mut list: Vec<String> = actions().filter(own).map(|other| other.id.to_string()).collect();
        let phases = &self.ground.defaults.phases;
        let mut before: Vec<&str> = vec![&action.phase];
        let mut seen: Vec<&str> = Vec::new();
        while let Some(id) = before.pop() {
            let Some(phase) = phases.iter().find(|phase| phase.id == id) else { continue };
            for earlier in phase.after.iter().map(String::as_str) {
                // A phase without actions hands on what it waits for itself.
                if !actions().any(|other| other.phase == earlier) {
                    before.push(earlier);
                } else if !seen.contains(&earlier) {
                    seen.push(earlier);
                    list.push(format!("phase {earlier}"));
                }
            }
        }
        list
    }

    pub(super) fn milestones(&self, forecast: &Forecast) -> Vec<MilestoneResult> {
        let one = |id: &str, what: &str, months: &Percentiles| {
            let (work_to, commit_to) = self.ground.days(months);
            MilestoneResult {
                id: id.to_owned(),
                what: what.to_owned(),
                work_to,
                commit_to,
                months_work_to: hundredths(months.p50),
                months_commit_to: hundredths(months.p80),
            }
        };
        vec![
            one("slot-ordered", "Order the laboratory's or auditor's slot", &forecast.slot_months),
            one("ready", "Everything is done and handed in", &forecast.ready_months),
            one("certificate", "The certificate is decided", &forecast.certificate_months),
        ]
    }

    pub(super) fn phases(&self, tasks: &Tasks, forecast: &Forecast) -> Vec<PhaseResult> {
        let phases = self.ground.defaults.phases.iter().enumerate();
        let mut list: Vec<(f64, PhaseResult)> = phases
            .filter_map(|(index, phase)| {
                let own = tasks.list.iter().zip(&forecast.tasks).filter(|(task, _)| task.phase == index);
                let starts = own.filter(|(task, _)| task.action.is_some()).map(|(_, found)| found.start);
                let start = starts.fold(f64::INFINITY, f64::min);
                let (work_to, commit_to) = self.ground.days(forecast.phase_months.get(index)?);
                let cost = money(forecast.cost.phases.get(index)?);
                let (id, title) = (phase.id.clone(), phase.title.clone());
                let result = PhaseResult { id, title, starts: self.ground.day(start), work_to, commit_to, cost };
                start.is_finite().then_some((start, result))
            })
            .collect();
        list.sort_by(|one, other| one.0.total_cmp(&other.0));
        list.into_iter().map(|(_, phase)| phase).collect()
    }

    pub(super) fn buys_most(&self, draws: &Draws<'_>, forecast: &Forecast) -> Vec<LeverResult> {
        let library = &self.ground.library;
        let levers = draws.levers(forecast).into_iter().map(|lever| LeverResult {
            what: match &lever.what {
                Change::Shorter(action) => format!("\"{}\" in a fifth fewer hours", library.actions[*action].title),
                Change::SlotAtGapAnalysis => "the slot ordered when the gap analysis ends".to_owned(),
                Change::HalfPerson(id) => {
                    let skill = library.skills.iter().find(|skill| skill.id == *id);
                    format!("half a person more: {}", skill.map_or(&**id, |skill| &skill.title))
                }
            },
            days: (lever.p80_gain * DAYS_A_MONTH).round() as i64,
        });
        levers.filter(|lever| lever.days > 0).take(LEVERS).collect()
    }

    pub(super) fn next_levels(&self, work: &Work<'_>, limit: Limit) -> Vec<NextLevelResult> {
        let id = |index: &usize| self.ground.library.actions[*index].id.to_string();
        let next = work.next_levels(0, limit).into_iter().map(|step| NextLevelResult {
            fr: step.fr.abbreviation(),
            from: step.from.number(),
            to: step.to.number(),
            cost: step.chosen.cost,
            proved: step.chosen.proved,
            actions: step.chosen.actions.iter().map(id).collect(),
        });
        next.collect()
    }

    pub(super) fn levels_by(
        &self,
        work: &Work<'_>,
        part: &str,
        audit: Audit,
        begin: &[f64],
        day: Date,
        limit: Limit,
    ) -> Result<Vec<LevelByDateResult>, Error> {
        let ground = self.ground;
        let by = ByDate {
            part,
            library: &ground.library,
            phases: &ground.defaults.phases,
            team: &self.team,
            audit,
            settings: ground.defaults.settings,
            begin,
        };
        let months = ground.calendar.months_until(day);
        let levels = levels_in_time(work, &by, months, limit, self.seed, DRAWS).map_err(nobody)?;
        let one = |level: plan::LevelInTime| {
            let (work_to, commit_to) = ground.days(&level.certificate);
            LevelByDateResult {
                level: level.level.number(),
                by: day.to_string(),
                work_to,
                commit_to,
                in_time: level.in_time,
                words: plan::share_in_words(level.share_in_time),
                cost: level.chosen.cost,
            }
        };
        Ok(levels.into_iter().map(one).collect())
    }

    pub(super) fn deadlines(&self, forecast: &Forecast, lists_cra: bool) -> Vec<DeadlineResult> {
        let (calendar, at) = (&self.ground.calendar, self.question.dossier.at);
        let mut list = Vec::new();
        if let Some(by) = self.question.by {
            list.push(DeadlineResult {
                what: "The certificate by the day asked for".to_owned(),
                date: by.to_string(),
                days_left: (by - at).whole_days(),
                words: calendar.deadline(&forecast.certificate, by).words,
                note: "under the assumptions below".to_owned(),
            });
        }
        let dates = Pathway::of(self.catalogue).cra_dates(at);
        for date in dates.into_iter().filter(|date| lists_cra && date.id == APPLIES) {
            let days_left = match date.distance {
                Distance::DaysLeft(days) => days,
                Distance::InForceSince(days) => -days,
            };
            list.push(DeadlineResult {
                what: format!("This work done before the CRA applies in full ({})", date.text),
                date: date.date.to_string(),
                days_left,
                words: calendar.deadline(&forecast.ready, date.date).words,
                note: "under the assumptions below; it says when the work is done, not that the product conforms: \
                       what the standard leaves of Annex I and the conformity assessment come on top"
                    .to_owned(),
            });
        }
        list
    }

    pub(super) fn serves(&self, actions: &[usize]) -> ServesResult {
        let ground = self.ground;
        let (reuse, _) = reuse(&ground.files, self.catalogue, &ground.library, CRA, actions);
        ServesResult { hours: whole(reuse.hours), low: whole(reuse.low), high: whole(reuse.high) }
    }
}

/// What is saved when one foundational requirement only has to reach SL 1.
pub(super) fn savings(work: &Work<'_>, target: TargetVector, cheapest: &Chosen, limit: Limit) -> Vec<SavingResult> {
    let mut list = Vec::new();
    for (index, fr) in FoundationalRequirement::ALL.into_iter().enumerate() {
        if target.get(fr) <= SecurityLevel::ONE {
            continue;
        }
        let mut lower = target;
        lower.0[index] = SecurityLevel::ONE;
        let saves = cheapest.cost.saturating_sub(work.cheapest_with(lower, limit).cost);
        if saves > 0 {
            list.push(SavingResult { fr: fr.abbreviation(), saves });
        }
    }
    list
}

/// The ids of the actions that decide readiness, each once.
pub(super) fn critical(tasks: &Tasks, forecast: &Forecast, actions: &[Action]) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for action in forecast.chain.iter().filter_map(|task| tasks.list[*task].action) {
        let id = actions[action].id.to_string();
        if !list.contains(&id) {
            list.push(id);
        }
    }
    list
}
/// The plan in a sentence or two, and what does not fit the day or the money asked for.
pub(super) fn sentence(plan: &PlanResult) -> String {
    let part = |one: &PartPlanResult| {
        let end = one.milestones.last().map(|last| format!("work to {}, commit to {}", last.work_to, last.commit_to));
        let count = match (one.actions.len(), one.open.is_empty()) {
            (0, true) => "nothing is open, the audit is left".to_owned(),
            (0, false) => "no action of the library closes what is open".to_owned(),
            (1, _) => "one action".to_owned(),
            (many, _) => format!("{many} actions"),
        };
        let hours = if one.route.hours > 0 { format!(" of about {} hours", one.route.hours) } else { String::new() };
        let short = match (one.cut_by_budget, one.leads_to == one.target) {
            (true, _) => format!(", short of {} for want of budget", one.target),
            (false, false) => format!(", short of {}, which needs time in use", one.target),
            (false, true) => String::new(),
        };
        format!("{} to {}{short}: {count}{hours}, {}", one.of.name, one.leads_to, end.unwrap_or_default())
    };
    let parts: Vec<String> = plan.parts.iter().map(part).collect();
    let proved = if plan.parts.iter().all(|part| part.route.proved) {
        "no cheaper set of actions does it"
    } else {
        "a cheaper set of actions may exist, the bound says how much"
    };
    let in_all = if plan.left_out.is_empty() { " in all" } else { "" };
    let mut text = format!(
        "{}; {}{in_all} until then, fees among it ({proved}).",
        parts.join("; then "),
        plan.about(plan.total.p50)
    );
    for one in &plan.held {
        text.push_str(&format!(" {}.", one.words()));
    }
    if !plan.left_out.is_empty() {
        let names: Vec<String> =
            plan.left_out.iter().map(|one| format!("{} against {}", one.subject, one.standard)).collect();
        text.push_str(&format!(" Not priced: {}.", names.join(", ")));
    }
    text.push_str(&budget_words(plan));
    for one in &plan.parts {
        text.push_str(&by_words(one));
    }
    text
}

/// Does the budget do?
fn budget_words(plan: &PlanResult) -> String {
    let (Some(budget), Some(kept)) = (plan.budget, &plan.budget_kept) else { return String::new() };
    let budget = PlanResult::whole(budget);
    let over = |one: &PartPlanResult| {
        let over = one.over_budget.map(|cents| plan.about(cents))?;
        Some(format!("{over} are missing for {}", one.of.name))
    };
    let over: Vec<String> = plan.parts.iter().filter_map(over).collect();
    if over.is_empty() {
        let cut = plan.parts.iter().filter(|one| one.cut_by_budget);
        let cut: Vec<String> = cut.map(|one| format!("{} of {}", one.target, one.of.name)).collect();
        let not =
            if cut.is_empty() { String::new() } else { format!(" does not buy {}; for this plan it", cut.join(", ")) };
        return format!(" The budget of {budget} {}{not} is enough in {kept} of the draws.", plan.currency);
    }
    format!(" The budget of {budget} {} does not buy it: at likely figures {}.", plan.currency, over.join(", and "))
}

/// Is the day asked for kept?
fn by_words(part: &PartPlanResult) -> String {
    let Some(first) = part.by_date.first() else { return String::new() };
    let best = part.by_date.iter().filter(|one| one.in_time).map(|one| one.level).max();
    let target = part.target.strip_prefix("SL ").and_then(|level| level.parse().ok());
    match best {
        None => format!(" No level of {} can be had by {}.", part.of.name, first.by),
        Some(best) if target.is_some_and(|target: u8| best >= target) => {
            format!(" {} of {} is in time for {}.", part.target, part.of.name, first.by)
        }
        Some(best) => format!(" By {} no more than SL {best} of {} can be had.", first.by, part.of.name),
    }
}

pub(super) fn money(range: &Percentiles) -> PlanMoneyResult {
    PlanMoneyResult { p10: whole(range.p10), p50: whole(range.p50), p80: whole(range.p80), p90: whole(range.p90) }
}

pub(super) fn whole(number: f64) -> u64 {
    number.round().max(0.0) as u64
}

pub(super) fn hundredths(number: f64) -> f64 {
    (number * 100.0).round() / 100.0
}
