//! How do spans become Markdown that prints them as they are?

use std::iter::Peekable;

use document::{Numbers, Span, Text};

use crate::address::{shown, web};

/// Where words stand: a pipe ends a table's cell even inside a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Paragraph,
    Cell,
}

/// A paragraph that no reader takes for a list, a heading or a rule; empty if there is nothing to read.
pub(super) fn paragraph(text: &Text, numbers: &Numbers) -> String {
    let line = inline(text, numbers, Place::Paragraph);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let at = match line.as_bytes() {
        [b'-' | b'+' | b'=', ..] => 0,
        bytes if digits > 0 && matches!(bytes.get(digits), Some(b'.' | b')')) => digits,
        _ => return line,
    };
    let (before, after) = line.split_at(at);
    format!("{before}\\{after}")
}

/// The spans of a paragraph on one line, without blanks around it.
pub(super) fn inline(text: &Text, numbers: &Numbers, place: Place) -> String {
    let mut line = String::new();
    let mut spans = text.0.iter().filter(|span| !is_empty(span)).peekable();
    while let Some(span) = spans.next() {
        match span {
            Span::Plain(words) | Span::Quiet(words) => line.push_str(&escaped(words)),
            Span::Strong(words) => {
                let words = joined(words, &mut spans);
                let next = spans.peek().and_then(|span| first(span));
                push_strong(&mut line, &words, next);
            }
            Span::Code(words) => push_code(&mut line, words, place),
            Span::Link { text, address } => match web(address) {
                Some(address) => {
                    let words = if text.is_empty() { address } else { text };
                    line.push_str(&format!("[{}]({})", escaped(words), target(address)));
                }
                None => line.push_str(&escaped(text)),
            },
            Span::See(anchor) => line.push_str(&escaped(numbers.name(anchor).unwrap_or(anchor))),
        }
    }
    line.trim().to_owned()
}

fn is_empty(span: &Span) -> bool {
    match span {
        Span::Plain(text) | Span::Strong(text) | Span::Quiet(text) | Span::Code(text) => text.is_empty(),
        Span::Link { text, address } => text.is_empty() && web(address).is_none(),
        Span::See(_) => false,
    }
}

/// The first letter that a span puts on the line.
fn first(span: &Span) -> Option<char> {
    match span {
        Span::Plain(text) | Span::Strong(text) | Span::Quiet(text) => text.chars().next(),
        Span::Code(_) => Some('`'),
        Span::Link { .. } => Some('['),
        Span::See(_) => Some('a'),
    }
}

/// Important words with the important ones right behind them: two runs of stars would meet.
fn joined<'s>(words: &str, spans: &mut Peekable<impl Iterator<Item = &'s Span>>) -> String {
    let mut words = words.to_owned();
    while let Some(Span::Strong(more)) = spans.peek() {
        words.push_str(more);
        spans.next();
    }
    words
}

/// Adds important words: between stars where stars work, between tags where letters stand too close.
fn push_strong(line: &mut String, words: &str, next: Option<char>) {
    let inner = words.trim();
    if inner.is_empty() {
        line.push(' ');
        return;
    }
    let (lead, tail) = (words.starts_with(char::is_whitespace), words.ends_with(char::is_whitespace));
    if lead {
        line.push(' ');
    }
    let before = line.chars().next_back();
    let next = if tail { Some(' ') } else { next };
    let apart = |letter: Option<char>| letter.is_none_or(char::is_whitespace);
    let opens = inner.starts_with(char::is_alphanumeric) || apart(before);
    let closes = inner.ends_with(char::is_alphanumeric) || apart(next);
    // A star of our own before these would lengthen the run.
    let (open, close) = if opens && closes && before != Some('*') { ("**", "**") } else { ("<strong>", "</strong>") };
    line.push_str(open);
    line.push_str(&escaped(inner));
    line.push_str(close);
    if tail {
        line.push(' ');
    }
}

/// Words that print as themselves.
pub(super) fn escaped(text: &str) -> String {
    let mut line = String::with_capacity(text.len() + 8);
    for (at, letter) in text.char_indices() {
        let letter = shown(letter);
        let special = match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '&' | '#' | '$' => true,
            // GitHub makes links of `https://…` and `www.…`, and takes the backslashes behind for a part of them.
            ':' => text[at..].starts_with("://"),
            '.' => text.as_bytes()[..at].last_chunk::<3>().is_some_and(|three| three.eq_ignore_ascii_case(b"www")),
            _ => false,
        };
        if special {
            line.push('\\');
        }
        line.push(if matches!(letter, '\n' | '\t') { ' ' } else { letter });
    }
    line
}

/// Adds a code: between backticks where those work, between tags elsewhere.
fn push_code(line: &mut String, text: &str, place: Place) {
    let text: String = text.chars().map(shown).map(|letter| if letter == '\n' { ' ' } else { letter }).collect();
    if text.trim().is_empty() {
        line.push_str(&text);
        return;
    }
    // Readers disagree on a backslash before a pipe in a cell's code; behind a backtick, ours would lengthen its run.
    let disputed = place == Place::Cell && text.contains('|') && text.contains('\\');
    if disputed || line.ends_with('`') {
        let words = escaped(&text).replace("\\|", "&#124;");
        line.push_str(&format!("<code>{words}</code>"));
        return;
    }
    let longest = text.split(|letter| letter != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let ends = |letter| text.starts_with(letter) || text.ends_with(letter);
    // One blank on either side is taken off again by readers.
    let pad = if ends('`') || (text.starts_with(' ') && text.ends_with(' ')) { " " } else { "" };
    let text = if place == Place::Cell { text.replace('|', "\\|") } else { text };
    line.push_str(&format!("{fence}{pad}{text}{pad}{fence}"));
}

/// An address between the brackets of a link.
fn target(address: &str) -> String {
    let mut target = String::with_capacity(address.len());
    for letter in address.chars() {
        match letter {
            '(' | ')' | '<' | '>' | '\\' | '|' | '`' => target.push_str(&format!("%{:02X}", u32::from(letter))),
            '&' => target.push_str("&amp;"),
            letter => target.push(letter),
        }
    }
    target
}
