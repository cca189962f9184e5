//! The version fit to publish: what is confidential left out, and said to be.
//!
//! A confidential paragraph keeps its number, so that the numbers of all others stay, and prints
//! [`WITHHELD`]; whatever belongs to it (lists, quotations, tables, what continues it) goes without a word
//! more. The reason stays inside: it may say what the paragraph said. Headings of sections and questions
//! stay; the choice of a question goes with the paragraph that begins its answer. A name that a person
//! gave to what is withheld may say what it was, so it gets another. Footnotes keep their numbers.
//! Where words came from is the drafter's business and is left out everywhere.

use super::{Block, Document, Inline, Kind, Origin, Paragraph, walk};
use std::collections::BTreeMap;

/// What stands in the place of withheld words.
pub const WITHHELD: &str = "[Withheld: confidential]";

/// The document without what is confidential, nor anything that tells of it.
#[must_use]
pub fn public(document: &Document) -> Document {
    let mut document = document.clone();
    let mut run = Run { names: BTreeMap::new(), withheld: false };
    hide_choices(&mut document.blocks);
    document.blocks = run.blocks(std::mem::take(&mut document.blocks));
    walk::each_block_mut(&mut document.blocks, &mut |block| run.notes(block));
    walk::each_inline_mut(&mut document.blocks, &mut |inline| run.refer(inline));
    walk::each_block_mut(&mut document.blocks, &mut clean);
    walk::each_inline_mut(&mut document.blocks, &mut |inline| {
        if let Inline::Note(note) = inline {
            walk::each_block_mut(&mut note.blocks, &mut clean);
        }
    });
    document
}

/// How many parts of a public version are withheld.
pub fn withheld(document: &Document) -> usize {
    let mut count = 0;
    walk::each_block_mut(&mut document.blocks.clone(), &mut |block| {
        let is_gap = matches!(&block.kind, Kind::Paragraph(paragraph) if walk::plain(&paragraph.content) == WITHHELD);
        count += usize::from(is_gap);
    });
    count
}

/// The state of going through a document.
struct Run {
    /// What became of the names of what is withheld: the new name, or nothing where it is gone.
    names: BTreeMap<String, Option<String>>,
    /// Whether the numbered paragraph at hand is withheld, and with it what belongs to it.
    withheld: bool,
}

/// Whether a block is itself confidential.
fn is_secret(block: &Block) -> bool {
    block.origin.confidential || matches!(&block.kind, Kind::Paragraph(paragraph) if paragraph.confidential.is_some())
}

/// Takes the choice from every question whose answer begins with something confidential.
fn hide_choices(blocks: &mut [Block]) {
    for at in 1..blocks.len() {
        if is_secret(&blocks[at])
            && let Kind::Question(question) = &mut blocks[at - 1].kind
        {
            question.choice.clear();
        }
    }
}

impl Run {
    /// Blocks directly under sections and questions.
    fn blocks(&mut self, blocks: Vec<Block>) -> Vec<Block> {
        blocks.into_iter().filter_map(|block| self.top_level(block)).collect()
    }

    fn top_level(&mut self, mut block: Block) -> Option<Block> {
        let secret = is_secret(&block);
        match &mut block.kind {
            Kind::Section(_) | Kind::Question(_) => self.withheld = false,
            Kind::Heading(heading) if secret => {
                self.names.extend(heading.id.take().map(|id| (id, None)));
                return None;
            }
            Kind::Paragraph(paragraph) if paragraph.number.is_some() => {
                self.withheld = secret;
                if secret {
                    self.withhold(paragraph);
                }
            }
            Kind::Heading(_) | Kind::Signature(_) => {}
            _ if self.withheld => {
                self.forget(&block);
                return None;
            }
            _ if secret => return Some(self.in_place_of(&block)),
            _ => self.inside(&mut block),
        }
        Some(block)
    }

    /// A numbered paragraph: its words go, its number stays.
    fn withhold(&mut self, paragraph: &mut Paragraph) {
        if paragraph.named {
            let id = format!("withheld-{}", paragraph.number.as_ref().map_or(0, |number| number.value));
            let old = std::mem::replace(&mut paragraph.id, id.clone());
            self.names.insert(old, Some(id));
            paragraph.named = false;
        }
        paragraph.content = vec![Inline::text(WITHHELD)];
    }

    /// What stands where something without a number was.
    fn in_place_of(&mut self, block: &Block) -> Block {
        self.forget(block);
        let continues = matches!(&block.kind, Kind::Paragraph(paragraph) if paragraph.continues);
        Block::new(Kind::Paragraph(Paragraph { content: vec![Inline::text(WITHHELD)], continues, ..Paragraph::default() }))
    }

    /// The names of a block that goes.
    fn forget(&mut self, block: &Block) {
        let mut gone = |id: &str| _ = self.names.insert(id.to_owned(), None);
        match &block.kind {
            Kind::Paragraph(paragraph) => gone(&paragraph.id),
            Kind::List(list) => list.items.iter().filter_map(|item| item.id.as_deref()).for_each(gone),
            _ => {}
        }
        for inner in block.blocks().into_iter().flatten() {
            self.forget(inner);
        }
    }

    /// What is confidential inside lists and quotations, with what stands behind it in the same item.
    fn inside(&mut self, block: &mut Block) {
        if let Kind::List(list) = &mut block.kind {
            for item in &mut list.items {
                let secret = item.blocks.first().is_some_and(is_secret);
                if secret {
                    self.names.extend(item.id.take().map(|id| (id, None)));
                    item.blocks.iter().skip(1).for_each(|block| self.forget(block));
                    item.blocks.truncate(1);
                }
            }
        }
        for blocks in block.blocks_mut() {
            for inner in blocks {
                match is_secret(inner) {
                    true => *inner = self.in_place_of(inner),
                    false => self.inside(inner),
                }
            }
        }
    }

    /// What is confidential in the footnotes of a block.
    fn notes(&mut self, block: &mut Block) {
        for text in block.texts_mut() {
            self.notes_in(text);
        }
    }

    fn notes_in(&mut self, text: &mut [Inline]) {
        for inline in text {
            match inline {
                Inline::Note(note) => {
                    for block in &mut note.blocks {
                        match is_secret(block) {
                            true => *block = self.in_place_of(block),
                            false => self.inside(block),
                        }
                    }
                }
                Inline::Emphasis { content } | Inline::Strong { content } | Inline::Link { content, .. } => self.notes_in(content),
                _ => {}
            }
        }
    }

    /// A reference to what has another name follows it; one to what is gone keeps its printed words.
    fn refer(&self, inline: &mut Inline) {
        let Inline::Reference(reference) = inline else { return };
        match self.names.get(&reference.to) {
            Some(Some(id)) => reference.to.clone_from(id),
            Some(None) => *inline = Inline::text(reference.printed()),
            None => {}
        }
    }
}

/// Takes away what only the drafter may see.
fn clean(block: &mut Block) {
    block.origin = Origin::default();
    if let Kind::Paragraph(paragraph) = &mut block.kind {
        paragraph.confidential = None;
    }
}
