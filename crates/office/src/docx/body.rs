//! How do the blocks stand one below the other? As paragraphs in styles, tables and pictures, each with its bookmark.

use std::collections::BTreeMap;

use document::{Block, Callout, Document, Figure, Heading, Numbers, Picture, Text};

use super::package::{Part, Relations};
use super::places::{Place, Places};
use super::run::{field, one_line, run};
use super::sheet::{BOTTOM, HEIGHT, SIDE, TOP, WIDTH};
use super::styles::toned;
use super::xml::Xml;
use super::{DocxError, WORDS};

/// Gives a picture as PNG.
pub(super) type Pictures<'a> = &'a dyn Fn(&Picture) -> Option<Vec<u8>>;

/// The document part under way.
pub(super) struct Body<'a> {
    /// What is written.
    pub(super) document: &'a Document,
    /// Its numbers.
    pub(super) numbers: Numbers,
    /// Its bookmarks.
    pub(super) places: Places,
    /// What is written so far.
    pub(super) xml: Xml,
    /// The pictures so far.
    pub(super) media: Vec<Vec<u8>>,
    /// Does the next paragraph begin a page?
    pub(super) new_page: bool,
    pictures: Pictures<'a>,
    /// The web addresses so far, with their numbers.
    pub(super) links: BTreeMap<String, usize>,
    bookmarks: u32,
}

/// What is set on a paragraph beside its style.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Layout {
    /// On one page with what follows.
    pub(super) keep_next: bool,
    /// All lines on one page.
    pub(super) keep_lines: bool,
    /// A heading that Word must not count.
    pub(super) uncounted: bool,
    /// Set to the right.
    pub(super) right: bool,
}

impl<'a> Body<'a> {
    /// An empty document part.
    pub(super) fn new(document: &'a Document, pictures: Pictures<'a>) -> Self {
        let mut xml = Xml::part();
        let namespaces = [
            ("xmlns:w", WORDS),
            ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
            ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
            ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
            ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
        ];
        xml.start("w:document", &namespaces);
        xml.start("w:body", &[]);
        Self {
            document,
            numbers: Numbers::of(document),
            places: Places::of(document),
            xml,
            media: Vec::new(),
            new_page: false,
            pictures,
            links: BTreeMap::new(),
            bookmarks: 0,
        }
    }

    /// Writes every block.
    pub(super) fn blocks(&mut self) -> Result<(), DocxError> {
        let document = self.document;
        for (index, block) in document.blocks.iter().enumerate() {
            match block {
                Block::Heading(heading) => self.heading(index, heading),
                Block::Paragraph(text) => self.paragraph("Normal", Layout::default(), text),
                Block::List(points) => {
                    for point in points {
                        self.paragraph("ListBullet", Layout::default(), point);
                    }
                }
                Block::Facts(facts) => self.facts(facts),
                Block::Tiles(tiles) => self.tiles(tiles),
                Block::Callout(callout) => self.callout(callout),
                Block::Table(table) => self.table(index, table)?,
                Block::Figure(figure) => self.figure(index, figure),
                Block::PageBreak => self.new_page = true,
            }
        }
        Ok(())
    }

    /// Closes the part: its content, its pictures and its relations.
    pub(super) fn finish(mut self, mut relations: Relations) -> (Vec<u8>, Vec<Part>, Relations) {
        self.xml.start("w:sectPr", &[]);
        self.xml.raw(concat!(
            r#"<w:headerReference w:type="default" r:id="header"/>"#,
            r#"<w:footerReference w:type="default" r:id="footer"/>"#,
        ));
        let [width, height, side, top, bottom] = [WIDTH, HEIGHT, SIDE, TOP, BOTTOM].map(|twips| twips.to_string());
        self.xml.empty("w:pgSz", &[("w:w", &width), ("w:h", &height)]);
        let margins = [
            ("w:top", top.as_str()),
            ("w:right", &side),
            ("w:bottom", &bottom),
            ("w:left", &side),
            ("w:header", "680"),
            ("w:footer", "567"),
            ("w:gutter", "0"),
        ];
        self.xml.empty("w:pgMar", &margins);
        if self.document.contents {
            self.xml.raw("<w:titlePg/>");
        }
        let mut links: Vec<_> = self.links.iter().collect();
        links.sort_by_key(|(_, number)| **number);
        for (address, number) in links {
            relations.web(&format!("link{number}"), address);
        }
        let mut parts = Vec::with_capacity(self.media.len());
        for (index, bytes) in self.media.into_iter().enumerate() {
            let name = format!("media/picture{}.png", index + 1);
            relations.part(&format!("picture{}", index + 1), "image", &name);
            parts.push(Part::png(&name, bytes));
        }
        (self.xml.finish(), parts, relations)
    }

    /// A paragraph of a text.
    pub(super) fn paragraph(&mut self, style: &str, layout: Layout, text: &Text) {
        self.open(style, layout);
        self.text(text);
        self.xml.end();
    }

    /// A paragraph of plain words.
    pub(super) fn words(&mut self, style: &str, layout: Layout, words: &str) {
        self.open(style, layout);
        run(&mut self.xml, None, words);
        self.xml.end();
    }

    /// Room after a table or a box, and what keeps it from growing together with the next one.
    pub(super) fn gap(&mut self) {
        self.open("Gap", Layout::default());
        self.xml.end();
    }

    /// Opens a paragraph, on a new page where one is due.
    pub(super) fn open(&mut self, style: &str, layout: Layout) {
        self.xml.start("w:p", &[]);
        self.xml.start("w:pPr", &[]);
        self.xml.value("w:pStyle", style);
        if layout.keep_next {
            self.xml.raw("<w:keepNext/>");
        }
        if layout.keep_lines {
            self.xml.raw("<w:keepLines/>");
        }
        if std::mem::take(&mut self.new_page) {
            self.xml.raw("<w:pageBreakBefore/>");
        }
        if layout.uncounted {
            self.xml.raw(r#"<w:numPr><w:numId w:val="0"/></w:numPr>"#);
        }
        if layout.uncounted {
            self.xml.raw(r#"<w:ind w:left="907" w:hanging="907"/>"#);
        }
        if layout.right {
            self.xml.raw(r#"<w:jc w:val="right"/>"#);
        }
        self.xml.end();
    }

    /// Puts what is written under the bookmark of a place, if it has one.
    pub(super) fn marked(&mut self, place: Place, write: impl FnOnce(&mut Self)) {
        let Some(name) = self.places.at(place).map(str::to_owned) else { return write(self) };
        self.bookmarks += 1;
        let id = self.bookmarks.to_string();
        self.xml.empty("w:bookmarkStart", &[("w:id", &id), ("w:name", &name)]);
        write(self);
        self.xml.empty("w:bookmarkEnd", &[("w:id", &id)]);
    }

    /// A caption: the label and its number, which Word can count again, and what is shown.
    pub(super) fn caption(&mut self, index: usize, layout: Layout, caption: &str) {
        let number = self.numbers.block(index).to_owned();
        let (label, number) = number.rsplit_once(' ').unwrap_or((&number, ""));
        self.open("Caption", layout);
        run(&mut self.xml, Some("Strong"), &format!("{label} "));
        let sequence = format!("SEQ {label} \\* ARABIC");
        self.marked((index, None), |body| field(&mut body.xml, &sequence, Some("Strong"), number));
        if !caption.is_empty() {
            run(&mut self.xml, Some("Strong"), ". ");
            run(&mut self.xml, None, &one_line(caption));
        }
        self.xml.end();
    }

    fn heading(&mut self, index: usize, heading: &Heading) {
        let number = self.numbers.block(index).to_owned();
        let uncounted = is_uncounted(&number);
        self.open(&format!("Heading{}", heading.level.clamp(1, 3)), Layout { uncounted, ..Layout::default() });
        if uncounted {
            run(&mut self.xml, None, &format!("{number}\t"));
        }
        self.marked((index, None), |body| run(&mut body.xml, None, &one_line(&heading.text)));
        self.xml.end();
    }

    fn callout(&mut self, boxed: &Callout) {
        let style = toned("Callout", boxed.tone);
        let together = Layout { keep_next: true, keep_lines: true, ..Layout::default() };
        let last = Layout { keep_lines: true, ..Layout::default() };
        if !boxed.title.is_empty() {
            self.open(&style, if boxed.lines.is_empty() { last } else { together });
            run(&mut self.xml, Some(&toned("CalloutTitle", boxed.tone)), &boxed.title);
            self.xml.end();
        }
        for (index, line) in boxed.lines.iter().enumerate() {
            self.paragraph(&style, if index + 1 == boxed.lines.len() { last } else { together }, line);
        }
        self.gap();
    }

    fn figure(&mut self, index: usize, figure: &Figure) {
        let picture = &figure.picture;
        match (self.pictures)(picture).filter(|bytes| super::picture::is_png(bytes)) {
            Some(png) if picture.width > 0 && picture.height > 0 => {
                self.open("Figure", Layout::default());
                self.picture(png, picture.width, picture.height, &picture.title, &picture.description);
                self.xml.end();
            }
            _ => {
                let words = [&picture.title, &picture.description].map(String::as_str);
                let words = words.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join("\n");
                self.words("Figure", Layout::default(), &words);
            }
        }
        self.caption(index, Layout::default(), &figure.caption);
    }
}

/// Word has no zeros in headings' numbers; a heading below one that was left out keeps its number as words.
pub(super) fn is_uncounted(number: &str) -> bool {
    number.split('.').any(|part| part == "0")
}
