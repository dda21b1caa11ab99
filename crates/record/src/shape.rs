//! How does one value of the vocabulary become JSON and come back?
//!
//! `model` knows no serialization, and one trait for both directions keeps them together:
//! what is written is what is read. Which members an object has is said in `statements`.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, SeqAccess, Visitor};

use crate::canonical;
use crate::limits::QUOTED_CHARACTERS;

/// A value with exactly one spelling in JSON.
pub(crate) trait Shape: Sized {
    /// Writes the one spelling.
    fn write(&self, out: &mut String);

    /// Reads it; other spellings may be taken too, for `line.rs` compares the bytes afterwards.
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error>;

    /// What a missing member stands for; `None` where it must be there.
    fn nothing() -> Option<Self> {
        None
    }

    /// Is it what a missing member stands for? Then it is left out.
    fn is_nothing(&self) -> bool {
        false
    }
}

/// Lets serde read a shape.
pub(crate) struct As<T>(pub(crate) T);

impl<'de, T: Shape> Deserialize<'de> for As<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        T::read(from).map(As)
    }
}

/// A value that is written even where it is empty: what every line has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Always<T>(pub(crate) T);

impl<T: Shape> Shape for Always<T> {
    fn write(&self, out: &mut String) {
        self.0.write(out);
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        T::read(from).map(Self)
    }
}

impl<T: Shape> Shape for Option<T> {
    fn write(&self, out: &mut String) {
        if let Some(value) = self {
            value.write(out);
        }
    }

    // `null` is no spelling of silence: a member that says nothing is left out.
    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        T::read(from).map(Some)
    }

    fn nothing() -> Option<Self> {
        Some(None)
    }

    fn is_nothing(&self) -> bool {
        self.is_none()
    }
}

impl<T: Shape> Shape for Vec<T> {
    fn write(&self, out: &mut String) {
        out.push('[');
        for (at, one) in self.iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            one.write(out);
        }
        out.push(']');
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct List<T>(PhantomData<T>);
        impl<'de, T: Shape> Visitor<'de> for List<T> {
            type Value = Vec<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Vec<T>, A::Error> {
                let mut all = Vec::new();
                while let Some(As(one)) = list.next_element()? {
                    all.push(one);
                }
                Ok(all)
            }
        }
        from.deserialize_seq(List(PhantomData))
    }

    fn nothing() -> Option<Self> {
        Some(Self::new())
    }

    fn is_nothing(&self) -> bool {
        self.is_empty()
    }
}

impl Shape for String {
    fn write(&self, out: &mut String) {
        canonical::text(out, self);
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        read_text(from, "a text", String::new, |text| Some(text.to_owned()))
    }

    fn nothing() -> Option<Self> {
        Some(Self::new())
    }

    fn is_nothing(&self) -> bool {
        self.is_empty()
    }
}

impl Shape for Arc<str> {
    fn write(&self, out: &mut String) {
        canonical::text(out, self);
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        read_text(from, "a text", String::new, |text| Some(text.into()))
    }
}

/// `false` says nothing: a member is named after what is out of the ordinary.
impl Shape for bool {
    fn write(&self, out: &mut String) {
        out.push_str(if *self { "true" } else { "false" });
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::deserialize(from)
    }

    fn nothing() -> Option<Self> {
        Some(false)
    }

    fn is_nothing(&self) -> bool {
        !self
    }
}

impl Shape for u64 {
    fn write(&self, out: &mut String) {
        canonical::number(out, *self);
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Number;
        impl Visitor<'_> for Number {
            type Value = u64;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number")
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<u64, E> {
                Ok(number)
            }
        }
        from.deserialize_u64(Number)
    }
}

/// Reads a text through the type's own reader; `right` says what would be right, where that is a short list.
pub(crate) fn read_text<'de, D: Deserializer<'de>, T>(
    from: D,
    what: &'static str,
    right: fn() -> String,
    read: fn(&str) -> Option<T>,
) -> Result<T, D::Error> {
    struct Text<T> {
        what: &'static str,
        right: fn() -> String,
        read: fn(&str) -> Option<T>,
    }
    impl<T> Visitor<'_> for Text<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str(self.what)
        }

        fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
            (self.read)(text).ok_or_else(|| {
                let right = (self.right)();
                let start: String = text.chars().take(QUOTED_CHARACTERS).collect();
                let more = if start.len() < text.len() { " …" } else { "" };
                let advice = if right.is_empty() { String::new() } else { format!("; use {right}") };
                E::custom(format_args!("{start:?}{more} is not {}{advice}", self.what))
            })
        }
    }
    from.deserialize_str(Text { what, right, read })
}

/// Reads a member's name: one of those listed.
pub(crate) struct NameOf(pub(crate) &'static str, pub(crate) &'static [&'static str]);

impl<'de> DeserializeSeed<'de> for NameOf {
    type Value = &'static str;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<&'static str, D::Error> {
        from.deserialize_identifier(self)
    }
}

impl Visitor<'_> for NameOf {
    type Value = &'static str;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the name of a member of {}", self.0)
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<&'static str, E> {
        self.1.iter().copied().find(|one| *one == name).ok_or_else(|| {
            let start: String = name.chars().take(QUOTED_CHARACTERS).collect();
            E::custom(format_args!("{start:?} is no member of {}; there are {}", self.0, self.1.join(", ")))
        })
    }
}

/// An object that is being written, member after member in the order of their names.
pub(crate) struct Members<'a> {
    out: &'a mut String,
    before: char,
}

impl<'a> Members<'a> {
    pub(crate) const fn of(out: &'a mut String) -> Self {
        Self { out, before: '{' }
    }

    pub(crate) fn add(&mut self, name: &str, value: &impl Shape) {
        if value.is_nothing() {
            return;
        }
        self.out.push(self.before);
        self.before = ',';
        // Names are ours: nothing in them needs escaping.
        self.out.push('"');
        self.out.push_str(name);
        self.out.push_str("\":");
        value.write(self.out);
    }

    pub(crate) fn end(self) {
        if self.before == '{' {
            self.out.push('{');
        }
        self.out.push('}');
    }
}

/// A member that was read, or what its absence stands for.
pub(crate) fn present<T: Shape, E: Error>(value: Option<T>, name: &'static str) -> Result<T, E> {
    value.or_else(T::nothing).ok_or_else(|| E::custom(format_args!("the member \"{name}\" is missing")))
}

/// Are the names in the order of RFC 8785? Asked while compiling.
pub(crate) const fn in_order(names: &[&str]) -> bool {
    let mut at = 1;
    while at < names.len() {
        let (one, other) = (names[at - 1].as_bytes(), names[at].as_bytes());
        let mut byte = 0;
        while byte < one.len() && byte < other.len() && one[byte] == other[byte] {
            byte += 1;
        }
        let before = byte < other.len() && (byte == one.len() || one[byte] < other[byte]);
        if !before {
            return false;
        }
        at += 1;
    }
    true
}
