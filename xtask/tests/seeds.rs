//! Do the seeds of every fuzz target still pass? The same functions that the fuzzer calls, on the bytes that are kept.
#![allow(clippy::disallowed_methods, reason = "this test reads the seeds")]

#[path = "../../fuzz/src/targets.rs"]
mod targets;

use std::fs;

use xtask::root;

#[test]
fn every_target_passes_its_seeds() {
    for (name, target) in targets::ALL {
        let folder = root().join("fuzz/seeds").join(name);
        let mut seeds = 0;
        for entry in fs::read_dir(&folder).expect("seeds") {
            let bytes = fs::read(entry.expect("a seed").path()).expect("bytes");
            target(&bytes);
            // What is cut off is as hostile as what is changed.
            for cut in (0..bytes.len()).step_by(37) {
                target(&bytes[..cut]);
            }
            for at in (0..bytes.len()).step_by(53) {
                let mut changed = bytes.clone();
                changed[at] ^= 0x20;
                target(&changed);
            }
            seeds += 1;
        }
        assert!(seeds >= 3, "{name} has {seeds} seeds");
    }
}
