//! Which level can be had by a date? Each level by its cheapest way, scheduled and drawn.

use std::sync::Arc;

use model::{SecurityLevel, TargetVector};

use crate::defaults::Phase;
use crate::draws::{Percentiles, Seed, share_within};
use crate::forecast::{Draws, Planned};
use crate::goal::{Chosen, Work};
use crate::library::Library;
use crate::route::Limit;
use crate::stage::{Audit, Settings};
use crate::tasks::{Person, Tasks};

/// Who works and what follows readiness.
#[derive(Debug, Clone)]
pub struct ByDate<'a> {
    /// The part, which names its streams.
    pub part: &'a str,
    /// The library from which the actions come.
    pub library: &'a Library,
    /// The phases.
    pub phases: &'a [Phase],
    /// The team.
    pub team: &'a [Person],
    /// What follows readiness.
    pub audit: Audit,
    /// What holds for every part.
    pub settings: Settings,
    /// The month at which the plan begins in each draw; 0 where none is given.
    pub begin: &'a [f64],
}

/// One level and when it can be had.
#[derive(Debug, Clone, PartialEq)]
pub struct LevelInTime {
    /// The level, for every foundational requirement.
    pub level: SecurityLevel,
    /// The cheapest way there; not always the shortest.
    pub chosen: Chosen,
    /// The months to the certificate.
    pub certificate: Percentiles,
    /// The share of draws that are done in time.
    pub share_in_time: f64,
    /// Can one commit to it: are four fifths of the draws done in time, and does the library close every row?
    pub in_time: bool,
}

/// SL 1 to SL 4, each with its months and whether it can be had in time.
///
/// # Errors
/// The skills that the actions need and nobody in the team has.
pub fn levels_in_time(
    work: &Work<'_>,
    by: &ByDate<'_>,
    months: f64,
    limit: Limit,
    seed: Seed,
    draws: usize,
) -> Result<Vec<LevelInTime>, Vec<Arc<str>>> {
    SecurityLevel::ASKED
        .into_iter()
        .map(|level| {
            let chosen = work.cheapest_with(TargetVector::uniform(level), limit);
            let tasks = Tasks::new(by.library, by.phases, &chosen.actions, by.team)?;
            let planned = Planned {
                part: by.part,
                library: by.library,
                phases: by.phases,
                tasks: &tasks,
                audit: by.audit,
                settings: by.settings,
            };
            let months_drawn = Draws::new(&planned, by.begin, seed, draws).certificates();
            let certificate = Percentiles::of(&months_drawn);
            Ok(LevelInTime {
                level,
                in_time: certificate.p80 <= months && chosen.unreachable.is_empty(),
                share_in_time: share_within(&months_drawn, months),
                certificate,
                chosen,
            })
        })
        .collect()
}
