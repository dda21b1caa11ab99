//! Does a dossier come out of its files as they say it, and go back without touching what stays?
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod given;
mod importing;
mod reading;
mod subjects;
mod writing;
