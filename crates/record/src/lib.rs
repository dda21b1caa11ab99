//! Who stated what, when and why, so that nobody can change it unseen? The journal, bytes to book and back.
//!
//! `journal.jsonl` has one entry a line: canonical JSON (RFC 8785), signed by its author (Ed25519), naming the entries
//! that the author saw as the last ones by their digests. A changed or missing line is found by those that follow it;
//! that the *last* lines are missing is found only by whoever kept the heads.
//!
//! Whether a key belongs to the person who is said to sign is the caller's to judge: [`Recorded`] reports both.
//! What entries mean together is [`model::Book`]'s to say.

mod canonical;
mod chain;
pub mod limits;
mod line;
mod macros;
mod replay;
mod scan;
mod shape;
mod sign;
mod statements;
mod values;
mod write;

pub use replay::{Head, Recorded, Replay, replay, replay_unchecked, replay_with};
pub use sign::{SecretKey, Signed};
pub use write::{Draft, Unwritable, encode};
