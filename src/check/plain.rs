//! The words of a document passage by passage, with where each stands: what most checks go over.

use crate::{
    document::{Block, Document, Inline, Kind, Origin, Question, Reference, walk},
    library::Library,
    source::Span,
};

/// A run of text: a paragraph, an item, a heading, a cell or a footnote's paragraph.
#[derive(Debug)]
pub(super) struct Passage<'d> {
    /// Its words as printed, footnotes left out.
    pub(super) words: String,
    /// The same with its marks.
    pub(super) content: &'d [Inline],
    /// Where the block that holds it stands.
    pub(super) span: Span,
    /// Where its words came from.
    pub(super) origin: &'d Origin,
    /// The question that it answers.
    pub(super) question: Option<&'d str>,
    /// What it is.
    pub(super) role: Role,
}

/// What a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A paragraph or an item.
    Prose,
    /// A heading of a section or inside an answer.
    Heading,
    /// A cell of a table.
    Cell,
    /// In a footnote.
    Note,
    /// In a quotation: somebody else's words.
    Quoted,
}

/// Our passages in reading order: not the questions, which are the department's, nor who signs. What
/// templates made without a place in a file is left out.
pub(super) fn passages(document: &Document) -> Vec<Passage<'_>> {
    let mut out = Vec::new();
    let mut question = None;
    for block in &document.blocks {
        match &block.kind {
            Kind::Section(_) => question = None,
            Kind::Question(asked) => {
                question = Some(asked.id.as_str());
                continue;
            }
            _ => {}
        }
        push(block, question, None, &mut out);
    }
    out
}

fn push<'d>(block: &'d Block, question: Option<&'d str>, outer: Option<Role>, out: &mut Vec<Passage<'d>>) {
    let role = outer.unwrap_or(match &block.kind {
        Kind::Section(_) | Kind::Heading(_) => Role::Heading,
        Kind::Table(_) => Role::Cell,
        Kind::Quote(_) => Role::Quoted,
        _ => Role::Prose,
    });
    if let Some(span) = block.origin.span {
        for content in block.texts() {
            let words = walk::plain(content);
            out.push(Passage { words, content, span, origin: &block.origin, question, role });
        }
    }
    let inner = if matches!(block.kind, Kind::Quote(_)) { Some(Role::Quoted) } else { outer };
    for block in block.blocks().into_iter().flatten() {
        push(block, question, inner, out);
    }
    for content in block.texts() {
        for note in notes(content) {
            push(note, question, Some(Role::Note), out);
        }
    }
}

fn notes(content: &[Inline]) -> Vec<&Block> {
    let each = content.iter().flat_map(|inline| match inline {
        Inline::Note(note) => note.blocks.iter().collect(),
        Inline::Emphasis { content } | Inline::Strong { content } | Inline::Link { content, .. } => notes(content),
        _ => Vec::new(),
    });
    each.collect()
}

/// The place of `words` inside `span`, standing for themselves; the first line of `span` where they do
/// not stand there as they are printed.
pub(super) fn place(library: &Library, span: Span, words: &str) -> Span {
    let text = library.slice(span);
    if let Some(at) = find(text, words) {
        return span.part(at, at + words.len());
    }
    span.part(0, text.lines().next().unwrap_or_default().len())
}

/// Where `words` stand in a text, not as a part of longer words.
pub(super) fn find(text: &str, words: &str) -> Option<usize> {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let apart = |at: &usize| !letter(text[..*at].chars().next_back()) && !letter(text[at + words.len()..].chars().next());
    text.match_indices(words).map(|(at, _)| at).find(apart).filter(|_| !words.is_empty())
}

/// Every question of a document with the blocks of its answer.
pub(super) fn answers(document: &Document) -> Vec<(&Question, &[Block])> {
    let blocks = &document.blocks;
    let is_end = |block: &Block| matches!(block.kind, Kind::Section(_) | Kind::Question(_));
    let each = blocks.iter().enumerate().filter_map(|(at, block)| {
        let Kind::Question(question) = &block.kind else { return None };
        let rest = &blocks[at + 1..];
        Some((question, &rest[..rest.iter().position(is_end).unwrap_or(rest.len())]))
    });
    each.collect()
}

/// The references that stand directly in blocks.
pub(super) fn references(blocks: &[Block]) -> impl Iterator<Item = &Reference> {
    blocks.iter().flat_map(Block::texts).flat_map(|content| in_text(content))
}

fn in_text(content: &[Inline]) -> Vec<&Reference> {
    let each = content.iter().flat_map(|inline| match inline {
        Inline::Reference(reference) => vec![reference],
        Inline::Emphasis { content } | Inline::Strong { content } => in_text(content),
        _ => Vec::new(),
    });
    each.collect()
}
