//! `respondent search`: words anywhere in the library.

mod kept;
mod show;
mod unsynced;

use super::{Failure, Outcome, Shared, cache::Cache, files, report};
use crate::{
    library::Library,
    search::{Found, Order, Query, Trouble, Wrong},
};
use clap::{Args, ValueEnum};
use kept::Kept;
use std::{collections::BTreeMap, ffi::OsString, path::Path, process::ExitCode};

/// Finds words in positions, answers, questions and standard text.
///
/// An entry is found when it has all the words, whatever their endings; `"place funding"` is a phrase, and
/// `-transport` must not be there. Synonyms of `respondent.toml` are looked for too, but not those of a phrase.
#[derive(Debug, Args)]
#[command(after_help = HELP)]
pub(super) struct Search {
    /// Words, phrases, fields.
    #[arg(required = true)]
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
  respondent search place funding topic:send status:current
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
        let query = Query::of_arguments(&self.words).map_err(meaningless)?;
        let root = files::find(shared.library.as_deref())?;
        let found = self.find(&query, &root, shared.quiet)?;
        match self.format {
            Form::Text => report::print(&show::text(&found, &root, report::is_styled())),
            Form::Json => report::print(&show::json(&found, &root)),
        }
        if !shared.quiet {
            report::say(&show::talk(&found));
        }
        Ok(ExitCode::SUCCESS)
    }

    /// Looks in the index that is kept. Where that cannot be read after all (another run is just making it
    /// anew, or it may be read but not locked), in a copy of it, else in one for this run alone.
    fn find(&self, query: &Query, root: &Path, quiet: bool) -> Result<Found, Failure> {
        let cache = Cache::of(root, quiet);
        let kept = Kept { root, cache: &cache, quiet };
        let order = match self.sort {
            Sort::Relevance => Order::Relevance,
            Sort::Date => Order::Date,
        };
        let synonyms = synonyms(root);
        let found = kept.index()?.find(query, &synonyms, order, self.most);
        let found = match found {
            Err(Trouble::Broken(_)) => {
                kept.copied().map_or_else(|| kept.in_memory().map(|(index, _)| index), Ok)?.find(query, &synonyms, order, self.most)
            }
            found => found,
        };
        found.map_err(|trouble| match trouble {
            Trouble::Wrong(wrong) => meaningless(wrong),
            Trouble::Broken(broken) => Failure::new(format!("the library cannot be searched: {broken}")),
        })
    }
}

/// The program's arguments with a true minus sign before words that must not be there: `-transport` would
/// be taken for seven options.
pub(super) fn with_minus(arguments: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let mut searching = false;
    let each = arguments.map(|argument| match argument.to_str() {
        Some(text) if searching && excludes(text) => OsString::from(format!("\u{2212}{}", &text[1..])),
        text => {
            searching |= text == Some("search");
            argument
        }
    });
    each.collect()
}

/// Whether an argument is `-` and a word, and not an option with its value (`-n5`, `-fjson`).
fn excludes(argument: &str) -> bool {
    let Some(word) = argument.strip_prefix('-').filter(|word| word.chars().count() > 1 && !word.starts_with('-')) else { return false };
    let number = word.strip_prefix('n').is_some_and(|rest| rest.trim_start_matches('=').bytes().all(|byte| byte.is_ascii_digit()));
    !number && !["fjson", "ftext", "sdate", "srelevance"].contains(&word)
}

fn meaningless(wrong: Wrong) -> Failure {
    Failure::new(wrong.message).help(wrong.help)
}

/// Words that mean the same, as the organisation says.
fn synonyms(root: &Path) -> BTreeMap<String, Vec<String>> {
    Library::read_apart(files::read_some(root, ["respondent.toml"])).0.organisation.synonyms
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_to_leave_out_is_no_option() {
        let of = |text: &str| {
            with_minus(text.split(' ').map(OsString::from)).into_iter().filter_map(|it| it.into_string().ok()).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(
            of("respondent search a -transport -topic:x -n 3 -n5 -fjson --most 2 -q"),
            "respondent search a \u{2212}transport \u{2212}topic:x -n 3 -n5 -fjson --most 2 -q"
        );
        assert_eq!(of("respondent build -o x"), "respondent build -o x");
    }
}
