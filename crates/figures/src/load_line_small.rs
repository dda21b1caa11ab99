//! How high does each foundational requirement stand, at a glance? The load line for lists and one-page summaries.

use document::Picture;
use model::FoundationalRequirement;

use crate::canvas::{Canvas, Type, at};
use crate::lettering::{fit, width};
use crate::load_line::{LoadLine, tube_of};
use crate::look::{Look, Role};
use crate::marks::{emblem, named};

const WIDTH: f64 = 360.0;
const LEFT: f64 = 12.0;
const CELL: f64 = 48.0;
const TOP: f64 = 40.0;
const BOTTOM: f64 = 108.0;

/// Draws the small chart, 360 × 144 pixels: one row of gauges on the asked basis, without legend and marks.
pub fn load_line_small(of: &LoadLine<'_>, look: &Look) -> Picture {
    let mut canvas = Canvas::new(look);
    emblem(&mut canvas, (24.0, 19.0), 7.5);
    let big = of.headline();
    let size = if big.len() > 5 { 12.0 } else { 16.0 };
    canvas.text((43.0, 25.0), Type::new(size, Role::Ink).bold(), &big);
    let x = 47.0 + width(&big, size);
    let asked = fit(&of.asked(), 10.0, WIDTH - 12.0 - x);
    canvas.text((x, 25.0), Type::new(10.0, Role::Quiet), &asked);
    let room = WIDTH - 12.0 - (x + width(&asked, 10.0) + 12.0);
    if room > 40.0 {
        let name = fit(&named(of.name, of.version), 10.0, room);
        canvas.text((WIDTH - 12.0, 25.0), Type::new(10.0, Role::Quiet).end(), &name);
    }
    canvas.line((LEFT, BOTTOM), (LEFT + 7.0 * CELL, BOTTOM), Role::Grid, 1.0);
    for (at, fr) in FoundationalRequirement::ALL.into_iter().enumerate() {
        let x = LEFT + at as f64 * CELL;
        canvas.open(&format!("{}: {}", fr.title(), of.word(fr).0));
        tube_of(&mut canvas, [x + 13.0, TOP, 22.0, BOTTOM - TOP], of, fr, 9.5);
        canvas.close();
        let (word, reached) = of.word(fr);
        let middle = x + CELL / 2.0;
        canvas.text((middle, BOTTOM + 14.0), Type::new(10.0, Role::Ink).bold().middle(), fr.abbreviation());
        let role = if reached { Role::Quiet } else { Role::OpenLine };
        canvas.text((middle, BOTTOM + 27.0), Type::new(9.0, role).middle(), &small_word(&word));
    }
    water_line(&mut canvas, of);
    let title = format!("Load line of {}", named(of.name, of.version));
    canvas.finish(WIDTH, 144.0, &title, &of.describe())
}

/// `n/a, 2 asked` is longer than a gauge is wide.
fn small_word(word: &str) -> String {
    word.split(',').next().unwrap_or_default().to_owned()
}

fn water_line(canvas: &mut Canvas<'_>, of: &LoadLine<'_>) {
    let Some(target) = of.target else { return };
    let mut path = String::new();
    for (step, level) in target.0.iter().enumerate() {
        let (x, y) = (LEFT + step as f64 * CELL, BOTTOM - f64::from(level.number()) * (BOTTOM - TOP) / 4.0);
        path.push_str(&format!("{}{}L{}", if step == 0 { "M" } else { "L" }, at(x, y), at(x + CELL, y)));
    }
    canvas.path(&path, None, Some((Role::Paper, 4.5)));
    canvas.path(&path, None, Some((Role::Accent, 2.2)));
}
