//! The files that a person names: files, folders, standard input.

use super::super::Failure;
use crate::{import::read::READERS, library::checksum};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::{
    fs,
    io::Read,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};
use walkdir::WalkDir;

/// The most bytes that are read of a file: larger ones are no text that a person wrote.
const MOST: u64 = 512 << 20;

/// A file to be imported.
pub(super) struct Input {
    /// Its name, without folders; `standard input` for that.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    /// SHA-256 of the bytes, in hexadecimal digits.
    pub(super) checksum: String,
}

/// Reads every file that is meant. Folders give the files in them that a reader knows by their ending.
pub(super) fn gather(paths: &[PathBuf]) -> Result<Vec<Input>, Failure> {
    let mut inputs = Vec::new();
    for path in paths {
        if path.as_os_str() == "-" {
            let mut bytes = Vec::new();
            let read = std::io::stdin().lock().take(MOST).read_to_end(&mut bytes);
            read.map_err(|error| Failure::new(format!("standard input cannot be read: {error}")))?;
            inputs.push(input("standard input".to_owned(), bytes));
        } else if path.is_dir() {
            let known = |path: &Path| {
                let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
                READERS.iter().any(|reader| reader.extensions.contains(&ending.as_str()))
            };
            let files = WalkDir::new(path).sort_by_file_name().into_iter().flatten().filter(|entry| entry.file_type().is_file());
            for entry in files.filter(|entry| known(entry.path())) {
                inputs.push(file(entry.path())?);
            }
        } else {
            inputs.push(file(path)?);
        }
    }
    if inputs.is_empty() {
        return Err(
            Failure::new("there is no file to import").help("name files, or a folder that holds .docx, .odt, .pdf, .html, .md or .txt")
        );
    }
    Ok(inputs)
}

fn file(path: &Path) -> Result<Input, Failure> {
    let cannot = |error: std::io::Error| {
        let failure = Failure::new(format!("`{}` cannot be read: {error}", path.display()));
        failure.help("see whether it is there, and who may read it")
    };
    let mut bytes = Vec::new();
    fs::File::open(path).and_then(|file| file.take(MOST).read_to_end(&mut bytes)).map_err(cannot)?;
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Ok(input(name, bytes))
}

fn input(name: String, bytes: Vec<u8>) -> Input {
    Input { checksum: checksum(&bytes), name, bytes }
}

/// A progress bar that is only shown when there is something to wait for.
pub(super) struct Progress {
    bar: ProgressBar,
    began: Instant,
}

impl Progress {
    pub(super) fn new(files: usize) -> Self {
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}") {
            bar.set_style(style);
        }
        // A single large file shows by itself that it is being read.
        let slow = bar.clone();
        std::thread::spawn(move || {
            std::thread::sleep(Duration::from_secs(1));
            if !slow.is_finished() {
                slow.set_draw_target(ProgressDrawTarget::stderr());
                slow.tick();
            }
        });
        Self { bar, began: Instant::now() }
    }

    pub(super) fn next(&self, name: &str) {
        self.bar.set_message(name.to_owned());
        if self.began.elapsed() > Duration::from_secs(1) {
            self.bar.tick();
        }
        self.bar.inc(1);
    }

    pub(super) fn done(&self) {
        self.bar.finish_and_clear();
    }
}
