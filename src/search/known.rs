//! What the index knows: which words and values there are, and the nearest of them.

use super::{find::Trouble, index::Fields, living::Living};
use crate::text::distance;
use std::{cmp::Reverse, collections::BTreeSet};
use tantivy::{
    Searcher, Term,
    query::{Bm25StatisticsProvider, FuzzyTermQuery},
    schema::Field,
};

/// Everything that is written in the library.
#[derive(Clone, Copy)]
pub(super) struct Known<'s> {
    pub(super) searcher: &'s Searcher,
    pub(super) living: &'s Living<'s>,
    pub(super) fields: &'s Fields,
}

impl Known<'_> {
    fn searched(&self) -> [Field; 3] {
        [self.fields.title, self.fields.text, self.fields.context]
    }

    /// Whether a stem stands anywhere.
    pub(super) fn is_known(&self, stem: &str) -> Result<bool, Trouble> {
        for field in self.searched() {
            if self.count(field, stem)? > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// How many entries have a value.
    pub(super) fn count(&self, field: Field, value: &str) -> Result<u64, Trouble> {
        Ok(self.living.doc_freq(&Term::from_field_text(field, value))?)
    }

    /// The most frequent of the nearest stems: one letter may differ, two in long words.
    pub(super) fn nearest_stem(&self, stem: &str) -> Result<Option<String>, Trouble> {
        let len = stem.chars().count();
        let most = match len {
            0..=3 => return Ok(None),
            4..=6 => 1,
            _ => 2,
        };
        let mut near: BTreeSet<(usize, String)> = BTreeSet::new();
        for field in self.searched() {
            let like = FuzzyTermQuery::new(Term::from_field_text(field, stem), most, true);
            for part in self.searcher.segment_readers() {
                let words = part.inverted_index(field)?;
                let mut values = words.terms().search(like.automaton()?).into_stream()?;
                while values.advance() {
                    let known = String::from_utf8_lossy(values.key());
                    if !known.contains(|c: char| c.is_ascii_digit()) {
                        near.insert((distance(stem, &known), known.into_owned()));
                    }
                }
            }
        }
        let mut best: Option<(usize, Reverse<u64>, String)> = None;
        for (distance, known) in near {
            let mut count = 0;
            for field in self.searched() {
                count += self.count(field, &known)?;
            }
            let this = (distance, Reverse(count), known);
            if count > 0 && best.as_ref().is_none_or(|best| this < *best) {
                best = Some(this);
            }
        }
        Ok(best.map(|(.., known)| known))
    }

    /// Every value of a field, also of entries that are gone.
    fn each_value(&self, field: Field, mut see: impl FnMut(&str)) -> Result<(), Trouble> {
        for part in self.searcher.segment_readers() {
            let words = part.inverted_index(field)?;
            let mut values = words.terms().stream()?;
            while values.advance() {
                if let Ok(value) = std::str::from_utf8(values.key()) {
                    see(value);
                }
            }
        }
        Ok(())
    }

    /// The values of a field that entries have.
    pub(super) fn values(&self, field: Field) -> Result<BTreeSet<String>, Trouble> {
        let mut all = BTreeSet::new();
        self.each_value(field, |value| _ = all.insert(value.to_owned()))?;
        let mut living = BTreeSet::new();
        for value in all {
            if self.count(field, &value)? > 0 {
                living.insert(value);
            }
        }
        Ok(living)
    }
}
