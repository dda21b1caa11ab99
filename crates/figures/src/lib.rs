//! What does an assessment look like? Pictures as SVG, drawn from figures that others computed.
