//! What does a JSON text say, and where? Texts, lists and objects that know their line and column.
//!
//! A reader of our own, since what is wrong inside a document has to be named with its place.

use std::collections::BTreeMap;

use model::Spot;

use crate::limits;

/// A value and where it begins.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    pub(crate) spot: Spot,
    pub(crate) value: Value,
}

/// What it is. Numbers, flags and null carry nothing that we read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    Text(String),
    List(Vec<Node>),
    Object(BTreeMap<String, Node>),
    Other,
}

/// Why a text is not read.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Mistake {
    pub(crate) spot: Spot,
    pub(crate) message: String,
}

/// Reads one JSON value with nothing behind it.
pub(crate) fn read(text: &str) -> Result<Node, Mistake> {
    let mut reader = Reader { bytes: text.as_bytes(), text, at: 0, spot: Spot::new(1, 1), values: 0 };
    reader.blanks();
    let node = reader.value(0)?;
    reader.blanks();
    if reader.at < reader.bytes.len() { Err(reader.mistake("nothing may stand behind the document")) } else { Ok(node) }
}

struct Reader<'t> {
    bytes: &'t [u8],
    text: &'t str,
    at: usize,
    spot: Spot,
    values: usize,
}

impl Reader<'_> {
    fn mistake(&self, message: impl Into<String>) -> Mistake {
        Mistake { spot: self.spot, message: message.into() }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Goes one byte on, counting lines and characters.
    fn step(&mut self) {
        match self.peek() {
            Some(b'\n') => self.spot = Spot::new(self.spot.line.saturating_add(1), 1),
            // Only the first byte of a character counts.
            Some(byte) if byte & 0xC0 != 0x80 => self.spot.column = self.spot.column.saturating_add(1),
            _ => {}
        }
        self.at += 1;
    }

    fn blanks(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.step();
        }
    }

    fn expect(&mut self, byte: u8, what: &str) -> Result<(), Mistake> {
        if self.peek() != Some(byte) {
            return Err(self.mistake(format!("{what} is expected here")));
        }
        self.step();
        Ok(())
    }

    fn value(&mut self, depth: usize) -> Result<Node, Mistake> {
        self.values += 1;
        if self.values > limits::VALUES {
            return Err(self.mistake(format!("a document has at most {} values", limits::VALUES)));
        }
        if depth > limits::DEPTH {
            return Err(self.mistake(format!("more than {} lists and objects stand in each other", limits::DEPTH)));
        }
        let spot = self.spot;
        let value = match self.peek() {
            Some(b'{') => self.object(depth)?,
            Some(b'[') => self.list(depth)?,
            Some(b'"') => Value::Text(self.string()?),
            Some(b'-' | b'0'..=b'9') => self.number()?,
            Some(b't') => self.word("true")?,
            Some(b'f') => self.word("false")?,
            Some(b'n') => self.word("null")?,
            None => return Err(self.mistake("the text ends inside the document")),
            Some(_) => return Err(self.mistake("no JSON value begins like this")),
        };
        Ok(Node { spot, value })
    }

    fn object(&mut self, depth: usize) -> Result<Value, Mistake> {
        self.step();
        let mut members = BTreeMap::new();
        self.blanks();
        if self.peek() == Some(b'}') {
            self.step();
            return Ok(Value::Object(members));
        }
        loop {
            self.blanks();
            let before = self.spot;
            if self.peek() != Some(b'"') {
                return Err(self.mistake("a member's name in quotes is expected here"));
            }
            let name = self.string()?;
            self.blanks();
            self.expect(b':', "\":\"")?;
            self.blanks();
            let value = self.value(depth + 1)?;
            if members.insert(name.clone(), value).is_some() {
                let name: String = name.chars().take(40).collect();
                let message = format!("the member {name:?} stands here twice");
                return Err(Mistake { spot: before, message });
            }
            self.blanks();
            if self.peek() == Some(b',') {
                self.step();
                continue;
            }
            self.expect(b'}', "\",\" or \"}\"")?;
            return Ok(Value::Object(members));
        }
    }

    fn list(&mut self, depth: usize) -> Result<Value, Mistake> {
        self.step();
        let mut items = Vec::new();
        self.blanks();
        if self.peek() == Some(b']') {
            self.step();
            return Ok(Value::List(items));
        }
        loop {
            self.blanks();
            items.push(self.value(depth + 1)?);
            self.blanks();
            if self.peek() == Some(b',') {
                self.step();
                continue;
            }
            self.expect(b']', "\",\" or \"]\"")?;
            return Ok(Value::List(items));
        }
    }

    fn string(&mut self) -> Result<String, Mistake> {
        self.step();
        let mut text = String::new();
        loop {
            let from = self.at;
            while self.peek().is_some_and(|byte| !matches!(byte, b'"' | b'\\' | 0..0x20)) {
                self.step();
            }
            // Quotes, backslashes and controls are whole characters, so the cut is between characters.
            text.push_str(self.text.get(from..self.at).unwrap_or_default());
            match self.peek() {
                Some(b'"') => {
                    self.step();
                    return Ok(text);
                }
                Some(b'\\') => text.push(self.escape()?),
                Some(_) => return Err(self.mistake("a control character stands in a text; write it as \\u…")),
                None => return Err(self.mistake("the text ends inside quotes")),
            }
        }
    }

    fn escape(&mut self) -> Result<char, Mistake> {
        let begin = self.spot;
        let wrong = |message: &str| Mistake { spot: begin, message: message.to_owned() };
        self.step();
        let plain = match self.peek() {
            Some(byte @ (b'"' | b'\\' | b'/')) => char::from(byte),
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                self.step();
                let first = self.four().ok_or_else(|| wrong("four hexadecimal digits are expected after \\u"))?;
                if !(0xD800..0xDC00).contains(&first) {
                    return char::from_u32(first).ok_or_else(|| wrong("this half of a character stands alone"));
                }
                if self.bytes.get(self.at..self.at + 2) != Some(b"\\u") {
                    return Err(wrong("this half of a character stands alone"));
                }
                self.step();
                self.step();
                let second = self.four().filter(|second| (0xDC00..0xE000).contains(second));
                let second = second.ok_or_else(|| wrong("this half of a character stands alone"))?;
                let letter = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00);
                return char::from_u32(letter).ok_or_else(|| wrong("this is no character"));
            }
            _ => return Err(wrong("there is no such escape in JSON")),
        };
        self.step();
        Ok(plain)
    }

    fn four(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then_some(())?;
        let number = u32::from_str_radix(digits, 16).ok()?;
        (0..4).for_each(|_| self.step());
        Some(number)
    }

    fn digits(&mut self) -> Result<(), Mistake> {
        if !self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            return Err(self.mistake("a digit is expected here"));
        }
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.step();
        }
        Ok(())
    }

    fn number(&mut self) -> Result<Value, Mistake> {
        if self.peek() == Some(b'-') {
            self.step();
        }
        if self.peek() == Some(b'0') {
            self.step()
        } else {
            self.digits()?
        }
        if self.peek() == Some(b'.') {
            self.step();
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.step();
            if let Some(b'+' | b'-') = self.peek() {
                self.step();
            }
            self.digits()?;
        }
        Ok(Value::Other)
    }

    fn word(&mut self, word: &str) -> Result<Value, Mistake> {
        if !self.bytes[self.at..].starts_with(word.as_bytes()) {
            return Err(self.mistake("no JSON value begins like this"));
        }
        word.bytes().for_each(|_| self.step());
        Ok(Value::Other)
    }
}

#[cfg(test)]
mod tests {
    use super::{Node, Value, read};
    use proptest::prelude::*;

    /// What serde_json reads, without what we do not keep.
    fn same(ours: &Node, theirs: &serde_json::Value) -> bool {
        match (&ours.value, theirs) {
            (Value::Text(a), serde_json::Value::String(b)) => a == b,
            (Value::List(a), serde_json::Value::Array(b)) => {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
            }
            (Value::Object(a), serde_json::Value::Object(b)) => {
                a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
            }
            (Value::Other, serde_json::Value::Null | serde_json::Value::Bool(_) | serde_json::Value::Number(_)) => true,
            _ => false,
        }
    }

    fn agrees(text: &str) {
        let (ours, theirs) = (read(text), serde_json::from_str::<serde_json::Value>(text));
        match (&ours, &theirs) {
            (Ok(ours), Ok(theirs)) => assert!(same(ours, theirs), "{text:?}"),
            (Err(_), Err(_)) => {}
            // They take the last of two members of one name, and refuse numbers beyond every size.
            (Err(mistake), Ok(_)) if mistake.message.contains("twice") => {}
            (Ok(_), Err(error)) if error.to_string().contains("out of range") => {}
            _ => panic!("{text:?}: {ours:?} {theirs:?}"),
        }
    }

    #[test]
    fn the_grammar_is_that_of_json() {
        for text in [
            "",
            "{",
            "}",
            "[1,]",
            "[,]",
            "{\"a\":1,}",
            "{\"a\" 1}",
            "{a:1}",
            "01",
            "-",
            "1.",
            ".5",
            "1e",
            "1e+5",
            "-0.0E-1",
            "tru",
            "truex",
            "nul",
            "\"",
            "\"\\",
            "\"\\q\"",
            "\"\\u12\"",
            "\"\\ud800\"",
            "\"\\ud83d\\ude00\"",
            "\"\\udc00\"",
            "\"\\ud800\\u0041\"",
            "\"\u{1}\"",
            "\"\u{7f}é\"",
            "[[[]]]",
            "{} {}",
            " [ ] ",
            "\u{feff}[]",
            "{\"a\":1,\"a\":2}",
            "\"\\u00g0\"",
            "\"\\u+041\"",
            "1 2",
        ] {
            agrees(text);
        }
    }

    #[test]
    fn places_count_lines_and_characters() {
        let node = read("{\n  \"é\": [\"x\",\n \"y\"]}").expect("JSON");
        let Value::Object(members) = node.value else { panic!("an object") };
        assert_eq!((members["é"].spot.line, members["é"].spot.column), (2, 8));
        let mistake = read("{\n \"a\": nul}").expect_err("no JSON");
        assert_eq!((mistake.spot.line, mistake.spot.column), (2, 7));
    }

    #[test]
    fn depth_and_number_are_bounded() {
        let deep = "[".repeat(100_000);
        assert!(read(&deep).expect_err("too deep").message.contains("stand in each other"));
        let many = format!("[{}0]", "0,".repeat(super::limits::VALUES));
        assert!(read(&many).expect_err("too many").message.contains("values"));
    }

    proptest! {
        #[test]
        fn any_text_is_read_as_others_read_it(text in "[\\[\\]{}:,\"\\\\a-fnrtu0-9.eE+ \n-]{0,24}") {
            agrees(&text);
        }
    }
}
