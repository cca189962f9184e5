//! Findings as SARIF 2.1.0 (OASIS standard, 27 March 2020), which code hosts show beside the lines.

use super::{Report, word};
use crate::{check::PAGES, diagnostic::Diagnostic, source::Span};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// All findings as one log with one run.
pub(super) fn log(report: &Report, findings: &[Diagnostic]) -> String {
    let codes: BTreeSet<&str> = findings.iter().map(|finding| finding.code.name).collect();
    let rules: Vec<Value> = codes.iter().map(|code| rule(code)).collect();
    let results: Vec<Value> = findings.iter().map(|finding| result(report, finding)).collect();
    let driver = json!({ "name": "respondent", "version": env!("CARGO_PKG_VERSION"), "rules": rules });
    let run = json!({ "tool": { "driver": driver }, "columnKind": "unicodeCodePoints", "results": results });
    let log = json!({ "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run] });
    format!("{log:#}\n")
}

/// What a code means: its page.
fn rule(code: &str) -> Value {
    let text = PAGES.iter().find(|page| page.code == code).map(|page| page.text).unwrap_or_default();
    json!({
        "id": code,
        "shortDescription": { "text": text.lines().nth(2).unwrap_or_default() },
        "help": { "text": text, "markdown": text },
    })
}

fn result(report: &Report, finding: &Diagnostic) -> Value {
    let help = finding.help.iter().map(|help| format!("\nhelp: {help}")).collect::<String>();
    let related: Vec<Value> = finding.related.iter().map(|(span, why)| location(report, *span, Some(why))).collect();
    let mut result = json!({
        "ruleId": finding.code.name,
        "level": word(finding.severity),
        "message": { "text": format!("{}{help}", finding.message) },
        "locations": finding.span.iter().map(|span| location(report, *span, None)).collect::<Vec<_>>(),
    });
    if !related.is_empty() {
        result["relatedLocations"] = related.into();
    }
    if let Some(fix) = finding.fix.as_ref().and_then(|fix| Some((fix, fix.place(report.sources)?))) {
        let replacement = json!({ "deletedRegion": region(report, fix.1), "insertedContent": { "text": fix.0.new } });
        let change = json!({ "artifactLocation": { "uri": uri(report, fix.1) }, "replacements": [replacement] });
        result["fixes"] = json!([{ "artifactChanges": [change] }]);
    }
    result
}

fn location(report: &Report, span: Span, why: Option<&String>) -> Value {
    let mut location = json!({ "physicalLocation": { "artifactLocation": { "uri": uri(report, span) }, "region": region(report, span) } });
    if let Some(why) = why {
        location["message"] = json!({ "text": why });
    }
    location
}

/// A path is a reference of a URI: what has a meaning there is written as `%` and its bytes.
fn uri(report: &Report, span: Span) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    report.path(span).bytes().map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

/// Lines and columns from 1, the end behind the last character.
fn region(report: &Report, span: Span) -> Value {
    let (start, end) = (report.sources.locate(span), report.sources.locate(Span { start: span.end, ..span }));
    json!({ "startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column })
}
