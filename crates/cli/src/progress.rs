//! Is it still at work? A line on the terminal once something takes more than a second.
#![allow(clippy::disallowed_methods, reason = "the terminal is ours, and watching the time is the point")]

use std::io::{self, IsTerminal, Write};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use app::Count;

/// Runs some work; when it takes more than a second and a person is watching, says what it is doing and for how long.
pub(crate) fn show<T>(doing: &str, work: impl FnOnce() -> T) -> T {
    show_count(doing, &Arc::default(), work)
}

/// The same, with how many of how many pieces of the work are done.
pub(crate) fn show_count<T>(doing: &str, count: &Arc<Count>, work: impl FnOnce() -> T) -> T {
    if !io::stderr().is_terminal() {
        return work();
    }
    let (done, watch) = mpsc::channel::<()>();
    let (doing, count) = (doing.to_owned(), Arc::clone(count));
    let watcher = thread::spawn(move || {
        let since = Instant::now();
        let mut shown = false;
        while let Err(RecvTimeoutError::Timeout) = watch.recv_timeout(Duration::from_secs(1)) {
            shown = true;
            // A terminal that cannot be written to is no reason to stop working.
            let _ = write!(io::stderr(), "\r\x1b[2K{}", line(&doing, count.now(), since.elapsed()));
        }
        if shown {
            let _ = write!(io::stderr(), "\r\x1b[2K");
        }
    });
    let result = work();
    drop(done);
    let _ = watcher.join();
    result
}

/// What is said while a person waits. One piece of work is not worth counting.
fn line(doing: &str, (done, of): (usize, usize), waited: Duration) -> String {
    let seconds = waited.as_secs();
    if of > 1 { format!("{doing} … {done} of {of}, {seconds} s") } else { format!("{doing} … {seconds} s") }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::line;

    #[test]
    fn work_in_pieces_says_how_many_are_done() {
        let waited = Duration::from_millis(7_900);
        assert_eq!(line("planning", (0, 0), waited), "planning … 7 s");
        assert_eq!(line("planning", (0, 1), waited), "planning … 7 s");
        assert_eq!(line("planning", (120, 501), waited), "planning … 120 of 501, 7 s");
    }
}
