//! Does a whole `decide.toml` read cleanly against the program's own data, and end in an answer?

use std::collections::BTreeSet;

use decide::{Fired, Item, Library, Lost, Node, Range, Recommendation, Situation, decide, trace};
use model::StandardId;

use crate::sample::{PROCESS, PRODUCT, TEN_THOUSAND, day, inputs, plan};

const GATEWAY: &str = include_str!("../cases/gateway.toml");

fn situation(library: &Library) -> Situation {
    let of = |standard: &str| -> BTreeSet<Item> {
        let items = library.objectives.iter().flat_map(|one| &one.items).map(|link| link.item.clone());
        items.filter(|item| matches!(item, Item::Row(one, _) if one.as_str() == standard)).collect()
    };
    let mut internal = plan("internal", None, &[170e3], 8.0, 15e3);
    internal.closes = of(PROCESS);
    let mut process = plan("process", Some("internal"), &[45e3], 9.0, 12e3);
    process.certificates = vec![StandardId::new(PROCESS)];
    let mut product = plan("product-sl2", Some("process"), &[20e3, 140e3], 17.0, 18e3);
    product.certificates = vec![StandardId::new(PRODUCT)];
    product.closes = of(PRODUCT);
    let not_applicable = |item: &Item| matches!(item, Item::Row(_, id) if id.as_str().starts_with("HDR"));
    Situation {
        today: day("2026-11-22"),
        shown: BTreeSet::new(),
        not_applicable: of(PRODUCT).into_iter().filter(not_applicable).collect(),
        options: vec![internal, process, product],
        held: Vec::new(),
        begins_in_years: 0,
        cost_currency: "EUR".to_owned(),
        legal_duties: vec![Range::new(50e3, 80e3, 140e3).expect("in order")],
        products: vec!["eg220".to_owned()],
        further_product: Range::new(0.4, 0.6, 0.9).expect("in order"),
    }
}

#[test]
fn the_gateway_gets_an_answer() {
    let library = Library::compiled();
    let inputs = inputs(&library, GATEWAY);
    let decision = decide(&library, &inputs, &situation(&library), TEN_THOUSAND);
    assert!(decision.asks.iter().all(|ask| !ask.blocks_money), "{:#?}", decision.asks);
    assert_eq!(decision.worlds.len(), 2);
    assert_eq!(decision.recommendation, Recommendation::One("product-sl2".to_owned()));
    let fired: Vec<&str> =
        decision.scenarios.iter().filter(|one| one.fired == Fired::Fired).map(|one| one.scenario.as_str()).collect();
    assert_eq!(fired, ["critical-infrastructure", "long-lifecycle", "regulation-ahead", "supply-chain-growing"]);
    // A regret of the best is what further study is worth at most.
    for world in &decision.worlds {
        let regrets = world.money.iter().flatten().filter_map(|row| row.regret_cents);
        assert_eq!(regrets.min(), world.information_cents);
        let won: u32 = world.money.iter().flatten().map(|row| row.won).sum();
        assert_eq!(won, decision.draws);
    }
}

#[test]
fn the_trace_goes_both_ways_and_names_what_is_lost() {
    let library = Library::compiled();
    let mut stated = inputs(&library, GATEWAY);
    stated.importances.retain(|one| one.driver != "differentiation");
    stated.aims.retain(|aim| aim.objective != "flood-tests");
    let mut situation = situation(&library);
    // One row shown today that no option needs to close, one that is neither.
    let [shown, open] = ["DM-1", "DM-2"].map(|id| crate::sample::rows(PROCESS, &[id]).pop_first().expect("a row"));
    situation.options[0].closes.retain(|item| *item != shown && *item != open);
    situation.shown.insert(shown.clone());
    let trace = trace(&library, &stated, &situation);
    let driver = Node::Driver("liability".to_owned());
    let down = trace.reach(&driver, true);
    let item = down.iter().rfind(|node| matches!(node, Node::Item(_))).expect("an item");
    assert!(trace.reach(item, false).contains(&driver));
    let lost = |node: Node| trace.lost.iter().find(|(one, _)| *one == node).map(|(_, why)| *why);
    assert_eq!(lost(Node::Driver("differentiation".to_owned())), Some(Lost::NotImportant));
    assert_eq!(lost(Node::Attribute("availability".to_owned())), Some(Lost::NotMeasured));
    assert!(trace.lost.iter().any(|(_, why)| *why == Lost::DoesNotApply));
    assert_eq!((lost(Node::Item(shown)), lost(Node::Item(open))), (None, Some(Lost::NobodyCloses)));
}
