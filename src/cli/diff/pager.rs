//! What is longer than the terminal goes through `$PAGER`, as other tools do it.

use super::{super::report, is_read_here};
use std::{
    io::Write,
    process::{Command, Stdio},
};

/// Prints a result: through `$PAGER` (else `less`) when somebody reads it in a terminal, else as it is.
/// A pager that cannot be started, or `cat`, or none at all, is no failure.
pub(super) fn show(text: &str) {
    let pager = std::env::var("PAGER").unwrap_or_else(|_| "less".to_owned());
    if !is_read_here() || pager.trim().is_empty() || pager.trim() == "cat" || !paged(&pager, text) {
        report::print(text);
    }
}

fn paged(pager: &str, text: &str) -> bool {
    let mut words = pager.split_whitespace();
    let Some(program) = words.next() else { return false };
    let mut command = Command::new(program);
    command.args(words).stdin(Stdio::piped());
    if std::env::var_os("LESS").is_none() {
        // Leave when it fits on one screen, keep colours, leave the text on the screen: as git does it.
        command.env("LESS", "FRX");
    }
    let Ok(mut child) = command.spawn() else { return false };
    if let Some(mut input) = child.stdin.take() {
        // A reader who leaves early is no failure.
        let _ = input.write_all(text.as_bytes());
    }
    child.wait().is_ok()
}

/// How many columns the terminal has: as `$COLUMNS` says, else as `stty` does.
pub(super) fn columns() -> Option<usize> {
    if let Some(columns) = std::env::var("COLUMNS").ok().and_then(|text| text.parse().ok()) {
        return Some(columns);
    }
    if !is_read_here() {
        return None;
    }
    let output = Command::new("stty").arg("size").stdin(Stdio::inherit()).stderr(Stdio::null()).output().ok()?;
    String::from_utf8_lossy(&output.stdout).split_whitespace().nth(1)?.parse().ok().filter(|columns| *columns > 0)
}
