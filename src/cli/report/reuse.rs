//! `respondent report reuse`: what was reused where.

use super::{Shown, json_line, print, say};
use crate::{
    cli::{Outcome, Shared, files},
    document::date::PrintedDate,
    reuse::{self, PositionUse, ResponseReuse, Use},
};
use clap::{Args, Subcommand};
use comfy_table::{Attribute, Cell, CellAlignment, ContentArrangement, Table, presets};
use serde::Serialize;
use std::process::ExitCode;

/// Looks at the whole library and reports.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  respondent report reuse --format json")]
pub(in crate::cli) struct Report {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// For each response how its answers came about, for each position where it was used.
    #[command(after_help = "Example:\n  respondent report reuse")]
    Reuse {
        /// How to print it.
        #[arg(short, long, value_enum, default_value = "text")]
        format: Shown,
    },
}

/// One line of JSON.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case", tag = "kind")]
enum Line<'r> {
    Response(&'r ResponseReuse),
    Position(&'r PositionUse),
}

impl Report {
    pub(in crate::cli) fn run(&self, shared: &Shared) -> Outcome {
        let opened = files::open_saying(shared)?;
        let What::Reuse { format } = self.what;
        let report = reuse::report(&opened.library);
        match format {
            Shown::Json => {
                let responses = report.responses.iter().map(Line::Response);
                let lines = responses.chain(report.positions.iter().map(Line::Position)).map(|line| json_line(&line));
                print(&lines.collect::<String>());
            }
            Shown::Text if report.responses.is_empty() && report.positions.is_empty() => {
                say("the library has neither responses nor positions yet: `respondent import` brings in what exists\n");
            }
            Shown::Text => print(&format!("{}\n{}\n", responses(&report.responses), positions(&report.positions))),
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_BORDERS_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    table.enforce_styling();
    table.set_header(header.iter().map(|name| Cell::new(name).add_attribute(Attribute::Bold)));
    table
}

fn number(number: usize) -> Cell {
    Cell::new(number).set_alignment(CellAlignment::Right)
}

fn long(date: Option<PrintedDate>) -> String {
    date.map(PrintedDate::long).unwrap_or_default()
}

fn responses(responses: &[ResponseReuse]) -> Table {
    let mut table = table(&["response", "status", "date", "unchanged", "edited", "new", "drafted", "empty"]);
    for row in responses {
        let it = row.reuse;
        let counts = [it.unchanged, it.edited, it.new, it.proposed, it.empty];
        table.add_row([Cell::new(&row.id), Cell::new(row.status.word()), Cell::new(long(row.date))].into_iter().chain(counts.map(number)));
    }
    table
}

fn positions(positions: &[PositionUse]) -> Table {
    let mut table = table(&["position", "status", "last used", "where"]);
    for row in positions {
        let last = match row.used.iter().any(Use::is_said) {
            true => long(row.last),
            false if row.used.is_empty() => "never".to_owned(),
            false => "draft".to_owned(),
        };
        let places = row.used.iter().map(place).collect::<Vec<_>>().join("; ");
        table.add_row([row.id.clone(), row.status.to_owned(), last, places]);
    }
    table
}

fn place(used: &Use) -> String {
    let place = format!("{} {}", used.response, used.paragraphs.join(", "));
    let draft = if used.is_said() { "" } else { " (draft)" };
    format!("{}{draft}", place.trim_end())
}
