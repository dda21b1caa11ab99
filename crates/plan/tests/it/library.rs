//! Does the action library close the standards, and do the questions to it have sensible answers?

use catalogue::{Catalogue, Edition, Files};
use model::{
    ComponentType, ComponentTypes, FeatureId, FoundationalRequirement, RequirementId, SecurityLevel, TargetVector,
};
use plan::{Chosen, Defaults, Library, Limit, Measure, Reuse, Scope, Target, Work, reuse};

fn edition(catalogue: &Catalogue, standard: &str) -> Edition {
    catalogue.edition(catalogue.head(standard, None).expect("the standard is there"))
}

fn at(level: u8) -> TargetVector {
    TargetVector::uniform(SecurityLevel::new(level).expect("a level"))
}

#[test]
fn nothing_is_wrong_with_the_library_and_it_closes_every_row() {
    let catalogue = Catalogue::compiled();
    let (library, problems) = Library::open(&Files::compiled(), &catalogue);
    let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
    for standard in ["iec62443-4-1", "iec62443-4-2", "iec62443-2-1", "iec62443-2-4"] {
        assert_eq!(library.open_rows(&edition(&catalogue, standard)), Vec::<usize>::new(), "{standard}");
    }
    assert!(library.actions.len() >= 250, "{}", library.actions.len());
}

/// What is wrong with a library is named with its place.
#[test]
fn a_broken_library_is_named() {
    let catalogue = Catalogue::compiled();
    let files = Files::new(
        [
            ("cost/phases.csv", "phase,title,after\nremedy,Remedies,\ntest,Tests,remedy\n"),
            ("cost/skills.csv", "skill,title,rate_per_hour,people,basis\ndeveloper,Development,90,1,assumed\n"),
            ("cost/fees.csv", "fee,part,title,amount,yearly,basis\n"),
            (
                "cost/actions/iec62443-4-1-2018.csv",
                "id,phase,title,done,closes,partly,instead_of,after,always,hours,fee\n\
                 a,remedy,A,does a,SM-99,,,b,,developer 1/2/3,\n\
                 b,remedy,B,does b,SM-1,,,a,,painter 1/2/3,\n\
                 c,polish,C,does c,,SM-2,,nobody,,developer 3/2/1,\n\
                 d,remedy,D,does d,SR-1,,,e,,developer 1,\n\
                 e,test,E,does e,SR-2,,,,,developer 1,\n",
            ),
            ("cost/actions/iec62443-9-9-2018.csv", "id\n"),
        ]
        .map(|(path, text)| (path.to_owned(), text.to_owned())),
    );
    let (_, problems) = Library::open(&files, &catalogue);
    let problems: Vec<_> = problems.iter().map(ToString::to_string).collect();
    for one in [
        ":2:19: error: \"SM-99\" is not a row that can be asked for",
        ":2:1: error: a comes after itself",
        ":3:29: error: \"painter\" is not a skill",
        ":4:3: error: \"polish\" is not a phase",
        ":4:34: error: \"3/2/1\" is not a range",
        ":4:1: error: \"nobody\" is neither an action nor shared by actions",
        ":4:1: error: only one action helps to close SM-2",
        ":5:1: error: d needs e, whose phase comes later",
        "9-9-2018.csv:1:1: error: there is no edition",
        "warning: no action closes SM-3",
    ] {
        assert!(problems.iter().any(|text| text.contains(one)), "{one}\nin {}", problems.join("\n"));
    }
}

/// The library and the default hours speak of the same work: a whole program without anything takes its hours.
#[test]
fn a_whole_program_takes_the_default_hours() {
    let catalogue = Catalogue::compiled();
    let (library, defaults) = (Library::compiled(&catalogue), Defaults::compiled());
    for (part, minutes) in [("4-1", 1560 * 60), ("2-1", 820 * 60), ("2-4", 500 * 60)] {
        let edition = edition(&catalogue, &format!("iec62443-{part}"));
        let types = ComponentTypes::NONE;
        let scopes = [Scope { edition: &edition, types, absent: &[], met: &[], target: Target::Every }];
        let chosen = Work::new(&library, &scopes, &[], Measure::Minutes).cheapest(Limit::default());
        assert!(chosen.proved && chosen.unreachable.is_empty());
        assert_eq!(chosen.cost, minutes, "{part}: {:?}", names(&library, &chosen));
        for phase in &defaults.part(part).expect("a default").stage.hours {
            let of = chosen.actions.iter().map(|index| &library.actions[*index]);
            let hours: f64 = of.filter(|action| action.phase == phase.phase).map(|action| action.likely_hours()).sum();
            assert_eq!(hours, phase.hours.likely, "{part} {}", phase.phase);
        }
    }
}

fn names<'l>(library: &'l Library, chosen: &Chosen) -> Vec<&'l str> {
    chosen.actions.iter().map(|index| &*library.actions[*index].id).collect()
}

#[test]
fn a_device_climbs_by_the_cheapest_way() {
    let catalogue = Catalogue::compiled();
    let (library, edition) = (Library::compiled(&catalogue), edition(&catalogue, "iec62443-4-2"));
    let met: Vec<RequirementId> = ["CR 1.1", "CR 1.3", "CR 1.4", "CR 2.1"].map(RequirementId::new).to_vec();
    let types = ComponentTypes::from(ComponentType::EmbeddedDevice);
    let scopes = [Scope { edition: &edition, types, absent: &[], met: &met, target: Target::Levels(at(2)) }];
    let work = Work::new(&library, &scopes, &[], Measure::Cents);
    let limit = Limit::default();
    let two = work.cheapest(limit);
    assert!(two.proved && two.unreachable.is_empty());
    // What the product has is not built again, and what belongs to every plan is there.
    let chosen = names(&library, &two);
    assert!(chosen.contains(&"personal-accounts") && chosen.contains(&"component-file"));
    assert!(!chosen.contains(&"accounts-local") && !chosen.contains(&"accounts-directory"));
    let costs: Vec<u64> = (1..=4).map(|level| work.cheapest_with(at(level), limit).cost).collect();
    assert!(costs.is_sorted(), "{costs:?}");
    let mut dropped = at(2);
    dropped.0[FoundationalRequirement::Si as usize] = SecurityLevel::ONE;
    assert!(work.cheapest_with(dropped, limit).cost < two.cost);

    // A budget of exactly that much buys exactly that level; a little less does not.
    let best = work.best_within(0, two.cost, limit);
    assert!(best.chosen.proved && best.headline.number() == 2, "{best:?}");
    let less = work.best_within(0, two.cost - 1, limit);
    assert!(less.chosen.proved && less.headline.number() < 2 && less.chosen.cost < two.cost, "{less:?}");
    assert_eq!(work.best_within(0, 0, limit).headline, SecurityLevel::ZERO);

    let next = work.next_levels(0, limit);
    assert_eq!(next.len(), 7);
    assert!(next.iter().all(|next| next.chosen.proved && next.from.number() + 1 == next.to.number()));
    assert!(next.iter().map(|next| next.chosen.cost).sum::<u64>() > costs[0], "shared work is paid in each");
}

/// A feature that the product does not have takes its rows away, and with each row what enhances it.
#[test]
fn what_does_not_apply_is_not_planned() {
    let catalogue = Catalogue::compiled();
    let (library, edition) = (Library::compiled(&catalogue), edition(&catalogue, "iec62443-4-2"));
    let open = |types: ComponentType, absent: &[FeatureId]| -> Vec<String> {
        let types = ComponentTypes::from(types);
        let scopes = [Scope { edition: &edition, types, absent, met: &[], target: Target::Levels(at(2)) }];
        let open = Work::new(&library, &scopes, &[], Measure::Minutes).open();
        open.into_iter().map(|row| row.id.to_string()).collect()
    };
    let wireless = open(ComponentType::NetworkDevice, &[]);
    let wired = open(ComponentType::NetworkDevice, &[FeatureId::new("wireless")]);
    let gone: Vec<_> = wireless.iter().filter(|row| !wired.contains(row)).collect();
    assert_eq!(gone, ["CR 2.2", "NDR 1.6", "NDR 1.6 RE(1)"]);
    // 61 rows and 4 constraints are asked of an embedded device at SL 2, as laboratories print.
    assert_eq!(open(ComponentType::EmbeddedDevice, &[]).len(), 65);
}

/// Somebody who says that a thing is done is believed, and what needed it is free to be chosen.
#[test]
fn what_is_done_is_not_planned() {
    let catalogue = Catalogue::compiled();
    let (library, edition) = (Library::compiled(&catalogue), edition(&catalogue, "iec62443-4-2"));
    let types = ComponentTypes::from(ComponentType::EmbeddedDevice);
    let scopes = [Scope { edition: &edition, types, absent: &[], met: &[], target: Target::Levels(at(2)) }];
    let without = Work::new(&library, &scopes, &[], Measure::Minutes).cheapest(Limit::default());
    let with = Work::new(&library, &scopes, &["maker-root"], Measure::Minutes).cheapest(Limit::default());
    assert!(names(&library, &without).contains(&"maker-root") && with.cost < without.cost);
    assert!(!names(&library, &with).contains(&"maker-root") && with.unreachable.is_empty());
}

/// Work that also serves the law is counted between bounds, by how far the crosswalk says that it carries.
#[test]
fn work_for_the_process_is_partly_work_for_the_law() {
    let catalogue = Catalogue::compiled();
    let library = Library::compiled(&catalogue);
    let all: Vec<usize> = (0..library.actions.len()).filter(|index| library.actions[*index].fee.is_none()).collect();
    let Reuse { hours, serving, low, high, .. } = reuse(&Files::compiled(), &catalogue, &library, "cra", &all).0;
    assert!(0.0 < low && low < high && high < serving && serving < hours, "{low} {high} {serving} {hours}");
    let none = reuse(&Files::compiled(), &catalogue, &library, "no-such-law", &all).0;
    assert_eq!((none.serving, none.low, none.high), (0.0, 0.0, 0.0));
}
