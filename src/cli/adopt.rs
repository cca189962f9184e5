//! `respondent adopt`: words of a past answer or a position become the answer.

use super::{Failure, Outcome, Shared, change::Turn, files, meaning, new, report, unknown_consultation};
use crate::{draft, library::Consultation, text::nearest};
use clap::Args;
use std::process::ExitCode;

/// Puts a past answer or a position into the draft, with where it came from.
///
/// Where the old consultation is an earlier round of this one (`follows`), its title, its department and its
/// closing day become those of the new one. Its years and shortened names, and every name of another
/// consultation, are marked `[check: …]`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  respondent adopt place-funding-2027 9 send/place-funding\n  respondent adopt place-funding-2027 9 1")]
pub(super) struct Adopt {
    /// The consultation: the name of its folder in `responses/`.
    id: String,
    /// The question's id.
    question: String,
    /// A past answer (`working-together-2023/4`), a position (`send/place-funding`), or its rank in `suggest`.
    candidate: String,
    /// Put the words behind an answer that is there.
    #[arg(long)]
    add: bool,
}

impl Adopt {
    pub(super) fn run(&self, shared: &Shared) -> Outcome {
        let turn = Turn::take(shared)?;
        let opened = files::open(shared)?;
        let library = &opened.library;
        let Some(consultation) = library.consultations.get(&self.id) else { return Err(unknown_consultation(library, &self.id)) };
        let question = consultation.question(&self.question).ok_or_else(|| self.unknown_question(consultation))?;
        let adopted = draft::adopt(library, consultation, question, (&self.candidate, self.add), &|matcher| {
            meaning::teach(matcher, consultation, &opened.root, shared.quiet);
        })?;
        let path = opened.root.join("responses").join(&self.id).join("response.md");
        new::write(&turn, library, (&self.id, &path), &adopted.text)?;
        adopted.said.iter().for_each(|said| report::say(&format!("{said}\n")));
        if !shared.quiet {
            report::say(&format!("put {} under question {} of {}\n", adopted.name, self.question, path.display()));
        }
        Ok(ExitCode::SUCCESS)
    }

    fn unknown_question(&self, consultation: &Consultation) -> Failure {
        let failure = Failure::new(format!("`{}` has no question `{}`", self.id, self.question));
        match nearest(&self.question, consultation.question_ids()) {
            Some(near) => failure.help(format!("did you mean `{near}`?")),
            None => {
                let ids: Vec<String> = consultation.question_ids().take(30).map(|id| format!("`{id}`")).collect();
                failure.help(if ids.is_empty() { "it asks none yet".to_owned() } else { format!("there are {}", ids.join(", ")) })
            }
        }
    }
}
