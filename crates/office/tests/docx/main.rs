//! Does a document become a DOCX that Word accepts, that says what the document says, and that people can edit?

#![allow(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod libreoffice;
mod opened;
mod order;
mod parts;
mod samples;

use document::{Block, Cell, Column, Document, Line, Logo, LogoKind, Numbers, Table};
use office::{DocxError, docx};
use opened::{W, opened, opened_with, style, words};
use samples::{PNG, everything, hostile};

#[test]
fn every_block_is_there_in_a_style_of_its_own() {
    let opened = opened(&everything());
    let expected = [
        ("Title", "Assessment report"),
        ("Subtitle", "Gateway EG220, firmware 3.4.1 · IEC 62443-4-2:2019"),
        ("FactLabel", "Assessed for"),
        ("Fact", "22 November 2026"),
        ("TOCHeading", "Contents"),
        ("TOC2", "1.1\tCounts\t"),
        ("TOC3", "2.0.1\tBelow nothing\t"),
        ("Heading1", "Result"),
        ("Heading2", "Counts"),
        ("Heading3", "2.0.1\tBelow nothing"),
        (
            "Normal",
            "The gateway reaches SL 2 for six of seven foundations; see section 1.1, table 1, figure 1 and CR 1.1, as of today.",
        ),
        ("Normal", "As section 2.0.1 and section 2.1.1 say. 全部“要求”均已评估。"),
        ("ListBullet", "another with a web address"),
        ("TileLabel", "Gaps"),
        ("TileValueBad", "9"),
        ("TileNote", "3 of them at SL 1"),
        ("CalloutNotice", "A notice box"),
        ("CalloutBad", "See section 1.1."),
        ("Caption", "Table 1. Requirements and how they are met"),
        ("TableHead", "Reason"),
        ("TableGroup", "FR 2 — 身份识别与认证 Identification"),
        ("TableText", "CR 3.12"),
        ("TableTextBad", "met by integration"),
        ("Caption", "Figure 1. Levels by foundation"),
    ];
    for (style, words) in expected {
        assert!(opened.says(style, words), "no {style} says {words:?}:\n{:#?}", opened.paragraphs());
    }
    let document = opened.xml("word/document.xml");
    let count = |name: &str| document.descendants().filter(|node| node.has_tag_name((W, name))).count();
    assert_eq!(count("tblHeader"), 1);
    assert_eq!(count("titlePg"), 1);
    assert_eq!(count("pageBreakBefore"), 4, "contents, text, facts, last chapter");
    assert_eq!(opened.0.keys().filter(|name| name.ends_with(".png")).count(), 2, "logo and picture");
    for bad in ["dirty", "updateFields"] {
        let settings = String::from_utf8_lossy(&opened.0["word/settings.xml"]).into_owned();
        let text = String::from_utf8_lossy(&opened.0["word/document.xml"]).into_owned();
        assert!(!settings.contains(bad) && !text.contains(bad), "{bad} makes Word ask");
    }
}

#[test]
fn word_counts_headings_and_captions_as_numbers_does() {
    let document = everything();
    let numbers = Numbers::of(&document);
    let opened = opened(&document);
    let xml = opened.xml("word/document.xml");
    let mut counts = [0_u32; 3];
    let mut counted = Vec::new();
    for paragraph in xml.descendants().filter(|node| node.has_tag_name((W, "p"))) {
        let Some(level) = style(paragraph).and_then(|style| style.strip_prefix("Heading")?.parse::<usize>().ok())
        else {
            continue;
        };
        if paragraph.descendants().any(|node| node.has_tag_name((W, "numId"))) {
            counted.push(words(paragraph).split('\t').next().unwrap_or_default().to_owned());
            continue;
        }
        counts[level - 1] += 1;
        counts[level..].fill(0);
        // Word begins a level that was left out with 1, where `Numbers` has 0: then it must not count.
        assert!(!counts[..level].contains(&0), "{}", words(paragraph));
        counted.push(counts[..level].iter().map(u32::to_string).collect::<Vec<_>>().join("."));
    }
    let headings = document.blocks.iter().enumerate().filter(|(_, block)| matches!(block, Block::Heading(_)));
    assert_eq!(counted, headings.map(|(index, _)| numbers.block(index)).collect::<Vec<_>>());
    let styles = opened.xml("word/styles.xml");
    let linked = |level: usize| {
        let id = format!("Heading{level}");
        let style = styles.descendants().find(|node| node.attribute((W, "styleId")) == Some(&id)).unwrap();
        let list = style.descendants().find(|node| node.has_tag_name((W, "numId"))).unwrap();
        list.attribute((W, "val")) == Some("1")
    };
    assert!((1..=3).all(linked));
    let instructions = String::from_utf8_lossy(&opened.0["word/document.xml"]).into_owned();
    for instruction in
        [" SEQ Table \\* ARABIC ", " SEQ Figure \\* ARABIC ", " TOC \\o ", " REF counts \\w ", " PAGEREF counts "]
    {
        assert!(instructions.contains(instruction), "{instruction}");
    }
}

#[test]
fn words_that_mean_harm_stay_words() {
    let opened = opened(&hostile());
    let line = "<w:p>&amp; \"]]> \u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{202e} {MERGEFIELD} ' \u{1f4a9}";
    let told = "<w:p>&amp; \"]]> \u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{202e} \n\t{MERGEFIELD} ' \u{1f4a9}";
    assert!(opened.says("Title", line), "{:?}", opened.paragraphs());
    assert!(opened.says("Caption", &format!("Table 1. {line}")));
    assert!(opened.says("Normal", &told.repeat(6)), "all six links say their words");
    let relations = String::from_utf8_lossy(&opened.0["word/_rels/document.xml.rels"]).into_owned();
    assert_eq!(relations.matches("TargetMode").count(), 2, "{relations}");
    assert!(relations.contains("https://ok.example/a%20b%22%3C%3E#x%23y"), "{relations}");
    let core = opened.xml("docProps/core.xml");
    assert!(core.descendants().all(|node| node.tag_name().name() != "created"), "there is no 30 February");
    assert!(opened.says("Normal", &format!("nowhere{told}")));
}

#[test]
fn the_same_document_gives_the_same_bytes_without_a_time() {
    let [one, two] = [0, 1].map(|_| docx(&everything(), &|_| Some(PNG.to_vec())).unwrap());
    assert_eq!(one, two);
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(one)).unwrap();
    for index in 0..zip.len() {
        let file = zip.by_index(index).unwrap();
        assert_eq!(file.last_modified().map(|time| time.year()), Some(1980));
        assert_eq!(index == 0, file.name().unwrap() == "[Content_Types].xml");
    }
}

#[test]
fn properties_tell_machines_what_it_is() {
    let opened = opened(&everything());
    let text = |part: &str, name: &str| {
        let xml = opened.xml(part);
        xml.descendants().find(|node| node.tag_name().name() == name).and_then(|node| node.text()).map(str::to_owned)
    };
    let core = "docProps/core.xml";
    assert_eq!(text(core, "title").as_deref(), Some("Assessment report"));
    assert_eq!(text(core, "creator").as_deref(), Some("Müller & Söhne Prüflabor GmbH"));
    assert_eq!(text(core, "created").as_deref(), Some("2026-11-22T00:00:00Z"));
    assert_eq!(text("docProps/app.xml", "Application").as_deref(), Some("Plimsoll 0.1.0"));
    let custom = opened.xml("docProps/custom.xml");
    let names: Vec<_> = custom.descendants().filter_map(|node| node.attribute("name")).collect();
    assert_eq!(names, ["edition", "Edition (2)", "property"]);
}

#[test]
fn pictures_have_words_and_room_and_words_stand_in_for_them() {
    let shown = opened(&everything());
    let xml = shown.xml("word/document.xml");
    let named: Vec<_> = xml.descendants().filter(|node| node.tag_name().name() == "docPr").collect();
    assert_eq!(named[1].attribute("title"), Some("Levels"));
    assert!(named[1].attribute("descr").unwrap().starts_with("Seven bars"));
    let wide: Vec<u32> = xml
        .descendants()
        .filter(|node| node.tag_name().name() == "extent")
        .map(|node| node.attribute("cx").unwrap().parse().unwrap())
        .collect();
    assert_eq!(wide[1], 9_638 * 635, "900 pixels are wider than the text");
    for nothing in [None, Some(b"not a PNG".to_vec())] {
        let opened = opened_with(&everything(), &|_| nothing.clone());
        assert!(opened.says("Figure", "Levels\nSeven bars, one for each foundation; the third is the shortest."));
        assert_eq!(opened.0.keys().filter(|name| name.ends_with(".png")).count(), 1, "the logo");
    }
    let mut drawn = everything();
    drawn.brand.logo = Some(Logo { kind: LogoKind::Svg, bytes: b"<svg/>".to_vec(), aspect_percent: 300 });
    assert!(opened(&drawn).says("Brand", "Hafenwerke Nord"));
}

#[test]
fn a_table_wider_than_word_holds_is_refused() {
    let column = Column { title: "c".into(), weight: 1, number: false };
    let table = |columns: usize| Table {
        anchor: "wide".into(),
        caption: String::new(),
        columns: vec![column.clone(); columns],
        values: None,
        lines: vec![Line::Row(vec![Cell::of("x"); columns])],
    };
    let document = |columns| Document { blocks: vec![Block::Table(table(columns))], ..Document::default() };
    assert!(docx(&document(63), &|_| None).is_ok());
    assert!(matches!(docx(&document(64), &|_| None), Err(DocxError::TooManyColumns { columns: 64, .. })));
}
