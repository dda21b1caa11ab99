//! In which currency, from which day, with which people, at which rates and fees? A dossier's own `plan.toml`.
//!
//! Everything in it may be left out; what is left out stays an assumption and is named as one.

mod changes;

use std::collections::BTreeSet;
use std::sync::Arc;

use model::{Date, Problem, Spot, parse_date};
use tables::{Document, Section, Text};

use crate::calendar::Calendar;
use crate::draws::Range;
use crate::library::Library;
use crate::rows;

pub use changes::TermsChange;

/// No hour and no fee costs more: a slip of the keyboard must not become a plan.
pub(crate) const MOST: f64 = 1e9;
/// No team has more people with one skill; whoever has more states several with their shares.
pub(crate) const MOST_PEOPLE: usize = 100;
/// Every day of a plan is looked up among the closed times, so there is an end to them.
pub(crate) const MOST_CLOSED: usize = 200;

/// What a team says about its own plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Terms {
    /// The currency of every amount: `EUR`; a word for people, nothing is converted.
    pub currency: String,
    /// Was the currency stated?
    pub currency_stated: bool,
    /// The day on which the work begins.
    pub start: Option<Date>,
    /// First and last days on which nobody works.
    pub closed: Vec<(Date, Date)>,
    /// The certificates that are said to be there already.
    pub certificates: Vec<CertificateTerms>,
    rates: Vec<(Arc<str>, Range)>,
    people: Vec<(Arc<str>, Vec<f64>)>,
    fees: Vec<(usize, Range)>,
}

/// A certificate that is said to be there already, as the file states it: what it names is the caller's to find.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CertificateTerms {
    /// Where the statement begins.
    pub spot: Spot,
    /// The part of the standard: `4-1`; one that has fees, since no other is planned.
    pub part: Text,
    /// Whose it is; everybody's who is assessed against the part where nothing is said.
    pub subject: Option<Text>,
    /// What it certifies: a maturity or levels, by the part.
    pub target: Text,
    /// The last day on which it is in force; `None` where it has no end.
    pub until: Option<Date>,
    /// The piece of evidence that holds it.
    pub evidence: Option<Text>,
}

impl Default for Terms {
    fn default() -> Self {
        Self {
            currency: "EUR".to_owned(),
            currency_stated: false,
            start: None,
            closed: Vec::new(),
            certificates: Vec::new(),
            rates: Vec::new(),
            people: Vec::new(),
            fees: Vec::new(),
        }
    }
}

impl Terms {
    /// The file at the root of a dossier.
    pub const FILE: &'static str = "plan.toml";
    /// The basis of a figure that the file states.
    pub const STATED: &'static str = "stated in plan.toml";

    /// Reads the file. In: the library, whose skills and fees it speaks about. Out: what was understood, and what not.
    pub fn read(file: &str, text: &str, library: &Library) -> (Self, Vec<Problem>) {
        let (document, mut problems) = Document::read(file, text);
        let root = document.root();
        let mut terms = Self::default();
        if let Some(currency) = root.text("currency", &mut problems) {
            let word = currency.text.trim();
            if word.is_empty() || word.chars().count() > 8 || word.chars().any(char::is_control) {
                let problem = root.error(currency.spot, format!("\"{word}\" is not a currency"));
                problems.push(problem.hint("write a short word, such as EUR"));
            } else {
                terms.currency = word.to_owned();
                terms.currency_stated = true;
            }
        }
        terms.start = day(&root, "start", &mut problems);
        for section in root.sections("closed", &mut problems) {
            let (from, to) = (day(&section, "from", &mut problems), day(&section, "to", &mut problems));
            match (from, to) {
                (Some(_), Some(_)) if terms.closed.len() >= MOST_CLOSED => {
                    let problem = section.error(section.spot(), format!("more than {MOST_CLOSED} closed times"));
                    problems.push(problem.hint("keep those of the next years; this one does not count"));
                }
                (Some(from), Some(to)) if from <= to => terms.closed.push((from, to)),
                (None, _) | (_, None) if section.has("from") && section.has("to") => {}
                _ => {
                    let problem = section.error(section.spot(), "a closed time without a first and a last day");
                    problems.push(problem.hint("write from and to, the first day first"));
                }
            }
            section.finish(&mut problems);
        }
        if let Some(section) = root.section("rates", &mut problems) {
            terms.rates = rates(&section, library, &mut problems);
        }
        if let Some(section) = root.section("people", &mut problems) {
            terms.people = people(&section, library, &mut problems);
        }
        for section in root.sections("certificate", &mut problems) {
            terms.certificates.extend(certificate(&section, library, &mut problems));
            section.finish(&mut problems);
        }
        for section in root.sections("fee", &mut problems) {
            let (part, id) = (section.required("part", &mut problems), section.required("id", &mut problems));
            let amount = range(&section, "amount", &mut problems);
            let known = library.fees.iter().position(|fee| fee.part == part.text && fee.id == id.text);
            if !section.has("amount") {
                let problem = section.error(section.spot(), "`amount` is missing in [fee]");
                problems.push(problem.hint("write what was quoted: amount = 28000"));
            }
            match (known, amount) {
                (Some(fee), _) if terms.fees.iter().any(|(known, _)| *known == fee) => {
                    let message = format!("the fee \"{}\" of {} stands here twice", id.text, part.text);
                    problems.push(section.error(id.spot, message).hint("keep one of the two"));
                }
                (Some(fee), Some(amount)) => terms.fees.push((fee, amount)),
                (None, _) if !part.text.is_empty() && !id.text.is_empty() => {
                    let list: Vec<String> =
                        library.fees.iter().map(|fee| format!("{} of {}", fee.id, fee.part)).collect();
                    let problem = section.error(id.spot, format!("there is no fee \"{}\" of {}", id.text, part.text));
                    problems.push(problem.hint(format!("fees are {}", list.join(", "))));
                }
                _ => {}
            }
            section.finish(&mut problems);
        }
        root.finish(&mut problems);
        (terms, problems)
    }

    /// The library with the rates, people and fees that are stated here.
    #[must_use]
    pub fn applied_to(&self, library: &Library) -> Library {
        let mut library = library.clone();
        for skill in &mut library.skills {
            let mut said = Vec::new();
            if let Some((_, rate)) = self.rates.iter().find(|(id, _)| *id == skill.id) {
                skill.rate_per_hour = *rate;
                said.push("rate");
            }
            if let Some((_, people)) = self.people.iter().find(|(id, _)| *id == skill.id) {
                skill.people.clone_from(people);
                said.push("people");
            }
            match said.as_slice() {
                [] => {}
                [only] => skill.basis = format!("{only} {}, the rest assumed", Self::STATED),
                _ => skill.basis = Self::STATED.to_owned(),
            }
        }
        for (fee, amount) in &self.fees {
            if let Some(fee) = library.fees.get_mut(*fee) {
                fee.amount = *amount;
                fee.basis = Self::STATED.to_owned();
            }
        }
        library
    }

    /// The calendar of the plan. In: the day of the plan, on which it begins where no later day is stated: what is open
    /// on a day cannot have begun before it.
    pub fn calendar(&self, today: Date) -> Calendar {
        Calendar { start: self.start.map_or(today, |start| start.max(today)), closed: self.closed.clone() }
    }
}

fn day(section: &Section<'_>, key: &str, problems: &mut Vec<Problem>) -> Option<Date> {
    let word = section.word(key, problems)?;
    let day = parse_date(&word.text);
    if day.is_none() {
        let problem = section.error(word.spot, format!("\"{}\" is not a day", word.text));
        problems.push(problem.hint("write it as 2027-01-11"));
    }
    day
}

/// A certificate whose part is known and whose last day can be read, where one is given: a slip there must not make it
/// one without an end.
fn certificate(section: &Section<'_>, library: &Library, problems: &mut Vec<Problem>) -> Option<CertificateTerms> {
    let (part, target) = (section.required("part", problems), section.word("target", problems));
    let (subject, evidence) = (section.text("subject", problems), section.text("evidence", problems));
    let until = day(section, "until", problems);
    if target.is_none() && !section.has("target") {
        let problem = section.error(section.spot(), "`target` is missing in [certificate]");
        problems.push(problem.hint("write what it certifies: target = \"ML 2\", or target = \"SL 2\""));
    }
    let known: BTreeSet<&str> = library.fees.iter().map(|fee| fee.part.as_str()).collect();
    if !part.text.is_empty() && !known.contains(part.text.as_str()) {
        let list: Vec<&str> = known.iter().copied().collect();
        let problem = section.error(part.spot, format!("\"{}\" is no part that is planned here", part.text));
        problems.push(problem.hint(format!("parts are {}", list.join(", "))));
    }
    let readable = known.contains(part.text.as_str()) && (until.is_some() || !section.has("until"));
    readable.then_some(CertificateTerms { spot: section.spot(), part, subject, target: target?, until, evidence })
}

/// An amount of money: a number, low, likely and high in a list, or the same in a text as data files write it.
fn range(section: &Section<'_>, key: &str, problems: &mut Vec<Problem>) -> Option<Range> {
    if !section.has(key) {
        return None;
    }
    // Each manner is tried in silence: one of them is right, or none.
    let silence = &mut Vec::new();
    let numbers = section.decimals(key, silence);
    let text = section.text(key, silence);
    let spot = numbers.first().map(|(_, spot)| *spot).or(text.as_ref().map(|text| text.spot));
    let range = match (numbers.as_slice(), &text) {
        ([(one, _)], _) => Range::new(*one, *one, *one),
        ([(low, _), (likely, _), (high, _)], _) => Range::new(*low, *likely, *high),
        (_, Some(text)) => rows::range(&text.text),
        _ => None,
    };
    let range = range.filter(|range| range.low >= 0.0 && range.high <= MOST);
    if range.is_none() {
        let what = text.map_or_else(|| format!("`{key}`"), |text| format!("\"{}\"", text.text));
        let problem =
            section.error(spot.unwrap_or_else(|| section.spot_of_key(key)), format!("{what} is not an amount"));
        problems.push(problem.hint(format!("write 95, or [80, 95, 120] for low, likely and high; at most {MOST}")));
    }
    range
}

/// The skill that a key names.
fn skill(
    section: &Section<'_>,
    library: &Library,
    key: &str,
    spot: Spot,
    problems: &mut Vec<Problem>,
) -> Option<Arc<str>> {
    let found = library.skills.iter().find(|skill| *skill.id == *key).map(|skill| skill.id.clone());
    if found.is_none() {
        let known: Vec<&str> = library.skills.iter().map(|skill| &*skill.id).collect();
        let problem = section.error(spot, format!("\"{key}\" is not a skill"));
        problems.push(problem.hint(format!("skills are {}", known.join(", "))));
    }
    found
}

fn rates(section: &Section<'_>, library: &Library, problems: &mut Vec<Problem>) -> Vec<(Arc<str>, Range)> {
    let mut rates = Vec::new();
    for key in section.keys() {
        let Some(skill) = skill(section, library, &key.text, key.spot, problems) else { continue };
        rates.extend(range(section, &key.text, problems).map(|rate| (skill, rate)));
    }
    rates
}

fn people(section: &Section<'_>, library: &Library, problems: &mut Vec<Problem>) -> Vec<(Arc<str>, Vec<f64>)> {
    let mut people = Vec::new();
    for key in section.keys() {
        let Some(skill) = skill(section, library, &key.text, key.spot, problems) else { continue };
        let before = problems.len();
        let shares = section.decimals(&key.text, problems);
        let wrong = shares.iter().find(|(share, _)| *share <= 0.0 || *share > 1.0);
        let many = shares.len() > MOST_PEOPLE;
        if wrong.is_some() || many || (shares.is_empty() && problems.len() == before) {
            let spot = wrong.map_or(key.spot, |(_, spot)| *spot);
            let problem = section.error(spot, format!("the people with the skill \"{skill}\" cannot be so"));
            problems.push(problem.hint(format!(
                "write a share of each person's time above 0 up to 1, for at most {MOST_PEOPLE} people: [0.5, 1]"
            )));
        } else if !shares.is_empty() {
            people.push((skill, shares.into_iter().map(|(share, _)| share).collect()));
        }
    }
    people
}
