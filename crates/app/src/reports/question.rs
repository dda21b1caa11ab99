//! What can be asked of reports, and which questions would be answered nowhere?

use report::reports::{self, Report};

use crate::decision::DecisionQuestion;
use crate::dossiers::DossierQuestion;
use crate::error::Error;
use crate::formats::{Format, Made};
use crate::plans::PlanQuestion;

/// The report that needs a plan.
pub(super) const PLAN: &str = "plan";
/// The report that needs a decision.
pub(super) const DECISION: &str = "decision";
/// The report that needs the links of a decision, and not the decision itself.
pub(super) const TRACE: &str = "trace";

/// The report that needs answers of the interview only.
pub(super) const PATHWAY: &str = "pathway";

/// What is asked of a plan and of a decision beside what the dossier states; nothing, if left as it is.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// Another target of the plan than the dossier's.
    pub target: Option<String>,
    /// What there is to spend until the certificates, in whole units of the currency.
    pub budget: Option<u64>,
    /// The day by which certificates should be there.
    pub by: Option<model::Date>,
    /// The seed of every draw, of plan and decision.
    pub seed: Option<u64>,
    /// How many draws stand behind the decision.
    pub draws: Option<u32>,
}

impl Asked {
    /// The question to which `plan` answers.
    pub(super) fn plan(&self, dossier: &DossierQuestion) -> PlanQuestion {
        let dossier = DossierQuestion { target: self.target.clone().or(dossier.target.clone()), ..dossier.clone() };
        PlanQuestion { budget: self.budget, by: self.by, seed: self.seed, ..PlanQuestion::new(dossier) }
    }

    /// The question to which `decide` answers.
    pub(super) fn decision(&self, dossier: &DossierQuestion) -> DecisionQuestion {
        let plain = DecisionQuestion::at(dossier.at);
        DecisionQuestion {
            subject: dossier.subject.clone(),
            seed: self.seed.unwrap_or(plain.seed),
            draws: self.draws.unwrap_or(plain.draws),
            ..plain
        }
    }

    /// Is something asked that a plan alone can answer?
    pub(super) const fn needs_plan(&self) -> bool {
        self.target.is_some() || self.budget.is_some() || self.by.is_some()
    }
}

/// What is asked for.
pub struct ReportsQuestion<'q> {
    /// About which subjects, on whose word, on which day.
    pub dossier: DossierQuestion,
    /// The reports; empty means every one.
    pub reports: Vec<&'static Report>,
    /// The formats.
    pub formats: Vec<&'static Format>,
    /// Whose looks they have.
    pub brand: &'q document::Brand,
    /// What is asked of the plan and of the decision among them.
    pub asked: Asked,
}

impl ReportsQuestion<'_> {
    /// The reports that are asked for, in the order of their list.
    pub(super) fn chosen(&self) -> impl Iterator<Item = &'static Report> + '_ {
        let asked = |id: &str| self.reports.is_empty() || self.reports.iter().any(|one| one.id == id);
        reports::ALL.iter().filter(move |report| asked(report.id))
    }

    /// Refuses what is asked and would be answered nowhere: no report that uses it, or no format that shows the report.
    pub(super) fn answered(&self) -> Result<(), Error> {
        let Asked { target, budget, by, seed, draws } = &self.asked;
        for (option, given, users) in [
            ("--target", target.is_some(), &[PLAN][..]),
            ("--budget", budget.is_some(), &[PLAN]),
            ("--by", by.is_some(), &[PLAN]),
            ("--seed", seed.is_some(), &[PLAN, DECISION]),
            ("--draws", draws.is_some(), &[DECISION]),
        ] {
            let used = |id: &&str| self.chosen().any(|report| report.id == *id);
            let shows = |id: &str, format: &Format| match format.made {
                Made::Document(_) => true,
                Made::Matter(report, _) => report == Some(id),
            };
            let shown = |id: &&str| self.formats.is_empty() || self.formats.iter().any(|format| shows(id, format));
            let which = users.join("` or `");
            let wrong = |what: String| Err(Error::WrongQuestion(what));
            if given && !users.iter().any(used) {
                return wrong(format!(
                    "{option} is for the report `{which}`, which is not asked for; add it to --report, or leave {option} out"
                ));
            }
            if given && !users.iter().filter(|id| used(id)).any(shown) {
                let formats: Vec<&str> = self.formats.iter().map(|format| format.id).collect();
                return wrong(format!(
                    "{option} is for the report `{which}`, which {} does not show; add html to --to, or leave {option} out",
                    formats.join(", ")
                ));
            }
        }
        Ok(())
    }

    /// Is anything asked for that rests on an assessment? The answer of the interview does not.
    pub(super) fn needs_cases(&self) -> bool {
        self.chosen().any(|report| report.id != PATHWAY)
    }
}
