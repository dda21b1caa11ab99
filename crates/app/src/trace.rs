//! What leads from a driver to the evidence and back, and what leads nowhere? A decision's links, and the rows behind.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use assess::{Assessment, Register};
use catalogue::{Edition, Requirement};
use decide::{Item, Lost, Node};
use model::{EvidenceState, Row};
use report::{OrphanResult, TraceLinkResult, TraceNodeResult, TraceResult};

use crate::PROGRAM;
use crate::decision::{DecisionQuestion, Ground};
use crate::dossiers::OpenDossier;
use crate::error::Error;
use crate::option_plans::part_of;

/// From business to proof.
const LAYERS: [&str; 6] = ["driver", "attribute", "objective", "requirement", "claim", "evidence"];

/// Traces a decision of a dossier. In: the question, and the node from which (or up to which) to follow.
///
/// # Errors
/// As for [`crate::decide_dossier`], and when no node, or more than one, is called `from` or `to`.
pub fn trace_dossier(
    open: &OpenDossier<'_>,
    question: &DecisionQuestion,
    from: Option<&str>,
    to: Option<&str>,
) -> Result<TraceResult, Error> {
    let ground = Ground::new(open, question.subject.as_deref(), question.at)?;
    let assessments = ground.assessments(open);
    let (situation, _) = ground.situation(open, &assessments, &DecisionQuestion { draws: 1, ..question.clone() });
    let traced = decide::trace(&ground.library, &ground.inputs, &situation);
    let mut web = Web::default();
    let words = Words { ground: &ground, assessments: &assessments, shown: &situation.shown, root: open.root() };
    for edge in &traced.edges {
        web.link(words.node(&edge.from), words.node(&edge.to), edge.strength, &edge.reason);
    }
    for (node, lost) in &traced.lost {
        web.lose(words.node(node), because(*lost));
    }
    let linked: BTreeSet<Item> = (traced.edges.iter())
        .filter_map(|edge| match &edge.to {
            Node::Item(item) => Some(item.clone()),
            _ => None,
        })
        .collect();
    proof(&assessments, &linked, &words, &mut web);
    let register = Register::new(&open.dossier.book, &open.holdings, question.at);
    for (piece, _) in register.pieces() {
        let node = evidence(piece.id.as_str(), &piece.title, "", None);
        if !web.known.contains_key(&node.id) {
            web.lose(node, "no claim of the subject or its process cites it");
        }
    }
    let mut result = TraceResult {
        schema: "plimsoll.trace/1",
        program: PROGRAM.to_owned(),
        at: question.at.to_string(),
        title: open.title(),
        subject: ground.subject.id.to_string(),
        name: ground.subject.name.clone(),
        layers: LAYERS,
        from: None,
        to: None,
        nodes: web.nodes,
        links: web.links,
        orphans: web.orphans,
        problems: ground.placed_problems(open),
    };
    let layer = |id: &str| LAYERS.iter().position(|layer| id.split(':').next() == Some(layer));
    result.nodes.sort_by_key(|node| layer(node.layer));
    result.links.sort_by_key(|link| layer(&link.from));
    result.orphans.sort_by_key(|orphan| layer(orphan.layer));
    if let Some(word) = from {
        result.from = Some(keep(&mut result, word, true)?);
    } else if let Some(word) = to {
        result.to = Some(keep(&mut result, word, false)?);
    }
    Ok(result)
}

/// Nodes, links and orphans in the making; each node once.
#[derive(Default)]
struct Web {
    known: BTreeMap<String, usize>,
    nodes: Vec<TraceNodeResult>,
    links: Vec<TraceLinkResult>,
    orphans: Vec<OrphanResult>,
}

impl Web {
    fn put(&mut self, node: TraceNodeResult) -> String {
        let id = node.id.clone();
        if !self.known.contains_key(&id) {
            self.known.insert(id.clone(), self.nodes.len());
            self.nodes.push(node);
        }
        id
    }

    fn link(&mut self, from: TraceNodeResult, to: TraceNodeResult, strength: u8, reason: &str) {
        let (from, to) = (self.put(from), self.put(to));
        self.links.push(TraceLinkResult { from, to, strength, reason: reason.to_owned() });
    }

    fn lose(&mut self, node: TraceNodeResult, because: &str) {
        let TraceNodeResult { id, layer, title, group, .. } = node;
        self.orphans.push(OrphanResult { id, layer, title, group, because: because.to_owned() });
    }
}

fn node(layer: &'static str, name: &str, title: &str, state: String, at: Option<String>) -> TraceNodeResult {
    let (id, group) = (format!("{layer}:{name}"), String::new());
    TraceNodeResult { id, layer, name: name.to_owned(), title: title.to_owned(), group, state, at }
}

fn evidence(name: &str, title: &str, state: &str, at: Option<String>) -> TraceNodeResult {
    node("evidence", name, title, state.to_owned(), at)
}

const fn because(lost: Lost) -> &'static str {
    match lost {
        Lost::NotImportant => "nobody has stated that it is important",
        Lost::WantsNothing => "no attribute is linked to it",
        Lost::NotMeasured => "it matters, and no objective of it is in use",
        Lost::NobodyWants => "no important driver wants its attribute",
        Lost::DoesNotApply => "it does not apply here",
        Lost::NobodyCloses => "it is not shown today, and no option closes it",
    }
}

/// Part and practice or foundational requirement: `4-2 IAC`.
fn group(edition: &Edition, of: &Requirement) -> String {
    let part = part_of(edition.head.key.standard.as_str());
    edition.head.groups.get(of.group).map(|group| format!("{part} {}", group.id)).unwrap_or_default()
}

/// What the nodes are called, and how each stands.
struct Words<'a> {
    ground: &'a Ground<'a>,
    assessments: &'a [Assessment<'a>],
    shown: &'a BTreeSet<Item>,
    /// Where the dossier lies; names of claims do not depend on it.
    root: &'a Path,
}

impl Words<'_> {
    fn node(&self, of: &Node) -> TraceNodeResult {
        let Ground { library, inputs, .. } = self.ground;
        match of {
            Node::Driver(id) => {
                let own = inputs.drivers.iter().find(|one| one.id == *id);
                let title = library.driver(id).or(own).map_or("", |one| one.title.as_str());
                let stated = inputs.importances.iter().find(|one| one.driver == *id);
                let state = stated.map(|one| format!("importance {}", one.importance)).unwrap_or_default();
                node("driver", id, title, state, None)
            }
            Node::Attribute(id) => {
                let priorities = decide::priorities(library, inputs);
                let priority = priorities.iter().find(|one| one.attribute == *id).map_or(0, decide::Priority::raw);
                let title = library.attribute(id).map_or("", |one| one.title.as_str());
                node("attribute", id, title, format!("priority {priority}"), None)
            }
            Node::Objective(id) => {
                let objective = library.objective(id);
                let aim = inputs.aims.iter().find(|aim| aim.objective == *id);
                let state = objective.zip(aim).map(|(objective, aim)| {
                    let from = aim.baseline.unwrap_or(objective.typical_baseline);
                    format!("{} → {} {}", report::number(from), report::number(aim.target), objective.unit)
                });
                node("objective", id, objective.map_or("", |one| one.title.as_str()), state.unwrap_or_default(), None)
            }
            Node::Item(item) => self.item(item),
        }
    }

    fn item(&self, item: &Item) -> TraceNodeResult {
        let part = part_of(item.standard().as_str());
        let shown = if self.shown.contains(item) { "shown" } else { "open" };
        match item {
            Item::Certificate(_) => {
                let title = format!("Certificate under {part}");
                node("requirement", &format!("{part} certificate"), &title, shown.to_owned(), None)
            }
            Item::Row(standard, id) => {
                let edition =
                    self.assessments.iter().map(|one| one.edition).find(|one| one.head.key.standard == *standard);
                let found =
                    edition.and_then(|edition| edition.requirements.iter().find(|requirement| requirement.id == *id));
                let title = found.map_or("", |one| one.title.as_str());
                let group = edition.zip(found).map(|(edition, found)| group(edition, found)).unwrap_or_default();
                let plain = node("requirement", &format!("{part} {id}"), title, shown.to_owned(), None);
                TraceNodeResult { group, ..plain }
            }
        }
    }

    /// What a row claims, of a requirement's group.
    fn claim(&self, row: &Row, group: &str) -> TraceNodeResult {
        let place = row.place(model::Cell::Status);
        let inside = Path::new(&*place.file)
            .strip_prefix(self.root)
            .map_or_else(|_| place.file.to_string(), |inside| inside.to_string_lossy().replace('\\', "/"));
        let at = format!("{}:{}:{}", place.file, place.spot.line, place.spot.column);
        let part = row.part.as_ref().map(|part| format!(" {part}")).unwrap_or_default();
        let title: String = row.claim.statement.chars().take(90).collect();
        let state = match (row.claim.status, row.claim.maturity) {
            (Some(status), _) => status.id().to_owned(),
            (None, Some(level)) => level.to_string(),
            (None, None) => "stated by its marks".to_owned(),
        };
        let name = format!("{}{part} at {inside}:{}", row.requirement, place.spot.line);
        TraceNodeResult { group: group.to_owned(), ..node("claim", &name, &title, state, Some(at)) }
    }
}

/// From requirements to claims, and from claims to evidence.
fn proof(assessments: &[Assessment<'_>], linked: &BTreeSet<Item>, words: &Words<'_>, web: &mut Web) {
    for assessment in assessments {
        for standing in &assessment.standings {
            let item = crate::option_plans::item(assessment, standing);
            let group = group(assessment.edition, &assessment.edition.requirements[standing.requirement]);
            let in_use = linked.contains(&item);
            let mut said = false;
            for row in standing.rows.iter().filter(|row| !row.claim.is_silent()) {
                said = true;
                let claim = words.claim(row, &group);
                if !in_use {
                    web.lose(claim, "no objective in use hangs on its requirement");
                    continue;
                }
                web.link(words.item(&item), claim.clone(), 1, "");
                if row.claim.evidence.is_empty() && !assessment.stand(standing).is_not_applicable() {
                    web.lose(claim.clone(), "it names no evidence");
                }
                for one in &row.claim.evidence {
                    let (name, title) = match one.piece() {
                        Some(piece) => (piece.id.as_str(), piece.title.as_str()),
                        None => (one.name.as_str(), ""),
                    };
                    let state = match one.state {
                        EvidenceState::InEffect => "holds",
                        EvidenceState::Broken => one.because(),
                        EvidenceState::Named => "nobody looked",
                    };
                    web.link(claim.clone(), evidence(name, title, state, None), 1, "");
                }
            }
            if in_use && !said && !assessment.stand(standing).is_not_applicable() {
                web.lose(words.item(&item), "nobody has claimed anything on it");
            }
        }
    }
}

/// Keeps what is reached from a node, downwards or upwards. Out: the node's id.
fn keep(result: &mut TraceResult, word: &str, down: bool) -> Result<String, Error> {
    let id = find(result, word)?;
    let mut next: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for link in &result.links {
        let (near, far) = if down { (&link.from, &link.to) } else { (&link.to, &link.from) };
        next.entry(near.as_str()).or_default().push(far.as_str());
    }
    let mut reached = BTreeSet::from([id.as_str()]);
    let mut open = vec![id.as_str()];
    while let Some(one) = open.pop() {
        open.extend(next.get(one).into_iter().flatten().filter(|far| reached.insert(far)));
    }
    let reached: BTreeSet<String> = reached.into_iter().map(str::to_owned).collect();
    result.nodes.retain(|node| reached.contains(&node.id));
    result.links.retain(|link| reached.contains(&link.from) && reached.contains(&link.to));
    result.orphans.retain(|orphan| reached.contains(&orphan.id));
    Ok(id)
}

/// The one node that is called so: by its whole id, its name, or a requirement's own id.
fn find(result: &TraceResult, word: &str) -> Result<String, Error> {
    if let Some(node) = result.nodes.iter().find(|node| node.id == word) {
        return Ok(node.id.clone());
    }
    let called = |node: &&TraceNodeResult| {
        let bare = node.layer == "requirement" && node.name.split_once(' ').is_some_and(|(_, id)| id == word);
        node.name == word || bare
    };
    let found: Vec<&str> = result.nodes.iter().filter(called).map(|node| node.id.as_str()).collect();
    match found.as_slice() {
        [one] => Ok((*one).to_owned()),
        [] => {
            let lost = result.orphans.iter().find(|one| one.id == word || one.id.ends_with(&format!(":{word}")));
            let why = match lost {
                Some(lost) => format!(": {}", lost.because),
                None => {
                    "; use a driver, attribute, objective, requirement or piece of evidence, such as driver:liability"
                        .to_owned()
                }
            };
            Err(Error::WrongQuestion(format!("nothing in the trace is called \"{word}\"{why}")))
        }
        several => {
            Err(Error::WrongQuestion(format!("\"{word}\" is several things: use one of {}", several.join(", "))))
        }
    }
}
