//! How fast is a dossier read, assessed and verified? The sample gateway, five hundred products, a long journal.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use catalogue::Catalogue;
use model::{
    Capacity, Change, Claim, Cover, EditionKey, Evidence, Person, PersonId, RequirementId, RowId, StandardId,
    Statement, Status, SubjectId, Timestamp,
};
use record::{Draft, Head, SecretKey, encode};
use sha2::{Digest, Sha256};
use xtask::root;

use super::{cpu_ms, median, program, scratch, write};

/// Products of the large dossier.
pub(super) const PRODUCTS: usize = 500;
/// Entries of the long journal.
const ENTRIES: usize = 100_000;

pub(super) fn run() -> Result<(), String> {
    let program = program();
    let assess = |dir: &Path| {
        let mut command = Command::new(&program);
        command.arg("assess").arg(dir).args(["--format", "json", "--at", "2026-11-22"]).stdin(Stdio::null());
        command
    };
    let gateway = root().join("examples/gateway");
    let runs: Result<Vec<f64>, String> = (0..7).map(|_| cpu_ms(20, || assess(&gateway))).collect();
    median("open and assess examples/gateway, cold", runs?);

    let large = large()?;
    let runs: Result<Vec<f64>, String> = (0..3).map(|_| cpu_ms(1, || assess(&large))).collect();
    median(&format!("open and assess {PRODUCTS} products x 141 rows, cold"), runs?);
    println!("    its memory at most: {} MB", peak_mb(&mut assess(&large))?);

    let (dossier, trusted) = long()?;
    let verify = || {
        let mut command = Command::new(&program);
        command.arg("verify").arg(&dossier).arg("--trust").arg(&trusted).env("PLIMSOLL_HOME", dossier.join("home"));
        command
    };
    let mut seconds = Vec::new();
    for _ in 0..5 {
        let since = Instant::now();
        let output = verify().stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
        // 1 says that the files say something else than the record, which is so here.
        if output.status.code() != Some(1) {
            return Err(format!("verify ended with {}: {}", output.status, String::from_utf8_lossy(&output.stderr)));
        }
        seconds.push(since.elapsed().as_secs_f64());
    }
    seconds.sort_by(f64::total_cmp);
    println!(
        "  verify a journal of {ENTRIES} entries: median {:.2} s on the clock (lowest {:.2}, highest {:.2})",
        seconds[2], seconds[0], seconds[4]
    );
    println!("    its memory at most: {} MB", peak_mb(&mut verify())?);
    Ok(())
}

/// A dossier of many products, each with a row for every numbered item of 4-2 and evidence on each.
pub(super) fn large() -> Result<PathBuf, String> {
    let folder = scratch("large")?;
    write(folder.join("dossier.toml"), "format = 1\ntitle = \"Large\"\n")?;
    let design = "What the login service does.\n";
    write(folder.join("evidence/design.txt"), design)?;
    let digest: String = Sha256::digest(design).iter().map(|byte| format!("{byte:02x}")).collect();
    let evidence = format!(
        "[[evidence]]\nid = \"design\"\ntitle = \"Design\"\nkind = \"design\"\nfiles = [{{ path = \"evidence/design.txt\", sha256 = \"{digest}\" }}]\n"
    );
    write(folder.join("evidence.toml"), evidence)?;
    let catalogue = Catalogue::compiled();
    let head = catalogue.head("iec62443-4-2", None).ok_or("4-2 is missing")?;
    let mut sheet = String::from("requirement,part,status,statement,evidence\n");
    for requirement in &catalogue.edition(head).requirements {
        let status = if requirement.is_asked() { "met" } else { "" };
        sheet.push_str(&format!(
            "{},,{status},\"The login service, shared by every interface, does it; see the design.\",design#3.1\n",
            requirement.id
        ));
    }
    let about = "name = \"P\"\nstandards = [\"iec62443-4-2@2019\"]\ntarget = \"2\"\n\
        types = [\"embedded-device\", \"network-device\", \"host-device\", \"software-application\"]\n";
    for number in 0..PRODUCTS {
        let product = folder.join(format!("products/p{number:03}"));
        write(product.join("product.toml"), about)?;
        write(product.join("4-2.csv"), &sheet)?;
    }
    Ok(folder)
}

/// A dossier whose journal is long; its files say nothing of what is recorded.
fn long() -> Result<(PathBuf, PathBuf), String> {
    let folder = scratch("long")?;
    let key = SecretKey::from_seed(&[7; 32]);
    let person = PersonId::new("p1");
    let cover = format!(
        "format = 1\ntitle = \"Long\"\n\n[[person]]\nid = \"p1\"\ncapacities = [\"applicant\"]\nkey = \"{}\"\n",
        key.public()
    );
    write(folder.join("dossier.toml"), cover)?;
    let trusted = folder.join("trusted.toml");
    write(trusted.clone(), format!("[[key]]\nkey = \"{}\"\nname = \"bench\"\n", key.public()))?;
    let mut text = String::new();
    let mut heads: Vec<Head> = Vec::new();
    for number in 0..ENTRIES {
        let change = Change::State(match number {
            0 => Statement::Cover(Cover { title: "Long".to_owned(), ..Cover::default() }),
            1 => Statement::Person(Person {
                id: person.clone(),
                capacities: vec![Capacity::Applicant],
                key: Some(key.public()),
            }),
            _ => {
                let row = RowId {
                    subject: SubjectId::new(&format!("products/p{}", number / 100)),
                    edition: EditionKey { standard: StandardId::new("iec62443-4-2"), edition: "2019".into() },
                    requirement: RequirementId::new(&format!("row {}", number % 100)),
                    part: None,
                };
                let statement = "Every account has its own password; the first login changes the one from the label.";
                let claim = Claim {
                    status: Some(Status::Met),
                    statement: statement.to_owned(),
                    evidence: vec![Evidence::named("design#3.1")],
                    ..Claim::default()
                };
                Statement::Claim(row, claim)
            }
        });
        let seconds = 1_780_000_000 + i64::try_from(number).map_err(|error| error.to_string())?;
        let at = Timestamp::from_unix(seconds).ok_or("no moment")?;
        let (by, capacity) = (&person, Capacity::Applicant);
        let draft = Draft { by, capacity, at, why: "bench", supersedes: Vec::new(), change: &change };
        let (line, entry) = encode(&draft, &heads, &key).map_err(|error| error.to_string())?;
        heads = entry.made.iter().map(|made| Head { id: made.id, seq: made.seq }).collect();
        text.push_str(&line);
        text.push('\n');
    }
    write(folder.join("journal.jsonl"), text)?;
    Ok((folder, trusted))
}

/// The most memory that a run holds, in megabytes, looked at every few milliseconds.
pub(super) fn peak_mb(command: &mut Command) -> Result<u64, String> {
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().map_err(|error| error.to_string())?;
    let path = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().map_err(|error| error.to_string())?.is_none() {
        let text = fs::read_to_string(&path).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()).and_then(|text| text.parse::<u64>().ok());
        peak = peak.max(kilobytes.unwrap_or(0));
        std::thread::sleep(std::time::Duration::from_millis(2));
    }
    Ok(peak / 1024)
}
