//! What do the standards ask? Editions, crosswalks, schemes and our words on them, read from `data/` and checked.
//!
//! Facts only: whether something is satisfied is `assess`' to say.

mod catalogue;
mod closed_words;
mod crosswalk;
mod digest;
mod edition;
mod feature;
mod files;
mod head;
mod read_edition;
mod scheme;
mod texts;

pub use catalogue::Catalogue;
pub use crosswalk::{Coverage, Crossing, Relation, Word};
pub use edition::{Caution, Edition, Group, Kind, Requirement, distance};
pub use feature::Feature;
pub use files::Files;
pub use head::{AssessedBy, EditionHead, NotApplicable};
pub use scheme::{AcceptedBy, Headline, Scheme};
pub use texts::{Design, Method, Words};
