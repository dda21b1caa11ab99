//! Which letters may a drawing show? Those that the typefaces have, like any other text of the page.

use crate::printable::drawable;

/// The drawing with every letter that cannot be printed drawn as a question mark, also where it is written as a number.
pub(crate) fn lettered(svg: &str) -> String {
    let mut out = String::with_capacity(svg.len());
    let mut rest = svg;
    while let Some(at) = rest.find("&#") {
        out.push_str(&drawable(&rest[..at]));
        let reference = &rest[at..];
        let end = reference.char_indices().take(12).find(|(_, c)| *c == ';').map(|(end, _)| end);
        match end.and_then(|end| Some((end, named(&reference[2..end])?))) {
            // Markup stays written as a number; it has no letters that could be missing.
            Some((end, c)) if c.is_ascii() => {
                out.push_str(&reference[..=end]);
                rest = &reference[end + 1..];
            }
            Some((end, c)) => {
                out.push_str(&drawable(c.encode_utf8(&mut [0; 4])));
                rest = &reference[end + 1..];
            }
            None => {
                out.push_str("&#");
                rest = &reference[2..];
            }
        }
    }
    out.push_str(&drawable(rest));
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
