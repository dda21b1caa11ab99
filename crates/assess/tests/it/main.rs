//! Does the engine follow its rules? One test a rule, through the crate's front door.
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

mod across;
mod coverage;
mod dossiers;
mod levels;
mod maturity;
mod properties;
mod register;
mod speaking;
mod subject;
