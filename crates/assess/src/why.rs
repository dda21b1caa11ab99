//! Why is a row open? One reason each, with the place that says so.

use std::fmt;

use model::{EvidenceState, FeatureId, Mark, Marks, MaturityLevel, Row, Status, Trait};

/// Why a row does not count on a basis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why<'a> {
    /// Nobody said anything.
    Silent,
    /// Nobody said anything for one part, and no row speaks for every part.
    SilentPart(&'a str),
    /// The applicant says that it is met in part.
    Partly(&'a Row),
    /// The applicant says that it is not met.
    NotMet(&'a Row),
    /// A status that must be explained is not.
    StatementMissing(&'a Row, Status),
    /// A status that cannot stand here.
    StatusRefused(&'a Row, Status),
    /// Only a countermeasure, where a capability is asked.
    OnlyCompensated(&'a Row),
    /// `not-applicable` where only an evaluator may say so.
    NotApplicableUnagreed(&'a Row),
    /// `not-applicable`, but the feature is declared present.
    FeaturePresent(&'a Row, &'a FeatureId),
    /// Claimed, and no evidence is named.
    NoEvidence(&'a Row),
    /// Claimed, and the evidence named does not hold.
    EvidenceBroken(&'a Row),
    /// The evaluator found it not met.
    Failed(&'a Row),
    /// There is no verdict that counts.
    NotEvaluated,
    /// Passed, but nothing satisfying is stated.
    PassWithoutStatus(&'a Row),
    /// The scheme does not accept `na` here.
    NaRefused(&'a Row),
    /// A verdict on an enhancement whose base is found not applicable.
    ContradictsBase(&'a Row),
    /// The maturity is below what is asked.
    MaturityBelow(&'a Row, MaturityLevel, Marks),
    /// The evaluator found a lower maturity.
    EvaluatedMaturityBelow(&'a Row, MaturityLevel),
}

impl Why<'_> {
    /// The row that says so, if one does.
    pub const fn row(&self) -> Option<&Row> {
        match self {
            Self::Silent | Self::SilentPart(_) | Self::NotEvaluated => None,
            Self::Partly(row)
            | Self::NotMet(row)
            | Self::StatementMissing(row, _)
            | Self::StatusRefused(row, _)
            | Self::OnlyCompensated(row)
            | Self::NotApplicableUnagreed(row)
            | Self::FeaturePresent(row, _)
            | Self::NoEvidence(row)
            | Self::EvidenceBroken(row)
            | Self::Failed(row)
            | Self::PassWithoutStatus(row)
            | Self::NaRefused(row)
            | Self::ContradictsBase(row)
            | Self::MaturityBelow(row, _, _)
            | Self::EvaluatedMaturityBelow(row, _) => Some(row),
        }
    }
}

impl fmt::Display for Why<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Silent => f.write_str("nothing that counts is stated"),
            Self::SilentPart(part) => write!(f, "nothing that counts is stated for the part \"{part}\""),
            Self::Partly(_) => f.write_str("met in part only"),
            Self::NotMet(_) => f.write_str("not met"),
            Self::StatementMissing(_, status) => write!(f, "`{status}` without a statement counts as silence"),
            Self::StatusRefused(_, status) => write!(f, "`{status}` cannot stand here and counts as silence"),
            Self::OnlyCompensated(_) => {
                f.write_str("a countermeasure lowers the risk, the capability itself is missing")
            }
            Self::NotApplicableUnagreed(_) => f.write_str(
                "stated as not applicable, but the row depends on no feature: open until an evaluator agrees",
            ),
            Self::FeaturePresent(_, feature) => {
                write!(f, "stated as not applicable, but the feature `{feature}` is declared present")
            }
            Self::NoEvidence(_) => f.write_str("claimed, but no evidence is named"),
            Self::EvidenceBroken(row) => {
                f.write_str("claimed, but the evidence named does not hold")?;
                let broken = row.claim.evidence.iter().find(|one| one.state == EvidenceState::Broken);
                match broken.filter(|one| !one.because().is_empty()) {
                    Some(one) => write!(f, ": {} {}", one.name, one.because()),
                    None => Ok(()),
                }
            }
            Self::Failed(row) if !row.evaluation.remark.is_empty() => {
                write!(f, "the evaluator failed it: {}", row.evaluation.remark)
            }
            Self::Failed(_) => f.write_str("the evaluator failed it"),
            Self::NotEvaluated => f.write_str("no verdict yet"),
            Self::PassWithoutStatus(_) => f.write_str("passed, but no status says how it is met"),
            Self::NaRefused(_) => f.write_str("`na` is not accepted on a row without a condition"),
            Self::ContradictsBase(_) => f.write_str("a verdict stands here, but its base is found not applicable"),
            Self::MaturityBelow(_, level, marks) => {
                write!(f, "stands at {level}")?;
                missing_marks(f, *level, marks)
            }
            Self::EvaluatedMaturityBelow(_, level) => write!(f, "the evaluator found {level}"),
        }?;
        if let Some(part) = self.row().and_then(|row| row.part.as_ref()) {
            write!(f, " (part \"{part}\")")?;
        }
        Ok(())
    }
}

/// Which marks the next maturity level still needs.
fn missing_marks(f: &mut fmt::Formatter<'_>, level: MaturityLevel, marks: &Marks) -> fmt::Result {
    if marks.is_empty() {
        return Ok(());
    }
    let needed: &[Trait] = match level.number() {
        0 => &[Trait::Performed],
        1 => &[Trait::Documented, Trait::Competent],
        2 => &[Trait::Practised, Trait::Repeated],
        3 => &[Trait::Measured, Trait::Improved],
        _ => &[],
    };
    let missing: Vec<_> = needed
        .iter()
        .filter(|one| !marks.has(**one))
        .map(|one| match marks.get(*one) {
            Some(Mark::Partly) => format!("{} (only partly)", one.id()),
            _ => one.id().to_owned(),
        })
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    write!(f, "; the next level still needs: {}", missing.join(", "))
}
