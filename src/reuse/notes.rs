//! Provenance as remarks beside the paragraphs, for those who review a draft.

use super::{Fate, Passage};
use crate::{
    document::{Block, Document, Inline, Kind, Note, Paragraph, walk},
    text::compare::Words,
};

impl Passage {
    /// Where it came from, in a sentence.
    pub fn remark(&self) -> String {
        let Some(source) = &self.source else { return "Written for this response.".to_owned() };
        match self.fate {
            _ if self.proposed => format!("Drafted from {source}; nobody has adopted it."),
            Fate::Unchanged => format!("From {source}, unchanged."),
            Fate::Edited if self.compared.added == 0 => {
                let Words { kept, removed, .. } = self.compared;
                format!("From {source}, shortened: {kept} of its {} words are left.", kept + removed)
            }
            Fate::Edited => format!("From {source}, edited: {} of these words are the source's.", self.percent()),
            Fate::New => format!("Said to be from {source}; hardly any of its words are left."),
        }
    }

    /// The share of its words that are the source's: never all of them where something changed.
    pub fn percent(&self) -> String {
        format!("{} %", (self.share * 100.0).round())
    }
}

/// Puts the provenance of every passage beside it, as a comment.
pub fn comment(document: &mut Document, passages: &[Passage]) {
    for passage in passages {
        if let Some(block) = document.blocks.get_mut(passage.blocks.start) {
            block.comments.push(passage.remark());
        }
    }
}

/// Puts the provenance of every passage into a numbered document as a footnote at the end of its first
/// paragraph, and numbers all footnotes anew: for formats without comments.
pub fn annotate(document: &mut Document, passages: &[Passage]) {
    for passage in passages {
        if let Some(text) = document.blocks.get_mut(passage.blocks.start).and_then(first_text) {
            let content = vec![Inline::text(passage.remark())];
            let remark = Block::new(Kind::Paragraph(Paragraph { content, ..Paragraph::default() }));
            text.push(Inline::Note(Note { number: 0, blocks: vec![remark] }));
        }
    }
    let mut number = 0;
    walk::each_inline_mut(&mut document.blocks, &mut |inline| {
        if let Inline::Note(note) = inline {
            number += 1;
            note.number = number;
        }
    });
}

/// The first running text in a block; none in code.
fn first_text(block: &mut Block) -> Option<&mut Vec<Inline>> {
    match &mut block.kind {
        Kind::Paragraph(paragraph) => Some(&mut paragraph.content),
        Kind::Table(table) => table.header.first_mut(),
        Kind::List(list) => list.items.iter_mut().flat_map(|item| item.blocks.iter_mut()).find_map(first_text),
        Kind::Quote(quote) => quote.blocks.iter_mut().find_map(first_text),
        _ => None,
    }
}
