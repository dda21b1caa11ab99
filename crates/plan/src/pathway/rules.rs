//! Which rules lead from answers to parts? `data/pathway/rules.toml` and `parts.csv`, `schemes.csv`.

use catalogue::Files;
use model::{Problem, Spot, StandardId};
use tables::{Document, Section};

use super::condition::{Condition, Vocabulary};
use super::question::Question;
use crate::rows;

/// A part of the standard as a step of a path; where a part serves two purposes, each is one of these.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its number: `4-1`.
    pub id: String,
    /// Its purpose where there are several: `product`, `plant`; else empty.
    pub purpose: String,
    /// Its standard in the catalogue.
    pub standard: StandardId,
    /// What it is about.
    pub title: String,
    /// What one has in the end.
    pub gives: String,
    /// Can it be certified by itself at all?
    pub certifiable: bool,
    pub(crate) in_place: Condition,
    pub(crate) in_place_because: String,
}

/// A way to have a part certified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SchemeFor {
    /// The scheme.
    pub scheme: String,
    /// What its certificate is called.
    pub certificate: String,
    /// What is certified.
    pub object: String,
    /// To which level.
    pub level: String,
    /// By whom.
    pub by_whom: String,
    /// The part that must stand before; may be empty.
    pub needs: String,
    /// What is particular.
    pub note: String,
    /// How sure we are: `high`, `medium`, `low`.
    pub confidence: String,
    pub(crate) part: (String, String),
}

/// A part with its purpose, by which rules name it.
type PartKey = (String, String);

/// When no certificate is needed for now, and what would change that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NoCertificate {
    /// Why none is needed.
    pub because: String,
    /// What to do instead.
    pub instead: String,
    /// What would change it.
    pub changes: String,
}

/// Answers that cannot hold together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// Its id.
    pub id: String,
    /// The question at which to look.
    pub question: String,
    /// The choice at which to look.
    pub choice: String,
    /// What contradicts what.
    pub says: String,
    /// What would be right.
    pub right: String,
    /// The answered questions that cannot hold together.
    pub questions: Vec<String>,
}

pub(crate) struct Rule {
    pub(crate) id: String,
    /// The reason as the end of a sentence that begins with the part.
    pub(crate) short: String,
    pub(crate) part: PartKey,
    pub(crate) when: Condition,
    pub(crate) unless: Condition,
    pub(crate) because: String,
}

pub(crate) struct Need {
    pub(crate) part: PartKey,
    /// One of these is enough; the first is added when none is there.
    pub(crate) needs: Vec<String>,
    /// The reason as the end of a sentence that begins with the part that is needed.
    pub(crate) short: String,
    pub(crate) because: String,
    pub(crate) joint: String,
    pub(crate) joint_when: Condition,
}

pub(crate) struct LeftOutRule {
    pub(crate) part: String,
    pub(crate) when: Option<Condition>,
    pub(crate) because: String,
}

/// What kind of remark stands beside a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RemarkKind {
    /// The path is longer than what was asked for.
    Longer,
    /// What helps.
    Advice,
    /// What a certificate or system does not give.
    Limit,
    /// What sales talk gets wrong.
    Truth,
}

pub(crate) struct RemarkRule {
    pub(crate) id: String,
    pub(crate) kind: RemarkKind,
    pub(crate) when: Condition,
    pub(crate) says: String,
}

#[derive(Default)]
pub(crate) struct CraRules {
    pub(crate) makers: Condition,
    pub(crate) applies: Condition,
    pub(crate) stays_out: Condition,
    pub(crate) truths: Vec<String>,
}

pub(crate) struct Rules {
    pub(crate) parts: Vec<Part>,
    pub(crate) schemes: Vec<SchemeFor>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) needs: Vec<Need>,
    pub(crate) left_out: Vec<LeftOutRule>,
    pub(crate) remarks: Vec<RemarkRule>,
    pub(crate) no_certificate: Vec<(Condition, NoCertificate)>,
    pub(crate) contradictions: Vec<(Condition, Contradiction)>,
    pub(crate) cra: CraRules,
    pub(crate) nis2_spoken_of: Condition,
}

const PATH: &str = "pathway/rules.toml";

impl Rules {
    pub(crate) fn read(files: &Files, questions: &[Question], problems: &mut Vec<Problem>) -> Self {
        let parts = read_parts(files, questions, problems);
        let schemes = read_schemes(files, &parts, problems);
        let (document, found) = Document::read(PATH, files.get(PATH).unwrap_or_default());
        problems.extend(found);
        let root = document.root();
        let mut ids: Vec<String> = parts.iter().map(|part| part.id.clone()).collect();
        ids.dedup();
        let words = Vocabulary { questions, parts: &ids };
        let mut rules = Self {
            schemes,
            rules: Vec::new(),
            needs: Vec::new(),
            left_out: Vec::new(),
            remarks: Vec::new(),
            no_certificate: Vec::new(),
            contradictions: Vec::new(),
            cra: CraRules::default(),
            nis2_spoken_of: Condition::default(),
            parts,
        };
        for section in root.sections("rule", problems) {
            let part = rules.part(&section, problems);
            rules.rules.push(Rule {
                id: section.required("id", problems).text,
                part,
                when: words.read(&section, "when", problems),
                unless: words.read(&section, "unless", problems),
                short: section.required("short", problems).text,
                because: section.required("because", problems).text,
            });
            section.finish(problems);
        }
        for section in root.sections("needs", problems) {
            let part = rules.part(&section, problems);
            let needs = section.texts("needs", problems);
            for one in needs.iter().filter(|one| !ids.contains(&one.text)) {
                problems.push(section.error(one.spot, format!("\"{}\" is not a part", one.text)));
            }
            rules.needs.push(Need {
                part,
                needs: needs.into_iter().map(|one| one.text).filter(|one| ids.contains(one)).collect(),
                short: section.required("short", problems).text,
                because: section.required("because", problems).text,
                joint: section.text("joint", problems).map(|text| text.text).unwrap_or_default(),
                joint_when: words.read(&section, "joint_when", problems),
            });
            section.finish(problems);
        }
        for section in root.sections("left_out", problems) {
            let part = section.required("part", problems);
            if !ids.contains(&part.text) {
                problems.push(section.error(part.spot, format!("\"{}\" is not a part", part.text)));
            }
            let when = words.read(&section, "when", problems);
            rules.left_out.push(LeftOutRule {
                part: part.text,
                when: (!when.is_empty()).then_some(when),
                because: section.required("because", problems).text,
            });
            section.finish(problems);
        }
        for id in &ids {
            if !rules.left_out.iter().any(|rule| rule.part == *id && rule.when.is_none()) {
                let message = format!("{id} has no last reason for staying out");
                let hint = "add [[left_out]] without `when`, below those with one";
                problems.push(Problem::error(&PATH.into(), Spot::new(1, 1), message).hint(hint));
            }
        }
        for section in root.sections("remark", problems) {
            let kind = section.required("kind", problems);
            rules.remarks.push(RemarkRule {
                id: section.required("id", problems).text,
                kind: match kind.text.as_str() {
                    "longer" => RemarkKind::Longer,
                    "advice" => RemarkKind::Advice,
                    "limit" => RemarkKind::Limit,
                    "truth" => RemarkKind::Truth,
                    other => {
                        let message = format!("\"{other}\" is not a kind of remark");
                        problems.push(section.error(kind.spot, message).hint("use longer, advice, limit or truth"));
                        RemarkKind::Limit
                    }
                },
                when: words.read(&section, "when", problems),
                says: section.required("says", problems).text,
            });
            section.finish(problems);
        }
        for section in root.sections("no_certificate", problems) {
            let when = words.read(&section, "when", problems);
            let mut text = |key: &str| section.required(key, problems).text;
            let (because, instead, changes) = (text("because"), text("instead"), text("changes"));
            rules.no_certificate.push((when, NoCertificate { because, instead, changes }));
            section.finish(problems);
        }
        for section in root.sections("contradiction", problems) {
            rules.contradictions.push(contradiction(&section, questions, &words, problems));
            section.finish(problems);
        }
        if let Some(section) = root.section("cra", problems) {
            rules.cra = CraRules {
                makers: words.read(&section, "makers", problems),
                applies: words.read(&section, "applies", problems),
                stays_out: words.read(&section, "stays_out", problems),
                truths: section.texts("truths", problems).into_iter().map(|text| text.text).collect(),
            };
            section.finish(problems);
        }
        if let Some(section) = root.section("nis2", problems) {
            rules.nis2_spoken_of = words.read(&section, "spoken_of", problems);
            section.finish(problems);
        }
        root.finish(problems);
        rules
    }

    fn part(&self, section: &Section<'_>, problems: &mut Vec<Problem>) -> PartKey {
        let id = section.required("part", problems);
        let purpose = section.text("as", problems).map(|text| text.text).unwrap_or_default();
        if !self.parts.iter().any(|part| part.id == id.text && part.purpose == purpose) {
            let message = format!("\"{}\" is not a part{}", id.text, if purpose.is_empty() { "" } else { " as that" });
            problems.push(section.error(id.spot, message).hint("parts and their purposes stand in parts.csv"));
        }
        (id.text, purpose)
    }
}

fn contradiction(
    section: &Section<'_>,
    questions: &[Question],
    words: &Vocabulary<'_>,
    problems: &mut Vec<Problem>,
) -> (Condition, Contradiction) {
    let when = words.read(section, "when", problems);
    let (question, choice) = (section.required("question", problems), section.required("choice", problems));
    let known = questions.iter().find(|one| one.id == question.text);
    if known.is_none_or(|one| one.choice(&choice.text).is_none()) {
        let message = format!("\"{}\" is not an answer to \"{}\"", choice.text, question.text);
        problems.push(section.error(choice.spot, message).hint("name a choice of a question in questions.toml"));
    }
    let mut text = |key: &str| section.required(key, problems).text;
    let (id, says, right) = (text("id"), text("says"), text("right"));
    (when, Contradiction { id, question: question.text, choice: choice.text, says, right, questions: Vec::new() })
}

fn read_parts(files: &Files, questions: &[Question], problems: &mut Vec<Problem>) -> Vec<Part> {
    let columns = ["part", "as", "standard", "title", "gives", "certifiable", "in_place", "reason"];
    let mut rows = rows::read(files, "pathway/parts.csv", &columns);
    let words = Vocabulary { questions, parts: &[] };
    let mut parts = Vec::new();
    for line in rows.lines() {
        let in_place = rows.cell(&line, "in_place");
        let mut found = Vec::new();
        let condition =
            words.cell(in_place.text, in_place.spot, &mut |spot, message, hint| found.push((spot, message, hint)));
        for (spot, message, hint) in found {
            rows.wrong(spot, message, hint);
        }
        let certifiable = rows.required(&line, "certifiable");
        if !["yes", "no"].contains(&certifiable.text) {
            rows.wrong(certifiable.spot, format!("\"{}\" is neither yes nor no", certifiable.text), "write yes or no");
        }
        parts.push(Part {
            id: rows.required(&line, "part").text.to_owned(),
            purpose: rows.cell(&line, "as").text.to_owned(),
            standard: StandardId::new(rows.required(&line, "standard").text),
            title: rows.required(&line, "title").text.to_owned(),
            gives: rows.required(&line, "gives").text.to_owned(),
            certifiable: certifiable.text == "yes",
            in_place: condition,
            in_place_because: rows.cell(&line, "reason").text.to_owned(),
        });
    }
    problems.extend(rows.problems);
    parts
}

fn read_schemes(files: &Files, parts: &[Part], problems: &mut Vec<Problem>) -> Vec<SchemeFor> {
    let columns = ["part", "as", "scheme", "certificate", "object", "level", "by_whom", "needs", "note", "confidence"];
    let mut rows = rows::read(files, "pathway/schemes.csv", &columns);
    let mut schemes = Vec::new();
    for line in rows.lines() {
        let id = rows.required(&line, "part");
        let purpose = rows.cell(&line, "as").text.to_owned();
        match parts.iter().find(|part| part.id == id.text && part.purpose == purpose) {
            None => rows.wrong(id.spot, format!("\"{}\" is not a part", id.text), "parts stand in parts.csv"),
            Some(part) if !part.certifiable => {
                rows.wrong(id.spot, format!("{} cannot be certified", id.text), "parts.csv says so");
            }
            Some(_) => {}
        }
        let mut text = |name: &str| rows.required(&line, name).text.to_owned();
        let (scheme, certificate, object) = (text("scheme"), text("certificate"), text("object"));
        let (level, by_whom, confidence) = (text("level"), text("by_whom"), text("confidence"));
        schemes.push(SchemeFor {
            scheme,
            certificate,
            object,
            level,
            by_whom,
            needs: rows.cell(&line, "needs").text.to_owned(),
            note: rows.cell(&line, "note").text.to_owned(),
            confidence,
            part: (id.text.to_owned(), purpose),
        });
    }
    problems.extend(rows.problems);
    schemes
}
