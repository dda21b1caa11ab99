//! Which small library and which cases do the tests share? The worked examples' own, not the program's data.

use std::collections::BTreeSet;

use catalogue::Files;
use decide::{Draws, Inputs, Item, Library, OptionPlan, Range, Situation, Uncertain};
use model::{Date, RequirementId, StandardId, parse_date};

pub(crate) const PROCESS: &str = "iec62443-4-1";
pub(crate) const PRODUCT: &str = "iec62443-4-2";
pub(crate) const TEN_THOUSAND: Draws = Draws { seed: 7, count: 10_000 };

const DRIVERS: &str = r#"
[[driver]]
id = "procurement"
title = "Procurement"
question = "How much?"
owns = "Revenue that asks"
[[driver]]
id = "liability"
title = "Liability"
question = "How much?"
owns = "Incidents"
"#;

const ATTRIBUTES: &str = r#"
[[attribute]]
id = "trust"
short = "TA"
title = "Trust and assurance"
about = "x"
[[attribute]]
id = "integrity"
short = "IN"
title = "Integrity"
about = "x"
[[attribute]]
id = "compliance"
short = "CG"
title = "Compliance and governance"
about = "x"
"#;

const LINKS: &str = "driver,attribute,strength,reason
procurement,trust,3,asks for proof
procurement,compliance,2,asks for certificates
liability,trust,1,care must be shown
liability,integrity,3,damage comes from changes
";

const OPTIONS: &str = r#"
[[option]]
id = "internal"
title = "Internal programme"
about = "x"
[[option]]
id = "process"
title = "4-1"
about = "x"
contains = "internal"
certificates = ["iec62443-4-1"]
[[option]]
id = "both"
title = "4-1 then 4-2"
about = "x"
contains = "process"
certificates = ["iec62443-4-2"]
per_product = true
"#;

fn objective(id: &str, direction: &str, counts: &str, closable: &str, baseline: f64, items: &str) -> String {
    format!(
        r#"
[[objective]]
id = "{id}"
title = "x"
definition = "x"
unit = "x"
direction = "{direction}"
measured = "x"
evidence = "x"
counts = "{counts}"
closable = {closable}
closable_because = "x"
typical_baseline = {baseline}
baseline_source = "assumption"
{items}
"#
    )
}

/// The library of tests A and B, with scenarios if wanted.
pub(crate) fn library_with(facts: &str, scenarios: &[(&str, &str)]) -> (Library, Vec<model::Problem>) {
    let fix = objective(
        "fix-time",
        "down",
        "work",
        "0.8",
        120.0,
        "[objective.rows]\n\"iec62443-4-1@2018\" = [\"DM-1\", \"DM-2\", \"DM-3\", \"DM-4\"]",
    );
    let checked = objective(
        "checked",
        "up",
        "work",
        "1",
        20.0,
        "[objective.rows]\n\"iec62443-4-1@2018\" = [\"SVV-3\"]\n\"iec62443-4-2@2019\" = [\"CR 3.4\", \"CR 3.4 RE(1)\", \"EDR 3.11\"]",
    );
    let certified =
        objective("certified", "up", "certificate", "1", 0.0, "certificates = [\"iec62443-4-1\", \"iec62443-4-2\"]");
    let mut files: Vec<(String, String)> = [
        ("drivers.toml", DRIVERS.to_owned()),
        ("attributes.toml", ATTRIBUTES.to_owned()),
        ("links.csv", LINKS.to_owned()),
        ("options.toml", OPTIONS.to_owned()),
        ("facts.toml", facts.to_owned()),
        ("objectives/trust.toml", format!("attribute = \"trust\"\n{fix}")),
        ("objectives/integrity.toml", format!("attribute = \"integrity\"\n{checked}")),
        ("objectives/compliance.toml", format!("attribute = \"compliance\"\n{certified}")),
    ]
    .map(|(name, text)| (format!("decide/{name}"), text))
    .to_vec();
    files.extend(scenarios.iter().map(|(id, text)| (format!("decide/scenarios/{id}.toml"), (*text).to_owned())));
    Library::read(&Files::new(files))
}

pub(crate) fn library() -> Library {
    let (library, problems) = library_with("", &[]);
    assert!(problems.is_empty(), "{problems:#?}");
    library
}

pub(crate) fn day(text: &str) -> Date {
    parse_date(text).expect("a day")
}

pub(crate) fn rows(standard: &str, ids: &[&str]) -> BTreeSet<Item> {
    ids.iter().map(|id| Item::Row(StandardId::new(standard), RequirementId::new(id))).collect()
}

pub(crate) fn plan(id: &str, contains: Option<&str>, cost: &[f64], month: f64, upkeep: f64) -> OptionPlan {
    OptionPlan {
        id: id.to_owned(),
        title: id.to_owned(),
        contains: contains.map(str::to_owned),
        certificates: Vec::new(),
        closes: BTreeSet::new(),
        cost: cost.iter().map(|units| Uncertain::Range(Range::point(*units))).collect(),
        months: Some(Uncertain::Range(Range::point(month))),
        upkeep: Range::point(upkeep),
        per_product: false,
        assumed: false,
    }
}

/// The options of test C with what they close in test B.
pub(crate) fn situation() -> Situation {
    let process_rows = rows(PROCESS, &["DM-1", "DM-2", "DM-3", "DM-4", "SVV-3"]);
    let mut internal = plan("internal", None, &[150e3], 12.0, 0.0);
    internal.closes = process_rows;
    let mut process = plan("process", Some("internal"), &[50e3], 12.0, 25e3);
    process.certificates = vec![StandardId::new(PROCESS)];
    let mut both = plan("both", Some("process"), &[0.0, 180e3], 24.0, 20e3);
    both.certificates = vec![StandardId::new(PRODUCT)];
    both.closes = rows(PRODUCT, &["CR 3.4 RE(1)", "EDR 3.11"]);
    both.per_product = true;
    let mut shown = rows(PROCESS, &["DM-1"]);
    shown.extend(rows(PRODUCT, &["CR 3.4"]));
    Situation {
        today: day("2026-11-22"),
        shown,
        not_applicable: BTreeSet::new(),
        options: vec![internal, process, both],
        held: Vec::new(),
        begins_in_years: 0,
        cost_currency: "EUR".to_owned(),
        legal_duties: vec![Range::point(30e3)],
        products: vec!["gateway".to_owned()],
        further_product: Range::point(0.5),
    }
}

/// Importances of test A, aims of test B, money of test C.
pub(crate) const STATED: &str = r#"
rate = 0.08

[[importance]]
driver = "procurement"
importance = 4
reason = "tenders ask"
author = "p1"
date = 2026-11-01
[[importance]]
driver = "liability"
importance = 2
reason = "one claim so far"
author = "p1"
date = 2026-11-01

[[objective]]
id = "fix-time"
baseline = 120
target = 30
date = 2027-12-31
owner = "p2"
[[objective]]
id = "checked"
baseline = 20
target = 100
date = 2027-12-31
owner = "p2"
[[objective]]
id = "certified"
baseline = 0
target = 80
date = 2028-12-31
owner = "p1"

[[revenue]]
id = "asks-process"
name = "Customers who ask for a process certificate"
driver = "procurement"
owner = "p3"
revenue = 30_000
margin = 1
keep_reference = 0
keep = { process = 1, both = 0 }
[[revenue]]
id = "certified"
name = "Customers who ask for a certified product"
driver = "procurement"
owner = "p3"
revenue = 120_000
margin = 1
keep_reference = 0
keep = { both = 1 }
[[questionnaires]]
id = "questionnaires"
name = "Security questionnaires"
driver = "procurement"
owner = "p3"
count = 40
hours = 16
rate = 90
answered = { process = 0.5, both = 0.8 }
[[incidents]]
id = "incidents"
name = "Incidents in the field"
driver = "liability"
owner = "p2"
cost = 100_000
reduction = { process = 0.2, both = 0.35 }
"#;

pub(crate) fn inputs(library: &Library, text: &str) -> Inputs {
    let (inputs, problems) = decide::read(library, "decide.toml", text);
    let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    inputs
}
