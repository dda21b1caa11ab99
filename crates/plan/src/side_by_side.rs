//! When is everything done, in thousands of draws, where nobody asks who did what? Several draws at once, side by side.
//!
//! The ends are those of `Tasks::schedule`, to the last bit; a test holds the two against each other.

use crate::tasks::Tasks;

/// So many draws stand side by side: enough for the processor to work on one while another waits.
const LANES: usize = 8;

/// One figure of each draw.
type Lanes = [f64; LANES];

/// What a schedule needs of its tasks when only the ends count.
struct Lean<'t> {
    tasks: &'t Tasks,
    /// What each task waits for, without what something else in its list waits for itself.
    after: Vec<Vec<usize>>,
    /// The hours of each person in a month.
    speeds: Vec<f64>,
}

/// The end of everything in each draw, and that of one task if it is named.
///
/// In: the tasks, the number of draws, hours by task and draw with a factor for each task, the hours of one person in a
/// month.
pub(crate) fn ends(
    tasks: &Tasks,
    draws: usize,
    (hours, factors): (&[Vec<f64>], &[f64]),
    hours_per_month: f64,
    named: Option<usize>,
) -> (Vec<f64>, Vec<f64>) {
    let lean = Lean {
        tasks,
        after: needed(tasks),
        speeds: tasks.team.iter().map(|person| person.speed(hours_per_month)).collect(),
    };
    let (mut all, mut one) = (Vec::with_capacity(draws), Vec::new());
    let (mut done, mut busy) = (vec![[0.0; LANES]; tasks.list.len()], vec![[0.0; LANES]; tasks.team.len()]);
    for first in (0..draws).step_by(LANES) {
        let count = LANES.min(draws - first);
        let of = |task: usize| {
            let mut lanes = [0.0; LANES];
            for (lane, hours) in lanes.iter_mut().zip(&hours[task][first..first + count]) {
                *lane = hours * factors[task];
            }
            lanes
        };
        let last = lean.run(of, &mut done, &mut busy);
        all.extend(&last[..count]);
        one.extend(named.into_iter().flat_map(|task| &done[task][..count]));
    }
    (all, one)
}

impl Lean<'_> {
    /// Schedules a block of draws. In: their hours by task. Out: the ends of each task, and of all.
    fn run(&self, hours: impl Fn(usize) -> Lanes, ends: &mut [Lanes], busy: &mut [Lanes]) -> Lanes {
        busy.fill([0.0; LANES]);
        let mut last = [0.0; LANES];
        for (at, task) in self.tasks.list.iter().enumerate() {
            let mut end = [0.0; LANES];
            for other in &self.after[at] {
                larger(&mut end, &ends[*other]);
            }
            match task.people.as_slice() {
                [] => {}
                [only] => {
                    larger(&mut end, &busy[*only]);
                    let hours = hours(at);
                    for (end, hours) in end.iter_mut().zip(&hours) {
                        *end += hours / self.speeds[*only];
                    }
                    busy[*only] = end;
                }
                people => end = self.first_done(people, &hours(at), &end, busy),
            }
            ends[at] = end;
            larger(&mut last, &end);
        }
        last
    }

    /// Whoever would be done first takes it. In: from when on it can be worked on. Out: when it is done.
    fn first_done(&self, people: &[usize], hours: &Lanes, start: &Lanes, busy: &mut [Lanes]) -> Lanes {
        let mut best = [f64::INFINITY; LANES];
        let mut who = [people[0]; LANES];
        for person in people {
            let (free, speed) = (&busy[*person], self.speeds[*person]);
            for lane in 0..LANES {
                let begin = if free[lane] > start[lane] { free[lane] } else { start[lane] };
                let end = begin + hours[lane] / speed;
                let sooner = end < best[lane];
                best[lane] = if sooner { end } else { best[lane] };
                who[lane] = if sooner { *person } else { who[lane] };
            }
        }
        for (lane, person) in who.into_iter().enumerate() {
            busy[person][lane] = best[lane];
        }
        best
    }
}

fn larger(one: &mut Lanes, other: &Lanes) {
    for (one, other) in one.iter_mut().zip(other) {
        *one = if *other > *one { *other } else { *one };
    }
}

/// What each task waits for, without those that another of its list waits for: they are over by then.
fn needed(tasks: &Tasks) -> Vec<Vec<usize>> {
    let mut before: Vec<Vec<bool>> = Vec::with_capacity(tasks.list.len());
    let mut needed = Vec::with_capacity(tasks.list.len());
    for task in &tasks.list {
        let mut behind = vec![false; tasks.list.len()];
        for other in &task.after {
            behind.iter_mut().zip(&before[*other]).for_each(|(all, own)| *all |= *own);
        }
        needed.push(task.after.iter().copied().filter(|other| !behind[*other]).collect());
        task.after.iter().for_each(|other| behind[*other] = true);
        before.push(behind);
    }
    needed
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::ends;
    use crate::draws::{Range, Seed};
    use crate::tasks::{Person, Task, Tasks};

    /// Every kind of task and waiting, with people who are as fast and who are not, in a number of draws that fills no block.
    #[test]
    fn the_ends_are_those_of_one_schedule_after_the_other() {
        let skill: Arc<str> = "developer".into();
        let mut stream = Seed(7).stream("side by side");
        for round in 0..40 {
            let mut pick = |most: usize| (stream.uniform() * most as f64) as usize;
            let team: Vec<Person> =
                (0..4).map(|_| Person { skill: skill.clone(), share: [0.25, 0.5, 0.5, 1.0][pick(4)] }).collect();
            let list: Vec<Task> = (0..2 + round)
                .map(|at| Task {
                    action: Some(at),
                    phase: 0,
                    skill: Some(skill.clone()),
                    hours: Range::exactly(1.0),
                    after: (0..at).filter(|_| pick(3) == 0).collect(),
                    people: (0..4).filter(|_| pick(3) == 0).collect(),
                })
                .collect();
            let tasks = Tasks { list, team, phase_ends: Vec::new() };
            let hours: Vec<Vec<f64>> =
                tasks.list.iter().map(|_| (0..19).map(|_| pick(50) as f64 * 0.3).collect()).collect();
            let factors: Vec<f64> = tasks.list.iter().map(|_| [0.8, 1.0][pick(2)]).collect();
            let (all, one) = ends(&tasks, 19, (&hours, &factors), 80.0, Some(1));
            for draw in 0..19 {
                let row: Vec<f64> = hours.iter().zip(&factors).map(|(hours, factor)| hours[draw] * factor).collect();
                let schedule = tasks.schedule(&row, 80.0);
                assert_eq!((all[draw], one[draw]), (schedule.makespan(), schedule.ends[1]), "{round} {draw}");
            }
        }
    }
}
