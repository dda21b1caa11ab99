//! Does what was promised come true? A small chart for each objective: the expected band, the target, what was measured.
//!
//! Something moved *after* a decision, never because of it. Points on few events are hollow, carry their count, and no
//! line leads to them: under five events there is no trend.

use document::Picture;

use crate::canvas::{Canvas, Type, at};
use crate::lettering::{fit, width, wrap};
use crate::look::{Look, Role};
use crate::marks::head_left;

/// The objectives of a decision with what was measured.
#[derive(Debug, Clone, PartialEq)]
pub struct Value<'a> {
    /// For what it was decided.
    pub name: &'a str,
    /// What to know: the day, the option whose band is drawn.
    pub about: &'a str,
    /// One chart each, in this order.
    pub panels: Vec<ValuePanel<'a>>,
}

/// One objective. Days are counted from any day, the same one for all of them.
#[derive(Debug, Clone, PartialEq)]
pub struct ValuePanel<'a> {
    /// The objective.
    pub title: &'a str,
    /// The unit of its measure.
    pub unit: &'a str,
    /// Where it stood at the decision, and that in words.
    pub baseline: (f64, &'a str),
    /// Where it shall be, and that in words.
    pub target: (f64, &'a str),
    /// The day of the decision, and that in words.
    pub begins: (f64, &'a str),
    /// The day on which the target is due, and that in words.
    pub due: (f64, &'a str),
    /// What is expected on that day, from the least to the most; `None` where nothing was recommended.
    pub expected: Option<[f64; 2]>,
    /// What was measured, in the order of days.
    pub points: Vec<ValuePoint>,
    /// What it comes to, in one sentence.
    pub says: &'a str,
    /// What is another today than when this was expected, in few words; may be empty.
    pub changed: &'a str,
}

/// One measurement.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ValuePoint {
    /// The day.
    pub day: f64,
    /// The value.
    pub value: f64,
    /// On how many events it rests; `None` where events are not counted.
    pub events: Option<u32>,
    /// Are these events too few for any word about a trend?
    pub few: bool,
}

const WIDTH: f64 = 760.0;
const EDGE: f64 = 20.0;
const TOP: f64 = 62.0;
const GAP: f64 = 16.0;

/// Draws the objectives side by side, 760 pixels wide.
pub fn value(of: &Value<'_>, look: &Look) -> Picture {
    let mut canvas = Canvas::new(look);
    let name = if of.name.is_empty() { "Expected and measured" } else { of.name };
    head_left(&mut canvas, EDGE, WIDTH - 2.0 * EDGE, name, "", of.about);
    let columns = match of.panels.len() {
        0 | 1 => 1,
        2 => 2,
        3..=12 => 3,
        _ => 4,
    };
    // One objective alone does not need the whole width.
    let across = if columns == 1 { 460.0 } else { WIDTH - 2.0 * EDGE };
    let room = (across - GAP * (columns - 1) as f64) / columns as f64;
    let plot = match columns {
        1 => 150.0,
        2 => 120.0,
        3 => 92.0,
        _ => 66.0,
    };
    let high = plot + 84.0;
    let rows = of.panels.len().div_ceil(columns);
    for (index, one) in of.panels.iter().enumerate() {
        let x = EDGE + (index % columns) as f64 * (room + GAP);
        let y = TOP + (index / columns) as f64 * high;
        Panel { of: one, left: x, top: y, room, plot }.draw(&mut canvas);
    }
    let mut bottom = TOP + rows as f64 * high;
    if of.panels.is_empty() {
        canvas.text((EDGE, TOP + 16.0), Type::new(11.0, Role::Quiet), "No objective has been measured.");
        bottom += 30.0;
    }
    legend(&mut canvas, bottom + 8.0);
    let title = if of.name.is_empty() { name.to_owned() } else { format!("Expected and measured: {}", of.name) };
    canvas.finish(WIDTH, bottom + 20.0, &title, &describe(of))
}

/// An objective with its room.
struct Panel<'p, 'a> {
    of: &'p ValuePanel<'a>,
    left: f64,
    top: f64,
    room: f64,
    plot: f64,
}

/// Room for the figures at the left of a plot.
const SCALE: f64 = 34.0;

impl Panel<'_, '_> {
    fn draw(&self, canvas: &mut Canvas<'_>) {
        let of = self.of;
        canvas.open(&format!("{}: {}", of.title, of.says));
        let size = 10.5;
        canvas.text((self.left, self.top + 10.0), Type::new(size, Role::Ink).bold(), &fit(of.title, size, self.room));
        // A long unit leaves half the room to what changed.
        let unit = fit(of.unit, 9.0, if of.changed.is_empty() { self.room } else { self.room / 2.0 });
        canvas.text((self.left, self.top + 22.0), Type::new(9.0, Role::Quiet), &unit);
        let beside = if unit.is_empty() { 0.0 } else { width(&unit, 9.0) + 10.0 };
        let changed = fit(of.changed, 9.0, self.room - beside);
        canvas.text((self.left + beside, self.top + 22.0), Type::new(9.0, Role::OpenLine), &changed);
        let (floor, ceiling) = (self.top + 32.0 + self.plot, self.top + 32.0);
        let (from, to) = (self.left + SCALE, self.left + self.room - 6.0);
        let points: Vec<ValuePoint> =
            of.points.iter().copied().filter(|one| one.day.is_finite() && one.value.is_finite()).collect();
        let days = Scale::new(points.iter().map(|one| one.day).chain([of.begins.0, of.due.0]), 0.0, (from + 8.0, to));
        let expected = of.expected.unwrap_or([of.baseline.0; 2]);
        let values = points.iter().map(|one| one.value).chain([of.baseline.0, of.target.0]).chain(expected);
        let values = Scale::new(values, 0.1, (floor, ceiling));
        canvas.line((from, floor), (to, floor), Role::Grid, 1.0);
        canvas.line((days.place(of.begins.0), ceiling), (days.place(of.begins.0), floor), Role::Grid, 1.0);
        self.band(canvas, &days, &values);
        let target = values.place(of.target.0);
        canvas.line((from, target), (to, target), Role::Accent, 1.6);
        self.figures(canvas, &values);
        self.days(canvas, &days, floor);
        measured(canvas, &points, &days, &values, (ceiling, floor));
        for (line, words) in wrap(of.says, 9.0, self.room, 2).iter().enumerate() {
            canvas.text((self.left, floor + 26.0 + 11.0 * line as f64), Type::new(9.0, Role::Ink), words);
        }
        canvas.close();
    }

    /// From the baseline on the day of the decision to what is expected on the day when the target is due.
    fn band(&self, canvas: &mut Canvas<'_>, days: &Scale, values: &Scale) {
        let Some([low, high]) = self.of.expected else { return };
        let (begin, due) = (days.place(self.of.begins.0), days.place(self.of.due.0));
        let (start, low, high) = (values.place(self.of.baseline.0), values.place(low), values.place(high));
        let edge = Some((Role::IntegrationLine, 0.9));
        if (low - high).abs() < 1.0 {
            canvas.line((begin, start), (due, (low + high) / 2.0), Role::IntegrationLine, 2.2);
        } else {
            let path = format!("M{}L{}L{}Z", at(begin, start), at(due, high), at(due, low));
            canvas.path(&path, Some(Role::Integration), edge);
        }
    }

    /// Target and baseline at the left; where both have no room, the target.
    fn figures(&self, canvas: &mut Canvas<'_>, values: &Scale) {
        let right = self.left + SCALE - 4.0;
        let (target, baseline) = (values.place(self.of.target.0), values.place(self.of.baseline.0));
        let room = SCALE - 4.0;
        let set = Type::new(9.0, Role::Accent).bold().end();
        canvas.text((right, target + 3.0), set, &fit(self.of.target.1, 9.0, room));
        if (target - baseline).abs() >= 11.0 {
            let set = Type::new(9.0, Role::Quiet).end();
            canvas.text((right, baseline + 3.0), set, &fit(self.of.baseline.1, 9.0, room));
        }
    }

    /// The two days below the plot; where both have no room, the later one.
    fn days(&self, canvas: &mut Canvas<'_>, days: &Scale, floor: f64) {
        let (begins, due) = (self.of.begins, self.of.due);
        let right = self.left + self.room;
        let place = |day: f64, words: &str| {
            let half = width(words, 9.0) / 2.0;
            days.place(day).clamp(self.left + half, (right - half).max(self.left + half))
        };
        let words = fit(due.1, 9.0, self.room);
        let (last, half) = (place(due.0, &words), width(&words, 9.0) / 2.0);
        canvas.text((last, floor + 12.0), Type::new(9.0, Role::Accent).middle(), &words);
        let words = fit(begins.1, 9.0, self.room);
        let (first, own) = (place(begins.0, &words), width(&words, 9.0) / 2.0);
        if (last - first).abs() > half + own + 4.0 {
            canvas.text((first, floor + 12.0), Type::new(9.0, Role::Quiet).middle(), &words);
        }
    }
}

/// The points, a line between neighbours that both say something about a trend.
fn measured(
    canvas: &mut Canvas<'_>,
    points: &[ValuePoint],
    days: &Scale,
    values: &Scale,
    (ceiling, floor): (f64, f64),
) {
    let place = |one: &ValuePoint| (days.place(one.day), values.place(one.value));
    for pair in points.windows(2).filter(|pair| !pair[0].few && !pair[1].few) {
        canvas.line(place(&pair[0]), place(&pair[1]), Role::Ink, 1.2);
    }
    let mut written: Vec<[f64; 4]> = Vec::new();
    for one in points {
        let (x, y) = place(one);
        if one.few {
            canvas.circle((x, y), 3.2, Some(Role::Paper), Some((Role::Ink, 1.3)));
        } else {
            canvas.circle((x, y), 3.0, Some(Role::Ink), Some((Role::Paper, 0.8)));
        }
        let Some(events) = one.events.filter(|_| one.few) else { continue };
        let words = events.to_string();
        let half = width(&words, 9.0) / 2.0;
        // Above the point, or below it at the top; left out where another count stands.
        let top = if y - 17.0 < ceiling { y + 5.0 } else { y - 16.0 };
        let area = [x - half - 1.0, top, x + half + 1.0, top + 12.0];
        let touches =
            |other: &[f64; 4]| area[0] < other[2] && other[0] < area[2] && area[1] < other[3] && other[1] < area[3];
        if area[3] > floor + 2.0 || written.iter().any(touches) {
            continue;
        }
        canvas.text((x, top + 9.5), Type::new(9.0, Role::Ink).middle(), &words);
        written.push(area);
    }
}

/// From figures to places.
struct Scale {
    low: f64,
    span: f64,
    places: (f64, f64),
}

impl Scale {
    /// In: what must have room, how much of the span is free beside it, the first and the last place.
    fn new(all: impl Iterator<Item = f64>, free: f64, places: (f64, f64)) -> Self {
        let finite = all.filter(|one| one.is_finite());
        let (low, high) =
            finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), one| (low.min(one), high.max(one)));
        if !(low.is_finite() && high > low) {
            let low = if low.is_finite() { low - 0.5 } else { 0.0 };
            return Self { low, span: 1.0, places };
        }
        let beside = (high - low) * free;
        Self { low: low - beside, span: high - low + 2.0 * beside, places }
    }

    fn place(&self, value: f64) -> f64 {
        let part = (value - self.low) / self.span;
        let part = if part.is_finite() { part.clamp(0.0, 1.0) } else { 0.0 };
        self.places.0 + part * (self.places.1 - self.places.0)
    }
}

fn legend(canvas: &mut Canvas<'_>, y: f64) {
    let mut x = EDGE;
    let mut sign = |canvas: &mut Canvas<'_>, which: usize, words: &str| {
        let middle = y - 3.5;
        match which {
            0 => {
                let path = format!("M{}L{}L{}Z", at(x, middle), at(x + 18.0, middle - 5.0), at(x + 18.0, middle + 5.0));
                canvas.path(&path, Some(Role::Integration), Some((Role::IntegrationLine, 0.9)));
            }
            1 => canvas.line((x, middle), (x + 18.0, middle), Role::Accent, 1.6),
            2 => {
                canvas.line((x, middle), (x + 18.0, middle), Role::Ink, 1.2);
                canvas.circle((x + 9.0, middle), 3.0, Some(Role::Ink), Some((Role::Paper, 0.8)));
            }
            _ => canvas.circle((x + 9.0, middle), 3.2, Some(Role::Paper), Some((Role::Ink, 1.3))),
        }
        canvas.text((x + 24.0, y), Type::new(10.0, Role::Ink), words);
        x += 24.0 + width(words, 10.0) + 16.0;
    };
    sign(canvas, 0, "expected, from baseline to the day due");
    sign(canvas, 1, "target");
    sign(canvas, 2, "measured");
    sign(canvas, 3, "under 5 events: their count, no trend");
}

fn describe(of: &Value<'_>) -> String {
    if of.panels.is_empty() {
        return "No objective has been measured, so there is nothing to hold against what was expected.".to_owned();
    }
    let one = |panel: &ValuePanel<'_>| {
        let (baseline, target) = (panel.baseline.1, panel.target.1);
        let points = panel.points.len();
        let changed = if panel.changed.is_empty() { String::new() } else { format!("; {}", panel.changed) };
        format!(
            "{} ({}): from {baseline} on {} to {target} on {}{changed}; points: {points}; {}.",
            panel.title,
            panel.unit,
            panel.begins.1,
            panel.due.1,
            panel.says.trim_end_matches('.')
        )
    };
    of.panels.iter().map(one).collect::<Vec<_>>().join(" ")
}
