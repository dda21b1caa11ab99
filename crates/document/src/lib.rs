//! What is a document, before anybody chooses a format? Headings, texts, tables and pictures with their numbers.
//!
//! It knows nothing of standards and judges nothing: reports are composed in `report`, formats render in `render`,
//! `office` and `report-pdf`.

mod block;
mod brand;
mod colour;
mod numbers;
mod table;
mod text;
mod xml;

pub use block::{Block, Callout, Document, Figure, Heading, Picture, Tile};
pub use brand::{Brand, Logo, LogoKind};
pub use colour::{Colour, Tone};
pub use numbers::Numbers;
pub use table::{Cell, Column, Line, Table};
pub use text::{Span, Text};
pub use xml::carried;
