//! How much may a foreign document ask of us?

/// The largest document that is read, in bytes.
pub const DOCUMENT_BYTES: usize = 32 * 1024 * 1024;
/// How deep objects and lists may stand in each other; OSCAL's own models stay far below.
pub const DEPTH: usize = 64;
/// The most values of one document, objects and lists among them.
pub const VALUES: usize = 1_000_000;
/// The most claims or verdicts of one document, as many as a sheet has rows.
pub const ROWS: usize = 20_000;
/// The most problems that are named.
pub const PROBLEMS: usize = 1_000;
