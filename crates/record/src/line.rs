//! What does one line of the journal say, and is it written in the one way there is?

use model::{Capacity, Change, Entry, EntryId, Made, Origin, PersonId, PublicKey, Timestamp};
use sha2::{Digest as _, Sha256};

use crate::limits;
use crate::macros::{bytes, object};
use crate::shape::{Always, Shape};

/// The version of the format that is written and read.
const VERSION: u64 = 1;

/// An Ed25519 signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Signature(pub(crate) [u8; 64]);

bytes! {
    Signature, "a signature: 128 lower-case hexadecimal digits", "";
}

/// One line, member for member.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Line {
    pub(crate) at: Timestamp,
    pub(crate) by: PersonId,
    pub(crate) capacity: Capacity,
    pub(crate) change: Change,
    pub(crate) key: PublicKey,
    pub(crate) previous: Always<Vec<EntryId>>,
    pub(crate) seq: u64,
    /// `None` only while it is written: what is signed is the line without this member.
    pub(crate) signature: Option<Signature>,
    pub(crate) supersedes: Always<Vec<EntryId>>,
    pub(crate) v: u64,
    pub(crate) why: Always<String>,
}
object!(Line, "an entry", at, by, capacity, change, key, previous, seq, signature, supersedes, v, why);

impl Line {
    /// The version that is written.
    pub(crate) const VERSION: u64 = VERSION;

    /// The line's one spelling, without a line end.
    pub(crate) fn spelled(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    /// The entry that the line with this digest makes.
    pub(crate) fn into_entry(self, id: EntryId, origin: Option<Origin>) -> Entry {
        let Self { at, by, capacity, change, seq, supersedes: Always(supersedes), why: Always(why), .. } = self;
        Entry { made: Some(Made { id, seq, by, capacity, at, why, supersedes }), origin, change }
    }
}

/// Why a line cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Unreadable {
    /// The character at which it fails, from 1.
    pub(crate) column: u32,
    /// What is wrong.
    pub(crate) message: String,
    /// What would be right.
    pub(crate) hint: &'static str,
}

/// What to do about a line that is not as it was written.
pub(crate) const RESTORE: &str =
    "restore the line as it was recorded, from git or a copy; what should be different becomes a new entry";

/// The digest by which other lines name this one.
pub(crate) fn id_of(line: &[u8]) -> EntryId {
    EntryId(Sha256::digest(line).into())
}

/// Reads a line without its line end; `spare` is room for writing, kept from line to line.
///
/// # Errors
/// When it is not JSON, a member is unknown, missing or wrong, or the bytes are not those that would be written.
pub(crate) fn read_line(bytes: &[u8], spare: &mut String) -> Result<Line, Unreadable> {
    if bytes.len() > limits::LINE_BYTES {
        let message = format!("the line has {} bytes; an entry has at most {}", bytes.len(), limits::LINE_BYTES);
        return Err(Unreadable { column: 1, message, hint: "" });
    }
    let text = std::str::from_utf8(bytes).map_err(|error| Unreadable {
        column: column(bytes, error.valid_up_to()),
        message: "the line is not UTF-8 text: a byte was changed".to_owned(),
        hint: RESTORE,
    })?;
    let mut json = serde_json::Deserializer::from_str(text);
    let read = Line::read(&mut json).and_then(|line| json.end().map(|()| line));
    let line = read.map_err(|error| explain(text, &error))?;
    check(&line, text)?;
    spare.clear();
    line.write(spare);
    if spare != text {
        let same = spare.bytes().zip(text.bytes()).take_while(|(one, other)| one == other).count();
        return Err(Unreadable {
            column: column(bytes, same),
            message: "the line is not in canonical form (RFC 8785): a byte was changed, or it was edited by hand"
                .to_owned(),
            hint: RESTORE,
        });
    }
    Ok(line)
}

/// What the members' own readers cannot see.
fn check(line: &Line, text: &str) -> Result<(), Unreadable> {
    let wrong = |member: &str, message: String| {
        let column = column_of(text, &format!("\"{member}\":"));
        Err(Unreadable { column, message, hint: RESTORE })
    };
    if line.v != VERSION {
        return Err(newer(line.v, column_of(text, "\"v\":")));
    }
    if line.signature.is_none() {
        return wrong("signature", "the member \"signature\" is missing".to_owned());
    }
    if line.seq > limits::SEQ {
        return wrong("seq", format!("seq: {} is too high for the number of an entry", line.seq));
    }
    for (member, ids) in [("previous", &line.previous.0), ("supersedes", &line.supersedes.0)] {
        if !ids.is_sorted_by(|one, other| one < other) {
            return wrong(member, format!("{member}: the ids do not stand in ascending order, each once"));
        }
    }
    Ok(())
}

fn newer(version: u64, column: u32) -> Unreadable {
    Unreadable {
        column,
        message: format!("the entry has version {version} of the format; this Plimsoll reads version {VERSION}"),
        hint: "read the journal with a newer Plimsoll",
    }
}

/// The column of a byte, in characters from 1.
pub(crate) fn column(line: &[u8], at: usize) -> u32 {
    let before = line.iter().take(at).filter(|byte| **byte & 0xc0 != 0x80).count();
    u32::try_from(before).unwrap_or(u32::MAX).saturating_add(1)
}

/// The column at which a piece of text stands in a line, 1 where it does not.
pub(crate) fn column_of(text: &str, piece: &str) -> u32 {
    text.find(piece).map_or(1, |at| column(text.as_bytes(), at))
}

/// What serde found, in the house's words: with the member, and the column in characters.
fn explain(text: &str, error: &serde_json::Error) -> Unreadable {
    // serde_json counts bytes from 1 and stops behind what is wrong.
    let at = error.column().saturating_sub(1);
    let column = column(text.as_bytes(), at);
    if !error.is_data() {
        let message = "the line is not JSON: a byte was changed, or it was edited by hand".to_owned();
        return Unreadable { column, message, hint: RESTORE };
    }
    let version = serde_json::from_str::<serde_json::Value>(text).ok().and_then(|value| value.get("v")?.as_u64());
    if let Some(version) = version.filter(|version| *version > VERSION) {
        return newer(version, column);
    }
    let words = error.to_string();
    let words = words.rsplit_once(" at line ").map_or(words.as_str(), |(words, _)| words);
    let member = member_at(text, at);
    let message = if member.is_empty() { words.to_owned() } else { format!("{member}: {words}") };
    Unreadable { column, message, hint: RESTORE }
}

/// The path of the member in which a byte of a JSON text stands: `change.state.claim.status`.
fn member_at(text: &str, end: usize) -> String {
    let mut path: Vec<Option<&str>> = Vec::new();
    let mut awaits_name = false;
    let mut at = 0;
    let bytes = text.as_bytes();
    while at <= end && at < bytes.len() {
        match bytes[at] {
            b'{' => {
                path.push(None);
                awaits_name = true;
            }
            b'[' => {
                path.push(None);
                awaits_name = false;
            }
            b'}' | b']' => {
                path.pop();
                awaits_name = false;
            }
            // In a list no name follows, but a text there is no name either: `:` never comes after it.
            b',' => {
                awaits_name = true;
                if let Some(last) = path.last_mut() {
                    *last = None;
                }
            }
            b':' => awaits_name = false,
            b'"' => {
                let start = at + 1;
                at = start;
                while at < bytes.len() && bytes[at] != b'"' {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                // A name that is itself wrong has no `:` before the end: what it stands in is named then.
                let named = awaits_name && at + 1 < end && bytes.get(at + 1) == Some(&b':');
                if let (true, Some(last)) = (named, path.last_mut()) {
                    *last = text.get(start..at);
                }
            }
            _ => {}
        }
        at += 1;
    }
    path.into_iter().flatten().collect::<Vec<_>>().join(".")
}

#[cfg(test)]
mod tests {
    use super::member_at;

    #[test]
    fn a_member_is_named_by_its_path() {
        let text = r#"{"a":"x,\"y","change":{"state":{"list":["p","q"],"status":"wrong"}},"v":1}"#;
        let path = |piece: &str| member_at(text, text.find(piece).unwrap());
        assert_eq!(path("wrong"), "change.state.status");
        assert_eq!(path("q\"]"), "change.state.list");
        assert_eq!(path("1}"), "v");
        assert_eq!(path("x,"), "a");
        assert_eq!(path("status"), "change.state");
        assert_eq!(path("},\"v"), "change");
    }
}
