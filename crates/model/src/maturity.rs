//! How mature is a process? ML 0 to ML 4 and the seven marks from which one is derived.
//!
//! The rule from marks to level is a judgement and stands in `assess`.

use std::fmt;

/// A maturity level: ML 1 initial, ML 2 managed, ML 3 defined (practised), ML 4 improving; 0 is silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct MaturityLevel(u8);

impl MaturityLevel {
    /// Nothing is stated.
    pub const ZERO: Self = Self(0);
    /// Initial.
    pub const ONE: Self = Self(1);
    /// Managed.
    pub const TWO: Self = Self(2);
    /// Defined (practised).
    pub const THREE: Self = Self(3);
    /// Improving.
    pub const FOUR: Self = Self(4);
    /// ML 0 to ML 4.
    pub const ALL: [Self; 5] = [Self(0), Self(1), Self(2), Self(3), Self(4)];

    /// The level with this number, 0 to 4.
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

    /// Reads `3`, `ML3` or `ML 3`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = text
            .get(..2)
            .filter(|start| start.eq_ignore_ascii_case("ml"))
            .map_or(text, |_| text[2..].trim_start_matches([' ', '-', '\u{a0}']));
        match digits.as_bytes() {
            [digit @ b'0'..=b'4'] => Some(Self(digit - b'0')),
            _ => None,
        }
    }
}

impl fmt::Display for MaturityLevel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ML {}", self.0)
    }
}

/// One of the seven traits of a process requirement that a row may mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Trait {
    /// Somebody does it.
    Performed,
    /// It is written down.
    Documented,
    /// The people who do it are trained for it.
    Competent,
    /// Dated records show that it was done on named products.
    Practised,
    /// The records repeat across sites or teams (with one team: across two releases).
    Repeated,
    /// A metric with at least two dated values shows how well it works.
    Measured,
    /// An improvement followed from the metric.
    Improved,
}

impl Trait {
    /// All seven, in the order of the sheet's columns.
    pub const ALL: [Self; 7] = [
        Self::Performed,
        Self::Documented,
        Self::Competent,
        Self::Practised,
        Self::Repeated,
        Self::Measured,
        Self::Improved,
    ];

    /// The column name.
    pub const fn id(self) -> &'static str {
        ["performed", "documented", "competent", "practised", "repeated", "measured", "improved"][self as usize]
    }
}

/// What a row says of one trait; an empty cell says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mark {
    /// Fully.
    Yes,
    /// In part; for every trait but documentation this carries nothing.
    Partly,
    /// Not at all.
    No,
}

impl Mark {
    /// All marks.
    pub const ALL: [Self; 3] = [Self::Yes, Self::Partly, Self::No];

    /// The word in the sheet.
    pub const fn id(self) -> &'static str {
        ["yes", "partly", "no"][self as usize]
    }

    /// Reads the word; letter case is forgiven, and `true` and `false`, which spreadsheets write for a ticked box.
    pub fn parse(text: &str) -> Option<Self> {
        match text.trim().to_ascii_lowercase().as_str() {
            "yes" | "true" => Some(Self::Yes),
            "partly" => Some(Self::Partly),
            "no" | "false" => Some(Self::No),
            _ => None,
        }
    }
}

/// The marks of one row, one for each [`Trait`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Marks([Option<Mark>; 7]);

impl Marks {
    /// The mark of one trait.
    pub const fn get(&self, of: Trait) -> Option<Mark> {
        self.0[of as usize]
    }

    /// Sets the mark of one trait.
    pub const fn set(&mut self, of: Trait, mark: Mark) {
        self.0[of as usize] = Some(mark);
    }

    /// Puts a mark, or takes it away.
    pub const fn put(&mut self, of: Trait, mark: Option<Mark>) {
        self.0[of as usize] = mark;
    }

    /// Is the trait marked `yes`?
    pub fn has(&self, of: Trait) -> bool {
        self.get(of) == Some(Mark::Yes)
    }

    /// Is nothing marked?
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }
}
