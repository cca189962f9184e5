#![doc = include_str!("changed-after-submission.md")]

use super::{Case, Check, Run, channel};
use crate::{
    diagnostic::{Diagnostic, codes},
    document::{Block, Document, Status, markdown},
    export::markdown_of,
    source::Span,
};
use std::collections::BTreeSet;

pub(super) static CHECK: Check = Check { code: &codes::CHANGED_AFTER_SUBMISSION, run: Run::Response(run) };

/// Compares what the response would build today with the words that were sent.
fn run(case: &Case, findings: &mut Vec<Diagnostic>) {
    let Some(submission) = case.library.submissions.get(&case.consultation.id) else { return };
    let Some(sent) = submission.text else { return };
    let house = &case.library.organisation.house;
    let mut document = case.document.clone();
    document.meta.status = Status::Submitted;
    let (then, now) = (case.library.slice(sent), markdown_of(&document, house));
    if then == now {
        return;
    }
    let when = submission.at.as_ref().and_then(|at| at.value.get(..10)).unwrap_or("an unknown day");
    let message = format!("this response is not as it was sent on {when}");
    let (gone, come) = (only_in(then, &now), only_in(&now, then));
    let place = come.first().and_then(|_| changed_block(&document, then, case)).unwrap_or_else(|| channel::whole(case));
    let mut finding = Diagnostic::new(&codes::CHANGED_AFTER_SUBMISSION, place, message);
    if let Some(line) = gone.first() {
        let at = line.as_ptr() as usize - then.as_ptr() as usize;
        finding = finding.related(sent.part(at, at + line.len()), "sent like this");
    }
    findings.push(finding.help(help(&case.consultation.id, &gone, &come)));
}

fn help(id: &str, gone: &[&str], come: &[&str]) -> String {
    let count = gone.len().max(come.len());
    let lines = if count == 1 { "one line differs".to_owned() } else { format!("{count} lines differ") };
    format!("{lines}: take the change back; or, if the new words are sent too, `respondent submit {id} --again`")
}

/// The lines of one text that the other does not have.
fn only_in<'t>(text: &'t str, other: &str) -> Vec<&'t str> {
    let others: BTreeSet<&str> = other.lines().collect();
    text.lines().filter(|line| !line.trim().is_empty() && !others.contains(line)).collect()
}

/// The first paragraph whose words were not sent.
fn changed_block(document: &Document, then: &str, case: &Case) -> Option<Span> {
    let sent = markdown::read_printed(then, &case.library.organisation.house.numbering);
    let words: BTreeSet<String> = sent.blocks.iter().map(Block::plain).collect();
    document.blocks.iter().find(|block| block.origin.span.is_some() && !words.contains(&block.plain()))?.origin.span
}
