//! Does a workbook go out as people expect it, and come back with their edits and nothing else?
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod given;
mod looks;
mod office_program;
mod round;
