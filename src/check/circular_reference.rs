#![doc = include_str!("circular-reference.md")]

use super::{
    Case, Check, Run,
    plain::{answers, references},
};
use crate::{
    diagnostic::{Diagnostic, codes},
    document::{Block, Kind, Question, Reference, walk},
    source::Span,
    text::same_words,
};
use std::collections::{BTreeMap, BTreeSet};

pub(super) static CHECK: Check = Check { code: &codes::CIRCULAR_REFERENCE, run: Run::Response(run) };

/// Words that say no more than that the answer is elsewhere.
const POINTING: [&str; 26] = [
    "see",
    "our",
    "answer",
    "answers",
    "response",
    "to",
    "question",
    "questions",
    "please",
    "refer",
    "as",
    "also",
    "above",
    "below",
    "the",
    "in",
    "given",
    "at",
    "paragraph",
    "and",
    "under",
    "for",
    "this",
    "is",
    "reply",
    "section",
];

/// An answer that is a reference and nothing else: where it leads, and where that is said.
struct Pointer {
    to: BTreeSet<String>,
    span: Span,
}

fn run(case: &Case, findings: &mut Vec<Diagnostic>) {
    let homes = homes(case);
    let pointers: BTreeMap<&str, Pointer> = answers(case.document)
        .into_iter()
        .filter_map(|(question, blocks)| Some((question.id.as_str(), pointer(question, blocks, &homes)?)))
        .collect();
    let mut told = BTreeSet::new();
    for (question, pointer) in &pointers {
        let Some(circle) = circle(question, &pointers).filter(|circle| circle.is_disjoint(&told)) else { continue };
        let message = match circle.len() {
            2 => "these two answers refer to each other, and neither answers".to_owned(),
            n => format!("these {n} answers refer to each other, and none answers"),
        };
        let finding = Diagnostic::new(&codes::CIRCULAR_REFERENCE, pointer.span, message);
        let others = circle.iter().filter(|other| *other != question).filter_map(|other| pointers.get(other));
        let finding = others.fold(finding, |finding, other| finding.related(other.span, "and this refers back"));
        findings.push(finding.help("answer one of the questions in words"));
        told.extend(circle);
    }
}

/// The question under which each name stands.
fn homes(case: &Case) -> BTreeMap<String, String> {
    let mut homes = BTreeMap::new();
    for (question, blocks) in answers(case.document) {
        homes.insert(question.anchor(), question.id.clone());
        for block in blocks {
            if let Kind::Paragraph(paragraph) = &block.kind {
                homes.insert(paragraph.id.clone(), question.id.clone());
            }
        }
    }
    homes
}

/// Whether an answer only points to other answers. A reference out of the answers leads to words.
fn pointer(question: &Question, blocks: &[Block], homes: &BTreeMap<String, String>) -> Option<Pointer> {
    let [Block { kind: Kind::Paragraph(paragraph), .. }] = blocks else { return None };
    let references: Vec<&Reference> = references(blocks).collect();
    let span = references.first().and_then(|reference| reference.span)?;
    let numbers: BTreeSet<&str> = references.iter().map(|reference| reference.number.as_str()).collect();
    let words = same_words(&walk::plain(&paragraph.content));
    let chosen = question.choice.iter().find_map(|choice| words.strip_prefix(&same_words(choice)));
    let says_more = chosen.unwrap_or(&words).split_whitespace().any(|word| !POINTING.contains(&word) && !numbers.contains(word));
    let to: Option<BTreeSet<String>> = references.iter().map(|reference| homes.get(&reference.to).cloned()).collect();
    Some(Pointer { to: to?, span }).filter(|_| !says_more)
}

/// All questions that can be reached from `start`, when all of them only point on and one points back to it.
fn circle<'p>(start: &'p str, pointers: &'p BTreeMap<&str, Pointer>) -> Option<BTreeSet<&'p str>> {
    let (mut seen, mut next, mut comes_back) = (BTreeSet::from([start]), vec![start], false);
    while let Some(at) = next.pop() {
        for to in &pointers.get(at)?.to {
            comes_back |= to == start;
            if seen.insert(to) {
                next.push(to);
            }
        }
    }
    // A reference to the place where it stands is a finding of its own.
    (comes_back && seen.len() > 1).then_some(seen)
}
