//! Where may a long word break, so that no id, path or digest leaves its cell?

/// Marks a place at which a line may end. The looks put an empty space there: the character itself would be copied
/// along with a digest. What is printable never contains it.
pub(crate) const BREAK: char = '\u{200b}';

/// Where a path or an id reads on best on the next line.
const SEPARATORS: [char; 14] = ['/', '\\', '-', '_', '.', ':', ',', ';', '=', '&', '?', '@', '+', '|'];

/// The text with places to break in words longer than the room: after separators, and anywhere in parts that are
/// still too long. `room` is about the number of characters that fit on a line.
pub(crate) fn breakable(text: &str, room: usize) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for word in text.split_inclusive(char::is_whitespace) {
        if wide(word.trim_end()) <= room {
            out.push_str(word);
            continue;
        }
        // A part between separators goes to the next line as a whole where it can.
        for part in word.split_inclusive(SEPARATORS) {
            let anywhere = wide(part.trim_end()) > if hyphenates(part) { room.max(24) } else { room.min(20) };
            for c in part.chars() {
                out.push(c);
                if anywhere && !c.is_whitespace() {
                    out.push(BREAK);
                }
            }
            if !anywhere && part.ends_with(SEPARATORS) {
                out.push(BREAK);
            }
        }
    }
    out
}

/// An English word, as far as one sees: it is hyphenated where a line wants it.
fn hyphenates(part: &str) -> bool {
    part.trim_end().trim_end_matches(|c: char| c.is_ascii_punctuation()).bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// How many columns a text takes: Chinese, Japanese and Korean characters take two.
pub(crate) fn wide(text: &str) -> usize {
    text.chars().map(|c| if c >= '\u{2e80}' { 2 } else { 1 }).sum()
}
