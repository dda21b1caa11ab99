//! What does one sheet state? Columns in any order, ids read leniently, every word checked.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use catalogue::{AssessedBy, Edition};
use model::{
    Cell, Claim, EditionKey, Evaluation, Evidence, Mark, MaturityLevel, Part, Problem, Row, Spot, Spots, Status,
    SubjectId, Trait, Verdict, parse_date,
};
use tables::{Line, Table, read_csv_within};

use crate::stamp::Stamp;
use crate::{limits, worksheet};

/// The columns that carry statements; the seven marks come beside them.
const READ: [&str; 12] = [
    "requirement",
    "part",
    "status",
    "statement",
    "evidence",
    "verdict",
    "remark",
    "method",
    "evaluator",
    "date",
    "maturity",
    "version",
];
/// Columns that templates and people add for orientation; nobody reads them and nobody minds.
const PASSED_OVER: [&str; 8] = ["title", "level", "group", "types", "asks", "note", "notes", "comment"];

/// Whose side of a row a sheet holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Both: a sheet of its own.
    Both,
    /// The applicant's, in a dossier.
    Applicant,
    /// The evaluator's, in a dossier.
    Evaluator,
}

/// The evaluator's columns.
pub(crate) const EVALUATOR: [&str; 6] = ["version", "verdict", "remark", "method", "evaluator", "date"];
/// The columns of the evaluator's own sheet, the status that was examined among them.
pub(crate) const EXAMINED: [&str; 7] = ["version", "status", "verdict", "remark", "method", "evaluator", "date"];
/// The applicant's columns.
pub(crate) const APPLICANT: [&str; 11] = [
    "status",
    "statement",
    "evidence",
    "maturity",
    Trait::Performed.id(),
    Trait::Documented.id(),
    Trait::Competent.id(),
    Trait::Practised.id(),
    Trait::Repeated.id(),
    Trait::Measured.id(),
    Trait::Improved.id(),
];
/// What both sides name a row by.
const SHARED: [&str; 2] = ["requirement", "part"];

/// A sheet as a table, before anybody knows which standard it is about.
#[derive(Debug)]
pub struct Sheet {
    table: Table<'static>,
    stamp: Option<Stamp>,
    wanted: Vec<(SubjectId, EditionKey)>,
}

/// Rows that one edition knows.
#[derive(Debug)]
pub struct Standard<'e> {
    /// The edition.
    pub edition: &'e Edition,
    /// Its rows, in the order of the sheet.
    pub rows: Vec<Row>,
}

/// Reads the bytes of a sheet; a name that ends in `.xlsx` or bytes of a zip archive make it a workbook.
pub fn read_sheet(file: &str, bytes: &[u8]) -> (Sheet, Vec<Problem>) {
    read_sheet_about(file, bytes, &|_| true)
}

/// Reads the bytes of a sheet, as [`read_sheet`] does; of a workbook with several forms the first one that is wanted.
///
/// In: which stamp is that of a wanted form. Where none is wanted, the first visible worksheet is read.
pub fn read_sheet_about(file: &str, bytes: &[u8], about: &dyn Fn(&Stamp) -> bool) -> (Sheet, Vec<Problem>) {
    let (mut stamp, mut wanted) = (None, Vec::new());
    let (table, mut problems) = if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        let file: Arc<str> = file.into();
        let problem = Problem::error(&file, Spot::new(1, 1), "this is an old or encrypted workbook")
            .hint("save it as .xlsx without a password, or as CSV UTF-8");
        (Table { file, header: Vec::new(), lines: Vec::new() }, vec![problem])
    } else if file.to_lowercase().ends_with(".xlsx") || bytes.starts_with(b"PK\x03\x04") {
        let found = worksheet::read(file, bytes, "requirement", about);
        (stamp, wanted) = (found.stamp, found.wanted);
        (found.table, found.problems)
    } else {
        let bounds = limits::sheet();
        let (table, mut problems) = read_csv_within(file, bytes, bounds);
        let table = unmerged(owned(table), &mut problems);
        (table, problems)
    };
    check_header(&table, &mut problems);
    (Sheet { table, stamp, wanted }, problems)
}

/// Which of these editions knows most of the sheet's ids? `None` when none knows any.
pub fn standard_of<'e>(sheet: &Sheet, editions: &'e [Edition]) -> Option<&'e Edition> {
    let column = sheet.table.column("requirement")?;
    let ids: Vec<&str> =
        sheet.table.lines.iter().filter_map(|line| line.cells.get(column)).map(|cell| cell.trimmed()).collect();
    editions
        .iter()
        .map(|edition| (ids.iter().filter(|id| edition.find(id).is_some()).count(), edition))
        .filter(|(known, _)| *known > 0)
        .max_by_key(|(known, _)| *known)
        .map(|(_, edition)| edition)
}

impl Sheet {
    /// A table that another reader has made, as a sheet; its header is checked as that of any sheet.
    pub fn of_table(table: Table<'static>) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        check_header(&table, &mut problems);
        (Self { table, stamp: None, wanted: Vec::new() }, problems)
    }

    /// Turns the sheet's records into rows of these editions, in the order given.
    ///
    /// Out: one [`Standard`] for each edition, and a problem for every id that none of them knows, every word
    /// that does not exist, every row that stands twice for the same part (both then count as silence).
    pub fn rows<'e>(&self, editions: &[&'e Edition]) -> (Vec<Standard<'e>>, Vec<Problem>) {
        self.side(editions, Side::Both)
    }

    /// Turns one side of the sheet's records into rows, as [`Sheet::rows`] does for both.
    ///
    /// What stands in a column of the other side is not read, with a warning.
    pub fn side<'e>(&self, editions: &[&'e Edition], side: Side) -> (Vec<Standard<'e>>, Vec<Problem>) {
        let mut standards: Vec<Standard<'e>> =
            editions.iter().map(|edition| Standard { edition, rows: Vec::new() }).collect();
        let mut problems = Vec::new();
        let read = |name: &str| match side {
            Side::Both => true,
            Side::Applicant => !EVALUATOR.contains(&name),
            Side::Evaluator => EXAMINED.contains(&name) || SHARED.contains(&name),
        };
        self.other_side(side, read, &mut problems);
        let columns: BTreeMap<String, usize> = self
            .table
            .header
            .iter()
            .enumerate()
            .rev()
            .map(|(index, cell)| (Table::column_name(cell.trimmed()), index))
            .filter(|(name, _)| read(name))
            .collect();
        if !columns.contains_key("requirement") {
            return (standards, problems);
        }
        let mut first: BTreeMap<(usize, usize, Option<Part>), usize> = BTreeMap::new();
        let mut parts: BTreeSet<Part> = BTreeSet::new();
        for line in &self.table.lines {
            let reader = Record { table: &self.table, line, columns: &columns };
            let Some((which, requirement)) = reader.requirement(editions, &mut problems) else { continue };
            let mut row = reader.row(editions[which], requirement, &mut problems);
            if side == Side::Evaluator {
                // On this side the column says which status the evaluator had before them.
                row.evaluation.examined = row.claim.status.take();
                if row.evaluation.examined.is_none() && !reader.cell("status").0.is_empty() {
                    // A verdict on an unknown status may be one on another than is stated now.
                    (row.evaluation.verdict, row.evaluation.maturity) = (None, None);
                }
            }
            if let Some(part) = &row.part
                && !parts.contains(part)
            {
                if parts.len() == limits::PARTS {
                    let message = format!("more than {} parts; further ones are taken together", limits::PARTS);
                    let hint = "a part is something like a web server or a bootloader, not a serial number";
                    problems.push(Problem::error(&row.file, reader.cell("part").1, message).hint(hint));
                    row.part = Some(Part::new("further parts"));
                } else {
                    parts.insert(part.clone());
                }
            }
            let rows = &mut standards[which].rows;
            let key = (which, requirement, row.part.clone());
            if let Some(&earlier) = first.get(&key) {
                let part = row.part.as_ref().map(|part| format!(" for the part \"{part}\"")).unwrap_or_default();
                problems.push(
                    row.error(
                        Cell::Requirement,
                        format!(
                            "{} stands here twice{part}, first on line {}",
                            row.requirement, rows[earlier].spots.requirement.line
                        ),
                    )
                    .hint("keep one row, or give each row its part; until then neither counts"),
                );
                let spots = rows[earlier].spots;
                rows[earlier] = Row { part: row.part, ..Row::silent(row.requirement, row.file, spots) };
            } else {
                first.insert(key, rows.len());
                rows.push(row);
            }
        }
        (standards, problems)
    }
}

impl Sheet {
    /// From what it was made, where it is a form that says so.
    pub fn stamp(&self) -> Option<&Stamp> {
        self.stamp.as_ref()
    }

    /// Every form of the workbook that was wanted: whose it is, and about what. More than one leave it open.
    pub fn wanted(&self) -> &[(SubjectId, EditionKey)] {
        &self.wanted
    }

    /// The file from which it comes.
    pub(crate) fn file(&self) -> &Arc<str> {
        &self.table.file
    }

    /// Has it a column with this name?
    pub fn has(&self, column: &str) -> bool {
        self.table.column(column).is_some()
    }

    /// Names the first column of the other side in which something stands.
    fn other_side(&self, side: Side, read: impl Fn(&str) -> bool, problems: &mut Vec<Problem>) {
        for (index, cell) in self.table.header.iter().enumerate() {
            let name = Table::column_name(cell.trimmed());
            let known = READ.contains(&name.as_str()) || Trait::ALL.iter().any(|one| one.id() == name);
            let mut filled = self.table.lines.iter().filter_map(|line| line.cells.get(index));
            if !known || read(&name) {
                continue;
            }
            let Some(first) = filled.find(|cell| !cell.trimmed().is_empty()) else { continue };
            let hint = match side {
                Side::Evaluator => "the applicant's side stands in the sheet beside this one",
                _ => "in a dossier the evaluator's side stands in a file of its own, such as 4-2.verdicts.csv",
            };
            problems.push(
                Problem::warning(&self.table.file, first.spot, format!("the column \"{name}\" is not read here"))
                    .hint(hint),
            );
        }
    }
}

/// Takes out what a merge that nobody finished left in the sheet: neither side is anybody's word yet.
fn unmerged(mut table: Table<'static>, problems: &mut Vec<Problem>) -> Table<'static> {
    let begins = |line: &Line<'_>, mark: &str| line.cells.first().is_some_and(|cell| cell.text.starts_with(mark));
    let Some(first) = table.lines.iter().find(|line| begins(line, "<<<<<<< ")).map(Line::spot) else { return table };
    let hint = "keep the rows that are right and remove the marks; until then no row between them counts";
    problems.push(Problem::error(&table.file, first, "a merge is not finished here").hint(hint));
    let mut inside = false;
    table.lines.retain(|line| {
        inside |= begins(line, "<<<<<<< ");
        let stays = !inside;
        inside &= !begins(line, ">>>>>>> ");
        stays
    });
    table
}

fn owned(table: Table<'_>) -> Table<'static> {
    let own = |cell: tables::Cell<'_>| tables::Cell { text: cell.text.into_owned().into(), ..cell };
    Table {
        file: table.file,
        header: table.header.into_iter().map(own).collect(),
        lines: table
            .lines
            .into_iter()
            .map(|line| Line { cells: line.cells.into_iter().map(own).collect(), ..line })
            .collect(),
    }
}

fn check_header(table: &Table<'_>, problems: &mut Vec<Problem>) {
    let known = || READ.into_iter().chain(Trait::ALL.map(Trait::id));
    let hint = || format!("columns, in any order: {}", known().collect::<Vec<_>>().join(", "));
    if table.header.is_empty() {
        if problems.is_empty() {
            problems.push(Problem::error(&table.file, Spot::new(1, 1), "this sheet is empty").hint(hint()));
        }
        return;
    }
    if table.column("requirement").is_none() {
        problems.push(
            Problem::error(&table.file, table.header[0].spot, "the column \"requirement\" is missing").hint(hint()),
        );
    }
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut unread: Vec<&tables::Cell<'_>> = Vec::new();
    for cell in &table.header {
        let name = Table::column_name(cell.trimmed());
        if name.is_empty() || PASSED_OVER.contains(&name.as_str()) {
            continue;
        }
        if !known().any(|one| one == name) {
            unread.push(cell);
        } else if seen.contains(&name) {
            problems.push(
                Problem::error(&table.file, cell.spot, format!("the column \"{name}\" stands here twice"))
                    .hint("the first one is read; remove the other"),
            );
        }
        seen.insert(name);
    }
    if let Some(first) = unread.first() {
        let names: Vec<String> = unread.iter().take(8).map(|cell| format!("\"{}\"", shown(cell.trimmed()))).collect();
        let more = if unread.len() > names.len() {
            format!(" and {} more", unread.len() - names.len())
        } else {
            String::new()
        };
        problems.push(
            Problem::warning(&table.file, first.spot, format!("nobody reads the column {}{more}", names.join(", ")))
                .hint(hint()),
        );
    }
    if table.lines.is_empty() && table.column("requirement").is_some() {
        problems.push(
            Problem::warning(&table.file, table.header[0].spot, "this sheet has a header and no row")
                .hint("`plimsoll catalogue template` prints a sheet with every row that applies"),
        );
    }
}

/// Characters that steer a terminal: no sheet needs them. Marks of writing direction are text like any other.
pub(crate) fn commands_a_terminal(letter: char) -> bool {
    letter.is_control() && !letter.is_whitespace()
}

/// A few characters of a cell, with whatever a terminal would obey made visible.
pub(crate) fn shown(text: &str) -> String {
    let start: String = text.chars().take(40).collect();
    start.escape_debug().to_string()
}

/// One record with the columns by name.
struct Record<'t> {
    table: &'t Table<'static>,
    line: &'t Line<'static>,
    columns: &'t BTreeMap<String, usize>,
}

impl<'t> Record<'t> {
    fn cell(&self, name: &str) -> (&'t str, Spot) {
        self.columns
            .get(name)
            .and_then(|index| self.line.cells.get(*index))
            .map_or(("", self.line.spot()), |cell| (cell.trimmed(), cell.spot))
    }

    /// A cell's text, unless it is a formula or too long.
    fn text(&self, name: &str, problems: &mut Vec<Problem>) -> (&'t str, Spot) {
        let (text, spot) = self.cell(name);
        if text.starts_with('=') {
            problems.push(
                Problem::error(
                    &self.table.file,
                    spot,
                    format!("a formula or an error value in {name}: {}", shown(text)),
                )
                .hint("a sheet states values: paste the value, or put a word before the ="),
            );
            return ("", spot);
        }
        if text.chars().any(commands_a_terminal) {
            problems.push(
                Problem::error(&self.table.file, spot, format!("a control character in {name}: {}", shown(text)))
                    .hint("remove what cannot be seen; line breaks and tabs may stay"),
            );
            return ("", spot);
        }
        if text.chars().count() > limits::CELL_CHARACTERS {
            problems.push(
                Problem::error(
                    &self.table.file,
                    spot,
                    format!("{name} is longer than {} characters", limits::CELL_CHARACTERS),
                )
                .hint("put the text into a document and name it as evidence"),
            );
            return ("", spot);
        }
        (text, spot)
    }

    fn word<T>(
        &self,
        name: &str,
        parse: impl Fn(&str) -> Option<T>,
        hint: impl Fn() -> String,
        problems: &mut Vec<Problem>,
    ) -> Option<T> {
        let (text, spot) = self.text(name, problems);
        if text.is_empty() {
            return None;
        }
        let value = parse(text);
        if value.is_none() {
            let message = format!("\"{}\" is not a value of {name}", shown(text));
            problems.push(Problem::error(&self.table.file, spot, message).hint(hint()));
        }
        value
    }

    fn requirement(&self, editions: &[&Edition], problems: &mut Vec<Problem>) -> Option<(usize, usize)> {
        let (text, spot) = self.text("requirement", problems);
        if text.is_empty() {
            if self.cell("requirement").0.is_empty() {
                problems.push(
                    Problem::error(&self.table.file, spot, "this row names no requirement")
                        .hint("write its id, such as one that `plimsoll catalogue show` lists, or delete the row"),
                );
            }
            return None;
        }
        let found =
            editions.iter().enumerate().find_map(|(which, edition)| edition.find(text).map(|index| (which, index)));
        if found.is_none() {
            let keys = editions.iter().map(|edition| edition.head.key.to_string()).collect::<Vec<_>>().join(", ");
            let few = problems.len() < limits::NEAREST;
            let nearest = editions.iter().filter(|_| few).find_map(|edition| edition.nearest(text));
            let hint = nearest.map_or_else(
                || "`plimsoll catalogue search` finds ids by their words".to_owned(),
                |id| format!("did you mean {id}?"),
            );
            problems.push(
                Problem::error(&self.table.file, spot, format!("\"{}\" is not an id of {keys}", shown(text)))
                    .hint(hint),
            );
        }
        found
    }

    fn row(&self, edition: &Edition, requirement: usize, problems: &mut Vec<Problem>) -> Row {
        let process = edition.head.assessed_by == AssessedBy::Maturity;
        let spot = |name: &str| self.cell(name).1;
        let spots = Spots {
            requirement: spot("requirement"),
            status: spot("status"),
            statement: spot("statement"),
            evidence: spot("evidence"),
            verdict: spot("verdict"),
            maturity: spot("maturity"),
            date: spot("date"),
        };
        let id = edition.requirements[requirement].id.clone();
        let errors = |problems: &[Problem]| problems.iter().filter(|problem| problem.is_error()).count();
        let mut row = Row::silent(id, Arc::clone(&self.table.file), spots);
        let before = errors(problems);
        row.part = Some(self.text("part", problems).0).filter(|part| !part.is_empty()).map(Part::new);
        let part_unknown = errors(problems) > before;
        row.claim.status = self.word(
            "status",
            Status::parse,
            || format!("use one of: {}, or leave it empty", Status::words()),
            problems,
        );
        row.claim.statement = self.text("statement", problems).0.to_owned();
        row.claim.evidence = self
            .text("evidence", problems)
            .0
            .split([';', '\n'])
            .map(str::trim)
            // A dash names nothing.
            .filter(|name| name.contains(char::is_alphanumeric))
            .map(Evidence::named)
            .collect();
        let verdicts = || {
            let words = Verdict::words();
            let levels = if process { ", or the level found, such as ML2" } else { "" };
            format!("use one of: {words}{levels}, or leave it empty")
        };
        let found = self.word(
            "verdict",
            |text| {
                let level = if process { MaturityLevel::parse(text) } else { None };
                Verdict::parse(text).map(|verdict| (Some(verdict), None)).or(level.map(|level| (None, Some(level))))
            },
            verdicts,
            problems,
        );
        (row.evaluation.verdict, row.evaluation.maturity) = found.unwrap_or_default();
        row.evaluation.remark = self.text("remark", problems).0.to_owned();
        row.evaluation.method = self.text("method", problems).0.to_owned();
        row.evaluation.evaluator = self.text("evaluator", problems).0.to_owned();
        row.evaluation.version = self.text("version", problems).0.to_owned();
        let before = errors(problems);
        row.evaluation.date = self.word("date", parse_date, || "write the day as 2026-11-22".to_owned(), problems);
        if errors(problems) > before {
            // A verdict of an unknown day may be one of tomorrow.
            row.evaluation.verdict = None;
            row.evaluation.maturity = None;
        }
        if process {
            row.claim.maturity =
                self.word("maturity", MaturityLevel::parse, || "use 0 to 4, such as 2 or ML2".to_owned(), problems);
            for one in Trait::ALL {
                let marks = || format!("use {}, or leave it empty", Mark::ALL.map(Mark::id).join(", "));
                if let Some(mark) = self.word(one.id(), Mark::parse, marks, problems) {
                    row.claim.marks.set(one, mark);
                }
            }
        } else if let (text, spot) = self.cell("maturity")
            && !text.is_empty()
        {
            problems.push(
                Problem::warning(
                    &self.table.file,
                    spot,
                    format!("{} has no maturity; the cell counts for nothing", row.requirement),
                )
                .hint("technical requirements are met or not; processes are mature"),
            );
        }
        if self.line.broken || part_unknown {
            // Cells may stand under the wrong column, or speak for the wrong part: nothing here is a word to rely on.
            row.claim = Claim { statement: row.claim.statement, ..Claim::default() };
            row.evaluation = Evaluation { remark: row.evaluation.remark, ..Evaluation::default() };
        }
        row
    }
}
