//! What does a document consist of? A head, and blocks one below the other.

use crate::brand::Brand;
use crate::colour::Tone;
use crate::table::Table;
use crate::text::Text;

/// A document, complete before a format is chosen: nothing in it depends on a clock, a machine or a format.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Document {
    /// What it is: `Assessment report`.
    pub title: String,
    /// What it is about: `EG220, 3.4.1 · IEC 62443-4-2:2019`.
    pub subtitle: String,
    /// Who answers for it; may be empty.
    pub author: String,
    /// The day for which it holds: `2026-11-22`.
    pub date: String,
    /// The program and its version.
    pub program: String,
    /// Whose looks it has.
    pub brand: Brand,
    /// A cover and a list of contents before the first block? Documents of a page or two go without.
    pub contents: bool,
    /// Facts for machines: edition, digests, basis. Formats that have room for properties carry them.
    pub properties: Vec<(String, String)>,
    /// The facts of the head: labels with what stands beside them.
    pub facts: Vec<(String, Text)>,
    /// What there is to read.
    pub blocks: Vec<Block>,
}

/// One block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A heading, numbered where the document has contents.
    Heading(Heading),
    /// A paragraph.
    Paragraph(Text),
    /// A list of points.
    List(Vec<Text>),
    /// Labels with what stands beside them.
    Facts(Vec<(String, Text)>),
    /// Large figures side by side, at most four.
    Tiles(Vec<Tile>),
    /// A box that nobody should overlook.
    Callout(Callout),
    /// A table with its caption.
    Table(Table),
    /// A picture with its caption.
    Figure(Figure),
    /// What follows begins a page.
    PageBreak,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 3; a document's own title stands above 1.
    pub level: u8,
    /// Its words, without a number.
    pub text: String,
    /// Its name inside the document: ASCII letters, digits and `-`.
    pub anchor: String,
}

/// A large figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tile {
    /// What is counted or measured.
    pub label: String,
    /// The figure: short.
    pub value: String,
    /// What to know beside it; may be empty.
    pub note: String,
    /// How it is meant.
    pub tone: Tone,
}

/// A box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Callout {
    /// How it is meant.
    pub tone: Tone,
    /// What it comes to.
    pub title: String,
    /// Its paragraphs.
    pub lines: Vec<Text>,
}

/// A picture in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Its name inside the document.
    pub anchor: String,
    /// What it shows, without a number.
    pub caption: String,
    /// The picture.
    pub picture: Picture,
}

/// A drawing that stands for itself: an SVG with a title and a description for those who do not see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The SVG, complete, with nothing outside it.
    pub svg: String,
    /// Its width in CSS pixels.
    pub width: u32,
    /// Its height in CSS pixels.
    pub height: u32,
    /// Its title.
    pub title: String,
    /// What there is to see, in words.
    pub description: String,
}

impl Document {
    /// Adds a heading.
    pub fn heading(&mut self, level: u8, text: impl Into<String>, anchor: impl Into<String>) {
        self.blocks.push(Block::Heading(Heading { level, text: text.into(), anchor: anchor.into() }));
    }

    /// Adds a paragraph.
    pub fn paragraph(&mut self, text: impl Into<Text>) {
        self.blocks.push(Block::Paragraph(text.into()));
    }

    /// Adds a table, or the sentence that says why there is none.
    pub fn table_or(&mut self, table: Table, none: &str) {
        if table.lines.is_empty() { self.paragraph(none) } else { self.blocks.push(Block::Table(table)) }
    }

    /// Adds a picture.
    pub fn figure(&mut self, anchor: &str, caption: impl Into<String>, picture: Picture) {
        self.blocks.push(Block::Figure(Figure { anchor: anchor.to_owned(), caption: caption.into(), picture }));
    }

    /// Every table, in order.
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    }
}
