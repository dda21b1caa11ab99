//! How far is a law covered? A ring by word, and around it the ring that would be if everything were satisfied.

use std::f64::consts::TAU;

use document::Picture;
use model::Basis;

use crate::canvas::{Canvas, Tint, Type, at, number};
use crate::look::{Look, Role};
use crate::marks::{head_left, named};

/// What the coverage rings show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverageRings<'a> {
    /// Whose coverage.
    pub name: &'a str,
    /// Its version; may be empty.
    pub version: &'a str,
    /// Of which law.
    pub standard: &'a str,
    /// On whose word.
    pub basis: Basis,
    /// Points by word, in the order of [`COVERAGE_WORDS`].
    pub now: [usize; 6],
    /// The same if every row of the crosswalk were satisfied.
    pub at_best: [usize; 6],
}

/// The words of coverage, from the most to the least, then what has no coverage.
pub const COVERAGE_WORDS: [&str; 6] = ["full or near", "partial", "supports", "gap", "not examined", "not applicable"];

const TINTS: [Tint; 6] =
    [Tint::Native, Tint::Integration, Tint::Countermeasure, Tint::Open, Tint::NotApplicable, Tint::NotAsked];

const WIDTH: f64 = 760.0;
const CENTRE: (f64, f64) = (164.0, 206.0);

/// Draws the rings with the list of their counts, 760 pixels wide.
pub fn coverage_rings(of: &CoverageRings<'_>, look: &Look) -> Picture {
    let mut canvas = Canvas::new(look);
    head_left(&mut canvas, 20.0, WIDTH - 40.0, of.name, of.version, &format!("{} · {}", of.standard, of.basis));
    ring(&mut canvas, &of.at_best, (112.0, 126.0), "at best");
    ring(&mut canvas, &of.now, (66.0, 106.0), "now");
    let total: usize = of.now.iter().sum();
    let (x, y) = CENTRE;
    canvas.text((x, y + 2.0), Type::new(26.0, Role::Ink).bold().middle(), &of.now[0].to_string());
    canvas.text((x, y + 18.0), Type::new(10.0, Role::Quiet).middle(), &format!("of {total} points"));
    canvas.text((x, y + 31.0), Type::new(10.0, Role::Quiet).middle(), COVERAGE_WORDS[0]);
    list(&mut canvas, of, total);
    let title = format!("Coverage of {} by {}", of.standard, named(of.name, of.version));
    canvas.finish(WIDTH, 346.0, &title, &describe(of, total))
}

/// One ring between two radii; a hair of room parts its pieces.
fn ring(canvas: &mut Canvas<'_>, counts: &[usize; 6], (inner, outer): (f64, f64), which: &str) {
    let total: usize = counts.iter().sum();
    if total == 0 {
        canvas.tinted_path(&whole(inner, outer), Tint::NotApplicable);
        return;
    }
    let mut from = 0;
    for ((count, tint), word) in counts.iter().zip(TINTS).zip(COVERAGE_WORDS) {
        if *count == 0 {
            continue;
        }
        let turn = |part: usize| part as f64 / total as f64 * TAU;
        canvas.open(&format!("{word}, {which}: {count} of {total}"));
        let path =
            if *count == total { whole(inner, outer) } else { piece(inner, outer, turn(from), turn(from + count)) };
        canvas.tinted_path(&path, tint);
        canvas.close();
        from += count;
    }
}

/// A piece of a ring from one angle to another, clockwise from the top.
fn piece(inner: f64, outer: f64, from: f64, to: f64) -> String {
    let on = |r: f64, angle: f64| at(CENTRE.0 + r * angle.sin(), CENTRE.1 - r * angle.cos());
    // The gap is as wide on both rims; of a sliver half remains.
    let gap = |r: f64| (1.6 / r).min((to - from) / 4.0);
    let large = u8::from(to - from > TAU / 2.0);
    let (out, into) = (gap(outer), gap(inner));
    format!(
        "M{}A{r} {r} 0 {large} 1 {}L{}A{s} {s} 0 {large} 0 {}Z",
        on(outer, from + out),
        on(outer, to - out),
        on(inner, to - into),
        on(inner, from + into),
        r = number(outer),
        s = number(inner),
    )
}

/// A whole ring: an arc cannot end where it begins, so each rim is two of them.
fn whole(inner: f64, outer: f64) -> String {
    let (x, y) = CENTRE;
    let rim = |r: f64| {
        let size = number(r);
        format!("M{}A{size} {size} 0 1 1 {}A{size} {size} 0 1 1 {}Z", at(x, y - r), at(x, y + r), at(x, y - r))
    };
    rim(outer) + &rim(inner)
}

fn list(canvas: &mut Canvas<'_>, of: &CoverageRings<'_>, total: usize) {
    const LEFT: f64 = 336.0;
    const BAR: f64 = 474.0;
    const LONG: f64 = 164.0;
    let small = Type::new(10.0, Role::Quiet);
    let top = 104.0;
    canvas.text((LEFT, top), small, "inner ring: now · outer ring: at best");
    canvas.text((672.0, top), small.end(), "now");
    canvas.text((WIDTH - 24.0, top), small.end(), "at best");
    for (row, ((word, tint), (now, best))) in
        COVERAGE_WORDS.into_iter().zip(TINTS).zip(of.now.into_iter().zip(of.at_best)).enumerate()
    {
        let y = top + 12.0 + row as f64 * 33.0;
        canvas.line((LEFT, y), (WIDTH - 24.0, y), Role::Grid, 1.0);
        canvas.tinted_rect([LEFT + 1.0, y + 9.0, 18.0, 15.0], 2.0, tint);
        canvas.text((LEFT + 30.0, y + 21.0), Type::new(12.0, Role::Ink), word);
        let share = |count: usize| if total == 0 { 0.0 } else { count as f64 / total as f64 * LONG };
        if now > 0 {
            canvas.tinted_rect([BAR, y + 9.0, share(now).max(2.0), 15.0], 1.5, tint);
        }
        if best > 0 {
            let x = BAR + share(best);
            canvas.line((x, y + 6.0), (x, y + 27.0), Role::Ink, 1.6);
        }
        canvas.text((672.0, y + 21.0), Type::new(12.0, Role::Ink).bold().end(), &now.to_string());
        canvas.text((WIDTH - 24.0, y + 21.0), Type::new(12.0, Role::Quiet).end(), &best.to_string());
    }
    let y = top + 12.0 + 6.0 * 33.0;
    canvas.line((LEFT, y), (WIDTH - 24.0, y), Role::Grid, 1.0);
    canvas.text(
        (LEFT, y + 17.0),
        small,
        "at best: if every row of the crosswalk were satisfied (the upright line at each bar)",
    );
}

fn describe(of: &CoverageRings<'_>, total: usize) -> String {
    let each = COVERAGE_WORDS.into_iter().zip(of.now.into_iter().zip(of.at_best));
    let each = each.map(|(word, (now, best))| format!("{word}: {now} now, {best} at best"));
    format!("{}, {}, {total} points. {}.", of.standard, of.basis, each.collect::<Vec<_>>().join("; "))
}
