//! Which colours do pictures have? A light and a dark palette, and the rules by which a page recolours a picture.

use document::Colour;

/// What a colour is for. Every drawn element names the role beside the colour, so that a page can recolour it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Text and strong lines.
    Ink,
    /// Text in passing, thin lines.
    Quiet,
    /// The ground.
    Paper,
    /// Scales.
    Grid,
    /// The house's colour: the water line and the mark.
    Accent,
    /// Below the water line.
    Sea,
    /// Reached by the subject itself.
    Native,
    /// Text on [`Role::Native`].
    OnNative,
    /// Ground of what is reached by integration.
    Integration,
    /// Lines on it.
    IntegrationLine,
    /// Ground of what a countermeasure reaches.
    Countermeasure,
    /// Dots on it.
    CountermeasureLine,
    /// Ground of what is open.
    Open,
    /// Lines and words of what is open.
    OpenLine,
    /// Ground of what nobody asks.
    Absent,
}

const ROLES: [(Role, &str); 15] = [
    (Role::Ink, "ink"),
    (Role::Quiet, "quiet"),
    (Role::Paper, "paper"),
    (Role::Grid, "grid"),
    (Role::Accent, "accent"),
    (Role::Sea, "sea"),
    (Role::Native, "native"),
    (Role::OnNative, "on-native"),
    (Role::Integration, "integration"),
    (Role::IntegrationLine, "integration-line"),
    (Role::Countermeasure, "countermeasure"),
    (Role::CountermeasureLine, "countermeasure-line"),
    (Role::Open, "open"),
    (Role::OpenLine, "open-line"),
    (Role::Absent, "absent"),
];

impl Role {
    /// Its word in class names: `fill-native`, `stroke-native`.
    pub(crate) const fn id(self) -> &'static str {
        ROLES[self as usize].1
    }
}

/// A palette: one colour for each role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    colours: [Colour; 15],
}

impl Look {
    /// For white paper and light pages. The accent is darkened until text in it can be read.
    pub fn light(accent: Colour) -> Self {
        let paper = Colour(0xff, 0xff, 0xff);
        Self {
            colours: [
                Colour(0x1b, 0x25, 0x30),
                Colour(0x56, 0x60, 0x6b),
                paper,
                Colour(0xd3, 0xd9, 0xdf),
                readable(accent, paper, 0),
                Colour(0xe6, 0xf2, 0xf7),
                Colour(0x0b, 0x4f, 0x6c),
                paper,
                Colour(0xd9, 0xea, 0xf2),
                Colour(0x6d, 0xa5, 0xc0),
                Colour(0xfb, 0xf2, 0xdc),
                Colour(0xa8, 0x7c, 0x2a),
                Colour(0xfd, 0xee, 0xe7),
                Colour(0x9a, 0x34, 0x12),
                Colour(0xec, 0xee, 0xf1),
            ],
        }
    }

    /// For dark pages. The accent is lightened until text in it can be read.
    pub fn dark(accent: Colour) -> Self {
        let paper = Colour(0x14, 0x1a, 0x20);
        Self {
            colours: [
                Colour(0xe8, 0xed, 0xf2),
                Colour(0xaa, 0xb5, 0xc0),
                paper,
                Colour(0x3b, 0x45, 0x50),
                readable(accent, paper, 255),
                Colour(0x15, 0x2d, 0x38),
                Colour(0x7c, 0xc4, 0xe0),
                Colour(0x0b, 0x1a, 0x22),
                Colour(0x1b, 0x37, 0x45),
                Colour(0x4d, 0x87, 0xa1),
                Colour(0x38, 0x2e, 0x17),
                Colour(0xb8, 0x94, 0x4a),
                Colour(0x3a, 0x21, 0x19),
                Colour(0xff, 0x9e, 0x7c),
                Colour(0x29, 0x31, 0x39),
            ],
        }
    }

    pub(crate) const fn colour(&self, of: Role) -> Colour {
        self.colours[of as usize]
    }

    /// The style rules that give pictures inside a page these colours, one a line; every rule begins with
    /// `svg.plimsoll`, so nothing else on the page changes.
    pub fn css(&self) -> String {
        let rule = |(role, id): (Role, &str)| {
            let colour = self.colour(role);
            format!(
                "svg.plimsoll .fill-{id} {{ fill: {colour}; }}\nsvg.plimsoll .stroke-{id} {{ stroke: {colour}; }}\n"
            )
        };
        ROLES.into_iter().map(rule).collect()
    }
}

/// The style rules for pages whose reader prefers dark ones; `accent` is the brand's.
pub fn dark_css(accent: Colour) -> String {
    format!("@media (prefers-color-scheme: dark) {{\n{}}}\n", Look::dark(accent).css())
}

/// The colour, moved towards black (0) or white (255) until text in it can be read on `ground`.
fn readable(colour: Colour, ground: Colour, towards: u8) -> Colour {
    let mixed = |tenths: u16| {
        let part = |from: u8| {
            let sum = u16::from(from) * (10 - tenths) + u16::from(towards) * tenths;
            u8::try_from(sum / 10).unwrap_or(towards)
        };
        Colour(part(colour.0), part(colour.1), part(colour.2))
    };
    (0..=10).map(mixed).find(|mixed| mixed.contrast(ground) >= 4.5).unwrap_or(colour)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_can_be_read_in_both_palettes_under_any_brand() {
        for accent in [Colour(0x0b, 0x4f, 0x6c), Colour(255, 240, 0), Colour(255, 255, 255), Colour(0, 0, 0)] {
            for look in [Look::light(accent), Look::dark(accent)] {
                let pairs = [
                    (Role::Ink, Role::Paper),
                    (Role::Ink, Role::Sea),
                    (Role::Ink, Role::Integration),
                    (Role::Ink, Role::Countermeasure),
                    (Role::Ink, Role::Open),
                    (Role::Quiet, Role::Paper),
                    (Role::Quiet, Role::Absent),
                    (Role::Accent, Role::Paper),
                    (Role::OpenLine, Role::Paper),
                    (Role::OpenLine, Role::Open),
                    (Role::OnNative, Role::Native),
                ];
                for (text, ground) in pairs {
                    let contrast = look.colour(text).contrast(look.colour(ground));
                    assert!(contrast >= 4.5, "{text:?} on {ground:?}: {contrast}");
                }
            }
        }
    }

    #[test]
    fn every_role_stands_at_its_own_place() {
        for (at, (role, _)) in ROLES.into_iter().enumerate() {
            assert_eq!(role as usize, at);
        }
    }
}
