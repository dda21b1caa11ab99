//! What does each step of a decision cost, and when has it its effect? The plan's draws, for the rows that are open.
//!
//! Hours start from the plan's assumptions for a start from nothing; those that close rows shrink with the rows shown.

use std::collections::BTreeSet;

use assess::Assessment;
use decide::{Item, OptionPlan, Range, Uncertain};
use model::{Goal, SecurityLevel, StandardId};
use plan::{Defaults, Seed, Stage, StageForecast, forecast_stages};

/// Months in a year.
const YEAR: f64 = 12.0;

/// What plans are made from.
pub(crate) struct Planning<'a> {
    /// The subject's and its process' assessments, those without levels or maturity left out.
    pub(crate) assessments: &'a [Assessment<'a>],
    pub(crate) library: &'a decide::Library,
    pub(crate) actions: &'a plan::Library,
    pub(crate) defaults: &'a Defaults,
    pub(crate) seed: u64,
    pub(crate) draws: usize,
    /// Years of cash, the first included.
    pub(crate) years: usize,
}

/// The options in the fixed order of nesting, and in words from what they come.
pub(crate) struct Plans {
    pub(crate) options: Vec<OptionPlan>,
    pub(crate) words: Vec<String>,
}

/// `4-1` for the standard whose part it is.
fn part_of(standard: &str) -> &str {
    standard.trim_start_matches("iec62443-")
}

/// Everything drawn for one part; the likely value stands behind the draws.
struct Drawn {
    begin: Vec<f64>,
    ready: Vec<f64>,
    certificate: Vec<f64>,
    work: Vec<f64>,
    fees: Vec<f64>,
    upkeep: Range,
    words: String,
}

impl Planning<'_> {
    /// The options that fit the subject's standards.
    pub(crate) fn plans(&self) -> Plans {
        let assessed = |id: &str| self.assessments.iter().find(|one| one.edition.head.key.standard.as_str() == id);
        let wanted = |certificates: &[String]| certificates.iter().all(|id| assessed(id).is_some());
        let mut plans = Plans { options: Vec::new(), words: Vec::new() };
        let mut drawn: Vec<(String, Option<Drawn>)> = Vec::new();
        for option in
            self.library.options.iter().filter(|one| !one.certificates.is_empty() && wanted(&one.certificates))
        {
            let Some(assessment) = option.certificates.first().and_then(|id| assessed(id)) else { continue };
            let part = part_of(&option.certificates[0]).to_owned();
            let inner = option.contains.as_deref().and_then(|id| self.library.options.iter().find(|one| one.id == id));
            let after = inner.and_then(|one| one.certificates.first()).map(|id| part_of(id));
            let begin = after.and_then(|part| drawn.iter().find(|(known, _)| known == part)?.1.as_ref());
            let begin = begin.map(|one| one.certificate.clone());
            let made = self.draw(&part, assessment, begin.as_deref());
            let closes = closes(assessment);
            let certificates: Vec<StandardId> = option.certificates.iter().map(|id| StandardId::new(id)).collect();
            // The same work without anybody from outside is an option of its own, where the library has one.
            let work_only = inner.filter(|one| one.certificates.is_empty());
            if let Some(inner) = work_only {
                plans.options.push(OptionPlan {
                    id: inner.id.clone(),
                    title: inner.title.clone(),
                    contains: None,
                    certificates: Vec::new(),
                    closes: closes.clone(),
                    cost: made.as_ref().map(|one| self.by_year(&one.work, &one.begin, &one.ready)).unwrap_or_default(),
                    months: made.as_ref().map(|one| uncertain(&one.ready)),
                    upkeep: Range::point(0.0),
                    per_product: false,
                    assumed: true,
                });
            }
            let (id, title) = named(option, assessment);
            let planned = |id: &str| plans.options.iter().any(|plan| plan.id == id);
            let contains = inner.map(|one| one.id.clone()).filter(|id| planned(id));
            if let (Some(inner), None) = (inner, &contains) {
                plans.words.push(format!(
                    "{part}: it stands on “{}”, and nothing in this dossier is assessed for that, so its step is missing here",
                    inner.title
                ));
            }
            let cost = made.as_ref().map(|one| match work_only {
                Some(_) => self.by_year(&one.fees, &one.certificate, &one.certificate),
                None => {
                    let sum: Vec<f64> = one.work.iter().zip(&one.fees).map(|(work, fee)| work + fee).collect();
                    self.by_year(&sum, &one.begin, &one.certificate)
                }
            });
            plans.options.push(OptionPlan {
                id,
                title,
                contains,
                certificates,
                closes,
                cost: cost.unwrap_or_default(),
                months: made.as_ref().map(|one| uncertain(&one.certificate)),
                upkeep: made.as_ref().map_or(Range::point(0.0), |one| one.upkeep),
                per_product: option.per_product,
                assumed: true,
            });
            plans.words.extend(made.as_ref().map(|one| one.words.clone()));
            drawn.push((part, made));
        }
        plans
    }

    /// The draws of one part; `None` where nothing is assumed about it.
    fn draw(&self, part: &str, assessment: &Assessment<'_>, begin: Option<&[f64]>) -> Option<Drawn> {
        let default = self.defaults.part(part)?;
        let (open, all) = open_rows(assessment);
        let share = if all == 0 { 0.0 } else { open as f64 / all as f64 };
        let mut stage: Stage = default.stage.clone();
        for phase in stage.hours.iter_mut().filter(|phase| self.closes_rows(assessment, &phase.phase)) {
            phase.hours = phase.hours.times(share);
        }
        let settings = &self.defaults.settings;
        let seed = Seed(self.seed);
        let StageForecast { mut ready, mut certificate, .. } =
            forecast_stages(std::slice::from_ref(&stage), settings, seed, self.draws).pop()?;
        ready.push(stage.likely_hours() / (stage.people * settings.hours_per_month));
        certificate.push(stage.months_at_likely(settings));
        // Rates and fees are drawn under the names that the plan gives them, so that both mean the same draws.
        let people: f64 = self.actions.skills.iter().flat_map(|skill| &skill.people).sum();
        let mut rates: Vec<_> = (self.actions.skills.iter())
            .map(|skill| {
                let weight = skill.people.iter().sum::<f64>() / people.max(f64::MIN_POSITIVE);
                (seed.stream(&format!("rate/{}", skill.id)), skill.rate_per_hour.times(weight))
            })
            .collect();
        let mut fees: Vec<_> = (self.actions.fees.iter())
            .filter(|fee| fee.part == part && !fee.yearly)
            .map(|fee| (seed.stream(&format!("{}/fee/{}", fee.part, fee.id)), fee.amount))
            .collect();
        let hours_a_month = stage.people * settings.hours_per_month;
        let (mut work, mut paid) = (Vec::new(), Vec::new());
        for (draw, month) in ready.iter().enumerate() {
            // The last one is no draw but the likely value.
            let likely = draw == self.draws;
            let sum = |list: &mut Vec<(plan::Stream, plan::Range)>| -> f64 {
                let one = |(stream, range): &mut (plan::Stream, plan::Range)| {
                    if likely { range.likely } else { range.at(stream.normal()).max(0.0) }
                };
                list.iter_mut().map(one).sum()
            };
            work.push(month * hours_a_month * sum(&mut rates));
            paid.push(sum(&mut fees));
        }
        let begin = begin.map_or_else(|| vec![0.0; ready.len()], <[f64]>::to_vec);
        let later = |months: Vec<f64>| months.iter().zip(&begin).map(|(month, begin)| month + begin).collect();
        let (ready, certificate) = (later(ready), later(certificate));
        let yearly = self.actions.fees.iter().filter(|fee| fee.part == part && fee.yearly).map(|fee| fee.amount);
        let [low, likely, high] =
            yearly.fold([0.0; 3], |sum, one| [sum[0] + one.low, sum[1] + one.likely, sum[2] + one.high]);
        let bases: BTreeSet<&str> =
            (self.actions.fees.iter().filter(|fee| fee.part == part)).map(|fee| fee.basis.as_str()).collect();
        let bases: Vec<&str> = bases.into_iter().collect();
        let words = format!(
            "{part}: {open} of {all} rows are open, so {:.0} of {:.0} hours at likely, {} people; fees and rates {}; {}",
            stage.likely_hours(),
            default.stage.likely_hours(),
            stage.people,
            bases.join(", "),
            default.basis
        );
        let upkeep = Range::new(low, likely, high).unwrap_or(Range::point(likely));
        Some(Drawn { begin, ready, certificate, work, fees: paid, upkeep, words })
    }

    /// Does work of this phase close rows? What an assessment needs in any case does not shrink with the rows.
    fn closes_rows(&self, assessment: &Assessment<'_>, phase: &str) -> bool {
        let standard = &assessment.edition.head.key.standard;
        let of = self.actions.actions.iter().filter(|action| action.edition.standard == *standard);
        of.filter(|action| action.phase == phase).any(|action| !action.closes.is_empty() || !action.partly.is_empty())
    }

    /// Amounts spread evenly over the months in which they fall, year by year; what is past the horizon is left out.
    fn by_year(&self, amounts: &[f64], from: &[f64], to: &[f64]) -> Vec<Uncertain> {
        let mut years: Vec<Vec<f64>> = vec![Vec::with_capacity(amounts.len()); self.years];
        for ((amount, from), to) in amounts.iter().zip(from).zip(to) {
            for (year, sums) in years.iter_mut().enumerate() {
                let begins = YEAR * year as f64;
                let inside = if to > from {
                    ((to.min(begins + YEAR) - from.max(begins)) / (to - from)).max(0.0)
                } else {
                    f64::from(u8::from(*from >= begins && *from < begins + YEAR))
                };
                sums.push(amount * inside);
            }
        }
        while years.len() > 1 && years.last().is_some_and(|year| year.iter().all(|one| *one == 0.0)) {
            years.pop();
        }
        years.iter().map(|year| uncertain(year)).collect()
    }
}

/// Draws with the likely value behind them.
fn uncertain(values: &[f64]) -> Uncertain {
    let (likely, values) = values.split_last().map_or((0.0, &[][..]), |(likely, values)| (*likely, values));
    Uncertain::Draws { values: values.to_vec(), likely }
}

/// The level that a certificate would name: the lowest of the target.
pub(crate) fn level(assessment: &Assessment<'_>) -> Option<SecurityLevel> {
    match assessment.ask.target {
        Some(Goal::Levels(target)) => target.0.into_iter().min(),
        _ => None,
    }
}

/// `product-sl2` and `4-1, then 4-2 at SL 2`: an option with levels is one for each level.
fn named(option: &decide::OptionWords, assessment: &Assessment<'_>) -> (String, String) {
    match level(assessment) {
        Some(level) => {
            (format!("{}-sl{}", option.id, level.number()), format!("{} at SL {}", option.title, level.number()))
        }
        None => (option.id.clone(), option.title.clone()),
    }
}

/// Is the row asked for at the target, and does it apply?
fn wanted(assessment: &Assessment<'_>, standing: &assess::Standing<'_>) -> bool {
    let requirement = &assessment.edition.requirements[standing.requirement];
    let reached = match (assessment.ask.target, requirement.fr, requirement.level) {
        (Some(Goal::Levels(target)), Some(fr), Some(level)) => level <= target.0[fr as usize],
        _ => true,
    };
    reached && requirement.is_asked() && !assessment.stand(standing).is_not_applicable()
}

/// The rows that the option closes at its level.
fn closes(assessment: &Assessment<'_>) -> BTreeSet<Item> {
    let wanted = assessment.standings.iter().filter(|standing| wanted(assessment, standing));
    wanted.map(|standing| item(assessment, standing)).collect()
}

/// How many of the wanted rows are open, and how many there are.
fn open_rows(assessment: &Assessment<'_>) -> (usize, usize) {
    let wanted: Vec<_> = assessment.standings.iter().filter(|standing| wanted(assessment, standing)).collect();
    let open = wanted.iter().filter(|standing| !assessment.stand(standing).counts(assessment.weakest_way())).count();
    (open, wanted.len())
}

/// A standing as the item on which objectives hang.
pub(crate) fn item(assessment: &Assessment<'_>, standing: &assess::Standing<'_>) -> Item {
    let edition = assessment.edition;
    Item::Row(edition.head.key.standard.clone(), edition.requirements[standing.requirement].id.clone())
}
