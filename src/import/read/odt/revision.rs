//! Tracked changes: what was inserted stands in the text, what was deleted stands before it.

use super::{inline::Font, walk::Walk};
use crate::import::{
    Changes,
    read::{
        line::{Atom, Look},
        tree::{Element, attribute, child, elements, name},
    },
};
use std::collections::HashMap;

/// A tracked change.
#[derive(Debug, Clone, Copy)]
pub(super) enum Region<'a> {
    Insertion,
    Deletion(Element<'a>),
}

/// The changes of a text, by their ids; changes of looks are none.
pub(super) fn regions<'a>(text: Element<'a>) -> HashMap<&'a str, Region<'a>> {
    let all = elements(text).filter(|node| name(*node) == "tracked-changes").flat_map(elements);
    let region = |node: Element<'a>| {
        let id = attribute(node, "id")?;
        let deletion = child(node, "deletion").map(Region::Deletion);
        Some((id, deletion.or_else(|| child(node, "insertion").map(|_| Region::Insertion))?))
    };
    all.filter_map(region).collect()
}

impl<'a> Walk<'a> {
    /// A place where a change begins, ends or happened.
    pub(super) fn change(&mut self, node: Element<'a>, look: Look) {
        let Some(id) = attribute(node, "change-id") else { return };
        let Some(region) = self.regions.get(id).copied() else { return };
        self.now.revised = true;
        let rejects = self.changes == Changes::Reject;
        match (name(node), region) {
            ("change-start", Region::Insertion) if rejects => {
                self.unwanted.insert(id);
            }
            ("change-end", Region::Insertion) => {
                self.unwanted.remove(id);
            }
            ("change", Region::Deletion(content)) if rejects => {
                // Once: a change has one place.
                self.regions.remove(id);
                self.put_back(content, look);
            }
            _ => {}
        }
    }

    fn put_back(&mut self, content: Element<'a>, look: Look) {
        let blocks = elements(content).filter(|block| name(*block) != "change-info");
        for (at, block) in blocks.enumerate() {
            if at > 0 {
                self.push(Atom::Break, look);
            }
            self.inline(block, look, Font { hidden: false, highlighted: false, name: None });
        }
    }
}
