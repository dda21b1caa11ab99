//! How does the terminal reach the use cases? Parses, calls `app`, prints, and ends with the agreed code.

mod args;
mod ask;
mod commands;
mod decide_args;
mod decide_commands;
mod dossier_args;
mod dossier_commands;
mod pathway_args;
mod pathway_commands;
mod plan_args;
mod plan_commands;
mod progress;
mod report_args;
mod report_commands;
mod show;

use std::io::Write;
use std::panic;
use std::process::ExitCode;

use clap::Parser;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    /// Done; there may be warnings.
    Done = 0,
    /// `--require`, and the target is not met.
    TargetMissed = 1,
    /// An error in the input; it beats a missed target.
    InputError = 2,
    /// Our own failure.
    Failure = 3,
}

fn main() -> ExitCode {
    // A panic of a library on hostile bytes is caught where the bytes are read; it needs no trace on the terminal.
    panic::set_hook(Box::new(|_| {}));
    let cli = args::Cli::parse();
    let end = match panic::catch_unwind(|| commands::run(cli)) {
        Ok(Ok(end)) => end,
        Ok(Err(error)) => failure(&format!("cannot write: {error}")),
        Err(cause) => {
            let text = cause.downcast_ref::<&str>().map(|text| (*text).to_owned());
            let text = text.or_else(|| cause.downcast_ref::<String>().cloned()).unwrap_or_default();
            failure(&format!("this is our failure, not yours; please report it: {text}"))
        }
    };
    ExitCode::from(end as u8)
}

fn failure(message: &str) -> End {
    // If even this cannot be written there is nobody left to tell.
    let _ = writeln!(anstream::stderr(), "plimsoll: {}", show::painted(message));
    End::Failure
}
