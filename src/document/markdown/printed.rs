//! Built Markdown back to the document it was built from.
//!
//! The twin of the writer `export::md`, which says how a document is written. What that Markdown does
//! not show (where words came from, options, the author) is not there afterwards: see
//! [`Document::as_printed`].

use super::{Traced, read};
use crate::{
    document::{
        Block, Document, Heading, Inline, Item, Kind, Meta, Paragraph, Question, Section, Signature, Status, house::Numbering, number, walk,
    },
    source::Span,
};

/// Reads Markdown that `build` wrote. `numbering` is the house style's: labels that are as it would
/// write them are taken for numbers. The document comes back numbered.
pub fn read_printed(text: &str, numbering: &Numbering) -> Document {
    let mut traced = Traced::default();
    traced.push(text, Span::new(0, 0, text.len()));
    let mut reader = Printed { source: text, document: Document::default(), numbering, sections: 0, letter: String::new(), parts: false };
    let blocks = read(&traced).blocks;
    reader.parts =
        blocks.iter().any(|block| matches!(&block.kind, Kind::Heading(heading) if heading.level == 4 && question(heading).is_some()));
    let mut front = true;
    for block in blocks {
        // Answers may stand right below the title, in no section.
        front = front && !matches!(&block.kind, Kind::Heading(heading) if heading.level > 1);
        if front { reader.front(block) } else { reader.block(block) }
    }
    let mut document = reader.document;
    forget_places(&mut document.blocks);
    walk::join_texts(&mut document.blocks);
    number::number(&mut document, numbering);
    drop_printed_numbers(&mut document.blocks);
    document
}

/// Whether Markdown is laid out as `build` lays it out, and hardly anybody else: one title, on the first line; below
/// it sections that bear the house's labels in their order, and questions one level below sections, never beside
/// them. Where the house gives sections no labels, or there are none, a numbered paragraph must stand below a
/// question.
pub fn is_printed(text: &str, numbering: &Numbering) -> bool {
    let mut traced = Traced::default();
    traced.push(text, Span::new(0, 0, text.len()));
    let blocks = read(&traced).blocks;
    let headings = || blocks.iter().filter_map(|block| if let Kind::Heading(heading) = &block.kind { Some(heading) } else { None });
    let titles = headings().filter(|heading| heading.level == 1).count();
    let sections: Vec<&Heading> = headings().filter(|heading| heading.level == 2).collect();
    let misplaced = headings().any(|heading| if heading.level == 2 { question(heading).is_some() } else { is_labelled_otherwise(heading) });
    if titles != 1 || !text.starts_with("# ") || misplaced {
        return false;
    }
    if let Some(pattern) = numbering.sections.as_ref().filter(|_| !sections.is_empty()) {
        let labelled = |(heading, n): (&&Heading, u32)| walk::plain(&heading.title).starts_with(&pattern.label(n, ""));
        return sections.iter().zip(1..).all(labelled);
    }
    let asked = headings().any(|heading| heading.level > 2 && question(heading).is_some());
    let numbered = |block: &Block| matches!(&block.kind, Kind::List(list) if list.ordered);
    asked && blocks.iter().any(numbered)
}

/// Whether a heading is that of a question as `build` writes none: "Q1. Do you agree".
fn is_labelled_otherwise(heading: &Heading) -> bool {
    let text = walk::plain(&heading.title);
    question(heading).is_none() && text.strip_prefix('Q').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

struct Printed<'n> {
    /// The Markdown: an escaped label is no label, and only the source knows.
    source: &'n str,
    document: Document,
    numbering: &'n Numbering,
    sections: u32,
    letter: String,
    /// Whether names of parts stand above the questions.
    parts: bool,
}

impl Printed<'_> {
    /// What stands before the first section: the title, the subtitle, the draft mark.
    fn front(&mut self, block: Block) {
        let meta: &mut Meta = &mut self.document.meta;
        match block.kind {
            Kind::Heading(heading) => {
                meta.title = walk::plain(&heading.title);
                meta.status = Status::Submitted;
            }
            Kind::Paragraph(paragraph) => match paragraph.content.as_slice() {
                [Inline::Emphasis { content }] => {
                    let mark = walk::plain(content);
                    let status = Status::ALL.into_iter().find(|(_, status)| status.draft_mark() == Some(&mark));
                    meta.status = status.map_or(meta.status, |(_, status)| status);
                }
                content if meta.subtitle.is_none() => meta.subtitle = Some(walk::plain(content)),
                _ => self.block(Block::new(Kind::Paragraph(paragraph))),
            },
            kind => self.block(Block::new(kind)),
        }
    }

    fn push(&mut self, kind: Kind) {
        self.document.blocks.push(Block::new(kind));
    }

    fn block(&mut self, block: Block) {
        match block.kind {
            Kind::Heading(heading) if heading.level == 2 => self.section(heading),
            Kind::Heading(heading) => match question(&heading) {
                Some(question) => self.push(Kind::Question(question)),
                None => self.heading(heading),
            },
            Kind::List(list) if list.ordered => list.items.into_iter().for_each(|item| self.numbered(item)),
            Kind::Paragraph(paragraph) => self.paragraph(paragraph),
            mut kind => {
                self.labelled_lists(&mut kind, 0);
                self.push(kind);
            }
        }
    }

    fn section(&mut self, heading: Heading) {
        self.sections += 1;
        let mut title = heading.title;
        if let Some(pattern) = &self.numbering.sections {
            strip_label(&mut title, &pattern.label(self.sections, ""));
            self.letter = pattern.cited(self.sections, "");
        }
        self.push(Kind::Section(Section { id: heading.id.unwrap_or_default(), number: None, title }));
    }

    fn heading(&mut self, mut heading: Heading) {
        heading.level = match (self.parts, heading.level) {
            (true, 3) => 1,
            (true, level) => level - 2,
            (false, level) => level - 1,
        };
        self.push(Kind::Heading(heading));
    }

    /// A numbered paragraph and what is indented below it.
    fn numbered(&mut self, item: Item) {
        let mut blocks = item.blocks.into_iter();
        let mut paragraph = Paragraph::default();
        let mut first = blocks.next();
        if let Some(Block { kind: Kind::Paragraph(text), .. }) = &mut first {
            paragraph.content = std::mem::take(&mut text.content);
            first = None;
        }
        paragraph.named = item.id.is_some();
        paragraph.id = item.id.unwrap_or_default();
        self.push(Kind::Paragraph(paragraph));
        for mut block in first.into_iter().chain(blocks) {
            match &mut block.kind {
                Kind::Paragraph(paragraph) => paragraph.continues = true,
                kind => self.labelled_lists(kind, 0),
            }
            self.push(block.kind);
        }
    }

    /// Bullets that begin with (a), (b) … are an ordered list.
    fn labelled_lists(&self, kind: &mut Kind, depth: usize) {
        let Kind::List(list) = kind else {
            if let Kind::Quote(quote) = kind {
                quote.blocks.iter_mut().for_each(|block| self.labelled_lists(&mut block.kind, 0));
            }
            return;
        };
        let pattern = &self.numbering.items[depth.min(self.numbering.items.len() - 1)];
        let labels = |start: u32| (start..).map(|n| pattern.label(n, ""));
        let begins = |(item, label): (&Item, String)| self.begins_with_label(item, &label);
        let start = (1..=999).find(|&n| list.items.first().is_some_and(|item| begins((item, pattern.label(n, "")))));
        if let Some(start) = start.filter(|&start| list.items.iter().zip(labels(start)).all(begins)) {
            list.ordered = true;
            for (item, label) in list.items.iter_mut().zip(labels(start)) {
                strip_item(item, &label);
            }
        }
        let below = if list.ordered { depth + 1 } else { depth };
        for block in list.items.iter_mut().flat_map(|item| &mut item.blocks) {
            self.labelled_lists(&mut block.kind, below);
        }
    }

    fn begins_with_label(&self, item: &Item, label: &str) -> bool {
        let Some(first) = item.blocks.first().filter(|block| matches!(block.kind, Kind::Paragraph(_))) else { return false };
        let start = first.origin.span.map_or(0, |span| span.start as usize);
        let rest = self.source[start..].strip_prefix(label);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\n'])) && !self.source[..start].ends_with('\\')
    }

    /// A paragraph outside every list: one whose label is no list's, or the signature.
    fn paragraph(&mut self, mut paragraph: Paragraph) {
        let pattern = &self.numbering.paragraphs;
        let label = |value: u32| pattern.label(value, &self.letter);
        let so_far = self.document.blocks.iter().filter(|block| matches!(&block.kind, Kind::Paragraph(it) if !it.continues)).count() as u32;
        let value = (1..=so_far + 1).rev().find(|&value| starts_with(&paragraph.content, &format!("{} ", label(value))));
        if let Some(value) = value {
            strip_label(&mut paragraph.content, &label(value));
            return self.push(Kind::Paragraph(paragraph));
        }
        let lines = paragraph.content.split(|inline| matches!(inline, Inline::Break)).map(walk::plain).collect();
        self.push(Kind::Signature(Signature { lines }));
    }
}

/// `Question 7: Do you agree …`, or any heading that is named as a question.
fn question(heading: &Heading) -> Option<Question> {
    let text = walk::plain(&heading.title);
    let (label, named) = match heading.id.as_deref().and_then(|id| id.strip_prefix('q')) {
        Some(id) => (text.split_once(": ").map(|(label, _)| label.to_owned()).filter(|label| label.contains(id)), Some(id.to_owned())),
        None => {
            let id = text.strip_prefix("Question ")?.split(':').next()?;
            if id.is_empty() || id.contains(' ') {
                return None;
            }
            (Some(format!("Question {id}")), Some(id.to_owned()))
        }
    };
    let mut words = heading.title.clone();
    if let Some(label) = &label {
        strip_label(&mut words, &format!("{label}:"));
    }
    Some(Question { id: named?, label: label.unwrap_or_default(), text: words, ..Question::default() })
}

fn strip_item(item: &mut Item, label: &str) {
    if let Some(Kind::Paragraph(paragraph)) = item.blocks.first_mut().map(|block| &mut block.kind) {
        strip_label(&mut paragraph.content, label);
        if paragraph.content.is_empty() {
            item.blocks.remove(0);
        }
    }
}

fn starts_with(text: &[Inline], label: &str) -> bool {
    matches!(text.first(), Some(Inline::Text { text }) if text.starts_with(label))
}

/// Takes a label and the white space behind it off the beginning of a text.
pub(crate) fn strip_label(text: &mut Vec<Inline>, label: &str) {
    if let Some(Inline::Text { text: words }) = text.first_mut()
        && let Some(rest) = words.strip_prefix(label)
    {
        *words = rest.trim_start().to_owned();
        if words.is_empty() {
            text.remove(0);
        }
    }
}

/// The word of a reference holds the number as printed: now that the numbers are given, it goes.
pub(crate) fn drop_printed_numbers(blocks: &mut [Block]) {
    walk::each_inline_mut(blocks, &mut |inline| {
        if let Inline::Reference(reference) = inline
            && let Some(word) = reference.word.strip_suffix(reference.number.as_str())
        {
            reference.word = word.trim_end().to_owned();
        }
    });
}

/// Places in a text that is no file of a library mean nothing.
fn forget_places(blocks: &mut [Block]) {
    walk::each_block_mut(blocks, &mut |block| block.origin.span = None);
    walk::each_inline_mut(blocks, &mut |inline| match inline {
        Inline::Reference(reference) => reference.span = None,
        Inline::Note(note) => walk::each_block_mut(&mut note.blocks, &mut |block| block.origin.span = None),
        _ => {}
    });
}
