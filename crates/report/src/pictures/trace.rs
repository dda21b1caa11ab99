//! How does a trace become a picture? Each layer a column; what leads nowhere stands in it as well.

use std::collections::BTreeMap;

use document::Picture;
use figures::{Look, Trace, TraceLayer, TraceLink, TraceNode};

use crate::trace::TraceResult;

/// A column's title, by layer.
const TITLES: [(&str, &str); 6] = [
    ("driver", "Drivers"),
    ("attribute", "Attributes"),
    ("objective", "Objectives"),
    ("requirement", "Requirements"),
    ("claim", "Claims"),
    ("evidence", "Evidence"),
];

/// One row in the making.
struct Row<'r> {
    label: &'r str,
    title: String,
    group: &'r str,
    open: bool,
    lost: Option<&'r str>,
}

/// Draws a trace, whole or from one of its ends.
pub fn trace_picture(of: &TraceResult, look: &Look) -> Picture {
    let mut layers: Vec<Vec<Row<'_>>> = of.layers.iter().map(|_| Vec::new()).collect();
    let layer_of = |layer: &str| of.layers.iter().position(|one| *one == layer);
    let mut because: BTreeMap<&str, &str> = BTreeMap::new();
    for orphan in &of.orphans {
        because.entry(&orphan.id).or_insert(&orphan.because);
    }
    let mut places: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for node in &of.nodes {
        let Some(layer) = layer_of(node.layer) else { continue };
        places.insert(&node.id, (layer, layers[layer].len()));
        let broken = node.layer == "evidence" && !["holds", ""].contains(&node.state.as_str());
        let words = [node.title.as_str(), node.state.as_str()];
        layers[layer].push(Row {
            label: label(node.layer, &node.name, &node.title),
            title: std::iter::once(node.name.as_str())
                .chain(words.into_iter().filter(|words| !words.is_empty()))
                .collect::<Vec<_>>()
                .join(": "),
            group: &node.group,
            open: node.state == "open" || broken,
            lost: because.get(node.id.as_str()).copied(),
        });
    }
    for orphan in &of.orphans {
        let Some(layer) = layer_of(orphan.layer) else { continue };
        if places.contains_key(orphan.id.as_str()) {
            continue;
        }
        places.insert(&orphan.id, (layer, layers[layer].len()));
        let name = orphan.id.split_once(':').map_or(orphan.id.as_str(), |(_, name)| name);
        layers[layer].push(Row {
            label: label(orphan.layer, name, &orphan.title),
            title: format!("{name}: {}", orphan.title),
            group: &orphan.group,
            open: false,
            lost: Some(&orphan.because),
        });
    }
    let link = |link: &crate::trace::TraceLinkResult| {
        let (from, to) = (places.get(link.from.as_str())?, places.get(link.to.as_str())?);
        (from.0 + 1 == to.0).then_some(TraceLink { layer: from.0, from: from.1, to: to.1, strength: link.strength })
    };
    let title = |layer: &str| TITLES.iter().find(|(id, _)| *id == layer).map_or("", |(_, title)| title);
    let about = match (&of.from, &of.to) {
        (Some(from), _) => format!("from {from} down to the evidence, {}", of.at),
        (_, Some(to)) => format!("everything that leads to {to}, {}", of.at),
        _ => format!("from driver to evidence, {}; {} links", of.at, of.links.len()),
    };
    let drawn = Trace {
        name: &of.name,
        about: &about,
        layers: layers
            .iter()
            .zip(of.layers)
            .map(|(rows, layer)| TraceLayer {
                title: title(layer),
                nodes: rows
                    .iter()
                    .map(|row| TraceNode {
                        label: row.label,
                        title: &row.title,
                        group: row.group,
                        open: row.open,
                        lost: row.lost,
                    })
                    .collect(),
            })
            .collect(),
        links: of.links.iter().filter_map(link).collect(),
    };
    figures::trace(&drawn, look)
}

/// How a row is called where there is little room: what belongs to the business by its title, the rest by its name.
fn label<'r>(layer: &str, name: &'r str, title: &'r str) -> &'r str {
    match layer {
        "driver" | "attribute" | "objective" if !title.is_empty() => title,
        "claim" => name.split_once(" at ").map_or(name, |(requirement, _)| requirement),
        _ => name,
    }
}
