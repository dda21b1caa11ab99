//! What is done with hostile bytes? One function a target; the fuzzer and the tests that replay seeds call the same.
#![allow(dead_code, reason = "a fuzz target calls its own function only")]

use std::io::{Cursor, Write};
use std::sync::{Arc, LazyLock};

use catalogue::Catalogue;
use dossier::{Files, Library};
use tables::{Bounds, CsvEdit, read_csv_within};
use zip::CompressionMethod;
use zip::write::SimpleFileOptions;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::compiled);

thread_local! {
    static LIBRARY: Library<'static> = Library::new(&CATALOGUE);
}

/// What a target does with bytes.
pub(crate) type Target = fn(&[u8]);

/// Every target by its name.
pub(crate) const ALL: &[(&str, Target)] =
    &[("csv", csv), ("toml", toml), ("workbook", workbook), ("journal", journal), ("oscal", oscal)];

/// Any bytes as CSV: read within bounds, and opened for a change that must not lose anything.
pub(crate) fn csv(bytes: &[u8]) {
    let (table, problems) = read_csv_within("f.csv", bytes, Bounds { records: 100, cells: 20 });
    assert!(table.lines.len() <= 100);
    assert!(problems.iter().all(|problem| problem.place.spot.line > 0));
    if let Ok(mut edit) = CsvEdit::open("f.csv", bytes) {
        let lines = edit.table().lines.len();
        if lines > 0 {
            let column = edit.column("status");
            edit.set(0, column, "a \"word\"; and\nanother");
        }
        let changed = edit.finish();
        let (again, problems) = read_csv_within("f.csv", &changed, Bounds { records: usize::MAX, cells: usize::MAX });
        assert!(problems.iter().all(|problem| !problem.is_error()), "{problems:?}");
        assert_eq!(again.lines.len(), lines.max(usize::from(lines > 0)));
    }
}

/// Any bytes as each of the dossier's TOML files.
pub(crate) fn toml(bytes: &[u8]) {
    let Some((which, bytes)) = bytes.split_first() else { return };
    let paths = ["dossier.toml", "evidence.toml", "decisions.toml", "products/p/product.toml", "systems/s/system.toml"];
    let path = paths[usize::from(*which) % paths.len()];
    let mut files = Files::new();
    files.insert(path.into(), bytes.to_vec());
    LIBRARY.with(|library| {
        let read = dossier::read(library, &files);
        for problem in &read.problems {
            let _ = problem.to_string();
        }
        if read.problems.iter().all(|problem| !problem.is_error()) {
            for (subject, _) in read.book.subjects() {
                // What is read is written so that it reads the same.
                let mut files = Files::new();
                let path: Arc<str> = dossier::subject_file(&subject.id, subject.kind).into();
                files.insert(path, dossier::emit::subject(subject).into_bytes());
                let again = dossier::read(library, &files);
                assert_eq!(again.book.subject(&subject.id), Some(subject));
            }
        }
    });
}

/// Any bytes as a document of OSCAL: what comes of it are sheets whose every cell has a place, and problems.
pub(crate) fn oscal(bytes: &[u8]) {
    let _ = oscal::is_json("f.oscal.json", bytes);
    let imported = oscal::read("f.oscal.json", bytes);
    assert!(imported.problems.iter().all(|problem| problem.place.spot.line > 0), "{:?}", imported.problems);
    for sheet in imported.sheets {
        let (sheet, _) = dossier::Sheet::of_table(sheet.table);
        let _ = dossier::standard_of(&sheet, &[]);
    }
}

/// Any bytes as a workbook, or as one of the XML files inside a sound one.
pub(crate) fn workbook(bytes: &[u8]) {
    let Some((which, inside)) = bytes.split_first() else { return };
    let members = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"];
    let bytes = match members.get(usize::from(*which)) {
        Some(member) => packed(member, inside),
        None => bytes.to_vec(),
    };
    let (sheet, _) = dossier::read_sheet("f.xlsx", &bytes);
    let _ = dossier::standard_of(&sheet, &[]);
}

/// A small workbook in which one member is foreign.
fn packed(foreign: &str, bytes: &[u8]) -> Vec<u8> {
    const SOUND: [(&str, &str); 7] = [
        (
            "[Content_Types].xml",
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#,
        ),
        (
            "_rels/.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        ),
        (
            "xl/worksheets/sheet1.xml",
            r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>status</t></is></c></row><row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" s="0"><v>44000</v></c></row></sheetData></worksheet>"#,
        ),
        (
            "xl/sharedStrings.xml",
            r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="2" uniqueCount="2"><si><t>requirement</t></si><si><t>CR 1.1</t></si></sst>"#,
        ),
        (
            "xl/styles.xml",
            r#"<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="1"><xf numFmtId="14"/></cellXfs></styleSheet>"#,
        ),
    ];
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in SOUND {
        let content = if name == foreign { bytes } else { text.as_bytes() };
        if archive.start_file(name, stored).is_err() || archive.write_all(content).is_err() {
            return Vec::new();
        }
    }
    archive.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// Any bytes as a journal: what is not exactly as it was written is named.
pub(crate) fn journal(bytes: &[u8]) {
    let replay = record::replay("journal.jsonl", bytes);
    for problem in &replay.problems {
        let _ = problem.to_string();
    }
    if !replay.problems.iter().any(|problem| problem.is_error()) {
        // Everything that is accepted is a whole journal of whole lines.
        let lines = bytes.iter().filter(|byte| **byte == b'\n').count();
        assert!(bytes.is_empty() || bytes.ends_with(b"\n"));
        assert!(replay.entries.len() <= lines);
    }
}
