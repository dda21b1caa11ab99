//! What kind of component is it? The four types of IEC 62443-4-2, and sets of them.

use std::fmt;

/// A component type of IEC 62443-4-2:2019, clause 3.1: the type decides which rows apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ComponentType {
    /// Software that runs on somebody else's operating system (rows SAR).
    SoftwareApplication,
    /// A special-purpose device with firmware (rows EDR).
    EmbeddedDevice,
    /// A general-purpose device with an operating system and installed software (rows HDR).
    HostDevice,
    /// A device that forwards or restricts traffic between networks (rows NDR).
    NetworkDevice,
}

impl ComponentType {
    /// All four, in the order in which results list them.
    pub const ALL: [Self; 4] = [Self::SoftwareApplication, Self::EmbeddedDevice, Self::HostDevice, Self::NetworkDevice];

    /// The one text form, as files and the command line write it: `embedded-device`.
    pub const fn id(self) -> &'static str {
        match self {
            Self::SoftwareApplication => "software-application",
            Self::EmbeddedDevice => "embedded-device",
            Self::HostDevice => "host-device",
            Self::NetworkDevice => "network-device",
        }
    }

    /// The type with this id; letter case, spaces and underscores are forgiven.
    pub fn parse(text: &str) -> Option<Self> {
        let wanted = text.trim().to_ascii_lowercase().replace(['_', ' '], "-");
        Self::ALL.into_iter().find(|one| one.id() == wanted)
    }
}

impl fmt::Display for ComponentType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id())
    }
}

/// A set of component types; a product may be several at once, and then the rows of all apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct ComponentTypes(u8);

impl ComponentTypes {
    /// No type: what standards without component types use.
    pub const NONE: Self = Self(0);
    /// All four types.
    pub const ALL: Self = Self(0b1111);

    /// The set with `one` added.
    #[must_use]
    pub const fn with(self, one: ComponentType) -> Self {
        Self(self.0 | 1 << one as u8)
    }

    /// Is `one` in the set?
    pub const fn contains(self, one: ComponentType) -> bool {
        self.0 & (1 << one as u8) != 0
    }

    /// Do the two sets share a type?
    pub const fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Is the set empty?
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The types in the set, in the order of [`ComponentType::ALL`].
    pub fn iter(self) -> impl Iterator<Item = ComponentType> {
        ComponentType::ALL.into_iter().filter(move |one| self.contains(*one))
    }
}

impl From<ComponentType> for ComponentTypes {
    fn from(one: ComponentType) -> Self {
        Self::NONE.with(one)
    }
}

impl FromIterator<ComponentType> for ComponentTypes {
    fn from_iter<T: IntoIterator<Item = ComponentType>>(iter: T) -> Self {
        iter.into_iter().fold(Self::NONE, Self::with)
    }
}
