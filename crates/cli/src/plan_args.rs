//! What can be typed to get a plan?

use std::path::PathBuf;

use clap::Args;
use model::Date;

use crate::args::{ListFormat, day};

#[derive(Debug, Args)]
#[command(after_help = AFTER)]
pub(crate) struct PlanArgs {
    /// The dossier
    pub(crate) dir: PathBuf,
    /// Only this subject, such as eg220 or products/eg220
    #[arg(long, value_name = "ID")]
    pub(crate) subject: Option<String>,
    /// Only this standard
    #[arg(long, value_name = "ID[@EDITION]")]
    pub(crate) standard: Option<String>,
    #[command(flatten)]
    pub(crate) plan: PlanOptions,
    #[command(flatten)]
    pub(crate) seed: SeedOption,
    /// The day for which it holds; today (UTC) if left out
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) at: Option<Date>,
    /// How to print
    #[arg(long, value_enum, default_value_t = ListFormat::Table)]
    pub(crate) format: ListFormat,
}

/// What is asked of a plan beside its subjects.
#[derive(Debug, Args)]
pub(crate) struct PlanOptions {
    /// Another target than the dossier's: one level, or seven in the order IAC UC SI DC RDF TRE RA
    #[arg(long, value_name = "LEVELS", allow_hyphen_values = true)]
    pub(crate) target: Option<String>,
    /// What there is to spend until the certificates, in whole units of the currency
    #[arg(long, value_name = "AMOUNT", value_parser = amount)]
    pub(crate) budget: Option<u64>,
    /// The day by which the certificate should be there: which level can be had by then?
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) by: Option<Date>,
}

/// From where random numbers come, in plans and decisions alike.
#[derive(Debug, Args)]
pub(crate) struct SeedOption {
    /// The number from which all draws follow, 62443 if left out; the same number gives the same bytes
    #[arg(long, value_name = "N")]
    pub(crate) seed: Option<u64>,
}

const AFTER: &str = "Rests on the basis shown: what carries evidence in effect is done.\n\
An optional plan.toml in the dossier states currency, first day, rates, people and fees;\n\
what it leaves out is assumed and named as such.\n\
`plimsoll report DIR --report plan --to pdf,xlsx,csv --out OUT` writes the plan with its chart and tables.";

/// A whole amount of money; blanks and commas between its digits are read over.
fn amount(text: &str) -> Result<u64, String> {
    let digits: String = text.chars().filter(|letter| !matches!(letter, ' ' | ',' | '_' | '\'')).collect();
    digits.parse().map_err(|_| "write a whole amount without the currency, such as 120000".to_owned())
}
