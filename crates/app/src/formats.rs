//! In which formats do documents come? One list; the command line, its help and the tests loop over it.

use document::Document;
use dossier::{Form, FormMatter};
use model::Part;
use report::Matter;
use report::reports::Report;

use crate::error::Error;

/// One file, made and not yet written.
pub struct Artefact {
    /// The document's name: files of the same name are one document in several formats.
    pub name: String,
    /// Its path below the folder that was asked for.
    pub path: String,
    /// What it is.
    pub what: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

/// Files by what comes behind a report's name, or by path.
type Files = Vec<(String, Vec<u8>)>;

/// What a format is made from.
#[derive(Clone, Copy)]
pub(crate) enum Made {
    /// One report's document.
    Document(fn(&Document, &Matter<'_>, &Report) -> Result<Files, Error>),
    /// Everything at once; belongs to the report of this id, if to one.
    Matter(Option<&'static str>, fn(&Matter<'_>) -> Result<Files, Error>),
}

/// One format.
pub struct Format {
    /// Its id: `pdf`.
    pub id: &'static str,
    /// What comes of it, in one line.
    pub about: &'static str,
    /// Does it carry what the subject's own files state, as a sheet to fill in?
    pub(crate) own_rows: bool,
    pub(crate) made: Made,
}

/// Every format, in the order in which they are listed.
pub const FORMATS: &[Format] = &[
    Format {
        id: "html",
        about: "one self-contained page, for reading on a screen",
        own_rows: false,
        made: Made::Document(|document, _, _| {
            let page = render::html_with(document, &figures::dark_css(document.brand.accent));
            Ok(vec![(".html".to_owned(), page.into_bytes())])
        }),
    },
    Format {
        id: "pdf",
        about: "PDF/A-2a and PDF/UA-1, for sending and archiving",
        own_rows: false,
        made: Made::Document(|document, _, _| {
            let pdf = report_pdf::pdf(document).map_err(|error| Error::Report(error.to_string()))?;
            Ok(vec![(".pdf".to_owned(), pdf)])
        }),
    },
    Format {
        id: "docx",
        about: "Word, for editing",
        own_rows: false,
        made: Made::Document(|document, _, _| {
            let docx = office::docx(document, &png).map_err(|error| Error::Report(error.to_string()))?;
            Ok(vec![(".docx".to_owned(), docx)])
        }),
    },
    Format {
        id: "xlsx",
        about: "Excel: the tables and, for the assessment report, the sheet that both sides fill in and `import` reads",
        own_rows: true,
        made: Made::Document(|document, matter, report| {
            let forms = forms(matter, report);
            let xlsx = office::xlsx(document, &forms, &small_png).map_err(|error| Error::Report(error.to_string()))?;
            Ok(vec![(".xlsx".to_owned(), xlsx)])
        }),
    },
    Format {
        id: "csv",
        about: "one CSV file a table",
        own_rows: false,
        made: Made::Document(|document, _, _| {
            let tables =
                render::csv(document).into_iter().map(|(name, text)| (format!("-csv/{name}.csv"), text.into_bytes()));
            Ok(tables.collect())
        }),
    },
    Format {
        id: "md",
        about: "Markdown, for repositories and wikis",
        own_rows: false,
        made: Made::Document(|document, _, _| Ok(vec![(".md".to_owned(), render::markdown(document).into_bytes())])),
    },
    Format {
        id: "oscal",
        about: "OSCAL 1.2.1 JSON: catalogues, profiles, component definition, assessment plan, results, POA&M",
        own_rows: true,
        made: Made::Matter(None, |matter| {
            let files = oscal::package(matter).into_iter();
            Ok(files.map(|(name, text)| (format!("oscal/{name}"), text.into_bytes())).collect())
        }),
    },
    Format {
        id: "sarif",
        about: "SARIF 2.1.0: the gaps, for code scanning in CI",
        own_rows: false,
        made: Made::Matter(Some("gaps"), |matter| {
            Ok(vec![("gaps.sarif".to_owned(), report::sarif(matter).into_bytes())])
        }),
    },
    Format {
        id: "junit",
        about: "JUnit XML: a test for each requirement, for CI servers",
        own_rows: false,
        made: Made::Matter(Some("gaps"), |matter| {
            let xml = report::junit(matter).map_err(|error| Error::Report(error.to_string()))?;
            Ok(vec![("gaps.junit.xml".to_owned(), xml.into_bytes())])
        }),
    },
    Format {
        id: "ics",
        about: "iCalendar: the milestones of the plan, on the days to commit to",
        own_rows: false,
        made: Made::Matter(Some("plan"), |matter| {
            let plan = matter.plan.into_iter();
            Ok(plan.map(|plan| ("plan.ics".to_owned(), report::ical(plan).into_bytes())).collect())
        }),
    },
];

/// A picture as PNG at twice its size, for formats that do not take SVG.
fn png(picture: &document::Picture) -> Option<Vec<u8>> {
    figures::png(picture, 2.0).ok()
}

/// The same for the summary of a workbook, which shows it smaller.
fn small_png(picture: &document::Picture) -> Option<Vec<u8>> {
    figures::png(picture, 1.5).ok()
}

/// The sheets that people fill in; only the assessment report carries them.
fn forms(matter: &Matter<'_>, report: &Report) -> Vec<Form> {
    if report.id != "assessment" {
        return Vec::new();
    }
    matter.cases.iter().map(form).collect()
}

/// The sheet of one case, with what to know beside a row: what a platform lends it, and why it is open.
fn form(case: &report::Case<'_>) -> Form {
    let assessment = &case.assessment;
    let concerned: Vec<usize> = assessment.standings.iter().map(|standing| standing.requirement).collect();
    let mut notes: Vec<(usize, Option<Part>, String)> = Vec::new();
    for standing in &assessment.standings {
        let lent = standing.rows.iter().filter(|row| !row.notes().is_empty());
        notes.extend(lent.map(|row| (standing.requirement, row.part.clone(), row.notes().join("; "))));
    }
    for gap in &assessment.gaps {
        let part = gap.why.row().and_then(|row| row.part.clone());
        notes.push((gap.requirement, part, format!("open: {}", gap.why)));
    }
    dossier::form(FormMatter {
        subject: case.subject,
        edition: assessment.edition,
        own_rows: case.own_rows,
        concerned: &concerned,
        words: case.words,
        notes: &notes,
    })
}
