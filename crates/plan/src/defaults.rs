//! Which durations are assumed for a part, and which cases show them? `data/cost/` without its actions.

use catalogue::{Catalogue, Files};
use model::{Problem, Spot};
use tables::Document;

use crate::draws::Range;
use crate::rows::{self, amount, range};
use crate::stage::{Audit, PhaseHours, Settings, Stage};

/// A phase of the work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phase {
    /// Its id: `gap`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The phases that must be over before it begins.
    pub after: Vec<String>,
}

/// What is assumed for one part.
#[derive(Debug, Clone, PartialEq)]
pub struct PartDefault {
    /// What it certifies.
    pub title: String,
    /// The work and the audit, from a start without anything.
    pub stage: Stage,
    /// The factors that turn likely hours into low and high ones.
    pub factors: (f64, f64),
    /// The published range of durations, in months, to which the figures were fitted.
    pub published_months: (f64, f64),
    /// Where the figures come from.
    pub basis: String,
}

/// Did somebody state an input of a case, or did we choose it?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It was told.
    Stated,
    /// We chose it.
    Chosen,
}

/// One input of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseInput {
    /// The stage, from 1; `None` for the case as a whole.
    pub stage: Option<usize>,
    /// What it sets.
    pub name: String,
    /// Its value as written.
    pub value: String,
    /// Stated or chosen.
    pub mark: Mark,
    /// Why.
    pub why: String,
}

/// A case from the closed list: somebody's duration beside what the model says.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Every input with its mark.
    pub inputs: Vec<CaseInput>,
    /// The stages that follow from the inputs.
    pub stages: Vec<Stage>,
    /// The months that were told for each stage.
    pub told_months: Vec<f64>,
}

/// Everything that is assumed about durations.
#[derive(Debug, Clone, PartialEq)]
pub struct Defaults {
    /// What holds for every part.
    pub settings: Settings,
    /// The phases in their order.
    pub phases: Vec<Phase>,
    /// The parts, in the order of the file; the id is the stage's.
    pub parts: Vec<PartDefault>,
    /// The cases.
    pub cases: Vec<Case>,
}

impl Defaults {
    /// The assumptions that came with the program.
    pub fn compiled() -> Self {
        Self::open(&Files::compiled()).0
    }

    /// The assumptions beside a catalogue: those that came with the program, or those of the catalogue's data folder.
    pub fn of(catalogue: &Catalogue) -> Self {
        Self::open(catalogue.files()).0
    }

    /// Reads the assumptions and names everything that is wrong with them.
    pub fn open(files: &Files) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let settings = read_settings(files, &mut problems);
        let phases = read_phases(files, &mut problems);
        let parts = read_parts(files, &settings, &phases, &mut problems);
        let cases = read_cases(files, &parts, &mut problems);
        (Self { settings, phases, parts, cases }, problems)
    }

    /// The assumptions about one part: `4-1`.
    pub fn part(&self, id: &str) -> Option<&PartDefault> {
        self.parts.iter().find(|part| part.stage.id == id)
    }
}

fn read_settings(files: &Files, problems: &mut Vec<Problem>) -> Settings {
    const PATH: &str = "cost/model.toml";
    let (document, found) = Document::read(PATH, files.get(PATH).unwrap_or_default());
    problems.extend(found);
    let root = document.root();
    let mut number = |key: &str, most: i64| -> f64 {
        match root.number(key, problems) {
            Some((number, _)) if (1..=most).contains(&number) => number as f64,
            other => {
                let spot = other.map_or(Spot::new(1, 1), |(_, spot)| spot);
                problems.push(root.error(spot, format!("`{key}` is a whole number from 1 to {most}")));
                1.0
            }
        }
    };
    let settings = Settings {
        hours_per_month: number("hours_per_month", 744),
        hours_per_month_with_skills: number("hours_per_month_with_skills", 744),
        correlation: number("correlation_percent", 100) / 100.0,
        findings_share: number("findings_round_percent", 100) / 100.0,
    };
    root.finish(problems);
    settings
}

fn read_phases(files: &Files, problems: &mut Vec<Problem>) -> Vec<Phase> {
    let mut rows = rows::read(files, "cost/phases.csv", &["phase", "title", "after"]);
    let mut seen = Vec::new();
    let mut phases: Vec<Phase> = Vec::new();
    for line in rows.lines() {
        let id = rows.required(&line, "phase");
        let title = rows.required(&line, "title").text.to_owned();
        let after = rows.list(&line, "after");
        for one in &after {
            if !seen.iter().any(|known| known == one.text) {
                let message = format!("\"{}\" is not a phase above this line", one.text);
                rows.wrong(one.spot, message, "a phase comes after phases that stand above it");
            }
        }
        rows.once(&mut seen, id);
        phases.push(Phase {
            id: id.text.to_owned(),
            title,
            after: after.iter().map(|one| one.text.to_owned()).collect(),
        });
    }
    problems.extend(rows.problems);
    phases
}

fn read_parts(files: &Files, settings: &Settings, phases: &[Phase], problems: &mut Vec<Problem>) -> Vec<PartDefault> {
    const COLUMNS: [&str; 12] = [
        "part",
        "title",
        "people",
        "low_factor",
        "high_factor",
        "slot_ordered_at",
        "queue",
        "evaluation",
        "findings",
        "decision",
        "published",
        "basis",
    ];
    let mut rows = rows::read(files, "cost/parts.csv", &COLUMNS);
    let mut seen = Vec::new();
    let mut parts = Vec::new();
    for line in rows.lines() {
        let id = rows.required(&line, "part");
        rows.once(&mut seen, id);
        let title = rows.required(&line, "title").text.to_owned();
        let basis = rows.required(&line, "basis").text.to_owned();
        let mut number = |name: &str| {
            let cell = rows.required(&line, name);
            rows.number(cell).unwrap_or_default()
        };
        let people = number("people");
        let factors = (number("low_factor"), number("high_factor"));
        let slot_ordered_at = number("slot_ordered_at");
        let mut of = |name: &str| {
            let cell = rows.required(&line, name);
            rows.range(cell).unwrap_or(Range::exactly(0.0))
        };
        let audit = Audit {
            slot_ordered_at,
            queue: of("queue"),
            evaluation: of("evaluation"),
            findings: of("findings"),
            findings_share: settings.findings_share,
            decision: of("decision"),
        };
        for (holds, message) in [
            (people > 0.0, "people is 0"),
            (slot_ordered_at <= 1.0, "slot_ordered_at is above 1"),
            (factors.0 <= 1.0 && factors.1 >= 1.0, "the factors do not enclose 1"),
        ] {
            if !holds {
                rows.wrong(id.spot, message.to_owned(), "somebody works, and low is at most likely");
            }
        }
        let published = rows.cell(&line, "published");
        let published_months = match pair(published.text) {
            Some(pair) => pair,
            None => {
                rows.wrong(published.spot, "published is not two numbers".into(), "write months as 6/9");
                (0.0, 0.0)
            }
        };
        parts.push(PartDefault {
            title,
            stage: Stage { id: id.text.to_owned(), hours: Vec::new(), people, audit },
            factors,
            published_months,
            basis,
        });
    }
    problems.extend(rows.problems);
    read_hours(files, phases, &mut parts, problems);
    parts
}

fn read_hours(files: &Files, phases: &[Phase], parts: &mut [PartDefault], problems: &mut Vec<Problem>) {
    let mut rows = rows::read(files, "cost/hours.csv", &["part", "phase", "likely_hours"]);
    for line in rows.lines() {
        let phase = rows.required(&line, "phase");
        if !phases.iter().any(|known| known.id == phase.text) {
            rows.wrong(phase.spot, format!("\"{}\" is not a phase", phase.text), "phases stand in phases.csv");
        }
        let hours = rows.required(&line, "likely_hours");
        let hours = rows.number(hours).unwrap_or_default();
        let id = rows.required(&line, "part");
        match parts.iter_mut().find(|part| part.stage.id == id.text) {
            Some(part) => {
                let (low, high) = part.factors;
                let hours = Range::around(hours, low, high).unwrap_or(Range::exactly(hours));
                part.stage.hours.push(PhaseHours { phase: phase.text.to_owned(), hours });
            }
            None => rows.wrong(id.spot, format!("\"{}\" is not a part", id.text), "parts stand in parts.csv"),
        }
    }
    problems.extend(rows.problems);
}

fn read_cases(files: &Files, parts: &[PartDefault], problems: &mut Vec<Problem>) -> Vec<Case> {
    let mut rows = rows::read(files, "cost/cases.csv", &["case", "stage", "input", "value", "mark", "why"]);
    let mut cases: Vec<Case> = Vec::new();
    for line in rows.lines() {
        let id = rows.required(&line, "case").text;
        if cases.last().is_none_or(|case| case.id != id) {
            cases.push(Case {
                id: id.to_owned(),
                title: String::new(),
                inputs: Vec::new(),
                stages: Vec::new(),
                told_months: Vec::new(),
            });
        }
        let number = rows.cell(&line, "stage");
        let stage = number.text.parse::<usize>().ok().filter(|number| *number > 0);
        if stage.is_none() && !number.text.is_empty() {
            rows.wrong(number.spot, format!("\"{}\" is not a stage", number.text), "stages count from 1");
        }
        let mark = rows.required(&line, "mark");
        let name = rows.required(&line, "input");
        let value = rows.required(&line, "value");
        let input = CaseInput {
            stage,
            name: name.text.to_owned(),
            value: value.text.to_owned(),
            mark: if mark.text == "stated" { Mark::Stated } else { Mark::Chosen },
            why: rows.required(&line, "why").text.to_owned(),
        };
        if !["stated", "chosen"].contains(&mark.text) {
            rows.wrong(mark.spot, format!("\"{}\" is not a mark", mark.text), "use stated or chosen");
        }
        if let Some(case) = cases.last_mut()
            && !apply(case, &input, parts)
        {
            let hint = "inputs are title, like, hours_left_percent, hours_from, more_hours, factors, people, \
                        findings_round_percent, months, milestone; `like` comes first";
            rows.wrong(name.spot, format!("\"{}\" cannot be set to \"{}\" here", name.text, value.text), hint);
        }
        if let Some(case) = cases.last_mut() {
            case.inputs.push(input);
        }
    }
    problems.extend(rows.problems);
    cases
}

/// Lets one input act on its case; `false` if it cannot.
fn apply(case: &mut Case, input: &CaseInput, parts: &[PartDefault]) -> bool {
    let by_id = |id: &str| parts.iter().find(|part| part.stage.id == id);
    let value = input.value.as_str();
    let Some(number) = input.stage else {
        case.title = value.to_owned();
        return input.name == "title";
    };
    if input.name == "like" {
        let Some(part) = by_id(value) else { return false };
        if case.stages.len() + 1 != number {
            return false;
        }
        case.stages.push(part.stage.clone());
        return true;
    }
    let Some(stage) = case.stages.get_mut(number - 1) else { return false };
    let factors = by_id(&stage.id).map_or((1.0, 1.0), |part| part.factors);
    match input.name.as_str() {
        "hours_left_percent" => amount(value)
            .map(|percent| stage.hours.iter_mut().for_each(|one| one.hours = one.hours.times(percent / 100.0)))
            .is_some(),
        "hours_from" => {
            let Some((part, percent)) =
                value.split_once('/').and_then(|(part, percent)| Some((by_id(part)?, amount(percent)? / 100.0)))
            else {
                return false;
            };
            // The first of these lines replaces the hours of the part that the stage is like.
            if !case.inputs.iter().any(|earlier| earlier.stage == input.stage && earlier.name == "hours_from") {
                stage.hours.clear();
            }
            stage.hours.extend(part.stage.hours.iter().map(|one| PhaseHours {
                phase: format!("{}/{}", part.stage.id, one.phase),
                hours: one.hours.times(percent),
            }));
            true
        }
        "more_hours" => amount(value)
            .and_then(|hours| Range::around(hours, factors.0, factors.1))
            .map(|hours| stage.hours.push(PhaseHours { phase: "more".into(), hours }))
            .is_some(),
        "factors" => pair(value)
            .filter(|(low, high)| *low <= 1.0 && *high >= 1.0)
            .map(|(low, high)| {
                for one in &mut stage.hours {
                    one.hours = Range::around(one.hours.likely, low, high).unwrap_or(one.hours);
                }
            })
            .is_some(),
        "people" => amount(value).filter(|people| *people > 0.0).map(|people| stage.people = people).is_some(),
        "findings_round_percent" => amount(value)
            .filter(|percent| *percent <= 100.0)
            .map(|percent| stage.audit.findings_share = percent / 100.0)
            .is_some(),
        "months" => range(value).map(|months| case.told_months.push(months.likely)).is_some(),
        "milestone" => true,
        _ => false,
    }
}

fn pair(text: &str) -> Option<(f64, f64)> {
    let (one, other) = text.split_once('/')?;
    Some((amount(one)?, amount(other)?))
}
