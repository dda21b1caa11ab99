//! Whose document is it? Name, colour, logo and footer of the house that sends it.

use crate::colour::Colour;

/// A house's looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Brand {
    /// The house, as the head of each page names it; empty leaves it out.
    pub name: String,
    /// The colour of rules, headings and the water line.
    pub accent: Colour,
    /// The logo on the first page.
    pub logo: Option<Logo>,
    /// A line at the foot of every page: an address, a classification; empty leaves it out.
    pub footer: String,
}

impl Brand {
    /// Nobody's looks, in our colour.
    pub const fn plain() -> Self {
        Self { name: String::new(), accent: Colour(0x0b, 0x4f, 0x6c), logo: None, footer: String::new() }
    }
}

impl Default for Brand {
    fn default() -> Self {
        Self::plain()
    }
}

/// A picture that a house brings along, already checked to be what its kind says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logo {
    /// SVG or PNG.
    pub kind: LogoKind,
    /// The file.
    pub bytes: Vec<u8>,
    /// Its width for its height, to give it room.
    pub aspect_percent: u32,
}

/// What a logo is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogoKind {
    /// Drawn.
    Svg,
    /// Painted.
    Png,
}
