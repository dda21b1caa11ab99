//! Do the typical answers lead to the typical paths, each with its reasons?

use catalogue::{Catalogue, Coverage, Files};
use model::parse_date;
use plan::{Answers, CraScope, Distance, Path, Pathway, Reason, RemarkKind};
use proptest::prelude::*;

const DAY: &str = "2026-11-22";

fn path(pairs: &[(&str, &str)]) -> Path {
    let catalogue = Catalogue::compiled();
    let day = parse_date(DAY).expect("a day");
    Pathway::compiled(&catalogue).path(&catalogue, &Answers::new(pairs.iter().copied()), day)
}

fn steps(path: &Path) -> Vec<&str> {
    path.steps.iter().map(|step| step.part.id.as_str()).collect()
}

#[test]
fn nothing_is_wrong_with_questions_and_rules() {
    let catalogue = Catalogue::compiled();
    let (pathway, problems) = Pathway::open(&Files::compiled(), &catalogue);
    let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    assert!(pathway.questions().len() <= 10 && pathway.questions().iter().all(|one| one.why.len() > 20));
}

#[test]
fn the_typical_answers_come_out() {
    for (answers, expected) in [
        (&[("role", "component-maker"), ("aim", "export-eu")][..], &["4-1", "4-2"][..]),
        (&[("role", "integrator"), ("aim", "tender")], &["2-4", "3-2", "3-3"]),
        (&[("role", "integrator"), ("aim", "tender"), ("zones", "customer")], &["2-4", "3-3"]),
        (&[("role", "owner"), ("aim", "nis2")], &["2-1", "3-2", "3-3"]),
        (&[("role", "maintainer"), ("aim", "customer-asks")], &["2-4"]),
        (&[("role", "embedded-maker"), ("aim", "customer-asks")], &["4-1", "4-2"]),
        (&[("role", "system-maker"), ("aim", "tender")], &["4-1", "3-3"]),
        (&[("role", "component-maker"), ("aim", "unclear")], &["4-1", "4-2"]),
        (&[("role", "component-maker"), ("aim", "improve")], &["4-1"]),
        (
            &[("role", "integrator"), ("role", "component-maker"), ("aim", "tender")],
            &["2-4", "4-1", "3-2", "4-2", "3-3"],
        ),
    ] {
        let path = path(answers);
        assert_eq!(steps(&path), expected, "{answers:?}");
        assert!(path.steps.iter().all(|step| !step.because.is_empty()));
        // Whatever is not on the path says why.
        assert_eq!(path.left_out.len() + path.steps.len(), 6, "{answers:?}: {:?}", path.left_out);
        assert!(path.left_out.iter().all(|part| !part.because.is_empty()));
        // A part can be certified by somebody, or says that it cannot.
        assert!(
            path.no_certificate.is_some()
                || path.steps.iter().all(|step| step.part.certifiable != step.schemes.is_empty())
        );
    }
}

/// Who wants the product's certificate alone hears that the process comes first.
#[test]
fn a_product_certificate_alone_gives_the_longer_path() {
    let answers = [("role", "component-maker"), ("asked", "product-certificate")];
    let longer = path(&answers);
    assert_eq!(steps(&longer), ["4-1", "4-2"]);
    assert!(matches!(&longer.steps[0].because[..], [Reason::Needed { by, .. }] if by == "4-2"));
    assert_eq!(longer.steps[1].rests_on, ["4-1"]);
    assert!(longer.remarks.iter().any(|remark| remark.kind == RemarkKind::Longer));
    // One assessment for both, where the scheme allows it.
    assert!(longer.steps[1].joint.contains("must exist"));
    let elsewhere = path(&[answers[0], answers[1], ("scheme", "iecee")]);
    assert!(elsewhere.steps[1].joint.is_empty());
    // With the process certificate in place the way is short, and nothing is said of a longer one.
    let short = path(&[answers[0], answers[1], ("existing", "4-1-certificate")]);
    assert_eq!(steps(&short), ["4-2"]);
    assert_eq!(short.in_place.len(), 1);
    assert!(short.steps[0].joint.is_empty() && short.remarks.iter().all(|remark| remark.kind != RemarkKind::Longer));
}

/// A class decides the routes; an unanswered core functionality decides nothing.
#[test]
fn the_class_follows_from_core_functionality() {
    let base = [("role", "component-maker"), ("aim", "export-eu"), ("digital", "yes"), ("market", "eu")];
    let cra = |core: Option<&'static str>| {
        let mut answers = base.to_vec();
        answers.extend(core.map(|core| ("core", core)));
        path(&answers).cra.expect("a maker")
    };
    let open = cra(None);
    assert!(open.scope == CraScope::Applies && open.class.is_none() && open.routes.is_empty());
    for (core, class, module_a) in [
        ("def", "default", Some("allowed")),
        ("iii.i.12", "important-1", Some("only when harmonised standards")),
        ("iii.ii.2", "important-2", Some("not allowed")),
        ("iv.2", "critical", None),
    ] {
        let cra = cra(Some(core));
        let found = cra.class.as_ref().expect("a class");
        assert_eq!(found.class, class);
        assert!(!found.text.is_empty());
        let module = cra.routes.iter().find(|route| route.route.starts_with("Module A"));
        assert_eq!(module.is_some(), module_a.is_some(), "{core}");
        assert!(module.zip(module_a).is_none_or(|(route, may)| route.may.starts_with(may)), "{core}");
    }
    let date = |date: &str| open.dates.iter().find(|one| one.date.to_string() == date).expect("a date").distance;
    assert_eq!(date("2026-09-11"), Distance::InForceSince(72));
    assert_eq!(date("2027-12-11"), Distance::DaysLeft(384));
    assert!(open.truths.iter().any(|truth| truth.contains("Notified bodies do not certify")));
    assert!(open.truths.iter().any(|truth| truth.contains("No route to the CE marking is automatic")));
    // What the path covers of Annex I, and what it leaves.
    assert!(open.annex_i.iter().any(|point| point.best.is_some_and(|word| word < Coverage::Supports)));
    assert!(open.annex_i.iter().any(|point| point.best != Some(Coverage::Full)));
    assert_eq!(path(&[("role", "component-maker"), ("digital", "no")]).cra.expect("a maker").scope, CraScope::StaysOut);
    assert_eq!(path(&[("role", "component-maker")]).cra.expect("a maker").scope, CraScope::Unknown);
    assert!(path(&[("role", "owner")]).cra.is_none());
}

#[test]
fn nis2_is_served_and_never_satisfied() {
    let owner = path(&[("role", "owner"), ("nis2", "entity")]);
    assert!(owner.remarks.iter().any(|remark| remark.kind == RemarkKind::Truth && remark.says.contains("by itself")));
    assert_eq!(owner.nis2.len(), 12);
    assert!(owner.nis2.iter().any(|point| point.best == Some(Coverage::Full)));
    assert!(owner.nis2.iter().any(|point| point.best == Some(Coverage::Partial)));
    let maker = path(&[("role", "component-maker"), ("aim", "export-eu"), ("nis2", "supplier")]);
    assert!(maker.nis2.iter().all(|point| point.best != Some(Coverage::Full)));
    assert!(maker.nis2.iter().any(|point| point.best.is_none()));
}

#[test]
fn what_is_not_answered_is_not_guessed() {
    let nothing = path(&[]);
    assert!(nothing.steps.is_empty() && nothing.left_out.is_empty() && nothing.cra.is_none());
    assert_eq!(nothing.skipped.len(), 10);
    let wrong = path(&[("role", "astronaut"), ("rol", "owner"), ("core", "def"), ("core", "iv.1")]);
    assert!(wrong.steps.is_empty());
    assert_eq!(wrong.misfits.len(), 3, "{:?}", wrong.misfits);
}

#[test]
fn a_rule_that_cannot_be_read_is_named_and_never_holds() {
    let compiled = Files::compiled();
    let files = compiled.matching("pathway/", "").map(|path| {
        let text = compiled.get(path).unwrap_or_default();
        (
            path.to_owned(),
            text.replace("role is maintainer\"]", "role is janitor\", \"rolls is owner\", \"role owner\"]"),
        )
    });
    let catalogue = Catalogue::compiled();
    let (pathway, problems) = Pathway::open(&Files::new(files), &catalogue);
    let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
    for one in ["\"role is janitor\" is not a statement", "\"rolls is owner\"", "\"role owner\""] {
        assert!(problems.iter().any(|text| text.contains("rules.toml:") && text.contains(one)), "{problems:#?}");
    }
    let day = parse_date(DAY).expect("a day");
    let path = pathway.path(&catalogue, &Answers::new([("role", "maintainer")]), day);
    assert!(path.steps.is_empty());
}

fn any_answers() -> impl Strategy<Value = Answers> {
    let questions = Pathway::compiled(&Catalogue::compiled()).questions().to_vec();
    let pairs: Vec<(String, String)> = questions
        .iter()
        .flat_map(|question| question.choices.iter().map(|choice| (question.id.clone(), choice.id.clone())))
        .collect();
    prop::collection::vec(prop::sample::select(pairs), 0..14)
        .prop_map(|pairs| Answers::new(pairs.iter().map(|(question, choice)| (question.as_str(), choice.as_str()))))
}

proptest! {
    /// Whatever is answered: nothing stands before what it rests on, nothing stands without what it rests on, and
    /// every part is on the path, in place or left out with a reason.
    #[test]
    fn prerequisites_hold_for_all_answers(answers in any_answers()) {
        let catalogue = Catalogue::compiled();
        let path = Pathway::compiled(&catalogue).path(&catalogue, &answers, parse_date(DAY).expect("a day"));
        let order = steps(&path);
        let at = |part: &str| order.iter().position(|known| *known == part);
        let there = |part: &str| at(part).is_some() || path.in_place.iter().any(|known| known.part.id == part);
        for step in &path.steps {
            let (id, purpose) = (step.part.id.as_str(), step.part.purpose.as_str());
            let needs: &[&str] = match (id, purpose) {
                ("4-2", _) | ("3-3", "product") => &["4-1"],
                ("3-3", "plant") => &["2-1", "2-4"],
                _ => &[],
            };
            prop_assert!(needs.is_empty() || needs.iter().any(|need| there(need)), "{id} {answers:?}");
            let own = path.steps.iter().position(|known| known.part == step.part);
            prop_assert!(needs.iter().all(|need| at(need).is_none_or(|need| Some(need) < own)), "{order:?}");
            prop_assert!(!step.because.is_empty());
        }
        if !order.is_empty() || !path.in_place.is_empty() {
            for part in ["4-1", "4-2", "3-3", "3-2", "2-1", "2-4"] {
                let out = path.left_out.iter().find(|known| known.part == part);
                prop_assert!(there(part) != out.is_some(), "{part} {answers:?}");
                prop_assert!(out.is_none_or(|out| !out.because.is_empty()));
            }
        }
    }
}
