//! Two documents as one that shows the changes, for formats that can track them: rejected it is the older
//! document, accepted the newer.
//!
//! `plan` says what stays in place, `tables` what must move for a table's sake, `words` puts two texts together, `names`
//! keeps the references of both pointing where they should, `remark` tells what moved.

mod chain;
mod look;
mod names;
mod order;
mod plan;
mod remark;
mod tables;
mod weave;
mod words;

use super::Diff;
use crate::document::{Block, Document, Inline, Meta, Origin, Redline, date::PrintedDate, walk};

/// How a redline is made.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Manner {
    /// Who is said to have made the changes.
    pub author: String,
    /// When.
    pub date: Option<PrintedDate>,
    /// Whether the older answers stand in the order of the newer questions, so that a question that moved
    /// shows its changed words. Rejected, the words are the older ones and their order is not.
    pub by_question: bool,
}

/// Both documents as one. `diff` is what comparing them gave.
pub fn redline(diff: &Diff, old: &Document, new: &Document, manner: &Manner) -> Document {
    let order = if manner.by_question { order::by_question(diff, old.blocks.len()) } else { (0..old.blocks.len()).collect() };
    let links = plan::links(diff, &order);
    let old = &order::sorted(old, &order);
    let steps = plan::plan(old, new, &links);
    let names = weave::names(&steps, old, new);
    let mut blocks = weave::blocks(&steps, &old.blocks, &new.blocks, &names);
    let mut comments = remark::remarks(diff, &steps, &order, &mut blocks);
    if manner.by_question {
        comments.insert(0, BY_QUESTION.to_owned());
    }
    let line = |old: &str, new: &str| words::both(&[Inline::text(old)], &[Inline::text(new)], &names);
    let subtitle = |meta: &Meta| meta.subtitle.clone().unwrap_or_default();
    let redline = Redline {
        author: manner.author.clone(),
        date: manner.date,
        from: old.meta.clone(),
        title: line(&old.meta.title, &new.meta.title),
        subtitle: line(&subtitle(&old.meta), &subtitle(&new.meta)),
        comments,
    };
    Document { meta: new.meta.clone(), blocks, redline: Some(redline) }
}

/// What a file says that shows the older answers in the newer order.
const BY_QUESTION: &str = "Shown by question: the older answers stand in the order of the newer questions. Rejecting all changes \
                           gives the older words, not their older order.";

/// What no reader of the printed text can see.
fn forget_origins(blocks: &mut [Block]) {
    walk::each_block_mut(blocks, &mut |block| block.origin = Origin::default());
    walk::each_inline_mut(blocks, &mut |inline| {
        if let Inline::Reference(reference) = inline {
            reference.span = None;
        }
    });
}
