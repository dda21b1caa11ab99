//! Which picture goes with a case? Drawn by `figures`; what does not fit a case is left out.

use document::Picture;

use crate::matter::{Case, Matter};

/// A picture of a kind; `None` where it says nothing about this case.
pub(crate) fn of(_kind: &str, _matter: &Matter<'_>, _case: &Case<'_>) -> Option<Picture> {
    None
}
