//! Does the action library hold together? `data/cost/actions/`, `skills.csv` and `fees.csv`, checked against the editions.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use catalogue::{Catalogue, Edition, Files};
use model::{EditionKey, Problem, Spot};

use crate::action::{Action, Effort, Fee, RowOf, Skill};
use crate::draws::Range;
use crate::rows::{self, At, Rows};

/// Every action there is, with skills and fees.
#[derive(Debug, Clone, PartialEq)]
pub struct Library {
    /// The actions, in the order of the files.
    pub actions: Vec<Action>,
    /// The skills.
    pub skills: Vec<Skill>,
    /// The fees.
    pub fees: Vec<Fee>,
}

const COLUMNS: [&str; 11] =
    ["id", "phase", "title", "done", "closes", "partly", "instead_of", "after", "always", "hours", "fee"];

impl Library {
    /// The library that came with the program.
    pub fn compiled(catalogue: &Catalogue) -> Self {
        Self::open(&Files::compiled(), catalogue).0
    }

    /// The library beside a catalogue: the one that came with the program, or that of the catalogue's data folder.
    pub fn of(catalogue: &Catalogue) -> Self {
        Self::open(catalogue.files(), catalogue).0
    }

    /// Reads the library and names everything that is wrong with it.
    ///
    /// A file of actions is named after the folder of its edition; its rows may be those of any edition that has one.
    pub fn open(files: &Files, catalogue: &Catalogue) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let skills = read_skills(files, &mut problems);
        let fees = read_fees(files, &mut problems);
        let phases = read_phases(files);
        let mut editions: Vec<(String, Edition)> = Vec::new();
        for path in files.matching("cost/actions/", ".csv") {
            let folder = path.trim_start_matches("cost/actions/").trim_end_matches(".csv");
            match catalogue.heads().iter().find(|head| file_name(&head.key) == folder) {
                Some(head) => editions.push((path.to_owned(), catalogue.edition(head))),
                None => problems.push(
                    Problem::error(&path.into(), Spot::new(1, 1), format!("there is no edition \"{folder}\""))
                        .hint("a file of actions is named after the folder of its edition in catalogues/"),
                ),
            }
        }
        let mut reader =
            Reader { editions: &editions, skills: &skills, phases: &phases, seen: Vec::new(), spots: Vec::new() };
        let mut actions = Vec::new();
        for (path, edition) in &editions {
            let mut rows = rows::read(files, path, &COLUMNS);
            for line in rows.lines() {
                actions.push(reader.action(&mut rows, &line, edition));
            }
            problems.extend(rows.problems);
        }
        let spots = reader.spots;
        let library = Self { actions, skills, fees };
        library.check_names(&phases, &spots, &mut problems);
        library.check_rows(&editions, &spots, &mut problems);
        problems.sort();
        (library, problems)
    }

    /// The action with this id.
    pub fn action(&self, id: &str) -> Option<&Action> {
        self.actions.iter().find(|action| *action.id == *id)
    }

    /// The indices of the actions that a name in `after` means.
    pub fn called(&self, name: &str) -> Vec<usize> {
        (0..self.actions.len()).filter(|index| self.actions[*index].is_called(name)).collect()
    }

    /// The rows of an edition that can be asked for and that no action closes, in the edition's order.
    pub fn open_rows(&self, edition: &Edition) -> Vec<usize> {
        let closed: BTreeSet<&RowOf> =
            self.actions.iter().flat_map(|action| action.closes.iter().chain(&action.partly)).collect();
        (0..edition.requirements.len())
            .filter(|index| {
                let requirement = &edition.requirements[*index];
                let row = RowOf { standard: edition.head.key.standard.clone(), id: requirement.id.clone() };
                requirement.is_asked() && !closed.contains(&row)
            })
            .collect()
    }

    fn check_names(&self, phases: &[PhaseOf], spots: &[(Arc<str>, Spot)], problems: &mut Vec<Problem>) {
        for (index, action) in self.actions.iter().enumerate() {
            let (file, spot) = &spots[index];
            let mut wrong = |message: String, hint: &str| {
                problems.push(Problem::error(file, *spot, message).hint(hint));
            };
            for name in &action.after {
                if self.called(name).is_empty() {
                    wrong(format!("\"{name}\" is neither an action nor shared by actions"), "after names what exists");
                }
            }
            for needed in action.after.iter().flat_map(|name| self.called(name)) {
                let needed = &self.actions[needed];
                if is_later(phases, &needed.phase, &action.phase) {
                    let message = format!("{} needs {}, whose phase comes later", action.id, needed.id);
                    wrong(message, "what an action needs stands in an earlier phase or in its own");
                }
            }
            if self.reaches(index, index) {
                wrong(format!("{} comes after itself", action.id), "what comes before must not lead back");
            }
        }
    }

    /// Does following `after` from one action lead to another?
    fn reaches(&self, from: usize, to: usize) -> bool {
        let mut seen = vec![false; self.actions.len()];
        let mut open = vec![from];
        while let Some(index) = open.pop() {
            for next in self.actions[index].after.iter().flat_map(|name| self.called(name)) {
                if next == to {
                    return true;
                }
                if !std::mem::replace(&mut seen[next], true) {
                    open.push(next);
                }
            }
        }
        false
    }

    /// A row that only one action helps to close would be closed by it alone: then it says so.
    fn check_rows(&self, editions: &[(String, Edition)], spots: &[(Arc<str>, Spot)], problems: &mut Vec<Problem>) {
        let mut portions: BTreeMap<&RowOf, (BTreeSet<&str>, usize)> = BTreeMap::new();
        for (index, action) in self.actions.iter().enumerate() {
            for row in &action.partly {
                let portion = action.instead_of.as_deref().unwrap_or(&action.id);
                portions.entry(row).or_insert_with(|| (BTreeSet::new(), index)).0.insert(portion);
            }
            if !action.always && action.closes.is_empty() && action.partly.is_empty() {
                let (file, spot) = &spots[index];
                let message = format!("{} closes nothing", action.id);
                problems.push(Problem::error(file, *spot, message).hint("name rows, or write yes in always"));
            }
        }
        for (row, (names, first)) in portions {
            if names.len() == 1 {
                let (file, spot) = &spots[first];
                let message = format!("only one action helps to close {} of {}", row.id, row.standard);
                problems.push(
                    Problem::error(file, *spot, message).hint("move the row to closes, or name who does the rest"),
                );
            }
        }
        for (path, edition) in editions {
            for index in self.open_rows(edition) {
                let message = format!("no action closes {}", edition.requirements[index].id);
                problems.push(
                    Problem::warning(&path.as_str().into(), Spot::new(1, 1), message)
                        .hint("a plan that needs this row says that it has no way to close it"),
                );
            }
        }
    }
}

struct Reader<'r> {
    editions: &'r [(String, Edition)],
    skills: &'r [Skill],
    phases: &'r [PhaseOf],
    seen: Vec<String>,
    spots: Vec<(Arc<str>, Spot)>,
}

impl Reader<'_> {
    fn action<'t>(&mut self, rows: &mut Rows<'t>, line: &tables::Line<'t>, edition: &Edition) -> Action {
        let id = rows.required(line, "id");
        rows.once(&mut self.seen, id);
        self.spots.push((rows.file(), id.spot));
        let phase = rows.required(line, "phase");
        if !self.phases.iter().any(|known| known.id == phase.text) {
            let known: Vec<&str> = self.phases.iter().map(|known| known.id.as_str()).collect();
            let hint = format!("phases are {}", known.join(", "));
            rows.wrong(phase.spot, format!("\"{}\" is not a phase", phase.text), hint);
        }
        let always = rows.cell(line, "always");
        if !["", "yes"].contains(&always.text) {
            rows.wrong(always.spot, format!("\"{}\" is not a value of always", always.text), "write yes or nothing");
        }
        let instead_of = rows.cell(line, "instead_of").text;
        let fee = rows.cell(line, "fee");
        Action {
            id: id.text.into(),
            title: rows.required(line, "title").text.to_owned(),
            done: rows.required(line, "done").text.to_owned(),
            phase: phase.text.to_owned(),
            edition: edition.head.key.clone(),
            closes: self.rows_of(rows, line, "closes"),
            partly: self.rows_of(rows, line, "partly"),
            instead_of: (!instead_of.is_empty()).then(|| instead_of.into()),
            after: rows.list(line, "after").into_iter().map(|name| name.text.into()).collect(),
            always: always.text == "yes",
            efforts: self.efforts(rows, line),
            fee: if fee.text.is_empty() { None } else { rows.range(fee) },
        }
    }

    fn rows_of<'t>(&self, rows: &mut Rows<'t>, line: &tables::Line<'t>, column: &str) -> Vec<RowOf> {
        let mut found = Vec::new();
        for name in rows.list(line, column) {
            let known = self.editions.iter().find_map(|(_, edition)| {
                let requirement = &edition.requirements[edition.find(name.text)?];
                requirement
                    .is_asked()
                    .then(|| RowOf { standard: edition.head.key.standard.clone(), id: requirement.id.clone() })
            });
            match known {
                Some(row) => found.push(row),
                None => {
                    let message = format!("\"{}\" is not a row that can be asked for", name.text);
                    rows.wrong(name.spot, message, "name rows of the editions that have a file of actions");
                }
            }
        }
        found
    }

    fn efforts<'t>(&self, rows: &mut Rows<'t>, line: &tables::Line<'t>) -> Vec<Effort> {
        let mut efforts = Vec::new();
        for text in rows.list(line, "hours") {
            let (skill, hours) = text.text.split_once(' ').unwrap_or((text.text, ""));
            match self.skills.iter().find(|known| *known.id == *skill) {
                Some(skill) => {
                    let hours = rows.range(At { text: hours.trim(), spot: text.spot });
                    efforts.extend(hours.map(|hours| Effort { skill: Arc::clone(&skill.id), hours }));
                }
                None => {
                    let known = self.skills.iter().map(|skill| &*skill.id).collect::<Vec<_>>().join(", ");
                    rows.wrong(text.spot, format!("\"{skill}\" is not a skill"), format!("skills are {known}"));
                }
            }
        }
        if efforts.is_empty() {
            let cell = rows.cell(line, "hours");
            rows.wrong(cell.spot, "an action without hours".into(), "write a skill with its hours: developer 8/16/30");
        }
        efforts
    }
}

/// The name of an edition's file of actions: that of its folder.
fn file_name(key: &EditionKey) -> String {
    format!("{}-{}", key.standard, key.edition.to_lowercase().replace('+', "-"))
}

/// A phase and those before it.
struct PhaseOf {
    id: String,
    after: Vec<String>,
}

/// The phases by id; what is wrong with their file is said where durations are read.
fn read_phases(files: &Files) -> Vec<PhaseOf> {
    let mut rows = rows::read(files, "cost/phases.csv", &["phase", "title", "after"]);
    let lines = rows.lines();
    let mut one = |line| PhaseOf {
        id: rows.required(line, "phase").text.to_owned(),
        after: rows.list(line, "after").into_iter().map(|word| word.text.to_owned()).collect(),
    };
    lines.iter().map(&mut one).collect()
}

/// Does `phase` come after `earlier`, directly or by way of others? Phases name only those above them.
fn is_later(phases: &[PhaseOf], phase: &str, earlier: &str) -> bool {
    let mut later: Vec<&str> = vec![earlier];
    for one in phases {
        if one.after.iter().any(|before| later.contains(&before.as_str())) {
            later.push(&one.id);
        }
    }
    phase != earlier && later.contains(&phase)
}

fn read_skills(files: &Files, problems: &mut Vec<Problem>) -> Vec<Skill> {
    let mut rows = rows::read(files, "cost/skills.csv", &["skill", "title", "rate_per_hour", "people", "basis"]);
    let mut seen = Vec::new();
    let mut skills = Vec::new();
    for line in rows.lines() {
        let id = rows.required(&line, "skill");
        rows.once(&mut seen, id);
        let rate = rows.required(&line, "rate_per_hour");
        let mut people = Vec::new();
        for share in rows.list(&line, "people") {
            match rows.number(share) {
                Some(share) if share > 0.0 && share <= 1.0 => people.push(share),
                _ => rows.wrong(share.spot, "not a share of a person".into(), "write 0.5, or 1; 0.5 for two people"),
            }
        }
        if people.is_empty() {
            rows.wrong(id.spot, format!("nobody has the skill \"{}\"", id.text), "write shares of people above 0");
        }
        skills.push(Skill {
            id: id.text.into(),
            title: rows.required(&line, "title").text.to_owned(),
            rate_per_hour: rows.range(rate).unwrap_or(Range::exactly(0.0)),
            people,
            basis: rows.required(&line, "basis").text.to_owned(),
        });
    }
    problems.extend(rows.problems);
    skills
}

fn read_fees(files: &Files, problems: &mut Vec<Problem>) -> Vec<Fee> {
    let mut rows = rows::read(files, "cost/fees.csv", &["fee", "part", "title", "amount", "yearly", "basis"]);
    let mut fees = Vec::new();
    for line in rows.lines() {
        let amount = rows.required(&line, "amount");
        let yearly = rows.required(&line, "yearly");
        if !["yes", "no"].contains(&yearly.text) {
            rows.wrong(yearly.spot, format!("\"{}\" is not a value of yearly", yearly.text), "write yes or no");
        }
        fees.push(Fee {
            id: rows.required(&line, "fee").text.to_owned(),
            part: rows.required(&line, "part").text.to_owned(),
            title: rows.required(&line, "title").text.to_owned(),
            amount: rows.range(amount).unwrap_or(Range::exactly(0.0)),
            yearly: yearly.text == "yes",
            basis: rows.required(&line, "basis").text.to_owned(),
        });
    }
    problems.extend(rows.problems);
    fees
}
