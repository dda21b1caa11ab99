//! What does a sentence consist of? Spans: plain, strong, code, links, and references that resolve to numbers.

/// A run of text without a break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Span {
    /// As it is.
    Plain(String),
    /// Important.
    Strong(String),
    /// Said in passing: a remark, a quiet word.
    Quiet(String),
    /// An id, a path, a digest or a command, set in a fixed width; may break anywhere when it is long.
    Code(String),
    /// A web address, `http:` or `https:`, and the words to show for it.
    Link {
        /// The words.
        text: String,
        /// The address.
        address: String,
    },
    /// What another place of this document is called: its number, or its first cell for a row of a table.
    See(String),
}

/// One paragraph.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text(pub Vec<Span>);

impl Text {
    /// A paragraph of nothing yet.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// An id, a path, a digest or a command.
    pub fn code(text: impl Into<String>) -> Self {
        Self::new().and_code(text)
    }

    /// Words in which what stands between two backticks is an id or a command, as messages on a terminal mark them.
    pub fn marked(text: &str) -> Self {
        let parts: Vec<&str> = text.split('`').collect();
        if parts.len().is_multiple_of(2) {
            // A backtick without its fellow marks nothing.
            return Self::from(text);
        }
        let spans = parts.into_iter().enumerate().filter(|(_, part)| !part.is_empty());
        Self(
            spans
                .map(|(at, part)| if at % 2 == 0 { Span::Plain(part.into()) } else { Span::Code(part.into()) })
                .collect(),
        )
    }

    /// Something important.
    pub fn strong(text: impl Into<String>) -> Self {
        Self::new().and_strong(text)
    }

    /// Something said in passing.
    pub fn quiet(text: impl Into<String>) -> Self {
        Self::new().and_quiet(text)
    }

    /// Goes on plainly.
    #[must_use]
    pub fn and(self, text: impl Into<String>) -> Self {
        self.with(Span::Plain(text.into()))
    }

    /// Goes on with something important.
    #[must_use]
    pub fn and_strong(self, text: impl Into<String>) -> Self {
        self.with(Span::Strong(text.into()))
    }

    /// Goes on in passing.
    #[must_use]
    pub fn and_quiet(self, text: impl Into<String>) -> Self {
        self.with(Span::Quiet(text.into()))
    }

    /// Goes on with an id, a path, a digest or a command.
    #[must_use]
    pub fn and_code(self, text: impl Into<String>) -> Self {
        self.with(Span::Code(text.into()))
    }

    /// Goes on with a reference to an anchor of this document.
    #[must_use]
    pub fn and_see(self, anchor: impl Into<String>) -> Self {
        self.with(Span::See(anchor.into()))
    }

    fn with(mut self, span: Span) -> Self {
        self.0.push(span);
        self
    }

    /// Nothing to read?
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|span| match span {
            Span::Plain(text) | Span::Strong(text) | Span::Quiet(text) | Span::Code(text) => text.is_empty(),
            Span::Link { text, .. } => text.is_empty(),
            Span::See(_) => false,
        })
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::new().and(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::new().and(text)
    }
}

#[cfg(test)]
mod tests {
    use super::{Span, Text};

    #[test]
    fn backticks_mark_what_stands_between_two_of_them() {
        let code = |text: &str| Span::Code(text.to_owned());
        let plain = |text: &str| Span::Plain(text.to_owned());
        assert_eq!(
            Text::marked("the feature `x` is absent").0,
            [plain("the feature "), code("x"), plain(" is absent")]
        );
        assert_eq!(Text::marked("`met`").0, [code("met")]);
        assert_eq!(Text::marked("it`s").0, [plain("it`s")]);
    }
}
