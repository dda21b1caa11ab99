//! What is a worksheet called? At most 31 characters, none of seven, and no two alike.

/// The names that are taken.
pub(super) struct Names(Vec<String>);

impl Names {
    /// Names with some that nobody else gets.
    pub(super) fn with(reserved: &[&str]) -> Self {
        Self(reserved.iter().map(|name| (*name).to_owned()).collect())
    }

    /// The nearest name that a worksheet may have, and no other has.
    pub(super) fn take(&mut self, wanted: &str) -> String {
        let legal: String = wanted
            .chars()
            .map(|letter| if letter.is_control() || "[]:*?/\\".contains(letter) { ' ' } else { letter })
            .filter(|letter| !matches!(letter, '\u{fffe}' | '\u{ffff}'))
            .collect();
        let legal = legal.split_whitespace().collect::<Vec<_>>().join(" ");
        // An apostrophe at either end quotes, and one name belongs to Excel.
        let legal = match legal.trim_matches(['\'', ' ']) {
            "" => "Table",
            word if word.eq_ignore_ascii_case("history") => "History of changes",
            word => word,
        };
        let mut name = start(legal, 31);
        let mut count = 2;
        while self.0.iter().any(|taken| taken.to_lowercase() == name.to_lowercase()) {
            let number = format!(" ({count})");
            name = format!("{}{number}", start(legal, 31 - number.len()));
            count += 1;
        }
        self.0.push(name.clone());
        name
    }
}

/// As many UTF-16 units of a text as fit.
fn start(text: &str, units: usize) -> String {
    let mut left = units;
    let fits = |letter: &char| {
        let enough = left >= letter.len_utf16();
        left = left.saturating_sub(letter.len_utf16());
        enough
    };
    text.chars().take_while(fits).collect::<String>().trim_end_matches(['\'', ' ']).to_owned()
}

/// An anchor as a title: `evidence-register` becomes `Evidence register`.
pub(super) fn titled(anchor: &str) -> String {
    let text = anchor.replace(['-', '_'], " ");
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}
