//! In which order can the chosen actions be worked on, by people who each have one skill?
//!
//! An action becomes one task for each of its efforts, side by side, and is over when all are. A phase ends with a
//! task without hours, for which the phases after it wait. The order is fixed once, by the longest way that is left at likely hours
//! (list scheduling), so that draws differ in lengths only.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::action::Skill;
use crate::defaults::Phase;
use crate::draws::Range;
use crate::library::Library;

/// Somebody with one skill and a share of their time.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// The skill's id.
    pub skill: Arc<str>,
    /// The share of a full-time person, above 0.
    pub share: f64,
}

impl Person {
    /// The hours of this person in a month. In: those of a full-time person.
    pub(crate) fn speed(&self, hours_per_month: f64) -> f64 {
        (self.share * hours_per_month).max(f64::MIN_POSITIVE)
    }
}

/// The assumed team: what `skills.csv` says.
pub fn default_team(skills: &[Skill]) -> Vec<Person> {
    let of =
        |skill: &Skill| skill.people.iter().map(|share| Person { skill: skill.id.clone(), share: *share }).collect();
    skills.iter().flat_map(|skill| -> Vec<Person> { of(skill) }).collect()
}

/// One piece of work of one skill, or the end of a phase.
#[derive(Debug, Clone, PartialEq)]
pub struct Task {
    /// The index of its action in the library; `None` for the end of a phase.
    pub action: Option<usize>,
    /// The index of its phase.
    pub phase: usize,
    /// The skill; `None` for the end of a phase.
    pub skill: Option<Arc<str>>,
    /// Hours.
    pub hours: Range,
    /// The tasks that must be over, by index; all stand before it.
    pub after: Vec<usize>,
    /// Those who can do it, by index into the team.
    pub(crate) people: Vec<usize>,
}

/// The tasks of a plan in an order in which everything stands after what it needs.
#[derive(Debug, Clone, PartialEq)]
pub struct Tasks {
    /// The tasks.
    pub list: Vec<Task>,
    /// Those who work.
    pub team: Vec<Person>,
    /// For each phase the index of the task that ends it.
    pub phase_ends: Vec<usize>,
}

/// A schedule: when each task starts and ends, in months.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Schedule {
    /// The start of each task.
    pub starts: Vec<f64>,
    /// The end of each task.
    pub ends: Vec<f64>,
    /// Who does it, by index into the team.
    pub who: Vec<Option<usize>>,
    /// The task whose end is this one's start, if something held it back.
    pub held_by: Vec<Option<usize>>,
    busy: Vec<(f64, Option<usize>)>,
}

impl Schedule {
    /// The end of the last task.
    pub fn makespan(&self) -> f64 {
        self.ends.iter().copied().fold(0.0, f64::max)
    }

    /// The tasks that hold each other back up to the end of the last one, first to last.
    pub fn chain(&self) -> Vec<usize> {
        let mut chain = Vec::new();
        let mut at = (0..self.ends.len()).max_by(|one, other| self.ends[*one].total_cmp(&self.ends[*other]));
        while let Some(index) = at {
            chain.push(index);
            at = self.held_by[index];
        }
        chain.reverse();
        chain
    }
}

impl Tasks {
    /// Orders the chosen actions of the library.
    ///
    /// # Errors
    /// The skills that the actions need and nobody in the team has.
    pub fn new(library: &Library, phases: &[Phase], chosen: &[usize], team: &[Person]) -> Result<Self, Vec<Arc<str>>> {
        let mut missing: Vec<Arc<str>> = Vec::new();
        let mut list: Vec<Task> = Vec::new();
        let mut of_action: Vec<std::ops::Range<usize>> = vec![0..0; library.actions.len()];
        let mut of_phase: Vec<Vec<usize>> = vec![Vec::new(); phases.len()];
        for index in chosen.iter().copied().filter(|index| *index < library.actions.len()) {
            let action = &library.actions[index];
            let phase = phases.iter().position(|phase| phase.id == action.phase).unwrap_or_default();
            let first = list.len();
            for effort in &action.efforts {
                let people: Vec<usize> = (0..team.len())
                    .filter(|person| team[*person].skill == effort.skill && team[*person].share > 0.0)
                    .collect();
                if people.is_empty() && !missing.contains(&effort.skill) {
                    missing.push(effort.skill.clone());
                }
                let skill = Some(effort.skill.clone());
                list.push(Task { action: Some(index), phase, skill, hours: effort.hours, after: Vec::new(), people });
            }
            of_action[index] = first..list.len();
            if let Some(tasks) = of_phase.get_mut(phase) {
                tasks.extend(first..list.len());
            }
        }
        if !missing.is_empty() {
            return Err(missing);
        }
        leave_out_idle(&mut list, team);
        let barrier = list.len();
        for (index, tasks) in of_phase.into_iter().enumerate() {
            let task = Task {
                action: None,
                phase: index,
                skill: None,
                hours: Range::exactly(0.0),
                after: tasks.into_iter().chain(earlier(phases, index).map(|phase| barrier + phase)).collect(),
                people: Vec::new(),
            };
            list.push(task);
        }
        for index in chosen {
            let Some(own) = of_action.get(*index).cloned() else { continue };
            let before = library.actions[*index].after.iter().flat_map(|name| library.called(name));
            let before: Vec<usize> = before.flat_map(|other| of_action[other].clone()).collect();
            for task in own {
                let phase = list[task].phase;
                list[task].after.extend(before.iter().copied().chain(earlier(phases, phase).map(|one| barrier + one)));
            }
        }
        Ok(Self::in_order(list, team, barrier))
    }

    /// Sorts so that everything stands after what it needs, the longest way first. What stands in a circle, which the
    /// library's check refuses, comes last and waits only for what stands before it.
    fn in_order(list: Vec<Task>, team: &[Person], barrier: usize) -> Self {
        let tail = tails(&list, team);
        let mut open: Vec<usize> = (0..list.len()).collect();
        let mut place = vec![None; list.len()];
        let mut order = Vec::with_capacity(list.len());
        while !open.is_empty() {
            let free = |task: usize| list[task].after.iter().all(|other| place[*other].is_some());
            let next = (0..open.len())
                .filter(|at| free(open[*at]))
                .max_by(|one, other| {
                    tail[open[*one]].total_cmp(&tail[open[*other]]).then(open[*other].cmp(&open[*one]))
                })
                .unwrap_or_default();
            let task = open.remove(next);
            place[task] = Some(order.len());
            order.push(task);
        }
        let mut sorted: Vec<Task> = Vec::with_capacity(list.len());
        for (at, index) in order.iter().enumerate() {
            let mut task = list[*index].clone();
            task.after = task.after.iter().filter_map(|other| place[*other]).filter(|other| *other < at).collect();
            task.after.sort_unstable();
            task.after.dedup();
            sorted.push(task);
        }
        let phase_ends = (barrier..list.len()).filter_map(|task| place[task]).collect();
        Self { list: sorted, team: team.to_vec(), phase_ends }
    }

    /// Schedules the tasks. In: the hours of each task, and those of one person in a month.
    pub fn schedule(&self, hours: &[f64], hours_per_month: f64) -> Schedule {
        let mut schedule = Schedule::default();
        self.schedule_into(hours, hours_per_month, &mut schedule);
        schedule
    }

    pub(crate) fn schedule_into(&self, hours: &[f64], hours_per_month: f64, schedule: &mut Schedule) {
        let count = self.list.len();
        let Schedule { starts, ends, who, held_by, busy } = schedule;
        starts.clear();
        ends.clear();
        who.clear();
        held_by.clear();
        busy.clear();
        busy.resize(self.team.len(), (0.0, None));
        for (task, hours) in self.list.iter().zip(hours.iter().chain(std::iter::repeat(&0.0))).take(count) {
            let (mut start, mut held) = (0.0, None);
            for other in &task.after {
                if ends[*other] > start {
                    (start, held) = (ends[*other], Some(*other));
                }
            }
            // Whoever would be done first takes it.
            let months = |person: usize| hours / self.team[person].speed(hours_per_month);
            let mut best: Option<(f64, usize)> = None;
            for person in &task.people {
                let end = f64::max(start, busy[*person].0) + months(*person);
                if best.is_none_or(|(least, _)| end < least) {
                    best = Some((end, *person));
                }
            }
            let mut end = start;
            if let Some((finish, person)) = best {
                let (free, earlier) = busy[person];
                if free > start {
                    (start, held) = (free, earlier);
                }
                end = finish;
                busy[person] = (end, Some(starts.len()));
            }
            starts.push(start);
            ends.push(end);
            who.push(best.map(|(_, person)| person));
            held_by.push(held);
        }
    }
}

/// Leaves out people who get no task, whatever is drawn: of those who are as fast, the first who is free is taken, so
/// that a skill with three tasks never needs the fourth of them.
fn leave_out_idle(list: &mut [Task], team: &[Person]) {
    let mut tasks_of: BTreeMap<Arc<str>, usize> = BTreeMap::new();
    for skill in list.iter().filter_map(|task| task.skill.clone()) {
        *tasks_of.entry(skill).or_default() += 1;
    }
    for task in list {
        let most = task.skill.as_ref().and_then(|skill| tasks_of.get(skill)).copied().unwrap_or_default();
        let mut as_fast: BTreeMap<u64, usize> = BTreeMap::new();
        task.people.retain(|person| {
            let count = as_fast.entry(team[*person].share.to_bits()).or_default();
            *count += 1;
            *count <= most
        });
    }
}

fn earlier(phases: &[Phase], phase: usize) -> impl Iterator<Item = usize> {
    let after = phases.get(phase).map(|phase| phase.after.as_slice()).unwrap_or_default();
    after.iter().filter_map(|name| phases.iter().position(|other| other.id == *name))
}

/// The longest way from the start of each task to the end of everything, in likely hours over the best share.
fn tails(list: &[Task], team: &[Person]) -> Vec<f64> {
    let length = |task: &Task| {
        let best = task.people.iter().map(|person| team[*person].share).fold(0.0, f64::max);
        if best > 0.0 { task.hours.likely / best } else { 0.0 }
    };
    let mut tail: Vec<f64> = list.iter().map(length).collect();
    // Lengths travel backwards one edge a round; in a list without circles this ends, in one with circles the bound does.
    for _ in 0..list.len() {
        let mut changed = false;
        for (index, task) in list.iter().enumerate() {
            for other in &task.after {
                let way = length(&list[*other]) + tail[index];
                if way > tail[*other] {
                    tail[*other] = way;
                    changed = true;
                }
            }
        }
        if !changed {
            break;
        }
    }
    tail
}
