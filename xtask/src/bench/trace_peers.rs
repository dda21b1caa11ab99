//! What are doorstop and StrictDoc given, and what do they do with it? The items and links of our own trace, one for one.
//!
//! Each layer becomes a document, each node an item with its title as text, each link a link to its parent.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::python::peer;
use super::{scratch, write};

/// A tool and how it is run.
pub(super) struct Peer {
    /// What is measured, in words.
    pub(super) what: &'static str,
    /// The program and its arguments.
    pub(super) command: Vec<OsString>,
    /// Where it runs.
    pub(super) folder: PathBuf,
    /// Folders that a run leaves, and that the next one must not find.
    pub(super) leaves: Vec<PathBuf>,
}

/// Both tools, as far as they can be installed. In: our trace as JSON.
pub(super) fn peers(trace: &Value) -> Result<Vec<Peer>, String> {
    let items = items(trace)?;
    let mut peers = Vec::new();
    if let Some(programs) = peer("doorstop")? {
        let folder = doorstop(&items, &programs)?;
        let command = vec![programs.join("doorstop").into(), "--quiet".into(), "--no-reformat".into()];
        peers.push(Peer { what: "doorstop, its check", command, folder, leaves: Vec::new() });
    }
    if let Some(programs) = peer("strictdoc")? {
        let folder = strictdoc(&items)?;
        let formats = [("strictdoc export --formats json", "json"), ("strictdoc export --formats html", "html")];
        for (what, format) in formats {
            let arguments = ["export", "documents", "--formats", format, "--output-dir", "out"].map(OsString::from);
            let command = std::iter::once(programs.join("strictdoc").into()).chain(arguments).collect();
            // The second is where it keeps what it has parsed.
            let leaves = vec![folder.join("out"), folder.join("output")];
            peers.push(Peer { what, command, folder: folder.clone(), leaves });
        }
    }
    Ok(peers)
}

/// An item of a layer: its number there, its title, and its parents as layer and number.
#[derive(Debug)]
struct Item {
    number: usize,
    title: String,
    parents: Vec<(String, usize)>,
}

/// The layers in order, each with its items.
fn items(trace: &Value) -> Result<Vec<(String, Vec<Item>)>, String> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let list = |name: &str| trace[name].as_array().cloned().ok_or("the trace has no lists");
    let mut layers: Vec<(String, Vec<Item>)> = list("layers")?.iter().map(|layer| (text(layer), Vec::new())).collect();
    let mut known: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for node in list("nodes")? {
        let at = layers.iter().position(|(name, _)| node["layer"] == name.as_str()).ok_or("an unknown layer")?;
        let items = &mut layers[at].1;
        known.insert(text(&node["id"]), (at, items.len()));
        let title = format!("{} {}", text(&node["name"]), text(&node["title"]));
        items.push(Item { number: items.len() + 1, title, parents: Vec::new() });
    }
    for link in list("links")? {
        let [from, to] = ["from", "to"].map(|end| known.get(&text(&link[end])).copied());
        let (from, to) = from.zip(to).ok_or("a link to nowhere")?;
        let parent = (layers[from.0].0.clone(), from.1 + 1);
        layers[to.0].1[to.1].parents.push(parent);
    }
    Ok(layers)
}

/// `EVIDENCE00017`.
fn uid(layer: &str, number: usize) -> String {
    format!("{}{number:05}", layer.to_uppercase())
}

/// A tree of documents as `doorstop create` and `add` make it, its links and items reviewed as a team's would be.
fn doorstop(layers: &[(String, Vec<Item>)], programs: &Path) -> Result<PathBuf, String> {
    let folder = scratch("doorstop")?;
    let digest = Sha256::digest(format!("{layers:?}"));
    let (ready, digest) = (folder.join("ready"), format!("{digest:x?}"));
    if fs::read_to_string(&ready).is_ok_and(|made| made == digest) {
        return Ok(folder);
    }
    fs::remove_dir_all(&folder).map_err(|error| error.to_string())?;
    // doorstop looks for the root of a working copy; this is the mark of its own stand-in for one.
    fs::create_dir_all(folder.join(".mockvcs")).map_err(|error| error.to_string())?;
    let mut above = String::new();
    for (layer, items) in layers {
        let prefix = layer.to_uppercase();
        let settings = format!("settings:\n  digits: 5\n{above}  prefix: {prefix}\n  sep: ''\n");
        above = format!("  parent: {prefix}\n");
        write(folder.join(layer).join(".doorstop.yml"), settings)?;
        for item in items {
            let mut links: Vec<String> =
                item.parents.iter().map(|(layer, number)| format!("- {}: null\n", uid(layer, *number))).collect();
            links.sort();
            let links = if links.is_empty() { " []\n".to_owned() } else { format!("\n{}", links.concat()) };
            write(
                folder.join(layer).join(format!("{}.yml", uid(layer, item.number))),
                format!(
                    "active: true\nderived: false\nheader: ''\nlevel: 1.{}.1\nlinks:{links}normative: true\nref: ''\nreviewed: null\ntext: |\n  {}\n",
                    item.number, item.title
                ),
            )?;
        }
    }
    println!("  doorstop: stamping links and reviewing all items once, outside what is measured");
    for arguments in [["--quiet", "clear", "all"].as_slice(), &["--quiet", "review", "all"]] {
        let done =
            Command::new(programs.join("doorstop")).args(arguments).current_dir(&folder).stdout(Stdio::null()).status();
        if !done.is_ok_and(|status| status.success()) {
            return Err(format!("doorstop {} failed", arguments.join(" ")));
        }
    }
    write(ready, digest)?;
    Ok(folder)
}

/// One document a layer.
fn strictdoc(layers: &[(String, Vec<Item>)]) -> Result<PathBuf, String> {
    let folder = scratch("strictdoc")?;
    for (layer, items) in layers {
        let mut text = format!("[DOCUMENT]\nTITLE: {layer}\n");
        for item in items {
            text.push_str(&format!(
                "\n[REQUIREMENT]\nUID: {}\nTITLE: {}\nSTATEMENT: >>>\n{}\n<<<\n",
                uid(layer, item.number),
                item.title,
                item.title
            ));
            let relations: Vec<String> = item
                .parents
                .iter()
                .map(|(layer, number)| format!("- TYPE: Parent\n  VALUE: {}\n", uid(layer, *number)))
                .collect();
            if !relations.is_empty() {
                text.push_str(&format!("RELATIONS:\n{}", relations.concat()));
            }
        }
        write(folder.join("documents").join(format!("{layer}.sdoc")), text)?;
    }
    Ok(folder)
}
