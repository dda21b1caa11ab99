//! Under which bookmark does Word find each heading, table, picture and named cell?

use std::collections::{BTreeMap, BTreeSet};

use document::{Block, Document, Line};

/// Where something stands that can be pointed at: the block's index, and inside a table the line and the column.
pub(super) type Place = (usize, Option<(usize, usize)>);

/// What a reference points at, which decides what a living field can say there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A heading.
    Heading,
    /// The number in a caption.
    Caption,
    /// A cell.
    Cell,
}

/// The bookmarks of a document.
#[derive(Debug, Default)]
pub(super) struct Places {
    bookmarks: BTreeMap<Place, String>,
    anchors: BTreeMap<String, (Place, Kind)>,
    used: BTreeSet<String>,
    taken: BTreeMap<String, u32>,
}

impl Places {
    /// Names every place of a document. Where an anchor is used twice, references go to the last as `Numbers` has it.
    pub(super) fn of(document: &Document) -> Self {
        let mut places = Self::default();
        for (index, block) in document.blocks.iter().enumerate() {
            match block {
                Block::Heading(heading) => places.add(&heading.anchor, (index, None), Kind::Heading),
                Block::Figure(figure) => places.add(&figure.anchor, (index, None), Kind::Caption),
                Block::Table(table) => {
                    places.add(&table.anchor, (index, None), Kind::Caption);
                    for (at, line) in table.lines.iter().enumerate() {
                        let Line::Row(cells) = line else { continue };
                        for (column, cell) in cells.iter().enumerate() {
                            if let Some(anchor) = &cell.anchor {
                                places.add(anchor, (index, Some((at, column))), Kind::Cell);
                            }
                        }
                    }
                }
                _ => {}
            }
        }
        places
    }

    /// The bookmark of a place.
    pub(super) fn at(&self, place: Place) -> Option<&str> {
        self.bookmarks.get(&place).map(String::as_str)
    }

    /// Where an anchor is and what stands there.
    pub(super) fn find(&self, anchor: &str) -> Option<(Place, Kind)> {
        self.anchors.get(anchor).copied()
    }

    fn add(&mut self, anchor: &str, place: Place, kind: Kind) {
        let name = self.free(anchor);
        self.bookmarks.insert(place, name);
        self.anchors.insert(anchor.to_owned(), (place, kind));
    }

    /// Word wants a letter, then letters, digits and `_`, 40 in all, and takes `a` and `A` for the same.
    fn free(&mut self, anchor: &str) -> String {
        let plain = |character: char| if character.is_ascii_alphanumeric() { character } else { '_' };
        let lettered = anchor.starts_with(|first: char| first.is_ascii_alphabetic());
        let name: String =
            if lettered { "" } else { "at_" }.chars().chain(anchor.chars().map(plain)).take(40).collect();
        let mut free = name.clone();
        while !self.used.insert(free.to_ascii_lowercase()) {
            let number = self.taken.entry(name.to_ascii_lowercase()).or_insert(1);
            *number += 1;
            free = format!("{}_{number}", name.chars().take(29).collect::<String>());
        }
        free
    }
}
