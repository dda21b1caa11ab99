//! How does everything look? Styles that people can change in one place; what is set directly is what a style cannot say.

use document::{Brand, Tone};

use super::sheet::TEXT;
use super::theme::{MONO, legible};
use super::xml::Xml;

/// Lines inside tables.
const RULE: &str = "d3d9df";

/// The styles part. With a cover the title has a page of its own, and headings have numbers.
pub(super) fn styles(brand: &Brand, cover: bool) -> Vec<u8> {
    let lead = legible(brand);
    let accent = brand.accent.hex();
    let ink = Tone::Plain.ink().hex();
    let quiet = Tone::Absent.ink().hex();
    let mut styles = Styles(Xml::part());
    styles.0.start("w:styles", &[("xmlns:w", super::WORDS)]);
    // Typeface and colour stand in Normal, not in the defaults: LibreOffice sets the defaults over character styles in
    // tables.
    styles.0.raw(&format!(
        concat!(
            r#"<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/>"#,
            r#"<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"#,
            r#"<w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>"#,
            r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:rPr>"#,
            r#"<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" w:hAnsiTheme="minorHAnsi" "#,
            r#"w:cstheme="minorBidi"/><w:color w:val="{ink}"/></w:rPr></w:style>"#,
        ),
        ink = ink
    ));
    styles.0.raw(concat!(
        r#"<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">"#,
        r#"<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>"#,
        r#"<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>"#,
        r#"<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>"#,
        r#"<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>"#,
        r#"<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>"#,
        r#"<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>"#,
        r#"<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>"#,
    ));

    let before = if cover { 2_600 } else { 0 };
    let title = format!(
        r#"<w:keepNext/><w:keepLines/><w:spacing w:before="{before}" w:after="80" w:line="240" w:lineRule="auto"/>"#
    );
    styles.paragraph("Title", "Title", "Normal", "Subtitle", &title, &text(&lead, 56, true));
    let subtitle = r#"<w:keepLines/><w:spacing w:after="360" w:line="252" w:lineRule="auto"/>"#;
    styles.paragraph("Subtitle", "Subtitle", "Normal", "Normal", subtitle, &text(&quiet, 26, false));
    styles.paragraph(
        "Brand",
        "Brand",
        "Normal",
        "Title",
        r#"<w:keepNext/><w:spacing w:after="240"/>"#,
        &text(&lead, 28, true),
    );
    for (level, before, size) in [(1_u8, 360, 32), (2, 300, 26), (3, 240, 22)] {
        let numbered = match (cover, level) {
            (false, _) => String::new(),
            (true, 1) => r#"<w:numPr><w:numId w:val="1"/></w:numPr>"#.to_owned(),
            (true, _) => format!(r#"<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>"#, level - 1),
        };
        let layout = format!(
            r#"<w:keepNext/><w:keepLines/>{numbered}<w:spacing w:before="{before}" w:after="120" w:line="252" w:lineRule="auto"/><w:outlineLvl w:val="{}"/>"#,
            level - 1
        );
        let name = format!("heading {level}");
        styles.paragraph(&format!("Heading{level}"), &name, "Normal", "Normal", &layout, &text(&lead, size, true));
    }
    let contents = r#"<w:keepNext/><w:keepLines/><w:spacing w:after="200"/>"#;
    styles.paragraph("TOCHeading", "TOC Heading", "Normal", "Normal", contents, &text(&lead, 32, true));
    for (level, left, hang, before) in [(1, 480, 480, 120), (2, 1_160, 680, 0), (3, 2_000, 840, 0)] {
        let layout = format!(
            r#"<w:tabs><w:tab w:val="left" w:pos="{left}"/><w:tab w:val="right" w:pos="{TEXT}"/></w:tabs><w:spacing w:before="{before}" w:after="40"/><w:ind w:left="{left}" w:right="680" w:hanging="{hang}"/>"#
        );
        let run = if level == 1 { "<w:b/><w:bCs/>" } else { "" };
        styles.paragraph(&format!("TOC{level}"), &format!("toc {level}"), "Normal", "Normal", &layout, run);
    }
    let caption = r#"<w:keepLines/><w:spacing w:before="160" w:after="100" w:line="252" w:lineRule="auto"/>"#;
    styles.paragraph("Caption", "caption", "Normal", "Normal", caption, &text(&ink, 18, false));
    let bullet = r#"<w:numPr><w:numId w:val="2"/></w:numPr><w:spacing w:after="60"/>"#;
    styles.paragraph("ListBullet", "List Bullet", "Normal", "ListBullet", bullet, "");
    let figure = r#"<w:keepNext/><w:spacing w:before="200" w:after="60" w:line="240" w:lineRule="auto"/>"#;
    styles.paragraph("Figure", "Figure", "Normal", "Caption", figure, "");
    styles.paragraph(
        "Gap",
        "Gap",
        "Normal",
        "Normal",
        r#"<w:spacing w:after="0" w:line="200" w:lineRule="exact"/>"#,
        r#"<w:sz w:val="12"/><w:szCs w:val="12"/>"#,
    );

    let cell = r#"<w:spacing w:after="20" w:line="247" w:lineRule="auto"/>"#;
    styles.paragraph(
        "TableText",
        "Table Text",
        "Normal",
        "TableText",
        cell,
        r#"<w:sz w:val="17"/><w:szCs w:val="17"/>"#,
    );
    styles.paragraph("TableHead", "Table Head", "TableText", "TableText", "<w:keepNext/>", "<w:b/><w:bCs/>");
    styles.paragraph("TableGroup", "Table Group", "TableText", "TableText", "<w:keepNext/>", &text(&lead, 18, true));
    styles.paragraph("FactLabel", "Fact Label", "TableText", "Fact", "", &text(&quiet, 18, false));
    styles.paragraph("Fact", "Fact", "TableText", "Fact", "", r#"<w:sz w:val="18"/><w:szCs w:val="18"/>"#);
    styles.paragraph("TileLabel", "Tile Label", "TableText", "TileValue", r#"<w:keepNext/>"#, &text(&quiet, 17, false));
    let value = r#"<w:keepNext/><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>"#;
    styles.paragraph("TileValue", "Tile Value", "TableText", "TileNote", value, &text(&ink, 40, true));
    styles.paragraph("TileNote", "Tile Note", "TableText", "TileNote", "", &text(&quiet, 16, false));
    let header = format!(
        r#"<w:pBdr><w:bottom w:val="single" w:sz="6" w:space="4" w:color="{accent}"/></w:pBdr><w:tabs><w:tab w:val="right" w:pos="{TEXT}"/></w:tabs><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>"#
    );
    styles.paragraph("Header", "header", "Normal", "Header", &header, &text(&quiet, 16, false));
    let footer = format!(
        r#"<w:pBdr><w:top w:val="single" w:sz="4" w:space="4" w:color="{RULE}"/></w:pBdr><w:tabs><w:tab w:val="right" w:pos="{TEXT}"/></w:tabs><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>"#
    );
    styles.paragraph("Footer", "footer", "Normal", "Footer", &footer, &text(&quiet, 16, false));

    for tone in Tone::ALL {
        let (ink, wash) = (tone.ink().hex(), tone.wash().hex());
        let word = word(tone);
        let edge = if tone == Tone::Plain { RULE } else { &wash };
        let side = |name: &str| format!(r#"<w:{name} w:val="single" w:sz="4" w:space="6" w:color="{edge}"/>"#);
        let layout = format!(
            r#"<w:pBdr>{}<w:left w:val="single" w:sz="36" w:space="8" w:color="{ink}"/>{}{}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{wash}"/><w:spacing w:before="0" w:after="60"/><w:ind w:left="240" w:right="180"/>"#,
            side("top"),
            side("bottom"),
            side("right")
        );
        let name = format!("Callout{}{word}", if word.is_empty() { "" } else { " " });
        styles.paragraph(&callout(tone), &name, "Normal", &callout(tone), &layout, "");
        if tone != Tone::Plain {
            let colour = format!(r#"<w:color w:val="{ink}"/>"#);
            styles.paragraph(
                &toned("TableText", tone),
                &format!("Table Text {word}"),
                "TableText",
                "TableText",
                "",
                &colour,
            );
            styles.paragraph(
                &toned("TileValue", tone),
                &format!("Tile Value {word}"),
                "TileValue",
                "TileNote",
                "",
                &colour,
            );
        }
        let title = format!(r#"<w:b/><w:bCs/><w:color w:val="{ink}"/>"#);
        styles.character(&toned("CalloutTitle", tone), format!("Callout Title {word}").trim_end(), &title);
    }

    styles.character("Strong", "Strong", "<w:b/><w:bCs/>");
    styles.character("Quiet", "Quiet", &format!(r#"<w:color w:val="{quiet}"/>"#));
    styles.character(
        "Code",
        "Code",
        &format!(r#"<w:rFonts w:ascii="{MONO}" w:hAnsi="{MONO}" w:cs="{MONO}"/><w:noProof/>"#),
    );
    styles.character("Hyperlink", "Hyperlink", &format!(r#"<w:color w:val="{lead}"/><w:u w:val="single"/>"#));
    styles.character("Reference", "Reference", &format!(r#"<w:color w:val="{lead}"/>"#));

    let ground = Tone::Absent.wash().hex();
    let line = |name: &str, size: u8, colour: &str| {
        format!(r#"<w:{name} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>"#)
    };
    let table = format!(
        r#"<w:tblPr><w:tblBorders>{}{}{}</w:tblBorders>{}</w:tblPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr><w:tcPr><w:tcBorders>{}</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="{ground}"/></w:tcPr></w:tblStylePr>"#,
        line("top", 8, &accent),
        line("bottom", 4, RULE),
        line("insideH", 4, RULE),
        margins(50, 90),
        line("bottom", 8, &accent),
    );
    styles.table("PlimsollTable", "Plimsoll table", &table);
    let facts = format!(
        r#"<w:tblPr><w:tblBorders>{}{}{}</w:tblBorders>{}</w:tblPr>"#,
        line("top", 4, RULE),
        line("bottom", 4, RULE),
        line("insideH", 4, RULE),
        margins(50, 60),
    );
    styles.table("PlimsollFacts", "Plimsoll facts", &facts);
    styles.table("PlimsollTiles", "Plimsoll tiles", &format!("<w:tblPr>{}</w:tblPr>", margins(100, 160)));
    styles.0.finish()
}

/// The paragraph style of a tone: `TableTextGood`; plain is the style itself.
pub(super) fn toned(style: &str, tone: Tone) -> String {
    format!("{style}{}", word(tone))
}

/// The style of a box.
pub(super) fn callout(tone: Tone) -> String {
    toned("Callout", tone)
}

fn word(tone: Tone) -> &'static str {
    match tone {
        Tone::Plain => "",
        Tone::Good => "Good",
        Tone::Helped => "Helped",
        Tone::Bad => "Bad",
        Tone::Absent => "Absent",
        Tone::Notice => "Notice",
    }
}

fn text(colour: &str, half_points: u8, bold: bool) -> String {
    let bold = if bold { "<w:b/><w:bCs/>" } else { "" };
    format!(r#"{bold}<w:color w:val="{colour}"/><w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>"#)
}

fn margins(high: u8, wide: u8) -> String {
    format!(
        r#"<w:tblCellMar><w:top w:w="{high}" w:type="dxa"/><w:left w:w="{wide}" w:type="dxa"/><w:bottom w:w="{high}" w:type="dxa"/><w:right w:w="{wide}" w:type="dxa"/></w:tblCellMar>"#
    )
}

/// Styles under way.
struct Styles(Xml);

impl Styles {
    fn paragraph(&mut self, id: &str, name: &str, based_on: &str, next: &str, layout: &str, run: &str) {
        self.start("paragraph", id, name);
        self.0.value("w:basedOn", based_on);
        self.0.value("w:next", next);
        self.0.raw("<w:qFormat/>");
        if !layout.is_empty() {
            self.0.raw(&format!("<w:pPr>{layout}</w:pPr>"));
        }
        if !run.is_empty() {
            self.0.raw(&format!("<w:rPr>{run}</w:rPr>"));
        }
        self.0.end();
    }

    fn character(&mut self, id: &str, name: &str, run: &str) {
        self.start("character", id, name);
        self.0.value("w:basedOn", "DefaultParagraphFont");
        self.0.raw(&format!("<w:qFormat/><w:rPr>{run}</w:rPr>"));
        self.0.end();
    }

    fn table(&mut self, id: &str, name: &str, rest: &str) {
        self.start("table", id, name);
        self.0.value("w:basedOn", "TableNormal");
        self.0.raw(rest);
        self.0.end();
    }

    fn start(&mut self, kind: &str, id: &str, name: &str) {
        const BUILT_IN: [&str; 15] = [
            "Title",
            "Subtitle",
            "heading 1",
            "heading 2",
            "heading 3",
            "TOC Heading",
            "toc 1",
            "toc 2",
            "toc 3",
            "caption",
            "List Bullet",
            "header",
            "footer",
            "Strong",
            "Hyperlink",
        ];
        let ours = if BUILT_IN.contains(&name) { "0" } else { "1" };
        self.0.start("w:style", &[("w:type", kind), ("w:customStyle", ours), ("w:styleId", id)]);
        self.0.value("w:name", name);
    }
}
