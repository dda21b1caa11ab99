//! Which security level does each foundational requirement reach?
//!
//! The level of one FR is the highest n in 0..4 such that every applicable row asked for at a level up to n is
//! satisfied (IEC 62443-4-2 and 3-3, annex tables of SL-C); a FR without an applicable row has no level.

use catalogue::{Edition, Headline, Kind, Requirement, Scheme};
use model::{
    AssessedAs, Basis, Cell, FeatureId, FoundationalRequirement, LevelVector, Row, SecurityLevel, Spot, Status,
    TargetVector, Way,
};

use crate::ask::Ask;
use crate::assessment::{Assessment, Condition, Counts, Gap, GroupCount, LevelsOutcome, NextStep, Outcome, Standing};
use crate::bind::Bound;
use crate::findings::Findings;
use crate::standing::{NotApplicableBecause, Rules, Stand};
use crate::why::Why;

pub(crate) fn assess<'a>(edition: &'a Edition, scheme: &'a Scheme, rows: &'a [Row], ask: &'a Ask) -> Assessment<'a> {
    let mut assessment = assess_without_levels(edition, scheme, rows, ask);
    let outcome = outcome(&assessment);
    let vector = outcome.vector;
    let (headline, cap) = (vector.minimum(), cap(ask));
    // Above what an evaluation was applied for nothing is missing: those rows were never to be evaluated.
    assessment.gaps.retain(|gap| {
        let fr = edition.requirements[gap.requirement].fr;
        cap.zip(fr).is_none_or(|(cap, fr)| gap.needed_for <= cap.get(fr).number())
    });
    for gap in &mut assessment.gaps {
        let level = edition.requirements[gap.requirement].fr.and_then(|fr| vector.get(fr));
        gap.holds_group = level.is_some_and(|level| level.number() + 1 == gap.needed_for);
        gap.holds_headline = gap.holds_group && level == headline;
        if edition.requirements[gap.requirement].kind == Kind::Constraint {
            // While it is open nothing can be claimed, whatever the foundational requirements reach.
            (gap.holds_group, gap.holds_headline) = (true, true);
        }
    }
    assessment.outcome = Outcome::Levels(outcome);
    assessment
}

/// Standings, counts and gaps of rows that have no levels of their own: points of a law, steps of a workflow.
pub(crate) fn assess_without_levels<'a>(
    edition: &'a Edition,
    scheme: &'a Scheme,
    rows: &'a [Row],
    ask: &'a Ask,
) -> Assessment<'a> {
    let bound = Bound::new(edition, rows, |index| concerns(edition, &edition.requirements[index], ask));
    let mut problems = Findings::listed();
    let standings = standings(edition, scheme, ask, &bound, &mut problems);
    warn_about_rows_elsewhere(edition, ask, &bound, &mut problems);
    warn_about_later_verdicts(rows, ask, &mut problems);
    warn_about_features(edition, ask, rows, &standings, &mut problems);
    let mut assessment = Assessment {
        edition,
        scheme,
        ask,
        standings,
        outcome: Outcome::Steps,
        counts: Counts::default(),
        groups: Vec::new(),
        conditions: Vec::new(),
        gaps: Vec::new(),
        problems: problems.into_list(),
    };
    assessment.counts = counts(&assessment);
    assessment.groups = groups(&assessment);
    assessment.conditions = conditions(&assessment);
    assessment.gaps = gaps(&assessment);
    assessment
}

/// The level vectors alone, by basis and by the weakest way that counts, without gaps, counts or problems.
///
/// What [`crate::assess`] computes, for those who look at thousands of products at once.
pub fn level_vectors(edition: &Edition, scheme: &Scheme, rows: &[Row], ask: &Ask) -> [[LevelVector; 3]; 3] {
    let mut lowest = [Lowest::default(); 3];
    let bound = Bound::new(edition, rows, |index| concerns(edition, &edition.requirements[index], ask));
    let mut problems = Findings::unheard();
    each_standing(edition, scheme, ask, &bound, &mut problems, |index, on, _| {
        for (lowest, stand) in lowest.iter_mut().zip(&on) {
            lowest.see(&edition.requirements[index], stand);
        }
    });
    capped_vectors(lowest, ask)
}

fn standings<'a>(
    edition: &'a Edition,
    scheme: &'a Scheme,
    ask: &'a Ask,
    bound: &Bound<'a>,
    problems: &mut Findings,
) -> Vec<Standing<'a>> {
    let mut standings = Vec::with_capacity(edition.requirements.len());
    each_standing(edition, scheme, ask, bound, problems, |requirement, on, rows| {
        standings.push(Standing {
            requirement,
            rows: rows.iter().map(|(_, row)| *row).collect(),
            on,
            maturity: [None; 3],
        });
    });
    standings
}

/// Does a requirement concern the subject at all?
fn concerns(edition: &Edition, requirement: &Requirement, ask: &Ask) -> bool {
    requirement.is_asked() && (!edition.head.component_types || requirement.types.intersects(ask.types))
}

/// Hands over the standing of each requirement that concerns the subject: the worst over its parts.
fn each_standing<'a>(
    edition: &'a Edition,
    scheme: &'a Scheme,
    ask: &'a Ask,
    bound: &Bound<'a>,
    problems: &mut Findings,
    mut take: impl FnMut(usize, [Stand<'a>; 3], &[(usize, &'a Row)]),
) {
    let rules = Rules { edition, scheme, ask };
    let slots = bound.slots();
    // Parents stand before their enhancements, so what a base decided is known when its enhancements come.
    let mut drops = vec![[false; 3]; edition.requirements.len() * slots];
    let mut base_open = vec![false; edition.requirements.len() * slots];
    for (index, requirement) in edition.requirements.iter().enumerate() {
        if !concerns(edition, requirement, ask) {
            continue;
        }
        let rows = bound.rows(index);
        let mut whole_spoke = false;
        let mut worst: Option<[Stand<'a>; 3]> = None;
        for (slot, voice) in bound.voices(rows) {
            let base = requirement.parent.map(|parent| parent * slots + slot);
            let stands = rules.stands(requirement, voice, base.map_or([false; 3], |at| drops[at]), problems);
            let here = index * slots + slot;
            drops[here] = stands.map(|stand| stand.is_not_applicable());
            // A base that is only compensated has no capability to which an enhancement could add.
            let compensated =
                ask.subject == AssessedAs::Product && matches!(stands[0], Stand::Satisfied(Way::Countermeasure, _));
            base_open[here] = compensated || matches!(stands[0], Stand::Open(_));
            if let (Stand::Satisfied(_, row), Some(true)) = (stands[0], base.map(|at| base_open[at])) {
                warn_about_open_base(edition, requirement, row, problems);
            }
            worst = Some(match worst {
                Some(worst) => [0, 1, 2].map(|basis| worst[basis].worse(stands[basis])),
                None => stands,
            });
            whole_spoke |= slot == slots - 1;
        }
        // Where only named parts speak, the whole stands where the worst of them stands.
        if let (Some(on), false) = (worst, whole_spoke) {
            let whole = index * slots + slots - 1;
            drops[whole] = on.map(|stand| stand.is_not_applicable());
            base_open[whole] = matches!(on[0], Stand::Open(_));
        }
        if let Some(on) = worst {
            take(index, on, rows);
        }
    }
}

fn warn_about_open_base(edition: &Edition, requirement: &Requirement, row: &Row, problems: &mut Findings) {
    problems.add(|| {
        let base = requirement.parent.map(|parent| edition.requirements[parent].id.as_str()).unwrap_or_default();
        row.warning(Cell::Status, format!("{} is claimed, but its base {base} is not satisfied", requirement.id))
            .hint(format!("an enhancement adds to its base: state how {base} is met"))
    });
}

/// Rows of other component types, headings and numbers without a requirement may be there, but carry nothing.
fn warn_about_rows_elsewhere(edition: &Edition, ask: &Ask, bound: &Bound<'_>, problems: &mut Findings) {
    let mut needless: Vec<&Row> = Vec::new();
    for (index, requirement) in edition.requirements.iter().enumerate() {
        if concerns(edition, requirement, ask) {
            continue;
        }
        for (_, row) in bound.rows(index) {
            let said = row.claim.status.is_some() || row.evaluation.verdict.is_some();
            if !said {
                continue;
            }
            // Whoever says of a whole sheet's other rows that they do not apply is right; one word for all is enough.
            if row.claim.status == Some(Status::NotApplicable) && row.evaluation.verdict.is_none() {
                needless.push(row);
                continue;
            }
            let message = match requirement.kind {
                Kind::Heading => format!("{} is a heading; its status counts for nothing", requirement.id),
                Kind::None => format!("{} asks nothing of a component; its status counts for nothing", requirement.id),
                _ => format!("{} is not asked of these component types; its status counts for nothing", requirement.id),
            };
            let see = requirement.see.iter().map(|see| edition.requirements[*see].id.as_str()).collect::<Vec<_>>();
            let hint = if see.is_empty() {
                format!("it is asked of: {}", list(requirement.types.iter().map(|one| one.id())))
            } else {
                format!("state it at {}", see.join(", "))
            };
            let problem = row.warning(Cell::Status, message);
            problems.add(|| if requirement.kind == Kind::None { problem } else { problem.hint(hint) });
        }
    }
    if let Some(first) = needless.first() {
        problems.add(|| {
            let ids = needless.iter().map(|row| row.requirement.as_str());
            first
                .warning(
                    Cell::Status,
                    format!("not asked of this subject, so `not-applicable` is needless: {}", list(ids)),
                )
                .hint("leave the status empty, or the row out")
        });
    }
}

fn list<'t>(words: impl Iterator<Item = &'t str>) -> String {
    words.collect::<Vec<_>>().join(", ")
}

/// A verdict of a later day is no verdict yet.
pub(crate) fn warn_about_later_verdicts(rows: &[Row], ask: &Ask, problems: &mut Findings) {
    for row in rows {
        let found = row.evaluation.maturity.map(|level| level.to_string());
        let verdict = row.evaluation.verdict.map(|verdict| verdict.to_string()).or(found);
        if let (Some(verdict), Some(date)) = (verdict, row.evaluation.date)
            && date > ask.at
        {
            problems.add(|| {
                row.warning(
                    Cell::Date,
                    format!(
                        "{}: the verdict `{verdict}` is of {date}, after {}; it does not count yet",
                        row.requirement, ask.at
                    ),
                )
                .hint("ask for a later day with --at, or correct the date")
            });
        }
    }
}

/// What the rows of one feature say about it.
struct FeatureVoices<'s, 'a> {
    feature: &'s FeatureId,
    /// Rows that state something else than its absence.
    present: Option<&'a Row>,
    /// A satisfied row: it cannot be without the feature.
    satisfied: Option<&'a Row>,
    /// Rows that state its absence.
    absent: Vec<&'a Row>,
    /// A row that says nothing, where something could be filled in.
    silent: Option<&'a Row>,
}

/// A feature of which nobody says anything counts as present; one that is said to be both is worth a look.
fn warn_about_features(
    edition: &Edition,
    ask: &Ask,
    rows: &[Row],
    standings: &[Standing<'_>],
    problems: &mut Findings,
) {
    let mut voices: Vec<FeatureVoices<'_, '_>> = Vec::new();
    for standing in standings {
        let Some(feature) = &edition.requirements[standing.requirement].feature else { continue };
        if ask.present.contains(feature) || ask.absent.contains(feature) {
            continue;
        }
        let at = voices.iter().position(|known| known.feature == feature).unwrap_or_else(|| {
            voices.push(FeatureVoices { feature, present: None, satisfied: None, absent: Vec::new(), silent: None });
            voices.len() - 1
        });
        let known = &mut voices[at];
        let said =
            standing.rows.iter().find(|row| row.claim.status.is_some_and(|status| status != Status::NotApplicable));
        known.present = known.present.or(said.copied());
        known.silent = known.silent.or(standing.rows.first().copied());
        match standing.on[0] {
            Stand::NotApplicable(NotApplicableBecause::Stated(row)) => known.absent.push(row),
            Stand::Satisfied(_, row) => known.satisfied = Some(row),
            _ => {}
        }
    }
    let (mut unmentioned, mut undeclared) = (Vec::new(), Vec::new());
    for FeatureVoices { feature, present, satisfied, absent, silent } in voices {
        if let Some(satisfied) = satisfied {
            for row in &absent {
                problems.add(|| {
                    row.warning(
                        Cell::Status,
                        format!(
                            "{}: not applicable without the feature `{feature}`, but {} is satisfied, which needs it",
                            row.requirement, satisfied.requirement
                        ),
                    )
                    .hint("say why the one applies and the other does not, or correct one of them")
                });
            }
        }
        match (present, absent.is_empty(), silent) {
            (None, true, Some(row)) => undeclared.push((feature, row)),
            (None, true, None) => unmentioned.push(feature.as_str()),
            _ => {}
        }
    }
    if let Some((_, first)) = undeclared.first() {
        problems.add(|| {
            let features: Vec<String> =
                undeclared.iter().map(|(feature, row)| format!("`{feature}` ({})", row.requirement)).collect();
            let message =
                format!("nobody says whether these features exist; they count as present: {}", features.join(", "));
            first.warning(Cell::Status, message).hint(
                "state how the row is met, or not-applicable with the reason, or declare the feature present or absent",
            )
        });
    }
    if let (Some(first), false) = (rows.first(), unmentioned.is_empty()) {
        problems.add(|| {
            model::Problem::warning(
                &first.file,
                Spot::new(1, 1),
                format!("no row mentions these features; they count as present: {}", unmentioned.join(", ")),
            )
            .hint("list the rows that depend on them, or declare the features present or absent")
        });
    }
}

fn counts(assessment: &Assessment<'_>) -> Counts {
    let mut counts = Counts::default();
    for standing in &assessment.standings {
        counts.add(match standing.on[Basis::Claimed as usize] {
            Stand::NotApplicable(_) | Stand::Open(Why::NotApplicableUnagreed(_)) => Some(Status::NotApplicable),
            Stand::Satisfied(Way::Native, _) => Some(Status::Met),
            Stand::Satisfied(Way::Integration, _) => Some(Status::ByIntegration),
            Stand::Satisfied(Way::Countermeasure, _) => Some(Status::Compensated),
            Stand::Open(Why::Partly(_)) => Some(Status::Partly),
            Stand::Open(Why::NotMet(_)) => Some(Status::NotMet),
            Stand::Open(_) => None,
        });
    }
    counts
}

fn groups(assessment: &Assessment<'_>) -> Vec<GroupCount> {
    let edition = assessment.edition;
    let mut groups = vec![GroupCount::default(); edition.head.groups.len()];
    for requirement in &edition.requirements {
        groups[requirement.group].total += 1;
    }
    for standing in &assessment.standings {
        let group = &mut groups[edition.requirements[standing.requirement].group];
        let stand = assessment.stand(standing);
        group.passed += usize::from(stand.counts(assessment.weakest_way()));
        group.not_applicable += usize::from(stand.is_not_applicable());
        group.failed +=
            usize::from(assessment.ask.basis == Basis::Evaluated && stand.examined_in_vain(assessment.weakest_way()));
    }
    groups
}

fn conditions<'a>(assessment: &Assessment<'a>) -> Vec<Condition<'a>> {
    let weakest = assessment.weakest_way();
    let mut conditions = Vec::new();
    for standing in &assessment.standings {
        let stand = assessment.stand(standing);
        if !stand.counts(weakest) {
            continue;
        }
        for row in &standing.rows {
            let Some(way) = row.claim.status.and_then(Status::way) else { continue };
            if way != Way::Native {
                let requirement = &assessment.edition.requirements[standing.requirement];
                conditions.push(Condition {
                    title: &requirement.title,
                    row,
                    way,
                    offered: requirement.integration_offered,
                });
            }
        }
    }
    conditions
}

fn gaps<'a>(assessment: &Assessment<'a>) -> Vec<Gap<'a>> {
    let weakest = assessment.weakest_way();
    let leveled = assessment.edition.head.assessed_by == catalogue::AssessedBy::Levels;
    assessment
        .standings
        .iter()
        .filter_map(|standing| {
            let requirement = &assessment.edition.requirements[standing.requirement];
            let why = assessment.stand(standing).why(weakest)?;
            // A constraint holds at every level, so an open one blocks the lowest.
            let lowest = if leveled { SecurityLevel::ONE.number() } else { 0 };
            Some(Gap {
                requirement: standing.requirement,
                needed_for: requirement.level.map_or(lowest, SecurityLevel::number),
                holds_group: false,
                holds_headline: false,
                status: why.row().or(standing.rows.first().copied()).and_then(|row| row.claim.status),
                why,
            })
        })
        .collect()
}

/// The lowest level at which something is open, per foundational requirement, for each weakest way that counts.
#[derive(Debug, Clone, Copy, Default)]
struct Lowest {
    applies: [bool; 7],
    open_at: [[Option<SecurityLevel>; 7]; 3],
}

impl Lowest {
    fn see(&mut self, requirement: &Requirement, stand: &Stand<'_>) {
        let (Some(level), Some(fr)) = (requirement.level, requirement.fr) else { return };
        // A row satisfied by integration is open to whoever counts native ways only, and so on.
        let open_ways = match stand {
            Stand::NotApplicable(_) => return,
            Stand::Satisfied(way, _) => *way as usize,
            Stand::Open(_) => Way::ALL.len(),
        };
        let fr = fr as usize;
        self.applies[fr] = true;
        for open_at in &mut self.open_at[..open_ways] {
            open_at[fr] = Some(open_at[fr].map_or(level, |known| known.min(level)));
        }
    }

    /// The vectors, by the weakest way that counts.
    fn vectors(&self) -> [LevelVector; 3] {
        self.open_at.map(|open_at| {
            let level = |(applies, open_at): (bool, Option<SecurityLevel>)| {
                let reached = open_at.map_or(SecurityLevel::MAX.number(), |level| level.number() - 1);
                applies.then_some(reached).and_then(SecurityLevel::new)
            };
            LevelVector(FoundationalRequirement::ALL.map(|fr| level((self.applies[fr as usize], open_at[fr as usize]))))
        })
    }
}

/// An evaluation says nothing above what was applied for.
fn capped(vector: LevelVector, cap: Option<TargetVector>) -> LevelVector {
    match cap {
        Some(cap) => {
            let mut vector = vector;
            for fr in FoundationalRequirement::ALL {
                let level = &mut vector.0[fr as usize];
                *level = level.map(|level| level.min(cap.get(fr)));
            }
            vector
        }
        None => vector,
    }
}

fn capped_vectors(lowest: [Lowest; 3], ask: &Ask) -> [[LevelVector; 3]; 3] {
    let mut vectors = lowest.map(|lowest| lowest.vectors());
    let evaluated = &mut vectors[Basis::Evaluated as usize];
    *evaluated = evaluated.map(|vector| capped(vector, ask.levels_applied_for()));
    vectors
}

/// The cap that holds on the asked basis.
fn cap(ask: &Ask) -> Option<TargetVector> {
    ask.levels_applied_for().filter(|_| ask.basis == Basis::Evaluated)
}

fn outcome(assessment: &Assessment<'_>) -> LevelsOutcome {
    let (edition, ask) = (assessment.edition, assessment.ask);
    let weakest = assessment.weakest_way();
    let mut lowest = [Lowest::default(); 3];
    let mut by_type: Vec<_> = ask.types.iter().map(|one| (one, Lowest::default())).collect();
    let mut asks_up_to = [None; 7];
    let mut constraints_hold = true;
    for standing in &assessment.standings {
        let requirement = &edition.requirements[standing.requirement];
        for (lowest, stand) in lowest.iter_mut().zip(&standing.on) {
            lowest.see(requirement, stand);
        }
        let stand = assessment.stand(standing);
        if edition.head.component_types {
            for (_, lowest) in by_type.iter_mut().filter(|(one, _)| requirement.types.contains(*one)) {
                lowest.see(requirement, &stand);
            }
        }
        if requirement.kind == Kind::Constraint {
            constraints_hold &= stand.counts(weakest);
        } else if let (Some(fr), false) = (requirement.fr, stand.is_not_applicable()) {
            let known = &mut asks_up_to[fr as usize];
            *known = (*known).max(requirement.level);
        }
    }
    let vectors = capped_vectors(lowest, ask);
    let vector = vectors[ask.basis as usize][weakest as usize];
    let minimum = vector.minimum();
    let headline = minimum.filter(|_| assessment.scheme.level_headline == Headline::Minimum);
    LevelsOutcome {
        vectors,
        vector,
        by_type: by_type
            .into_iter()
            .filter(|_| edition.head.component_types)
            .map(|(one, lowest)| (one, capped(lowest.vectors()[weakest as usize], cap(ask))))
            .collect(),
        headline,
        claimable: headline.map(|level| if constraints_hold { level } else { SecurityLevel::ZERO }),
        asks_up_to,
        meets_target: ask.level_target().map(|target| constraints_hold && target.reached_by(&vector)),
        next: next_steps(assessment, &vector, minimum),
    }
}

/// What each foundational requirement needs for its next level: the rows that are open exactly there.
fn next_steps(assessment: &Assessment<'_>, vector: &LevelVector, minimum: Option<SecurityLevel>) -> Vec<NextStep> {
    let cap = cap(assessment.ask);
    vector
        .iter()
        .filter_map(|(fr, level)| {
            let from = level?;
            let next = from.next().filter(|next| cap.is_none_or(|cap| *next <= cap.get(fr)))?;
            let rows = assessment
                .gaps
                .iter()
                .filter(|gap| {
                    let requirement = &assessment.edition.requirements[gap.requirement];
                    requirement.fr == Some(fr) && requirement.level == Some(next)
                })
                .map(|gap| gap.requirement)
                .collect();
            Some(NextStep { fr, from, rows, holds_headline: Some(from) == minimum })
        })
        .collect()
}
