//! Which figures stand behind a plan? One digest over the data of actions, skills, fees and durations.

use catalogue::Files;
use sha2::{Digest, Sha256};

/// `sha256:` and the digest of every file below `cost/`, each with its path and length.
pub fn cost_digest(files: &Files) -> String {
    data_digest(files, "cost/")
}

/// `sha256:` and the digest of every file below a folder such as `decide/`, each with its path and length.
pub fn data_digest(files: &Files, folder: &str) -> String {
    let mut hash = Sha256::new();
    for path in files.matching(folder, "") {
        let text = files.get(path).unwrap_or_default();
        hash.update(format!("{path}\n{}\n", text.len()).as_bytes());
        hash.update(text.as_bytes());
    }
    let hex: String = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}
