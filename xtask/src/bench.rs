//! How fast is it? Paired runs of the built program, and the engine's own benchmark.
//!
//! Figures are printed, not asserted: a shared machine proves no limit. `docs/performance.md` says what was seen.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use catalogue::Catalogue;
use xtask::root;

/// Pairs of runs, ours and theirs.
const PAIRS: usize = 7;
/// Cold processes of ours in each pair.
const COLD_RUNS: u32 = 50;

pub(crate) fn run() -> Result<(), String> {
    build()?;
    let sheet = whole_sheet()?;
    let assess = || {
        let types = "embedded-device,network-device,host-device,software-application";
        let mut command = Command::new(root().join("target/release/plimsoll"));
        command.arg("assess").arg(&sheet).args(["--standard", "iec62443-4-2", "--type", types, "--format", "json"]);
        command
    };
    let trestle = trestle()?;
    println!("\n{PAIRS} pairs: {COLD_RUNS} cold processes of ours, then one of trestle; CPU is user + system");
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for _ in 0..PAIRS {
        ours.push(cpu_ms(COLD_RUNS, assess)?);
        if let Some((program, workspace)) = &trestle {
            theirs.push(cpu_ms(1, || {
                let mut command = Command::new(program);
                command.args(["validate", "-f", "catalogs/plimsoll/catalog.json"]).current_dir(workspace);
                command
            })?);
        }
    }
    let ours = median("plimsoll assess, 141 rows, JSON", ours);
    if !theirs.is_empty() {
        let theirs = median("trestle validate, catalogue of 141 controls", theirs);
        println!("  ratio of medians: {:.0}", theirs / ours.max(0.001));
    }
    crate::bench_dossier::run()?;
    crate::bench_reports::run()?;
    println!();
    let mut engine = Command::new("cargo");
    engine.args(["bench", "--quiet", "-p", "assess", "--bench", "products"]).current_dir(root());
    match engine.status() {
        Ok(status) if status.success() => Ok(()),
        _ => Err("the engine's benchmark failed".to_owned()),
    }
}

fn build() -> Result<(), String> {
    let status = Command::new("cargo")
        .args(["build", "--release", "--locked"])
        .current_dir(root())
        .status()
        .map_err(|error| error.to_string())?;
    if status.success() { Ok(()) } else { Err("the release build failed".to_owned()) }
}

pub(crate) fn scratch(name: &str) -> Result<PathBuf, String> {
    let folder = root().join("target/bench").join(name);
    fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    Ok(folder)
}

/// A sheet with all 141 numbered items of 4-2, each with a statement and evidence.
fn whole_sheet() -> Result<PathBuf, String> {
    let catalogue = Catalogue::compiled();
    let head = catalogue.head("iec62443-4-2", None).ok_or("4-2 is missing")?;
    let mut text = String::from("requirement,status,statement,evidence,verdict\n");
    for requirement in &catalogue.edition(head).requirements {
        let status = if requirement.is_asked() { "met" } else { "" };
        text.push_str(&format!(
            "{},{status},\"The login service, shared by every interface, does it; see the design.\",design-v4.pdf#3.1,\n",
            requirement.id
        ));
    }
    let path = scratch("sheet")?.join("141.csv");
    fs::write(&path, text).map_err(|error| error.to_string())?;
    Ok(path)
}

/// trestle with a catalogue of 141 controls, in a virtual environment of its own; `None` where it cannot be had.
fn trestle() -> Result<Option<(PathBuf, PathBuf)>, String> {
    let folder = scratch("trestle")?;
    let program = folder.join("venv/bin/trestle");
    if !program.exists() {
        println!("installing compliance-trestle into target/bench (needs python3 and PyPI)");
        let venv = Command::new("python3").args(["-m", "venv", "venv"]).current_dir(&folder).status();
        let pip = Command::new(folder.join("venv/bin/pip"))
            .args(["install", "--quiet", "compliance-trestle"])
            .stdout(Stdio::null())
            .status();
        if !venv.is_ok_and(|status| status.success()) || !pip.is_ok_and(|status| status.success()) {
            println!("compliance-trestle cannot be installed: its half of the pairs is SKIPPED");
            return Ok(None);
        }
    }
    let workspace = folder.join("workspace");
    fs::create_dir_all(workspace.join("catalogs/plimsoll")).map_err(|error| error.to_string())?;
    fs::write(workspace.join("catalogs/plimsoll/catalog.json"), oscal_catalogue())
        .map_err(|error| error.to_string())?;
    if !workspace.join(".trestle").exists() {
        let status =
            Command::new(&program).args(["init", "--local"]).current_dir(&workspace).stdout(Stdio::null()).status();
        if !status.is_ok_and(|status| status.success()) {
            println!("trestle init failed: its half of the pairs is SKIPPED");
            return Ok(None);
        }
    }
    Ok(Some((program, workspace)))
}

/// The smallest OSCAL catalogue with a control for each numbered item of 4-2.
fn oscal_catalogue() -> String {
    let catalogue = Catalogue::compiled();
    let controls: Vec<serde_json::Value> = catalogue
        .head("iec62443-4-2", None)
        .map(|head| catalogue.edition(head))
        .iter()
        .flat_map(|edition| &edition.requirements)
        .map(
            |requirement| serde_json::json!({ "id": xtask::slug(requirement.id.as_str()), "title": requirement.title }),
        )
        .collect();
    serde_json::json!({ "catalog": {
        "uuid": "2f7a3c1e-4b7d-4d5c-9a65-0c2f6f1f7a11",
        "metadata": { "title": "bench", "last-modified": "2026-11-22T00:00:00+00:00", "version": "1", "oscal-version": "1.1.2" },
        "controls": controls
    }})
    .to_string()
}

/// CPU of `runs` cold processes, in milliseconds a process.
///
/// The kernel's account of a process's children comes in ticks of 10 ms, so short runs are measured many at a time.
pub(crate) fn cpu_ms(runs: u32, mut command: impl FnMut() -> Command) -> Result<f64, String> {
    let before = children_ticks()?;
    for _ in 0..runs {
        let output = command().stdout(Stdio::null()).output().map_err(|error| error.to_string())?;
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

/// Prints a series and gives its median.
pub(crate) fn median(what: &str, mut runs: Vec<f64>) -> f64 {
    runs.sort_by(f64::total_cmp);
    let median = runs[runs.len() / 2];
    println!("  {what}: median {median:.1} ms of CPU (lowest {:.1}, highest {:.1})", runs[0], runs[runs.len() - 1]);
    median
}
