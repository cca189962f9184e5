//! Lists: which paragraph is an item of which.

use super::walk::Walk;
use crate::import::{
    Piece,
    read::tree::{Element, attribute, elements, name},
};

/// The list that an item stands in.
#[derive(Debug, Clone, Copy)]
pub(super) struct InList<'a> {
    pub(super) style: Option<&'a str>,
    pub(super) counts: usize,
    pub(super) level: usize,
}

/// What a paragraph gets from the list around it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numbered<'a> {
    pub(super) list: InList<'a>,
    pub(super) start: Option<u32>,
}

impl<'a> Walk<'a> {
    /// A list.
    pub(super) fn list(&mut self, node: Element<'a>, around: Option<InList<'a>>, out: &mut Vec<Piece>) {
        let style = attribute(node, "style-name").or(around.and_then(|list| list.style));
        let list = match around {
            Some(list) => InList { style, level: list.level + 1, ..list },
            None => InList { style, counts: self.lists.begin(node, style.unwrap_or_default()), level: 0 },
        };
        for item in elements(node) {
            let start = attribute(item, "start-value").and_then(|start| start.parse().ok());
            let mut numbered = (name(item) == "list-item").then_some(Numbered { list, start });
            for inner in elements(item) {
                match name(inner) {
                    "list" => self.list(inner, Some(list), out),
                    // Only the first paragraph of an item has its label.
                    "p" | "h" => self.paragraph(inner, numbered.take(), out),
                    _ => self.block(inner, out),
                }
            }
        }
    }

    /// A paragraph that names its list instead of standing in it.
    pub(super) fn numbered_paragraph(&mut self, node: Element<'a>, out: &mut Vec<Piece>) {
        let level = attribute(node, "level").and_then(|level| level.parse::<usize>().ok()).unwrap_or(1);
        let counts = self.lists.named(attribute(node, "list-id").unwrap_or_default());
        let list = InList { style: attribute(node, "style-name"), counts, level: level.saturating_sub(1) };
        let start = attribute(node, "start-value").and_then(|start| start.parse().ok());
        let mut numbered = Some(Numbered { list, start });
        for inner in elements(node) {
            match name(inner) {
                "p" | "h" => self.paragraph(inner, numbered.take(), out),
                _ => {}
            }
        }
    }
}
