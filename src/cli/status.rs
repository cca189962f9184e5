//! `respondent status`: every consultation at a glance.

use super::{Outcome, Shared, files, report, today};
use crate::{
    assemble::Assembler,
    check::{self, Looked},
    diagnostic::Severity,
    document::{Status as Stage, date::PrintedDate},
    library::Consultation,
    reuse::{self, Reuse},
};
use chrono::NaiveDate;
use clap::{Args, ValueEnum};
use comfy_table::{Attribute, Cell, CellAlignment, Color, ColumnConstraint, ContentArrangement, Table, presets};
use serde::Serialize;
use std::process::ExitCode;

/// Shows every consultation: when it closes, how far its response has come, what was found.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  respondent status --format json")]
pub(super) struct Status {
    /// How to print it.
    #[arg(short, long, value_enum, default_value = "table")]
    format: Form,
    /// The day to count from [default: today].
    #[arg(long, value_name = "DAY")]
    today: Option<NaiveDate>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Form {
    /// A table.
    Table,
    /// One JSON object a line.
    Json,
}

/// How the answers that somebody gave came about.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Counts {
    reused_unchanged: usize,
    reused_edited: usize,
    new: usize,
    empty: usize,
}

/// A consultation at a glance.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Row {
    id: String,
    title: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    channel: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    closes: Option<NaiveDate>,
    /// Below zero once it has closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    days_left: Option<i64>,
    status: Stage,
    questions: usize,
    answered: usize,
    proposed: usize,
    closed: usize,
    chosen: usize,
    #[serde(flatten)]
    reuse: Counts,
    words: usize,
    errors: usize,
    warnings: usize,
}

impl Status {
    pub(super) fn run(&self, shared: &Shared) -> Outcome {
        let opened = files::open(shared)?;
        let today = today(self.today);
        let assembler = Assembler::new(&opened.library);
        let mut rows: Vec<Row> = check::look_at_all(&opened.library, &opened.findings, today)
            .iter()
            .map(|looked| {
                let passages = reuse::passages(&opened.library, &assembler, &looked.document);
                let reuse = Reuse::of(&looked.document, &passages);
                row(&opened.library.consultations[&looked.id], looked, reuse, today)
            })
            .collect();
        rows.sort_by(|a, b| urgency(a).cmp(&urgency(b)).then_with(|| a.id.cmp(&b.id)));
        match self.format {
            Form::Json => {
                report::print(&rows.iter().map(|row| format!("{}\n", serde_json::to_string(row).unwrap_or_default())).collect::<String>())
            }
            Form::Table if rows.is_empty() => report::say("the library has no consultations yet: write `responses/ID/consultation.toml`\n"),
            Form::Table => report::print(&format!("{}\n", table(&rows))),
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn row(consultation: &Consultation, looked: &Looked, reuse: Reuse, today: NaiveDate) -> Row {
    let count = |severity| looked.findings.iter().filter(|finding| finding.severity == severity).count();
    let it = looked.progress;
    Row {
        id: looked.id.clone(),
        title: consultation.title.value.clone(),
        channel: consultation.channel.as_ref().map(|channel| channel.value.clone()),
        closes: consultation.closes,
        days_left: consultation.closes.map(|day| (day - today).num_days()),
        status: looked.document.meta.status,
        questions: it.questions,
        answered: it.answered,
        proposed: it.proposed,
        closed: it.closed,
        chosen: it.chosen,
        reuse: Counts { reused_unchanged: reuse.unchanged, reused_edited: reuse.edited, new: reuse.new, empty: reuse.empty },
        words: it.words,
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
    }
}

/// Open ones first, the nearest closing date before the others, then closed ones, the latest first.
fn urgency(row: &Row) -> (bool, i64) {
    let done = row.status == Stage::Submitted || row.days_left.is_some_and(|days| days < 0);
    let days = row.days_left.unwrap_or(i64::MAX);
    (done, if done { days.saturating_neg() } else { days })
}

fn table(rows: &[Row]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_BORDERS_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    // The printer takes colours away where they are not wanted.
    table.enforce_styling();
    let names = ["consultation", "channel", "closes", "left", "status", "answered", "reused", "choices", "words", "findings"];
    table.set_header(names.map(|name| Cell::new(name).add_attribute(Attribute::Bold)));
    for row in rows {
        table.add_row(cells(row));
    }
    if rows.iter().all(|row| row.channel.is_none())
        && let Some(column) = table.column_mut(1)
    {
        column.set_constraint(ColumnConstraint::Hidden);
    }
    table
}

fn cells(row: &Row) -> Vec<Cell> {
    let right = |text: String| Cell::new(text).set_alignment(CellAlignment::Right);
    let answered = match row.proposed {
        0 => format!("{}/{}", row.answered, row.questions),
        proposed => format!("{}/{} +{proposed}", row.answered, row.questions),
    };
    let complete = row.answered == row.questions;
    vec![
        Cell::new(&row.id),
        Cell::new(row.channel.as_deref().unwrap_or_default()),
        Cell::new(row.closes.map(|day| PrintedDate::from(day).long()).unwrap_or_default()),
        left(row),
        Cell::new(row.status.word()),
        right(answered).fg(if complete { Color::Green } else { Color::Yellow }),
        right((row.reuse.reused_unchanged + row.reuse.reused_edited).to_string()),
        right(format!("{}/{}", row.chosen, row.closed)),
        right(row.words.to_string()),
        found(row),
    ]
}

/// Days left: red in the last week, nothing once it is over.
fn left(row: &Row) -> Cell {
    match row.days_left {
        Some(days) if days < 0 || row.status == Stage::Submitted => Cell::new("closed").fg(Color::DarkGrey),
        Some(0) => Cell::new("today").fg(Color::Red).add_attribute(Attribute::Bold),
        Some(days) => {
            Cell::new(format!("{days} day{}", if days == 1 { "" } else { "s" })).fg(if days <= 7 { Color::Red } else { Color::Reset })
        }
        None => Cell::new(""),
    }
}

fn found(row: &Row) -> Cell {
    let part = |n: usize, word: &str| (n > 0).then(|| format!("{n} {word}{}", if n == 1 { "" } else { "s" }));
    let parts: Vec<String> = [part(row.errors, "error"), part(row.warnings, "warning")].into_iter().flatten().collect();
    let colour = if row.errors > 0 {
        Color::Red
    } else if row.warnings > 0 {
        Color::Yellow
    } else {
        Color::Green
    };
    Cell::new(if parts.is_empty() { "none".to_owned() } else { parts.join(", ") }).fg(colour)
}
