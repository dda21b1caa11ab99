//! When is what done? A bar from the likely begin to the day to work to, a whisker to the day to commit to, milestones
//! as diamonds.

use document::Picture;

use crate::canvas::{Canvas, Tint, Type, at};
use crate::lettering::{fit, width};
use crate::look::{Look, Role};
use crate::marks::{Sign, head_left, legend};

/// A schedule to draw; places are days from the first one.
#[derive(Debug, Clone, PartialEq)]
pub struct Gantt<'a> {
    /// What it is about: `Plan of the edge gateway`.
    pub name: &'a str,
    /// What to know: first day and what the bars mean.
    pub about: &'a str,
    /// Places on the scale with their words, ascending.
    pub ticks: Vec<(f64, &'a str)>,
    /// The lines from top to bottom.
    pub rows: Vec<GanttRow<'a>>,
}

/// One line of a schedule.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum GanttRow<'a> {
    /// A heading over the lines that follow.
    Part(&'a str),
    /// Work.
    Bar {
        /// What it is.
        label: &'a str,
        /// When half of the draws begin it.
        start: f64,
        /// When half of the draws are done with it.
        work_to: f64,
        /// When four of five draws are done with it.
        commit_to: f64,
        /// Does it decide when everything is done?
        critical: bool,
    },
    /// Something that is reached on a day.
    Milestone {
        /// What it is.
        label: &'a str,
        /// When half of the draws reach it.
        work_to: f64,
        /// When four of five draws reach it.
        commit_to: f64,
    },
}

impl Gantt<'_> {
    fn describe(&self) -> String {
        if self.rows.is_empty() {
            return "Nothing is planned, so there is neither a bar nor a milestone.".to_owned();
        }
        let words = self.rows.iter().map(|row| match row {
            GanttRow::Part(name) => format!("{name}."),
            GanttRow::Bar { label, start, work_to, commit_to, .. } => {
                format!("{label}: day {start:.0} to {work_to:.0}, at the latest {commit_to:.0}.")
            }
            GanttRow::Milestone { label, work_to, commit_to } => {
                format!("{label}: day {work_to:.0}, at the latest {commit_to:.0}.")
            }
        });
        format!("{}. {}", self.about, words.collect::<Vec<_>>().join(" "))
    }

    /// The last day that is drawn.
    fn last(&self) -> f64 {
        let rows = self.rows.iter().map(|row| match row {
            GanttRow::Part(_) => 0.0,
            GanttRow::Bar { work_to, commit_to, .. } | GanttRow::Milestone { work_to, commit_to, .. } => {
                work_to.max(*commit_to)
            }
        });
        rows.filter(|day| day.is_finite()).fold(1.0, f64::max)
    }
}

const WIDTH: f64 = 760.0;
const LEFT: f64 = 262.0;
const RIGHT: f64 = WIDTH - 24.0;
const TOP: f64 = 92.0;
const ROW: f64 = 20.0;

/// Draws the schedule, 760 pixels wide.
pub fn gantt(of: &Gantt<'_>, look: &Look) -> Picture {
    let mut canvas = Canvas::new(look);
    head_left(&mut canvas, 20.0, WIDTH - 40.0, of.name, "", of.about);
    let bottom = TOP + of.rows.len().max(1) as f64 * ROW;
    let last = of.last();
    let x = |day: f64| {
        let day = if day.is_finite() { day.clamp(0.0, last) } else { last };
        LEFT + day / last * (RIGHT - LEFT)
    };
    scale(&mut canvas, of, x, bottom);
    for (index, row) in of.rows.iter().enumerate() {
        let y = TOP + index as f64 * ROW;
        line(&mut canvas, row, x, y);
    }
    let signs = [(Sign::Area(Tint::Native), "decides the end"), (Sign::Area(Tint::Integration), "other work")];
    let end = legend(&mut canvas, (20.0, bottom + 14.0), 280.0, &signs);
    let words = "bar and diamond: day to work to; whisker: day to commit to";
    canvas.text((280.0, bottom + 25.5), Type::new(10.0, Role::Ink), words);
    let title = if of.name.is_empty() { "Schedule" } else { of.name };
    canvas.finish(WIDTH, end + 8.0, title, &of.describe())
}

fn scale(canvas: &mut Canvas<'_>, of: &Gantt<'_>, x: impl Fn(f64) -> f64, bottom: f64) {
    let mut free = f64::NEG_INFINITY;
    for (day, words) in of.ticks.iter().filter(|(day, _)| (0.0..=of.last()).contains(day)) {
        let place = x(*day);
        canvas.line((place, TOP - 6.0), (place, bottom), Role::Grid, 1.0);
        let half = width(words, 9.0) / 2.0;
        // A word that would touch its neighbour or leave the picture is left out; its line stays.
        if place - half > free && place + half < WIDTH - 6.0 {
            canvas.text((place, TOP - 12.0), Type::new(9.0, Role::Quiet).middle(), words);
            free = place + half + 8.0;
        }
    }
}

fn line(canvas: &mut Canvas<'_>, row: &GanttRow<'_>, x: impl Fn(f64) -> f64, y: f64) {
    let middle = y + ROW / 2.0;
    let room = LEFT - 12.0;
    match row {
        GanttRow::Part(name) => {
            canvas.text((20.0, middle + 4.5), Type::new(11.0, Role::Ink).bold(), &fit(name, 11.0, WIDTH - 40.0));
        }
        GanttRow::Bar { label, start, work_to, commit_to, critical } => {
            canvas.open(label);
            canvas.text((30.0, middle + 3.5), Type::new(10.0, Role::Ink), &fit(label, 10.0, room - 30.0));
            let tint = if *critical { Tint::Native } else { Tint::Integration };
            let (from, to, late) = (x(*start), x(*work_to), x(*commit_to));
            whisker(canvas, to, late, middle);
            canvas.tinted_rect([from, middle - 5.0, (to - from).max(2.0), 10.0], 1.5, tint);
            canvas.close();
        }
        GanttRow::Milestone { label, work_to, commit_to } => {
            canvas.open(label);
            canvas.text((30.0, middle + 3.5), Type::new(10.0, Role::Quiet), &fit(label, 10.0, room - 30.0));
            let (to, late) = (x(*work_to), x(*commit_to));
            whisker(canvas, to, late, middle);
            diamond(canvas, to, middle);
            canvas.close();
        }
    }
}

fn whisker(canvas: &mut Canvas<'_>, from: f64, to: f64, y: f64) {
    if to > from {
        canvas.line((from, y), (to, y), Role::Ink, 1.2);
        canvas.line((to, y - 4.0), (to, y + 4.0), Role::Ink, 1.2);
    }
}

fn diamond(canvas: &mut Canvas<'_>, x: f64, y: f64) {
    let path = format!("M{}L{}L{}L{}Z", at(x, y - 6.0), at(x + 6.0, y), at(x, y + 6.0), at(x - 6.0, y));
    canvas.path(&path, Some(Role::Accent), Some((Role::Paper, 1.0)));
}
