#![doc = include_str!("changed-after-submission.md")]

use super::{Case, Check, Run, channel};
use crate::{
    diagnostic::{Diagnostic, codes},
    document::{Block, Document, Status, date::PrintedDate, markdown},
    export::markdown_of,
    library::SentFile,
    source::Span,
    text::compare::{Run as Piece, compare},
};
use std::collections::BTreeSet;

pub(super) static CHECK: Check = Check { code: &codes::CHANGED_AFTER_SUBMISSION, run: Run::Response(run) };

/// Compares what the response would build today with the words that were sent.
fn run(case: &Case, findings: &mut Vec<Diagnostic>) {
    let Some(submission) = case.library.submissions.get(&case.consultation.id) else { return };
    findings.extend(submission.built.iter().chain(&submission.sent).filter(|file| file.differs()).map(is_another));
    let Some(sent) = submission.text else {
        findings.extend(submission.at.as_ref().map(|at| words_are_lost(at.span)));
        return;
    };
    let house = &case.library.organisation.house;
    let mut document = case.document.clone();
    document.meta.status = Status::Submitted;
    let (then, now) = (case.library.slice(sent), markdown_of(&document, house));
    // A newer program may write the same words with other marks of Markdown.
    let printed = |text: &str| markdown::read_printed(text, &house.numbering).as_printed();
    if then == now || printed(then) == printed(&now) {
        return;
    }
    let day = submission.at.as_ref().and_then(|at| at.value.get(..10)?.parse::<PrintedDate>().ok());
    let when = day.map(|day| format!(" on {}", day.long())).unwrap_or_default();
    let (gone, come) = (only_in(then, &now), only_in(&now, then));
    let message = format!("this response is not as it was sent{when}: {}", difference(gone.first().copied(), come.first().copied()));
    let place = come.first().and_then(|_| changed_block(&document, then, case)).unwrap_or_else(|| channel::whole(case));
    let mut finding = Diagnostic::new(&codes::CHANGED_AFTER_SUBMISSION, place, message);
    if let Some(line) = gone.first() {
        let at = line.as_ptr() as usize - then.as_ptr() as usize;
        finding = finding.related(sent.part(at, at + line.len()), "sent like this");
    }
    findings.push(finding.help(help(&case.consultation.id, &gone, &come)));
}

/// A file beside the record that is not the one whose checksum was written down.
fn is_another(file: &SentFile) -> Diagnostic {
    let message = format!("`submitted/{}` is not as it was when the response was sent: its checksum is another", file.name);
    let finding = Diagnostic::new(&codes::CHANGED_AFTER_SUBMISSION, file.checksum.span, message);
    finding.help("bring the file back as it was: it is the proof of what was sent, and nobody should write in it")
}

fn words_are_lost(record: Span) -> Diagnostic {
    let finding = Diagnostic::new(&codes::CHANGED_AFTER_SUBMISSION, record, "the words that were sent are not beside this record");
    finding.help("bring `submitted/response.md` back: nothing else says what the department has")
}

fn help(id: &str, gone: &[&str], come: &[&str]) -> String {
    let count = gone.len().max(come.len());
    let lines = if count == 1 { "one line differs".to_owned() } else { format!("{count} lines differ") };
    format!("{lines}: take the change back; or, if the new words are sent too, `respondent submit {id} --again`")
}

/// The first words that differ between a line that was sent and the one that stands in its place.
fn difference(gone: Option<&str>, come: Option<&str>) -> String {
    let comparison = compare(gone.unwrap_or_default(), come.unwrap_or_default());
    let changed: Vec<&Piece> = comparison.runs.iter().skip_while(|run| matches!(run, Piece::Same { .. })).take(2).collect();
    match changed.as_slice() {
        [Piece::Removed(old), Piece::Added(new)] => format!("`{}` became `{}`", shortened(old), shortened(new)),
        [Piece::Removed(old), ..] => format!("`{}` was taken out", shortened(old)),
        [Piece::Added(new), ..] => format!("`{}` was added", shortened(new)),
        _ => "its lines stand in another order, or its marks differ".to_owned(),
    }
}

/// At most some ten words of it.
fn shortened(words: &str) -> String {
    let words = words.trim();
    match words.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", words[..at].trim_end()),
        None => words.to_owned(),
    }
}

/// The lines of one text that the other does not have, whatever marks their ends.
fn only_in<'t>(text: &'t str, other: &str) -> Vec<&'t str> {
    let bare = |line: &str| line.trim_end_matches([' ', '\\']).to_owned();
    let others: BTreeSet<String> = other.lines().map(bare).collect();
    text.lines().filter(|line| !line.trim().is_empty() && !others.contains(&bare(line))).collect()
}

/// The first paragraph whose words were not sent.
fn changed_block(document: &Document, then: &str, case: &Case) -> Option<Span> {
    let sent = markdown::read_printed(then, &case.library.organisation.house.numbering);
    let words: BTreeSet<String> = sent.blocks.iter().map(Block::plain).collect();
    document.blocks.iter().find(|block| block.origin.span.is_some() && !words.contains(&block.plain()))?.origin.span
}
