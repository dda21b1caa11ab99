//! What do `start` and `pathway` do? One asks, both answer which parts come in which order.

use std::io::{self, Write};

use app::{Error, Interview};
use report::json;

use crate::args::ListFormat;
use crate::ask;
use crate::commands::{Ended, ended, print, refuse};
use crate::pathway_args::{PathwayArgs, StartArgs};
use crate::show;

/// What a use case gave; how the command ended if it could not begin.
macro_rules! done {
    ($result:expr) => {
        match $result {
            Ok(value) => value,
            Err(error) => return refuse(&error),
        }
    };
}

pub(crate) fn start(catalogue: &app::Catalogue, args: &StartArgs) -> Ended {
    if args.questions {
        let questions = app::questions(catalogue);
        return print(&match args.format {
            ListFormat::Json => json(&questions).map_err(io::Error::other)?,
            ListFormat::Table => show::questions(&questions),
        });
    }
    let mut interview = done!(Interview::open(catalogue, args.dir.as_deref(), args.subject.as_deref()));
    // Nobody should answer ten questions to hear at the end that they cannot be kept.
    done!(interview.may_keep());
    let given = done!(interview.give(&args.answers));
    if let Some(doubt) = interview.doubtful() {
        writeln!(anstream::stderr(), "{}", show::painted(&format!("warning: {doubt}")))?;
    }
    if ask::somebody_is_there() && !args.no_questions {
        match ask_all(&mut interview, &given) {
            Err(left) if left.kind() == io::ErrorKind::UnexpectedEof => {
                return refuse(&Error::WrongQuestion(left.to_string()));
            }
            other => other?,
        }
    } else if interview.is_empty() {
        return refuse(&Error::WrongQuestion(
            "nobody is here to be asked; answer with --answer, such as `plimsoll start --answer role=integrator \
             --answer aim=tender`, and see `plimsoll start --questions`"
                .to_owned(),
        ));
    }
    let kept = done!(interview.keep());
    let answer = interview.path(args.at.unwrap_or_else(app::today));
    print(&match args.format {
        ListFormat::Json => json(&answer).map_err(io::Error::other)?,
        ListFormat::Table => {
            show::pathway(&answer) + &show::kept(args.dir.as_deref(), kept.as_deref(), interview.subject())
        }
    })?;
    ended(&answer.problems)
}

pub(crate) fn pathway(catalogue: &app::Catalogue, args: &PathwayArgs) -> Ended {
    let dir = args.dir.to_string_lossy();
    if !app::is_dossier(&args.dir) {
        let message =
            format!("{dir} is no folder; `plimsoll start {dir}` asks a few questions and keeps the answers there");
        return refuse(&Error::WrongQuestion(message));
    }
    let mut interview = done!(Interview::open(catalogue, Some(&args.dir), args.subject.as_deref()));
    if let Some(unread) = interview.unread() {
        return refuse(&unread);
    }
    done!(interview.is_known());
    done!(interview.give(&args.answers));
    let answer = interview.path(args.at.unwrap_or_else(app::today));
    if interview.leads_nowhere() && answer.problems.is_empty() {
        return refuse(&Error::WrongQuestion(format!(
            "nothing is answered in {dir} yet; `plimsoll start {dir}` asks and keeps the answers in pathway.toml, and \
             --answer gives one here"
        )));
    }
    print(&match args.format {
        ListFormat::Json => json(&answer).map_err(io::Error::other)?,
        ListFormat::Table => show::pathway(&answer),
    })?;
    ended(&answer.problems)
}

/// Asks every question that was not answered beside the command.
fn ask_all(interview: &mut Interview<'_>, given: &[String]) -> io::Result<()> {
    if let Some(subject) = interview.subject() {
        write!(anstream::stderr(), "{}", show::asked_for(subject))?;
    }
    let questions = interview.questions().to_vec();
    let open: Vec<_> = questions.iter().filter(|question| !given.contains(&question.id)).collect();
    for (number, question) in open.iter().enumerate() {
        write!(anstream::stderr(), "{}", show::question(number + 1, open.len(), question))?;
        let position = |id: &String| question.choices.iter().position(|choice| choice.id == *id);
        let before: Vec<String> = interview.answers().of(&question.id).to_vec();
        let numbers: Vec<String> = before.iter().filter_map(position).map(|index| (index + 1).to_string()).collect();
        let behind: Vec<&str> = (question.choices.iter())
            .filter(|choice| interview.behind(&question.id).contains(&choice.id))
            .map(|choice| choice.says.as_str())
            .collect();
        if interview.subject().is_some() {
            write!(anstream::stderr(), "{}", show::behind(&behind))?;
        }
        let what = if question.several { "Numbers, separated by commas" } else { "A number" };
        let prompt = if numbers.is_empty() { format!("{what} (Enter skips)") } else { format!("{what} (- skips)") };
        let read = |text: &str| match text {
            "-" => Ok(Vec::new()),
            text => question.read(text).map_err(|wrong| format!("{}; {}", wrong.what, wrong.right)),
        };
        let chosen = ask::until(&prompt, &numbers.join(","), read)?;
        interview.choose(&question.id, &chosen);
        writeln!(anstream::stderr())?;
    }
    Ok(())
}
