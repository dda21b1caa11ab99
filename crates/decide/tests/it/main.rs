//! Does the model compute what its worked examples say, hold what it promises, and name what is wrong?
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

mod any_words;
mod asking;
mod by_calendar;
mod data;
mod figures;
mod guards;
mod model;
mod properties;
mod reading;
mod sample;
mod whole;
