//! The counts of a comparison: what a reader wants to know first.

use super::{Change, ChangeKind, Relation, Unit};
use crate::text::compare::Words;
use serde::{Deserialize, Serialize};

/// How much changed.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Summary {
    /// Of the headings: sections, questions and others; not what stands before any heading.
    pub headings: Headings,
    /// Of the texts below them.
    pub texts: Texts,
    /// Closed answers that changed.
    pub choices: usize,
    /// Words of the texts, headings not counted.
    pub words: Words,
    /// The share of the new document's words that the old one has, 0 to 1, in thousandths; 1 where there are none.
    pub reused: f64,
}

/// How many headings are what. One that is renumbered or moved is also `same` or `possibly-same`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Headings {
    pub same: usize,
    pub possibly_same: usize,
    pub new: usize,
    pub gone: usize,
    pub split_off: usize,
    pub merged_into: usize,
    pub renumbered: usize,
    pub moved: usize,
    pub reworded: usize,
}

/// How many texts are what. One that moved is also something else; `same` are those in which nothing changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[allow(missing_docs)]
pub struct Texts {
    pub same: usize,
    pub edited: usize,
    pub replaced: usize,
    pub split: usize,
    pub merged: usize,
    pub added: usize,
    pub removed: usize,
    pub moved: usize,
    pub formatting: usize,
}

impl Summary {
    /// Counts.
    pub fn of(units: &[Unit]) -> Self {
        let mut summary = Self::default();
        for unit in units {
            summary.headings.count(unit);
            summary.choices += usize::from(unit.choice.is_some());
            summary.words = summary.words + unit.words;
            unit.changes.iter().for_each(|change| summary.texts.count(change));
        }
        summary.reused = reused(summary.words);
        summary
    }
}

/// The share of the new words that stayed, 0 to 1, in thousandths.
pub(super) fn reused(words: Words) -> f64 {
    match words.kept + words.added {
        0 => 1.0,
        all => (words.kept as f64 * 1000.0 / all as f64).round() / 1000.0,
    }
}

impl Headings {
    fn count(&mut self, unit: &Unit) {
        if unit.is_front() {
            return;
        }
        let field = match unit.relation {
            Relation::Same => &mut self.same,
            Relation::PossiblySame => &mut self.possibly_same,
            Relation::New => &mut self.new,
            Relation::Gone => &mut self.gone,
            Relation::SplitOff => &mut self.split_off,
            Relation::MergedInto => &mut self.merged_into,
        };
        *field += 1;
        self.renumbered += usize::from(unit.renumbered);
        self.moved += usize::from(unit.moved);
        self.reworded += usize::from(unit.is_reworded());
    }
}

impl Texts {
    fn count(&mut self, change: &Change) {
        let field = match change.kind {
            ChangeKind::Same => &mut self.same,
            ChangeKind::Edited => &mut self.edited,
            ChangeKind::Replaced => &mut self.replaced,
            ChangeKind::Split => &mut self.split,
            ChangeKind::Merged => &mut self.merged,
            ChangeKind::Added => &mut self.added,
            ChangeKind::Removed => &mut self.removed,
        };
        *field += 1;
        self.moved += usize::from(change.moved);
        self.formatting += usize::from(!change.marks.is_empty());
    }
}
