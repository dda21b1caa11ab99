//! The rules of coverage: never rounded up.

use assess::{Ask, Covered, Outcome, assess, cover};
use model::Status;

use crate::subject::{CATALOGUE, COMPONENTS, EMBEDDED, PROCESS, Rows, ask, edition, scheme};

fn points(law: &Rows, product: &Rows, process: &Rows) -> Vec<(String, Covered)> {
    points_of(law, &[product, process])
}

fn points_of(law: &Rows, standards: &[&Rows]) -> Vec<(String, Covered)> {
    let ask = ask();
    let standards: Vec<_> =
        standards.iter().map(|rows| assess(rows.edition, scheme("default"), &rows.rows, &ask)).collect();
    let crossings = CATALOGUE.crosswalk(law.edition);
    let covered = cover(assess(law.edition, scheme("default"), &law.rows, &ask), &crossings, &standards, &CATALOGUE);
    match covered.outcome {
        Outcome::Coverage(outcome) => outcome
            .points
            .into_iter()
            .map(|point| (law.edition.requirements[point.requirement].id.to_string(), point))
            .collect(),
        other => panic!("{other:?}"),
    }
}

fn word(points: &[(String, Covered)], id: &str) -> &'static str {
    points.iter().find(|(known, _)| known == id).expect("a point").1.word
}

fn cra() -> Rows {
    Rows::none(Box::leak(Box::new(edition("cra"))))
}

fn product() -> Rows {
    Rows::all_met(&COMPONENTS, EMBEDDED)
}

fn process() -> Rows {
    Rows::all_met(&PROCESS, model::ComponentTypes::NONE)
}

#[test]
fn words_are_those_of_the_crosswalk_and_gaps_cap_them() {
    let points = points(&cra(), &product(), &process());
    assert_eq!(word(&points, "CRA-I.1(2)(d)"), "full or near");
    assert_eq!(word(&points, "CRA-I.1(1)"), "partial");
    assert_eq!(word(&points, "CRA-II.2"), "supports");
    assert_eq!(word(&points, "CRA-I.1(2)(g)"), "gap");
    // Full rows beside a gap: something remains, so the point is not full.
    assert_eq!(word(&points, "CRA-I.2(2)"), "partial");
    assert_eq!(word(&points, "CRA-I.1(2)(l)"), "partial");
    // Nobody looked at these.
    assert_eq!(word(&points, "CRA-Art.13(9)"), "not examined");
}

#[test]
fn two_partials_are_not_a_full() {
    let points = points(&cra(), &product(), &process());
    assert_eq!(word(&points, "CRA-I.2(3)"), "partial");
}

#[test]
fn the_word_drops_with_the_unmet_requirement() {
    let all = points(&cra(), &product(), &process());
    let full = &all.iter().find(|(id, _)| id == "CRA-I.1(2)(d)").expect("a point").1;
    let (standard, id) = full.rests_on.iter().find(|(standard, _)| standard.as_str() == "iec62443-4-2").expect("a row");
    assert_eq!(standard.as_str(), "iec62443-4-2");
    let less = points(&cra(), &product().state(id, Status::NotMet), &process());
    assert_eq!(word(&less, "CRA-I.1(2)(d)"), "partial");
    let dropped = &less.iter().find(|(known, _)| known == "CRA-I.1(2)(d)").expect("a point").1;
    assert!(dropped.open.iter().any(|(_, open)| open == id));
    let nothing = points(&cra(), &Rows::none(&COMPONENTS), &Rows::none(&PROCESS));
    assert!(nothing.iter().all(|(_, point)| ["gap", "not examined"].contains(&point.word)));
}

#[test]
fn where_several_speak_about_one_standard_all_of_them_must_satisfy_it() {
    let word = |standards: &[&Rows]| word(&points_of(&cra(), standards), "CRA-I.2(4)");
    let (product, good) = (product(), process());
    let bad = process().change("DM-5", |row| row.claim.maturity = model::MaturityLevel::new(1));
    let silent = Rows::none(&PROCESS);
    assert_eq!(word(&[&product, &good]), "full or near");
    assert_eq!(word(&[&product, &good, &good]), "full or near");
    for (first, second) in [(&good, &bad), (&bad, &good), (&good, &silent), (&silent, &good)] {
        assert_ne!(word(&[&product, first, second]), "full or near", "one good process does not make up for another");
    }
    assert_eq!(word(&[&product, &good, &bad]), word(&[&product, &bad]));
    let all = points_of(&cra(), &[&product, &bad, &good]);
    let point = &all.iter().find(|(id, _)| id == "CRA-I.2(4)").expect("a point").1;
    let dm5 = |list: &[(model::StandardId, String)]| list.iter().any(|(_, id)| id == "DM-5");
    assert!(dm5(&point.open) && !dm5(&point.rests_on), "a row is open or rested on, never both");
}

#[test]
fn rows_of_other_component_types_do_not_count_against_a_point() {
    // The update rows of host and network devices stand in the crosswalk too.
    let points = points(&cra(), &product(), &process());
    let updatable = &points.iter().find(|(id, _)| id == "CRA-I.1(2)(c)").expect("a point").1;
    assert!(updatable.open.is_empty(), "{:?}", updatable.open);
    assert!(updatable.rests_on.iter().any(|(_, id)| id == "EDR 3.10"));
}

#[test]
fn a_process_row_counts_from_the_schemes_minimum_on() {
    let at = |level| {
        let process = process().change("DM-5", |row| row.claim.maturity = model::MaturityLevel::new(level));
        word(&points(&cra(), &product(), &process), "CRA-I.2(4)")
    };
    assert_eq!((at(1), at(2)), ("partial", "full or near"));
}

#[test]
fn points_left_to_the_risk_assessment_may_be_not_applicable_and_others_may_not() {
    let law = cra().state("CRA-I.1(2)(g)", Status::NotApplicable).state("CRA-I.1(1)", Status::NotApplicable);
    let points = points(&law, &product(), &process());
    assert_eq!(word(&points, "CRA-I.1(2)(g)"), "not applicable");
    assert_eq!(word(&points, "CRA-I.1(1)"), "partial");
    let problem = law.problem(&Ask { ..ask() }, "CRA-I.1(1)");
    assert!(problem.contains("stays open"), "{problem}");
}

#[test]
fn nis2_needs_every_row_of_a_line() {
    let owners = edition("iec62443-2-1");
    let owners: &'static _ = Box::leak(Box::new(owners));
    let law = Rows::none(Box::leak(Box::new(edition("nis2"))));
    let all = Rows::all_met(owners, model::ComponentTypes::NONE);
    assert_eq!(word(&points(&law, &product(), &all), "21(2)(b)"), "full or near");
    assert_eq!(word(&points(&law, &product(), &all.clone().without("EVENT 1.4")), "21(2)(b)"), "partial");
    // 3-2 carries part of risk analysis, and nobody assessed it here.
    assert_eq!(word(&points(&law, &product(), &all), "21(2)(a)"), "partial");
}

/// An owner may leave rows out of a programme, but what is left out covers nothing.
#[test]
fn what_an_owner_leaves_out_covers_nothing() {
    let owners: &'static _ = Box::leak(Box::new(edition("iec62443-2-1")));
    let law = Rows::none(Box::leak(Box::new(edition("nis2"))));
    let rows = Rows::all_met(owners, model::ComponentTypes::NONE).state("EVENT 1.4", Status::NotApplicable);
    assert_eq!(word(&points(&law, &product(), &rows), "21(2)(b)"), "partial");
}

#[test]
fn claimed_coverage_never_reads_verdicts_and_takes_each_part_by_itself() {
    let owners: &'static _ = Box::leak(Box::new(edition("iec62443-2-1")));
    let law = Rows::none(Box::leak(Box::new(edition("nis2"))));
    let with = |change: fn(Rows) -> Rows| {
        let rows = change(Rows::all_met(owners, model::ComponentTypes::NONE));
        word(&points(&law, &product(), &rows), "21(2)(b)")
    };
    assert_eq!(
        with(|rows| rows.change("EVENT 1.1", |row| row.evaluation.maturity = model::MaturityLevel::new(1))),
        "full or near"
    );
    let parts = |rows: Rows| rows.without("EVENT 1.1").state_part("EVENT 1.1", Some("a"), Status::Met);
    assert_eq!(with(parts), "full or near");
    assert_eq!(
        with(|rows| {
            let mut rows = rows.without("EVENT 1.1").state_part("EVENT 1.1", Some("a"), Status::Met).state_part(
                "EVENT 1.1",
                Some("b"),
                Status::Met,
            );
            rows.row_of("EVENT 1.1", Some("b")).claim.maturity = model::MaturityLevel::new(3);
            rows
        }),
        "full or near"
    );
}
