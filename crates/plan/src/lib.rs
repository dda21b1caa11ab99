//! Which parts in which order, which actions close what, how long does it take and what does it cost?
//!
//! Everything is computed from data, answers and a seed; nothing here knows a day, a file or a dossier.

mod action;
mod by_date;
mod calendar;
mod cover;
mod data;
mod defaults;
mod digest;
mod draws;
mod forecast;
mod goal;
mod library;
mod normal;
mod pathway;
mod reuse;
mod route;
mod rows;
#[cfg(feature = "schema")]
pub mod schema;
mod side_by_side;
mod stage;
mod tasks;
mod terms;

pub use action::{Action, Effort, Fee, RowOf, Skill};
pub use by_date::{ByDate, LevelInTime, levels_in_time};
pub use calendar::{Calendar, Deadline};
pub use cover::{Cover, CoverAction, CoverRow};
pub use data::{FOLDERS, check};
pub use defaults::{Case, CaseInput, Defaults, Mark, PartDefault, Phase};
pub use digest::{cost_digest, data_digest};
pub use draws::{Correlation, Percentiles, Range, Seed, Stream, share_in_words, share_within};
pub use forecast::{Change, CostForecast, Draws, Figures, Forecast, Lever, Outline, Planned, TaskForecast};
pub use goal::{BestLevels, Chosen, Measure, NextLevel, Scope, Target, Work};
pub use library::Library;
pub use pathway::{
    AllAnswers, Answers, Choice, Combined, Contradiction, CraClass, CraDate, CraPath, CraRoute, CraScope, CraStatus,
    Distance, InPlace, Known, LeftOut, NoAnswer, NoCertificate, ORGANIZATION, OwnAnswers, Part, Path, Pathway,
    Question, Reason, Remark, RemarkKind, SchemeFor, Served, Single, Skipped, Step, UnfitScheme, any_subject,
};
pub use reuse::{Reuse, reuse};
pub use route::{Bought, Limit, Route, best_within, cheapest, levels_reached};
pub use stage::{Audit, AuditMonths, PhaseHours, Settings, Stage, StageForecast, forecast_stages};
pub use tasks::{Person, Schedule, Task, Tasks, default_team};
pub use terms::{CertificateTerms, Terms, TermsChange};
