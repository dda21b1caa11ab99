//! What does each step of a decision cost, and when has it its effect? The same actions, schedule and draws as the plan's.

use std::collections::{BTreeMap, BTreeSet};

use assess::Assessment;
use decide::{Item, OptionPlan, Range, Uncertain};
use model::{Date, Goal, StandardId};
use plan::{Draws, Figures, Limit, Measure, Outline, PartDefault, Planned, Seed, Tasks, Terms, Work, default_team};

use crate::plan_terms::Ground;
use crate::plans::{Aim, done_after, done_with};

/// Months in a year.
const YEAR: f64 = 12.0;
/// Cents in a whole unit of the currency.
const CENTS: f64 = 100.0;

/// What plans are made from.
pub(crate) struct Planning<'a> {
    /// The subject's and its process' assessments, those without levels or maturity left out.
    pub(crate) assessments: &'a [Assessment<'a>],
    pub(crate) library: &'a decide::Library,
    pub(crate) ground: &'a Ground,
    /// The certificates of the assessed parts that are there already, by standard, with what a page says of each.
    pub(crate) held: &'a BTreeMap<StandardId, String>,
    /// The day of the decision, from which its years count.
    pub(crate) today: Date,
    pub(crate) seed: u64,
    pub(crate) draws: usize,
    /// Years of cash, the first included.
    pub(crate) years: usize,
}

/// The options in the fixed order of nesting, and in words from what they come.
pub(crate) struct Plans {
    pub(crate) options: Vec<OptionPlan>,
    /// The options that are in place, the inner ones first.
    pub(crate) held: Vec<String>,
    pub(crate) words: Vec<String>,
}

/// `4-1` for the standard whose part it is.
pub(crate) fn part_of(standard: &str) -> &str {
    standard.trim_start_matches("iec62443-")
}

/// Everything drawn for one part. Months are counted by the plan's working time until [`Planning::by_calendar`].
struct Drawn {
    begin: Figures,
    outline: Outline,
    /// The open rows that the actions close.
    closes: BTreeSet<Item>,
    upkeep: Range,
    words: String,
}

impl Planning<'_> {
    /// The options that fit the subject's standards.
    pub(crate) fn plans(&self) -> Plans {
        let assessed = |id: &str| self.assessments.iter().find(|one| one.edition.head.key.standard.as_str() == id);
        let wanted = |certificates: &[String]| certificates.iter().all(|id| assessed(id).is_some());
        let mut plans = Plans { options: Vec::new(), held: Vec::new(), words: Vec::new() };
        let mut drawn: Vec<(String, Option<Drawn>)> = Vec::new();
        let mut done: Vec<String> = Vec::new();
        for option in
            self.library.options.iter().filter(|one| !one.certificates.is_empty() && wanted(&one.certificates))
        {
            let Some(assessment) = option.certificates.first().and_then(|id| assessed(id)) else { continue };
            if let Some(words) = self.held.get(&assessment.edition.head.key.standard) {
                plans.held.extend(self.within(option, named(option, "", Aim::of(assessment).0).0));
                plans.words.push(words.clone());
                done.extend(done_with(&self.ground.library, assessment.edition));
                continue;
            }
            let part = part_of(&option.certificates[0]).to_owned();
            let inner = option.contains.as_deref().and_then(|id| self.library.options.iter().find(|one| one.id == id));
            let after = inner.and_then(|one| one.certificates.first()).map(|id| part_of(id));
            let begin = after.and_then(|part| drawn.iter().find(|(known, _)| known == part)?.1.as_ref());
            let begin = begin.map(|one| one.outline.certificate.clone()).unwrap_or_default();
            let made = self.draw(&part, assessment, begin, &mut done);
            let (aim, _) = Aim::of(assessment);
            let closes = made.as_ref().map_or_else(|| asked_rows(assessment, aim), |one| one.closes.clone());
            let certificates: Vec<StandardId> = option.certificates.iter().map(|id| StandardId::new(id)).collect();
            let months = |pick: fn(&Drawn) -> &Figures| made.as_ref().map(|one| self.by_calendar(pick(one)));
            let (from, ready) = (months(|one| &one.begin), months(|one| &one.outline.ready));
            let certificate = months(|one| &one.outline.certificate);
            let spread = |amount: fn(&Outline) -> Figures, from: &Option<Figures>, to: &Option<Figures>| {
                let (made, from, to) = (made.as_ref()?, from.as_ref()?, to.as_ref()?);
                Some(self.by_year(&amount(&made.outline), from, to))
            };
            // The same work without anybody from outside is an option of its own, where the library has one.
            let work_only = inner.filter(|one| one.certificates.is_empty());
            if let Some(inner) = work_only {
                plans.options.push(OptionPlan {
                    id: inner.id.clone(),
                    title: inner.title.clone(),
                    contains: None,
                    certificates: Vec::new(),
                    closes: closes.clone(),
                    cost: spread(|one| one.work.clone(), &from, &ready).unwrap_or_default(),
                    months: ready.clone().map(uncertain),
                    upkeep: Range::point(0.0),
                    per_product: false,
                    assumed: true,
                });
            }
            let is_held = |id: &str| plans.held.iter().any(|held| held == id);
            let title = if inner.is_some_and(|one| is_held(&one.id)) { &option.alone } else { &option.title };
            let (id, title) = named(option, title, aim);
            let planned = |id: &str| plans.options.iter().any(|plan| plan.id == id);
            let contains = inner.map(|one| one.id.clone()).filter(|id| planned(id));
            if let (Some(inner), None) = (inner.filter(|one| !is_held(&one.id)), &contains) {
                plans.words.push(format!(
                    "{part}: it stands on “{}”, and nothing in this dossier is assessed for that, so its step is missing here",
                    inner.title
                ));
            }
            let cost = match work_only {
                Some(_) => spread(|one| one.fees.clone(), &certificate, &certificate),
                None => spread(both, &from, &certificate),
            };
            plans.options.push(OptionPlan {
                id,
                title,
                contains,
                certificates,
                closes,
                cost: cost.unwrap_or_default(),
                months: certificate.map(uncertain),
                upkeep: made.as_ref().map_or(Range::point(0.0), |one| one.upkeep),
                per_product: option.per_product,
                assumed: true,
            });
            plans.words.extend(made.as_ref().map(|one| one.words.clone()));
            drawn.push((part, made));
        }
        plans
    }

    /// An option that is in place, with those that it contains and that are in place with it, the inner ones first.
    fn within(&self, option: &decide::OptionWords, id: String) -> Vec<String> {
        let mut ids = vec![id];
        let mut inner = option.contains.as_deref();
        // An option contains only what stands before it, so this ends.
        while let Some(found) = inner.and_then(|id| self.library.options.iter().find(|one| one.id == id)) {
            if found.certificates.is_empty() {
                ids.insert(0, found.id.clone());
            }
            inner = found.contains.as_deref();
        }
        ids
    }

    /// The draws of one part, and what is done after it; `None` where there are no actions for it or nobody to do them.
    fn draw(&self, part: &str, assessment: &Assessment<'_>, begin: Figures, done: &mut Vec<String>) -> Option<Drawn> {
        let Ground { library, defaults, .. } = self.ground;
        let PartDefault { stage, basis, .. } = defaults.part(part)?;
        library.actions.iter().find(|action| action.edition == assessment.edition.head.key)?;
        let (aim, _) = Aim::of(assessment);
        let met = aim.met(assessment);
        let scopes = [aim.scope(assessment, &met)];
        let before: Vec<&str> = done.iter().map(String::as_str).collect();
        let work = Work::new(library, &scopes, &before, Measure::Cents);
        let chosen = work.cheapest(Limit::default());
        let tasks = Tasks::new(library, &defaults.phases, &chosen.actions, &default_team(&library.skills)).ok()?;
        let planned = Planned {
            part,
            library,
            phases: &defaults.phases,
            tasks: &tasks,
            audit: stage.audit,
            settings: defaults.settings,
        };
        let draws = Draws::new(&planned, &begin.draws, Seed(self.seed), self.draws);
        let outline = draws.outline(begin.likely);
        let fees = || library.fees.iter().filter(|fee| fee.part == part);
        let yearly = fees().filter(|fee| fee.yearly).map(|fee| fee.amount);
        let [low, likely, high] =
            yearly.fold([0.0; 3], |sum, one| [sum[0] + one.low, sum[1] + one.likely, sum[2] + one.high]);
        let rates = library.skills.iter().map(|skill| skill.basis.as_str());
        let bases: BTreeSet<&str> = fees().map(|fee| fee.basis.as_str()).chain(rates).collect();
        let stated = bases.iter().filter(|basis| basis.contains(Terms::STATED)).count();
        let quoted = match (stated, bases.len()) {
            (0, _) => bases.into_iter().collect::<Vec<_>>().join(" or "),
            (some, all) if some == all && all == 1 => Terms::STATED.to_owned(),
            _ => format!("partly {}, the rest assumed, not quoted", Terms::STATED),
        };
        let hours: f64 =
            chosen.actions.iter().map(|index| library.actions[*index].likely_hours()).fold(0.0, |a, b| a + b);
        let unreachable = match chosen.unreachable.len() {
            0 => String::new(),
            count => format!("; for {} there is no action, so neither work nor effect is in it", counted(count, "row")),
        };
        let work_to_do = match chosen.actions.len() {
            0 => "nothing is planned but the audit".to_owned(),
            count => format!("{} of about {hours:.0} hours", counted(count, "action")),
        };
        let short = match assessment.ask.target {
            Some(Goal::Maturity(wanted)) if matches!(aim, Aim::Maturity(level) if level < wanted) => {
                format!(", short of {wanted}, which needs time in use")
            }
            None => ", assumed, since the dossier states no target".to_owned(),
            _ => String::new(),
        };
        let words = format!(
            "{part} to {}{short}: {} open, {work_to_do}{unreachable}; rates and fees {quoted}; days {basis}",
            aim.words(),
            counted(work.open().len(), "row"),
        );
        let closed = work.open().into_iter().filter(|row| !chosen.unreachable.contains(row));
        let closes = closed.map(|row| Item::Row(row.standard, row.id)).collect();
        done.extend(done_after(library, assessment.edition, &met, &chosen.actions));
        let upkeep = Range::new(low, likely, high).unwrap_or(Range::point(likely));
        Some(Drawn { begin, outline, closes, upkeep, words })
    }

    /// Months of the plan's working time as months from the day of the decision: the plan may begin later, and pause.
    fn by_calendar(&self, months: &Figures) -> Figures {
        let mut all = months.draws.clone();
        all.resize(self.draws, 0.0);
        all.push(months.likely);
        let mut draws = self.ground.calendar.months_from(self.today, &all);
        let likely = draws.pop().unwrap_or_default();
        Figures { draws, likely }
    }

    /// Amounts in cents spread evenly over the months in which they fall, year by year, in whole units; what lies past the
    /// horizon is one year more.
    fn by_year(&self, amounts: &Figures, from: &Figures, to: &Figures) -> Vec<Uncertain> {
        let in_year = |year: usize, amount: f64, from: f64, to: f64| {
            let begins = YEAR * year as f64;
            let ends = if year < self.years { begins + YEAR } else { f64::INFINITY };
            let inside = if to > from {
                ((to.min(ends) - from.max(begins)) / (to - from)).max(0.0)
            } else {
                f64::from(u8::from(from >= begins && from < ends))
            };
            amount / CENTS * inside
        };
        let of = |year: usize| Figures {
            draws: (amounts.draws.iter().zip(&from.draws).zip(&to.draws))
                .map(|((amount, from), to)| in_year(year, *amount, *from, *to))
                .collect(),
            likely: in_year(year, amounts.likely, from.likely, to.likely),
        };
        let mut years: Vec<Figures> = (0..=self.years).map(of).collect();
        let empty = |year: &Figures| year.likely == 0.0 && year.draws.iter().all(|one| *one == 0.0);
        while years.len() > 1 && years.last().is_some_and(empty) {
            years.pop();
        }
        years.into_iter().map(uncertain).collect()
    }
}

/// The work and the fees of a part together.
fn both(outline: &Outline) -> Figures {
    let (work, fees) = (&outline.work, &outline.fees);
    Figures {
        draws: work.draws.iter().zip(&fees.draws).map(|(work, fees)| work + fees).collect(),
        likely: work.likely + fees.likely,
    }
}

fn uncertain(figures: Figures) -> Uncertain {
    Uncertain::Draws { values: figures.draws, likely: figures.likely }
}

/// `1 row`, `3 rows`.
fn counted(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// `product-sl2` and `4-1, then 4-2 at SL 2`: an option with levels is one for each level, named by the lowest.
fn named(option: &decide::OptionWords, title: &str, aim: Aim) -> (String, String) {
    match aim {
        Aim::Levels(target) => {
            let level = target.0.into_iter().min().unwrap_or_default().number();
            (format!("{}-sl{level}", option.id), format!("{title} at SL {level}"))
        }
        Aim::Maturity(_) => (option.id.clone(), title.to_owned()),
    }
}

/// The rows that nothing is planned for close nothing; where there is no library of actions at all, somebody closes what
/// the target asks.
fn asked_rows(assessment: &Assessment<'_>, aim: Aim) -> BTreeSet<Item> {
    let wanted = |standing: &&assess::Standing<'_>| {
        let requirement = &assessment.edition.requirements[standing.requirement];
        let reached = match (aim, requirement.fr, requirement.level) {
            (Aim::Levels(target), Some(fr), Some(level)) => level <= target.0[fr as usize],
            _ => true,
        };
        reached && requirement.is_asked() && !assessment.stand(standing).is_not_applicable()
    };
    assessment.standings.iter().filter(wanted).map(|standing| item(assessment, standing)).collect()
}

/// A standing as the item on which objectives hang.
pub(crate) fn item(assessment: &Assessment<'_>, standing: &assess::Standing<'_>) -> Item {
    let edition = assessment.edition;
    Item::Row(edition.head.key.standard.clone(), edition.requirements[standing.requirement].id.clone())
}
