//! What can somebody do with Plimsoll? One function a use case; files are opened here, nothing is judged here.
#![allow(clippy::disallowed_methods, reason = "this crate stands at the edge: it reads files and the day")]

mod catalogue_pages;
mod demo;
mod error;
mod files;
mod overlay;
mod question;
mod sheets;

pub use catalogue::Catalogue;
pub use catalogue_pages::{editions, features, levels_table, requirements, schemes, search, show, template};
pub use demo::{DEMO_SHEETS, DemoSheet, demo};
pub use error::Error;
pub use files::open_catalogue;
pub use overlay::Overlay;
pub use question::Question;
pub use sheets::{assess_sheet, compare_sheets, delta_sheet, explain, gaps_of};

/// The program and its version, as every result names it.
pub const PROGRAM: &str = concat!("plimsoll ", env!("CARGO_PKG_VERSION"));

/// Today's date in UTC: the default of every question about now.
pub fn today() -> model::Date {
    time::OffsetDateTime::now_utc().date()
}
