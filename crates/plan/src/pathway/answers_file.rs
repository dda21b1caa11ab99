//! How are the answers of the interview kept in `pathway.toml`? Read strictly, written so that people can go on by hand.

use std::fmt::Write;

use model::Problem;
use tables::{Document, Section, Text, toml_text};

use super::question::{Answers, Question};

/// The only version of the file so far.
const FORMAT: i64 = 1;

/// Reads answers.
///
/// In: the name under which problems are reported, the text, and the questions. Out: everything that was answered, also
/// what fits no question, so that a path names it as a misfit; and every problem with its place and what would be right.
pub(super) fn read(file: &str, text: &str, questions: &[Question]) -> (Answers, Vec<Problem>) {
    let (document, mut problems) = Document::read(file, text);
    let root = document.root();
    let mut answers = Answers::default();
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
        for key in section.keys() {
            let choices = choices_of(&section, &key.text, &mut problems);
            let Some(question) = questions.iter().find(|question| question.id == key.text) else {
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
        section.finish(&mut problems);
    }
    root.finish(&mut problems);
    problems.sort();
    (answers, problems)
}

/// One text, or a list of them; an empty list is a skipped question.
fn choices_of(section: &Section<'_>, key: &str, problems: &mut Vec<Problem>) -> Vec<Text> {
    let mut not_a_text = Vec::new();
    match section.text(key, &mut not_a_text) {
        Some(text) => vec![text],
        None => section.texts(key, problems),
    }
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
