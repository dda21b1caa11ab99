//! How fast are ten thousand linked items traced from driver to evidence? A generated dossier, beside two tools that trace.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use catalogue::Catalogue;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::dossier::peak_mb;
use super::trace_peers::{Peer, peers};
use super::{children_ticks, cpu_ms, median, program, scratch, write};

/// Drivers, attributes, objectives, requirements, claims and pieces of evidence together.
pub(super) const ITEMS: usize = 10_000;
/// Rows of the product are stated for each of so many parts of it.
const PARTS: usize = 78;
/// Pairs of runs, ours and theirs; theirs take minutes.
const PAIRS: usize = 3;
/// A peer may use so much CPU, in seconds …
const LIMIT_S: u32 = 600;
/// … and is run again as long as one run took no more than this.
const PATIENCE_S: f64 = 60.0;
/// Cold processes of ours in each pair.
const RUNS: u32 = 5;

pub(super) fn run() -> Result<(), String> {
    let dossier = linked()?;
    let ours = |format: &str| {
        let mut command = Command::new(program());
        // Claims are named by where they stand, as the user names the dossier.
        command.current_dir(dossier.with_file_name("")).args(["trace", "linked", "--format", format]);
        command.args(["--at", "2026-11-22"]);
        command
    };
    let output = ours("json").output().map_err(|error| error.to_string())?;
    let trace: Value = serde_json::from_slice(&output.stdout).map_err(|error| format!("the trace: {error}"))?;
    let number = |list: &str| trace[list].as_array().map_or(0, Vec::len);
    println!("  {} items, {} links, {} that lead nowhere", number("nodes"), number("links"), number("orphans"));
    if number("nodes") != ITEMS {
        return Err(format!(
            "the dossier should lead to {ITEMS} items: the library of objectives has changed, so change PARTS"
        ));
    }
    let peers = peers(&trace)?;
    println!(
        "  {PAIRS} times in turn: {RUNS} cold processes of ours as JSON, as many as a table, then one of each peer;"
    );
    println!("  a peer is stopped after {LIMIT_S} s of CPU, and not run again once it took more than {PATIENCE_S} s");
    let (mut json, mut table) = (Vec::new(), Vec::new());
    let mut theirs: Vec<Vec<f64>> = vec![Vec::new(); peers.len()];
    for _ in 0..PAIRS {
        json.push(cpu_ms(RUNS, || ours("json"))?);
        table.push(cpu_ms(RUNS, || ours("table"))?);
        for (peer, runs) in peers.iter().zip(&mut theirs) {
            if runs.iter().all(|taken| *taken <= PATIENCE_S * 1000.0) {
                runs.push(patient(peer)?);
            }
        }
    }
    let json = median("plimsoll trace --format json", json);
    median("plimsoll trace, the table", table);
    println!("    its memory at most: {} MB", peak_mb(&mut ours("json"))?);
    for (Peer { what, .. }, runs) in peers.iter().zip(theirs) {
        let theirs = median(what, runs);
        println!("    against ours as JSON: {:.0} times", theirs / json.max(0.001));
    }
    Ok(())
}

/// CPU of one run of a peer in milliseconds; where it reaches the limit, that is said and counts as what it took.
fn patient(peer: &Peer) -> Result<f64, String> {
    for left in &peer.leaves {
        if left.exists() {
            fs::remove_dir_all(left).map_err(|error| format!("{}: {error}", left.display()))?;
        }
    }
    let before = children_ticks()?;
    let mut limited = Command::new("sh");
    limited.args(["-c", &format!("ulimit -t {LIMIT_S}; exec \"$@\""), "sh"]).args(&peer.command);
    let output = limited.current_dir(&peer.folder).stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
    let taken = (children_ticks()? - before) * 10.0;
    match output.status.code() {
        Some(0) => {}
        // No code: a signal ended it, the one for its time being used up.
        None => println!("  {}: stopped UNFINISHED after {:.0} s of CPU", peer.what, taken / 1000.0),
        Some(code) => {
            return Err(format!("{} ended with {code}: {}", peer.what, String::from_utf8_lossy(&output.stderr)));
        }
    }
    Ok(taken)
}

/// A dossier whose trace has [`ITEMS`] items: every driver and objective of the library, a claim for each part of the
/// product on each requirement that they lead to, and a piece of evidence of its own, with a file, on each claim.
pub(super) fn linked() -> Result<PathBuf, String> {
    let folder = scratch("linked")?;
    let library = Library::read()?;
    let mut claims: Vec<(&str, &str, Option<usize>)> = Vec::new();
    for (standard, rows) in &library.rows {
        for row in rows {
            if standard.starts_with("iec62443-4-2") {
                claims.extend((0..PARTS).map(|part| (standard.as_str(), row.as_str(), Some(part))));
            } else {
                claims.push((standard, row, None));
            }
        }
    }
    let above = library.drivers.len() + library.attributes + library.objectives.len() + library.certificates;
    let requirements: usize = library.rows.values().map(Vec::len).sum();
    let pieces = ITEMS.checked_sub(above + requirements + claims.len()).filter(|pieces| *pieces >= claims.len());
    let pieces = pieces.ok_or("the library of objectives has changed: change PARTS")?;

    let person = "[[person]]\nid = \"p1\"\nname = \"Bench\"\ncapacities = [\"applicant\"]\n";
    write(folder.join("dossier.toml"), format!("format = 1\ntitle = \"Linked\"\n\n{person}"))?;
    write(folder.join("decide.toml"), library.stated())?;
    let mut evidence = String::new();
    for piece in 0..pieces {
        let text = format!("Report {piece}: what was tried, on which unit, and what came of it.\n");
        let digest: String = Sha256::digest(&text).iter().map(|byte| format!("{byte:02x}")).collect();
        let path = format!("evidence/report-{piece:05}.txt");
        evidence.push_str(&format!(
            "[[evidence]]\nid = \"report-{piece:05}\"\ntitle = \"Report {piece}\"\nkind = \"test-report\"\n\
             files = [{{ path = \"{path}\", sha256 = \"{digest}\" }}]\neffective_from = \"2026-01-01\"\n\n"
        ));
        write_new(&folder.join(path), &text)?;
    }
    write(folder.join("evidence.toml"), evidence)?;

    let mut sheets: BTreeMap<&str, String> = BTreeMap::new();
    for (number, (standard, row, part)) in claims.iter().enumerate() {
        let sheet = sheets.entry(standard).or_insert_with(|| "requirement,part,status,statement,evidence\n".to_owned());
        let part = part.map(|part| format!("part-{part}")).unwrap_or_default();
        // Pieces beyond one a claim go to the first claims as their second.
        let second = claims.len() + number;
        let second = if second < pieces { format!(";report-{second:05}") } else { String::new() };
        sheet.push_str(&format!(
            "{row},{part},met,\"The service of this part does it for every interface; see the design.\",report-{number:05}#2{second}\n"
        ));
    }
    for (standard, sheet) in &sheets {
        let place =
            if standard.starts_with("iec62443-4-2") { "products/unit/4-2.csv" } else { "process/development/4-1.csv" };
        write(folder.join(place), sheet)?;
    }
    let [of_product, of_process] = ["iec62443-4-2", "iec62443-4-1"]
        .map(|standard| sheets.keys().find(|key| key.starts_with(standard)).copied().unwrap_or_default());
    let mut product = format!(
        "name = \"Unit\"\nstandards = [\"{of_product}\"]\ntarget = \"2\"\nprocess = \"development\"\n\
         types = [\"embedded-device\", \"network-device\", \"host-device\", \"software-application\"]\n"
    );
    for part in 0..PARTS {
        product.push_str(&format!("\n[[part]]\nid = \"part-{part}\"\nname = \"Part {part}\"\n"));
    }
    write(folder.join("products/unit/product.toml"), product)?;
    let process =
        format!("name = \"Development\"\nstandards = [\"{of_process}\"]\ntarget = \"2\"\nproducts = [\"unit\"]\n");
    write(folder.join("process/development/process.toml"), process)?;
    Ok(folder)
}

/// Writes a file that is not there yet with these bytes; thousands of them need not be written every time.
fn write_new(path: &Path, text: &str) -> Result<(), String> {
    if fs::read(path).is_ok_and(|there| there == text.as_bytes()) {
        return Ok(());
    }
    write(path.to_owned(), text)
}

/// What the library of decisions knows, as far as a dossier must name it.
struct Library {
    drivers: Vec<String>,
    attributes: usize,
    objectives: Vec<String>,
    /// The rows that objectives lead to, by edition, each once.
    rows: BTreeMap<String, Vec<String>>,
    certificates: usize,
}

impl Library {
    fn read() -> Result<Self, String> {
        let library = decide::Library::compiled();
        let catalogue = Catalogue::compiled();
        let mut rows: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut certificates = std::collections::BTreeSet::new();
        // A product and its process are linked; what only a service or a plant can move is no objective of theirs.
        let theirs = |item: &decide::Item| item.standard().as_str().starts_with("iec62443-4-");
        let objectives: Vec<_> =
            library.objectives.iter().filter(|one| one.items.iter().all(|link| theirs(&link.item))).collect();
        for item in objectives.iter().flat_map(|objective| &objective.items).map(|link| &link.item) {
            match item {
                decide::Item::Certificate(standard) => {
                    certificates.insert(standard.clone());
                }
                decide::Item::Row(standard, id) => {
                    let head = catalogue.head(standard.as_str(), None).ok_or("an edition is missing")?;
                    let list = rows.entry(head.key.to_string()).or_default();
                    if !list.iter().any(|known| known == id.as_str()) {
                        list.push(id.as_str().to_owned());
                    }
                }
            }
        }
        Ok(Self {
            drivers: library.drivers.iter().map(|driver| driver.id.clone()).collect(),
            attributes: library.attributes.len(),
            objectives: objectives.iter().map(|objective| objective.id.clone()).collect(),
            rows,
            certificates: certificates.len(),
        })
    }

    /// A decide.toml in which every driver matters and every objective is in use.
    fn stated(&self) -> String {
        let mut text = String::from("currency = \"EUR\"\nrate = 0.08\n");
        for driver in &self.drivers {
            text.push_str(&format!(
                "\n[[importance]]\ndriver = \"{driver}\"\nimportance = 3\nreason = \"Measured\"\nauthor = \"p1\"\ndate = 2026-11-22\n"
            ));
        }
        for objective in &self.objectives {
            text.push_str(&format!(
                "\n[[objective]]\nid = \"{objective}\"\nbaseline = 51\ntarget = 77\ndate = 2028-06-30\nowner = \"p1\"\n"
            ));
        }
        text
    }
}
