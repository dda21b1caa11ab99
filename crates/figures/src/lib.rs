//! What do an assessment, a plan and a decision look like? Pictures as SVG, drawn from figures that others computed, and
//! any SVG as PNG.
//!
//! Every drawing takes a plain input of its own. [`ALL`] lists them with what they are drawn from; those of an assessment
//! are drawn here, those of a plan or a decision in `report`, which knows the shapes of both.

mod aspect;
mod canvas;
mod changes;
mod coverage;
mod gantt;
mod heat_map;
mod lettering;
mod load_line;
mod load_line_small;
mod look;
mod marks;
mod maturity;
mod png;
mod shown;
mod trace;
mod trace_layout;
mod value;
mod worth;

pub use aspect::{aspect_percent, holds_its_pictures};
pub use changes::{ChangedGroup, ChangedRow, Changes, changes};
pub use coverage::{COVERAGE_WORDS, CoverageRings, coverage_rings};
pub use gantt::{Gantt, GanttRow, gantt};
pub use heat_map::{Heat, HeatCell, HeatGroup, HeatMap, Measure, heat_map};
pub use load_line::{LoadLine, load_line};
pub use load_line_small::load_line_small;
pub use look::{Look, dark_css};
pub use maturity::{Maturity, Practice, maturity};
pub use png::{Error, png};
pub use shown::{Shown, small_load_line_of};
pub use trace::{Trace, TraceLayer, TraceLink, TraceNode, trace};
pub use value::{Value, ValuePanel, ValuePoint, value};
pub use worth::{Worth, WorthRow, worth};

use document::Picture;

/// Draws one picture of an assessment, or says why it does not fit this assessment.
pub type Draw = fn(&Shown<'_, '_>, &Look) -> Result<Picture, &'static str>;

/// One kind of picture.
#[derive(Debug, Clone, Copy)]
pub struct Kind {
    /// Its word on the command line and in addresses.
    pub id: &'static str,
    /// Its title.
    pub title: &'static str,
    /// What it shows, in a sentence.
    pub about: &'static str,
    /// What it is drawn from.
    pub from: DrawnFrom,
}

/// What a picture is drawn from, and so who can draw it.
#[derive(Debug, Clone, Copy)]
pub enum DrawnFrom {
    /// One subject against one edition.
    Assessment(Draw),
    /// The plan to the targets, by [`gantt`].
    Plan,
    /// The options of a decision, by [`worth`].
    Options,
    /// What was measured of a decision's objectives, by [`value`].
    Measurements,
    /// The links of a decision, by [`trace`].
    Links,
}

impl DrawnFrom {
    /// Does it rest on what `decide.toml` states?
    pub const fn is_decision(self) -> bool {
        matches!(self, Self::Options | Self::Measurements | Self::Links)
    }
}

/// The kind with this id, if there is one.
pub fn find(id: &str) -> Option<&'static Kind> {
    ALL.iter().find(|kind| kind.id == id)
}

/// Every kind, in the order in which reports list them.
pub const ALL: &[Kind] = &[
    Kind {
        id: "load-line",
        title: "Load line",
        about: "How high each foundational requirement stands, and where the target is.",
        from: DrawnFrom::Assessment(shown::draw_load_line),
    },
    Kind {
        id: "maturity",
        title: "Maturity",
        about: "How mature each practice is, and how the rows spread over the levels.",
        from: DrawnFrom::Assessment(shown::draw_maturity),
    },
    Kind {
        id: "heat-map",
        title: "Heat map",
        about: "Where every single requirement stands.",
        from: DrawnFrom::Assessment(shown::draw_heat_map),
    },
    Kind {
        id: "coverage",
        title: "Coverage",
        about: "How far standards cover a law, now and at best.",
        from: DrawnFrom::Assessment(shown::draw_coverage),
    },
    Kind {
        id: "changes",
        title: "Changes",
        about: "What moved since an earlier assessment, and the rows behind it.",
        from: DrawnFrom::Assessment(shown::draw_changes),
    },
    Kind {
        id: "gantt",
        title: "Schedule",
        about: "When what of the plan is done: days to work to and to commit to.",
        from: DrawnFrom::Plan,
    },
    Kind {
        id: "decision",
        title: "Options",
        about: "What each option of the decision moves, and what it is worth against zero.",
        from: DrawnFrom::Options,
    },
    Kind {
        id: "trace",
        title: "Trace",
        about: "What leads from drivers over objectives and requirements to evidence, and what leads nowhere.",
        from: DrawnFrom::Links,
    },
    Kind {
        id: "value",
        title: "Expected and measured",
        about: "What was measured of each objective against what the decision expected.",
        from: DrawnFrom::Measurements,
    },
];
