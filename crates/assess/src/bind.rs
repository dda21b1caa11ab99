//! Which rows speak for which requirement and which part?

use catalogue::Edition;
use model::Row;

/// Rows sorted by requirement, and the parts that the subject has.
pub(crate) struct Bound<'a> {
    rows: Vec<(usize, &'a Row)>,
    /// Where the rows of each requirement begin, and the end.
    starts: Vec<usize>,
    parts: Vec<&'a str>,
}

/// What speaks for one part of the subject.
#[derive(Clone, Copy)]
pub(crate) struct Voice<'a> {
    /// The part's name; `None` for the whole subject.
    pub(crate) part: Option<&'a str>,
    /// Its own row, else the row that speaks for every part, else nothing.
    pub(crate) row: Option<&'a Row>,
}

impl<'a> Bound<'a> {
    /// Binds rows; the parts are those that rows of requirements that concern the subject name.
    pub(crate) fn new(edition: &Edition, rows: &'a [Row], concerns: impl Fn(usize) -> bool) -> Self {
        let mut expected = 0;
        let mut bound: Vec<(usize, &Row)> = Vec::with_capacity(rows.len());
        for row in rows {
            if let Some(index) = edition.index_of(&row.requirement, expected) {
                bound.push((index, row));
                expected = index + 1;
            }
        }
        bound.sort_by_key(|(index, _)| *index);
        let mut starts = Vec::with_capacity(edition.requirements.len() + 1);
        let mut start = 0;
        for index in 0..=edition.requirements.len() {
            start += bound[start..].iter().take_while(|(row, _)| *row < index).count();
            starts.push(start);
        }
        let concerning = bound.iter().filter(|(index, _)| concerns(*index));
        let mut parts: Vec<&str> =
            concerning.filter_map(|(_, row)| row.part.as_ref()).map(|part| part.as_str()).collect();
        parts.sort_unstable();
        parts.dedup();
        Self { rows: bound, starts, parts }
    }

    /// How many slots for voices each requirement has: one a part, and one for what is in no part that has a name.
    pub(crate) fn slots(&self) -> usize {
        self.parts.len() + 1
    }

    /// The rows of one requirement, in the order of the input.
    pub(crate) fn rows(&self, requirement: usize) -> &[(usize, &'a Row)] {
        &self.rows[self.starts[requirement]..self.starts[requirement + 1]]
    }

    /// Every voice on a requirement with its slot, given the requirement's rows.
    ///
    /// A part speaks through its own row, else through the row without a part. That row speaks for itself too: it is
    /// about the whole subject, and what it says is not gone because every part that has a name has its own row.
    pub(crate) fn voices<'b>(&'b self, rows: &'b [(usize, &'a Row)]) -> impl Iterator<Item = (usize, Voice<'a>)> + 'b {
        let for_all = rows.iter().map(|(_, row)| *row).find(|row| row.part.is_none());
        let parts = self.parts.iter().enumerate().map(move |(slot, name)| {
            let own = rows.iter().find(|(_, row)| row.part.as_ref().is_some_and(|part| part.as_str() == *name));
            // Where no row speaks at all, it is the requirement that is silent and not one part of the subject.
            let part = (!rows.is_empty()).then_some(*name);
            (slot, Voice { part, row: own.map(|(_, row)| *row).or(for_all) })
        });
        // A row that says nothing, as templates have it, adds no voice where the named parts speak.
        let heard = self.parts.is_empty() || for_all.is_some_and(says_something);
        let whole = heard.then_some((self.parts.len(), Voice { part: None, row: for_all }));
        parts.chain(whole)
    }
}

fn says_something(row: &Row) -> bool {
    let (claim, evaluation) = (&row.claim, &row.evaluation);
    let claimed = claim.status.is_some() || claim.maturity.is_some() || !claim.marks.is_empty();
    claimed || evaluation.verdict.is_some() || evaluation.maturity.is_some()
}
