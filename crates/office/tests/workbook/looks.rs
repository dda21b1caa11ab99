//! Does a workbook have what Excel and its readers expect?

use std::io::{Cursor, Read, Write};

use calamine::{Data, Reader, SheetVisible, Xlsx};

use crate::given::{document, forms, workbook};

/// The same workbook with one member changed.
pub(crate) fn changed(bytes: &[u8], name: &str, change: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut found = false;
    for index in 0..archive.len() {
        let mut member = archive.by_index(index).unwrap();
        let mut text = Vec::new();
        member.read_to_end(&mut text).unwrap();
        let own = member.name().unwrap().into_owned();
        if own == name {
            (text, found) = (change(&text), true);
        }
        writer.start_file(own, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(&text).unwrap();
    }
    assert!(found, "{name}");
    writer.finish().unwrap().into_inner()
}

pub(crate) fn member(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (one, other) = (workbook(&forms()), workbook(&forms()));
    assert!(one == other, "two runs differ");
    assert!(member(&one, "docProps/core.xml").contains("2026-11-22T00:00:00Z"), "the document's day, not the clock's");
    let mut undated = document();
    undated.date = "some day".to_owned();
    assert!(office::xlsx(&undated, &[], &|_| None).unwrap() == office::xlsx(&undated, &[], &|_| None).unwrap());
}

#[test]
fn worksheets_have_legal_names_and_the_stamp_is_hidden() {
    let book: Xlsx<_> = Xlsx::new(Cursor::new(workbook(&forms()))).unwrap();
    let names: Vec<(&str, SheetVisible)> =
        book.sheets_metadata().iter().map(|sheet| (sheet.name.as_str(), sheet.visible)).collect();
    let shown = SheetVisible::Visible;
    assert_eq!(
        names,
        [
            ("Summary", shown),
            ("4-2", shown),
            ("4-1", shown),
            ("Gaps", shown),
            ("Summary (2)", shown),
            ("A b c d", shown),
            ("plimsoll", SheetVisible::VeryHidden),
        ]
    );
}

#[test]
fn cells_are_text_numbers_stay_numbers_and_a_cut_is_said() {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(workbook(&[]))).unwrap();
    let sheet = book.worksheet_range("Gaps").unwrap();
    let at = |row, column| sheet.get((row, column)).cloned().unwrap_or(Data::Empty);
    assert_eq!(at(3, 0), Data::String("=1+1".to_owned()), "a text, not a formula");
    assert_eq!(at(3, 1), Data::String("-dash, +plus, @at".to_owned()));
    assert_eq!((at(2, 2), at(3, 2), at(4, 2)), (Data::Float(40.0), Data::String("007".to_owned()), Data::Float(1.5)));
    let Data::String(long) = at(4, 1) else { panic!() };
    assert_eq!(long.encode_utf16().count(), 32_767);
    assert!(long.starts_with("[cut: too long for a cell] xxx") && long.ends_with("x…"));
    assert!(book.worksheet_formula("Gaps").unwrap().is_empty());
}

#[test]
fn a_form_guides_whoever_fills_it_in() {
    let bytes = workbook(&forms());
    let sheet = member(&bytes, "xl/worksheets/sheet2.xml");
    for wanted in [
        "<sheetProtection sheet=\"1\" objects=\"1\" scenarios=\"1\" formatColumns=\"0\" formatRows=\"0\" sort=\"0\" autoFilter=\"0\"/>",
        "<formula1>\"met,by-integration,compensated,partly,not-met,not-applicable\"</formula1>",
        "error=\"Use one of: pass, fail, na, ne; or leave the cell empty.\"",
        "<cfRule type=\"cellIs\"",
        "<autoFilter ref=\"A1:",
        "state=\"frozen\"",
        "orientation=\"landscape\"",
        "fitToHeight=\"0\"",
        "Page &amp;P of &amp;N",
        "&amp;&amp; for the applicant only",
    ] {
        assert!(sheet.contains(wanted), "{wanted}");
    }
    assert!(!sheet.contains("password"), "nobody is locked out");
    assert!(sheet.contains(" ht=\"") && !sheet.contains("customHeight"), "rows grow with what is written");
    assert!(member(&bytes, "xl/workbook.xml").contains("_xlnm.Print_Titles"));
    assert!(member(&bytes, "xl/comments1.xml").contains("there is no password"));
    let process = member(&bytes, "xl/worksheets/sheet3.xml");
    assert!(process.contains("\"pass,fail,na,ne,ML0,ML1,ML2,ML3,ML4\"") && process.contains("\"yes,partly,no\""));
}

#[test]
fn a_picture_stands_in_its_place_or_its_words_do() {
    // The smallest PNG there is: one grey point.
    const PNG: &[u8] = &[
        0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0, 1, 0, 0, 0, 1, 8,
        0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55, 0, 0, 0, 10, b'I', b'D', b'A', b'T', 0x78, 0x9c, 0x63, 0x68, 0, 0, 0, 0x82,
        0, 0x81, 0x77, 0xcd, 0x72, 0xb6, 0, 0, 0, 0, b'I', b'E', b'N', b'D', 0xae, 0x42, 0x60, 0x82,
    ];
    let with = office::xlsx(&document(), &[], &|_| Some(PNG.to_vec())).unwrap();
    assert!(member(&with, "xl/drawings/drawing1.xml").contains("Levels by group. IAC 2, UC 1"), "words for the blind");
    assert!(!member(&with, "xl/sharedStrings.xml").contains("IAC 2, UC 1"));
    let broken = office::xlsx(&document(), &[], &|_| Some(b"no picture".to_vec())).unwrap();
    assert!(member(&broken, "xl/sharedStrings.xml").contains("IAC 2, UC 1"));
}
