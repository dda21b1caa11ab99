//! How fast is it? Paired runs of the built program, and the engine's own benchmark.
//!
//! Figures are printed, not asserted: a shared machine proves no limit. `docs/performance.md` says what was seen.
//! `PLIMSOLL_BENCH=path/to/plimsoll` measures that program instead of building one.

mod assess;
mod dossier;
mod pairs;
mod plans;
mod python;
mod reports;
mod trace;
mod trace_peers;

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::{env, fs};

use xtask::root;

/// What is measured, in this order: its name, what it is, and the function.
const PARTS: &[(&str, &str, crate::Work)] = &[
    ("assess", "one sheet, beside trestle", assess::run),
    ("dossier", "dossiers read, assessed, verified", dossier::run),
    ("reports", "documents in every format", reports::run),
    ("plans", "decide and plan", plans::run),
    ("trace", "ten thousand linked items, beside doorstop and StrictDoc", trace::run),
    ("products", "the engine alone, in memory", products),
];

/// `cargo xtask bench [part…]`, or `cargo xtask bench against PROGRAM`.
pub(crate) fn run() -> Result<(), String> {
    let asked: Vec<String> = env::args().skip(2).collect();
    if let [word, other] = asked.as_slice()
        && word == "against"
    {
        build()?;
        return pairs::run(&PathBuf::from(other));
    }
    if let Some(wrong) = asked.iter().find(|word| !PARTS.iter().any(|(name, ..)| name == word)) {
        let list: Vec<String> = PARTS.iter().map(|(name, about, _)| format!("\n  {name:<10} {about}")).collect();
        return Err(format!(
            "nothing called \"{wrong}\" is measured; leave it out for everything, or name some of:{}\n  against PROGRAM: the same commands by another build, one after the other",
            list.concat()
        ));
    }
    build()?;
    println!("CPU is user + system time of the child processes");
    for (_, about, work) in PARTS.iter().filter(|(name, ..)| asked.is_empty() || asked.iter().any(|one| one == name)) {
        println!("\n{about}");
        work()?;
    }
    Ok(())
}

/// Names a program that is measured as it is, instead of a release build that is made first.
const READY: &str = "PLIMSOLL_BENCH";

fn build() -> Result<(), String> {
    if env::var_os(READY).is_some() {
        return Ok(());
    }
    let status = Command::new("cargo")
        .args(["build", "--release", "--locked"])
        .current_dir(root())
        .status()
        .map_err(|error| error.to_string())?;
    if status.success() { Ok(()) } else { Err("the release build failed".to_owned()) }
}

/// The program that is measured: the release build, wherever cargo puts it.
fn program() -> PathBuf {
    if let Some(ready) = env::var_os(READY) {
        return ready.into();
    }
    let target = env::var_os("CARGO_TARGET_DIR").map_or_else(|| "target".into(), PathBuf::from);
    root().join(target).join("release/plimsoll")
}

fn products() -> Result<(), String> {
    for (package, bench) in [("assess", "products"), ("decide", "decision")] {
        let mut engine = Command::new("cargo");
        engine.args(["bench", "--quiet", "--locked", "-p", package, "--bench", bench]).current_dir(root());
        if !engine.status().is_ok_and(|status| status.success()) {
            return Err(format!("the benchmark of {package} failed"));
        }
    }
    Ok(())
}

/// A folder for what is generated and installed.
fn scratch(name: &str) -> Result<PathBuf, String> {
    let folder = root().join("target/bench").join(name);
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    Ok(folder)
}

/// Writes a file and the folders above it.
fn write(path: PathBuf, text: impl AsRef<[u8]>) -> Result<(), String> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    }
    fs::write(&path, text).map_err(|error| format!("{}: {error}", path.display()))
}

/// CPU of `runs` cold processes, in milliseconds a process.
///
/// The kernel's account of a process's children comes in ticks of 10 ms, so short runs are measured many at a time.
fn cpu_ms(runs: u32, mut command: impl FnMut() -> Command) -> Result<f64, String> {
    let before = children_ticks()?;
    for _ in 0..runs {
        let output = command().stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
        if !output.status.success() {
            return Err(String::from_utf8_lossy(&output.stderr).into_owned());
        }
    }
    Ok((children_ticks()? - before) * 10.0 / f64::from(runs))
}

/// User and system time that waited-for children have used: fields 16 and 17 of `/proc/self/stat`.
fn children_ticks() -> Result<f64, String> {
    let text = fs::read_to_string("/proc/self/stat").map_err(|error| error.to_string())?;
    let fields: Vec<&str> = text.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let field =
        |at: usize| fields.get(at).and_then(|text| text.parse::<f64>().ok()).ok_or("unexpected /proc/self/stat");
    Ok(field(13)? + field(14)?)
}

/// The middle of a series of at least one; sorts it.
fn middle(runs: &mut [f64]) -> f64 {
    runs.sort_by(f64::total_cmp);
    runs[runs.len() / 2]
}

/// Prints a series and gives its median.
fn median(what: &str, mut runs: Vec<f64>) -> f64 {
    let median = middle(&mut runs);
    let number = runs.len();
    println!("  {what}: median {median:.1} ms of CPU ({number} runs, {:.1} to {:.1})", runs[0], runs[number - 1]);
    median
}
