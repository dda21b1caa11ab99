//! How does a trail read on a terminal? What is asked, who says what, where it stands, what follows.

use report::{Explanation, HeldView};

use super::catalogue::requirement;
use super::dossier::whose;
use super::layout::{BAD, FAINT, GOOD, STRONG, styled, wrapped};

/// The page of one trail; `licensed` is the text of the user's own copy of the standard.
pub(crate) fn explanation(result: &Explanation, licensed: Option<&str>) -> String {
    let mut page = requirement(&result.requirement, licensed);
    let whose = result.of.as_ref().map(|of| format!(" of {}", whose(Some(of)))).unwrap_or_default();
    page.push_str(&format!("\n{}\n", styled(STRONG, format!("What is stated{whose}"))));
    if result.statements.is_empty() {
        page.push_str(" Nothing: no row of the sheet speaks for it.\n");
    }
    for row in &result.statements {
        let part = row.part.as_ref().map(|part| format!(" for \"{part}\"")).unwrap_or_default();
        let status = row.status.unwrap_or("no status");
        let level = row.maturity.map(|level| format!(", ML {level}")).unwrap_or_default();
        page.push_str(&format!(" {status}{level}{part}  {}\n", styled(FAINT, row.at.as_deref().unwrap_or_default())));
        let mut line = |name: &str, text: &str| {
            if !text.is_empty() {
                page.push_str(&format!("   {:<10} {}\n", name, wrapped(text, 14)));
            }
        };
        line("statement", &row.statement);
        line("marks", &row.marks.join(", "));
        if row.held.is_empty() {
            line("evidence", &row.evidence.join("; "));
        }
        for held in &row.held {
            line("evidence", &held_words(held));
        }
        let version = if row.version.is_empty() { String::new() } else { format!("on {}", row.version) };
        let by = [&version, row.method.as_str(), &row.evaluator, row.date.as_deref().unwrap_or_default()];
        let by: Vec<&str> = by.into_iter().filter(|word| !word.is_empty()).collect();
        if let Some(verdict) = &row.verdict {
            let by = if by.is_empty() { String::new() } else { format!(" ({})", by.join(", ")) };
            line("verdict", &format!("{verdict}{by}"));
        }
        line("remark", &row.remark);
        for note in &row.notes {
            line("note", note);
        }
    }
    if !result.stands.is_empty() {
        page.push_str(&format!("\n{}\n", styled(STRONG, "Where it stands")));
    }
    for stand in &result.stands {
        let style = if matches!(stand.stand.as_str(), "open" | "ML 0") { BAD } else { GOOD };
        let word = format!("{:<14}", stand.stand);
        page.push_str(&format!(" {:<10} {} {}\n", stand.basis, styled(style, word), wrapped(&stand.because, 27)));
    }
    page.push_str(&format!("\n{}\n {}\n", styled(STRONG, "What follows"), wrapped(&result.effect, 1)));
    page
}

/// A piece of evidence with its files, their digests and whether it holds.
fn held_words(held: &HeldView) -> String {
    let files: Vec<String> = held
        .files
        .iter()
        .map(|file| {
            let digest = file.sha256.as_ref().and_then(|digest| digest.get(..12)).unwrap_or("no digest");
            format!("{} sha256 {digest}…", file.path)
        })
        .collect();
    let state = if held.holds { "in effect".to_owned() } else { held.because.clone() };
    let words = [held.cited.clone(), held.title.clone(), files.join(", "), state];
    words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" · ")
}
