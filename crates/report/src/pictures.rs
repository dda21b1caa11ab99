//! Which picture goes with a case? Drawn by `figures`; what does not fit a case is left out.

use document::Picture;
use figures::{Look, Shown};

use crate::matter::{Case, Matter};

/// A picture of a kind; `None` where it says nothing about this case.
pub(crate) fn of(kind: &str, matter: &Matter<'_>, case: &Case<'_>) -> Option<Picture> {
    let kind = figures::ALL.iter().find(|one| one.id == kind)?;
    (kind.draw)(&shown(case), &Look::light(matter.brand.accent)).ok()
}

fn shown<'s, 'a>(case: &'s Case<'a>) -> Shown<'s, 'a> {
    let version = case.subject.version().map_or("", |version| version.id.as_str());
    Shown { name: &case.subject.name, version, assessment: &case.assessment, before: None }
}
