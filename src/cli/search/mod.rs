//! `respondent search`: words anywhere in the library.

mod kept;
mod show;

use super::{Failure, Outcome, Shared, cache::Cache, files, report};
use crate::{
    library::Library,
    search::{Order, Query, Trouble, Wrong},
};
use clap::{Args, ValueEnum};
use kept::Kept;
use std::{collections::BTreeMap, path::Path, process::ExitCode};

/// Finds words in positions, answers, questions and standard text.
///
/// An entry is found when it has all the words, whatever their endings; `"place funding"` is a phrase, and
/// `-transport` must not be there. Synonyms of `respondent.toml` are looked for too, but not those of a phrase.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(super) struct Search {
    /// Words, phrases, fields.
    #[arg(required = true, allow_hyphen_values = true)]
    words: Vec<String>,
    /// What comes first.
    #[arg(short, long, value_enum, default_value = "relevance")]
    sort: Sort,
    /// How many to show.
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    most: usize,
    /// How to print it.
    #[arg(short, long, value_enum, default_value = "text")]
    format: Form,
}

const HELP: &str = "\
Fields:
  in:answers            or positions, questions, boilerplate
  topic:send            what a position is about
  status:current        or superseded, withdrawn; draft, in-review, approved, submitted
  before:2024           earlier than this year, month or day
  after:2020-05         from this year, month or day on
  consultation:ID       one consultation and our response to it
  department:education  a part of the department's name
  choice:agree          what was chosen; several words in quotation marks
  A minus before any of them turns it round: -status:withdrawn

Example:
  respondent search place funding topic:send before:2024
  respondent search \"delegated duties\" in:answers --sort date";

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Sort {
    /// What fits best.
    Relevance,
    /// The latest.
    Date,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Form {
    /// With the words in bold, or between two asterisks where there are no colours.
    Text,
    /// One JSON object a line; marks are ranges of characters.
    Json,
}

impl Search {
    pub(super) fn run(&self, shared: &Shared) -> Outcome {
        if let Some(option) = self.words.iter().find(|word| word.starts_with("--")) {
            let failure = Failure::new(format!("there is no option `{option}`"));
            return Err(failure.help("`respondent search --help` lists them; to look for it, put it in quotation marks"));
        }
        let query = Query::of_arguments(&self.words).map_err(meaningless)?;
        let root = files::find(shared.library.as_deref())?;
        let cache = Cache::of(&root, shared.quiet);
        let index = Kept { root: &root, cache: &cache, quiet: shared.quiet }.index()?;
        let order = match self.sort {
            Sort::Relevance => Order::Relevance,
            Sort::Date => Order::Date,
        };
        let found = index.find(&query, &synonyms(&root), order, self.most).map_err(|trouble| match trouble {
            Trouble::Wrong(wrong) => meaningless(wrong),
            Trouble::Broken(broken) => Failure::new(format!("the library cannot be searched: {broken}")),
        })?;
        match self.format {
            Form::Text => report::print(&show::text(&found, &root, report::is_styled())),
            Form::Json => report::print(&show::json(&found, &root)),
        }
        if !shared.quiet {
            report::say(&show::talk(&found));
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn meaningless(wrong: Wrong) -> Failure {
    Failure::new(wrong.message).help(wrong.help)
}

/// Words that mean the same, as the organisation says.
fn synonyms(root: &Path) -> BTreeMap<String, Vec<String>> {
    Library::read_apart(files::read_some(root, ["respondent.toml"])).0.organisation.synonyms
}
