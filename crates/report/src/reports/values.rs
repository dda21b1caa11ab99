//! How does a table look to somebody who calculates with it? One value a cell, numbers without units, what is joined apart.
//!
//! Amounts have two significant digits here as on the page: more would be false precision.

use std::collections::BTreeSet;

use document::{Cell, Column, Line, Table};

use crate::decision::DecisionResult;
use crate::decision_words::two_digits;
use crate::pathway::PathwayResult;
use crate::plan_result::{PartPlanResult, PlanMoneyResult, PlanResult};

/// A column of words.
fn words(title: &str) -> (String, bool) {
    (title.to_owned(), false)
}

/// A column of numbers.
fn figures(title: impl Into<String>) -> (String, bool) {
    (title.into(), true)
}

/// A table of columns that are words or numbers.
struct Values(Table);

impl Values {
    fn new<const N: usize>(columns: [(String, bool); N]) -> Self {
        Self::of(columns.into())
    }

    fn of(columns: Vec<(String, bool)>) -> Self {
        let mut table = Table::new("", "", []);
        table.columns = columns
            .into_iter()
            .map(|(title, number)| Column { title, weight: if number { 1 } else { 3 }, number })
            .collect();
        Self(table)
    }

    fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.0.lines.push(Line::Row(cells.into_iter().map(Cell::of).collect()));
    }

    /// Stands behind the table of the page.
    fn behind(self, table: &mut Table) {
        let (anchor, caption) = (table.anchor.clone(), table.caption.clone());
        table.values = Some(Box::new(Table { anchor, caption, ..self.0 }));
    }
}

/// A number with two significant digits: `-160000`, `0.83`.
fn plain(value: f64) -> String {
    let text = format!("{:.6}", two_digits(value));
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" { "0".to_owned() } else { text.to_owned() }
}

fn units(cents: i64) -> String {
    plain(cents as f64 / 100.0)
}

fn yes(is: bool) -> String {
    (if is { "yes" } else { "no" }).to_owned()
}

/// A number as it was measured or stated.
fn exact(value: f64) -> String {
    let text = format!("{value:.3}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

pub(super) fn options(table: &mut Table, decision: &DecisionResult) {
    let money = |what: &str| figures(format!("{what}, {}", decision.currency));
    let mut values = Values::new([
        words("Option"),
        words("Standing"),
        money("Once, P50"),
        money("Fees of a year"),
        money("Changes the mean by"),
        money("P10"),
        money("P50"),
        money("P90"),
        words("Ends below zero in"),
        money("Deepest cash"),
        words("Work to"),
        words("Commit to"),
        words("Must be true"),
    ]);
    for row in &decision.rows {
        let one = row.money.as_ref().filter(|_| row.id != "reference");
        let of = |figure: Option<i64>| figure.map(units).unwrap_or_default();
        values.row([
            row.title.clone(),
            if row.recommended { "the answer".to_owned() } else { row.standing.to_owned() },
            of(row.step_cost.as_ref().map(|cost| cost.p50)),
            of(row.step_cost.as_ref().map(|_| row.upkeep)),
            of(one.map(|one| one.step)),
            of(one.map(|one| one.npv.p10)),
            of(one.map(|one| one.npv.p50)),
            of(one.map(|one| one.npv.p90)),
            one.map(|one| one.below_zero_words.trim_end_matches(" of your ranges").to_owned()).unwrap_or_default(),
            of(one.map(|one| one.deepest)),
            row.work_to.clone().unwrap_or_default(),
            row.commit_to.clone().unwrap_or_default(),
            row.must_be_true.join("; "),
        ]);
    }
    values.behind(table);
}

pub(super) fn scenarios(table: &mut Table, decision: &DecisionResult) {
    let columns = ["Situation", "What it says", "Speaks", "State", "From", "Source"].map(words);
    let mut values = Values::new(columns);
    for one in &decision.scenarios {
        let from: Vec<String> = one.conditions.iter().map(|one| one.in_words()).collect();
        values.row([
            one.title.clone(),
            one.says.clone(),
            (if one.side == "favours" { "for" } else { "against" }).to_owned(),
            one.state.replace('-', " "),
            from.join("; "),
            one.source.clone(),
        ]);
    }
    values.behind(table);
}

pub(super) fn ties(table: &mut Table, decision: &DecisionResult) {
    let mut values = Values::new([
        words("Input"),
        words("What of it"),
        words("Unit"),
        figures("Likely"),
        words("Assumed"),
        words("Stays ahead"),
        figures("Value"),
        words("Where that lies in its own range"),
        words("Step beyond"),
    ]);
    for one in &decision.robustness.break_evens {
        let Some(at) = one.at else { continue };
        values.row([
            one.line.clone(),
            one.quantity.clone(),
            one.unit.replace("money", &decision.currency).replace('-', " "),
            plain(one.likely),
            yes(one.assumed),
            (if one.ahead_above { "above" } else { "below" }).to_owned(),
            plain(at),
            one.place.clone(),
            decision.title_of(&one.against).to_owned(),
        ]);
    }
    values.behind(table);
}

pub(super) fn portfolio(table: &mut Table, decision: &DecisionResult) {
    let currency = &decision.currency;
    let mut values = Values::new([
        figures("Products"),
        words("Option"),
        figures(format!("In the mean, {currency}")),
        figures(format!("Each must bring a year beyond what is stated, {currency}")),
        figures("Lines that name it"),
    ]);
    for one in decision.portfolio_of_answer() {
        values.row([
            one.products.to_string(),
            decision.title_of(&one.option).to_owned(),
            units(one.expected),
            units(one.needed),
            one.lines.to_string(),
        ]);
    }
    values.behind(table);
}

pub(super) fn objectives(table: &mut Table, decision: &DecisionResult) {
    let mut values = Values::new([
        words("Objective"),
        words("Counts with the"),
        words("Unit"),
        figures("Today"),
        words("Today is assumed"),
        figures("Target"),
        words("By"),
        words("Owner"),
        figures("With the answer, low"),
        figures("likely"),
        figures("high"),
        words("Why it cannot move"),
    ]);
    for one in &decision.objectives {
        let forecast = one.forecasts.iter().find(|forecast| Some(&forecast.option) == decision.answer.option.as_ref());
        let measure = forecast.filter(|_| one.stuck.is_none()).map(|forecast| forecast.measure.map(exact));
        let [low, likely, high] = measure.unwrap_or_default();
        values.row([
            one.title.clone(),
            one.counts.to_string(),
            one.unit.clone(),
            exact(one.baseline),
            yes(one.baseline_assumed),
            exact(one.target),
            one.date.clone(),
            one.owner.clone(),
            low,
            likely,
            high,
            one.stuck.unwrap_or_default().to_owned(),
        ]);
    }
    values.behind(table);
}

pub(super) fn measurements(table: &mut Table, decision: &DecisionResult) {
    let mut values =
        Values::new([words("Objective"), words("On"), figures("Measured"), words("Unit"), figures("Events")]);
    for one in &decision.objectives {
        for measurement in &one.measurements {
            values.row([
                one.title.clone(),
                measurement.date.clone(),
                exact(measurement.value),
                one.unit.clone(),
                measurement.events.map(|events| events.to_string()).unwrap_or_default(),
            ]);
        }
    }
    values.behind(table);
}

pub(super) fn priorities(table: &mut Table, decision: &DecisionResult) {
    let mut values = Values::new([
        words("Attribute"),
        words("Short"),
        figures("Priority"),
        words("Importance × strength"),
        words("Set by hand because"),
    ]);
    for one in &decision.attributes {
        let terms = one.terms.iter().filter(|term| term.strength > 0 && term.importance > 0);
        let terms: Vec<String> =
            terms.map(|term| format!("{} {} × {}", term.driver, term.importance, term.strength)).collect();
        let replaced = one.replaced_because.clone().unwrap_or_default();
        values.row([one.title.clone(), one.short.to_string(), one.priority.to_string(), terms.join(" + "), replaced]);
    }
    values.behind(table);
}

pub(super) fn importances(table: &mut Table, decision: &DecisionResult) {
    let mut values = Values::new([words("Driver"), figures("0 to 5"), words("Because"), words("Who"), words("When")]);
    for one in &decision.importances {
        values.row([
            one.title.clone(),
            one.importance.to_string(),
            one.reason.clone(),
            one.author.clone(),
            one.date.clone(),
        ]);
    }
    values.behind(table);
}

fn whole(cents: u64) -> String {
    ((cents + 50) / 100).to_string()
}

/// Actions with a column of hours for each skill that works on one.
pub(super) fn actions(table: &mut Table, plan: &PlanResult, part: &PartPlanResult) {
    let skills: BTreeSet<&String> = part.actions.iter().flat_map(|one| one.skills.keys()).collect();
    let mut columns = vec![words("Id"), words("Action"), words("What is done")];
    columns.extend(skills.iter().map(|skill| figures(format!("Hours, {skill}"))));
    columns.extend([figures("Hours"), figures(plan.currency.as_str()), words("Closes")]);
    let mut values = Values::of(columns);
    for one in &part.actions {
        let of = |skill: &&String| one.skills.get(*skill).map(|hours| exact(*hours)).unwrap_or_default();
        let cells = [one.id.clone(), one.title.clone(), one.done.clone()].into_iter().chain(skills.iter().map(of));
        values.row(cells.chain([exact(one.hours), whole(one.cost), one.closes.join("; ")]));
    }
    values.behind(table);
}

pub(super) fn schedule(table: &mut Table, part: &PartPlanResult) {
    let mut values = Values::new([
        words("Id"),
        words("Action"),
        words("Who"),
        figures("Hours"),
        words("After"),
        words("Begins"),
        words("Work to"),
        words("Commit to"),
        words("Decides the end"),
    ]);
    for one in &part.actions {
        values.row([
            one.id.clone(),
            one.title.clone(),
            one.skills.keys().map(String::as_str).collect::<Vec<_>>().join("; "),
            exact(one.hours),
            one.after.join("; "),
            one.starts.clone(),
            one.work_to.clone(),
            one.commit_to.clone(),
            yes(one.critical),
        ]);
    }
    values.behind(table);
}

pub(super) fn next_levels(table: &mut Table, plan: &PlanResult, part: &PartPlanResult) {
    let mut values = Values::new([
        words("Group"),
        figures("From SL"),
        figures("To SL"),
        figures(plan.currency.as_str()),
        figures("Saved at SL 1"),
        words("By these actions"),
    ]);
    for step in &part.next_levels {
        let saving = part.savings.iter().find(|one| one.fr == step.fr);
        values.row([
            step.fr.to_owned(),
            step.from.to_string(),
            step.to.to_string(),
            whole(step.cost),
            saving.map(|one| whole(one.saves)).unwrap_or_default(),
            step.actions.join("; "),
        ]);
    }
    values.behind(table);
}

pub(super) fn cost(table: &mut Table, plan: &PlanResult) {
    let mut values = Values::new([
        words("Part"),
        words("What"),
        figures(format!("P10, {}", plan.currency)),
        figures(format!("P50, {}", plan.currency)),
        figures(format!("P80, {}", plan.currency)),
        figures(format!("P90, {}", plan.currency)),
    ]);
    let mut line = |part: &str, what: &str, money: &PlanMoneyResult| {
        let figures = [money.p10, money.p50, money.p80, money.p90].map(whole);
        values.row([part.to_owned(), what.to_owned()].into_iter().chain(figures));
    };
    for part in &plan.parts {
        let name = format!("{} against {}", part.of.name, part.part);
        line(&name, "everything", &part.cost);
        part.phases.iter().for_each(|phase| line(&name, &phase.title, &phase.cost));
        line(&name, "fees", &part.fees);
    }
    line("everything", "until the certificates", &plan.total);
    line("everything", "fees of every year after", &plan.yearly);
    values.behind(table);
}

pub(super) fn schemes(table: &mut Table, result: &PathwayResult) {
    let columns = [
        "Part",
        "For",
        "Scheme",
        "Certificate",
        "Object",
        "To which level",
        "By whom",
        "Needs before",
        "Note",
        "Confidence",
    ];
    let mut values = Values::new(columns.map(words));
    for step in &result.steps {
        for one in &step.schemes {
            let whom = result.whom(&one.whom);
            let cells = [
                &step.part,
                &whom,
                &one.scheme,
                &one.certificate,
                &one.object,
                &one.level,
                &one.by_whom,
                &one.needs,
                &one.note,
            ];
            values.row(cells.map(|cell| cell.to_string()).into_iter().chain([one.confidence.to_string()]));
        }
    }
    values.behind(table);
}

/// Splits columns whose cells hold two paragraphs: the second gets a column of its own. In: their places, rising, and what
/// heads the second.
pub(super) fn split(table: &mut Table, columns: &[(usize, &str)]) {
    let mut values = Table { values: None, ..table.clone() };
    for (column, second) in columns.iter().rev() {
        let weight = values.columns[*column].weight;
        values.columns.insert(column + 1, Column { title: (*second).to_owned(), weight, number: false });
        for line in &mut values.lines {
            let Line::Row(cells) = line else { continue };
            let paragraphs = &mut cells[*column].lines;
            let more = paragraphs.split_off(paragraphs.len().min(1));
            cells.insert(column + 1, Cell::lines(more));
        }
    }
    table.values = Some(Box::new(values));
}
