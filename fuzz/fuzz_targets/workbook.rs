//! Can any bytes make the workbook reader fall over?
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = dossier::read_sheet("f.xlsx", bytes);
});
