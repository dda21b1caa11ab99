//! Can any bytes make the CSV reader fall over?
#![no_main]

use tables::{Bounds, read_csv_within};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (table, problems) = read_csv_within("f.csv", bytes, Bounds { records: 100, cells: 20 });
    assert!(table.lines.len() <= 100);
    assert!(problems.iter().all(|problem| problem.place.spot.line > 0));
});
