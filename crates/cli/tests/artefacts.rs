//! Do other people's programs open what we write? poppler reads every PDF, LibreOffice every Word and Excel file.
#![allow(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "tests at the edge: other programs, files of their own"
)]

mod program;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// The one line that installs what these tests need.
const INSTALL: &str = "apt-get install poppler-utils libreoffice-writer-nogui libreoffice-calc-nogui";

fn run(program: &str, args: &[&str]) -> Output {
    match Command::new(program).args(args).output() {
        Ok(output) => output,
        Err(error) => panic!("{program} cannot be run ({error}); install it with `{INSTALL}`"),
    }
}

fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|own| own == ending))
        .collect();
    found.sort();
    found
}

fn demo(name: &str) -> PathBuf {
    let out = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&out);
    let made = program::plimsoll(&["demo", "-o", &out.to_string_lossy()]);
    assert_eq!(made.code, 0, "{}", made.err);
    out
}

#[test]
#[ignore = "needs poppler: apt-get install poppler-utils, then cargo test -p cli --test artefacts -- --ignored"]
fn poppler_reads_every_pdf_and_finds_every_font_inside() {
    let out = demo("poppler");
    let pdfs = files(&out, "pdf");
    assert!(pdfs.len() >= 9, "{pdfs:?}");
    for pdf in pdfs {
        let name = pdf.to_string_lossy();
        let info = String::from_utf8_lossy(&run("pdfinfo", &[&name]).stdout).into_owned();
        assert!(info.contains("Tagged:") && info.contains("yes"), "{name}: {info}");
        let fonts = String::from_utf8_lossy(&run("pdffonts", &[&name]).stdout).into_owned();
        let lines: Vec<&str> = fonts.lines().skip(2).collect();
        assert!(!lines.is_empty(), "{name} has no fonts");
        for line in lines {
            // name, type (two words), encoding, emb, sub, uni, object and generation
            let words: Vec<&str> = line.split_whitespace().rev().collect();
            assert_eq!(words[4], "yes", "{name}: a font is not embedded: {line}");
        }
        let text = run("pdftotext", &[&name, "-"]);
        let text = String::from_utf8_lossy(&text.stdout).into_owned();
        assert!(text.contains("Harrow Controls"), "{name}: {}", &text.chars().take(300).collect::<String>());
        let picture = pdf.with_extension("page");
        let drawn = run("pdftoppm", &["-r", "30", "-png", "-f", "1", "-l", "1", &name, &picture.to_string_lossy()]);
        let said = String::from_utf8_lossy(&drawn.stderr).into_owned();
        // Poppler 22 takes a sound `/Suspects false` for a mistake.
        let complaints: Vec<&str> =
            said.lines().filter(|line| !line.contains("Suspects object is wrong type")).collect();
        assert!(drawn.status.success() && complaints.is_empty(), "{name}: {complaints:?}");
    }
    let _ = fs::remove_dir_all(out);
}

#[test]
#[ignore = "needs LibreOffice: apt-get install libreoffice-writer-nogui libreoffice-calc-nogui, then cargo test -p cli --test artefacts -- --ignored"]
fn libreoffice_opens_every_word_and_excel_file() {
    let out = demo("office");
    let profile = format!("-env:UserInstallation=file://{}", out.join("profile").to_string_lossy());
    let opened = out.join("opened");
    for ending in ["docx", "xlsx"] {
        let documents = files(&out, ending);
        assert!(documents.len() >= 9, "{documents:?}");
        for document in documents {
            let name = document.to_string_lossy();
            let into = opened.join(ending);
            let done = run(
                "soffice",
                &[&profile, "--headless", "--convert-to", "pdf", "--outdir", &into.to_string_lossy(), &name],
            );
            assert!(done.status.success(), "{name}: {}", String::from_utf8_lossy(&done.stderr));
            let pdf = into.join(document.file_stem().expect("a name")).with_extension("pdf");
            let text = run("pdftotext", &[&pdf.to_string_lossy(), "-"]);
            let text = String::from_utf8_lossy(&text.stdout).into_owned();
            assert!(
                text.contains("Harrow Controls"),
                "{name} came out as: {}",
                text.chars().take(300).collect::<String>()
            );
        }
    }
    let _ = fs::remove_dir_all(out);
}
