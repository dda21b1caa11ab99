//! Under which digest are an edition's facts frozen?
//!
//! The digest covers the facts in one fixed spelling, so quoting, line ends and column order of the file
//! do not change it, and any change of a fact does.

use sha2::{Digest, Sha256};
use tables::read_csv;

use crate::edition::Requirement;
use crate::head::EditionHead;

/// `sha256:` and 64 hexadecimal digits.
pub(crate) fn of_facts(head: &EditionHead, requirements: &[Requirement], crosswalk: Option<&str>) -> String {
    let mut text = String::with_capacity(requirements.len() * 120);
    let mut put = |field: &str| {
        text.push_str(field);
        text.push('\u{1f}');
    };
    put("plimsoll.facts/1");
    put(&head.key.to_string());
    put(head.assessed_by.id());
    put(head.not_applicable.id());
    put(if head.component_types { "types" } else { "" });
    for caution in &head.cautions {
        put(&caution.claim.to_string());
        put(&caution.rows.join(";"));
        put(&caution.at_least.to_string());
    }
    for group in &head.groups {
        put(&group.id);
    }
    let id_of = |index: usize| requirements[index].id.as_str();
    for requirement in requirements {
        put(requirement.id.as_str());
        put(requirement.parent.map(id_of).unwrap_or_default());
        put(requirement.kind.id());
        put(&head.groups[requirement.group].id);
        put(&requirement.section);
        put(requirement.fr.map_or("", |fr| fr.abbreviation()));
        put(&requirement.title);
        put(&requirement.clause);
        put(&requirement.level.map(|level| level.to_string()).unwrap_or_default());
        for one in requirement.types.iter() {
            put(one.id());
        }
        put(requirement.feature.as_ref().map_or("", |feature| feature.as_str()));
        put(&requirement.applies_where);
        put(if requirement.integration_offered { "offered" } else { "" });
        for see in &requirement.see {
            put(id_of(*see));
        }
        put(&requirement.unverified.join(";"));
        put("\u{1e}");
    }
    // Where a law leads is a fact too: coverage rests on it.
    if let Some(crosswalk) = crosswalk {
        let (table, _) = read_csv("", crosswalk.as_bytes());
        let records = std::iter::once(&table.header).chain(table.lines.iter().map(|line| &line.cells));
        for cells in records {
            for cell in cells {
                put(cell.trimmed());
            }
            put("\u{1e}");
        }
    }
    let hash = Sha256::digest(text.as_bytes());
    let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256:{hex}")
}
