//! How is a change, or a conflict, said in words?

use model::{Book, Change, Entry, Key, Statement};
use report::ConflictResult;

/// What a change does, in words: `the claim on CR 1.1 of products/eg220: met → partly`.
pub(crate) fn words(change: &Change, before: Option<&Statement>) -> String {
    let short = |statement: &Statement| match statement {
        Statement::Claim(_, claim) => claim_words(claim),
        Statement::Verdict(_, found) => match (found.verdict, found.maturity) {
            (Some(verdict), _) => verdict.id().to_owned(),
            (None, Some(level)) => level.to_string(),
            (None, None) => "remarks only".to_owned(),
        },
        _ => String::new(),
    };
    match change {
        Change::Withdraw(key, reason) => format!("{key}: withdrawn ({reason})"),
        Change::State(statement) => {
            let (key, new) = (statement.key(), short(statement));
            match before.map(short) {
                None if new.is_empty() => format!("{key}: new"),
                None => format!("{key}: {new}"),
                Some(_) if new.is_empty() => format!("{key}: changed"),
                Some(old) if old == new => format!("{key}: {new}, with other words or evidence"),
                Some(old) => format!("{key}: {old} → {new}"),
            }
        }
    }
}

fn claim_words(claim: &model::Claim) -> String {
    match (claim.status, claim.maturity) {
        (Some(status), Some(level)) => format!("{status}, {level}"),
        (Some(status), None) => status.id().to_owned(),
        (None, Some(level)) => level.to_string(),
        (None, None) if !claim.marks.is_empty() => {
            let marks = model::Trait::ALL.into_iter().filter(|one| claim.marks.has(*one)).map(|one| one.id());
            let marks = marks.collect::<Vec<_>>().join(", ");
            if marks.is_empty() { "marks, none of them yes".to_owned() } else { marks }
        }
        (None, None) if claim.statement.is_empty() => "evidence only".to_owned(),
        (None, None) => "words only".to_owned(),
    }
}

/// What is in conflict, in words.
pub(crate) fn conflicts(book: &Book) -> Vec<ConflictResult> {
    book.conflicts()
        .map(|(key, entries)| ConflictResult {
            about: key.to_string(),
            said: entries
                .iter()
                .map(|entry| {
                    let who = entry
                        .made
                        .as_ref()
                        .map(|made| format!("{} as {} on {} (entry {})", made.by, made.capacity, made.at, made.seq));
                    let what = words(&entry.change, None);
                    let what = what.strip_prefix(&format!("{key}: ")).unwrap_or(&what).to_owned();
                    format!("{}: {what}", who.unwrap_or_default())
                })
                .collect(),
        })
        .collect()
}

/// What stands under a key, for whoever words a change.
pub(crate) fn standing<'b>(book: &'b Book, key: &Key) -> Option<&'b Statement> {
    book.entry(key).and_then(Entry::statement).filter(|statement| !statement.is_silent())
}
