//! Which typefaces and theme colours does the document bring along, and what stands in where they are missing?

use document::{Brand, Tone};

use super::xml::Xml;

/// The typeface of words.
const SANS: &str = "IBM Plex Sans";
/// The typeface of ids and digests.
pub(super) const MONO: &str = "IBM Plex Mono";
/// What Chinese, Japanese and Korean are set in: part of Windows and of Office.
const EAST: &str = "Microsoft YaHei";

/// The brand's colour where it can be read on white, else that of plain text.
pub(super) fn legible(brand: &Brand) -> String {
    let white = Tone::Plain.wash();
    let accent = if brand.accent.contrast(white) >= 4.5 { brand.accent } else { Tone::Plain.ink() };
    accent.hex()
}

/// The theme part. A theme must have all of this to be one; only typefaces and colours are meant.
pub(super) fn theme(brand: &Brand) -> Vec<u8> {
    let mut xml = Xml::part();
    let namespace = "http://schemas.openxmlformats.org/drawingml/2006/main";
    xml.start("a:theme", &[("xmlns:a", namespace), ("name", "Plimsoll")]);
    xml.start("a:themeElements", &[]);
    xml.start("a:clrScheme", &[("name", "Plimsoll")]);
    let [plain, good, helped, bad, absent, notice] = Tone::ALL.map(|tone| tone.ink().hex());
    let ground = Tone::Absent.wash().hex();
    let white = Tone::Plain.wash().hex();
    let link = legible(brand);
    let colours: [(&'static str, &str); 12] = [
        ("a:dk1", "000000"),
        ("a:lt1", &white),
        ("a:dk2", &plain),
        ("a:lt2", &ground),
        ("a:accent1", &brand.accent.hex()),
        ("a:accent2", &good),
        ("a:accent3", &helped),
        ("a:accent4", &bad),
        ("a:accent5", &absent),
        ("a:accent6", &notice),
        ("a:hlink", &link),
        ("a:folHlink", &link),
    ];
    for (name, colour) in colours {
        xml.start(name, &[]);
        xml.empty("a:srgbClr", &[("val", colour)]);
        xml.end();
    }
    xml.end();
    xml.start("a:fontScheme", &[("name", "Plimsoll")]);
    for part in ["a:majorFont", "a:minorFont"] {
        xml.start(part, &[]);
        xml.empty("a:latin", &[("typeface", SANS)]);
        xml.empty("a:ea", &[("typeface", EAST)]);
        xml.empty("a:cs", &[("typeface", "")]);
        xml.empty("a:font", &[("script", "Hans"), ("typeface", EAST)]);
        xml.end();
    }
    xml.end();
    xml.raw(FORMATS);
    xml.finish()
}

/// Three of each kind, as a theme must have them.
const FORMATS: &str = concat!(
    r#"<a:fmtScheme name="Plimsoll"><a:fillStyleLst>"#,
    r#"<a:solidFill><a:schemeClr val="phClr"/></a:solidFill><a:solidFill><a:schemeClr val="phClr"/></a:solidFill>"#,
    r#"<a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:fillStyleLst><a:lnStyleLst>"#,
    r#"<a:ln w="6350"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>"#,
    r#"<a:ln w="12700"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln>"#,
    r#"<a:ln w="19050"><a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:ln></a:lnStyleLst>"#,
    r#"<a:effectStyleLst><a:effectStyle><a:effectLst/></a:effectStyle><a:effectStyle><a:effectLst/></a:effectStyle>"#,
    r#"<a:effectStyle><a:effectLst/></a:effectStyle></a:effectStyleLst><a:bgFillStyleLst>"#,
    r#"<a:solidFill><a:schemeClr val="phClr"/></a:solidFill><a:solidFill><a:schemeClr val="phClr"/></a:solidFill>"#,
    r#"<a:solidFill><a:schemeClr val="phClr"/></a:solidFill></a:bgFillStyleLst></a:fmtScheme>"#,
);

/// The part that says what to take where a typeface is not installed.
pub(super) fn fonts() -> Vec<u8> {
    let mut xml = Xml::part();
    xml.start("w:fonts", &[("xmlns:w", super::WORDS)]);
    let fonts = [
        (SANS, "Calibri,Arial", "020B0503050203000203", "swiss", "variable"),
        (MONO, "Consolas,Courier New", "020B0509050203000203", "modern", "fixed"),
        (EAST, "Droid Sans Fallback,Noto Sans CJK SC", "020B0503020204020204", "swiss", "variable"),
    ];
    for (name, instead, panose, family, pitch) in fonts {
        xml.start("w:font", &[("w:name", name)]);
        xml.value("w:altName", instead);
        xml.value("w:panose1", panose);
        xml.value("w:charset", "00");
        xml.value("w:family", family);
        xml.value("w:pitch", pitch);
        xml.end();
    }
    xml.finish()
}
