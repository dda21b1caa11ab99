//! How long does a manager wait for a decision and a plan? The gateway's, and a product of which nothing is shown.

use std::path::Path;
use std::process::Command;

use serde_json::Value;
use xtask::root;

use super::{cpu_ms, median, program, scratch, write};

const ROUNDS: usize = 7;
/// Cold processes in each round.
const RUNS: u32 = 5;

pub(super) fn run() -> Result<(), String> {
    let gateway = root().join("examples/gateway");
    let bare = bare()?;
    let command = |verb: &str, dir: &Path, more: &[&str]| {
        let mut command = Command::new(program());
        command.arg(verb).arg(dir).args(["--format", "json", "--at", "2026-11-22"]).args(more);
        command
    };
    let cold = |what: &str, verb: &str, dir: &Path, more: &[&str]| {
        let runs: Result<Vec<f64>, String> = (0..ROUNDS).map(|_| cpu_ms(RUNS, || command(verb, dir, more))).collect();
        runs.map(|runs| median(what, runs))
    };
    cold("plimsoll decide examples/gateway, 10,000 draws", "decide", &gateway, &["--draws", "10000"])?;
    cold("plimsoll plan examples/gateway, optimisation and 10,000 draws", "plan", &gateway, &[])?;
    for level in ["2", "3", "4"] {
        let target = ["--target", level];
        cold(&format!("plimsoll plan to SL {level} of a product of which nothing is shown"), "plan", &bare, &target)?;
        let output = command("plan", &bare, &target).output().map_err(|error| error.to_string())?;
        println!("    {}", route(&output.stdout)?);
    }
    Ok(())
}

/// A product with every component type and a sheet in which every row of 4-2 is silent.
fn bare() -> Result<std::path::PathBuf, String> {
    let folder = scratch("bare")?;
    write(folder.join("dossier.toml"), "format = 1\ntitle = \"Nothing shown\"\n")?;
    let about = "name = \"Unit\"\nstandards = [\"iec62443-4-2@2019\"]\ntarget = \"2\"\n\
        types = [\"embedded-device\", \"network-device\", \"host-device\", \"software-application\"]\n";
    write(folder.join("products/unit/product.toml"), about)?;
    let catalogue = catalogue::Catalogue::compiled();
    let head = catalogue.head("iec62443-4-2", None).ok_or("4-2 is missing")?;
    let mut sheet = String::from("requirement,status,statement,evidence\n");
    for requirement in &catalogue.edition(head).requirements {
        sheet.push_str(&format!("{},,,\n", requirement.id));
    }
    write(folder.join("products/unit/4-2.csv"), sheet)?;
    Ok(folder)
}

/// What the plan says of its own route: how much was open, how much it chose, and whether that is proved to be cheapest.
fn route(json: &[u8]) -> Result<String, String> {
    let plan: Value = serde_json::from_slice(json).map_err(|error| error.to_string())?;
    let part = &plan["parts"][0];
    let number = |list: &Value| list.as_array().map_or(0, Vec::len);
    Ok(format!(
        "{} rows open at this level, {} actions chosen, proved: {}",
        number(&part["open"]),
        number(&part["actions"]),
        part["route"]["proved"]
    ))
}
