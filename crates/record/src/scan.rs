//! Which lines does the file have, and which of them can be read?

use std::collections::BTreeMap;
use std::sync::Arc;

use model::{EntryId, Problem, Spot};

use crate::limits;
use crate::line::{Line, RESTORE, column_of, id_of, read_line};

/// One line of the file.
pub(crate) struct Item<'a> {
    /// Its number, from 1.
    pub(crate) number: u32,
    /// Its digest.
    pub(crate) id: EntryId,
    /// Its text, without its line end; empty where it could not be read.
    pub(crate) text: &'a str,
    /// What it says; `None` where it could not be read.
    pub(crate) line: Option<Line>,
    /// Does it stand as its author wrote it?
    pub(crate) untouched: bool,
}

/// Everything that the file holds.
pub(crate) struct Scanned<'a> {
    pub(crate) items: Vec<Item<'a>>,
    pub(crate) problems: Problems,
    /// Where in `items` each digest stands.
    pub(crate) ids: BTreeMap<EntryId, usize>,
}

/// Problems as they are found, each phase in the order of lines.
pub(crate) struct Problems {
    file: Arc<str>,
    all: Vec<Problem>,
    room: usize,
    left_out: usize,
}

impl Problems {
    pub(crate) fn of(file: &Arc<str>) -> Self {
        Self { file: Arc::clone(file), all: Vec::new(), room: limits::PROBLEMS, left_out: 0 }
    }

    /// Gives the next phase its own room, so that what it finds early in the file is not crowded out.
    pub(crate) const fn next_phase(&mut self) {
        self.room = limits::PROBLEMS;
    }

    pub(crate) fn error(&mut self, line: u32, column: u32, message: impl Into<String>, hint: &str) {
        let problem = Problem::error(&self.file, Spot::new(line, column), message).hint(hint);
        self.keep(problem);
    }

    pub(crate) fn warning(&mut self, line: u32, column: u32, message: impl Into<String>, hint: &str) {
        let problem = Problem::warning(&self.file, Spot::new(line, column), message).hint(hint);
        self.keep(problem);
    }

    /// The column of an entry's id in a line.
    ///
    /// A hostile line may name tens of thousands that are missing: once no problem is kept, none is looked for.
    pub(crate) fn column_of(&self, text: &str, id: &EntryId) -> u32 {
        if self.room == 0 { 1 } else { column_of(text, &id.to_string()) }
    }

    fn keep(&mut self, problem: Problem) {
        match self.room.checked_sub(1) {
            Some(room) => {
                self.room = room;
                self.all.push(problem);
            }
            None => self.left_out += 1,
        }
    }

    /// All of them in the order of lines, the first thousand of very many.
    pub(crate) fn sorted(mut self) -> Vec<Problem> {
        self.all.sort_by_key(|problem| problem.place.spot.line);
        let left_out = self.left_out + self.all.len().saturating_sub(limits::PROBLEMS);
        self.all.truncate(limits::PROBLEMS);
        if let (true, Some(last)) = (left_out > 0, self.all.last()) {
            let message = format!("{left_out} more problems are not listed");
            self.all.push(Problem::error(&self.file, last.place.spot, message));
        }
        self.all
    }
}

/// Splits the file into lines and reads each.
pub(crate) fn scan<'a>(file: &Arc<str>, bytes: &'a [u8]) -> Scanned<'a> {
    let mut scanned = Scanned { items: Vec::new(), problems: Problems::of(file), ids: BTreeMap::new() };
    let mut carriage_returns = Noted::default();
    let mut conflict_marks = Noted::default();
    let mut spare = String::new();
    for (number, ended) in (1_u32..).zip(bytes.split_inclusive(|byte| *byte == b'\n')) {
        if scanned.items.len() >= limits::ENTRIES {
            let message = format!("a journal has at most {} entries; the rest is not read", limits::ENTRIES);
            scanned.problems.error(number, 1, message, "");
            break;
        }
        let whole = ended.strip_suffix(b"\n");
        let line = whole.unwrap_or(ended);
        let line = line.strip_suffix(b"\r").inspect(|_| carriage_returns.note(number)).unwrap_or(line);
        if is_conflict_mark(line) {
            conflict_marks.note(number);
            continue;
        }
        if whole.is_none() {
            scanned.problems.error(
                number,
                1,
                "the file ends inside a line: the last entry was cut off",
                "restore the file from git or a copy, or delete that line and record the entry again",
            );
        }
        scanned.take(number, line, whole.is_some(), &mut spare);
    }
    if let Some((first, count)) = conflict_marks.0 {
        scanned.problems.error(
            first,
            1,
            format!("{count} conflict marks of git stand in the file, the first one here"),
            "keep the lines of both sides and remove the marks; \
             `journal.jsonl merge=union` in .gitattributes lets git do that",
        );
    }
    if let Some((first, count)) = carriage_returns.0 {
        scanned.problems.error(
            first,
            1,
            format!("{count} lines end with CR LF instead of LF, the first one here"),
            "write the file with LF; `journal.jsonl -text` in .gitattributes keeps git from changing it",
        );
    }
    scanned
}

impl<'a> Scanned<'a> {
    fn take(&mut self, number: u32, line: &'a [u8], whole: bool, spare: &mut String) {
        if line.is_empty() {
            return self.problems.error(number, 1, "the line is empty", "every line is one entry; remove it");
        }
        let id = id_of(line);
        if let Some(first) = self.ids.get(&id) {
            let message = format!("the line stands already as line {}; this one is ignored", self.items[*first].number);
            return self.problems.warning(number, 1, message, "remove one of them; a merge may have left both");
        }
        let read = read_line(line, spare);
        let text = std::str::from_utf8(line).ok().filter(|_| read.is_ok()).unwrap_or_default();
        let untouched = read.is_ok();
        let line = match read {
            Ok(line) => Some(line),
            // Of an entry that was cut off, that was said.
            Err(_) if !whole => None,
            Err(wrong) => {
                self.problems.error(number, wrong.column, wrong.message, wrong.hint);
                None
            }
        };
        self.ids.insert(id, self.items.len());
        self.items.push(Item { number, id, text, line, untouched });
    }
}

/// Something that stands in many lines and is one problem: the first line, and how many.
#[derive(Default)]
struct Noted(Option<(u32, usize)>);

impl Noted {
    fn note(&mut self, number: u32) {
        let (first, count) = self.0.unwrap_or((number, 0));
        self.0 = Some((first, count + 1));
    }
}

/// Is it what git writes between the two sides of a conflict?
fn is_conflict_mark(line: &[u8]) -> bool {
    [b"<<<<<<<", b"|||||||", b"=======", b">>>>>>>"].iter().any(|mark| line.starts_with(*mark))
}

/// Says of lines whose signature does not fit that somebody touched them.
pub(crate) fn touched(item: &mut Item<'_>, problems: &mut Problems) {
    item.untouched = false;
    problems.error(
        item.number,
        1,
        "the signature does not fit: the entry was changed, or another key signed it",
        RESTORE,
    );
}
