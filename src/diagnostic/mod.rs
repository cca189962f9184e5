//! What is wrong, where, and what to do about it. Nothing here prints.

mod code;

pub use code::{Code, codes};

use crate::source::{Sources, Span};
use serde::{Deserialize, Serialize};

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// The response can be sent, but somebody should look.
    Warning,
    /// The response would be wrong.
    Error,
}

/// One finding.
///
/// Voice: the message is one line in lower case, with the user's own words in backticks and no full
/// stop; the help says what to do.
#[derive(Debug, Clone, PartialEq)]
pub struct Diagnostic {
    /// Which kind of finding.
    pub code: &'static Code,
    /// How bad it is here.
    pub severity: Severity,
    /// What is wrong.
    pub message: String,
    /// Where.
    pub span: Option<Span>,
    /// Other places that matter, each with its reason.
    pub related: Vec<(Span, String)>,
    /// What to do.
    pub help: Option<String>,
    /// What puts it right without anybody's judgement, where something does.
    pub fix: Option<Fix>,
}

/// What puts a finding right: other words for some that stand once in a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Where they stand.
    pub span: Span,
    /// What stands there now.
    pub old: String,
    /// What is to stand there.
    pub new: String,
}

impl Fix {
    /// Where the old words stand; nothing where they do not stand there exactly once.
    pub fn place(&self, sources: &Sources) -> Option<Span> {
        let mut found = sources.slice(self.span).match_indices(self.old.as_str());
        let (at, _) = found.next().filter(|_| !self.old.is_empty())?;
        found.next().is_none().then(|| self.span.part(at, at + self.old.len()))
    }
}

impl Diagnostic {
    /// A finding as bad as its code says.
    pub fn new(code: &'static Code, span: Span, message: impl Into<String>) -> Self {
        Self { code, severity: code.severity, message: message.into(), span: Some(span), related: Vec::new(), help: None, fix: None }
    }

    /// Says what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what to do, where something can be said.
    #[must_use]
    pub fn help_if(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// Points to another place that matters.
    #[must_use]
    pub fn related(mut self, span: Span, why: impl Into<String>) -> Self {
        self.related.push((span, why.into()));
        self
    }

    /// Says what puts it right.
    #[must_use]
    pub fn fix(mut self, span: Span, old: impl Into<String>, new: impl Into<String>) -> Self {
        self.fix = Some(Fix { span, old: old.into(), new: new.into() });
        self
    }

    /// As bad as the case at hand makes it.
    #[must_use]
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
}

/// Sorts findings by file, place and code, and drops repeats, which come from text that is used in several places.
pub fn sort(findings: &mut Vec<Diagnostic>, sources: &Sources) {
    findings.sort_by(|a, b| {
        let place = |finding: &Diagnostic| finding.span.map(|span| (sources.path(span.source).to_owned(), span.start, span.end));
        (place(a), a.code.name, &a.message).cmp(&(place(b), b.code.name, &b.message))
    });
    // Loading and assembling may say the same of one place, each with its own help: the first is kept.
    findings.dedup_by(|later, first| later.span == first.span && later.code == first.code && later.message == first.message);
}
