//! From what was a form filled in? A stamp says which rows of which dossier went out, so that only edits come back.
//!
//! The stamp travels in the hidden worksheet [`WORKSHEET`] of a workbook; a form without one is read as any sheet.

use std::collections::BTreeMap;
use std::sync::Arc;

use model::{Claim, Digest, EditionKey, Evaluation, Part, RequirementId, StandardId, SubjectId};
use sha2::Digest as _;

use crate::limits;
use crate::sheet::{APPLICANT, EVALUATOR};
use crate::write::{claim_cell, verdict_cell};

/// The name of the worksheet that holds the stamps of a workbook.
pub const WORKSHEET: &str = "plimsoll";
/// The most cells that one of its lines has.
pub(crate) const COLUMNS: usize = 6;
/// The shape of its cells.
pub const SCHEMA: &str = "plimsoll.form/1";

/// What a form was when it was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Whose rows it holds.
    pub subject: SubjectId,
    /// About which edition.
    pub edition: EditionKey,
    /// The digest of that edition's facts: `sha256:…`.
    pub edition_digest: String,
    /// Its rows, in the order of the form.
    pub rows: Vec<RowStamp>,
}

/// What one row was when the form was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowStamp {
    /// The requirement.
    pub requirement: RequirementId,
    /// The part, if the row speaks for one only.
    pub part: Option<Part>,
    /// The digest of the applicant's cells.
    pub applicant: Digest,
    /// The digest of the evaluator's cells.
    pub evaluator: Digest,
}

/// The stamps of a workbook, as its hidden worksheet says them.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Stamps {
    /// Worksheets with the form that each holds.
    pub(crate) forms: Vec<(String, Stamp)>,
    /// Further worksheets that the program wrote, which state nothing.
    pub(crate) tables: Vec<String>,
}

impl Stamps {
    /// Did the program itself write a worksheet of this name?
    pub(crate) fn knows(&self, name: &str) -> bool {
        name == WORKSHEET
            || self.forms.iter().any(|(known, _)| known == name)
            || self.tables.iter().any(|one| one == name)
    }
}

impl Stamp {
    /// What both sides of its rows were, by requirement and part.
    pub(crate) fn sides(&self) -> BTreeMap<(&RequirementId, Option<&Part>), &RowStamp> {
        self.rows.iter().map(|row| ((&row.requirement, row.part.as_ref()), row)).collect()
    }
}

/// The digest of what an applicant's side says.
pub(crate) fn applicant(claim: &Claim) -> Digest {
    side("applicant", APPLICANT.into_iter().map(|name| (name, claim_cell(claim, name))))
}

/// The digest of what an evaluator's side says. The status that was examined is no cell of a form.
pub(crate) fn evaluator(evaluation: &Evaluation) -> Digest {
    side("evaluator", EVALUATOR.into_iter().map(|name| (name, verdict_cell(evaluation, name))))
}

/// The digest of one side's cells, whatever the order in which they come; empty ones say nothing.
pub(crate) fn side(side: &str, cells: impl Iterator<Item = (&'static str, String)>) -> Digest {
    let mut cells: Vec<(&str, String)> =
        cells.map(|(name, text)| (name, settled(&text))).filter(|(_, text)| !text.is_empty()).collect();
    cells.sort_unstable();
    let mut text = format!("{SCHEMA}\u{1f}{side}\u{1e}");
    for (name, cell) in cells {
        // No cell that is read has control characters, so these part cells for certain.
        text.extend([name, "\u{1f}", &cell, "\u{1e}"]);
    }
    Digest(sha2::Sha256::digest(text.as_bytes()).into())
}

/// A text as it comes back from a spreadsheet program, which knows one kind of line end and no blanks around a cell.
pub(crate) fn settled(text: &str) -> String {
    text.trim().replace("\r\n", "\n").replace('\r', "\n")
}

/// The cells of the hidden worksheet.
///
/// In: facts about the document, each form's worksheet with its stamp, the names of worksheets that state nothing.
/// Out: lines of cells, all of them text.
pub fn cells(properties: &[(String, String)], forms: &[(String, &Stamp)], tables: &[String]) -> Vec<Vec<String>> {
    let line = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<String>>();
    let mut lines = vec![line(&["schema", SCHEMA])];
    lines.extend(properties.iter().map(|(name, value)| line(&["property", name, value])));
    lines.extend(tables.iter().map(|name| line(&["table", name])));
    for (worksheet, stamp) in forms {
        let (subject, edition) = (stamp.subject.as_str(), stamp.edition.to_string());
        let count = stamp.rows.len().to_string();
        lines.push(line(&["form", worksheet, subject, &edition, &stamp.edition_digest, &count]));
        for row in &stamp.rows {
            let part = row.part.as_ref().map_or("", |part| part.as_str());
            let (applicant, evaluator) = (row.applicant.to_string(), row.evaluator.to_string());
            lines.push(line(&["row", row.requirement.as_str(), part, &applicant, &evaluator]));
        }
    }
    lines
}

/// Reads the cells of the hidden worksheet; `None` when they are none of ours.
///
/// # Errors
/// What is wrong with them, in words.
pub(crate) fn read(lines: &[Vec<String>]) -> Option<Result<Stamps, String>> {
    let cell = |line: &[String], at: usize| line.get(at).map(|cell| cell.trim().to_owned()).unwrap_or_default();
    let first = lines.first().filter(|line| cell(line, 0) == "schema")?;
    let schema = cell(first, 1);
    if !schema.starts_with("plimsoll.form/") {
        return None;
    }
    if schema != SCHEMA {
        return Some(Err(format!("its shape is {:?}, and this program reads {SCHEMA}", short(&schema))));
    }
    Some(forms(&lines[1..], cell))
}

fn forms(lines: &[Vec<String>], cell: impl Fn(&[String], usize) -> String) -> Result<Stamps, String> {
    let mut stamps = Stamps::default();
    let mut announced = Vec::new();
    for line in lines {
        match cell(line, 0).as_str() {
            "form" => {
                let edition = edition_key(&cell(line, 3)).ok_or_else(|| wrong("no edition", &cell(line, 3)))?;
                let count: usize = cell(line, 5).parse().map_err(|_| wrong("no count of rows", &cell(line, 5)))?;
                announced.push(count);
                let (subject, edition_digest) = (SubjectId::new(&cell(line, 2)), cell(line, 4));
                stamps.forms.push((cell(line, 1), Stamp { subject, edition, edition_digest, rows: Vec::new() }));
            }
            "row" => {
                let (_, stamp) = stamps.forms.last_mut().ok_or("a row stands before its form")?;
                if stamp.rows.len() == limits::RECORDS {
                    return Err(format!("more than {} rows", limits::RECORDS));
                }
                let digest = |at| Digest::parse(&cell(line, at)).ok_or_else(|| wrong("no digest", &cell(line, at)));
                let part = Some(cell(line, 2)).filter(|part| !part.is_empty());
                stamp.rows.push(RowStamp {
                    requirement: RequirementId::new(&cell(line, 1)),
                    part: part.map(|part| Part::new(&part)),
                    applicant: digest(3)?,
                    evaluator: digest(4)?,
                });
            }
            "table" => stamps.tables.push(cell(line, 1)),
            // Facts for machines, and what a later program may add.
            _ => {}
        }
    }
    for ((worksheet, stamp), count) in stamps.forms.iter().zip(announced) {
        let found = stamp.rows.len();
        if found != count || stamp.sides().len() != count {
            return Err(format!("{:?} announces {count} rows and has {found}", short(worksheet)));
        }
    }
    Ok(stamps)
}

fn edition_key(text: &str) -> Option<EditionKey> {
    let (standard, edition) = text.split_once('@').filter(|(one, other)| !one.is_empty() && !other.is_empty())?;
    Some(EditionKey { standard: StandardId::new(standard), edition: Arc::from(edition) })
}

fn wrong(what: &str, text: &str) -> String {
    format!("{what} is {:?}", short(text))
}

/// As much of a foreign text as a message shows.
fn short(text: &str) -> String {
    text.chars().take(40).collect()
}
