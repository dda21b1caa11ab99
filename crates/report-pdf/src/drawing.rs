//! Which letters may a drawing show, and in which face? Those that the typefaces have, like any other text of the page.

use crate::printable::drawable;

/// The drawing with every letter that cannot be printed drawn as a question mark, also where it is written as a
/// number, and with Chinese, Japanese and Korean words in the face that has them.
///
/// A drawing's text falls back to another face by itself only while both count its letters alike: one `fi` drawn as a
/// single letter in the one and as two in the other, and the Chinese beside it is lost.
pub(crate) fn lettered(svg: &str) -> String {
    let mut out = String::with_capacity(svg.len() + 64);
    let mut rest = svg;
    let mut in_text = false;
    while let Some(at) = rest.find('<') {
        letters(&rest[..at], in_text, &mut out);
        let tag = &rest[at..];
        let end = if tag.starts_with("<!--") { "-->" } else { ">" };
        let end = tag.find(end).map_or(tag.len(), |found| found + end.len());
        let (tag, after) = tag.split_at(end);
        if let Some(name) = tag.strip_prefix("</") {
            in_text &= !name.starts_with("text");
        } else if let Some(name) = tag.strip_prefix("<text") {
            in_text = name.starts_with([' ', '>', '\n', '\t', '\r']) && !tag.ends_with("/>");
        }
        letters(tag, false, &mut out);
        rest = after;
    }
    letters(rest, in_text, &mut out);
    out
}

/// One stretch of a drawing without a tag, or one tag.
fn letters(text: &str, in_text: bool, out: &mut String) {
    let spelled = drawable(&spelled(text));
    if !in_text || !spelled.contains(asian) {
        out.push_str(&spelled);
        return;
    }
    let mut rest = spelled.as_str();
    while let Some(start) = rest.find(asian) {
        let length = rest[start..].find(|c| !asian(c)).unwrap_or(rest.len() - start);
        out.push_str(&rest[..start]);
        out.push_str(&format!("<tspan font-family=\"{}\">{}</tspan>", fonts::FALLBACK, &rest[start..start + length]));
        rest = &rest[start + length..];
    }
    out.push_str(rest);
}

const fn asian(c: char) -> bool {
    c >= '\u{2e80}'
}

/// The text with `&#xe9;` spelled out, except where it stands for what would be markup.
fn spelled(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("&#") {
        let (before, reference) = rest.split_at(at);
        out.push_str(before);
        let end = reference.find(';').filter(|&end| end < 12);
        let named = end.and_then(|end| Some((end, named(&reference[2..end])?)));
        match named.filter(|(_, c)| !c.is_ascii()) {
            Some((end, c)) => {
                out.push(c);
                rest = &reference[end + 1..];
            }
            None => {
                out.push_str("&#");
                rest = &reference[2..];
            }
        }
    }
    out.push_str(rest);
    out
}

/// The character that `233` or `xe9` stands for.
fn named(number: &str) -> Option<char> {
    let code = match number.strip_prefix('x') {
        Some(digits) => u32::from_str_radix(digits, 16),
        None => number.parse(),
    };
    char::from_u32(code.ok()?)
}
