//! Do any words at all come back as they went in, through readers that are not ours?

use document::{Block, Callout, Cell, Document, Span, Table, Text, Tone};
use proptest::prelude::*;

use crate::{html, markdown};

/// Letters that formats care for, in any order.
fn words() -> impl Strategy<Value = String> {
    let letters: Vec<char> = " ab1.)(-+=#*_~`|\\<>&;:!/[]{}'\"$^@é中。😀x".chars().collect();
    prop::collection::vec(prop::sample::select(letters), 1..14).prop_map(|letters| letters.into_iter().collect())
}

fn text() -> impl Strategy<Value = Text> {
    let span = (0..4, words()).prop_map(|(kind, words)| match kind {
        0 => Span::Plain(words),
        1 => Span::Strong(words),
        2 => Span::Quiet(words),
        _ => Span::Code(words),
    });
    prop::collection::vec(span, 1..4).prop_map(Text)
}

/// As a reader sees them: blanks at the edges do not show, several are one.
fn seen(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn said(text: &Text) -> String {
    seen(&document::Numbers::of(&Document::default()).plain(text))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(1000) })]

    #[test]
    fn markdown_prints_them(text in text(), heading in words()) {
        let mut document = Document { contents: true, ..Document::default() };
        document.heading(1, heading.as_str(), "a");
        document.paragraph(text.clone());
        document.blocks.push(Block::List(vec![text.clone()]));
        document.blocks.push(Block::Callout(Callout { tone: Tone::Plain, title: "T".to_owned(), lines: vec![text.clone()] }));
        let mut table = Table::new("t", "C", [("One", 1), ("Two", 1)]);
        table.row([Cell::of(text.clone()), Cell::of("end")]);
        document.blocks.push(Block::Table(table));
        let page = render::markdown(&document);
        let found = markdown::shown(&page);
        let said = said(&text);
        let mut expected = vec![seen(&format!("1 {heading}"))];
        expected.extend([said.clone(), said.clone(), "T".to_owned(), said.clone(), "Table 1. C".to_owned()]);
        expected.extend(["One".to_owned(), "Two".to_owned(), said, "end".to_owned()]);
        expected.retain(|words| !words.is_empty());
        let found: Vec<String> = found.iter().map(|words| seen(words)).filter(|words| !words.is_empty()).collect();
        prop_assert_eq!(found, expected, "{}", page);
    }

    #[test]
    fn the_page_shows_them(text in text(), title in any::<String>()) {
        let mut document = Document { title: title.clone(), ..Document::default() };
        document.paragraph(text.clone());
        let page = render::html(&document);
        let xml = html::parsed(&page);
        let paragraph = xml.descendants().find(|node| node.has_tag_name("main")).map(html::words).unwrap_or_default();
        prop_assert_eq!(seen(&paragraph), said(&text));
    }

    #[test]
    fn spreadsheets_hold_them(text in text()) {
        let mut table = Table::new("t", "C", [("One", 1), ("Two", 1)]);
        table.row([Cell::of(text.clone()), Cell::of("end")]);
        let document = Document { blocks: vec![Block::Table(table)], ..Document::default() };
        let csv = &render::csv(&document)[0].1;
        let (table, problems) = tables::read_csv("t.csv", csv.as_bytes());
        prop_assert!(problems.is_empty(), "{problems:?}");
        let cell = &table.lines[0].cells[0].text;
        prop_assert!(!cell.trim_start().starts_with(['=', '@']), "{cell}");
        let said = said(&text);
        prop_assert!([said.clone(), seen(&format!("'{}", document::Numbers::of(&document).plain(&text)))].contains(&seen(cell)), "{cell}");
    }
}
