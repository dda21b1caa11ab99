//! What can be typed? Commands and options, with their help.

use std::path::PathBuf;

use crate::decide_args::{DecideArgs, TraceArgs};
use crate::dossier_args::{AddArgs, ImportArgs, InitArgs, KeyArgs, RecordArgs, SetArgs, StatusArgs, VerifyArgs};
use crate::pathway_args::{PathwayArgs, StartArgs};
use crate::plan_args::PlanArgs;
use crate::report_args::{FigureArgs, ReportArgs};
use clap::{Args, Parser, Subcommand, ValueEnum};
use model::{AssessedAs, Basis, ComponentType, Date, parse_date};

/// Levels, maturity and gaps against IEC 62443, each with its trail.
#[derive(Debug, Parser)]
#[command(name = "plimsoll", version, max_term_width = 100, propagate_version = true, after_help = AFTER)]
pub(crate) struct Cli {
    /// Read the standards and schemes from this folder instead of those that came with the program
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) command: Command,
}

const AFTER: &str = "Exit codes: 0 done (warnings allowed), 1 --require and the target is not met, or verify and not everything \
is recorded, \
2 an error in the input, 3 our own failure.";

/// What a sheet may say, after the help of the commands that read one.
const SHEET: &str = "The sheet is a CSV (UTF-8) or XLSX with the column requirement; in any order beside it:\n  \
part, status (met, by-integration, compensated, partly, not-met, not-applicable), statement, evidence,\n  \
verdict (pass, fail, na, ne), remark, method, evaluator, date;\n  \
for processes maturity (0 to 4), or the marks performed, documented, competent, practised, repeated,\n  \
measured, improved (yes, partly, no), and as verdict also the level found, such as ML2.\n\
A sheet for a law may hold rows of every standard: `--standard cra`.\n\
`plimsoll catalogue template --standard iec62443-4-2 --type embedded-device` prints one to fill in;\n\
`plimsoll catalogue features` lists what --present and --absent take.";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Assess a sheet or a dossier: levels, maturity or coverage, and why
    #[command(after_help = SHEET)]
    Assess(AssessArgs),
    /// List what is open, what it asks and what it blocks
    #[command(after_help = SHEET)]
    Gaps(GapsArgs),
    /// Show the trail of one requirement, from the standard to the cell
    Explain(ExplainArgs),
    /// Compare two sheets or dossiers: what changed, and why a level moved
    Compare(CompareArgs),
    /// Follow a crosswalk to another edition: what carries over, what to look at again
    Delta(DeltaArgs),
    /// Find out which parts of the standard are yours, in which order: asks on a terminal, takes flags anywhere
    Start(StartArgs),
    /// Show which parts come in which order and why, from the answers in a dossier
    Pathway(PathwayArgs),
    /// Begin a dossier: asks a few questions on a terminal, takes flags anywhere
    Init(InitArgs),
    /// Add a product, process, system, programme, version or evidence to a dossier
    Add(AddArgs),
    /// State one row of a dossier
    Set(SetArgs),
    /// Bring a filled-in sheet into a dossier: exactly the rows in which it says something else
    Import(ImportArgs),
    /// Show what a team should look at in its dossier, and what next
    Status(StatusArgs),
    /// Record the edits since the last record, chained and signed
    Record(RecordArgs),
    /// Check the journal, its signers, the evidence and the files against each other, offline
    Verify(VerifyArgs),
    /// Make, show and trust the keys that sign
    Key(KeyArgs),
    /// Plan the way to a target: the cheapest actions, when they are done, what they cost
    Plan(PlanArgs),
    /// Write reports of a dossier: HTML, PDF, Word, Excel, CSV, Markdown, OSCAL, SARIF, JUnit
    Report(ReportArgs),
    /// Draw one picture of a dossier as SVG or PNG
    Figure(FigureArgs),
    /// Decide whether the next step is worth its price: one sentence, one table, and what they rest on
    Decide(DecideArgs),
    /// Follow a decision from its drivers to the evidence, and back
    Trace(TraceArgs),
    /// Look up standards, requirements and schemes
    Catalogue(CatalogueArgs),
    /// Assess the dossier of a sample gateway and write every report of it
    Demo(DemoArgs),
    /// Print shell completions
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page (roff), or write all of them
    Man {
        /// Write the pages of the program and of each command into this folder
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
}

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Table,
    /// For programs; docs/reference/ holds the schema
    Json,
    /// One line a row
    Csv,
}

/// How lists are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// For people
    Table,
    /// For programs
    Json,
}

#[derive(Debug, Args)]
pub(crate) struct QuestionArgs {
    /// The standard, such as iec62443-4-2 or iec62443-4-2@2019; found from the sheet's ids if left out
    #[arg(long, value_name = "ID[@EDITION]")]
    pub(crate) standard: Option<String>,
    /// Component types, separated by commas
    #[arg(long = "type", value_name = "T[,T]", value_delimiter = ',', value_parser = component_type)]
    pub(crate) types: Vec<ComponentType>,
    /// Assess a product (SL-C, the default) or an installed zone (SL-A)
    #[arg(long = "as", value_name = "product|zone", value_parser = subject)]
    pub(crate) assessed_as: Option<AssessedAs>,
    /// Of a dossier, only this subject, such as eg220 or products/eg220
    #[arg(long, value_name = "ID")]
    pub(crate) subject: Option<String>,
    /// The target: one level, or seven in the order IAC UC SI DC RDF TRE RA; a maturity level for programmes
    #[arg(long, value_name = "LEVELS", allow_hyphen_values = true)]
    pub(crate) target: Option<String>,
    /// The levels that the evaluation was applied for; the target if left out
    #[arg(long, value_name = "LEVELS", allow_hyphen_values = true)]
    pub(crate) applied_for: Option<String>,
    /// On whose word the headline rests; claimed if left out, shown for a dossier
    #[arg(long, value_name = "claimed|shown|evaluated", value_parser = basis)]
    pub(crate) basis: Option<Basis>,
    /// The certification scheme; `plimsoll catalogue schemes` lists them
    #[arg(long, value_name = "ID", default_value = "default")]
    pub(crate) scheme: String,
    /// The day for which the answer holds, such as 2026-11-22; today (UTC) if left out
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) at: Option<Date>,
    /// Features that the product has, separated by commas
    #[arg(long, value_name = "F[,F]", value_delimiter = ',')]
    pub(crate) present: Vec<String>,
    /// Features that the product does not have, separated by commas
    #[arg(long, value_name = "F[,F]", value_delimiter = ',')]
    pub(crate) absent: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct AssessArgs {
    /// The sheet, CSV or XLSX, or a dossier's folder
    #[arg(value_name = "SHEET|DIR")]
    pub(crate) sheet: PathBuf,
    #[command(flatten)]
    pub(crate) question: QuestionArgs,
    /// How to print
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub(crate) format: Format,
    /// End with 1 when the target is not met
    #[arg(long)]
    pub(crate) require: bool,
}

#[derive(Debug, Args)]
pub(crate) struct GapsArgs {
    /// The sheet, CSV or XLSX, or a dossier's folder
    #[arg(value_name = "SHEET|DIR")]
    pub(crate) sheet: PathBuf,
    #[command(flatten)]
    pub(crate) question: QuestionArgs,
    /// How to print
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub(crate) format: ListFormat,
    /// List every gap, not only those up to the target or the next level
    #[arg(long)]
    pub(crate) all: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ExplainArgs {
    /// The requirement, such as "CR 1.1 RE(1)" or SVV-3
    pub(crate) id: String,
    /// The sheet, CSV or XLSX, or a dossier's folder
    #[arg(value_name = "SHEET|DIR")]
    pub(crate) sheet: PathBuf,
    #[command(flatten)]
    pub(crate) question: QuestionArgs,
    /// How to print
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub(crate) format: ListFormat,
    /// The text of your own copy of the standard: a CSV with the columns id and text; shown, never exported
    #[arg(long, value_name = "FILE")]
    pub(crate) text: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct CompareArgs {
    /// The earlier sheet or dossier; a dossier alone is compared with what is recorded in it
    pub(crate) before: PathBuf,
    /// The later sheet or dossier
    pub(crate) after: Option<PathBuf>,
    /// Compare a dossier with what was recorded by the end of this day
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) since: Option<Date>,
    #[command(flatten)]
    pub(crate) question: QuestionArgs,
    /// How to print
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub(crate) format: ListFormat,
}

#[derive(Debug, Args)]
pub(crate) struct DeltaArgs {
    /// The sheet, CSV or XLSX
    pub(crate) sheet: PathBuf,
    /// The edition to which it should carry over
    #[arg(long, value_name = "ID[@EDITION]")]
    pub(crate) to: String,
    #[command(flatten)]
    pub(crate) question: QuestionArgs,
    /// How to print
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub(crate) format: ListFormat,
}

#[derive(Debug, Args)]
pub(crate) struct DemoArgs {
    /// On whose word
    #[arg(long, value_name = "claimed|shown|evaluated", default_value = "shown", value_parser = basis)]
    pub(crate) basis: Basis,
    /// The folder for the documents
    #[arg(short, long, value_name = "DIR", default_value = "plimsoll-demo")]
    pub(crate) out: PathBuf,
    /// Write no documents
    #[arg(long)]
    pub(crate) no_documents: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CatalogueArgs {
    #[command(subcommand)]
    pub(crate) what: CatalogueCommand,
    /// How to print
    #[arg(long, global = true, value_enum, default_value_t = ListFormat::Table)]
    pub(crate) format: ListFormat,
    /// Look in this standard only
    #[arg(long, global = true, value_name = "ID[@EDITION]")]
    pub(crate) standard: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CatalogueCommand {
    /// List the editions, or with --standard the requirements of one
    List,
    /// Print a sheet to fill in, with every row that applies (--standard, --type)
    Template {
        /// Component types, separated by commas; all four if left out
        #[arg(long = "type", value_name = "T[,T]", value_delimiter = ',', value_parser = component_type)]
        types: Vec<ComponentType>,
    },
    /// List the features that decide whether conditional rows apply
    Features,
    /// Show one requirement: facts, what it asks, what assessors look for
    Show {
        /// The requirement, such as "CR 1.1 RE(1)" or SVV-3
        id: String,
        /// The text of your own copy of the standard: a CSV with the columns id and text; shown, never exported
        #[arg(long, value_name = "FILE")]
        text: Option<PathBuf>,
    },
    /// Find requirements by words
    Search {
        /// The words; all of them must occur
        #[arg(required = true)]
        words: Vec<String>,
    },
    /// Count the rows that each security level asks of each component type
    Levels,
    /// List the certification schemes
    Schemes,
    /// Check a data folder and name everything that is wrong with it
    Check,
}

pub(crate) fn component_type(text: &str) -> Result<ComponentType, String> {
    let known = || ComponentType::ALL.map(ComponentType::id).join(", ");
    ComponentType::parse(text).ok_or_else(|| format!("use {}", known()))
}

pub(crate) fn subject(text: &str) -> Result<AssessedAs, String> {
    AssessedAs::parse(text).ok_or_else(|| format!("use {}", AssessedAs::words()))
}

pub(crate) fn basis(text: &str) -> Result<Basis, String> {
    Basis::parse(text).ok_or_else(|| format!("use {}", Basis::words()))
}

pub(crate) fn day(text: &str) -> Result<Date, String> {
    parse_date(text).ok_or_else(|| "write the day as 2026-11-22".to_owned())
}
