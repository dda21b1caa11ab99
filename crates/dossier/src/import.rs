//! What would a sheet change in a dossier? Exactly the rows, and in them the columns, in which it says something else.

use std::sync::Arc;

use catalogue::Edition;
use model::{
    Cell, Change, Claim, Digest, Entry, Evaluation, Key, Problem, Row, RowId, Spot, Statement, Subject, Trait,
};

use crate::read::Dossier;
use crate::sheet::{Sheet, Side};
use crate::stamp::{self, Stamp, settled};
use crate::write::row_id;

/// The changes that a sheet brings, for rows of one subject and edition.
///
/// In: the dossier, the subject, the edition and the sheet. Out: a change for each row in which the sheet says
/// something else, in the order of the sheet, and what is wrong with the sheet. Columns that the sheet does not have
/// and rows that it does not list stay as they are; an emptied row is a withdrawal for `reason`.
///
/// A form says from what it was made: one of another subject or edition changes nothing and is an error; a side of a
/// row that nobody edited since changes nothing, whatever the dossier says by now; one that was edited here and changed
/// there is an error, and stays as it is.
pub fn import(
    dossier: &Dossier,
    subject: &Subject,
    edition: &Arc<Edition>,
    sheet: &Sheet,
    reason: &str,
) -> (Vec<Change>, Vec<Problem>) {
    if let Some(problem) = sheet.stamp().and_then(|stamp| foreign(stamp, subject, edition, sheet)) {
        return (Vec::new(), vec![problem]);
    }
    let sent = sheet.stamp().map(Stamp::sides);
    // An evaluator's sheet states nothing for the applicant: its status is the one that was examined.
    let evaluators = sent.is_none()
        && sheet.has("verdict")
        && sheet.has("evaluator")
        && !sheet.has("statement")
        && !sheet.has("evidence");
    let side = if evaluators { Side::Evaluator } else { Side::Both };
    let (standards, mut problems) = sheet.side(&[edition.as_ref()], side);
    let mut changes = Vec::new();
    for row in standards.into_iter().flat_map(|standard| standard.rows) {
        let part = row.part.as_ref().map(|part| part.as_str());
        let id = row_id(subject, &edition.head.key, &row.requirement, part);
        // What a form did not list was not said when it was made.
        let sent = sent.as_ref().map(|rows| rows.get(&(&row.requirement, row.part.as_ref())));
        let silence = || (stamp::applicant(&Claim::default()), stamp::evaluator(&Evaluation::default()));
        let sent = sent.map(|row| row.map_or_else(silence, |row| (row.applicant, row.evaluator)));
        let old = claim(dossier, &id);
        let new = if evaluators { old.clone() } else { merged_claim(sheet, &old, &row) };
        let digests = sent.map(|(sent, _)| [sent, stamp::applicant(&old), stamp::applicant(&new)]);
        match fate(old == new, digests) {
            Fate::Stays => {}
            Fate::Torn => problems.push(torn(&row, Cell::Status, "applicant's")),
            Fate::Changes => changes.push(if new.is_silent() {
                Change::Withdraw(Key::Claim(id.clone()), reason.to_owned())
            } else {
                Change::State(Statement::Claim(id.clone(), new))
            }),
        }
        let old = evaluation(dossier, &id);
        let new = merged_evaluation(sheet, &old, &row, evaluators);
        let digests = sent.map(|(_, sent)| [sent, stamp::evaluator(&old), stamp::evaluator(&new)]);
        match fate(old == new, digests) {
            Fate::Stays => {}
            Fate::Torn => problems.push(torn(&row, Cell::Verdict, "evaluator's")),
            Fate::Changes => changes.push(if new.is_silent() {
                Change::Withdraw(Key::Verdict(id), reason.to_owned())
            } else {
                Change::State(Statement::Verdict(id, new))
            }),
        }
    }
    (changes, problems)
}

/// What becomes of one side of a row.
enum Fate {
    /// It says what it said.
    Stays,
    /// It was edited.
    Changes,
    /// It was edited here, and changed there.
    Torn,
}

/// In: does the sheet say the same? And for a form the digests of the side as it was sent, stands now, and comes back.
fn fate(same: bool, digests: Option<[Digest; 3]>) -> Fate {
    match digests {
        _ if same => Fate::Stays,
        None => Fate::Changes,
        // Nobody edited it, or both say the same by now.
        Some([sent, stands, back]) if back == sent || back == stands => Fate::Stays,
        Some([sent, stands, _]) if stands == sent => Fate::Changes,
        Some(_) => Fate::Torn,
    }
}

fn torn(row: &Row, cell: Cell, side: &str) -> Problem {
    let part = row.part.as_ref().map(|part| format!(" ({part})")).unwrap_or_default();
    let message = format!(
        "{}{part}: the {side} side was edited here, and changed in the dossier since this was made",
        row.requirement
    );
    row.error(cell, message).hint("export the workbook again and edit the row there; until then neither is changed")
}

/// Why a form is not one of this subject and edition.
fn foreign(stamp: &Stamp, subject: &Subject, edition: &Edition, sheet: &Sheet) -> Option<Problem> {
    let key = &edition.head.key;
    let (message, hint) = if stamp.subject != subject.id {
        (
            format!("this workbook was made for {}, not for {}", stamp.subject, subject.id),
            format!("import it for {}, or export a workbook for {}", stamp.subject, subject.id),
        )
    } else if stamp.edition != *key {
        (
            format!("this workbook was made for {}, not for {key}", stamp.edition),
            format!("export a workbook for {key}; `plimsoll delta` says which rows carry over"),
        )
    } else if stamp.edition_digest != edition.digest {
        (
            format!("this workbook was made for {key} as {}, and here it is {}", stamp.edition_digest, edition.digest),
            "its facts differ, so nothing is read: export the workbook again and bring the edits over".to_owned(),
        )
    } else {
        return None;
    };
    Some(Problem::error(sheet.file(), Spot::new(1, 1), message).hint(hint))
}

/// The claim that stands in the files under a row; silence where none does.
pub fn claim(dossier: &Dossier, row: &RowId) -> Claim {
    match dossier.book.entry(&Key::Claim(row.clone())).and_then(Entry::statement) {
        Some(Statement::Claim(_, claim)) => claim.clone(),
        _ => Claim::default(),
    }
}

/// The verdict that stands in the files under a row; silence where none does.
pub fn evaluation(dossier: &Dossier, row: &RowId) -> Evaluation {
    match dossier.book.entry(&Key::Verdict(row.clone())).and_then(Entry::statement) {
        Some(Statement::Verdict(_, evaluation)) => evaluation.clone(),
        _ => Evaluation::default(),
    }
}

/// Takes a text over, unless only its line ends differ: a workbook knows one kind of them.
fn put(into: &mut String, text: &str) {
    if settled(into) != settled(text) {
        text.clone_into(into);
    }
}

fn merged_claim(sheet: &Sheet, old: &Claim, row: &Row) -> Claim {
    let mut new = old.clone();
    let Claim { status, statement, evidence, marks, maturity } = &row.claim;
    if sheet.has("status") {
        new.status = *status;
    }
    if sheet.has("statement") {
        put(&mut new.statement, statement);
    }
    if sheet.has("evidence") {
        new.evidence.clone_from(evidence);
    }
    if sheet.has("maturity") {
        new.maturity = *maturity;
    }
    for one in Trait::ALL.into_iter().filter(|one| sheet.has(one.id())) {
        new.marks.put(one, marks.get(one));
    }
    new
}

fn merged_evaluation(sheet: &Sheet, old: &Evaluation, row: &Row, evaluators: bool) -> Evaluation {
    let mut new = old.clone();
    let Evaluation { verdict, maturity, remark, method, evaluator, date, version, examined } = &row.evaluation;
    if evaluators && sheet.has("status") {
        new.examined = *examined;
    }
    if sheet.has("verdict") {
        if verdict.is_none() && maturity.is_none() {
            // Without a verdict nothing was examined.
            new.examined = None;
        } else if (new.verdict, new.maturity) != (*verdict, *maturity) && sheet.has("status") && !evaluators {
            // Whoever gave the verdict had the sheet's own status before them.
            new.examined = row.claim.status;
        }
        (new.verdict, new.maturity) = (*verdict, *maturity);
    }
    for (name, text, into) in [
        ("remark", remark, &mut new.remark),
        ("method", method, &mut new.method),
        ("evaluator", evaluator, &mut new.evaluator),
        ("version", version, &mut new.version),
    ] {
        if sheet.has(name) {
            put(into, text);
        }
    }
    if sheet.has("date") {
        new.date = *date;
    }
    new
}
