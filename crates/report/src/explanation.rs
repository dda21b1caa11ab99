//! Why does one requirement stand where it stands? Its trail, from the standard to the cell.

use assess::{Assessment, Outcome, Stand};
use model::{Basis, Evidence, EvidenceState, SecurityLevel};
use serde::Serialize;

use crate::build_result::{gap_result, place, stand_word};
use crate::catalogue_view::RequirementView;
use crate::result::{GapResult, HasProblems, OfResult, ProblemResult};

/// The trail of one standing: `plimsoll.explanation/1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "plimsoll.explanation/1"))]
pub struct Explanation {
    /// Always `plimsoll.explanation/1`.
    pub schema: &'static str,
    /// The subject of a dossier; absent for a lone sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<OfResult>,
    /// The edition: `iec62443-4-2@2019`.
    pub edition: String,
    /// What is asked.
    pub requirement: RequirementView,
    /// Does it concern the subject?
    pub concerns: bool,
    /// Every row that speaks for it.
    pub statements: Vec<StatementView>,
    /// Where it stands on each basis, and why.
    pub stands: Vec<StandView>,
    /// What it blocks on the asked basis; null when it is not open.
    pub gap: Option<GapResult>,
    /// What follows for the level, in one sentence.
    pub effect: String,
    /// What is wrong with the input.
    pub problems: Vec<ProblemResult>,
}

/// One row of the input.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StatementView {
    /// Where it stands.
    pub at: Option<String>,
    /// The part for which it speaks; null for all.
    pub part: Option<String>,
    /// The applicant's status.
    pub status: Option<&'static str>,
    /// The stated maturity.
    pub maturity: Option<u8>,
    /// Marks that are filled in, as `documented: yes`.
    pub marks: Vec<String>,
    /// The applicant's words.
    pub statement: String,
    /// The evidence named.
    pub evidence: Vec<String>,
    /// What a dossier holds under those names; empty for a lone sheet.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub held: Vec<HeldView>,
    /// The evaluator's verdict.
    pub verdict: Option<String>,
    /// The evaluator's words.
    pub remark: String,
    /// How it was examined.
    pub method: String,
    /// By whom.
    pub evaluator: String,
    /// When.
    pub date: Option<String>,
    /// The version that was examined; empty where nobody says.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub version: String,
    /// How the row came to speak here: inherited, carried over, stated by whom.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// A piece of evidence that a dossier holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HeldView {
    /// The name under which the row cites it.
    pub cited: String,
    /// Its title; empty when the register does not have it.
    pub title: String,
    /// Its files, each with its digest as it was registered.
    pub files: Vec<HeldFileView>,
    /// Does it hold on the day?
    pub holds: bool,
    /// Why it does not.
    pub because: String,
}

/// A file of a piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HeldFileView {
    /// Its path from the root of the dossier.
    pub path: String,
    /// Its registered SHA-256.
    pub sha256: Option<String>,
}

impl HeldView {
    fn of(evidence: &Evidence) -> Option<Self> {
        let holds = match evidence.state {
            EvidenceState::Named => return None,
            EvidenceState::InEffect => true,
            EvidenceState::Broken => false,
        };
        let files = evidence.piece().into_iter().flat_map(|piece| &piece.files);
        Some(Self {
            cited: evidence.name.clone(),
            title: evidence.piece().map(|piece| piece.title.clone()).unwrap_or_default(),
            files: files
                .map(|file| HeldFileView {
                    path: file.path.to_string(),
                    sha256: file.sha256.map(|digest| digest.to_string()),
                })
                .collect(),
            holds,
            because: evidence.because().to_owned(),
        })
    }
}

/// The stand on one basis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StandView {
    /// The basis.
    pub basis: &'static str,
    /// The stand.
    pub stand: String,
    /// Why.
    pub because: String,
}

impl HasProblems for Explanation {
    fn problems(&self) -> &[ProblemResult] {
        &self.problems
    }
}

impl Explanation {
    /// The trail of one requirement of an assessment.
    pub fn new(
        assessment: &Assessment<'_>,
        requirement: usize,
        view: RequirementView,
        problems: Vec<ProblemResult>,
    ) -> Self {
        let standing = assessment.standing(requirement);
        let gap = assessment.gaps.iter().find(|gap| gap.requirement == requirement);
        let rows = standing.map(|standing| standing.rows.as_slice()).unwrap_or_default();
        let statements = rows.iter().map(|row| {
            let found = row.evaluation.maturity.map(|level| level.to_string());
            StatementView {
                at: place(row),
                part: row.part.as_ref().map(ToString::to_string),
                status: row.claim.status.map(|status| status.id()),
                maturity: row.claim.maturity.map(|level| level.number()),
                marks: model::Trait::ALL
                    .into_iter()
                    .filter_map(|one| row.claim.marks.get(one).map(|mark| format!("{}: {}", one.id(), mark.id())))
                    .collect(),
                statement: row.claim.statement.clone(),
                evidence: row.claim.evidence.iter().map(|evidence| evidence.name.clone()).collect(),
                held: row.claim.evidence.iter().filter_map(HeldView::of).collect(),
                verdict: row.evaluation.verdict.map(|verdict| verdict.id().to_owned()).or(found),
                remark: row.evaluation.remark.clone(),
                method: row.evaluation.method.clone(),
                evaluator: row.evaluation.evaluator.clone(),
                date: row.evaluation.date.map(|date| date.to_string()),
                version: row.evaluation.version.clone(),
                notes: row.notes().to_vec(),
            }
        });
        // A point of a law of which the sheet itself says nothing stands where its crosswalk leaves it.
        let silent_law = matches!(assessment.outcome, Outcome::Coverage(_)) && rows.is_empty();
        let stands = standing.into_iter().filter(|_| !silent_law).flat_map(|standing| {
            Basis::ALL.iter().map(|basis| StandView {
                basis: basis.id(),
                stand: stand_word(standing, *basis),
                because: because(assessment, &standing.on[*basis as usize]),
            })
        });
        Self {
            schema: "plimsoll.explanation/1",
            of: None,
            edition: assessment.edition.head.key.to_string(),
            requirement: view,
            concerns: standing.is_some(),
            statements: statements.collect(),
            stands: stands.collect(),
            gap: gap.map(|gap| gap_result(assessment, gap)),
            effect: effect(assessment, requirement),
            problems,
        }
    }
}

fn because(assessment: &Assessment<'_>, stand: &Stand<'_>) -> String {
    let at = |row| place(row).map(|at| format!(" ({at})")).unwrap_or_default();
    match stand {
        Stand::NotApplicable(because) => because.to_string(),
        Stand::Satisfied(_, row) => {
            let counts = stand.counts(assessment.weakest_way());
            let limit = if counts { "" } else { "; lowers the risk, but the capability is missing" };
            match row.claim.status {
                Some(status) => format!("`{status}`{}{limit}", at(row)),
                None => format!("stated{}{limit}", at(row)),
            }
        }
        Stand::Open(why) => format!("{why}{}", why.row().map(at).unwrap_or_default()),
    }
}

/// What the requirement does to the level on the asked basis.
fn effect(assessment: &Assessment<'_>, index: usize) -> String {
    let edition = assessment.edition;
    let requirement = &edition.requirements[index];
    let basis = assessment.ask.basis;
    let Some(standing) = assessment.standing(index) else {
        return match requirement.kind {
            catalogue::Kind::Heading => "A heading: it asks nothing itself.".to_owned(),
            catalogue::Kind::None => "The edition asks nothing under this number.".to_owned(),
            _ => "It is not asked of these component types.".to_owned(),
        };
    };
    let stand = assessment.stand(standing);
    match &assessment.outcome {
        Outcome::Levels(levels) => {
            let open = stand.why(assessment.weakest_way()).is_some();
            let (Some(fr), Some(level)) = (requirement.fr, requirement.level) else {
                return if open {
                    "While it is open, nothing is claimable: a common constraint holds at every level.".to_owned()
                } else {
                    "It holds, so it takes nothing away from what is claimable.".to_owned()
                };
            };
            let reached = levels.vector.get(fr);
            let word = reached.map_or("no level".to_owned(), |level| level.to_string());
            match (open, stand.is_not_applicable()) {
                (_, true) => format!("It is left out of {fr}, which stands at {word} ({basis})."),
                (false, _) => format!("It counts for {fr} from {level} on; {fr} stands at {word} ({basis})."),
                (true, _) if reached.is_some_and(|reached| reached.number() + 1 == level.number()) => {
                    format!("It holds {fr} at {word} ({basis}): {level} needs it.")
                }
                (true, _) if reached.is_some_and(|reached| reached >= level) => {
                    format!("{fr} stands at {word} ({basis}).")
                }
                (true, _) => format!("{fr} stands at {word} ({basis}) for lower reasons; {level} needs this row too."),
            }
        }
        Outcome::Maturity(maturity) => {
            let group = edition.group_of(requirement);
            let practice = maturity.practices.get(requirement.group).copied().flatten();
            let own = standing.maturity[basis as usize];
            match (own, practice) {
                (Some(own), Some(practice)) if own == practice => {
                    format!("It stands at {own} and so does {}: a practice is its lowest row ({basis}).", group.id)
                }
                (Some(own), Some(practice)) => {
                    format!("It stands at {own}; {} stands at {practice}, its lowest row ({basis}).", group.id)
                }
                _ => format!("It does not count for {} ({basis}).", group.id),
            }
        }
        Outcome::Coverage(coverage) => coverage
            .points
            .iter()
            .find(|point| point.requirement == index)
            .map(|point| {
                let list = |rows: &[(model::StandardId, String)]| {
                    rows.iter().map(|(_, id)| id.as_str()).collect::<Vec<_>>().join(", ")
                };
                let mut text = format!("Covered: {} (at best {}).", point.word, point.at_best);
                for (name, rows) in [
                    ("Rests on", list(&point.rests_on)),
                    ("Open", list(&point.open)),
                    ("No standard covers", point.remains.join("; ")),
                ] {
                    if !rows.is_empty() {
                        text.push_str(&format!(" {name}: {rows}."));
                    }
                }
                text
            })
            .unwrap_or_default(),
        Outcome::Steps => String::new(),
    }
}

/// The level as a number, for views.
pub(crate) fn number(level: Option<SecurityLevel>) -> Option<u8> {
    level.map(SecurityLevel::number)
}
