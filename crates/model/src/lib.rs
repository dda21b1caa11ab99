//! Which words does everything else speak? Identifiers, levels, vectors, statements and problems.
//!
//! Plain data without serialization: files are read in `tables`, `catalogue` and `dossier`,
//! results are written in `report`.

mod book;
mod component_type;
mod date;
mod foundational_requirement;
mod ids;
mod letters;
mod level;
mod maturity;
mod problem;
mod row;
mod statement;
mod subject;
mod vector;

pub use book::{Book, Capacity, Change, Entry, EntryId, Key, Made, Origin, Refused, RowId, Statement};
pub use component_type::{ComponentType, ComponentTypes};
pub use date::{Date, parse_date};
pub use foundational_requirement::FoundationalRequirement;
pub use ids::{EditionKey, FeatureId, Part, RequirementId, StandardId, lenient_key};
pub use letters::{is_no_character, steers, visible};
pub use level::SecurityLevel;
pub use maturity::{Mark, Marks, MaturityLevel, Trait};
pub use problem::{Place, Problem, Severity, Spot};
pub use row::{Cell, Claim, Evaluation, Evidence, EvidenceState, Row, RowTrail, Spots};
pub use statement::{AssessedAs, Basis, Status, Verdict, Way};
pub use subject::{
    Changed, Cover, Decision, DecisionId, DecisionKind, Digest, Element, Goal, Named, Observation, ObservationId,
    Person, PersonId, Piece, PieceFile, PieceId, PieceKind, PublicKey, Subject, SubjectId, SubjectKind, Timestamp,
    Version, unhex,
};
pub use vector::{LevelVector, TargetVector};
