//! Does an OSCAL document change a dossier as a sheet does, and only the dossier that it is about?
#![allow(clippy::expect_used, clippy::disallowed_methods, reason = "tests at the edge: files of their own")]

use std::fs;
use std::path::{Path, PathBuf};

use app::{Catalogue, InitInput, OpenDossier, Planned};
use serde_json::{Value, json};

struct Case {
    dir: PathBuf,
    catalogue: Catalogue,
}

impl Drop for Case {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.dir);
    }
}

impl Case {
    fn begins(name: &str) -> Self {
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        let case = Self { dir, catalogue: Catalogue::compiled() };
        let input = InitInput { organization: "Larch".into(), person: "Rosa".into(), subjects: Vec::new() };
        app::init(&case.catalogue, &case.dir, &input).expect("a dossier");
        for id in ["p", "q"] {
            let about = "name = \"P\"\nstandards = [\"4-2@2019\"]\ntypes = [\"embedded-device\"]\n";
            case.write(&format!("products/{id}/product.toml"), about);
            let rows = "requirement,status,statement,evidence\nCR 1.1,met,It asks.,\nCR 1.2,partly,Some.,\n";
            case.write(&format!("products/{id}/4-2.csv"), rows);
        }
        case
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.dir.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }

    fn digest(&self) -> String {
        self.catalogue.edition(self.catalogue.head("iec62443-4-2", None).expect("known")).digest
    }

    /// What the document would change; whatever stands in the way, in words.
    fn import(&self, document: &Value, subject: Option<&str>) -> Result<(Planned, Vec<String>), String> {
        self.write("claims.oscal.json", &document.to_string());
        let open = OpenDossier::open(&self.catalogue, &self.dir).expect("a dossier");
        let planned = app::import_sheet(&open, &self.dir.join("claims.oscal.json"), subject, None);
        let planned = planned.map_err(|error| match error {
            app::Error::Unreadable(problems) => problems.iter().map(ToString::to_string).collect(),
            other => other.to_string(),
        })?;
        let words = planned.changes.iter().map(|change| app::words_between(change, &planned)).collect();
        Ok((planned, words))
    }
}

/// Claims about one subject as we write them.
fn claims(subject: &str, edition: &str, digest: &str) -> Value {
    let ours = |name: &str, value: &str| json!({"name": name, "ns": "https://plimsoll.dev/ns/oscal", "value": value});
    json!({"component-definition": {
        "metadata": {"oscal-version": "1.2.1"},
        "components": [{
            "props": [ours("subject", subject)],
            "control-implementations": [{
                "props": [ours("edition", edition), ours("edition-digest", digest)],
                "implemented-requirements": [
                    {"control-id": "cr-1.1", "description": "It asks.", "props": [ours("status", "met")]},
                    {"control-id": "cr-1.2", "description": "All of it.", "props": [ours("status", "met")]},
                ],
            }],
        }],
    }})
}

#[test]
fn a_document_changes_what_it_says_otherwise() {
    let case = Case::begins("changes");
    let document = claims("products/p", "iec62443-4-2@2019", &case.digest());
    let (planned, words) = case.import(&document, None).expect("planned");
    assert_eq!(words.len(), 1, "{words:?}");
    assert!(words[0].contains("CR 1.2"), "{words:?}");
    assert_eq!(planned.edits.len(), 1);
    assert_eq!(planned.edits[0].path.as_ref(), "products/p/4-2.csv");
    let text = String::from_utf8_lossy(&planned.edits[0].bytes).into_owned();
    assert!(text.contains("CR 1.1,met,It asks.,\nCR 1.2,met,All of it.,"), "{text}");
}

#[test]
fn another_subject_edition_or_digest_is_refused() {
    let case = Case::begins("refused");
    let digest = case.digest();
    for (document, expected) in [
        (claims("products/x", "iec62443-4-2@2019", &digest), "there is no subject \"products/x\""),
        (claims("products/p", "iec62443-3-3@2013+COR1", &digest), "is not assessed against \"iec62443-3-3@2013+COR1\""),
        (claims("products/p", "iec62443-4-2@2019", "sha256:00"), "the facts of iec62443-4-2@2019 were others"),
    ] {
        let wrong = case.import(&document, None).expect_err("refused");
        assert!(wrong.contains(expected) && wrong.contains("claims.oscal.json:1:"), "{wrong}");
    }
    // Whoever names a subject gets nothing about another one.
    let document = claims("products/p", "iec62443-4-2@2019", &digest);
    let (planned, words) = case.import(&document, Some("q")).expect("planned");
    assert!(words.is_empty() && planned.problems[0].message.contains("not about products/q"), "{words:?}");
}

#[test]
fn another_tools_document_needs_to_be_told_whose_it_is() {
    let case = Case::begins("foreign");
    let document = json!({"component-definition": {"metadata": {"oscal-version": "1.1.2"}, "components": [
        {"control-implementations": [{"implemented-requirements": [
            {"control-id": "cr-1.2", "description": "Other words."}]}]}]}});
    let wrong = case.import(&document, None).expect_err("nobody said whose");
    assert!(wrong.contains("--subject"), "{wrong}");
    let (planned, words) = case.import(&document, Some("q")).expect("planned");
    assert_eq!(words.len(), 1, "{words:?}");
    let text = String::from_utf8_lossy(&planned.edits[0].bytes).into_owned();
    assert!(text.contains("CR 1.2,partly,Other words.,"), "{text}");
}
