//! Which picture goes with a case, a plan or a decision? Drawn by `figures`; what does not fit a case is left out.

mod trace;
mod value;

use document::Picture;
use figures::{DrawnFrom, Look, Shown};

use crate::matter::{Case, Matter};

pub use crate::reports::{options_picture, plan_picture};
pub use trace::trace_picture;
pub use value::value_picture;

/// A picture of a kind; `None` where it says nothing about this case.
pub(crate) fn of(kind: &str, matter: &Matter<'_>, case: &Case<'_>) -> Option<Picture> {
    match figures::find(kind)?.from {
        DrawnFrom::Assessment(draw) => draw(&shown(case), &Look::light(matter.brand.accent)).ok(),
        DrawnFrom::Plan | DrawnFrom::Options | DrawnFrom::Measurements | DrawnFrom::Links => None,
    }
}

fn shown<'s, 'a>(case: &'s Case<'a>) -> Shown<'s, 'a> {
    let version = case.subject.version().map_or("", |version| version.id.as_str());
    Shown { name: &case.subject.name, version, assessment: &case.assessment, before: None }
}
