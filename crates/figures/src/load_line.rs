//! How high does each foundational requirement stand, and where is the water line? The load-line chart.
//!
//! The small one for lists and one-page summaries is in `load_line_small`.

use document::Picture;
use model::{Basis, FoundationalRequirement, LevelVector, SecurityLevel, TargetVector, Way};

use crate::canvas::{Canvas, Tint, Type, at};
use crate::lettering::{fit, width, wrap};
use crate::look::{Look, Role};
use crate::marks::{Sign, basis_mark, emblem, head_right, legend, named};

/// What a load-line chart shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadLine<'a> {
    /// Whose levels: a product or a zone.
    pub name: &'a str,
    /// Its version; may be empty.
    pub version: &'a str,
    /// Against what: `IEC 62443-4-2:2019`.
    pub standard: &'a str,
    /// On whose word the levels rest that the gauges show.
    pub basis: Basis,
    /// The weakest way that counts for this subject.
    pub weakest: Way,
    /// By the ways that count: native, with integration, with countermeasures; on the asked basis.
    pub by_way: [LevelVector; 3],
    /// On each basis, by the weakest way that counts.
    pub by_basis: [LevelVector; 3],
    /// What should be reached.
    pub target: Option<TargetVector>,
    /// The lowest level, where the scheme prints one number.
    pub headline: Option<SecurityLevel>,
    /// What may be claimed: 0 while a constraint is open.
    pub claimable: Option<SecurityLevel>,
}

impl LoadLine<'_> {
    /// The vector that is asked about.
    pub(crate) fn level(&self) -> LevelVector {
        self.by_basis[self.basis as usize]
    }

    /// The large words of the head.
    pub(crate) fn headline(&self) -> String {
        match (self.claimable, self.level().minimum()) {
            (Some(level), _) => level.to_string(),
            (None, Some(_)) => self.level().to_string(),
            (None, None) => "n/a".to_owned(),
        }
    }

    /// What was asked for: `of 2 asked`.
    pub(crate) fn asked(&self) -> String {
        match self.target {
            None => "no target".to_owned(),
            Some(target) if is_uniform(&target) => format!("of {} asked", target.0[0].number()),
            Some(target) => format!("of {target} asked"),
        }
    }

    /// Does an open constraint hold the claimable level below what the rows reach?
    fn constrained(&self) -> bool {
        self.claimable < self.headline
    }

    /// The target of one foundational requirement, where it asks for anything.
    pub(crate) fn target_of(&self, fr: FoundationalRequirement) -> Option<SecurityLevel> {
        self.target.map(|target| target.get(fr)).filter(|level| *level > SecurityLevel::ZERO)
    }

    /// `SL 1 of 2` below the target, `SL 2` where it is reached or nothing is asked, `n/a` without a level.
    pub(crate) fn word(&self, fr: FoundationalRequirement) -> (String, bool) {
        match (self.level().get(fr), self.target_of(fr)) {
            (None, None) => ("n/a".to_owned(), true),
            (None, Some(asked)) => (format!("n/a, {} asked", asked.number()), false),
            (Some(level), Some(asked)) if level < asked => (format!("{level} of {}", asked.number()), false),
            (Some(level), _) => (level.to_string(), true),
        }
    }

    /// The whole content in words.
    pub(crate) fn describe(&self) -> String {
        let mut words = format!("{}, {}: {} {}.", self.standard, self.basis, self.headline(), self.asked());
        if self.constrained() {
            words.push_str(" A common constraint is open, so nothing higher can be claimed.");
        }
        for fr in FoundationalRequirement::ALL {
            let [native, integration, countermeasure] = self.by_way.map(|vector| said(vector.get(fr)));
            let others =
                Basis::ALL.iter().map(|basis| format!("{basis} {}", said(self.by_basis[*basis as usize].get(fr))));
            words.push_str(&format!(
                " {fr}: {}; native {native}, with integration {integration}, with countermeasures {countermeasure}; {}.",
                self.word(fr).0,
                others.collect::<Vec<_>>().join(", ")
            ));
        }
        words
    }
}

fn said(level: Option<SecurityLevel>) -> String {
    level.map_or_else(|| "n/a".to_owned(), |level| level.to_string())
}

pub(crate) fn is_uniform(target: &TargetVector) -> bool {
    target.0.iter().all(|level| *level == target.0[0])
}

const WIDTH: f64 = 760.0;
const LEFT: f64 = 54.0;
const CELL: f64 = 92.0;
const TUBE: f64 = 32.0;
const BOTTOM: f64 = 278.0;
const STEP: f64 = 47.0;

fn height_of(level: u8) -> f64 {
    BOTTOM - f64::from(level) * STEP
}

/// Draws the chart, 760 pixels wide.
pub fn load_line(of: &LoadLine<'_>, look: &Look) -> Picture {
    let mut canvas = Canvas::new(look);
    head(&mut canvas, of);
    let right = LEFT + 7.0 * CELL;
    if let Some(target) = &of.target {
        sea(&mut canvas, target);
    }
    for level in 0..=4 {
        let y = height_of(level);
        canvas.line((LEFT - 6.0, y), (right, y), if level == 0 { Role::Quiet } else { Role::Grid }, 1.0);
        canvas.text((LEFT - 11.0, y + 3.5), Type::new(10.0, Role::Quiet).end(), &format!("SL {level}"));
    }
    for (at, fr) in FoundationalRequirement::ALL.into_iter().enumerate() {
        gauge(&mut canvas, of, fr, LEFT + at as f64 * CELL);
    }
    if let Some(target) = &of.target {
        water_line(&mut canvas, target);
    }
    for (at, fr) in FoundationalRequirement::ALL.into_iter().enumerate() {
        for (column, basis) in Basis::ALL.iter().enumerate() {
            if let Some(level) = of.by_basis[*basis as usize].get(fr) {
                let x = LEFT + at as f64 * CELL + 12.0 + TUBE + 11.0 + column as f64 * 13.5;
                basis_mark(&mut canvas, *basis, (x, height_of(level.number())));
            }
        }
    }
    let bottom =
        signs(of).iter().fold(BOTTOM + 84.0, |top, line| legend(&mut canvas, (LEFT - 6.0, top), WIDTH - 16.0, line));
    let title = format!("Load line of {}", named(of.name, of.version));
    canvas.finish(WIDTH, bottom + 8.0, &title, &of.describe())
}

fn head(canvas: &mut Canvas<'_>, of: &LoadLine<'_>) {
    emblem(canvas, (42.0, 34.0), 15.0);
    let big = of.headline();
    let size = if big.len() > 5 { 20.0 } else { 30.0 };
    canvas.text((78.0, 44.0), Type::new(size, Role::Ink).bold(), &big);
    let x = 86.0 + width(&big, size);
    canvas.text((x, 44.0), Type::new(14.0, Role::Quiet), &of.asked());
    let left = x + width(&of.asked(), 14.0) + 20.0;
    let about = format!("{} · {}", of.standard, of.basis);
    head_right(canvas, WIDTH - 16.0, WIDTH - 16.0 - left, of.name, of.version, &about);
    if of.constrained() {
        let held = format!("a common constraint is open; without it {}", said(of.headline));
        canvas.text((78.0, 62.0), Type::new(11.0, Role::OpenLine), &held);
    }
}

/// What lies below the water line.
fn sea(canvas: &mut Canvas<'_>, target: &TargetVector) {
    let mut path = format!("M{}", at(LEFT, BOTTOM));
    for (step, level) in target.0.iter().enumerate() {
        let (x, y) = (LEFT + step as f64 * CELL, height_of(level.number()));
        path.push_str(&format!("L{}L{}", at(x, y), at(x + CELL, y)));
    }
    path.push_str(&format!("L{}Z", at(LEFT + 7.0 * CELL, BOTTOM)));
    canvas.path(&path, Some(Role::Sea), None);
}

/// The water line itself with a rim of paper, so that it shows on a dark gauge too.
fn water_line(canvas: &mut Canvas<'_>, target: &TargetVector) {
    let mut path = String::new();
    let mut level_before = None;
    for (step, level) in target.0.iter().enumerate() {
        let (x, y) = (LEFT + step as f64 * CELL, height_of(level.number()));
        let start = if path.is_empty() { format!("M{}", at(x - 6.0, y)) } else { format!("L{}", at(x, y)) };
        path.push_str(&format!("{start}L{}", at(x + CELL, y)));
        level_before = Some(*level);
    }
    let end = LEFT + 7.0 * CELL;
    let y = height_of(level_before.unwrap_or_default().number());
    path.push_str(&format!("L{}", at(end + 6.0, y)));
    canvas.path(&path, None, Some((Role::Paper, 5.0)));
    canvas.path(&path, None, Some((Role::Accent, 3.0)));
    let small = Type::new(10.5, Role::Accent).bold();
    canvas.text((end + 10.0, y - 3.0), small, "target");
    let level = if is_uniform(target) { target.0[0].to_string() } else { "per FR".to_owned() };
    canvas.text((end + 10.0, y + 10.0), small, &level);
}

/// One gauge, its words below it.
fn gauge(canvas: &mut Canvas<'_>, of: &LoadLine<'_>, fr: FoundationalRequirement, x: f64) {
    let tube = [x + 12.0, height_of(4), TUBE, 4.0 * STEP];
    canvas.open(&format!("{}: {}", fr.title(), of.word(fr).0));
    tube_of(canvas, tube, of, fr, 11.0);
    canvas.close();
    let middle = x + CELL / 2.0 + 2.0;
    let (word, reached) = of.word(fr);
    canvas.text((middle, BOTTOM + 20.0), Type::new(13.0, Role::Ink).bold().middle(), fr.abbreviation());
    let role = if reached { Role::Ink } else { Role::OpenLine };
    canvas.text((middle, BOTTOM + 36.0), Type::new(11.5, role).bold().middle(), &fit(&word, 11.5, CELL - 4.0));
    for (line, words) in wrap(fr.title(), 9.0, CELL - 6.0, 3).iter().enumerate() {
        let y = BOTTOM + 50.0 + line as f64 * 11.5;
        canvas.text((middle, y), Type::new(9.0, Role::Quiet).middle(), words);
    }
}

/// A tube of any size, filled way by way; dashed and without a filling where nothing applies.
pub(crate) fn tube_of(
    canvas: &mut Canvas<'_>,
    [x, top, w, h]: [f64; 4],
    of: &LoadLine<'_>,
    fr: FoundationalRequirement,
    size: f64,
) {
    if of.level().get(fr).is_none() {
        canvas.tinted_rect([x, top, w, h], 3.0, Tint::NotApplicable);
        let middle = (x + w / 2.0, top + h / 2.0 + size * 0.35);
        canvas.text(middle, Type::new(size, Role::Quiet).middle(), "n/a");
        return;
    }
    canvas.rect([x, top, w, h], 3.0, Some(Role::Paper), None);
    let step = h / 4.0;
    let mut from = 0;
    for (way, vector) in Way::ALL.iter().zip(&of.by_way) {
        let to = vector.get(fr).map_or(from, SecurityLevel::number).max(from);
        if to > from {
            // A little inside the tube, so that corners and outlines stay within it.
            let area = [x + 1.2, top + h - f64::from(to) * step + 1.2, w - 2.4, f64::from(to - from) * step - 1.2];
            canvas.tinted_rect(area, 0.0, tint(*way, of.weakest));
        }
        from = to;
    }
    for level in from + 1..4 {
        let y = top + h - f64::from(level) * step;
        canvas.line((x, y), (x + w * 0.28, y), Role::Quiet, 1.0);
    }
    canvas.rect([x, top, w, h], 3.0, None, Some((Role::Ink, 1.4)));
}

/// How a way looks; one that does not count for the subject has the outline of what is open.
fn tint(way: Way, weakest: Way) -> Tint {
    match way {
        Way::Native => Tint::Native,
        Way::Integration => Tint::Integration,
        Way::Countermeasure if weakest < way => Tint::Compensated,
        Way::Countermeasure => Tint::Countermeasure,
    }
}

/// The areas on one line, the signs of the bases on the next.
fn signs(of: &LoadLine<'_>) -> [Vec<(Sign, &'static str)>; 2] {
    let countermeasure = tint(Way::Countermeasure, of.weakest);
    let mut areas = vec![
        (Sign::Area(Tint::Native), "reached natively"),
        (Sign::Area(Tint::Integration), "by integration"),
        match countermeasure {
            Tint::Compensated => (Sign::Area(countermeasure), "by countermeasures, which count in zones only"),
            _ => (Sign::Area(countermeasure), "by countermeasures"),
        },
    ];
    if of.level().0.contains(&None) {
        areas.push((Sign::Area(Tint::NotApplicable), "nothing applies"));
    }
    let mut marks = vec![
        (Sign::Basis(Basis::Claimed), "claimed"),
        (Sign::Basis(Basis::Shown), "shown with evidence"),
        (Sign::Basis(Basis::Evaluated), "evaluated"),
    ];
    if of.target.is_some() {
        marks.push((Sign::WaterLine, "water line: the target"));
    }
    [areas, marks]
}
