//! Which small parts do several reports share? A requirement, what is stated about it, a picture, an anchor.

use catalogue::Requirement;
use document::{Document, Text};
use model::Row;

use super::say;
use crate::matter::{Case, Matter};
use crate::pictures;

/// The name under which a requirement's row can be pointed to.
pub(super) fn anchor(requirement: &Requirement) -> String {
    let plain = |letter: char| if letter.is_ascii_alphanumeric() { letter.to_ascii_lowercase() } else { '-' };
    format!("row-{}", requirement.id.as_str().chars().map(plain).collect::<String>().trim_matches('-'))
}

/// A picture, if it fits the case.
pub(super) fn picture(document: &mut Document, kind: &str, caption: &str, matter: &Matter<'_>, case: &Case<'_>) {
    if let Some(picture) = pictures::of(kind, matter, case) {
        document.figure(&format!("figure-{kind}"), caption, picture);
    }
}

/// A requirement by id and title, pointing to its row where the document has one.
pub(super) fn requirement(requirement: &Requirement) -> [Text; 2] {
    [Text::strong(requirement.id.as_str()), requirement.title.as_str().into()]
}

/// What the applicant states in one row: status, words, evidence with digests, maturity marks.
pub(super) fn stated(row: &Row) -> Vec<Text> {
    let mut lines = Vec::new();
    let part = row.part.as_ref().map(|part| format!("{part}: ")).unwrap_or_default();
    let status = match (row.claim.status, row.claim.maturity) {
        (Some(status), Some(level)) => format!("{status}, {level}"),
        (Some(status), None) => status.to_string(),
        (None, Some(level)) => level.to_string(),
        (None, None) => String::new(),
    };
    if !part.is_empty() || !status.is_empty() {
        lines.push(Text::strong(format!("{part}{status}")));
    }
    lines.push(row.claim.statement.as_str().into());
    let marks: Vec<String> = model::Trait::ALL
        .into_iter()
        .filter_map(|one| row.claim.marks.get(one).map(|mark| format!("{}: {}", one.id(), mark.id())))
        .collect();
    lines.push(Text::quiet(marks.join(", ")));
    for evidence in &row.claim.evidence {
        let mut line = Text::new().and_code(evidence.name.as_str());
        let digests: Vec<String> = evidence
            .piece()
            .into_iter()
            .flat_map(|piece| &piece.files)
            .filter_map(|file| file.sha256.map(|digest| short(&digest.to_string())))
            .collect();
        if !digests.is_empty() {
            line = line.and_quiet(format!(" sha256 {}", digests.join(", ")));
        }
        if !evidence.because().is_empty() {
            line = line.and(format!(" {}", evidence.because()));
        }
        lines.push(line);
    }
    lines.extend(row.notes().iter().map(|note| Text::quiet(say::capitalized(note))));
    lines
}

/// The first digits of a digest; the register of evidence has all of them.
pub(super) fn short(digest: &str) -> String {
    format!("{}…", digest.get(..12).unwrap_or(digest))
}

/// A name in ASCII letters, digits and `-`; others are spelled by their number, so that two names stay two.
pub(super) fn ascii(text: &str) -> String {
    let spell = |letter: char| match letter {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '-' => letter.to_string(),
        other => format!("-{:x}-", u32::from(other)),
    };
    text.chars().map(spell).collect()
}
