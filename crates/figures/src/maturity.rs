//! How mature is each practice? Bars on the scale ML 0 to ML 4, and how the rows spread over it.

use document::Picture;
use model::{Basis, MaturityLevel};

use crate::canvas::{Canvas, Tint, Type};
use crate::lettering::{fit, width, wrap};
use crate::look::{Look, Role};
use crate::marks::{Sign, head_left, legend, named};

/// What the maturity bars show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Maturity<'a> {
    /// Whose maturity: a process.
    pub name: &'a str,
    /// Its version; may be empty.
    pub version: &'a str,
    /// Against what: `IEC 62443-4-1:2018`.
    pub standard: &'a str,
    /// On whose word.
    pub basis: Basis,
    /// The practices or groups, in the edition's order.
    pub practices: Vec<Practice<'a>>,
    /// What every row in scope should reach.
    pub target: Option<MaturityLevel>,
    /// One level for everything, where the scheme prints one.
    pub headline: Option<MaturityLevel>,
    /// Rows at ML 0 to ML 4.
    pub histogram: [usize; 5],
    /// Rows that do not apply.
    pub not_applicable: usize,
    /// Rows outside the scope.
    pub not_evaluated: usize,
}

/// One practice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Practice<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its title.
    pub title: &'a str,
    /// The lowest of its rows; `None` where nothing counts.
    pub level: Option<MaturityLevel>,
}

impl Maturity<'_> {
    fn word(&self, level: Option<MaturityLevel>) -> (String, bool) {
        match (level, self.target) {
            (None, _) => ("n/a".to_owned(), true),
            (Some(level), Some(asked)) if level < asked => (format!("{level} of {}", asked.number()), false),
            (Some(level), _) => (level.to_string(), true),
        }
    }

    fn about(&self) -> String {
        let mut about = format!("{} · {}", self.standard, self.basis);
        if let Some(target) = self.target {
            about.push_str(&format!(" · target {target}"));
        }
        about
    }

    fn columns(&self) -> [(&'static str, usize); 7] {
        let [zero, one, two, three, four] = self.histogram;
        [
            ("ML 0", zero),
            ("ML 1", one),
            ("ML 2", two),
            ("ML 3", three),
            ("ML 4", four),
            ("n/a", self.not_applicable),
            ("not eval.", self.not_evaluated),
        ]
    }

    fn describe(&self) -> String {
        let practices =
            self.practices.iter().map(|one| format!("{} {}: {}", one.id, one.title, self.word(one.level).0));
        let rows = self.columns();
        let rows = rows.iter().map(|(label, count)| format!("{label}: {count}"));
        format!(
            "{}. {}{}. Rows by level: {}.",
            self.about(),
            self.headline.map(|level| format!("Overall {level}. ")).unwrap_or_default(),
            practices.collect::<Vec<_>>().join("; "),
            rows.collect::<Vec<_>>().join(", ")
        )
    }
}

const WIDTH: f64 = 760.0;
const TRACK: f64 = 216.0;
const STEP: f64 = 49.0;
const END: f64 = TRACK + 4.0 * STEP;
const TOP: f64 = 92.0;
const ROW: f64 = 34.0;

/// Draws the bars and the histogram, 760 pixels wide.
pub fn maturity(of: &Maturity<'_>, look: &Look) -> Picture {
    let mut canvas = Canvas::new(look);
    head_left(&mut canvas, 20.0, 520.0, of.name, of.version, &of.about());
    if let Some(level) = of.headline {
        let words = level.to_string();
        canvas.text((WIDTH - 20.0, 40.0), Type::new(26.0, Role::Ink).bold().end(), &words);
        let x = WIDTH - 28.0 - width(&words, 26.0);
        canvas.text((x, 40.0), Type::new(11.0, Role::Quiet).end(), "overall");
    }
    let rows = of.practices.len().max(5) as f64;
    let bottom = TOP + rows * ROW;
    bars(&mut canvas, of, bottom);
    histogram(&mut canvas, of, bottom);
    let mut signs = vec![(Sign::Area(Tint::Native), "reached"), (Sign::Area(Tint::NotApplicable), "nothing counts")];
    if of.target.is_some() {
        signs.push((Sign::WaterLine, "target"));
    }
    let end = legend(&mut canvas, (20.0, bottom + 16.0), WIDTH - 20.0, &signs);
    let title = format!("Maturity of {}", named(of.name, of.version));
    canvas.finish(WIDTH, end + 8.0, &title, &of.describe())
}

fn bars(canvas: &mut Canvas<'_>, of: &Maturity<'_>, bottom: f64) {
    for level in 0..=4_u8 {
        let x = TRACK + f64::from(level) * STEP;
        canvas.line((x, TOP - 6.0), (x, bottom), if level == 0 { Role::Quiet } else { Role::Grid }, 1.0);
        canvas.text((x, TOP - 12.0), Type::new(10.0, Role::Quiet).middle(), &format!("ML {level}"));
    }
    let ids = of.practices.iter().map(|one| width(one.id, 11.0)).fold(0.0, f64::max).min(62.0);
    let titles = 20.0 + ids + 10.0;
    for (at, practice) in of.practices.iter().enumerate() {
        let y = TOP + at as f64 * ROW;
        let (word, reached) = of.word(practice.level);
        canvas.open(&format!("{} {}: {word}", practice.id, practice.title));
        let id = fit(practice.id, 11.0, ids);
        canvas.text((20.0, y + 21.0), Type::new(11.0, Role::Ink).bold(), &id);
        let lines = wrap(practice.title, 9.0, TRACK - 12.0 - titles, 2);
        let first = if lines.len() > 1 { y + 15.0 } else { y + 20.5 };
        for (line, words) in lines.iter().enumerate() {
            canvas.text((titles, first + line as f64 * 11.0), Type::new(9.0, Role::Quiet), words);
        }
        match practice.level {
            None => canvas.tinted_rect([TRACK, y + 8.0, 4.0 * STEP, 18.0], 2.0, Tint::NotApplicable),
            Some(level) if level > MaturityLevel::ZERO => {
                let long = f64::from(level.number()) * STEP;
                canvas.tinted_rect([TRACK, y + 8.0, long, 18.0], 2.0, Tint::Native);
            }
            // A bar of no length would look like one that was forgotten.
            Some(_) => {
                canvas.rect([TRACK - 2.0, y + 8.0, 4.0, 18.0], 1.0, Some(Role::Open), Some((Role::OpenLine, 1.6)))
            }
        }
        let role = if reached { Role::Ink } else { Role::OpenLine };
        canvas.text((END + 12.0, y + 21.0), Type::new(11.0, role).bold(), &word);
        canvas.close();
    }
    if let Some(target) = of.target {
        let x = TRACK + f64::from(target.number()) * STEP;
        canvas.line((x, TOP - 6.0), (x, bottom), Role::Paper, 6.0);
        canvas.line((x, TOP - 6.0), (x, bottom), Role::Accent, 3.0);
    }
}

fn histogram(canvas: &mut Canvas<'_>, of: &Maturity<'_>, bottom: f64) {
    const LEFT: f64 = 500.0;
    const COLUMN: f64 = 34.5;
    let columns = of.columns();
    let most = columns.iter().map(|(_, count)| *count).max().unwrap_or(0).max(1) as f64;
    let base = bottom - 30.0;
    let tall = base - TOP - 16.0;
    canvas.text((LEFT, TOP - 12.0), Type::new(10.0, Role::Quiet), "rows at each level");
    for (at, (label, count)) in columns.iter().enumerate() {
        let x = LEFT + at as f64 * COLUMN;
        let high = if *count == 0 { 0.0 } else { (*count as f64 / most * tall).max(2.0) };
        let tint = match at {
            5 => Tint::NotApplicable,
            6 => Tint::NotAsked,
            0 => Tint::Open,
            _ => Tint::Native,
        };
        canvas.open(&format!("{label}: {count}"));
        if *count > 0 {
            canvas.tinted_rect([x + 5.0, base - high, COLUMN - 10.0, high], 1.5, tint);
        }
        let middle = x + COLUMN / 2.0;
        canvas.text((middle, base - high - 5.0), Type::new(10.0, Role::Ink).bold().middle(), &count.to_string());
        for (line, words) in wrap(label, 9.0, COLUMN, 2).iter().enumerate() {
            canvas.text((middle, base + 13.0 + line as f64 * 11.5), Type::new(9.0, Role::Quiet).middle(), words);
        }
        canvas.close();
    }
    canvas.line((LEFT, base), (LEFT + 7.0 * COLUMN, base), Role::Quiet, 1.0);
}
