//! How does a list of written files look? A line for each document with the endings it came in.

use std::path::Path;

use super::layout::{STRONG, styled};
use crate::report_commands::Written;

/// What was written below a folder.
pub(crate) fn written(out: &Path, files: &[Written]) -> String {
    let mut page = format!("{}\n", styled(STRONG, format!("written to {}", out.display())));
    let mut lines: Vec<(&str, &str, Vec<&str>)> = Vec::new();
    for file in files {
        // What belongs to no document is named in full.
        let (name, ending) = match file.path.strip_prefix(&file.name) {
            Some(ending) => (file.name.as_str(), ending),
            None => (file.path.as_str(), ""),
        };
        // Many files of one kind, such as the tables of a report, stand in a folder of their own.
        let (name, ending) = match (name.split_once('/'), ending.split_once('/')) {
            (Some((folder, _)), _) => (folder, "/"),
            (None, Some((folder, _))) => (name, folder),
            (None, None) => (name, ending),
        };
        let known = lines.iter_mut().find(|(own, _, _)| *own == name);
        match known {
            Some((_, _, endings)) if endings.contains(&ending) => {}
            Some((_, _, endings)) => endings.push(ending),
            None => lines.push((name, &file.what, vec![ending])),
        }
    }
    let width = lines.iter().map(|(name, ..)| name.chars().count()).max().unwrap_or_default() + 1;
    for (name, what, endings) in lines {
        let endings: Vec<&str> = endings.into_iter().filter(|ending| !ending.is_empty() && *ending != "/").collect();
        let more = if endings.is_empty() { String::new() } else { format!(": {}", endings.join(" ")) };
        page.push_str(&format!("  {name:width$} {what}{more}\n"));
    }
    page
}
