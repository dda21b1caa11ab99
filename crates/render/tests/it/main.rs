//! Does every format carry the whole document, and nothing that the document did not say?
#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod any_words;
mod csv;
mod html;
mod markdown;
mod sample;
