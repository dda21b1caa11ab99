//! Which rows are open under a target, and what does it take to close them? The library meets the editions.

use std::collections::BTreeMap;

use catalogue::Edition;
use model::{ComponentTypes, FeatureId, FoundationalRequirement, RequirementId, SecurityLevel, TargetVector};

use crate::action::{Action, RowOf, Skill};
use crate::cover::{Cover, CoverAction, CoverRow};
use crate::library::Library;
use crate::route::{self, Limit};

/// What is to be reached in one edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Levels of foundational requirements; where one is above 0, the rows without one (the constraints) count too.
    Levels(TargetVector),
    /// Every row that applies, as parts with maturity levels ask.
    Every,
}

/// One edition in a plan: who it is about, what is met already, what is to be reached.
#[derive(Debug, Clone)]
pub struct Scope<'a> {
    /// The edition.
    pub edition: &'a Edition,
    /// The component types of the product; ignored where the edition has none.
    pub types: ComponentTypes,
    /// Features that the product is declared not to have.
    pub absent: &'a [FeatureId],
    /// Rows that are met already.
    pub met: &'a [RequirementId],
    /// What is to be reached.
    pub target: Target,
}

/// In what a route is cheap.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Likely hours, in minutes.
    Minutes,
    /// Likely hours times rate, and fees, in cents of the currency.
    Cents,
}

/// A route in terms of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chosen {
    /// Indices into the library's actions, in rising order.
    pub actions: Vec<usize>,
    /// What they cost together, in the measure's unit.
    pub cost: u64,
    /// Is it certain that nothing cheaper does?
    pub proved: bool,
    /// Nothing cheaper than this exists.
    pub bound: u64,
    /// Rows that no action of the library closes.
    pub unreachable: Vec<RowOf>,
}

/// The cheapest way to the next level of one foundational requirement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextLevel {
    /// The foundational requirement.
    pub fr: FoundationalRequirement,
    /// The level that it has.
    pub from: SecurityLevel,
    /// The level above.
    pub to: SecurityLevel,
    /// What leads there; what several need is paid in each, so that these costs do not add up.
    pub chosen: Chosen,
}

/// The best that a budget buys, in one edition with levels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BestLevels {
    /// The level of each foundational requirement that has rows.
    pub levels: Vec<(FoundationalRequirement, SecurityLevel)>,
    /// The level of all of them with the constraints.
    pub headline: SecurityLevel,
    /// The cheapest way there.
    pub chosen: Chosen,
}

struct Row {
    scope: usize,
    requirement: usize,
    met: bool,
}

/// Scopes and library as one problem; build it once, ask it often.
pub struct Work<'a> {
    scopes: &'a [Scope<'a>],
    library: &'a Library,
    cover: Cover,
    rows: Vec<Row>,
    is_done: Vec<bool>,
}

impl<'a> Work<'a> {
    /// Joins scopes and library.
    ///
    /// In: ids of actions that are done already, whatever the rows say. An action also counts as done where every row
    /// that it touches within the scopes is met.
    pub fn new(library: &'a Library, scopes: &'a [Scope<'a>], done: &[&str], measure: Measure) -> Self {
        let mut rows = Vec::new();
        for (index, scope) in scopes.iter().enumerate() {
            for requirement in 0..scope.edition.requirements.len() {
                if applies(scope, requirement) {
                    let met = scope.met.contains(&scope.edition.requirements[requirement].id);
                    rows.push(Row { scope: index, requirement, met });
                }
            }
        }
        let at: BTreeMap<RowOf, usize> =
            rows.iter().enumerate().map(|(index, row)| (row_of(scopes, row), index)).collect();
        let is_done: Vec<bool> = library
            .actions
            .iter()
            .map(|action| {
                let mut touched = action.closes.iter().chain(&action.partly).filter_map(|row| at.get(row)).peekable();
                let all_met = touched.peek().is_some() && touched.all(|index| rows[*index].met);
                all_met || done.contains(&&*action.id)
            })
            .collect();
        let actions = library
            .actions
            .iter()
            .enumerate()
            .map(|(index, action)| CoverAction {
                cost: if is_done[index] { 0 } else { cost(action, &library.skills, measure) },
                needs: action
                    .after
                    .iter()
                    .filter(|_| !is_done[index])
                    .map(|name| library.called(name))
                    .filter(|list| !list.iter().any(|needed| is_done[*needed]))
                    .collect(),
            })
            .collect();
        let mut cover_rows: Vec<CoverRow> = rows.iter().map(|_| CoverRow::default()).collect();
        let mut portions: BTreeMap<(usize, &str), Vec<usize>> = BTreeMap::new();
        for (index, action) in library.actions.iter().enumerate() {
            for row in action.closes.iter().filter_map(|row| at.get(row)) {
                cover_rows[*row].full.push(index);
            }
            for row in action.partly.iter().filter_map(|row| at.get(row)) {
                portions.entry((*row, action.instead_of.as_deref().unwrap_or(&action.id))).or_default().push(index);
            }
        }
        for ((row, _), list) in portions {
            cover_rows[row].portions.push(list);
        }
        Self { scopes, library, cover: Cover { actions, rows: cover_rows, always: Vec::new() }, rows, is_done }
    }

    /// The rows that are open under the scopes' targets.
    pub fn open(&self) -> Vec<RowOf> {
        self.wanted(None).iter().map(|row| row_of(self.scopes, &self.rows[*row])).collect()
    }

    /// The cheapest way to all targets at once.
    pub fn cheapest(&self, limit: Limit) -> Chosen {
        self.route(&self.wanted(None), limit)
    }

    /// The cheapest way with another target for the editions with levels: "what if this one only has to reach 1?"
    pub fn cheapest_with(&self, target: TargetVector, limit: Limit) -> Chosen {
        self.route(&self.wanted(Some(target)), limit)
    }

    /// The cheapest next level of each foundational requirement that has one, in the scope with this index.
    pub fn next_levels(&self, scope: usize, limit: Limit) -> Vec<NextLevel> {
        let mut next = Vec::new();
        for fr in FoundationalRequirement::ALL {
            let ladder = self.ladder(scope, fr);
            let from = ladder.iter().take_while(|rows| rows.is_empty()).count();
            // A level whose own rows are all met is no step: the next step is the first with an open row.
            let (Some(from), Some(to)) = (level(from), level(from + 1)) else { continue };
            let wanted: Vec<usize> = ladder[..usize::from(to.number())].iter().flatten().copied().collect();
            next.push(NextLevel { fr, from, to, chosen: self.route(&wanted, limit) });
        }
        next
    }

    /// The best levels that a budget buys in the scope with this index; the budget in the measure's unit.
    pub fn best_within(&self, scope: usize, budget: u64, limit: Limit) -> BestLevels {
        self.best_towards(scope, TargetVector::uniform(SecurityLevel::ASKED[3]), budget, limit)
    }

    /// The same on the way to a target: what lies beyond it is worth nothing.
    pub fn best_towards(&self, scope: usize, target: TargetVector, budget: u64, limit: Limit) -> BestLevels {
        let frs: Vec<FoundationalRequirement> = FoundationalRequirement::ALL
            .into_iter()
            .filter(|fr| self.rows_of(scope).any(|(_, requirement)| requirement.fr == Some(*fr)))
            .collect();
        let ladder = |fr: &FoundationalRequirement| {
            let mut ladder = self.ladder(scope, *fr);
            ladder.truncate(usize::from(target.get(*fr).number()));
            ladder
        };
        let ladders: Vec<_> = frs.iter().map(ladder).collect();
        let ground: Vec<usize> = self
            .rows_of(scope)
            .filter(|(index, requirement)| requirement.fr.is_none() && !self.rows[*index].met)
            .map(|(index, _)| index)
            .collect();
        let any: Vec<usize> = ladders.iter().flatten().flatten().chain(&ground).copied().collect();
        let cover = self.with_frame(&any);
        let bought = route::best_within(&cover, &ladders, &ground, budget, limit);
        BestLevels {
            levels: frs
                .into_iter()
                .zip(bought.levels.iter().map(|number| level(*number).unwrap_or_default()))
                .collect(),
            headline: level(bought.headline).unwrap_or_default(),
            chosen: Chosen { proved: bought.proved, ..self.in_words(bought.route) },
        }
    }

    fn rows_of(&self, scope: usize) -> impl Iterator<Item = (usize, &catalogue::Requirement)> {
        let edition = self.scopes.get(scope).map(|scope| scope.edition);
        self.rows
            .iter()
            .enumerate()
            .filter(move |(_, row)| row.scope == scope)
            .filter_map(move |(index, row)| Some((index, &edition?.requirements[row.requirement])))
    }

    /// The open rows of a foundational requirement by the level that asks for them first.
    fn ladder(&self, scope: usize, fr: FoundationalRequirement) -> Vec<Vec<usize>> {
        let mut ladder = vec![Vec::new(); SecurityLevel::ASKED.len()];
        for (index, requirement) in self.rows_of(scope) {
            if let (true, Some(level), false) = (requirement.fr == Some(fr), requirement.level, self.rows[index].met) {
                ladder[usize::from(level.number().saturating_sub(1))].push(index);
            }
        }
        ladder
    }

    fn wanted(&self, instead: Option<TargetVector>) -> Vec<usize> {
        let asked = |row: &Row| {
            let scope = &self.scopes[row.scope];
            let requirement = &scope.edition.requirements[row.requirement];
            match (scope.target, instead) {
                (Target::Every, _) => true,
                (Target::Levels(_), Some(target)) | (Target::Levels(target), None) => match requirement.fr {
                    Some(fr) => requirement.level.is_some_and(|level| level <= target.get(fr)),
                    None => target.0.iter().any(|level| *level > SecurityLevel::ZERO),
                },
            }
        };
        (0..self.rows.len()).filter(|index| !self.rows[*index].met && asked(&self.rows[*index])).collect()
    }

    /// The cover with the actions that belong to every plan which opens their edition.
    fn with_frame(&self, wanted: &[usize]) -> Cover {
        let opens = |action: &Action| {
            wanted.iter().any(|row| self.scopes[self.rows[*row].scope].edition.head.key == action.edition)
        };
        let actions = self.library.actions.iter().enumerate();
        let always = actions.filter(|(_, action)| action.always && opens(action)).map(|(index, _)| index).collect();
        Cover { always, ..self.cover.clone() }
    }

    fn route(&self, wanted: &[usize], limit: Limit) -> Chosen {
        self.in_words(route::cheapest(&self.with_frame(wanted), wanted, limit))
    }

    fn in_words(&self, route: route::Route) -> Chosen {
        Chosen {
            actions: route.chosen.into_iter().filter(|action| !self.is_done[*action]).collect(),
            cost: route.cost,
            proved: route.proved,
            bound: route.bound,
            unreachable: route.unreachable.iter().map(|row| row_of(self.scopes, &self.rows[*row])).collect(),
        }
    }
}

fn level(number: usize) -> Option<SecurityLevel> {
    u8::try_from(number).ok().and_then(SecurityLevel::new)
}

fn row_of(scopes: &[Scope<'_>], row: &Row) -> RowOf {
    let edition = scopes[row.scope].edition;
    RowOf { standard: edition.head.key.standard.clone(), id: edition.requirements[row.requirement].id.clone() }
}

/// Can the row be asked of this product? What enhances a row that does not apply does not apply either.
fn applies(scope: &Scope<'_>, index: usize) -> bool {
    let requirement = &scope.edition.requirements[index];
    let typed = !scope.edition.head.component_types || requirement.types.intersects(scope.types);
    let featured = requirement.feature.as_ref().is_none_or(|feature| !scope.absent.contains(feature));
    let parent = requirement
        .parent
        .is_none_or(|parent| !scope.edition.requirements[parent].is_asked() || applies(scope, parent));
    requirement.is_asked() && typed && featured && parent
}

/// What an action costs at its likely figures, in whole units of the measure.
fn cost(action: &Action, skills: &[Skill], measure: Measure) -> u64 {
    let amount = match measure {
        Measure::Minutes => action.likely_hours() * 60.0,
        Measure::Cents => {
            let rate =
                |id: &str| skills.iter().find(|skill| *skill.id == *id).map_or(0.0, |skill| skill.rate_per_hour.likely);
            let hours: f64 = action.efforts.iter().map(|effort| effort.hours.likely * rate(&effort.skill)).sum();
            (hours + action.fee.map_or(0.0, |fee| fee.likely)) * 100.0
        }
    };
    amount.round().max(0.0) as u64
}
