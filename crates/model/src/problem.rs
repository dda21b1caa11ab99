//! What is wrong, where, and what would be right?

use std::fmt;
use std::sync::Arc;

/// A line and a column, both counted from 1; 0 means that there is none.
///
/// In a worksheet the column is the column's number (A is 1), in a text file the character in the line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Spot {
    /// Line or row, from 1.
    pub line: u32,
    /// Column, from 1.
    pub column: u32,
}

impl Spot {
    /// A spot in a file.
    pub const fn new(line: u32, column: u32) -> Self {
        Self { line, column }
    }
}

/// A spot in a named file.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The file as the user named it.
    pub file: Arc<str>,
    /// Where in it.
    pub spot: Spot,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.spot.line, self.spot.column)
    }
}

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The input is wrong; what it said there counts as silence.
    Error,
    /// The input is understood, but somebody should look.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

/// One thing that is wrong with the input.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Problem {
    /// Where.
    pub place: Place,
    /// How bad.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// What would be right; may be empty.
    pub hint: String,
}

impl Problem {
    /// An error at a spot of a file.
    pub fn error(file: &Arc<str>, spot: Spot, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, file, spot, message.into())
    }

    /// A warning at a spot of a file.
    pub fn warning(file: &Arc<str>, spot: Spot, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, file, spot, message.into())
    }

    fn new(severity: Severity, file: &Arc<str>, spot: Spot, message: String) -> Self {
        Self { place: Place { file: Arc::clone(file), spot }, severity, message, hint: String::new() }
    }

    /// The same problem with what would be right.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// Is it an error?
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.place, self.severity, self.message)?;
        if !self.hint.is_empty() {
            write!(f, "\n  hint: {}", self.hint)?;
        }
        Ok(())
    }
}
