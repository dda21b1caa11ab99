//! Does a form survive another spreadsheet program?
#![allow(clippy::disallowed_methods, reason = "this test runs a program on files")]

use std::fs;
use std::path::Path;
use std::process::Command;

use dossier::{import, read_sheet_about};

use crate::given::{FILES, GATEWAY, PROCESS, dossier, edition, forms, subject, workbook};
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

#[test]
#[ignore = "needs LibreOffice: cargo test -p office --test workbook -- --ignored"]
fn libreoffice_saves_a_form_and_nothing_changes() {
    let bytes = saved(&workbook(&forms()), "libreoffice");
    let sheet = member(&bytes, "xl/worksheets/sheet2.xml");
    for kept in
        ["<sheetProtection sheet=\"true\"", "&quot;met,by-integration,", "<autoFilter", "<conditionalFormatting"]
    {
        assert!(sheet.replace("\"met", "&quot;met").contains(kept), "{kept} survives");
    }
    assert!(member(&bytes, "xl/workbook.xml").contains("name=\"plimsoll\" sheetId=\"7\" state=\"hidden\""));
    let dossier = dossier(&FILES);
    for (id, standard) in [GATEWAY, PROCESS] {
        let about = |stamp: &dossier::Stamp| stamp.subject.as_str() == id;
        let (sheet, problems) = read_sheet_about("form.xlsx", &bytes, &about);
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(sheet.stamp().map(|stamp| stamp.subject.as_str()), Some(id), "the stamp is still there");
        let (changes, problems) = import(&dossier, subject(&dossier, id), &edition(standard), &sheet, "emptied");
        assert_eq!((changes, problems), (vec![], vec![]), "{id}");
    }
}
