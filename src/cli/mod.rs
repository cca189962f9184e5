//! The program: a verb on the command line is a module of the same name here.
//!
//! Only this room touches the disk, the clock and the terminal. Standard output is the result, standard
//! error is the talk. Exit 0 done; 1 done, with findings at or above `--deny`; 2 could not.

mod adopt;
mod build;
mod cache;
mod change;
mod check;
mod diff;
mod files;
mod import;
mod init;
mod meaning;
mod model;
mod new;
mod portal;
mod report;
mod search;
mod status;
mod submit;
mod suggest;
mod timeline;
mod why;

use crate::{
    diagnostic::{Diagnostic, Severity},
    library::Library,
};
use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::{fmt, path::PathBuf, process::ExitCode};

/// Drafts responses to consultations from an organisation's own positions, past answers and standard text.
#[derive(Debug, Parser)]
#[command(name = "respondent", version, max_term_width = 100, propagate_version = true)]
#[command(after_help = "Example:\n  respondent init my-library\n  respondent --library my-library build example")]
struct Arguments {
    #[command(flatten)]
    shared: Shared,
    #[command(subcommand)]
    verb: Verb,
}

/// What every verb takes.
#[derive(Debug, Args)]
struct Shared {
    /// The library's folder; otherwise the nearest one above this folder that holds `respondent.toml`.
    #[arg(long, global = true, value_name = "DIR")]
    library: Option<PathBuf>,
    /// When to use colours.
    #[arg(long, global = true, value_enum, default_value_t = Colour::Auto, value_name = "WHEN", hide_possible_values = false)]
    color: Colour,
    /// Print results and findings only.
    #[arg(short, long, global = true)]
    quiet: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Colour {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
enum Verb {
    /// Puts a past answer or a position into a draft, with where it came from.
    Adopt(adopt::Adopt),
    /// Assembles a response and writes it as a Word document, Markdown, HTML or JSON.
    Build(build::Build),
    /// Shows everything that is wrong with the library, at once.
    Check(check::Check),
    /// Shows what changed between two responses, positions or files: questions, choices, words.
    Diff(diff::Diff),
    /// Reads old submissions, consultation documents and position pages into records.
    Import(import::Import),
    /// Starts a library: settings to fill in, standard text, a small worked example.
    Init(init::Init),
    /// Puts a sentence model where this program finds it, for proposals by meaning.
    Model(model::Model),
    /// Starts a response: every question with what could answer it.
    New(new::New),
    /// Writes what goes into the boxes of an online form, as a page, CSV or JSON.
    Portal(portal::Portal),
    /// Reports on the whole library: what was reused where.
    Report(report::reuse::Report),
    /// Finds words in positions, answers, questions and standard text.
    Search(search::Search),
    /// Shows every consultation: when it closes, and how far its response has come.
    Status(status::Status),
    /// Records that a response was sent, and keeps the words as they were sent.
    Submit(submit::Submit),
    /// Shows what was said before and what the organisation thinks, for each question.
    Suggest(suggest::Suggest),
    /// Shows what was said on a topic or a position over the years.
    Timeline(timeline::Timeline),
    /// Says where a paragraph came from.
    Why(why::Why),
}

/// A severity as `--deny` takes it.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Deny {
    Error,
    Warning,
    Note,
}

/// Why the program could not do what was asked: exit 2.
#[derive(Debug)]
pub(crate) struct Failure {
    message: String,
    help: Option<String>,
}

type Outcome = Result<ExitCode, Failure>;

/// Runs the program on its arguments.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse_from(search::with_minus(std::env::args_os()));
    match arguments.shared.color {
        Colour::Auto => {}
        Colour::Always => anstream::ColorChoice::Always.write_global(),
        Colour::Never => anstream::ColorChoice::Never.write_global(),
    }
    let shared = &arguments.shared;
    let outcome = match &arguments.verb {
        Verb::Adopt(adopt) => adopt.run(shared),
        Verb::Build(build) => build.run(shared),
        Verb::Check(check) => check.run(shared),
        Verb::Diff(diff) => diff.run(shared),
        Verb::Import(import) => import.run(shared),
        Verb::Init(init) => init.run(shared),
        Verb::Model(model) => model.run(shared),
        Verb::New(new) => new.run(shared),
        Verb::Portal(portal) => portal.run(shared),
        Verb::Report(report) => report.run(shared),
        Verb::Search(search) => search.run(shared),
        Verb::Status(status) => status.run(shared),
        Verb::Submit(submit) => submit.run(shared),
        Verb::Suggest(suggest) => suggest.run(shared),
        Verb::Timeline(timeline) => timeline.run(shared),
        Verb::Why(why) => why.run(shared),
    };
    outcome.unwrap_or_else(|failure| {
        report::failure(&failure);
        ExitCode::from(2)
    })
}

impl Failure {
    fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl From<Deny> for Severity {
    fn from(deny: Deny) -> Self {
        match deny {
            Deny::Error => Self::Error,
            Deny::Warning => Self::Warning,
            Deny::Note => Self::Note,
        }
    }
}

/// Exit 1 when something is as bad as `deny` or worse.
fn exit(findings: &[Diagnostic], deny: Severity) -> ExitCode {
    ExitCode::from(u8::from(crate::check::worst(findings).is_some_and(|worst| worst >= deny)))
}

/// The day of the check: as given, else today by the computer's clock.
fn today(given: Option<NaiveDate>) -> NaiveDate {
    given.unwrap_or_else(|| chrono::Local::now().date_naive())
}

/// The first of several names, and how many more there are.
fn some(names: &[&str]) -> String {
    const SHOWN: usize = 20;
    let shown = names.iter().take(SHOWN).map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    match names.len() {
        0 => "none".to_owned(),
        n if n > SHOWN => format!("{shown} and {} more", n - SHOWN),
        _ => shown,
    }
}

/// A consultation that is not there: the nearest one, or all.
fn unknown_consultation(library: &Library, id: &str) -> Failure {
    let failure = Failure::new(format!("no consultation is called `{id}`"));
    if let Some(near) = library.nearest_consultation(id) {
        return failure.help(format!("did you mean `{near}`?"));
    }
    let ids: Vec<&str> = library.consultations.keys().map(String::as_str).collect();
    match ids.is_empty() {
        true => failure.help("the library has none yet: write `responses/ID/consultation.toml`"),
        false => failure.help(format!("there are {}", some(&ids))),
    }
}
