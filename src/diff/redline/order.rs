//! The older answers in the order of the newer questions.

use crate::{
    diff::Diff,
    document::{Block, Document},
};

/// For each block of the older document where it stands among the newer questions: a question that both have
/// stands where the newer one does, one that is gone behind what stood before it.
pub(super) fn by_question(diff: &Diff, blocks: usize) -> Vec<usize> {
    let starts: Vec<usize> = diff.old.heads.iter().map(|head| head.block.unwrap_or(0)).chain([blocks]).collect();
    let mut placed = vec![false; diff.old.heads.len()];
    let mut runs = Vec::new();
    for unit in &diff.units {
        if let Some(head) = unit.old.filter(|head| *head < placed.len()) {
            placed[head] = true;
            runs.push(head);
        }
    }
    // What no unit names stands last: nothing may be lost.
    runs.extend((0..placed.len()).filter(|head| !placed[*head]));
    let sequence = runs.into_iter().flat_map(|head| starts[head]..starts[head + 1].max(starts[head]));
    let mut order = vec![0; blocks];
    sequence.enumerate().for_each(|(at, block)| order[block] = at);
    order
}

/// The document with each block where `order` says.
pub(super) fn sorted(document: &Document, order: &[usize]) -> Document {
    let mut blocks: Vec<(usize, &Block)> = order.iter().copied().zip(&document.blocks).collect();
    blocks.sort_by_key(|(at, _)| *at);
    Document { blocks: blocks.into_iter().map(|(_, block)| block.clone()).collect(), ..document.clone() }
}
