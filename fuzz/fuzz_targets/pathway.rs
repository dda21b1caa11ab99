//! Can any bytes make this reader fall over? What is done with them stands in `src/targets.rs`.
#![no_main]

#[path = "../src/targets.rs"]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::pathway(bytes));
