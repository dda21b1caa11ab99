//! How are ids, closed words, ranges and days read from TOML? Each with its place, and what would be right.

use model::{Date, Problem, Spot, parse_date};
use tables::{Section, Text};

use crate::range::{AMOUNT, Range};

/// What an id looks like, in words.
pub(crate) const ID_HINT: &str =
    "an id is made of small letters, digits, dots and hyphens, and starts with a letter or digit";

/// Is this an id?
pub(crate) fn is_id(text: &str) -> bool {
    let letters = |letter: u8| letter.is_ascii_lowercase() || letter.is_ascii_digit();
    text.len() <= 64
        && text.bytes().next().is_some_and(letters)
        && text.bytes().all(|letter| letters(letter) || matches!(letter, b'-' | b'.'))
}

/// The beginning of a text, for messages.
pub(crate) fn cut(text: &str) -> String {
    text.chars().take(40).collect()
}

/// A required id, free of doubles among `known`.
pub(crate) fn new_id<'k>(
    section: &Section<'_>,
    known: impl IntoIterator<Item = &'k str>,
    problems: &mut Vec<Problem>,
) -> Option<Text> {
    let id = section.required("id", problems);
    if id.text.is_empty() {
        return None;
    }
    if !is_id(&id.text) {
        problems.push(section.error(id.spot, format!("{:?} is not an id", cut(&id.text))).hint(ID_HINT));
        return None;
    }
    if known.into_iter().any(|one| one == id.text) {
        let message = format!("\"{}\" stands here twice", id.text);
        problems.push(section.error(id.spot, message).hint("an id is used once; keep one of the two"));
        return None;
    }
    Some(id)
}

/// A required word that names one of `known`.
pub(crate) fn one_of<'k>(
    section: &Section<'_>,
    key: &str,
    what: &str,
    known: impl IntoIterator<Item = &'k str>,
    problems: &mut Vec<Problem>,
) -> Option<Text> {
    let text = section.required(key, problems);
    if text.text.is_empty() {
        return None;
    }
    known_word(section, text, what, known, problems)
}

/// A text that must name one of `known`.
pub(crate) fn known_word<'k>(
    section: &Section<'_>,
    text: Text,
    what: &str,
    known: impl IntoIterator<Item = &'k str>,
    problems: &mut Vec<Problem>,
) -> Option<Text> {
    let known: Vec<&str> = known.into_iter().collect();
    if known.contains(&text.text.as_str()) {
        return Some(text);
    }
    let hint =
        if known.is_empty() { format!("there is no {what} yet") } else { format!("use one of: {}", known.join(", ")) };
    problems.push(section.error(text.spot, format!("{:?} is not {what}", cut(&text.text))).hint(hint));
    None
}

/// A required word of a closed list.
pub(crate) fn word<T>(
    section: &Section<'_>,
    key: &str,
    parse: fn(&str) -> Option<T>,
    words: &str,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    let text = section.required(key, problems);
    let value = parse(&text.text);
    if value.is_none() && !text.text.is_empty() {
        let message = format!("{:?} is not a value of `{key}`", cut(&text.text));
        problems.push(section.error(text.spot, message).hint(format!("use one of: {words}")));
    }
    value
}

/// A required text; an empty one is reported too.
pub(crate) fn said(section: &Section<'_>, key: &str, problems: &mut Vec<Problem>) -> String {
    let text = section.required(key, problems);
    if text.text.trim().is_empty() && section.has(key) {
        let message = format!("`{key}` is empty");
        problems.push(section.error(text.spot, message).hint("say it in a sentence, or remove the entry"));
    }
    text.text.trim().to_owned()
}

/// A text that need not be there.
pub(crate) fn maybe(section: &Section<'_>, key: &str, problems: &mut Vec<Problem>) -> Option<String> {
    section.text(key, problems).map(|text| text.text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// A required day.
pub(crate) fn day(section: &Section<'_>, key: &str, problems: &mut Vec<Problem>) -> Option<Date> {
    if !section.has(key) {
        problems.push(
            section
                .error(section.spot(), format!("`{key}` is missing in [{}]", section.name()))
                .hint("write the day as 2026-11-22"),
        );
        return None;
    }
    let text = section.word(key, problems)?;
    let date = parse_date(&text.text);
    if date.is_none() {
        let message = format!("`{key}` is {:?}, which is no day", cut(&text.text));
        problems.push(section.error(text.spot, message).hint("write the day as 2026-11-22"));
    }
    date
}

/// A range under a key: one number, or low, likely and high; `None` when it is not there or is wrong.
pub(crate) fn range(
    section: &Section<'_>,
    key: &str,
    within: (f64, f64),
    problems: &mut Vec<Problem>,
) -> Option<Range> {
    let numbers = section.decimals(key, problems);
    let (_, spot) = *numbers.first()?;
    if let Some((number, spot)) = numbers.iter().find(|(number, _)| !(within.0..=within.1).contains(number)) {
        let message = format!("`{key}` is {number}, which is out of bounds");
        problems.push(section.error(*spot, message).hint(format!("it lies between {} and {}", within.0, within.1)));
        return None;
    }
    let range = match numbers.as_slice() {
        [(value, _)] => Some(Range::point(*value)),
        [(low, _), (likely, _), (high, _)] => Range::new(*low, *likely, *high),
        _ => None,
    };
    if range.is_none() {
        let message = format!("`{key}` is not a range");
        let hint = "write low, likely and high in this order, [80, 120, 200], or one number that is certain";
        problems.push(section.error(spot, message).hint(hint));
    }
    range
}

/// A number, if it is there; one that no amount could be is reported.
pub(crate) fn decimal(section: &Section<'_>, key: &str, problems: &mut Vec<Problem>) -> Option<(f64, Spot)> {
    let (number, spot) = section.decimal(key, problems)?;
    if (AMOUNT.0..=AMOUNT.1).contains(&number) {
        return Some((number, spot));
    }
    let message = format!("`{key}` is {number}, which is out of bounds");
    problems.push(section.error(spot, message).hint(format!("it lies between {} and {}", AMOUNT.0, AMOUNT.1)));
    None
}

/// A required whole number within bounds.
pub(crate) fn whole(
    section: &Section<'_>,
    key: &str,
    least: i64,
    most: i64,
    problems: &mut Vec<Problem>,
) -> Option<u8> {
    let before = problems.len();
    let Some((number, spot)) = section.number(key, problems) else {
        if problems.len() == before {
            let message = format!("`{key}` is missing in [{}]", section.name());
            problems.push(section.error(section.spot(), message).hint(format!("a whole number, {least} to {most}")));
        }
        return None;
    };
    if !(least..=most).contains(&number) {
        let message = format!("`{key}` is {number}");
        problems.push(section.error(spot, message).hint(format!("use {least} to {most}")));
        return None;
    }
    u8::try_from(number).ok()
}

/// Where a key stands.
pub(crate) fn spot(section: &Section<'_>, key: &str) -> Spot {
    section.spot_of_key(key)
}
