//! Does every entry follow those that its author saw, with nothing missing, moved or pasted in?

use std::collections::BTreeMap;

use model::EntryId;

use crate::line::{Line, RESTORE, column_of};
use crate::replay::Head;
use crate::scan::{Item, Problems, Scanned};

/// What becomes of the entries.
pub(crate) struct Chain {
    /// For each item: does it stand as written, in its place?
    pub(crate) sound: Vec<bool>,
    /// The sound entries that no sound one follows.
    pub(crate) heads: Vec<Head>,
    /// Entries that are not in the file although others follow them.
    pub(crate) missing: BTreeMap<EntryId, usize>,
}

struct Linking<'s, 'a> {
    items: &'s [Item<'a>],
    ids: &'s BTreeMap<EntryId, usize>,
    problems: &'s mut Problems,
    sound: Vec<bool>,
    followed: Vec<bool>,
    /// For each item the earliest one at which something is wrong and on which it rests.
    rests_on: Vec<Option<usize>>,
    /// Changed entries whose former digest nobody asked for yet: the last of them explains the next missing one.
    changed: Vec<usize>,
    missing: BTreeMap<EntryId, usize>,
    root: Option<usize>,
}

/// Follows every entry to those before it.
pub(crate) fn link(scanned: &mut Scanned<'_>) -> Chain {
    let Scanned { items, problems, ids } = scanned;
    problems.next_phase();
    let count = items.len();
    let mut linking = Linking {
        items,
        ids,
        problems,
        sound: vec![false; count],
        followed: vec![false; count],
        rests_on: vec![None; count],
        changed: Vec::new(),
        missing: BTreeMap::new(),
        root: None,
    };
    for (at, item) in items.iter().enumerate() {
        match &item.line {
            Some(line) if item.untouched => linking.follow(at, line),
            _ => linking.changed.push(at),
        }
    }
    linking.sum_up();
    let Linking { sound, followed, missing, .. } = linking;
    let heads = items.iter().enumerate().filter(|(at, _)| sound[*at] && !followed[*at]);
    let heads = heads.filter_map(|(_, item)| Some(Head { id: item.id, seq: item.line.as_ref()?.seq })).collect();
    Chain { sound, heads, missing }
}

impl Linking<'_, '_> {
    fn follow(&mut self, at: usize, line: &Line) {
        if line.previous.0.is_empty() && !self.begin(at) {
            return;
        }
        let mut highest = 0;
        let mut all_known = true;
        for id in &line.previous.0 {
            let (rests_on, seq) = self.before(at, id);
            // Whatever it was, the missing one had a number.
            highest = highest.max(seq.unwrap_or(1));
            all_known &= seq.is_some();
            self.rest(at, rests_on);
        }
        let right = highest.saturating_add(1);
        // Where an entry before is missing, the number may be any later one.
        if line.seq == right || (!all_known && line.seq > right) {
            self.sound[at] = true;
            for before in line.previous.0.iter().filter_map(|id| self.ids.get(id)) {
                self.followed[*before] = true;
            }
        } else {
            let item = &self.items[at];
            let message = format!("seq: the entry has number {} where {right} would be right", line.seq);
            self.problems.error(item.number, column_of(item.text, "\"seq\":"), message, RESTORE);
        }
    }

    /// Takes an entry without any before it; only one may begin the journal.
    fn begin(&mut self, at: usize) -> bool {
        let item = &self.items[at];
        let Some(root) = self.root else {
            self.root = Some(at);
            return true;
        };
        let message = format!("the entry begins another journal; this one began with line {}", self.items[root].number);
        let column = column_of(item.text, "\"previous\":");
        self.problems.error(
            item.number,
            column,
            message,
            "keep the journal that began first, and record the other's edits again on top of it",
        );
        false
    }

    /// Where the entry before leads: the item at which something is wrong, if any, and the number, if known.
    fn before(&mut self, at: usize, id: &EntryId) -> (Option<usize>, Option<u64>) {
        let item = &self.items[at];
        if let Some(before) = self.ids.get(id).copied() {
            let seq = self.items[before].line.as_ref().map(|line| line.seq);
            if before > at {
                let number = self.items[before].number;
                let message = format!("the entry stands before line {number}, which it follows: lines were moved");
                let column = self.problems.column_of(item.text, id);
                self.problems.error(item.number, column, message, RESTORE);
                return (Some(at), seq);
            }
            return (if self.sound[before] { self.rests_on[before] } else { Some(before) }, seq);
        }
        if let Some(known) = self.missing.get(id) {
            return (Some(*known), None);
        }
        let wrong = self.changed.pop().unwrap_or_else(|| {
            let message = format!("the entry before is missing or was changed: no line has the digest {id}");
            let column = self.problems.column_of(item.text, id);
            self.problems.error(item.number, column, message, RESTORE);
            at
        });
        self.missing.insert(*id, wrong);
        (Some(wrong), None)
    }

    /// Of several wrong entries on which one rests, the earliest counts.
    fn rest(&mut self, at: usize, on: Option<usize>) {
        self.rests_on[at] = self.rests_on[at].into_iter().chain(on).min();
    }

    /// Says of each wrong entry how many rest on it, instead of naming those one by one.
    fn sum_up(&mut self) {
        let mut resting: BTreeMap<usize, usize> = BTreeMap::new();
        for (at, on) in self.rests_on.iter().enumerate() {
            if let Some(on) = on.filter(|on| *on != at) {
                *resting.entry(on).or_default() += 1;
            }
        }
        self.problems.next_phase();
        for (on, count) in resting {
            let number = self.items[on].number;
            let entries = if count == 1 { "1 entry rests".to_owned() } else { format!("{count} entries rest") };
            let message = format!("{entries} on what is wrong in line {number}");
            self.problems.warning(number, 1, message, "they are read, but what they followed is not certain");
        }
    }
}
