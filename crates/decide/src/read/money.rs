//! Which money is named, by whom, and for which driver? `[[revenue]]`, `[[questionnaires]]`, `[[incidents]]`, `[wait]`.

use std::collections::BTreeMap;

use model::Problem;
use tables::{Section, Text};

use super::{only_if, option_ids};
use crate::inputs::{Figure, Inputs, Money, MoneyLine, Standing, Wait};
use crate::library::Library;
use crate::range::{AMOUNT, Range, SHARE};
use crate::toml_words::{cut, day, maybe, new_id, one_of, range, said};

const POSITIVE: (f64, f64) = (0.0, AMOUNT.1);

/// Ids that streams of draws use for something else.
const RESERVED: [&str; 6] = ["cost", "months", "upkeep", "wait", "further-product", "draws"];

pub(super) fn read(root: &Section<'_>, library: &Library, inputs: &mut Inputs, problems: &mut Vec<Problem>) {
    for kind in ["revenue", "questionnaires", "incidents"] {
        for section in root.sections(kind, problems) {
            let line = line(&section, kind, library, inputs, problems);
            inputs.money.extend(line);
            section.finish(problems);
        }
    }
}

/// Figures with what is assumed among them.
struct Figures<'s, 'd> {
    section: &'s Section<'d>,
    assumed: Vec<Text>,
    named: Vec<String>,
}

impl<'s, 'd> Figures<'s, 'd> {
    fn new(section: &'s Section<'d>, problems: &mut Vec<Problem>) -> Self {
        Self { section, assumed: section.texts("assumed", problems), named: Vec::new() }
    }

    fn standing(&mut self, name: String) -> Standing {
        let assumed = self.assumed.iter().any(|text| text.text == name || text.text == "all");
        self.named.push(name);
        if assumed { Standing::Assumed } else { Standing::Stated }
    }

    fn one(&mut self, key: &str, within: (f64, f64), problems: &mut Vec<Problem>) -> Option<Figure> {
        let range = range(self.section, key, within, problems)?;
        Some(Figure { range, standing: self.standing(key.to_owned()) })
    }

    fn shares(&mut self, key: &str, problems: &mut Vec<Problem>) -> BTreeMap<String, Figure> {
        let mut shares = BTreeMap::new();
        let Some(section) = self.section.section(key, problems) else { return shares };
        for option in option_ids(&section, problems) {
            if let Some(range) = range(&section, &option, SHARE, problems) {
                let standing = self.standing(format!("{key}.{option}"));
                shares.insert(option, Figure { range, standing });
            }
        }
        section.finish(problems);
        shares
    }

    /// Names what is marked as assumed and is no figure here.
    fn finish(self, problems: &mut Vec<Problem>) {
        for text in self.assumed {
            if text.text != "all" && !self.named.contains(&text.text) {
                let message = format!("{:?} is no figure of this line", cut(&text.text));
                let hint = format!("use \"all\", or some of: {}", self.named.join(", "));
                problems.push(self.section.error(text.spot, message).hint(hint));
            }
        }
    }
}

fn line(
    section: &Section<'_>,
    kind: &str,
    library: &Library,
    inputs: &Inputs,
    problems: &mut Vec<Problem>,
) -> Option<MoneyLine> {
    let id = new_id(section, inputs.money.iter().map(|one| one.id.as_str()).chain(RESERVED), problems);
    let [name, owner] = ["name", "owner"].map(|key| said(section, key, problems));
    let drivers: Vec<&str> = inputs.all_drivers(&library.drivers).map(|one| one.id.as_str()).collect();
    let driver = one_of(section, "driver", "a driver", drivers, problems);
    let product = maybe(section, "product", problems);
    let after_trigger = section.flag("after_trigger", problems).unwrap_or(false);
    let only_if = only_if(section, inputs, library, problems);
    let mut figures = Figures::new(section, problems);
    let money = match kind {
        "revenue" => Money::Revenue {
            revenue: figures.one("revenue", POSITIVE, problems),
            margin: figures.one("margin", SHARE, problems),
            keep_reference: figures.one("keep_reference", SHARE, problems),
            keep: figures.shares("keep", problems),
        },
        "questionnaires" => Money::Questionnaires {
            count: figures.one("count", POSITIVE, problems),
            hours: figures.one("hours", POSITIVE, problems),
            rate: figures.one("rate", POSITIVE, problems),
            answered: figures.shares("answered", problems),
        },
        _ => Money::Incidents {
            cost: figures.one("cost", POSITIVE, problems),
            reduction: figures.shares("reduction", problems),
        },
    };
    figures.finish(problems);
    if name.is_empty() || owner.is_empty() {
        return None;
    }
    // One customer's revenue under two drivers would be one euro counted twice.
    let same =
        |one: &&MoneyLine| matches!(one.money, Money::Revenue { .. }) && one.name.to_lowercase() == name.to_lowercase();
    if let Some(other) = inputs.money.iter().find(same).filter(|_| kind == "revenue") {
        let message = format!("\"{}\" names the same customer or market: \"{}\"", other.id, cut(&name));
        let hint = "one line for each, owned by one driver; name what differs, such as the product";
        problems.push(section.error(section.spot_of_key("name"), message).hint(hint));
        return None;
    }
    let (id, driver, only_if) = (id?.text, driver?.text, only_if.ok()?);
    Some(MoneyLine { id, name, driver, owner, product, after_trigger, only_if, money })
}

pub(super) fn read_wait(root: &Section<'_>, inputs: &mut Inputs, problems: &mut Vec<Problem>) {
    let Some(section) = root.section("wait", problems) else { return };
    let before = problems.len();
    let [trigger, watcher, then] = ["trigger", "watcher", "then"].map(|key| said(&section, key, problems));
    let review = day(&section, "review", problems);
    let mut figures = Figures::new(&section, problems);
    let hazard = figures.one("hazard", SHARE, problems);
    let watch = figures.one("watch", POSITIVE, problems);
    figures.finish(problems);
    let lead_months: Option<Range> = range(&section, "lead_months", (0.0, 1200.0), problems);
    for (key, there) in
        [("hazard", hazard.is_some()), ("watch", watch.is_some()), ("lead_months", lead_months.is_some())]
    {
        if !there && !section.has(key) {
            let message = format!("`{key}` is missing in [wait]");
            problems.push(section.error(section.spot(), message).hint("without it, waiting is \"as today\""));
        }
    }
    if let (Some(review), Some(hazard), Some(watch), Some(lead_months)) = (review, hazard, watch, lead_months)
        && problems.len() == before
    {
        inputs.wait = Some(Wait { trigger, watcher, review, then, hazard, lead_months, watch });
    }
    section.finish(problems);
}
