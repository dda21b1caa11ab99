//! Which rows has the table, in the fixed order of nesting, and what does the rule read of them?

use crate::cash::{Candidate, Cash, cents, is_planned};
use crate::decision::{Months, OptionRow, REFERENCE, Spread, WAIT};
use crate::forecast::{Move, ObjectiveRow, chain, moves};
use crate::inputs::Inputs;
use crate::library::Library;
use crate::robust::percentile;
use crate::situation::Situation;

/// The rows, who they are, and what the rule reads of them.
pub(crate) struct Table {
    pub(crate) rows: Vec<OptionRow>,
    pub(crate) who: Vec<Candidate>,
    pub(crate) values: Vec<Vec<f64>>,
    /// The plan that the trigger starts.
    pub(crate) waits_for: Option<usize>,
}

impl Table {
    pub(crate) fn new(
        library: &Library,
        inputs: &Inputs,
        situation: &Situation,
        cash: &Cash<'_>,
        objectives: &[ObjectiveRow],
    ) -> Self {
        let still: Vec<Move> =
            library.attributes.iter().map(|attribute| Move::none(&attribute.id, objectives)).collect();
        let plain = |id: &str, cost_cents: Option<Spread<i64>>| OptionRow {
            id: id.to_owned(),
            title: String::new(),
            contains: None,
            certificates: Vec::new(),
            moves: still.clone(),
            months: None,
            cost_cents,
            step_cost_cents: None,
            upkeep_cents: 0,
            assumed: false,
        };
        let nothing = vec![0.0; objectives.len()];
        let mut table = Self {
            rows: vec![plain(REFERENCE, Some(Spread::default()))],
            who: vec![Candidate::Reference],
            values: vec![nothing.clone()],
            waits_for: None,
        };
        if let (Some(wait), Some(_)) = (&inputs.wait, cash.wait()) {
            table.waits_for = situation.options.iter().position(|plan| plan.id == wait.then);
            table.rows.push(plain(WAIT, None));
            table.who.push(Candidate::Wait);
            table.values.push(nothing);
        }
        for (at, plan) in situation.options.iter().enumerate() {
            let steps = chain(&situation.options, at);
            let planned = steps.iter().all(|step| is_planned(&situation.options[*step], cash.count));
            table.rows.push(OptionRow {
                id: plan.id.clone(),
                title: plan.title.clone(),
                contains: plan.contains.clone(),
                certificates: steps.iter().flat_map(|step| situation.options[*step].certificates.clone()).collect(),
                moves: moves(library, objectives, at),
                months: planned.then(|| months(cash, at)),
                cost_cents: planned.then(|| {
                    let costs = (0..cash.count).map(|draw| cash.total_cost(at, draw)).collect();
                    spread(costs)
                }),
                step_cost_cents: planned.then(|| {
                    let costs = (0..cash.count).map(|draw| cash.step_cost(at, draw)).collect();
                    spread(costs)
                }),
                upkeep_cents: cents(plan.upkeep.likely()),
                assumed: plan.assumed,
            });
            table.who.push(Candidate::Plan(at));
            table.values.push(objectives.iter().map(|row| row.options[at].value[1]).collect());
        }
        table
    }
}

pub(crate) fn months(cash: &Cash<'_>, option: usize) -> Months {
    let mut months: Vec<f64> = (0..cash.count).map(|draw| cash.month(option, draw)).collect();
    months.sort_unstable_by(f64::total_cmp);
    Months { work_to: percentile(&months, 0.5), commit_to: percentile(&months, 0.8) }
}

pub(crate) fn spread(mut values: Vec<i64>) -> Spread<i64> {
    values.sort_unstable();
    Spread { p10: percentile(&values, 0.1), p50: percentile(&values, 0.5), p90: percentile(&values, 0.9) }
}
