//! What does the document say about itself to machines? Title, author and day; the program; the facts for machines.

use std::collections::BTreeSet;

use document::Document;

use super::xml::Xml;

const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes";

/// Title, subject, author, language and the day.
pub(super) fn core(document: &Document) -> Vec<u8> {
    let mut xml = Xml::part();
    let namespaces = [
        ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    xml.start("cp:coreProperties", &namespaces);
    let words = [("dc:title", &document.title), ("dc:subject", &document.subtitle), ("dc:creator", &document.author)];
    for (name, words) in words {
        if !words.is_empty() {
            xml.leaf(name, &[], words);
        }
    }
    xml.leaf("dc:language", &[], "en-GB");
    // Word takes a file for damaged whose day is none.
    if is_day(&document.date) {
        for name in ["dcterms:created", "dcterms:modified"] {
            xml.leaf(name, &[("xsi:type", "dcterms:W3CDTF")], &format!("{}T00:00:00Z", document.date));
        }
    }
    xml.finish()
}

/// The program and the house.
pub(super) fn program(document: &Document) -> Vec<u8> {
    let mut xml = Xml::part();
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    xml.start("Properties", &[("xmlns", namespace)]);
    if !document.brand.name.is_empty() {
        xml.leaf("Company", &[], &document.brand.name);
    }
    if !document.program.is_empty() {
        xml.leaf("Application", &[], &document.program);
    }
    xml.finish()
}

/// The facts for machines. Word wants each name once, whatever its case, and none empty.
pub(super) fn facts(document: &Document) -> Vec<u8> {
    let mut xml = Xml::part();
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties";
    xml.start("Properties", &[("xmlns", namespace), ("xmlns:vt", TYPES)]);
    let mut used = BTreeSet::new();
    for (index, (name, value)) in document.properties.iter().enumerate() {
        let short: String = name.chars().take(240).collect();
        let mut free = if short.trim().is_empty() { "property".to_owned() } else { short };
        while !used.insert(free.to_lowercase()) {
            free = format!("{free} ({})", index + 1);
        }
        let id = (index + 2).to_string();
        let attributes = [("fmtid", "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"), ("pid", &id), ("name", &free)];
        xml.start("property", &attributes);
        xml.leaf("vt:lpwstr", &[], value);
        xml.end();
    }
    xml.finish()
}

fn is_day(text: &str) -> bool {
    let mut parts = text.splitn(3, '-');
    let mut part = |digits: usize| {
        let part =
            parts.next().filter(|part| part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit()))?;
        part.parse::<u32>().ok()
    };
    let (Some(year), Some(month), Some(day)) = (part(4), part(2), part(2)) else { return false };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=last).contains(&day)
}
