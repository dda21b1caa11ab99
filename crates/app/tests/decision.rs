//! Does a dossier get a decision that says where its figures come from, and a trace that ends at the evidence?
#![allow(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "tests at the edge: the examples and files of their own"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use app::{
    Asked, Catalogue, DecisionQuestion, DossierQuestion, OpenDossier, ReportsQuestion, decide_dossier, trace_dossier,
};
use document::{Block, Brand};
use model::parse_date;
use report::DecisionResult;

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name)
}

fn question() -> DecisionQuestion {
    DecisionQuestion { draws: 2_000, ..DecisionQuestion::at(parse_date("2026-11-22").expect("a day")) }
}

fn decided(path: &Path, question: &DecisionQuestion) -> DecisionResult {
    let catalogue = Catalogue::compiled();
    let open = OpenDossier::open(&catalogue, path).expect("a dossier opens");
    decide_dossier(&open, question).expect("a decision")
}

/// The gateway with another `decide.toml`; its evidence stays away.
struct Changed(PathBuf);

impl Changed {
    fn new(name: &str, change: impl Fn(&str) -> String) -> Self {
        let root = std::env::temp_dir().join(format!("plimsoll-decision-{}-{name}", std::process::id()));
        let from = example("gateway");
        let text = fs::read_to_string(from.join("decide.toml")).expect("the example states a decision");
        let changed = change(&text);
        assert_ne!(text, changed, "the change must change something");
        for path in [
            "dossier.toml",
            "evidence.toml",
            "products/eg220/product.toml",
            "products/eg220/4-2.csv",
            "products/hgp2/product.toml",
            "products/hgp2/4-2.csv",
            "process/development/process.toml",
            "process/development/4-1.csv",
        ] {
            let to = root.join(path);
            fs::create_dir_all(to.parent().expect("a folder")).expect("a folder of our own");
            fs::copy(from.join(path), to).expect("a file of the example");
        }
        fs::write(root.join("decide.toml"), changed).expect("a file of our own");
        Self(root)
    }
}

impl Drop for Changed {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[test]
fn the_gateway_gets_an_answer_with_its_reasons() {
    let result = decided(&example("gateway"), &question());
    let ids: Vec<&str> = result.rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids, ["reference", "wait", "internal", "process", "product-sl2"]);
    assert!(["one", "open"].contains(&result.answer.kind), "{}", result.sentence);
    assert!(result.sentence.contains("EG-220") && result.sentence.contains("Ask first"), "{}", result.sentence);
    // What is shown today needs no work again: some rows are open, not all.
    assert_eq!(result.plans.len(), 2);
    for row in result.rows.iter().filter(|row| !["reference", "wait"].contains(&row.id.as_str())) {
        assert!(row.money.is_some() && row.cost.is_some() && row.assumed, "{}", row.id);
        let (work_to, commit_to) = (row.work_to.as_ref().expect("P50"), row.commit_to.as_ref().expect("P80"));
        assert!(work_to <= commit_to && work_to.as_str() > "2026-11-22", "{work_to} {commit_to}");
    }
    // Each step moves every attribute at least as far as the one inside it.
    for pair in result.rows[2..].windows(2) {
        assert!(pair[0].moves.iter().zip(&pair[1].moves).all(|(a, b)| a.value <= b.value + 1e-9));
        assert!(pair[0].commit_to <= pair[1].commit_to);
    }
    assert!(result.rows.iter().filter(|row| row.recommended).count() <= 1);
    assert!(result.assumed_inputs.contains(&"cost.process".to_owned()) && result.money_inputs > 20);
    assert!(result.problems.iter().all(|problem| !problem.is_error()), "{:#?}", result.problems);
    assert!(result.law.iter().any(|line| line.contains("NIS2")) && result.law.len() == 2);
    let states: BTreeSet<&str> = result.scenarios.iter().map(|one| one.state).collect();
    assert_eq!(states, BTreeSet::from(["fired", "not-fired", "unknown"]));
}

/// One certificate has one day and one price, whichever page is open.
#[test]
fn plan_and_decision_agree() {
    // Before the day that plan.toml states, and after it, when what is open cannot have begun in the past.
    for day in ["2026-11-22", "2027-06-01"] {
        agree(&example("gateway"), day);
    }
    // Where the process has nothing left to do but its audit.
    let idle = Changed::new("idle", |text| format!("{text}\n"));
    fs::create_dir_all(idle.0.join("evidence")).expect("a folder of our own");
    for file in fs::read_dir(example("gateway/evidence")).expect("evidence") {
        let file = file.expect("a file").path();
        fs::copy(&file, idle.0.join("evidence").join(file.file_name().expect("a name"))).expect("copied");
    }
    let process = idle.0.join("process/development/process.toml");
    let text = fs::read_to_string(&process).expect("a process");
    fs::write(&process, text.replace("target = \"2\"", "target = \"1\"")).expect("written");
    agree(&idle.0, "2026-11-22");
    let result = decided(&idle.0, &question());
    let internal = result.rows.iter().find(|row| row.id == "internal").expect("a row");
    assert!(internal.moves.iter().all(|one| one.value == 0.0), "what is not planned moves nothing");
}

fn agree(root: &Path, day: &str) {
    let catalogue = Catalogue::compiled();
    let open = OpenDossier::open(&catalogue, root).expect("a dossier opens");
    let at = parse_date(day).expect("a day");
    let decision = decide_dossier(&open, &DecisionQuestion::at(at)).expect("a decision");
    let plan = app::plan_dossier(&open, &app::PlanQuestion::new(DossierQuestion::at(at))).expect("a plan");
    let mut cost = 0;
    for (option, part) in [("process", &plan.parts[0]), ("product-sl2", &plan.parts[1])] {
        let row = decision.rows.iter().find(|row| row.id == option).expect("a row");
        let certificate = part.milestones.last().expect("a certificate");
        assert_eq!(row.work_to.as_ref(), Some(&certificate.work_to), "{option}");
        assert_eq!(row.commit_to.as_ref(), Some(&certificate.commit_to), "{option}");
        // The option `process` is the internal programme's work and the fees on top of it.
        cost += part.cost.p50;
        let whole = row.cost.expect("a cost").p50;
        let off = (whole - i64::try_from(cost).expect("an amount")).abs() as f64 / whole as f64;
        assert!(off < 0.03, "{option}: {whole} beside {cost}");
    }
    // The last step alone is one part, so that its price is the same to the cent, but for rounding by years.
    let last = decision.rows.last().expect("a row").step_cost.expect("a price").p50;
    assert!((last - i64::try_from(plan.parts[1].cost.p50).expect("an amount")).abs() <= 5, "{last}");
}

/// What is certified already is part of today: no step prices it, plan and decision have the same days and price for what
/// is left, and what decide.toml says of it is what the next step is measured by.
#[test]
fn a_certificate_that_is_there_is_no_step() {
    let held = Changed::new("held", |text| format!("{text}\n"));
    fs::write(held.0.join("plan.toml"), "[[certificate]]\npart = \"4-1\"\ntarget = 2\nuntil = 2028-05-31\n")
        .expect("written");
    let result = decided(&held.0, &question());
    let ids: Vec<&str> = result.rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(ids, ["reference", "wait", "product-sl2"]);
    let product = &result.rows[2];
    assert_eq!(product.title, "4-1 held, then 4-2 at SL 2");
    assert!(product.money.is_some() && result.unknown.iter().all(|one| !one.blocks_money), "{:#?}", result.unknown);
    assert!(
        result.plans[0].starts_with("4-1: the certificate is there (4-1 at ML 2 until 2028-05-31"),
        "{:?}",
        result.plans
    );
    let (catalogue, day) = (Catalogue::compiled(), parse_date("2026-11-22").expect("a day"));
    let open = OpenDossier::open(&catalogue, &held.0).expect("a dossier opens");
    let plan = app::plan_dossier(&open, &app::PlanQuestion::new(DossierQuestion::at(day))).expect("a plan");
    let certificate = plan.parts[0].milestones.last().expect("a certificate");
    let all = decided(&held.0, &DecisionQuestion::at(day));
    let row = all.rows.last().expect("a row");
    assert_eq!((plan.parts.len(), row.work_to.as_ref()), (1, Some(&certificate.work_to)));
    let (cost, planned) =
        (row.step_cost.expect("a price").p50, i64::try_from(plan.parts[0].cost.p50).expect("an amount"));
    assert!((cost - planned).abs() <= 5, "{cost} beside {planned}");
    // A must that asks for it is met by every row, today's too.
    let must = "\n[[must]]\nid = \"paper\"\ncertificate = \"iec62443-4-1\"\nby = 2026-12-01\nreason = \"r\"\nauthor = \"p1\"\ndate = 2026-11-05\n";
    let demanded = Changed::new("demanded", |text| format!("{text}{must}"));
    let late = |result: &DecisionResult| {
        let out = result.rows.iter().filter(|row| row.must_be_true.iter().any(|words| words.contains("paper")));
        out.map(|row| row.id.clone()).collect::<Vec<_>>()
    };
    assert!(late(&decided(&demanded.0, &question())).contains(&"reference".to_owned()));
    fs::copy(held.0.join("plan.toml"), demanded.0.join("plan.toml")).expect("copied");
    assert_eq!(late(&decided(&demanded.0, &question())), Vec::<String>::new());
}

#[test]
fn what_names_nothing_leaves_the_money_grey() {
    for (name, from, to, asked) in [
        ("option", "internal = [0.02, 0.05, 0.1]", "internall = [0.02, 0.05, 0.1]", "field-incidents.internall"),
        ("payer", "option = \"process\"", "option = \"nope\"", "pay-up-to.nope"),
        ("trigger", "then = \"product-sl2\"", "then = \"nothing\"", "wait.then"),
        ("product", "product = \"eg220\"", "product = \"eg221\"", "plant-operators"),
        ("currency", "currency = \"EUR\"", "currency = \"JPY\"", "currency"),
    ] {
        let changed = Changed::new(name, |text| {
            let text = text.replacen(from, to, 1);
            // What is misspelt is no longer marked as assumed under its old name.
            text.replace("assumed = [\"reduction.internal\", ", "assumed = [")
        });
        let result = decided(&changed.0, &question());
        let unknown = result.unknown.iter().find(|one| one.input == asked);
        assert!(unknown.is_some_and(|one| one.blocks_money), "{name}: {:#?}", result.unknown);
        assert!(result.rows.iter().all(|row| row.money.is_none()), "{name}");
    }
}

/// A budget that cannot be read must not be missed: nothing is decided until it can.
#[test]
fn a_must_that_cannot_be_read_stops_the_decision() {
    let changed = Changed::new("unread", |text| text.replace("budget = 600_000", "budget = -5"));
    let result = decided(&changed.0, &question());
    assert_eq!(result.answer.kind, "not-decidable");
    assert!(result.answer.state.contains(&"decide.toml".to_owned()), "{:?}", result.answer.state);
    assert!(result.problems.iter().any(|problem| problem.is_error()));
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let json = |question: &DecisionQuestion| report::json(&decided(&example("gateway"), question)).expect("JSON");
    let first = json(&question());
    assert_eq!(first, json(&question()));
    assert_ne!(first, json(&DecisionQuestion { seed: 1, ..question() }));
}

#[test]
fn a_skipped_figure_leaves_money_grey_and_never_zero() {
    let skipped = Changed::new("skipped", |text| text.replace("margin = [0.28, 0.34, 0.38]\n", ""));
    let result = decided(&skipped.0, &question());
    assert_eq!(result.answer.kind, "not-decidable");
    assert!(result.answer.state.contains(&"plant-operators.margin".to_owned()), "{:?}", result.answer.state);
    assert!(result.rows.iter().all(|row| row.money.is_none()));
    assert!(result.sentence.contains("plant-operators.margin"), "{}", result.sentence);
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    let wrong = Changed::new("wrong", |text| text.replacen("driver = \"procurement\"", "driver = \"procurment\"", 1));
    let result = decided(&wrong.0, &question());
    let found = result.problems.iter().find(|problem| problem.message.contains("procurment")).expect("a problem");
    assert!(found.file.ends_with("decide.toml") && found.is_error());
    assert_eq!((found.line, found.column), (8, 10));
    assert!(found.hint.contains("procurement"), "{}", found.hint);
}

#[test]
fn a_dossier_without_statements_says_how_to_begin() {
    let catalogue = Catalogue::compiled();
    let open = OpenDossier::open(&catalogue, &example("first-steps")).expect("an example opens");
    let said = decide_dossier(&open, &question()).expect_err("nothing is stated").to_string();
    assert!(said.contains("decide.toml is missing") && said.contains("[[importance]]"), "{said}");
    // The lines that it shows can be read.
    let lines: String =
        said.lines().skip_while(|line| !line.starts_with("currency")).map(|line| format!("{line}\n")).collect();
    let begun = Changed::new("begun", |_| lines.clone());
    let result = decided(&begun.0, &question());
    assert!(result.problems.iter().all(|problem| !problem.is_error()), "{:#?}", result.problems);
    assert_eq!(result.answer.kind, "not-decidable");
}

#[test]
fn a_trace_leads_from_driver_to_evidence_and_back() {
    let catalogue = Catalogue::compiled();
    let open = OpenDossier::open(&catalogue, &example("gateway")).expect("an example opens");
    let all = trace_dossier(&open, &question(), None, None).expect("a trace");
    let known: BTreeSet<&str> = all.nodes.iter().map(|node| node.id.as_str()).collect();
    assert_eq!(known.len(), all.nodes.len(), "a node stands there once");
    assert!(all.links.iter().all(|link| known.contains(link.from.as_str()) && known.contains(link.to.as_str())));
    for layer in all.layers {
        assert!(all.nodes.iter().any(|node| node.layer == layer), "{layer}");
    }
    let lost: BTreeSet<&str> = all.orphans.iter().map(|one| one.layer).collect();
    assert!(lost.contains("requirement") && lost.contains("claim") && lost.contains("evidence"), "{lost:?}");
    // What is reached from a driver reaches it again from below.
    let down = trace_dossier(&open, &question(), Some("liability"), None).expect("a trace");
    assert_eq!(down.from.as_deref(), Some("driver:liability"));
    let piece = down.nodes.iter().find(|node| node.layer == "evidence").expect("evidence below the driver");
    let up = trace_dossier(&open, &question(), None, Some(&piece.id)).expect("a trace");
    assert!(up.nodes.iter().any(|node| node.id == "driver:liability"));
    let several = trace_dossier(&open, &question(), Some("trust"), None).expect_err("two are called so").to_string();
    assert!(several.contains("driver:trust") && several.contains("attribute:trust"), "{several}");
    let nothing =
        trace_dossier(&open, &question(), Some("nobody"), None).expect_err("nothing is called so").to_string();
    assert!(nothing.contains("nobody"), "{nothing}");
}

#[test]
fn the_report_begins_with_the_sentence_and_fits_only_where_a_decision_is_stated() {
    let catalogue = Catalogue::compiled();
    let brand = Brand::plain();
    let report = report::reports::find("decision").expect("a report");
    for (name, documents) in [("gateway", 1), ("first-steps", 0)] {
        let open = OpenDossier::open(&catalogue, &example(name)).expect("an example opens");
        let dossier = DossierQuestion::at(parse_date("2026-11-22").expect("a day"));
        let asked = ReportsQuestion {
            dossier,
            reports: vec![report],
            formats: Vec::new(),
            brand: &brand,
            asked: Asked::default(),
        };
        let mut found = Vec::new();
        app::documents(&open, &asked, |_, document| found.push(document.clone())).expect("documents");
        assert_eq!(found.len(), documents, "{name}");
        let Some(document) = found.first() else { continue };
        assert!(matches!(&document.blocks[0], Block::Callout(callout) if callout.title.contains("EG-220")));
        // The picture and the table of the options stand on the first page, and what they rest on under them.
        assert!(matches!(&document.blocks[1], Block::Figure(_)));
        assert!(matches!(&document.blocks[2], Block::Table(table) if table.rows().count() == 5));
        assert!(matches!(&document.blocks[3], Block::Heading(_)) && matches!(&document.blocks[4], Block::Facts(_)));
    }
}
