//! Does a workbook that somebody filled in change the dossier for which it was made, and only there?
#![allow(clippy::expect_used, clippy::disallowed_methods, reason = "tests at the edge: files of their own")]

use std::fs;
use std::path::{Path, PathBuf};

use app::{Catalogue, Error, OpenDossier, Planned};
use document::Document;
use dossier::{Form, FormMatter, Library, form};

/// A dossier with two products, and a workbook with the form of each.
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
        let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{}-forms-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        let case = Self { dir, catalogue: Catalogue::compiled() };
        case.write("dossier.toml", "format = 1\ntitle = \"Larch\"\n");
        for product in ["p", "q"] {
            let about = "name = \"P\"\nstandards = [\"4-2@2019\"]\ntypes = [\"embedded-device\"]\n";
            case.write(&format!("products/{product}/product.toml"), about);
            let rows = "requirement,status,statement,evidence\r\nCR 1.1,met,It asks.,\r\nCR 1.2,partly,\"Some, not all.\",\r\n";
            case.write(&format!("products/{product}/4-2.csv"), rows);
        }
        case
    }

    fn write(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.dir.join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("written");
    }

    fn sheet(&self, product: &str) -> String {
        fs::read_to_string(self.dir.join(format!("products/{product}/4-2.csv"))).expect("the sheet")
    }

    /// The forms of the products as they stand now.
    fn forms(&self, products: &[&str]) -> Vec<Form> {
        let library = Library::new(&self.catalogue);
        let paths = [
            "dossier.toml",
            "products/p/product.toml",
            "products/p/4-2.csv",
            "products/q/product.toml",
            "products/q/4-2.csv",
        ];
        let file = |path: &str| (path.into(), fs::read(self.dir.join(path)).expect("bytes"));
        let read = dossier::read(&library, &paths.map(file).into());
        let edition = library.edition(&library.key("4-2").expect("a standard")).expect("an edition");
        let of = |product: &&str| {
            let subject = read.subject(product).expect("a product");
            let own_rows = read.own_rows(subject, &edition);
            form(FormMatter {
                subject,
                edition: &edition,
                own_rows: &own_rows,
                concerned: &[0, 1, 2, 3, 4, 5, 6],
                words: &[],
                notes: &[],
            })
        };
        products.iter().map(of).collect()
    }

    fn import(&self, forms: &[Form], subject: Option<&str>) -> Result<Planned, Error> {
        let workbook = self.dir.join("evidence/form.xlsx");
        self.write("evidence/form.xlsx", office::xlsx(&Document::default(), forms, &|_| None).expect("a workbook"));
        let open = OpenDossier::open(&self.catalogue, &self.dir)?;
        let planned = app::import_sheet(&open, &workbook, subject, None)?;
        open.carry_out(&planned)?;
        Ok(planned)
    }
}

/// States that a row is met.
fn met(form: &mut Form, id: &str) {
    let status = form.columns.iter().position(|column| column.name == "status").expect("a column");
    form.rows.iter_mut().find(|cells| cells[0] == id).expect("a row")[status] = "met".to_owned();
}

#[test]
fn an_edited_form_changes_its_own_product_and_one_cell_there() {
    let case = Case::begins("edit");
    let before = case.sheet("q");
    let mut forms = case.forms(&["p", "q"]);
    assert_eq!(forms[1].stamp.subject.as_str(), "products/q");
    met(&mut forms[1], "CR 1.2");
    // The form of one product says itself whose it is.
    let planned = case.import(&forms[1..], None).expect("imported");
    assert_eq!((planned.changes.len(), planned.problems.len()), (1, 0), "{:?}", planned.problems);
    assert_eq!(case.sheet("q"), before.replace("partly", "met"));
    assert_eq!(case.sheet("p"), before);
    assert_eq!(case.import(&forms[1..], None).expect("again").changes, vec![]);
}

#[test]
fn of_several_forms_one_is_asked_for() {
    let case = Case::begins("several");
    let mut forms = case.forms(&["p", "q"]);
    met(&mut forms[1], "CR 1.2");
    let Err(Error::WrongQuestion(message)) = case.import(&forms, None) else { panic!("nobody said which") };
    assert!(message.contains("--subject") && message.contains("products/q (iec62443-4-2@2019)"), "{message}");
    assert_eq!(case.import(&forms, Some("p")).expect("nothing").changes, vec![]);
    assert_eq!(case.import(&forms, Some("q")).expect("imported").changes.len(), 1);
}

#[test]
fn a_refused_form_writes_nothing() {
    let case = Case::begins("refused");
    let (p, q) = (case.sheet("p"), case.sheet("q"));
    let mut forms = case.forms(&["p", "q"]);
    forms.iter_mut().for_each(|form| met(form, "CR 1.2"));
    let Err(Error::Unreadable(problems)) = case.import(&forms[..1], Some("q")) else { panic!("it is p's") };
    assert!(problems[0].message.contains("made for products/p, not for products/q"), "{problems:?}");
    assert_eq!((case.sheet("p"), case.sheet("q")), (p.clone(), q));
    // The dossier moved on in the row that was edited.
    case.write("products/p/4-2.csv", p.replace("Some, not all.", "Half of it."));
    let moved = case.sheet("p");
    let Err(Error::Unreadable(problems)) = case.import(&forms[..1], None) else { panic!("both changed it") };
    assert!(problems[0].message.starts_with("CR 1.2: the applicant's side was edited here"), "{problems:?}");
    assert_eq!(case.sheet("p"), moved);
}
