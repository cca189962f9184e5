//! What was found, for a person and for a program.

use crate::{
    document::date::PrintedDate,
    search::{Found, Hit, Note, Snippet},
};
use serde::Serialize;
use std::path::Path;

/// Bold and faint, and the end of both.
const BOLD: &str = "\u{1b}[1m";
const FAINT: &str = "\u{1b}[2m";
const PLAIN: &str = "\u{1b}[0m";

/// The longest title that is shown, in characters.
const TITLE: usize = 96;

/// Every hit: what it is, what it is about, its words, its place.
pub(super) fn text(found: &Found, root: &Path, styled: bool) -> String {
    found.hits.iter().map(|hit| one(hit, root, styled)).collect::<Vec<_>>().join("\n")
}

fn one(hit: &Hit, root: &Path, styled: bool) -> String {
    let style = |on: &str, text: &str| if styled { format!("{on}{text}{PLAIN}") } else { text.to_owned() };
    let mut out = format!("{}  {}\n", style(BOLD, &hit.id), facts(hit).join(" · "));
    for about in [Some(&hit.title), hit.consultation.as_ref()].into_iter().flatten().filter(|about| !about.is_empty()) {
        out += &format!("  {}\n", style(FAINT, &shortened(about)));
    }
    let (open, close) = if styled { (BOLD, PLAIN) } else { ("**", "**") };
    if !hit.snippet.text.is_empty() {
        out += &format!("  {}\n", marked(&hit.snippet, open, close));
    }
    out + &format!("  {}\n", style(FAINT, &place(hit, root)))
}

/// What it is, when it was, how it stands.
fn facts(hit: &Hit) -> Vec<String> {
    let date = hit.date.as_ref().map(|date| date.parse().map_or(date.clone(), PrintedDate::long));
    let choice = Some(hit.choice.join("; ")).filter(|choice| !choice.is_empty());
    let said = (hit.said > 1).then(|| format!("said {} times, this is the last", hit.said));
    [Some(hit.kind.name().to_owned()), date, choice, hit.status.clone(), said].into_iter().flatten().collect()
}

fn place(hit: &Hit, root: &Path) -> String {
    // What is built in is in no file of the library.
    if hit.path.ends_with(')') {
        return hit.path.clone();
    }
    format!("{}:{}", path(hit, root), hit.line)
}

fn path(hit: &Hit, root: &Path) -> String {
    root.join(&hit.path).display().to_string().replace('\\', "/")
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(TITLE) {
        Some((end, _)) => format!("{} …", text[..end].rsplit_once(' ').map_or(&text[..end], |(words, _)| words)),
        None => text.to_owned(),
    }
}

fn marked(snippet: &Snippet, open: &str, close: &str) -> String {
    let mut out = String::new();
    let mut at = 0;
    for mark in &snippet.marks {
        out.extend([&snippet.text[at..mark.start], open, &snippet.text[mark.clone()], close]);
        at = mark.end;
    }
    out + &snippet.text[at..]
}

/// What a program wants to know of a hit.
#[derive(Serialize)]
struct Line<'h> {
    kind: &'h str,
    id: &'h str,
    title: &'h str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<&'h String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    consultation: Option<&'h String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<&'h String>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    choice: &'h [String],
    path: String,
    line: u64,
    text: &'h str,
    marks: Vec<[usize; 2]>,
    score: f64,
    said: usize,
}

/// One object a line.
pub(super) fn json(found: &Found, root: &Path) -> String {
    found.hits.iter().map(|hit| format!("{}\n", serde_json::to_string(&line(hit, root)).unwrap_or_default())).collect()
}

fn line<'h>(hit: &'h Hit, root: &Path) -> Line<'h> {
    let text = hit.snippet.text.as_str();
    let characters = |at: usize| text[..at].chars().count();
    Line {
        kind: hit.kind.name(),
        id: &hit.id,
        title: &hit.title,
        date: hit.date.as_ref(),
        consultation: hit.consultation.as_ref(),
        status: hit.status.as_ref(),
        choice: &hit.choice,
        path: path(hit, root),
        line: hit.line,
        text,
        marks: hit.snippet.marks.iter().map(|mark| [characters(mark.start), characters(mark.end)]).collect(),
        score: hit.score,
        said: hit.said,
    }
}

/// What a person should know besides.
pub(super) fn talk(found: &Found) -> String {
    let mut out: String = found.notes.iter().map(|note| format!("{}\n", told(note))).collect();
    let shown = found.hits.len();
    if found.empty {
        out += "the library has nothing of its own to find yet: `respondent import` reads old submissions, consultations and positions\n";
    } else if shown == 0 {
        out += "nothing found\n";
    } else if shown < found.count {
        out += &format!("{shown} of {}: `--most {}` shows all\n", found.count, found.count);
    }
    out
}

fn told(note: &Note) -> String {
    match note {
        Note::Spelling { written, shown } => format!("nothing is written `{written}`; shown for `{shown}`"),
        Note::Unknown { written } => format!("nothing is written `{written}`, nor nearly"),
        Note::Synonyms { written, also } => {
            let also: Vec<String> = also.iter().map(|words| format!("`{words}`")).collect();
            format!("`{written}` stands also for {}", also.join(", "))
        }
        Note::Some => "nothing has all of these words; shown for some of them".to_owned(),
    }
}
