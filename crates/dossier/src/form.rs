//! What stands in the sheet that people fill in and a laboratory expects? Columns with their words, and rows with
//! what was said so far, before anybody chooses a format.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use catalogue::{AssessedBy, Edition, Words};
use model::{Key, Mark, Part, RequirementId, Row, Spots, Status, Subject, Trait, Verdict};

use crate::library::Library;
use crate::limits;
use crate::read::Dossier;
use crate::sheet::{APPLICANT, EVALUATOR};
use crate::stamp::{self, RowStamp, Stamp, settled};
use crate::write::{claim_cell, verdict_cell};

/// A sheet to fill in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// The name of its worksheet, after the standard: `4-2`. Whoever puts several into one workbook may change it.
    pub name: String,
    /// What it is about, for the head of its pages: `EG220 · iec62443-4-2@2019`.
    pub title: String,
    /// Its columns.
    pub columns: Vec<FormColumn>,
    /// Its rows; each has a text for each column, exactly as reading it back gives it.
    pub rows: Vec<Vec<String>>,
    /// From what it was made.
    pub stamp: Stamp,
}

/// A column of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormColumn {
    /// Its name, as the reader of sheets knows it.
    pub name: &'static str,
    /// Who writes there.
    pub side: FormSide,
    /// The words among which to choose; empty where any text may stand.
    pub choices: Vec<&'static str>,
    /// Its width in characters.
    pub width: u16,
    /// What to write there.
    pub help: String,
}

/// Who writes in a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormSide {
    /// Nobody: it names the row.
    Name,
    /// Nobody: it helps the reader, and is not read back.
    Orientation,
    /// The applicant.
    Applicant,
    /// The evaluator.
    Evaluator,
}

/// What a form is made from.
#[derive(Debug, Clone, Copy)]
pub struct FormMatter<'a> {
    /// Whose form it is.
    pub subject: &'a Subject,
    /// About what.
    pub edition: &'a Edition,
    /// What the subject's own files state, without what a platform lends it ([`Dossier::own_rows`]).
    pub own_rows: &'a [Row],
    /// The indexes of the requirements that concern the subject, in any order.
    pub concerned: &'a [usize],
    /// Our words on the edition's requirements, by index.
    pub words: &'a [(usize, Words)],
    /// What to know beside a row: requirement, part, note. What a platform lends it, why it is open.
    pub notes: &'a [(usize, Option<Part>, String)],
}

const ML: [&str; 5] = ["ML0", "ML1", "ML2", "ML3", "ML4"];
const NUMBERS: [&str; 5] = ["0", "1", "2", "3", "4"];

/// The form of a subject about an edition.
///
/// Out: a row for each requirement and part that the subject's files state, and one for each other requirement that
/// concerns it, in the edition's order; rows of ids that the edition does not know are left out.
pub fn form(of: FormMatter<'_>) -> Form {
    let mut rows: BTreeMap<(usize, Option<Part>), &Row> = BTreeMap::new();
    for row in of.own_rows {
        if let Some(index) = of.edition.find(row.requirement.as_str()) {
            rows.insert((index, row.part.clone()), row);
        }
    }
    let stated: BTreeSet<usize> = rows.keys().map(|(index, _)| *index).collect();
    let silent = |index: usize| Row::silent(of.edition.requirements[index].id.clone(), "".into(), Spots::default());
    let others = of.concerned.iter().filter(|index| **index < of.edition.requirements.len() && !stated.contains(index));
    let others: Vec<(usize, Row)> = others.map(|index| (*index, silent(*index))).collect();
    rows.extend(others.iter().map(|(index, row)| ((*index, None), row)));
    let columns = columns(&of, &rows);
    let mut form = Form {
        name: Library::sheet_name(&of.edition.head.key).to_owned(),
        title: format!("{} · {}", name_of(of.subject), of.edition.head.key),
        columns,
        rows: Vec::with_capacity(rows.len()),
        stamp: Stamp {
            subject: of.subject.id.clone(),
            edition: of.edition.head.key.clone(),
            edition_digest: of.edition.digest.clone(),
            rows: Vec::with_capacity(rows.len()),
        },
    };
    let keys: Vec<&(usize, Option<Part>)> = rows.keys().collect();
    for (at, ((index, part), row)) in rows.iter().enumerate() {
        let first = at == 0 || keys[at - 1].0 != *index;
        let note = note(&of, *index, part, first, &rows);
        let cells: Vec<String> = form.columns.iter().map(|column| cell(&of, *index, row, &note, column.name)).collect();
        // The digests are those of the cells, since a cut one does not say what the file says.
        let digest = |side: FormSide, word: &str| {
            let own = form.columns.iter().zip(&cells).filter(|(column, _)| column.side == side);
            stamp::side(word, own.map(|(column, text)| (column.name, text.clone())))
        };
        form.stamp.rows.push(RowStamp {
            requirement: of.edition.requirements[*index].id.clone(),
            part: part.clone(),
            applicant: digest(FormSide::Applicant, "applicant"),
            evaluator: digest(FormSide::Evaluator, "evaluator"),
        });
        form.rows.push(cells);
    }
    form
}

impl Form {
    /// The same as CSV, without its stamp: whoever imports it says what stands there, edited or not.
    pub fn csv(&self) -> String {
        let line = |cells: Vec<&str>| {
            let cells: Vec<_> = cells.into_iter().map(tables::quote).collect();
            format!("{}\n", cells.join(","))
        };
        let mut text = line(self.columns.iter().map(|column| column.name).collect());
        self.rows.iter().for_each(|row| text.push_str(&line(row.iter().map(String::as_str).collect())));
        text
    }
}

impl Dossier {
    /// The rows that a subject's own files state about an edition: both sides, nothing inherited and nothing judged.
    pub fn own_rows(&self, subject: &Subject, edition: &Edition) -> Vec<Row> {
        let key = &edition.head.key;
        let file = self.sheet(&subject.id, key);
        let mut rows: BTreeMap<(RequirementId, Option<Part>), Row> = BTreeMap::new();
        let mut keys: BTreeSet<&model::RowId> = self.book.claims(&subject.id, key).map(|(id, ..)| id).collect();
        keys.extend(self.book.verdicts(&subject.id, key).map(|(id, ..)| id));
        for id in keys {
            let origin = |key: Key| self.book.entry(&key).and_then(|entry| entry.origin.as_ref());
            let stated = origin(Key::Claim(id.clone())).or_else(|| origin(Key::Verdict(id.clone())));
            let spots = stated.map(|origin| origin.spots).unwrap_or_default();
            let file = stated.map_or_else(|| file.clone(), |origin| origin.place.file.clone());
            rows.insert(
                (id.requirement.clone(), id.part.clone()),
                Row {
                    part: id.part.clone(),
                    claim: crate::import::claim(self, id),
                    evaluation: crate::import::evaluation(self, id),
                    ..Row::silent(id.requirement.clone(), file, spots)
                },
            );
        }
        rows.into_values().collect()
    }
}

fn name_of(subject: &Subject) -> &str {
    if subject.name.is_empty() { subject.id.as_str() } else { &subject.name }
}

fn columns(of: &FormMatter<'_>, rows: &BTreeMap<(usize, Option<Part>), &Row>) -> Vec<FormColumn> {
    let process = of.edition.head.assessed_by == AssessedBy::Maturity;
    let requirements = &of.edition.requirements;
    let parts = !process || rows.keys().any(|(_, part)| part.is_some());
    let levels = rows.keys().any(|(index, _)| requirements[*index].level.is_some());
    let mut columns = vec![column(FormSide::Name, "requirement", 14)];
    columns.extend(parts.then(|| column(FormSide::Name, "part", 12)));
    columns.push(column(FormSide::Orientation, "title", 26));
    columns.extend(levels.then(|| column(FormSide::Orientation, "level", 6)));
    columns.push(column(FormSide::Orientation, "group", 7));
    columns.extend((!of.words.is_empty()).then(|| column(FormSide::Orientation, "asks", 48)));
    columns.extend((!of.notes.is_empty()).then(|| column(FormSide::Orientation, "note", 20)));
    columns.push(column(FormSide::Applicant, "status", 14));
    if process {
        columns.push(column(FormSide::Applicant, "maturity", 9));
        columns.extend(Trait::ALL.map(|one| column(FormSide::Applicant, one.id(), 12)));
    }
    columns.push(column(FormSide::Applicant, "statement", 52));
    columns.push(column(FormSide::Applicant, "evidence", 28));
    for (name, width) in
        [("verdict", 8), ("remark", 38), ("method", 16), ("evaluator", 10), ("date", 11), ("version", 9)]
    {
        columns.push(column(FormSide::Evaluator, name, width));
    }
    if process {
        let verdict = columns.iter_mut().filter(|column| column.name == "verdict");
        verdict.for_each(|column| {
            column.choices.extend(ML);
            column.help.push_str(", or the maturity level that was found: ML0 to ML4");
        });
    }
    columns
}

fn column(side: FormSide, name: &'static str, width: u16) -> FormColumn {
    let choices = match name {
        "status" => Status::ALL.iter().map(|one| one.id()).collect(),
        "verdict" => Verdict::ALL.iter().map(|one| one.id()).collect(),
        "maturity" => NUMBERS.into(),
        _ if Trait::ALL.iter().any(|one| one.id() == name) => Mark::ALL.map(Mark::id).into(),
        _ => Vec::new(),
    };
    FormColumn { name, side, choices, width, help: help(name).to_owned() }
}

/// What to write in a column.
fn help(name: &str) -> &'static str {
    match name {
        "requirement" => "The id of the requirement. It names the row: leave it as it is.",
        "part" => {
            "The part for which the row speaks; empty where it speaks for the whole. \
             To speak for one more part, fill in an empty row at the end."
        }
        "title" => "The requirement's short title. Not read back.",
        "level" => "The lowest security level that asks for it. Not read back.",
        "group" => "Where the standard lists it. Not read back.",
        "asks" => "What it asks, in our words; the standard itself decides. Not read back.",
        "note" => "What to know beside the row, such as what a platform states for it. Not read back.",
        "status" => {
            "met: the product does it itself.\nby-integration: a system around it does; say which.\n\
             compensated: it is missing, and something else lowers the risk; say what.\npartly: some of it is there.\n\
             not-met: it is missing.\nnot-applicable: it does not concern the product; say why.\n\
             Empty: nobody has said anything yet."
        }
        "statement" => "How the requirement is met, or what is missing, in a sentence or two.",
        "evidence" => {
            "What shows it: ids of the register of evidence, parted by semicolons; a place in a document follows its id \
             after #, such as test-access#TC-101."
        }
        "maturity" => "The maturity level that you state for this row: 0 to 4.",
        "performed" => "Does somebody do it? yes, partly or no.",
        "documented" => "Is it written down? yes, partly or no.",
        "competent" => "Are the people who do it trained for it? yes, partly or no.",
        "practised" => "Do dated records show that it was done on named products? yes, partly or no.",
        "repeated" => "Do the records repeat across sites, teams or releases? yes, partly or no.",
        "measured" => "Does a metric with two dated values or more show how well it works? yes, partly or no.",
        "improved" => "Did an improvement follow from the metric? yes, partly or no.",
        "verdict" => "pass, fail, na (does not apply) or ne (not evaluated)",
        "remark" => "What was found.",
        "method" => "How it was examined: by document, interview, demonstration or test.",
        "evaluator" => "Who examined it: the id that the dossier gives the person, such as p4, and not a name.",
        "date" => "The day of the verdict, written as 2026-11-22.",
        "version" => "The version that was examined.",
        _ => "",
    }
}

fn cell(of: &FormMatter<'_>, index: usize, row: &Row, note: &str, name: &'static str) -> String {
    let requirement = &of.edition.requirements[index];
    let text = match name {
        "requirement" => requirement.id.to_string(),
        "part" => row.part.as_ref().map(ToString::to_string).unwrap_or_default(),
        "title" => requirement.title.clone(),
        "level" => requirement.level.map(|level| level.to_string()).unwrap_or_default(),
        "group" => match requirement.fr {
            Some(fr) => fr.abbreviation().to_owned(),
            None => of.edition.group_of(requirement).id.to_string(),
        },
        "asks" => of.words.iter().find(|(at, _)| *at == index).map(|(_, words)| words.asks.clone()).unwrap_or_default(),
        "note" => note.to_owned(),
        _ if APPLICANT.contains(&name) => claim_cell(&row.claim, name),
        _ if EVALUATOR.contains(&name) => verdict_cell(&row.evaluation, name),
        _ => String::new(),
    };
    cell_text(&settled(&text)).trim_end().to_owned()
}

/// What to know beside a row: its own notes, and beside a requirement's first row those on parts without a row.
fn note(
    of: &FormMatter<'_>,
    index: usize,
    part: &Option<Part>,
    first: bool,
    rows: &BTreeMap<(usize, Option<Part>), &Row>,
) -> String {
    let about = of.notes.iter().filter(|(at, ..)| *at == index);
    let lines = about.filter_map(|(_, of_part, text)| match of_part {
        _ if of_part == part => Some(text.clone()),
        Some(other) if first && !rows.contains_key(&(index, of_part.clone())) => Some(format!("{other}: {text}")),
        None if first && !rows.contains_key(&(index, None)) => Some(text.clone()),
        _ => None,
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// A text as one cell of a spreadsheet holds it: 32,767 units of UTF-16. What is cut says so at its start, since nobody
/// sees the end of a cell that long.
///
/// Two values are no characters in XML, and a spreadsheet program would call the whole workbook damaged: they become
/// the sign for a letter that nobody can show.
pub fn cell_text(text: &str) -> Cow<'_, str> {
    const NONE: [char; 2] = ['\u{fffe}', '\u{ffff}'];
    if text.contains(NONE) {
        return Cow::Owned(cell_text(&text.replace(NONE, "\u{fffd}")).into_owned());
    }
    const NOTE: &str = "[cut: too long for a cell] ";
    let most = limits::CELL_CHARACTERS;
    if text.len() <= most || text.encode_utf16().count() <= most {
        return Cow::Borrowed(text);
    }
    let mut left = most - NOTE.len() - 1;
    let fits = |letter: &char| {
        let enough = left >= letter.len_utf16();
        left = left.saturating_sub(letter.len_utf16());
        enough
    };
    let start: String = text.chars().take_while(fits).collect();
    Cow::Owned(format!("{NOTE}{start}…"))
}
