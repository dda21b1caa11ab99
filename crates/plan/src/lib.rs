//! Which parts in which order, which actions close what, how long does it take and what does it cost?
//!
//! Everything is computed from data, answers and a seed; nothing here knows a day, a file or a dossier.

mod defaults;
mod draws;
mod normal;
mod rows;
mod stage;

pub use defaults::{Case, CaseInput, Defaults, Mark, PartDefault, Phase};
pub use draws::{Correlation, Percentiles, Range, Seed, Stream, share_in_words, share_within};
pub use stage::{Audit, AuditMonths, PhaseHours, Settings, Stage, StageForecast, forecast_stages};
