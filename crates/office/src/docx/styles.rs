//! How does everything look? Styles that people can change in one place; what is set directly is what a style cannot say.

use document::{Brand, Tone};

use super::look::{BOLD, KEEP_NEXT, colour, edge, indent, letters, margins, right_tab, size, space};
use super::theme::{MONO, legible};
use super::xml::Xml;

/// Lines inside tables.
const RULE: &str = "d3d9df";

/// Styles that Word has names of its own for.
const BUILT_IN: [(&str, &str); 15] = [
    ("Title", "Title"),
    ("Subtitle", "Subtitle"),
    ("Heading1", "heading 1"),
    ("Heading2", "heading 2"),
    ("Heading3", "heading 3"),
    ("TOCHeading", "TOC Heading"),
    ("TOC1", "toc 1"),
    ("TOC2", "toc 2"),
    ("TOC3", "toc 3"),
    ("Caption", "caption"),
    ("ListBullet", "List Bullet"),
    ("Header", "header"),
    ("Footer", "footer"),
    ("Strong", "Strong"),
    ("Hyperlink", "Hyperlink"),
];

/// The styles part. With a cover the title has a page of its own, and headings have numbers.
pub(super) fn styles(brand: &Brand, cover: bool) -> Vec<u8> {
    let mut xml = Xml::part();
    xml.start("w:styles", &[("xmlns:w", super::WORDS)]);
    let mut styles = Styles {
        xml,
        lead: legible(brand),
        accent: brand.accent.hex(),
        ink: Tone::Plain.ink().hex(),
        quiet: Tone::Absent.ink().hex(),
    };
    styles.defaults();
    styles.openers(cover);
    styles.headings(cover);
    styles.texts();
    styles.cells();
    for tone in Tone::ALL {
        styles.tone(tone);
    }
    styles.characters();
    styles.tables();
    styles.xml.finish()
}

/// The style of a tone: `TableTextGood`; plain is the style itself.
pub(super) fn toned(style: &str, tone: Tone) -> String {
    let word = match tone {
        Tone::Plain => "",
        Tone::Good => "Good",
        Tone::Helped => "Helped",
        Tone::Bad => "Bad",
        Tone::Absent => "Absent",
        Tone::Notice => "Notice",
    };
    format!("{style}{word}")
}

/// Styles under way, and the colours they share.
struct Styles {
    xml: Xml,
    lead: String,
    accent: String,
    ink: String,
    quiet: String,
}

impl Styles {
    /// Typeface and colour stand in Normal, not in the defaults: LibreOffice sets the defaults over character styles in
    /// tables.
    fn defaults(&mut self) {
        self.xml.raw(concat!(
            r#"<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/>"#,
            r#"<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>"#,
            r#"<w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>"#,
            r#"<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:rPr>"#,
            r#"<w:rFonts w:asciiTheme="minorHAnsi" w:eastAsiaTheme="minorEastAsia" w:hAnsiTheme="minorHAnsi" "#,
            r#"w:cstheme="minorBidi"/>"#,
        ));
        self.xml.value("w:color", &self.ink);
        self.xml.raw(concat!(
            r#"</w:rPr></w:style><w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">"#,
            r#"<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/>"#,
            r#"</w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>"#,
            r#"<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>"#,
            r#"<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>"#,
            r#"<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>"#,
            r#"<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>"#,
            r#"<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/></w:style>"#,
        ));
    }

    fn openers(&mut self, cover: bool) {
        let keep = "<w:keepNext/><w:keepLines/>";
        let (big, house) = (letters(&self.lead, 56, true), letters(&self.lead, 28, true));
        let title = format!("{keep}{}", space(if cover { 2_600 } else { 0 }, 80, 240));
        self.paragraph("Title", "Normal", "Subtitle", &title, &big);
        let grey = letters(&self.quiet, 26, false);
        self.paragraph("Subtitle", "Normal", "Normal", &format!("<w:keepLines/>{}", space(0, 360, 252)), &grey);
        self.paragraph("Brand", "Normal", "Title", &format!("{KEEP_NEXT}{}", space(0, 240, 276)), &house);
        let contents = letters(&self.lead, 32, true);
        self.paragraph("TOCHeading", "Normal", "Normal", &format!("{keep}{}", space(0, 200, 276)), &contents);
        for (level, left, hanging, before) in [(1, 480, 480, 120), (2, 1_160, 680, 0), (3, 2_000, 840, 0)] {
            let tabs = right_tab(Some(left));
            let layout = format!("{tabs}{}{}", space(before, 40, 276), indent(left, 680, hanging));
            self.paragraph(&format!("TOC{level}"), "Normal", "Normal", &layout, if level == 1 { BOLD } else { "" });
        }
    }

    fn headings(&mut self, cover: bool) {
        for (level, before, half_points) in [(1_u8, 360, 32), (2, 300, 26), (3, 240, 22)] {
            let outline = level - 1;
            let numbered = match (cover, level) {
                (false, _) => String::new(),
                (true, 1) => r#"<w:numPr><w:numId w:val="1"/></w:numPr>"#.to_owned(),
                (true, _) => format!(r#"<w:numPr><w:ilvl w:val="{outline}"/><w:numId w:val="1"/></w:numPr>"#),
            };
            let space = space(before, 120, 252);
            let layout = format!(r#"<w:keepNext/><w:keepLines/>{numbered}{space}<w:outlineLvl w:val="{outline}"/>"#);
            let run = letters(&self.lead, half_points, true);
            self.paragraph(&format!("Heading{level}"), "Normal", "Normal", &layout, &run);
        }
    }

    fn texts(&mut self) {
        let small = letters(&self.ink, 18, false);
        self.paragraph("Caption", "Normal", "Normal", &format!("<w:keepLines/>{}", space(160, 100, 252)), &small);
        let bullet = format!(r#"<w:numPr><w:numId w:val="2"/></w:numPr>{}"#, space(0, 60, 276));
        self.paragraph("ListBullet", "Normal", "ListBullet", &bullet, "");
        self.paragraph("Figure", "Normal", "Caption", &format!("{KEEP_NEXT}{}", space(200, 60, 240)), "");
        let gap = r#"<w:spacing w:after="0" w:line="200" w:lineRule="exact"/>"#;
        self.paragraph("Gap", "Normal", "Normal", gap, &size(12));
        let grey = letters(&self.quiet, 16, false);
        let head = edge("bottom", 6, 4, &self.accent);
        let foot = edge("top", 4, 4, RULE);
        for (id, edge) in [("Header", head), ("Footer", foot)] {
            let layout = format!("<w:pBdr>{edge}</w:pBdr>{}{}", right_tab(None), space(0, 0, 240));
            self.paragraph(id, "Normal", id, &layout, &grey);
        }
    }

    fn cells(&mut self) {
        self.paragraph("TableText", "Normal", "TableText", &space(0, 20, 247), &size(17));
        self.paragraph("TableHead", "TableText", "TableText", KEEP_NEXT, BOLD);
        let group = letters(&self.lead, 18, true);
        self.paragraph("TableGroup", "TableText", "TableText", KEEP_NEXT, &group);
        let [label, tile, note] = [18, 17, 16].map(|half_points| letters(&self.quiet, half_points, false));
        self.paragraph("FactLabel", "TableText", "Fact", "", &label);
        self.paragraph("Fact", "TableText", "Fact", "", &size(18));
        self.paragraph("TileLabel", "TableText", "TileValue", KEEP_NEXT, &tile);
        let value = letters(&self.ink, 40, true);
        self.paragraph("TileValue", "TableText", "TileNote", &format!("{KEEP_NEXT}{}", space(0, 0, 240)), &value);
        self.paragraph("TileNote", "TableText", "TileNote", "", &note);
    }

    fn tone(&mut self, tone: Tone) {
        let (ink, wash) = (tone.ink().hex(), tone.wash().hex());
        let rim = if tone == Tone::Plain { RULE } else { &wash };
        let layout = format!(
            r#"<w:pBdr>{}{}{}{}</w:pBdr><w:shd w:val="clear" w:color="auto" w:fill="{wash}"/>{}{}"#,
            edge("top", 4, 6, rim),
            edge("left", 36, 8, &ink),
            edge("bottom", 4, 6, rim),
            edge("right", 4, 6, rim),
            space(0, 60, 276),
            indent(240, 160, 0)
        );
        let id = toned("Callout", tone);
        self.paragraph(&id, "Normal", &id, &layout, "");
        self.character(&toned("CalloutTitle", tone), &format!("{BOLD}{}", colour(&ink)));
        if tone != Tone::Plain {
            self.paragraph(&toned("TableText", tone), "TableText", "TableText", "", &colour(&ink));
            self.paragraph(&toned("TileValue", tone), "TileValue", "TileNote", "", &colour(&ink));
        }
    }

    fn characters(&mut self) {
        self.character("Strong", BOLD);
        self.character("Quiet", &colour(&self.quiet));
        let code = format!(r#"<w:rFonts w:ascii="{MONO}" w:hAnsi="{MONO}" w:cs="{MONO}"/><w:noProof/>"#);
        self.character("Code", &code);
        self.character("Hyperlink", &format!(r#"{}<w:u w:val="single"/>"#, colour(&self.lead)));
        self.character("Reference", &colour(&self.lead));
    }

    fn tables(&mut self) {
        let lines = |top: String| format!("{top}{}{}", edge("bottom", 4, 0, RULE), edge("insideH", 4, 0, RULE));
        let table = lines(edge("top", 8, 0, &self.accent));
        let head = format!(
            concat!(
                r#"<w:tblStylePr w:type="firstRow"><w:rPr>{}</w:rPr><w:tcPr><w:tcBorders>{}</w:tcBorders>"#,
                r#"<w:shd w:val="clear" w:color="auto" w:fill="{}"/></w:tcPr></w:tblStylePr>"#,
            ),
            BOLD,
            edge("bottom", 8, 0, &self.accent),
            Tone::Absent.wash().hex()
        );
        self.table("PlimsollTable", &table, &margins(50, 90), &head);
        self.table("PlimsollFacts", &lines(edge("top", 4, 0, RULE)), &margins(50, 60), "");
        self.table("PlimsollTiles", "", &margins(100, 160), "");
    }

    fn paragraph(&mut self, id: &str, based_on: &str, next: &str, layout: &str, run: &str) {
        self.start("paragraph", id, based_on);
        self.xml.value("w:next", next);
        self.xml.raw("<w:qFormat/>");
        if !layout.is_empty() {
            self.xml.raw(&format!("<w:pPr>{layout}</w:pPr>"));
        }
        if !run.is_empty() {
            self.xml.raw(&format!("<w:rPr>{run}</w:rPr>"));
        }
        self.xml.end();
    }

    fn character(&mut self, id: &str, run: &str) {
        self.start("character", id, "DefaultParagraphFont");
        self.xml.raw(&format!("<w:qFormat/><w:rPr>{run}</w:rPr>"));
        self.xml.end();
    }

    fn table(&mut self, id: &str, lines: &str, margins: &str, rest: &str) {
        self.start("table", id, "TableNormal");
        let lines = if lines.is_empty() { String::new() } else { format!("<w:tblBorders>{lines}</w:tblBorders>") };
        self.xml.raw(&format!("<w:tblPr>{lines}{margins}</w:tblPr>{rest}"));
        self.xml.end();
    }

    fn start(&mut self, kind: &str, id: &str, based_on: &str) {
        let built_in = BUILT_IN.iter().find(|(one, _)| *one == id).map(|(_, name)| (*name).to_owned());
        let ours = if built_in.is_some() { "0" } else { "1" };
        self.xml.start("w:style", &[("w:type", kind), ("w:customStyle", ours), ("w:styleId", id)]);
        self.xml.value("w:name", &built_in.unwrap_or_else(|| spaced(id)));
        self.xml.value("w:basedOn", based_on);
    }
}

/// A style's name by its id: `Table text good` of `TableTextGood`.
fn spaced(id: &str) -> String {
    let mut name = String::new();
    for (at, letter) in id.chars().enumerate() {
        if at > 0 && letter.is_ascii_uppercase() {
            name.push(' ');
            name.push(letter.to_ascii_lowercase());
        } else {
            name.push(letter);
        }
    }
    name
}
