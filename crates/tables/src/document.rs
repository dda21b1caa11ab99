//! What does this TOML document say, where, and which of its keys does nobody know?

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use model::{Problem, Spot};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A parsed document.
pub struct Document<'a> {
    file: Arc<str>,
    text: &'a str,
    marks: Vec<Mark>,
    root: Spanned<DeTable<'a>>,
}

/// A place whose line and column are known: each line's first, and further ones in long lines.
struct Mark {
    offset: usize,
    line: usize,
    column: usize,
}

/// So many characters of a line are counted at most to find a column.
const STRIDE: usize = 256;

/// Without marks every place is counted from the first line on, and a register of five thousand pieces takes seconds.
fn marks(text: &str) -> Vec<Mark> {
    let mut marks = vec![Mark { offset: 0, line: 1, column: 1 }];
    let (mut line, mut column) = (1, 1);
    for (offset, letter) in text.char_indices() {
        column += 1;
        if letter == '\n' {
            (line, column) = (line + 1, 1);
        }
        if column % STRIDE == 1 {
            marks.push(Mark { offset: offset + letter.len_utf8(), line, column });
        }
    }
    marks
}

/// A text with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The text.
    pub text: String,
    /// Where it stands.
    pub spot: Spot,
}

impl<'a> Document<'a> {
    /// Parses a document as far as it can be parsed.
    ///
    /// In: the name under which problems are reported and the text. Out: the document and its syntax errors.
    pub fn read(file: &str, text: &'a str) -> (Self, Vec<Problem>) {
        let (root, errors) = DeTable::parse_recoverable(text);
        let document = Self { file: file.into(), text, marks: marks(text), root };
        let problems = errors
            .iter()
            .map(|error| {
                let spot = error.span().map_or(Spot::new(1, 1), |span| document.spot(span.start));
                Problem::error(&document.file, spot, error.message().to_owned())
            })
            .collect();
        (document, problems)
    }

    /// The whole document as a section.
    pub fn root(&self) -> Section<'_> {
        Section {
            document: self,
            table: self.root.get_ref(),
            spot: Spot::new(1, 1),
            name: String::new(),
            seen: RefCell::default(),
        }
    }

    fn spot(&self, offset: usize) -> Spot {
        let before = self.text.get(..offset).unwrap_or(self.text);
        let next = self.marks.partition_point(|mark| mark.offset <= before.len());
        let Mark { offset, line, column } = self.marks[next - 1];
        let column = column + before[offset..].chars().count();
        Spot::new(u32::try_from(line).unwrap_or(u32::MAX), u32::try_from(column).unwrap_or(u32::MAX))
    }
}

/// A table of the document; it remembers which keys were asked for.
pub struct Section<'d> {
    document: &'d Document<'d>,
    table: &'d DeTable<'d>,
    spot: Spot,
    name: String,
    seen: RefCell<BTreeSet<String>>,
}

impl<'d> Section<'d> {
    /// The key under which the section stands; empty for the document itself.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where the section begins.
    pub fn spot(&self) -> Spot {
        self.spot
    }

    /// An error at a spot of this document.
    pub fn error(&self, spot: Spot, message: impl Into<String>) -> Problem {
        Problem::error(&self.document.file, spot, message)
    }

    fn look(&self, key: &str) -> Option<&'d Spanned<DeValue<'d>>> {
        self.seen.borrow_mut().insert(key.to_owned());
        self.table.get(key)
    }

    fn spot_of(&self, value: &Spanned<DeValue<'_>>) -> Spot {
        self.document.spot(value.span().start)
    }

    fn wrong(&self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str) -> Problem {
        self.error(self.spot_of(value), format!("`{key}` is {}", in_words(value.get_ref())))
            .hint(format!("write {wanted}"))
    }

    /// A text that need not be there.
    pub fn text(&self, key: &str, problems: &mut Vec<Problem>) -> Option<Text> {
        let value = self.look(key)?;
        match value.get_ref() {
            DeValue::String(text) => Some(Text { text: text.to_string(), spot: self.spot_of(value) }),
            _ => {
                problems.push(self.wrong(key, value, "a text in quotes"));
                None
            }
        }
    }

    /// A text, a whole number or a date, as its text.
    pub fn word(&self, key: &str, problems: &mut Vec<Problem>) -> Option<Text> {
        match self.look(key)?.get_ref() {
            DeValue::Integer(_) => {
                self.number(key, problems).map(|(number, spot)| Text { text: number.to_string(), spot })
            }
            DeValue::Datetime(date) => {
                let value = self.look(key)?;
                Some(Text { text: date.to_string(), spot: self.spot_of(value) })
            }
            _ => self.text(key, problems),
        }
    }

    /// Where a key stands; where the section begins if it is not there.
    pub fn spot_of_key(&self, key: &str) -> Spot {
        self.table.get_key_value(key).map_or(self.spot, |(key, _)| self.document.spot(key.span().start))
    }

    /// The file.
    pub fn file(&self) -> &Arc<str> {
        &self.document.file
    }

    /// Is the key there?
    pub fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    /// A text that must be there; an empty one is reported and returned when it is not.
    pub fn required(&self, key: &str, problems: &mut Vec<Problem>) -> Text {
        let before = problems.len();
        self.text(key, problems).unwrap_or_else(|| {
            if problems.len() == before {
                let place = if self.name.is_empty() { "here".to_owned() } else { format!("in [{}]", self.name) };
                problems.push(self.error(self.spot, format!("`{key}` is missing {place}")));
            }
            Text { text: String::new(), spot: self.spot }
        })
    }

    /// A whole number that need not be there.
    pub fn number(&self, key: &str, problems: &mut Vec<Problem>) -> Option<(i64, Spot)> {
        let value = self.look(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(number) => i64::from_str_radix(number.as_str(), number.radix()).ok(),
            _ => None,
        };
        if number.is_none() {
            problems.push(self.wrong(key, value, "a whole number"));
        }
        number.map(|number| (number, self.spot_of(value)))
    }

    /// A number with or without a fraction, if it is there; never infinite and never "not a number".
    pub fn decimal(&self, key: &str, problems: &mut Vec<Problem>) -> Option<(f64, Spot)> {
        let value = self.look(key)?;
        let number = self.as_decimal(key, value, problems)?;
        Some((number, self.spot_of(value)))
    }

    /// A list of numbers, or one number for a list of one; empty when it is not there, or when one of it is no number.
    pub fn decimals(&self, key: &str, problems: &mut Vec<Problem>) -> Vec<(f64, Spot)> {
        let Some(value) = self.look(key) else { return Vec::new() };
        let items = match value.get_ref() {
            DeValue::Array(items) => items.iter().collect(),
            _ => vec![value],
        };
        let read = |item| self.as_decimal(key, item, problems).map(|number| (number, self.spot_of(item)));
        let numbers: Vec<_> = items.into_iter().map(read).collect();
        numbers.into_iter().collect::<Option<_>>().unwrap_or_default()
    }

    fn as_decimal(&self, key: &str, value: &Spanned<DeValue<'_>>, problems: &mut Vec<Problem>) -> Option<f64> {
        let number = match value.get_ref() {
            DeValue::Integer(number) => {
                i64::from_str_radix(number.as_str(), number.radix()).ok().map(|number| number as f64)
            }
            DeValue::Float(number) => number.as_str().parse::<f64>().ok().filter(|number| number.is_finite()),
            _ => None,
        };
        if number.is_none() {
            problems.push(self.wrong(key, value, "a number, such as 0.4 or 120"));
        }
        number
    }

    /// The keys of this section, in file order; asking for them is not reading them.
    pub fn keys(&self) -> Vec<Text> {
        let mut keys: Vec<Text> = (self.table.iter())
            .map(|(key, _)| Text { text: key.get_ref().to_string(), spot: self.document.spot(key.span().start) })
            .collect();
        keys.sort_by_key(|key| key.spot);
        keys
    }

    /// `true` or `false`, if it is there.
    pub fn flag(&self, key: &str, problems: &mut Vec<Problem>) -> Option<bool> {
        let value = self.look(key)?;
        match value.get_ref() {
            DeValue::Boolean(flag) => Some(*flag),
            _ => {
                problems.push(self.wrong(key, value, "true or false"));
                None
            }
        }
    }

    /// A list of texts; empty when it is not there.
    pub fn texts(&self, key: &str, problems: &mut Vec<Problem>) -> Vec<Text> {
        let Some(value) = self.look(key) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            problems.push(self.wrong(key, value, "a list of texts: [\"…\", \"…\"]"));
            return Vec::new();
        };
        items
            .iter()
            .filter_map(|item| match item.get_ref() {
                DeValue::String(text) => Some(Text { text: text.to_string(), spot: self.spot_of(item) }),
                _ => {
                    problems.push(self.wrong(key, item, "a text in quotes"));
                    None
                }
            })
            .collect()
    }

    /// The section under a key, if it is there.
    pub fn section(&self, key: &str, problems: &mut Vec<Problem>) -> Option<Section<'d>> {
        let value = self.look(key)?;
        let section = self.as_section(key, value);
        if section.is_none() {
            problems.push(self.wrong(key, value, "a table"));
        }
        section
    }

    /// The sections of an array of tables: `[[key]]`.
    pub fn sections(&self, key: &str, problems: &mut Vec<Problem>) -> Vec<Section<'d>> {
        let Some(value) = self.look(key) else { return Vec::new() };
        let DeValue::Array(items) = value.get_ref() else {
            problems.push(self.wrong(key, value, "tables headed [[…]]"));
            return Vec::new();
        };
        items
            .iter()
            .filter_map(|item| {
                let section = self.as_section(key, item);
                if section.is_none() {
                    problems.push(self.wrong(key, item, "a table"));
                }
                section
            })
            .collect()
    }

    /// Every table of this section with its key, in file order.
    pub fn every_section(&self, problems: &mut Vec<Problem>) -> Vec<Section<'d>> {
        let mut sections: Vec<_> = self
            .table
            .iter()
            .filter_map(|(key, value)| {
                self.seen.borrow_mut().insert(key.get_ref().to_string());
                let section = self.as_section(key.get_ref(), value);
                if section.is_none() {
                    problems.push(self.wrong(key.get_ref(), value, "a table"));
                }
                section
            })
            .collect();
        sections.sort_by_key(|section| section.spot);
        sections
    }

    fn as_section(&self, key: &str, value: &'d Spanned<DeValue<'d>>) -> Option<Section<'d>> {
        match value.get_ref() {
            DeValue::Table(table) => Some(Section {
                document: self.document,
                table,
                spot: self.spot_of(value),
                name: key.to_owned(),
                seen: RefCell::default(),
            }),
            _ => None,
        }
    }

    /// Reports the keys that nobody asked for.
    pub fn finish(self, problems: &mut Vec<Problem>) {
        let seen = self.seen.borrow();
        for (key, _) in self.table {
            if !seen.contains(key.get_ref().as_ref()) {
                let known: Vec<&str> = seen.iter().map(String::as_str).collect();
                problems.push(
                    self.error(self.document.spot(key.span().start), format!("nobody reads `{}`", key.get_ref()))
                        .hint(format!("known here: {}", known.join(", "))),
                );
            }
        }
    }
}

/// What a value is, as somebody says it who never heard of a type.
fn in_words(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(number) if i64::from_str_radix(number.as_str(), number.radix()).is_err() => {
            "a whole number with too many digits"
        }
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(number) => match number.as_str().parse::<f64>() {
            Ok(number) if number.is_finite() => "a number with a point",
            _ => "no number that can be counted with",
        },
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(date) if date.date.is_none() => "a time of day",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

#[cfg(test)]
mod tests {
    use super::Document;

    /// Every kind of value, read as something else.
    #[test]
    fn what_is_wrong_with_a_value_is_said_in_plain_words() {
        for (value, words) in [
            ("\"x\"", "a text"),
            ("7", "a whole number"),
            ("99999999999999999999", "a whole number with too many digits"),
            ("0.5", "a number with a point"),
            ("1e3", "a number with a point"),
            ("1e999", "no number that can be counted with"),
            ("nan", "no number that can be counted with"),
            ("true", "true or false"),
            ("2026-11-22", "a date"),
            ("2026-11-22T10:00:00Z", "a date"),
            ("10:00:00", "a time of day"),
            ("[1, 2]", "a list"),
            ("{ a = 1 }", "a table"),
        ] {
            let text = format!("key = {value}\n");
            let (document, mut problems) = Document::read("e.toml", &text);
            let root = document.root();
            // A table is a table: that one is read as a text.
            match words {
                "a table" => drop(root.text("key", &mut problems)),
                _ => drop(root.section("key", &mut problems)),
            }
            let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
            assert_eq!(problems.len(), 1, "{value}: {problems:#?}");
            assert!(
                problems[0].starts_with(&format!("e.toml:1:7: error: `key` is {words}\n")),
                "{value}: {problems:#?}"
            );
        }
    }

    #[test]
    fn values_know_their_places_and_unknown_keys_are_named() {
        let text = "id = \"a\"\nsize = 3\nodd = 1\n\n[[group]]\nid = 7\n";
        let (document, mut problems) = Document::read("e.toml", text);
        let root = document.root();
        assert_eq!(root.required("id", &mut problems).text, "a");
        assert_eq!(root.number("size", &mut problems).map(|(n, _)| n), Some(3));
        for group in root.sections("group", &mut problems) {
            group.required("id", &mut problems);
        }
        root.finish(&mut problems);
        let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
        assert_eq!(problems.len(), 2, "{problems:#?}");
        assert!(problems[0].starts_with("e.toml:6:6: error: `id` is a whole number"), "{problems:#?}");
        assert!(problems[1].starts_with("e.toml:3:1: error: nobody reads `odd`"), "{problems:#?}");
    }

    /// The plain way to find a place: count from the start.
    fn counted(text: &str, offset: usize) -> (u32, u32) {
        let before = &text[..offset];
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
        (u32::try_from(line).expect("a line"), u32::try_from(column).expect("a column"))
    }

    #[test]
    fn places_are_those_that_counting_from_the_start_finds() {
        let long = |length: usize| "aé\u{1f512}".repeat(length);
        for text in [
            String::new(),
            "\n\n\r\nü = 1\n".to_owned(),
            long(84),
            format!("{}\n{}\nx", long(85), long(86)),
            format!("{}\n{}", "b".repeat(255), "c".repeat(256)),
            format!("{}\n\n{}", "b".repeat(256), "c".repeat(257)),
        ] {
            let (document, _) = Document::read("e.toml", &text);
            for offset in (0..=text.len()).filter(|offset| text.is_char_boundary(*offset)) {
                let spot = document.spot(offset);
                assert_eq!((spot.line, spot.column), counted(&text, offset), "offset {offset} of {text:?}");
            }
            assert_eq!(document.spot(text.len() + 9), document.spot(text.len()), "{text:?}");
        }
    }

    #[test]
    fn numbers_and_days_without_quotes_are_words_and_no_texts() {
        let text = "day = 2026-01-02\nnumber = 7\nquoted = \"2026-01-02\"\nflag = true\n";
        let (document, mut problems) = Document::read("e.toml", text);
        let root = document.root();
        for (key, wanted) in [("day", "2026-01-02"), ("number", "7"), ("quoted", "2026-01-02")] {
            assert_eq!(root.word(key, &mut problems).map(|word| word.text).as_deref(), Some(wanted), "{key}");
        }
        assert_eq!((root.word("absent", &mut problems), problems.len()), (None, 0));
        assert_eq!(root.word("flag", &mut problems), None);
        assert_eq!(root.text("day", &mut problems), None);
        assert_eq!(problems.len(), 2, "{problems:#?}");
    }

    #[test]
    fn decimals_are_finite_numbers() {
        let (document, mut problems) =
            Document::read("e.toml", "a = 0.5\nb = [1, 2.5, -3]\nc = 4\nd = [1, inf]\ne = \"1\"\n");
        let root = document.root();
        assert_eq!(root.decimal("a", &mut problems).map(|(number, _)| number), Some(0.5));
        let numbers = |key: &str, problems: &mut _| -> Vec<f64> {
            root.decimals(key, problems).into_iter().map(|(number, _)| number).collect()
        };
        assert_eq!(numbers("b", &mut problems), [1.0, 2.5, -3.0]);
        assert_eq!((numbers("c", &mut problems), problems.len()), (vec![4.0], 0));
        assert!(numbers("d", &mut problems).is_empty());
        assert_eq!(root.decimal("e", &mut problems), None);
        assert_eq!(problems.len(), 2, "{problems:#?}");
        assert!(problems[0].to_string().starts_with("e.toml:4:9: error: `d` is no number that can"), "{problems:#?}");
    }

    #[test]
    fn all_syntax_errors_come_at_once() {
        let (_, problems) = Document::read("e.toml", "a = \nb = 1\nc = \"x\n");
        assert!(problems.len() >= 2, "{problems:#?}");
    }
}
