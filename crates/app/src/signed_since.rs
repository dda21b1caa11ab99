//! What changed since a decision was signed off? Its frozen copies against the page of today, or against a later sign-off.
//!
//! What is compared are recommendations; which option was signed is `signed_off`'s.

use std::collections::BTreeSet;

use decide::Inputs;
use model::Decision;
use plan::Terms;
use report::{ChangesResult, ImportanceChangeResult, InputChangeResult, StandingsResult};

use crate::PROGRAM;
use crate::decision::{Decided, DecisionQuestion, Ground, draws};
use crate::dossiers::OpenDossier;
use crate::signed_off::Frozen;

/// What changed from a sign-off to the page of today.
pub(crate) fn since(
    open: &OpenDossier<'_>,
    made: &Decided<'_>,
    question: &DecisionQuestion,
    decision: &Decision,
    frozen: &Frozen,
) -> ChangesResult {
    let page = made.page(open, Vec::new(), None);
    // One option may be called otherwise by a later program; its id says that it is the same.
    let (from, to) = (frozen.page.answer_words(), page.answer_words());
    let answer_changed = !frozen.page.answer.is(&page.answer);
    let (importances, inputs) = decide::input_changes(&frozen.inputs, &made.ground.inputs);
    let same_inputs_today = (answer_changed && !(importances.is_empty() && inputs.is_empty())).then(|| {
        let again = report::AnswerResult::new(&decided_again(open, made, question, &frozen.inputs).recommendation);
        match &again.option {
            _ if frozen.page.answer.is(&again) => from.clone(),
            Some(id) => format!("“{}”", page.title_of(id)),
            None if again.kind == page.answer.kind && again.ask == page.answer.ask => to.clone(),
            None => "no one answer".to_owned(),
        }
    });
    let mut inputs: Vec<InputChangeResult> = inputs.into_iter().map(input).collect();
    inputs.extend(plan_changes(&made.ground, &frozen.terms, &made.ground.terms.terms));
    // What the plans come to rests on more than the files above: targets, products, the library of actions.
    let about = |line: &str| line.split([' ', ':']).next().unwrap_or_default().to_owned();
    for line in page.plans.iter().filter(|line| !frozen.page.plans.contains(line)) {
        let then = frozen.page.plans.iter().find(|one| about(one) == about(line)).cloned();
        inputs.push(InputChangeResult {
            input: format!("plan of {}", about(line)),
            from: then,
            to: Some(line.clone()),
        });
    }
    inputs.extend(made_by(
        decision,
        &Maker {
            seed: Some(question.seed),
            draws: Some(question.draws.into()),
            program: PROGRAM,
            library: Some(made.library.clone()),
        },
    ));
    let (closed, opened) = rows(&frozen.page.standings, &page.standings);
    ChangesResult {
        answer_changed,
        from,
        to,
        same_inputs_today,
        importances: importances.into_iter().map(importance).collect(),
        inputs,
        closed,
        opened,
    }
}

/// The decision on other inputs, with the rows, plans, seed and program of today.
fn decided_again(
    open: &OpenDossier<'_>,
    made: &Decided<'_>,
    question: &DecisionQuestion,
    inputs: &Inputs,
) -> decide::Decision {
    let ground = &made.ground;
    if inputs.horizon_years == ground.inputs.horizon_years {
        return decide::decide(&ground.library, inputs, &made.situation, draws(question));
    }
    let assessments = ground.assessments(open);
    let (situation, _) = ground.situation_over(open, &assessments, question, inputs.horizon_years);
    decide::decide(&ground.library, inputs, &situation, draws(question))
}

/// What changed from one sign-off to the one that supersedes it: both answers are those of their frozen pages.
pub(crate) fn between(
    ground: &Ground<'_>,
    (old, from): (&Decision, &Frozen),
    (new, to): (&Decision, &Frozen),
) -> ChangesResult {
    let (importances, inputs) = decide::input_changes(&from.inputs, &to.inputs);
    let mut inputs: Vec<InputChangeResult> = inputs.into_iter().map(input).collect();
    inputs.extend(plan_changes(ground, &from.terms, &to.terms));
    inputs.extend(made_by(
        old,
        &Maker {
            seed: new.seed,
            draws: new.draws,
            program: &new.program,
            library: new.library.map(|digest| digest.to_string()),
        },
    ));
    let (closed, opened) = rows(&from.page.standings, &to.page.standings);
    ChangesResult {
        answer_changed: from.page.answer != to.page.answer,
        from: from.page.answer_words(),
        to: to.page.answer_words(),
        same_inputs_today: None,
        importances: importances.into_iter().map(importance).collect(),
        inputs,
        closed,
        opened,
    }
}

fn importance(one: decide::ImportanceChange) -> ImportanceChangeResult {
    ImportanceChangeResult { driver: one.driver, from: one.from, to: one.to }
}

fn input(one: decide::InputChange) -> InputChangeResult {
    InputChangeResult { input: one.input, from: one.from, to: one.to }
}

/// The figures of plan.toml that changed; what is not stated is assumed by the library of today on both sides.
fn plan_changes(ground: &Ground<'_>, from: &Terms, to: &Terms) -> impl Iterator<Item = InputChangeResult> + use<> {
    let changes = from.changes(to, &ground.terms.assumed);
    changes.into_iter().map(|one| InputChangeResult {
        input: format!("plan.{}", one.figure),
        from: one.from,
        to: one.to,
    })
}

/// With what a page was made.
struct Maker<'m> {
    seed: Option<u64>,
    draws: Option<u64>,
    program: &'m str,
    library: Option<String>,
}

fn made_by(old: &Decision, new: &Maker<'_>) -> Vec<InputChangeResult> {
    let number = |number: Option<u64>| number.map(|number| number.to_string());
    let short = |digest: Option<String>| digest.and_then(|digest| digest.get(..12).map(str::to_owned));
    let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
    let pairs = [
        ("seed", number(old.seed), number(new.seed)),
        ("draws", number(old.draws), number(new.draws)),
        ("program", said(&old.program), said(new.program)),
        ("data of the program", short(old.library.map(|digest| digest.to_string())), short(new.library.clone())),
    ];
    let changed = pairs.into_iter().filter(|(_, from, to)| from != to);
    changed.map(|(what, from, to)| InputChangeResult { input: what.to_owned(), from, to }).collect()
}

/// Rows that are shown now and were not then, and the other way round.
fn rows(then: &[StandingsResult], now: &[StandingsResult]) -> (Vec<String>, Vec<String>) {
    let shown = |list: &[StandingsResult]| -> Vec<String> {
        list.iter().flat_map(|one| one.shown.iter().map(move |row| format!("{} {row}", one.standard))).collect()
    };
    let (then, now) = (shown(then), shown(now));
    let without = |all: &[String], known: &[String]| -> Vec<String> {
        let known: BTreeSet<&String> = known.iter().collect();
        all.iter().filter(|row| !known.contains(row)).cloned().collect()
    };
    (without(&now, &then), without(&then, &now))
}
