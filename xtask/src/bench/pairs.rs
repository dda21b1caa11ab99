//! Which of two builds is faster? The same commands by both, one after the other, many times.

use std::fs;
use std::path::Path;
use std::process::Command;

use xtask::root;

use super::{cpu_ms, dossier, middle, program, scratch, trace};

/// Pairs of each command.
const PAIRS: usize = 21;

pub(super) fn run(other: &Path) -> Result<(), String> {
    let ours = program();
    for (name, path) in [("this build", ours.as_path()), ("the other", other)] {
        let size = fs::metadata(path).map_err(|error| format!("{}: {error}", path.display()))?.len();
        println!("{name}: {:.1} MB", size as f64 / 1e6);
    }
    let gateway = root().join("examples/gateway").display().to_string();
    let large = dossier::large()?.display().to_string();
    let linked = trace::linked()?.display().to_string();
    let out = scratch("pairs")?.display().to_string();
    let json = ["--format", "json", "--at", "2026-11-22"];
    let one = ["--subject", "eg220", "--standard", "iec62443-4-2", "--report", "assessment", "--at", "2026-11-22"];
    let report = |to: &'static str| [&["report", &gateway, "--to", to, "-o", &out], one.as_slice()].concat();
    let verb = |verb: &'static str, dir| [&[verb, dir], json.as_slice()].concat();
    // Each with so many runs in a row that a tick of 10 ms is little.
    let commands = [
        ("assess the gateway", verb("assess", &gateway), 20),
        ("assess 500 products", verb("assess", &large), 1),
        ("decide on the gateway", verb("decide", &gateway), 5),
        ("plan the gateway", verb("plan", &gateway), 5),
        ("trace 10,000 items", verb("trace", &linked), 2),
        ("report as PDF", report("pdf"), 1),
        ("report as DOCX", report("docx"), 3),
        ("report as XLSX", report("xlsx"), 3),
        ("report as HTML", report("html"), 10),
    ];
    println!("median CPU in ms of {PAIRS} pairs, and of the ratios within the pairs (this build / the other)");
    for (what, arguments, runs) in commands {
        let cold = |program: &Path| {
            cpu_ms(runs, || {
                let mut command = Command::new(program);
                command.args(&arguments);
                command
            })
        };
        let (mut mine, mut theirs, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
        for pair in 0..PAIRS {
            // Who begins changes, lest the second always finds what the first has warmed.
            let (one, two) = if pair % 2 == 0 {
                let one = cold(&ours)?;
                (one, cold(other)?)
            } else {
                let two = cold(other)?;
                (cold(&ours)?, two)
            };
            mine.push(one);
            theirs.push(two);
            ratios.push(one / two.max(0.001));
        }
        println!("  {what:<24} {:>7.1} {:>7.1}   {:.2}", middle(&mut mine), middle(&mut theirs), middle(&mut ratios));
    }
    Ok(())
}
