//! What does a decision say of itself in words, the same on every page?

use crate::decision::{
    ConditionStateResult, DecisionResult, DecisionRowResult, MustResult, ObjectiveResult, PortfolioResult,
};
use crate::signed_off::InputChangeResult;

impl ConditionStateResult {
    /// `customers-asking 3 customers, asked at most 0: 3 above`.
    pub fn in_words(&self) -> String {
        let number = crate::decision_words::number;
        let answer = if self.unit.is_empty() || self.answer == "unknown" {
            self.answer.clone()
        } else {
            format!("{} {}", self.answer, self.unit)
        };
        let asked = match self.test {
            "at-least" => format!("at least {}", number(self.threshold)),
            "at-most" => format!("at most {}", number(self.threshold)),
            word => word.to_owned(),
        };
        let distance = match self.distance {
            Some(distance) if distance < 0.0 => {
                let side = if self.test == "at-most" { "above" } else { "below" };
                format!(": {} {side}", number(-distance))
            }
            Some(distance) if distance > 0.0 => format!(": {} to spare", number(distance)),
            Some(_) => ": just so".to_owned(),
            None => String::new(),
        };
        format!("{} {answer}, asked {asked}{distance}", self.fact)
    }
}

impl ObjectiveResult {
    /// Baseline, target and day against which it is held: those of the sign-off, where it was in use then.
    pub(crate) fn aim(&self) -> (f64, f64, &str) {
        match &self.expected {
            Some(expected) => (expected.baseline, expected.target, &expected.date),
            None => (self.baseline, self.target, &self.date),
        }
    }
}

impl DecisionResult {
    /// What holds for several products on one process, in words.
    pub fn family(&self) -> String {
        let [low, likely, high] = self.robustness.further_product.map(crate::decision_words::share);
        format!(
            "No benefit is multiplied: a further product brings what a line of money that names it brings. The process is \
             paid once; a further product costs {likely} ({low} to {high}) of the first one's own step, which is assumed. All are taken \
             to be ready on the same day: one team and one laboratory make the later ones later, which is not counted."
        )
    }

    /// Which rows meet a must, in words.
    pub fn met(&self, must: &MustResult) -> String {
        match must.failed_by.as_slice() {
            _ if !must.judged => "not judged: it counts in another currency than the costs".to_owned(),
            [] => "every row meets it".to_owned(),
            rows => {
                let titles: Vec<String> = rows.iter().map(|id| format!("“{}”", self.title_of(id))).collect();
                format!("not met by {}", titles.join(", "))
            }
        }
    }

    /// The title of a row; its id where no row is called so.
    pub fn title_of<'r>(&'r self, id: &'r str) -> &'r str {
        self.rows.iter().find(|row| row.id == id).map_or(id, |row| row.title.as_str())
    }

    /// What is assumed, line by line: `“Northwater, next tender” (revenue, contribution margin)`.
    pub fn assumed_by_line(&self) -> Vec<String> {
        let mut lines: Vec<(&str, Vec<&str>)> = Vec::new();
        for one in &self.assumed {
            match lines.iter_mut().find(|(line, _)| *line == one.line) {
                Some((_, quantities)) => quantities.push(&one.quantity),
                None => lines.push((&one.line, vec![&one.quantity])),
            }
        }
        lines.into_iter().map(|(line, quantities)| format!("“{line}” ({})", quantities.join(", "))).collect()
    }

    /// The answer for several products on one process; nothing where more products change nothing, as for a programme.
    pub fn portfolio_of_answer(&self) -> Vec<&PortfolioResult> {
        let answer = self.answer.option.as_deref();
        let own = self.robustness.portfolio.iter().filter(|one| answer.is_none_or(|id| id == one.option));
        let own: Vec<&PortfolioResult> = own.collect();
        let changes =
            own.windows(2).any(|pair| pair[0].option == pair[1].option && pair[0].expected != pair[1].expected);
        if changes { own } else { Vec::new() }
    }

    /// The title of an objective in use; its id where none is called so.
    pub fn objective_title<'r>(&'r self, id: &'r str) -> &'r str {
        self.objectives.iter().find(|one| one.id == id).map_or(id, |one| one.title.as_str())
    }

    /// The answer in words: the option, or none with the sentence that says why.
    pub fn answer_words(&self) -> String {
        let none = || format!("none ({})", self.sentence.trim_end_matches('.'));
        self.answer.option.as_deref().map_or_else(none, |option| format!("“{}”", self.title_of(option)))
    }

    /// Of what measurements are held against a band, and when that was said; `None` where no option is in force.
    pub fn expected_of(&self) -> Option<String> {
        let all = || self.objectives.iter().filter_map(|one| one.expected.as_ref());
        let title = format!("“{}”", self.title_of(&all().next()?.option));
        Some(match &self.signed_off {
            None => format!("expected of {title} from {} on", self.stated),
            Some(signed) if all().any(|one| one.by == "signed-off") => {
                format!("expected of {} when {} was signed off on {}", signed.title, signed.id, signed.date)
            }
            Some(signed) if signed.intact => {
                format!("expected of {title} today: the page of {} does not say what was expected then", signed.id)
            }
            Some(signed) => {
                format!("expected of {title} today: the copies of {} are not as they were signed off", signed.id)
            }
        })
    }

    /// What changed of an objective since the sign-off against which it is held, a sentence part each.
    pub fn changed_since(&self, of: &ObjectiveResult) -> Vec<String> {
        let (Some(signed), Some(expected)) = (&self.signed_off, &of.expected) else { return Vec::new() };
        let others = || self.objectives.iter().filter_map(|one| one.expected.as_ref());
        // Where the page says nothing of any objective, that is said once and for all.
        if expected.by != "signed-off" && others().any(|one| one.by == "signed-off") {
            return vec![format!("{} knew no such objective, so today’s forecast holds", signed.id)];
        }
        let word = |value: &Option<String>| value.clone().unwrap_or_default();
        let one = |change: &InputChangeResult| {
            let (then, now) = (word(&change.from), word(&change.to));
            format!("its {} was {then} in {}, and is {now} today", change.input, signed.id)
        };
        expected.changed.iter().map(one).collect()
    }

    /// What was signed off, in a sentence, where it is not the answer of this page.
    pub fn signed_otherwise(&self) -> Option<String> {
        let signed = self.signed_off.as_ref()?;
        let other = self.answer.option.as_ref() != Some(&signed.option);
        let how = if self.answer.option.is_some() { "otherwise" } else { "all the same" };
        other.then(|| format!("People decided {how}. {}", signed.words()))
    }

    /// The row that is the answer.
    pub fn recommended(&self) -> Option<&DecisionRowResult> {
        self.rows.iter().find(|row| row.recommended)
    }
}
