//! Which addresses may become links, and which characters never reach a reader?

/// The address if it leads into the web and nowhere else: `javascript:`, `file:` and the like stay words.
pub(crate) fn web(address: &str) -> Option<&str> {
    let scheme = address.split_once("://")?.0;
    let web = scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    (web && !address.contains(|letter: char| letter.is_whitespace() || letter.is_control())).then_some(address)
}

/// A character as it may be shown: what controls a terminal or is none at all becomes U+FFFD.
pub(crate) fn shown(letter: char) -> char {
    match letter {
        '\n' | '\t' => letter,
        '\r' => '\n',
        '\u{fffe}' | '\u{ffff}' => char::REPLACEMENT_CHARACTER,
        _ if letter.is_control() => char::REPLACEMENT_CHARACTER,
        _ => letter,
    }
}
