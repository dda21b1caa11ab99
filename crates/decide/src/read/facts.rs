//! What is known, and what is still a question? `[[fact]]`.

use model::{Problem, Spot};
use tables::Section;

use crate::inputs::{Answer, Inputs, StatedFact};
use crate::library::{FactKind, Library};
use crate::toml_words::{decimal, maybe, new_id, said};

pub(super) fn read(root: &Section<'_>, library: &Library, inputs: &mut Inputs, problems: &mut Vec<Problem>) {
    for section in root.sections("fact", problems) {
        let id = new_id(&section, inputs.facts.iter().map(|one| one.id.as_str()), problems);
        let source = said(&section, "source", problems);
        let own = maybe(&section, "question", problems);
        let answer = answer(&section, problems);
        if let (Some(id), Some((answer, spot))) = (id, answer) {
            let known = library.fact(&id.text);
            let fits = match (known.map(|one| one.kind), answer) {
                (Some(FactKind::DaysUntil), _) => Err("the calendar answers this; remove the fact"),
                (Some(FactKind::Number), Answer::YesNo(_)) => Err("answer with a number, or \"unknown\""),
                (Some(FactKind::YesNo), Answer::Number(_)) => Err("answer with true, false or \"unknown\""),
                _ => Ok(()),
            };
            let question = own.or(known.map(|one| one.question.clone()));
            match (fits, question) {
                (Err(hint), _) => {
                    let message = format!("the answer to \"{}\" does not fit its question", id.text);
                    problems.push(section.error(spot, message).hint(hint));
                }
                (Ok(()), None) => {
                    let message = format!("\"{}\" is no fact of the library and has no `question`", id.text);
                    let known: Vec<&str> = library.facts.iter().map(|one| one.id.as_str()).collect();
                    let hint = format!("say how it is asked, or use one of: {}", known.join(", "));
                    problems.push(section.error(id.spot, message).hint(hint));
                }
                (Ok(()), Some(question)) if !source.is_empty() => {
                    inputs.facts.push(StatedFact { id: id.text, question, answer, source });
                }
                _ => {}
            }
        }
        section.finish(problems);
    }
}

/// `true`, `false`, a number or `"unknown"`.
fn answer(section: &Section<'_>, problems: &mut Vec<Problem>) -> Option<(Answer, Spot)> {
    let hint = "answer = true, false, a number, or \"unknown\"";
    let spot = section.spot_of_key("answer");
    // Each manner is tried in silence: one of them is right, or none.
    let silence = &mut Vec::new();
    let found = if let Some(yes) = section.flag("answer", silence) {
        Some(Answer::YesNo(yes))
    } else if let Some((number, _)) = decimal(section, "answer", silence) {
        Some(Answer::Number(number))
    } else {
        section.text("answer", silence).filter(|text| text.text == "unknown").map(|_| Answer::Unknown)
    };
    if found.is_none() {
        let what = if section.has("answer") { "`answer` is no answer" } else { "`answer` is missing in [fact]" };
        problems.push(section.error(spot, what).hint(hint));
    }
    found.map(|answer| (answer, spot))
}
