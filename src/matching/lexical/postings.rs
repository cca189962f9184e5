//! Which entries have a word, and how much it weighs there.

use crate::matching::kept::Numbers;
use serde::{Deserialize, Serialize};
use std::{cmp::Ordering, ops::Range};

/// How soon a repeated word stops adding weight, and how much a long text is held against it: the usual
/// values of BM25 (Robertson and Zaragoza, 2009), which no other pair beat by more than 0.01 where tried.
const K1: f32 = 1.2;
/// See [`K1`].
const B: f32 = 0.75;

/// The stems of one text, each with how often it stands there.
pub(super) type Counts = Vec<(u32, f32)>;

/// For each stem the entries that have it, in their order.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Postings<'k> {
    /// Where the entries of each stem begin; one more than there are stems.
    #[serde(borrow)]
    starts: Numbers<'k>,
    #[serde(borrow)]
    entries: Numbers<'k>,
    /// From 0 to `K1` + 1, as the bits of a float: the word's weight in the entry by BM25, without its rarity.
    #[serde(borrow)]
    weights: Numbers<'k>,
}

/// Counts stems, in the order of their numbers.
pub(super) fn count(stems: &mut [u32]) -> Counts {
    stems.sort_unstable();
    stems.chunk_by(|a, b| a == b).map(|same| (same[0], same.len() as f32)).collect()
}

impl Postings<'_> {
    /// Of one of the texts of each entry, in their order.
    pub(super) fn new(texts: &[[Counts; 3]], which: usize, stems: usize) -> Self {
        let texts = || texts.iter().map(|text| &text[which]);
        let length = |text: &Counts| text.iter().map(|(_, times)| times).sum::<f32>();
        let total: f32 = texts().map(length).sum();
        let average = (total / texts().len().max(1) as f32).max(1.0);
        let mut starts = vec![0; stems + 1];
        texts().flatten().for_each(|(stem, _)| starts[*stem as usize + 1] += 1);
        (0..stems).for_each(|at| starts[at + 1] += starts[at]);
        let size = starts[stems] as usize;
        let (mut entries, mut weights, mut next) = (vec![0; size], vec![0; size], starts.clone());
        for (entry, text) in texts().enumerate() {
            let long = K1 * (1.0 - B + B * length(text) / average);
            for &(stem, times) in text {
                let at = next[stem as usize] as usize;
                next[stem as usize] += 1;
                (entries[at], weights[at]) = (entry as u32, (times * (K1 + 1.0) / (times + long)).to_bits());
            }
        }
        Self { starts: starts.into_iter().collect(), entries: entries.into_iter().collect(), weights: weights.into_iter().collect() }
    }

    /// The entries that have a stem, and what it weighs in each.
    pub(super) fn of(&self, stem: u32) -> impl Iterator<Item = (usize, f32)> {
        let range = self.range(stem);
        let entries = self.entries.within(range.clone());
        entries.zip(self.weights.within(range)).map(|(entry, weight)| (entry as usize, f32::from_bits(weight)))
    }

    /// How many entries have a stem.
    pub(super) fn spread(&self, stem: u32) -> usize {
        self.range(stem).len()
    }

    /// Whether an entry has a stem.
    pub(super) fn has(&self, stem: u32, entry: usize) -> bool {
        let mut range = self.range(stem);
        while !range.is_empty() {
            let middle = range.start + range.len() / 2;
            match (self.entries.get(middle) as usize).cmp(&entry) {
                Ordering::Less => range.start = middle + 1,
                Ordering::Equal => return true,
                Ordering::Greater => range.end = middle,
            }
        }
        false
    }

    fn range(&self, stem: u32) -> Range<usize> {
        self.starts.get(stem as usize) as usize..self.starts.get(stem as usize + 1) as usize
    }
}

/// The most that a word can weigh in an entry, which is what it weighs in the question itself.
pub(super) const MOST: f32 = K1 + 1.0;
