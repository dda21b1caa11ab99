//! Does a sheet that comes back from elsewhere change exactly what somebody changed in it?

use std::collections::BTreeMap;
use std::sync::Arc;

use catalogue::Edition;
use dossier::{Dossier, Files, Library, import, read_sheet, write};
use model::{Change, Claim, Evaluation, Evidence, Key, RowId, Statement, Status, SubjectId, Trait, Verdict};
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;

use crate::given::{CATALOGUE, GATEWAY, dossier, edited, row};

const CLAIM: [&str; 3] = ["status", "statement", "evidence"];
const VERDICT: [&str; 6] = ["version", "verdict", "remark", "method", "evaluator", "date"];

/// A table as somebody exports it: header and rows.
type Exported = Vec<Vec<String>>;

/// Every row of a subject with both sides, in the order of the keys.
fn exported(dossier: &Dossier, subject: &SubjectId, edition: &Edition) -> (Vec<RowId>, Exported) {
    let process = edition.head.key.standard.as_str() == "iec62443-4-1";
    let key = &edition.head.key;
    let mut both: BTreeMap<RowId, (Claim, Evaluation)> = BTreeMap::new();
    for (id, claim, _) in dossier.book.claims(subject, key) {
        both.entry(id.clone()).or_default().0 = claim.clone();
    }
    for (id, evaluation, _) in dossier.book.verdicts(subject, key) {
        both.entry(id.clone()).or_default().1 = evaluation.clone();
    }
    let mut header: Vec<String> =
        ["requirement", "part"].into_iter().chain(CLAIM).chain(VERDICT).map(str::to_owned).collect();
    if process {
        header.push("maturity".to_owned());
        header.extend(Trait::ALL.map(|one| one.id().to_owned()));
    }
    let mut table = vec![header];
    for (id, (claim, evaluation)) in &both {
        let evidence: Vec<&str> = claim.evidence.iter().map(|one| one.name.as_str()).collect();
        let found = evaluation.maturity.map(|level| format!("ML{}", level.number()));
        let verdict = evaluation.verdict.map(|verdict| verdict.id().to_owned()).or(found);
        let mut cells = vec![
            id.requirement.to_string(),
            id.part.as_ref().map(ToString::to_string).unwrap_or_default(),
            claim.status.map(|one| one.id().to_owned()).unwrap_or_default(),
            claim.statement.clone(),
            evidence.join(";"),
            evaluation.version.clone(),
            verdict.unwrap_or_default(),
            evaluation.remark.clone(),
            evaluation.method.clone(),
            evaluation.evaluator.clone(),
            evaluation.date.map(|date| date.to_string()).unwrap_or_default(),
        ];
        if process {
            cells.push(claim.maturity.map(|level| level.number().to_string()).unwrap_or_default());
            cells.extend(
                Trait::ALL.map(|one| claim.marks.get(one).map(|mark| mark.id().to_owned()).unwrap_or_default()),
            );
        }
        table.push(cells);
    }
    (both.into_keys().collect(), table)
}

fn csv(table: &Exported) -> Vec<u8> {
    let line =
        |cells: &Vec<String>| cells.iter().map(|cell| tables::quote(cell).into_owned()).collect::<Vec<_>>().join(",");
    table.iter().map(|cells| format!("{}\r\n", line(cells))).collect::<String>().into_bytes()
}

fn xlsx(table: &Exported) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (number, cells) in (0u32..).zip(table) {
        for (column, cell) in (0u16..).zip(cells) {
            if !cell.is_empty() {
                sheet.write_string(number, column, cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

fn imported(dossier: &Dossier, subject: &SubjectId, edition: &Arc<Edition>, name: &str, bytes: &[u8]) -> Vec<Change> {
    let (sheet, mut problems) = read_sheet(name, bytes);
    let (changes, more) = import(dossier, dossier.book.subject(subject).unwrap(), edition, &sheet, "emptied");
    problems.extend(more);
    assert!(problems.iter().all(|problem| !problem.is_error()), "{problems:?}");
    changes
}

fn gateway(subject: &str, standard: &str) -> (Files, Dossier, SubjectId, Arc<Edition>) {
    let edition = Library::new(&CATALOGUE).edition(&row(subject, standard, "", None).edition).unwrap();
    (GATEWAY.clone(), dossier(&GATEWAY), SubjectId::new(subject), edition)
}

const SUBJECTS: [(&str, &str); 3] =
    [("products/eg220", "4-2"), ("products/hgp2", "4-2"), ("process/development", "4-1")];

#[test]
fn a_sheet_as_it_was_exported_changes_nothing() {
    for (subject, standard) in SUBJECTS {
        let (_, dossier, subject, edition) = gateway(subject, standard);
        let (rows, table) = exported(&dossier, &subject, &edition);
        assert!(rows.len() > 5);
        assert_eq!(imported(&dossier, &subject, &edition, "s.csv", &csv(&table)), []);
        assert_eq!(imported(&dossier, &subject, &edition, "s.xlsx", &xlsx(&table)), []);
    }
}

#[test]
fn missing_columns_and_rows_change_nothing() {
    for (subject, standard) in SUBJECTS {
        let (_, dossier, subject, edition) = gateway(subject, standard);
        let (_, table) = exported(&dossier, &subject, &edition);
        for column in 2..table[0].len() {
            let narrow: Exported =
                table.iter().map(|cells| vec![cells[0].clone(), cells[1].clone(), cells[column].clone()]).collect();
            assert_eq!(imported(&dossier, &subject, &edition, "s.csv", &csv(&narrow)), [], "{}", table[0][column]);
        }
        let short: Exported = table.iter().step_by(2).cloned().collect();
        assert_eq!(imported(&dossier, &subject, &edition, "s.csv", &csv(&short)), []);
        assert_eq!(imported(&dossier, &subject, &edition, "s.csv", &csv(&table[..1].to_vec())), []);
    }
}

#[test]
fn an_emptied_row_is_a_withdrawal_of_both_sides() {
    let (_, dossier, subject, edition) = gateway("products/eg220", "4-2");
    let (rows, mut table) = exported(&dossier, &subject, &edition);
    let silent = |key: &Key| dossier.book.entry(key).is_none_or(|one| one.statement().is_none_or(Statement::is_silent));
    let at = rows
        .iter()
        .position(|id| !silent(&Key::Claim(id.clone())) && !silent(&Key::Verdict(id.clone())))
        .expect("a row with both sides");
    table[at + 1][2..].iter_mut().for_each(String::clear);
    let (claim, verdict) = (Key::Claim(rows[at].clone()), Key::Verdict(rows[at].clone()));
    assert_eq!(
        imported(&dossier, &subject, &edition, "s.csv", &csv(&table)),
        [Change::Withdraw(claim, "emptied".to_owned()), Change::Withdraw(verdict, "emptied".to_owned())]
    );
    let applicants: Exported = table.iter().map(|cells| cells[..5].to_vec()).collect();
    let changes = imported(&dossier, &subject, &edition, "s.csv", &csv(&applicants));
    assert_eq!(
        changes.iter().map(Change::key).collect::<Vec<_>>(),
        [Key::Claim(rows[at].clone())],
        "the verdict stays"
    );
}

#[test]
fn a_verdict_that_changes_in_a_sheet_examined_the_status_of_that_sheet() {
    let (_, dossier, subject, edition) = gateway("products/eg220", "4-2");
    let (rows, table) = exported(&dossier, &subject, &edition);
    let at = (0..rows.len()).find(|at| table[at + 1][6] == "pass" && table[at + 1][2] == "met").expect("a passed row");
    let Some(Statement::Verdict(_, old)) = crate::given::says(&dossier, &Key::Verdict(rows[at].clone())) else {
        panic!()
    };
    let verdict_of = |header: &[&str], cells: &[&str]| {
        let line = [&[table[at + 1][0].as_str(), table[at + 1][1].as_str()], cells].concat();
        let header = [&["requirement", "part"], header].concat();
        let sheet: Exported = [header, line].map(|cells| cells.into_iter().map(str::to_owned).collect()).to_vec();
        let changes = imported(&dossier, &subject, &edition, "s.csv", &csv(&sheet));
        let mut verdicts = changes.into_iter().filter(|change| matches!(change.key(), Key::Verdict(_)));
        (verdicts.next(), verdicts.next().is_some())
    };
    let stated = |new: Evaluation| (Some(Change::State(Statement::Verdict(rows[at].clone(), new))), false);
    let failed = Evaluation { verdict: Some(Verdict::Fail), ..old.clone() };
    let partly = Evaluation { examined: Some(Status::Partly), ..failed.clone() };
    assert_eq!(verdict_of(&["status", "verdict"], &["partly", "fail"]), stated(partly));
    assert_eq!(verdict_of(&["status", "verdict"], &["partly", "pass"]), (None, false), "the verdict is an old one");
    assert_eq!(verdict_of(&["verdict"], &["fail"]), stated(failed), "no status stands in the sheet");
    // Where nothing is left of a verdict, no status stays behind as one that was examined.
    let cleared = ["status", "version", "verdict", "remark", "method", "evaluator", "date"];
    assert_eq!(
        verdict_of(&cleared, &["met", "", "", "", "", "", ""]),
        (Some(Change::Withdraw(Key::Verdict(rows[at].clone()), "emptied".to_owned())), false)
    );
}

#[test]
fn one_column_changes_and_what_the_sheet_does_not_have_stays() {
    let (_, dossier, subject, edition) = gateway("products/eg220", "4-2");
    let (rows, table) = exported(&dossier, &subject, &edition);
    let narrow: Exported = vec![
        vec!["requirement".to_owned(), "statement".to_owned()],
        vec![table[1][0].clone(), "in other words".to_owned()],
    ];
    let changes = imported(&dossier, &subject, &edition, "s.csv", &csv(&narrow));
    let Some(Statement::Claim(_, old)) = crate::given::says(&dossier, &Key::Claim(rows[0].clone())) else { panic!() };
    let new = Claim { statement: "in other words".to_owned(), ..old };
    assert_eq!(changes, [Change::State(Statement::Claim(rows[0].clone(), new))]);
}

#[test]
fn a_row_that_the_dossier_does_not_have_is_new() {
    let (_, dossier, subject, edition) = gateway("products/eg220", "4-2");
    let (changes, id) = (
        imported(&dossier, &subject, &edition, "s.csv", b"requirement,part,status\ncr1.1,bootloader,met\n"),
        row("products/eg220", "4-2", "CR 1.1", Some("bootloader")),
    );
    let claim = Claim { status: Some(Status::Met), ..Claim::default() };
    assert_eq!(changes, [Change::State(Statement::Claim(id, claim))]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn k_changed_rows_are_k_changes_and_a_second_import_none(
        which in 0usize..3, workbook in any::<bool>(), how in prop::collection::vec((any::<prop::sample::Index>(), 0u8..5, "[a-zé\"; \n]{1,9}x"), 0..6),
    ) {
        let (files, dossier, subject, edition) = gateway(SUBJECTS[which].0, SUBJECTS[which].1);
        let (rows, mut table) = exported(&dossier, &subject, &edition);
        let mut wanted: BTreeMap<Key, Option<Statement>> = BTreeMap::new();
        for (at, how, text) in how {
            let at = at.index(rows.len());
            let id = rows[at].clone();
            let key = if how < 4 { Key::Claim(id.clone()) } else { Key::Verdict(id.clone()) };
            let old = crate::given::says(&dossier, &key);
            if wanted.contains_key(&key) {
                continue;
            }
            let text = text.trim().to_owned();
            let cells = &mut table[at + 1];
            if how == 4 {
                let mut new = match old { Some(Statement::Verdict(_, old)) => old, _ => Evaluation::default() };
                new.remark.clone_from(&text);
                cells[7] = text;
                // A verdict found as a level stays; any other becomes a fail.
                if new.maturity.is_none() && new.evaluator == "p4" {
                    new.verdict = Some(Verdict::Fail);
                    cells[6] = "FAIL".to_owned();
                }
                wanted.insert(key, Some(Statement::Verdict(id, new)));
                continue;
            }
            let mut new = match old { Some(Statement::Claim(_, old)) => old, _ => Claim::default() };
            match how {
                0 => {
                    new.status = if new.status == Some(Status::Partly) { None } else { Some(Status::Partly) };
                    cells[2] = new.status.map(|one| one.id().to_owned()).unwrap_or_default();
                }
                1 => {
                    new.statement.clone_from(&text);
                    cells[3] = text;
                }
                2 => {
                    new.evidence.push(Evidence::named("one-more#1"));
                    cells[4] = format!("{}; one-more#1", cells[4]);
                }
                _ => {
                    let silent = new.is_silent();
                    new = Claim::default();
                    for column in (2..5).chain(11..cells.len()) {
                        cells[column].clear();
                    }
                    if silent {
                        continue;
                    }
                }
            }
            wanted.insert(key, Some(Statement::Claim(id, new)).filter(|one| !one.is_silent()));
        }
        for (at, id) in rows.iter().enumerate() {
            let key = Key::Verdict(id.clone());
            let Some(Some(Statement::Verdict(_, new))) = wanted.get_mut(&key) else { continue };
            let old = match crate::given::says(&dossier, &key) { Some(Statement::Verdict(_, old)) => old, _ => Evaluation::default() };
            if new.verdict != old.verdict {
                // Whoever gave another verdict had the sheet's own status before them.
                new.examined = Status::parse(&table[at + 1][2]);
            }
        }
        let (name, bytes) = if workbook { ("s.xlsx", xlsx(&table)) } else { ("s.csv", csv(&table)) };
        let changes = imported(&dossier, &subject, &edition, name, &bytes);
        let got: BTreeMap<Key, Option<Statement>> = changes.iter().map(|change| match change {
            Change::State(statement) => (statement.key(), Some(statement.clone())),
            Change::Withdraw(key, _) => (key.clone(), None),
        }).collect();
        prop_assert_eq!(got.len(), changes.len());
        prop_assert_eq!(&got, &wanted);
        let edits = write(&Library::new(&CATALOGUE), &dossier, &files, &changes).unwrap();
        let after = crate::given::dossier(&edited(&files, &edits));
        prop_assert_eq!(imported(&after, &subject, &edition, name, &bytes), []);
    }
}
