//! In which shape does an answer leave the house? Owned, serializable results that every printer and page reads.
//!
//! Nothing is judged here: every figure comes from `assess`.

mod address;
mod brand;
mod build_decision;
mod build_pathway;
mod build_result;
mod catalogue_view;
mod comparison;
mod decision;
mod decision_names;
mod decision_spoken;
mod decision_words;
mod delta;
mod explanation;
mod frozen_page;
mod gaps;
mod ical;
mod junit;
mod keyed;
mod matter;
mod pathway;
mod pathway_spoken;
mod pictures;
mod plan_result;
mod questions;
mod record_view;
pub mod reports;
mod result;
mod sarif;
mod signed_off;
mod status;
mod trace;

pub use address::encoded;
pub use brand::{BrandFile, brand, logo};
pub use build_decision::DecisionParts;
pub use build_pathway::PathwayGround;
pub use catalogue_view::{EditionView, LevelsView, LookForView, RequirementView, SchemeView, TextsView};
pub use comparison::{ComparisonResult, MovedResult, RowChangeResult};
pub use decision::{
    AnswerResult, AssumedResult, AttributeResult, BreakEvenResult, ConditionStateResult, DecisionResult,
    DecisionRowResult, ExpectedResult, FactResult, ForecastResult, ImportanceResult, MeasuredResult, MeasurementResult,
    MoneyResult, MoveResult, MustResult, ObjectiveResult, OtherwiseResult, PortfolioResult, RobustnessResult,
    ScenarioResult, SpreadResult, TermResult, UnknownResult,
};
pub use decision_words::{figure, money, money_plain, moved, number};
pub use delta::{DeltaResult, DeltaRowResult};
pub use explanation::{Explanation, HeldFileView, HeldView, StandView, StatementView};
pub use frozen_page::{FrozenAnswer, FrozenForecast, FrozenMust, FrozenObjective, FrozenPage, FrozenRow};
pub use gaps::{GapWithWords, GapsResult};
pub use ical::ical;
pub use junit::junit;
pub use keyed::Keyed;
pub use matter::{Case, Held, Matter, PersonView, RecordedState};
pub use pathway::{
    AnsweredResult, CraClassResult, CraDateResult, CraResult, CraRouteResult, CraStatusResult, PartReasonResult,
    PathReasonResult, PathStepResult, PathwayResult, RemarkResult, SchemeForResult, ServedByResult, ServedResult,
    SkippedResult, SubjectCraResult, SubjectPathResult, WhoResult,
};
pub use pathway_spoken::Difference;
pub use pictures::{options_picture, plan_picture, trace_picture, value_picture};
pub use plan_result::{
    ActionResult, AssumptionResult, BudgetResult, DeadlineResult, HeldResult, LeftOutResult, LevelByDateResult,
    LeverResult, MilestoneResult, NextLevelResult, PartPlanResult, PhaseResult, PlanMoneyResult, PlanResult,
    RouteResult, SavingResult, ServesResult,
};
pub use questions::{ChoiceResult, QuestionResult, QuestionsResult};
pub use record_view::{
    ConflictResult, ImportResult, RecordedResult, RecordingResult, SignerResult, VerificationResult,
};
pub use result::{
    AssessmentResult, ConditionResult, CountsResult, CoverageResult, DossierResult, GapResult, GroupResult,
    HasProblems, NextResult, OfResult, ProblemResult, RestsOn, RowResult, VectorsResult,
};
pub use sarif::sarif;
pub use signed_off::{
    ChangesResult, ImportanceChangeResult, InputChangeResult, LookResult, RecommendationThenResult, SignedOffResult,
    StandingsResult, SupersededResult,
};
pub use status::{StatusItem, StatusResult, StatusSection};
pub use trace::{OrphanResult, TraceLinkResult, TraceNodeResult, TraceResult};

/// Any of these shapes as indented JSON with a final line end. Whatever would steer a terminal is written as `\\u…`.
///
/// # Errors
/// When a value cannot be represented, which none of these shapes can bring about.
pub fn json<T: serde::Serialize>(value: &T) -> Result<String, serde_json::Error> {
    let mut text = String::new();
    // Between texts there are no such characters, and inside a text the escape means the same.
    for letter in serde_json::to_string_pretty(value)?.chars() {
        match letter {
            '\n' => text.push('\n'),
            steering if model::steers(steering) => {
                for half in steering.encode_utf16(&mut [0; 2]) {
                    text.push_str(&format!("\\u{half:04x}"));
                }
            }
            other => text.push(other),
        }
    }
    text.push('\n');
    Ok(text)
}
