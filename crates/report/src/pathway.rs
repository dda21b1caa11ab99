//! Which parts, in which order, and why? The published shape of the interview's answer.
//!
//! It is filled from a computed path in `build_pathway`.

use serde::Serialize;

use crate::questions::ChoiceResult;
use crate::result::{HasProblems, ProblemResult};

/// The answer of the interview: `plimsoll.pathway/1`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "plimsoll.pathway/1"))]
pub struct PathwayResult {
    /// Always `plimsoll.pathway/1`.
    pub schema: &'static str,
    /// The program and its version.
    pub program: String,
    /// The day for which it holds.
    pub at: String,
    /// The dossier's title; empty without one.
    pub title: String,
    /// The one product, system, programme or site whose path this is; left out where it is everybody's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<WhoResult>,
    /// What it comes to, in a sentence.
    pub headline: String,
    /// Why these parts, in a sentence; empty where there are none.
    pub why: String,
    /// What is not needed, in a sentence; empty where nothing is left out.
    pub not_needed: String,
    /// Answers that cannot hold together; the path follows from all of them as they stand.
    pub contradictions: Vec<ContradictionResult>,
    /// Why no certificate is needed for now; null where one may be.
    pub no_certificate: Option<NoCertificateResult>,
    /// What is to be done, in order.
    pub steps: Vec<PathStepResult>,
    /// What stands already and is needed or called for.
    pub in_place: Vec<PartReasonResult>,
    /// What is not needed, with the reason; empty while no role is known.
    pub left_out: Vec<PartReasonResult>,
    /// What must be said beside it.
    pub remarks: Vec<RemarkResult>,
    /// The Cyber Resilience Act; null where nobody makes a product. Where `subjects` differ, it holds what is true of
    /// each maker among them: a class only if all share it, and what the parts serve that all of them have.
    pub cra: Option<CraResult>,
    /// How far the path serves the measures of NIS2, Art. 21(2); empty where nobody speaks of it. Where `subjects` differ,
    /// how far those parts serve that all of those have who speak of it.
    pub nis2: Vec<ServedResult>,
    /// Whose paths this one holds, each with what differs: the organization, then each that has answers of its own. Left
    /// out where nobody has.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub subjects: Vec<SubjectPathResult>,
    /// What was answered, in the order of the questions.
    pub answered: Vec<AnsweredResult>,
    /// What was skipped, and what an answer would change.
    pub skipped: Vec<SkippedResult>,
    /// Answers that fit no question; they counted as skipped.
    pub misfits: Vec<String>,
    /// What is wrong with the file of answers.
    pub problems: Vec<ProblemResult>,
}

/// A product, system, programme or site, or the organization.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WhoResult {
    /// Its id in `pathway.toml`; `organization` for the organization.
    pub id: String,
    /// Its name in the dossier, or the id where the dossier has none.
    pub name: String,
}

/// The path of one among several, in short.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SubjectPathResult {
    /// Its id in `pathway.toml`; `organization` for the organization.
    pub id: String,
    /// Its name in the dossier, or the id where the dossier has none.
    pub name: String,
    /// The subjects of the dossier without answers of their own, for which the organization's hold; only there.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub covers: Vec<WhoResult>,
    /// What its path comes to, in a sentence.
    pub headline: String,
    /// The parts to be done for it, in order; one with two purposes with its purpose.
    pub steps: Vec<String>,
    /// The parts that stand for it already.
    pub in_place: Vec<String>,
    /// Why no certificate is needed for it for now; null where one may be.
    pub no_certificate: Option<NoCertificateResult>,
    /// What the Cyber Resilience Act asks of it; null where it is no product.
    pub cra: Option<SubjectCraResult>,
    /// What it answers to how NIS2 touches it, in words; empty where that was not answered.
    pub nis2_touches: String,
    /// How far its path serves the measures of NIS2; empty where it does not speak of it.
    pub nis2: Vec<ServedResult>,
    /// What it answers itself.
    pub answered: Vec<AnsweredResult>,
    /// The questions to which neither it nor the organization has an answer, by id.
    pub skipped: Vec<String>,
}

/// What the Cyber Resilience Act asks of one product; dates and standards are the same for all.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SubjectCraResult {
    /// `applies`, `stays-out` or `unknown`, as far as the answers tell.
    pub scope: &'static str,
    /// The product class by core functionality; null while that is not answered.
    pub class: Option<CraClassResult>,
    /// The routes of the class; empty while the class is unknown.
    pub routes: Vec<CraRouteResult>,
    /// How far its path, with what is in place, serves the points of Annex I.
    pub annex_i: Vec<ServedResult>,
}

/// One part to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PathStepResult {
    /// Its place in the order, from 1.
    pub order: usize,
    /// The part's number: `4-1`.
    pub part: String,
    /// Its purpose where there are several: `product`, `plant`; else empty.
    pub purpose: String,
    /// Its standard in the catalogue.
    pub standard: String,
    /// What it is about.
    pub title: String,
    /// What one has in the end.
    pub gives: String,
    /// Why it is on the path.
    pub because: Vec<PathReasonResult>,
    /// The parts on the path, or in place, on which it rests.
    pub rests_on: Vec<String>,
    /// What it means to assess it together with what it rests on; empty where that cannot be done.
    pub joint: String,
    /// Can it be certified by itself at all?
    pub certifiable: bool,
    /// How it can be certified; empty where it cannot, or where no certificate is needed for now.
    pub schemes: Vec<SchemeForResult>,
    /// Schemes for the part that do not fit this path.
    pub schemes_out: Vec<SchemeOutResult>,
    /// For whom, by id in `subjects`; left out where nobody has answers of its own.
    #[serde(rename = "for", skip_serializing_if = "Vec::is_empty")]
    pub whom: Vec<String>,
}

/// A scheme that does not fit the path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SchemeOutResult {
    /// The scheme.
    pub scheme: String,
    /// Why it does not fit.
    pub because: String,
}

/// Answers that cannot hold together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContradictionResult {
    /// Its id in the rules.
    pub id: String,
    /// The question at which to look.
    pub question: String,
    /// What contradicts what.
    pub says: String,
    /// What would be right.
    pub right: String,
    /// Whose answers they are, by id in `subjects`; left out where nobody has answers of its own.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub of: String,
}

/// Why no certificate is needed for now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NoCertificateResult {
    /// Why none is needed.
    pub because: String,
    /// What to do instead.
    pub instead: String,
    /// What would change it.
    pub changes: String,
}

/// Why a part is on the path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PathReasonResult {
    /// `called` by a rule on roles and aims, or `needed` by another part.
    pub kind: &'static str,
    /// The rule's id, or the part that needs it.
    pub by: String,
    /// The reason.
    pub because: String,
    /// For whom, by id in `subjects`, where that is not everybody for whom the part is; else left out.
    #[serde(rename = "for", skip_serializing_if = "Vec::is_empty")]
    pub whom: Vec<String>,
}

/// A way to have a part certified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SchemeForResult {
    /// The scheme.
    pub scheme: String,
    /// What its certificate is called.
    pub certificate: String,
    /// What is certified.
    pub object: String,
    /// To which level.
    pub level: String,
    /// By whom.
    pub by_whom: String,
    /// The part that must stand before; may be empty.
    pub needs: String,
    /// What is particular; may be empty.
    pub note: String,
    /// How sure we are: `high`, `medium`, `low`.
    pub confidence: String,
    /// For whom, by id in `subjects`, where that is not everybody for whom the part is; else left out.
    #[serde(rename = "for", skip_serializing_if = "Vec::is_empty")]
    pub whom: Vec<String>,
}

/// A part with a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PartReasonResult {
    /// The part's number.
    pub part: String,
    /// What it is about.
    pub title: String,
    /// The reason.
    pub because: String,
    /// For whom, by id in `subjects`; left out where nobody has answers of its own.
    #[serde(rename = "for", skip_serializing_if = "Vec::is_empty")]
    pub whom: Vec<String>,
}

/// Something to be said beside the path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RemarkResult {
    /// Its id.
    pub id: String,
    /// `longer` path than asked for, `advice`, `limit` of a certificate, `truth` that sales talk gets wrong.
    pub kind: &'static str,
    /// What it says.
    pub says: String,
    /// For whom, by id in `subjects`; left out where nobody has answers of its own.
    #[serde(rename = "for", skip_serializing_if = "Vec::is_empty")]
    pub whom: Vec<String>,
}

/// What the Cyber Resilience Act means for the path.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CraResult {
    /// `applies`, `stays-out` or `unknown`, as far as the answers tell.
    pub scope: &'static str,
    /// The product class by core functionality; null while that is not answered.
    pub class: Option<CraClassResult>,
    /// The routes of the class; empty while it is unknown.
    pub routes: Vec<CraRouteResult>,
    /// The dates, seen from the day.
    pub dates: Vec<CraDateResult>,
    /// The state of standards, and fines.
    pub status: Vec<CraStatusResult>,
    /// How far the path, with what is in place, serves the points of Annex I.
    pub annex_i: Vec<ServedResult>,
    /// What must be said, whatever the answers.
    pub truths: Vec<String>,
}

/// A class of products.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CraClassResult {
    /// The id of the core functionality.
    pub id: String,
    /// `default`, `important-1`, `important-2` or `critical`.
    pub class: String,
    /// The core functionality.
    pub core_functionality: String,
    /// The text on which the class rests.
    pub text: String,
    /// How sure we are.
    pub confidence: String,
}

/// A way to conformity.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CraRouteResult {
    /// Its id in the data.
    pub id: String,
    /// The procedure.
    pub route: String,
    /// May it be taken?
    pub may: String,
    /// The text on which it rests.
    pub text: String,
    /// What is particular, and what is open today; may be empty.
    pub note: String,
    /// How sure we are.
    pub confidence: String,
}

/// A date of the regulation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CraDateResult {
    /// Its id in the data.
    pub id: String,
    /// Whom or what it concerns.
    pub about: String,
    /// What happens.
    pub what: String,
    /// The day.
    pub date: String,
    /// The days that are left; null when it is in force.
    pub days_left: Option<i64>,
    /// The days for which it has been in force; null when it is ahead.
    pub days_in_force: Option<i64>,
    /// The text on which it rests.
    pub text: String,
    /// What is particular; may be empty.
    pub note: String,
}

/// What else stands around the regulation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CraStatusResult {
    /// `standards` or `fine`.
    pub kind: String,
    /// What.
    pub what: String,
    /// Its state or amount.
    pub value: String,
    /// The text on which it rests.
    pub text: String,
    /// What is particular; may be empty.
    pub note: String,
    /// The day of which it is true; empty where it does not change.
    pub as_of: String,
    /// How sure we are.
    pub confidence: String,
}

/// A point of a law and how far the path serves it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ServedResult {
    /// The point.
    pub id: String,
    /// Its short title.
    pub title: String,
    /// Its group in the law.
    pub group: String,
    /// How far the best part goes: `full or near`, `partial`, `supports`; null where no part on the path serves it.
    pub best: Option<&'static str>,
    /// The parts that serve it.
    pub by: Vec<ServedByResult>,
}

/// How far one part serves a point.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ServedByResult {
    /// The part's standard.
    pub standard: String,
    /// How far.
    pub word: &'static str,
    /// Why so far.
    pub because: String,
}

/// A question that was answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AnsweredResult {
    /// The question's id.
    pub question: String,
    /// What it asks.
    pub asks: String,
    /// What was chosen.
    pub choices: Vec<ChoiceResult>,
    /// Whose answer it is where it is the path of one: `own`, or `organization`; else left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<&'static str>,
}

/// A question that was skipped, and what an answer by itself would change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SkippedResult {
    /// The question's id.
    pub question: String,
    /// What it asks.
    pub asks: String,
    /// Why it is asked.
    pub why: String,
    /// Parts that some answer brings onto the path.
    pub adds: Vec<String>,
    /// Parts that some answer takes off the path.
    pub spares: Vec<String>,
    /// What else some answer decides.
    pub decides: Vec<&'static str>,
    /// The same in words.
    pub would: String,
}

impl HasProblems for PathwayResult {
    fn problems(&self) -> &[ProblemResult] {
        &self.problems
    }
}
