//! What is to be done, by when, and what does it cost? The published shape; `app` fills it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::result::{HasProblems, OfResult, ProblemResult};

/// The plan of a dossier: `plimsoll.plan/1`.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(title = "plimsoll.plan/1"))]
pub struct PlanResult {
    /// Always `plimsoll.plan/1`.
    pub schema: &'static str,
    /// The program and its version.
    pub program: String,
    /// The day for which it holds.
    pub at: String,
    /// The dossier's title.
    pub title: String,
    /// The plan in one sentence or two.
    pub sentence: String,
    /// The day on which the work begins.
    pub start: String,
    /// The currency of every amount.
    pub currency: String,
    /// The seed from which every draw follows.
    pub seed: u64,
    /// How many draws there are.
    pub draws: usize,
    /// The digest of the data of actions, skills, fees and durations.
    pub library: String,
    /// Part by part, what comes first first.
    pub parts: Vec<PartPlanResult>,
    /// The cost of all parts together until the last certificate, from the same draws.
    pub total: PlanMoneyResult,
    /// What every later year costs in fees.
    pub yearly: PlanMoneyResult,
    /// What was given as budget, in cents; null without one.
    pub budget: Option<u64>,
    /// In how many of the draws the budget is enough for everything planned, in words; null without one.
    pub budget_kept: Option<String>,
    /// Certificates that are there already: nothing is planned for them, and they are in no figure.
    pub held: Vec<HeldResult>,
    /// Subjects and standards for which there is no library of actions.
    pub left_out: Vec<LeftOutResult>,
    /// Every figure that somebody assumed or stated, with its basis.
    pub assumptions: Vec<AssumptionResult>,
    /// What is wrong with the files.
    pub problems: Vec<ProblemResult>,
}

/// A certificate that is there already.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HeldResult {
    /// Whose it is.
    pub of: OfResult,
    /// The part of the standard: `4-1`.
    pub part: String,
    /// What it certifies: `ML 2`, `SL 2`.
    pub certifies: String,
    /// The last day on which it is in force; null where none is known.
    pub until: Option<String>,
    /// Where it is stated.
    pub basis: String,
    /// Rows that the target asks for and the dossier does not show all the same.
    pub open: Vec<String>,
}

impl HeldResult {
    /// `Development process holds 4-1 at ML 2 until 2028-05-31 (stated in plan.toml), so nothing is planned for it`, and
    /// what the dossier does not show all the same.
    pub fn words(&self) -> String {
        let until = self.until.as_ref().map(|day| format!(" until {day}")).unwrap_or_default();
        let open = match self.open.as_slice() {
            [] => String::new(),
            rows => format!(
                "; {} of it the dossier does not show: gather the evidence before the next surveillance",
                if rows.len() == 1 { "one row".to_owned() } else { format!("{} rows", rows.len()) }
            ),
        };
        format!(
            "{} holds {} at {}{until} ({}), so nothing is planned for it and no figure contains it{open}",
            self.of.name, self.part, self.certifies, self.basis
        )
    }
}

/// A range of money in cents; percentiles do not add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PlanMoneyResult {
    /// One draw of ten costs less.
    pub p10: u64,
    /// Half of the draws cost less.
    pub p50: u64,
    /// Four of five draws cost less.
    pub p80: u64,
    /// Nine of ten draws cost less.
    pub p90: u64,
}

/// One subject against one standard.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PartPlanResult {
    /// The subject.
    pub of: OfResult,
    /// The part: `4-2`.
    pub part: String,
    /// The edition: `iec62443-4-2@2019`.
    pub standard: String,
    /// What is to be reached: `SL 2`.
    pub target: String,
    /// What the plan leads to: the target, or what the budget buys.
    pub leads_to: String,
    /// Does the plan stop short of the target because of the budget?
    pub cut_by_budget: bool,
    /// By how much the part at likely figures is above what the budget leaves for it, in cents; null without a budget, or
    /// where it fits. The plan then is the one for the target all the same.
    pub over_budget: Option<u64>,
    /// After whose certificate it begins; null where it begins at once.
    pub begins_after: Option<String>,
    /// Rows that are open for the target, by id.
    pub open: Vec<String>,
    /// Why no cheaper way exists.
    pub route: RouteResult,
    /// The actions, in the order in which they begin.
    pub actions: Vec<ActionResult>,
    /// The milestones, in order.
    pub milestones: Vec<MilestoneResult>,
    /// The phases that have actions.
    pub phases: Vec<PhaseResult>,
    /// The actions that decide readiness at likely hours, first to last, by id.
    pub critical: Vec<String>,
    /// What would bring the date to commit to forward, the largest gain first.
    pub buys_most: Vec<LeverResult>,
    /// The cheapest next level of each foundational requirement; these costs share actions and do not add up.
    pub next_levels: Vec<NextLevelResult>,
    /// What would be saved if one foundational requirement only had to reach SL 1.
    pub savings: Vec<SavingResult>,
    /// What the budget buys; null without one or without levels.
    pub within_budget: Option<BudgetResult>,
    /// Each level by the asked day; empty without one or without levels.
    pub by_date: Vec<LevelByDateResult>,
    /// How dates are kept.
    pub deadlines: Vec<DeadlineResult>,
    /// The cost until the certificate.
    pub cost: PlanMoneyResult,
    /// The fees of the certificate among it.
    pub fees: PlanMoneyResult,
    /// What every later year costs in fees.
    pub yearly: PlanMoneyResult,
    /// Hours that also serve the CRA; null where the subject does not list it.
    pub serves_cra: Option<ServesResult>,
}

/// How sure it is that nothing cheaper does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RouteResult {
    /// What the actions cost at likely figures, in cents, without the fees of the certificate.
    pub cost: u64,
    /// The likely hours.
    pub hours: u64,
    /// Is it certain that nothing cheaper does?
    pub proved: bool,
    /// Nothing cheaper than this exists; equal to the cost when proved.
    pub bound: u64,
    /// Rows that no action of the library closes.
    pub unreachable: Vec<String>,
}

/// One action.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ActionResult {
    /// Its id in the library.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What is done.
    pub done: String,
    /// Its phase.
    pub phase: String,
    /// Likely hours by skill.
    pub skills: BTreeMap<String, f64>,
    /// Likely hours.
    pub hours: f64,
    /// Likely cost in cents, with what is paid to others.
    pub cost: u64,
    /// Open rows that it closes, alone or with others.
    pub closes: Vec<String>,
    /// What it waits for: actions by id, and phases as `phase gap`.
    pub after: Vec<String>,
    /// The day on which half of the draws begin it.
    pub starts: String,
    /// The day by which half of the draws are done with it.
    pub work_to: String,
    /// The day by which four of five draws are done with it.
    pub commit_to: String,
    /// Does it decide readiness at likely hours?
    pub critical: bool,
}

/// One milestone.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MilestoneResult {
    /// Its id: `slot-ordered`, `ready`, `certificate`.
    pub id: String,
    /// What is reached.
    pub what: String,
    /// The day to work to: half of the draws keep it.
    pub work_to: String,
    /// The day to commit to: four of five draws keep it.
    pub commit_to: String,
    /// Months from the start to the day to work to.
    pub months_work_to: f64,
    /// Months from the start to the day to commit to.
    pub months_commit_to: f64,
}

/// One phase.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PhaseResult {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The day on which half of the draws begin it.
    pub starts: String,
    /// The day by which half of the draws are done with it.
    pub work_to: String,
    /// The day by which four of five draws are done with it.
    pub commit_to: String,
    /// What it costs.
    pub cost: PlanMoneyResult,
}

/// What would be gained by a change.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LeverResult {
    /// The change.
    pub what: String,
    /// Days by which the date to commit to comes earlier.
    pub days: i64,
}

/// The next level of a foundational requirement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NextLevelResult {
    /// The foundational requirement.
    pub fr: &'static str,
    /// Its level.
    pub from: u8,
    /// The level above.
    pub to: u8,
    /// What the way costs at likely figures, in cents.
    pub cost: u64,
    /// Is it certain that nothing cheaper does?
    pub proved: bool,
    /// The actions.
    pub actions: Vec<String>,
}

/// What a lower aim would save.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SavingResult {
    /// The foundational requirement that only reaches SL 1.
    pub fr: &'static str,
    /// What is saved at likely figures, in cents.
    pub saves: u64,
}

/// What a budget buys.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BudgetResult {
    /// What is left for this part's actions after earlier parts and fees at likely figures, in cents.
    pub left: u64,
    /// What the actions cost, in cents.
    pub cost: u64,
    /// The level of each foundational requirement.
    pub levels: BTreeMap<&'static str, u8>,
    /// The level of all of them.
    pub headline: u8,
    /// Is it certain that no better levels fit, and no cheaper way leads there?
    pub proved: bool,
}

/// One level by a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LevelByDateResult {
    /// The level.
    pub level: u8,
    /// The asked day.
    pub by: String,
    /// The day to work to.
    pub work_to: String,
    /// The day to commit to.
    pub commit_to: String,
    /// Can one commit to it?
    pub in_time: bool,
    /// How many of the draws keep it, in words.
    pub words: &'static str,
    /// What the actions cost at likely figures, in cents.
    pub cost: u64,
}

/// How a day is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DeadlineResult {
    /// What must be done by then.
    pub what: String,
    /// The day.
    pub date: String,
    /// Days from the day of the answer; negative when it is past.
    pub days_left: i64,
    /// How many of the draws keep it, in words.
    pub words: &'static str,
    /// On what it rests, and what it does not say.
    pub note: String,
}

/// Hours that serve a law too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ServesResult {
    /// Likely hours of all actions.
    pub hours: u64,
    /// At least so many serve the law too.
    pub low: u64,
    /// At most so many serve the law too.
    pub high: u64,
}

/// What is not planned.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LeftOutResult {
    /// The subject.
    pub subject: String,
    /// The edition.
    pub standard: String,
    /// Why.
    pub why: String,
}

/// A figure and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AssumptionResult {
    /// What it is.
    pub what: String,
    /// Its value.
    pub value: String,
    /// Stated, or assumed.
    pub basis: String,
}

impl HasProblems for PlanResult {
    fn problems(&self) -> &[ProblemResult] {
        &self.problems
    }
}

impl PlanResult {
    /// An amount in cents as people read it: two significant digits, such as `about 130,000 EUR`.
    pub fn about(&self, cents: u64) -> String {
        format!("about {} {}", grouped(rounded(cents)), self.currency)
    }

    /// An amount in cents in whole units: `12,480`.
    pub fn whole(cents: u64) -> String {
        grouped((cents + 50) / 100)
    }

    /// A range in words: `100,000 to 160,000 EUR`, nine draws of ten between.
    pub fn between(&self, money: &PlanMoneyResult) -> String {
        format!("{} to {} {}", grouped(rounded(money.p10)), grouped(rounded(money.p90)), self.currency)
    }
}

/// Whole units with two significant digits.
fn rounded(cents: u64) -> u64 {
    let units = (cents + 50) / 100;
    let mut step = 1;
    while units / step >= 100 {
        step *= 10;
    }
    (units + step / 2) / step * step
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
