#![doc = include_str!("source-differs.md")]

use super::{Case, Check, Run, plain::Passage};
use crate::{
    diagnostic::{Diagnostic, Severity, codes},
    document::{Block, Provenance, markdown},
    source::Span,
    text::compare::{self, compare},
};

pub(super) static CHECK: Check = Check { code: &codes::SOURCE_DIFFERS, run: Run::Response(run) };

/// From this share of kept words on, words were taken over; below it somebody has written them anew.
const TAKEN_OVER: f64 = 0.75;

/// A change of more words than this is somebody's own sentence.
const MOST_WORDS: usize = 5;

fn run(case: &Case, findings: &mut Vec<Diagnostic>) {
    if case.is_sent() {
        return;
    }
    let own = case.response.and_then(|response| response.head).map(|head| head.source);
    for passage in case.passages.iter().filter(|passage| Some(passage.span.source) == own) {
        findings.extend(passage.origin.from.iter().filter_map(|source| finding(case, passage, source)));
    }
}

/// Compares with the paragraph of the source that is most like it.
fn finding(case: &Case, passage: &Passage, source: &Provenance) -> Option<Diagnostic> {
    let paragraphs = paragraphs(case, body(case, source)?);
    let compared = paragraphs.iter().map(|(words, span)| (compare(words, &passage.words), *span));
    let (nearest, span) = compared.max_by(|(a, _), (b, _)| a.share_kept.total_cmp(&b.share_kept))?;
    let (was, is) = changed(&nearest.runs).filter(|_| nearest.share_kept >= TAKEN_OVER)?;
    let telling = [was, is].iter().any(|words| words.split_whitespace().any(compare::is_telling));
    let message = format!("`{is}`, where `{source}` says `{was}`");
    let help = "see which is right: take the source's words over, or leave out `from`, if the words are our own by now";
    let place = super::plain::place(case.library, passage.span, is);
    let finding =
        Diagnostic::new(&codes::SOURCE_DIFFERS, place, message).related(super::plain::place(case.library, span, was), "the source");
    Some(finding.help(help).severity(if telling { Severity::Warning } else { Severity::Note }))
}

/// The first few words of the source that are other words here. What is left out or added is no mistake.
fn changed<'a>(runs: &[compare::Run<'a>]) -> Option<(&'a str, &'a str)> {
    let few = |words: &str| (1..=MOST_WORDS).contains(&words.split_whitespace().count());
    runs.windows(2).find_map(|pair| match pair {
        [compare::Run::Removed(was), compare::Run::Added(is)] if few(was) && few(is) => Some((was.trim(), is.trim())),
        _ => None,
    })
}

/// The text of a source that may change: what was sent to somebody does not.
fn body(case: &Case, source: &Provenance) -> Option<Span> {
    match source {
        Provenance::Position(id) => case.library.positions.get(id).map(|position| position.body),
        Provenance::Template(name) => case.library.templates.get(name).map(|template| template.body),
        Provenance::Response { .. } | Provenance::Other(_) => None,
    }
}

fn paragraphs(case: &Case, body: Span) -> Vec<(String, Span)> {
    let read = markdown::read(&markdown::Traced::of(&case.library.sources, body));
    let each = read.blocks.iter().filter_map(|block: &Block| Some((block.plain(), block.origin.span?)));
    each.collect()
}
