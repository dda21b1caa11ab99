//! Which file of a dossier's folder holds what?

use std::collections::BTreeMap;
use std::sync::Arc;

use model::{SubjectId, SubjectKind};

/// The file that says whose dossier it is, and who takes part.
pub const COVER: &str = "dossier.toml";
/// The register of evidence.
pub const EVIDENCE: &str = "evidence.toml";
/// The list of observations.
pub const OBSERVATIONS: &str = "observations.csv";
/// The list of decisions.
pub const DECISIONS: &str = "decisions.toml";
/// The answers of the interview, which `plan` reads.
pub const PATHWAY: &str = "pathway.toml";
/// What people state for a decision; `decide` reads it, and the journal does not know it.
pub const DECIDE: &str = "decide.toml";
/// What a team states about its own plan; `plan` reads it, and the journal does not know it.
pub const PLAN: &str = "plan.toml";
/// Under this folder lies a folder for each sign-off, with frozen copies of what it rested on.
pub const SIGNED_OFF: &str = "decisions";
/// The page of a decision among the frozen copies.
pub const PAGE: &str = "decision.json";
/// The record.
pub const JOURNAL: &str = "journal.jsonl";

/// The files of a dossier that people edit: path from the root, with `/`, and bytes. Evidence and journal are not here.
pub type Files = BTreeMap<Arc<str>, Vec<u8>>;

/// What a path holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Holds {
    /// One of the files at the root.
    Root,
    /// The inputs of a decision or of a plan.
    Decision,
    /// A frozen copy of what the sign-off of a decision rested on.
    Frozen,
    /// The description of a subject.
    Subject(SubjectId, SubjectKind),
    /// The applicant's side of a sheet, by the name of its standard.
    Sheet(SubjectId, String),
    /// The evaluator's side of a sheet, by the name of its standard.
    Verdicts(SubjectId, String),
    /// A workbook, which is imported and not kept.
    Workbook,
}

/// What the file at a path holds; `None` for files that are not the dossier's.
pub fn holds(path: &str) -> Option<Holds> {
    if [COVER, EVIDENCE, OBSERVATIONS, DECISIONS, PATHWAY].contains(&path) {
        return Some(Holds::Root);
    }
    if [DECIDE, PLAN].contains(&path) {
        return Some(Holds::Decision);
    }
    let mut steps = path.split('/');
    let (folder, id, file) = (steps.next()?, steps.next()?, steps.next()?);
    if folder == SIGNED_OFF {
        let frozen = steps.next().is_none() && !id.is_empty() && [DECIDE, PLAN, PAGE].contains(&file);
        return frozen.then_some(Holds::Frozen);
    }
    let kind = SubjectKind::ALL.into_iter().find(|kind| kind.folder() == folder)?;
    if steps.next().is_some() || id.is_empty() {
        return None;
    }
    let subject = SubjectId::new(&format!("{folder}/{id}"));
    if file.to_lowercase().ends_with(".xlsx") {
        return Some(Holds::Workbook);
    }
    match file.strip_suffix(".csv") {
        Some(name) => Some(match name.strip_suffix(".verdicts") {
            Some(name) => Holds::Verdicts(subject, name.to_owned()),
            None => Holds::Sheet(subject, name.to_owned()),
        }),
        None => (file == format!("{}.toml", kind.id())).then_some(Holds::Subject(subject, kind)),
    }
}

/// Where the frozen copy of a file lies for the sign-off with this id.
pub fn frozen_file(id: &str, file: &str) -> String {
    format!("{SIGNED_OFF}/{id}/{file}")
}

/// Where a subject is described.
pub fn subject_file(id: &SubjectId, kind: SubjectKind) -> String {
    format!("{id}/{}.toml", kind.id())
}

/// Is it an id that can name a folder everywhere? Lower-case letters, digits, `-`, `.` and `_`, beginning with a letter
/// or digit.
pub fn is_id(text: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit();
    text.starts_with(plain)
        && text.len() <= 64
        && !text.ends_with('.')
        && text.chars().all(|letter| plain(letter) || matches!(letter, '-' | '.' | '_'))
}

/// What an id looks like, for hints.
pub const ID_HINT: &str = "an id has lower-case letters, digits, `-`, `.` and `_`, such as eg220";

#[cfg(test)]
mod tests {
    use super::{Holds, holds, is_id};

    #[test]
    fn paths_say_what_they_hold() {
        assert_eq!(holds("dossier.toml"), Some(Holds::Root));
        assert_eq!(holds("pathway.toml"), Some(Holds::Root));
        assert_eq!(holds("decide.toml"), Some(Holds::Decision));
        assert_eq!(holds("plan.toml"), Some(Holds::Decision));
        assert_eq!(holds("decisions/d5/decide.toml"), Some(Holds::Frozen));
        assert_eq!(holds("decisions/d5/decision.json"), Some(Holds::Frozen));
        assert!(matches!(holds("products/eg220/4-2.csv"), Some(Holds::Sheet(id, name))
            if id.as_str() == "products/eg220" && name == "4-2"));
        assert!(matches!(holds("products/eg220/4-2.verdicts.csv"), Some(Holds::Verdicts(_, name)) if name == "4-2"));
        assert!(matches!(holds("process/dev/process.toml"), Some(Holds::Subject(..))));
        for other in [
            "README.md",
            "products/eg220/README.md",
            "products/eg220/process.toml",
            "evidence/a.csv",
            "x/y/z.csv",
            "decisions/d5/x.csv",
        ] {
            assert_eq!(holds(other), None, "{other}");
        }
    }

    #[test]
    fn ids_name_folders_everywhere() {
        assert!(is_id("eg220") && is_id("3.4.1") && is_id("threat-model_v7"));
        for wrong in ["", "EG220", "a b", "../x", "-x", "a/b", "x.", "ä"] {
            assert!(!is_id(wrong), "{wrong}");
        }
    }
}
