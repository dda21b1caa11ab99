//! How does a tool from PyPI come to be measured beside us? In a virtual environment of its own, from pinned files.
//!
//! `xtask/peers/<tool>.txt` lists what is installed, each with the digests of its files for Python 3.11 to 3.13 on
//! Linux. To move to a newer version: `uv pip compile --generate-hashes`.

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use xtask::root;

use super::scratch;

/// The folder of the tool's programs; `None`, said loudly, where it cannot be installed.
pub(super) fn peer(tool: &str) -> Result<Option<PathBuf>, String> {
    let list = root().join("xtask/peers").join(format!("{tool}.txt"));
    let wanted = fs::read_to_string(&list).map_err(|error| format!("{}: {error}", list.display()))?;
    let folder = scratch("peers")?.join(tool);
    let stamp = folder.join("installed.txt");
    let programs = folder.join("bin");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(Some(programs));
    }
    println!("  installing {tool} into target/bench/peers (needs python3 and PyPI)");
    let venv = Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder).status();
    let pip = Command::new(programs.join("pip"))
        .args(["install", "--quiet", "--disable-pip-version-check", "--no-deps", "--require-hashes", "-r"])
        .arg(&list)
        .stdout(Stdio::null())
        .status();
    if venv.is_ok_and(|status| status.success()) && pip.is_ok_and(|status| status.success()) {
        fs::write(&stamp, wanted).map_err(|error| error.to_string())?;
        return Ok(Some(programs));
    }
    println!("  {tool} cannot be installed: its half of the pairs is SKIPPED");
    Ok(None)
}
