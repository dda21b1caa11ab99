//! Start now, wait for the trigger, or neither: from which yearly hazard on is which the best?
//!
//! At likely values and over all years in which the trigger can come, so that it needs no draw.

use crate::cash::{Candidate, Cash, MOST_YEARS, View};

/// What is best at a hazard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Best {
    /// Start now.
    Now,
    /// Wait for the trigger.
    Wait,
    /// Neither: stay with the reference.
    Neither,
}

/// A span of hazards with the same best answer.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HazardSpan {
    /// It begins here …
    pub from: f64,
    /// … and ends here.
    pub to: f64,
    /// What is best within it.
    pub best: Best,
}

/// Starting now against waiting, at likely values.
#[derive(Debug, Clone, PartialEq)]
pub struct WaitAtLikely {
    /// The likely hazard.
    pub hazard: f64,
    /// The value of starting now, in cents.
    pub now_cents: i64,
    /// The value of waiting, in cents.
    pub wait_cents: i64,
    /// The years after a trigger in which the work would still be started.
    pub starts_in_years: Vec<usize>,
    /// What is best at which hazard, from 0 to 1.
    pub spans: Vec<HazardSpan>,
}

/// Values by the year of the trigger, the last one for a trigger that does not come in time.
struct ByYear {
    now: Vec<i64>,
    wait: Vec<i64>,
}

impl ByYear {
    fn at(values: &[i64], hazard: f64) -> f64 {
        let mut survives = 1.0;
        let mut sum = 0.0;
        let (last, years) = values.split_last().unwrap_or((&0, &[]));
        for value in years {
            sum += survives * hazard * *value as f64;
            survives *= 1.0 - hazard;
        }
        sum + survives * *last as f64
    }

    fn best(&self, hazard: f64) -> Best {
        let (now, wait) = (Self::at(&self.now, hazard), Self::at(&self.wait, hazard));
        if now >= 0.0 && now >= wait {
            Best::Now
        } else if wait >= 0.0 {
            Best::Wait
        } else {
            Best::Neither
        }
    }
}

/// The comparison, where waiting is an option.
pub(crate) fn at_likely(cash: &Cash<'_>, now: usize, view: &View) -> Option<WaitAtLikely> {
    let hazard = cash.wait()?.hazard;
    let draw = cash.count;
    let starts = cash.starts(view, draw..draw + 1);
    let values = |who: Candidate| -> Vec<i64> {
        let triggers = (1..cash.years).chain([MOST_YEARS]);
        triggers.map(|trigger| cash.npv(&cash.flow(who, draw, trigger, view, &starts))).collect()
    };
    let values = ByYear { now: values(Candidate::Plan(now)), wait: values(Candidate::Wait) };
    Some(WaitAtLikely {
        hazard,
        now_cents: ByYear::at(&values.now, hazard).round() as i64,
        wait_cents: ByYear::at(&values.wait, hazard).round() as i64,
        starts_in_years: (0..cash.years).filter(|year| starts[*year]).collect(),
        spans: spans(&values),
    })
}

/// Steps in which hazards are looked through for a change; between two steps, halving finds it.
const STEPS: u32 = 1000;

fn spans(values: &ByYear) -> Vec<HazardSpan> {
    let mut spans: Vec<HazardSpan> = vec![HazardSpan { from: 0.0, to: 1.0, best: values.best(0.0) }];
    for step in 1..=STEPS {
        let (mut low, mut high) = (f64::from(step - 1) / f64::from(STEPS), f64::from(step) / f64::from(STEPS));
        let last = spans[spans.len() - 1].best;
        let best = values.best(high);
        if best == last {
            continue;
        }
        for _ in 0..50 {
            let middle = f64::midpoint(low, high);
            if values.best(middle) == last { low = middle } else { high = middle }
        }
        if let Some(span) = spans.last_mut() {
            span.to = high;
        }
        spans.push(HazardSpan { from: high, to: 1.0, best });
    }
    spans
}
