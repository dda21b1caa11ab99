//! What should a team look at in its dossier, and what next?

use std::collections::BTreeSet;

use assess::{Outcome, Register, carried_verdicts};
use model::{Basis, Cell, Date, Entry, EvidenceState, Key, Row, SecurityLevel, Status};
use report::{StatusItem, StatusResult, StatusSection};
use time::Duration;

use crate::PROGRAM;
use crate::change_words::{standing, words};
use crate::dossiers::{Case, DossierQuestion, OpenDossier, cases, placed};
use crate::error::Error;
use crate::signed_off::{broken, otherwise, outdated};

/// Evidence that ends within so many days is named before it ends.
const EXPIRES_SOON_DAYS: i64 = 60;
/// So many next steps are named; a longer list is read by nobody.
const NEXT: usize = 7;

/// Every section: its id and its title, in the order in which they matter.
const SECTIONS: [(&str, &str); 10] = [
    ("conflicts", "Contradicting statements to settle"),
    ("unrecorded", "Edits that are not recorded"),
    ("sign-offs-otherwise", "Sign-offs against the recommendation, or without one"),
    ("sign-offs-outdated", "Sign-offs whose inputs changed since"),
    ("evidence-broken", "Evidence that does not hold"),
    ("evidence-expiring", "Evidence that ends soon"),
    ("claims-without-evidence", "Claims that nothing shows"),
    ("verdicts-again", "Verdicts to be given again on the current version"),
    ("evidence-uncited", "Evidence that no row cites"),
    ("unstated", "Rows of which nothing is said"),
];

/// The state of a dossier on a day.
///
/// # Errors
/// When the journal cannot be read.
pub fn status(open: &OpenDossier<'_>, at: Date) -> Result<StatusResult, Error> {
    let book = &open.dossier.book;
    let register = Register::new(book, &open.holdings, at);
    let question = DossierQuestion { basis: Basis::Shown, ..DossierQuestion::at(at) };
    // A dossier without a subject has a state too.
    let doubts = open.doubts()?;
    let cases = cases(&open.source(&register, &doubts), &question).unwrap_or_default();
    let (recorded, journal_problems) = open.recorded()?;
    let mut sections: Vec<StatusSection> =
        SECTIONS.iter().map(|(id, title)| StatusSection { id, title, items: Vec::new() }).collect();
    let mut put = |id: &str, what: String, detail: String, at: Option<String>| {
        if let Some(section) = sections.iter_mut().find(|section| section.id == id) {
            section.items.push(StatusItem { what, detail, at });
        }
    };
    let place_of = |entry: &Entry| {
        let place = entry.origin.as_ref().map(|origin| &origin.place)?;
        Some(format!("{}:{}:{}", placed(open.root(), &place.file), place.spot.line, place.spot.column))
    };
    for conflict in crate::change_words::conflicts(&recorded) {
        put("conflicts", conflict.about, conflict.said.join("; "), None);
    }
    for change in recorded.changes_to(book, "taken out of the files") {
        let place = book.entry(&change.key()).and_then(place_of);
        put("unrecorded", words(&change, standing(&recorded, &change.key())), String::new(), place);
    }
    for decision in otherwise(open, at) {
        let place = book.entry(&Key::Decision(decision.id.clone())).and_then(place_of);
        let because = format!("because: {}", decision.reason);
        put("sign-offs-otherwise", format!("{}: {}", decision.id, decision.title), because, place);
    }
    for problem in outdated(open, Some(at)) {
        put("sign-offs-outdated", problem.message, String::new(), Some(placed(open.root(), &problem.place.file)));
    }
    let cited = cited(&cases, &register);
    for (piece, because) in register.pieces() {
        let place = book.entry(&Key::Piece(piece.id.clone())).and_then(place_of);
        let used = cited.contains(piece.id.as_str());
        match because {
            Some(because) if used || because.starts_with("does not hold") => {
                put("evidence-broken", format!("{} {because}", piece.id), piece.title.clone(), place);
            }
            Some(_) => {}
            None if !used => put("evidence-uncited", piece.id.to_string(), piece.title.clone(), place),
            None => {
                if let Some(to) = piece.effective_to.filter(|to| *to - at <= Duration::days(EXPIRES_SOON_DAYS)) {
                    let what = format!("{} ends on {to}, in {} days", piece.id, (to - at).whole_days());
                    put("evidence-expiring", what, piece.title.clone(), place);
                }
            }
        }
    }
    for case in &cases {
        let id = &case.subject.id;
        for row in case.rows().iter().filter(|row| shows_nothing(row)) {
            let place = row.place(Cell::Status);
            let at = format!("{}:{}:{}", place.file, place.spot.line, place.spot.column);
            let why = if row.claim.evidence.is_empty() {
                "no evidence is cited".to_owned()
            } else {
                let broken = row.claim.evidence.iter().filter(|one| one.state == EvidenceState::Broken);
                broken.map(|one| format!("{} {}", one.name, one.because())).collect::<Vec<_>>().join("; ")
            };
            put("claims-without-evidence", format!("{} of {id}", row.requirement), why, Some(at));
        }
        for verdict in carried_verdicts(book, &case.subject, case.edition()) {
            if let Some(again) = verdict.again {
                let what = format!("{} of {id}, given on {}", verdict.requirement, verdict.version);
                put("verdicts-again", what, again, None);
            }
        }
        let silent = case.assessment(open.library.catalogue).counts.silent;
        if silent > 0 {
            let sheet = open.dossier.sheet(id, &case.edition().head.key);
            let what = format!("{silent} rows of {id} against {}", case.edition().head.key);
            put("unstated", what, String::new(), Some(placed(open.root(), &sheet)));
        }
    }
    let mut problems: Vec<_> = open.dossier.problems.iter().map(|problem| open.placed(problem)).collect();
    problems.extend(register.problems.iter().map(|problem| open.placed(problem)));
    problems.extend(broken(open, book, None).iter().map(|problem| open.placed(problem)));
    problems.extend(doubts.unsigned.iter().map(|problem| open.placed(problem)));
    problems.extend(journal_problems.iter().map(|problem| open.placed(problem)));
    problems.extend(cases.iter().flat_map(|case| &case.problems).map(|problem| open.placed(problem)));
    problems.sort();
    problems.dedup();
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    let next = next(open, &sections, &cases, errors);
    sections.retain(|section| !section.items.is_empty());
    Ok(StatusResult {
        schema: "plimsoll.status/1",
        program: PROGRAM.to_owned(),
        at: at.to_string(),
        title: open.title(),
        entries: recorded.entries().count(),
        sections,
        next,
        problems,
    })
}

/// The pieces that some row cites.
fn cited(cases: &[Case], register: &Register) -> BTreeSet<String> {
    let rows = cases.iter().flat_map(|case| case.rows());
    let names = rows.flat_map(|row| &row.claim.evidence).filter_map(|evidence| register.piece(&evidence.name));
    names.map(|piece| piece.id.to_string()).collect()
}

/// Does a row claim something that no evidence in effect shows?
fn shows_nothing(row: &Row) -> bool {
    let claims = row.claim.status.is_some_and(|status| status.way().is_some())
        || row.claim.marks.has(model::Trait::Performed)
        || row.claim.maturity.is_some_and(|level| level.number() > 0);
    let denied = matches!(row.claim.status, Some(Status::NotApplicable | Status::NotMet));
    let holds = !row.claim.evidence.is_empty()
        && row.claim.evidence.iter().all(|evidence| evidence.state == EvidenceState::InEffect);
    claims && !denied && !holds
}

/// What to do next, the most pressing first.
fn next(open: &OpenDossier<'_>, sections: &[StatusSection], cases: &[Case], errors: usize) -> Vec<String> {
    let items = |id: &str| sections.iter().find(|section| section.id == id).map_or(&[][..], |section| &section.items);
    let root = open.root().to_string_lossy();
    let mut next = Vec::new();
    if errors > 0 {
        next.push(format!("mend what is wrong in the files ({errors}): what is wrong counts as not said"));
    }
    if !items("conflicts").is_empty() {
        next.push(format!("settle contradicting statements: make the files say what is right, then `plimsoll record {root} --settle -m …`"));
    }
    if cases.is_empty() {
        next.push(format!("describe what is assessed: `plimsoll add product {root} ID --type embedded-device`"));
    }
    for item in items("evidence-broken").iter().take(2) {
        next.push(format!("renew or replace evidence: {}", item.what));
    }
    for item in items("evidence-expiring").iter().take(2) {
        next.push(format!("renew evidence in time: {}", item.what));
    }
    for case in cases {
        let assessment = case.assessment(open.library.catalogue);
        let Outcome::Levels(levels) = &assessment.outcome else { continue };
        let step = levels.next.iter().find(|step| step.holds_headline && !step.rows.is_empty());
        let Some(step) = step else { continue };
        let target = assessment.ask.target;
        let wanted = match target {
            Some(model::Goal::Levels(target)) => target.get(step.fr) > step.from,
            _ => step.from < SecurityLevel::ONE,
        };
        let ids: Vec<&str> =
            step.rows.iter().take(3).map(|row| assessment.edition.requirements[*row].id.as_str()).collect();
        let more = if step.rows.len() > 3 { format!(" and {} more", step.rows.len() - 3) } else { String::new() };
        let (fr, to) = (step.fr.abbreviation(), step.from.number() + 1);
        if wanted {
            next.push(format!("{}: SL {to} in {fr} needs {}{more}", case.subject.id, ids.join(", ")));
        }
    }
    if let Some(first) = items("claims-without-evidence").first() {
        let count = items("claims-without-evidence").len();
        next.push(format!("cite evidence for what is claimed ({count} rows, such as {})", first.what));
    }
    if !items("verdicts-again").is_empty() {
        next.push(format!("have {} rows tested again on the current version", items("verdicts-again").len()));
    }
    if let Some(first) = items("sign-offs-outdated").first() {
        next.push(format!("see whether the decision still holds: {}; `plimsoll decide {root}`", first.what));
    }
    if !items("unrecorded").is_empty() {
        next.push(format!("record the edits: `plimsoll record {root} -m \"why\"`"));
    }
    next.truncate(NEXT);
    next
}
