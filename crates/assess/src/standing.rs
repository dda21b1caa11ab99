//! Where does one row stand on each basis? The rules of a single row, before any level.

use std::fmt;

use catalogue::{AcceptedBy, Edition, Kind, NotApplicable, Requirement, Scheme};
use model::{Cell, EvidenceState, FeatureId, Row, Status, Verdict, Way};

use crate::ask::Ask;
use crate::bind::Voice;
use crate::findings::Findings;
use crate::why::Why;

/// Where a row stands on one basis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stand<'a> {
    /// It does not apply.
    NotApplicable(NotApplicableBecause<'a>),
    /// It is satisfied, in this way.
    Satisfied(Way, &'a Row),
    /// It is open, for this reason.
    Open(Why<'a>),
}

/// Why a row does not apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NotApplicableBecause<'a> {
    /// Its base does not apply.
    Base,
    /// The feature on which it depends is declared absent.
    FeatureAbsent(&'a FeatureId),
    /// The applicant states so where the applicant may.
    Stated(&'a Row),
    /// The evaluator found so.
    Evaluator(&'a Row),
}

impl fmt::Display for NotApplicableBecause<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Base => f.write_str("its base does not apply"),
            Self::FeatureAbsent(feature) => write!(f, "the feature `{feature}` is declared absent"),
            Self::Stated(row) => write!(f, "stated: {}", row.claim.statement),
            Self::Evaluator(_) => f.write_str("the evaluator found so"),
        }
    }
}

impl<'a> Stand<'a> {
    /// Is it satisfied in `weakest` or a stronger way?
    pub const fn counts(&self, weakest: Way) -> bool {
        matches!(self, Self::Satisfied(way, _) if (*way as u8) <= weakest as u8)
    }

    /// Does it not apply?
    pub const fn is_not_applicable(&self) -> bool {
        matches!(self, Self::NotApplicable(_))
    }

    /// Why it is open, if `weakest` is the weakest way that counts.
    pub const fn why(&self, weakest: Way) -> Option<Why<'a>> {
        match self {
            Self::Open(why) => Some(*why),
            Self::Satisfied(way, row) if (*way as u8) > weakest as u8 => Some(Why::OnlyCompensated(row)),
            _ => None,
        }
    }

    /// Did somebody look, and it does not count? Silence and what nobody examined are something else.
    pub(crate) fn examined_in_vain(&self, weakest: Way) -> bool {
        let unexamined = matches!(self, Self::Open(Why::NotEvaluated | Why::Silent | Why::SilentPart(_)));
        !unexamined && !self.is_not_applicable() && !self.counts(weakest)
    }

    /// The worse of two: open, then the weakest way, then what does not apply.
    pub(crate) fn worse(self, other: Self) -> Self {
        let rank = |stand: &Self| match stand {
            Self::NotApplicable(_) => 0,
            Self::Satisfied(way, _) => 1 + *way as u8,
            Self::Open(_) => 9,
        };
        if rank(&other) > rank(&self) { other } else { self }
    }
}

/// What a single row is judged by.
pub(crate) struct Rules<'a> {
    pub(crate) edition: &'a Edition,
    pub(crate) scheme: &'a Scheme,
    pub(crate) ask: &'a Ask,
}

impl<'a> Rules<'a> {
    /// The stands of one voice on claimed, shown and evaluated. `base_drops` says on which bases its base does not apply.
    pub(crate) fn stands(
        &self,
        requirement: &'a Requirement,
        voice: Voice<'a>,
        base_drops: [bool; 3],
        problems: &mut Findings,
    ) -> [Stand<'a>; 3] {
        let claimed = self.claimed(requirement, voice, base_drops[0], problems);
        let shown = match claimed {
            Stand::Satisfied(way, row) => shown(way, row),
            other => other,
        };
        // Shown shares its applicability with claimed, so a base drops out on both or on neither.
        [claimed, shown, self.evaluated(requirement, voice, base_drops[2], problems)]
    }

    /// The applicant's word. Verdicts are never read here.
    fn claimed(
        &self,
        requirement: &'a Requirement,
        voice: Voice<'a>,
        base_drops: bool,
        problems: &mut Findings,
    ) -> Stand<'a> {
        let status = voice.row.and_then(|row| row.claim.status.map(|status| (row, status)));
        let satisfying = status.filter(|(_, status)| status.way().is_some());
        if base_drops {
            // A row for every part speaks for the parts whose base does apply.
            let own = satisfying.filter(|(row, _)| row.part.as_ref().map(|part| part.as_str()) == voice.part);
            if let Some((row, status)) = own {
                problems.add(|| {
                    row.warning(Cell::Status, format!("{}: `{status}`, but its base does not apply", requirement.id))
                        .hint("an enhancement falls with its base; leave the status empty")
                });
            }
            return Stand::NotApplicable(NotApplicableBecause::Base);
        }
        if let Some(feature) = requirement.feature.as_ref().filter(|feature| self.ask.absent.contains(feature)) {
            if let Some((row, status)) = satisfying {
                problems.add(|| {
                    row.warning(
                        Cell::Status,
                        format!("{}: `{status}`, but the feature `{feature}` is declared absent", requirement.id),
                    )
                    .hint("declare the feature present, or leave the status empty")
                });
            }
            return Stand::NotApplicable(NotApplicableBecause::FeatureAbsent(feature));
        }
        let Some((row, status)) = status else {
            return Stand::Open(match voice.part {
                Some(part) if voice.row.is_none() => Why::SilentPart(part),
                _ => Why::Silent,
            });
        };
        // CCSC 1 to 4 hold at every level and cannot be traded: only met or not.
        if requirement.kind == Kind::Constraint && !matches!(status, Status::Met | Status::NotMet) {
            problems.add(|| {
                row.error(Cell::Status, format!("{}: a common constraint cannot be `{status}`", requirement.id))
                    .hint("write met or not-met")
            });
            return Stand::Open(Why::StatusRefused(row, status));
        }
        if status.needs_statement() && row.claim.statement.is_empty() {
            let wanted = match status {
                Status::ByIntegration => "name the system that provides it",
                Status::Compensated => "say which countermeasure lowers the risk",
                _ => "say why it does not apply",
            };
            problems.add(|| {
                row.error(Cell::Status, format!("{}: `{status}` needs a statement", requirement.id)).hint(wanted)
            });
            return Stand::Open(Why::StatementMissing(row, status));
        }
        match status {
            Status::Met | Status::ByIntegration | Status::Compensated => {
                Stand::Satisfied(status.way().unwrap_or(Way::Countermeasure), row)
            }
            Status::Partly => Stand::Open(Why::Partly(row)),
            Status::NotMet => Stand::Open(Why::NotMet(row)),
            Status::NotApplicable => self.not_applicable(requirement, row, problems),
        }
    }

    /// `not-applicable` with its statement.
    fn not_applicable(&self, requirement: &'a Requirement, row: &'a Row, problems: &mut Findings) -> Stand<'a> {
        let stated = Stand::NotApplicable(NotApplicableBecause::Stated(row));
        if self.edition.head.not_applicable != NotApplicable::Conditional {
            return stated;
        }
        match &requirement.feature {
            Some(feature) if self.ask.present.contains(feature) => {
                problems.add(|| {
                    row.error(
                        Cell::Status,
                        format!(
                            "{}: `not-applicable`, but the feature `{feature}` is declared present",
                            requirement.id
                        ),
                    )
                    .hint("say how the requirement is met, or declare the feature absent")
                });
                Stand::Open(Why::FeaturePresent(row, feature))
            }
            Some(_) => stated,
            None => {
                let why = match requirement.kind {
                    Kind::Enhancement => "an enhancement falls with its base only",
                    _ => "applies to every such product",
                };
                problems.add(|| {
                    row.warning(Cell::Status, format!("{}: {why}, so `not-applicable` stays open", requirement.id))
                        .hint("an evaluator may accept it with the verdict na; until then it counts as open")
                });
                Stand::Open(Why::NotApplicableUnagreed(row))
            }
        }
    }

    /// The evaluator's verdicts: `pass` and `na` count, nothing else does.
    fn evaluated(
        &self,
        requirement: &'a Requirement,
        voice: Voice<'a>,
        base_drops: bool,
        problems: &mut Findings,
    ) -> Stand<'a> {
        let verdict = voice.row.and_then(|row| verdict_in_effect(row, self.ask).map(|verdict| (row, verdict)));
        if base_drops {
            // A row for every part speaks for the parts whose base does apply; only a row of this very part contradicts.
            let own = verdict.filter(|(row, _)| row.part.as_ref().map(|part| part.as_str()) == voice.part);
            let contradicts =
                |verdict| format!("{}: `{verdict}`, but its base is found not applicable", requirement.id);
            match own {
                Some((row, verdict @ Verdict::Fail)) => {
                    problems.add(|| {
                        row.error(Cell::Verdict, contradicts(verdict))
                            .hint("an enhancement falls with its base; correct one of the two verdicts")
                    });
                    return Stand::Open(Why::ContradictsBase(row));
                }
                Some((row, verdict @ Verdict::Pass)) => problems.add(|| {
                    row.warning(Cell::Verdict, contradicts(verdict))
                        .hint("an enhancement falls with its base; leave the verdict empty or write na")
                }),
                _ => {}
            }
            return Stand::NotApplicable(NotApplicableBecause::Base);
        }
        let Some((row, verdict)) = verdict else { return Stand::Open(Why::NotEvaluated) };
        match verdict {
            Verdict::Ne => Stand::Open(Why::NotEvaluated),
            Verdict::Fail => Stand::Open(Why::Failed(row)),
            Verdict::Pass => match self.way_stated(requirement, row) {
                Some(way) => Stand::Satisfied(way, row),
                None => {
                    problems.add(|| {
                        row.error(
                            Cell::Verdict,
                            format!("{}: `pass`, but no status says how it is met", requirement.id),
                        )
                        .hint("the status must be met, by-integration or compensated, the latter two with a statement")
                    });
                    Stand::Open(Why::PassWithoutStatus(row))
                }
            },
            Verdict::Na if requirement.kind == Kind::Constraint => {
                problems.add(|| {
                    row.error(Cell::Verdict, format!("{}: a common constraint always applies", requirement.id))
                        .hint("write pass or fail")
                });
                Stand::Open(Why::NaRefused(row))
            }
            Verdict::Na
                if self.scheme.not_applicable == AcceptedBy::EvaluatorWhereConditional
                    && requirement.feature.is_none() =>
            {
                problems.add(|| {
                    row.warning(
                        Cell::Verdict,
                        format!(
                            "{}: the scheme {} accepts `na` on conditional rows only",
                            requirement.id, self.scheme.id
                        ),
                    )
                    .hint("give pass or fail")
                });
                Stand::Open(Why::NaRefused(row))
            }
            Verdict::Na => match requirement.feature.as_ref().filter(|feature| self.ask.present.contains(feature)) {
                Some(feature) => {
                    problems.add(|| {
                        row.error(
                            Cell::Verdict,
                            format!("{}: `na`, but the feature `{feature}` is declared present", requirement.id),
                        )
                        .hint("give pass or fail, or have the feature declared absent")
                    });
                    Stand::Open(Why::FeaturePresent(row, feature))
                }
                None => Stand::NotApplicable(NotApplicableBecause::Evaluator(row)),
            },
        }
    }

    /// The way in which the row says that it is met, if its status may stand there.
    fn way_stated(&self, requirement: &Requirement, row: &Row) -> Option<Way> {
        let status = row.claim.status?;
        let explained = !status.needs_statement() || !row.claim.statement.is_empty();
        let allowed = requirement.kind != Kind::Constraint || status == Status::Met;
        status.way().filter(|_| explained && allowed)
    }
}

/// Evidence carries a claim when there is some and none of it is broken.
fn shown(way: Way, row: &Row) -> Stand<'_> {
    match evidence_missing(row) {
        Some(why) => Stand::Open(why),
        None => Stand::Satisfied(way, row),
    }
}

/// Why the evidence named does not carry the claim, if it does not.
pub(crate) fn evidence_missing(row: &Row) -> Option<Why<'_>> {
    let evidence = &row.claim.evidence;
    if evidence.is_empty() {
        Some(Why::NoEvidence(row))
    } else if evidence.iter().any(|one| one.state == EvidenceState::Broken) {
        Some(Why::EvidenceBroken(row))
    } else {
        None
    }
}

/// The verdict, unless it is dated after the day that is asked about.
pub(crate) fn verdict_in_effect(row: &Row, ask: &Ask) -> Option<Verdict> {
    let later = row.evaluation.date.is_some_and(|date| date > ask.at);
    row.evaluation.verdict.filter(|_| !later)
}
