//! Does what we write in OSCAL hold, and does it come back?
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test reads the examples and may stop at the first surprise"
)]

mod given;
mod package;
mod reading;
mod round_trip;
mod schema;
mod trestle;
