//! How fast do documents come? The gateway's reports in each format, and one PDF of five hundred summaries.

use std::path::Path;
use std::process::{Command, Stdio};

use xtask::root;

use super::dossier::{PRODUCTS, large, peak_mb};
use super::{cpu_ms, median, program, scratch};

pub(super) fn run() -> Result<(), String> {
    let program = program();
    let out = scratch("reports")?;
    let report = |dir: &Path, report: &str, to: &str, narrow: &[&str]| {
        let mut command = Command::new(&program);
        command.arg("report").arg(dir).args(["--report", report, "--to", to, "--at", "2026-11-22"]).args(narrow);
        command.arg("-o").arg(&out).stdin(Stdio::null());
        command
    };
    let gateway = root().join("examples/gateway");
    let one = ["--subject", "eg220", "--standard", "iec62443-4-2"];
    for (to, times) in [("pdf", 3), ("html", 20), ("xlsx", 10), ("docx", 10), ("md", 20), ("csv", 20)] {
        let runs: Result<Vec<f64>, String> =
            (0..7).map(|_| cpu_ms(times, || report(&gateway, "assessment", to, &one))).collect();
        median(&format!("the gateway's assessment report as {to}, cold"), runs?);
    }
    let runs: Result<Vec<f64>, String> =
        (0..7).map(|_| cpu_ms(5, || report(&gateway, "gaps", "oscal,sarif,junit", &[]))).collect();
    median("the gateway as OSCAL, SARIF and JUnit, cold", runs?);

    let large = large()?;
    let runs: Result<Vec<f64>, String> = (0..3).map(|_| cpu_ms(1, || report(&large, "summary", "pdf", &[]))).collect();
    median(&format!("one PDF of {PRODUCTS} summaries of 141 rows each, cold"), runs?);
    println!("    its memory at most: {} MB", peak_mb(&mut report(&large, "summary", "pdf", &[]))?);
    Ok(())
}
