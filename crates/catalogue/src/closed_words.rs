//! How do data files name one of a closed list? One macro for the lists of the catalogue, and of others that read data as it does.

/// A closed list of words: the type, all of them, the word of each, and the one with a word.
#[macro_export]
macro_rules! closed_words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            /// Every one.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in data files and results.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// The one with exactly this word.
            pub fn parse(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.id() == text)
            }

            /// All words, as a hint lists them.
            pub fn words() -> String {
                Self::ALL.iter().map(|one| one.id()).collect::<Vec<_>>().join(", ")
            }
        }
    };
}
