//! How does a statement become a line?

use std::fmt;

use model::{Capacity, Change, Entry, EntryId, Evidence, PersonId, Statement, Timestamp};

use crate::limits;
use crate::line::{Line, id_of, read_line};
use crate::replay::Head;
use crate::shape::Always;
use crate::sign::SecretKey;

/// What an author gives for one entry.
#[derive(Debug, Clone)]
pub struct Draft<'a> {
    /// By whom.
    pub by: &'a PersonId,
    /// In which capacity.
    pub capacity: Capacity,
    /// When.
    pub at: Timestamp,
    /// Why, in the author's words; may be empty.
    pub why: &'a str,
    /// The entries under the same key that the author saw and replaces.
    pub supersedes: Vec<EntryId>,
    /// What the entry does.
    pub change: &'a Change,
}

/// Why a draft becomes no line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unwritable {
    /// The line would have so many bytes, more than [`limits::LINE_BYTES`].
    TooLong(usize),
    /// The line would not be read back as it is meant, for the reason given: an edition without `@`, a day before the
    /// year 0.
    Unreadable(String),
}

impl fmt::Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooLong(bytes) => {
                write!(f, "the entry would have {bytes} bytes; one line has at most {}", limits::LINE_BYTES)
            }
            Self::Unreadable(reason) => write!(f, "the entry could not be read back: {reason}"),
        }
    }
}

impl std::error::Error for Unwritable {}

/// The line of a draft, without its line end, and the entry as replaying the line gives it.
///
/// `heads` are those of the replay that the author saw; none at all begins a journal. Whether the entry may stand is
/// for [`model::Book::apply`] to say: ask it before the line is kept, and never write after a replay with errors.
///
/// # Errors
/// When the line would be too long, or would not say what the draft says.
pub fn encode(draft: &Draft<'_>, heads: &[Head], key: &SecretKey) -> Result<(String, Entry), Unwritable> {
    let sorted = |ids: &mut Vec<EntryId>| {
        ids.sort_unstable();
        ids.dedup();
    };
    let mut previous: Vec<EntryId> = heads.iter().map(|head| head.id).collect();
    let mut supersedes = draft.supersedes.clone();
    sorted(&mut previous);
    sorted(&mut supersedes);
    let mut line = Line {
        at: draft.at,
        by: draft.by.clone(),
        capacity: draft.capacity,
        change: as_read(draft.change),
        key: key.public(),
        previous: Always(previous),
        seq: heads.iter().map(|head| head.seq).max().unwrap_or(0).saturating_add(1),
        signature: None,
        supersedes: Always(supersedes),
        v: Line::VERSION,
        why: Always(draft.why.to_owned()),
    };
    line.signature = Some(key.sign(&line.spelled()));
    let text = line.spelled();
    if text.len() > limits::LINE_BYTES {
        return Err(Unwritable::TooLong(text.len()));
    }
    match read_line(text.as_bytes(), &mut String::new()) {
        Ok(read) if read == line => {
            let entry = read.into_entry(id_of(text.as_bytes()), None);
            Ok((text, entry))
        }
        Ok(_) => Err(Unwritable::Unreadable("a name would be read as another one".to_owned())),
        Err(wrong) => Err(Unwritable::Unreadable(wrong.message)),
    }
}

/// The change as a journal says it: evidence is named there, never judged.
fn as_read(change: &Change) -> Change {
    let mut change = change.clone();
    if let Change::State(Statement::Claim(_, claim)) = &mut change {
        claim.evidence.iter_mut().for_each(|evidence| *evidence = Evidence::named(&evidence.name));
    }
    change
}
