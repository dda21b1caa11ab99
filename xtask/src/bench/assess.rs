//! How long does one sheet take from a cold process, beside a tool that validates a catalogue of as many controls?

use std::path::PathBuf;
use std::process::{Command, Stdio};

use catalogue::Catalogue;

use super::python::peer;
use super::{cpu_ms, median, program, scratch, write};

/// Pairs of runs, ours and theirs.
const PAIRS: usize = 7;
/// Cold processes of ours in each pair.
const COLD_RUNS: u32 = 50;

pub(super) fn run() -> Result<(), String> {
    let sheet = whole_sheet()?;
    let assess = || {
        let types = "embedded-device,network-device,host-device,software-application";
        let mut command = Command::new(program());
        command.arg("assess").arg(&sheet).args(["--standard", "iec62443-4-2", "--type", types, "--format", "json"]);
        command
    };
    let trestle = trestle()?;
    println!("{PAIRS} pairs: {COLD_RUNS} cold processes of ours, then one of trestle");
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
    Ok(())
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
    write(path.clone(), text)?;
    Ok(path)
}

/// trestle with a catalogue of 141 controls; `None` where it cannot be had.
fn trestle() -> Result<Option<(PathBuf, PathBuf)>, String> {
    let Some(tools) = peer("compliance-trestle")? else { return Ok(None) };
    let program = tools.join("trestle");
    let workspace = scratch("trestle")?;
    write(workspace.join("catalogs/plimsoll/catalog.json"), oscal_catalogue())?;
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
