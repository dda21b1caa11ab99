//! How does a trace read on a terminal? Layer by layer, each node with what it leads to, then what leads nowhere.

use std::collections::BTreeMap;

use report::TraceResult;

use super::layout::{CARE, FAINT, STRONG, counted, keep_whole, rendered, styled, table, wrapped};

/// Orphans of one layer and reason that are listed by name; JSON has all.
const LISTED: usize = 6;

/// The page of a trace.
pub(crate) fn trace(result: &TraceResult) -> String {
    let about = match (&result.from, &result.to) {
        (Some(from), _) => format!("from {from} down to the evidence"),
        (_, Some(to)) => format!("everything that leads to {to}"),
        _ => "from driver to evidence".to_owned(),
    };
    let mut page = format!(
        "{}\n{}\n",
        styled(STRONG, wrapped(&format!("{}: {about}", result.name), 0)),
        styled(
            FAINT,
            format!(
                "{}, {}, {}",
                result.at,
                counted(result.nodes.len(), "node", "nodes"),
                counted(result.links.len(), "link", "links")
            )
        )
    );
    let mut below: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for link in &result.links {
        let to = link.to.split_once(':').map_or(link.to.as_str(), |(_, name)| name);
        below.entry(link.from.as_str()).or_default().push(to);
    }
    for layer in result.layers {
        let nodes: Vec<_> = result.nodes.iter().filter(|node| node.layer == layer).collect();
        if nodes.is_empty() {
            continue;
        }
        page.push_str(&format!("\n{}\n", styled(STRONG, format!("{layer} ({})", nodes.len()))));
        let mut shown = table(&["name", "title", "state", "leads to"]);
        for node in nodes {
            let to = below.get(node.id.as_str()).map(|list| list.join(", ")).unwrap_or_default();
            // A claim is known by where it stands.
            let name = if layer == "claim" { node.at.clone().unwrap_or_default() } else { node.name.clone() };
            shown.add_row([name, node.title.clone(), node.state.clone(), to]);
        }
        if layer != "claim" {
            keep_whole(&mut shown, &[0]);
        }
        page.push_str(&rendered(&shown));
    }
    page.push_str(&orphans(result));
    page
}

fn orphans(result: &TraceResult) -> String {
    if result.orphans.is_empty() {
        return format!("\n{}\n", styled(STRONG, "Nothing leads nowhere."));
    }
    let mut page = format!("\n{}\n", styled(STRONG, "What leads nowhere"));
    let mut groups: Vec<((&str, &str), Vec<&str>)> = Vec::new();
    for one in &result.orphans {
        let name = one.id.split_once(':').map_or(one.id.as_str(), |(_, name)| name);
        match groups.iter_mut().find(|(key, _)| *key == (one.layer, one.because.as_str())) {
            Some((_, names)) => names.push(name),
            None => groups.push(((one.layer, &one.because), vec![name])),
        }
    }
    for ((layer, because), names) in groups {
        let more = names.len().saturating_sub(LISTED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        let listed = names.iter().take(LISTED).copied().collect::<Vec<_>>().join(", ");
        let plain = format!("{} × {layer}", names.len());
        let count = styled(CARE, &plain);
        let because = wrapped(&format!("{plain}: {because}"), 3);
        let because = because.replacen(&plain, &count, 1);
        page.push_str(&format!(" {because}\n   {}\n", wrapped(&format!("{listed}{more}"), 3)));
    }
    page
}
