//! Is the data that comes with the program whole, and does every row that it names exist?

use std::collections::BTreeSet;

use catalogue::{Catalogue, Files};
use decide::{Counts, Item, Library, Side};

#[test]
fn nothing_is_wrong_with_the_data() {
    let (library, problems) = Library::read(&Files::compiled());
    let mut problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
    problems.extend(library.check(&Catalogue::compiled()).iter().map(ToString::to_string));
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn every_kind_is_there_in_the_number_that_was_promised() {
    let library = Library::compiled();
    assert_eq!((library.drivers.len(), library.attributes.len()), (6, 7));
    for attribute in &library.attributes {
        let of: Vec<_> = library.objectives.iter().filter(|one| one.attribute == attribute.id).collect();
        assert!(of.len() >= 4, "{} has {} objectives", attribute.id, of.len());
        assert!(library.links.iter().any(|link| link.attribute == attribute.id && link.strength > 0));
    }
    for driver in &library.drivers {
        assert!(library.links.iter().any(|link| link.driver == driver.id && link.strength == 3), "{}", driver.id);
    }
    let side = |side: Side| library.scenarios.iter().filter(|one| one.side == side).count();
    assert_eq!((side(Side::Favours), side(Side::Against)), (6, 5));
    let certificate = library.objectives.iter().filter(|one| one.counts == Counts::Certificate).count();
    assert!(certificate >= 3 && certificate < library.objectives.len() / 4);
    // A fact that nobody asks for would be asked of people for nothing.
    let asked: BTreeSet<&str> =
        library.scenarios.iter().flat_map(|one| &one.conditions).map(|one| one.fact.as_str()).collect();
    for fact in &library.facts {
        assert!(asked.contains(fact.id.as_str()), "no scenario asks for {}", fact.id);
    }
}

/// Part 4-2 points to part 4-1 as a whole in one constraint: an objective linked to it would count 4-1 twice.
#[test]
fn no_objective_hangs_on_the_constraint_that_stands_for_4_1() {
    for objective in Library::compiled().objectives {
        for link in &objective.items {
            if let Item::Row(_, id) = &link.item {
                assert_ne!(id.as_str(), "CCSC 4", "{}", objective.id);
            }
        }
    }
}

/// Both parts contribute, each visibly.
#[test]
fn both_parts_move_something_in_every_attribute() {
    let library = Library::compiled();
    for attribute in &library.attributes {
        let standards: BTreeSet<&str> = library
            .objectives
            .iter()
            .filter(|one| one.attribute == attribute.id)
            .flat_map(|one| &one.items)
            .map(|link| link.item.standard().as_str())
            .collect();
        assert!(standards.is_superset(&BTreeSet::from(["iec62443-4-1", "iec62443-4-2"])), "{}", attribute.id);
    }
}

#[test]
fn a_wrong_row_is_named_with_what_is_near() {
    let text = "attribute = \"integrity\"\n[[objective]]\nid = \"x\"\ntitle = \"x\"\ndefinition = \"x\"\nunit = \"x\"\n\
        direction = \"up\"\nmeasured = \"x\"\nevidence = \"x\"\ncounts = \"work\"\nclosable = [0.5, 0.4, 0.9]\n\
        closable_because = \"x\"\ntypical_baseline = 1\nbaseline_source = \"assumption\"\n[objective.rows]\n\
        \"iec62443-4-1@2018\" = [\"DM-9\"]\n";
    let read = |text: &str| {
        let attributes = "[[attribute]]\nid = \"integrity\"\nshort = \"IN\"\ntitle = \"x\"\nabout = \"x\"\n";
        let files = [("attributes.toml", attributes), ("objectives/x.toml", text)];
        Library::read(&Files::new(files.map(|(path, text)| (format!("decide/{path}"), text.to_owned()))))
    };
    let problems: Vec<String> = read(text).1.iter().map(ToString::to_string).collect();
    let range = "decide/objectives/x.toml:11:13: error: `closable` is not a range";
    assert!(problems.iter().any(|one| one.starts_with(range)), "{problems:#?}");
    let library = read(&text.replace("[0.5, 0.4, 0.9]", "[0.5, 0.6, 0.9]")).0;
    let problems = library.check(&Catalogue::compiled());
    let said = problems.first().map(ToString::to_string).unwrap_or_default();
    assert!(said.starts_with("decide/objectives/x.toml:16:24: error: \"DM-9\" is not an id"), "{said}");
}
