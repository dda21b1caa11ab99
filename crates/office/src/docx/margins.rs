//! What stands at the head and the foot of every page? House and title; the house's line and the page.

use document::Document;

use super::run::{field, one_line, run};
use super::xml::Xml;

/// How many letters of the head's size fit beside each other.
const FIT: usize = 105;

/// The head of a page.
pub(super) fn header(document: &Document) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.start("w:hdr", &[("xmlns:w", super::WORDS)]);
    let title = one_line(&document.title);
    apart(&mut xml, "Header", &one_line(&document.brand.name), |xml| run(xml, None, &title), width(&title));
    xml.finish()
}

/// The foot of a page.
pub(super) fn footer(document: &Document) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.start("w:ftr", &[("xmlns:w", super::WORDS)]);
    let pages = |xml: &mut Xml| {
        run(xml, None, "Page ");
        field(xml, "PAGE", None, "1");
        run(xml, None, " of ");
        field(xml, "NUMPAGES", None, "1");
    };
    apart(&mut xml, "Footer", &one_line(&document.brand.footer), pages, 16);
    xml.finish()
}

/// Words to the left and the rest to the right, below each other where they do not fit side by side.
fn apart(xml: &mut Xml, style: &str, left: &str, right: impl Fn(&mut Xml), right_width: usize) {
    xml.start("w:p", &[]);
    xml.start("w:pPr", &[]);
    xml.value("w:pStyle", style);
    xml.end();
    if !left.is_empty() {
        run(xml, None, left);
        xml.raw(if width(left) + right_width < FIT { "<w:r><w:tab/></w:r>" } else { "<w:r><w:br/><w:tab/></w:r>" });
    } else {
        xml.raw("<w:r><w:tab/></w:r>");
    }
    right(xml);
    xml.end();
}

fn width(text: &str) -> usize {
    text.chars().map(|character| if character < '\u{2e80}' { 1 } else { 2 }).sum()
}
