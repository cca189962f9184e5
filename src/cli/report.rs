//! The only printer: findings long, short, as JSON lines or SARIF, and why something could not be done. What
//! `respondent report` reports is below.

pub(super) mod reuse;
mod sarif;

use super::Failure;
use crate::{
    diagnostic::{Diagnostic, Severity},
    source::{Sources, Span},
};
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};
use clap::ValueEnum;
use serde::Serialize;
use std::{io::Write, path::Path};

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Form {
    /// With the line, carets and help.
    Long,
    /// One line each: `file:line:column: severity[code]: message`.
    Short,
    /// One JSON object a line.
    Json,
    /// SARIF 2.1.0, for code hosts.
    Sarif,
}

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Shown {
    /// To be read.
    Text,
    /// One JSON object a line.
    Json,
}

/// Findings for standard output (`check`) or standard error (everything else).
pub(super) struct Report<'a> {
    pub(super) sources: &'a Sources,
    /// Put before paths, so that they can be opened from the working folder.
    pub(super) root: &'a Path,
    pub(super) form: Form,
}

impl Report<'_> {
    /// All findings as text.
    pub(super) fn text(&self, findings: &[Diagnostic]) -> String {
        match self.form {
            Form::Long => findings.iter().map(|finding| self.long(finding)).collect(),
            Form::Short => findings.iter().map(|finding| self.short(finding)).collect(),
            Form::Json => findings.iter().map(|finding| self.json(finding)).collect(),
            Form::Sarif => sarif::log(self, findings),
        }
    }

    fn path(&self, span: Span) -> String {
        path(self.sources, self.root, span)
    }

    fn short(&self, finding: &Diagnostic) -> String {
        let place = finding.span.map(|span| {
            let at = self.sources.locate(span);
            format!("{}:{}:{}: ", self.path(span), at.line, at.column)
        });
        format!("{}{}[{}]: {}\n", place.unwrap_or_default(), word(finding.severity), finding.code.name, finding.message)
    }

    fn long(&self, finding: &Diagnostic) -> String {
        let level = match finding.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        };
        let title = level.primary_title(finding.message.as_str()).id(finding.code.name);
        let mut group = Group::with_title(title);
        if let Some(span) = finding.span {
            group = group.element(self.snippet(span, AnnotationKind::Primary, None));
        }
        for (span, why) in &finding.related {
            group = group.element(self.snippet(*span, AnnotationKind::Context, Some(why)));
        }
        if let Some(help) = &finding.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        format!("{}\n\n", Renderer::styled().render(&[group]))
    }

    /// The line a span begins on, with carets under the part of it that the span covers.
    fn snippet<'s>(&'s self, span: Span, kind: AnnotationKind, label: Option<&'s String>) -> Snippet<'s, Annotation<'s>> {
        let text = self.sources.text(span.source);
        let start = (span.start as usize).min(text.len());
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let end = (span.end as usize).clamp(start, line_end);
        let annotation = kind.span(start - line_start..end - line_start);
        let annotation = match label {
            Some(label) => annotation.label(label.as_str()),
            None => annotation,
        };
        let line = self.sources.locate(Span { start: start as u32, ..span }).line;
        Snippet::source(&text[line_start..line_end]).line_start(line).path(self.path(span)).annotation(annotation)
    }

    fn json(&self, finding: &Diagnostic) -> String {
        #[derive(Serialize)]
        struct Place {
            path: String,
            line: usize,
            column: usize,
            #[serde(skip_serializing_if = "Option::is_none")]
            why: Option<String>,
        }
        #[derive(Serialize)]
        struct Line<'f> {
            code: &'f str,
            severity: Severity,
            message: &'f str,
            #[serde(flatten)]
            place: Option<Place>,
            #[serde(skip_serializing_if = "Option::is_none")]
            help: Option<&'f String>,
            #[serde(skip_serializing_if = "Vec::is_empty")]
            related: Vec<Place>,
        }
        let place = |span: Span, why: Option<String>| {
            let at = self.sources.locate(span);
            Place { path: self.path(span), line: at.line, column: at.column, why }
        };
        let line = Line {
            code: finding.code.name,
            severity: finding.severity,
            message: &finding.message,
            place: finding.span.map(|span| place(span, None)),
            help: finding.help.as_ref(),
            related: finding.related.iter().map(|(span, why)| place(*span, Some(why.clone()))).collect(),
        };
        format!("{}\n", serde_json::to_string(&line).unwrap_or_default())
    }
}

fn path(sources: &Sources, root: &Path, span: Span) -> String {
    root.join(sources.path(span.source)).display().to_string().replace('\\', "/")
}

/// A place that a person can go to: `path:line`.
pub(super) fn line(sources: &Sources, root: &Path, span: Span) -> String {
    format!("{}:{}", path(sources, root, span), sources.locate(span).line)
}

/// A result as one line of JSON.
pub(super) fn json_line(result: &impl Serialize) -> String {
    format!("{}\n", serde_json::to_string(result).unwrap_or_default())
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// `2 errors, 1 warning`; nothing when there is nothing.
pub(super) fn counts(findings: &[Diagnostic]) -> String {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let parts = [Severity::Error, Severity::Warning, Severity::Note].map(|severity| (count(severity), word(severity)));
    let parts = parts.iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word}{}", if *n == 1 { "" } else { "s" }));
    parts.collect::<Vec<_>>().join(", ")
}

/// Prints a result. A reader who has gone away (`| head`) is no failure.
pub(super) fn print(text: &str) {
    let _ = anstream::stdout().write_all(text.as_bytes());
}

/// Whether results are printed with colours and weights.
pub(super) fn is_styled() -> bool {
    anstream::AutoStream::choice(&std::io::stdout()) != anstream::ColorChoice::Never
}

/// Prints a file to standard output, byte for byte.
pub(super) fn print_bytes(bytes: &[u8]) {
    let _ = std::io::stdout().write_all(bytes);
}

/// Prints talk.
pub(super) fn say(text: &str) {
    let _ = anstream::stderr().write_all(text.as_bytes());
}

/// Says why something could not be done.
pub(super) fn failure(failure: &Failure) {
    let mut report = vec![Group::with_title(Level::ERROR.primary_title(failure.message.as_str()))];
    report.extend(failure.help.as_ref().map(|help| Group::with_title(Level::HELP.secondary_title(help.as_str()))));
    say(&format!("{}\n", Renderer::styled().render(&report)));
}
