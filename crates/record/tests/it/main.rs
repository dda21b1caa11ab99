//! Does the journal keep what was stated, and show what was touched?
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test may stop at the first surprise, and spread signatures over threads as callers do"
)]

mod arbitrary;
mod canonical;
mod damage;
mod forks;
mod problems;
mod round_trip;
mod samples;
