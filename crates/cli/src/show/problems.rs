//! How are problems named? One line each, the hint below.

use model::visible;
use report::ProblemResult;

use super::layout::{BAD, CARE, FAINT, counted, styled};

/// Every problem as `file:line:column: severity: message` with its hint, and how many there are.
pub(crate) fn problems(problems: &[ProblemResult]) -> String {
    let mut text = String::new();
    for problem in problems {
        let style = if problem.is_error() { BAD } else { CARE };
        let severity = styled(style, problem.severity);
        text.push_str(&format!(
            "{}:{}:{}: {severity}: {}\n",
            visible(&problem.file),
            problem.line,
            problem.column,
            visible(&problem.message)
        ));
        if !problem.hint.is_empty() {
            text.push_str(&format!("  {}\n", styled(FAINT, format!("hint: {}", visible(&problem.hint)))));
        }
    }
    let errors = problems.iter().filter(|problem| problem.is_error()).count();
    if errors > 0 {
        let errors = counted(errors, "error in the input", "errors in the input");
        text.push_str(&format!("{}\n", styled(BAD, errors)));
    }
    text
}

/// Why a command could not begin.
pub(crate) fn refusal(error: &app::Error) -> String {
    match error {
        // These name their place themselves.
        app::Error::NoFile { .. } | app::Error::TooLarge { .. } => error.to_string(),
        other => format!("{}: {other}", styled(BAD, "error")),
    }
}
