//! Does a document become a DOCX that Word accepts, that says what the document says, and that people can edit?

mod opened;
mod order;
mod samples;

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use document::{Block, Cell, Column, Document, Line, Numbers, Table};
use office::{DocxError, docx};
use opened::{Opened, R, W, opened, opened_with, style, words};
use samples::{PNG, everything, gateway, hostile};

fn all() -> [(&'static str, Document); 4] {
    let plain = Document { contents: false, ..everything() };
    [("everything", everything()), ("hostile", hostile()), ("nothing", Document::default()), ("plain", plain)]
}

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
fn parts_find_each_other() {
    for (name, document) in all() {
        let opened = opened(&document);
        kinds_cover_parts(name, &opened);
        relations_lead_somewhere(name, &opened);
        bookmarks_stand_once_where_references_lead(name, &opened);
        styles_exist(name, &opened);
    }
}

fn kinds_cover_parts(name: &str, opened: &Opened) {
    let kinds = opened.xml("[Content_Types].xml");
    let listed: BTreeSet<String> =
        kinds.descendants().filter_map(|node| node.attribute("PartName")).map(|part| part[1..].to_owned()).collect();
    let own = |part: &&String| part.ends_with(".xml") && *part != "[Content_Types].xml";
    assert_eq!(listed, opened.0.keys().filter(own).cloned().collect(), "{name}");
    let endings: BTreeSet<_> = kinds.descendants().filter_map(|node| node.attribute("Extension")).collect();
    assert!(opened.0.keys().all(|part| endings.contains(part.rsplit('.').next().unwrap())), "{name}");
}

fn relations_lead_somewhere(name: &str, opened: &Opened) {
    let mut reached = BTreeSet::new();
    let mut ids = BTreeSet::new();
    for (part, folder) in [("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")] {
        let xml = opened.xml(part);
        for relation in xml.root_element().children().filter(roxmltree::Node::is_element) {
            let target = relation.attribute("Target").unwrap();
            assert!(ids.insert(relation.attribute("Id").unwrap().to_owned()), "{name}: {target}");
            if relation.attribute("TargetMode").is_some() {
                let plain = |byte: u8| byte.is_ascii_graphic() && !b"\"<>\\^`{|}[]".contains(&byte);
                assert!(target.starts_with("https://") || target.starts_with("http://"), "{name}: {target}");
                assert!(target.bytes().all(plain), "{name}: {target}");
            } else {
                let target = format!("{folder}{target}");
                assert!(opened.0.contains_key(&target), "{name}: {target}");
                reached.insert(target);
            }
        }
    }
    let free = opened.0.keys().filter(|part| !part.ends_with(".rels") && *part != "[Content_Types].xml");
    assert_eq!(reached, free.cloned().collect(), "{name}: each part is reached");
    for part in opened.xml_names() {
        for node in opened.xml(part).descendants() {
            for used in [(R, "id"), (R, "embed")].into_iter().filter_map(|attribute| node.attribute(attribute)) {
                assert!(ids.contains(used), "{name}: {part}: {used}");
            }
        }
    }
}

fn bookmarks_stand_once_where_references_lead(name: &str, opened: &Opened) {
    let xml = opened.xml("word/document.xml");
    let mut marks = BTreeSet::new();
    let mut ids = BTreeSet::new();
    let mut drawings = BTreeSet::new();
    for node in xml.descendants() {
        if node.has_tag_name((W, "bookmarkStart")) {
            let mark = node.attribute((W, "name")).unwrap();
            let fits = mark.len() <= 40 && mark.starts_with(|first: char| first.is_ascii_alphabetic());
            assert!(fits && mark.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_'), "{name}: {mark}");
            assert!(marks.insert(mark.to_lowercase()), "{name}: {mark} twice");
            assert!(ids.insert(node.attribute((W, "id")).unwrap()), "{name}: {mark}");
        }
        if node.tag_name().name() == "docPr" {
            assert!(drawings.insert(node.attribute("id").unwrap()), "{name}");
        }
    }
    let ends: Vec<_> = xml.descendants().filter(|node| node.has_tag_name((W, "bookmarkEnd"))).collect();
    assert_eq!(ends.len(), ids.len(), "{name}");
    assert!(ends.iter().all(|node| ids.contains(node.attribute((W, "id")).unwrap())), "{name}");
    for node in xml.descendants() {
        let field = node.text().filter(|_| node.has_tag_name((W, "instrText"))).unwrap_or_default();
        let field = field.split_whitespace().collect::<Vec<_>>();
        let target = match field.as_slice() {
            ["REF" | "PAGEREF", mark, ..] => Some(*mark),
            _ => node.attribute((W, "anchor")),
        };
        assert!(target.is_none_or(|mark| marks.contains(&mark.to_lowercase())), "{name}: {target:?}");
    }
    let depth =
        xml.descendants().filter_map(|node| node.attribute((W, "fldCharType"))).try_fold(0_i32, |depth, kind| {
            let depth = depth + i32::from(kind == "begin") - i32::from(kind == "end");
            (depth >= 0).then_some(depth)
        });
    assert_eq!(depth, Some(0), "{name}: fields open and close");
}

fn styles_exist(name: &str, opened: &Opened) {
    let styles = opened.xml("word/styles.xml");
    let mut ids = BTreeMap::new();
    for node in styles.descendants().filter(|node| node.has_tag_name((W, "style"))) {
        assert!(ids.insert(node.attribute((W, "styleId")).unwrap(), node.attribute((W, "type")).unwrap()).is_none());
    }
    for part in opened.xml_names() {
        for node in opened.xml(part).descendants() {
            let kind = match node.tag_name().name() {
                "pStyle" | "next" => "paragraph",
                "rStyle" => "character",
                "tblStyle" => "table",
                _ => continue,
            };
            let id = node.attribute((W, "val")).unwrap();
            assert_eq!(ids.get(id), Some(&kind), "{name}: {part}: {id}");
        }
    }
}

#[test]
fn elements_stand_in_the_order_of_the_schema() {
    for (name, document) in all() {
        let opened = opened(&document);
        for part in opened.xml_names() {
            for node in opened.xml(part).descendants().filter(roxmltree::Node::is_element) {
                assert_eq!(order::disorder(node), None, "{name}: {part}");
                let last = node.children().filter(roxmltree::Node::is_element).last();
                if node.has_tag_name((W, "tc")) {
                    assert!(
                        last.is_some_and(|last| last.has_tag_name((W, "p"))),
                        "{name}: a cell ends with a paragraph"
                    );
                }
                let table = |node: roxmltree::Node<'_, '_>| node.has_tag_name((W, "tbl"));
                let after = node.next_siblings().skip(1).find(roxmltree::Node::is_element);
                let apart = after.is_some_and(|after| after.has_tag_name((W, "p")));
                assert!(!table(node) || apart, "{name}: a paragraph after each table");
                if node.has_tag_name((W, "tr")) {
                    rows_fill_the_grid(name, node);
                }
            }
        }
    }
}

fn rows_fill_the_grid(name: &str, row: roxmltree::Node<'_, '_>) {
    let grid = row.parent().unwrap().children().find(|node| node.has_tag_name((W, "tblGrid"))).unwrap();
    let number =
        |node: roxmltree::Node<'_, '_>, attribute| node.attribute((W, attribute)).unwrap().parse::<u32>().unwrap();
    let columns: Vec<u32> =
        grid.children().filter(roxmltree::Node::is_element).map(|column| number(column, "w")).collect();
    assert_eq!(columns.iter().sum::<u32>(), 9_638, "{name}");
    assert!(columns.iter().all(|width| *width >= 150), "{name}: {columns:?}");
    let spans = row.descendants().filter(|node| node.has_tag_name((W, "gridSpan"))).map(|span| number(span, "val") - 1);
    let cells = row.children().filter(|node| node.has_tag_name((W, "tc"))).count();
    assert_eq!(cells + spans.sum::<u32>() as usize, columns.len(), "{name}");
}

#[test]
fn words_that_mean_harm_stay_words() {
    let opened = opened(&hostile());
    let told = "<w:p>&amp; \"]]> \u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{202e} \n\t{MERGEFIELD} ' \u{1f4a9}";
    assert!(opened.says("Title", told), "{:?}", opened.paragraphs());
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
    let xml = opened(&everything());
    let xml = xml.xml("word/document.xml");
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
}

#[test]
fn a_table_wider_than_word_holds_is_refused() {
    let column = Column { title: "c".into(), weight: 1, number: false };
    let table = |columns: usize| Table {
        anchor: "wide".into(),
        caption: String::new(),
        columns: vec![column.clone(); columns],
        lines: vec![Line::Row(vec![Cell::of("x"); columns])],
    };
    let document = |columns| Document { blocks: vec![Block::Table(table(columns))], ..Document::default() };
    assert!(docx(&document(63), &|_| None).is_ok());
    assert!(matches!(docx(&document(64), &|_| None), Err(DocxError::TooManyColumns { columns: 64, .. })));
}

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
        let start = std::time::Instant::now();
        let bytes = docx(&document, &|_| Some(PNG.to_vec())).unwrap();
        println!("{name}: {} bytes in {:?}", bytes.len(), start.elapsed());
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
