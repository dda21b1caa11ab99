//! Which seven groups do the technical parts share? FR 1 to FR 7 of IEC 62443-1-1.

use std::fmt;

/// A foundational requirement; vectors have one entry for each, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FoundationalRequirement {
    /// FR 1, identification and authentication control.
    Iac,
    /// FR 2, use control.
    Uc,
    /// FR 3, system integrity.
    Si,
    /// FR 4, data confidentiality.
    Dc,
    /// FR 5, restricted data flow.
    Rdf,
    /// FR 6, timely response to events.
    Tre,
    /// FR 7, resource availability.
    Ra,
}

impl FoundationalRequirement {
    /// FR 1 to FR 7: the order of every vector.
    pub const ALL: [Self; 7] = [Self::Iac, Self::Uc, Self::Si, Self::Dc, Self::Rdf, Self::Tre, Self::Ra];

    /// The abbreviation that vectors print: `IAC`.
    pub const fn abbreviation(self) -> &'static str {
        ["IAC", "UC", "SI", "DC", "RDF", "TRE", "RA"][self as usize]
    }

    /// The short title.
    pub const fn title(self) -> &'static str {
        [
            "Identification and authentication control",
            "Use control",
            "System integrity",
            "Data confidentiality",
            "Restricted data flow",
            "Timely response to events",
            "Resource availability",
        ][self as usize]
    }

    /// Its number, 1 to 7.
    pub const fn number(self) -> u8 {
        self as u8 + 1
    }

    /// The one with this number, 1 to 7.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.get(usize::from(number).checked_sub(1)?).copied()
    }
}

impl fmt::Display for FoundationalRequirement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.abbreviation())
    }
}
