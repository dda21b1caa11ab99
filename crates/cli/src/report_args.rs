//! What can be typed to get documents and pictures?

use std::path::PathBuf;

use app::{FORMATS, FigureKind, Format};
use clap::Args;
use clap::builder::PossibleValuesParser;
use clap::builder::TypedValueParser as _;
use model::{Basis, Date};
use report::reports::{self, Report};

use crate::args::{basis, day};
use crate::decide_args::DrawsOption;
use crate::plan_args::{PlanOptions, SeedOption};

#[derive(Debug, Args)]
#[command(after_help = lists())]
pub(crate) struct ReportArgs {
    /// The dossier
    pub(crate) dir: PathBuf,
    /// The reports, separated by commas; every one if left out
    #[arg(long = "report", value_name = "ID[,ID]", value_delimiter = ',', value_parser = report_ids(), hide_possible_values = true)]
    pub(crate) reports: Vec<String>,
    /// The formats, separated by commas
    #[arg(long, value_name = "FORMAT[,FORMAT]", value_delimiter = ',', default_value = "pdf", value_parser = format_ids(), hide_possible_values = true)]
    pub(crate) to: Vec<String>,
    /// The folder to write to, or the file where one document comes of it
    #[arg(short, long, value_name = "OUT")]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) about: AboutArgs,
    #[command(flatten, next_help_heading = "For the report `plan`, as `plimsoll plan` takes them")]
    pub(crate) plan: PlanOptions,
    #[command(flatten, next_help_heading = "For the reports `plan` and `decision`")]
    pub(crate) seed: SeedOption,
    #[command(flatten, next_help_heading = "For the report `decision`, as `plimsoll decide` takes it")]
    pub(crate) draws: DrawsOption,
}

#[derive(Debug, Args)]
pub(crate) struct FigureArgs {
    /// What to draw; gantt is drawn from the plan, decision, trace and value from decide.toml
    #[arg(value_parser = kind_ids())]
    pub(crate) kind: String,
    /// The dossier
    pub(crate) dir: PathBuf,
    /// The file to write, ending in .svg or .png
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: PathBuf,
    #[command(flatten)]
    pub(crate) about: AboutArgs,
    /// For `changes`: compare with what was recorded by the end of this day instead of the last record
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) since: Option<Date>,
    /// Draw for a dark ground
    #[arg(long)]
    pub(crate) dark: bool,
    /// How much larger than its natural size a PNG is
    #[arg(long, value_name = "TIMES", default_value = "2", value_parser = scale)]
    pub(crate) scale: f32,
}

/// About what, on whose word, on which day, in whose looks.
#[derive(Debug, Args)]
pub(crate) struct AboutArgs {
    /// Only this subject, such as eg220 or products/eg220
    #[arg(long, value_name = "ID")]
    pub(crate) subject: Option<String>,
    /// Only this standard
    #[arg(long, value_name = "ID[@EDITION]")]
    pub(crate) standard: Option<String>,
    /// On whose word
    #[arg(long, value_name = "claimed|shown|evaluated", default_value = "shown", value_parser = basis)]
    pub(crate) basis: Basis,
    /// The scheme
    #[arg(long, value_name = "ID", default_value = "default")]
    pub(crate) scheme: String,
    /// The day for which it holds; today if left out
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) at: Option<Date>,
    /// A brand.toml with name, accent, logo and footer of the house that sends it
    #[arg(long, value_name = "FILE")]
    pub(crate) brand: Option<PathBuf>,
}

fn report_ids() -> impl clap::builder::TypedValueParser<Value = String> {
    PossibleValuesParser::new(reports::ALL.iter().map(|report| report.id)).map(|id| id)
}

fn format_ids() -> impl clap::builder::TypedValueParser<Value = String> {
    PossibleValuesParser::new(FORMATS.iter().map(|format| format.id)).map(|id| id)
}

fn kind_ids() -> impl clap::builder::TypedValueParser<Value = String> {
    let kinds = app::FIGURES.iter().map(|kind| clap::builder::PossibleValue::new(kind.id).help(kind.about));
    PossibleValuesParser::new(kinds.collect::<Vec<_>>()).map(|id| id)
}

fn scale(text: &str) -> Result<f32, String> {
    text.parse().ok().filter(|scale| (0.25..=8.0).contains(scale)).ok_or_else(|| "a number from 0.25 to 8".to_owned())
}

/// The reports and formats with what they are.
fn lists() -> String {
    let line = |id: &str, about: &str| format!("  {id:<14} {about}\n");
    let reports: String = reports::ALL.iter().map(|report| line(report.id, report.about)).collect();
    let formats: String = FORMATS.iter().map(|format| line(format.id, format.about)).collect();
    format!("Reports:\n{reports}\nFormats:\n{formats}\nsarif and junit belong to the report `gaps`, ics to `plan`.")
}

impl ReportArgs {
    pub(crate) fn reports(&self) -> Vec<&'static Report> {
        self.reports.iter().filter_map(|id| reports::find(id)).collect()
    }

    pub(crate) fn formats(&self) -> Vec<&'static Format> {
        FORMATS.iter().filter(|format| self.to.iter().any(|id| id == format.id)).collect()
    }
}

impl FigureArgs {
    pub(crate) fn kind(&self) -> Option<&'static FigureKind> {
        app::FIGURES.iter().find(|kind| kind.id == self.kind)
    }
}
