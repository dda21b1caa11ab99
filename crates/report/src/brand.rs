//! Whose looks does a report have? `brand.toml`: name, colour, logo, footer.

use document::{Brand, Colour, Logo, LogoKind};
use model::{Problem, Spot};
use tables::Document;

/// The largest logo, in bytes.
const LOGO_BYTES: usize = 2 * 1024 * 1024;
/// The most pixels of a painted logo on one side.
const LOGO_PIXELS: u32 = 8192;

/// What a `brand.toml` says before its logo is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrandFile {
    /// The looks, without a logo.
    pub brand: Brand,
    /// The logo's path, from the folder of the file, and where it is named.
    pub logo: Option<(String, Spot)>,
}

/// Reads a `brand.toml`.
///
/// In: the file's name and text. Out: the looks and what is wrong; what is wrong keeps its plain value.
pub fn brand(file: &str, text: &str) -> (BrandFile, Vec<Problem>) {
    let (document, mut problems) = Document::read(file, text);
    let root = document.root();
    let mut brand = Brand::plain();
    let found = &mut problems;
    if let Some(name) = root.text("name", found) {
        brand.name = name.text;
    }
    if let Some(footer) = root.text("footer", found) {
        brand.footer = footer.text;
    }
    if let Some(accent) = root.text("accent", found) {
        let white = Colour(255, 255, 255);
        match Colour::parse(&accent.text) {
            Some(colour) if colour.contrast(white) >= 3.0 => brand.accent = colour,
            Some(colour) => found.push(
                root.error(accent.spot, format!("{colour} cannot be read on white: its contrast is below 3"))
                    .hint("choose a darker colour; rules and headings are set in it"),
            ),
            None => found.push(
                root.error(accent.spot, format!("\"{}\" is no colour", accent.text)).hint("write it as \"#0b4f6c\""),
            ),
        }
    }
    let logo = root.text("logo", found).map(|logo| (logo.text, logo.spot));
    root.finish(found);
    (BrandFile { brand, logo }, problems)
}

/// Checks that bytes are a logo: an SVG, or a PNG of a sane size.
///
/// # Errors
/// A sentence that says what is wrong.
pub fn logo(bytes: Vec<u8>) -> Result<Logo, String> {
    if bytes.len() > LOGO_BYTES {
        return Err(format!("the logo has more than {} MB", LOGO_BYTES / 1024 / 1024));
    }
    if let Some(header) = bytes.strip_prefix(b"\x89PNG\r\n\x1a\n") {
        let side = |at: usize| -> Option<u32> {
            let four: [u8; 4] = header.get(at..at + 4)?.try_into().ok()?;
            Some(u32::from_be_bytes(four))
        };
        return match (side(8), side(12)) {
            (Some(width @ 1..=LOGO_PIXELS), Some(height @ 1..=LOGO_PIXELS)) => {
                Ok(Logo { kind: LogoKind::Png, aspect_percent: (width * 100 / height).clamp(5, 2_000), bytes })
            }
            _ => Err(format!("the logo is no PNG of 1 to {LOGO_PIXELS} pixels a side")),
        };
    }
    figures::holds_its_pictures(&bytes).map_err(|error| format!("the logo: {error}"))?;
    let aspect =
        figures::aspect_percent(&bytes).map_err(|error| format!("the logo is neither PNG nor SVG: {error}"))?;
    Ok(Logo { kind: LogoKind::Svg, aspect_percent: aspect, bytes })
}
