//! Where a numbered paragraph came from.

use super::{Passage, lines};
use crate::document::{Block, Document, Kind};

/// What a number stands for.
#[derive(Debug, Clone)]
pub struct Numbered<'p> {
    /// The passage; that which holds it, for an item of a list.
    pub passage: &'p Passage,
    /// The words of the item.
    pub item: Option<String>,
}

/// What stands under a number as it is cited: `12`, `12(a)`, or `q7` for all that answers question 7.
/// Nothing where there is no such number.
pub fn find<'p>(document: &Document, passages: &'p [Passage], number: &str) -> Vec<Numbered<'p>> {
    let wanted = normal(number);
    let whole = |passage| Numbered { passage, item: None };
    let is = |of: &Option<String>, wanted: &str| of.as_ref().is_some_and(|of| normal(of) == wanted);
    if let Some(passage) = passages.iter().find(|passage| is(&passage.number, &wanted)) {
        return vec![whole(passage)];
    }
    if let Some(question) = wanted.strip_prefix('q') {
        return passages.iter().filter(|passage| is(&passage.question, question)).map(whole).collect();
    }
    let in_passage = |passage: &'p Passage| {
        let item = document.blocks[passage.blocks.clone()].iter().find_map(|block| item(block, &wanted))?;
        Some(Numbered { passage, item: Some(item) })
    };
    passages.iter().find_map(in_passage).into_iter().collect()
}

/// As people type numbers: `12.`, `12 (a)`.
fn normal(number: &str) -> String {
    let number: String = number.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    number.trim_end_matches('.').to_owned()
}

/// The words of the item with a number.
fn item(block: &Block, wanted: &str) -> Option<String> {
    if let Kind::List(list) = &block.kind {
        let named = |item: &&crate::document::Item| item.number.as_ref().is_some_and(|number| normal(&number.cited) == wanted);
        if let Some(item) = list.items.iter().find(named) {
            return Some(item.blocks.iter().map(lines).collect::<Vec<_>>().join("\n"));
        }
    }
    block.blocks().into_iter().flatten().find_map(|inner| item(inner, wanted))
}
