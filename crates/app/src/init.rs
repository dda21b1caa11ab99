//! How does a team begin? A dossier with its people, a process, a product and every row that applies, empty.

use std::path::Path;

use catalogue::Catalogue;
use dossier::{COVER, EVIDENCE, FileEdit, Files, Library, OBSERVATION_COLUMNS, OBSERVATIONS, is_id};
use folder::Folder;
use tables::toml_text;

use crate::additions::{SubjectInput, add_subject};
use crate::dossiers::OpenDossier;
use crate::error::Error;

/// Where git is told how to merge the journal and to leave bytes alone.
const ATTRIBUTES: &str = ".gitattributes";

/// What a new dossier shall hold.
#[derive(Debug, Clone, Default)]
pub struct InitInput {
    /// The organization's name.
    pub organization: String,
    /// The name of whoever begins it; becomes the person `p1`, who acts for the applicant.
    pub person: String,
    /// The first subjects.
    pub subjects: Vec<SubjectInput>,
}

/// Writes a new dossier.
///
/// In: the folder, which may exist but holds no dossier yet, and what it shall hold.
/// Out: the paths written, from the root.
///
/// # Errors
/// When there is a dossier already, a subject cannot be made, or a file cannot be written; nothing is written then.
pub fn init(catalogue: &Catalogue, path: &Path, input: &InitInput) -> Result<Vec<String>, Error> {
    let folder = Folder::new(path);
    let mut edits: Vec<FileEdit> = root_files(input)
        .into_iter()
        .map(|(path, text)| FileEdit { path: path.into(), before: None, bytes: text.into_bytes() })
        .collect();
    // A repository usually has attributes of its own: ours come behind them.
    if let Some(edit) = edits.iter_mut().find(|edit| edit.path.as_ref() == ATTRIBUTES)
        && let Ok(before) = folder::read_file(&folder.path(ATTRIBUTES), dossier::limits::SHEET_BYTES)
    {
        let gap: &[u8] = if before.ends_with(b"\n") || before.is_empty() { b"" } else { b"\n" };
        edit.bytes = [&before, gap, &edit.bytes].concat();
        edit.before = Some(before);
    }
    let mine = edits.iter().filter(|edit| edit.before.is_none()).map(|edit| folder.path(&edit.path));
    if let Some(there) = mine.into_iter().find(|file| file.exists()) {
        return Err(Error::WrongQuestion(format!("{} is there already; nothing was written", there.to_string_lossy())));
    }
    let library = Library::new(catalogue);
    let mut files: Files = edits.iter().map(|edit| (edit.path.clone(), edit.bytes.clone())).collect();
    for subject in &input.subjects {
        let dossier = dossier::read(&library, &files);
        let open = OpenDossier {
            folder: folder.clone(),
            library: Library::new(catalogue),
            files: files.clone(),
            dossier,
            holdings: Default::default(),
            compiled_journal: None,
        };
        let planned = add_subject(&open, subject)?;
        files.extend(planned.edits.iter().map(|edit| (edit.path.clone(), edit.bytes.clone())));
        edits.extend(planned.edits);
    }
    folder.write(&edits)?;
    let mut paths: Vec<String> = edits.iter().map(|edit| edit.path.to_string()).collect();
    paths.sort();
    Ok(paths)
}

/// An id from a name that somebody typed: `EG-220 gateway` becomes `eg-220-gateway`.
pub fn suggest_id(name: &str) -> String {
    let id = crate::additions::id_from(name);
    if is_id(&id) { id } else { "product".to_owned() }
}

fn root_files(input: &InitInput) -> Vec<(&'static str, String)> {
    let organization =
        if input.organization.trim().is_empty() { "Our organization" } else { input.organization.trim() };
    let cover = format!(
        "# Whose dossier it is, and who takes part. Names of people stand in this file only: everything else,\n\
         # the journal above all, names a person by id.\n\
         format = 1\n\
         title = {}\n\n\
         [organization]\n\
         name = {}\n\n\
         [[person]]\n\
         id = \"p1\"\n\
         name = {}\n\
         capacities = [\"applicant\"]   # applicant, adviser, evaluator, reviewer, decider\n",
        toml_text(&format!("{organization}: product security")),
        toml_text(organization),
        toml_text(input.person.trim()),
    );
    let evidence = "# The register of evidence. `plimsoll add evidence DIR FILE` adds an entry with its digest:\n\
        #\n\
        # [[evidence]]\n\
        # id = \"threat-model\"\n\
        # title = \"Threat model, version 3\"\n\
        # kind = \"analysis\"\n\
        # files = [{ path = \"evidence/threat-model-v3.pdf\", sha256 = \"…\" }]\n";
    vec![
        (COVER, cover),
        (EVIDENCE, evidence.to_owned()),
        (OBSERVATIONS, format!("\u{feff}{}\n", OBSERVATION_COLUMNS.join(","))),
        // Two people's entries are both kept when their branches are merged; evidence and frozen copies keep their bytes everywhere.
        (
            ".gitattributes",
            "journal.jsonl merge=union -text\nevidence/** -text\ndecisions/** -text\n*.csv -text\n*.toml -text\n"
                .to_owned(),
        ),
    ]
}
