//! What must hold for every sheet, whatever stands in it.

use assess::{Ask, level_vectors};
use model::{
    Basis, ComponentType, ComponentTypes, Evidence, Goal, LevelVector, Row, SecurityLevel, Status, TargetVector,
    Verdict, Way,
};
use proptest::prelude::*;

use crate::subject::{COMPONENTS, Rows, ask, scheme};

fn statuses() -> impl Strategy<Value = Option<Status>> {
    prop_oneof![
        4 => Just(Some(Status::Met)),
        1 => prop::sample::select(Status::ALL).prop_map(Some),
        1 => Just(None),
    ]
}

fn verdicts() -> impl Strategy<Value = Option<Verdict>> {
    prop_oneof![4 => Just(Some(Verdict::Pass)), 1 => prop::sample::select(Verdict::ALL).prop_map(Some), 1 => Just(None)]
}

fn types() -> impl Strategy<Value = ComponentTypes> {
    (1u8..16).prop_map(|bits| {
        ComponentType::ALL
            .into_iter()
            .enumerate()
            .filter(|(bit, _)| bits & (1 << bit) != 0)
            .map(|(_, one)| one)
            .collect()
    })
}

prop_compose! {
    /// A sheet over the whole edition, mostly met so that levels are not all 0.
    fn sheets()(cells in prop::collection::vec((statuses(), any::<bool>(), any::<bool>(), verdicts(), 0u8..8), 141)) -> Rows {
        let mut rows = Rows::none(&COMPONENTS);
        for (requirement, (status, explained, evidence, verdict, part)) in COMPONENTS.requirements.iter().zip(cells) {
            if part == 7 {
                continue;
            }
            let part = (part == 6).then_some("web server");
            let row = rows.row_of(requirement.id.as_str(), part);
            row.claim.status = status;
            row.claim.statement = if explained { "by the plant's directory".into() } else { String::new() };
            if evidence {
                row.claim.evidence.push(Evidence::named("e.pdf"));
            }
            row.evaluation.verdict = verdict;
        }
        rows
    }
}

/// Null stands above 4: it is what is left when nothing applies.
fn not_lower(one: &LevelVector, other: &LevelVector) -> bool {
    one.0.iter().zip(&other.0).all(|(a, b)| a.is_none() || b.is_some_and(|b| a.is_some_and(|a| a >= b)))
}

fn all_not_lower(one: &[[LevelVector; 3]; 3], other: &[[LevelVector; 3]; 3]) -> bool {
    one.iter().flatten().zip(other.iter().flatten()).all(|(a, b)| not_lower(a, b))
}

fn vectors(rows: &[Row], ask: &Ask) -> [[LevelVector; 3]; 3] {
    level_vectors(&COMPONENTS, scheme("default"), rows, ask)
}

/// Is the row open on the claimed basis, so that satisfying it is a step up and not a change of what applies?
fn open_now(rows: &Rows, at: usize, ask: &Ask) -> bool {
    let id = &rows.rows[at].requirement;
    rows.answer(ask, |assessment| {
        let index = COMPONENTS.find(id.as_str()).expect("known");
        assessment.standing(index).is_none_or(|standing| standing.on.iter().all(|stand| !stand.is_not_applicable()))
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, max_global_rejects: 100_000, ..ProptestConfig::default() })]

    #[test]
    fn turning_a_row_to_satisfied_never_lowers_a_level(sheet in sheets(), types in types(), at in any::<prop::sample::Index>(), status in prop::sample::select(&[Status::Met, Status::ByIntegration, Status::Compensated][..])) {
        let ask = Ask { types, ..ask() };
        prop_assume!(!sheet.rows.is_empty());
        let at = at.index(sheet.rows.len());
        let row = &sheet.rows[at];
        // From a stronger way to a weaker one is no step up, and a row that did not apply begins to.
        prop_assume!(row.claim.status.and_then(Status::way).is_none_or(|way| way >= status.way().expect("a way")));
        prop_assume!(row.claim.status != Some(Status::NotApplicable) && row.evaluation.verdict != Some(Verdict::Na));
        prop_assume!(open_now(&sheet, at, &ask));
        let mut better = sheet.clone();
        let row = &mut better.rows[at];
        row.claim.status = Some(status);
        row.claim.statement = "by the plant's directory".into();
        row.claim.evidence = vec![Evidence::named("e.pdf")];
        row.evaluation.verdict = Some(Verdict::Pass);
        prop_assert!(all_not_lower(&vectors(&better.rows, &ask), &vectors(&sheet.rows, &ask)));
    }

    #[test]
    fn adding_a_fail_a_contradiction_or_an_expiry_never_raises_a_level(sheet in sheets(), types in types(), at in any::<prop::sample::Index>(), how in 0u8..5) {
        let ask = Ask { types, ..ask() };
        prop_assume!(!sheet.rows.is_empty());
        let at = at.index(sheet.rows.len());
        // Silence may take a contradiction away, and with it what the contradiction kept open.
        prop_assume!(how != 4 || !sheet.problems(&ask).iter().any(|text| text.contains("its base is found not applicable")));
        let mut worse = sheet.clone();
        let row = &mut worse.rows[at];
        match how {
            0 => row.evaluation.verdict = Some(Verdict::Fail),
            1 => row.claim.status = Some(Status::NotMet),
            2 => row.claim.evidence.push(Evidence::named("old.pdf").broken()),
            3 => row.claim.statement.clear(),
            _ => { row.claim.status = None; row.evaluation.verdict = None; }
        }
        // A row that is no longer "not applicable" brings its enhancements back; a null may only become a level.
        prop_assert!(all_not_lower(&vectors(&sheet.rows, &ask), &vectors(&worse.rows, &ask)));
    }

    #[test]
    fn declaring_a_feature_present_never_raises_a_level(sheet in sheets(), types in types()) {
        let present = COMPONENTS.requirements.iter().filter_map(|one| one.feature.clone()).collect();
        let ask = Ask { types, ..ask() };
        let declared = Ask { present, ..ask.clone() };
        prop_assert!(all_not_lower(&vectors(&sheet.rows, &ask), &vectors(&sheet.rows, &declared)));
    }

    #[test]
    fn taking_a_row_away_never_satisfies(sheet in sheets(), types in types(), at in any::<prop::sample::Index>()) {
        let ask = Ask { types, ..ask() };
        prop_assume!(!sheet.rows.is_empty());
        let mut silent = sheet.clone();
        let row = &mut silent.rows[at.index(sheet.rows.len())];
        let (id, part) = (row.requirement.clone(), row.part.clone());
        let counted = |rows: &Rows| rows.answer(&ask, |assessment| {
            let index = COMPONENTS.find(id.as_str()).expect("known");
            assessment.standing(index).map(|standing| standing.on.map(|stand| stand.counts(Way::Countermeasure)))
        });
        *row = Row { part, ..Row::silent(id.clone(), row.file.clone(), row.spots) };
        if let Some(on) = counted(&silent) {
            prop_assert_eq!(on, [false; 3]);
        }
    }

    #[test]
    fn more_types_never_raise_a_level(sheet in sheets(), one in types(), two in types()) {
        let union: ComponentTypes = one.iter().chain(two.iter()).collect();
        let of = |types| vectors(&sheet.rows, &Ask { types, ..ask() });
        prop_assert!(all_not_lower(&of(one), &of(union)));
        prop_assert!(all_not_lower(&of(two), &of(union)));
    }

    #[test]
    fn evaluated_never_exceeds_what_was_applied_for(sheet in sheets(), types in types(), levels in prop::array::uniform7(0u8..=4)) {
        let applied = TargetVector(levels.map(|level| SecurityLevel::new(level).expect("a level")));
        let ask = Ask { types, basis: Basis::Evaluated, applied_for: Some(Goal::Levels(applied)), ..ask() };
        for vector in &vectors(&sheet.rows, &ask)[Basis::Evaluated as usize] {
            for (fr, level) in vector.iter() {
                prop_assert!(level.is_none_or(|level| level <= applied.get(fr)));
            }
        }
    }

    #[test]
    fn native_never_exceeds_capability_nor_that_countermeasures_and_shown_never_claimed(sheet in sheets(), types in types()) {
        let vectors = vectors(&sheet.rows, &Ask { types, ..ask() });
        for [native, capability, countermeasures] in &vectors {
            prop_assert!(not_lower(capability, native));
            prop_assert!(not_lower(countermeasures, capability));
        }
        for (claimed, shown) in vectors[0].iter().zip(&vectors[1]) {
            prop_assert!(not_lower(claimed, shown));
        }
    }

    #[test]
    fn the_same_input_gives_the_same_answer_in_any_order(sheet in sheets(), types in types()) {
        let ask = Ask { types, ..ask() };
        let text = |rows: &Rows| rows.answer(&ask, |assessment| {
            let gaps: Vec<_> = assessment.gaps.iter().map(|gap| (gap.requirement, gap.needed_for, gap.why.to_string())).collect();
            format!("{:?} {:?} {:?} {gaps:?}", assessment.outcome, assessment.counts, assessment.groups)
        });
        let mut turned = sheet.clone();
        turned.rows.reverse();
        prop_assert_eq!(text(&sheet), text(&sheet));
        prop_assert_eq!(text(&sheet), text(&turned));
    }

    #[test]
    fn the_quick_way_to_vectors_agrees_with_the_whole_assessment(sheet in sheets(), types in types()) {
        let ask = Ask { types, ..ask() };
        prop_assert_eq!(vectors(&sheet.rows, &ask), sheet.levels(&ask).vectors);
    }
}
