//! What changed between two assessments? Levels before and after, and the rows behind them.

use document::Picture;
use model::Basis;

use crate::canvas::{Canvas, Tint, Type, at};
use crate::lettering::{fit, width};
use crate::look::{Look, Role};
use crate::marks::{Sign, change_mark, head_left, legend, named};

/// What the picture of changes shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes<'a> {
    /// Whose levels.
    pub name: &'a str,
    /// The version after; may be empty.
    pub version: &'a str,
    /// How the earlier state is called: a version or a day.
    pub before: &'a str,
    /// Against what: `IEC 62443-4-2:2019`.
    pub standard: &'a str,
    /// On whose word.
    pub basis: Basis,
    /// The letters of the scale: `SL` or `ML`.
    pub scale: &'a str,
    /// The groups in the edition's order, changed or not.
    pub groups: Vec<ChangedGroup<'a>>,
    /// The rows that stand differently, in the edition's order.
    pub rows: Vec<ChangedRow<'a>>,
}

/// One group's level, 0 to 4; `None` where nothing applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChangedGroup<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its level before.
    pub before: Option<u8>,
    /// Its level after.
    pub after: Option<u8>,
}

/// One row that stands differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChangedRow<'a> {
    /// Its id.
    pub id: &'a str,
    /// Where it stood, in words.
    pub before: &'a str,
    /// Where it stands, in words.
    pub after: &'a str,
    /// Did it become better? `None` when it only changed its way or its applicability.
    pub better: Option<bool>,
}

impl Changes<'_> {
    fn count(&self, better: Option<bool>) -> usize {
        self.rows.iter().filter(|row| row.better == better).count()
    }

    fn level(&self, level: Option<u8>) -> String {
        level.map_or_else(|| "n/a".to_owned(), |level| format!("{} {level}", self.scale))
    }

    fn describe(&self) -> String {
        let groups = self.groups.iter().map(|group| {
            if group.before == group.after {
                format!("{}: {} as before", group.id, self.level(group.after))
            } else {
                format!("{}: {} before, {} after", group.id, self.level(group.before), self.level(group.after))
            }
        });
        let rows =
            self.rows.iter().take(40).map(|row| format!("{}: {} before, {} after", row.id, row.before, row.after));
        let more = match self.rows.len().saturating_sub(40) {
            0 => String::new(),
            more => format!("; and {more} more"),
        };
        format!(
            "{}, {}. {}. Rows: {} better, {} worse, {} otherwise changed. {}{more}.",
            self.standard,
            self.basis,
            groups.collect::<Vec<_>>().join("; "),
            self.count(Some(true)),
            self.count(Some(false)),
            self.count(None),
            rows.collect::<Vec<_>>().join("; "),
        )
    }
}

const WIDTH: f64 = 760.0;
const SCALE: f64 = 112.0;
const STEP: f64 = 48.0;
const TOP: f64 = 98.0;
const ROW: f64 = 30.0;
const LIST: f64 = 410.0;

/// Draws the levels before and after beside the changed rows, 760 pixels wide.
pub fn changes(of: &Changes<'_>, look: &Look) -> Picture {
    let mut canvas = Canvas::new(look);
    let about = format!("{} · {} · compared with {}", of.standard, of.basis, of.before);
    head_left(&mut canvas, 20.0, WIDTH - 40.0, of.name, of.version, &about);
    let bottom = TOP + of.groups.len().max(7) as f64 * ROW;
    scale(&mut canvas, of, bottom);
    for (at, group) in of.groups.iter().enumerate() {
        dumbbell(&mut canvas, of, group, TOP + at as f64 * ROW + ROW / 2.0);
    }
    counts(&mut canvas, of);
    rows(&mut canvas, of, bottom);
    let signs =
        [(Sign::Before, "before"), (Sign::After, "after"), (Sign::Area(Tint::NotApplicable), "nothing applies")];
    let end = legend(&mut canvas, (20.0, bottom + 12.0), WIDTH - 20.0, &signs);
    let title = format!("What changed in {}", named(of.name, of.version));
    canvas.finish(WIDTH, end + 8.0, &title, &of.describe())
}

fn scale(canvas: &mut Canvas<'_>, of: &Changes<'_>, bottom: f64) {
    for level in 0..=4_u8 {
        let x = SCALE + f64::from(level) * STEP;
        canvas.line((x, TOP - 4.0), (x, bottom), Role::Grid, 1.0);
        canvas.text((x, TOP - 10.0), Type::new(10.0, Role::Quiet).middle(), &format!("{} {level}", of.scale));
    }
}

/// A group before and after: an open disc, an arrow, a solid disc.
fn dumbbell(canvas: &mut Canvas<'_>, of: &Changes<'_>, group: &ChangedGroup<'_>, y: f64) {
    const R: f64 = 6.0;
    let x_of = |level: u8| SCALE + f64::from(level) * STEP;
    let (before, after) = (of.level(group.before), of.level(group.after));
    let moved = group.before != group.after;
    canvas.open(&format!("{}: {before} before, {after} after", group.id));
    canvas.text((20.0, y + 4.0), Type::new(11.5, Role::Ink).bold(), &fit(group.id, 11.5, SCALE - 36.0));
    match (group.before, group.after) {
        (None, None) => {
            canvas.tinted_rect([x_of(0), y - 7.0, 4.0 * STEP, 14.0], 3.0, Tint::NotApplicable);
        }
        (Some(from), Some(to)) if from != to => {
            let (a, b) = (x_of(from), x_of(to));
            let towards = if b > a { 1.0 } else { -1.0 };
            let role = if b > a { Role::Native } else { Role::OpenLine };
            let tip = b - towards * (R + 3.0);
            canvas.line((a + towards * R, y), (tip - towards * 4.0, y), role, 2.6);
            let head =
                format!("M{}L{}L{}Z", at(tip - towards * 6.0, y - 4.5), at(tip - towards * 6.0, y + 4.5), at(tip, y));
            canvas.path(&head, Some(role), None);
        }
        _ => {}
    }
    if let Some(from) = group.before.filter(|_| moved) {
        canvas.circle((x_of(from), y), R, Some(Role::Paper), Some((Role::Quiet, 1.8)));
    }
    if let Some(to) = group.after {
        let worse = group.before.is_some_and(|from| to < from);
        let (fill, edge) = if worse { (Role::Open, Role::OpenLine) } else { (Role::Native, Role::Native) };
        canvas.circle((x_of(to), y), R, Some(fill), Some((edge, 1.8)));
    }
    let role = if moved { Role::Ink } else { Role::Quiet };
    let set = Type::new(10.0, role);
    let words = if moved { format!("{} → {}", bare(group.before), bare(group.after)) } else { after };
    canvas.text((SCALE + 4.0 * STEP + 16.0, y + 3.5), if moved { set.bold() } else { set }, &words);
    canvas.close();
}

fn bare(level: Option<u8>) -> String {
    level.map_or_else(|| "n/a".to_owned(), |level| level.to_string())
}

fn counts(canvas: &mut Canvas<'_>, of: &Changes<'_>) {
    let mut x = LIST;
    for (better, word) in [(Some(true), "better"), (Some(false), "worse"), (None, "otherwise")] {
        let count = of.count(better).to_string();
        change_mark(canvas, better, (x + 6.0, 74.0));
        canvas.text((x + 18.0, 80.0), Type::new(18.0, Role::Ink).bold(), &count);
        let after = x + 22.0 + width(&count, 18.0);
        canvas.text((after, 80.0), Type::new(11.0, Role::Quiet), word);
        x = after + width(word, 11.0) + 20.0;
    }
}

/// The changed rows, as many as there is room for.
fn rows(canvas: &mut Canvas<'_>, of: &Changes<'_>, bottom: f64) {
    const HIGH: f64 = 17.0;
    let room = ((bottom - TOP) / HIGH).floor() as usize;
    let shown = if of.rows.len() > room { room - 1 } else { of.rows.len() };
    let ids = of.rows.iter().take(shown).map(|row| width(row.id, 10.0)).fold(0.0, f64::max).min(110.0);
    let words = LIST + 18.0 + ids + 10.0;
    for (at, row) in of.rows.iter().take(shown).enumerate() {
        let y = TOP + at as f64 * HIGH + 11.0;
        canvas.open(&format!("{}: {} before, {} after", row.id, row.before, row.after));
        change_mark(canvas, row.better, (LIST + 6.0, y - 3.5));
        canvas.text((LIST + 18.0, y), Type::new(10.0, Role::Ink).bold(), &fit(row.id, 10.0, ids));
        canvas.text((words, y), Type::new(9.5, Role::Quiet), &from_to(row, WIDTH - 16.0 - words));
        canvas.close();
    }
    let y = TOP + shown as f64 * HIGH + 11.0;
    if of.rows.is_empty() {
        canvas.text((LIST, y), Type::new(11.0, Role::Quiet), "no row stands differently");
    } else if shown < of.rows.len() {
        let more = format!("and {} more", of.rows.len() - shown);
        canvas.text((LIST + 18.0, y), Type::new(10.0, Role::Quiet), &more);
    }
}

/// Both words in full where there is room; each has at least half of it.
fn from_to(row: &ChangedRow<'_>, room: f64) -> String {
    const SIZE: f64 = 9.5;
    let room = room - width(" → ", SIZE);
    let (before, after) = (width(row.before, SIZE), width(row.after, SIZE));
    let half = room / 2.0;
    let first = if before + after <= room { before } else { before.min(half.max(room - after)) };
    format!("{} → {}", fit(row.before, SIZE, first), fit(row.after, SIZE, room - first))
}
