//! How alike two texts are: half by the words they share, rare words for more than common ones, half by the
//! longest run of words that stands in both in one order.

use crate::text::{
    compare::{is_function_word, words},
    lexicon::Lexicon,
    stem::Stems,
};
use std::{borrow::Cow, collections::HashMap};

/// The words of a text.
#[derive(Debug, Clone, Default)]
pub(super) struct Bag {
    /// In order, as numbers.
    pub(super) words: Vec<u32>,
    /// Each once, by number: how often, and what it weighs for all its times.
    pub(super) counts: Vec<Count>,
    pub(super) weight: f64,
}

#[derive(Debug, Clone, Copy)]
pub(super) struct Count {
    pub(super) word: u32,
    times: u32,
    pub(super) weight: f64,
}

/// What two texts share, by weight, 0 to 1.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shared {
    /// Of both.
    pub(super) both: f64,
    /// Of the first: how much of it stands in the second.
    pub(super) first: f64,
    /// Of both, every word for one.
    plain: f64,
}

/// What a figure in a title weighs of a word: "12" in "Recommendation 12" says little of what it is about, and
/// the next version counts otherwise.
const LABEL: f64 = 0.3;

/// Texts that share less than this are not looked at word by word.
const STRANGERS: f64 = 0.2;

/// The words of all texts of both documents.
#[derive(Default)]
pub(super) struct Corpus {
    numbers: Lexicon<u32>,
    /// What each word counts of a word that says what a text is about.
    tells: Vec<f64>,
    /// What figures count.
    figures: f64,
    stems: Stems,
}

impl Corpus {
    /// The bags of two documents' texts, weighed by how rare words are in both together.
    pub(super) fn of_texts<'t>(old: impl Iterator<Item = &'t str>, new: impl Iterator<Item = &'t str>) -> (Vec<Bag>, Vec<Bag>) {
        let as_printed = |text| (text, false);
        Self { figures: 1.0, ..Self::default() }.bags(old.map(as_printed), new.map(as_printed))
    }

    /// The same of their titles, each with whether it asks: the few words of a question are soon put in other forms, so
    /// that their stems are compared; "Recommendations" and "Recommendation 3" are two headings. Figures count [`LABEL`]
    /// of a word.
    pub(super) fn of_titles<'t>(
        old: impl Iterator<Item = (&'t str, bool)>,
        new: impl Iterator<Item = (&'t str, bool)>,
    ) -> (Vec<Bag>, Vec<Bag>) {
        Self { figures: LABEL, ..Self::default() }.bags(old, new)
    }

    fn bags<'t>(mut self, old: impl Iterator<Item = (&'t str, bool)>, new: impl Iterator<Item = (&'t str, bool)>) -> (Vec<Bag>, Vec<Bag>) {
        let texts: Vec<(&str, bool)> = old.collect();
        let mut old: Vec<Bag> = texts.iter().map(|(text, stems)| self.bag(text, *stems)).collect();
        // Most texts stayed: their words are not looked for again.
        let known: HashMap<_, _> = texts.into_iter().zip(&old).collect();
        let again = |bag: &&Bag| Bag::clone(bag);
        let mut new: Vec<Bag> = new.map(|text| known.get(&text).map_or_else(|| self.bag(text.0, text.1), again)).collect();
        let weights = self.weights(old.iter().chain(&new));
        old.iter_mut().chain(&mut new).for_each(|bag| bag.weigh(&weights));
        (old, new)
    }

    fn bag(&mut self, text: &str, stems: bool) -> Bag {
        let ids: Vec<u32> = words(text).map(|word| if stems { self.number(&self.stem(&word)) } else { self.number(&word) }).collect();
        let mut sorted = ids.clone();
        sorted.sort_unstable();
        let counts: Vec<Count> = sorted
            .chunk_by(|a, b| a == b)
            .map(|same| Count { word: same[0], times: u32::try_from(same.len()).unwrap_or(u32::MAX), weight: 0.0 })
            .collect();
        Bag { words: ids, counts, weight: 0.0 }
    }

    fn stem(&self, word: &str) -> String {
        self.stems.find(word).map_or_else(|| word.to_owned(), Cow::into_owned)
    }

    fn number(&mut self, word: &str) -> u32 {
        if let Some(number) = self.numbers.get(word) {
            return *number;
        }
        let number = u32::try_from(self.tells.len()).unwrap_or(u32::MAX);
        self.tells.push(match word.chars().all(|c| c.is_ascii_digit() || c == '.') {
            true => self.figures,
            false if is_function_word(word) => 0.25,
            false => 1.0,
        });
        self.numbers.insert(word.into(), number);
        number
    }

    /// Inverse document frequency; function words for a quarter.
    fn weights<'b>(&self, bags: impl Iterator<Item = &'b Bag>) -> Vec<f64> {
        let (mut texts, mut with) = (0, vec![0u32; self.tells.len()]);
        for bag in bags.filter(|bag| !bag.words.is_empty()) {
            texts += 1;
            bag.counts.iter().for_each(|count| with[count.word as usize] += 1);
        }
        let rare = |times: u32| 0.3 + ((f64::from(texts) + 1.0) / (f64::from(times) + 0.5)).ln().max(0.0);
        with.iter().zip(&self.tells).map(|(times, tells)| rare(*times) * tells).collect()
    }
}

impl Bag {
    fn weigh(&mut self, weights: &[f64]) {
        for count in &mut self.counts {
            count.weight = f64::from(count.times) * weights[count.word as usize];
        }
        self.weight = self.counts.iter().map(|count| count.weight).sum();
    }

    /// What is left besides what another holds.
    pub(super) fn besides(&self, other: &Self) -> Self {
        let held = |word: u32| other.counts.binary_search_by_key(&word, |count| count.word).map_or(0.0, |at| other.counts[at].weight);
        let left = |count: &Count| Count { weight: count.weight - held(count.word), ..*count };
        let counts: Vec<Count> = self.counts.iter().map(left).filter(|count| count.weight > 0.0).collect();
        Self { words: counts.iter().map(|count| count.word).collect(), weight: counts.iter().map(|count| count.weight).sum(), counts }
    }

    /// Several bags as one.
    pub(super) fn sum<'b>(bags: impl IntoIterator<Item = &'b Bag>) -> Self {
        let mut sum = Self::default();
        for bag in bags {
            sum.words.extend(&bag.words);
            sum.counts.extend(&bag.counts);
        }
        sum.counts.sort_by_key(|count| count.word);
        sum.counts = sum
            .counts
            .chunk_by(|a, b| a.word == b.word)
            .map(|same| Count {
                word: same[0].word,
                times: same.iter().map(|count| count.times).sum(),
                weight: same.iter().map(|count| count.weight).sum(),
            })
            .collect();
        sum.weight = sum.counts.iter().map(|count| count.weight).sum();
        sum
    }
}

/// What two bags share.
pub(super) fn shared(a: &Bag, b: &Bag) -> Shared {
    if a.words.is_empty() || b.words.is_empty() {
        return Shared::default();
    }
    let (mut weight, mut times) = (0.0, 0);
    let mut others = b.counts.iter().peekable();
    for count in &a.counts {
        while others.next_if(|other| other.word < count.word).is_some() {}
        if let Some(other) = others.next_if(|other| other.word == count.word) {
            weight += count.weight.min(other.weight);
            times += count.times.min(other.times);
        }
    }
    let plain = 2.0 * f64::from(times) / (a.words.len() + b.words.len()) as f64;
    Shared { both: 2.0 * weight / (a.weight + b.weight), first: weight / a.weight, plain }
}

/// How alike two texts are, 0 to 1. Texts without words are alike only to each other.
pub(super) fn likeness(a: &Bag, b: &Bag) -> f64 {
    likeness_from(a, b, 0.0).unwrap_or(0.0)
}

/// The same where it is at least `least`.
pub(super) fn likeness_from(a: &Bag, b: &Bag, least: f64) -> Option<f64> {
    if a.words == b.words {
        return Some(1.0);
    }
    let shared = shared(a, b);
    if shared.both < STRANGERS {
        return Some(shared.both * 0.5).filter(|likeness| *likeness >= least);
    }
    // No run of words is longer than what is shared.
    let most = 0.5 * shared.both + 0.5 * shared.plain;
    (most >= least).then(|| 0.5 * shared.both + 0.5 * in_order(a, b)).filter(|likeness| *likeness >= least)
}

/// The length of the longest run of words that stands in both in one order, others between them, by the
/// mean length of the two. Bit-parallel (Hyyrö 2004): 64 words at a step.
fn in_order(a: &Bag, b: &Bag) -> f64 {
    let blocks = a.words.len().div_ceil(64);
    let mut places = vec![0u64; a.counts.len() * blocks];
    let find = |word: u32| a.counts.binary_search_by_key(&word, |count| count.word).ok();
    for (at, word) in a.words.iter().enumerate() {
        if let Some(row) = find(*word) {
            places[row * blocks + at / 64] |= 1 << (at % 64);
        }
    }
    let mut open = vec![u64::MAX; blocks];
    for row in b.words.iter().filter_map(|word| find(*word)) {
        let mut carry = false;
        for (block, open) in open.iter_mut().enumerate() {
            let hit = *open & places[row * blocks + block];
            let (sum, first) = open.overflowing_add(hit);
            let (sum, second) = sum.overflowing_add(u64::from(carry));
            carry = first || second;
            *open = sum | (*open - hit);
        }
    }
    let closed = |at: usize| open[at / 64] >> (at % 64) & 1 == 0;
    let common = (0..a.words.len()).filter(|at| closed(*at)).count();
    2.0 * common as f64 / (a.words.len() + b.words.len()) as f64
}
