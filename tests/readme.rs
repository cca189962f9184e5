//! The README is true: its commands are run, and what they print is what it shows.
#![cfg(unix)]

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// A command of the README and what it shows below it.
struct Step<'a> {
    command: &'a str,
    shown: String,
}

fn steps(readme: &str) -> Vec<Step<'_>> {
    let mut steps: Vec<Step> = Vec::new();
    for block in readme.split("```console\n").skip(1) {
        for line in block.split("```").next().unwrap_or_default().lines() {
            match line.strip_prefix("$ ") {
                Some(command) => steps.push(Step { command, shown: String::new() }),
                None => steps.last_mut().expect("a command comes first").shown.push_str(&format!("{}\n", line.trim_end())),
            }
        }
    }
    steps
}

/// The example library, away from this repository, so that nothing is written into it.
fn copy_of_the_example(to: &Path) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for part in ["respondent.toml", "positions", "responses", "templates"] {
        copy(&root.join(part), &to.join(part));
    }
}

fn copy(from: &Path, to: &Path) {
    if from.is_dir() {
        fs::create_dir_all(to).expect("a folder");
        for entry in fs::read_dir(from).expect("a folder") {
            let entry = entry.expect("an entry");
            copy(&entry.path(), &to.join(entry.file_name()));
        }
    } else {
        fs::copy(from, to).expect("a copy");
    }
}

#[test]
fn the_commands_of_the_readme_print_what_it_shows() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("a README");
    let home = tempfile::tempdir().expect("a folder");
    copy_of_the_example(home.path());
    let programs = Path::new(env!("CARGO_BIN_EXE_respondent")).parent().expect("a folder");
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap_or_default());
    let mut here: PathBuf = home.path().to_owned();
    let mut ran = 0;
    for Step { command, shown } in steps(&readme) {
        if let Some(folder) = command.strip_prefix("cd ") {
            here.push(folder);
            continue;
        }
        // This is the second of the two commands: it is what runs here.
        if command == "cargo test" {
            continue;
        }
        let command = command.replace("cargo run --release --", "respondent");
        let run =
            Command::new("sh").args(["-c", &format!("{{ {command}; }} 2>&1")]).current_dir(&here).env("PATH", &path).output().expect("sh");
        let printed: String = String::from_utf8_lossy(&run.stdout).lines().map(|line| format!("{}\n", line.trim_end())).collect();
        if !shown.is_empty() {
            assert_eq!(printed, shown, "what `{command}` prints is not what the README shows");
        } else {
            assert!(run.status.success(), "`{command}` failed:\n{printed}");
        }
        ran += 1;
    }
    assert!(ran >= 6, "the README shows a session");
    assert!(home.path().join("out/working-together-2023.docx").exists(), "the first command does the main job");
}
