//! Does a dossier become a plan that is proved, reproducible and of the published shape?
#![allow(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "tests at the edge: the examples and files of their own"
)]

use std::fs;
use std::path::{Path, PathBuf};

use app::{Catalogue, DossierQuestion, Error, OpenDossier, PlanQuestion};
use model::parse_date;
use report::{PlanResult, json};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn question() -> PlanQuestion {
    PlanQuestion::new(DossierQuestion::at(parse_date("2026-11-22").expect("a day")))
}

fn plan_in(folder: &Path, question: &PlanQuestion) -> Result<PlanResult, Error> {
    let catalogue = Catalogue::compiled();
    app::plan_dossier(&OpenDossier::open(&catalogue, folder)?, question)
}

fn plan(example: &str, question: &PlanQuestion) -> PlanResult {
    plan_in(&root().join("examples").join(example), question).expect("a plan")
}

fn valid(plan: &PlanResult) {
    let text = fs::read_to_string(root().join("docs/reference/plan-1.schema.json")).expect("the published schema");
    let validator = jsonschema::validator_for(&serde_json::from_str(&text).expect("JSON")).expect("a schema");
    let value = serde_json::to_value(plan).expect("JSON");
    let errors: Vec<String> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

/// The process comes first, the product begins when its certificate is there, and nothing cheaper does either.
#[test]
fn the_gateway_is_planned_by_the_cheapest_way() {
    let plan = plan("gateway", &question());
    valid(&plan);
    let parts: Vec<(&str, &str)> = plan.parts.iter().map(|part| (part.part.as_str(), part.leads_to.as_str())).collect();
    assert_eq!(parts, [("4-1", "ML 2"), ("4-2", "SL 2")]);
    let (process, product) = (&plan.parts[0], &plan.parts[1]);
    assert_eq!(product.begins_after.as_deref(), Some("process/development"));
    for part in &plan.parts {
        assert!(part.route.proved && part.route.bound == part.route.cost && part.route.unreachable.is_empty());
        assert_eq!(part.actions.iter().map(|one| one.cost).sum::<u64>(), part.route.cost);
        // Every open row is closed by some action.
        for row in &part.open {
            assert!(part.actions.iter().any(|action| action.closes.contains(row)), "{row}");
        }
        assert!(part.milestones.iter().all(|one| one.work_to <= one.commit_to && one.work_to > plan.start));
        assert!(!part.critical.is_empty() && !part.buys_most.is_empty());
        assert!(part.cost.p10 < part.cost.p50 && part.cost.p50 < part.cost.p90);
    }
    let certificate = &process.milestones.last().expect("a milestone").work_to;
    assert!(product.actions.iter().all(|action| action.work_to > *certificate));
    // The product lists the CRA, the process does not: only there is its date watched.
    assert_eq!(product.deadlines.len(), 1);
    assert_eq!((product.deadlines[0].date.as_str(), product.deadlines[0].days_left), ("2027-12-11", 384));
    assert!(product.serves_cra.as_ref().is_some_and(|serves| serves.low <= serves.high && serves.high < serves.hours));
    assert!(plan.total.p50 > process.cost.p50 && plan.total.p90 < process.cost.p90 + product.cost.p90);
    // The gateway states some figures and leaves others to the default; each is marked.
    let by_basis = |basis: &str| plan.assumptions.iter().filter(|one| one.basis == basis).count();
    assert!(by_basis("assumed, not quoted") > 4 && by_basis("stated in plan.toml") > 4);
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let seeded = |seed| json(&plan("gateway", &PlanQuestion { seed, ..question() })).expect("JSON");
    let one = seeded(Some(7));
    assert_eq!(one, seeded(Some(7)));
    assert_ne!(one, seeded(Some(8)));
    assert_eq!(seeded(None), seeded(Some(62443)));
}

/// Less money never costs more, never exceeds what there is, and where it falls short the plan says so.
#[test]
fn a_budget_is_kept() {
    let whole = plan("gateway", &question()).parts[1].route.cost;
    let mut costs = Vec::new();
    for units in [60_000, 90_000, 115_000, 122_000, 400_000] {
        let plan = plan("gateway", &PlanQuestion { budget: Some(units), ..question() });
        valid(&plan);
        let product = &plan.parts[1];
        let Some(budget) = product.within_budget.as_ref() else {
            // Where it buys nothing that is certified, the plan is the one for the target, and says what is missing.
            assert!(product.over_budget.is_some() && product.route.cost == whole && !product.cut_by_budget);
            assert!(plan.sentence.contains("does not buy it"), "{}", plan.sentence);
            continue;
        };
        assert!(budget.proved && budget.cost <= budget.left, "{budget:?}");
        assert_eq!(product.cut_by_budget, budget.left < whole);
        assert!(product.over_budget.is_none() && product.route.cost <= budget.left);
        costs.push(product.route.cost);
    }
    assert!((2..5).contains(&costs.len()), "some do, and some do not: {costs:?}");
    assert!(costs.is_sorted() && costs[0] < whole && costs.last() == Some(&whole), "{costs:?}");
}

/// Lower levels are there earlier, and what is not in time is not called so.
#[test]
fn a_day_says_which_level_can_be_had() {
    let by = |day| plan("gateway", &PlanQuestion { by: parse_date(day), ..question() });
    let late = by("2040-01-01");
    valid(&late);
    let levels = &late.parts[1].by_date;
    assert_eq!(levels.iter().map(|one| one.level).collect::<Vec<_>>(), [1, 2, 3, 4]);
    assert!(levels.iter().all(|one| one.in_time) && levels.is_sorted_by_key(|one| one.commit_to.clone()));
    assert!(by("2026-12-24").parts[1].by_date.iter().all(|one| !one.in_time));
    assert!(late.parts.iter().all(|part| part.deadlines[0].words == "nearly always"));
}

#[test]
fn the_other_examples_have_plans_too() {
    for (example, parts, left_out) in
        [("integrator", vec!["2-4"], 1), ("plant", vec!["2-1"], 1), ("first-steps", vec!["4-1", "4-2"], 0)]
    {
        let plan = plan(example, &question());
        valid(&plan);
        assert_eq!(plan.parts.iter().map(|part| part.part.as_str()).collect::<Vec<_>>(), parts, "{example}");
        assert_eq!(plan.left_out.len(), left_out, "{example}");
        assert!(plan.parts.iter().all(|part| part.route.proved), "{example}");
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a copy");
        }
    }
}

/// A dossier of its own with this plan.toml.
fn with_terms(name: &str, terms: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("plimsoll-plans-{}-{name}", std::process::id()));
    copy(&root().join("examples/first-steps"), &folder);
    fs::write(folder.join("plan.toml"), terms).expect("a file");
    folder
}

/// What is certified is planned no more: the product begins at once, and no figure contains the process.
#[test]
fn a_certificate_that_is_there_is_not_planned_again() {
    let certificate = |more: &str| format!("[[certificate]]\npart = \"4-1\"\ntarget = \"ML 2\"\n{more}");
    let folder = with_terms("held", &certificate("until = 2028-05-31\n"));
    let write = |name: &str, text: &str| fs::write(folder.join(name), text).expect("a file");
    let ask = || plan_in(&folder, &question()).expect("a plan");
    let parts = |plan: &PlanResult| plan.parts.iter().map(|part| part.part.clone()).collect::<Vec<_>>();
    let problem = |plan: &PlanResult, about: &str| {
        let found = plan.problems.iter().find(|one| one.message.contains(about)).expect("a problem");
        assert!(found.file.ends_with("plan.toml") && found.line > 0, "{found:?}");
        assert_eq!(parts(plan), ["4-1", "4-2"], "what is doubtful is planned");
        found.is_error()
    };
    let plain = plan("first-steps", &question());
    let held = ask();
    valid(&held);
    assert_eq!((parts(&held), held.held.len()), (vec!["4-2".to_owned()], 1));
    let one = &held.held[0];
    assert_eq!((one.part.as_str(), one.certifies.as_str(), one.until.as_deref()), ("4-1", "ML 2", Some("2028-05-31")));
    assert_eq!(one.open, plain.parts[0].open, "the rows that nobody shows stay open");
    assert_eq!((&held.parts[0].begins_after, &held.total), (&None, &held.parts[0].cost));
    assert_eq!(held.parts[0].route, plain.parts[1].route);
    assert!(held.parts[0].milestones[0].work_to < plain.parts[1].milestones[0].work_to);
    assert!(held.sentence.contains("holds 4-1 at ML 2 until 2028-05-31"), "{}", held.sentence);

    write("plan.toml", &certificate("until = 2026-11-21\n"));
    assert!(!problem(&ask(), "ended on 2026-11-21"), "time goes by: a warning");
    write("plan.toml", &certificate("subject = \"nobody\"\n"));
    assert!(problem(&ask(), "no subject \"nobody\""));
    write("plan.toml", &certificate("evidence = \"paper\"\n"));
    assert!(problem(&ask(), "no piece \"paper\""));
    write("plan.toml", &certificate("until = \"soon\"\n"));
    assert!(problem(&ask(), "\"soon\" is not a day"));
    write("plan.toml", &certificate("").replace("ML 2", "SL 2"));
    assert!(problem(&ask(), "nothing that 4-1 certifies"));
    write("plan.toml", &certificate("").replace("4-1", "4-9"));
    assert!(problem(&ask(), "\"4-9\" is no part"));
    write("plan.toml", &certificate("").replace("target = \"ML 2\"\n", ""));
    assert!(problem(&ask(), "`target` is missing"));
    // One that stops short is no reason to leave the work out, and is named.
    write("plan.toml", &certificate("").replace("ML 2", "ML 1"));
    let short = ask();
    assert_eq!(parts(&short), ["4-1", "4-2"]);
    assert!(
        short.assumptions.iter().any(|one| one.value == "4-1 at ML 1" && one.basis.contains("short of the target"))
    );

    // Its paper is a piece of evidence: it counts while its file is the one that was registered.
    let digest = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    let piece = format!(
        "\n[[evidence]]\nid = \"paper\"\ntitle = \"Certificate\"\nkind = \"certificate\"\n\
         files = [{{ path = \"evidence/paper.txt\", sha256 = \"{digest}\" }}]\neffective_to = \"2027-01-31\"\n"
    );
    fs::create_dir_all(folder.join("evidence")).expect("a folder");
    write("evidence/paper.txt", "hello");
    let register = fs::read_to_string(folder.join("evidence.toml")).unwrap_or_default();
    write("evidence.toml", &format!("{register}{piece}"));
    write("plan.toml", &certificate("evidence = \"paper\"\nuntil = 2028-05-31\n"));
    let shown = ask();
    assert_eq!(shown.held[0].until.as_deref(), Some("2027-01-31"), "the earlier of two last days");
    assert!(shown.held[0].basis.contains("evidence paper"));
    write("evidence/paper.txt", "hullo");
    assert!(problem(&ask(), "paper does not hold"));
    write("evidence/paper.txt", "hello");
    write("evidence.toml", &format!("{register}{}", piece.replace("kind = \"certificate\"", "kind = \"record\"")));
    assert!(problem(&ask(), "no certificate"));

    // Without a word in plan.toml the interview counts, where it can: of a level it says nothing.
    write("plan.toml", "");
    write("pathway.toml", "format = 1\n[answers]\nexisting = [\"4-1-certificate\", \"4-2-certificate\"]\n");
    let told = ask();
    assert_eq!((parts(&told), told.held.len()), (vec!["4-2".to_owned()], 1));
    assert!(told.held[0].basis.contains("assumed"));
    assert!(told.assumptions.iter().any(|one| one.value.starts_with("4-2: there already, as pathway.toml says")));

    // What one subject answers counts for that one: here for the process, or for a product that is none of ours.
    let own = |id: &str, organization: &str, existing: &str| {
        let subject = format!("[[subject]]\nid = \"{id}\"\n[subject.answers]\nexisting = [\"{existing}\"]\n");
        write("pathway.toml", &format!("format = 1\n[answers]\nexisting = [\"{organization}\"]\n{subject}"));
        ask()
    };
    let process = own("process/development", "none", "4-1-certificate");
    assert_eq!((parts(&process), process.held.len()), (vec!["4-2".to_owned()], 1));
    let without = own("process/development", "4-1-certificate", "none");
    assert_eq!((parts(&without), without.held.len()), (vec!["4-1".to_owned(), "4-2".to_owned()], 0));
    let elsewhere = own("products/elsewhere", "none", "4-2-certificate");
    assert!(elsewhere.assumptions.iter().all(|one| !one.value.contains("pathway.toml says")));
    let here = plain.parts[1].of.id.clone();
    let told = own(&here, "none", "4-1-certificate");
    assert_eq!(parts(&told), ["4-1", "4-2"], "a product does not say which process is certified");
    let words = format!("4-1 of {here}: there already, as pathway.toml says");
    assert!(told.assumptions.iter().any(|one| one.value.starts_with(&words)), "{:?}", told.assumptions);

    // With everything there, nothing is left to plan, and that is said.
    write(
        "plan.toml",
        &format!("{}\n{}", certificate(""), certificate("").replace("4-1", "4-2").replace("ML 2", "SL 4")),
    );
    let Err(Error::WrongQuestion(message)) = plan_in(&folder, &question()) else { panic!("a question") };
    assert!(message.starts_with("there is nothing to plan: ") && message.contains("SL 4"), "{message}");
    fs::remove_dir_all(&folder).expect("it is removed");
}

/// The one process of a dossier is that of every product which names none, not of the first alone.
#[test]
fn every_product_waits_for_the_only_process() {
    let folder = with_terms("family", "");
    let product = fs::read_to_string(folder.join("products/lt3/product.toml")).expect("a product");
    let without = product.replace("process = \"development\"\n", "");
    assert_ne!(product, without);
    fs::write(folder.join("products/lt3/product.toml"), &without).expect("written");
    copy(&folder.join("products/lt3"), &folder.join("products/lt4"));
    let plan = plan_in(&folder, &question()).expect("a plan");
    fs::remove_dir_all(&folder).expect("it is removed");
    let after: Vec<Option<&str>> = plan.parts.iter().map(|part| part.begins_after.as_deref()).collect();
    assert_eq!(after, [None, Some("process/development"), Some("process/development")]);
}

#[test]
fn a_plan_file_replaces_assumptions() {
    let terms = "currency = \"CHF\"\nstart = \"2027-01-11\"\n\n[rates]\ndeveloper = \"100/120/150\"\nprocess = 0\n\n\
                 [people]\ndeveloper = [1, 1, 0.5]\n\n[[fee]]\npart = \"4-2\"\nid = \"assessment\"\namount = 28000\n";
    let folder = with_terms("good", terms);
    let (plain, stated) = (plan("first-steps", &question()), plan_in(&folder, &question()).expect("a plan"));
    fs::remove_dir_all(&folder).expect("it is removed");
    assert!(stated.problems.iter().all(|one| !one.file.contains("plan.toml")), "{:?}", stated.problems);
    assert_eq!((stated.currency.as_str(), stated.start.as_str()), ("CHF", "2027-01-11"));
    let basis = |what: &str| {
        let found = stated.assumptions.iter().find(|one| one.what == what);
        found.map(|one| (one.value.as_str(), one.basis.as_str()))
    };
    let development = Some(("100/120/150 CHF an hour, 1 + 1 + 0.5 of a person", "stated in plan.toml"));
    assert_eq!(basis("Development"), development);
    assert_eq!(
        basis("Process and quality").map(|(_, basis)| basis),
        Some("rate stated in plan.toml, the rest assumed")
    );
    let fee = basis("4-2: Evaluation and decision of one component");
    assert_eq!(fee, Some(("28000 CHF", "stated in plan.toml")));
    let fees = |plan: &PlanResult| plan.parts.iter().find(|part| part.part == "4-2").map(|part| part.fees);
    assert_eq!(fees(&stated).map(|fees| (fees.p10, fees.p90)), Some((2_800_000, 2_800_000)));
    assert_ne!(fees(&plain), fees(&stated));
}

/// What is wrong in it is named with its place, and counts as not said.
#[test]
fn a_wrong_plan_file_is_named() {
    let terms = "start = \"soon\"\nspeed = 3\n\n[rates]\npainter = 90\ndeveloper = \"9/8/7\"\n\n[people]\ntester = [0]\n\n\
                 [[fee]]\npart = \"4-2\"\nid = \"lunch\"\namount = 1\n";
    let folder = with_terms("wrong", terms);
    let plan = plan_in(&folder, &question()).expect("a plan");
    fs::remove_dir_all(&folder).expect("it is removed");
    let found: Vec<String> = plan
        .problems
        .iter()
        .filter(|one| one.file.ends_with("plan.toml"))
        .map(|one| {
            assert!(one.is_error() && !one.hint.is_empty(), "{one:?}");
            format!("{}:{}: {}", one.line, one.column, one.message)
        })
        .collect();
    for wrong in [
        "1:9: \"soon\" is not a day",
        "2:1: nobody reads `speed`",
        "5:1: \"painter\" is not a skill",
        "6:13: \"9/8/7\" is not an amount",
        "9:11: the people with the skill \"tester\" cannot be so",
        "13:6: there is no fee \"lunch\" of 4-2",
    ] {
        assert!(found.iter().any(|one| one == wrong), "{wrong} not in {found:#?}");
    }
    assert_eq!(plan.start, "2026-11-22");
}

/// No hours make a process mature: a target above ML 2 is named as not planned.
#[test]
fn a_maturity_that_needs_time_is_not_promised() {
    let mut asked = question();
    asked.dossier.target = Some("3".to_owned());
    let plan = plan("gateway", &asked);
    let parts: Vec<[&str; 2]> = plan.parts.iter().map(|part| [part.target.as_str(), part.leads_to.as_str()]).collect();
    assert_eq!(parts, [["ML 3", "ML 2"], ["SL 3", "SL 3"]]);
    assert!(plan.sentence.contains("short of ML 3"), "{}", plan.sentence);
    assert!(plan.assumptions.iter().any(|one| one.what == "Not planned" && one.value.starts_with("ML 3")));
}

/// Every milestone is an event, and no line is longer than calendars read.
#[test]
fn milestones_come_as_a_calendar() {
    let mut plan = plan("gateway", &question());
    plan.parts[0].of.name = "边缘网关; long, ".repeat(9);
    let text = report::ical(&plan);
    assert!(text.split_terminator("\r\n").all(|line| line.len() <= 75 && !line.contains(['\n', '\r'])), "{text}");
    let whole = text.replace("\r\n ", "");
    assert_eq!(whole.matches("BEGIN:VEVENT").count(), 6);
    let day = plan.parts[1].milestones[2].commit_to.replace('-', "");
    assert!(whole.contains(&format!("DTSTART;VALUE=DATE:{day}\r\n")), "{whole}");
    assert!(whole.contains("边缘网关\\; long\\, 边缘网关"), "{whole}");
}

#[test]
fn questions_that_cannot_be_answered_are_refused() {
    let gateway = root().join("examples/gateway");
    let refused = |question: &PlanQuestion| plan_in(&gateway, question).expect_err("refused").to_string();
    let early = refused(&PlanQuestion { by: parse_date("2026-01-01"), ..question() });
    assert!(early.contains("--by 2026-01-01 lies before the first day of the work, 2026-12-01"), "{early}");
    let asked = |subject: &str, standard: &str, target: &str| {
        let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let mut asked = question();
        (asked.dossier.subject, asked.dossier.standard, asked.dossier.target) =
            (some(subject), some(standard), some(target));
        refused(&asked)
    };
    assert!(asked("eg221", "", "").contains("eg221"));
    assert!(asked("", "cra", "").contains("there is nothing to plan"));
    assert!(asked("", "", "five").contains("--target"));
}
