//! How are the answers of the interview kept in `pathway.toml`? Read strictly, written so that people can go on by hand.

use std::fmt::Write;

use model::{Problem, Spot};
use tables::{Document, Section, Text, toml_text};

use super::all_answers::{AllAnswers, ORGANIZATION, OwnAnswers};
use super::given::NoAnswer;
use super::question::{Answers, Question};
use super::rules::Contradiction;

/// The only version of the file so far.
const FORMAT: i64 = 1;

/// What finds answers that cannot hold together, each with the questions that it rests on.
type Contradictory<'f> = &'f dyn Fn(&Answers) -> Vec<Contradiction>;

/// What becomes of the name of a product or site: the name by which the dossier knows it, or why it knows none.
pub type Known<'f> = &'f dyn Fn(&str) -> Result<String, NoAnswer>;

/// So many products and sites have answers of their own; a page of more helps nobody.
const MOST_SUBJECTS: usize = 200;

/// Reads answers.
///
/// In: the name under which problems are reported, the text, the questions, what finds answers that cannot hold
/// together, which become warnings, and what knows the products and sites. Out: everything that was answered, also
/// what fits no question, so that a path names it as a misfit; and every problem with its place and what would be right.
pub(super) fn read(
    file: &str,
    text: &str,
    questions: &[Question],
    contradictions: Contradictory<'_>,
    known: Known<'_>,
) -> (AllAnswers, Vec<Problem>) {
    let (document, mut problems) = Document::read(file, text);
    let root = document.root();
    let mut all = AllAnswers::default();
    if !problems.is_empty() {
        // What is no TOML holds no answers, and nothing is missing in it either.
        return (all, problems);
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
        let mut places = Vec::new();
        all.organization = answers_of(&section, questions, &mut places, &mut problems);
        for one in contradictions(&all.organization) {
            let spot = place_of(&places, &one).unwrap_or(section.spot());
            problems.push(Problem::warning(&file.into(), spot, one.says).hint(one.right));
        }
        section.finish(&mut problems);
    }
    for (number, entry) in root.sections("subject", &mut problems).into_iter().enumerate() {
        if number == MOST_SUBJECTS {
            let message = format!("more than {MOST_SUBJECTS} products and sites with answers of their own");
            let hint = "give products that are alike one entry; from here on nothing is read";
            problems.push(entry.error(entry.spot(), message).hint(hint));
        }
        if number < MOST_SUBJECTS {
            let subject = subject(&entry, &all, questions, (contradictions, known), &mut problems);
            all.subjects.extend(subject);
            entry.finish(&mut problems);
        }
    }
    root.finish(&mut problems);
    problems.sort();
    (all, problems)
}

/// What is answered for one product or site; `None` where nobody can tell for which, or it has an entry already.
fn subject(
    entry: &Section<'_>,
    all: &AllAnswers,
    questions: &[Question],
    (contradictions, known): (Contradictory<'_>, Known<'_>),
    problems: &mut Vec<Problem>,
) -> Option<OwnAnswers> {
    let id = entry.required("id", problems);
    let written = id.text.trim();
    let name = match known(written) {
        _ if written.is_empty() => {
            if entry.has("id") && id.spot != entry.spot() {
                problems.push(entry.error(id.spot, "`id` is empty").hint("name a product, system, programme or site"));
            }
            None
        }
        _ if written == ORGANIZATION => {
            let message = format!("\"{ORGANIZATION}\" is no product or site");
            problems.push(entry.error(id.spot, message).hint("what holds for the organization stands in [answers]"));
            None
        }
        Ok(name) => Some(name),
        Err(wrong) => {
            problems.push(Problem::warning(entry.file(), id.spot, wrong.what).hint(wrong.right));
            Some(written.to_owned())
        }
    };
    let twice = name.as_ref().filter(|name| all.own(name).is_some());
    if let Some(name) = twice {
        let message = format!("\"{name}\" has two entries");
        problems.push(entry.error(id.spot, message).hint("keep one with all its answers; this one counts for nothing"));
    }
    let mut own = OwnAnswers { id: name.clone().unwrap_or_default(), answers: Answers::default() };
    if let Some(section) = entry.section("answers", problems) {
        let mut places = Vec::new();
        own.answers = answers_of(&section, questions, &mut places, problems);
        let found = contradictions(&own.answers.over(&all.organization));
        for one in found.into_iter().filter(|one| one.concerns(&own.answers)) {
            let spot = place_of(&places, &one).unwrap_or(section.spot());
            let message = format!("{}: {}{}", own.id, one.says, one.whose(&own.answers));
            problems.push(Problem::warning(entry.file(), spot, message).hint(one.right));
        }
        section.finish(problems);
    }
    (name.is_some() && twice.is_none()).then_some(own)
}

/// The answers of one section. In: where to note the place of each choice.
fn answers_of(
    section: &Section<'_>,
    questions: &[Question],
    places: &mut Vec<(String, Text)>,
    problems: &mut Vec<Problem>,
) -> Answers {
    let mut answers = Answers::default();
    for key in section.keys() {
        let question = questions.iter().find(|question| question.id == key.text);
        let choices = choices_of(section, &key.text, question, problems);
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
    answers
}

/// Where the choice stands at which to look, or another answer to a question of the contradiction.
fn place_of(places: &[(String, Text)], one: &Contradiction) -> Option<Spot> {
    let at = |(question, choice): &&(String, Text)| *question == one.question && choice.text == one.choice;
    let beside = |(question, _): &&(String, Text)| one.questions.contains(question);
    places.iter().find(at).or_else(|| places.iter().find(beside)).map(|(_, choice)| choice.spot)
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

/// The file for answers. A question that the organization skipped stands in it as a comment; a product or site has the
/// questions that it answers itself only, because the others are answered above.
pub(super) fn write(all: &AllAnswers, questions: &[Question]) -> String {
    let mut text = format!(
        "# What was answered to the questions of `plimsoll start`; `plimsoll pathway` reads it.\n\
         # A question that is left out was skipped. `plimsoll start` writes this file anew, without other comments.\n\
         format = {FORMAT}\n\n[answers]\n"
    );
    for question in questions {
        let _ = writeln!(text, "# {}", question.asks);
        let _ = match line(&all.organization, question) {
            None => writeln!(text, "# {} = skipped", question.id),
            Some(line) => writeln!(text, "{line}"),
        };
    }
    for (number, one) in all.subjects.iter().enumerate() {
        if number == 0 {
            text.push_str(
                "\n# One product, system, programme or site: an answer here replaces that of the organization for it.\n",
            );
        } else {
            text.push('\n');
        }
        let _ = writeln!(text, "[[subject]]\nid = {}\n[subject.answers]", toml_text(&one.id));
        for question in questions {
            if let Some(line) = line(&one.answers, question) {
                let _ = writeln!(text, "# {}\n{line}", question.asks);
            }
        }
    }
    text
}

/// An answer as the file holds it; `None` where the question was skipped.
fn line(answers: &Answers, question: &Question) -> Option<String> {
    let quoted: Vec<String> = answers.of(&question.id).iter().map(|choice| toml_text(choice)).collect();
    match (quoted.as_slice(), question.several) {
        ([], _) => None,
        ([one], false) => Some(format!("{} = {one}", question.id)),
        _ => Some(format!("{} = [{}]", question.id, quoted.join(", "))),
    }
}
