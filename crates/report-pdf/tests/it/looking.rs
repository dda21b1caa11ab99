//! How do the pages look, and how long do they take? Written to the target folder for people to look at.

use std::time::Instant;

use crate::sample;

#[test]
#[ignore = "writes samples and times to look at: cargo test -p report-pdf --release -- --ignored --nocapture"]
#[expect(clippy::disallowed_methods, reason = "the samples are files to look at, and their times are printed")]
fn samples_to_look_at() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR"));
    for (name, document) in [
        ("summaries", sample::summaries(500)),
        ("report", sample::report()),
        ("everything", crate::hostile::everything("All")),
    ] {
        let start = Instant::now();
        let bytes = report_pdf::pdf(&document).expect("a sample can be set");
        let path = folder.join(format!("{name}.pdf"));
        println!("{}: {} bytes in {:?}", path.display(), bytes.len(), start.elapsed());
        std::fs::write(path, bytes).expect("the folder can be written");
    }
}
