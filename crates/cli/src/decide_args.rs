//! What can be typed to decide, and to follow a decision to its proof?

use std::path::PathBuf;

use clap::Args;
use model::Date;

use crate::args::{ListFormat, day};
use crate::plan_args::SeedOption;

/// What `decide.toml` is, after the help of the commands that read it.
const FILE: &str = "What people state for the decision stands in the dossier's decide.toml: importances, objectives, money by\n\
name, musts, facts. examples/gateway/decide.toml shows every kind of entry. What is missing is asked for.";

#[derive(Debug, Args)]
#[command(after_help = FILE)]
pub(crate) struct DecideArgs {
    /// The dossier
    pub(crate) dir: PathBuf,
    #[command(flatten)]
    pub(crate) about: AboutDecision,
    #[command(flatten)]
    pub(crate) draws: DrawsOption,
    /// Sign the answer, or another row, off under this id: its page and inputs are frozen under decisions/ID/, an entry
    /// goes into decisions.toml, and `plimsoll record` puts it into the journal
    #[arg(long, value_name = "ID", requires = "by")]
    pub(crate) sign_off: Option<String>,
    /// Who signs it off: the id of an applicant of dossier.toml
    #[arg(long, value_name = "PERSON", requires = "sign_off")]
    pub(crate) by: Option<String>,
    /// Which row of the page is signed, such as internal; the answer, if left out. People decide: another one than the
    /// answer, or any where there is no one answer, needs --reason
    #[arg(long, value_name = "OPTION", requires = "sign_off")]
    pub(crate) option: Option<String>,
    /// Why it is signed off, in a line
    #[arg(long, value_name = "TEXT", requires = "sign_off", default_value = "", hide_default_value = true)]
    pub(crate) reason: String,
    /// How to print
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub(crate) format: ListFormat,
}

#[derive(Debug, Args)]
#[command(after_help = FILE)]
pub(crate) struct TraceArgs {
    /// The dossier
    pub(crate) dir: PathBuf,
    #[command(flatten)]
    pub(crate) about: AboutDecision,
    /// Follow everything that leads from here down to the evidence
    #[arg(long, value_name = "ID", conflicts_with = "to")]
    pub(crate) from: Option<String>,
    /// Follow everything that leads to here, up to the drivers
    #[arg(long, value_name = "ID")]
    pub(crate) to: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub(crate) format: ListFormat,
}

/// How many draws stand behind a decision.
#[derive(Debug, Args)]
pub(crate) struct DrawsOption {
    /// How many draws, 10,000 if left out; below that the page says that these are few
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=200_000))]
    pub(crate) draws: Option<u32>,
}

/// About which subject, on which day, from which seed.
#[derive(Debug, Args)]
pub(crate) struct AboutDecision {
    /// The subject, such as eg220; the only one, if left out
    #[arg(long, value_name = "ID")]
    pub(crate) subject: Option<String>,
    #[command(flatten)]
    pub(crate) seed: SeedOption,
    /// The day of the decision; today (UTC) if left out
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) at: Option<Date>,
}
