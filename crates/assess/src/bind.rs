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
    /// The part's name; `None` when the subject has no parts.
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

    /// How many voices each requirement has: one a part, or one if there are no parts.
    pub(crate) fn voice_count(&self) -> usize {
        self.parts.len().max(1)
    }

    /// The rows of one requirement, in the order of the input.
    pub(crate) fn rows(&self, requirement: usize) -> &[(usize, &'a Row)] {
        &self.rows[self.starts[requirement]..self.starts[requirement + 1]]
    }

    /// The row without a part that nobody listens to, because every part has a row of its own.
    pub(crate) fn unheard(&self, rows: &[(usize, &'a Row)]) -> Option<&'a Row> {
        let for_all = rows.iter().map(|(_, row)| *row).find(|row| row.part.is_none())?;
        let own = |name: &str| rows.iter().any(|(_, row)| row.part.as_ref().is_some_and(|part| part.as_str() == name));
        let nobody = !self.parts.is_empty() && self.parts.iter().all(|name| own(name));
        nobody.then_some(for_all)
    }

    /// The voice of one part (by its number) among a requirement's rows.
    ///
    /// A row without a part speaks for every part that has no row of its own.
    pub(crate) fn voice(&self, rows: &[(usize, &'a Row)], number: usize) -> Voice<'a> {
        let for_all = || rows.iter().find(|(_, row)| row.part.is_none());
        let part = self.parts.get(number).copied();
        let own = part
            .and_then(|name| rows.iter().find(|(_, row)| row.part.as_ref().is_some_and(|part| part.as_str() == name)));
        Voice { part, row: own.or_else(for_all).map(|(_, row)| *row) }
    }
}
