//! `respondent timeline`: what was said on a topic over the years.

use super::{Failure, Outcome, Shared, files, report};
use crate::{
    document::date::PrintedDate,
    library::Library,
    reuse::{self, Entry, Subject},
    text::nearest,
};
use clap::Args;
use std::{collections::BTreeSet, process::ExitCode};

/// Shows what the organisation said on a topic or a position over the years, and where it turned.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  respondent timeline send\n  respondent timeline send/place-funding --format json")]
pub(super) struct Timeline {
    /// A topic of positions, or a position by its id.
    #[arg(value_name = "TOPIC|POSITION")]
    subject: String,
    /// How to print it.
    #[arg(short, long, value_enum, default_value = "text")]
    format: report::Shown,
}

impl Timeline {
    pub(super) fn run(&self, shared: &Shared) -> Outcome {
        let opened = files::open_saying(shared)?;
        let library = &opened.library;
        let subject = Subject::find(library, &self.subject).ok_or_else(|| self.unknown(library))?;
        let timeline = reuse::timeline(library, &subject);
        let each = timeline.entries.iter().map(|entry| match self.format {
            report::Shown::Json => report::json_line(entry),
            report::Shown::Text => text(entry),
        });
        report::print(&each.collect::<String>());
        Ok(ExitCode::SUCCESS)
    }

    fn unknown(&self, library: &Library) -> Failure {
        let topics: BTreeSet<&str> = Subject::topics(library).collect();
        let failure = Failure::new(format!("no topic or position is called `{}`", self.subject));
        let known = topics.iter().copied().chain(library.positions.keys().map(String::as_str));
        if let Some(near) = nearest(&self.subject, known) {
            return failure.help(format!("did you mean `{near}`?"));
        }
        match topics.is_empty() {
            true if library.positions.is_empty() => {
                failure.help("the library has no positions yet: `respondent import positions` reads them")
            }
            true => failure.help("no position names its `topics` yet: write them into its front matter"),
            false => failure.help(format!("topics are {}", topics.iter().map(|topic| format!("`{topic}`")).collect::<Vec<_>>().join(", "))),
        }
    }
}

fn text(entry: &Entry) -> String {
    let date = entry.date.map_or_else(|| "undated".to_owned(), PrintedDate::long);
    let choice = if entry.choice.is_empty() { String::new() } else { format!(": {}", entry.choice.join("; ")) };
    let until = entry.until.map(|until| format!(", held until {}", until.long())).unwrap_or_default();
    let mut out = format!("{date}  {} ({} {}{until}){choice}\n", entry.said, entry.status, entry.kind);
    if let Some(turn) = &entry.turn {
        let reason = turn.reason.as_ref().map(|reason| format!(" ({reason})")).unwrap_or_default();
        // A position replaces what it turned from, and says so.
        let from = if entry.kind == "position" { String::new() } else { format!(", in `{}`", turn.from) };
        out.push_str(&format!("    turned: {}{from}{reason}\n", turn.how));
    }
    out.push_str(&format!("    {}\n", entry.title));
    for line in entry.question.iter().chain([&entry.sentence]).filter(|line| !line.is_empty()) {
        out.push_str(&format!("    {line}\n"));
    }
    out
}
