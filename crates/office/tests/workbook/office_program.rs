//! Does a form survive another spreadsheet program?
#![allow(clippy::disallowed_methods, reason = "this test runs a program on files")]

use std::fs;
use std::path::Path;
use std::process::Command;

use dossier::{Dossier, import, read_sheet_about};

use crate::given::{FILES, GATEWAY, PROCESS, dossier, edition, form_of, subject, workbook};
use crate::looks::member;

/// Saves a workbook with LibreOffice and gives back what it wrote.
fn saved(bytes: &[u8], name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let (profile, out) = (folder.join("profile"), folder.join("out"));
    fs::create_dir_all(&out).unwrap();
    let file = folder.join("form.xlsx");
    fs::write(&file, bytes).unwrap();
    let ended = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}", profile.display()))
        .args(["--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"])
        .args([&out, &file])
        .output()
        .expect("LibreOffice is missing: install it (libreoffice-calc), then run this test again");
    assert!(ended.status.success(), "{ended:?}");
    fs::read(out.join("form.xlsx")).unwrap()
}

/// Texts that a program may take for something else, in the statement of one row.
fn strange() -> Dossier {
    let mut files = FILES.clone();
    let sheet = files.get_mut("products/eg220/4-2.csv").expect("the sheet");
    let text = String::from_utf8(sheet.clone()).unwrap();
    let from = "Web pages and SSH can demand a time-based one-time code as second factor; the X4 console and OPC UA user \
                tokens still accept the password alone. Backlog item EG-2190 covers both.";
    assert!(text.contains(from));
    let to = "\"-1, two  blanks, a\ttab, no\u{a0}break, _x000D_ and _x0041_ & <b>, \u{feff}mark,\n\n'quoted'\u{2028}Ελλάδα 中文 🚢\"";
    *sheet = text.replacen(from, to, 1).into_bytes();
    dossier(&files)
}

#[test]
#[ignore = "needs LibreOffice: cargo test -p office --test workbook -- --ignored"]
fn libreoffice_saves_a_form_and_nothing_changes() {
    let dossier = strange();
    let forms = [GATEWAY, PROCESS].map(|about| form_of(&dossier, about));
    let bytes = saved(&workbook(&forms), "libreoffice");
    let sheet = member(&bytes, "xl/worksheets/sheet2.xml");
    for kept in
        ["<sheetProtection sheet=\"true\"", "&quot;met,by-integration,", "<autoFilter", "<conditionalFormatting"]
    {
        assert!(sheet.replace("\"met", "&quot;met").contains(kept), "{kept} survives");
    }
    assert!(member(&bytes, "xl/workbook.xml").contains("name=\"plimsoll\" sheetId=\"7\" state=\"hidden\""));
    for (id, standard) in [GATEWAY, PROCESS] {
        let about = |stamp: &dossier::Stamp| stamp.subject.as_str() == id;
        let (sheet, problems) = read_sheet_about("form.xlsx", &bytes, &about);
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(sheet.stamp().map(|stamp| stamp.subject.as_str()), Some(id), "the stamp is still there");
        let (changes, problems) = import(&dossier, subject(&dossier, id), &edition(standard), &sheet, "emptied");
        assert_eq!((changes, problems), (vec![], vec![]), "{id}");
    }
}
