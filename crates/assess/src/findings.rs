//! Who wants to know what is wrong? Problems are worded only when somebody does.

use model::Problem;

/// A list of problems, or nobody who listens: levels of thousands of products need no sentences.
pub(crate) struct Findings(Option<Vec<Problem>>);

impl Findings {
    pub(crate) fn listed() -> Self {
        Self(Some(Vec::new()))
    }

    pub(crate) fn unheard() -> Self {
        Self(None)
    }

    /// Words a problem if somebody listens.
    pub(crate) fn add(&mut self, problem: impl FnOnce() -> Problem) {
        if let Some(list) = &mut self.0 {
            list.push(problem());
        }
    }

    /// The problems in the order of their places, each once: a row may speak for several parts.
    pub(crate) fn into_list(self) -> Vec<Problem> {
        let mut list = self.0.unwrap_or_default();
        list.sort();
        list.dedup();
        list
    }
}
