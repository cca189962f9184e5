//! What a document says of how it differs from an older version: words, blocks and rows that were
//! inserted or deleted, and comments. A document that has a [`Redline`] holds both versions:
//! [`Document::accepted`] is the newer, [`Document::rejected`] the older.
//!
//! Changes do not nest: inside a block that was inserted or deleted nothing is marked again. Numbers in
//! a redline are those of the version that a block is of; what both have has the newer one's.

use super::{Block, Document, Inline, Kind, Meta, Question, Table, date::PrintedDate, walk};
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, collections::BTreeMap};

/// What is known of the changes in a document as a whole.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Redline {
    /// Who made the changes.
    pub author: String,
    /// When they were made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<PrintedDate>,
    /// What stood around the text of the older version.
    pub from: Meta,
    /// The title of both versions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub title: Vec<Inline>,
    /// What is printed below it in both versions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subtitle: Vec<Inline>,
    /// Remarks on the document as a whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub comments: Vec<String>,
}

/// What was done to words, a block or a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// It is in the newer version alone.
    Inserted,
    /// It is in the older version alone.
    Deleted,
}

/// What a question was called in the older version.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Was {
    /// Its id.
    pub id: String,
    /// As printed before its words.
    pub label: String,
    /// The options that the answer chose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choice: Vec<String>,
}

impl Document {
    /// The newer version: what was inserted stays, what was deleted goes.
    #[must_use]
    pub fn accepted(&self) -> Self {
        self.without(Change::Deleted)
    }

    /// The older version. Its numbers are to be given again: what both versions have carries those of the newer.
    #[must_use]
    pub fn rejected(&self) -> Self {
        self.without(Change::Inserted)
    }

    /// The document for a format that shows no changes: the newer version.
    pub(crate) fn settled(&self) -> Cow<'_, Self> {
        if self.redline.is_some() { Cow::Owned(self.accepted()) } else { Cow::Borrowed(self) }
    }

    fn without(&self, gone: Change) -> Self {
        let mut document = self.clone();
        if let Some(redline) = document.redline.take().filter(|_| gone == Change::Inserted) {
            document.meta = redline.from;
            point_to_older(&mut document.blocks);
        }
        settle(&mut document.blocks, gone);
        walk::join_texts(&mut document.blocks);
        document
    }
}

/// Lets references to questions that had another name point to that.
fn point_to_older(blocks: &mut [Block]) {
    let older: BTreeMap<String, String> = blocks.iter().filter_map(older_name).collect();
    walk::each_inline_mut(blocks, &mut |inline| {
        if let Inline::Reference(reference) = inline
            && let Some(name) = older.get(&reference.to)
        {
            reference.to.clone_from(name);
        }
    });
}

/// What references to a question point to in the newer version and in the older.
fn older_name(block: &Block) -> Option<(String, String)> {
    let Kind::Question(question) = &block.kind else { return None };
    let older = Question { id: question.was.as_ref()?.id.clone(), ..Question::default() };
    Some((question.anchor(), older.anchor()))
}

fn settle(blocks: &mut Vec<Block>, gone: Change) {
    blocks.retain(|block| block.change != Some(gone));
    for block in blocks {
        (block.change, block.comments) = (None, Vec::new());
        block.texts_mut().into_iter().for_each(|text| settle_text(text, gone));
        match &mut block.kind {
            Kind::Question(question) => name(question, gone),
            Kind::Table(table) => rows(table, gone),
            // An item is of the version that its first block is of.
            Kind::List(list) => list.items.retain(|item| item.blocks.first().is_none_or(|first| first.change != Some(gone))),
            _ => {}
        }
        block.blocks_mut().into_iter().for_each(|inner| settle(inner, gone));
    }
}

fn settle_text(text: &mut Vec<Inline>, gone: Change) {
    for mut inline in std::mem::take(text) {
        match &mut inline {
            Inline::Changed { change, .. } if *change == gone => continue,
            Inline::Changed { content, .. } => {
                text.append(content);
                continue;
            }
            Inline::Emphasis { content } | Inline::Strong { content } | Inline::Link { content, .. } => settle_text(content, gone),
            Inline::Note(note) => settle(&mut note.blocks, gone),
            _ => {}
        }
        text.push(inline);
    }
}

fn name(question: &mut Question, gone: Change) {
    if let Some(was) = question.was.take().filter(|_| gone == Change::Inserted) {
        (question.id, question.label, question.choice) = (was.id, was.label, was.choice);
    }
}

fn rows(table: &mut Table, gone: Change) {
    let mut changes = std::mem::take(&mut table.changes).into_iter();
    table.rows.retain(|_| changes.next().flatten() != Some(gone));
}
