//! Which characters steer what shows a text, instead of being seen in it?
//!
//! A terminal obeys some, others turn the direction of a line around, hide, or stand for nothing at all.

/// Does the character steer, turn around or hide what is shown? Line breaks and tabs are such characters too: whoever
/// lets them stay says so.
pub fn steers(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            // Marks and overrides of writing direction.
            '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{206F}'
            // Line and paragraph separators, which some readers take for the end of a line.
            | '\u{2028}' | '\u{2029}'
            // What has no width, except the joiners that scripts and emoji need.
            | '\u{200B}' | '\u{2060}'..='\u{2065}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
        || is_no_character(letter)
}

/// Is it a code that Unicode keeps for programs' own use and that no text should hold?
pub fn is_no_character(letter: char) -> bool {
    matches!(letter, '\u{FDD0}'..='\u{FDEF}') || u32::from(letter) & 0xFFFE == 0xFFFE
}

/// A text in one line with everything that steers made visible: `\u{1b}` for the escape character, `\n` for a line break.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            steering if steers(steering) => shown.extend(steering.escape_unicode()),
            other => shown.push(other),
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::{steers, visible};

    #[test]
    fn what_steers_is_seen_and_what_is_read_stays() {
        assert_eq!(
            visible("a\u{1b}[31m\u{9b}0m\u{85}\u{202e}b\u{2028}\r\n"),
            "a\\u{1b}[31m\\u{9b}0m\\u{85}\\u{202e}b\\u{2028}\\r\\n"
        );
        let read = "Grüße, שלום, 网关, کتاب‌ها, 👩‍🔧 – „x“";
        assert!(!read.chars().any(steers));
        assert_eq!(visible(read), read);
    }
}
