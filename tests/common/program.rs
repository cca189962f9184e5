//! The program, run on a library in a temporary folder.
#![allow(dead_code)]

use crate::common::Files;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::UNIX_EPOCH,
};
use tempfile::TempDir;

/// A folder that is deleted in the end, and another one for what is kept of it.
pub struct Folder(TempDir, TempDir);

/// What a run of the program gave.
#[derive(Debug)]
pub struct Ran {
    /// Its exit code; none where it was ended by a signal.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Folder {
    /// An empty folder.
    pub fn empty() -> Self {
        let new = || tempfile::tempdir().expect("a temporary folder");
        Self(new(), new())
    }

    /// A folder that holds a library.
    pub fn of(files: &Files) -> Self {
        let folder = Self::empty();
        for (path, bytes) in &files.0 {
            folder.write(path, bytes);
        }
        folder
    }

    /// Writes a file.
    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, bytes).expect("written");
    }

    /// A path in it.
    pub fn path(&self, inner: &str) -> PathBuf {
        self.0.path().join(inner)
    }

    /// What a file in it holds.
    pub fn text(&self, path: &str) -> String {
        String::from_utf8_lossy(&fs::read(self.path(path)).expect("a file")).into_owned()
    }

    /// Every file in it with what it holds.
    pub fn everything(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut all = Vec::new();
        collect(self.0.path(), &mut all);
        all.sort();
        all
    }

    /// Runs the program in it.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.run_kept(self.1.path(), arguments)
    }

    /// Runs the program in it, with another place for what is kept.
    pub fn run_kept(&self, cache: &Path, arguments: &[&str]) -> Ran {
        run(self.0.path(), &[("RESPONDENT_CACHE", cache)], arguments)
    }

    /// Runs the program in it, with a variable of the environment.
    pub fn run_with(&self, variable: (&str, &Path), arguments: &[&str]) -> Ran {
        run(self.0.path(), &[("RESPONDENT_CACHE", self.1.path()), variable], arguments)
    }

    /// The place for what is kept.
    pub fn cache(&self) -> &Path {
        self.1.path()
    }

    /// `check --format short`.
    pub fn check(&self) -> Ran {
        self.run(&["check", "--format", "short"])
    }
}

fn collect(folder: &Path, out: &mut Vec<(PathBuf, Vec<u8>)>) {
    for path in fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            collect(&path, out);
        } else {
            out.push((path.clone(), fs::read(&path).expect("a file")));
        }
    }
}

/// Runs the program in a folder. What it keeps is kept for the next run, but not for a program that was built
/// since: that one may keep something else.
pub fn run_in(folder: &Path, arguments: &[&str]) -> Ran {
    let built = fs::metadata(env!("CARGO_BIN_EXE_respondent")).and_then(|program| program.modified()).expect("the program");
    let built = built.duration_since(UNIX_EPOCH).expect("a day after 1970").as_nanos();
    let cache = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("kept-{built}"));
    run(folder, &[("RESPONDENT_CACHE", &cache)], arguments)
}

fn run(folder: &Path, environment: &[(&str, &Path)], arguments: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_respondent"));
    let output =
        command.args(arguments).current_dir(folder).envs(environment.iter().copied()).stdin(Stdio::null()).output().expect("the program");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    let ran = Ran { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) };
    assert!(!ran.err.contains("panicked") && ran.code.is_some(), "the program broke down: {ran:?}");
    ran
}

impl Ran {
    /// The findings of short output: `path:line:column code`.
    pub fn found(&self) -> Vec<String> {
        let found = self.out.lines().filter_map(|line| {
            let (place, rest) = line.split_once(": ")?;
            let code = rest.split_once('[')?.1.split_once(']')?.0;
            Some(format!("{place} {code}"))
        });
        found.collect()
    }

    /// Asserts that a finding is there, by place and code.
    #[track_caller]
    pub fn has(&self, wanted: &str) -> &Self {
        assert!(self.found().iter().any(|found| found == wanted), "no `{wanted}` in:\n{}{}", self.out, self.err);
        self
    }

    /// Asserts that a finding is there, by its code.
    #[track_caller]
    pub fn has_code(&self, code: &str) -> &Self {
        assert!(self.found().iter().any(|found| found.ends_with(&format!(" {code}"))), "no `{code}` in:\n{}{}", self.out, self.err);
        self
    }

    /// Asserts the exit code.
    #[track_caller]
    pub fn exits(&self, code: i32) -> &Self {
        assert_eq!(self.code, Some(code), "{self:?}");
        self
    }
}
