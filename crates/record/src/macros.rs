//! How is a shape declared? A text, an object with its members, or one of several under a tag.
//!
//! A member that `model` gains and a declaration lacks does not compile.

/// A text with its own reader; `Display` writes it, and nothing in it needs escaping.
macro_rules! words {
    ($($kind:ident, $what:literal, $right:expr, $read:expr;)+) => {
        $(impl $crate::shape::Shape for $kind {
            fn write(&self, out: &mut String) {
                use std::fmt::Write as _;
                // Writing into a String does not fail.
                let _ = write!(out, "\"{self}\"");
            }

            fn read<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::shape::read_text(from, $what, $right, $read)
            }
        })+
    };
}

/// An identifier: any text.
macro_rules! ids {
    ($($kind:ident, $what:literal;)+) => {
        $(impl $crate::shape::Shape for $kind {
            fn write(&self, out: &mut String) {
                $crate::canonical::text(out, self.as_str());
            }

            fn read<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::shape::read_text(from, $what, String::new, |text| Some(Self::new(text)))
            }
        })+
    };
}

/// Bytes of a fixed number, in hexadecimal digits after a prefix.
macro_rules! bytes {
    ($($kind:ident, $what:literal, $prefix:literal;)+) => {
        $(impl $crate::shape::Shape for $kind {
            fn write(&self, out: &mut String) {
                out.push('"');
                out.push_str($prefix);
                $crate::canonical::hex(out, &self.0);
                out.push('"');
            }

            fn read<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                $crate::shape::read_text(from, $what, String::new, |text| {
                    text.strip_prefix($prefix).and_then(model::unhex).map(Self)
                })
            }
        })+
    };
}

/// An object: every member of the type, in the order of their names.
macro_rules! object {
    ($kind:ident, $what:literal, $($member:ident),+) => {
        impl $crate::shape::Shape for $kind {
            fn write(&self, out: &mut String) {
                let mut members = $crate::shape::Members::of(out);
                $(members.add(stringify!($member), &self.$member);)+
                members.end();
            }

            fn read<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                const NAMES: &[&str] = &[$(stringify!($member)),+];
                const _: () = assert!($crate::shape::in_order(NAMES), "members in the order of RFC 8785");

                struct Members;
                impl<'de> serde::de::Visitor<'de> for Members {
                    type Value = $kind;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($what)
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<$kind, A::Error> {
                        use serde::de::Error as _;
                        $(let mut $member = None;)+
                        while let Some(name) = map.next_key_seed($crate::shape::NameOf($what, NAMES))? {
                            $(if name == stringify!($member) {
                                if $member.is_some() {
                                    return Err(A::Error::custom(format_args!("the member \"{name}\" stands twice")));
                                }
                                $member = Some(map.next_value::<$crate::shape::As<_>>()?.0);
                                continue;
                            })+
                        }
                        Ok($kind { $($member: $crate::shape::present($member, stringify!($member))?),+ })
                    }
                }
                from.deserialize_map(Members)
            }
        }
    };
}

/// One of several, as an object whose only member names which.
macro_rules! tagged {
    ($kind:ident, $what:literal, $($tag:literal: $inner:ty, $make:expr, $case:pat => $said:expr;)+) => {
        impl $crate::shape::Shape for $kind {
            fn write(&self, out: &mut String) {
                let mut members = $crate::shape::Members::of(out);
                match self {
                    $($case => members.add($tag, $said),)+
                }
                members.end();
            }

            fn read<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                struct Tag;
                impl<'de> serde::de::Visitor<'de> for Tag {
                    type Value = $kind;

                    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                        f.write_str($what)
                    }

                    fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<$kind, A::Error> {
                        use serde::de::Error as _;
                        let names = || $crate::shape::NameOf($what, &[$($tag),+]);
                        let tag = map.next_key_seed(names())?;
                        let one = match tag {
                            $(Some($tag) => {
                                let inner = map.next_value::<$crate::shape::As<$inner>>()?.0;
                                $make(inner)
                            })+
                            _ => return Err(A::Error::custom(concat!($what, " is empty"))),
                        };
                        if map.next_key_seed(names())?.is_some() {
                            return Err(A::Error::custom(concat!($what, " has one member only")));
                        }
                        Ok(one)
                    }
                }
                from.deserialize_map(Tag)
            }
        }
    };
}

pub(crate) use {bytes, ids, object, tagged, words};
