//! What was reused, and how much of it is still the source's words.
//!
//! A document is a run of [`Passage`]s: a numbered paragraph with the lists, quotations and tables that
//! belong to it. Each knows its source, found by where its text stands or by what a person says of it
//! (`from="…"`), and is compared with what that source says today.

mod measure;
mod notes;
mod report;
mod timeline;
mod why;
mod wording;

pub use notes::{annotate, comment};
pub use report::{PositionUse, Report, ResponseReuse, Use, report};
pub use timeline::{Entry, Subject, Timeline, Turn, timeline};
pub use why::{Numbered, find};
pub use wording::Wording;

use crate::{
    assemble::Assembler,
    document::{AnswerKind, Block, Document, Kind, Provenance},
    library::Library,
    source::Span,
    text::compare::Words,
};
use serde::Serialize;
use std::collections::BTreeMap;
use wording::lines;

/// A numbered paragraph and all that belongs to it.
#[derive(Debug, Clone, Default)]
pub struct Passage {
    /// Where it begins and ends among the document's blocks.
    pub blocks: std::ops::Range<usize>,
    /// Its number as cited; nothing for what has none.
    pub number: Option<String>,
    /// The question it answers.
    pub question: Option<String>,
    /// The record that its words come from; nothing where somebody wrote them here.
    pub source: Option<Provenance>,
    /// What became of the source's words.
    pub fate: Fate,
    /// The share of its words that are the source's, 0 to 1, every word counted alike. Above 0 where one of them
    /// is left, and 1 only where nothing changed.
    pub share: f64,
    /// How many words it has from the source, the source had besides, and it has besides.
    pub compared: Words,
    /// Assembled from what the question is mapped to; nobody has adopted it.
    pub proposed: bool,
    /// Its words.
    pub wording: Wording,
    /// Where it is written.
    pub place: Option<Span>,
    /// The part of the source that it has most in common with, as it stands today; nothing where none is on the
    /// same matter.
    pub theirs: Option<Theirs>,
}

/// A paragraph of a source, or several that stand together.
#[derive(Debug, Clone, Default)]
pub struct Theirs {
    /// Its words.
    pub wording: Wording,
    /// Where it is written.
    pub place: Option<Span>,
    /// Where the source itself has it from.
    pub from: Option<Provenance>,
}

/// What became of a source's words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// They are as the source has them.
    Unchanged,
    /// Some of them are still there.
    Edited,
    /// There is no source, or nothing of it is left.
    #[default]
    New,
}

/// How the answers of a document came about; the five together are its questions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Reuse {
    /// Answered in words of a source alone.
    pub unchanged: usize,
    /// Answered in words of a source and others.
    pub edited: usize,
    /// Answered in words that were written for it.
    pub new: usize,
    /// Drafted from what the question is mapped to, and adopted by nobody.
    pub proposed: usize,
    /// Not answered.
    pub empty: usize,
}

impl Fate {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Unchanged => "unchanged",
            Self::Edited => "edited",
            Self::New => "new",
        }
    }
}

/// The passages of an assembled document, in order.
pub fn passages(library: &Library, assembler: &Assembler, document: &Document) -> Vec<Passage> {
    let mut passages = cut(&document.blocks);
    let mut sources = BTreeMap::new();
    for passage in &mut passages {
        let blocks = &document.blocks[passage.blocks.clone()];
        let Some(source) = source(&document.meta.id, &blocks[0]) else { continue };
        if is_written_in(library, &blocks[0], &source) {
            (passage.fate, passage.share) = (Fate::Unchanged, 1.0);
            passage.theirs = Some(Theirs { wording: passage.wording.clone(), place: passage.place, from: None });
        } else {
            let theirs = sources.entry(source.clone()).or_insert_with(|| theirs(&source, &assembler.record(&document.meta.id, &source)));
            passage.measure(theirs);
        }
        passage.source = Some(source);
    }
    passages
}

/// Cuts a run of blocks: a paragraph begins a passage unless it continues one.
fn cut(blocks: &[Block]) -> Vec<Passage> {
    let (mut passages, mut question, mut open): (Vec<Passage>, _, _) = (Vec::new(), None, false);
    for (at, block) in blocks.iter().enumerate() {
        let number = match &block.kind {
            Kind::Section(_) | Kind::Heading(_) | Kind::Question(_) | Kind::Signature(_) => {
                match &block.kind {
                    Kind::Question(asked) => question = Some(asked.id.clone()),
                    Kind::Section(_) => question = None,
                    _ => {}
                }
                open = false;
                continue;
            }
            Kind::Paragraph(paragraph) if !paragraph.continues => {
                open = false;
                paragraph.number.as_ref().map(|number| number.cited.clone())
            }
            _ => None,
        };
        match passages.last_mut().filter(|_| open) {
            Some(last) => {
                last.blocks.end = at + 1;
            }
            None => passages.push(Passage {
                blocks: at..at + 1,
                number,
                question: question.clone(),
                proposed: block.origin.proposed,
                place: block.origin.span,
                ..Passage::default()
            }),
        }
        open = true;
    }
    passages.iter_mut().for_each(|passage| passage.wording = Wording::of(&blocks[passage.blocks.clone()]));
    passages
}

/// The record that a block comes from, the document's own response aside.
fn source(id: &str, block: &Block) -> Option<Provenance> {
    let own = |from: &Provenance| matches!(from, Provenance::Response { id: of, .. } if of == id);
    block.origin.from.iter().find(|from| !own(from)).cloned()
}

/// Whether a block stands in the file of a record, rather than in words that came from there once.
fn is_written_in(library: &Library, block: &Block, record: &Provenance) -> bool {
    let path = match record {
        Provenance::Response { id, .. } => format!("responses/{id}/response.md"),
        record => format!("{record}.md"),
    };
    let alone = block.origin.from.len() == 1;
    alone && block.origin.span.is_some_and(|span| library.sources.path(span.source).to_string_lossy().starts_with(&path))
}

fn theirs(record: &Provenance, blocks: &[Block]) -> Vec<Theirs> {
    let theirs = cut(blocks).into_iter().map(|passage| {
        let from = blocks[passage.blocks.start].origin.from.iter().find(|from| *from != record).cloned();
        Theirs { wording: passage.wording, place: passage.place, from }
    });
    theirs.collect()
}

impl Reuse {
    /// Counts the questions of a document.
    pub fn of(document: &Document, passages: &[Passage]) -> Self {
        let mut reuse = Self::default();
        for block in &document.blocks {
            let Kind::Question(question) = &block.kind else { continue };
            let mut fates = passages.iter().filter(|passage| passage.question.as_deref() == Some(&question.id)).map(|passage| passage.fate);
            let first = fates.next().unwrap_or_default();
            let count = match question.answer {
                AnswerKind::Empty => &mut reuse.empty,
                AnswerKind::Proposed => &mut reuse.proposed,
                AnswerKind::Answered | AnswerKind::NoAnswer => match fates.all(|fate| fate == first).then_some(first) {
                    Some(Fate::Unchanged) => &mut reuse.unchanged,
                    Some(Fate::New) => &mut reuse.new,
                    Some(Fate::Edited) | None => &mut reuse.edited,
                },
            };
            *count += 1;
        }
        reuse
    }
}
