//! What would a sheet change in a dossier? Exactly the rows, and in them the columns, in which it says something else.

use std::sync::Arc;

use catalogue::Edition;
use model::{Change, Claim, Entry, Evaluation, Key, Problem, Row, RowId, Statement, Subject, Trait};

use crate::read::Dossier;
use crate::sheet::{Sheet, Side};
use crate::write::row_id;

/// The changes that a sheet brings, for rows of one subject and edition.
///
/// In: the dossier, the subject, the edition and the sheet. Out: a change for each row in which the sheet says
/// something else, in the order of the sheet, and what is wrong with the sheet. Columns that the sheet does not have
/// and rows that it does not list stay as they are; an emptied row is a withdrawal for `reason`.
pub fn import(
    dossier: &Dossier,
    subject: &Subject,
    edition: &Arc<Edition>,
    sheet: &Sheet,
    reason: &str,
) -> (Vec<Change>, Vec<Problem>) {
    // An evaluator's sheet states nothing for the applicant: its status is the one that was examined.
    let evaluators =
        sheet.has("verdict") && sheet.has("evaluator") && !sheet.has("statement") && !sheet.has("evidence");
    let side = if evaluators { Side::Evaluator } else { Side::Both };
    let (standards, problems) = sheet.side(&[edition.as_ref()], side);
    let mut changes = Vec::new();
    for row in standards.into_iter().flat_map(|standard| standard.rows) {
        let part = row.part.as_ref().map(|part| part.as_str());
        let id = row_id(subject, &edition.head.key, &row.requirement, part);
        let old = claim(dossier, &id);
        let new = if evaluators { old.clone() } else { merged_claim(sheet, &old, &row) };
        if new != old {
            changes.push(if new.is_silent() {
                Change::Withdraw(Key::Claim(id.clone()), reason.to_owned())
            } else {
                Change::State(Statement::Claim(id.clone(), new))
            });
        }
        let old = evaluation(dossier, &id);
        let new = merged_evaluation(sheet, &old, &row, evaluators);
        if new != old {
            changes.push(if new.is_silent() {
                Change::Withdraw(Key::Verdict(id), reason.to_owned())
            } else {
                Change::State(Statement::Verdict(id, new))
            });
        }
    }
    (changes, problems)
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

fn merged_claim(sheet: &Sheet, old: &Claim, row: &Row) -> Claim {
    let mut new = old.clone();
    let Claim { status, statement, evidence, marks, maturity } = &row.claim;
    if sheet.has("status") {
        new.status = *status;
    }
    if sheet.has("statement") {
        new.statement.clone_from(statement);
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
            into.clone_from(text);
        }
    }
    if sheet.has("date") {
        new.date = *date;
    }
    new
}
