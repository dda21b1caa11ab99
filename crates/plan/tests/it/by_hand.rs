//! Are months and money of a plan the ones that a pencil gives? Everything is certain here, so that each draw says the same.

use catalogue::Catalogue;
use model::{ComponentTypes, parse_date};
use plan::{
    Audit, Calendar, Change, Correlation, Cover, CoverAction, CoverRow, Defaults, Draws, Library, Limit, Measure,
    Percentiles, Person, Planned, Range, Scope, Seed, Target, Tasks, Work, best_within, cheapest, default_team,
    share_within,
};

/// The whole of 4-1 with every hour, rate and fee at likely.
struct Certain {
    library: Library,
    defaults: Defaults,
    chosen: Vec<usize>,
    cost: [u64; 2],
}

fn certain() -> Certain {
    let catalogue = Catalogue::compiled();
    let mut library = Library::compiled(&catalogue);
    let likely = |range: &mut Range| *range = Range::exactly(range.likely);
    for action in &mut library.actions {
        action.efforts.iter_mut().for_each(|effort| likely(&mut effort.hours));
        action.fee.iter_mut().for_each(likely);
    }
    library.skills.iter_mut().for_each(|skill| likely(&mut skill.rate_per_hour));
    library.fees.iter_mut().for_each(|fee| likely(&mut fee.amount));
    let edition = catalogue.edition(catalogue.head("iec62443-4-1", None).expect("it is there"));
    let scopes =
        [Scope { edition: &edition, types: ComponentTypes::NONE, absent: &[], met: &[], target: Target::Every }];
    let route = |measure| Work::new(&library, &scopes, &[], measure).cheapest(Limit::default());
    let by_cents = route(Measure::Cents);
    // What it costs in minutes is the sum of the minutes of what was chosen by minutes.
    let by_minutes = route(Measure::Minutes);
    let minutes: f64 = by_minutes.actions.iter().map(|action| library.actions[*action].likely_hours() * 60.0).sum();
    assert_eq!(by_minutes.cost, minutes.round() as u64);
    let cost = [by_cents.cost, by_minutes.cost];
    Certain { library, defaults: Defaults::compiled(), chosen: by_cents.actions, cost }
}

const AUDIT: Audit = Audit {
    slot_ordered_at: 0.4,
    queue: Range { low: 30.0, likely: 30.0, high: 30.0 },
    evaluation: Range { low: 0.25, likely: 0.25, high: 0.25 },
    findings: Range { low: 0.5, likely: 0.5, high: 0.5 },
    findings_share: 1.0,
    decision: Range { low: 0.75, likely: 0.75, high: 0.75 },
};

fn near(found: f64, expected: f64) {
    assert!((found - expected).abs() < 1e-9, "{found} is not {expected}");
}

fn all_near(found: &[f64], expected: f64) {
    found.iter().for_each(|one| near(*one, expected));
}

impl Certain {
    /// What the work costs at likely: hours by rate, and what is paid to others; in cents.
    fn work(&self) -> f64 {
        let rate = |id: &str| {
            let skill = self.library.skills.iter().find(|skill| *skill.id == *id);
            skill.expect("a skill").rate_per_hour.likely
        };
        let of = |action: &usize| {
            let action = &self.library.actions[*action];
            let hours: f64 = action.efforts.iter().map(|effort| effort.hours.likely * rate(&effort.skill)).sum();
            (hours + action.fee.map_or(0.0, |fee| fee.likely)) * 100.0
        };
        self.chosen.iter().map(of).sum()
    }

    fn tasks(&self, team: &[Person]) -> Tasks {
        Tasks::new(&self.library, &self.defaults.phases, &self.chosen, team).expect("every skill is there")
    }

    fn planned<'a>(&'a self, tasks: &'a Tasks) -> Planned<'a> {
        let Certain { library, defaults, .. } = self;
        Planned { part: "4-1", library, phases: &defaults.phases, tasks, audit: AUDIT, settings: defaults.settings }
    }
}

/// A slot that is waited for longer than the work takes: .4 of the work, then 30 months, then 1.5.
#[test]
fn a_certain_plan_comes_out_in_every_draw() {
    let ground = certain();
    let tasks = ground.tasks(&default_team(&ground.library.skills));
    let planned = ground.planned(&tasks);
    let per_month = ground.defaults.settings.hours_per_month_with_skills;
    let hours: Vec<f64> = tasks.list.iter().map(|task| task.hours.likely).collect();
    let by_hand = tasks.schedule(&hours, per_month);
    let ready = by_hand.ends.iter().copied().fold(0.0, f64::max);
    assert!((2.0..30.0).contains(&ready), "{ready}");
    let certificate = 0.4 * ready + 30.0 + 1.5;
    let draws = Draws::new(&planned, &[2.0; 20], Seed(1), 20);
    let forecast = draws.forecast();
    all_near(&forecast.ready, 2.0 + ready);
    all_near(&forecast.certificate, 2.0 + certificate);
    all_near(&draws.certificates(), 2.0 + certificate);
    near(forecast.slot_months.p80, 2.0 + 0.4 * ready);
    for (at, task) in forecast.tasks.iter().enumerate() {
        near(task.start, 2.0 + by_hand.starts[at]);
        near(task.end.p80, 2.0 + by_hand.ends[at]);
        near(task.on_chain, f64::from(u8::from(by_hand.chain().contains(&at))));
    }
    for (phase, months) in forecast.phase_months.iter().enumerate() {
        let of = (0..tasks.list.len()).filter(|task| tasks.list[*task].phase == phase);
        near(months.p50, 2.0 + of.map(|task| by_hand.ends[task]).fold(0.0, f64::max));
    }
    // The chain is work only, one after the other without a gap, and ends with readiness.
    let chain = &forecast.chain;
    assert!(chain.iter().all(|task| tasks.list[*task].action.is_some()) && chain.len() > 2, "{chain:?}");
    near(by_hand.starts[chain[0]], 0.0);
    near(by_hand.ends[chain[chain.len() - 1]], ready);
    chain.windows(2).for_each(|pair| near(by_hand.ends[pair[0]], by_hand.starts[pair[1]]));

    // Cents are rounded task by task: that is all that may lie between.
    let fee = |yearly: bool| -> f64 {
        let of = ground.library.fees.iter().filter(|fee| fee.part == "4-1" && fee.yearly == yearly);
        of.map(|fee| fee.amount.likely * 100.0).sum()
    };
    let (work, once, every_year) = (ground.work(), fee(false), fee(true));
    assert!(once > 0.0 && every_year > 0.0 && ground.library.fees.iter().any(|fee| fee.part != "4-1"));
    let same = |found: f64, expected: f64| assert!((found - expected).abs() < 100.0, "{found} is not {expected}");
    let cost = &forecast.cost;
    cost.draws.iter().for_each(|total| same(*total, work + once));
    cost.yearly_draws.iter().for_each(|fees| same(*fees, every_year));
    same(cost.fees.p50, once);
    same(cost.yearly.p50, every_year);
    same(cost.phases.iter().map(|phase| phase.p50).sum(), work);
    // What the cheapest route is cheap in are the same cents.
    same(ground.cost[0] as f64, work);

    let outline = draws.outline(3.0);
    all_near(&outline.ready.draws, 2.0 + ready);
    all_near(&outline.certificate.draws, 2.0 + certificate);
    near(outline.ready.likely, 3.0 + ready);
    near(outline.certificate.likely, 3.0 + certificate);
    outline.work.draws.iter().chain([&outline.work.likely]).for_each(|found| same(*found, work));
    outline.fees.draws.iter().chain([&outline.fees.likely]).for_each(|found| same(*found, once));
}

/// Each lever is the plan made again with one thing changed.
#[test]
fn a_lever_gains_what_the_changed_plan_gains() {
    let ground = certain();
    let team = default_team(&ground.library.skills);
    let tasks = ground.tasks(&team);
    let per_month = ground.defaults.settings.hours_per_month_with_skills;
    let mut planned = ground.planned(&tasks);
    // No queue: then the certificate comes 1.5 months after readiness.
    planned.audit.queue = Range::exactly(0.0);
    let hours: Vec<f64> = tasks.list.iter().map(|task| task.hours.likely).collect();
    let ready = |tasks: &Tasks, hours: &[f64]| tasks.schedule(hours, per_month).ends.into_iter().fold(0.0, f64::max);
    let as_planned = ready(&tasks, &hours);
    let draws = Draws::new(&planned, &[2.0; 5], Seed(1), 5);
    let forecast = draws.forecast();
    let levers = draws.levers(&forecast);
    assert!(levers.windows(2).all(|pair| pair[0].p80_gain >= pair[1].p80_gain));
    let mut skills = 0;
    for lever in &levers {
        let gain = match &lever.what {
            Change::Shorter(action) => {
                let shorter =
                    |task: &plan::Task| task.hours.likely * if task.action == Some(*action) { 0.8 } else { 1.0 };
                as_planned - ready(&tasks, &tasks.list.iter().map(shorter).collect::<Vec<_>>())
            }
            Change::SlotAtGapAnalysis => 0.0,
            Change::HalfPerson(skill) => {
                skills += 1;
                assert!(tasks.list.iter().any(|task| task.skill.as_ref() == Some(skill)), "{skill} works in this plan");
                // The order of work stays, so that it is no new plan; a further person never makes it longer here.
                let gain = as_planned + 2.0 + 1.5 - draws.with(&lever.what)[0];
                assert!(gain > -1e-9);
                gain
            }
        };
        near(lever.p50_gain, gain);
        near(lever.p80_gain, gain);
    }
    // The skills that work in it, each once.
    let mut working: Vec<_> = tasks.list.iter().filter_map(|task| task.skill.clone()).collect();
    working.sort();
    working.dedup();
    assert_eq!(skills, working.len());
    // Twelve actions are tried, those with the most hours on the chain that decides.
    let on_chain = |action: usize| -> f64 {
        let of = tasks.list.iter().zip(&forecast.tasks).filter(|(task, _)| task.action == Some(action));
        of.map(|(task, found)| found.on_chain * task.hours.likely).sum()
    };
    let mut most: Vec<f64> =
        ground.chosen.iter().map(|action| on_chain(*action)).filter(|hours| *hours > 0.0).collect();
    most.sort_by(|one, other| other.total_cmp(one));
    let mut tried: Vec<f64> = (levers.iter())
        .filter_map(|lever| match lever.what {
            Change::Shorter(action) => Some(on_chain(action)),
            _ => None,
        })
        .collect();
    tried.sort_by(|one, other| other.total_cmp(one));
    assert_eq!(tried, most[..most.len().min(12)]);

    // With a queue of 30 months, a slot ordered when the gap analysis ends comes 30 months after that.
    planned.audit.queue = Range::exactly(30.0);
    let by_hand = tasks.schedule(&hours, per_month);
    let first = ground.defaults.phases.iter().position(|phase| phase.after.is_empty()).expect("a first phase");
    let of_first = (0..tasks.list.len()).filter(|task| tasks.list[*task].phase == first);
    let gap = of_first.map(|task| by_hand.ends[task]).fold(0.0, f64::max);
    let draws = Draws::new(&planned, &[2.0; 5], Seed(1), 5);
    all_near(&draws.with(&Change::SlotAtGapAnalysis), 2.0 + gap + 30.0 + 1.5);
}

#[test]
fn ranks_and_shares_of_few_draws() {
    let draws = [4.0, 9.0, 1.0, 10.0, 3.0, 7.0, 2.0, 8.0, 6.0, 5.0];
    assert_eq!(Percentiles::of(&draws), Percentiles { p10: 1.0, p50: 5.0, p80: 8.0, p90: 9.0 });
    assert_eq!(Percentiles::of(&[3.0]), Percentiles { p10: 3.0, p50: 3.0, p80: 3.0, p90: 3.0 });
    assert_eq!(Percentiles::of(&[]), Percentiles::default());
    assert_eq!((share_within(&draws, 3.0), share_within(&draws, 0.0), share_within(&[], 3.0)), (0.3, 0.0, 0.0));
    // All of it shared, none of it, and what is neither.
    for (rho, mixed) in
        [(1.0, 2.0), (7.0, 2.0), (0.0, 5.0), (-1.0, 5.0), (f64::NAN, 5.0), (0.36, 0.6 * 2.0 + 0.8 * 5.0)]
    {
        near(Correlation::new(rho).mix(2.0, 5.0), mixed);
    }
    // Half of the way to P90 and P10: by halves where linear, by square roots of factors where lognormal.
    let range = |low, likely, high| Range::new(low, likely, high).expect("in order");
    for (range, below, above) in [(range(0.0, 10.0, 14.0), 5.0, 12.0), (range(1.0, 4.0, 100.0), 2.0, 20.0)] {
        near(range.at(-1.28155 / 2.0), below);
        near(range.at(1.28155 / 2.0), above);
    }
    let in_order = |low, likely, high| Range::new(low, likely, high).is_some();
    assert!(in_order(1.0, 1.0, 1.0) && !in_order(1.0, 3.0, 2.0) && !in_order(1.0, 2.0, f64::INFINITY));
    assert!(!in_order(f64::NEG_INFINITY, 2.0, 3.0));
    assert!((0.0..=1.0).contains(&range(-5.0, -4.0, -3.0).share_at(0.0)));
}

/// Days on which nobody works, weekends at the end, and the first day itself.
#[test]
fn months_until_a_day_are_its_open_days() {
    let day = |text: &str| parse_date(text).expect("a day");
    let calendar = Calendar { start: day("2026-11-23"), closed: vec![(day("2026-11-25"), day("2026-11-26"))] };
    near(calendar.months_until(day("2026-11-23")), 0.0);
    near(calendar.months_until(day("2026-11-25")) * 30.4375, 2.0);
    // The 25th and 26th are closed.
    near(calendar.months_until(day("2026-11-28")) * 30.4375, 3.0);
    // Four open days are the 23rd, 24th, 27th and 28th: the fifth is a Sunday, the milestone falls on Monday the 30th.
    assert_eq!(calendar.day(4.0 / 30.4375), Some(day("2026-11-30")));
    assert_eq!(calendar.day(2.0 / 30.4375), Some(day("2026-11-27")));
    assert_eq!(calendar.months_from(day("2026-11-23"), &[-1.0, 2.0 / 30.4375]), [0.0, 4.0 / 30.4375]);
}

/// The ground keeps the headline down, not the ladders; and the cheapest route leads to exactly what was bought.
#[test]
fn without_its_ground_no_headline_stands() {
    let action = |cost: u64| CoverAction { cost, needs: Vec::new() };
    let row = |action: usize| CoverRow { full: vec![action], portions: Vec::new() };
    // Two ladders of two levels; action 4 closes the ground, 5 does what 0 does for more.
    let mut rows: Vec<CoverRow> = (0..5).map(row).collect();
    rows[0].full.push(5);
    let cover = Cover { actions: [10, 20, 10, 20, 100, 11].map(action).to_vec(), rows, always: Vec::new() };
    let ladders = [vec![vec![0], vec![1]], vec![vec![2], vec![3]]];
    let bought = |budget: u64| {
        let bought = best_within(&cover, &ladders, &[4], budget, Limit::default());
        assert!(bought.proved, "{bought:?}");
        (bought.levels, bought.headline, bought.route.chosen, bought.route.cost)
    };
    assert_eq!(bought(9), (vec![0, 0], 0, vec![], 0));
    assert_eq!(bought(60), (vec![2, 2], 0, vec![0, 1, 2, 3], 60));
    // At 120 the ground stands and both have one level: a headline of 1 is worth more than two levels above it.
    assert_eq!(bought(120), (vec![1, 1], 1, vec![0, 2, 4], 120));
    assert_eq!(bought(160), (vec![2, 2], 2, vec![0, 1, 2, 3, 4], 160));
    // A level that nobody can close holds its own ladder, and with it the headline.
    let never = Cover { rows: [&cover.rows[..], &[CoverRow::default()]].concat(), ..cover.clone() };
    let ladders = [vec![vec![0], vec![5]], vec![vec![2], vec![3]]];
    let bought = best_within(&never, &ladders, &[], 1000, Limit::default());
    assert_eq!((bought.levels, bought.headline, bought.route.cost), (vec![1, 2], 1, 40));
    let route = cheapest(&never, &[0, 5], Limit::default());
    assert_eq!((route.chosen, route.cost, route.bound, route.unreachable), (vec![0], 10, 10, vec![5]));
}

/// What has the longest way behind it is begun first, so that nobody waits for it.
#[test]
fn the_longest_way_is_begun_first() {
    let Certain { mut library, defaults, .. } = certain();
    let (developer, security) = (library.skills[0].id.clone(), library.skills[1].id.clone());
    let one = library.actions.iter().find(|one| one.phase == defaults.phases[0].id).expect("an action").clone();
    let action = |id: &str, skill: &std::sync::Arc<str>, hours: f64, after: &[&str]| plan::Action {
        id: id.into(),
        closes: Vec::new(),
        partly: Vec::new(),
        instead_of: None,
        after: after.iter().map(|name| (*name).into()).collect(),
        efforts: vec![plan::Effort { skill: skill.clone(), hours: Range::exactly(hours) }],
        ..one.clone()
    };
    library.actions = vec![
        action("alone", &developer, 50.0, &[]),
        action("first", &developer, 10.0, &[]),
        action("then", &security, 100.0, &["first"]),
    ];
    let team = [&developer, &security].map(|skill| Person { skill: skill.clone(), share: 0.5 });
    let tasks = Tasks::new(&library, &defaults.phases, &[0, 1, 2], &team).expect("every skill is there");
    let hours: Vec<f64> = tasks.list.iter().map(|task| task.hours.likely).collect();
    // At half of 100 hours a month: 10 hours, then 100 beside the other 50, are 2.2 months; 50 first would be 3.2.
    let schedule = tasks.schedule(&hours, 100.0);
    near(schedule.makespan(), 2.2);
    let actions: Vec<_> = schedule.chain().into_iter().filter_map(|task| tasks.list[task].action).collect();
    assert_eq!(actions, [1, 2]);
}
