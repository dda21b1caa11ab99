//! On which figures does a dossier's plan rest? The library with what `plan.toml` states, and each of them with its basis.

use catalogue::Files;
use model::{Date, Problem, Spot};
use plan::{Calendar, Defaults, Library, PartDefault, Percentiles, Range, Terms, cost_digest};
use report::AssumptionResult;

use crate::dossiers::OpenDossier;

/// No plan.toml is longer than this many bytes.
const LONGEST: u64 = 256 * 1024;

/// Everything that holds for all parts of a plan.
pub(crate) struct Ground {
    pub(crate) files: Files,
    pub(crate) library: Library,
    pub(crate) defaults: Defaults,
    pub(crate) terms: Terms,
    pub(crate) calendar: Calendar,
    pub(crate) digest: String,
    /// What is wrong with plan.toml, named from the root of the dossier.
    pub(crate) problems: Vec<Problem>,
}

impl Ground {
    /// Reads what there is; a missing plan.toml leaves the assumptions.
    pub(crate) fn new(open: &OpenDossier<'_>, at: Date) -> Self {
        let files = Files::compiled();
        let library = Library::compiled(open.library.catalogue);
        let (terms, problems) = terms(open, &library);
        Self {
            library: terms.applied_to(&library),
            defaults: Defaults::compiled(),
            calendar: terms.calendar(at),
            digest: cost_digest(&files),
            files,
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
    // The sample that came with the program is not changed by what lies in a folder of that name.
    if open.compiled_journal.is_some() {
        return (Terms::default(), Vec::new());
    }
    let path = open.root().join(Terms::FILE);
    if !path.exists() {
        return (Terms::default(), Vec::new());
    }
    let wrong = |message: String, hint: &str| {
        let problem = Problem::error(&Terms::FILE.into(), Spot::new(1, 1), message);
        (Terms::default(), vec![problem.hint(hint)])
    };
    match folder::read_file(&path, LONGEST).map(String::from_utf8) {
        Ok(Ok(text)) => Terms::read(Terms::FILE, &text, library),
        Ok(Err(_)) => wrong("this is not UTF-8".to_owned(), "save it as UTF-8"),
        Err(folder::Error::TooMuch { .. }) => {
            wrong("this is too large".to_owned(), "a plan.toml has a few dozen lines")
        }
        Err(error) => wrong(format!("this cannot be read: {}", error.reason()), "until it can, it counts as not there"),
    }
}
