//! What does an assessment look like? Pictures as SVG, drawn from figures that others computed, and any SVG as PNG.
//!
//! Every drawing takes a plain input of its own; [`ALL`] draws them from an assessment.

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
    /// Draws it.
    pub draw: Draw,
}

/// Every kind, in the order in which reports list them.
pub const ALL: &[Kind] = &[
    Kind {
        id: "load-line",
        title: "Load line",
        about: "How high each foundational requirement stands, and where the target is.",
        draw: shown::draw_load_line,
    },
    Kind {
        id: "maturity",
        title: "Maturity",
        about: "How mature each practice is, and how the rows spread over the levels.",
        draw: shown::draw_maturity,
    },
    Kind {
        id: "heat-map",
        title: "Heat map",
        about: "Where every single requirement stands.",
        draw: shown::draw_heat_map,
    },
    Kind {
        id: "coverage",
        title: "Coverage",
        about: "How far standards cover a law, now and at best.",
        draw: shown::draw_coverage,
    },
    Kind {
        id: "changes",
        title: "Changes",
        about: "What moved since an earlier assessment, and the rows behind it.",
        draw: shown::draw_changes,
    },
];
