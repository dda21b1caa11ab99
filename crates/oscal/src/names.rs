//! How are ids, files and places named so that OSCAL takes them? Tokens, file names, hrefs, moments, lines of text.

use catalogue::Edition;
use model::{ComponentType, Date, SecurityLevel};

/// The namespace of everything that is ours; it names and need not resolve.
pub const NAMESPACE: &str = "https://plimsoll.dev/ns/oscal";
/// The version of OSCAL that we write.
pub(crate) const OSCAL_VERSION: &str = "1.2.1";

/// The file of what applicants claim.
pub(crate) const COMPONENTS: &str = "dossier.component-definition.oscal.json";
/// The file of what is to be examined.
pub(crate) const PLAN: &str = "dossier.assessment-plan.oscal.json";
/// The file of what was found.
pub(crate) const RESULTS: &str = "dossier.assessment-results.oscal.json";
/// The file of what is open.
pub(crate) const POAM: &str = "dossier.poam.oscal.json";

/// A requirement's id as a token: lower case, and `-` for whatever a token cannot have.
///
/// No two ids of an edition become the same, and the edition finds its id by the token (`Edition::find`); tests hold both.
pub fn token(id: &str) -> String {
    let mut token = String::with_capacity(id.len() + 1);
    for letter in id.chars() {
        match letter {
            'A'..='Z' | 'a'..='z' | '0'..='9' | '.' => token.push(letter.to_ascii_lowercase()),
            _ if token.is_empty() || token.ends_with('-') => {}
            _ => token.push('-'),
        }
    }
    token.truncate(token.trim_end_matches('-').len());
    // A token begins with a letter or an underscore; ids of laws begin with a number.
    if !token.starts_with(|first: char| first.is_ascii_lowercase()) {
        token.insert(0, '_');
    }
    token
}

/// The statement of a control: what findings are about.
pub(crate) fn statement_id(id: &str) -> String {
    format!("{}_smt", token(id))
}

/// An edition in file names: `iec62443-3-3-2013-cor1`.
fn edition_name(edition: &Edition) -> String {
    token(&edition.head.key.to_string())
}

/// The file of an edition's catalog.
pub fn catalog_file(edition: &Edition) -> String {
    format!("{}.catalog.oscal.json", edition_name(edition))
}

/// The file of a profile.
pub fn profile_file(edition: &Edition, of: Option<ComponentType>, level: Option<SecurityLevel>) -> String {
    let of = of.map(|one| format!(".{one}")).unwrap_or_default();
    let level = level.map_or_else(|| "all".to_owned(), |level| format!("sl{}", level.number()));
    format!("{}{of}.{level}.profile.oscal.json", edition_name(edition))
}

/// What [`report::encoded`] made, back as text; what is no such thing stays as it is.
pub(crate) fn decoded(uri: &str) -> String {
    let bytes = uri.as_bytes();
    let mut text = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let escaped =
            uri.get(at + 1..at + 3).filter(|_| *byte == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok());
        text.push(escaped.unwrap_or(*byte));
        at += if escaped.is_some() { 3 } else { 1 };
    }
    String::from_utf8(text).unwrap_or_else(|_| uri.to_owned())
}

/// The beginning of a day; `None` for a year that OSCAL does not write.
pub(crate) fn moment(day: Date) -> Option<String> {
    (1900..=2999).contains(&day.year()).then(|| format!("{day}T00:00:00Z"))
}

/// The beginning of the document's day, or of the nearest that OSCAL writes.
pub(crate) fn moment_near(day: Date) -> String {
    let nearest = if day.year() < 1900 { "1900-01-01T00:00:00Z" } else { "2999-12-31T00:00:00Z" };
    moment(day).unwrap_or_else(|| nearest.to_owned())
}

/// A text on one line, without blanks around it: all that a title or a value can hold.
pub(crate) fn line(text: &str) -> String {
    let parts = text.split(|letter: char| letter.is_whitespace() || letter.is_control());
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The first text that is not empty.
pub(crate) fn either(text: &str, otherwise: &str) -> String {
    if text.trim().is_empty() { otherwise.to_owned() } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use report::encoded;

    use super::{decoded, line, token};

    #[test]
    fn ids_become_tokens() {
        for (id, expected) in [
            ("CR 1.1 RE(1)", "cr-1.1-re-1"),
            ("SM-1", "sm-1"),
            ("SP.01.01 BR", "sp.01.01-br"),
            ("21(2)(a)", "_21-2-a"),
            ("iec62443-3-3@2013+COR1", "iec62443-3-3-2013-cor1"),
            ("", "_"),
        ] {
            assert_eq!(token(id), expected);
        }
    }

    #[test]
    fn places_survive_the_way_through_a_uri() {
        for place in ["evidence/a b#4.2.pdf", "5.3", "Straße; 50 %", "例"] {
            assert_eq!(decoded(&encoded(place)), place);
        }
        assert_eq!(decoded("100%"), "100%");
        assert_eq!(line(" two\n\tlines \u{2028}"), "two lines");
    }
}
