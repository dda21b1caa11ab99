//! When is a plan of actions done, what does it cost, and what would change that most? Everything from the same draws.

use std::sync::Arc;

use crate::action::Fee;
use crate::defaults::Phase;
use crate::draws::{Correlation, Percentiles, Seed, Stream};
use crate::library::Library;
use crate::side_by_side;
use crate::stage::{Audit, AuditMonths, AuditStreams, Settings};
use crate::tasks::{Person, Schedule, Tasks};

/// A part that is planned with actions: what is done, and what follows it.
#[derive(Debug, Clone)]
pub struct Planned<'a> {
    /// The part, which names its streams: `4-2`.
    pub part: &'a str,
    /// The library from which the actions come.
    pub library: &'a Library,
    /// The phases.
    pub phases: &'a [Phase],
    /// The ordered actions.
    pub tasks: &'a Tasks,
    /// What follows readiness.
    pub audit: Audit,
    /// What holds for every part.
    pub settings: Settings,
}

/// One task over all draws.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TaskForecast {
    /// The median of its start, in months.
    pub start: f64,
    /// Its end, in months.
    pub end: Percentiles,
    /// The share of draws in which it lies on the chain that decides readiness.
    pub on_chain: f64,
}

/// What a plan costs, in cents; percentiles of phases do not add up to those of the total.
#[derive(Debug, Clone, PartialEq)]
pub struct CostForecast {
    /// The total until the certificate in each draw.
    pub draws: Vec<f64>,
    /// The total until the certificate.
    pub total: Percentiles,
    /// Hours and what is paid to others, by phase.
    pub phases: Vec<Percentiles>,
    /// The fees of the certificate.
    pub fees: Percentiles,
    /// What every later year costs in fees.
    pub yearly: Percentiles,
    /// The same in each draw.
    pub yearly_draws: Vec<f64>,
}

/// What the draws say about a plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Forecast {
    /// The month of readiness in each draw.
    pub ready: Vec<f64>,
    /// The month of the certificate in each draw.
    pub certificate: Vec<f64>,
    /// Readiness.
    pub ready_months: Percentiles,
    /// The certificate.
    pub certificate_months: Percentiles,
    /// The end of each phase.
    pub phase_months: Vec<Percentiles>,
    /// The month in which the laboratory's slot is ordered.
    pub slot_months: Percentiles,
    /// Each task.
    pub tasks: Vec<TaskForecast>,
    /// The tasks that decide readiness when everything takes its likely hours, first to last.
    pub chain: Vec<usize>,
    /// The cost.
    pub cost: CostForecast,
}

/// One figure in each draw, and with everything at its likely value.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Figures {
    /// One value a draw; the same index is the same draw in all figures of a plan.
    pub draws: Vec<f64>,
    /// The value at likely; fewer than half of the draws keep to a date made of likely values.
    pub likely: f64,
}

/// What a decision needs of a plan: days and money, without tasks and phases.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outline {
    /// The month of readiness.
    pub ready: Figures,
    /// The month of the certificate.
    pub certificate: Figures,
    /// Hours and what is paid to others, in cents.
    pub work: Figures,
    /// The fees of the certificate, in cents.
    pub fees: Figures,
}

/// Something that could be changed, and what that would gain.
#[derive(Debug, Clone, PartialEq)]
pub struct Lever {
    /// What is changed.
    pub what: Change,
    /// Months that the median of the certificate comes earlier; negative where it comes later.
    pub p50_gain: f64,
    /// Months that the date to commit to comes earlier.
    pub p80_gain: f64,
}

/// A change whose gain can be asked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// An action of the library takes 20 % fewer hours.
    Shorter(usize),
    /// The slot is ordered when the gap analysis ends.
    SlotAtGapAnalysis,
    /// One more person at half time with this skill.
    HalfPerson(Arc<str>),
}

/// Draws kept, so that a change is judged on the same ones.
pub struct Draws<'a> {
    planned: &'a Planned<'a>,
    begin: Vec<f64>,
    /// For each task its hours in each draw.
    hours: Vec<Vec<f64>>,
    audits: Vec<AuditMonths>,
    seed: Seed,
}

/// The cost in cents, one value a draw.
struct CostDraws {
    total: Vec<f64>,
    phases: Vec<Vec<f64>>,
    fees: Vec<f64>,
    yearly: Vec<f64>,
}

/// How many actions are tried for what buys most: those that decide readiness most often.
const TRIED: usize = 12;

impl<'a> Draws<'a> {
    /// Draws the hours and the audit. In: the month at which the plan begins in each draw, or 0 for those not given.
    pub fn new(planned: &'a Planned<'a>, begin: &[f64], seed: Seed, draws: usize) -> Self {
        let correlation = Correlation::new(planned.settings.correlation);
        let mut organization = seed.stream(&format!("{}/organization", planned.part));
        let mut audit = AuditStreams::new(seed, planned.part);
        let actions = &planned.library.actions;
        let factors: Vec<f64> = (0..draws).map(|_| organization.normal()).collect();
        let hours = planned.tasks.list.iter().map(|task| {
            let named = task.action.and_then(|action| actions.get(action)).zip(task.skill.as_ref());
            let mut stream =
                named.map(|(action, skill)| seed.stream(&format!("{}/action/{}/{skill}", planned.part, action.id)));
            let each = factors.iter().map(|factor| {
                let own = stream.as_mut().map_or(0.0, Stream::normal);
                task.hours.at(correlation.mix(*factor, own)).max(0.0)
            });
            each.collect()
        });
        let mut begin = begin.to_vec();
        begin.resize(draws, 0.0);
        Self {
            planned,
            begin,
            hours: hours.collect(),
            audits: (0..draws).map(|_| audit.draw(&planned.audit, correlation)).collect(),
            seed,
        }
    }

    /// What the draws say.
    pub fn forecast(&self) -> Forecast {
        let tasks = &self.planned.tasks.list;
        let count = self.audits.len();
        let mut starts = vec![Vec::with_capacity(count); tasks.len()];
        let mut ends = vec![Vec::with_capacity(count); tasks.len()];
        let mut on_chain = vec![0usize; tasks.len()];
        let (mut ready, mut certificate, mut slot) = (Vec::new(), Vec::new(), Vec::new());
        let mut schedule = Schedule::default();
        let mut row = vec![0.0; tasks.len()];
        for (draw, (audit, begin)) in self.audits.iter().zip(&self.begin).enumerate() {
            row.iter_mut().zip(&self.hours).for_each(|(one, hours)| *one = hours[draw]);
            self.planned.tasks.schedule_into(&row, self.planned.settings.hours_per_month_with_skills, &mut schedule);
            for task in 0..tasks.len() {
                starts[task].push(begin + schedule.starts[task]);
                ends[task].push(begin + schedule.ends[task]);
            }
            for task in schedule.chain() {
                on_chain[task] += 1;
            }
            let months = schedule.makespan();
            ready.push(begin + months);
            slot.push(begin + self.planned.audit.slot_ordered_at * months);
            certificate.push(begin + self.planned.audit.end(months, audit));
        }
        let likely: Vec<f64> = tasks.iter().map(|task| task.hours.likely).collect();
        let chain = self.planned.tasks.schedule(&likely, self.planned.settings.hours_per_month_with_skills).chain();
        Forecast {
            ready_months: Percentiles::of(&ready),
            certificate_months: Percentiles::of(&certificate),
            phase_months: self.planned.tasks.phase_ends.iter().map(|task| Percentiles::of(&ends[*task])).collect(),
            slot_months: Percentiles::of(&slot),
            tasks: starts
                .iter()
                .zip(&ends)
                .zip(&on_chain)
                .map(|((starts, ends), on_chain)| TaskForecast {
                    start: Percentiles::of(starts).p50,
                    end: Percentiles::of(ends),
                    on_chain: *on_chain as f64 / count.max(1) as f64,
                })
                .collect(),
            chain: chain.into_iter().filter(|task| tasks[*task].action.is_some()).collect(),
            cost: self.cost(),
            ready,
            certificate,
        }
    }

    /// Days and money alone. In: the month at which the plan begins at likely.
    pub fn outline(&self, begin_at_likely: f64) -> Outline {
        let Planned { tasks, audit, settings, library, .. } = self.planned;
        let months = self.months(tasks, &[], None).0;
        let ready = self.begin.iter().zip(&months).map(|(begin, months)| begin + months).collect();
        let certificate = self.certified(&months);
        let likely: Vec<f64> = tasks.list.iter().map(|task| task.hours.likely).collect();
        let makespan = tasks.schedule(&likely, settings.hours_per_month_with_skills).makespan();
        let worked: f64 = (tasks.list.iter())
            .filter_map(|task| {
                let skill = library.skills.iter().find(|skill| Some(&skill.id) == task.skill.as_ref())?;
                Some(cents(task.hours.likely * skill.rate_per_hour.likely))
            })
            .sum();
        let paid: f64 = self.paid_to_others().iter().map(|(_, fee, _)| cents(fee.likely)).sum();
        let fees = library.fees.iter().filter(|fee| fee.part == self.planned.part && !fee.yearly);
        let cost = self.cost_draws();
        Outline {
            ready: Figures { draws: ready, likely: begin_at_likely + makespan },
            certificate: Figures { draws: certificate, likely: begin_at_likely + audit.end(makespan, &audit.likely()) },
            work: Figures {
                draws: cost.total.iter().zip(&cost.fees).map(|(total, fees)| total - fees).collect(),
                likely: worked + paid,
            },
            fees: Figures { draws: cost.fees, likely: fees.map(|fee| cents(fee.amount.likely)).sum() },
        }
    }

    /// The month of the certificate in each draw, without anything else.
    pub fn certificates(&self) -> Vec<f64> {
        self.certified(&self.months(self.planned.tasks, &[], None).0)
    }

    /// The month of the certificate in each draw. In: how many months the work takes.
    fn certified(&self, months: &[f64]) -> Vec<f64> {
        let each = self.begin.iter().zip(months).zip(&self.audits);
        each.map(|((begin, months), audit)| begin + self.planned.audit.end(*months, audit)).collect()
    }

    /// How many months the work takes in each draw, and until one task is over. In: a factor for the hours of each task,
    /// 1 where none is given.
    fn months(&self, tasks: &Tasks, factors: &[f64], named: Option<usize>) -> (Vec<f64>, Vec<f64>) {
        let mut factors = factors.to_vec();
        factors.resize(tasks.list.len(), 1.0);
        let hours_per_month = self.planned.settings.hours_per_month_with_skills;
        side_by_side::ends(tasks, self.audits.len(), (&self.hours, &factors), hours_per_month, named)
    }

    /// What buys most: the same draws with one thing changed, the largest gain at the date to commit to first.
    pub fn levers(&self, forecast: &Forecast) -> Vec<Lever> {
        let tasks = &self.planned.tasks.list;
        let mut weight: Vec<(f64, usize)> = Vec::new();
        for (task, found) in tasks.iter().zip(&forecast.tasks) {
            let Some(action) = task.action else { continue };
            let worth = found.on_chain * task.hours.likely;
            match weight.iter_mut().find(|(_, known)| *known == action) {
                Some((sum, _)) => *sum += worth,
                None => weight.push((worth, action)),
            }
        }
        weight.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        let mut changes: Vec<Change> = weight
            .into_iter()
            .filter(|(worth, _)| *worth > 0.0)
            .take(TRIED)
            .map(|(_, action)| Change::Shorter(action))
            .collect();
        changes.push(Change::SlotAtGapAnalysis);
        for person in &self.planned.tasks.team {
            let change = Change::HalfPerson(person.skill.clone());
            if !changes.contains(&change) && tasks.iter().any(|task| task.skill.as_ref() == Some(&person.skill)) {
                changes.push(change);
            }
        }
        let mut levers: Vec<Lever> = changes
            .into_iter()
            .map(|what| {
                let changed = Percentiles::of(&self.with(&what));
                Lever {
                    what,
                    p50_gain: forecast.certificate_months.p50 - changed.p50,
                    p80_gain: forecast.certificate_months.p80 - changed.p80,
                }
            })
            .collect();
        levers.sort_by(|one, other| other.p80_gain.total_cmp(&one.p80_gain));
        levers
    }

    /// The month of the certificate in each draw, with one thing changed.
    pub fn with(&self, change: &Change) -> Vec<f64> {
        let mut tasks = self.planned.tasks.clone();
        if let Change::HalfPerson(skill) = change {
            let person = tasks.team.len();
            tasks.team.push(Person { skill: skill.clone(), share: 0.5 });
            for task in tasks.list.iter_mut().filter(|task| task.skill.as_ref() == Some(skill)) {
                task.people.push(person);
            }
        }
        let factors: Vec<f64> = tasks
            .list
            .iter()
            .map(|task| match change {
                Change::Shorter(action) if task.action == Some(*action) => 0.8,
                _ => 1.0,
            })
            .collect();
        let gap_end = self.planned.phases.iter().position(|phase| phase.after.is_empty());
        let gap_end = gap_end.and_then(|phase| tasks.phase_ends.get(phase)).copied();
        match (change, gap_end) {
            (Change::SlotAtGapAnalysis, Some(gap)) => {
                let (months, ordered) = self.months(&tasks, &factors, Some(gap));
                let each = self.begin.iter().zip(months).zip(ordered).zip(&self.audits);
                each.map(|(((begin, ready), ordered), drawn)| {
                    let start = ready.max(ordered + drawn.queue);
                    begin + start + drawn.evaluation + drawn.findings + drawn.decision
                })
                .collect()
            }
            _ => self.certified(&self.months(&tasks, &factors, None).0),
        }
    }

    fn cost(&self) -> CostForecast {
        let CostDraws { total, phases, fees, yearly } = self.cost_draws();
        CostForecast {
            total: Percentiles::of(&total),
            phases: phases.iter().map(|all| Percentiles::of(all)).collect(),
            fees: Percentiles::of(&fees),
            yearly: Percentiles::of(&yearly),
            yearly_draws: yearly,
            draws: total,
        }
    }

    fn cost_draws(&self) -> CostDraws {
        let library = self.planned.library;
        let mut rates: Vec<(Stream, f64)> =
            library.skills.iter().map(|skill| (self.seed.stream(&format!("rate/{}", skill.id)), 0.0)).collect();
        let skill_of: Vec<Option<usize>> = self
            .planned
            .tasks
            .list
            .iter()
            .map(|task| library.skills.iter().position(|skill| Some(&skill.id) == task.skill.as_ref()))
            .collect();
        let stream = |fee: &Fee| self.seed.stream(&format!("{}/fee/{}", fee.part, fee.id));
        let mut fees: Vec<(&Fee, Stream)> =
            library.fees.iter().filter(|fee| fee.part == self.planned.part).map(|fee| (fee, stream(fee))).collect();
        let mut paid: Vec<_> = self.paid_to_others();
        let phases = self.planned.phases.len();
        let (mut by_phase, mut draws) = (vec![Vec::new(); phases], Vec::new());
        let (mut certificate, mut yearly) = (Vec::new(), Vec::new());
        for draw in 0..self.audits.len() {
            for (skill, (stream, rate)) in library.skills.iter().zip(&mut rates) {
                *rate = skill.rate_per_hour.at(stream.normal()).max(0.0);
            }
            let mut sums = vec![0.0; phases];
            for ((task, hours), skill) in self.planned.tasks.list.iter().zip(&self.hours).zip(&skill_of) {
                if let (Some(skill), Some(sum)) = (skill, sums.get_mut(task.phase)) {
                    *sum += cents(hours[draw] * rates[*skill].1);
                }
            }
            for (phase, fee, stream) in &mut paid {
                if let Some(sum) = sums.get_mut(*phase) {
                    *sum += cents(fee.at(stream.normal()).max(0.0));
                }
            }
            let (mut once, mut every_year) = (0.0, 0.0);
            for (fee, stream) in &mut fees {
                let amount = cents(fee.amount.at(stream.normal()).max(0.0));
                *(if fee.yearly { &mut every_year } else { &mut once }) += amount;
            }
            draws.push(sums.iter().sum::<f64>() + once);
            by_phase.iter_mut().zip(&sums).for_each(|(all, sum)| all.push(*sum));
            certificate.push(once);
            yearly.push(every_year);
        }
        CostDraws { total: draws, phases: by_phase, fees: certificate, yearly }
    }

    /// What the chosen actions pay to others: phase, range, stream.
    fn paid_to_others(&self) -> Vec<(usize, crate::draws::Range, Stream)> {
        let mut seen = Vec::new();
        let mut paid = Vec::new();
        for task in &self.planned.tasks.list {
            let Some(action) = task.action.filter(|action| !seen.contains(action)) else { continue };
            seen.push(action);
            if let Some(fee) = self.planned.library.actions[action].fee {
                let id = &self.planned.library.actions[action].id;
                paid.push((task.phase, fee, self.seed.stream(&format!("{}/action/{id}/fee", self.planned.part))));
            }
        }
        paid
    }
}

/// Whole cents: sums of whole numbers are exact.
fn cents(amount: f64) -> f64 {
    (amount * 100.0).round()
}
