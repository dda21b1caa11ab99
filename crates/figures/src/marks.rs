//! Which signs do the pictures share? The mark on the hull, the signs of the three bases, heads and legends.

use model::Basis;

use crate::canvas::{Canvas, Tint, Type, at};
use crate::lettering::{fit, width};
use crate::look::Role;

/// The mark of the load line: a circle with a line through it.
pub(crate) fn emblem(canvas: &mut Canvas<'_>, (x, y): (f64, f64), r: f64) {
    canvas.circle((x, y), r, None, Some((Role::Accent, r * 0.26)));
    canvas.line((x - r * 1.65, y), (x + r * 1.65, y), Role::Accent, r * 0.26);
}

/// The sign of a basis: an open triangle for what is claimed, a diamond for what is shown, a disc for what is evaluated.
pub(crate) fn basis_mark(canvas: &mut Canvas<'_>, basis: Basis, (x, y): (f64, f64)) {
    let edge = Some((Role::Ink, 1.4));
    match basis {
        Basis::Claimed => {
            let path = format!("M{}L{}L{}Z", at(x - 5.0, y - 4.2), at(x + 5.0, y - 4.2), at(x, y + 4.8));
            canvas.path(&path, Some(Role::Paper), edge);
        }
        Basis::Shown => {
            let path = format!("M{}L{}L{}L{}Z", at(x, y - 5.6), at(x + 5.2, y), at(x, y + 5.6), at(x - 5.2, y));
            canvas.path(&path, Some(Role::Grid), edge);
        }
        Basis::Evaluated => canvas.circle((x, y), 4.6, Some(Role::Ink), edge),
    }
}

/// The sign that something became better, worse or just different.
pub(crate) fn change_mark(canvas: &mut Canvas<'_>, better: Option<bool>, (x, y): (f64, f64)) {
    match better {
        Some(true) => {
            let path = format!("M{}L{}L{}Z", at(x - 4.5, y + 3.5), at(x + 4.5, y + 3.5), at(x, y - 4.5));
            canvas.path(&path, Some(Role::Native), Some((Role::Native, 1.0)));
        }
        Some(false) => {
            let path = format!("M{}L{}L{}Z", at(x - 4.5, y - 3.5), at(x + 4.5, y - 3.5), at(x, y + 4.5));
            canvas.path(&path, Some(Role::Open), Some((Role::OpenLine, 1.5)));
        }
        None => canvas.circle((x, y), 3.6, Some(Role::Paper), Some((Role::Quiet, 1.4))),
    }
}

/// The corner that marks a cell which holds its group down.
pub(crate) fn corner(canvas: &mut Canvas<'_>, right: f64, top: f64) {
    let path = format!("M{}L{}L{}Z", at(right - 9.0, top), at(right, top), at(right, top + 9.0));
    canvas.path(&path, Some(Role::OpenLine), None);
}

/// What a legend explains.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Sign {
    Area(Tint),
    Basis(Basis),
    WaterLine,
    Corner,
    Before,
    After,
}

/// A legend that begins at `(x, y)` and breaks before `right`. Out: the y below it.
pub(crate) fn legend(canvas: &mut Canvas<'_>, (x, y): (f64, f64), right: f64, items: &[(Sign, &str)]) -> f64 {
    const SIZE: f64 = 10.0;
    let (mut left, mut top) = (x, y);
    for (sign, words) in items {
        let needed = 22.0 + width(words, SIZE);
        if left > x && left + needed > right {
            left = x;
            top += 18.0;
        }
        let middle = top + 8.0;
        match sign {
            Sign::Area(tint) => canvas.tinted_rect([left + 1.0, top + 2.0, 15.0, 12.0], 1.5, *tint),
            Sign::Basis(basis) => basis_mark(canvas, *basis, (left + 9.0, middle)),
            Sign::WaterLine => canvas.line((left, middle), (left + 17.0, middle), Role::Accent, 3.0),
            Sign::Corner => {
                canvas.tinted_rect([left + 1.0, top + 2.0, 15.0, 12.0], 1.5, Tint::Open);
                corner(canvas, left + 16.0, top + 2.0);
            }
            Sign::Before => canvas.circle((left + 9.0, middle), 4.6, Some(Role::Paper), Some((Role::Quiet, 1.6))),
            Sign::After => canvas.circle((left + 9.0, middle), 4.6, Some(Role::Native), Some((Role::Native, 1.6))),
        }
        canvas.text((left + 22.0, top + 11.5), Type::new(SIZE, Role::Ink), words);
        left += needed + 16.0;
    }
    top + 18.0
}

/// Name, version and what is asked, at the right of the head.
pub(crate) fn head_right(canvas: &mut Canvas<'_>, right: f64, room: f64, name: &str, version: &str, about: &str) {
    canvas.text((right, 30.0), Type::new(14.0, Role::Ink).bold().end(), &fit(&named(name, version), 14.0, room));
    canvas.text((right, 48.0), Type::new(11.0, Role::Quiet).end(), &fit(about, 11.0, room));
}

/// Title, name, version and what is asked, at the left of the head.
pub(crate) fn head_left(canvas: &mut Canvas<'_>, x: f64, room: f64, name: &str, version: &str, about: &str) {
    canvas.text((x, 28.0), Type::new(15.0, Role::Ink).bold(), &fit(&named(name, version), 15.0, room));
    canvas.text((x, 46.0), Type::new(11.0, Role::Quiet), &fit(about, 11.0, room));
}

/// The name with its version, if it has one.
pub(crate) fn named(name: &str, version: &str) -> String {
    if version.is_empty() { name.to_owned() } else { format!("{name}, {version}") }
}
