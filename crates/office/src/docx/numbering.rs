//! How does Word count headings and mark points? One list of levels tied to the heading styles, one of bullets.

use super::xml::Xml;

/// The numbering part: list 1 counts headings, list 2 has bullets.
pub(super) fn numbering() -> Vec<u8> {
    let mut xml = Xml::part();
    xml.start("w:numbering", &[("xmlns:w", super::WORDS)]);
    xml.start("w:abstractNum", &[("w:abstractNumId", "1")]);
    xml.value("w:multiLevelType", "multilevel");
    for (level, words, hang) in [(1_u8, "%1", "567"), (2, "%1.%2", "737"), (3, "%1.%2.%3", "907")] {
        xml.start("w:lvl", &[("w:ilvl", &(level - 1).to_string())]);
        xml.value("w:start", "1");
        xml.value("w:numFmt", "decimal");
        xml.value("w:pStyle", &format!("Heading{level}"));
        xml.value("w:lvlText", words);
        xml.value("w:lvlJc", "left");
        indent(&mut xml, hang, hang);
        xml.end();
    }
    xml.end();
    xml.start("w:abstractNum", &[("w:abstractNumId", "2")]);
    xml.value("w:multiLevelType", "singleLevel");
    xml.start("w:lvl", &[("w:ilvl", "0")]);
    xml.value("w:start", "1");
    xml.value("w:numFmt", "bullet");
    xml.value("w:pStyle", "ListBullet");
    xml.value("w:lvlText", "•");
    xml.value("w:lvlJc", "left");
    indent(&mut xml, "340", "227");
    xml.end();
    xml.end();
    for id in ["1", "2"] {
        xml.start("w:num", &[("w:numId", id)]);
        xml.value("w:abstractNumId", id);
        xml.end();
    }
    xml.finish()
}

fn indent(xml: &mut Xml, left: &str, hanging: &str) {
    xml.start("w:pPr", &[]);
    xml.empty("w:ind", &[("w:left", left), ("w:hanging", hanging)]);
    xml.end();
}
