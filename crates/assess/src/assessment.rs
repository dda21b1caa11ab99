//! What is in an answer? Plain data that reports print without judging again.

use catalogue::{Coverage, Edition, Scheme};
use model::{
    Basis, ComponentType, FoundationalRequirement, Goal, LevelVector, MaturityLevel, Problem, Row, SecurityLevel,
    StandardId, Status, Way,
};

use crate::ask::{Ask, maturity};
use crate::standing::Stand;
use crate::why::Why;

/// The answer to one question about one subject against one edition.
#[derive(Debug, Clone)]
pub struct Assessment<'a> {
    /// The edition.
    pub edition: &'a Edition,
    /// The scheme.
    pub scheme: &'a Scheme,
    /// The question.
    pub ask: &'a Ask,
    /// One standing for each row that concerns the subject, in the edition's order.
    pub standings: Vec<Standing<'a>>,
    /// Levels, maturity or coverage.
    pub outcome: Outcome,
    /// What was stated, counted.
    pub counts: Counts,
    /// Counts per group, as certificates print them.
    pub groups: Vec<GroupCount>,
    /// What the surrounding system must deliver.
    pub conditions: Vec<Condition<'a>>,
    /// Every open row on the asked basis.
    pub gaps: Vec<Gap<'a>>,
    /// What is wrong with the statements.
    pub problems: Vec<Problem>,
}

impl<'a> Assessment<'a> {
    /// The standing of a requirement, if it concerns the subject.
    pub fn standing(&self, requirement: usize) -> Option<&Standing<'a>> {
        self.standings
            .binary_search_by_key(&requirement, |standing| standing.requirement)
            .ok()
            .map(|at| &self.standings[at])
    }

    /// The stand of a standing on the asked basis.
    pub fn stand(&self, standing: &Standing<'a>) -> Stand<'a> {
        standing.on[self.ask.basis as usize]
    }

    /// How a requirement counts on the asked basis. What is neither a gap nor satisfied is outside, never a pass.
    pub fn bearing(&self, standing: &Standing<'a>) -> Bearing {
        let stand = self.stand(standing);
        if stand.is_not_applicable() {
            return Bearing::NotApplicable;
        }
        if let Outcome::Maturity(_) = self.outcome {
            // A row of a programme that is not in scope, or that nobody evaluated, has no maturity.
            let Some(level) = standing.maturity[self.ask.basis as usize] else { return Bearing::Outside };
            let wanted = maturity(self.ask.target).unwrap_or(MaturityLevel::ONE).max(self.scheme.minimum_maturity);
            return if level >= wanted && stand.counts(Way::Native) { Bearing::Holds } else { Bearing::Open };
        }
        if stand.counts(self.weakest_way()) {
            return Bearing::Holds;
        }
        // Above what an evaluation was applied for nothing is missing, and nothing was shown either.
        let beyond = matches!(self.outcome, Outcome::Levels(_))
            && !self.gaps.iter().any(|gap| gap.requirement == standing.requirement);
        if beyond { Bearing::Outside } else { Bearing::Open }
    }

    /// Does the target ask for a requirement? Everything does where no target is stated.
    pub fn is_wanted(&self, requirement: usize) -> bool {
        let asked = &self.edition.requirements[requirement];
        match (self.ask.target, asked.fr, asked.level) {
            (Some(Goal::Levels(target)), Some(fr), Some(level)) => level <= target.get(fr),
            // A common constraint holds at every level, and a maturity is asked of every row.
            _ => true,
        }
    }

    /// The ways that count for this subject: countermeasures only in an installed zone.
    pub fn weakest_way(&self) -> Way {
        match self.ask.subject {
            model::AssessedAs::Product => Way::Integration,
            model::AssessedAs::Zone => Way::Countermeasure,
        }
    }
}

/// How a requirement counts on the asked basis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Bearing {
    /// It is satisfied, for a process at the target or, without one, at the scheme's minimum.
    Holds,
    /// It is asked, applies, and is not satisfied.
    Open,
    /// It does not apply.
    NotApplicable,
    /// It is outside the scope, or above what was applied for: nobody asks for it here.
    Outside,
}

/// The standing of one requirement and where it comes from.
#[derive(Debug, Clone)]
pub struct Standing<'a> {
    /// The requirement's index in the edition.
    pub requirement: usize,
    /// Every row that speaks for it, in the order of the input.
    pub rows: Vec<&'a Row>,
    /// Where it stands on each basis, in the order of [`Basis::ALL`].
    pub on: [Stand<'a>; 3],
    /// Its maturity on each basis, for process rows; `None` where it does not count.
    pub maturity: [Option<MaturityLevel>; 3],
}

/// What the assessment comes to.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// Security levels.
    Levels(LevelsOutcome),
    /// Maturity levels.
    Maturity(MaturityOutcome),
    /// Coverage of a law.
    Coverage(CoverageOutcome),
    /// Steps that are only listed.
    Steps,
}

/// Security levels per foundational requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelsOutcome {
    /// By basis, then by the weakest way that counts: native, with integration, with countermeasures.
    pub vectors: [[LevelVector; 3]; 3],
    /// The vector that the question is about.
    pub vector: LevelVector,
    /// The same for each component type alone.
    pub by_type: Vec<(ComponentType, LevelVector)>,
    /// The lowest of the vector, where the scheme prints one number.
    pub headline: Option<SecurityLevel>,
    /// The headline, or 0 while a constraint is open.
    pub claimable: Option<SecurityLevel>,
    /// The highest level at which an applicable row is asked for, per foundational requirement.
    pub asks_up_to: [Option<SecurityLevel>; 7],
    /// Is the target met? `None` without a target.
    pub meets_target: Option<bool>,
    /// What the next level of each foundational requirement needs.
    pub next: Vec<NextStep>,
}

impl LevelsOutcome {
    /// The vector of one basis, counting ways down to the weakest given.
    pub fn on(&self, basis: Basis, weakest: Way) -> &LevelVector {
        &self.vectors[basis as usize][weakest as usize]
    }
}

/// Exactly what one foundational requirement needs for its next level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextStep {
    /// The foundational requirement.
    pub fr: FoundationalRequirement,
    /// Its level now.
    pub from: SecurityLevel,
    /// The rows that are open at the next level; there is no other reason why it is not reached.
    pub rows: Vec<usize>,
    /// Does it hold the headline down?
    pub holds_headline: bool,
}

/// Maturity per practice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaturityOutcome {
    /// The lowest of each group, in the order of the edition's groups; `None` where nothing counts.
    pub practices: Vec<Option<MaturityLevel>>,
    /// One level for everything, where the scheme prints one.
    pub headline: Option<MaturityLevel>,
    /// The lowest of all rows that count, whatever the scheme prints.
    pub minimum: Option<MaturityLevel>,
    /// Rows at ML 0 to ML 4.
    pub histogram: [usize; 5],
    /// Rows that do not apply.
    pub not_applicable: usize,
    /// Rows outside the scope.
    pub not_evaluated: usize,
    /// Is the target met? `None` without a target.
    pub meets_target: Option<bool>,
}

/// How far standards cover a law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoverageOutcome {
    /// One entry for each point that can be asked.
    pub points: Vec<Covered>,
}

/// How far one point is covered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered {
    /// The point's index in the law's edition.
    pub requirement: usize,
    /// `full or near`, `partial`, `supports`, `gap`; `not examined`; `not applicable`.
    pub word: &'static str,
    /// The word if every row of the crosswalk were satisfied.
    pub at_best: &'static str,
    /// Satisfied rows on which the word rests.
    pub rests_on: Vec<(StandardId, String)>,
    /// Rows that would count and are open.
    pub open: Vec<(StandardId, String)>,
    /// What no standard covers, in our words.
    pub remains: Vec<String>,
    /// What the crosswalk could not confirm.
    pub verified: bool,
}

impl Covered {
    /// The word for a point that no crosswalk row mentions.
    pub const NOT_EXAMINED: &'static str = "not examined";
    /// The word for a point that does not apply.
    pub const NOT_APPLICABLE: &'static str = "not applicable";

    pub(crate) fn word_of(coverage: Option<Coverage>) -> &'static str {
        coverage.map_or(Self::NOT_EXAMINED, Coverage::id)
    }
}

/// What was stated, counted over the rows that concern the subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// All of them.
    pub total: usize,
    /// `met`.
    pub met: usize,
    /// `by-integration`.
    pub by_integration: usize,
    /// `compensated`.
    pub compensated: usize,
    /// `partly`.
    pub partly: usize,
    /// `not-met`.
    pub not_met: usize,
    /// `not-applicable`, and rows that fall with their base.
    pub not_applicable: usize,
    /// Nothing, or something that counts as nothing.
    pub silent: usize,
}

impl Counts {
    pub(crate) fn add(&mut self, status: Option<Status>) {
        self.total += 1;
        *match status {
            Some(Status::Met) => &mut self.met,
            Some(Status::ByIntegration) => &mut self.by_integration,
            Some(Status::Compensated) => &mut self.compensated,
            Some(Status::Partly) => &mut self.partly,
            Some(Status::NotMet) => &mut self.not_met,
            Some(Status::NotApplicable) => &mut self.not_applicable,
            None => &mut self.silent,
        } += 1;
    }
}

/// One group as certificates count it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct GroupCount {
    /// Satisfied on the asked basis.
    pub passed: usize,
    /// Not applicable on the asked basis.
    pub not_applicable: usize,
    /// Examined and not passed, on the evaluated basis.
    pub failed: usize,
    /// Numbered items in the standard, headings included.
    pub total: usize,
}

impl GroupCount {
    /// What is left: open, outside the scope, or not a requirement.
    pub const fn not_evaluated(&self) -> usize {
        self.total - self.passed - self.not_applicable - self.failed
    }
}

/// Something that must be in place around the subject for the result to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Condition<'a> {
    /// The requirement's short title.
    pub title: &'a str,
    /// The row that states it.
    pub row: &'a Row,
    /// By integration or by a countermeasure.
    pub way: Way,
    /// Does the standard's text itself offer integration here? If not, the evaluator must agree.
    pub offered: bool,
}

/// An open row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap<'a> {
    /// The requirement's index.
    pub requirement: usize,
    /// The lowest level (SL or ML, 1 to 4) that it blocks; 0 where there are no levels.
    pub needed_for: u8,
    /// Does it alone, or with others, hold its group at its present level?
    pub holds_group: bool,
    /// Does it hold the headline down?
    pub holds_headline: bool,
    /// What was stated.
    pub status: Option<Status>,
    /// Why it is open.
    pub why: Why<'a>,
}
