//! What would an answer to a skipped question change? Each choice is tried by itself, with everything else as it is.

use model::Date;

use super::Pathway;
use super::path::{Path, outline};
use super::question::Answers;

/// A skipped question and what hangs on it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Skipped {
    /// The question's id.
    pub question: String,
    /// Parts that some choice brings onto the path, in order.
    pub adds: Vec<String>,
    /// Parts that some choice takes off the path, or says to be in place already.
    pub spares: Vec<String>,
    /// What else some choice decides, in words for the end of "it decides …".
    pub decides: Vec<&'static str>,
}

impl Skipped {
    /// Does no choice by itself change anything?
    pub fn changes_nothing(&self) -> bool {
        self.adds.is_empty() && self.spares.is_empty() && self.decides.is_empty()
    }
}

/// Every question that was skipped, in order, with what an answer would change.
pub(super) fn skipped(pathway: &Pathway, answers: &Answers, at: Date) -> Vec<Skipped> {
    let answers = answers.fitting(&pathway.questions);
    let (base, _) = outline(pathway, &answers, at);
    let open = pathway.questions.iter().filter(|question| answers.of(&question.id).is_empty());
    open.map(|question| {
        let mut found = Skipped { question: question.id.clone(), ..Skipped::default() };
        for choice in &question.choices {
            let mut tried = answers.clone();
            tried.add(&question.id, &choice.id);
            found.compare(&base, &outline(pathway, &tried, at).0);
            let nis2 = &pathway.rules.nis2_spoken_of;
            found.decide(nis2.holds(&answers) != nis2.holds(&tried), "whether NIS2 is spoken of");
        }
        let order = |id: &String| pathway.rules.parts.iter().position(|part| part.id == *id);
        found.adds.sort_by_key(order);
        found.spares.sort_by_key(order);
        found
    })
    .collect()
}

impl Skipped {
    fn compare(&mut self, base: &Path, tried: &Path) {
        let ids = |path: &Path| -> Vec<String> { path.steps.iter().map(|step| step.part.id.clone()).collect() };
        let (before, after) = (ids(base), ids(tried));
        let mut note = |list: fn(&mut Self) -> &mut Vec<String>, id: &String| {
            if !list(self).contains(id) {
                list(self).push(id.clone());
            }
        };
        after.iter().filter(|id| !before.contains(id)).for_each(|id| note(|own| &mut own.adds, id));
        before.iter().filter(|id| !after.contains(id)).for_each(|id| note(|own| &mut own.spares, id));
        let joint = |path: &Path| -> Vec<String> {
            path.steps.iter().filter(|step| !step.joint.is_empty()).map(|step| step.part.id.clone()).collect()
        };
        self.decide(before == after && joint(base) != joint(tried), "whether parts can share an assessment");
        let law = |path: &Path| path.cra.as_ref().map(|cra| cra.scope);
        self.decide(law(base) != law(tried), "whether the Cyber Resilience Act applies");
        let class = |path: &Path| path.cra.as_ref().and_then(|cra| cra.class.as_ref()).map(|class| class.id.clone());
        self.decide(class(base) != class(tried), "the product class and its routes");
        let needed = |path: &Path| path.no_certificate.is_none();
        let both_do = !base.steps.is_empty() && !tried.steps.is_empty();
        self.decide(both_do && needed(base) != needed(tried), "whether a certificate is needed for now");
        self.decide(base.remarks != tried.remarks, "what is said beside the path");
    }

    fn decide(&mut self, does: bool, what: &'static str) {
        if does && !self.decides.contains(&what) {
            self.decides.push(what);
        }
    }
}
