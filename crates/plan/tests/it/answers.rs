//! Do answers come back from their file, and does a skipped question say what it would change?

use std::sync::LazyLock;

use catalogue::Catalogue;
use model::{Date, parse_date};
use plan::{AllAnswers, Answers, Path, Pathway, any_subject};
use proptest::prelude::*;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::compiled);
static PATHWAY: LazyLock<Pathway> = LazyLock::new(|| Pathway::compiled(&CATALOGUE));

fn day() -> Date {
    parse_date("2026-11-22").expect("a day")
}

/// Answers from numbers: for each question how many choices from which on, none for a skipped one.
fn answers(numbers: &[(usize, usize)]) -> Answers {
    let mut answers = Answers::default();
    for (question, (from, many)) in PATHWAY.questions().iter().zip(numbers) {
        let many = if question.several { *many } else { (*many).min(1) };
        for at in 0..many {
            answers.add(&question.id, &question.choices[(from + at) % question.choices.len()].id);
        }
    }
    answers
}

fn any_answers() -> impl Strategy<Value = Answers> {
    prop::collection::vec((0usize..30, 0usize..4), 10).prop_map(|numbers| answers(&numbers))
}

/// What a reader would see of a path, without the laws' points, which follow from the parts.
fn seen(path: &Path) -> String {
    let steps: Vec<_> = path.steps.iter().map(|step| (&step.part, &step.joint)).collect();
    let law = path.cra.as_ref().map(|cra| (cra.scope, &cra.class));
    format!("{steps:?} {:?} {law:?} {} {:?}", path.remarks, path.nis2.is_empty(), path.no_certificate)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn answers_come_back_from_their_file(answers in any_answers()) {
        let answers = AllAnswers { organization: answers, subjects: Vec::new() };
        let text = PATHWAY.write_answers(&answers);
        let (back, problems) = PATHWAY.read_answers("pathway.toml", &text, &any_subject);
        // Answers at random may contradict each other, which is a warning.
        prop_assert!(!problems.iter().any(model::Problem::is_error), "{:?}\n{}", problems, text);
        let found = PATHWAY.path(&CATALOGUE, &back.organization, day()).contradictions;
        prop_assert_eq!(problems.len(), found.len());
        prop_assert_eq!(back, answers);
    }

    /// Whoever skips a question of which the page says that it changes nothing misses nothing.
    #[test]
    fn what_changes_nothing_changes_nothing(answers in any_answers()) {
        let before = seen(&PATHWAY.path(&CATALOGUE, &answers, day()));
        let skipped = PATHWAY.skipped(&answers, day());
        let open = PATHWAY.questions().iter().filter(|question| answers.of(&question.id).is_empty());
        prop_assert_eq!(skipped.len(), open.clone().count());
        for (question, said) in open.zip(&skipped) {
            prop_assert_eq!(&question.id, &said.question);
            let changes = question.choices.iter().any(|choice| {
                let mut tried = answers.clone();
                tried.add(&question.id, &choice.id);
                seen(&PATHWAY.path(&CATALOGUE, &tried, day())) != before
            });
            prop_assert_eq!(changes, !said.changes_nothing(), "{}: {:?}", question.id, said);
        }
    }
}

#[test]
fn typed_answers_are_read_by_number_and_by_id() {
    let question = &PATHWAY.questions()[0];
    let ids = |typed: &str| question.read(typed).expect("an answer");
    assert_eq!(ids(" 1, integrator,1 "), ["component-maker", "integrator"]);
    assert!(ids("").is_empty());
    assert!(question.read("0").is_err_and(|wrong| wrong.right == "numbers go from 1 to 6"));
    assert!(question.read("99999999999999999999999").is_err());
    assert!(question.read("nobody").is_err_and(|wrong| wrong.right.starts_with("answers are component-maker")));
    let one = PATHWAY.questions().iter().find(|question| !question.several).expect("a question with one answer");
    assert!(one.read("1 2").is_err());
}

/// The examples hold what the program itself would have written.
#[test]
fn the_examples_stand_as_the_program_writes_them() {
    for text in [
        include_str!("../../../../examples/gateway/pathway.toml"),
        include_str!("../../../../examples/integrator/pathway.toml"),
        include_str!("../../../../examples/plant/pathway.toml"),
    ] {
        let (answers, problems) = PATHWAY.read_answers("pathway.toml", text, &any_subject);
        assert!(problems.is_empty(), "{problems:?}");
        assert_eq!(PATHWAY.write_answers(&answers), text);
    }
}
