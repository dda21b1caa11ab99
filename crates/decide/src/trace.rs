//! What leads from a driver to a requirement, and what leads nowhere?
//!
//! From a requirement on to claims and evidence is `assess`' to say.

use crate::inputs::Inputs;
use crate::library::{Item, Library};
use crate::priority::priorities;
use crate::situation::Situation;

/// Something on the way from driver to requirement.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// A driver, by id.
    Driver(String),
    /// An attribute, by id.
    Attribute(String),
    /// An objective, by id.
    Objective(String),
    /// A requirement or certificate.
    Item(Item),
}

/// A link between two layers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// From here …
    pub from: Node,
    /// … to here.
    pub to: Node,
    /// Its strength: 0 to 3 from drivers, 1 between attribute and objective, the weight of an item.
    pub strength: u8,
    /// Why it is there; empty where the library's definition is the reason.
    pub reason: String,
}

/// Why a node leads nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// A driver whose importance nobody stated, or stated as 0.
    NotImportant,
    /// A driver without a link to any attribute.
    WantsNothing,
    /// An attribute that matters and has no objective in use.
    NotMeasured,
    /// An objective in use whose attribute no important driver wants.
    NobodyWants,
    /// An item of an objective in use that does not apply to the product.
    DoesNotApply,
    /// An item of an objective in use that is neither shown today nor closed by any option.
    NobodyCloses,
}

/// The links in use, layer by layer, and everything that leads nowhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trace {
    /// The links, in the order of layers and within them in the library's order.
    pub edges: Vec<Edge>,
    /// What leads nowhere, in the order of layers.
    pub lost: Vec<(Node, Lost)>,
}

impl Trace {
    /// Everything reached from a node downwards (or upwards to it), the node itself first.
    pub fn reach(&self, from: &Node, down: bool) -> Vec<Node> {
        let mut reached = vec![from.clone()];
        let mut at = 0;
        while at < reached.len() {
            for edge in &self.edges {
                let (near, far) = if down { (&edge.from, &edge.to) } else { (&edge.to, &edge.from) };
                if *near == reached[at] && !reached.contains(far) {
                    reached.push(far.clone());
                }
            }
            at += 1;
        }
        reached
    }
}

/// The trace of a decision: only what is in use, because three hundred links that nobody stated hide those that count.
pub fn trace(library: &Library, inputs: &Inputs, situation: &Situation) -> Trace {
    let mut trace = Trace { edges: Vec::new(), lost: Vec::new() };
    let important = |driver: &str| inputs.importances.iter().any(|one| one.driver == driver && one.importance > 0);
    for driver in inputs.all_drivers(&library.drivers) {
        let node = Node::Driver(driver.id.clone());
        if !important(&driver.id) {
            trace.lost.push((node, Lost::NotImportant));
            continue;
        }
        let before = trace.edges.len();
        for attribute in &library.attributes {
            if let Some(link) = inputs.link(&library.links, &driver.id, attribute).filter(|link| link.strength > 0) {
                trace.edges.push(Edge {
                    from: node.clone(),
                    to: Node::Attribute(attribute.id.clone()),
                    strength: link.strength,
                    reason: link.reason.clone(),
                });
            }
        }
        if trace.edges.len() == before {
            trace.lost.push((node, Lost::WantsNothing));
        }
    }
    let priorities = priorities(library, inputs);
    let in_use = |id: &str| inputs.aims.iter().any(|aim| aim.objective == id);
    let mut below = Vec::new();
    let mut lost_items = Vec::new();
    for priority in &priorities {
        let attribute = Node::Attribute(priority.attribute.clone());
        let objectives: Vec<_> =
            library.objectives.iter().filter(|one| one.attribute == priority.attribute && in_use(&one.id)).collect();
        if objectives.is_empty() && priority.raw() > 0 {
            trace.lost.push((attribute.clone(), Lost::NotMeasured));
        }
        for objective in objectives {
            let node = Node::Objective(objective.id.clone());
            if priority.raw() == 0 {
                lost_items.push((node.clone(), Lost::NobodyWants));
            }
            trace.edges.push(Edge { from: attribute.clone(), to: node.clone(), strength: 1, reason: String::new() });
            for link in &objective.items {
                let item = Node::Item(link.item.clone());
                if let Some(lost) = lost_item(situation, &link.item)
                    && !lost_items.iter().any(|(known, _)| *known == item)
                {
                    lost_items.push((item.clone(), lost));
                }
                below.push(Edge { from: node.clone(), to: item, strength: link.weight, reason: String::new() });
            }
        }
    }
    trace.edges.extend(below);
    // Objectives before items, each in their order.
    lost_items.sort_by_key(|(node, _)| matches!(node, Node::Item(_)));
    trace.lost.extend(lost_items);
    trace
}

fn lost_item(situation: &Situation, item: &Item) -> Option<Lost> {
    let closed = |plan: &crate::OptionPlan| match item {
        Item::Row(..) => plan.closes.contains(item),
        Item::Certificate(standard) => plan.certificates.contains(standard),
    };
    if situation.not_applicable.contains(item) {
        Some(Lost::DoesNotApply)
    } else if situation.shown.contains(item) || situation.options.iter().any(closed) {
        None
    } else {
        Some(Lost::NobodyCloses)
    }
}
