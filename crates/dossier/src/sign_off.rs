//! Which sign-off of a decision is in force, and do the sign-offs of a dossier fit together?
//!
//! Whether the frozen files are as they were signed is for whoever can look at them.

use std::collections::{BTreeMap, BTreeSet};

use model::{Book, Date, Decision, DecisionId, Entry, Statement, SubjectId};

/// The sign-offs on a subject that no other decision supersedes, the earliest first. More than one contradict each other.
///
/// In: the day on which they are in force, so that what is dated after it neither counts nor supersedes; `None` for
/// everything that the book says.
pub fn in_force<'b>(book: &'b Book, subject: &SubjectId, day: Option<Date>) -> Vec<&'b Decision> {
    all_in_force(book, day).remove(subject).unwrap_or_default()
}

/// The same for every subject at once: a book of many products is read through once.
pub fn all_in_force(book: &Book, day: Option<Date>) -> BTreeMap<&SubjectId, Vec<&Decision>> {
    // A decision without a date is an error of its own, and not one of tomorrow.
    let made = |one: &&Decision| day.is_none_or(|day| one.date.is_none_or(|date| date <= day));
    let known: Vec<&Decision> = decisions(book).map(|(decision, _)| decision).filter(made).collect();
    let replaced: BTreeSet<&DecisionId> = known.iter().filter_map(|decision| decision.supersedes.as_ref()).collect();
    let mut found: BTreeMap<&SubjectId, Vec<&Decision>> = BTreeMap::new();
    for decision in known.into_iter().filter(|one| one.is_sign_off() && !replaced.contains(&one.id)) {
        if let Some(subject) = &decision.subject {
            found.entry(subject).or_default().push(decision);
        }
    }
    found.values_mut().for_each(|list| list.sort_by_key(|decision| (decision.date, decision.id.as_str())));
    found
}

fn decisions(book: &Book) -> impl Iterator<Item = (&Decision, &Entry)> {
    book.statements().filter_map(|(statement, entry)| match statement {
        Statement::Decision(decision) => Some((decision, entry)),
        _ => None,
    })
}

/// What is wrong with the decisions among each other: the entry, a sentence, and what would be right.
pub(crate) fn check(book: &Book) -> Vec<(&Entry, String, String)> {
    let known: BTreeMap<&DecisionId, &Decision> = decisions(book).map(|(one, _)| (&one.id, one)).collect();
    let mut wrong = Vec::new();
    for (decision, entry) in decisions(book) {
        let id = &decision.id;
        let mut say = |message: String, hint: &str| wrong.push((entry, message, hint.to_owned()));
        if decision.is_sign_off() && (decision.by.is_none() || decision.date.is_none()) {
            say(format!("{id}: a sign-off says who decided, and when"), "by = \"p1\" and date = \"2026-11-22\"");
        }
        if let Some(file) = decision.files.iter().find(|file| file.sha256.is_none()) {
            let hint = "`plimsoll decide DIR --sign-off ID --by PERSON` writes copies and digests";
            say(format!("{id}: {} has no digest, so nobody could see that it changed", file.path), hint);
        }
        let Some(old) = &decision.supersedes else { continue };
        match known.get(old) {
            None => say(format!("{id} supersedes {old}, which is not here"), "a decision stays in the list for good"),
            Some(other) if other.subject != decision.subject => {
                say(
                    format!("{id} supersedes {old}, which is about another subject"),
                    "a decision replaces one about the same",
                );
            }
            Some(_) if leads_back(&known, decision) => {
                say(
                    format!("{id} supersedes itself by way of {old}"),
                    "only a later decision supersedes an earlier one",
                );
            }
            Some(other) if other.date > decision.date => {
                say(
                    format!("{id} supersedes {old}, which was made later"),
                    "only a later decision supersedes an earlier one",
                );
            }
            Some(_) => {}
        }
    }
    // What is said about a subject that is not here has an error of its own.
    for (subject, in_force) in all_in_force(book, None).into_iter().filter(|(id, _)| book.subject(id).is_some()) {
        if let [first, .., last] = in_force.as_slice() {
            let message = format!("{} and {} are both in force for {subject}", first.id, last.id);
            let hint = format!("the one that holds says so: supersedes = \"{}\"", first.id);
            wrong.extend(decisions(book).find(|(one, _)| one.id == last.id).map(|(_, entry)| (entry, message, hint)));
        }
    }
    wrong
}

/// Does a decision come back to itself by what it supersedes?
fn leads_back(known: &BTreeMap<&DecisionId, &Decision>, from: &Decision) -> bool {
    let mut next = from.supersedes.as_ref();
    for _ in 0..known.len() {
        match next {
            Some(id) if *id == from.id => return true,
            Some(id) => next = known.get(id).and_then(|decision| decision.supersedes.as_ref()),
            None => return false,
        }
    }
    false
}
