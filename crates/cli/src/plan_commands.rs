//! What does `plan` do? It asks for the plan, prints it, and says how it ended.

use std::io;
use std::sync::Arc;

use app::{Count, DossierQuestion, OpenDossier, PlanQuestion};
use report::json;

use crate::args::ListFormat;
use crate::commands::{Ended, ended, print, refuse};
use crate::plan_args::PlanArgs;
use crate::progress;
use crate::show;

pub(crate) fn plan(catalogue: &app::Catalogue, args: &PlanArgs) -> Ended {
    let dossier = DossierQuestion {
        subject: args.subject.clone(),
        standard: args.standard.clone(),
        target: args.plan.target.clone(),
        ..DossierQuestion::at(args.at.unwrap_or_else(app::today))
    };
    let question =
        PlanQuestion { budget: args.plan.budget, by: args.plan.by, seed: args.seed.seed, ..PlanQuestion::new(dossier) };
    let count = Arc::new(Count::default());
    let work = || app::plan_dossier_counted(&OpenDossier::open(catalogue, &args.dir)?, &question, &count);
    let result = match progress::show_count("planning", &count, work) {
        Ok(result) => result,
        Err(error) => return refuse(&error),
    };
    match args.format {
        ListFormat::Table => print(&show::plan(&result))?,
        ListFormat::Json => print(&json(&result).map_err(io::Error::other)?)?,
    };
    ended(&result.problems)
}
