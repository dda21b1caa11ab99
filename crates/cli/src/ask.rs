//! How is somebody asked on a terminal? One line a question; without a terminal nobody is asked and nothing waits.
#![allow(
    clippy::disallowed_methods,
    reason = "this is the terminal's edge: it asks, and reads where an answer was put"
)]

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::Path;
use std::{env, fs};

/// Can somebody answer?
pub(crate) fn somebody_is_there() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks one question; an empty answer takes the default.
pub(crate) fn line(question: &str, default: &str) -> io::Result<String> {
    let mut out = anstream::stderr().lock();
    let hint = if default.is_empty() { String::new() } else { format!(" [{default}]") };
    write!(out, "{question}{hint}: ")?;
    out.flush()?;
    let mut answer = String::new();
    if io::stdin().lock().read_line(&mut answer)? == 0 {
        // Somebody who ends the input wants to leave, not to agree.
        return Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the questions were left; nothing was written"));
    }
    let answer = answer.trim();
    Ok(if answer.is_empty() { default.to_owned() } else { answer.to_owned() })
}

/// Asks until the answer can be read.
pub(crate) fn until<T>(question: &str, default: &str, read: impl Fn(&str) -> Result<T, String>) -> io::Result<T> {
    loop {
        match read(&line(question, default)?) {
            Ok(value) => return Ok(value),
            Err(hint) => writeln!(anstream::stderr(), "  {hint}")?,
        }
    }
}

/// The passphrase of a key: from a file, from `PLIMSOLL_PASSPHRASE`, or asked for without showing it.
///
/// A new one is asked for twice. An error is a sentence.
pub(crate) fn passphrase(file: Option<&Path>, key: &str, new: bool) -> Result<String, String> {
    if let Some(file) = file {
        let text = fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.to_string_lossy()))?;
        return Ok(text.trim_end_matches(['\n', '\r']).to_owned());
    }
    if let Ok(text) = env::var("PLIMSOLL_PASSPHRASE") {
        return Ok(text);
    }
    if !somebody_is_there() {
        return Err("a passphrase is needed: set PLIMSOLL_PASSPHRASE or name a file with --passphrase-file".to_owned());
    }
    let ask = |prompt: String| rpassword::prompt_password(prompt).map_err(|error| error.to_string());
    let first = ask(format!("Passphrase of the key \"{key}\": "))?;
    if !new {
        return Ok(first);
    }
    if first.is_empty() {
        return Err("a key without a passphrase protects nobody".to_owned());
    }
    let second = ask("The same again: ".to_owned())?;
    if first == second { Ok(first) } else { Err("the two are not the same".to_owned()) }
}
