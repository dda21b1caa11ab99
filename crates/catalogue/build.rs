//! Which files stand in `data/`? Writes the list that `compiled.rs` includes, so that a new file touches one place.

#![allow(
    clippy::disallowed_methods,
    reason = "a build script reads the data folder and writes what the crate includes"
)]

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let data = Path::new(&env::var("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../../data").canonicalize()?;
    let mut files = Vec::new();
    walk(&data, &mut files)?;
    let mut named = Vec::new();
    for file in &files {
        let name = file.strip_prefix(&data).map_err(io::Error::other)?;
        named.push((name.to_string_lossy().replace('\\', "/"), file));
    }
    // By name and not by path: `Files` searches among texts, and `-` sorts before `/` there.
    named.sort();
    let mut list = String::from("[\n");
    for (name, file) in &named {
        list.push_str(&format!("    ({name:?}, include_str!({:?})),\n", file.display().to_string()));
    }
    list.push_str("]\n");
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default()).join("data.rs");
    fs::write(out, list)?;
    println!("cargo::rerun-if-changed={}", data.display());
    Ok(())
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    println!("cargo::rerun-if-changed={}", folder.display());
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            walk(&path, files)?;
        } else if path.extension().is_some_and(|ending| ending == "toml" || ending == "csv") {
            files.push(path);
        }
    }
    Ok(())
}
