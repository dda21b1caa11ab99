//! How are the answers of the interview kept in `pathway.toml`? Read strictly, written so that people can go on by hand.

use std::fmt::Write;

use model::Problem;
use tables::{Document, Section, Text, toml_text};

use super::question::{Answers, Question};
use super::rules::Contradiction;

/// The only version of the file so far.
const FORMAT: i64 = 1;

/// Reads answers.
///
/// In: the name under which problems are reported, the text, the questions, and what finds answers that cannot hold
/// together, which become warnings. Out: everything that was answered, also
/// what fits no question, so that a path names it as a misfit; and every problem with its place and what would be right.
pub(super) fn read(
    file: &str,
    text: &str,
    questions: &[Question],
    contradictions: impl Fn(&Answers) -> Vec<Contradiction>,
) -> (Answers, Vec<Problem>) {
    let (document, mut problems) = Document::read(file, text);
    let root = document.root();
    let mut answers = Answers::default();
    if !problems.is_empty() {
        // What is no TOML holds no answers, and nothing is missing in it either.
        return (answers, problems);
    }
    match root.number("format", &mut problems) {
        Some((FORMAT, _)) => {}
        Some((other, spot)) => {
            let message = format!("format {other} is not known");
            problems.push(root.error(spot, message).hint(format!("write format = {FORMAT}")));
        }
        None if !root.has("format") => {
            let message = "`format` is missing here";
            problems.push(root.error(root.spot(), message).hint(format!("write format = {FORMAT}")));
        }
        None => {}
    }
    if let Some(section) = root.section("answers", &mut problems) {
        let mut places: Vec<(String, Text)> = Vec::new();
        for key in section.keys() {
            let question = questions.iter().find(|question| question.id == key.text);
            let choices = choices_of(&section, &key.text, question, &mut problems);
            places.extend(choices.iter().map(|choice| (key.text.clone(), choice.clone())));
            let Some(question) = question else {
                let known: Vec<&str> = questions.iter().map(|question| question.id.as_str()).collect();
                let message = format!("there is no question \"{}\"", key.text);
                problems.push(section.error(key.spot, message).hint(format!("questions are {}", known.join(", "))));
                choices.iter().for_each(|choice| answers.add(&key.text, &choice.text));
                continue;
            };
            for choice in &choices {
                if let Err(wrong) = question.check(&choice.text) {
                    problems.push(section.error(choice.spot, wrong.what).hint(wrong.right));
                }
                answers.add(&key.text, &choice.text);
            }
            if let Some(second) = choices.get(1).filter(|_| !question.several) {
                let message = format!("\"{}\" has one answer, not {}", question.id, choices.len());
                problems.push(section.error(second.spot, message).hint("keep the one that fits best, or leave it out"));
            }
        }
        for one in contradictions(&answers) {
            let at = |(question, choice): &&(String, Text)| *question == one.question && choice.text == one.choice;
            let spot = places.iter().find(at).map_or(section.spot(), |(_, choice)| choice.spot);
            problems.push(Problem::warning(&file.into(), spot, one.says).hint(one.right));
        }
        section.finish(&mut problems);
    }
    root.finish(&mut problems);
    problems.sort();
    (answers, problems)
}

/// One text, or a list of them; an empty list is a skipped question. A wrong kind hears what the question takes.
fn choices_of(section: &Section<'_>, key: &str, question: Option<&Question>, problems: &mut Vec<Problem>) -> Vec<Text> {
    if let Some(text) = section.text(key, &mut Vec::new()) {
        return vec![text];
    }
    let mut wrong = Vec::new();
    let texts = section.texts(key, &mut wrong);
    problems.extend(wrong.into_iter().map(|problem| match question {
        Some(question) => problem.hint(question.takes()),
        None => problem,
    }));
    texts
}

/// The file for answers; a skipped question stands in it as a comment with what could be answered.
pub(super) fn write(answers: &Answers, questions: &[Question]) -> String {
    let mut text = format!(
        "# What was answered to the questions of `plimsoll start`; `plimsoll pathway` reads it.\n\
         # A question that is left out was skipped. `plimsoll start` writes this file anew, without other comments.\n\
         format = {FORMAT}\n\n[answers]\n"
    );
    for question in questions {
        let _ = writeln!(text, "# {}", question.asks);
        let chosen: Vec<&str> = answers.of(&question.id).iter().map(String::as_str).collect();
        let quoted: Vec<String> = chosen.iter().map(|choice| toml_text(choice)).collect();
        let _ = match (chosen.as_slice(), question.several) {
            ([], _) => writeln!(text, "# {} = skipped", question.id),
            ([_], false) => writeln!(text, "{} = {}", question.id, quoted.join("")),
            _ => writeln!(text, "{} = [{}]", question.id, quoted.join(", ")),
        };
    }
    text
}
