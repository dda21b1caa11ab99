//! How are standards, editions, requirements, features and parts named, and how leniently are the names read?

use std::fmt;
use std::sync::Arc;

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Arc<str>);

        impl $name {
            /// Takes the text as it stands: whoever reads input has checked it.
            pub fn new(text: &str) -> Self {
                Self(text.into())
            }

            /// The text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }
    };
}
pub(crate) use text_id;

text_id! {
    /// A standard or law without its edition: `iec62443-4-2`, `cra`.
    StandardId
}
text_id! {
    /// A requirement as its edition writes it: `CR 1.1 RE(1)`, `SM-1`, `CRA-I.1(2)(a)`.
    RequirementId
}
text_id! {
    /// A feature on which conditional rows depend: `wireless`.
    FeatureId
}
text_id! {
    /// A named part of a product; rows without one speak for every part that has no row of its own.
    Part
}

/// A standard with its edition, the key under which everything about it is kept: `iec62443-4-2@2019`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EditionKey {
    /// The standard.
    pub standard: StandardId,
    /// The edition as its folder declares it: `2019`, `2013+COR1`.
    pub edition: Arc<str>,
}

impl fmt::Display for EditionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.standard, self.edition)
    }
}

/// What remains of a requirement id when case, blanks, hyphens, underscores and brackets are forgiven.
///
/// `CR1.1RE1`, `cr 1.1 re 1` and `CR 1.1 RE (1)` all become `CR1.1RE1`.
/// What parted two digits still parts them, so that `CR 1.1 (1)` does not become `CR 1.11`.
/// The catalogue checks that no two ids of an edition share a key.
pub fn lenient_key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    let mut parted = false;
    for letter in text.chars() {
        let dropped = matches!(letter, '-' | '_' | '(' | ')' | '[' | ']' | '\u{2010}'..='\u{2015}' | '\u{2212}')
            || letter.is_whitespace();
        if dropped {
            parted = true;
            continue;
        }
        if parted && letter.is_ascii_digit() && key.ends_with(|last: char| last.is_ascii_digit()) {
            key.push('/');
        }
        key.push(letter.to_ascii_uppercase());
        parted = false;
    }
    key
}

#[cfg(test)]
mod tests {
    use super::lenient_key;

    #[test]
    fn ids_are_read_leniently() {
        for text in ["CR 1.1 RE(1)", "CR1.1RE1", "cr 1.1 re 1", "CR 1.1 RE (1)", "CR\u{a0}1.1 RE(1)", "cr_1.1_re_1"] {
            assert_eq!(lenient_key(text), "CR1.1RE1", "{text}");
        }
        assert_ne!(lenient_key("CR 1.1"), lenient_key("CR 11"));
        for (one, other) in [("CR 1.1 (1)", "CR 1.11"), ("SM-1-1", "SM-11"), ("SR 2.1(2)", "SR 2.12")] {
            assert_ne!(lenient_key(one), lenient_key(other));
        }
    }
}
