//! How much room does a text need, and what remains of one that has too little? Never less than it takes.

/// The room that a text takes at most, in the unit of `size`. Exact for ASCII, generous beyond.
pub(crate) fn width(text: &str, size: f64) -> f64 {
    text.chars().map(advance).sum::<f64>() * size
}

/// The widths of the printable ASCII characters from the blank on, in thousandths of the size: of each the wider of the
/// regular and the semibold cut of IBM Plex Sans.
const ASCII: [u16; 95] = [
    236, 309, 471, 713, 600, 960, 713, 260, 337, 337, 556, 600, 299, 402, 299, 437, 600, 600, 600, 600, 600, 600, 600,
    600, 600, 600, 319, 319, 600, 600, 600, 493, 899, 672, 663, 642, 689, 600, 577, 712, 719, 423, 545, 678, 521, 817,
    719, 712, 641, 712, 664, 611, 580, 689, 638, 949, 655, 632, 599, 329, 437, 329, 600, 565, 600, 559, 600, 513, 600,
    558, 350, 545, 588, 275, 275, 562, 294, 888, 588, 563, 600, 600, 393, 499, 374, 588, 524, 819, 544, 524, 502, 363,
    376, 363, 600,
];

/// A character's width in parts of the size.
fn advance(letter: char) -> f64 {
    match letter {
        ' '..='~' => f64::from(ASCII[letter as usize - 0x20]) / 1000.0,
        '·' => 0.35,
        '–' => 0.6,
        '…' | '→' | '—' => 0.88,
        '\u{a0}'..='\u{52f}' | '\u{1e00}'..='\u{1fff}' => 0.85,
        _ => 1.1,
    }
}

/// Is it Chinese, Japanese, Korean or anything else that IBM Plex Sans does not have?
pub(crate) fn is_foreign(letter: char) -> bool {
    !matches!(letter, ' '..='\u{52f}' | '\u{1e00}'..='\u{206f}' | '\u{20a0}'..='\u{22ff}' | '\u{25a0}'..='\u{25ff}')
}

/// The text, or its beginning with `…` where the room does not suffice.
pub(crate) fn fit(text: &str, size: f64, room: f64) -> String {
    let text = clean(text);
    if width(&text, size) <= room {
        return text;
    }
    let mut kept = String::new();
    let mut left = room - advance('…') * size;
    for letter in text.chars() {
        left -= advance(letter) * size;
        if left < 0.0 {
            break;
        }
        kept.push(letter);
    }
    format!("{}…", kept.trim_end())
}

/// The text in at most `lines` lines, broken between words, inside a word only where the word alone is too long.
pub(crate) fn wrap(text: &str, size: f64, room: f64, lines: usize) -> Vec<String> {
    let mut all = vec![String::new()];
    for word in clean(text).split(' ').filter(|word| !word.is_empty()) {
        let line = all.last().cloned().unwrap_or_default();
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if width(&longer, size) <= room {
            all.pop();
            all.push(longer);
            continue;
        }
        if line.is_empty() {
            all.pop();
        }
        all.extend(pieces(word, size, room));
    }
    if all.len() > lines {
        let rest = all.split_off(lines.saturating_sub(1)).join(" ");
        all.push(fit(&rest, size, room));
    }
    all
}

/// A word in pieces that have room.
fn pieces(word: &str, size: f64, room: f64) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut left = room;
    for letter in word.chars() {
        let needed = advance(letter) * size;
        if left < needed && pieces.last().is_some_and(|piece| !piece.is_empty()) {
            pieces.push(String::new());
            left = room;
        }
        left -= needed;
        if let Some(piece) = pieces.last_mut() {
            piece.push(letter);
        }
    }
    pieces
}

/// The text on one line, without what XML forbids and without marks that turn the direction of what follows.
pub(crate) fn clean(text: &str) -> String {
    let turns =
        |letter: char| matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let kept = text.chars().filter(|letter| !turns(*letter) && !matches!(letter, '\u{fffe}' | '\u{ffff}'));
    let spaced: String = kept.map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A clean text as XML, in an element or in an attribute.
pub(crate) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in document::carried(text).chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_never_outgrows_its_room() {
        for text in [
            "",
            "a",
            "Identification and authentication control",
            "边缘网关控制器",
            "Donaudampfschifffahrt",
            "🚢🚢🚢🚢",
        ] {
            for room in [12.0, 30.0, 60.0, 200.0] {
                assert!(width(&fit(text, 10.0, room), 10.0) <= room, "{text} {room}");
                let lines = wrap(text, 10.0, room, 2);
                assert!(lines.len() <= 2 && lines.iter().all(|line| width(line, 10.0) <= room), "{lines:?} {room}");
            }
        }
    }

    #[test]
    fn nothing_that_xml_forbids_or_that_turns_the_text_gets_through() {
        assert_eq!(escape(&clean("a\u{0}b<&\"'>\n\u{202e}c\u{ffff}")), "a b&lt;&amp;&quot;&#39;&gt; c");
    }
}
