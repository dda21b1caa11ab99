//! Which colours may a document use? A brand's accent, and tones that the colour-blind and a grey printer tell apart.

use std::fmt;

/// A colour of a screen: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour(pub u8, pub u8, pub u8);

impl Colour {
    /// Reads `#0b5d6b`; nothing else.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6 && digits.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(())?;
        Some(Self(part(0)?, part(2)?, part(4)?))
    }

    /// Its six hexadecimal digits without the `#`, as office formats write it.
    pub fn hex(self) -> String {
        format!("{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }

    /// How bright it is, 0 (black) to 1 (white), by WCAG 2's relative luminance.
    pub fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// The contrast of two colours, 1 to 21, by WCAG 2; text wants 4.5.
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.hex())
    }
}

/// How a cell or a remark is meant. A tone only repeats what the words say: it never stands alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Neither good nor bad.
    #[default]
    Plain,
    /// It holds.
    Good,
    /// It holds with help: by integration, in part, with a condition.
    Helped,
    /// It does not hold.
    Bad,
    /// It does not apply, or nobody looked.
    Absent,
    /// Worth noticing.
    Notice,
}

impl Tone {
    /// Every tone.
    pub const ALL: [Self; 6] = [Self::Plain, Self::Good, Self::Helped, Self::Bad, Self::Absent, Self::Notice];

    /// Its word, for classes and styles.
    pub const fn id(self) -> &'static str {
        ["plain", "good", "helped", "bad", "absent", "notice"][self as usize]
    }

    /// Text in this tone on white or on its own wash; every one has a contrast of at least 4.5 there.
    pub const fn ink(self) -> Colour {
        [
            Colour(0x1b, 0x25, 0x30),
            Colour(0x0b, 0x4f, 0x6c),
            Colour(0x2f, 0x62, 0x8a),
            Colour(0x9a, 0x34, 0x12),
            Colour(0x5b, 0x65, 0x70),
            Colour(0x7a, 0x4f, 0x00),
        ][self as usize]
    }

    /// The ground behind text of this tone.
    pub const fn wash(self) -> Colour {
        [
            Colour(0xff, 0xff, 0xff),
            Colour(0xdd, 0xee, 0xf3),
            Colour(0xea, 0xf1, 0xf8),
            Colour(0xfb, 0xe6, 0xdc),
            Colour(0xf0, 0xf1, 0xf3),
            Colour(0xfd, 0xf3, 0xd6),
        ][self as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_tone_can_be_read_on_its_ground_and_on_white() {
        for tone in Tone::ALL {
            assert!(tone.ink().contrast(tone.wash()) >= 4.5, "{tone:?}");
            assert!(tone.ink().contrast(Colour(255, 255, 255)) >= 4.5, "{tone:?}");
        }
    }

    #[test]
    fn colours_have_one_text_form() {
        assert_eq!(Colour::parse("#0b5d6b").map(|colour| colour.to_string()).as_deref(), Some("#0b5d6b"));
        for wrong in ["0b5d6b", "#0b5d6", "#0b5d6bff", "#0b5dé", "#+b5d6b", "red", ""] {
            assert_eq!(Colour::parse(wrong), None, "{wrong}");
        }
    }
}
