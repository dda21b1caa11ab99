//! What do assessment results find? The verdicts in their observations; findings are computed and never read.

use crate::at::{At, Problems, Properties};
use crate::read::{About, Cells, Sheets, Side};

/// The evaluator's columns, `status` being the one that was examined.
const COLUMNS: [&str; 9] =
    ["requirement", "part", "version", "status", "verdict", "remark", "method", "evaluator", "date"];
/// Our properties of an observation.
const OF_OBSERVATION: [&str; 9] =
    ["control-id", "part", "version", "examined-status", "verdict", "method", "evaluator", "date", "counts"];
/// Members of a result that are read, or follow from what is read.
const RESULT: [&str; 11] = [
    "uuid",
    "title",
    "description",
    "start",
    "end",
    "props",
    "local-definitions",
    "reviewed-controls",
    "attestations",
    "observations",
    "findings",
];
/// Members of an observation that are read, or say the same as those.
const OBSERVATION: [&str; 11] = [
    "uuid",
    "title",
    "description",
    "props",
    "methods",
    "types",
    "origins",
    "subjects",
    "relevant-evidence",
    "collected",
    "remarks",
];
/// Our properties of a result; most of them are what it came to.
const OF_RESULT: [&str; 3] = ["subject", "edition", "edition-digest"];

pub(crate) fn read(document: &At<'_, '_>, sheets: &mut Sheets, problems: &mut Problems) {
    document.reads(&["uuid", "metadata", "import-ap", "local-definitions", "results", "back-matter"], problems);
    for result in document.items("results", problems) {
        result.reads(&RESULT, problems);
        let properties = result.some_properties(&OF_RESULT, problems);
        let about = About {
            subject: properties.said("subject"),
            edition: properties.said("edition"),
            digest: properties.said("edition-digest"),
        };
        if let (None, Some(findings)) = (&about.edition, result.member("findings")) {
            problems.unread("`findings`: what counts is a verdict".to_owned(), findings.node.spot, findings.path());
        }
        for observation in result.items("observations", problems) {
            let properties = observation.properties(&OF_OBSERVATION, problems);
            if properties.ours("control-id").0.trim().is_empty() {
                let what = "an observation without our property `control-id`".to_owned();
                problems.unread(what, observation.node.spot, observation.path());
                continue;
            }
            observation.reads(&OBSERVATION, problems);
            let cells = cells(&observation, &properties, problems);
            sheets.take(Side::Evaluator, &about, &COLUMNS, &cells, &observation, problems);
        }
    }
}

fn cells(at: &At<'_, '_>, properties: &Properties<'_>, problems: &mut Problems) -> Cells {
    let mut cells = Cells::new();
    let named = [("requirement", "control-id"), ("status", "examined-status")];
    let same = ["part", "version", "verdict", "method", "evaluator"].map(|name| (name, name));
    for (column, name) in named.into_iter().chain(same) {
        let (text, spot) = properties.ours(name);
        cells.insert(column, (text.to_owned(), spot));
    }
    let (remarks, spot) = at.text("remarks", problems);
    cells.insert("remark", (remarks.to_owned(), spot));
    // OSCAL wants a moment; ours says so where there is no day, or one that OSCAL does not write.
    let (collected, collected_spot) = at.text("collected", problems);
    let day = match properties.ours("date") {
        ("", _) => (collected.split('T').next().unwrap_or_default().to_owned(), collected_spot),
        ("none", spot) => (String::new(), spot),
        (date, spot) => (date.to_owned(), spot),
    };
    cells.insert("date", day);
    cells
}
