//! Proposals for reading, and as JSON lines.

use crate::{
    document::markdown::plain,
    library::Question,
    matching::{Candidate, Entry, Match, Reason, Said},
    text::{
        compare::{Run, compare},
        one_line,
    },
};
use serde::Serialize;
use std::fmt::Write;

/// The longest line of a question or a title, in characters.
const LINE: usize = 100;

/// How what matters stands out where there are colours.
#[derive(Clone, Copy)]
struct Style {
    bold: &'static str,
    faint: &'static str,
    gone: [&'static str; 2],
    come: [&'static str; 2],
    end: &'static str,
}

const COLOURS: Style =
    Style { bold: "\x1b[1m", faint: "\x1b[2m", gone: ["\x1b[31;9m", "\x1b[0m"], come: ["\x1b[32m", "\x1b[0m"], end: "\x1b[0m" };
const PLAIN: Style = Style { bold: "", faint: "", gone: ["[-", "-]"], come: ["{+", "+}"], end: "" };

/// The proposals for one question.
pub(super) fn text(question: &Question, found: &[Match], long: bool, diff: bool, styled: bool) -> String {
    let style = if styled { COLOURS } else { PLAIN };
    let words = match one_line(&question.text.value) {
        words if words.is_empty() => "(no words)".to_owned(),
        words => shortened(&words),
    };
    let mut out = format!("{}{}  {words}{}\n", style.bold, question.id.value, style.end);
    for found in found {
        proposal(&mut out, found, style);
        if diff && is_answer(found) {
            let _ = writeln!(out, "        {}", differences(&found.entry.title, &question.text.value, style));
        }
        if long {
            read(found.entry).lines().for_each(|line| _ = writeln!(out, "{}", format!("        {line}").trim_end()));
        }
    }
    out.push_str(if found.is_empty() { "  nothing\n\n" } else { "\n" });
    out
}

fn proposal(out: &mut String, found: &Match, style: Style) {
    let entry = found.entry;
    let shade = if found.is_confident() { "" } else { style.faint };
    let about: Vec<String> = [Some(entry.state.word().to_owned()), entry.date.map(|date| date.long()), chosen(entry), said(found.said)]
        .into_iter()
        .flatten()
        .collect();
    let _ = writeln!(
        out,
        "  {shade}{:.2}  {}{}  {}",
        found.score,
        entry.candidate,
        if shade.is_empty() { "" } else { style.end },
        about.join(", ")
    );
    let _ = writeln!(out, "        {}", shortened(&one_line(&entry.title)));
    let because: Vec<String> = found.because.iter().map(ToString::to_string).collect();
    let _ = writeln!(out, "        {}{}{}", style.faint, because.join("; "), style.end);
}

fn is_answer(found: &Match) -> bool {
    matches!(found.entry.candidate, Candidate::Answer { .. })
}

fn chosen(entry: &Entry) -> Option<String> {
    entry.choice.as_ref().map(|choice| format!("“{choice}”"))
}

fn said(said: Said) -> Option<String> {
    let last = said.last.map(|date| format!(", last in {}", date.year)).unwrap_or_default();
    (said.times > 1).then(|| format!("said {} times{last}", said.times))
}

/// The text as a reader sees it, with at most one empty line between paragraphs.
fn read(entry: &Entry) -> String {
    let text = plain(&entry.text);
    let mut lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
    lines.dedup_by(|line, before| line.is_empty() && before.is_empty());
    lines.join("\n")
}

/// The past question with what went and what came.
fn differences(old: &str, new: &str, style: Style) -> String {
    let (old, new) = (one_line(old), one_line(new));
    let each = compare(&old, &new).runs.into_iter().map(|run| match run {
        Run::Same { new, .. } => new.to_owned(),
        Run::Removed(words) => marked(words, style.gone),
        Run::Added(words) => marked(words, style.come),
    });
    each.collect()
}

/// Spaces at the ends stand outside the marks.
fn marked(words: &str, [open, close]: [&str; 2]) -> String {
    let core = words.trim();
    let start = words.len() - words.trim_start().len();
    format!("{}{open}{core}{close}{}", &words[..start], &words[start + core.len()..])
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(LINE) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// The proposals for one question, one JSON object a line; with `diff`, how each past question differs.
pub(super) fn json(consultation: &str, question: &Question, found: &[Match], diff: bool) -> String {
    #[derive(Serialize)]
    struct Line<'l> {
        consultation: &'l str,
        question: &'l str,
        rank: usize,
        candidate: String,
        kind: &'l str,
        score: f64,
        confident: bool,
        state: &'l str,
        #[serde(skip_serializing_if = "Option::is_none")]
        date: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        choice: Option<&'l str>,
        title: &'l str,
        #[serde(skip_serializing_if = "Option::is_none")]
        from: Option<&'l str>,
        /// As a reader sees it.
        text: String,
        /// The past question with what went, `[-…-]`, and what came, `{+…+}`.
        #[serde(skip_serializing_if = "Option::is_none")]
        difference: Option<String>,
        said: usize,
        because: Vec<String>,
        reasons: &'l [Reason],
    }
    let line = |(at, it): (usize, &Match)| {
        let line = Line {
            consultation,
            question: &question.id.value,
            rank: at + 1,
            candidate: it.entry.candidate.to_string(),
            kind: if is_answer(it) { "answer" } else { "position" },
            score: it.score,
            confident: it.is_confident(),
            state: it.entry.state.word(),
            date: it.entry.date.map(|date| date.to_string()),
            choice: it.entry.choice.as_deref(),
            title: &it.entry.title,
            from: it.entry.consultation.as_deref(),
            text: read(it.entry),
            difference: (diff && is_answer(it)).then(|| differences(&it.entry.title, &question.text.value, PLAIN)),
            said: it.said.times,
            because: it.because.iter().map(ToString::to_string).collect(),
            reasons: &it.because,
        };
        format!("{}\n", serde_json::to_string(&line).unwrap_or_default())
    };
    found.iter().enumerate().map(line).collect()
}
