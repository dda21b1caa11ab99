//! How much may a journal ask of us? Every bound on input, in one place.

/// The longest line that is read or written, in bytes.
pub const LINE_BYTES: usize = 4 * 1024 * 1024;
/// The most entries of one journal.
pub const ENTRIES: usize = 2_000_000;
/// The highest number of an entry: above it JSON readers in other languages lose digits (RFC 8785, 3.2.2.3).
pub const SEQ: u64 = (1 << 53) - 1;
/// The most problems that one replay lists.
pub const PROBLEMS: usize = 1_000;
/// The most characters of a wrong value that a problem quotes.
pub const QUOTED_CHARACTERS: usize = 60;
/// The most public keys that are kept unpacked; signatures of further ones are checked more slowly.
pub const UNPACKED_KEYS: usize = 1_000;
