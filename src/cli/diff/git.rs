//! The library as it was in a revision, by the `git` program.

use super::super::Failure;
use crate::{
    diagnostic::Diagnostic,
    library::{File, Library},
};
use std::{
    io::{ErrorKind, Write},
    path::Path,
    process::{Command, Output, Stdio},
};

/// Reads the library of a folder as it was in a revision, and what is wrong in it.
pub(super) fn library(root: &Path, revision: &str) -> Result<(Library, Vec<Diagnostic>), Failure> {
    let commit = format!("{revision}^{{commit}}");
    let known = git(root, &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit], None)?;
    if !known.status.success() {
        let inside = git(root, &["rev-parse", "--is-inside-work-tree"], None)?.status.success();
        return Err(match inside {
            true => Failure::new(format!("git knows no revision `{revision}`"))
                .help("`git log --oneline` lists revisions; a branch or a tag is one too"),
            false => Failure::new("this library is not kept in git, so that it has no revisions")
                .help("`ID@submitted` is what was sent; a file can be named instead"),
        });
    }
    let commit = String::from_utf8_lossy(&known.stdout).trim().to_owned();
    let listed =
        git(root, &["ls-tree", "-r", "-z", "--name-only", &commit, "respondent.toml", "positions", "responses", "templates"], None)?;
    let paths: Vec<String> = listed
        .stdout
        .split(|byte| *byte == 0)
        .filter(|path| !path.is_empty())
        .map(|path| String::from_utf8_lossy(path).into_owned())
        .collect();
    if !paths.iter().any(|path| path == "respondent.toml") {
        return Err(Failure::new(format!("there was no library here in revision `{revision}`")).help("name a later revision"));
    }
    Ok(Library::read(contents(root, &commit, &paths)?))
}

/// All files at once: a process for each would take a second for a hundred.
fn contents(root: &Path, commit: &str, paths: &[String]) -> Result<Vec<File>, Failure> {
    let wanted: String = paths.iter().filter(|path| !path.contains('\n')).map(|path| format!("{commit}:./{path}\n")).collect();
    let output = git(root, &["cat-file", "--batch"], Some(wanted.as_bytes()))?.stdout;
    let mut rest = output.as_slice();
    let mut files = Vec::new();
    for path in paths.iter().filter(|path| !path.contains('\n')) {
        let Some((bytes, behind)) = next(rest) else { break };
        files.push(File { path: path.clone(), bytes: Ok(bytes.to_vec()) });
        rest = behind;
    }
    Ok(files)
}

/// The next file of `cat-file --batch`: a line that ends in its size, its bytes, a line end.
fn next(output: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = output.iter().position(|byte| *byte == b'\n')?;
    let size: usize = std::str::from_utf8(&output[..end]).ok()?.rsplit(' ').next()?.parse().ok()?;
    let bytes = output.get(end + 1..end + 1 + size)?;
    Some((bytes, output.get(end + 2 + size..).unwrap_or_default()))
}

fn git(root: &Path, arguments: &[&str], input: Option<&[u8]>) -> Result<Output, Failure> {
    let cannot = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => Failure::new("the program `git` is not there").help("install git, or name a file instead of a revision"),
        _ => Failure::new(format!("git cannot be run: {error}")),
    };
    let folder = if root.as_os_str().is_empty() { Path::new(".") } else { root };
    let mut command = Command::new("git");
    command.arg("-C").arg(folder).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().map_err(cannot)?;
    let pipe = child.stdin.take();
    let given = input.map(<[u8]>::to_vec);
    // Written beside reading: git answers before it has read all.
    let writer = std::thread::spawn(move || {
        if let (Some(mut pipe), Some(given)) = (pipe, given) {
            let _ = pipe.write_all(&given);
        }
    });
    let output = child.wait_with_output().map_err(cannot)?;
    let _ = writer.join();
    Ok(output)
}
