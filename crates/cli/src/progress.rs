//! Is it still at work? A line on the terminal once something takes more than a second.
#![allow(clippy::disallowed_methods, reason = "the terminal is ours, and watching the time is the point")]

use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// Runs some work; when it takes more than a second and a person is watching, says what it is doing and for how long.
pub(crate) fn show<T>(doing: &str, work: impl FnOnce() -> T) -> T {
    if !io::stderr().is_terminal() {
        return work();
    }
    let (done, watch) = mpsc::channel::<()>();
    let doing = doing.to_owned();
    let watcher = thread::spawn(move || {
        let since = Instant::now();
        let mut shown = false;
        while let Err(RecvTimeoutError::Timeout) = watch.recv_timeout(Duration::from_secs(1)) {
            shown = true;
            // A terminal that cannot be written to is no reason to stop working.
            let _ = write!(io::stderr(), "\r{doing} … {} s", since.elapsed().as_secs());
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
