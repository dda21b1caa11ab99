//! How do the spans of a sentence stand in Word? As runs in character styles, web links, and references that stay alive.

use document::{Span, Text};

use super::address::web;
use super::body::{Body, is_uncounted};
use super::places::Kind;
use super::run::{field, run};

impl Body<'_> {
    /// The spans of a text.
    pub(super) fn text(&mut self, text: &Text) {
        for span in &text.0 {
            match span {
                Span::Plain(text) => run(&mut self.xml, None, text),
                Span::Strong(text) => run(&mut self.xml, Some("Strong"), text),
                Span::Quiet(text) => run(&mut self.xml, Some("Quiet"), text),
                Span::Code(text) => run(&mut self.xml, Some("Code"), text),
                Span::Link { text, address } => self.link(text, address),
                Span::See(anchor) => self.see(anchor),
            }
        }
    }

    fn link(&mut self, text: &str, address: &str) {
        let Some(address) = web(address) else { return run(&mut self.xml, None, text) };
        let next = self.links.len() + 1;
        let number = *self.links.entry(address).or_insert(next);
        self.xml.start("w:hyperlink", &[("r:id", &format!("link{number}")), ("w:history", "1")]);
        run(&mut self.xml, Some("Hyperlink"), text);
        self.xml.end();
    }

    /// A reference: a field that looks its number up again and leads there, or a link where there is no number.
    fn see(&mut self, anchor: &str) {
        let found = self.places.find(anchor).and_then(|(place, kind)| Some((place, kind, self.places.at(place)?)));
        let (Some((place, kind, bookmark)), Some(name)) = (found, self.numbers.name(anchor)) else {
            return run(&mut self.xml, None, anchor);
        };
        let counted = match kind {
            Kind::Heading if !self.document.contents || is_uncounted(self.numbers.block(place.0)) => None,
            Kind::Heading => Some("\\w \\h"),
            Kind::Caption => Some("\\h \\* MERGEFORMAT"),
            Kind::Cell => None,
        };
        let xml = &mut self.xml;
        if let (Some(how), Some((word, number))) = (counted, name.rsplit_once(' ')) {
            run(xml, Some("Reference"), &format!("{word} "));
            return field(xml, &format!("REF {bookmark} {how}"), Some("Reference"), number);
        }
        xml.start("w:hyperlink", &[("w:anchor", bookmark), ("w:history", "1")]);
        run(xml, Some("Reference"), name);
        xml.end();
    }
}
