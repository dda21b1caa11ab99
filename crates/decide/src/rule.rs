//! Which option, by which rule? Musts, then dominance, then step by step: is the next one worth its price?
//!
//! Money and objectives stand side by side here and are never added.

/// What the rule sees of a row of the table.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Its id.
    pub id: String,
    /// Expected value in cents (minus its cost where no money is stated); `None` while its plan is not known.
    pub expected_cents: Option<i64>,
    /// What it moves, objective by objective, in the same order for all.
    pub values: Vec<f64>,
    /// The musts that it fails.
    pub fails: Vec<String>,
}

/// Why a row is out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dropped {
    /// It fails these musts.
    Fails(Vec<String>),
    /// This one moves every objective at least as far and is worth at least as much.
    DominatedBy(String),
    /// Nobody has planned it.
    NotPlanned,
}

/// Why a step is taken or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Because {
    /// It is worth more than it costs.
    WorthIt,
    /// Its owner pays up to so many cents for the objectives.
    PaidFor {
        /// In cents.
        up_to_cents: i64,
    },
    /// Its price is above what anybody has signed, so here the climb ends.
    TooDear,
}

/// A step from one remaining row to the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// From this row …
    pub from: String,
    /// … to this one.
    pub to: String,
    /// What the step changes in expected value, in cents; negative is a price.
    pub change_cents: i64,
    /// Why it is taken or not.
    pub because: Because,
}

/// What the rule says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    /// The row that remains; `None` when nothing meets the musts.
    pub option: Option<String>,
    /// Rows that are out, with the reason, in the order of the table.
    pub dropped: Vec<(String, Dropped)>,
    /// The steps that were weighed, the refused one last.
    pub steps: Vec<Step>,
}

/// Applies the rule. In: the rows in the order of nesting, and what owners pay up to for the step to a row.
pub fn choose(rows: &[Candidate], pays: impl Fn(&str) -> Option<i64>) -> Choice {
    let mut choice = Choice::default();
    let meets = |row: &Candidate| row.fails.is_empty() && row.expected_cents.is_some();
    let mut remaining: Vec<(&Candidate, i64)> = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        let by = rows.iter().enumerate().filter(|(other, one)| *other != at && meets(one));
        let dominated = by.filter(|(other, one)| dominates(one, row, *other < at)).map(|(_, one)| one).next_back();
        let reason = match row.expected_cents {
            _ if !row.fails.is_empty() => Dropped::Fails(row.fails.clone()),
            None => Dropped::NotPlanned,
            Some(expected) => match dominated {
                Some(by) => Dropped::DominatedBy(by.id.clone()),
                None => {
                    remaining.push((row, expected));
                    continue;
                }
            },
        };
        choice.dropped.push((row.id.clone(), reason));
    }
    let Some((mut at, mut worth)) = remaining.first().copied() else { return choice };
    for (row, expected) in remaining.into_iter().skip(1) {
        let change_cents = expected - worth;
        let because = match pays(&row.id) {
            _ if change_cents >= 0 => Because::WorthIt,
            Some(up_to_cents) if up_to_cents >= -change_cents => Because::PaidFor { up_to_cents },
            _ => Because::TooDear,
        };
        let stop = because == Because::TooDear;
        choice.steps.push(Step { from: at.id.clone(), to: row.id.clone(), change_cents, because });
        if stop {
            break;
        }
        (at, worth) = (row, expected);
    }
    choice.option = Some(at.id.clone());
    choice
}

/// Is `one` at least as good everywhere, and better somewhere? Of two that are equal, the earlier dominates.
fn dominates(one: &Candidate, other: &Candidate, earlier: bool) -> bool {
    let (Some(worth), Some(other_worth)) = (one.expected_cents, other.expected_cents) else { return false };
    let far = one.values.iter().zip(&other.values).all(|(a, b)| a >= b);
    let farther = one.values.iter().zip(&other.values).any(|(a, b)| a > b);
    worth >= other_worth && far && (worth > other_worth || farther || earlier)
}

#[cfg(test)]
mod tests {
    use super::{Because, Candidate, Dropped, choose};

    fn row(id: &str, expected: i64, values: &[f64]) -> Candidate {
        Candidate { id: id.into(), expected_cents: Some(expected), values: values.into(), fails: Vec::new() }
    }

    #[test]
    fn a_step_that_costs_needs_a_signature() {
        let rows = [row("today", 0, &[0.0, 0.0]), row("one", -50, &[0.5, 0.0]), row("two", -300, &[0.5, 0.4])];
        let choice = choose(&rows, |_| None);
        assert_eq!(choice.option.as_deref(), Some("today"));
        assert_eq!(choice.steps.len(), 1);
        let choice = choose(&rows, |to| (to == "one").then_some(50));
        assert_eq!(choice.option.as_deref(), Some("one"));
        assert_eq!(choice.steps[0].because, Because::PaidFor { up_to_cents: 50 });
        assert_eq!((choice.steps[1].change_cents, &choice.steps[1].because), (-250, &Because::TooDear));
    }

    #[test]
    fn musts_come_before_dominance_and_dominance_before_steps() {
        let mut rows = [row("today", 0, &[0.0]), row("one", -50, &[0.5]), row("two", 20, &[1.0])];
        assert_eq!(choose(&rows, |_| None).option.as_deref(), Some("two"));
        rows[2].fails = vec!["budget".into()];
        let choice = choose(&rows, |_| None);
        assert_eq!(choice.option.as_deref(), Some("today"));
        assert_eq!(choice.dropped, [("two".to_owned(), Dropped::Fails(vec!["budget".into()]))]);
        rows.iter_mut().for_each(|row| row.fails = vec!["budget".into()]);
        assert_eq!(choose(&rows, |_| None).option, None);
    }

    #[test]
    fn of_two_equals_the_earlier_stays() {
        let rows = [row("a", 5, &[0.5]), row("b", 5, &[0.5])];
        let choice = choose(&rows, |_| None);
        assert_eq!(choice.option.as_deref(), Some("a"));
        assert_eq!(choice.dropped, [("b".to_owned(), Dropped::DominatedBy("a".into()))]);
    }
}
