//! Which colours does the page have, by day and by night? Every pair of ink and ground has a contrast of at least 4.5.

use document::{Colour, Document, Tone};

/// What text wants, by WCAG 2.
const READABLE: f64 = 4.5;

struct Theme {
    night: bool,
    ground: Colour,
    /// Behind codes, groups of rows and facts.
    panel: Colour,
    ink: Colour,
    quiet: Colour,
    rule: Colour,
    /// Ink and wash of each tone, in the order of [`Tone::ALL`].
    tones: [(Colour, Colour); 6],
}

impl Theme {
    fn day() -> Self {
        Self {
            night: false,
            ground: Colour(0xff, 0xff, 0xff),
            panel: Colour(0xf4, 0xf6, 0xf8),
            ink: Tone::Plain.ink(),
            quiet: Tone::Absent.ink(),
            rule: Colour(0xd8, 0xde, 0xe4),
            tones: Tone::ALL.map(|tone| (tone.ink(), tone.wash())),
        }
    }

    fn night() -> Self {
        let (ground, ink) = (Colour(0x12, 0x17, 0x1c), Colour(0xe2, 0xe8, 0xee));
        Self {
            night: true,
            ground,
            panel: Colour(0x1b, 0x22, 0x29),
            ink,
            quiet: Colour(0x9f, 0xab, 0xb6),
            rule: Colour(0x33, 0x3d, 0x47),
            tones: [
                (ink, ground),
                (Colour(0x93, 0xd5, 0xea), Colour(0x0f, 0x31, 0x3e)),
                (Colour(0xac, 0xce, 0xee), Colour(0x1b, 0x2c, 0x40)),
                (Colour(0xff, 0xb8, 0x9e), Colour(0x45, 0x21, 0x12)),
                (Colour(0xb3, 0xbd, 0xc7), Colour(0x25, 0x2d, 0x35)),
                (Colour(0xf2, 0xcf, 0x7c), Colour(0x3a, 0x2c, 0x08)),
            ],
        }
    }

    /// A house's colour, as little darker by day or brighter by night as it must be to be read as text.
    fn accent(&self, house: Colour) -> Colour {
        let way = if self.night { [bright(house), Colour(0xff, 0xff, 0xff)] } else { [Colour(0, 0, 0); 2] };
        let first = (0..=20).map(|step| towards(house, way[0], step));
        let second = (0..=20).map(|step| towards(way[0], way[1], step));
        first.chain(second).find(|colour| self.can_be_read(*colour)).unwrap_or(self.ink)
    }

    fn can_be_read(&self, colour: Colour) -> bool {
        [self.ground, self.panel].iter().all(|ground| colour.contrast(*ground) >= READABLE)
    }

    fn push(&self, page: &mut String, house: Colour) {
        let (ground, panel, ink, quiet, rule) = (self.ground, self.panel, self.ink, self.quiet, self.rule);
        let accent = self.accent(house);
        page.push_str(&format!("--ground:{ground};--panel:{panel};--ink:{ink};--quiet:{quiet};--rule:{rule};"));
        page.push_str(&format!("--accent:{accent};\n"));
        for (tone, (ink, wash)) in Tone::ALL.iter().zip(self.tones) {
            page.push_str(&format!("--{0}-ink:{ink};--{0}-wash:{wash};", tone.id()));
        }
    }
}

/// The brightest colour of the same hue and purity; white for black.
fn bright(colour: Colour) -> Colour {
    let most = u16::from(colour.0.max(colour.1).max(colour.2));
    let part = |part: u8| (u16::from(part) * 255).checked_div(most).unwrap_or(255) as u8;
    Colour(part(colour.0), part(colour.1), part(colour.2))
}

/// A colour on its way to another, in twentieths.
fn towards(from: Colour, to: Colour, step: u16) -> Colour {
    let part = |from: u8, to: u8| ((u16::from(from) * (20 - step) + u16::from(to) * step) / 20) as u8;
    Colour(part(from.0, to.0), part(from.1, to.1), part(from.2, to.2))
}

/// Adds the page's custom properties and what a printer sets at the edges of each sheet.
pub(super) fn push(page: &mut String, document: &Document) {
    let brand = &document.brand;
    page.push_str(":root {");
    Theme::day().push(page, brand.accent);
    page.push_str("}\n@media screen and (prefers-color-scheme: dark) { :root {");
    Theme::night().push(page, brand.accent);
    page.push_str("} }\n");
    for tone in Tone::ALL {
        page.push_str(&format!(".{0} {{ --tone-ink: var(--{0}-ink); --tone-wash: var(--{0}-wash); }}\n", tone.id()));
    }
    page.push_str("@page {\n");
    let edges = [("top-left", &brand.name), ("top-right", &document.title), ("bottom-left", &brand.footer)];
    for (edge, words) in edges {
        page.push_str(&format!("@{edge} {{ content: {}; }}\n", css_string(words)));
    }
    page.push_str("}\n");
}

/// A string of a style sheet; all but letters and digits is written by its number.
fn css_string(text: &str) -> String {
    let mut string = String::from("\"");
    for letter in text.chars().map(crate::address::shown) {
        if letter.is_alphanumeric() || letter == ' ' {
            string.push(letter);
        } else {
            string.push_str(&format!("\\{:x} ", u32::from(letter)));
        }
    }
    string.push('"');
    string
}
