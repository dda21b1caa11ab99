//! Does exactly what somebody edited in a form come back?

use dossier::{Dossier, Files, Form, Sheet, import, read_sheet, read_sheet_about};
use model::{Change, EditionKey, Key, Problem, StandardId, Statement, Status, Verdict};

use crate::given::{FILES, GATEWAY, PROCESS, dossier, edition, form_of, forms, subject, workbook};

const ABOUT: [(&str, &str); 2] = [GATEWAY, PROCESS];

/// What importing a workbook for a subject and standard would change in a dossier.
fn imported(dossier: &Dossier, (id, standard): (&str, &str), bytes: &[u8]) -> (Vec<Change>, Vec<String>) {
    let edition = edition(standard);
    let about = |stamp: &dossier::Stamp| stamp.subject.as_str() == id && stamp.edition == edition.head.key;
    let (sheet, problems) = read_sheet_about("b.xlsx", bytes, &about);
    taken(dossier, (id, standard), &sheet, problems)
}

fn taken(
    dossier: &Dossier,
    (id, standard): (&str, &str),
    sheet: &Sheet,
    mut problems: Vec<Problem>,
) -> (Vec<Change>, Vec<String>) {
    let (changes, more) = import(dossier, subject(dossier, id), &edition(standard), sheet, "emptied");
    problems.extend(more);
    (changes, problems.iter().map(ToString::to_string).collect())
}

/// The gateway's dossier with one of its sheets changed by hand.
fn moved_on(file: &str, from: &str, to: &str) -> Dossier {
    let mut files: Files = FILES.clone();
    let bytes = files.get_mut(file).expect("the file");
    let text = String::from_utf8(bytes.clone()).unwrap();
    assert!(text.contains(from), "{file} has {from}");
    *bytes = text.replacen(from, to, 1).into_bytes();
    dossier(&files)
}

fn column(form: &Form, name: &str) -> usize {
    form.columns.iter().position(|column| column.name == name).unwrap()
}

fn row(form: &Form, id: &str) -> usize {
    form.rows.iter().position(|cells| cells[0] == id && cells[column(form, "part")].is_empty()).unwrap()
}

#[test]
fn a_form_that_nobody_edited_changes_nothing() {
    let dossier = dossier(&FILES);
    let forms = forms();
    let bytes = workbook(&forms);
    for (form, about) in forms.iter().zip(ABOUT) {
        assert!(form.rows.len() > 30 && form.rows.len() == form.stamp.rows.len(), "{}", form.rows.len());
        assert_eq!(imported(&dossier, about, &bytes), (vec![], vec![]), "{about:?}");
        let (sheet, problems) = read_sheet("form.csv", form.csv().as_bytes());
        assert_eq!(taken(&dossier, about, &sheet, problems), (vec![], vec![]), "{about:?} as CSV");
    }
}

#[test]
fn exactly_the_edited_cells_come_back() {
    let dossier = dossier(&FILES);
    let mut forms = forms();
    let at = |form: &Form, id: &str, name: &str| (row(form, id), column(form, name));
    for (id, name, text) in [
        ("CR 1.1 RE(2)", "status", "  Met "),
        ("CR 1.2", "statement", "-x, +y, @z and \"quotes\"\nin two lines, _x0041_, 中文, 🚢"),
        ("CR 1.3", "remark", "looked at"),
        ("CR 1.4", "date", "2026-10-01"),
    ] {
        let (row, column) = at(&forms[0], id, name);
        assert_ne!(forms[0].rows[row][column], text);
        forms[0].rows[row][column] = text.to_owned();
    }
    // A row for a part that the form does not list.
    let mut new = vec![String::new(); forms[0].columns.len()];
    for (name, text) in [("requirement", "cr 1.5"), ("part", "bootloader"), ("status", "partly")] {
        new[column(&forms[0], name)] = text.to_owned();
    }
    forms[0].rows.push(new);
    let (changes, problems) = imported(&dossier, GATEWAY, &workbook(&forms));
    assert_eq!(problems, Vec::<String>::new());
    let words: Vec<String> = changes.iter().map(|change| change.key().to_string()).collect();
    assert_eq!(changes.len(), 5, "{words:?}");
    for change in changes {
        let old = dossier.book.entry(&change.key()).and_then(|entry| entry.statement()).cloned();
        let Change::State(new) = change else { panic!("{change:?}") };
        match (old, new) {
            (Some(Statement::Claim(id, old)), Statement::Claim(_, new)) if id.requirement.as_str() == "CR 1.2" => {
                let statement = "-x, +y, @z and \"quotes\"\nin two lines, _x0041_, 中文, 🚢".to_owned();
                assert_eq!(new, model::Claim { statement, ..old });
            }
            (Some(Statement::Claim(_, old)), Statement::Claim(_, new)) => {
                assert_eq!(new, model::Claim { status: Some(Status::Met), ..old });
            }
            (Some(Statement::Verdict(id, old)), Statement::Verdict(_, new)) if id.requirement.as_str() == "CR 1.3" => {
                assert_eq!(new, model::Evaluation { remark: "looked at".to_owned(), ..old });
            }
            (Some(Statement::Verdict(_, old)), Statement::Verdict(_, new)) => {
                assert_eq!(new, model::Evaluation { date: model::parse_date("2026-10-01"), ..old });
            }
            (None, Statement::Claim(id, new)) => {
                assert_eq!((id.requirement.as_str(), new.status), ("CR 1.5", Some(Status::Partly)));
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn levels_and_marks_of_a_process_come_back() {
    let dossier = dossier(&FILES);
    let mut forms = forms();
    let (level, mark, verdict) =
        (column(&forms[1], "maturity"), column(&forms[1], "measured"), column(&forms[1], "verdict"));
    let (evaluator, date) = (column(&forms[1], "evaluator"), column(&forms[1], "date"));
    let cells = &mut forms[1].rows[0];
    (cells[evaluator], cells[date]) = ("p4".to_owned(), "2026-10-09".to_owned());
    let other = |text: &str, one: &str, two: &str| if text == one { two.to_owned() } else { one.to_owned() };
    cells[level] = other(&cells[level], "4", "1");
    cells[mark] = other(&cells[mark], "yes", "no");
    cells[verdict] = other(&cells[verdict], "ML4", "ML0");
    let wanted = (cells[level].clone(), cells[mark].clone(), cells[verdict].clone());
    let (changes, problems) = imported(&dossier, PROCESS, &workbook(&forms));
    assert_eq!((changes.len(), problems), (2, vec![]));
    let [Change::State(Statement::Claim(_, claim)), Change::State(Statement::Verdict(_, verdict))] = changes.as_slice()
    else {
        panic!("{changes:?}")
    };
    let got = (
        claim.maturity.unwrap().number().to_string(),
        claim.marks.get(model::Trait::Measured).unwrap().id().to_owned(),
        format!("ML{}", verdict.maturity.unwrap().number()),
    );
    assert_eq!(got, wanted);
}

#[test]
fn strange_texts_go_out_and_come_back_unedited() {
    for text in [
        "two  blanks, a\ttab, no\u{a0}break, _x000D_ and _x0041_ & <b>, 'quoted', \u{feff}mark, Ελλάδα 中文 🚢",
        "line\u{2028}separator, next\u{85}line, vertical\u{b}tab, form\u{c}feed",
        "no character \u{fffe}\u{ffff} of XML",
        "line ends of one kind\r\nand of another\nand of a third\rkind",
        &"🚢".repeat(20_000),
    ] {
        let text = format!("\"{text}\"");
        let now = moved_on(
            "products/eg220/4-2.csv",
            "Web pages and SSH can demand a time-based one-time code as second factor; the X4 console and OPC UA user tokens still accept the password alone. Backlog item EG-2190 covers both.",
            &text,
        );
        let mut form = form_of(&now, GATEWAY);
        let start: String = text.chars().take(60).collect();
        assert!(form.rows.iter().all(|cells| cells.iter().all(|cell| cell.encode_utf16().count() <= 32_767)));
        assert_eq!(imported(&now, GATEWAY, &workbook(&[form.clone()])), (vec![], vec![]), "{start}");
        let (id, status) = (row(&form, "CR 1.1 RE(2)"), column(&form, "status"));
        form.rows[id][status] = "met".to_owned();
        let (changes, problems) = imported(&now, GATEWAY, &workbook(&[form.clone()]));
        if form.rows[id][column(&form, "statement")].starts_with("[cut") || text.contains('\u{fffe}') {
            // What a cell cannot hold does not come back by way of it.
            assert!(changes.is_empty() && problems.len() == 1, "{start}: {problems:?}");
            continue;
        }
        let Some(Statement::Claim(_, old)) = says(&now, "CR 1.1 RE(2)") else { panic!() };
        let [Change::State(Statement::Claim(_, new))] = changes.as_slice() else { panic!("{start}: {problems:?}") };
        assert_eq!(*new, model::Claim { status: Some(Status::Met), ..old }, "{start}");
    }
}

fn says(dossier: &Dossier, requirement: &str) -> Option<Statement> {
    let mut all = dossier.book.statements().map(|(one, _)| one);
    let of = |one: &&Statement| matches!(one, Statement::Claim(id, _) if id.requirement.as_str() == requirement && id.subject.as_str() == GATEWAY.0);
    all.find(of).cloned()
}

#[test]
fn a_number_that_a_program_made_of_a_word_is_the_same_word() {
    let dossier = dossier(&FILES);
    let mut forms = forms();
    let level = column(&forms[1], "maturity");
    forms[1].rows[0][level] = "2".to_owned();
    let cell = format!("<c r=\"{}2\"", rust_xlsxwriter::utility::column_number_to_name(u16::try_from(level).unwrap()));
    let bytes = crate::looks::changed(&workbook(&forms), "xl/worksheets/sheet3.xml", |text| {
        let text = String::from_utf8(text.to_vec()).unwrap();
        let (before, rest) = text.split_once(&cell).expect("the cell");
        let (_, after) = rest.split_once("</c>").unwrap();
        format!("{before}{cell}><v>2.0</v></c>{after}").into_bytes()
    });
    let (changes, problems) = imported(&dossier, PROCESS, &bytes);
    assert_eq!(problems, Vec::<String>::new());
    let [Change::State(Statement::Claim(_, claim))] = changes.as_slice() else { panic!("{changes:?}") };
    assert_eq!(claim.maturity, model::MaturityLevel::new(2));
}

#[test]
fn what_only_went_stale_is_not_taken_back() {
    // Since the form was made, somebody stated CR 1.1 RE(2) anew.
    let now =
        moved_on("products/eg220/4-2.csv", "accept the password alone.", "accept the password alone (until 3.5).");
    assert_eq!(imported(&now, GATEWAY, &workbook(&forms())), (vec![], vec![]));
    // An edit elsewhere comes through, and the stale row stays as it is in the dossier.
    let mut forms = forms();
    let (id, verdict) = (row(&forms[0], "CR 1.2"), column(&forms[0], "verdict"));
    forms[0].rows[id][verdict] = "fail".to_owned();
    let (changes, problems) = imported(&now, GATEWAY, &workbook(&forms));
    assert_eq!(problems, Vec::<String>::new());
    let [Change::State(Statement::Verdict(id, new))] = changes.as_slice() else { panic!("{changes:?}") };
    assert_eq!((id.requirement.as_str(), new.verdict), ("CR 1.2", Some(Verdict::Fail)));
}

#[test]
fn a_side_that_was_edited_on_both_ends_is_a_problem_and_stays() {
    let now =
        moved_on("products/eg220/4-2.csv", "accept the password alone.", "accept the password alone (until 3.5).");
    let mut forms = forms();
    let (id, status) = (row(&forms[0], "CR 1.1 RE(2)"), column(&forms[0], "status"));
    forms[0].rows[id][status] = "met".to_owned();
    let (changes, problems) = imported(&now, GATEWAY, &workbook(&forms));
    assert_eq!(changes, vec![]);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(problems[0].contains("error: CR 1.1 RE(2): the applicant's side was edited here"), "{problems:?}");
    // Its other side is nobody's conflict, and the same edit on both ends is none either.
    forms[0] = form_of(&dossier(&FILES), GATEWAY);
    let statement = column(&forms[0], "statement");
    let text = &mut forms[0].rows[id][statement];
    *text = text.replace("accept the password alone.", "accept the password alone (until 3.5).");
    let remark = column(&forms[0], "remark");
    forms[0].rows[id][remark] = "seen".to_owned();
    let (changes, problems) = imported(&now, GATEWAY, &workbook(&forms));
    assert_eq!(problems, Vec::<String>::new());
    assert!(matches!(changes.as_slice(), [Change::State(Statement::Verdict(..))]), "{changes:?}");
}

#[test]
fn a_row_that_both_ends_added_is_a_problem() {
    let forms = {
        let mut forms = forms();
        let mut new = vec![String::new(); forms[0].columns.len()];
        for (name, text) in [("requirement", "CR 1.5"), ("part", "bootloader"), ("status", "partly")] {
            new[column(&forms[0], name)] = text.to_owned();
        }
        forms[0].rows.push(new);
        forms
    };
    let now =
        moved_on("products/eg220/4-2.csv", "CR 1.7,", "CR 1.5,Authenticator management,1,bootloader,met,,\r\nCR 1.7,");
    let (changes, problems) = imported(&now, GATEWAY, &workbook(&forms));
    assert_eq!(changes, vec![]);
    assert!(problems.iter().any(|one| one.contains("CR 1.5 (bootloader): the applicant's side")), "{problems:?}");
}

#[test]
fn an_emptied_row_is_a_withdrawal_and_a_missing_column_is_none() {
    let dossier = dossier(&FILES);
    let mut forms = forms();
    let id = row(&forms[0], "CR 1.1");
    for name in ["status", "statement", "evidence"] {
        let column = column(&forms[0], name);
        forms[0].rows[id][column].clear();
    }
    // Somebody deleted a column of each side.
    for name in ["method", "evidence"] {
        let column = column(&forms[0], name);
        forms[0].columns.remove(column);
        forms[0].rows.iter_mut().for_each(|cells| drop(cells.remove(column)));
    }
    let (changes, problems) = imported(&dossier, GATEWAY, &workbook(&forms));
    assert_eq!(problems, Vec::<String>::new());
    let [Change::State(Statement::Claim(_, left))] = changes.as_slice() else { panic!("{changes:?}") };
    assert_eq!((left.status, left.statement.as_str(), left.evidence.is_empty()), (None, "", false));
    let mut forms = self::forms();
    for name in ["status", "statement", "evidence"] {
        let column = column(&forms[0], name);
        forms[0].rows[id][column].clear();
    }
    let (changes, _) = imported(&dossier, GATEWAY, &workbook(&forms));
    assert!(matches!(changes.as_slice(), [Change::Withdraw(Key::Claim(_), _)]), "{changes:?}");
}

#[test]
fn a_form_of_another_subject_or_edition_is_refused() {
    let dossier = dossier(&FILES);
    let refused = |change: fn(&mut Form), words: &str| {
        let mut forms = forms();
        change(&mut forms[0]);
        let status = column(&forms[0], "status");
        forms[0].rows[5][status] = "met".to_owned();
        let (sheet, problems) = read_sheet("b.xlsx", &workbook(&forms[..1]));
        let (changes, problems) = taken(&dossier, GATEWAY, &sheet, problems);
        assert_eq!(changes, vec![]);
        assert!(problems.len() == 1 && problems[0].contains("error: this workbook was made for"), "{problems:?}");
        assert!(problems[0].contains(words), "{problems:?}");
    };
    refused(
        |form| form.stamp.subject = model::SubjectId::new("products/hgp2"),
        "products/hgp2, not for products/eg220",
    );
    refused(
        |form| form.stamp.edition = EditionKey { standard: StandardId::new("iec62443-4-2"), edition: "2029".into() },
        "iec62443-4-2@2029, not for iec62443-4-2@2019",
    );
    refused(|form| form.stamp.edition_digest = "sha256:00".to_owned(), "as sha256:00, and here it is sha256:");
}

#[test]
fn of_several_forms_the_wanted_one_is_read() {
    let forms = forms();
    let bytes = workbook(&forms);
    let (sheet, problems) = read_sheet("b.xlsx", &bytes);
    assert_eq!((sheet.wanted().len(), problems.len()), (2, 1), "{problems:?}");
    assert!(problems[0].message.contains("holds 2 forms; \"4-2\" is read"), "{problems:?}");
    let (sheet, _) = read_sheet_about("b.xlsx", &bytes, &|stamp| stamp.subject.as_str() == PROCESS.0);
    assert_eq!(sheet.wanted().len(), 1);
    assert!(sheet.has("maturity") && sheet.stamp().is_some_and(|stamp| stamp.subject.as_str() == PROCESS.0));
    // A worksheet under a new name: of several nobody knows which it was, a single one stays what it is.
    let renamed = |forms: &[Form]| {
        let text = |text: &[u8]| {
            String::from_utf8(text.to_vec()).unwrap().replace("name=\"4-1\"", "name=\"mine\"").into_bytes()
        };
        crate::looks::changed(&workbook(forms), "xl/workbook.xml", text)
    };
    let (_, problems) = read_sheet_about("b.xlsx", &renamed(&forms), &|stamp| stamp.subject.as_str() == PROCESS.0);
    assert!(problems.iter().any(|one| one.message.contains("the worksheet \"4-1\" is gone or hidden")), "{problems:?}");
    let (sheet, problems) = read_sheet("b.xlsx", &renamed(&forms[1..]));
    assert!(problems.is_empty() && sheet.stamp().is_some(), "{problems:?}");
}

#[test]
fn a_damaged_stamp_is_a_problem_and_a_missing_one_a_sheet_like_any() {
    let dossier = dossier(&FILES);
    let forms = forms();
    let stamped = |from: &str, to: &str| {
        let text = |text: &[u8]| {
            let text = String::from_utf8(text.to_vec()).unwrap();
            assert!(text.contains(from), "{from}");
            text.replacen(from, to, 1).into_bytes()
        };
        crate::looks::changed(&workbook(&forms[..1]), "xl/sharedStrings.xml", text)
    };
    let digest = forms[0].stamp.rows[3].applicant.to_string();
    let count = format!("<t>{}</t>", forms[0].rows.len());
    for (from, to, words) in [
        ("plimsoll.form/1", "plimsoll.form/2", "its shape is \"plimsoll.form/2\""),
        (digest.as_str(), "nonsense", "no digest is \"nonsense\""),
        (count.as_str(), "<t>7</t>", "announces 7 rows"),
        (count.as_str(), "<t>99999999999999999999999</t>", "no count of rows"),
        ("<t>iec62443-4-2@2019</t>", "<t>@</t>", "no edition is \"@\""),
    ] {
        // The edition is a property of the document too; what stands first in the strings is not always the stamp's.
        let bytes = stamped(from, to);
        let (changes, problems) = imported(&dossier, GATEWAY, &bytes);
        assert!(problems.iter().any(|one| one.contains(words) && one.contains("error")), "{from}: {problems:?}");
        assert_eq!(changes, vec![], "{from}");
    }
    let bare = stamped("plimsoll.form/1", "something else");
    let (changes, problems) = imported(&dossier, GATEWAY, &bare);
    assert_eq!(changes, vec![]);
    assert!(problems.iter().all(|one| !one.contains("error")), "{problems:?}");
}

#[test]
fn no_damage_of_the_hidden_worksheet_makes_it_fall_over() {
    let dossier = dossier(&FILES);
    let mut form = forms().remove(0);
    form.rows.truncate(6);
    form.stamp.rows.truncate(6);
    let bytes = workbook(&[form]);
    let hidden = "xl/worksheets/sheet6.xml";
    for step in 0..60 {
        let damaged = crate::looks::changed(&bytes, hidden, |text| {
            let mut text = text.to_vec();
            let at = 200 + step * 37 % (text.len() - 200);
            text[at] = b"<>\"x9 &"[step % 7];
            text
        });
        imported(&dossier, GATEWAY, &damaged);
    }
}

#[test]
fn every_part_stays_xml_whatever_titles_hold() {
    use std::io::Read as _;
    let dossier = dossier(&FILES);
    let mut form = form_of(&dossier, GATEWAY);
    form.title = "EG\u{1b}]0;x\u{7}\u{0}\u{fffe} & <b>\"".to_owned();
    let mut document = crate::given::document();
    document.title = form.title.clone();
    document.author = form.title.clone();
    document.brand.footer = form.title.clone();
    document.properties.push((form.title.clone(), form.title.clone()));
    let bytes = office::xlsx(&document, &[form], &|_| None).unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    for at in 0..archive.len() {
        let mut member = archive.by_index(at).unwrap();
        let (name, mut text) = (member.name().unwrap().into_owned(), String::new());
        if (name.ends_with(".xml") || name.ends_with(".rels")) && member.read_to_string(&mut text).is_ok() {
            roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }
}
