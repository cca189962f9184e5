//! `diff -o FILE.docx`: the new side as a Word file with tracked changes.

use super::{super::Failure, Found, Sides, is_read_here};
use crate::{
    diff::{
        Diff,
        redline::{Manner, redline},
    },
    document::date::PrintedDate,
    export::FORMATS,
};
use clap::Args;

/// Who is said to have made the changes where nobody is named.
const NOBODY: &str = "respondent";

/// What only a Word file needs.
#[derive(Debug, Args)]
pub(super) struct Tracked {
    /// In a Word file: who made the changes [default: who responds].
    #[arg(long, value_name = "NAME")]
    author: Option<String>,
    /// In a Word file: when they were made, a year, a month or a day [default: the new side's date].
    #[arg(long, value_name = "DATE", value_parser = date)]
    date: Option<PrintedDate>,
    /// In a Word file: the old answers in the order of the new questions, so that a question that moved shows its
    /// changed words. Rejecting all changes then gives the old words, not their order.
    #[arg(long)]
    by_question: bool,
}

fn date(text: &str) -> Result<PrintedDate, String> {
    text.parse().map_err(|_| "a date is written 2026, 2026-09 or 2026-09-06".to_owned())
}

impl Tracked {
    /// Whether anything was asked for that only a Word file has.
    pub(super) fn is_asked(&self) -> bool {
        self.author.is_some() || self.date.is_some() || self.by_question
    }

    /// The file.
    pub(super) fn write(&self, comparison: &Diff, old: &Found, new: &Found, sides: &Sides, to_file: bool) -> Result<Vec<u8>, Failure> {
        if !to_file && is_read_here() {
            return Err(Failure::new("a Word file cannot be read in the terminal").help("name a file: `-o changes.docx`"));
        }
        let organisation = sides.library().map(|library| &library.organisation);
        let responds = [Some(&new.document.meta.author), organisation.map(|organisation| &organisation.name)];
        let author = self.author.as_ref().into_iter().chain(responds.into_iter().flatten()).find(|name| !name.trim().is_empty());
        let manner = Manner {
            author: author.map_or(NOBODY, |name| name.trim()).to_owned(),
            date: self.date.or(new.document.meta.date),
            by_question: self.by_question,
        };
        let document = redline(comparison, &old.document, &new.document, &manner);
        let house = organisation.map(|organisation| organisation.house.clone()).unwrap_or_default();
        let format = FORMATS.iter().find(|format| format.name == "docx").ok_or_else(|| Failure::new("there is no such format"))?;
        (format.write)(&document, &house).map_err(|error| Failure::new(error.to_string()))
    }
}
