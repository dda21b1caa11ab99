//! What does the interview's answer say in words, the same on every page? For whom a part is, and what differs.

use crate::pathway::{
    CraClassResult, CraDateResult, CraResult, CraRouteResult, CraStatusResult, PathStepResult, PathwayResult,
    SchemeOutResult, ServedByResult, ServedResult, SkippedResult, SubjectCraResult, SubjectPathResult,
};

impl CraDateResult {
    /// The day with how far it is, in words: `2027-12-11 (384 days left)`, `in force since 2026-09-11 (72 days)`.
    pub fn when(&self) -> String {
        match (self.days_left, self.days_in_force) {
            (Some(1), _) => format!("{} (1 day left)", self.date),
            (Some(days), _) => format!("{} ({days} days left)", self.date),
            (None, Some(0)) => format!("in force since today, {}", self.date),
            (None, Some(1)) => format!("in force since {} (1 day)", self.date),
            (None, days) => format!("in force since {} ({} days)", self.date, days.unwrap_or_default()),
        }
    }
}

impl CraStatusResult {
    /// The state or amount with the day of which it is true, where it does not name that day itself.
    pub fn state(&self) -> String {
        if self.as_of.is_empty() || self.value.contains(&self.as_of) {
            self.value.clone()
        } else {
            format!("{} (as of {})", self.value, self.as_of)
        }
    }
}

/// So many are named one by one; of more the page says how many there are.
const NAMED: usize = 4;

/// Names in words; of many the first and how many more.
fn listed(names: &[&str]) -> String {
    match names {
        names if names.len() > NAMED + 1 => format!("{} and {} more", names[..NAMED].join(", "), names.len() - NAMED),
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

impl PathwayResult {
    /// Those of these ids who have a path in words: `all`, or their names; empty where nobody has answers of its own.
    pub fn whom(&self, ids: &[String]) -> String {
        let walking = self.subjects.iter().filter(|one| !one.steps.is_empty() || !one.in_place.is_empty());
        if ids.is_empty() || self.subjects.is_empty() {
            return String::new();
        }
        if ids.len() == walking.count() && ids.len() > 1 {
            return "all".to_owned();
        }
        self.names(ids)
    }

    /// Their names, in the order of `subjects`; of many the first and how many more.
    pub fn names(&self, ids: &[String]) -> String {
        let chosen = self.subjects.iter().filter(|one| ids.contains(&one.id));
        listed(&chosen.map(SubjectPathResult::called).collect::<Vec<_>>())
    }

    /// Those who share something, in groups of the same: each group's ids and the first of it.
    pub fn groups<'r, T: PartialEq + 'r>(
        &'r self,
        of: impl Fn(&'r SubjectPathResult) -> Option<&'r T>,
    ) -> Vec<(Vec<String>, &'r T)> {
        let mut groups: Vec<(Vec<String>, &T)> = Vec::new();
        for one in &self.subjects {
            let Some(what) = of(one) else { continue };
            match groups.iter_mut().find(|(_, known)| *known == what) {
                Some((ids, _)) => ids.push(one.id.clone()),
                None => groups.push((vec![one.id.clone()], what)),
            }
        }
        groups
    }

    /// Whose answers something is said of, before it; empty where nobody has answers of its own.
    pub fn speaker(&self, id: &str) -> String {
        match self.names(&[id.to_owned()]).as_str() {
            "" => String::new(),
            name => format!("{name}: "),
        }
    }

    /// The classes under the Cyber Resilience Act of those whom it binds, each with its routes and for whom it is; without
    /// answers of single products it is one, for whom nobody is named.
    pub fn classes(&self) -> Vec<(Vec<String>, Option<&CraClassResult>, &[CraRouteResult])> {
        let bound = |one: &&SubjectPathResult| one.annex_i().is_some();
        let mut classes: Vec<(Vec<String>, Option<&CraClassResult>, &[CraRouteResult])> = Vec::new();
        for one in self.subjects.iter().filter(bound) {
            let Some(law) = &one.cra else { continue };
            match classes.iter_mut().find(|(_, class, _)| *class == law.class.as_ref()) {
                Some((ids, ..)) => ids.push(one.id.clone()),
                None => classes.push((vec![one.id.clone()], law.class.as_ref(), &law.routes)),
            }
        }
        match (&self.cra, classes.is_empty()) {
            (Some(law), true) => vec![(Vec::new(), law.class.as_ref(), &law.routes)],
            _ => classes,
        }
    }

    /// What differs from one to the next: a line for the organization and for each with answers of its own.
    pub fn differences(&self) -> Vec<Difference> {
        self.subjects.iter().map(SubjectPathResult::difference).collect()
    }
}

/// What one needs, and what the laws ask of it, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Whose line it is.
    pub name: String,
    /// Its id in `pathway.toml`, if it is not the name; for the organization what it stands for.
    pub note: String,
    /// The parts to be done, and those that stand.
    pub parts: String,
    /// Class under the Cyber Resilience Act with the core functionality; empty where it is no product.
    pub cra: String,
    /// How NIS2 touches it; empty where that was not answered.
    pub nis2: String,
}

impl SubjectPathResult {
    /// Is it the organization, and no product or site?
    pub fn is_organization(&self) -> bool {
        self.id == plan::ORGANIZATION
    }

    /// What pages call it.
    pub fn called(&self) -> &str {
        if self.is_organization() { "the organization" } else { &self.name }
    }

    /// How far its path serves the points of Annex I, where the regulation may bind it.
    pub fn annex_i(&self) -> Option<&Vec<ServedResult>> {
        self.cra.as_ref().filter(|law| law.scope != "stays-out").map(|law| &law.annex_i)
    }

    fn difference(&self) -> Difference {
        let mut parts = Vec::new();
        if !self.steps.is_empty() {
            parts.push(self.steps.join(", then "));
        }
        if !self.in_place.is_empty() {
            parts.push(format!("{} in place", self.in_place.join(", ")));
        }
        if self.no_certificate.is_some() {
            parts.push("no certificate for now".to_owned());
        }
        if parts.is_empty() {
            parts.push("nothing follows from the answers".to_owned());
        }
        Difference {
            name: self.called().to_owned(),
            note: match (self.is_organization(), self.covers.as_slice()) {
                (true, []) => "whatever has no answers of its own".to_owned(),
                (true, covers) => {
                    let names: Vec<&str> = covers.iter().map(|one| one.name.as_str()).collect();
                    format!("so also {}", listed(&names))
                }
                (false, _) if self.id == self.name => String::new(),
                (false, _) => self.id.clone(),
            },
            parts: parts.join("; "),
            cra: self.cra.as_ref().map(SubjectCraResult::in_words).unwrap_or_default(),
            nis2: self.nis2_touches.clone(),
        }
    }
}

impl SubjectCraResult {
    /// The class with its core functionality, or why there is none.
    fn in_words(&self) -> String {
        match (self.scope, &self.class) {
            ("stays-out", _) => "does not apply".to_owned(),
            (scope, class) => {
                let class = match class {
                    Some(class) => format!("{}: {}", class.class, class.core_functionality),
                    None => "class not known: the core functionality is not answered".to_owned(),
                };
                if scope == "applies" { class } else { format!("{class}; whether it applies is not answered") }
            }
        }
    }
}

impl PathStepResult {
    /// The schemes that do not fit, with the reasons, in one line; empty where there are none.
    pub fn schemes_out_in_words(&self) -> String {
        let one = |one: &SchemeOutResult| format!("{} ({})", one.scheme, one.because);
        self.schemes_out.iter().map(one).collect::<Vec<_>>().join("; ")
    }
}

impl CraResult {
    /// Whether the regulation applies, in words.
    pub fn scope_in_words(&self) -> &'static str {
        match self.scope {
            "applies" => "It applies, as far as the answers tell",
            "stays-out" => "It does not apply, as far as the answers tell",
            _ => {
                "Whether it applies is not answered: it does where a product with software that can be connected is sold in the Union"
            }
        }
    }
}

impl ServedResult {
    /// How far the path serves the point, in words.
    pub fn word(&self) -> &'static str {
        self.best.unwrap_or("not served")
    }

    /// The numbers of the parts that serve it, each with how far: `4-1 (partial)`.
    pub fn parts(&self) -> String {
        let part = |by: &ServedByResult| {
            let number = by.standard.strip_prefix("iec62443-").unwrap_or(&by.standard);
            if Some(by.word) == self.best { number.to_owned() } else { format!("{number} ({})", by.word) }
        };
        self.by.iter().map(part).collect::<Vec<_>>().join(", ")
    }
}

impl SkippedResult {
    /// Does no answer by itself change anything?
    pub fn changes_nothing(&self) -> bool {
        self.adds.is_empty() && self.spares.is_empty() && self.decides.is_empty()
    }
}
