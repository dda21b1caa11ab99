//! How do changes, records and their verification read on a terminal?

use app::{OwnKey, Planned, TrustedKey};
use model::{Change, Statement};
use report::{RecordingResult, StatusResult, VerificationResult};

use super::layout::{BAD, CARE, FAINT, GOOD, ID, STRONG, counted, styled, wrapped};

/// So many items of a kind are shown before the rest is counted.
const FIRST: usize = 6;

/// What changes, and in which files.
pub(crate) fn planned(planned: &Planned, dry_run: bool) -> String {
    let mut page = String::new();
    if planned.changes.is_empty() && planned.edits.is_empty() {
        let why = if planned.nothing_read { "nothing was read" } else { "the dossier says so already" };
        return format!("nothing changes: {why}\n");
    }
    for change in &planned.changes {
        page.push_str(&format!(" {}\n", wrapped(&app::words_between(change, planned), 3)));
    }
    let verb = if dry_run { "would be written" } else { "written" };
    for edit in &planned.edits {
        page.push_str(&styled(FAINT, format!(" {verb}: {}\n", edit.path)));
    }
    page
}

/// What was signed off, and how it gets into the journal.
pub(crate) fn signed_off(what: &Planned, dir: &str) -> String {
    let next = format!("it counts for others once it is in the journal: `plimsoll record {dir} -m \"why\"`");
    let titles = what.changes.iter().filter_map(|change| match change {
        Change::State(Statement::Decision(decision)) => Some(format!(" {}\n", wrapped(&decision.title, 3))),
        _ => None,
    });
    let title: String = titles.collect();
    format!("{title}{}{next}\n", planned(what, false))
}

/// What the answers of the interview asked a new dossier for.
pub(crate) struct Followed {
    /// The parts on the path, in order.
    pub(crate) parts: Vec<String>,
    /// Is a product to be described?
    pub(crate) wants_product: bool,
}

/// What a new dossier holds, and what to do first.
///
/// In: the folder, the paths written, the first product's id, and what the answers of the interview asked for.
pub(crate) fn begun(dir: &str, paths: &[String], product: Option<&str>, followed: Option<&Followed>) -> String {
    let mut page = format!("{}\n", styled(GOOD, format!("a dossier stands in {dir}")));
    for path in paths {
        page.push_str(&format!("  {path}\n"));
    }
    if let Some(followed) = followed {
        let order = followed.parts.join(", then ");
        page.push_str(&format!("\nIt follows the answers in {dir}/pathway.toml: {order}.\n"));
        if followed.parts.iter().any(|part| part == "3-2") {
            page.push_str(
                "3-2 has steps and no rows, so it has no sheet here: `plimsoll explain \"ZCR 1\"` begins them.\n",
            );
        }
    }
    // The sheet in which to begin where the interview named no product.
    let own = || paths.iter().find(|path| path.ends_with(".csv") && path.contains('/'));
    let begin_in = own().filter(|_| followed.is_some() && product.is_none());
    let wants_product = followed.is_none_or(|followed| followed.wants_product);
    let product = product.map(|id| format!("products/{id}"));
    let set = product.as_ref().map(|id| format!("plimsoll set {dir} {id} REQUIREMENT met --statement \"…\""));
    let sheet = product.as_ref().map(|id| format!("{dir}/{id}/4-2.csv"));
    let sheet = sheet.or_else(|| begin_in.map(|path| format!("{dir}/{path}")));
    let none = (product.is_none() && wants_product)
        .then(|| format!("plimsoll add product {dir} ID --type embedded-device --target 2"));
    let steps = [
        ("describe what is assessed", none),
        ("describe the product, its parts and features", product.map(|id| format!("{dir}/{id}/product.toml"))),
        ("fill in the rows, in a spreadsheet or an editor", sheet),
        ("or one by one", set),
        ("register what shows them", Some(format!("plimsoll add evidence {dir} FILE --title \"…\""))),
        ("see where it stands, and what next", Some(format!("plimsoll status {dir}"))),
        ("make your key, then sign what the files say", Some(format!("plimsoll key new --dossier {dir} --person p1"))),
        ("", Some(format!("plimsoll record {dir} -m \"first statements\""))),
    ];
    page.push_str(&format!("\n{}\n", styled(STRONG, "Next")));
    for (what, command) in steps {
        if let Some(command) = command {
            page.push_str(&format!("  {command}\n"));
            if !what.is_empty() {
                page.push_str(&format!("      {}\n", styled(FAINT, what)));
            }
        }
    }
    page
}

/// What becomes of verdicts on a new version.
pub(crate) fn verdicts(verdicts: &app::VerdictsByEdition, version: &str) -> String {
    let mut page = String::new();
    for (edition, verdicts) in verdicts.iter().filter(|(_, verdicts)| !verdicts.is_empty()) {
        let (again, carried): (Vec<_>, Vec<_>) = verdicts.iter().partition(|verdict| verdict.again.is_some());
        page.push_str(&format!("\n{}\n", styled(STRONG, format!("Verdicts on {edition} and version {version}"))));
        let ids: Vec<&str> = carried.iter().map(|verdict| verdict.requirement.as_str()).collect();
        if !ids.is_empty() {
            let text = format!("{}: {}", styled(GOOD, "carry over"), ids.join(", "));
            page.push_str(&format!(" {}\n", wrapped(&text, 3)));
        }
        for verdict in again {
            let why = verdict.again.as_deref().unwrap_or_default();
            let part = verdict.part.as_ref().map(|part| format!(" (part \"{part}\")")).unwrap_or_default();
            page.push_str(&format!(" {} {}{part}: {why}\n", styled(CARE, "test again"), verdict.requirement));
        }
    }
    page
}

/// What was recorded, what is left for others.
pub(crate) fn recording(result: &RecordingResult, dry_run: bool) -> String {
    let mut page = String::new();
    let (count, verb) = (result.recorded.len(), if dry_run { "would be recorded" } else { "recorded" });
    if count == 0 && result.left.is_empty() && result.conflicts.is_empty() {
        page.push_str("nothing to record: the journal says what the files say\n");
    } else if count == 0 {
        page.push_str(&format!("nothing recorded by {}\n", result.by));
    } else {
        let head = format!("{} {verb} by {} at {}", counted(count, "entry", "entries"), result.by, result.at);
        page.push_str(&format!("{}\n", styled(STRONG, head)));
    }
    for entry in &result.recorded {
        page.push_str(&format!(" {:>4}  {:<9} {}\n", entry.seq, entry.capacity, wrapped(&entry.what, 17)));
    }
    for left in &result.left {
        page.push_str(&format!(" {}  {}\n", styled(CARE, "left for others"), wrapped(left, 19)));
    }
    for conflict in &result.conflicts {
        page.push_str(&one_conflict(conflict));
    }
    if !result.conflicts.is_empty() {
        page.push_str(" make the files say what is right, then record with --settle\n");
    }
    for head in &result.heads {
        page.push_str(&styled(FAINT, format!(" the chain ends with {head}\n")));
    }
    page
}

fn one_conflict(conflict: &report::ConflictResult) -> String {
    let mut text = format!(" {} {}\n", styled(BAD, "conflict"), conflict.about);
    for said in &conflict.said {
        text.push_str(&format!("     {}\n", wrapped(said, 5)));
    }
    text
}

/// What an auditor may know.
pub(crate) fn verification(result: &VerificationResult) -> String {
    let good = result.problems.iter().all(|problem| !problem.is_error());
    let settled = result.unrecorded.is_empty() && result.conflicts.is_empty();
    let (style, word) = match (good, settled) {
        (false, _) => (BAD, "not verified"),
        (true, false) => {
            (CARE, "the journal is whole and signed by people you trust, but it does not say what the files say")
        }
        (true, true) => (GOOD, "the journal is whole, chained and signed by people you trust"),
    };
    let mut page = format!("{}\n", styled(style, word));
    page.push_str(&styled(FAINT, format!("{}\n\n", result.journal)));
    page.push_str(&format!(" {:<10} {}\n", "entries", result.entries));
    page.push_str(&format!(
        " {:<10} {} as recorded\n",
        "evidence",
        counted(result.evidence_intact, "file is", "files are")
    ));
    if result.signed_off_intact > 0 {
        let copies = counted(result.signed_off_intact, "frozen copy is", "frozen copies are");
        page.push_str(&format!(" {:<10} {copies} as recorded\n", "signed off"));
    }
    for head in &result.heads {
        page.push_str(&format!(" {:<10} {}\n", "ends with", styled(ID, head)));
    }
    for signer in &result.signers {
        let trust = if signer.trusted { styled(GOOD, "trusted") } else { styled(BAD, "not trusted") };
        let name = if signer.name.is_empty() { String::new() } else { format!(" ({})", signer.name) };
        let entries = counted(signer.entries, "entry", "entries");
        page.push_str(&format!(
            " {:<10} {}{name} as {}: {entries}, {trust}\n            {}\n",
            "signed by",
            signer.person,
            signer.capacities.join(", "),
            styled(FAINT, &signer.key)
        ));
    }
    for conflict in &result.conflicts {
        page.push_str(&one_conflict(conflict));
    }
    if result.unrecorded.is_empty() {
        page.push_str(" The files say what is recorded, no more and no less.\n");
    } else {
        let head = counted(result.unrecorded.len(), "edit is not recorded", "edits are not recorded");
        page.push_str(&format!("\n{}\n", styled(CARE, head)));
        for what in result.unrecorded.iter().take(3 * FIRST) {
            page.push_str(&format!(" {}\n", wrapped(what, 3)));
        }
        if result.unrecorded.len() > 3 * FIRST {
            page.push_str(&styled(FAINT, format!(" and {} more\n", result.unrecorded.len() - 3 * FIRST)));
        }
    }
    page
}

/// What a team should look at.
pub(crate) fn status(result: &StatusResult, all: bool) -> String {
    let mut page = format!("{}\n", styled(STRONG, &result.title));
    let entries = counted(result.entries, "entry", "entries");
    page.push_str(&styled(FAINT, format!("as of {} · journal of {entries}\n", result.at)));
    if result.sections.is_empty() {
        page.push_str(&format!("\n{}\n", styled(GOOD, "Nothing to look at.")));
    }
    for section in &result.sections {
        let style = match section.id {
            "conflicts" | "evidence-broken" => BAD,
            "unstated" | "evidence-uncited" => FAINT,
            _ => CARE,
        };
        page.push_str(&format!("\n{} {}\n", styled(style, section.items.len()), styled(STRONG, section.title)));
        let most = if all { usize::MAX } else { FIRST };
        for item in section.items.iter().take(most) {
            let at = item.at.as_ref().map(|at| format!("  {}", styled(FAINT, at))).unwrap_or_default();
            let detail = if item.detail.is_empty() { String::new() } else { format!(": {}", item.detail) };
            page.push_str(&format!("   {}{at}\n", wrapped(&format!("{}{detail}", item.what), 5)));
        }
        if section.items.len() > most {
            page.push_str(&styled(FAINT, format!("   and {} more: --all lists them\n", section.items.len() - most)));
        }
    }
    if !result.next.is_empty() {
        page.push_str(&format!("\n{}\n", styled(STRONG, "Next")));
        for (number, step) in result.next.iter().enumerate() {
            page.push_str(&format!(" {}. {}\n", number + 1, wrapped(step, 4)));
        }
    }
    page
}

/// A new key and what to do with it.
pub(crate) fn new_key(own: &OwnKey, path: &str, entered: Option<&str>) -> String {
    let mut page = format!("{} {}\n{}\n", styled(GOOD, "a new key:"), own.name, styled(FAINT, path));
    match entered {
        Some(person) => page.push_str(&format!("entered for {person} in dossier.toml: {}\n", own.public)),
        None => {
            page.push_str(&format!("its public half, for your entry in dossier.toml:\n  key = \"{}\"\n", own.public))
        }
    }
    page.push_str(&styled(FAINT, "keep the passphrase: nobody can open the key without it\n"));
    page
}

/// Own and trusted keys.
pub(crate) fn keys(own: &[OwnKey], trusted: &[TrustedKey], path: impl Fn(&str) -> String) -> String {
    let mut page = format!("{}\n", styled(STRONG, "Your keys"));
    if own.is_empty() {
        page.push_str(" none yet; `plimsoll key new` makes one\n");
    }
    for key in own {
        page.push_str(&format!(" {:<12} {}\n              {}\n", key.name, key.public, styled(FAINT, path(&key.name))));
    }
    page.push_str(&format!("\n{}\n", styled(STRONG, "Keys that you trust")));
    for key in trusted {
        page.push_str(&format!(" {}  {}\n", key.key, key.name));
    }
    page
}
