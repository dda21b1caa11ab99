//! Which maturity level does each practice reach?
//!
//! Documented is not practised: ML 2 rests on procedures and trained people, ML 3 on dated records of having used them
//! (IEC 62443-4-1:2018, 4.2 and table of maturity levels; 2-1 and 2-4 use the same levels).

use catalogue::{Edition, Headline, NotApplicable, Requirement, Scheme};
use model::{Basis, Cell, Mark, Marks, MaturityLevel, Row, Status, Trait, Verdict, Way};

use crate::ask::{Ask, maturity};
use crate::assessment::{Assessment, Counts, Gap, GroupCount, MaturityOutcome, Outcome, Standing};
use crate::bind::{Bound, Voice};
use crate::findings::Findings;
use crate::levels::warn_about_later_verdicts;
use crate::standing::{NotApplicableBecause, Stand, evidence_missing, verdict_in_effect};
use crate::why::Why;

/// The highest maturity level that the marks of one row support.
///
/// - ML 1: performed, or documented at least in part (undocumented practice stays here);
/// - ML 2: documented and the people competent, performed or not;
/// - ML 3: ML 2, practised with dated records on named products, and repeated across sites or teams;
/// - ML 4: ML 3, a metric with at least two dated values, and an improvement that follows from it.
///
/// Silence is ML 0. `partly` carries nothing but the first step of documentation.
pub fn supported_by_marks(marks: &Marks) -> MaturityLevel {
    let documented = matches!(marks.get(Trait::Documented), Some(Mark::Yes | Mark::Partly));
    // Records of practice show that it is performed, whether or not the first column is filled in.
    let initial = marks.has(Trait::Performed) || marks.has(Trait::Practised) || documented;
    let managed = marks.has(Trait::Documented) && marks.has(Trait::Competent);
    let defined = managed && marks.has(Trait::Practised) && marks.has(Trait::Repeated);
    let improving = defined && marks.has(Trait::Measured) && marks.has(Trait::Improved);
    match (initial, managed, defined, improving) {
        (_, _, _, true) => MaturityLevel::FOUR,
        (_, _, true, _) => MaturityLevel::THREE,
        (_, true, _, _) => MaturityLevel::TWO,
        (true, _, _, _) => MaturityLevel::ONE,
        _ => MaturityLevel::ZERO,
    }
}

/// Where a process row stands on one basis.
#[derive(Clone, Copy)]
enum Reached<'a> {
    Level(MaturityLevel, Option<Why<'a>>, Option<&'a Row>),
    NotApplicable(NotApplicableBecause<'a>),
    /// Outside the chosen scope.
    NotEvaluated,
}

pub(crate) fn assess<'a>(edition: &'a Edition, scheme: &'a Scheme, rows: &'a [Row], ask: &'a Ask) -> Assessment<'a> {
    let bound = Bound::new(edition, rows, |index| edition.requirements[index].is_asked());
    let mut problems = Findings::listed();
    let rules = Rules { edition, ask };
    let mut reached = Vec::new();
    for (index, requirement) in edition.requirements.iter().enumerate().filter(|(_, one)| one.is_asked()) {
        let own = bound.rows(index);
        let voices = bound.voices(own).map(|(_, voice)| voice);
        let on = voices
            .map(|voice| rules.reached(requirement, voice, own.is_empty(), &mut problems))
            .reduce(|worst, next| [0, 1, 2].map(|basis| worse(worst[basis], next[basis])))
            .unwrap_or([Reached::NotEvaluated; 3]);
        reached.push((index, on, own.iter().map(|(_, row)| *row).collect::<Vec<_>>()));
    }
    let minimum = |basis: Basis| reached.iter().filter_map(|(_, on, _)| level(on[basis as usize])).min();
    let passes = maturity(ask.target).unwrap_or_default().max(scheme.minimum_maturity);
    let goal = goal(scheme, ask, minimum(ask.basis));
    let standings: Vec<Standing<'a>> = reached
        .into_iter()
        .map(|(requirement, on, rows)| Standing {
            requirement,
            rows,
            on: on.map(|one| stand(one, passes)),
            maturity: on.map(level),
        })
        .collect();
    caution(edition, &standings, &mut problems);
    warn_about_scope(edition, rows, &standings, &mut problems);
    warn_about_later_verdicts(rows, ask, &mut problems);
    let outcome = outcome(edition, scheme, ask, &standings);
    let groups = groups(edition, ask, &standings);
    let counts = counts(&standings);
    let gaps = gaps(edition, ask, goal, &standings, &outcome);
    Assessment {
        edition,
        scheme,
        ask,
        standings,
        outcome: Outcome::Maturity(outcome),
        counts,
        groups,
        conditions: Vec::new(),
        gaps,
        problems: problems.into_list(),
    }
}

/// Up to which level gaps are listed: the target or the next step, and never below the scheme's minimum.
fn goal(scheme: &Scheme, ask: &Ask, minimum: Option<MaturityLevel>) -> MaturityLevel {
    let next = minimum.and_then(MaturityLevel::next).unwrap_or(MaturityLevel::FOUR);
    maturity(ask.target).unwrap_or(next).max(scheme.minimum_maturity)
}

fn level(reached: Reached<'_>) -> Option<MaturityLevel> {
    match reached {
        Reached::Level(level, _, _) => Some(level),
        Reached::NotApplicable(_) | Reached::NotEvaluated => None,
    }
}

fn worse<'a>(one: Reached<'a>, other: Reached<'a>) -> Reached<'a> {
    match (one, other) {
        (Reached::Level(a, _, _), Reached::Level(b, _, _)) => {
            if b < a {
                other
            } else {
                one
            }
        }
        (Reached::Level(..), _) => one,
        (_, Reached::Level(..)) => other,
        (Reached::NotApplicable(_), _) => one,
        _ => other,
    }
}

/// A row passes from the target on, and never below the scheme's minimum.
fn stand(reached: Reached<'_>, passes: MaturityLevel) -> Stand<'_> {
    match reached {
        Reached::Level(level, None, Some(row)) if level >= passes => Stand::Satisfied(Way::Native, row),
        Reached::Level(_, Some(why), _) => Stand::Open(why),
        Reached::Level(level, None, Some(row)) => Stand::Open(Why::MaturityBelow(row, level, row.claim.marks)),
        Reached::Level(_, None, None) => Stand::Open(Why::Silent),
        Reached::NotApplicable(because) => Stand::NotApplicable(because),
        Reached::NotEvaluated => Stand::Open(Why::NotEvaluated),
    }
}

struct Rules<'a> {
    edition: &'a Edition,
    ask: &'a Ask,
}

impl<'a> Rules<'a> {
    fn reached(
        &self,
        requirement: &'a Requirement,
        voice: Voice<'a>,
        absent: bool,
        problems: &mut Findings,
    ) -> [Reached<'a>; 3] {
        let silent = Reached::Level(MaturityLevel::ZERO, Some(Why::Silent), None);
        let declared_absent = requirement.feature.as_ref().filter(|feature| self.ask.absent.contains(feature));
        let Some(row) = voice.row else {
            if let Some(feature) = declared_absent {
                let dropped = Reached::NotApplicable(NotApplicableBecause::FeatureAbsent(feature));
                return [dropped, dropped, Reached::Level(MaturityLevel::ZERO, Some(Why::NotEvaluated), None)];
            }
            // In 2-4 the applicant chooses the rows: what the sheet does not list is outside the scope.
            let scoped = self.edition.head.not_applicable == NotApplicable::Scope && absent;
            return [if scoped { Reached::NotEvaluated } else { silent }; 3];
        };
        let claimed = self.claimed(requirement, row, problems);
        let shown = match claimed {
            Reached::Level(level, None, _) if level > MaturityLevel::ZERO => match evidence_missing(row) {
                Some(why) => Reached::Level(MaturityLevel::ZERO, Some(why), Some(row)),
                None => claimed,
            },
            other => other,
        };
        [claimed, shown, self.evaluated(requirement, row, claimed, problems)]
    }

    fn claimed(&self, requirement: &'a Requirement, row: &'a Row, problems: &mut Findings) -> Reached<'a> {
        let claim = &row.claim;
        if let Some(feature) = requirement.feature.as_ref().filter(|feature| self.ask.absent.contains(feature)) {
            let stated = claim.maturity.is_some_and(|level| level > MaturityLevel::ZERO) || !claim.marks.is_empty();
            if stated {
                problems.add(|| {
                    row.warning(
                        Cell::Status,
                        format!("{}: stated, but the feature `{feature}` is declared absent", requirement.id),
                    )
                    .hint("declare the feature present, or leave the row empty")
                });
            }
            return Reached::NotApplicable(NotApplicableBecause::FeatureAbsent(feature));
        }
        match claim.status {
            Some(Status::NotApplicable) => return self.not_applicable(requirement, row, problems),
            Some(status @ (Status::ByIntegration | Status::Compensated)) => {
                problems.add(|| {
                    row.error(Cell::Status, format!("{}: a process cannot be `{status}`", requirement.id))
                        .hint("write met, partly, not-met or not-applicable, and the maturity or its marks")
                });
                return Reached::Level(MaturityLevel::ZERO, Some(Why::StatusRefused(row, status)), Some(row));
            }
            Some(Status::NotMet) => {
                if claim.maturity.is_some_and(|level| level > MaturityLevel::ZERO) {
                    problems.add(|| {
                        row.error(Cell::Maturity, format!("{}: `not-met` has no maturity", requirement.id))
                            .hint("leave the maturity empty, or correct the status")
                    });
                }
                return Reached::Level(MaturityLevel::ZERO, Some(Why::NotMet(row)), Some(row));
            }
            _ => {}
        }
        let supported = supported_by_marks(&claim.marks);
        if claim.marks.get(Trait::Performed) == Some(Mark::No) && claim.marks.has(Trait::Practised) {
            problems.add(|| {
                row.warning(Cell::Requirement, format!("{}: practised, but not performed", requirement.id))
                    .hint("records of practice show that it is performed; correct one of the two marks")
            });
        }
        let level = match (claim.maturity, claim.marks.is_empty()) {
            (Some(stated), true) => stated,
            (Some(stated), false) if stated > supported => {
                problems.add(|| {
                    row.error(
                        Cell::Maturity,
                        format!("{}: {stated} is stated, but the marks support {supported}", requirement.id),
                    )
                    .hint("a stated level never exceeds what its marks support; correct the level or the marks")
                });
                supported
            }
            (Some(stated), false) => stated,
            (None, false) => supported,
            (None, true) if claim.status == Some(Status::Met) => {
                problems.add(|| {
                    row.warning(
                        Cell::Status,
                        format!("{}: `met` says nothing of maturity; taken as performed, ML 1", requirement.id),
                    )
                    .hint("state the maturity or its marks")
                });
                MaturityLevel::ONE
            }
            (None, true) if claim.status == Some(Status::Partly) => {
                return Reached::Level(MaturityLevel::ZERO, Some(Why::Partly(row)), Some(row));
            }
            (None, true) => return Reached::Level(MaturityLevel::ZERO, Some(Why::Silent), Some(row)),
        };
        if claim.status == Some(Status::Partly) && level > MaturityLevel::ONE {
            problems.add(|| {
                row.warning(
                    Cell::Status,
                    format!("{}: `partly` carries no more than ML 1, {level} is stated", requirement.id),
                )
                .hint("write met if the whole requirement stands at that level")
            });
            return Reached::Level(MaturityLevel::ONE, None, Some(row));
        }
        Reached::Level(level, None, Some(row))
    }

    fn not_applicable(&self, requirement: &'a Requirement, row: &'a Row, problems: &mut Findings) -> Reached<'a> {
        let zero = |why| Reached::Level(MaturityLevel::ZERO, Some(why), Some(row));
        if row.claim.statement.is_empty() {
            problems.add(|| {
                row.error(Cell::Status, format!("{}: `not-applicable` needs a statement", requirement.id))
                    .hint("say why it does not apply")
            });
            return zero(Why::StatementMissing(row, Status::NotApplicable));
        }
        match (self.edition.head.not_applicable, &requirement.feature) {
            (NotApplicable::Scope, _) => Reached::NotEvaluated,
            (NotApplicable::Owner, _) => Reached::NotApplicable(NotApplicableBecause::Stated(row)),
            (NotApplicable::Conditional, Some(feature)) if self.ask.present.contains(feature) => {
                problems.add(|| {
                    row.error(
                        Cell::Status,
                        format!(
                            "{}: `not-applicable`, but the feature `{feature}` is declared present",
                            requirement.id
                        ),
                    )
                    .hint("state the maturity, or declare the feature absent")
                });
                zero(Why::FeaturePresent(row, feature))
            }
            (NotApplicable::Conditional, Some(_)) => Reached::NotApplicable(NotApplicableBecause::Stated(row)),
            (NotApplicable::Conditional, None) => {
                problems.add(|| {
                    row.warning(
                        Cell::Status,
                        format!("{}: applies to every process, so `not-applicable` stays open", requirement.id),
                    )
                    .hint("state the maturity; only rows that depend on a feature may be left out")
                });
                zero(Why::NotApplicableUnagreed(row))
            }
        }
    }

    /// The evaluator writes a level; `pass` confirms the level that the applicant states.
    fn evaluated(
        &self,
        requirement: &'a Requirement,
        row: &'a Row,
        claimed: Reached<'a>,
        problems: &mut Findings,
    ) -> Reached<'a> {
        let zero = |why| Reached::Level(MaturityLevel::ZERO, Some(why), Some(row));
        let found = row.evaluation.maturity.filter(|_| row.evaluation.date.is_none_or(|date| date <= self.ask.at));
        let verdict = verdict_in_effect(row, self.ask);
        let level = match (verdict, found) {
            (Some(Verdict::Fail), _) => return zero(Why::Failed(row)),
            // Process rows may be not applicable on a condition only, whoever says so; 2-1 and 2-4 leave more to choice.
            (Some(Verdict::Na), _) => {
                let conditional = self.edition.head.not_applicable == NotApplicable::Conditional;
                if !conditional || requirement.feature.is_some() {
                    return Reached::NotApplicable(NotApplicableBecause::Evaluator(row));
                }
                problems.add(|| {
                    row.error(Cell::Verdict, format!("{}: `na`, but the row applies to every process", requirement.id))
                        .hint("write the level found, such as ML1, or fail")
                });
                return zero(Why::NaRefused(row));
            }
            // Outside the chosen scope nothing is evaluated; inside it a missing verdict is not a pass.
            (Some(Verdict::Ne), _) | (None, None) if matches!(claimed, Reached::NotEvaluated) => {
                return Reached::NotEvaluated;
            }
            (Some(Verdict::Ne), _) | (None, None) => return zero(Why::NotEvaluated),
            (_, Some(found)) => {
                if found > MaturityLevel::ZERO && row.claim.status == Some(Status::NotMet) {
                    problems.add(|| {
                        row.error(
                            Cell::Verdict,
                            format!("{}: {found} is found, but `not-met` is stated", requirement.id),
                        )
                        .hint("the applicant states what the evaluator saw, or the evaluator writes fail")
                    });
                    return zero(Why::PassWithoutStatus(row));
                }
                if level(claimed).is_none_or(|claimed| found > claimed) {
                    problems.add(|| {
                        row.warning(
                            Cell::Verdict,
                            format!("{}: the evaluator found {found}, above what the row supports", requirement.id),
                        )
                        .hint("the applicant's side should say what the evaluator saw")
                    });
                }
                found
            }
            (Some(Verdict::Pass), None) => match claimed {
                Reached::Level(level, None, _) if level > MaturityLevel::ZERO => level,
                _ => {
                    problems.add(|| row.error(Cell::Verdict, format!("{}: `pass`, but no maturity is stated that it could confirm", requirement.id))
                            .hint("the applicant states a level or marks, or the evaluator writes the level found, such as ML2"));
                    return zero(Why::PassWithoutStatus(row));
                }
            },
        };
        let capped = maturity(self.ask.applied_for).map_or(level, |cap| level.min(cap));
        if level > MaturityLevel::ZERO {
            Reached::Level(capped, None, Some(row))
        } else {
            zero(Why::EvaluatedMaturityBelow(row, level))
        }
    }
}

/// Warns where a claim rests on other rows that are too low.
fn caution(edition: &Edition, standings: &[Standing<'_>], problems: &mut Findings) {
    let claimed = |standing: &Standing<'_>| standing.maturity[Basis::Claimed as usize];
    for rule in &edition.head.cautions {
        let low: Vec<&str> = rule
            .rows
            .iter()
            .filter(|id| {
                standings
                    .iter()
                    .find(|standing| edition.requirements[standing.requirement].id.as_str() == id.as_str())
                    .is_some_and(|standing| claimed(standing).is_some_and(|level| level < rule.at_least))
            })
            .map(String::as_str)
            .collect();
        if low.is_empty() {
            continue;
        }
        for standing in standings.iter().filter(|standing| claimed(standing) >= Some(rule.claim)) {
            if let Some(row) = standing.rows.first() {
                let cell = if row.spots.maturity.line > 0 { Cell::Maturity } else { Cell::Requirement };
                problems.add(|| {
                    row.warning(
                        cell,
                        format!(
                            "{}: {} is claimed while these are below {}: {}",
                            row.requirement,
                            rule.claim,
                            rule.at_least,
                            low.join(", ")
                        ),
                    )
                    .hint("a process improves where somebody verifies it, learns from it and reviews its defects")
                });
            }
        }
    }
}

/// Rows that a 2-4 sheet leaves out are outside the scope; the result must not hide that.
fn warn_about_scope(edition: &Edition, rows: &[Row], standings: &[Standing<'_>], problems: &mut Findings) {
    if edition.head.not_applicable != NotApplicable::Scope {
        return;
    }
    let Some(first) = rows.first() else { return };
    let out = standings.iter().filter(|standing| standing.maturity[Basis::Claimed as usize].is_none()).count();
    if out > 0 {
        problems.add(|| {
            model::Problem::warning(
                &first.file,
                model::Spot::new(1, 1),
                format!(
                    "{} of {} rows are in scope; the others are not evaluated",
                    standings.len() - out,
                    standings.len()
                ),
            )
            .hint("list every row that the role covers, empty if nothing can be said yet")
        });
    }
    for standing in standings {
        let requirement = &edition.requirements[standing.requirement];
        let base = requirement.parent.and_then(|parent| standings.iter().find(|one| one.requirement == parent));
        let in_scope = |standing: &Standing<'_>| standing.maturity[Basis::Claimed as usize].is_some();
        if let (true, Some(base), Some(row)) = (in_scope(standing), base, standing.rows.first())
            && !in_scope(base)
        {
            problems.add(|| {
                row.warning(
                    Cell::Requirement,
                    format!(
                        "{} is in scope, but its base {} is not",
                        requirement.id, edition.requirements[base.requirement].id
                    ),
                )
                .hint("an enhancement adds to its base: list the base too")
            });
        }
    }
}

fn outcome(edition: &Edition, scheme: &Scheme, ask: &Ask, standings: &[Standing<'_>]) -> MaturityOutcome {
    let mut practices = vec![None; edition.head.groups.len()];
    let mut histogram = [0; 5];
    let (mut not_applicable, mut not_evaluated) = (0, 0);
    let mut minimum: Option<MaturityLevel> = None;
    let lower =
        |known: Option<MaturityLevel>, level: MaturityLevel| Some(known.map_or(level, |known| known.min(level)));
    for standing in standings {
        let group = edition.requirements[standing.requirement].group;
        match (standing.maturity[ask.basis as usize], standing.on[ask.basis as usize]) {
            (Some(level), _) => {
                histogram[usize::from(level.number())] += 1;
                practices[group] = lower(practices[group], level);
                minimum = lower(minimum, level);
            }
            (None, Stand::NotApplicable(_)) => not_applicable += 1,
            (None, _) => not_evaluated += 1,
        }
    }
    MaturityOutcome {
        practices,
        headline: minimum.filter(|_| scheme.maturity_headline == Headline::Minimum),
        minimum,
        histogram,
        not_applicable,
        not_evaluated,
        meets_target: maturity(ask.target).map(|target| minimum.is_some_and(|minimum| minimum >= target)),
    }
}

fn groups(edition: &Edition, ask: &Ask, standings: &[Standing<'_>]) -> Vec<GroupCount> {
    let mut groups = vec![GroupCount::default(); edition.head.groups.len()];
    for standing in standings {
        let group = &mut groups[edition.requirements[standing.requirement].group];
        let stand = standing.on[ask.basis as usize];
        group.total += 1;
        group.passed += usize::from(stand.counts(Way::Native));
        group.not_applicable += usize::from(stand.is_not_applicable());
        group.failed += usize::from(ask.basis == Basis::Evaluated && stand.examined_in_vain(Way::Native));
    }
    groups
}

fn counts(standings: &[Standing<'_>]) -> Counts {
    let mut counts = Counts::default();
    for standing in standings {
        // What is outside the scope and not even listed is nobody's silence.
        if standing.rows.is_empty() && matches!(standing.on[0], Stand::Open(Why::NotEvaluated)) {
            continue;
        }
        counts.add(match standing.on[Basis::Claimed as usize] {
            Stand::NotApplicable(_) | Stand::Open(Why::NotApplicableUnagreed(_) | Why::NotEvaluated) => {
                Some(Status::NotApplicable)
            }
            Stand::Satisfied(_, row) | Stand::Open(Why::MaturityBelow(row, ..)) => {
                let level = standing.maturity[Basis::Claimed as usize];
                let implied = level.filter(|level| *level > MaturityLevel::ZERO).map(|_| Status::Met);
                row.claim.status.or(implied)
            }
            Stand::Open(Why::Partly(_)) => Some(Status::Partly),
            Stand::Open(Why::NotMet(_)) => Some(Status::NotMet),
            Stand::Open(_) => None,
        });
    }
    counts
}

fn gaps<'a>(
    edition: &Edition,
    ask: &Ask,
    goal: MaturityLevel,
    standings: &[Standing<'a>],
    outcome: &MaturityOutcome,
) -> Vec<Gap<'a>> {
    standings
        .iter()
        .filter_map(|standing| {
            let level = standing.maturity[ask.basis as usize].filter(|level| *level < goal)?;
            let why = match standing.on[ask.basis as usize] {
                Stand::Satisfied(_, row) => Why::MaturityBelow(row, level, row.claim.marks),
                stand => stand.why(Way::Native)?,
            };
            let requirement = &edition.requirements[standing.requirement];
            Some(Gap {
                requirement: standing.requirement,
                needed_for: level.next().unwrap_or(MaturityLevel::FOUR).number(),
                holds_group: outcome.practices[requirement.group] == Some(level),
                holds_headline: outcome.minimum == Some(level),
                status: why.row().or(standing.rows.first().copied()).and_then(|row| row.claim.status),
                why,
            })
        })
        .collect()
}
