//! Does an office program open the file and show what it says?

#![allow(clippy::expect_used, clippy::disallowed_methods, reason = "this test needs files and another program")]

use std::process::Command;

use document::Document;

use super::samples::{PNG, everything, gateway, hostile};

#[test]
#[ignore = "needs LibreOffice and poppler: cargo test -p office --test docx -- --ignored"]
fn libreoffice_opens_it_and_shows_the_words() {
    let plain = Document { contents: false, ..everything() };
    for (name, document) in
        [("everything", everything()), ("hostile", hostile()), ("plain", plain), ("gateway", gateway())]
    {
        let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("docx-{name}"));
        let _ = std::fs::remove_dir_all(&folder);
        std::fs::create_dir_all(&folder).unwrap();
        let file = folder.join(format!("{name}.docx"));
        let bytes = office::docx(&document, &|_| Some(PNG.to_vec())).unwrap();
        std::fs::write(&file, bytes).unwrap();
        let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
        let status = Command::new("soffice")
            .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
            .args([&folder, &file])
            .status()
            .expect("LibreOffice (soffice) is not installed; this test needs it");
        assert!(status.success(), "{name}");
        let pdf = folder.join(format!("{name}.pdf"));
        let output = Command::new("pdftotext").args(["-layout".as_ref(), pdf.as_os_str(), "-".as_ref()]).output();
        let output = output.expect("pdftotext (poppler-utils) is not installed; this test needs it");
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let expected: &[&str] = match name {
            "hostile" => &["MERGEFIELD", "Contents"],
            "plain" => &["Result", "Page 2 of"],
            _ => {
                &["Contents", "1.1", "2.0.1", "2.1.1", "Table 1. Requirements", "Figure 1. Levels", "全部", "Page 2 of"]
            }
        };
        for words in expected {
            assert!(text.contains(words), "{name} does not show {words}:\n{text}");
        }
    }
}
