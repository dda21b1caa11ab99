//! How sure is a decision, and what would turn it? Break-evens, weights, waiting, families.

use decide::{Best, REFERENCE, Range, Weights, World};

use super::DecisionParts;
use crate::decision::{BreakEvenResult, PortfolioResult, RobustnessResult};
use crate::decision_names::place;

impl DecisionParts<'_> {
    pub(super) fn robustness(&self, world: &World) -> RobustnessResult {
        let decision = self.decision;
        RobustnessResult {
            information: world.information_cents,
            break_evens: self.by_distance(world).into_iter().map(|one| self.break_even(one)).collect(),
            sampling: self.sampling(world),
            weights: match &decision.weights {
                Weights::DoNotMatter => vec![
                    "The order by objectives does not depend on the importances: each step moves every attribute at least \
                     as far as the one before it."
                        .to_owned(),
                ],
                Weights::NoSingleFlip => {
                    vec!["No single importance turns the order by objectives.".to_owned()]
                }
                Weights::Flip(flips) => flips
                    .iter()
                    .map(|one| {
                        format!(
                            "“{}” falls behind “{}” by objectives when the importance of {} goes from {} to {}.",
                            self.title_of(&one.ahead),
                            self.title_of(&one.behind),
                            one.driver,
                            one.from,
                            one.to
                        )
                    })
                    .collect(),
            },
            wait: decision.wait.as_ref().map(|wait| self.wait(wait)).unwrap_or_default(),
            further_product: [Range::low, Range::likely, Range::high].map(|of| of(self.situation.further_product)),
            portfolio: world
                .portfolio
                .iter()
                .map(|one| PortfolioResult {
                    option: one.option.clone(),
                    products: one.products,
                    lines: one.lines,
                    expected: one.expected_cents,
                    needed: one.needed_cents,
                })
                .collect(),
        }
    }

    /// What the draws leave open of the step to the answer, and of every step that they cannot tell from nothing.
    fn sampling(&self, world: &World) -> Vec<String> {
        let rows = self.decision.rows.iter().zip(&world.money);
        let steps = rows.filter_map(|(row, money)| Some((row, money.as_ref()?))).filter(|(row, _)| row.id != REFERENCE);
        steps
            .filter_map(|(row, money)| {
                // In 19 of 20 seeds the mean lies within twice its standard error.
                let [step, around] = [money.step_cents, 2 * money.step_error_cents];
                let title = self.title_of(&row.id);
                if around > 0 && step.abs() <= around {
                    return Some(format!(
                        "The draws cannot tell whether the step to “{title}” is worth anything: {}, give or take {}. More \
                         of them can (--draws).",
                        self.words(step),
                        self.words(around)
                    ));
                }
                (around > 0 && world.choice.option.as_deref() == Some(&*row.id)).then(|| {
                    format!(
                        "The step to “{title}” is worth {}, give or take {} from the draws alone.",
                        self.words(step),
                        self.words(around)
                    )
                })
            })
            .collect()
    }

    fn break_even(&self, one: &decide::BreakEven) -> BreakEvenResult {
        let name = self.input_name(&one.input);
        BreakEvenResult {
            option: one.option.clone(),
            against: one.against.clone(),
            input: one.input.clone(),
            line: name.line,
            quantity: name.quantity,
            unit: one.unit.id(),
            likely: one.likely,
            at: one.at,
            ahead_above: one.ahead_above,
            percentile: one.percentile,
            place: place(one),
            assumed: one.assumed,
        }
    }

    fn wait(&self, wait: &decide::WaitAtLikely) -> Vec<String> {
        let mut lines = vec![format!(
            "At likely values, with a chance of the trigger of {:.2} a year: starting now is worth {}, waiting {}.",
            wait.hazard,
            self.words(wait.now_cents),
            self.words(wait.wait_cents)
        )];
        lines.extend(wait.spans.iter().map(|span| {
            let best = match span.best {
                Best::Now => "start now",
                Best::Wait => "wait",
                Best::Neither => "neither",
            };
            format!("From {:.2} to {:.2} a year: {best}.", span.from, span.to)
        }));
        lines
    }
}
