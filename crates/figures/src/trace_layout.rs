//! Where does each row of a trace stand? Groups where there are too many, an order with few crossings, then places.
//!
//! The order is by barycentre: a row moves to the mean of what it is linked to, down and up a few times, and the order
//! with the fewest crossings is kept (Sugiyama, Tagawa and Toda, 1981). The same links give the same places.

use std::collections::{BTreeMap, BTreeSet};

use crate::trace::{Trace, TraceNode};

/// More rows than these in a column become one row for each group.
const MOST: usize = 72;
/// The same for what is not linked at all.
const MOST_LOST: usize = 16;
/// From this column on labels are one line: requirements, claims, evidence.
const SHORT_FROM: usize = 3;
/// From so many curves on, all are thin.
const CROWDED: usize = 320;
/// How often the rows are ordered, down and up.
const SWEEPS: usize = 12;
/// So many names stand in the title of a row that bundles several.
const NAMED: usize = 400;
/// Height of a pill of one and of two lines, and what is free below it.
const HEIGHTS: [f64; 2] = [13.0, 24.0];
const FREE: f64 = 2.5;

/// A trace with places, from the top of the columns.
pub(crate) struct Layout {
    pub(crate) columns: Vec<Column>,
    pub(crate) links: Vec<Drawn>,
    pub(crate) height: f64,
    pub(crate) lost_height: f64,
}

/// One column.
pub(crate) struct Column {
    pub(crate) title: String,
    /// How much there is in it, before anything was bundled.
    pub(crate) count: usize,
    /// How much of it leads nowhere.
    pub(crate) lost_count: usize,
    /// Rows with links.
    pub(crate) pills: Vec<Pill>,
    /// Rows without any; their places begin at 0 again.
    pub(crate) lost: Vec<Pill>,
    /// How the rows with links and those without came about, where they stand for more.
    notes: Vec<String>,
}

/// One row.
#[derive(Debug, Clone)]
pub(crate) struct Pill {
    pub(crate) label: String,
    pub(crate) title: String,
    pub(crate) open: bool,
    pub(crate) lost: bool,
    pub(crate) top: f64,
    pub(crate) height: f64,
    pub(crate) lines: usize,
}

impl Pill {
    pub(crate) const fn middle(&self) -> f64 {
        self.top + self.height / 2.0
    }
}

/// A link between rows.
pub(crate) struct Drawn {
    pub(crate) layer: usize,
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) thickness: f64,
}

impl Layout {
    pub(crate) fn new(of: &Trace<'_>) -> Self {
        let layers = &of.layers[..of.layers.len().min(6)];
        let exists = |layer: usize, node: usize| layers.get(layer).is_some_and(|one| node < one.nodes.len());
        let links: Vec<_> =
            (of.links.iter()).filter(|link| exists(link.layer, link.from) && exists(link.layer + 1, link.to)).collect();
        let mut linked: Vec<BTreeMap<usize, usize>> = vec![BTreeMap::new(); layers.len()];
        for link in &links {
            *linked[link.layer].entry(link.from).or_default() += 1;
            *linked[link.layer + 1].entry(link.to).or_default() += 1;
        }
        let mut columns = Vec::new();
        // Which row each linked thing became.
        let mut rows: Vec<BTreeMap<usize, usize>> = Vec::new();
        for (at, layer) in layers.iter().enumerate() {
            let lines = if at < SHORT_FROM { 2 } else { 1 };
            let mut notes = Vec::new();
            let (groups, note) = grouped(&layer.nodes, &linked[at], MOST);
            notes.extend(note.map(|note| format!("{}: {note}.", layer.title)));
            let pills: Vec<Pill> = groups.iter().map(|group| pill(&layer.nodes, group, lines)).collect();
            let row =
                groups.iter().enumerate().flat_map(|(row, group)| group.members.iter().map(move |one| (*one, row)));
            rows.push(row.collect());
            let alone: BTreeMap<usize, usize> =
                (0..layer.nodes.len()).filter(|node| !linked[at].contains_key(node)).map(|node| (node, 0)).collect();
            let (groups, note) = grouped(&layer.nodes, &alone, MOST_LOST);
            notes.extend(note.map(|note| format!("{} without links: {note}.", layer.title)));
            let mut lost: Vec<Pill> =
                groups.iter().map(|group| Pill { lost: true, ..pill(&layer.nodes, group, lines) }).collect();
            let mut top = 0.0;
            for pill in &mut lost {
                pill.top = top;
                top += pill.height + FREE;
            }
            columns.push(Column {
                title: layer.title.to_owned(),
                count: layer.nodes.len(),
                lost_count: layer.nodes.iter().filter(|node| node.lost.is_some()).count().max(alone.len()),
                pills,
                lost,
                notes,
            });
        }
        let mut bundled: BTreeMap<(usize, usize, usize), (usize, u8)> = BTreeMap::new();
        for link in links {
            let key = (link.layer, rows[link.layer][&link.from], rows[link.layer + 1][&link.to]);
            let one = bundled.entry(key).or_default();
            *one = (one.0 + 1, one.1.max(link.strength));
        }
        // Many thick curves would be one area.
        let thickest = if bundled.len() > CROWDED { 1.1 } else { 2.6 };
        let drawn = bundled.into_iter().map(|((layer, from, to), (count, strength))| {
            let several = (count as f64).log2() * 0.35;
            let thickness = (0.5 + 0.3 * f64::from(strength.max(1) - 1) + several).min(thickest);
            Drawn { layer, from, to, thickness }
        });
        let mut layout = Self { columns, links: drawn.collect(), height: 0.0, lost_height: 0.0 };
        layout.order();
        layout.place();
        let bottom = |pills: &[Pill]| pills.last().map_or(0.0, |pill| pill.top + pill.height);
        layout.lost_height = layout.columns.iter().map(|column| bottom(&column.lost)).fold(0.0, f64::max);
        layout
    }

    pub(crate) fn has_lost(&self) -> bool {
        self.columns.iter().any(|column| !column.lost.is_empty())
    }

    /// What the picture says about rows that stand for several.
    pub(crate) fn notes(&self) -> Vec<String> {
        self.columns.iter().flat_map(|column| column.notes.iter().cloned()).collect()
    }

    /// Puts the rows into an order with few crossings.
    fn order(&mut self) {
        // Position by row, and the rows by position, for every column.
        let mut orders: Vec<Vec<usize>> = self.columns.iter().map(|column| (0..column.pills.len()).collect()).collect();
        let (mut best, mut fewest) = (orders.clone(), self.crossings(&orders));
        for sweep in 0..SWEEPS {
            let down = sweep % 2 == 0;
            let count = orders.len();
            for step in 1..count {
                let (at, beside) = if down { (step, step - 1) } else { (count - 1 - step, count - step) };
                let position = positions(&orders[beside]);
                let mut sums = vec![(0.0, 0.0); self.columns[at].pills.len()];
                for link in self.links.iter().filter(|link| link.layer == at.min(beside)) {
                    let (own, other) = if down { (link.to, link.from) } else { (link.from, link.to) };
                    sums[own].0 += position[other] as f64;
                    sums[own].1 += 1.0;
                }
                let own = positions(&orders[at]);
                // Positions of two columns of different length are compared as parts of the whole.
                let scale = |position: f64, of: usize| position / (of.max(2) - 1) as f64;
                let place: Vec<f64> = (sums.iter().enumerate())
                    .map(|(row, (sum, links))| match *links > 0.0 {
                        true => scale(sum / links, position.len()),
                        false => scale(own[row] as f64, own.len()),
                    })
                    .collect();
                orders[at].sort_by(|a, b| place[*a].total_cmp(&place[*b]));
            }
            let crossings = self.crossings(&orders);
            if crossings < fewest {
                (best, fewest) = (orders.clone(), crossings);
            }
        }
        let moved: Vec<Vec<usize>> = best.iter().map(|order| positions(order)).collect();
        for (column, order) in self.columns.iter_mut().zip(&best) {
            column.pills = order.iter().map(|row| column.pills[*row].clone()).collect();
        }
        for link in &mut self.links {
            (link.from, link.to) = (moved[link.layer][link.from], moved[link.layer + 1][link.to]);
        }
        self.links.sort_by_key(|link| (link.layer, link.from, link.to));
    }

    /// How many pairs of links cross.
    fn crossings(&self, orders: &[Vec<usize>]) -> usize {
        let positions: Vec<Vec<usize>> = orders.iter().map(|order| positions(order)).collect();
        let between = |layer: usize| {
            let mut ends: Vec<(usize, usize)> = (self.links.iter())
                .filter(|link| link.layer == layer)
                .map(|link| (positions[layer][link.from], positions[layer + 1][link.to]))
                .collect();
            ends.sort_unstable();
            // Counted from the top: how many of the links before end further down.
            let mut seen = vec![0_usize; positions[layer + 1].len()];
            let mut crossings = 0;
            for (_, to) in ends {
                crossings += seen[to + 1..].iter().sum::<usize>();
                seen[to] += 1;
            }
            crossings
        };
        (0..orders.len().saturating_sub(1)).map(between).sum()
    }

    /// Gives every row its place: the fullest column stands close, the others beside what they are linked to.
    fn place(&mut self) {
        let needed = |column: &Column| column.pills.iter().map(|pill| pill.height + FREE).sum::<f64>();
        let heights: Vec<f64> = self.columns.iter().map(needed).collect();
        self.height = heights.iter().copied().fold(0.0, f64::max);
        let Some(fullest) = (0..heights.len()).rev().max_by(|a, b| heights[*a].total_cmp(&heights[*b])) else { return };
        let mut top = 0.0;
        for pill in &mut self.columns[fullest].pills {
            pill.top = top;
            top += pill.height + FREE;
        }
        let outward =
            (0..fullest).rev().map(|at| (at, at + 1)).chain((fullest + 1..heights.len()).map(|at| (at, at - 1)));
        for (at, beside) in outward {
            let mut sums = vec![(0.0, 0.0); self.columns[at].pills.len()];
            for link in self.links.iter().filter(|link| link.layer == at.min(beside)) {
                let (own, other) = if at < beside { (link.from, link.to) } else { (link.to, link.from) };
                sums[own].0 += self.columns[beside].pills[other].middle();
                sums[own].1 += 1.0;
            }
            let wanted: Vec<Option<f64>> = sums.iter().map(|(sum, n)| (*n > 0.0).then(|| sum / n)).collect();
            spread(&mut self.columns[at].pills, &wanted, self.height);
        }
    }
}

/// Puts pills one below the other, each as near to where it wants its middle as the room allows.
fn spread(pills: &mut [Pill], wanted: &[Option<f64>], room: f64) {
    let mut free = 0.0;
    for (pill, wanted) in pills.iter_mut().zip(wanted) {
        pill.top = wanted.map_or(free, |middle| middle - pill.height / 2.0).max(free);
        free = pill.top + pill.height + FREE;
    }
    let mut limit = room;
    for pill in pills.iter_mut().rev() {
        pill.top = pill.top.min(limit - pill.height - FREE).max(0.0);
        limit = pill.top;
    }
}

/// The position of each row in an order.
fn positions(order: &[usize]) -> Vec<usize> {
    let mut positions = vec![0; order.len()];
    for (position, row) in order.iter().enumerate() {
        positions[*row] = position;
    }
    positions
}

/// Things that share a row.
struct Group {
    /// The row's name where it is not the one member's own.
    name: Option<String>,
    members: Vec<usize>,
}

/// One row for each thing, or, past `most`, one for each group; then the fullest ones, and the rest in one row.
///
/// In: the things that stand here, with how often each is linked. Out: the rows, and what was bundled.
fn grouped(nodes: &[TraceNode<'_>], here: &BTreeMap<usize, usize>, most: usize) -> (Vec<Group>, Option<String>) {
    let single = |node: &usize| Group { name: None, members: vec![*node] };
    if here.len() <= most {
        return (here.keys().map(single).collect(), None);
    }
    let mut order: Vec<&str> = Vec::new();
    let mut members: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut groups: Vec<Group> = Vec::new();
    for node in here.keys() {
        let group = nodes[*node].group;
        if group.is_empty() {
            groups.push(single(node));
            continue;
        }
        members
            .entry(group)
            .or_insert_with(|| {
                order.push(group);
                Vec::new()
            })
            .push(*node);
    }
    let by_group = !order.is_empty();
    for group in order {
        let members = members.remove(group).unwrap_or_default();
        let name = (members.len() > 1).then(|| format!("{group} · {}", members.len()));
        groups.push(Group { name, members });
    }
    let weight = |group: &Group| group.members.iter().map(|node| here[node].max(1)).sum::<usize>();
    let mut rest = 0;
    if groups.len() > most {
        let mut fullest: Vec<usize> = (0..groups.len()).collect();
        fullest.sort_by_key(|at| std::cmp::Reverse(weight(&groups[*at])));
        let kept: BTreeSet<usize> = fullest.into_iter().take(most - 1).collect();
        let (mut first, mut others) = (Vec::new(), Vec::new());
        for (at, group) in groups.into_iter().enumerate() {
            if kept.contains(&at) { first.push(group) } else { others.extend(group.members) }
        }
        rest = others.len();
        first.push(Group { name: Some(format!("and {rest} more")), members: others });
        groups = first;
    }
    let mut note = format!("{} drawn as {} rows", here.len(), groups.len());
    if by_group {
        note.push_str(", one for each practice or foundational requirement");
    }
    if rest > 0 {
        note.push_str(&format!(", the least linked {rest} in one"));
    }
    (groups, Some(note))
}

/// The row of a group.
fn pill(nodes: &[TraceNode<'_>], group: &Group, lines: usize) -> Pill {
    let height = HEIGHTS[lines - 1];
    let of = |node: &usize| &nodes[*node];
    let own = |node: &TraceNode<'_>| match node.lost {
        Some(because) => format!("{}: leads nowhere, {because}", node.title),
        None => node.title.to_owned(),
    };
    let (label, title) = match (&group.name, group.members.as_slice()) {
        (None, [one]) => (of(one).label.to_owned(), own(of(one))),
        (name, members) => {
            let name = name.clone().unwrap_or_default();
            let names: Vec<&str> = members.iter().take(NAMED).map(|node| of(node).label).collect();
            let more = members.len().saturating_sub(NAMED);
            let more = if more > 0 { format!(" and {more} more") } else { String::new() };
            let lost = members.iter().filter(|node| of(node).lost.is_some()).count();
            let lost = if lost > 0 { format!(" ({lost} lead nowhere)") } else { String::new() };
            (name.clone(), format!("{name}{lost}: {}{more}", names.join(", ")))
        }
    };
    Pill {
        label,
        title,
        open: group.members.iter().any(|node| of(node).open),
        lost: group.members.iter().all(|node| of(node).lost.is_some()),
        top: 0.0,
        height,
        lines,
    }
}
