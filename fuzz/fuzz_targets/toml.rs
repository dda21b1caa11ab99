//! Can any text make the TOML reader fall over?
#![no_main]

use tables::Document;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let (document, mut problems) = Document::read("f.toml", text);
    let root = document.root();
    root.required("id", &mut problems);
    root.number("n", &mut problems);
    root.texts("list", &mut problems);
    for section in root.every_section(&mut problems) {
        section.text("asks", &mut problems);
        section.finish(&mut problems);
    }
    root.finish(&mut problems);
});
