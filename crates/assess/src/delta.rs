//! What of an assessment carries over to another edition?

use catalogue::{Crossing, Edition, Relation, Word};

use crate::assessment::Assessment;
use crate::standing::Stand;

/// How a row of the target edition gets its first statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Carry {
    /// The same requirement: the statement carries over.
    CarriedOver,
    /// A related requirement, or a satisfied row whose relation is not confirmed: look again.
    ReCheck,
    /// New in the target edition, or its counterpart was not satisfied.
    New,
    /// Not in the target edition.
    Gone,
}

impl Carry {
    /// All four, in the order in which results list them.
    pub const ALL: [Self; 4] = [Self::CarriedOver, Self::ReCheck, Self::New, Self::Gone];

    /// The word in results.
    pub const fn id(self) -> &'static str {
        match self {
            Self::CarriedOver => "carried over",
            Self::ReCheck => "to re-check",
            Self::New => "new",
            Self::Gone => "gone",
        }
    }
}

/// One row on the way from one edition to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeltaRow {
    /// The row of the edition assessed; `None` for what is new.
    pub from: Option<usize>,
    /// The row of the target edition; `None` for what is gone.
    pub to: Option<usize>,
    /// What happens to it.
    pub carry: Carry,
    /// Is the row of the edition assessed satisfied on the asked basis?
    pub satisfied: bool,
    /// Why, in our words; may be empty.
    pub reason: String,
}

/// The whole way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delta {
    /// Every row of both editions that can be asked.
    pub rows: Vec<DeltaRow>,
}

/// Follows a crosswalk from an assessed edition to another.
pub fn delta(assessment: &Assessment<'_>, crossings: &[Crossing], target: &Edition) -> Delta {
    let mut rows = Vec::new();
    let to_target = crossings
        .iter()
        .filter(|crossing| crossing.standard.as_ref().is_none_or(|standard| *standard == target.head.key.standard));
    for crossing in to_target {
        let Word::Relation(relation) = crossing.word else { continue };
        let satisfied = crossing
            .from
            .and_then(|index| assessment.standing(index))
            .is_some_and(|standing| matches!(assessment.stand(standing), Stand::Satisfied(way, _) if way <= assessment.weakest_way()));
        let row = |to: Option<usize>, carry: Carry| DeltaRow {
            from: crossing.from,
            to,
            carry,
            satisfied,
            reason: crossing.reason.clone(),
        };
        let targets: Vec<usize> = crossing
            .to
            .iter()
            .filter_map(|id| target.find(id.as_str()))
            .filter(|index| target.requirements[*index].is_asked())
            .collect();
        if targets.is_empty() {
            rows.push(row(None, Carry::Gone));
        }
        for to in targets {
            let carry = match relation {
                Relation::SameNumber if crossing.verified => Carry::CarriedOver,
                Relation::New => Carry::New,
                _ => Carry::ReCheck,
            };
            rows.push(row(Some(to), carry));
        }
    }
    // What the crosswalk does not mention, such as common constraints, is new to whoever comes from elsewhere.
    for (index, requirement) in target.requirements.iter().enumerate() {
        if requirement.is_asked() && !rows.iter().any(|row| row.to == Some(index)) {
            let reason = "no counterpart in the crosswalk".to_owned();
            rows.push(DeltaRow { from: None, to: Some(index), carry: Carry::New, satisfied: false, reason });
        }
    }
    rows.sort_by_key(|row| (row.carry, row.to, row.from));
    Delta { rows }
}
