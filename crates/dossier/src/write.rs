//! How do changes get into the files? Only the cells and entries that change are touched.

use std::collections::BTreeMap;
use std::sync::Arc;

use catalogue::Edition;
use model::{Change, Claim, EditionKey, Evaluation, Key, Piece, Problem, RowId, Spot, Statement, Subject, Trait};
use tables::{CsvEdit, Document, append_toml};

use crate::emit;
use crate::folder::{self, DECISIONS, EVIDENCE, Files};
use crate::import;
use crate::library::Library;
use crate::read::{Dossier, verdict_file};
use crate::sheet::{APPLICANT, EXAMINED};

/// A file with its new bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileEdit {
    /// Its path from the dossier's root.
    pub path: Arc<str>,
    /// What it held when the change was worked out; `None` for a new file.
    pub before: Option<Vec<u8>>,
    /// What it shall hold.
    pub bytes: Vec<u8>,
}

/// The edits that bring changes into the files of a dossier.
///
/// In: the dossier as it was read from the files, the files, the changes. Out: each file that changes, once.
/// Rows, new evidence, new subjects, new versions and new decisions are written; whatever else a person wrote by hand stays by hand.
///
/// # Errors
/// When a file that must change is not clean (its problems say why), or a change cannot be written without touching
/// what somebody wrote; nothing is changed then.
pub fn write(
    library: &Library<'_>,
    dossier: &Dossier,
    files: &Files,
    changes: &[Change],
) -> Result<Vec<FileEdit>, Vec<Problem>> {
    let mut work =
        Work { library, dossier, files, rows: BTreeMap::new(), texts: BTreeMap::new(), problems: Vec::new() };
    for change in changes {
        work.take(change);
    }
    work.finish()
}

/// What shall stand in one row of one file.
enum Cells<'c> {
    Claim(Option<&'c Claim>),
    Verdict(Option<&'c Evaluation>),
}

struct Work<'w, 'c> {
    library: &'w Library<'c>,
    dossier: &'w Dossier,
    files: &'w Files,
    rows: BTreeMap<Arc<str>, Vec<(&'w RowId, Cells<'w>)>>,
    texts: BTreeMap<Arc<str>, String>,
    problems: Vec<Problem>,
}

impl<'w> Work<'w, '_> {
    fn take(&mut self, change: &'w Change) {
        match change {
            Change::State(Statement::Claim(row, claim)) => self.row(row, Cells::Claim(Some(claim))),
            Change::State(Statement::Verdict(row, evaluation)) => self.row(row, Cells::Verdict(Some(evaluation))),
            Change::Withdraw(Key::Claim(row), _) => self.row(row, Cells::Claim(None)),
            Change::Withdraw(Key::Verdict(row), _) => self.row(row, Cells::Verdict(None)),
            Change::State(Statement::Piece(piece)) if self.is_new(change) => self.piece(piece),
            Change::State(Statement::Subject(subject)) => self.subject(subject),
            Change::State(Statement::Decision(decision)) if self.is_new(change) => {
                self.append(DECISIONS, &emit::decision(decision));
            }
            other => {
                let message = format!("{} is changed by hand, in its file", other.key());
                let file = folder::COVER.into();
                self.problems.push(Problem::error(&file, Spot::default(), message).hint("edit the file itself"));
            }
        }
    }

    fn is_new(&self, change: &Change) -> bool {
        self.dossier.book.entry(&change.key()).is_none()
    }

    fn row(&mut self, row: &'w RowId, side: Cells<'w>) {
        let sheet = self.dossier.sheet(&row.subject, &row.edition);
        let path = match side {
            Cells::Claim(_) => sheet,
            Cells::Verdict(_) => verdict_file(&sheet).into(),
        };
        self.rows.entry(path).or_default().push((row, side));
    }

    /// The text of a TOML file as it stands after the changes so far.
    fn text(&mut self, path: &str) -> String {
        let changed = self.texts.get(path).cloned();
        changed.unwrap_or_else(|| {
            let bytes = self.files.get(path).map(Vec::as_slice).unwrap_or_default();
            String::from_utf8_lossy(bytes).into_owned()
        })
    }

    fn append(&mut self, path: &str, block: &str) {
        let bytes = self.files.get(path).map(Vec::as_slice).unwrap_or_default();
        if std::str::from_utf8(bytes).is_err() {
            let file = path.into();
            let problem = Problem::error(&file, Spot::new(1, 1), "this file is not UTF-8, so nothing is added to it");
            self.problems.push(problem.hint("save it as UTF-8"));
            return;
        }
        let text = append_toml(&self.text(path), block);
        // What was a list in one line, or was broken before, would no longer be read.
        let (_, problems) = Document::read(path, text.trim_start_matches('\u{feff}'));
        if !problems.is_empty() {
            let hint = "add it by hand, or write each entry under a [[…]] of its own";
            self.problems.extend(problems.into_iter().map(|problem| problem.hint(hint)));
            return;
        }
        self.texts.insert(path.into(), text);
    }

    fn piece(&mut self, piece: &Piece) {
        self.append(EVIDENCE, &emit::piece(piece));
    }

    fn subject(&mut self, subject: &Subject) {
        let path = folder::subject_file(&subject.id, subject.kind);
        // Sheets without their subject's file make a bare subject; the file is new all the same.
        let old = self.dossier.book.subject(&subject.id).filter(|_| self.files.contains_key(path.as_str()));
        let Some(old) = old else {
            self.texts.insert(path.as_str().into(), emit::subject(subject));
            return;
        };
        // A new version is the one change of a description that is made for people.
        let mut before = subject.clone();
        let new = before.versions.pop();
        match new.filter(|_| before == *old) {
            Some(version) => self.append(&path, &emit::version(&version)),
            None => {
                let message = format!("the description of {} is changed by hand, in its file", subject.id);
                let file = path.as_str().into();
                self.problems.push(Problem::error(&file, Spot::new(1, 1), message).hint("edit the file itself"));
            }
        }
    }

    fn finish(mut self) -> Result<Vec<FileEdit>, Vec<Problem>> {
        let mut edits = Vec::new();
        for (path, rows) in std::mem::take(&mut self.rows) {
            let before = self.files.get(&path);
            let empty = self.empty_sheet(&path, &rows);
            match self.sheet(&path, before.unwrap_or(&empty), &rows) {
                Ok(bytes) if Some(&bytes) != before => edits.push(FileEdit { path, before: before.cloned(), bytes }),
                Ok(_) => {}
                Err(problems) => self.problems.extend(problems),
            }
        }
        for (path, text) in &self.texts {
            let before = self.files.get(path).cloned();
            edits.push(FileEdit { path: Arc::clone(path), before, bytes: text.clone().into_bytes() });
        }
        if self.problems.is_empty() { Ok(edits) } else { Err(self.problems) }
    }

    /// A sheet with a header only, for the side of the first row.
    fn empty_sheet(&self, path: &str, rows: &[(&RowId, Cells<'_>)]) -> Vec<u8> {
        let edition = rows.first().and_then(|(row, _)| self.library.edition(&row.edition));
        match (edition, rows.first()) {
            (Some(edition), Some((_, Cells::Claim(_)))) => emit::header(&edition).into_bytes(),
            (Some(_), Some(_)) => emit::verdict_header().into_bytes(),
            _ => path.as_bytes().to_vec(),
        }
    }

    fn sheet(&self, path: &str, bytes: &[u8], rows: &[(&RowId, Cells<'_>)]) -> Result<Vec<u8>, Vec<Problem>> {
        let mut edit = CsvEdit::open(path, bytes)?;
        let mut problems = Vec::new();
        let mut rows: Vec<_> = rows
            .iter()
            .filter_map(|(row, side)| self.library.edition(&row.edition).map(|edition| (row, side, edition)))
            .collect();
        rows.sort_by_key(|(row, _, edition)| edition.find(row.requirement.as_str()));
        for (row, side, edition) in rows {
            let mut lines = lines_of(&edit, &edition, row).into_iter();
            let line = lines.next();
            if let Some(second) = lines.next() {
                let table = edit.table();
                let message = format!("{} stands here twice, so neither row is changed", row.requirement);
                let spot = table.lines[second].spot();
                problems.push(Problem::error(&table.file, spot, message).hint("keep one of the two"));
                continue;
            }
            let mut cells = match side {
                Cells::Claim(claim) => {
                    let old = import::claim(self.dossier, row);
                    claim_cells(&old, claim.unwrap_or(&Claim::default()))
                }
                Cells::Verdict(evaluation) => {
                    let old = import::evaluation(self.dossier, row);
                    verdict_cells(&old, evaluation.unwrap_or(&Evaluation::default()))
                }
            };
            // Words that count as none must not come to count, as a verdict by nobody would without the name beside it.
            let emptied: &[&str] = match side {
                Cells::Claim(None) => &APPLICANT,
                Cells::Claim(Some(_)) => &[],
                Cells::Verdict(evaluation) if !cells.is_empty() || evaluation.is_none() => &EXAMINED,
                Cells::Verdict(_) => &[],
            };
            for name in emptied.iter().copied() {
                let stays = match side {
                    Cells::Verdict(Some(evaluation)) => verdict_cell(evaluation, name),
                    _ => String::new(),
                };
                if stays.is_empty() && edit.table().column(name).is_some() {
                    cells.retain(|(known, _)| *known != name);
                    cells.push((name, stays));
                }
            }
            let cells: Vec<(usize, String)> = cells.into_iter().map(|(name, text)| (edit.column(name), text)).collect();
            match line {
                Some(line) => cells.into_iter().for_each(|(column, text)| edit.set(line, column, &text)),
                None if cells.iter().all(|(_, text)| text.is_empty()) => {}
                None => {
                    let mut new: BTreeMap<usize, String> = cells.into_iter().collect();
                    new.insert(edit.column("requirement"), row.requirement.to_string());
                    if let Some(part) = &row.part {
                        new.insert(edit.column("part"), part.to_string());
                    }
                    orientation(&edit, &edition, row, &mut new);
                    let behind = behind(&edit, &edition, row);
                    edit.add(behind, new);
                }
            }
        }
        if problems.is_empty() { Ok(edit.finish()) } else { Err(problems) }
    }
}

/// The cells that differ between two claims.
fn claim_cells(old: &Claim, new: &Claim) -> Vec<(&'static str, String)> {
    let cells = APPLICANT.into_iter().map(|name| (name, claim_cell(old, name), claim_cell(new, name)));
    cells.filter(|(_, old, new)| old != new).map(|(name, _, new)| (name, new)).collect()
}

/// What stands in one of the applicant's columns.
pub(crate) fn claim_cell(one: &Claim, name: &str) -> String {
    match name {
        "status" => one.status.map(|status| status.id().to_owned()).unwrap_or_default(),
        "statement" => one.statement.clone(),
        "evidence" => one.evidence.iter().map(|one| one.name.as_str()).collect::<Vec<_>>().join(";"),
        "maturity" => one.maturity.map(|level| level.number().to_string()).unwrap_or_default(),
        _ => {
            let mark = Trait::ALL.into_iter().find(|of| of.id() == name).and_then(|of| one.marks.get(of));
            mark.map(|mark| mark.id().to_owned()).unwrap_or_default()
        }
    }
}

/// The cells that differ between two verdicts.
fn verdict_cells(old: &Evaluation, new: &Evaluation) -> Vec<(&'static str, String)> {
    let cells = EXAMINED.into_iter().map(|name| (name, verdict_cell(old, name), verdict_cell(new, name)));
    cells.filter(|(_, old, new)| old != new).map(|(name, _, new)| (name, new)).collect()
}

/// What stands in one of the evaluator's columns.
pub(crate) fn verdict_cell(one: &Evaluation, name: &str) -> String {
    match name {
        "version" => one.version.clone(),
        "status" => one.examined.map(|status| status.id().to_owned()).unwrap_or_default(),
        "verdict" => {
            let found = one.maturity.map(|level| format!("ML{}", level.number()));
            one.verdict.map(|verdict| verdict.id().to_owned()).or(found).unwrap_or_default()
        }
        "remark" => one.remark.clone(),
        "method" => one.method.clone(),
        "evaluator" => one.evaluator.clone(),
        _ => one.date.map(|date| date.to_string()).unwrap_or_default(),
    }
}

/// The lines of the file that speak for a row; more than one say nothing for certain.
fn lines_of(edit: &CsvEdit<'_>, edition: &Edition, row: &RowId) -> Vec<usize> {
    let table = edit.table();
    let (Some(id), part) = (table.column("requirement"), table.column("part")) else { return Vec::new() };
    let wanted = edition.find(row.requirement.as_str());
    let speaks = |line: &tables::Line<'_>| {
        let cell = |column: Option<usize>| column.and_then(|at| line.cells.get(at)).map_or("", |cell| cell.trimmed());
        edition.find(cell(Some(id))) == wanted && cell(part) == row.part.as_ref().map_or("", |part| part.as_str())
    };
    (0..table.lines.len()).filter(|at| speaks(&table.lines[*at])).collect()
}

/// The line behind which a new row belongs, in the order of the edition; `None` puts it at the end.
fn behind(edit: &CsvEdit<'_>, edition: &Edition, row: &RowId) -> Option<usize> {
    let table = edit.table();
    let id = table.column("requirement")?;
    let wanted = edition.find(row.requirement.as_str())?;
    let index = |line: &tables::Line<'_>| line.cells.get(id).and_then(|cell| edition.find(cell.trimmed()));
    table.lines.iter().rposition(|line| index(line).is_some_and(|index| index <= wanted))
}

/// Fills the columns that only help the reader, where the sheet has them.
fn orientation(edit: &CsvEdit<'_>, edition: &Edition, row: &RowId, cells: &mut BTreeMap<usize, String>) {
    let Some(index) = edition.find(row.requirement.as_str()) else { return };
    let requirement = &edition.requirements[index];
    let level = requirement.level.map(|level| level.to_string());
    for (name, text) in [("title", Some(requirement.title.clone())), ("level", level)] {
        if let (Some(column), Some(text)) = (edit.table().column(name), text) {
            cells.insert(column, text);
        }
    }
}

/// The key of an edition's rows of a subject, for a row that may be new.
pub fn row_id(
    subject: &Subject,
    edition: &EditionKey,
    requirement: &model::RequirementId,
    part: Option<&str>,
) -> RowId {
    RowId {
        subject: subject.id.clone(),
        edition: edition.clone(),
        requirement: requirement.clone(),
        part: part.map(model::Part::new),
    }
}
