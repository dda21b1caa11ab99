//! Is every kind of picture drawn from what it says, and does a wrong question get a clear answer?
#![allow(clippy::expect_used, reason = "a test may stop at the first surprise")]

use std::path::{Path, PathBuf};

use app::{Catalogue, DossierQuestion, Error, FIGURES, FigureKind, OpenDossier, PictureQuestion, picture};
use document::{Block, Brand, Document, Picture};
use model::{Basis, parse_date};

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name)
}

fn kind(id: &str) -> &'static FigureKind {
    FIGURES.iter().find(|kind| kind.id == id).expect("a kind")
}

fn dossier() -> DossierQuestion {
    DossierQuestion::at(parse_date("2026-11-22").expect("a day"))
}

fn drawn(example_name: &str, kind: &'static FigureKind, dossier: DossierQuestion) -> Result<Picture, Error> {
    let catalogue = Catalogue::compiled();
    let open = OpenDossier::open(&catalogue, &example(example_name)).expect("an example opens");
    picture(&open, &PictureQuestion { dossier, kind, since: None, dark: false, brand: &Brand::plain() })
}

fn refused(example_name: &str, kind: &'static FigureKind, dossier: DossierQuestion) -> String {
    drawn(example_name, kind, dossier).expect_err("nothing to draw").to_string()
}

#[test]
fn every_kind_of_a_plan_or_a_decision_is_drawn_of_the_gateway() {
    for id in ["gantt", "decision", "trace", "value"] {
        let picture = drawn("gateway", kind(id), dossier()).expect("a picture");
        assert!(picture.svg.starts_with("<svg ") && picture.description.len() > 40, "{id}");
        assert_eq!(Ok(picture), drawn("gateway", kind(id), dossier()).map_err(|_| ()), "{id}: the same bytes");
    }
    let value = drawn("gateway", kind("value"), dossier()).expect("a picture");
    assert!(value.description.contains("a count, no trend") && !value.description.contains("because"));
    let trace = drawn("gateway", kind("trace"), dossier()).expect("a picture");
    assert!(!trace.svg.contains("examples/gateway"), "names do not depend on where the dossier lies");
}

#[test]
fn a_kind_refuses_what_it_is_not_drawn_from() {
    for id in ["decision", "trace", "value"] {
        let said = refused("first-steps", kind(id), dossier());
        assert!(said.contains("decide.toml is missing"), "{id}: {said}");
        let standard = Some("iec62443-4-2".to_owned());
        let said = refused("gateway", kind(id), DossierQuestion { standard, basis: Basis::Claimed, ..dossier() });
        assert!(said.contains(&format!("\"{id}\" takes no --standard, --basis")), "{said}");
        assert!(said.contains("decide.toml"), "{said}");
    }
    let catalogue = Catalogue::compiled();
    let open = OpenDossier::open(&catalogue, &example("gateway")).expect("an example opens");
    let brand = Brand::plain();
    for kind in FIGURES.iter().filter(|kind| kind.id != "changes") {
        let since = parse_date("2026-01-01");
        let asked = PictureQuestion { dossier: dossier(), kind, since, dark: false, brand: &brand };
        let said = picture(&open, &asked).expect_err("only changes look back").to_string();
        assert!(said.contains("takes no --since"), "{}: {said}", kind.id);
    }
}

#[test]
fn the_report_of_the_trace_draws_it_and_names_every_orphan_and_link() {
    let catalogue = Catalogue::compiled();
    let brand = Brand::plain();
    let report = report::reports::find("trace").expect("a report");
    for (name, count) in [("gateway", 1), ("first-steps", 0)] {
        let open = OpenDossier::open(&catalogue, &example(name)).expect("an example opens");
        let asked = app::ReportsQuestion {
            dossier: dossier(),
            reports: vec![report],
            formats: Vec::new(),
            brand: &brand,
            asked: app::Asked::default(),
        };
        let mut found: Vec<Document> = Vec::new();
        app::documents(&open, &asked, |_, document| found.push(document.clone())).expect("documents");
        assert_eq!(found.len(), count, "{name}");
        let Some(document) = found.first() else { continue };
        assert!(document.blocks.iter().any(|block| matches!(block, Block::Figure(_))));
        let question = app::DecisionQuestion::at(dossier().at);
        let trace = app::trace_dossier(&open, &question, None, None).expect("a trace");
        let rows = |anchor: &str| -> usize {
            document.tables().filter(|table| table.anchor.starts_with(anchor)).map(|table| table.rows().count()).sum()
        };
        // Orphans stand together by reason, each by its name.
        let words = document.tables().filter(|table| table.anchor == "orphans").map(|table| format!("{table:?}"));
        let words: String = words.collect();
        assert!(!trace.orphans.is_empty() && rows("orphans") > 0);
        for one in &trace.orphans {
            let name = one.id.split_once(':').map_or(one.id.as_str(), |(_, name)| name);
            assert!(words.contains(name), "{name} is not named");
        }
        assert_eq!(rows("links-"), trace.links.len());
        assert_eq!(rows("matrix"), trace.nodes.iter().filter(|node| node.layer == "objective").count());
        let inside = |node: &report::TraceNodeResult| !node.name.contains("examples/");
        assert!(trace.nodes.iter().all(inside), "names do not depend on where the dossier lies");
    }
}
