//! How do words stand in a paragraph? In runs of one style, and in fields that Word can count again.

use super::xml::Xml;

/// Words in a character style, or in the paragraph's own; line ends and tabs stay what they are.
pub(super) fn run(xml: &mut Xml, style: Option<&str>, text: &str) {
    if text.is_empty() {
        return;
    }
    start(xml, style, text.chars().any(is_east_asian));
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    for (line, words) in text.split('\n').enumerate() {
        if line > 0 {
            xml.raw("<w:br/>");
        }
        for (part, words) in words.split('\t').enumerate() {
            if part > 0 {
                xml.raw("<w:tab/>");
            }
            if !words.is_empty() {
                xml.leaf("w:t", &[("xml:space", "preserve")], words);
            }
        }
    }
    xml.end();
}

/// A field in a character style: what Word computes, and what stands there until it does.
///
/// Every part of it has the style: Word takes that of the instruction when it computes the field again.
pub(super) fn field(xml: &mut Xml, instruction: &str, style: Option<&str>, now: &str) {
    mark(xml, style, "begin");
    instruct(xml, style, instruction);
    mark(xml, style, "separate");
    run(xml, style, now);
    mark(xml, style, "end");
}

/// A field's beginning, middle or end: `begin`, `separate`, `end`.
pub(super) fn mark(xml: &mut Xml, style: Option<&str>, which: &str) {
    start(xml, style, false);
    xml.empty("w:fldChar", &[("w:fldCharType", which)]);
    xml.end();
}

/// What a field computes.
pub(super) fn instruct(xml: &mut Xml, style: Option<&str>, instruction: &str) {
    start(xml, style, false);
    xml.leaf("w:instrText", &[("xml:space", "preserve")], &format!(" {instruction} "));
    xml.end();
}

fn start(xml: &mut Xml, style: Option<&str>, east: bool) {
    xml.start("w:r", &[]);
    if style.is_some() || east {
        xml.start("w:rPr", &[]);
        if let Some(style) = style {
            xml.value("w:rStyle", style);
        }
        if east {
            // Quotation marks between such letters belong to them.
            xml.empty("w:rFonts", &[("w:hint", "eastAsia")]);
        }
        xml.end();
    }
}

/// Words for places of one line: headings, captions, the head and foot of a page.
pub(super) fn one_line(text: &str) -> String {
    text.split(['\r', '\n', '\t']).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

fn is_east_asian(character: char) -> bool {
    matches!(character,
        '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}'
        | '\u{20000}'..='\u{3ffff}')
}
