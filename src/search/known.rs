//! What the index knows: which words and values there are, and the nearest of them.

use super::{find::Trouble, index::Fields, living::Living, words::stems};
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

    /// How many entries have a stem, each as often as it has fields with it.
    pub(super) fn frequency(&self, stem: &str) -> Result<u64, Trouble> {
        self.searched().into_iter().map(|field| self.count(field, stem)).sum()
    }

    /// How many entries have a value.
    pub(super) fn count(&self, field: Field, value: &str) -> Result<u64, Trouble> {
        Ok(self.living.doc_freq(&Term::from_field_text(field, value))?)
    }

    /// The most frequent stem of the words that are one letter away. A mistyped ending does not come off, so that
    /// the stems of `fundnig` and `funding` are three letters apart.
    pub(super) fn stem_of_nearest_word(&self, word: &str) -> Result<Option<String>, Trouble> {
        let mut best: Option<(u64, Reverse<String>)> = None;
        for stem in one_letter_away(&word.to_lowercase()).iter().flat_map(|word| stems(word)).collect::<BTreeSet<_>>() {
            let this = (self.frequency(&stem)?, Reverse(stem));
            if this.0 > 0 && best.as_ref().is_none_or(|best| this > *best) {
                best = Some(this);
            }
        }
        Ok(best.map(|(_, stem)| stem.0))
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
            let count = self.frequency(&known)?;
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

/// Shorter words are a letter away from too many others.
const SHORTEST: usize = 4;

/// The words that a slip of the finger makes of one, or made it of: two letters exchanged, one too many, one
/// missing, one for another.
fn one_letter_away(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < SHORTEST || !letters.iter().all(char::is_ascii_lowercase) {
        return Vec::new();
    }
    let with = |at: usize, taken: usize, put: &[char]| letters[..at].iter().chain(put).chain(&letters[at + taken..]).collect::<String>();
    let exchanged = (1..letters.len()).map(|at| with(at - 1, 2, &[letters[at], letters[at - 1]]));
    let shorter = (0..letters.len()).map(|at| with(at, 1, &[]));
    let longer = (0..=letters.len()).flat_map(|at| ('a'..='z').map(move |letter| (at, letter))).map(|(at, letter)| with(at, 0, &[letter]));
    let other = (0..letters.len()).flat_map(|at| ('a'..='z').map(move |letter| (at, letter))).map(|(at, letter)| with(at, 1, &[letter]));
    exchanged.chain(shorter).chain(longer).chain(other).collect()
}
