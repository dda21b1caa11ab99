//! On which day is a month of the plan?

use model::Date;

use crate::draws::{share_in_words, share_within};

/// Days of an average month.
const DAYS_A_MONTH: f64 = 30.4375;
/// No plan is followed further than this many days.
const FARTHEST: u32 = 40_000;

/// A start and the times in which nobody works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Calendar {
    /// The first day.
    pub start: Date,
    /// First and last days on which nobody works; time stands still.
    pub closed: Vec<(Date, Date)>,
}

/// How likely a date is kept.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Deadline {
    /// The share of draws that keep it, 0 to 1.
    pub share: f64,
    /// The share in words: "about 4 in 5".
    pub words: &'static str,
}

impl Calendar {
    fn is_closed(&self, day: Date) -> bool {
        self.closed.iter().any(|(first, last)| (*first..=*last).contains(&day))
    }

    /// The working day on which so many months have passed; `None` when it lies too far.
    pub fn day(&self, months: f64) -> Option<Date> {
        let mut left = (months.max(0.0) * DAYS_A_MONTH).ceil();
        let mut day = self.start;
        for _ in 0..FARTHEST {
            let works = day.weekday().number_from_monday() <= 5;
            if left <= 0.0 && works && !self.is_closed(day) {
                return Some(day);
            }
            if !self.is_closed(day) {
                left -= 1.0;
            }
            day = day.next_day()?;
        }
        None
    }

    /// The months of work between the start and a day; 0 when it lies before.
    pub fn months_until(&self, end: Date) -> f64 {
        let mut day = self.start;
        let mut open = 0u32;
        while day < end && open < FARTHEST {
            if !self.is_closed(day) {
                open += 1;
            }
            match day.next_day() {
                Some(next) => day = next,
                None => break,
            }
        }
        f64::from(open) / DAYS_A_MONTH
    }

    /// How many of the draws, in months, are done by a day.
    pub fn deadline(&self, draws: &[f64], end: Date) -> Deadline {
        let share = share_within(draws, self.months_until(end));
        Deadline { share, words: share_in_words(share) }
    }
}
