//! How is XML written so that whatever a text holds, it stays well-formed?

use std::fmt::Write;

/// XML under way: knows what is open, escapes what is told to it.
#[derive(Debug)]
pub(super) struct Xml {
    out: String,
    open: Vec<&'static str>,
}

impl Xml {
    /// A part's beginning.
    pub(super) fn part() -> Self {
        Self { out: String::from("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"), open: Vec::new() }
    }

    /// Opens an element.
    pub(super) fn start(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.out.push('>');
        self.open.push(name);
    }

    /// Closes the innermost element.
    pub(super) fn end(&mut self) {
        if let Some(name) = self.open.pop() {
            let _ = write!(self.out, "</{name}>");
        }
    }

    /// An element without content.
    pub(super) fn empty(&mut self, name: &'static str, attributes: &[(&str, &str)]) {
        self.tag(name, attributes);
        self.out.push_str("/>");
    }

    /// An element without content whose `w:val` says it all.
    pub(super) fn value(&mut self, name: &'static str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// An element with nothing but text.
    pub(super) fn leaf(&mut self, name: &'static str, attributes: &[(&str, &str)], text: &str) {
        self.start(name, attributes);
        escape(&mut self.out, text, false);
        self.end();
    }

    /// Markup of our own: constants, numbers and colours, never words from outside.
    pub(super) fn raw(&mut self, markup: &str) {
        self.out.push_str(markup);
    }

    /// The part, everything closed.
    pub(super) fn finish(mut self) -> Vec<u8> {
        while !self.open.is_empty() {
            self.end();
        }
        self.out.into_bytes()
    }

    fn tag(&mut self, name: &str, attributes: &[(&str, &str)]) {
        let _ = write!(self.out, "<{name}");
        for (attribute, value) in attributes {
            let _ = write!(self.out, " {attribute}=\"");
            escape(&mut self.out, value, true);
            self.out.push('"');
        }
    }
}

/// Text as XML 1.0 can carry it; a character that it cannot becomes U+FFFD, so that its loss is seen.
fn escape(out: &mut String, text: &str, attribute: bool) {
    for character in document::carried(text).chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // Parsers turn these into spaces inside attributes.
            '\t' | '\n' | '\r' if attribute => {
                let _ = write!(out, "&#{};", u32::from(character));
            }
            '\t' | '\n' | '\r' => out.push(character),
            _ => out.push(character),
        }
    }
}
