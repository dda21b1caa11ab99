//! Which characters can XML carry? Asked by every format that is written as XML.

use std::borrow::Cow;

/// The text as XML 1.0 can carry it; a character that it cannot becomes U+FFFD, so that its loss is seen.
///
/// Markup is not escaped here: each format does it in its own way.
pub fn carried(text: &str) -> Cow<'_, str> {
    // https://www.w3.org/TR/xml/#charsets
    let cannot = |letter: char| matches!(letter, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    match text.contains(cannot) {
        true => text.replace(cannot, "\u{fffd}").into(),
        false => text.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::carried;

    #[test]
    fn what_xml_cannot_carry_is_replaced_and_the_rest_stays() {
        assert_eq!(carried("a\u{1b}b\0c\u{fffe}\u{ffff}"), "a\u{fffd}b\u{fffd}c\u{fffd}\u{fffd}");
        for whole in ["", "a\tb\r\nc", "ü \u{85} \u{fffd} \u{1f600}"] {
            assert_eq!(carried(whole), whole);
        }
    }
}
