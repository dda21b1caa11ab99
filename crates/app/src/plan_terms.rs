//! On which figures does a dossier's plan rest? The library with what `plan.toml` states, and each of them with its basis.

use catalogue::Files;
use dossier::PLAN;
use model::{Date, Problem, Spot};
use plan::{Calendar, Defaults, Library, PartDefault, Percentiles, Range, Terms, cost_digest};
use report::AssumptionResult;

use crate::dossiers::OpenDossier;
use crate::held::Certificates;

/// No plan.toml is longer than this many bytes.
const LONGEST: usize = 256 * 1024;

/// Everything that holds for all parts of a plan.
pub(crate) struct Ground {
    pub(crate) files: Files,
    pub(crate) library: Library,
    /// The library as it came with the program, before anything was stated.
    pub(crate) assumed: Library,
    pub(crate) defaults: Defaults,
    pub(crate) terms: Terms,
    pub(crate) calendar: Calendar,
    /// The certificates that are there already.
    pub(crate) certificates: Certificates,
    pub(crate) digest: String,
    /// What is wrong with plan.toml, named from the root of the dossier.
    pub(crate) problems: Vec<Problem>,
}

impl Ground {
    /// Reads what there is; a missing plan.toml leaves the assumptions.
    pub(crate) fn new(open: &OpenDossier<'_>, at: Date) -> Self {
        let catalogue = open.library.catalogue;
        let library = Library::of(catalogue);
        let (terms, mut problems) = terms(open, &library);
        let (certificates, wrong) = Certificates::read(open, &terms, at);
        problems.extend(wrong);
        Self {
            library: terms.applied_to(&library),
            defaults: Defaults::of(catalogue),
            calendar: terms.calendar(at),
            certificates,
            digest: cost_digest(catalogue.files()),
            files: catalogue.files().clone(),
            assumed: library,
            terms,
            problems,
        }
    }

    /// The day after so many months, in words.
    pub(crate) fn day(&self, months: f64) -> String {
        self.calendar.day(months).map_or_else(|| "too far ahead".to_owned(), |day| day.to_string())
    }

    /// The day to work to and the day to commit to.
    pub(crate) fn days(&self, months: &Percentiles) -> (String, String) {
        (self.day(months.p50), self.day(months.p80))
    }

    /// Every figure with its basis, those of the asked parts only.
    pub(crate) fn assumptions(&self, parts: &[&PartDefault], more: &[(&str, String, &str)]) -> Vec<AssumptionResult> {
        let mut list: Vec<AssumptionResult> = Vec::new();
        let mut say = |what: String, value: String, basis: &str| {
            list.push(AssumptionResult { what, value, basis: basis.to_owned() });
        };
        let stated = |said: bool| if said { Terms::STATED } else { "assumed" };
        say("Currency".into(), self.terms.currency.clone(), stated(self.terms.currency_stated));
        say(
            "First day of the work".into(),
            self.calendar.start.to_string(),
            match self.terms.start {
                Some(stated) if stated < self.calendar.start => {
                    "the day of this plan: the one stated in plan.toml is past, and what is open begins today"
                }
                Some(_) => Terms::STATED,
                None => "assumed: the day of this plan",
            },
        );
        for skill in &self.library.skills {
            let people: Vec<String> = skill.people.iter().map(f64::to_string).collect();
            let value = format!(
                "{} {} an hour, {} of a person",
                range(&skill.rate_per_hour),
                self.terms.currency,
                people.join(" + ")
            );
            say(skill.title.clone(), value, &skill.basis);
        }
        for part in parts {
            for fee in self.library.fees.iter().filter(|fee| fee.part == part.stage.id) {
                let yearly = if fee.yearly { " a year" } else { "" };
                let value = format!("{} {}{yearly}", range(&fee.amount), self.terms.currency);
                say(format!("{}: {}", fee.part, fee.title), value, &fee.basis);
            }
            let audit = &part.stage.audit;
            let value = format!(
                "slot after {} months of waiting, evaluation {}, findings {}, decision {}",
                range(&audit.queue),
                range(&audit.evaluation),
                range(&audit.findings),
                range(&audit.decision)
            );
            say(format!("{}: laboratory and body", part.stage.id), value, &part.basis);
        }
        let settings = &self.defaults.settings;
        say("Hours of one full person in a month".into(), settings.hours_per_month_with_skills.to_string(), "assumed");
        for (what, value, basis) in more {
            say((*what).to_owned(), value.clone(), basis);
        }
        list
    }
}

/// Low, likely and high as data files write them; one figure where there is no doubt.
fn range(range: &Range) -> String {
    if range.low == range.high {
        return range.likely.to_string();
    }
    format!("{}/{}/{}", range.low, range.likely, range.high)
}

fn terms(open: &OpenDossier<'_>, library: &Library) -> (Terms, Vec<Problem>) {
    read(open.files.get(PLAN).map(Vec::as_slice), library)
}

/// Reads a plan.toml. In: its bytes; `None`, where there is none, leaves the assumptions.
pub(crate) fn read(bytes: Option<&[u8]>, library: &Library) -> (Terms, Vec<Problem>) {
    let Some(bytes) = bytes else { return (Terms::default(), Vec::new()) };
    let wrong = |message: &str, hint: &str| {
        (Terms::default(), vec![Problem::error(&PLAN.into(), Spot::new(1, 1), message).hint(hint)])
    };
    if bytes.len() > LONGEST {
        return wrong("this is too large", "a plan.toml has a few dozen lines");
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Terms::read(PLAN, text.trim_start_matches('\u{feff}'), library),
        Err(_) => wrong("this is not UTF-8", "save it as UTF-8; until then it counts as not there"),
    }
}
