//! Do products and sites that answer for themselves come together in one path, without a part too many or too few?

use std::sync::LazyLock;

use catalogue::Catalogue;
use model::{Date, Problem, parse_date};
use plan::{AllAnswers, Answers, Combined, CraScope, ORGANIZATION, OwnAnswers, Path, Pathway, any_subject};
use proptest::prelude::*;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(Catalogue::compiled);
static PATHWAY: LazyLock<Pathway> = LazyLock::new(|| Pathway::compiled(&CATALOGUE));

fn day() -> Date {
    parse_date("2026-11-22").expect("a day")
}

type Pairs<'p> = &'p [(&'p str, &'p str)];

fn all(organization: Pairs<'_>, subjects: &[(&str, Pairs<'_>)]) -> AllAnswers {
    let answers = |pairs: Pairs<'_>| Answers::new(pairs.iter().copied());
    let own = |(id, pairs): &(&str, Pairs<'_>)| OwnAnswers { id: (*id).to_owned(), answers: answers(pairs) };
    AllAnswers { organization: answers(organization), subjects: subjects.iter().map(own).collect() }
}

fn combined(all: &AllAnswers) -> Combined {
    PATHWAY.combined(&CATALOGUE, all, day())
}

/// Each part with its purpose, and for whom it is.
fn steps(found: &Combined) -> Vec<(String, Vec<&str>)> {
    let ids = |whom: &Vec<usize>| whom.iter().map(|at| found.singles[*at].id.as_str()).collect();
    let name = |step: &plan::Step| format!("{} {}", step.part.id, step.part.purpose).trim().to_owned();
    found.path.steps.iter().zip(&found.steps_for).map(|(step, whom)| (name(step), ids(whom))).collect()
}

fn read(text: &str) -> (AllAnswers, Vec<String>) {
    let (answers, problems) = PATHWAY.read_answers("pathway.toml", text, &any_subject);
    (answers, problems.iter().map(ToString::to_string).collect())
}

/// By hand: both products rest on one process; the first is what the organization says, the second has another class.
#[test]
fn one_process_serves_two_products_of_different_class() {
    let maker: Pairs<'_> = &[
        ("role", "component-maker"),
        ("aim", "export-eu"),
        ("digital", "yes"),
        ("market", "eu"),
        ("core", "iii.i.12"),
    ];
    let found =
        combined(&all(maker, &[("products/b", &[("core", "iii.ii.2")]), ("products/c", &[("core", "iii.i.12")])]));
    let everybody = vec![ORGANIZATION, "products/b", "products/c"];
    assert_eq!(steps(&found), [("4-1".to_owned(), everybody.clone()), ("4-2".to_owned(), everybody)]);
    let class =
        |at: usize| found.singles[at].path.cra.as_ref().and_then(|law| law.class.as_ref()).map(|one| &*one.class);
    assert_eq!([class(0), class(1), class(2)], [Some("important-1"), Some("important-2"), Some("important-1")]);
    let law = found.path.cra.as_ref().expect("makers");
    assert!(law.scope == CraScope::Applies && law.class.is_none() && law.routes.is_empty(), "they differ");
    assert_eq!(law.annex_i, found.singles[1].path.cra.as_ref().expect("a maker").annex_i, "all have the same parts");
    assert!(found.path.steps[1].joint.contains("must exist"));
    // A scheme of one that allows no joint assessment: nothing of it is said of all.
    let iecee = combined(&all(maker, &[("products/b", &[("scheme", "iecee")])]));
    assert!(iecee.path.steps[1].joint.is_empty() && !iecee.singles[0].path.steps[1].joint.is_empty());
}

/// By hand: owner 2-1, 3-2, 3-3; the workshop 2-4, 3-3; a part stays out only where nobody needs it.
#[test]
fn a_plant_and_its_workshop_share_what_both_need() {
    let own: Pairs<'_> = &[("role", "integrator"), ("aim", "tender"), ("zones", "customer"), ("nis2", "supplier")];
    let found = combined(&all(&[("role", "owner"), ("nis2", "entity")], &[("site: shop", own)]));
    assert_eq!(
        steps(&found),
        [
            ("2-1".to_owned(), vec![ORGANIZATION]),
            ("2-4".to_owned(), vec!["site: shop"]),
            ("3-2".to_owned(), vec![ORGANIZATION]),
            ("3-3 plant".to_owned(), vec![ORGANIZATION, "site: shop"]),
        ]
    );
    assert_eq!(found.path.left_out.iter().map(|one| one.part.as_str()).collect::<Vec<_>>(), ["4-1", "4-2"]);
    assert!(found.path.left_out.iter().all(|one| !one.because.is_empty()));
    assert!(found.path.cra.is_none());
    // 2-1 does much for NIS2, and the workshop does not have it: of all together less is said than of the plant.
    let served = |path: &Path| path.nis2.iter().filter(|point| point.best.is_some()).count();
    assert!(served(&found.path) < served(&found.singles[0].path), "{}", served(&found.path));
    assert!(served(&found.path) <= served(&found.singles[1].path));
}

/// By hand: what stands for one is to be done for the other, and 4-1 is wanted by the two makers only.
#[test]
fn what_stands_for_one_is_still_to_be_done_for_another() {
    let found = combined(&all(
        &[("role", "maintainer"), ("existing", "2-4-certificate")],
        &[
            ("products/a", &[("role", "embedded-maker"), ("aim", "tender"), ("existing", "4-1-certificate")]),
            ("systems/b", &[("role", "system-maker"), ("aim", "tender"), ("existing", "none")]),
        ],
    ));
    assert_eq!(
        steps(&found),
        [
            ("4-1".to_owned(), vec!["systems/b"]),
            ("4-2".to_owned(), vec!["products/a"]),
            ("3-3 product".to_owned(), vec!["systems/b"]),
        ]
    );
    let there: Vec<_> = found.path.in_place.iter().map(|one| one.part.id.as_str()).collect();
    assert_eq!((there, &found.in_place_for), (vec!["2-4", "4-1"], &vec![vec![0], vec![1]]));
}

/// An own answer replaces the organization's to that question, whole; every other question falls back to it.
#[test]
fn own_answers_stand_before_those_of_the_organization() {
    let all = all(
        &[("role", "owner"), ("aim", "nis2"), ("existing", "iso27001")],
        &[("a", &[("existing", "2-1-program")]), ("b", &[])],
    );
    let holding = all.holding("a");
    assert_eq!(
        (holding.of("existing"), holding.of("role")),
        (&["2-1-program".to_owned()][..], &["owner".to_owned()][..])
    );
    assert_eq!((all.holding("b"), all.holding("c")), (all.organization.clone(), all.organization.clone()));
}

#[test]
fn the_file_of_several_is_read_strictly_and_written_whole() {
    let text = "format = 1\n\n[answers]\nrole = [\"component-maker\"]\ncore = \"iii.i.12\"\n\n\
                [[subject]]\nid = \"products/b\"\n[subject.answers]\ndigital = \"no\"\n\n[[subject]]\nid = \"site: Hamburg\"\n";
    let (answers, problems) = read(text);
    assert_eq!(answers.subjects.len(), 2);
    assert_eq!(answers.own("products/b").map(|own| own.of("digital").len()), Some(1));
    assert_eq!(problems.len(), 1, "{problems:?}");
    for words in [
        "pathway.toml:10:11: warning: products/b: `digital` says",
        "`digital` is its own answer, `core` the organization's",
        "hint: answer digital with \"yes\"",
    ] {
        assert!(problems[0].contains(words), "{problems:?}");
    }
    let written = PATHWAY.write_answers(&answers);
    assert_eq!(read(&written).0, answers, "{written}");

    let wrong = "format = 1\n[[subject]]\nid = \"a\"\nrole = 1\n[subject.answers]\nrole = \"astronaut\"\nrol = \"owner\"\n\
                 [[subject]]\nid = \" a\"\n[subject.answers]\nrole = \"owner\"\n[[subject]]\n[[subject]]\nid = \"organization\"\n";
    let (answers, problems) = read(wrong);
    assert_eq!(answers.subjects.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["a"]);
    assert!(!answers.subjects[0].answers.has("role", "owner"), "the second entry counts for nothing");
    for line in [
        "pathway.toml:4:1: error: nobody reads `role`",
        "pathway.toml:6:8: error: \"astronaut\" is not an answer to \"role\"",
        "pathway.toml:7:1: error: there is no question \"rol\"",
        "pathway.toml:9:6: error: \"a\" has two entries",
        "pathway.toml:12:1: error: `id` is missing in [subject]",
        "pathway.toml:14:6: error: \"organization\" is no product or site",
    ] {
        assert!(problems.iter().any(|one| one.starts_with(line)), "{line}\n{problems:#?}");
    }
    assert_eq!(problems.len(), 6, "{problems:#?}");
    let found = combined(&answers);
    assert!(found.path.misfits.iter().all(|one| one.starts_with("a: ")) && found.path.misfits.len() == 2);

    let many: String = (0..300).map(|number| format!("[[subject]]\nid = \"p{number}\"\n")).collect();
    let (answers, problems) = read(&format!("format = 1\n{many}"));
    assert_eq!((answers.subjects.len(), problems.len()), (200, 1));
    assert!(problems[0].starts_with("pathway.toml:402:1: error: more than 200"), "{problems:?}");
}

fn any_answers(most: usize) -> impl Strategy<Value = Answers> {
    let pairs: Vec<(String, String)> = PATHWAY
        .questions()
        .iter()
        .flat_map(|question| question.choices.iter().map(|choice| (question.id.clone(), choice.id.clone())))
        .collect();
    prop::collection::vec(prop::sample::select(pairs), 0..most)
        .prop_map(|pairs| Answers::new(pairs.iter().map(|(question, choice)| (question.as_str(), choice.as_str()))))
}

fn any_all() -> impl Strategy<Value = AllAnswers> {
    (any_answers(8), prop::collection::vec(any_answers(6), 0..4)).prop_map(|(organization, own)| AllAnswers {
        organization,
        subjects: (own.into_iter().enumerate())
            .map(|(number, answers)| OwnAnswers { id: format!("products/p{number}"), answers })
            .collect(),
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Every part of a single path stands once on the path of all, for exactly those who need it, and nothing else does;
    /// nothing stands before what it rests on; what is left out is needed by nobody.
    #[test]
    fn all_together_need_what_each_needs(all in any_all()) {
        let found = combined(&all);
        let order: Vec<_> = found.path.steps.iter().map(|step| step.part.clone()).collect();
        for (at, part) in order.iter().enumerate() {
            prop_assert_eq!(order.iter().filter(|known| *known == part).count(), 1);
            let needed: Vec<usize> = (0..found.singles.len())
                .filter(|who| found.singles[*who].path.steps.iter().any(|step| step.part == *part))
                .collect();
            prop_assert!(!needed.is_empty(), "{} is for nobody", part.id);
            prop_assert_eq!(&needed, &found.steps_for[at]);
            for need in &found.path.steps[at].rests_on {
                prop_assert!(order.iter().position(|known| known.id == *need).is_none_or(|need| need < at), "{:?}", order);
            }
        }
        for (who, one) in found.singles.iter().enumerate() {
            let alone = PATHWAY.path(&CATALOGUE, &all.holding(&one.id), day());
            let holding = if who == 0 { PATHWAY.path(&CATALOGUE, &all.organization, day()) } else { alone };
            prop_assert_eq!(&one.path, &holding);
            for step in &one.path.steps {
                prop_assert!(order.contains(&step.part));
                let shown = found.path.steps.iter().find(|known| known.part == step.part);
                let told = step.because.iter().all(|why| shown.is_some_and(|shown| shown.because.contains(why)));
                prop_assert!(told, "a reason for {} is lost", step.part.id);
            }
            for part in found.path.left_out.iter().map(|out| &out.part) {
                let there = one.path.steps.iter().any(|step| step.part.id == *part)
                    || one.path.in_place.iter().any(|known| known.part.id == *part);
                prop_assert!(!there, "{part}");
            }
            // Of all together no more is said of a law than of each whom it binds.
            if let (Some(law), Some(own)) = (&found.path.cra, &one.path.cra)
                && own.scope != CraScope::StaysOut
            {
                for (point, own) in law.annex_i.iter().zip(&own.annex_i) {
                    prop_assert!(point.best.is_none_or(|best| own.best.is_some_and(|own| own <= best)), "{}", point.id);
                }
            }
        }
    }

    #[test]
    fn several_come_back_from_their_file(all in any_all()) {
        let text = PATHWAY.write_answers(&all);
        let (back, problems) = PATHWAY.read_answers("pathway.toml", &text, &any_subject);
        let one_only = |id: &str| PATHWAY.questions().iter().any(|question| question.id == id && !question.several);
        let twice = |answers: &Answers| answers.iter().any(|(id, choices)| one_only(id) && choices.len() > 1);
        let odd = twice(&all.organization) || all.subjects.iter().any(|one| twice(&one.answers));
        prop_assert_eq!(problems.iter().any(Problem::is_error), odd, "{:?}", problems);
        prop_assert_eq!(back, all);
    }
}
