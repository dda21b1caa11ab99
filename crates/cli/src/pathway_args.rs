//! What can be typed to find out where to begin?

use std::path::PathBuf;

use clap::Args;
use model::Date;

use crate::args::{ListFormat, day};

/// What an answer looks like, after the help of both commands.
const ANSWERS: &str = "An answer is question=choice[,choice], such as --answer role=integrator --answer aim=tender,nis2;\n\
`plimsoll start --questions` lists questions and choices. Each question may be skipped.\n\
Where several choices may hold, --answer role=integrator --answer role=owner names both.\n\
With --subject answers are those of one product, system, programme or site, and replace the organization's.";

#[derive(Debug, Args)]
#[command(after_help = ANSWERS)]
pub(crate) struct StartArgs {
    /// Keep the answers in this folder as pathway.toml; it need not exist
    pub(crate) dir: Option<PathBuf>,
    /// Answer for one product, system, programme or site: what it skips holds as the organization answered it
    #[arg(long, value_name = "ID", requires = "dir")]
    pub(crate) subject: Option<String>,
    /// An answer; what is given so is not asked
    #[arg(long = "answer", value_name = "QUESTION=CHOICE[,CHOICE]")]
    pub(crate) answers: Vec<String>,
    /// Print the questions with their choices, and ask nothing
    #[arg(long, conflicts_with_all = ["dir", "subject", "answers", "at", "no_questions"])]
    pub(crate) questions: bool,
    /// Ask nothing, even on a terminal
    #[arg(long)]
    pub(crate) no_questions: bool,
    /// The day for which the answer holds, such as 2026-11-22; today (UTC) if left out
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) at: Option<Date>,
    /// How to print
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub(crate) format: ListFormat,
}

#[derive(Debug, Args)]
#[command(after_help = ANSWERS)]
pub(crate) struct PathwayArgs {
    /// The dossier, or a folder with a pathway.toml
    pub(crate) dir: PathBuf,
    /// The path of one product, system, programme or site alone, such as eg220 or "site: whitmoor"
    #[arg(long, value_name = "ID")]
    pub(crate) subject: Option<String>,
    /// Another answer than the dossier's, to see what it would change; nothing is written
    #[arg(long = "answer", value_name = "QUESTION=CHOICE[,CHOICE]")]
    pub(crate) answers: Vec<String>,
    /// The day for which the answer holds, such as 2026-11-22; today (UTC) if left out
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) at: Option<Date>,
    /// How to print
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub(crate) format: ListFormat,
}
