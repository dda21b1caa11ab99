//! What does an assessment look like? Pictures as SVG, drawn from figures that others computed.

mod aspect;
pub use aspect::aspect_percent;
