//! Which characters can be printed? What no typeface has must not reach an archived file, which refuses empty boxes.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::world::FONTS;

/// Every character that one of the typefaces has.
static COVERED: LazyLock<BTreeSet<u32>> =
    LazyLock::new(|| FONTS.all.iter().flat_map(|font| font.info().coverage.iter()).collect());

/// The text with what cannot be printed named by its code, `[U+1F600]`; tabs become spaces, any line end a new line.
pub(crate) fn printable(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| class(c) == Class::Printed) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match class(c) {
            Class::Printed => out.push(c),
            Class::Space => out.push(' '),
            Class::Line => out.push('\n'),
            Class::Dropped => {}
            Class::Unknown => out.push_str(&format!("[U+{:04X}]", u32::from(c))),
        }
    }
    Cow::Owned(out)
}

/// The same with a question mark in place of the code: for drawings, where there is no room for it, and whose letters
/// have to come from the faces of running text.
pub(crate) fn drawable(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match class(c) {
            Class::Printed if drawn(c, out.chars().next_back()) => out.push(c),
            Class::Space | Class::Line => out.push(' '),
            Class::Dropped => {}
            Class::Printed | Class::Unknown => out.push('?'),
        }
    }
    out
}

/// Can a drawing show it? An accent only on a letter of the same face.
fn drawn(c: char, before: Option<char>) -> bool {
    match c {
        ' '..='~' | '\n' => true,
        '\u{300}'..='\u{36f}' => before.is_some_and(char::is_alphabetic) && before < Some('\u{530}') && in_plex(c),
        '\u{302a}'..='\u{302f}' | '\u{3099}' | '\u{309a}' => false,
        '\u{2e80}'.. => true,
        c => in_plex(c),
    }
}

/// Do all faces but the fallback have it?
fn in_plex(c: char) -> bool {
    let mut faces = FONTS.all.iter().map(|font| font.info()).filter(|info| info.family != fonts::FALLBACK);
    faces.all(|info| info.coverage.contains(u32::from(c)))
}

#[derive(PartialEq, Eq)]
enum Class {
    Printed,
    Space,
    Line,
    /// Says only how its neighbours are to be drawn.
    Dropped,
    Unknown,
}

fn class(c: char) -> Class {
    match c {
        ' '..='~' | '\n' => Class::Printed,
        '\t' => Class::Space,
        '\u{2028}' | '\u{2029}' | '\u{b}' | '\u{c}' | '\u{85}' => Class::Line,
        '\r' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}' => Class::Dropped,
        // What turns the direction of writing around can make a sentence read as another one.
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Class::Unknown,
        // The private area means nothing to a reader in ten years, and PDF/A refuses it.
        '\u{e000}'..='\u{f8ff}' | '\u{f0000}'.. => Class::Unknown,
        c if c.is_control() || !COVERED.contains(&u32::from(c)) => Class::Unknown,
        _ => Class::Printed,
    }
}
