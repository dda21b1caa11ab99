//! Which settings does the document open with? Those of a Word of today; fields are not asked about.

use super::xml::Xml;

/// The settings part.
///
/// `w:updateFields` and dirty fields are left out on purpose: either makes Word ask whether fields that "may refer
/// to other files" be updated. What the fields say when they are read is right without.
pub(super) fn settings() -> Vec<u8> {
    let mut xml = Xml::part();
    xml.start("w:settings", &[("xmlns:w", super::WORDS)]);
    xml.raw(concat!(
        r#"<w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/>"#,
        r#"<w:characterSpacingControl w:val="doNotCompress"/><w:compat>"#,
    ));
    let settings = [
        ("compatibilityMode", "15"),
        ("overrideTableStyleFontSizeAndJustification", "1"),
        ("enableOpenTypeFeatures", "1"),
        ("doNotFlipMirrorIndents", "1"),
        ("differentiateMultirowTableHeaders", "1"),
    ];
    for (name, value) in settings {
        let attributes = [("w:name", name), ("w:uri", "http://schemas.microsoft.com/office/word"), ("w:val", value)];
        xml.empty("w:compatSetting", &attributes);
    }
    xml.raw(concat!(
        r#"</w:compat><w:themeFontLang w:val="en-GB" w:eastAsia="zh-CN"/>"#,
        r#"<w:clrSchemeMapping w:bg1="light1" w:t1="dark1" w:bg2="light2" w:t2="dark2" w:accent1="accent1" "#,
        r#"w:accent2="accent2" w:accent3="accent3" w:accent4="accent4" w:accent5="accent5" w:accent6="accent6" "#,
        r#"w:hyperlink="hyperlink" w:followedHyperlink="followedHyperlink"/>"#,
        r#"<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>"#,
    ));
    xml.finish()
}
