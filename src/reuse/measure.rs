//! How much of a passage is its source's, and which part of the source that is.

use super::{Fate, Passage, Theirs, Wording};
use crate::text::{
    compare::{compare_texts, is_function_word},
    stem::{Stems, is_small, words},
};
use std::collections::BTreeMap;

/// A passage with less than this share of the source's words is new, whatever a person says of its source, unless
/// most of what the source says is in it: what two texts on one matter share by chance lies below it.
const NEW_BELOW: f64 = 0.2;

/// From this likeness on, a part of a source is on the same matter, though its words are others.
const ALIKE: f64 = 0.35;

/// The most paragraphs of a source that may have become one.
const LONGEST: usize = 4;

/// How often each word stands in a text, without its ending.
#[derive(Default)]
struct Bag(BTreeMap<String, usize>);

impl Passage {
    /// Compares it with what its source says: with the paragraph, the paragraphs that stand together, or the item of
    /// a list that it has most in common with. Of several the fewest and first.
    pub(super) fn measure(&mut self, source: &[Theirs]) {
        let Some((likeness, theirs)) = most_alike(&self.wording, source) else { return };
        let comparison = compare_texts(theirs.wording.compared(), self.wording.compared());
        self.compared = comparison.each_word;
        let share = self.compared.share_of_new();
        (self.fate, self.share) = match comparison.is_same() {
            true => (Fate::Unchanged, 1.0),
            false if share >= NEW_BELOW || !comparison.rewritten => (Fate::Edited, partly(share)),
            false if self.compared.kept > 0 => (Fate::New, partly(share)),
            false => (Fate::New, 0.0),
        };
        self.theirs = (self.fate != Fate::New || likeness >= ALIKE).then_some(theirs);
    }
}

/// A share of what is neither all nor nothing, in hundredths that say so.
fn partly(share: f64) -> f64 {
    share.clamp(0.01, 0.99)
}

fn most_alike(words: &Wording, source: &[Theirs]) -> Option<(f64, Theirs)> {
    let mut stems = Stems::default();
    let passage = Bag::of(&words.text, &mut stems);
    let (mut best, mut most): (Option<Theirs>, f64) = (None, 0.0);
    let mut look = |parts: &[Theirs], bags: &[Bag]| {
        let likeness = passage.likeness(bags);
        if best.is_none() || likeness > most + f64::EPSILON {
            (best, most) = (Some(Theirs::together(parts)), likeness);
        }
    };
    let bags: Vec<Bag> = source.iter().map(|part| Bag::of(&part.wording.text, &mut stems)).collect();
    for length in 1..=LONGEST.min(source.len()) {
        source.windows(length).zip(bags.windows(length)).for_each(|(parts, bags)| look(parts, bags));
    }
    for part in source.iter().flat_map(Theirs::items) {
        let bag = Bag::of(&part.wording.text, &mut stems);
        look(&[part], &[bag]);
    }
    best.map(|best| (most, best))
}

impl Theirs {
    /// Several that stand together; there is at least one.
    fn together(parts: &[Self]) -> Self {
        let wording = Wording::joined(parts.iter().map(|part| &part.wording));
        let place = parts.iter().find_map(|part| part.place);
        Self { wording, place, from: parts.iter().find_map(|part| part.from.clone()) }
    }

    /// Each paragraph and each item of a list alone, where there are several.
    fn items(&self) -> Vec<Self> {
        let alone = self.wording.lines().into_iter().map(|wording| Self { wording, ..self.clone() }).collect::<Vec<_>>();
        if alone.len() > 1 { alone } else { Vec::new() }
    }
}

impl Bag {
    fn of(text: &str, stems: &mut Stems) -> Self {
        let mut bag = Self::default();
        for word in words(text) {
            let stem = stems.stem(&word).unwrap_or(&word).to_owned();
            *bag.0.entry(stem).or_default() += 1;
        }
        bag
    }

    /// What two texts have in common, twice, against all that they have, 0 to 1. Words that every text has count
    /// little.
    fn likeness(&self, others: &[Self]) -> f64 {
        let weight = |word: &str| if is_function_word(word) || is_small(word) { 1 } else { 10 };
        let all = |bag: &Self| bag.0.iter().map(|(word, times)| weight(word) * times).sum::<usize>();
        let theirs = |word: &str| others.iter().filter_map(|bag| bag.0.get(word)).sum::<usize>();
        let common = self.0.iter().map(|(word, times)| weight(word) * theirs(word).min(*times)).sum::<usize>();
        let both = all(self) + others.iter().map(all).sum::<usize>();
        if both == 0 { 0.0 } else { 2.0 * common as f64 / both as f64 }
    }
}
