//! What can a developer ask for? `cargo xtask <verb>`; everything that CI runs is here.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a developer's tool at the edge"
)]

mod bench;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;
use std::{env, fs, io};

use xtask::{generated, root};

/// What a verb does; an error is a sentence.
type Work = fn() -> Result<(), String>;

/// Every verb: its name, what it does, and the function.
const VERBS: &[(&str, &str, Work)] = &[
    ("demo", "assess the sample gateway (release build)", demo),
    ("test", "everything that CI runs: formatting, lints, licences, all tests", test),
    ("check", "formatting and lints only", check),
    ("generate", "write the generated reference again", generate),
    ("bench", "measure all, or the parts named; figures go to docs/performance.md by hand", bench::run),
];

fn main() -> ExitCode {
    let verb = env::args().nth(1).unwrap_or_default();
    match VERBS.iter().find(|(name, _, _)| *name == verb) {
        Some((_, _, work)) => match work() {
            Ok(()) => ExitCode::SUCCESS,
            Err(message) => {
                eprintln!("xtask {verb}: {message}");
                ExitCode::FAILURE
            }
        },
        None => {
            println!("cargo xtask <verb>\n");
            for (name, about, _) in VERBS {
                println!("  {name:<10} {about}");
            }
            if verb.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
    }
}

fn cargo(arguments: &[&str], environment: &[(&str, &str)]) -> Result<(), String> {
    println!("\n› cargo {}", arguments.join(" "));
    let since = Instant::now();
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(arguments).current_dir(root()).envs(environment.iter().copied());
    let status = command.status().map_err(|error| error.to_string())?;
    println!("  {:.0} s", since.elapsed().as_secs_f64());
    if status.success() { Ok(()) } else { Err(format!("cargo {} failed", arguments[0])) }
}

fn demo() -> Result<(), String> {
    cargo(&["run", "--release", "--", "demo"], &[])
}

fn check() -> Result<(), String> {
    for component in ["rustfmt", "clippy"] {
        install_component(component)?;
    }
    cargo(&["fmt", "--all", "--check"], &[])?;
    cargo(&["clippy", "--workspace", "--all-targets", "--all-features", "--locked", "--", "-D", "warnings"], &[])
}

/// Installs a toolchain component if it is missing, and says so.
fn install_component(name: &str) -> Result<(), String> {
    let verb = if name == "rustfmt" { "fmt" } else { name };
    let there = Command::new("cargo").args([verb, "--version"]).output();
    if there.is_ok_and(|output| output.status.success()) {
        return Ok(());
    }
    println!("{name} is missing: installing it with `rustup component add {name}`");
    let status = Command::new("rustup").args(["component", "add", name]).status().map_err(|error| error.to_string())?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{name} cannot be installed; run `rustup component add {name}`"))
    }
}

fn test() -> Result<(), String> {
    let since = Instant::now();
    if env::var_os("PLIMSOLL_TEST_DATA").is_none() {
        println!("PLIMSOLL_TEST_DATA is not set: tests on foreign files would be SKIPPED (there are none yet)");
    }
    check()?;
    licences()?;
    cargo(&["test", "--workspace", "--all-features", "--locked"], &[("INSTA_UPDATE", "no")])?;
    println!("\neverything passed in {:.0} s", since.elapsed().as_secs_f64());
    Ok(())
}

/// Licences and sources, where `cargo deny` is installed; it is not worth ten minutes of building it.
fn licences() -> Result<(), String> {
    let there = Command::new("cargo").args(["deny", "--version"]).output();
    if there.is_ok_and(|output| output.status.success()) {
        return cargo(&["deny", "--offline", "check", "licenses", "bans", "sources"], &[]);
    }
    println!("\ncargo-deny is not installed: deny.toml is NOT checked in this run");
    Ok(())
}

fn generate() -> Result<(), String> {
    let reference = root().join("docs/reference");
    let files = generated();
    let stale = existing(&reference.join("catalogue")).map_err(|error| error.to_string())?;
    for path in stale {
        let name = path.strip_prefix(root()).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        if !files.iter().any(|(known, _)| *known == name) {
            fs::remove_file(&path).map_err(|error| error.to_string())?;
        }
    }
    for (name, text) in &files {
        let path = root().join(name);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(|error| error.to_string())?;
        }
        fs::write(&path, text).map_err(|error| format!("{name}: {error}"))?;
    }
    println!("{} files written", files.len());
    // The command reference comes from the binary itself, so its own test writes it.
    cargo(&["test", "--quiet", "-p", "cli", "--test", "reference"], &[("PLIMSOLL_GENERATE", "1")])
}

fn existing(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    if folder.is_dir() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                files.extend(existing(&path)?);
            } else {
                files.push(path);
            }
        }
    }
    Ok(files)
}
