//! Checks: what would embarrass, found before the department finds it.
//!
//! Every kind of finding, whichever room finds it, has a page beside this file: `src/check/<code>.md`
//! says what it is, why it matters, and shows a small library that gives it with what is then printed.
//! The page is the text of `check --explain` ([`PAGES`]), the rustdoc of a check, and a test
//! (`tests/pages.rs`), all at once.
//!
//! [`findings`] gathers everything that loading, assembling and the checks say, applies what people
//! accept and what the settings make of it. To add a check: a code in
//! [`codes`](crate::diagnostic::codes), a file with a `CHECK`, its page beside it, a row in [`CHECKS`]
//! and one in [`PAGES`]; `UPDATE=1 cargo test --test pages` writes what is printed into the page.

mod acronym;
mod all_capitals;
mod asked;
mod changed_after_submission;
mod changed_position;
mod channel;
mod channel_identity;
mod channel_limit;
mod channel_numbering;
mod channel_summary;
mod circular_reference;
mod contradicts_choice;
mod contradicts_position;
mod empty_header;
mod fact_differs;
mod figure;
mod figures_differ;
mod gather;
mod heading_order;
mod key;
mod leftover_name;
mod long_paragraph;
mod no_choice;
mod pages;
mod placeholder;
mod plain;
mod repeated_question;
mod review_overdue;
mod settle;
mod source_differs;
mod stale_position;
mod undated;
mod unexpanded_acronym;
mod unsigned;
mod vague_link;

pub use asked::marks;
pub use gather::{Looked, findings, look, look_at_all};
pub use pages::{PAGES, Page};

use crate::{
    diagnostic::{Code, Diagnostic, Severity},
    document::{Document, Status},
    library::{Consultation, Library, Response},
    source::Span,
};
use asked::Asked;
use chrono::NaiveDate;
use plain::Passage;

/// What a check of the whole library may look at.
#[derive(Debug)]
pub struct Context<'l> {
    /// The library.
    pub library: &'l Library,
    /// The day of the check.
    pub today: NaiveDate,
}

/// What a check of one response may look at.
#[derive(Debug)]
pub struct Case<'c> {
    /// The library.
    pub library: &'c Library,
    /// The day of the check.
    pub today: NaiveDate,
    /// What they asked.
    pub consultation: &'c Consultation,
    /// What we say, as far as somebody has written it.
    pub response: Option<&'c Response>,
    /// The assembled document.
    pub document: &'c Document,
    passages: Vec<Passage<'c>>,
    asked: &'c Asked<'c>,
}

/// A check.
#[derive(Debug)]
pub struct Check {
    /// What it finds.
    pub code: &'static Code,
    run: Run,
}

/// What a check looks at.
#[derive(Debug)]
enum Run {
    /// The whole library, once.
    Library(fn(&Context, &mut Vec<Diagnostic>)),
    /// Every response with its assembled document.
    Response(fn(&Case, &mut Vec<Diagnostic>)),
}

/// Every check.
pub const CHECKS: &[&Check] = &[
    &all_capitals::CHECK,
    &changed_after_submission::CHECK,
    &changed_position::CHECK,
    &channel_identity::CHECK,
    &channel_limit::CHECK,
    &channel_numbering::CHECK,
    &channel_summary::CHECK,
    &circular_reference::CHECK,
    &contradicts_choice::CHECK,
    &contradicts_position::CHECK,
    &empty_header::CHECK,
    &fact_differs::CHECK,
    &figures_differ::CHECK,
    &heading_order::CHECK,
    &leftover_name::CHECK,
    &long_paragraph::CHECK,
    &no_choice::CHECK,
    &placeholder::CHECK,
    &repeated_question::CHECK,
    &review_overdue::CHECK,
    &source_differs::CHECK,
    &stale_position::CHECK,
    &undated::CHECK,
    &unexpanded_acronym::CHECK,
    &unsigned::CHECK,
    &vague_link::CHECK,
];

/// From so many days before the last one on, what must be there in the end is missed.
const LAST_DAYS: i64 = 7;

impl<'c> Case<'c> {
    /// Whether it has been sent: what was said then is no longer to be kept up to date.
    fn is_sent(&self) -> bool {
        self.document.meta.status == Status::Submitted
    }

    /// Whether its front matter must be complete: it is agreed and not yet sent, or there is a week left.
    fn is_due(&self) -> bool {
        let left = self.consultation.closes.map(|day| (day - self.today).num_days());
        !self.is_sent() && (self.document.meta.status == Status::Approved || left.is_some_and(|days| (0..=LAST_DAYS).contains(&days)))
    }

    /// The place of the heading that answers a question, else of the question itself.
    fn heading(&self, question: &str) -> Option<Span> {
        let answer = self.response.and_then(|response| response.answer(question));
        answer.map(|answer| answer.heading).or_else(|| Some(self.consultation.question(question)?.id.span))
    }

    /// The place of `words` in a passage of a file; its first line where they do not stand there.
    fn place_in(&self, span: Span, words: &str) -> Span {
        plain::place(self.library, span, words)
    }

    /// Where a response takes in a record, by the path that names it: in its own text, else where a
    /// question is mapped to it.
    fn mention(&self, id: &str) -> Option<Span> {
        let bodies = self.response.into_iter().flat_map(|response| {
            let answers = response.answers.iter().map(|answer| answer.body);
            answers.chain(response.sections.iter().map(|section| section.body))
        });
        let named = format!("\"{id}\"");
        let own = bodies.into_iter().find_map(|body| {
            let at = self.library.slice(body).find(&named)?;
            Some(body.part(at, at + named.len()))
        });
        let mapped = || {
            let names = self.consultation.questions.iter().flat_map(|question| question.positions.iter().chain(&question.prior));
            names.into_iter().find(|name| name.value == id).map(|name| name.span)
        };
        own.or_else(mapped)
    }

    /// The place of `words` in a passage; its first line where they do not stand there as they are printed.
    fn place(&self, passage: &Passage, words: &str) -> Span {
        plain::place(self.library, passage.span, words)
    }
}

/// The worst severity among findings.
pub fn worst(findings: &[Diagnostic]) -> Option<Severity> {
    findings.iter().map(|finding| finding.severity).max()
}
