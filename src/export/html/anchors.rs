//! The names of a document as identifiers of a page: valid, unique, known before anything points to them.

use crate::document::{Block, Inline, Kind};
use std::collections::{BTreeMap, BTreeSet};

/// Which identifier each name of the document has.
#[derive(Debug, Default)]
pub(super) struct Anchors {
    ids: BTreeMap<String, String>,
    used: BTreeSet<String>,
    given: BTreeSet<String>,
}

impl Anchors {
    /// Gives every name in the blocks its identifier.
    pub(super) fn of(blocks: &[Block]) -> Self {
        let mut anchors = Self::default();
        anchors.collect(blocks);
        anchors
    }

    /// Where a reference to this name leads; nothing when nothing has it.
    pub(super) fn find(&self, name: &str) -> Option<&str> {
        self.ids.get(name).map(String::as_str)
    }

    /// The identifier for what has this name. A name that was given twice (a finding elsewhere) goes to
    /// the first who has it, as references do.
    pub(super) fn claim(&mut self, name: &str) -> Option<String> {
        let id = self.ids.get(name)?;
        self.given.insert(id.clone()).then(|| id.clone())
    }

    fn collect(&mut self, blocks: &[Block]) {
        for block in blocks {
            for name in names(&block.kind) {
                self.add(&name);
            }
            for text in block.texts() {
                self.collect_notes(text);
            }
            for inner in block.blocks() {
                self.collect(inner);
            }
        }
    }

    fn collect_notes(&mut self, text: &[Inline]) {
        for inline in text {
            match inline {
                Inline::Note(note) => self.collect(&note.blocks),
                Inline::Emphasis { content } | Inline::Strong { content } | Inline::Link { content, .. } => self.collect_notes(content),
                _ => {}
            }
        }
    }

    fn add(&mut self, name: &str) {
        if name.is_empty() || self.ids.contains_key(name) {
            return;
        }
        let plain: String = name.chars().map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' }).collect();
        let free = |id: &String| !self.used.contains(id);
        let id = std::iter::once(plain.clone()).chain((2..).map(|n| format!("{plain}-{n}"))).find(free).unwrap_or_default();
        self.used.insert(id.clone());
        self.ids.insert(name.to_owned(), id);
    }
}

/// The names that a block and its items carry themselves.
fn names(kind: &Kind) -> Vec<String> {
    match kind {
        Kind::Section(section) => vec![section.id.clone()],
        Kind::Question(question) => vec![question.anchor()],
        Kind::Heading(heading) => heading.id.iter().cloned().collect(),
        Kind::Paragraph(paragraph) => vec![paragraph.id.clone()],
        Kind::List(list) => list.items.iter().filter_map(|item| item.id.clone()).collect(),
        Kind::Quote(_) | Kind::Table(_) | Kind::Code(_) | Kind::Signature(_) => Vec::new(),
    }
}
