//! What changed between two assessments, and why did a level move?

use model::{FoundationalRequirement, MaturityLevel, SecurityLevel};

use crate::assessment::{Assessment, Outcome};
use crate::standing::Stand;

/// The difference between an earlier and a later assessment of the same edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// Rows whose stand on the asked basis differs, in the edition's order.
    pub rows: Vec<RowChange>,
    /// Levels and practices that moved.
    pub moved: Vec<Moved>,
}

/// One row that stands differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowChange {
    /// The requirement's index.
    pub requirement: usize,
    /// Where it stood.
    pub before: String,
    /// Where it stands.
    pub after: String,
    /// Did it become better? `None` when it only changed its way or its applicability.
    pub better: Option<bool>,
}

/// One level that moved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// The foundational requirement or practice, by its id.
    pub group: String,
    /// Its level before; `None` for null.
    pub before: Option<u8>,
    /// Its level after; `None` for null.
    pub after: Option<u8>,
    /// The changed rows that make the difference.
    pub because: Vec<usize>,
}

/// Compares two assessments of the same edition on their asked bases.
pub fn compare(before: &Assessment<'_>, after: &Assessment<'_>) -> Comparison {
    let edition = after.edition;
    let mut rows = Vec::new();
    for index in 0..edition.requirements.len() {
        let said =
            |assessment: &Assessment<'_>| assessment.standing(index).map(|standing| describe(assessment, standing));
        let (old, new) = (said(before), said(after));
        if old == new {
            continue;
        }
        let rank = |side: &Option<(String, Option<u8>)>| side.as_ref().and_then(|(_, rank)| *rank);
        let better =
            rank(&old).zip(rank(&new)).filter(|(before, after)| before != after).map(|(before, after)| after > before);
        let text = |side: Option<(String, Option<u8>)>| side.map_or_else(|| "not asked".to_owned(), |(text, _)| text);
        rows.push(RowChange { requirement: index, before: text(old), after: text(new), better });
    }
    Comparison { moved: moved(before, after, &rows), rows }
}

/// A word for the stand and a rank, the higher the better; what does not apply has none.
fn describe(assessment: &Assessment<'_>, standing: &crate::Standing<'_>) -> (String, Option<u8>) {
    if let Some(level) = standing.maturity[assessment.ask.basis as usize] {
        return (level.to_string(), Some(level.number()));
    }
    let weakest = assessment.weakest_way();
    match assessment.stand(standing) {
        Stand::NotApplicable(_) => ("not applicable".to_owned(), None),
        Stand::Satisfied(way, _) if way <= weakest => (format!("satisfied ({way})"), Some(1)),
        stand => (stand.why(weakest).map(|why| format!("open: {why}")).unwrap_or_default(), Some(0)),
    }
}

fn moved(before: &Assessment<'_>, after: &Assessment<'_>, rows: &[RowChange]) -> Vec<Moved> {
    let edition = after.edition;
    let changed_in = |belongs: &dyn Fn(usize) -> bool| -> Vec<usize> {
        rows.iter().map(|row| row.requirement).filter(|index| belongs(*index)).collect()
    };
    match (&before.outcome, &after.outcome) {
        (Outcome::Levels(old), Outcome::Levels(new)) => FoundationalRequirement::ALL
            .into_iter()
            .filter(|fr| old.vector.get(*fr) != new.vector.get(*fr))
            .map(|fr| {
                let (from, to) = (old.vector.get(fr), new.vector.get(fr));
                // Rows above the higher of the two levels changed nothing: only what lies between does.
                let low = from.min(to).map_or(0, SecurityLevel::number);
                let high = from.max(to).map_or(4, SecurityLevel::number);
                Moved {
                    group: fr.abbreviation().to_owned(),
                    before: from.map(SecurityLevel::number),
                    after: to.map(SecurityLevel::number),
                    because: changed_in(&|index| {
                        let requirement = &edition.requirements[index];
                        let level = requirement.level.map_or(0, SecurityLevel::number);
                        requirement.fr == Some(fr) && (from.is_none() || to.is_none() || (level > low && level <= high))
                    }),
                }
            })
            .collect(),
        (Outcome::Maturity(old), Outcome::Maturity(new)) => edition
            .head
            .groups
            .iter()
            .enumerate()
            .filter(|(group, _)| old.practices.get(*group) != new.practices.get(*group))
            .map(|(group, named)| Moved {
                group: named.id.to_string(),
                before: old.practices.get(group).copied().flatten().map(MaturityLevel::number),
                after: new.practices.get(group).copied().flatten().map(MaturityLevel::number),
                because: changed_in(&|index| edition.requirements[index].group == group),
            })
            .collect(),
        _ => Vec::new(),
    }
}
