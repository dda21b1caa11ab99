//! How do reports say levels, stands, versions and people? The same words in every one of them.

use assess::{Assessment, Bearing, Outcome, Stand, Standing};
use document::Tone;
use model::{Basis, Goal, MaturityLevel, Row, SecurityLevel, Verdict, Version, Way};

use crate::matter::{Case, Matter};

/// A security level, or that there is none.
pub(super) fn level(level: Option<SecurityLevel>) -> String {
    level.map_or_else(|| "n/a".to_owned(), |level| level.to_string())
}

/// A maturity level, or that there is none.
pub(super) fn maturity(level: Option<MaturityLevel>) -> String {
    level.map_or_else(|| "n/a".to_owned(), |level| level.to_string())
}

/// A goal: one level, seven, or a maturity level.
pub(super) fn goal(goal: Option<Goal>) -> String {
    match goal {
        None => "none stated".to_owned(),
        Some(Goal::Maturity(level)) => level.to_string(),
        Some(Goal::Levels(vector)) if vector.0.iter().all(|level| *level == vector.0[0]) => vector.0[0].to_string(),
        Some(Goal::Levels(vector)) => vector.to_string(),
    }
}

/// The edition as people cite it: `IEC 62443-4-2:2019`.
pub(super) fn edition(case: &Case<'_>) -> String {
    let key = &case.assessment.edition.head.key;
    let id = key.standard.as_str();
    match id.strip_prefix("iec") {
        Some(number) => format!("IEC {number}:{}", key.edition),
        None => format!("{} {}", id.to_uppercase(), key.edition),
    }
}

/// A subject with its current version.
pub(super) fn subject(case: &Case<'_>) -> String {
    match case.subject.version() {
        Some(version) => format!("{}, {}", case.subject.name, version.id),
        None => case.subject.name.clone(),
    }
}

/// What a version consists of.
pub(super) fn version(version: &Version) -> String {
    let parts = [
        ("hardware", &version.hardware),
        ("firmware", &version.firmware),
        ("software", &version.software),
        ("build", &version.build),
        ("platform", &version.platform),
    ];
    let mut words: Vec<String> =
        parts.iter().filter(|(_, what)| !what.is_empty()).map(|(name, what)| format!("{name} {what}")).collect();
    if let Some(date) = version.date {
        words.push(format!("of {date}"));
    }
    words.join(", ")
}

/// A person by id: the name with the organization, where they are known.
pub(super) fn person(matter: &Matter<'_>, id: &str) -> String {
    match matter.people.iter().find(|one| one.id == id) {
        Some(one) if !one.name.is_empty() && !one.organization.is_empty() => {
            format!("{}, {}", one.name, one.organization)
        }
        Some(one) if !one.name.is_empty() => one.name.to_owned(),
        _ => id.to_owned(),
    }
}

/// On whose word a result rests.
pub(super) const fn basis(basis: Basis) -> &'static str {
    match basis {
        Basis::Claimed => "claimed: the applicant's own word",
        Basis::Shown => "shown: claims that carry evidence in effect",
        Basis::Evaluated => "evaluated: the verdicts of an evaluator",
    }
}

/// What a common constraint that is open comes to.
pub(super) const CONSTRAINT_OPEN: &str =
    "A common constraint is open: until it holds, no level above SL 0 can be claimed, whatever the rows reach.";

/// The headline of an assessment, as far as it can be claimed: `SL 1`, `ML 2`; `None` where the standard or the scheme
/// has none.
pub(super) fn headline(assessment: &Assessment<'_>) -> Option<String> {
    match &assessment.outcome {
        Outcome::Levels(levels) => levels.claimable.map(|level| level.to_string()),
        Outcome::Maturity(maturity) => maturity.headline.map(|level| level.to_string()),
        Outcome::Coverage(_) | Outcome::Steps => None,
    }
}

/// Is the target met? `None` without one.
pub(super) const fn meets_target(assessment: &Assessment<'_>) -> Option<bool> {
    match &assessment.outcome {
        Outcome::Levels(levels) => levels.meets_target,
        Outcome::Maturity(maturity) => maturity.meets_target,
        Outcome::Coverage(_) | Outcome::Steps => None,
    }
}

/// Where a requirement stands on one basis, in words and in tone.
pub(super) fn stand(assessment: &Assessment<'_>, standing: &Standing<'_>, basis: Basis) -> (String, Tone) {
    let stand = standing.on[basis as usize];
    let open = stand.why(assessment.weakest_way()).is_some();
    if matches!(stand, Stand::Open(assess::Why::NotEvaluated)) {
        return ("not evaluated".to_owned(), Tone::Absent);
    }
    if let (Some(level), false) = (standing.maturity[basis as usize], stand.is_not_applicable()) {
        return (level.to_string(), if open { Tone::Bad } else { Tone::Good });
    }
    match stand {
        Stand::NotApplicable(_) => ("not applicable".to_owned(), Tone::Absent),
        Stand::Satisfied(Way::Native, _) => ("satisfied".to_owned(), Tone::Good),
        Stand::Satisfied(Way::Integration, _) => ("by integration".to_owned(), Tone::Helped),
        Stand::Satisfied(Way::Countermeasure, _) if open => ("compensated only".to_owned(), Tone::Bad),
        Stand::Satisfied(Way::Countermeasure, _) => ("by countermeasure".to_owned(), Tone::Helped),
        Stand::Open(_) if assessment.bearing(standing) == Bearing::Outside && basis == assessment.ask.basis => {
            ("outside the scope".to_owned(), Tone::Absent)
        }
        Stand::Open(_) => ("open".to_owned(), Tone::Bad),
    }
}

/// Why a requirement stands where it stands on the asked basis; empty where its status says it all.
pub(super) fn because(assessment: &Assessment<'_>, standing: &Standing<'_>) -> String {
    let stand = assessment.stand(standing);
    match (stand.why(assessment.weakest_way()), stand) {
        (Some(why), _) => capitalized(&why.to_string()),
        (None, Stand::NotApplicable(because)) => capitalized(&because.to_string()),
        _ => String::new(),
    }
}

/// A verdict under the scheme's name for it, or the maturity that was found; empty where there is none.
pub(super) fn verdict(assessment: &Assessment<'_>, row: &Row) -> (String, Tone) {
    if !is_given(assessment, row) {
        return (String::new(), Tone::Plain);
    }
    let tone = match row.evaluation.verdict {
        Some(Verdict::Pass) => Tone::Good,
        Some(Verdict::Fail) => Tone::Bad,
        Some(Verdict::Na | Verdict::Ne) => Tone::Absent,
        None => Tone::Plain,
    };
    let word = match (row.evaluation.verdict, row.evaluation.maturity) {
        (Some(verdict), _) => assessment.scheme.verdict_name(verdict).to_owned(),
        (None, Some(level)) => level.to_string(),
        (None, None) => String::new(),
    };
    (word, tone)
}

/// Is there a verdict on the day that is asked about? A later one is none yet.
pub(super) fn is_given(assessment: &Assessment<'_>, row: &Row) -> bool {
    let given = row.evaluation.verdict.is_some() || row.evaluation.maturity.is_some();
    given && row.evaluation.date.is_none_or(|date| date <= assessment.ask.at)
}

/// A sentence begins with a capital letter.
pub(super) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// `1 row`, `2 rows`, `2 conditions of use`.
pub(super) fn count(number: usize, one: &str) -> String {
    let (first, rest) = one.split_once(' ').unwrap_or((one, ""));
    match (number, first) {
        (1, _) => format!("1 {one}"),
        // `condition of use` has its plural inside.
        (_, "condition") => format!("{number} conditions {rest}").trim_end().to_owned(),
        _ => format!("{number} {one}s"),
    }
}
