//! What is watched after a decision? Objectives, situations, measurements, and why to look again.

use decide::{Answer, Expected, Fired, Inputs, Item, Look, Recommendation, Stuck, looks, watched};
use model::Date;

use super::{DecisionParts, short};
use crate::decision::{
    ConditionStateResult, ExpectedResult, ForecastResult, MeasuredResult, MeasurementResult, ObjectiveResult,
    ScenarioResult,
};
use crate::decision_words::number;
use crate::signed_off::{InputChangeResult, LookResult, StandingsResult};

/// The page that was signed off says what is expected.
const SIGNED_OFF: &str = "signed-off";
/// Today's forecasts do.
const TODAY: &str = "today";

/// What of an objective is another today than when it was signed off.
fn changed(then: &Expected, now: &decide::ObjectiveRow) -> Vec<InputChangeResult> {
    let figures = [
        ("baseline", then.baseline.to_string(), now.baseline.to_string()),
        ("target", then.target.to_string(), now.target.to_string()),
        ("day", then.date.to_string(), now.date.to_string()),
    ];
    let changed = figures.into_iter().filter(|(_, then, now)| then != now);
    changed
        .map(|(what, then, now)| InputChangeResult { input: what.to_owned(), from: Some(then), to: Some(now) })
        .collect()
}

impl DecisionParts<'_> {
    pub(super) fn objectives(&self) -> Vec<ObjectiveResult> {
        let expected = self.expected();
        let one = |row: &decide::ObjectiveRow| {
            let words = self.library.objective(&row.objective);
            let forecasts = self.situation.options.iter().zip(&row.options);
            ObjectiveResult {
                id: row.objective.clone(),
                title: words.map(|one| one.title.clone()).unwrap_or_default(),
                attribute: row.attribute.clone(),
                unit: words.map(|one| one.unit.clone()).unwrap_or_default(),
                counts: words.map_or("work", |one| one.counts.id()),
                baseline: row.baseline,
                baseline_assumed: row.baseline_assumed,
                target: row.target,
                date: row.date.to_string(),
                owner: row.owner.clone(),
                stuck: row.stuck.map(|stuck| match stuck {
                    Stuck::NothingLeft => "all that it hangs on is shown today: the standard cannot move it further",
                    Stuck::NothingApplies => "nothing that it hangs on applies here",
                }),
                forecasts: forecasts
                    .map(|(plan, forecast)| ForecastResult {
                        option: plan.id.clone(),
                        value: forecast.value[1],
                        measure: forecast.measure,
                    })
                    .collect(),
                expected: expected.iter().find(|(one, _)| one.objective == row.objective).map(|(one, by)| {
                    ExpectedResult {
                        option: self.in_force().unwrap_or_default().to_owned(),
                        by,
                        baseline: one.baseline,
                        target: one.target,
                        date: one.date.to_string(),
                        band: one.band,
                        changed: changed(one, row),
                    }
                }),
                measurements: self
                    .known()
                    .filter(|one| one.objective == row.objective)
                    .map(|one| MeasurementResult {
                        date: one.date.to_string(),
                        value: one.value,
                        events: one.events,
                        few: decide::are_few(one.events),
                    })
                    .collect(),
            }
        };
        self.decision.objectives.iter().map(one).collect()
    }

    pub(super) fn scenarios(&self) -> Vec<ScenarioResult> {
        let one = |state: &decide::ScenarioState| {
            let words = self.library.scenarios.iter().find(|known| known.id == state.scenario)?;
            Some(ScenarioResult {
                id: state.scenario.clone(),
                title: words.title.clone(),
                side: state.side.id(),
                state: match state.fired {
                    Fired::Fired => "fired",
                    Fired::NotFired => "not-fired",
                    Fired::Unknown => "unknown",
                },
                says: words.says.clone(),
                source: words.source.clone(),
                question: words.question.clone(),
                conditions: state
                    .conditions
                    .iter()
                    .map(|one| ConditionStateResult {
                        fact: one.condition.fact.clone(),
                        test: one.condition.test.id(),
                        threshold: one.condition.threshold,
                        answer: match one.answer {
                            Answer::Unknown => "unknown".to_owned(),
                            Answer::YesNo(true) => "yes".to_owned(),
                            Answer::YesNo(false) => "no".to_owned(),
                            Answer::Number(value) => number(value),
                        },
                        unit: one.unit.clone(),
                        holds: one.holds,
                        distance: one.distance,
                    })
                    .collect(),
            })
        };
        let mut list: Vec<ScenarioResult> = self.decision.scenarios.iter().filter_map(one).collect();
        // What speaks for it first; within a side what fired, then what nobody knows.
        let place = |word: &str| ["fired", "unknown", "not-fired"].iter().position(|one| *one == word);
        list.sort_by_key(|one| (one.side != "favours", place(one.state)));
        list
    }

    /// Measurements until the day; later ones are not known on it.
    fn known(&self) -> impl Iterator<Item = &decide::Measurement> {
        self.inputs.measurements.iter().filter(|one| one.date <= self.situation.today)
    }

    /// The day of the sign-off in force; the last day on which somebody stated an importance where there is none, and the
    /// day itself where nobody did before it.
    pub(super) fn stated(&self) -> Date {
        let today = self.situation.today;
        let signed = self.signed_off.as_ref().and_then(|one| model::parse_date(&one.date));
        let stated = self.inputs.importances.iter().map(|one| one.signed.date).filter(|day| *day <= today);
        signed.or(stated.max()).unwrap_or(today)
    }

    /// The option that holds: the one signed off, else the one answer.
    fn in_force(&self) -> Option<&str> {
        let signed = self.signed_off.as_ref().map(|one| one.option.as_str());
        let known = |id: &&str| self.signed_page.is_some() || self.decision.rows.iter().any(|row| row.id == *id);
        signed.filter(known).or(match &self.decision.recommendation {
            Recommendation::One(option) => Some(option.as_str()),
            _ => None,
        })
    }

    /// What is expected of each objective in use, and who says so: the page as it was signed off, or today's forecasts.
    fn expected(&self) -> Vec<(Expected, &'static str)> {
        let Some(option) = self.in_force() else { return Vec::new() };
        let today = decide::expected(self.decision, option);
        let one = |row: &decide::ObjectiveRow| {
            let signed = self.signed_page.as_ref().and_then(|page| page.expected(&row.objective, option));
            let now = || today.iter().find(|one| one.objective == row.objective).cloned();
            signed.map(|one| (one, SIGNED_OFF)).or_else(|| Some((now()?, TODAY)))
        };
        self.decision.objectives.iter().filter_map(one).collect()
    }

    /// The inputs with what was measured until the day.
    fn until_today(&self) -> Inputs {
        Inputs { measurements: self.known().cloned().collect(), ..self.inputs.clone() }
    }

    pub(super) fn measured(&self) -> Vec<MeasuredResult> {
        let expected: Vec<Expected> = self.expected().into_iter().map(|(one, _)| one).collect();
        watched(&expected, &self.until_today())
            .into_iter()
            .map(|one| MeasuredResult {
                objective: one.objective,
                date: one.date.to_string(),
                value: one.value,
                events: one.events,
                expected: one.expected,
                against: one.against.id(),
            })
            .collect()
    }

    pub(super) fn looks(&self) -> Vec<LookResult> {
        let expected: Vec<Expected> = self.expected().into_iter().map(|(one, _)| one).collect();
        let found = looks(self.decision, &self.until_today(), &expected, self.situation.today);
        let objective = |id: &str| self.library.objective(id).map_or(id.to_owned(), |one| format!("“{}”", one.title));
        let words = |look: Look| {
            let (kind, about, words) = match look {
                Look::Outside(id) => {
                    let words = format!("{} lies outside of what was expected of it.", objective(&id));
                    ("outside", id, words)
                }
                Look::NotMeasured(id) => {
                    let words = format!("The day of {} is past, and nobody has measured it since.", objective(&id));
                    ("not-measured", id, words)
                }
                Look::Review(day) => ("review", day.to_string(), format!("The review of waiting was due on {day}.")),
                Look::OldImportance(driver) => {
                    let words = format!("The importance of {driver} was stated more than a year ago.");
                    ("old-importance", driver, words)
                }
            };
            LookResult { kind, about, words }
        };
        let mut list: Vec<LookResult> = found.into_iter().map(words).collect();
        if let Some(signed) =
            self.signed_off.as_ref().filter(|one| one.since.as_ref().is_some_and(|it| it.answer_changed))
        {
            let words = match signed.is_otherwise() {
                true => format!("The recommendation is no longer the one beside which {} was signed.", signed.id),
                false => format!("The answer is no longer the one that {} signed off.", signed.id),
            };
            list.insert(0, LookResult { kind: "answer-changed", about: signed.id.clone(), words });
        }
        list
    }

    /// Rows by standard, in the order of the sets; certificates are no rows.
    pub(super) fn standings(&self) -> Vec<StandingsResult> {
        let mut list: Vec<StandingsResult> = Vec::new();
        let sets = [(&self.situation.shown, true), (&self.situation.not_applicable, false)];
        for (items, is_shown) in sets {
            for item in items {
                let Item::Row(standard, row) = item else { continue };
                let name = short(standard);
                let at = list.iter().position(|one| one.standard == name).unwrap_or_else(|| {
                    list.push(StandingsResult { standard: name, shown: Vec::new(), not_applicable: Vec::new() });
                    list.len() - 1
                });
                let one = &mut list[at];
                if is_shown { &mut one.shown } else { &mut one.not_applicable }.push(row.to_string());
            }
        }
        list.sort_by(|a, b| a.standard.cmp(&b.standard));
        list
    }
}
