//! How do the gaps of a dossier become a plan? Gaps to actions, actions to a schedule and its cost, part by part.

mod aim;
mod answers;
mod parts;

use assess::{Assessment, Register};
use catalogue::AssessedBy;
use model::{Date, Goal, SecurityLevel};
use plan::{BestLevels, Chosen, Limit, PartDefault, Percentiles, Seed, Work, default_team};
use report::{HeldResult, LeftOutResult, PlanResult};

use crate::PROGRAM;
use crate::dossiers::{Case, DossierQuestion, OpenDossier, cases};
use crate::error::Error;
use crate::held::open_rows;
use crate::option_plans::part_of;
use crate::pathways::Told;
use crate::plan_terms::Ground;
use crate::spread::Count;
use aim::Note;
pub(crate) use aim::{Aim, done_after, done_with};
use answers::{money, sentence};
use parts::{Planner, Settled};

/// So many draws stand behind every date and every range of money.
const DRAWS: usize = 10_000;
/// So many changes are named under "what buys most".
const LEVERS: usize = 5;
const DAYS_A_MONTH: f64 = 30.4375;
/// The law whose dates are watched, in the catalogue, and the id of its full application in `pathway/cra-dates.csv`.
const CRA: &str = "cra";
const APPLIES: &str = "D4";

/// What is asked of a plan.
#[derive(Debug, Clone)]
pub struct PlanQuestion {
    /// About which subjects, to which target, on whose word, on which day.
    pub dossier: DossierQuestion,
    /// What there is to spend until the certificates, in whole units of the currency.
    pub budget: Option<u64>,
    /// The day by which certificates should be there.
    pub by: Option<Date>,
    /// The seed of every draw; the program's own if left out.
    pub seed: Option<u64>,
}

impl PlanQuestion {
    /// The plain question about everything in a dossier.
    pub fn new(dossier: DossierQuestion) -> Self {
        Self { dossier, budget: None, by: None, seed: None }
    }
}

/// Plans every subject of a dossier for which there are actions.
///
/// # Errors
/// When the question fits nothing in the dossier, nothing in it can be planned, or a day lies before the start.
pub fn plan_dossier(open: &OpenDossier<'_>, question: &PlanQuestion) -> Result<PlanResult, Error> {
    plan_dossier_counted(open, question, &Count::default())
}

/// The same, for somebody who wants to see how far it is: parts are counted as they are planned.
///
/// # Errors
/// As [`plan_dossier`].
pub fn plan_dossier_counted(
    open: &OpenDossier<'_>,
    question: &PlanQuestion,
    count: &Count,
) -> Result<PlanResult, Error> {
    let register = Register::new(&open.dossier.book, &open.holdings, question.dossier.at);
    let doubts = open.doubts()?;
    let cases = cases(&open.source(&register, &doubts), &question.dossier)?;
    let mut result = plan_cases(open, &cases, question, count)?;
    result.problems.extend(open.dossier.problems.iter().map(|problem| open.placed(problem)));
    result.problems.extend(register.problems.iter().map(|problem| open.placed(problem)));
    result.problems.extend(doubts.problems.iter().map(|problem| open.placed(problem)));
    result.problems.extend(cases.iter().flat_map(|case| &case.problems).map(|problem| open.placed(problem)));
    result.problems.sort();
    result.problems.dedup();
    Ok(result)
}

/// The plan of cases that are gathered already, with what is wrong in plan.toml.
pub(crate) fn plan_cases(
    open: &OpenDossier<'_>,
    cases: &[Case],
    question: &PlanQuestion,
    count: &Count,
) -> Result<PlanResult, Error> {
    let ground = Ground::new(open, question.dossier.at);
    if let Some(by) = question.by.filter(|by| *by < ground.calendar.start) {
        return Err(Error::WrongQuestion(format!(
            "--by {by} lies before the first day of the work, {}; name a later day",
            ground.calendar.start
        )));
    }
    let (mut left_out, mut planned, mut held) = (Vec::new(), Vec::new(), Vec::new());
    let mut notes: Vec<Note> = Vec::new();
    for case in cases {
        let key = &case.edition().head.key;
        let part = part_of(key.standard.as_str());
        let has_actions = ground.library.actions.iter().any(|action| action.edition == *key);
        match ground.defaults.part(part).filter(|_| has_actions) {
            Some(default) => {
                let assessment = case.assessment(open.library.catalogue);
                if let Some(certificate) = ground.certificates.of(&case.subject.id, &assessment) {
                    held.push((case, certificate, open_rows(&ground.library, &assessment)));
                    continue;
                }
                for words in ground.certificates.short_of(&case.subject.id, &assessment) {
                    notes.push(("Certificate", words, "short of the target, so that it is planned as a new one"));
                }
                planned.push((case, default, assessment));
            }
            // A law is served by the plans of standards; it has none of its own.
            None if case.edition().head.assessed_by == AssessedBy::Coverage => {}
            None => left_out.push(LeftOutResult {
                subject: case.subject.id.to_string(),
                standard: key.to_string(),
                why: without_actions(part),
            }),
        }
    }
    let there: Vec<HeldResult> = held.iter().map(|(case, one, open)| one.result(&case.subject, open.clone())).collect();
    if planned.is_empty() {
        if !there.is_empty() {
            let words: Vec<String> = there.iter().map(HeldResult::words).collect();
            return Err(Error::WrongQuestion(format!("there is nothing to plan: {}", words.join("; "))));
        }
        let list: Vec<&str> = ground.defaults.parts.iter().map(|part| part.stage.id.as_str()).collect();
        return Err(Error::WrongQuestion(format!(
            "there is nothing to plan: no subject asked about is assessed against {}",
            list.join(", ")
        )));
    }
    // Processes and programmes come before the products that are made under them.
    planned.sort_by_key(|(case, ..)| case.edition().head.assessed_by == AssessedBy::Levels);
    let mut planner = Planner {
        catalogue: open.library.catalogue,
        ground: &ground,
        question,
        team: default_team(&ground.library.skills),
        seed: question.seed.map_or(Seed::DEFAULT, Seed),
        left: question.budget.map(|units| units.saturating_mul(100)),
        done: held.iter().flat_map(|(case, ..)| done_with(&ground.library, case.edition())).collect(),
        earlier: Vec::new(),
        notes,
    };
    count.expect(planned.len());
    let defaults: Vec<&PartDefault> = planned.iter().map(|(_, default, _)| *default).collect();
    let settle = |(case, default, assessment)| planner.settle(case, default, assessment);
    let settled: Vec<Settled<'_>> = planned.into_iter().map(settle).collect();
    let parts = planner.parts(&settled, count)?;
    let mut used: Vec<_> = Vec::new();
    for default in &defaults {
        if !used.iter().any(|known: &&plan::PartDefault| known.stage.id == default.stage.id) {
            used.push(*default);
        }
    }
    let levels = settled.iter().filter(|one| matches!(one.aim, Aim::Levels(_))).count();
    if levels > 1 {
        let value = "each is planned as if the people worked on it alone".to_owned();
        planner.notes.push(("Several products", value, "assumed"));
    }
    let is_planned = |told: &&Told| {
        let book = &open.dossier.book;
        settled.iter().any(|one| one.part == told.part && told.speaks_of(book, &one.case.subject))
    };
    for told in ground.certificates.uncounted.iter().filter(is_planned) {
        let part = told.words();
        let value = format!("{part}: there already, as pathway.toml says, and planned as still to come all the same");
        planner.notes.push((
            "Certificate",
            value,
            "at which level nobody says: state it in [[certificate]] of plan.toml",
        ));
    }
    for (case, certificate, _) in &held {
        let value = format!("{}: {}", case.subject.name, certificate.words());
        planner.notes.push(("Certificate that is there", value, certificate.basis()));
    }
    let notes = std::mem::take(&mut planner.notes);
    let mut result = PlanResult {
        schema: "plimsoll.plan/1",
        program: PROGRAM.to_owned(),
        at: question.dossier.at.to_string(),
        title: open.title(),
        sentence: String::new(),
        start: ground.calendar.start.to_string(),
        currency: ground.terms.currency.clone(),
        seed: planner.seed.0,
        draws: DRAWS,
        library: ground.digest.clone(),
        total: money(&Percentiles::of(&parts.total)),
        yearly: money(&Percentiles::of(&parts.yearly)),
        budget: question.budget.map(|units| units.saturating_mul(100)),
        budget_kept: question.budget.map(|units| {
            let share = plan::share_within(&parts.total, units as f64 * 100.0);
            plan::share_in_words(share).to_owned()
        }),
        parts: parts.list,
        held: there,
        left_out,
        assumptions: ground.assumptions(&used, &notes),
        problems: ground.problems.iter().map(|problem| open.placed(problem)).collect(),
    };
    result.sentence = sentence(&result);
    Ok(result)
}

/// Why a part has no plan here, and what to do instead.
fn without_actions(part: &str) -> String {
    let instead = match part {
        "3-3" => {
            "what closes its rows depends on the products in it, so hours without them would be invented. Instead: list \
             what is open with `plimsoll gaps`, ask the makers of the components for it, and plan 2-4 or 2-1, on which \
             it rests"
        }
        "3-2" => {
            "zones and target levels are agreed in a risk assessment, and no list of actions stands for that. Instead: \
             hold the assessment with the owner first, since every target level here comes from it"
        }
        _ => "its open rows are not priced. Instead: list them with `plimsoll gaps` and estimate them by hand",
    };
    format!("there is no library of actions for it: {instead}")
}

/// The route that is planned, and what the budget buys where there is one. In: what is left for the actions, in cents.
fn within_budget(
    work: &Work<'_>,
    aim: Aim,
    cheapest: &Chosen,
    left: Option<u64>,
    limit: Limit,
) -> (Chosen, Option<BestLevels>) {
    let (Some(left), Aim::Levels(target)) = (left, aim) else { return (cheapest.clone(), None) };
    let best = work.best_towards(0, target, left, limit);
    if cheapest.cost <= left {
        return (cheapest.clone(), Some(best));
    }
    // Nobody has SL 0 certified: the plan then is the one for the target, and by how much it is too dear.
    match lowest(&best) {
        SecurityLevel::ZERO => (cheapest.clone(), None),
        _ => (best.chosen.clone(), Some(best)),
    }
}

/// The target that was asked for, in words; a maturity above what actions lead to stays visible.
fn wanted(assessment: &Assessment<'_>) -> Option<String> {
    Some(match assessment.ask.target? {
        Goal::Levels(vector) => Aim::Levels(vector).words(),
        Goal::Maturity(level) => level.to_string(),
    })
}

/// What a budget buys, in words.
fn in_levels(best: &BestLevels) -> String {
    let levels: Vec<String> =
        best.levels.iter().map(|(fr, level)| format!("{} {}", fr.abbreviation(), level.number())).collect();
    format!("{} ({})", lowest(best), levels.join(", "))
}

/// The level of all foundational requirements together; a target may ask less of some of them.
fn lowest(best: &BestLevels) -> SecurityLevel {
    best.levels.iter().map(|(_, level)| *level).fold(best.headline, SecurityLevel::min)
}

fn nobody(skills: Vec<std::sync::Arc<str>>) -> Error {
    let list: Vec<&str> = skills.iter().map(|skill| &**skill).collect();
    Error::WrongQuestion(format!("nobody has the skills that the actions need: {}", list.join(", ")))
}
