//! Does every sheet, however broken, give rows and problems that say where and what would be right?
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test may stop at the first surprise")]

use catalogue::{Catalogue, Edition};
use dossier::{limits, read_sheet, standard_of};
use model::{Row, Status};
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};

fn edition(standard: &str) -> Edition {
    let catalogue = Catalogue::compiled();
    catalogue.edition(catalogue.head(standard, None).expect("known"))
}

fn read(name: &str, bytes: &[u8], edition: &Edition) -> (Vec<Row>, Vec<String>) {
    let (sheet, mut problems) = read_sheet(name, bytes);
    let (mut standards, more) = sheet.rows(&[edition]);
    problems.extend(more);
    (standards.remove(0).rows, problems.iter().map(ToString::to_string).collect())
}

fn csv(text: &str) -> (Vec<Row>, Vec<String>) {
    read("s.csv", text.as_bytes(), &edition("iec62443-4-2"))
}

#[test]
fn ids_are_read_leniently_and_written_one_way() {
    let (rows, problems) = csv("Status,Requirement\nmet,CR1.1RE1\nMET,cr 1.1 re 2\nmet,CR 1.2 RE (1)\nmet,ccsc-1\n");
    let ids: Vec<_> = rows.iter().map(|row| row.requirement.as_str()).collect();
    assert_eq!(ids, ["CR 1.1 RE(1)", "CR 1.1 RE(2)", "CR 1.2 RE(1)", "CCSC 1"]);
    assert!(problems.is_empty(), "{problems:?}");
}

#[test]
fn every_wrong_word_is_named_with_its_place() {
    let (rows, problems) = csv("requirement,status,verdict,date,statement\n\
         CR 9.9,met,,,\n\
         CR 1.1,fullfilled,,,\n\
         CR 1.2,met,passed,,\n\
         CR 1.3,met,,22.11.2026,\n\
         CR 1.4,met,,,=1+1\n\
         ,met,,,\n");
    assert_eq!(rows.len(), 4);
    assert_eq!(rows[0].claim.status, None);
    let expected = [
        "s.csv:2:1: error: \"CR 9.9\" is not an id of iec62443-4-2@2019",
        "s.csv:3:8: error: \"fullfilled\" is not a value of status",
        "s.csv:4:12: error: \"passed\" is not a value of verdict",
        "s.csv:5:13: error: \"22.11.2026\" is not a value of date",
        "s.csv:6:14: error: a formula or an error value in statement: =1+1",
        "s.csv:7:1: error: this row names no requirement",
    ];
    assert_eq!(problems.len(), expected.len(), "{problems:#?}");
    for (problem, start) in problems.iter().zip(expected) {
        assert!(problem.starts_with(start), "{problem}");
        assert!(problem.contains("hint: "), "{problem}");
    }
}

#[test]
fn a_row_that_stands_twice_counts_as_silence() {
    let (rows, problems) = csv("requirement,part,status\nCR 1.1,,met\nCR 1.1,,not-met\nCR 1.1,web,met\n");
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[0].claim.status, rows[1].claim.status), (None, Some(Status::Met)));
    assert!(problems[0].starts_with("s.csv:3:1: error: CR 1.1 stands here twice, first on line 2"), "{problems:?}");
}

#[test]
fn columns_are_checked() {
    let (_, problems) = csv("status,part\nmet,\n");
    assert!(problems[0].contains("the column \"requirement\" is missing"), "{problems:?}");
    let (_, problems) = csv("requirement,status,statuz,status,title\nCR 1.1,met,x,met,t\n");
    assert_eq!(problems.len(), 2, "{problems:?}");
    let (_, problems) = csv("");
    assert!(problems[0].contains("this sheet is empty"), "{problems:?}");
    let (_, problems) = csv("requirement,maturity\nCR 1.1,2\n");
    assert!(problems[0].contains("has no maturity"), "{problems:?}");
}

#[test]
fn rows_of_two_standards_are_told_apart() {
    let (a, b) = (edition("iec62443-4-1"), edition("iec62443-3-3"));
    let (sheet, _) = read_sheet("s.csv", b"requirement,status\nSR-1,met\nSR 1.1,met\nSR 1.2,met\n");
    let (standards, problems) = sheet.rows(&[&a, &b]);
    assert_eq!((standards[0].rows.len(), standards[1].rows.len()), (1, 2));
    assert!(problems.is_empty());
    let editions = [a, b];
    let found = standard_of(&sheet, &editions).map(|edition| edition.head.key.to_string());
    assert_eq!(found.as_deref(), Some("iec62443-3-3@2013+COR1"));
}

#[test]
fn a_programme_takes_marks_or_levels_and_an_evaluated_level() {
    let (rows, problems) = read(
        "s.csv",
        b"requirement,documented,competent,maturity,verdict\nSM-1,yes,Partly,,ML2\nSM-2,,,3,pass\nSM-3,maybe,,7,\n",
        &edition("iec62443-4-1"),
    );
    assert_eq!(rows[0].evaluation.maturity.map(|level| level.number()), Some(2));
    assert_eq!(rows[1].claim.maturity.map(|level| level.number()), Some(3));
    assert_eq!(problems.len(), 2, "{problems:?}");
}

fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Cover").unwrap().write(0, 0, "Gateway").unwrap();
    let sheet = book.add_worksheet().set_name("4-2").unwrap();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    for (column, name) in ["status", "requirement", "date", "statement", "sum"].iter().enumerate() {
        sheet.write(2, column as u16, *name).unwrap();
    }
    sheet.write(3, 0, "met").unwrap().write(3, 1, "CR 1.1").unwrap();
    sheet.write_with_format(3, 2, rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 9, 3).unwrap(), &date).unwrap();
    sheet.write_formula(3, 4, "=SUM(A1:A2)").unwrap();
    sheet.write(4, 0, "met").unwrap().write(4, 1, "CR 1.2").unwrap();
    sheet.write_formula(4, 3, "=A1&\"x\"").unwrap();
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn a_workbook_is_read_like_a_csv() {
    let (rows, problems) = read("s.xlsx", &workbook(), &edition("iec62443-4-2"));
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0].claim.status, Some(Status::Met));
    assert_eq!(rows[0].evaluation.date.map(|date| date.to_string()).as_deref(), Some("2026-09-03"));
    assert_eq!(rows[0].spots.requirement, model::Spot::new(4, 2));
    // The formula stands in a column that carries a statement; the one in "sum" is nobody's business.
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(problems[0].starts_with("s.xlsx:3:5: warning: nobody reads the column \"sum\""), "{problems:?}");
    assert!(
        problems[1].starts_with("s.xlsx:5:4: error: a formula or an error value in statement: =A1"),
        "{problems:?}"
    );
}

#[test]
fn damaged_and_foreign_workbooks_are_refused_in_words() {
    let good = workbook();
    for (name, bytes) in [
        ("a.xlsx", &good[..good.len() / 2]),
        ("b.xlsx", &b"not a zip"[..]),
        ("c.xlsx", &b""[..]),
        ("d.csv", &b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..]),
    ] {
        let (rows, problems) = read(name, bytes, &edition("iec62443-4-2"));
        assert!(rows.is_empty());
        assert!(
            problems.iter().any(|problem| problem.contains("error: this is ")
                || problem.contains("error: this workbook")
                || problem.contains("error: this is")),
            "{name}: {problems:?}"
        );
    }
}

/// A cell far to the right and below must not make us lay out the rectangle up to it.
#[test]
fn a_far_away_cell_costs_nothing() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "requirement").unwrap().write(0, 1, "status").unwrap();
    sheet.write(1, 0, "CR 1.1").unwrap().write(1_048_575, 16_383, "x").unwrap();
    sheet.write(1_048_574, 0, "CR 1.2").unwrap();
    let (rows, problems) = read("s.xlsx", &book.save_to_buffer().unwrap(), &edition("iec62443-4-2"));
    assert_eq!(rows.len(), 2, "{problems:?}");
}

#[test]
fn a_zip_bomb_is_refused() {
    use std::io::Write;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let zeros = vec![0; 1 << 20];
    for _ in 0..=limits::UNPACKED_BYTES >> 20 {
        zip.write_all(&zeros).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    let (_, problems) = read("s.xlsx", &bytes, &edition("iec62443-4-2"));
    assert!(problems[0].contains("unpacks to more than 64 MB"), "{problems:?}");
}

#[test]
fn too_many_rows_or_parts_are_cut_with_an_error() {
    let mut text = String::from("requirement,part\n");
    for _ in 0..=limits::RECORDS {
        text.push_str("CR 1.1,\n");
    }
    assert!(csv(&text).1[0].contains("more than 20000 rows"));
    let mut text = String::from("requirement,part\n");
    for part in 0..=limits::PARTS {
        text.push_str(&format!("CR 1.1,{part}\n"));
    }
    let (rows, problems) = csv(&text);
    assert_eq!(rows[limits::PARTS].part.as_ref().map(model::Part::as_str), Some("further parts"));
    assert!(problems[0].contains("more than 200 parts"), "{problems:?}");
}

#[test]
fn what_steers_a_terminal_is_refused() {
    let (rows, problems) = csv(
        "requirement,status,statement\nCR 1.1,met,\u{9b}31mred\nCR 1.2,m\u{0}et,\n\u{1b}[2JCR 1.3,met,\nCR 1.4,met,AD\u{200f} \u{85}x\n",
    );
    assert_eq!(rows.len(), 3);
    assert_eq!((rows[0].claim.statement.as_str(), rows[1].claim.status), ("", None));
    assert!(
        problems.iter().all(|problem| problem.contains("a control character in") && !problem.contains('\u{1b}')),
        "{problems:?}"
    );
    assert_eq!(problems.len(), 3);
    assert!(rows[2].claim.statement.starts_with("AD"));
}

#[test]
fn a_broken_record_counts_as_silence() {
    let (rows, problems) =
        csv("requirement,status,statement\nCR 1.1,met,one, two,\nCR 1.2,\"m\"et,\nCR 1.3,met,fine\n");
    let statuses: Vec<_> = rows.iter().map(|row| row.claim.status).collect();
    assert_eq!(statuses, [None, None, Some(Status::Met)], "{problems:?}");
    // So does a row whose part cannot be read, and a verdict of an unknown day.
    let (rows, _) = csv("requirement,part,status,verdict,date\nCR 1.1,=A1,met,,\nCR 1.2,,met,pass,someday\n");
    assert_eq!(
        (rows[0].claim.status, rows[1].claim.status, rows[1].evaluation.verdict),
        (None, Some(Status::Met), None)
    );
}

#[test]
fn a_hidden_or_second_worksheet_is_not_read_and_named() {
    let mut book = Workbook::new();
    for (name, status) in [("hidden", "met"), ("seen", "not-met"), ("also", "met")] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.write(0, 0, "requirement").unwrap().write(0, 1, "status").unwrap();
        sheet.write(1, 0, "CR 1.1").unwrap().write(1, 1, status).unwrap();
        sheet.set_hidden(name == "hidden");
        if name == "seen" {
            sheet.set_active(true);
        }
    }
    let (rows, problems) = read("s.xlsx", &book.save_to_buffer().unwrap(), &edition("iec62443-4-2"));
    assert_eq!(rows[0].claim.status, Some(Status::NotMet));
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(
        problems.iter().all(|problem| problem.contains("has a column \"requirement\" too; it is not read")),
        "{problems:?}"
    );
}

/// Rewrites one member of a workbook: what a spreadsheet program would never write.
fn tampered(member: &str, from: &str, to: &str) -> Vec<u8> {
    use std::io::{Read, Write};
    let bytes = workbook();
    let mut old = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut new = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for index in 0..old.len() {
        let mut file = old.by_index(index).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut text = String::new();
        file.read_to_string(&mut text).unwrap();
        if name.ends_with(member) {
            assert!(text.contains(from), "{text}");
            text = text.replace(from, to);
        }
        new.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        new.write_all(text.as_bytes()).unwrap();
    }
    new.finish().unwrap().into_inner()
}

#[test]
fn cells_where_none_can_stand_are_refused_in_words() {
    let edition = edition("iec62443-4-2");
    for (member, from, to) in [
        ("sheet2.xml", "r=\"B4\"", "r=\"ZZZZZZZ99999999999999\""),
        ("sheet2.xml", "r=\"B4\"", "r=\"B4294967300\""),
        ("sheet2.xml", "r=\"A4\"", "r=\"B4\""),
        // However often: the last of three counts no more than the first.
        (
            "sheet2.xml",
            "<c r=\"A4\"",
            "<c r=\"A4\" t=\"str\"><v>not-met</v></c><c r=\"A4\" t=\"str\"><v>met</v></c><c r=\"A4\"",
        ),
        ("sharedStrings.xml", "uniqueCount=\"", "uniqueCount =\"99999999999"),
        ("sharedStrings.xml", "<sst ", "<!-- <sst uniqueCount=\"1\"> --><sst uniqueCount=\"99999999999\" x"),
    ] {
        let (rows, problems) = read("s.xlsx", &tampered(member, from, to), &edition);
        let refused = problems.iter().any(|problem| {
            problem.contains("damaged") || problem.contains("twice") || problem.contains("no requirement")
        });
        assert!(refused, "{to}: {problems:?}");
        assert!(rows.iter().all(|row| row.requirement.as_str() != "CR 1.1" || row.claim.status.is_none()), "{to}");
    }
}

/// What stands in other worksheets, or in a text, is no reason to refuse a sheet.
#[test]
fn other_worksheets_and_texts_do_not_get_in_the_way() {
    let edition = edition("iec62443-4-2");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "requirement").unwrap().write(0, 1, "status").unwrap().write(0, 2, "statement").unwrap();
    sheet
        .write(1, 0, "CR 1.1")
        .unwrap()
        .write(1, 1, "met")
        .unwrap()
        .write(1, 2, "locks after count=5 of 99999999999")
        .unwrap();
    let other = book.add_worksheet();
    for row in 0..25_000 {
        other.write(row, 0, 1).unwrap();
    }
    let mut chart = rust_xlsxwriter::Chart::new(rust_xlsxwriter::ChartType::Column);
    chart.add_series().set_values("Sheet2!$A$1:$A$5");
    book.add_chartsheet().insert_chart(0, 0, &chart).unwrap();
    let (rows, problems) = read("s.xlsx", &book.save_to_buffer().unwrap(), &edition);
    assert_eq!(rows[0].claim.status, Some(Status::Met));
    assert_eq!(problems, Vec::<String>::new());
}

#[test]
fn ticked_boxes_and_inch_marks_are_read() {
    let (rows, problems) =
        read("s.csv", b"requirement,documented,competent\nSM-1,TRUE,FALSE\n", &edition("iec62443-4-1"));
    assert!(problems.is_empty() && rows[0].claim.marks.has(model::Trait::Documented), "{problems:?}");
    let (rows, problems) = csv("requirement,status,statement\nCR 1.1,met,19\" rack\n");
    assert_eq!((rows[0].claim.status, problems.len()), (Some(Status::Met), 1));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]
    #[test]
    fn no_bytes_make_it_fall_over(text in "(requirement|status|CR 1.1|met|[,;\"\n\r=]|[a-z]{1,4}|\\PC){0,60}") {
        csv(&text);
    }

    #[test]
    fn a_damaged_workbook_never_makes_it_fall_over(at in 0usize..4000, byte in any::<u8>(), cut in 0usize..8000) {
        let mut bytes = workbook();
        let length = bytes.len();
        bytes[at % length] = byte;
        bytes.truncate(cut.max(length / 4));
        read("s.xlsx", &bytes, &edition("iec62443-4-2"));
    }
}
