//! What can be measured, what moves it, and by how much at most? `data/decide/objectives/*.toml`.

use std::sync::Arc;

use catalogue::Catalogue;
use model::{EditionKey, Problem, RequirementId, Spot, StandardId};
use tables::{Document, Section};

use super::Library;
use crate::range::{Range, SHARE};
use crate::toml_words::{cut, new_id, one_of, range, said, spot, word};
use catalogue::closed_words;

closed_words! {
    /// When an objective moves.
    Counts {
        /// With the work, certificate or not.
        Work = "work",
        /// Only with the certificate.
        Certificate = "certificate",
    }
}

closed_words! {
    /// Which way is better.
    Direction {
        /// More is better.
        Up = "up",
        /// Less is better.
        Down = "down",
    }
}

/// What an objective hangs on.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// A requirement of a standard: satisfied on basis *shown*, or closed by the option.
    Row(StandardId, RequirementId),
    /// The certificate under a standard.
    Certificate(StandardId),
}

impl Item {
    /// The standard to which its part of the value belongs.
    pub const fn standard(&self) -> &StandardId {
        match self {
            Self::Row(standard, _) | Self::Certificate(standard) => standard,
        }
    }
}

/// An item with its weight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedItem {
    /// The item.
    pub item: Item,
    /// The edition whose row it is; empty for a certificate.
    pub edition: Arc<str>,
    /// Its weight among the objective's items, 1 to 9.
    pub weight: u8,
    /// Where it is named.
    pub spot: Spot,
}

/// A measurable objective (KPI).
#[derive(Debug, Clone, PartialEq)]
pub struct Objective {
    /// Its id: `fix-time`.
    pub id: String,
    /// The attribute to which it belongs.
    pub attribute: String,
    /// Its title.
    pub title: String,
    /// What exactly is counted.
    pub definition: String,
    /// The unit: `days`, `%`.
    pub unit: String,
    /// Which way is better.
    pub direction: Direction,
    /// How it is measured, and how often.
    pub measured: String,
    /// Which evidence feeds it later.
    pub evidence: String,
    /// Does it move with the work, or only with the certificate?
    pub counts: Counts,
    /// The share of the gap that its items can close at all.
    pub closable: Range,
    /// Why so much and no more.
    pub closable_because: String,
    /// A typical baseline; an assumption wherever it is used.
    pub typical_baseline: f64,
    /// From where the typical baseline comes; `assumption` where no source is at hand.
    pub baseline_source: String,
    /// What it hangs on.
    pub items: Vec<LinkedItem>,
    /// The file that defines it.
    pub file: Arc<str>,
}

pub(super) fn read(file: &str, text: &str, library: &mut Library, problems: &mut Vec<Problem>) {
    let (document, found) = Document::read(file, text);
    problems.extend(found);
    let root = document.root();
    let known: Vec<String> = library.attributes.iter().map(|one| one.id.clone()).collect();
    let attribute = one_of(&root, "attribute", "an attribute", known.iter().map(String::as_str), problems);
    for section in root.sections("objective", problems) {
        if let Some(objective) = objective(&section, library, problems)
            && let Some(attribute) = &attribute
        {
            library.objectives.push(Objective { attribute: attribute.text.clone(), file: file.into(), ..objective });
        }
        section.finish(problems);
    }
    root.finish(problems);
}

fn objective(section: &Section<'_>, library: &Library, problems: &mut Vec<Problem>) -> Option<Objective> {
    let before = problems.len();
    let id = new_id(section, library.objectives.iter().map(|one| one.id.as_str()), problems);
    let words = ["title", "definition", "unit", "measured", "evidence", "closable_because", "baseline_source"]
        .map(|key| said(section, key, problems));
    let direction = word(section, "direction", Direction::parse, &Direction::words(), problems);
    let counts = word(section, "counts", Counts::parse, &Counts::words(), problems);
    let closable = range(section, "closable", SHARE, problems);
    let baseline = section.decimal("typical_baseline", problems);
    let items = items(section, problems);
    if problems.len() == before {
        if closable.is_none() || baseline.is_none() {
            let message = "`closable` and `typical_baseline` must both be there";
            let hint = "closable = [0.3, 0.5, 0.7] is the share of the gap that the items can close";
            problems.push(section.error(section.spot(), message).hint(hint));
        }
        if items.is_empty() {
            let hint = "name [objective.rows] or `certificates`; what no row moves is no objective of a standard";
            problems.push(section.error(section.spot(), "an objective without items").hint(hint));
        }
        if counts == Some(Counts::Work) && items.iter().any(|one| matches!(one.item, Item::Certificate(_))) {
            let hint = "counts = \"certificate\", or name rows instead";
            let message = "an objective that counts work cannot hang on a certificate";
            problems.push(section.error(spot(section, "certificates"), message).hint(hint));
        }
    }
    if problems.len() > before {
        return None;
    }
    let [title, definition, unit, measured, evidence, closable_because, baseline_source] = words;
    Some(Objective {
        id: id?.text,
        attribute: String::new(),
        title,
        definition,
        unit,
        direction: direction?,
        measured,
        evidence,
        counts: counts?,
        closable: closable?,
        closable_because,
        typical_baseline: baseline?.0,
        baseline_source,
        items,
        file: "".into(),
    })
}

/// The certificates, then the rows, edition by edition, each in file order.
fn items(section: &Section<'_>, problems: &mut Vec<Problem>) -> Vec<LinkedItem> {
    let certificate = |text: tables::Text| LinkedItem {
        item: Item::Certificate(StandardId::new(&text.text)),
        edition: "".into(),
        weight: 1,
        spot: text.spot,
    };
    let mut items: Vec<LinkedItem> = section.texts("certificates", problems).into_iter().map(certificate).collect();
    let Some(rows) = section.section("rows", problems) else { return items };
    for edition in rows.keys() {
        let Some((standard, year)) = edition.text.split_once('@') else {
            let message = format!("{:?} names no edition", cut(&edition.text));
            problems.push(rows.error(edition.spot, message).hint("write \"iec62443-4-1@2018\" = [ … ]"));
            continue;
        };
        for row in rows.texts(&edition.text, problems) {
            // `DM-4 ×2` would read well, but nobody finds the sign on a keyboard.
            let (id, weight) = match row.text.rsplit_once(" *") {
                Some((id, weight)) => (id, weight.trim().parse::<u8>().ok().filter(|weight| (1..=9).contains(weight))),
                None => (row.text.as_str(), Some(1)),
            };
            let Some(weight) = weight else {
                let message = format!("{:?} has no weight from 1 to 9", cut(&row.text));
                problems.push(rows.error(row.spot, message).hint("write the id, or the id and its weight: \"… *2\""));
                continue;
            };
            let item = Item::Row(StandardId::new(standard), RequirementId::new(id.trim()));
            if items.iter().any(|one| one.item == item) {
                problems.push(rows.error(row.spot, format!("\"{id}\" stands here twice")).hint("a row is linked once"));
                continue;
            }
            items.push(LinkedItem { item, edition: year.into(), weight, spot: row.spot });
        }
    }
    rows.finish(problems);
    items
}

pub(super) fn check(objectives: &[Objective], catalogue: &Catalogue) -> Vec<Problem> {
    let mut problems = Vec::new();
    let editions: Vec<_> = catalogue.heads().iter().map(|head| catalogue.edition(head)).collect();
    for objective in objectives {
        for link in &objective.items {
            let standard = link.item.standard();
            let mut wrong = |message: String, hint: String| {
                problems.push(Problem::error(&objective.file, link.spot, message).hint(hint));
            };
            let Item::Row(_, id) = &link.item else {
                if catalogue.head(standard.as_str(), None).is_none() {
                    wrong(format!("\"{standard}\" is no standard"), "the catalogue lists them".to_owned());
                }
                continue;
            };
            let key = EditionKey { standard: standard.clone(), edition: Arc::clone(&link.edition) };
            let Some(edition) = editions.iter().find(|edition| edition.head.key == key) else {
                wrong(format!("{key} is no edition"), "the catalogue lists them".to_owned());
                continue;
            };
            match edition.find(id.as_str()).map(|at| &edition.requirements[at]) {
                None => {
                    let near = edition.nearest(id.as_str());
                    let hint =
                        near.map_or("the edition's table lists them".to_owned(), |id| format!("did you mean {id}?"));
                    wrong(format!("\"{id}\" is not an id of {key}"), hint);
                }
                Some(row) if row.id != *id => wrong(format!("\"{id}\" is written {} in {key}", row.id), String::new()),
                Some(row) if !row.is_asked() => {
                    wrong(format!("{id} asks nothing by itself"), "name the rows to which it points".to_owned());
                }
                Some(_) => {}
            }
        }
    }
    problems
}
