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

    /// The working days, each with the number of open days before it.
    fn working_days(&self) -> impl Iterator<Item = (f64, Date)> {
        let mut open = 0u32;
        let days = std::iter::successors(Some(self.start), |day| day.next_day()).take(FARTHEST as usize);
        days.filter_map(move |day| {
            if self.is_closed(day) {
                return None;
            }
            open += 1;
            (day.weekday().number_from_monday() <= 5).then_some((f64::from(open - 1), day))
        })
    }

    /// The working day on which so many months have passed; `None` when it lies too far.
    pub fn day(&self, months: f64) -> Option<Date> {
        let wanted = open_days(months);
        self.working_days().find(|(open, _)| *open >= wanted).map(|(_, day)| day)
    }

    /// The months by the calendar from a day to [`Calendar::day`] of each of these; what lies too far ends at the farthest day.
    pub fn months_from(&self, from: Date, months: &[f64]) -> Vec<f64> {
        let farthest = months.iter().copied().map(open_days).fold(0.0, f64::max);
        // By so many open days: the days since `from`.
        let mut passed: Vec<f64> = Vec::new();
        for (open, day) in self.working_days() {
            while passed.len() as f64 <= open {
                passed.push((day - from).whole_days() as f64);
            }
            if open >= farthest {
                break;
            }
        }
        let last = passed.last().copied().unwrap_or_default();
        let one = |months: &f64| passed.get(open_days(*months) as usize).copied().unwrap_or(last) / DAYS_A_MONTH;
        months.iter().map(one).collect()
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

/// So many months in whole days on which work may go on.
fn open_days(months: f64) -> f64 {
    (months.max(0.0) * DAYS_A_MONTH).ceil()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

    use super::Calendar;
    use model::parse_date;

    /// A decision counts months by the calendar where a plan names days: both mean the same day.
    #[test]
    fn months_by_the_calendar_end_on_the_days_of_the_plan() {
        let day = |text: &str| parse_date(text).expect("a day");
        let calendar = Calendar {
            start: day("2026-12-01"),
            closed: vec![(day("2026-12-24"), day("2027-01-03")), (day("2027-08-02"), day("2027-08-20"))],
        };
        let today = day("2026-11-22");
        let months: Vec<f64> = (0..60).map(|step| f64::from(step) * 0.37).chain([1e6]).collect();
        let passed = calendar.months_from(today, &months);
        for (months, passed) in months.iter().zip(&passed).take(60) {
            let days = (passed * 30.4375 - 1e-6).ceil() as i32;
            let counted = model::Date::from_julian_day(today.to_julian_day() + days).expect("a day");
            assert_eq!(calendar.day(*months), Some(counted), "{months}");
        }
        assert!(passed.is_sorted() && passed[60].is_finite());
    }
}
