//! Which number has each heading, table and picture, and what do references to them say? Counted once for all formats.

use std::collections::BTreeMap;

use crate::block::{Block, Document};
use crate::table::Line;
use crate::text::{Span, Text};

/// The numbers of a document's blocks and the names of its anchors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Numbers {
    /// For each block: `2.1` for a heading, `Table 3`, `Figure 1`; empty for what has no number.
    blocks: Vec<String>,
    names: BTreeMap<String, String>,
}

impl Numbers {
    /// Counts a document's headings, tables and pictures.
    pub fn of(document: &Document) -> Self {
        let mut sections = [0_u32; 3];
        let (mut tables, mut figures) = (0, 0);
        let mut blocks = Vec::with_capacity(document.blocks.len());
        let mut names = BTreeMap::new();
        for block in &document.blocks {
            let number = match block {
                Block::Heading(heading) => {
                    let depth = usize::from(heading.level.clamp(1, 3));
                    sections[depth - 1] += 1;
                    sections[depth..].fill(0);
                    let number = sections[..depth].iter().map(u32::to_string).collect::<Vec<_>>().join(".");
                    let name = if document.contents { format!("section {number}") } else { heading.text.clone() };
                    names.insert(heading.anchor.clone(), name);
                    if document.contents { number } else { String::new() }
                }
                Block::Table(table) => {
                    tables += 1;
                    names.insert(table.anchor.clone(), format!("table {tables}"));
                    for line in &table.lines {
                        let Line::Row(cells) = line else { continue };
                        for cell in cells {
                            let Some(anchor) = &cell.anchor else { continue };
                            let name = cell.lines.first().map(|text| plain(text, |_| None)).unwrap_or_default();
                            names.insert(anchor.clone(), name);
                        }
                    }
                    format!("Table {tables}")
                }
                Block::Figure(figure) => {
                    figures += 1;
                    names.insert(figure.anchor.clone(), format!("figure {figures}"));
                    format!("Figure {figures}")
                }
                _ => String::new(),
            };
            blocks.push(number);
        }
        Self { blocks, names }
    }

    /// The number of a block by its index; empty where it has none.
    pub fn block(&self, index: usize) -> &str {
        self.blocks.get(index).map_or("", String::as_str)
    }

    /// What a reference to an anchor says; `None` where the document has no such anchor.
    pub fn name(&self, anchor: &str) -> Option<&str> {
        self.names.get(anchor).map(String::as_str)
    }

    /// The words of a paragraph, references resolved, everything else left out.
    pub fn plain(&self, text: &Text) -> String {
        plain(text, |anchor| self.name(anchor))
    }

    /// The words of several paragraphs, one a line.
    pub fn plain_lines(&self, lines: &[Text]) -> String {
        lines.iter().map(|line| self.plain(line)).collect::<Vec<_>>().join("\n")
    }
}

fn plain<'n>(text: &Text, name: impl Fn(&str) -> Option<&'n str>) -> String {
    let mut words = String::new();
    for span in &text.0 {
        words.push_str(match span {
            Span::Plain(text) | Span::Strong(text) | Span::Quiet(text) | Span::Code(text) => text,
            Span::Link { text, .. } => text,
            Span::See(anchor) => name(anchor).unwrap_or(anchor),
        });
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Cell, Table};

    #[test]
    fn headings_tables_and_rows_get_their_numbers_and_names_once() {
        let mut document = Document { contents: true, ..Document::default() };
        document.heading(1, "Scope", "scope");
        document.heading(1, "Result", "result");
        document.heading(2, "Levels", "levels");
        let mut table = Table::new("rows", "All rows", [("Row", 1)]);
        table.row([Cell::of(Text::code("CR 1.1")).named("row-1")]);
        document.blocks.push(Block::Table(table));
        document.heading(2, "Counts", "counts");
        document.heading(1, "End", "end");
        let numbers = Numbers::of(&document);
        let blocks: Vec<&str> = (0..document.blocks.len()).map(|index| numbers.block(index)).collect();
        assert_eq!(blocks, ["1", "2", "2.1", "Table 1", "2.2", "3"]);
        let text = Text::from("See ").and_see("counts").and(", ").and_see("rows").and(" and ").and_see("row-1");
        assert_eq!(numbers.plain(&text), "See section 2.2, table 1 and CR 1.1");
        assert_eq!(numbers.plain(&Text::new().and_see("nowhere")), "nowhere");
    }
}
