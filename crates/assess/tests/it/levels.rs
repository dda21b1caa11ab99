//! The rules of 4-2 and 3-3.

use assess::{Ask, Stand, Why};
use model::{
    AssessedAs, Basis, ComponentType, ComponentTypes, EvidenceState, FeatureId, Goal, SecurityLevel, Status,
    TargetVector, Verdict, Way, parse_date,
};

use crate::subject::{COMPONENTS, EMBEDDED, Rows, SYSTEMS, ask, on};

const NETWORK: ComponentTypes = ComponentTypes::NONE.with(ComponentType::NetworkDevice);

fn embedded() -> Rows {
    Rows::all_met(&COMPONENTS, EMBEDDED)
}

fn level(number: u8) -> Option<SecurityLevel> {
    SecurityLevel::new(number)
}

fn target(text: &str) -> Option<Goal> {
    TargetVector::parse(text).ok().map(Goal::Levels)
}

#[test]
fn everything_met_is_level_4() {
    let levels = embedded().levels(&ask());
    assert_eq!(levels.vector.to_string(), "{4 4 4 4 4 4 4}");
    assert_eq!((levels.headline, levels.claimable), (level(4), level(4)));
}

#[test]
fn silence_is_never_a_pass() {
    for basis in [Basis::Claimed, Basis::Shown, Basis::Evaluated] {
        let levels = Rows::none(&COMPONENTS).levels(&on(basis));
        assert_eq!(levels.vector.to_string(), "{0 0 0 0 0 0 0}");
        assert_eq!(levels.claimable, level(0));
    }
}

#[test]
fn a_level_needs_every_row_up_to_it() {
    // CR 1.1 RE(1) is asked for at SL 2, CR 1.7 RE(2) at SL 4, CR 1.1 at SL 1.
    assert_eq!(embedded().without("CR 1.7 RE(2)").vector(&ask()), "{3 4 4 4 4 4 4}");
    assert_eq!(embedded().without("CR 1.1 RE(1)").vector(&ask()), "{1 4 4 4 4 4 4}");
    assert_eq!(embedded().without("CR 1.1").vector(&ask()), "{0 4 4 4 4 4 4}");
}

#[test]
fn partly_and_not_met_never_satisfy() {
    for status in [Status::Partly, Status::NotMet] {
        assert_eq!(embedded().state("CR 3.1", status).vector(&ask()), "{4 4 0 4 4 4 4}");
    }
}

#[test]
fn rows_are_the_union_over_the_types() {
    let both = EMBEDDED.with(ComponentType::NetworkDevice);
    let ask = Ask { types: both, ..ask() };
    let rows = Rows::all_met(&COMPONENTS, both);
    rows.answer(&ask, |assessment| {
        // EDR 2.13 and NDR 2.13 are two rows with two verdicts: 73 common and 4 constraints, 13 EDR minus …, 22 NDR.
        let of = |kind: &str| {
            assessment
                .standings
                .iter()
                .filter(|standing| COMPONENTS.requirements[standing.requirement].id.as_str().starts_with(kind))
                .count()
        };
        assert_eq!((of("CCSC"), of("CR"), of("EDR"), of("NDR")), (4, 70, 13, 22));
    });
    // An open row of one type holds the union down and that type only.
    let levels = rows.clone().without("NDR 3.11").levels(&ask);
    assert_eq!(levels.vector.to_string(), "{4 4 1 4 4 4 4}");
    let by_type: Vec<_> = levels.by_type.iter().map(|(one, vector)| (one.id(), vector.to_string())).collect();
    assert_eq!(
        by_type,
        [("embedded-device", "{4 4 4 4 4 4 4}".to_owned()), ("network-device", "{4 4 1 4 4 4 4}".to_owned())]
    );
}

#[test]
fn a_row_of_another_type_counts_for_nothing_and_is_warned_about() {
    let rows = embedded().state("NDR 5.2", Status::NotMet).state("CR 1.6", Status::Met).state("CR 7.5", Status::Met);
    assert_eq!(rows.vector(&ask()), "{4 4 4 4 4 4 4}");
    assert!(rows.problem(&ask(), "NDR 5.2").contains("not asked of these component types"));
    assert!(rows.problem(&ask(), "CR 1.6").contains("state it at NDR 1.6"));
    assert!(rows.problem(&ask(), "CR 7.5").contains("asks nothing of a component"));
    let needless = embedded().state("NDR 5.2", Status::NotApplicable).state("NDR 5.3", Status::NotApplicable);
    let needless = needless
        .change("NDR 5.2", |row| row.evaluation.verdict = None)
        .change("NDR 5.3", |row| row.evaluation.verdict = None);
    assert!(needless.problem(&ask(), "NDR 5.2").contains("warning: not asked of this subject"));
    let silent = embedded().change("NDR 5.2", |_| ());
    assert!(silent.problems(&ask()).is_empty());
}

#[test]
fn an_absent_feature_takes_its_rows_along() {
    let rows = embedded().state("CR 1.7", Status::NotApplicable).without("CR 1.7 RE(1)").without("CR 1.7 RE(2)");
    assert_eq!(rows.vector(&ask()), "{4 4 4 4 4 4 4}");
    assert_eq!(rows.problems(&ask()), Vec::<String>::new());
    rows.answer(&ask(), |assessment| assert_eq!(assessment.counts.not_applicable, 3));
    // Declared in so many words, no row is needed at all.
    let declared = Ask { absent: vec![FeatureId::new("password-authentication")], ..ask() };
    let rows = embedded().without("CR 1.7").without("CR 1.7 RE(1)").without("CR 1.7 RE(2)");
    assert_eq!(rows.vector(&declared), "{4 4 4 4 4 4 4}");
    assert_eq!(rows.vector(&ask()), "{0 4 4 4 4 4 4}");
}

#[test]
fn an_undeclared_feature_counts_as_present_with_a_warning() {
    let rows = embedded().change("CR 4.3", |row| row.claim.status = None);
    assert_eq!(rows.vector(&ask()), "{4 4 4 0 4 4 4}");
    let problem = rows.problem(&ask(), "cryptography");
    assert!(
        problem.contains("s.csv:") && problem.contains("they count as present: `cryptography` (CR 4.3)"),
        "{problem}"
    );
}

#[test]
fn not_applicable_against_a_declared_feature_is_an_error() {
    let ask = Ask { present: vec![FeatureId::new("cryptography")], ..ask() };
    let rows = embedded().state("CR 4.3", Status::NotApplicable).change("CR 4.3", |row| row.evaluation.verdict = None);
    assert_eq!(rows.vector(&ask), "{4 4 4 0 4 4 4}");
    assert!(rows.problem(&ask, "CR 4.3").contains("error: CR 4.3: `not-applicable`, but the feature"));
}

#[test]
fn na_against_a_declared_feature_is_an_error_and_stays_open() {
    let ask = Ask { present: vec![FeatureId::new("cryptography")], ..on(Basis::Evaluated) };
    let rows = embedded().change("CR 4.3", |row| row.evaluation.verdict = Some(Verdict::Na));
    assert_eq!(rows.vector(&ask), "{4 4 4 0 4 4 4}");
    assert!(rows.problem(&ask, "CR 4.3").contains("error: CR 4.3: `na`, but the feature"));
}

#[test]
fn a_verdict_under_a_base_that_is_not_applicable_is_an_error_and_stays_open() {
    let rows = embedded()
        .change("CR 1.1", |row| row.evaluation.verdict = Some(Verdict::Na))
        .change("CR 1.1 RE(2)", |row| row.evaluation.verdict = None)
        .change("CR 1.1 RE(1)", |row| row.evaluation.verdict = Some(Verdict::Fail));
    assert_eq!(rows.vector(&on(Basis::Evaluated)), "{1 4 4 4 4 4 4}");
    assert!(
        rows.problem(&ask(), "CR 1.1 RE(1)")
            .contains("error: CR 1.1 RE(1): `fail`, but its base is found not applicable")
    );
    // A pass there is needless, and takes nothing away.
    let rows = embedded().change("CR 1.1", |row| row.evaluation.verdict = Some(Verdict::Na));
    assert_eq!(rows.vector(&on(Basis::Evaluated)), "{4 4 4 4 4 4 4}");
    assert!(rows.problem(&ask(), "CR 1.1 RE(1)").contains("warning: CR 1.1 RE(1): `pass`"));
    // A row for every part speaks for the part whose base applies.
    let rows = embedded()
        .state_part("CR 1.7", Some("web"), Status::NotApplicable)
        .without("CR 1.7")
        .state_part("CR 1.7", Some("web"), Status::NotApplicable)
        .state_part("CR 1.7", Some("radio"), Status::Met);
    assert_eq!(rows.vector(&on(Basis::Evaluated)), "{4 4 4 4 4 4 4}");
    assert_eq!(rows.problems(&ask()), Vec::<String>::new());
}

#[test]
fn a_feature_said_to_be_both_absent_and_used_is_warned_about() {
    let rows = embedded().state("CR 2.5", Status::NotApplicable);
    assert_eq!(rows.vector(&ask()), "{4 4 4 4 4 4 4}");
    assert!(rows.problem(&ask(), "CR 2.5").contains("but CR 2.12 is satisfied, which needs it"));
}

#[test]
fn a_row_without_a_part_counts_even_where_every_named_part_has_its_own_row() {
    let rows = embedded().state("CR 3.5", Status::NotMet).state_part("CR 3.5", Some("web server"), Status::Met);
    assert_eq!(rows.vector(&ask()), "{4 4 0 4 4 4 4}");
    // Whether it counts does not depend on parts that other rows name.
    let rows = rows.state_part("CR 3.1", Some("modbus"), Status::Met);
    assert_eq!(rows.vector(&ask()), "{4 4 0 4 4 4 4}");
    // A part that only a row elsewhere names is no part of this subject.
    let rows = embedded().state_part("NDR 5.2", Some("switch"), Status::Met);
    assert_eq!(rows.vector(&ask()), "{4 4 4 4 4 4 4}");
}

/// A sheet that began as a template keeps its empty rows beside those of the parts.
#[test]
fn an_empty_row_adds_no_voice_where_the_named_parts_speak() {
    let parts = |rows: Rows, id: &str, status| {
        rows.without(id).change(id, |_| ()).state_part(id, Some("web"), status).state_part(id, Some("radio"), status)
    };
    assert_eq!(parts(embedded(), "CR 3.5", Status::Met).vector(&ask()), "{4 4 4 4 4 4 4}");
    // A base that applies to no part takes its enhancements along, their empty rows too.
    let rows = parts(embedded(), "CR 1.7", Status::NotApplicable);
    let rows = rows.without("CR 1.7 RE(1)").change("CR 1.7 RE(1)", |_| ()).without("CR 1.7 RE(2)");
    for basis in [Basis::Claimed, Basis::Shown, Basis::Evaluated] {
        assert_eq!(rows.vector(&on(basis)), "{4 4 4 4 4 4 4}", "{basis}");
    }
    // A part that says nothing is silent all the same.
    let rows = rows.state_part("CR 3.5", Some("boot"), Status::Met);
    assert_eq!(rows.vector(&ask()), "{0 4 4 4 4 4 4}");
}

#[test]
fn not_applicable_on_an_unconditional_row_stays_open_until_an_evaluator_agrees() {
    let rows = embedded().state("CR 3.1", Status::NotApplicable).without("CR 3.1 RE(1)");
    assert_eq!(rows.vector(&ask()), "{4 4 0 4 4 4 4}");
    assert!(rows.problem(&ask(), "CR 3.1").contains("warning: CR 3.1: applies to every such product"));
    assert_eq!(rows.vector(&on(Basis::Shown)), "{4 4 0 4 4 4 4}");
    assert_eq!(rows.vector(&on(Basis::Evaluated)), "{4 4 4 4 4 4 4}");
}

#[test]
fn a_scheme_may_refuse_na_on_unconditional_rows() {
    let rows = embedded().state("CR 3.1", Status::NotApplicable).without("CR 3.1 RE(1)");
    rows.under("isasecure-like", &on(Basis::Evaluated), |assessment| match &assessment.outcome {
        assess::Outcome::Levels(levels) => assert_eq!(levels.vector.to_string(), "{4 4 0 4 4 4 4}"),
        other => panic!("{other:?}"),
    });
}

#[test]
fn a_constraint_takes_only_met_or_not_met() {
    for status in [Status::NotApplicable, Status::ByIntegration, Status::Compensated, Status::Partly] {
        let rows = embedded().state("CCSC 2", status).change("CCSC 2", |row| row.evaluation.verdict = None);
        let levels = rows.levels(&ask());
        assert_eq!((levels.headline, levels.claimable), (level(4), level(0)), "{status}");
        assert!(rows.problem(&ask(), "CCSC 2").contains("error: CCSC 2: a common constraint cannot be"), "{status}");
    }
    let rows = embedded().change("CCSC 2", |row| row.evaluation.verdict = Some(Verdict::Na));
    assert_eq!(rows.levels(&on(Basis::Evaluated)).claimable, level(0));
    assert!(rows.problem(&ask(), "CCSC 2").contains("a common constraint always applies"));
}

#[test]
fn an_open_constraint_changes_no_vector_but_nothing_is_claimable() {
    let levels = embedded().state("CCSC 4", Status::NotMet).levels(&Ask { target: target("2"), ..ask() });
    assert_eq!(levels.vector.to_string(), "{4 4 4 4 4 4 4}");
    assert_eq!((levels.headline, levels.claimable, levels.meets_target), (level(4), level(0), Some(false)));
}

#[test]
fn integration_counts_for_capability_and_becomes_a_condition() {
    let rows = embedded().state("CR 1.3", Status::ByIntegration).state("CR 2.8", Status::ByIntegration);
    let levels = rows.levels(&ask());
    assert_eq!(levels.vector.to_string(), "{4 4 4 4 4 4 4}");
    assert_eq!(levels.on(Basis::Claimed, Way::Native).to_string(), "{0 0 4 4 4 4 4}");
    rows.answer(&ask(), |assessment| {
        let conditions: Vec<_> =
            assessment.conditions.iter().map(|one| (one.row.requirement.as_str(), one.offered)).collect();
        // CR 2.8 does not offer integration in its text: to be agreed with the evaluator.
        assert_eq!(conditions, [("CR 1.3", true), ("CR 2.8", false)]);
    });
}

#[test]
fn a_countermeasure_never_counts_for_a_product() {
    let rows = embedded().state("CR 7.1", Status::Compensated);
    let levels = rows.levels(&ask());
    assert_eq!(levels.vector.to_string(), "{4 4 4 4 4 4 0}");
    assert_eq!(levels.on(Basis::Claimed, Way::Countermeasure).to_string(), "{4 4 4 4 4 4 4}");
    rows.answer(&ask(), |assessment| {
        assert!(matches!(assessment.gaps[0].why, Why::OnlyCompensated(_)));
    });
}

#[test]
fn a_countermeasure_counts_in_an_installed_zone() {
    let rows = Rows::all_met(&SYSTEMS, ComponentTypes::NONE).state("SR 7.1", Status::Compensated);
    assert_eq!(rows.vector(&ask()), "{4 4 4 4 4 4 0}");
    let zone = Ask { subject: AssessedAs::Zone, ..ask() };
    assert_eq!(rows.vector(&zone), "{4 4 4 4 4 4 4}");
    rows.answer(&zone, |assessment| assert_eq!(assessment.conditions[0].way, Way::Countermeasure));
}

#[test]
fn a_status_without_its_statement_is_an_error_and_silence() {
    for status in [Status::ByIntegration, Status::Compensated, Status::NotApplicable] {
        let rows = embedded().state("CR 4.3", status).change("CR 4.3", |row| {
            row.claim.statement.clear();
            row.evaluation.verdict = None;
        });
        let ask = || Ask { present: vec![FeatureId::new("cryptography")], ..ask() };
        let levels = rows.levels(&ask());
        assert_eq!(levels.on(Basis::Claimed, Way::Countermeasure).to_string(), "{4 4 4 0 4 4 4}", "{status}");
        assert!(rows.problem(&ask(), "CR 4.3").contains("error: CR 4.3: "), "{status}");
        rows.answer(&ask(), |assessment| assert_eq!(assessment.counts.silent, 1, "{status}"));
    }
}

#[test]
fn an_enhancement_on_an_open_base_is_warned_about() {
    let rows = embedded().without("CR 1.5");
    assert!(rows.problem(&ask(), "CR 1.5").contains("warning: CR 1.5 RE(1) is claimed, but its base CR 1.5"));
    let rows = embedded().state("CR 1.5", Status::Partly);
    assert!(rows.problem(&ask(), "CR 1.5").contains("warning: CR 1.5 RE(1)"));
}

#[test]
fn a_group_without_applicable_rows_is_null_and_fails_a_target() {
    // FR 5 of an embedded device has one row; an evaluator may find that it does not apply.
    let rows = embedded().change("CR 5.1", |row| row.evaluation.verdict = Some(Verdict::Na));
    let ask = Ask { target: target("1 1 1 1 1 1 1"), ..on(Basis::Evaluated) };
    let levels = rows.levels(&ask);
    assert_eq!(levels.vector.to_string(), "{4 4 4 4 – 4 4}");
    assert_eq!((levels.headline, levels.meets_target), (level(4), Some(false)));
    let ask = Ask { target: target("1 1 1 1 0 1 1"), ..ask };
    assert_eq!(rows.levels(&ask).meets_target, Some(true));
}

#[test]
fn the_result_says_where_a_higher_level_asks_nothing_more() {
    let asks = embedded().levels(&ask()).asks_up_to.map(|level| level.map(SecurityLevel::number));
    assert_eq!(asks, [Some(4), Some(4), Some(4), Some(3), Some(1), Some(3), Some(3)]);
}

#[test]
fn an_empty_part_speaks_for_parts_without_their_own_row_and_the_worst_counts() {
    let rows = embedded().state_part("CR 3.5", Some("web server"), Status::Partly);
    assert_eq!(rows.vector(&ask()), "{4 4 0 4 4 4 4}");
    rows.answer(&ask(), |assessment| {
        assert_eq!(assessment.gaps[0].why.to_string(), "met in part only (part \"web server\")");
    });
    // The part's own row wins over the row for all.
    let rows = embedded().state_part("CR 3.5", Some("web server"), Status::Met).state("CR 3.5", Status::Met);
    assert_eq!(rows.vector(&ask()), "{4 4 4 4 4 4 4}");
    // Once there are parts, a requirement that is stated for one of them only is silent for the others.
    let rows = rows.without("CR 3.5").state_part("CR 3.5", Some("web server"), Status::Met).state_part(
        "CR 3.6",
        Some("bootloader"),
        Status::Met,
    );
    assert_eq!(rows.vector(&ask()), "{4 4 0 4 4 4 4}");
    rows.answer(&ask(), |assessment| {
        assert_eq!(assessment.gaps[0].why, Why::SilentPart("bootloader"));
    });
}

#[test]
fn shown_needs_evidence_that_holds() {
    let rows = embedded().change("CR 1.1", |row| row.claim.evidence.clear());
    assert_eq!(rows.vector(&ask()), "{4 4 4 4 4 4 4}");
    assert_eq!(rows.vector(&on(Basis::Shown)), "{0 4 4 4 4 4 4}");
    let rows = embedded().change("CR 1.1", |row| row.claim.evidence[0].state = EvidenceState::Broken);
    assert_eq!(rows.vector(&on(Basis::Shown)), "{0 4 4 4 4 4 4}");
}

#[test]
fn claimed_and_shown_never_read_verdicts() {
    let mut rows = embedded();
    for row in &mut rows.rows {
        row.evaluation.verdict = Some(Verdict::Fail);
    }
    assert_eq!(rows.vector(&ask()), "{4 4 4 4 4 4 4}");
    assert_eq!(rows.vector(&on(Basis::Shown)), "{4 4 4 4 4 4 4}");
    assert_eq!(rows.vector(&on(Basis::Evaluated)), "{0 0 0 0 0 0 0}");
}

#[test]
fn evaluated_counts_only_pass_and_na() {
    for verdict in [None, Some(Verdict::Fail), Some(Verdict::Ne)] {
        let rows = embedded().change("CR 6.1", |row| row.evaluation.verdict = verdict);
        assert_eq!(rows.vector(&on(Basis::Evaluated)), "{4 4 4 4 4 0 4}", "{verdict:?}");
    }
}

#[test]
fn a_pass_takes_its_way_from_the_status() {
    let rows = embedded().state("CR 1.3", Status::ByIntegration).state("CR 7.1", Status::Compensated);
    let levels = rows.levels(&on(Basis::Evaluated));
    assert_eq!(levels.on(Basis::Evaluated, Way::Native).to_string(), "{0 4 4 4 4 4 0}");
    assert_eq!(levels.on(Basis::Evaluated, Way::Integration).to_string(), "{4 4 4 4 4 4 0}");
    assert_eq!(levels.on(Basis::Evaluated, Way::Countermeasure).to_string(), "{4 4 4 4 4 4 4}");
}

#[test]
fn a_pass_without_a_satisfying_status_is_an_error_and_stays_open() {
    for status in [None, Some(Status::Partly), Some(Status::NotMet)] {
        let rows = embedded().change("CR 6.1", |row| row.claim.status = status);
        assert_eq!(rows.vector(&on(Basis::Evaluated)), "{4 4 4 4 4 0 4}");
        let problems = rows.problems(&ask());
        assert!(problems.iter().any(|text| text.contains("error: CR 6.1: `pass`, but no status")), "{problems:#?}");
    }
}

#[test]
fn a_pass_on_an_unexplained_integration_or_a_refused_status_stays_open() {
    let rows = embedded()
        .state("CR 6.1", Status::ByIntegration)
        .change("CR 6.1", |row| row.claim.statement.clear())
        .state("CCSC 2", Status::ByIntegration);
    let levels = rows.levels(&on(Basis::Evaluated));
    assert_eq!(levels.vector.to_string(), "{4 4 4 4 4 0 4}");
    assert_eq!(levels.claimable, level(0));
}

#[test]
fn only_the_evaluated_basis_is_capped() {
    let rows = embedded().without("CR 1.1 RE(2)");
    let ask = Ask { applied_for: target("1"), ..ask() };
    let levels = rows.levels(&ask);
    assert_eq!(
        (levels.vector.to_string(), levels.by_type[0].1.to_string()),
        ("{2 4 4 4 4 4 4}".into(), "{2 4 4 4 4 4 4}".into())
    );
    rows.answer(&ask, |assessment| assert_eq!(assessment.gaps.len(), 1));
}

#[test]
fn an_evaluation_is_capped_at_what_was_applied_for() {
    let ask = Ask { applied_for: target("2 2 2 1 2 2 2"), ..on(Basis::Evaluated) };
    let levels = embedded().levels(&ask);
    assert_eq!(levels.vector.to_string(), "{2 2 2 1 2 2 2}");
    assert_eq!(levels.by_type[0].1.to_string(), "{2 2 2 1 2 2 2}");
    // The other bases are not capped, and what lies above the cap is no gap.
    assert_eq!(levels.on(Basis::Claimed, Way::Integration).to_string(), "{4 4 4 4 4 4 4}");
    embedded().without("CR 1.1 RE(2)").answer(&ask, |assessment| assert!(assessment.gaps.is_empty()));
}

#[test]
fn a_later_verdict_does_not_count_yet() {
    let rows = embedded().change("CR 6.1", |row| row.evaluation.date = parse_date("2026-12-01"));
    assert_eq!(rows.vector(&on(Basis::Evaluated)), "{4 4 4 4 4 0 4}");
    assert!(rows.problem(&ask(), "CR 6.1").contains("does not count yet"));
    let later = Ask { at: parse_date("2026-12-01").expect("a day"), ..on(Basis::Evaluated) };
    assert_eq!(rows.vector(&later), "{4 4 4 4 4 4 4}");
}

#[test]
fn gaps_name_the_level_that_they_block_and_the_next_step_names_exactly_what_it_needs() {
    let rows = embedded().without("CR 1.1 RE(1)").without("CR 1.1 RE(2)").without("CR 2.6");
    let levels = rows.levels(&ask());
    assert_eq!(levels.vector.to_string(), "{1 1 4 4 4 4 4}");
    rows.answer(&ask(), |assessment| {
        let gaps: Vec<_> = assessment
            .gaps
            .iter()
            .map(|gap| {
                (
                    COMPONENTS.requirements[gap.requirement].id.as_str(),
                    gap.needed_for,
                    gap.holds_group,
                    gap.holds_headline,
                )
            })
            .collect();
        assert_eq!(
            gaps,
            [("CR 1.1 RE(1)", 2, true, true), ("CR 1.1 RE(2)", 3, false, false), ("CR 2.6", 2, true, true)]
        );
    });
    let next: Vec<_> = levels
        .next
        .iter()
        .map(|step| {
            let rows: Vec<_> = step.rows.iter().map(|index| COMPONENTS.requirements[*index].id.as_str()).collect();
            (step.fr.abbreviation(), step.from.number(), rows.join(" + "), step.holds_headline)
        })
        .collect();
    assert_eq!(next, [("IAC", 1, "CR 1.1 RE(1)".to_owned(), true), ("UC", 1, "CR 2.6".to_owned(), true)]);
    // The promise: close exactly these and the level moves.
    let closed = rows.state("CR 1.1 RE(1)", Status::Met).state("CR 2.6", Status::Met);
    assert_eq!(closed.vector(&ask()), "{2 4 4 4 4 4 4}");
}

#[test]
fn certificates_count_passed_not_applicable_and_total_per_group() {
    let rows = Rows::all_met(&COMPONENTS, NETWORK).state("NDR 1.6", Status::NotApplicable).without("NDR 1.6 RE(1)");
    rows.answer(&Ask { types: NETWORK, ..ask() }, |assessment| {
        let groups: Vec<_> = COMPONENTS
            .head
            .groups
            .iter()
            .zip(&assessment.groups)
            .map(|(group, count)| {
                (group.id.as_ref(), count.passed, count.not_applicable, count.total, count.not_evaluated())
            })
            .collect();
        assert_eq!(groups[0], ("CCSC", 4, 0, 4, 0));
        assert_eq!(groups[1], ("FR1", 20, 0, 22, 2));
        assert_eq!(groups[11], ("NDR", 20, 2, 22, 0));
        assert_eq!(groups.iter().map(|group| group.3).sum::<usize>(), 141);
    });
}

#[test]
fn a_standing_leads_back_to_its_row() {
    embedded().answer(&ask(), |assessment| {
        let standing = &assessment.standings[4];
        match assessment.stand(standing) {
            Stand::Satisfied(Way::Native, row) => assert_eq!(row.spots.status, model::Spot::new(6, 2)),
            other => panic!("{other:?}"),
        }
    });
}
