//! Going over a document: every text, every block, in reading order.

use super::{Block, Document, Inline, Kind, Note, Origin};

/// The words of running text without their marks: references as printed, footnotes and
/// what was deleted left out.
pub fn plain(inlines: &[Inline]) -> String {
    let mut out = String::new();
    push_plain(inlines, &mut out);
    out
}

fn push_plain(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text { text } | Inline::Code { text } => out.push_str(text),
            Inline::Emphasis { content } | Inline::Strong { content } | Inline::Link { content, .. } => push_plain(content, out),
            Inline::Reference(reference) => out.push_str(&reference.printed()),
            Inline::Break => out.push(' '),
            Inline::Note(_) => {}
            Inline::Changed { .. } => push_plain(inline.newer(), out),
        }
    }
}

/// Adds the footnotes of running text, in the order of their marks; not those within notes.
pub fn notes<'t>(inlines: &'t [Inline], out: &mut Vec<&'t Note>) {
    for inline in inlines {
        match inline {
            Inline::Emphasis { content } | Inline::Strong { content } | Inline::Link { content, .. } => notes(content, out),
            Inline::Changed { .. } => notes(inline.newer(), out),
            Inline::Note(note) => out.push(note),
            Inline::Text { .. } | Inline::Code { .. } | Inline::Reference(_) | Inline::Break => {}
        }
    }
}

impl Block {
    /// Every run of text directly in this block, then its blocks; not what stands in blocks of their own.
    pub fn texts_mut(&mut self) -> Vec<&mut Vec<Inline>> {
        match &mut self.kind {
            Kind::Section(section) => vec![&mut section.title],
            Kind::Question(question) => vec![&mut question.text],
            Kind::Heading(heading) => vec![&mut heading.title],
            Kind::Paragraph(paragraph) => vec![&mut paragraph.content],
            Kind::Table(table) => table.header.iter_mut().chain(table.rows.iter_mut().flatten()).collect(),
            Kind::List(_) | Kind::Quote(_) | Kind::Code(_) | Kind::Signature(_) => Vec::new(),
        }
    }

    /// Every run of text directly in this block.
    pub fn texts(&self) -> Vec<&[Inline]> {
        match &self.kind {
            Kind::Section(section) => vec![&section.title],
            Kind::Question(question) => vec![&question.text],
            Kind::Heading(heading) => vec![&heading.title],
            Kind::Paragraph(paragraph) => vec![&paragraph.content],
            Kind::Table(table) => table.header.iter().chain(table.rows.iter().flatten()).map(Vec::as_slice).collect(),
            Kind::List(_) | Kind::Quote(_) | Kind::Code(_) | Kind::Signature(_) => Vec::new(),
        }
    }

    /// The blocks inside this one: of list items and quotations.
    pub fn blocks_mut(&mut self) -> Vec<&mut Vec<Block>> {
        match &mut self.kind {
            Kind::List(list) => list.items.iter_mut().map(|item| &mut item.blocks).collect(),
            Kind::Quote(quote) => vec![&mut quote.blocks],
            _ => Vec::new(),
        }
    }

    /// The blocks inside this one: of list items and quotations.
    pub fn blocks(&self) -> Vec<&[Block]> {
        match &self.kind {
            Kind::List(list) => list.items.iter().map(|item| item.blocks.as_slice()).collect(),
            Kind::Quote(quote) => vec![&quote.blocks],
            _ => Vec::new(),
        }
    }

    /// The words of this block and all that is in it, a space between texts, without numbers.
    pub fn plain(&self) -> String {
        let mut parts: Vec<String> = self.texts().into_iter().map(plain).collect();
        match &self.kind {
            Kind::Code(code) => parts.push(code.text.clone()),
            Kind::Signature(signature) => parts.push(signature.lines.join(" ")),
            _ => {}
        }
        parts.extend(self.blocks().into_iter().flatten().map(Block::plain));
        parts.join(" ")
    }
}

/// Calls `visit` for every inline, inner ones after their outer ones, notes included.
pub fn each_inline_mut(blocks: &mut [Block], visit: &mut dyn FnMut(&mut Inline)) {
    for block in blocks {
        for text in block.texts_mut() {
            each_in_text_mut(text, visit);
        }
        for inner in block.blocks_mut() {
            each_inline_mut(inner, visit);
        }
    }
}

fn each_in_text_mut(text: &mut [Inline], visit: &mut dyn FnMut(&mut Inline)) {
    for inline in text {
        visit(inline);
        match inline {
            Inline::Emphasis { content } | Inline::Strong { content } | Inline::Link { content, .. } | Inline::Changed { content, .. } => {
                each_in_text_mut(content, visit)
            }
            Inline::Note(note) => each_inline_mut(&mut note.blocks, visit),
            Inline::Text { .. } | Inline::Code { .. } | Inline::Reference(_) | Inline::Break => {}
        }
    }
}

/// Calls `visit` for every block, outer ones before inner ones, not those in notes.
pub fn each_block_mut(blocks: &mut [Block], visit: &mut dyn FnMut(&mut Block)) {
    for block in blocks {
        visit(block);
        for inner in block.blocks_mut() {
            each_block_mut(inner, visit);
        }
    }
}

/// Makes texts that stand side by side one text, and drops empty ones: what putting text into text leaves.
pub fn join_texts(blocks: &mut [Block]) {
    each_block_mut(blocks, &mut |block| block.texts_mut().into_iter().for_each(join));
}

fn join(text: &mut Vec<Inline>) {
    let mut joined: Vec<Inline> = Vec::with_capacity(text.len());
    for mut inline in text.drain(..) {
        match &mut inline {
            Inline::Emphasis { content } | Inline::Strong { content } | Inline::Link { content, .. } | Inline::Changed { content, .. } => {
                join(content)
            }
            Inline::Note(note) => join_texts(&mut note.blocks),
            Inline::Text { text: more } => {
                if let Some(Inline::Text { text }) = joined.last_mut() {
                    text.push_str(more);
                    continue;
                }
                if more.is_empty() {
                    continue;
                }
            }
            Inline::Code { .. } | Inline::Reference(_) | Inline::Break => {}
        }
        joined.push(inline);
    }
    *text = joined;
}

impl Document {
    /// The document without what no reader of the printed text can see: where words came from, what
    /// was confidential, the options and choices of questions, the consultation's id. Two documents
    /// that print alike are equal after it.
    #[must_use]
    pub fn as_printed(&self) -> Self {
        let mut printed = self.clone();
        printed.meta.id.clear();
        strip(&mut printed.blocks);
        each_inline_mut(&mut printed.blocks, &mut |inline| match inline {
            Inline::Reference(reference) => reference.span = None,
            Inline::Note(note) => strip(&mut note.blocks),
            _ => {}
        });
        printed
    }
}

fn strip(blocks: &mut [Block]) {
    each_block_mut(blocks, &mut |block| {
        block.origin = Origin::default();
        match &mut block.kind {
            Kind::Question(question) => {
                question.part = None;
                question.options.clear();
                question.choice.clear();
                question.answer = super::AnswerKind::default();
            }
            Kind::Paragraph(paragraph) => paragraph.confidential = None,
            _ => {}
        }
    });
}
