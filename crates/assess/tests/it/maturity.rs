//! The rules of 4-1, 2-1 and 2-4.

use assess::{Ask, supported_by_marks};
use model::{Basis, FeatureId, Goal, Mark, Marks, MaturityLevel, Status, Trait, Verdict};

use crate::subject::{PROCESS, Rows, ask, edition, on};

fn ml(number: u8) -> MaturityLevel {
    MaturityLevel::new(number).expect("a level")
}

fn marks(words: &str) -> Marks {
    let mut marks = Marks::default();
    for word in words.split_whitespace() {
        let (name, mark) = match word.strip_suffix('~') {
            Some(name) => (name, Mark::Partly),
            None => (word.strip_prefix('!').unwrap_or(word), if word.starts_with('!') { Mark::No } else { Mark::Yes }),
        };
        let one = Trait::ALL.into_iter().find(|one| one.id() == name).expect("a trait");
        marks.set(one, mark);
    }
    marks
}

fn supported(words: &str) -> u8 {
    supported_by_marks(&marks(words)).number()
}

#[test]
fn silence_is_level_0() {
    assert_eq!(supported(""), 0);
    assert_eq!(supported("!performed !documented"), 0);
    assert_eq!(supported("competent measured improved repeated"), 0);
}

#[test]
fn performed_or_documented_in_part_is_level_1() {
    assert_eq!(supported("performed"), 1);
    assert_eq!(supported("documented~"), 1);
    assert_eq!(supported("documented"), 1);
    assert_eq!(supported("performed~"), 0);
}

#[test]
fn documented_with_competent_people_is_level_2_performed_or_not() {
    assert_eq!(supported("documented competent"), 2);
    assert_eq!(supported("documented competent performed"), 2);
    assert_eq!(supported("documented~ competent performed"), 1);
    assert_eq!(supported("documented competent~ performed"), 1);
}

#[test]
fn practised_and_repeated_is_level_3() {
    assert_eq!(supported("documented competent practised repeated"), 3);
    assert_eq!(supported("documented competent practised"), 2);
    assert_eq!(supported("documented competent practised~ repeated"), 2);
}

#[test]
fn measured_and_improved_is_level_4() {
    assert_eq!(supported("documented competent practised repeated measured improved"), 4);
    assert_eq!(supported("documented competent practised repeated measured"), 3);
    assert_eq!(supported("documented competent practised repeated improved"), 3);
}

#[test]
fn undocumented_practice_stays_level_1_and_measuring_without_practice_level_2() {
    assert_eq!(supported("performed competent practised repeated measured improved"), 1);
    assert_eq!(supported("practised repeated"), 1);
    assert_eq!(supported("documented competent measured improved"), 2);
}

fn all(words: &str) -> Rows {
    let mut rows = Rows::none(&PROCESS);
    for requirement in &PROCESS.requirements {
        rows = rows.state(requirement.id.as_str(), Status::Met).change(requirement.id.as_str(), |row| {
            row.claim.marks = marks(words);
        });
    }
    rows
}

#[test]
fn a_practice_is_its_lowest_row_and_the_headline_the_lowest_practice() {
    let rows =
        all("documented competent practised repeated").change("SVV-3", |row| row.claim.marks = marks("performed"));
    let outcome = rows.maturity(&ask());
    let practices: Vec<_> = outcome.practices.iter().map(|level| level.map(MaturityLevel::number)).collect();
    assert_eq!(practices, [Some(3), Some(3), Some(3), Some(3), Some(1), Some(3), Some(3), Some(3)]);
    assert_eq!(outcome.headline, Some(ml(1)));
    assert_eq!(outcome.histogram, [0, 1, 0, 46, 0]);
    rows.under("iecee-like", &ask(), |assessment| match &assessment.outcome {
        assess::Outcome::Maturity(outcome) => {
            assert_eq!((outcome.headline, outcome.minimum), (None, Some(ml(1))));
        }
        other => panic!("{other:?}"),
    });
}

#[test]
fn a_stated_level_never_exceeds_its_marks() {
    let rows = all("documented competent").change("SM-1", |row| row.claim.maturity = Some(ml(3)));
    assert_eq!(rows.maturity(&ask()).histogram, [0, 0, 47, 0, 0]);
    assert!(rows.problem(&ask(), "SM-1:").contains("error: SM-1: ML 3 is stated, but the marks support ML 2"));
    let rows = all("documented competent").change("SM-1", |row| row.claim.maturity = Some(ml(1)));
    assert_eq!(rows.maturity(&ask()).histogram, [0, 1, 46, 0, 0]);
    let rows = all("").change("SM-1", |row| row.claim.maturity = Some(ml(3)));
    assert_eq!(rows.maturity(&ask()).histogram, [0, 46, 0, 1, 0]);
}

#[test]
fn met_alone_is_level_1_and_partly_never_more() {
    let rows = all("");
    assert_eq!(rows.maturity(&ask()).headline, Some(ml(1)));
    assert!(rows.problem(&ask(), "SM-1:").contains("says nothing of maturity"));
    let rows = all("documented competent").change("SM-1", |row| row.claim.status = Some(Status::Partly));
    assert_eq!(rows.maturity(&ask()).histogram, [0, 1, 46, 0, 0]);
    let rows = all("documented competent").change("SM-1", |row| row.claim.status = Some(Status::NotMet));
    assert_eq!(rows.maturity(&ask()).headline, Some(ml(0)));
    let rows = all("documented competent").change("SM-1", |row| {
        row.claim.status = Some(Status::Compensated);
        row.evaluation.verdict = None;
    });
    assert!(rows.problem(&ask(), "SM-1:").contains("error: SM-1: a process cannot be `compensated`"));
}

#[test]
fn not_applicable_stands_only_on_conditional_rows_of_4_1() {
    let rows = all("documented competent").state("SM-10", Status::NotApplicable).state("SM-7", Status::NotApplicable);
    let outcome = rows.maturity(&ask());
    assert_eq!((outcome.not_applicable, outcome.histogram), (1, [1, 0, 45, 0, 0]));
    let problems = rows.problems(&ask());
    assert!(problems[0].contains("warning: SM-7: applies to every process"), "{problems:#?}");
    // An evaluator's `na` does not help there either.
    assert!(problems[1].contains("error: SM-7: `na`, but the row applies to every process"), "{problems:#?}");
    assert_eq!(rows.maturity(&on(Basis::Evaluated)).histogram[0], 1);
    let present = Ask { present: vec![FeatureId::new("custom-components")], ..ask() };
    assert!(rows.problem(&present, "SM-10").contains("error: SM-10: `not-applicable`, but the feature"));
    let rows = all("documented competent")
        .state("SM-10", Status::NotApplicable)
        .change("SM-10", |row| row.claim.statement.clear());
    assert!(rows.problem(&ask(), "SM-10").contains("error: SM-10: `not-applicable` needs a statement"));
    assert_eq!(rows.maturity(&ask()).histogram[0], 1);
}

#[test]
fn the_owner_decides_what_applies_in_2_1() {
    let owners: &'static _ = Box::leak(Box::new(edition("iec62443-2-1")));
    let rows = Rows::none(owners).state("NET 2.1", Status::NotApplicable);
    let outcome = rows.maturity(&ask());
    assert_eq!((outcome.not_applicable, outcome.histogram[0]), (1, 86));
}

#[test]
fn rows_outside_the_scope_of_2_4_are_not_evaluated() {
    let providers: &'static _ = Box::leak(Box::new(edition("iec62443-2-4")));
    let mut rows = Rows::none(providers);
    for requirement in providers.requirements.iter().take(71) {
        rows = rows
            .state(requirement.id.as_str(), Status::Met)
            .change(requirement.id.as_str(), |row| row.claim.maturity = Some(ml(2)));
    }
    let outcome = rows.maturity(&ask());
    assert_eq!((outcome.headline, outcome.not_evaluated), (Some(ml(2)), 52));
    assert!(rows.problem(&ask(), "in scope").contains("71 of 123 rows are in scope"));
    // A row that is listed and silent is in scope and stands at 0.
    let silent = rows.clone().change("SP.12.09 BR", |_| ());
    assert_eq!(silent.maturity(&ask()).headline, Some(ml(0)));
    // An enhancement in scope without its base is worth a word.
    let lonely = rows.without("SP.01.01 BR");
    assert!(lonely.problem(&ask(), "its base SP.01.01 BR").contains("SP.01.01 RE(1) is in scope"));
}

#[test]
fn shown_needs_evidence_and_evaluated_the_evaluators_level() {
    let rows = all("documented competent").change("SM-1", |row| row.claim.evidence.clear());
    assert_eq!(rows.maturity(&on(Basis::Shown)).histogram, [1, 0, 46, 0, 0]);
    let rows = all("documented competent")
        .change("SM-1", |row| {
            row.evaluation.verdict = None;
            row.evaluation.maturity = Some(ml(1));
        })
        .change("SM-2", |row| row.evaluation.verdict = Some(Verdict::Fail))
        .change("SM-3", |row| row.evaluation.verdict = None);
    assert_eq!(rows.maturity(&on(Basis::Evaluated)).histogram, [2, 1, 44, 0, 0]);
    let capped = Ask { applied_for: Some(Goal::Maturity(ml(1))), ..on(Basis::Evaluated) };
    assert_eq!(rows.maturity(&capped).histogram, [2, 45, 0, 0, 0]);
}

#[test]
fn an_improving_claim_needs_somebody_who_looks() {
    let best = "documented competent practised repeated measured improved";
    assert!(all(best).problems(&ask()).is_empty());
    let rows = all("documented competent practised repeated").change("SVV-3", |row| row.claim.marks = marks(best));
    assert!(rows.problems(&ask()).is_empty());
    let rows = rows.change("DM-6", |row| row.claim.marks = marks("documented competent"));
    let problem = rows.problem(&ask(), "SVV-3");
    assert!(problem.contains("warning: SVV-3: ML 4 is claimed while these are below ML 3: DM-6"), "{problem}");
}

#[test]
fn a_target_holds_for_every_row_in_scope() {
    let rows = all("documented competent");
    let asked = |level| Ask { target: Some(Goal::Maturity(ml(level))), ..ask() };
    assert_eq!(rows.maturity(&asked(2)).meets_target, Some(true));
    assert_eq!(rows.maturity(&asked(3)).meets_target, Some(false));
    rows.answer(&asked(3), |assessment| {
        assert_eq!(assessment.gaps.len(), 47);
        assert_eq!(assessment.gaps[0].needed_for, 3);
        assert!(assessment.gaps[0].why.to_string().contains("the next level still needs: practised, repeated"));
    });
}

#[test]
fn a_row_passes_from_the_schemes_minimum_on_whatever_the_next_step_is() {
    let passed = |rows: &Rows, scheme: &str, target: Option<u8>| {
        let ask = Ask { target: target.map(|level| Goal::Maturity(ml(level))), ..ask() };
        rows.under(scheme, &ask, |assessment| assessment.groups.iter().map(|group| group.passed).sum::<usize>())
    };
    let rows = all("documented competent");
    assert_eq!((passed(&rows, "default", None), passed(&rows, "isasecure-like", None)), (47, 0));
    assert_eq!((passed(&rows, "default", Some(3)), passed(&rows, "isasecure-like", Some(2))), (0, 0));
    let low = rows.change("SM-1", |row| row.claim.marks = marks("performed"));
    assert_eq!(passed(&low, "default", None), 46);
    low.answer(&ask(), |assessment| assert_eq!(assessment.gaps.len(), 1));
}

#[test]
fn an_absent_feature_needs_no_row() {
    let rows = all("documented competent").without("SM-8");
    assert_eq!(rows.maturity(&ask()).headline, Some(ml(0)));
    let absent = Ask { absent: vec![FeatureId::new("private-keys")], ..ask() };
    let outcome = rows.maturity(&absent);
    assert_eq!((outcome.headline, outcome.not_applicable), (Some(ml(2)), 1));
}

#[test]
fn an_evaluator_who_leaves_a_row_in_scope_out_does_not_raise_the_result() {
    let providers: &'static _ = Box::leak(Box::new(edition("iec62443-2-4")));
    let rows = Rows::none(providers)
        .state("SP.01.01 BR", Status::NotMet)
        .change("SP.01.01 BR", |row| row.evaluation.verdict = Some(Verdict::Ne))
        .state("SP.01.02 BR", Status::Met)
        .change("SP.01.02 BR", |row| row.claim.maturity = Some(ml(3)));
    assert_eq!(rows.maturity(&on(Basis::Evaluated)).headline, Some(ml(0)));
}

#[test]
fn a_level_found_where_not_met_is_stated_is_an_error() {
    let rows = all("documented competent").change("SM-1", |row| {
        row.claim.status = Some(Status::NotMet);
        row.evaluation.verdict = None;
        row.evaluation.maturity = Some(ml(4));
    });
    assert_eq!(rows.maturity(&on(Basis::Evaluated)).headline, Some(ml(0)));
    assert!(rows.problem(&ask(), "SM-1:").contains("error: SM-1: ML 4 is found, but `not-met` is stated"));
}
