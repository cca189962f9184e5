//! `respondent new`: a response is started, or what a started one lacks is added.

use super::{Failure, Outcome, Shared, files, meaning, report, unknown_consultation};
use crate::{
    draft::{self, Insertion, Refusal},
    text::counted,
};
use clap::Args;
use std::{fs, path::Path, process::ExitCode};

/// Starts a response: every question with its words, its options and what could answer it.
///
/// Proposals are comments with their reasons: nothing is adopted in silence. What a question is mapped to
/// stands below it with its source. On a draft that is started, only the questions that it lacks are added.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  respondent new place-funding-2027\n  respondent new working-together-2026 --from working-together-2023"
)]
pub(super) struct New {
    /// The consultation: the name of its folder in `responses/`.
    id: String,
    /// Carry an earlier round forward: answers to unchanged questions, what changed, what was dropped.
    #[arg(long, value_name = "RESPONSE")]
    from: Option<String>,
}

impl New {
    pub(super) fn run(&self, shared: &Shared) -> Outcome {
        let opened = files::open(shared)?;
        let library = &opened.library;
        let Some(consultation) = library.consultations.get(&self.id) else { return Err(unknown_consultation(library, &self.id)) };
        let started = draft::start(library, consultation, self.from.as_deref(), &|matcher| {
            meaning::teach(matcher, consultation, &opened.root, shared.quiet);
        })?;
        let path = opened.root.join("responses").join(&self.id).join("response.md");
        let changed = write(&path, &started.text)?;
        started.said.iter().for_each(|said| report::say(&format!("{said}\n")));
        if !shared.quiet {
            let what = format!("{}, {} with text", counted(started.questions, "question"), started.answered);
            report::say(&match (changed, &started.text) {
                (false, _) => format!("{} has every question already: nothing was changed\n", path.display()),
                (true, Ok(_)) => format!("wrote {}: {what}; proposals are in comments\n", path.display()),
                (true, Err(_)) => format!("added to {}: {what}; nothing else was changed\n", path.display()),
            });
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Writes a draft or what is put into it; gives whether anything is to be written.
pub(super) fn write(path: &Path, text: &Result<String, Vec<Insertion>>) -> Result<bool, Failure> {
    match text {
        Ok(text) => files::write(path, text.as_bytes())?,
        Err(insertions) if insertions.is_empty() => return Ok(false),
        Err(insertions) => {
            let bytes = fs::read(path).map_err(|error| Failure::new(format!("`{}` cannot be read: {error}", path.display())))?;
            files::write(path, draft::apply(&bytes, insertions)?.as_bytes())?;
        }
    }
    Ok(true)
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::new(refusal.message).help(refusal.help)
    }
}
