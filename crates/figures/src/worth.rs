//! What does each option move, and what is it worth against zero? Small bars and one money bar a row.

use document::Picture;

use crate::canvas::{Canvas, Tint, Type};
use crate::lettering::{fit, width, wrap};
use crate::look::{Look, Role};

/// The options of a decision.
#[derive(Debug, Clone, PartialEq)]
pub struct Worth<'a> {
    /// For what it is decided.
    pub name: &'a str,
    /// The attributes, two letters each, in order of priority.
    pub attributes: Vec<&'a str>,
    /// The parts that are told apart in the small bars: the first one solid, what comes after hatched.
    pub parts: Vec<&'a str>,
    /// The rows in the order of nesting.
    pub rows: Vec<WorthRow<'a>>,
    /// The last year counted; the first is year 0.
    pub years: u8,
}

/// One option.
#[derive(Debug, Clone, PartialEq)]
pub struct WorthRow<'a> {
    /// Its title.
    pub title: &'a str,
    /// Is it the answer?
    pub recommended: bool,
    /// By attribute: the value of each part, 0 to 1, and whether every target is reached; `None` where nothing is measured.
    pub moves: Vec<Option<(Vec<f64>, bool)>>,
    /// P10, P50 and P90 with their words; `None` where money is not known.
    pub money: Option<[(f64, &'a str); 3]>,
    /// Is it what all others are differences to?
    pub reference: bool,
}

const WIDTH: f64 = 760.0;
const LEFT: f64 = 20.0;
const BARS: f64 = 232.0;
const BAR: f64 = 22.0;
const MONEY: [f64; 2] = [424.0, 722.0];
const TOP: f64 = 62.0;
const ROW: f64 = 58.0;

/// Draws the options one below the other, 760 pixels wide.
pub fn worth(of: &Worth<'_>, look: &Look) -> Picture {
    let mut canvas = Canvas::new(look);
    let bottom = TOP + of.rows.len() as f64 * ROW;
    canvas.text((LEFT, 26.0), Type::new(12.0, Role::Ink).bold(), &fit(of.name, 12.0, BARS - LEFT - 8.0));
    canvas.text((BARS, 26.0), Type::new(11.0, Role::Quiet), "what moves, in order of priority");
    let money = format!("money in year 0 to {}, as a difference to today", of.years);
    canvas.text((MONEY[0], 26.0), Type::new(11.0, Role::Quiet), &money);
    for (at, short) in of.attributes.iter().enumerate() {
        let x = BARS + at as f64 * BAR + BAR / 2.0 - 2.0;
        canvas.text((x, 48.0), Type::new(9.5, Role::Quiet).middle(), short);
    }
    let all = of.rows.iter().filter_map(|row| row.money.as_ref()).flatten().map(|(value, _)| *value);
    let (low, high) = all.fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
    let span = if high > low { high - low } else { 1.0 };
    let place = |value: f64| MONEY[0] + (value - low) / span * (MONEY[1] - MONEY[0]);
    for (at, row) in of.rows.iter().enumerate() {
        let y = TOP + at as f64 * ROW;
        if row.recommended {
            canvas.rect(
                [LEFT - 10.0, y + 2.0, WIDTH - 2.0 * (LEFT - 10.0), ROW - 4.0],
                4.0,
                None,
                Some((Role::Accent, 2.0)),
            );
        } else {
            canvas.line((LEFT, y + ROW), (WIDTH - LEFT, y + ROW), Role::Grid, 1.0);
        }
        for (line, words) in wrap(row.title, 12.0, BARS - LEFT - 16.0, 3).iter().enumerate() {
            let kind = Type::new(12.0, Role::Ink);
            let kind = if row.recommended { kind.bold() } else { kind };
            canvas.text((LEFT, y + 20.0 + 14.0 * line as f64), kind, words);
        }
        moved(&mut canvas, row, y);
        canvas.line((place(0.0), y + 6.0), (place(0.0), y + ROW - 6.0), Role::Ink, 1.4);
        priced(&mut canvas, row, y, place);
    }
    canvas.text((place(0.0), 48.0), Type::new(9.5, Role::Quiet).middle(), "0");
    legend(&mut canvas, of, bottom + 24.0);
    let title = format!("The options for {}", of.name);
    canvas.finish(WIDTH, bottom + 40.0, &title, &describe(of))
}

/// The small bars of a row; a dot on top where every target is reached.
fn moved(canvas: &mut Canvas<'_>, row: &WorthRow<'_>, y: f64) {
    let (ground, tall) = (y + ROW - 10.0, 34.0);
    for (at, one) in row.moves.iter().enumerate() {
        let x = BARS + at as f64 * BAR;
        canvas.line((x, ground), (x + BAR - 5.0, ground), Role::Grid, 1.0);
        let Some((parts, reached)) = one else { continue };
        let mut foot = ground;
        for (part, value) in parts.iter().enumerate() {
            let height = value.clamp(0.0, 1.0) * tall;
            if height < 0.5 {
                continue;
            }
            let tint = if part == 0 { Tint::Native } else { Tint::Integration };
            canvas.tinted_rect([x + 2.0, foot - height, BAR - 9.0, height], 1.0, tint);
            foot -= height;
        }
        if *reached {
            canvas.circle((x + BAR / 2.0 - 2.5, foot - 5.0), 2.6, Some(Role::Ink), None);
        }
    }
}

/// P10 to P90 as a bar, P50 as a line across it.
fn priced(canvas: &mut Canvas<'_>, row: &WorthRow<'_>, y: f64, place: impl Fn(f64) -> f64) {
    let Some([low, middle, high]) = &row.money else {
        let words = if row.reference { "all others are differences to this row" } else { "money is not stated" };
        let start = MONEY[0] + 8.0;
        canvas.rect([start - 3.0, y + 22.0, width(words, 10.0) + 6.0, 14.0], 0.0, Some(Role::Paper), None);
        canvas.text((start, y + 33.0), Type::new(10.0, Role::Quiet), words);
        return;
    };
    let (from, to) = (place(low.0), place(high.0));
    let tint = if middle.0 < 0.0 { Tint::Open } else { Tint::Native };
    canvas.tinted_rect([from, y + 14.0, (to - from).max(2.0), 14.0], 2.0, tint);
    let x = place(middle.0);
    canvas.line((x, y + 10.0), (x, y + 32.0), Role::Paper, 4.0);
    canvas.line((x, y + 10.0), (x, y + 32.0), Role::Ink, 2.0);
    // One line below the bar, on ground of its own: the line at zero runs through.
    let all = format!("{} · {} · {}", low.1, middle.1, high.1);
    let room = width(&all, 10.0);
    let start = (x - room / 2.0).clamp(MONEY[0] - 10.0, (WIDTH - 16.0 - room).max(MONEY[0] - 10.0));
    canvas.rect([start - 3.0, y + 35.0, room + 6.0, 14.0], 0.0, Some(Role::Paper), None);
    canvas.text((start, y + 46.0), Type::new(10.0, Role::Ink), &all);
}

fn legend(canvas: &mut Canvas<'_>, of: &Worth<'_>, y: f64) {
    let mut x = LEFT;
    for (at, part) in of.parts.iter().enumerate() {
        let tint = if at == 0 { Tint::Native } else { Tint::Integration };
        canvas.tinted_rect([x, y - 9.0, 12.0, 10.0], 1.0, tint);
        let words = format!("by {part}");
        canvas.text((x + 17.0, y), Type::new(10.0, Role::Quiet), &words);
        x += 17.0 + width(&words, 10.0) + 16.0;
    }
    canvas.circle((x + 4.0, y - 4.0), 2.6, Some(Role::Ink), None);
    canvas.text((x + 12.0, y), Type::new(10.0, Role::Quiet), "all targets reached");
    let words = "bar: P10 to P90, line: P50";
    canvas.text((WIDTH - LEFT, y), Type::new(10.0, Role::Quiet).end(), words);
}

fn describe(of: &Worth<'_>) -> String {
    if of.rows.is_empty() {
        return "No option is known, so there is nothing to hold against today.".to_owned();
    }
    let row = |row: &WorthRow<'_>| {
        let money = match &row.money {
            Some([low, middle, high]) => format!("P10 {}, P50 {}, P90 {}", low.1, middle.1, high.1),
            None if row.reference => "the reference".to_owned(),
            None => "money not stated".to_owned(),
        };
        let answer = if row.recommended { ", the answer" } else { "" };
        format!("{}: {money}{answer}.", row.title)
    };
    of.rows.iter().map(row).collect::<Vec<_>>().join(" ")
}
