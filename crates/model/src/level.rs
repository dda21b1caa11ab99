//! How high? Security levels SL 0 to SL 4.

use std::fmt;

/// A security level, 0 to 4 (IEC 62443-1-1; SL 0 asks nothing in particular).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct SecurityLevel(u8);

impl SecurityLevel {
    /// SL 0.
    pub const ZERO: Self = Self(0);
    /// SL 1, the lowest that asks for anything.
    pub const ONE: Self = Self(1);
    /// SL 4, the highest there is.
    pub const MAX: Self = Self(4);
    /// SL 1 to SL 4: the levels at which rows are asked for.
    pub const ASKED: [Self; 4] = [Self(1), Self(2), Self(3), Self(4)];

    /// The level with this number, if there is one.
    pub const fn new(number: u8) -> Option<Self> {
        if number <= 4 { Some(Self(number)) } else { None }
    }

    /// The number, 0 to 4.
    pub const fn number(self) -> u8 {
        self.0
    }

    /// The next higher level, if there is one.
    pub const fn next(self) -> Option<Self> {
        Self::new(self.0 + 1)
    }

    /// Reads `2`, `SL2` or `SL 2`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text
            .get(..2)
            .filter(|start| start.eq_ignore_ascii_case("sl"))
            .map_or(text, |_| text[2..].trim_start_matches([' ', '-', '\u{a0}']));
        match digits.as_bytes() {
            [digit @ b'0'..=b'4'] => Some(Self(digit - b'0')),
            _ => None,
        }
    }
}

impl fmt::Display for SecurityLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SL {}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::SecurityLevel;

    #[test]
    fn levels_are_read_with_and_without_their_letters() {
        for text in ["2", "SL2", "sl 2", "SL-2", " 2 "] {
            assert_eq!(SecurityLevel::parse(text), SecurityLevel::new(2), "{text}");
        }
        for text in ["", "5", "SL5", "-1", "2.0", "SL", "two", "é"] {
            assert_eq!(SecurityLevel::parse(text), None, "{text}");
        }
    }
}
