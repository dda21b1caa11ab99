//! Does a schedule of actions keep what comes before what, and do its draws say the same every time?

use std::sync::Arc;

use catalogue::Catalogue;
use model::{ComponentType, ComponentTypes, SecurityLevel, TargetVector, parse_date};
use plan::{
    ByDate, Calendar, Change, Defaults, Draws, Library, Limit, Measure, Percentiles, Person, Planned, Range, Scope,
    Seed, Target, Tasks, Work, default_team, levels_in_time,
};
use proptest::prelude::*;

struct Ground {
    library: Library,
    defaults: Defaults,
    chosen: Vec<usize>,
}

/// The whole of 4-1 from nothing, by the cheapest way.
fn whole_process() -> Ground {
    let catalogue = Catalogue::compiled();
    let library = Library::compiled(&catalogue);
    let edition = catalogue.edition(catalogue.head("iec62443-4-1", None).expect("it is there"));
    let scopes =
        [Scope { edition: &edition, types: ComponentTypes::NONE, absent: &[], met: &[], target: Target::Every }];
    let chosen = Work::new(&library, &scopes, &[], Measure::Cents).cheapest(Limit::default()).actions;
    Ground { library, defaults: Defaults::compiled(), chosen }
}

impl Ground {
    fn tasks(&self, team: &[Person]) -> Tasks {
        Tasks::new(&self.library, &self.defaults.phases, &self.chosen, team).expect("every skill is there")
    }

    fn planned<'a>(&'a self, tasks: &'a Tasks) -> Planned<'a> {
        Planned {
            part: "4-1",
            library: &self.library,
            phases: &self.defaults.phases,
            tasks,
            audit: self.defaults.part("4-1").expect("a default").stage.audit,
            settings: self.defaults.settings,
        }
    }
}

/// With people and skills the whole still falls into the published months: that is what the hours are fitted to.
#[test]
fn the_process_with_skills_falls_into_the_published_months() {
    let ground = whole_process();
    let tasks = ground.tasks(&default_team(&ground.library.skills));
    let planned = ground.planned(&tasks);
    let draws = Draws::new(&planned, &[], Seed::DEFAULT, 2_000);
    let forecast = draws.forecast();
    let Percentiles { p10, p50, p80, p90 } = forecast.certificate_months;
    println!("{p10:.2} {p50:.2} {p80:.2} {p90:.2}");
    let (low, high) = ground.defaults.part("4-1").expect("a default").published_months;
    assert!((p10 / low - 1.0).abs() <= 0.1 && (p90 / high - 1.0).abs() <= 0.1, "{p10} {p50} {p90}");
    // The sum of what is likely is kept in fewer than half of the draws.
    let likely: Vec<f64> = tasks.list.iter().map(|task| task.hours.likely).collect();
    let at_likely = tasks.schedule(&likely, ground.defaults.settings.hours_per_month_with_skills).makespan();
    assert!(plan::share_within(&forecast.ready, at_likely) < 0.5);
    assert!(!forecast.chain.is_empty() && forecast.cost.total.p10 < forecast.cost.total.p90);
    let sum: f64 = forecast.cost.phases.iter().map(|phase| phase.p90).sum::<f64>() + forecast.cost.fees.p90;
    assert!(forecast.cost.total.p90 < sum, "percentiles of phases do not add up");
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_levers_use_the_same_draws() {
    let ground = whole_process();
    let tasks = ground.tasks(&default_team(&ground.library.skills));
    let planned = ground.planned(&tasks);
    let draws = Draws::new(&planned, &[], Seed(7), 300);
    let forecast = draws.forecast();
    assert_eq!(forecast, Draws::new(&planned, &[], Seed(7), 300).forecast());
    assert_ne!(forecast.certificate, Draws::new(&planned, &[], Seed(8), 300).forecast().certificate);
    // A skill that nothing waits for changes nothing, draw by draw.
    assert_eq!(draws.with(&Change::HalfPerson("nobody".into())), forecast.certificate);
    let levers = draws.levers(&forecast);
    assert!(levers.len() > 12 && levers[0].p80_gain > 0.0, "{levers:?}");
    assert!(levers.iter().any(|lever| lever.what == Change::SlotAtGapAnalysis));
    // A plan that begins later ends later by as much.
    let later = Draws::new(&planned, &[2.0; 300], Seed(7), 300).forecast();
    assert!(later.certificate.iter().zip(&forecast.certificate).all(|(one, other)| (one - other - 2.0).abs() < 1e-9));
}

/// One action fewer leaves the draws of all others as they were.
#[test]
fn a_missing_action_reshuffles_nothing() {
    let mut ground = whole_process();
    let team = default_team(&ground.library.skills);
    let hours_of = |ground: &Ground, id: &str| {
        let tasks = ground.tasks(&team);
        let at = tasks
            .list
            .iter()
            .position(|task| task.action.is_some_and(|action| *ground.library.actions[action].id == *id));
        let planned = ground.planned(&tasks);
        let forecast = Draws::new(&planned, &[], Seed(7), 50).forecast();
        let task = forecast.tasks[at.expect("it is planned")];
        (task.end.p50 - task.start, forecast.cost.fees)
    };
    let before = hours_of(&ground, "gap-process");
    ground.chosen.pop();
    assert_eq!(before, hours_of(&ground, "gap-process"));
}

#[test]
fn a_skill_that_nobody_has_is_named() {
    let ground = whole_process();
    let team = [Person { skill: "developer".into(), share: 1.0 }];
    let missing = Tasks::new(&ground.library, &ground.defaults.phases, &ground.chosen, &team).expect_err("missing");
    assert!(missing.contains(&Arc::from("security")) && !missing.contains(&Arc::from("developer")));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Whatever is chosen, whoever works and however long it takes: nothing starts before what it needs is over,
    /// and nobody does two things at once.
    #[test]
    fn what_is_needed_is_over_before(
        bits in prop::collection::vec(any::<bool>(), 199),
        extra in prop::collection::vec((0usize..8, 0.1f64..1.0), 0..4),
        factors in prop::collection::vec(0.0f64..3.0, 1..20),
    ) {
        let library = Library::compiled(&Catalogue::compiled());
        let defaults = Defaults::compiled();
        let chosen: Vec<usize> = (0..library.actions.len()).filter(|index| bits[index % bits.len()]).collect();
        let mut team = default_team(&library.skills);
        team.extend(extra.iter().map(|(skill, share)| Person {
            skill: library.skills[skill % library.skills.len()].id.clone(),
            share: *share,
        }));
        let tasks = Tasks::new(&library, &defaults.phases, &chosen, &team).expect("every skill is there");
        let hours: Vec<f64> = tasks.list.iter().enumerate()
            .map(|(index, task)| task.hours.likely * factors[index % factors.len()]).collect();
        let schedule = tasks.schedule(&hours, 120.0);
        let near = 1e-9;
        let span = |action: usize| {
            let of = (0..tasks.list.len()).filter(|task| tasks.list[*task].action == Some(action));
            let (starts, ends): (Vec<f64>, Vec<f64>) = of.map(|task| (schedule.starts[task], schedule.ends[task])).unzip();
            (starts.into_iter().fold(f64::INFINITY, f64::min), ends.into_iter().fold(0.0, f64::max))
        };
        for action in &chosen {
            for name in &library.actions[*action].after {
                for needed in library.called(name).into_iter().filter(|needed| chosen.contains(needed)) {
                    prop_assert!(span(needed).1 <= span(*action).0 + near, "{} before {name}", library.actions[*action].id);
                }
            }
            let phase = defaults.phases.iter().find(|phase| phase.id == library.actions[*action].phase);
            for earlier in &phase.expect("a phase").after {
                for other in chosen.iter().filter(|other| library.actions[**other].phase == *earlier) {
                    prop_assert!(span(*other).1 <= span(*action).0 + near);
                }
            }
        }
        for person in 0..team.len() {
            let mut spans: Vec<(f64, f64)> = (0..tasks.list.len())
                .filter(|task| schedule.who[*task] == Some(person))
                .map(|task| (schedule.starts[task], schedule.ends[task]))
                .collect();
            spans.sort_by(|one, other| one.0.total_cmp(&other.0));
            prop_assert!(spans.windows(2).all(|pair| pair[0].1 <= pair[1].0 + near));
        }
    }
}

/// Time stands still while nobody works, and a milestone falls on a working day.
#[test]
fn a_month_becomes_a_day() {
    let day = |text: &str| parse_date(text).expect("a day");
    let open = Calendar { start: day("2026-11-23"), closed: Vec::new() };
    assert_eq!(open.day(0.0), Some(day("2026-11-23")));
    assert_eq!(open.day(12.0), Some(day("2027-11-24")));
    // Five days after a Monday is a Saturday: the milestone is on the Monday after it.
    assert_eq!(open.day(0.15), Some(day("2026-11-30")));
    let closed = Calendar { closed: vec![(day("2026-12-24"), day("2027-01-06"))], ..open.clone() };
    assert_eq!(closed.day(12.0), Some(day("2027-12-08")));
    assert_eq!(open.day(f64::INFINITY), None);
    assert_eq!(open.months_until(day("2026-11-01")), 0.0);
    let kept = open.deadline(&[11.0, 12.0, 12.5, 13.0, 20.0], day("2027-12-11"));
    assert_eq!((kept.share, kept.words), (0.6, "about 2 in 3"));
    assert_eq!(Range::exactly(3.0).at(2.0), 3.0);
}

/// Higher levels take longer, and what is in time is what four fifths of the draws keep.
#[test]
fn the_best_level_by_a_date_is_found() {
    let catalogue = Catalogue::compiled();
    let (library, defaults) = (Library::compiled(&catalogue), Defaults::compiled());
    let edition = catalogue.edition(catalogue.head("iec62443-4-2", None).expect("it is there"));
    let target = Target::Levels(TargetVector::uniform(SecurityLevel::ONE));
    let types = ComponentTypes::from(ComponentType::EmbeddedDevice);
    let scopes = [Scope { edition: &edition, types, absent: &[], met: &[], target }];
    let work = Work::new(&library, &scopes, &[], Measure::Cents);
    let team = default_team(&library.skills);
    let audit = defaults.part("4-2").expect("a default").stage.audit;
    let (phases, settings) = (&defaults.phases, defaults.settings);
    let by = ByDate { part: "4-2", library: &library, phases, team: &team, audit, settings, begin: &[] };
    let levels = |months| levels_in_time(&work, &by, months, Limit::default(), Seed(1), 200).expect("every skill");
    let all = levels(1000.0);
    assert!(all.iter().all(|one| one.in_time && one.share_in_time == 1.0));
    assert!(all.windows(2).all(|pair| pair[0].certificate.p80 < pair[1].certificate.p80));
    let some = levels(all[1].certificate.p80);
    assert_eq!(some.iter().map(|one| one.in_time).collect::<Vec<_>>(), [true, true, false, false]);
    assert!(some[1].share_in_time >= 0.8);
}
