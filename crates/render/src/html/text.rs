//! How do words get into a page, so that they are read and never obeyed?

use document::{Numbers, Span, Text};

use crate::address::{shown, web};

/// Longer than this, an id or a digest may break anywhere; shorter ones stay whole.
const WHOLE_CODE: usize = 18;

/// Longer than this, a word may break anywhere, lest it push a table off the page.
const WHOLE_WORD: usize = 24;

/// Adds words.
pub(super) fn push_escaped(page: &mut String, text: &str) {
    for letter in text.chars() {
        match shown(letter) {
            '&' => page.push_str("&amp;"),
            '<' => page.push_str("&lt;"),
            '>' => page.push_str("&gt;"),
            '"' => page.push_str("&quot;"),
            '\'' => page.push_str("&#39;"),
            letter => page.push(letter),
        }
    }
}

/// Adds words: long ones may break anywhere, dates nowhere.
fn push_words(page: &mut String, text: &str) {
    for word in text.split_inclusive(char::is_whitespace) {
        let class = match word {
            _ if word.chars().nth(WHOLE_WORD).is_some() => "long",
            _ if is_date(word.trim_matches(|letter: char| !letter.is_ascii_digit())) => "whole",
            _ => {
                push_escaped(page, word);
                continue;
            }
        };
        page.push_str(&format!("<span class=\"{class}\">"));
        push_escaped(page, word.trim_end());
        page.push_str("</span>");
        push_escaped(page, &word[word.trim_end().len()..]);
    }
}

/// A day as `2026-11-22`, which browsers would break at its hyphens.
fn is_date(word: &str) -> bool {
    word.len() == 10
        && word
            .bytes()
            .enumerate()
            .all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() })
}

/// Adds ` name="value"`.
pub(super) fn push_attribute(page: &mut String, name: &str, value: &str) {
    page.push(' ');
    page.push_str(name);
    page.push_str("=\"");
    push_escaped(page, value);
    page.push('"');
}

/// The address of an anchor on this page.
pub(super) fn fragment(anchor: &str) -> String {
    let mut address = String::from("#");
    for byte in anchor.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => address.push(char::from(byte)),
            _ => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address
}

/// Adds a paragraph's spans.
pub(super) fn push_text(page: &mut String, text: &Text, numbers: &Numbers) {
    for span in &text.0 {
        match span {
            Span::Plain(words) => push_words(page, words),
            Span::Strong(words) => element(page, "<strong>", words, "</strong>"),
            Span::Quiet(words) => element(page, "<span class=\"quiet\">", words, "</span>"),
            Span::Code(words) => {
                let long = words.chars().count() > WHOLE_CODE;
                page.push_str(if long { "<code class=\"long\">" } else { "<code>" });
                push_escaped(page, words);
                page.push_str("</code>");
            }
            Span::Link { text, address } => match web(address) {
                Some(address) => {
                    page.push_str("<a rel=\"noreferrer\"");
                    if text != address {
                        // Paper has no links: there the address is printed behind the words.
                        page.push_str(" class=\"named\"");
                    }
                    push_attribute(page, "href", address);
                    element(page, ">", if text.is_empty() { address } else { text }, "</a>");
                }
                None => push_words(page, text),
            },
            Span::See(anchor) => match numbers.name(anchor) {
                Some(name) => {
                    let name = if name.is_empty() { anchor } else { name };
                    let long = name.chars().count() > WHOLE_CODE;
                    page.push_str(if long { "<a" } else { "<a class=\"see\"" });
                    push_attribute(page, "href", &fragment(anchor));
                    element(page, ">", name, "</a>");
                }
                None => push_words(page, anchor),
            },
        }
    }
}

fn element(page: &mut String, open: &str, words: &str, close: &str) {
    page.push_str(open);
    push_words(page, words);
    page.push_str(close);
}
