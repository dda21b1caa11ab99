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
    /// The Cyber Resilience Act; null where nobody makes a product.
    pub cra: Option<CraResult>,
    /// How far the path serves the measures of NIS2, Art. 21(2); empty where nobody speaks of it.
    pub nis2: Vec<ServedResult>,
    /// What was answered, in the order of the questions.
    pub answered: Vec<AnsweredResult>,
    /// What was skipped, and what an answer would change.
    pub skipped: Vec<SkippedResult>,
    /// Answers that fit no question; they counted as skipped.
    pub misfits: Vec<String>,
    /// What is wrong with the file of answers.
    pub problems: Vec<ProblemResult>,
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

impl CraDateResult {
    /// The day with how far it is, in words: `2027-12-11 (384 days left)`, `in force since 2026-09-11 (72 days)`.
    pub fn when(&self) -> String {
        match (self.days_left, self.days_in_force) {
            (Some(1), _) => format!("{} (1 day left)", self.date),
            (Some(days), _) => format!("{} ({days} days left)", self.date),
            (None, Some(0)) => format!("in force since today, {}", self.date),
            (None, Some(1)) => format!("in force since {} (1 day)", self.date),
            (None, days) => format!("in force since {} ({} days)", self.date, days.unwrap_or_default()),
        }
    }
}

impl CraStatusResult {
    /// The state or amount with the day of which it is true, where it does not name that day itself.
    pub fn state(&self) -> String {
        if self.as_of.is_empty() || self.value.contains(&self.as_of) {
            self.value.clone()
        } else {
            format!("{} (as of {})", self.value, self.as_of)
        }
    }
}

impl PathStepResult {
    /// The schemes that do not fit, with the reasons, in one line; empty where there are none.
    pub fn schemes_out_in_words(&self) -> String {
        let one = |one: &SchemeOutResult| format!("{} ({})", one.scheme, one.because);
        self.schemes_out.iter().map(one).collect::<Vec<_>>().join("; ")
    }
}

impl CraResult {
    /// Whether the regulation applies, in words.
    pub fn scope_in_words(&self) -> &'static str {
        match self.scope {
            "applies" => "It applies, as far as the answers tell",
            "stays-out" => "It does not apply, as far as the answers tell",
            _ => {
                "Whether it applies is not answered: it does where a product with software that can be connected is sold in the Union"
            }
        }
    }
}

impl ServedResult {
    /// How far the path serves the point, in words.
    pub fn word(&self) -> &'static str {
        self.best.unwrap_or("not served")
    }

    /// The numbers of the parts that serve it, each with how far: `4-1 (partial)`.
    pub fn parts(&self) -> String {
        let part = |by: &ServedByResult| {
            let number = by.standard.strip_prefix("iec62443-").unwrap_or(&by.standard);
            if Some(by.word) == self.best { number.to_owned() } else { format!("{number} ({})", by.word) }
        };
        self.by.iter().map(part).collect::<Vec<_>>().join(", ")
    }
}

impl SkippedResult {
    /// Does no answer by itself change anything?
    pub fn changes_nothing(&self) -> bool {
        self.adds.is_empty() && self.spares.is_empty() && self.decides.is_empty()
    }
}

impl HasProblems for PathwayResult {
    fn problems(&self) -> &[ProblemResult] {
        &self.problems
    }
}
