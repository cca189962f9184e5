//! What was sent: `submitted/record.toml` in a response's folder, with the words beside it.
//!
//! The record is written once and then only read. What the response would build today is compared with
//! the words that were sent, so that nobody quotes one for the other.

use super::fields::{Fields, Toml};
use crate::{
    diagnostic::Diagnostic,
    document::Status,
    source::{Sources, Span, Spanned},
};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// A response as it was sent.
#[derive(Debug, Default)]
pub struct Submission {
    /// The consultation's id.
    pub id: String,
    /// When, as TOML writes it: `2026-03-31T16:20:00+01:00`.
    pub at: Option<Spanned<String>>,
    /// By which channel.
    pub channel: Option<String>,
    /// What the portal calls it.
    pub portal_id: Option<String>,
    /// The program that built it, with its version.
    pub program: Option<String>,
    /// What the response gave in each format.
    pub built: Vec<SentFile>,
    /// The files that were sent, where a person named them.
    pub sent: Vec<SentFile>,
    /// The Markdown as it was sent: `submitted/response.md`.
    pub text: Option<Span>,
}

/// A file of a submission.
#[derive(Debug)]
pub struct SentFile {
    /// What it is called.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub checksum: Spanned<String>,
    /// The same of the file of that name beside the record, where there is one.
    pub beside: Option<String>,
}

/// SHA-256 of bytes, in hexadecimal digits.
pub fn checksum(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

impl SentFile {
    /// A file with what is in it.
    pub fn new(name: &str, bytes: &[u8]) -> Self {
        Self { name: name.to_owned(), checksum: Spanned::new(checksum(bytes), Span::new(0, 0, 0)), beside: None }
    }

    /// Whether a file of its name stands beside the record and holds something else.
    pub fn differs(&self) -> bool {
        self.beside.as_ref().is_some_and(|beside| !beside.eq_ignore_ascii_case(&self.checksum.value))
    }
}

impl Submission {
    /// Notes the checksums of files beside the record, by their names.
    pub(super) fn compare(&mut self, beside: &BTreeMap<String, String>) {
        let files = self.built.iter_mut().chain(&mut self.sent);
        files.for_each(|file| file.beside = beside.get(&file.name).cloned());
    }

    /// The text of its `record.toml`.
    pub fn to_toml(&self) -> String {
        let mut out = "# What was sent, and when. The words are in response.md beside this file.\n\n".to_owned();
        out.push_str(&format!("status = \"{}\"\n", Status::Submitted.word()));
        let at = self.at.as_ref().map(|at| at.value.as_str()).unwrap_or_default();
        out.push_str(&format!("at = {at}\n"));
        for (key, value) in [("channel", &self.channel), ("portal-id", &self.portal_id), ("program", &self.program)] {
            out.extend(value.iter().map(|value| format!("{key} = {}\n", quoted(value))));
        }
        for (key, files) in [("built", &self.built), ("sent", &self.sent)] {
            let each =
                |file: &SentFile| format!("\n[[{key}]]\nname = {}\nchecksum = {}\n", quoted(&file.name), quoted(&file.checksum.value));
            out.extend(files.iter().map(each));
        }
        out
    }
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

pub(super) fn read(sources: &Sources, source: u32, id: String, findings: &mut Vec<Diagnostic>) -> Submission {
    let toml = Toml::new(sources, sources.whole(source));
    let submission = toml.read(sources.first_line(source), |fields| submission(fields, id));
    findings.extend(toml.into_findings());
    submission
}

fn submission(fields: &Fields, id: String) -> Submission {
    let text = |key| fields.text(key).map(|text| text.value);
    if !fields.has("at") {
        fields.missing("at", "`at` is missing".to_owned(), "write when it was sent: `at = 2026-03-31T16:20:00+01:00`".to_owned());
    }
    fields.one_of("status", &[(Status::Submitted.word(), ())]);
    Submission {
        id,
        at: fields.moment("at"),
        channel: text("channel"),
        portal_id: text("portal-id"),
        program: text("program"),
        built: fields.tables("built", file),
        sent: fields.tables("sent", file),
        text: None,
    }
}

fn file(fields: &Fields) -> SentFile {
    SentFile {
        name: fields.required_text("name", "\"response.docx\"").map(|name| name.value).unwrap_or_default(),
        checksum: fields.required_text("checksum", "\"…\"").unwrap_or_else(|| Spanned::new(String::new(), fields.at())),
        beside: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_record_is_read_as_it_was_written() {
        let mut sources = Sources::default();
        let file =
            |name: &str| SentFile { name: name.to_owned(), checksum: Spanned::new("0a".to_owned(), Span::new(0, 0, 0)), beside: None };
        let record = Submission {
            at: Some(Spanned::new("2026-03-31T16:20:00+01:00".to_owned(), Span::new(0, 0, 0))),
            channel: Some("dfe".to_owned()),
            portal_id: Some("A \"quoted\" \\ id".to_owned()),
            built: vec![file("plan.docx"), file("plan.md")],
            sent: vec![file("ours’.docx")],
            ..Submission::default()
        };
        let source = sources.add("record.toml", record.to_toml());
        let mut findings = Vec::new();
        let back = read(&sources, source, "plan".to_owned(), &mut findings);
        assert!(findings.is_empty(), "{findings:?}");
        assert_eq!(back.to_toml(), record.to_toml());
        assert_eq!((back.built.len(), back.sent.len(), back.portal_id), (2, 1, record.portal_id));
    }
}
