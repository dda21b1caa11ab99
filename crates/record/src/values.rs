//! How is each single value in the journal spelled? Identifiers, words, digests, levels, marks.

use std::sync::Arc;

use model::{
    AssessedAs, Capacity, ComponentType, ComponentTypes, Date, DecisionId, DecisionKind, Digest, EditionKey, EntryId,
    FeatureId, Mark, Marks, MaturityLevel, ObservationId, Part, PersonId, PieceId, PieceKind, PublicKey, RequirementId,
    SecurityLevel, StandardId, Status, SubjectId, SubjectKind, TargetVector, Timestamp, Trait, Verdict,
};
use serde::Deserializer;
use serde::de::Error;

use crate::canonical;
use crate::macros::{bytes, ids, object, words};
use crate::shape::{Shape, read_text};

ids! {
    SubjectId, "the id of a subject";
    PersonId, "the id of a person";
    PieceId, "the id of a piece of evidence";
    ObservationId, "the id of an observation";
    DecisionId, "the id of a decision";
    RequirementId, "the id of a requirement";
    FeatureId, "the id of a feature";
    Part, "the name of a part";
}

words! {
    Status, "a status", Status::words, Status::parse;
    Verdict, "a verdict", Verdict::words, Verdict::parse;
    Capacity, "a capacity", Capacity::words, Capacity::parse;
    PieceKind, "a kind of evidence", PieceKind::words, PieceKind::parse;
    DecisionKind, "a kind of decision", DecisionKind::words, DecisionKind::parse;
    AssessedAs, "what a subject is assessed as", AssessedAs::words, AssessedAs::parse;
    ComponentType, "a component type", || ComponentType::ALL.map(ComponentType::id).join(", "), ComponentType::parse;
    Date, "a date", || "a day like 2026-11-22".to_owned(), model::parse_date;
    Timestamp, "a moment", || "a moment in UTC like 2026-11-22T10:15:00Z".to_owned(), Timestamp::parse;
}

bytes! {
    Digest, "a digest: 64 lower-case hexadecimal digits", "";
    EntryId, "the id of an entry: 64 lower-case hexadecimal digits", "";
    PublicKey, "a public key: ed25519: and 64 lower-case hexadecimal digits", "ed25519:";
}

/// A word whose type has an `id` instead of a `Display`.
macro_rules! named_words {
    ($($kind:ident, $what:literal, $read:expr;)+) => {
        $(impl Shape for $kind {
            fn write(&self, out: &mut String) {
                canonical::text(out, self.id());
            }

            fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                read_text(from, $what, || $kind::ALL.map($kind::id).join(", "), $read)
            }
        })+
    };
}
named_words! {
    SubjectKind, "a kind of subject", SubjectKind::parse;
    Mark, "a mark", Mark::parse;
}

impl Shape for EditionKey {
    fn write(&self, out: &mut String) {
        canonical::text(out, &self.to_string());
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let right = || "a standard and its edition like iec62443-4-2@2019".to_owned();
        read_text(from, "an edition", right, |text| {
            let (standard, edition) = text.split_once('@')?;
            Some(Self { standard: StandardId::new(standard), edition: Arc::from(edition) })
        })
    }
}

/// A level by its number.
macro_rules! levels {
    ($($kind:ident)+) => {
        $(impl Shape for $kind {
            fn write(&self, out: &mut String) {
                canonical::number(out, self.number().into());
            }

            fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let number = u64::read(from)?;
                let level = u8::try_from(number).ok().and_then($kind::new);
                level.ok_or_else(|| D::Error::custom(format_args!("{number} is not a level; use 0 to 4")))
            }
        })+
    };
}
levels! { SecurityLevel MaturityLevel }

impl Shape for TargetVector {
    fn write(&self, out: &mut String) {
        self.0.to_vec().write(out);
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let levels = Vec::<SecurityLevel>::read(from)?;
        let wrong = |levels: Vec<_>| {
            D::Error::custom(format_args!(
                "levels are seven numbers in the order IAC UC SI DC RDF TRE RA, not {}",
                levels.len()
            ))
        };
        levels.try_into().map(Self).map_err(wrong)
    }
}

impl Shape for ComponentTypes {
    fn write(&self, out: &mut String) {
        self.iter().collect::<Vec<_>>().write(out);
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Vec::<ComponentType>::read(from).map(|types| types.into_iter().collect())
    }

    fn nothing() -> Option<Self> {
        Some(Self::NONE)
    }

    fn is_nothing(&self) -> bool {
        self.is_empty()
    }
}

/// The seven marks as an object; those not set are left out.
#[derive(Default)]
struct MarkedTraits {
    competent: Option<Mark>,
    documented: Option<Mark>,
    improved: Option<Mark>,
    measured: Option<Mark>,
    performed: Option<Mark>,
    practised: Option<Mark>,
    repeated: Option<Mark>,
}
object!(MarkedTraits, "marks", competent, documented, improved, measured, performed, practised, repeated);

impl MarkedTraits {
    const fn of(&mut self, one: Trait) -> &mut Option<Mark> {
        match one {
            Trait::Performed => &mut self.performed,
            Trait::Documented => &mut self.documented,
            Trait::Competent => &mut self.competent,
            Trait::Practised => &mut self.practised,
            Trait::Repeated => &mut self.repeated,
            Trait::Measured => &mut self.measured,
            Trait::Improved => &mut self.improved,
        }
    }
}

impl Shape for Marks {
    fn write(&self, out: &mut String) {
        let mut traits = MarkedTraits::default();
        for one in Trait::ALL {
            *traits.of(one) = self.get(one);
        }
        traits.write(out);
    }

    fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let mut traits = MarkedTraits::read(from)?;
        let mut marks = Self::default();
        for one in Trait::ALL {
            if let Some(mark) = *traits.of(one) {
                marks.set(one, mark);
            }
        }
        Ok(marks)
    }

    fn nothing() -> Option<Self> {
        Some(Self::default())
    }

    fn is_nothing(&self) -> bool {
        self.is_empty()
    }
}
