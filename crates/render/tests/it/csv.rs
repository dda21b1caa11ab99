//! Does a spreadsheet get every cell, and no formula?

use document::{Block, Cell, Document, Table};

use crate::sample;

fn records(text: &str) -> Vec<Vec<String>> {
    let (table, problems) = tables::read_csv("t.csv", text.as_bytes());
    assert!(problems.is_empty(), "{problems:?}");
    let lines = std::iter::once(table.header).chain(table.lines.into_iter().map(|line| line.cells));
    lines.map(|cells| cells.into_iter().map(|cell| cell.text.into_owned()).collect()).collect()
}

#[test]
fn every_cell_survives_and_groups_become_a_column() {
    let document = sample::document();
    let files = render::csv(&document);
    assert_eq!(files, render::csv(&document));
    assert_eq!(files.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["rows", "odd", "none"]);
    let records = records(&files[0].1);
    assert_eq!(records[0], ["group", "Plain", "Co|de", "Two"]);
    assert_eq!(records.len(), 1 + sample::HOSTILE.len());
    for (index, (record, words)) in records[1..].iter().zip(sample::HOSTILE).enumerate() {
        assert_eq!(record[0], if index < 10 { "" } else { "Group **<x>|" });
        assert_eq!(record[1].strip_prefix('\'').unwrap_or(&record[1]), words);
        assert_eq!(record[2], record[1]);
        assert_eq!(record[3], format!("first\n{words}"));
    }
    assert!(!files[0].1.contains('\r') && files[0].1.ends_with('\n'));
}

#[test]
fn formulas_are_marked_and_numbers_are_not() {
    let marked = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "  =1", "-", "－1", "+49 40 123", "--1", "=", "\u{a0}=1"];
    let left = ["-1", "+1.5", "-3 %", "1e3", "a=b", "'=1", "–", "2-1", ""];
    let mut table = Table::new("t", "T", [("=title", 1)]);
    for cell in marked.iter().chain(&left) {
        table.row([Cell::of(*cell)]);
    }
    let document = Document { blocks: vec![Block::Table(table)], ..Document::default() };
    let records = records(&render::csv(&document)[0].1);
    let cells: Vec<&str> = records.iter().map(|record| record[0].as_str()).collect();
    let mut expected = vec!["'=title".to_owned()];
    // A dash alone computes nothing.
    expected.extend(marked.map(|cell| if cell == "-" { cell.to_owned() } else { format!("'{cell}") }));
    expected.extend(left.map(str::to_owned));
    // The reader takes a record of one empty cell for a blank line.
    expected.pop();
    assert_eq!(cells, expected);
}
