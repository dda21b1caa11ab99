//! How are many files written so that a failure leaves none of them half there? All complete first, then all placed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::disk::beside;
use crate::error::Error;

/// Files that lie complete beside their places; what is never placed is taken away again.
///
/// They wait on the disk, not in memory: five hundred products have more documents than fit there.
#[derive(Debug, Default)]
pub struct Staged {
    /// Where each lies, and its place.
    ready: Vec<(PathBuf, PathBuf)>,
    /// Folders that were made for them, outer ones first.
    folders: Vec<PathBuf>,
}

impl Staged {
    /// Writes a file beside its place, in folders that are made if they are missing.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn add(&mut self, path: &Path, bytes: &[u8]) -> Result<(), Error> {
        let missing = path.ancestors().skip(1).take_while(|one| !one.as_os_str().is_empty() && !one.exists());
        let mut missing: Vec<PathBuf> = missing.map(Path::to_owned).collect();
        missing.reverse();
        self.folders.extend(missing);
        let new = beside(path, bytes)?;
        // A second file of the same place is the one that stays.
        if !self.ready.iter().any(|(known, _)| *known == new) {
            self.ready.push((new, path.to_owned()));
        }
        Ok(())
    }

    /// Puts every file into its place.
    ///
    /// # Errors
    /// When one cannot be placed; the error names those that were placed before.
    pub fn place(mut self) -> Result<(), Error> {
        let ready = std::mem::take(&mut self.ready);
        for (at, (new, path)) in ready.iter().enumerate() {
            if let Err(reason) = fs::rename(new, path) {
                let written = ready.iter().take(at).map(|(_, path)| path.clone()).collect();
                self.ready = ready.iter().skip(at).cloned().collect();
                return Err(Error::Halfway { path: path.clone(), reason, written });
            }
        }
        self.folders.clear();
        Ok(())
    }
}

impl Drop for Staged {
    fn drop(&mut self) {
        for (new, _) in &self.ready {
            // What cannot be taken away stays under a name that nobody reads.
            let _ = fs::remove_file(new);
        }
        for folder in self.folders.iter().rev() {
            // One that holds something by now stays.
            let _ = fs::remove_dir(folder);
        }
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test may stop at the first surprise")]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).map(|entries| {
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect()
        });
        entries.unwrap_or_default()
    }

    #[test]
    fn what_is_not_placed_leaves_nothing_behind() {
        let root = std::env::temp_dir().join(format!("plimsoll-staged-{}", std::process::id()));
        fs::create_dir_all(&root).expect("a folder");
        let mut staged = Staged::default();
        staged.add(&root.join("a/b/one.md"), b"1").expect("staged");
        assert_eq!(names(&root.join("a/b")).len(), 1);
        drop(staged);
        assert!(names(&root).is_empty());

        let mut staged = Staged::default();
        staged.add(&root.join("a/one.md"), b"1").expect("staged");
        // A folder lies where the second should go, so it cannot take its place.
        fs::create_dir_all(root.join("a/two.md/x")).expect("a folder");
        staged.add(&root.join("a/two.md"), b"2").expect("staged");
        let error = staged.place().expect_err("a folder is in the way").to_string();
        assert!(error.contains("two.md") && error.contains("written before it") && error.contains("one.md"), "{error}");
        let mut left = names(&root.join("a"));
        left.sort();
        assert_eq!(left, ["one.md", "two.md"]);
        fs::remove_dir_all(&root).expect("gone");
    }
}
