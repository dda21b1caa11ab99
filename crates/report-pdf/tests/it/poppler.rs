//! What do other programs read in it? Poppler's, for text, fonts and pages.

use std::path::{Path, PathBuf};
use std::process::Command;

use document::{Block, Cell, Document, Span, Table, Text};
use report_pdf::pdf;

use crate::{hostile, sample};

/// Writes a document and runs a program on it, with options before the file and a result after it; gives what the program prints.
#[expect(clippy::disallowed_methods, reason = "other programs read files")]
fn read_by(program: &str, options: &[&str], result: &[&str], name: &str, document: &Document) -> String {
    let path: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, pdf(document).unwrap()).unwrap();
    let output = Command::new(program).args(options).arg(&path).args(result).output();
    let output = output.unwrap_or_else(|error| panic!("{program} is missing ({error}): install poppler-utils"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The words of a text without its line ends and hyphens at them.
fn run_on(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
#[ignore = "needs poppler-utils: cargo test -p report-pdf -- --ignored"]
fn words_are_found_as_they_were_written() {
    let mut document = sample::document("Assessment report");
    document.paragraph(hostile::COMMANDS);
    document.paragraph("Größe Ελληνικά Кириллица 工业网关 ゲートウェイ ✅");
    let mut table = Table::new("t", "Digests", [("Digest", 1), ("Words", 6)]);
    table.row([Cell::of(Text::code(sample::DIGEST)), Cell::of(hostile::COMMANDS)]);
    document.blocks.push(Block::Table(table));
    let text = run_on(&read_by("pdftotext", &["-raw"], &["-"], "words.pdf", &document));
    for words in [hostile::COMMANDS, "Größe Ελληνικά Кириллица 工业网关 ゲートウェイ [U+2705]", sample::DIGEST]
    {
        assert!(text.contains(&run_on(words)), "{words}\nin {text}");
    }
    assert_eq!(text.matches(&run_on(hostile::COMMANDS)).count(), 2, "{text}");
}

#[test]
#[ignore = "needs poppler-utils: cargo test -p report-pdf -- --ignored"]
fn every_font_is_embedded_and_every_page_can_be_drawn() {
    let document = hostile::everything("Everything");
    let fonts = read_by("pdffonts", &[], &[], "fonts.pdf", &document);
    let rows: Vec<&str> = fonts.lines().skip(2).collect();
    assert!(rows.len() >= 4, "{fonts}");
    for row in rows {
        let columns: Vec<&str> = row.split_whitespace().rev().collect();
        // From the right: two of the object, then unicode, subset, embedded.
        assert_eq!(columns[2..5], ["yes"; 3], "{fonts}");
    }
    let info = read_by("pdfinfo", &[], &[], "info.pdf", &document);
    assert!(info.contains("Tagged:          yes"), "{info}");
    let pages = info.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap().trim();
    let prefix = Path::new(env!("CARGO_TARGET_TMPDIR")).join("page");
    read_by("pdftoppm", &["-r", "20"], &[prefix.to_str().unwrap()], "pages.pdf", &document);
    assert!(pages.parse::<usize>().unwrap() >= 4, "{info}");
}

#[test]
#[ignore = "needs poppler-utils: cargo test -p report-pdf -- --ignored"]
fn references_and_headings_lead_somewhere() {
    let mut document = sample::document("Assessment report");
    document.contents = true;
    document.heading(1, "Result", "result");
    let mut text = Text::from("See ").and_see("row").and(" and ");
    text.0.push(Span::Link { text: "here".into(), address: "https://example.org".into() });
    document.paragraph(text);
    let mut table = Table::new("t", "Rows", [("Row", 1)]);
    table.row([Cell::of(Text::code("CR 1.1")).named("row")]);
    document.blocks.push(Block::Table(table));
    document.figure("f", "Levels", sample::chart("EG-220", 300));
    let structure = read_by("pdfinfo", &["-struct"], &[], "structure.pdf", &document);
    for tag in ["TOC", "H1", "Link", "Table", "TH", "TD", "Caption", "Figure"] {
        assert!(structure.contains(&format!(" {tag}")), "{tag} in {structure}");
    }
    let named = read_by("pdfinfo", &["-dests"], &[], "structure.pdf", &document);
    assert!(named.contains("\"result\""), "{named}");
    let links = read_by("pdfinfo", &["-url"], &[], "structure.pdf", &document);
    assert!(links.contains("https://example.org"), "{links}");
}
