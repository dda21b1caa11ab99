//! Is what comes out a PDF for archives and screen readers, and always the same one?

use report_pdf::{Error, pdf};

use crate::{hostile, sample};

fn contains(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

#[test]
fn it_says_what_it_is_and_is_the_same_every_time() {
    let document = hostile::everything("An \"honest\" <report> & 报告");
    let bytes = pdf(&document).unwrap();
    assert!(bytes.starts_with(b"%PDF-1.7"));
    // The metadata of an archived file stand in it as they are.
    for said in [
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
        "<pdfuaid:part>1</pdfuaid:part>",
        "An &quot;honest&quot; &lt;report&gt; &amp; 报告",
        "Harrow Controls Ltd",
        "plimsoll 0.1.0",
        "2026-11-22",
    ] {
        assert!(contains(&bytes, said), "{said}");
    }
    assert_eq!(bytes, pdf(&document).unwrap());
}

#[test]
fn what_cannot_be_written_is_said_and_does_no_harm_to_the_next() {
    let mut document = sample::document("Assessment report");
    for wrong in ["", "2026-11", "2026-02-30", "22.11.2026", "2026-11-22-1", "+026-11-22"] {
        document.date = wrong.into();
        assert_eq!(pdf(&document), Err(Error::Date(wrong.into())));
    }
    document.date = "2026-11-22".into();
    let before = pdf(&document).unwrap();
    let mut broken = document.clone();
    let mut picture = sample::chart("EG-220", 300);
    picture.svg = "<svg>".into();
    broken.figure("broken", "A picture that is none", picture);
    assert!(matches!(pdf(&broken), Err(Error::Setting(_))));
    assert_eq!(before, pdf(&document).unwrap());
}

#[test]
fn an_empty_document_is_one_too() {
    let empty = document::Document { date: "2026-11-22".into(), ..Default::default() };
    assert!(pdf(&empty).is_ok());
    assert!(pdf(&document::Document { contents: true, ..empty }).is_ok());
}
