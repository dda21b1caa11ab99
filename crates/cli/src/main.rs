//! How does the terminal reach the use cases? Parses, calls `app`, prints, and ends with the agreed code.

mod args;
mod commands;
mod progress;
mod show;

use std::io::{self, Write};
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
    let cli = args::Cli::parse();
    let end = commands::run(cli).unwrap_or_else(|error| match error.kind() {
        // Whoever reads our output has seen enough, as `head` does.
        io::ErrorKind::BrokenPipe => End::Done,
        _ => {
            // If even this cannot be written there is nobody left to tell.
            let _ = writeln!(anstream::stderr(), "plimsoll: cannot write: {error}");
            End::Failure
        }
    });
    ExitCode::from(end as u8)
}
