//! Do the parts of the package fit together, and does each follow the schema?

use std::collections::{BTreeMap, BTreeSet};

use super::opened::{Opened, R, W, opened};
use super::order;
use super::samples::all;

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
                let last = node.children().rfind(roxmltree::Node::is_element);
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
