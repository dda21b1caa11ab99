//! What do `decide` and `trace` do? They ask `app`, print the answer and say how it ended.

use std::io;

use app::{DecisionQuestion, OpenDossier, SignOffInput};
use report::json;

use crate::args::ListFormat;
use crate::commands::{Ended, ended, print, refuse};
use crate::decide_args::{AboutDecision, DecideArgs, TraceArgs};
use crate::dossier_commands::changed;
use crate::progress;
use crate::show;

impl AboutDecision {
    fn question(&self) -> DecisionQuestion {
        let plain = DecisionQuestion::at(self.at.unwrap_or_else(app::today));
        DecisionQuestion { subject: self.subject.clone(), seed: self.seed.seed.unwrap_or(plain.seed), ..plain }
    }
}

pub(crate) fn decide(catalogue: &app::Catalogue, args: &DecideArgs) -> Ended {
    let plain = args.about.question();
    let question = DecisionQuestion { draws: args.draws.draws.unwrap_or(plain.draws), ..plain };
    if let (Some(id), Some(by)) = (&args.sign_off, &args.by) {
        let option = args.option.clone();
        let input = SignOffInput { id: id.clone(), by: by.clone(), option, reason: args.reason.clone() };
        let planned = progress::show("signing off", || {
            changed(catalogue, &args.dir, false, |open| app::sign_off(open, &question, &input))
        });
        match (planned, args.format) {
            (Err(error), _) => return refuse(&error),
            // What a script gets is the page, with the sign-off on it.
            (Ok(_), ListFormat::Json) => {}
            (Ok(planned), ListFormat::Table) => return print(&show::signed_off(&planned, &args.dir.to_string_lossy())),
        }
    }
    let work = || app::decide_dossier(&OpenDossier::open(catalogue, &args.dir)?, &question);
    let result = match progress::show("deciding", work) {
        Ok(result) => result,
        Err(error) => return refuse(&error),
    };
    match args.format {
        ListFormat::Json => print(&json(&result).map_err(io::Error::other)?)?,
        ListFormat::Table => print(&show::decision(&result))?,
    };
    ended(&result.problems)
}

pub(crate) fn trace(catalogue: &app::Catalogue, args: &TraceArgs) -> Ended {
    let question = args.about.question();
    let work = || {
        let open = OpenDossier::open(catalogue, &args.dir)?;
        app::trace_dossier(&open, &question, args.from.as_deref(), args.to.as_deref())
    };
    let result = match progress::show("tracing", work) {
        Ok(result) => result,
        Err(error) => return refuse(&error),
    };
    match args.format {
        ListFormat::Json => print(&json(&result).map_err(io::Error::other)?)?,
        ListFormat::Table => print(&show::trace(&result))?,
    };
    ended(&result.problems)
}
