//! How does a document read in a browser, in a text and in a spreadsheet? One file a format, each rendering the whole model.

mod address;
mod csv;
mod html;
mod markdown;

pub use csv::csv;
pub use html::{html, html_with};
pub use markdown::markdown;
