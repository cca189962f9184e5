//! `respondent new`: a response is started, or what a started one lacks is added.

use super::{Failure, Outcome, Shared, change::Turn, files, meaning, report, unknown_consultation};
use crate::{
    draft::{self, Insertion, Refusal, Started},
    library::Library,
    text::counted,
};
use clap::Args;
use std::{path::Path, process::ExitCode};

/// Starts a response: every question with its words, its options and what could answer it.
///
/// Proposals are comments with their reasons: nothing is adopted in silence. What a question is mapped to
/// stands below it with its source. On a draft that is started, only the questions that it lacks are added, and
/// proposals for those that are empty.
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
        let turn = Turn::take(shared)?;
        let opened = files::open(shared)?;
        let library = &opened.library;
        let Some(consultation) = library.consultations.get(&self.id) else { return Err(unknown_consultation(library, &self.id)) };
        let started = draft::start(library, consultation, self.from.as_deref(), &|matcher| {
            meaning::teach(matcher, consultation, &opened.root, shared.quiet);
        })?;
        let path = opened.root.join("responses").join(&self.id).join("response.md");
        let changed = write(&turn, library, (&self.id, &path), &started.text)?;
        started.said.iter().for_each(|said| report::say(&format!("{said}\n")));
        if !shared.quiet {
            report::say(&match changed {
                false => format!("{} has every question already: nothing was changed\n", path.display()),
                true if started.text.is_ok() => format!("wrote {}: {}\n", path.display(), summary(&started)),
                true => format!("added to {}: {}; nothing else was changed\n", path.display(), summary(&started)),
            });
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// `4 questions, 1 with text, 3 with proposals in comments`
fn summary(started: &Started) -> String {
    let filled = (started.filled > 0).then(|| format!("{} that stood empty", counted(started.filled, "question")));
    let written = (started.questions > 0 || filled.is_none()).then(|| counted(started.questions, "question"));
    let proposed = match started.proposed {
        0 => "nothing to propose".to_owned(),
        some => format!("{some} with proposals in comments"),
    };
    let parts = [written, filled, Some(format!("{} with text", started.answered)), Some(proposed)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Writes the draft of a consultation, at a path, or what is put into it; gives whether anything is to be written.
pub(super) fn write(
    turn: &Turn,
    library: &Library,
    (id, path): (&str, &Path),
    text: &Result<String, Vec<Insertion>>,
) -> Result<bool, Failure> {
    let read = library.responses.get(id).and_then(|response| response.body).map(|body| library.sources.text(body.source));
    match (text, read) {
        (Ok(text), _) => turn.write_new(path, text)?,
        (Err(insertions), _) if insertions.is_empty() => return Ok(false),
        (Err(insertions), read) => {
            turn.change(path, read.unwrap_or_default(), |raw| Ok(draft::apply(raw.as_bytes(), insertions)?))?;
        }
    }
    Ok(true)
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::new(refusal.message).help(refusal.help)
    }
}
