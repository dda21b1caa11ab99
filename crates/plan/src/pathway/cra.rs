//! What does the Cyber Resilience Act ask of a product? Class, routes and dates, with the text on which each rests.

use catalogue::Files;
use model::{Date, Problem, parse_date};

use crate::rows;

/// A class of Annex III or IV, or the rest, by core functionality.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CraClass {
    /// The id, as the answer to the question on core functionality writes it.
    pub id: String,
    /// The class: `default`, `important-1`, `important-2`, `critical`.
    pub class: String,
    /// The core functionality.
    pub core_functionality: String,
    /// The text on which the class rests.
    pub text: String,
    /// How often the category is met in plants.
    pub relevance_in_ot: String,
    /// How sure we are.
    pub confidence: String,
}

/// A way to conformity for a class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CraRoute {
    /// Its id in the data.
    pub id: String,
    /// The procedure.
    pub route: String,
    /// May it be taken?
    pub may: String,
    /// The text on which it rests.
    pub text: String,
    /// What is particular, and what is open today.
    pub note: String,
    /// How sure we are.
    pub confidence: String,
    class: String,
}

/// Is a date ahead, or past?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Distance {
    /// So many days are left.
    DaysLeft(i64),
    /// In force since that date, for so many days; 0 on the day itself.
    InForceSince(i64),
}

/// A date of the regulation, seen from a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CraDate {
    /// Its id in the data.
    pub id: String,
    /// Whom or what it concerns.
    pub about: String,
    /// What happens.
    pub what: String,
    /// The day.
    pub date: Date,
    /// How far it is.
    pub distance: Distance,
    /// The text on which it rests.
    pub text: String,
    /// What is particular.
    pub note: String,
}

/// What else stands around the regulation: the state of standards, fines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CraStatus {
    /// `standards` or `fine`.
    pub kind: String,
    /// What.
    pub what: String,
    /// Its state or amount.
    pub value: String,
    /// The text on which it rests.
    pub text: String,
    /// What is particular.
    pub note: String,
    /// The day of which it is true; empty where it does not change.
    pub as_of: String,
    /// How sure we are.
    pub confidence: String,
}

#[derive(Debug, Clone)]
pub(crate) struct Classes(pub(crate) Vec<CraClass>);

#[derive(Debug, Clone)]
pub(crate) struct Cra {
    pub(crate) classes: Classes,
    pub(crate) routes: Vec<CraRoute>,
    dates: Vec<CraDate>,
    pub(crate) status: Vec<CraStatus>,
}

const CLASSES: [&str; 4] = ["default", "important-1", "important-2", "critical"];

impl Cra {
    pub(crate) fn read(files: &Files, problems: &mut Vec<Problem>) -> Self {
        Self {
            classes: read_classes(files, problems),
            routes: read_routes(files, problems),
            dates: read_dates(files, problems),
            status: read_status(files, problems),
        }
    }

    pub(crate) fn class(&self, id: &str) -> Option<&CraClass> {
        self.classes.0.iter().find(|class| class.id == id)
    }

    /// The routes of a class; those of open source stand at each, because they depend on more than the class.
    pub(crate) fn routes_of(&self, class: &str) -> Vec<CraRoute> {
        self.routes.iter().filter(|route| route.class == class || route.class == "open-source").cloned().collect()
    }

    /// The dates as seen from a day, in order.
    pub(crate) fn dates_at(&self, at: Date) -> Vec<CraDate> {
        let mut dates: Vec<CraDate> = self
            .dates
            .iter()
            .map(|date| {
                let days = (date.date - at).whole_days();
                let distance = if days > 0 { Distance::DaysLeft(days) } else { Distance::InForceSince(-days) };
                CraDate { distance, ..date.clone() }
            })
            .collect();
        dates.sort_by(|one, other| (one.date, &one.id).cmp(&(other.date, &other.id)));
        dates
    }
}

fn read_classes(files: &Files, problems: &mut Vec<Problem>) -> Classes {
    let columns = ["id", "class", "core_functionality", "text", "relevance_in_ot", "confidence"];
    let mut rows = rows::read(files, "pathway/cra-classes.csv", &columns);
    let (mut seen, mut classes) = (Vec::new(), Vec::new());
    for line in rows.lines() {
        let id = rows.required(&line, "id");
        rows.once(&mut seen, id);
        let class = rows.required(&line, "class");
        if !CLASSES.contains(&class.text) {
            rows.wrong(class.spot, format!("\"{}\" is not a class", class.text), CLASSES.join(", "));
        }
        let mut text = |name: &str| rows.required(&line, name).text.to_owned();
        classes.push(CraClass {
            core_functionality: text("core_functionality"),
            text: text("text"),
            relevance_in_ot: text("relevance_in_ot"),
            confidence: text("confidence"),
            id: id.text.to_owned(),
            class: class.text.to_owned(),
        });
    }
    problems.extend(rows.problems);
    Classes(classes)
}

fn read_routes(files: &Files, problems: &mut Vec<Problem>) -> Vec<CraRoute> {
    let mut rows =
        rows::read(files, "pathway/cra-routes.csv", &["id", "class", "route", "may", "text", "note", "confidence"]);
    let (mut seen, mut routes) = (Vec::new(), Vec::new());
    for line in rows.lines() {
        let id = rows.required(&line, "id");
        rows.once(&mut seen, id);
        let class = rows.required(&line, "class");
        if !CLASSES.contains(&class.text) && class.text != "open-source" {
            rows.wrong(class.spot, format!("\"{}\" is not a class", class.text), CLASSES.join(", "));
        }
        routes.push(CraRoute {
            id: id.text.to_owned(),
            class: class.text.to_owned(),
            route: rows.required(&line, "route").text.to_owned(),
            may: rows.required(&line, "may").text.to_owned(),
            text: rows.required(&line, "text").text.to_owned(),
            note: rows.cell(&line, "note").text.to_owned(),
            confidence: rows.required(&line, "confidence").text.to_owned(),
        });
    }
    for class in CLASSES {
        if !routes.iter().any(|route: &CraRoute| route.class == class) {
            rows.wrong(model::Spot::new(1, 1), format!("the class {class} has no route"), "each class has one");
        }
    }
    problems.extend(rows.problems);
    routes
}

fn read_dates(files: &Files, problems: &mut Vec<Problem>) -> Vec<CraDate> {
    let columns = ["id", "about", "what", "date", "text", "note", "confidence"];
    let mut rows = rows::read(files, "pathway/cra-dates.csv", &columns);
    let mut dates = Vec::new();
    for line in rows.lines() {
        let cell = rows.required(&line, "date");
        let Some(date) = parse_date(cell.text) else {
            rows.wrong(cell.spot, format!("\"{}\" is not a day", cell.text), "write 2027-12-11");
            continue;
        };
        dates.push(CraDate {
            id: rows.required(&line, "id").text.to_owned(),
            about: rows.required(&line, "about").text.to_owned(),
            what: rows.required(&line, "what").text.to_owned(),
            date,
            distance: Distance::InForceSince(0),
            text: rows.required(&line, "text").text.to_owned(),
            note: rows.cell(&line, "note").text.to_owned(),
        });
    }
    problems.extend(rows.problems);
    dates
}

fn read_status(files: &Files, problems: &mut Vec<Problem>) -> Vec<CraStatus> {
    let columns = ["id", "kind", "about", "what", "value", "text", "note", "as_of", "confidence"];
    let mut rows = rows::read(files, "pathway/cra-status.csv", &columns);
    let mut status = Vec::new();
    for line in rows.lines() {
        let mut text = |name: &str| rows.required(&line, name).text.to_owned();
        status.push(CraStatus {
            kind: text("kind"),
            what: text("what"),
            value: text("value"),
            text: text("text"),
            confidence: text("confidence"),
            note: rows.cell(&line, "note").text.to_owned(),
            as_of: rows.cell(&line, "as_of").text.to_owned(),
        });
    }
    problems.extend(rows.problems);
    status
}
