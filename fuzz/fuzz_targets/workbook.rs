//! Can any bytes make this reader fall over? What is done with them stands in `src/targets.rs`.
//!
//! A panic of the foreign library inside is caught where workbooks are read, and no finding; one that gets out is.
#![no_main]

#[path = "../src/targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(init: { std::panic::set_hook(Box::new(|_| {})); }, |bytes: &[u8]| targets::workbook(bytes));
