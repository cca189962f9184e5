//! Names of both versions in one document: what both have is called as in the newer one; what was deleted
//! keeps its name unless the newer version uses it.

use crate::document::{Block, Inline, Kind, Question, Was, walk};
use std::collections::{BTreeMap, BTreeSet};

/// What the names of the older version are in the document of both.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// As references have them.
    of: BTreeMap<String, String>,
    taken: BTreeSet<String>,
}

impl Names {
    /// All names of the newer version are taken.
    pub(super) fn of_newer(blocks: &[Block]) -> Self {
        let mut taken = BTreeSet::new();
        each_name(blocks, &mut |name| _ = taken.insert(name.to_owned()));
        // Nor may what is deleted answer to what a reference there asks for in vain.
        walk::each_inline_mut(&mut blocks.to_vec(), &mut |inline| {
            if let Inline::Reference(reference) = inline {
                taken.insert(reference.to.clone());
            }
        });
        Self { of: BTreeMap::new(), taken }
    }

    /// Both versions have it.
    pub(super) fn kept(&mut self, old: &Block, new: &Block) {
        if let (Some(old), Some(new)) = (name(old), name(new)) {
            self.same(&old, &new);
        }
    }

    /// Two names are of the same thing.
    pub(super) fn same(&mut self, old: &str, new: &str) {
        if !old.is_empty() {
            self.of.insert(old.to_owned(), new.to_owned());
        }
    }

    /// It was deleted with all that is in it.
    pub(super) fn deleted(&mut self, blocks: &[Block]) {
        let mut names = Vec::new();
        each_name(blocks, &mut |name| names.push(name.to_owned()));
        for name in names {
            let free =
                std::iter::once(name.clone()).chain((1..).map(|n| format!("{name}-older-{n}"))).find(|free| !self.taken.contains(free));
            let free = free.unwrap_or_default();
            self.taken.insert(free.clone());
            self.of.entry(name).or_insert(free);
        }
    }

    /// Deleted blocks as they are called now.
    pub(super) fn rename(&self, blocks: &mut [Block]) {
        walk::each_block_mut(blocks, &mut |block| match &mut block.kind {
            Kind::Section(section) => self.set(&mut section.id),
            Kind::Question(question) => {
                let mut anchor = question.anchor();
                self.set(&mut anchor);
                if let Some(id) = anchor.strip_prefix('q').filter(|id| *id != question.id) {
                    let (label, choice) = (question.label.clone(), question.choice.clone());
                    question.was = Some(Was { id: std::mem::replace(&mut question.id, id.to_owned()), label, choice });
                }
            }
            Kind::Heading(heading) => heading.id.iter_mut().for_each(|id| self.set(id)),
            Kind::Paragraph(paragraph) => self.set(&mut paragraph.id),
            Kind::List(list) => list.items.iter_mut().for_each(|item| item.id.iter_mut().for_each(|id| self.set(id))),
            _ => {}
        });
        walk::each_inline_mut(blocks, &mut |inline| self.point(inline));
    }

    /// A text of the older version with its references pointing to where things are now.
    pub(super) fn of_deleted_text(&self, text: &[Inline]) -> Vec<Inline> {
        let mut block = Block::new(Kind::Paragraph(crate::document::Paragraph { content: text.to_vec(), ..Default::default() }));
        walk::each_inline_mut(std::slice::from_mut(&mut block), &mut |inline| self.point(inline));
        match block.kind {
            Kind::Paragraph(paragraph) => paragraph.content,
            _ => Vec::new(),
        }
    }

    fn point(&self, inline: &mut Inline) {
        if let Inline::Reference(reference) = inline {
            self.set(&mut reference.to);
        }
    }

    fn set(&self, name: &mut String) {
        if let Some(now) = self.of.get(name) {
            name.clone_from(now);
        }
    }
}

/// What references to a block point to.
fn name(block: &Block) -> Option<String> {
    let name = match &block.kind {
        Kind::Section(section) => section.id.clone(),
        Kind::Question(question) => Question::anchor(question),
        Kind::Heading(heading) => heading.id.clone()?,
        Kind::Paragraph(paragraph) => paragraph.id.clone(),
        _ => return None,
    };
    (!name.is_empty()).then_some(name)
}

fn each_name(blocks: &[Block], visit: &mut dyn FnMut(&str)) {
    for block in blocks {
        name(block).iter().for_each(|name| visit(name));
        if let Kind::List(list) = &block.kind {
            list.items.iter().filter_map(|item| item.id.as_deref()).for_each(&mut *visit);
        }
        block.blocks().into_iter().for_each(|inner| each_name(inner, visit));
    }
}
