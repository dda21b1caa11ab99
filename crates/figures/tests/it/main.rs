//! Are the pictures sound? Readable SVG, no text outside or on another, the same bytes each time.
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

mod pictures;
mod samples;
