//! How do words stand in a paragraph? In runs of one style, and in fields that Word can count again.

use super::xml::Xml;

/// Words in a character style, or in the paragraph's own; line ends and tabs stay what they are.
pub(super) fn run(xml: &mut Xml, style: Option<&str>, text: &str) {
    if text.is_empty() {
        return;
    }
    xml.start("w:r", &[]);
    let east = text.chars().any(is_east_asian);
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

/// A field: what Word computes, and what stands there until it does.
pub(super) fn field(xml: &mut Xml, instruction: &str, style: Option<&str>, now: &str) {
    mark(xml, "begin");
    instruct(xml, instruction);
    mark(xml, "separate");
    run(xml, style, now);
    mark(xml, "end");
}

/// A field's beginning, middle or end: `begin`, `separate`, `end`.
pub(super) fn mark(xml: &mut Xml, which: &str) {
    xml.start("w:r", &[]);
    xml.empty("w:fldChar", &[("w:fldCharType", which)]);
    xml.end();
}

/// What a field computes.
pub(super) fn instruct(xml: &mut Xml, instruction: &str) {
    xml.start("w:r", &[]);
    xml.leaf("w:instrText", &[("xml:space", "preserve")], &format!(" {instruction} "));
    xml.end();
}

fn is_east_asian(character: char) -> bool {
    matches!(character,
        '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}'
        | '\u{20000}'..='\u{3ffff}')
}
