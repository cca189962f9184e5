//! Words weighed: which entries share the words of a question that matter.
//!
//! A score is the sum of three, each from 0 to 1: how much of both questions is shared (Dice, weighed by
//! rarity), and BM25 on the question alone and on question and answer together, each divided by what the
//! question would give itself. Rarity is counted over question and answer together. Two texts scored
//! apart beat one, and Dice, which BM25 lacks, sees what the past question has and this one has not: on
//! CovidFAQ mean reciprocal rank .69 and first right .53, against .64 and .49 without it.

mod counted;
mod frames;
mod postings;
mod query;
mod spelling;

pub(super) use query::{Asker, Query, Term, Via};

use super::{cores, kept::Text};
use crate::text::{
    hash,
    stem::{Stems, is_small, lower_words},
};
use counted::Counted;
use frames::Frames;
use postings::Postings;
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, collections::HashMap};

/// What Dice, BM25 on the question and BM25 on both add to a score.
const SHARES: [f32; 3] = [0.4, 0.3, 0.3];

/// With fewer words of its own than this a question is nothing but its frame.
const OWN_WORDS: usize = 2;

/// What a small word ("you", "should", "any") weighs beside another of its rarity. In a young library such
/// words are rare by chance: with all their weight, 0.55 of the first proposals for 255 questions that
/// people asked their city were right, and 0.60 so. To drop them takes what is left from short questions:
/// on CovidFAQ 0.53, 0.52 so, and 0.50 with next to nothing.
const SMALL_WORD: f32 = 0.6;

/// The texts of one entry.
pub(super) struct Texts<'t> {
    /// The past question; the title of a position.
    pub(super) question: &'t str,
    /// Words beside the question: topics.
    pub(super) beside: Vec<&'t str>,
    /// The answer; the whole text of a position.
    pub(super) answer: &'t str,
    /// The title of the consultation and the part of a past question; nothing for a position, whose own
    /// text tells what it is about.
    pub(super) context: Option<[&'t str; 2]>,
}

/// Every entry's words, ready to be asked.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Index<'k> {
    #[serde(borrow)]
    stems: Vec<Text<'k>>,
    /// The numbers of the stems, in the order of the stems.
    by_name: Vec<u32>,
    frames: Vec<u64>,
    #[serde(borrow)]
    questions: Postings<'k>,
    #[serde(borrow)]
    both: Postings<'k>,
    /// What each entry is about: see [`Texts::context`].
    #[serde(borrow)]
    matters: Postings<'k>,
    /// What the distinct words of each entry's question weigh together.
    mass: Vec<f32>,
    entries: usize,
}

/// How much an entry shares with a question.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Score {
    /// Words of question and answer, from 0 to 1.
    pub(super) words: f32,
    /// Words of the context, from 0 to 1.
    pub(super) context: f32,
    /// Dice of the two questions, from 0 to 1.
    pub(super) alike: f32,
    /// Nearness in meaning, from 0 to 1; 0 where nothing is known of it.
    pub(super) meaning: f32,
}

/// The words of a question that are its own; all of them where too few are, and whether that is so.
fn own_words<'w>(frames: &Frames, question: &'w [Cow<str>], stems: &mut Stems) -> (Vec<&'w str>, bool) {
    let own = question.iter().zip(frames.outside(question)).filter(|(_, own)| *own);
    let own: Vec<&str> = own.map(|(word, _)| word.as_ref()).collect();
    let enough = own.iter().filter(|word| stems.stem(word).is_some()).count() >= OWN_WORDS;
    if enough { (own, false) } else { (question.iter().map(AsRef::as_ref).collect(), true) }
}

/// Questions for learning what is a frame: one that every round asks is the matter of the consultation, not a frame,
/// and counts as often as one round asks it. What differs in the year alone is the same.
fn again_left_out<'w>(asked: &[(&str, &str)], words: &'w [Vec<Cow<'w, str>>]) -> Vec<&'w [Cow<'w, str>]> {
    let is_year =
        |word: &str| word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.bytes().all(|b| b.is_ascii_digit());
    let (mut times, mut most) = (HashMap::new(), HashMap::new());
    let mut adds = |title: &str, words: &[Cow<str>]| {
        let question = hash(words.iter().filter(|word| !is_year(word)).flat_map(|word| word.bytes().chain([b' '])));
        let (times, most) = (times.entry((question, hash(title.bytes()))).or_insert(0), most.entry(question).or_insert(0));
        *times += 1;
        let adds = *times > *most;
        *most = (*times).max(*most);
        adds
    };
    asked.iter().zip(words).filter(|((title, _), words)| adds(title, words)).map(|(_, words)| words.as_slice()).collect()
}

impl Index<'_> {
    /// Of the texts of all entries, in their order.
    pub(super) fn new(texts: &[Texts]) -> Self {
        let asked: Vec<(&str, &str)> = texts.iter().filter_map(|text| Some((text.context?[0], text.question))).collect();
        let words: Vec<Vec<Cow<str>>> = cores::each(&asked, |(_, question)| lower_words(question).collect());
        let frames = Frames::learn(again_left_out(&asked, &words).iter().copied());
        Self::of_counts(Counted::of(&frames, texts), &frames)
    }

    fn of_counts(Counted { stems, entries }: Counted, frames: &Frames) -> Self {
        let mut by_name: Vec<u32> = (0..stems.len() as u32).collect();
        by_name.sort_by(|a, b| stems[*a as usize].cmp(&stems[*b as usize]));
        let [questions, both, matters] = [0, 1, 2].map(|which| Postings::new(&entries, which, stems.len()));
        let stems = stems.into_iter().map(|stem| Text(stem.into())).collect();
        let mut index =
            Self { questions, both, matters, frames: frames.to_list(), mass: Vec::new(), entries: entries.len(), stems, by_name };
        let weights: Vec<f32> = (0..index.stems.len() as u32).map(|stem| index.rarity(index.stem(stem), Some(stem))).collect();
        index.mass = entries.iter().map(|[question, ..]| question.iter().map(|(stem, _)| weights[*stem as usize]).sum()).collect();
        index
    }

    /// What is a frame in the library.
    pub(super) fn frames(&self) -> Frames {
        Frames::from_list(self.frames.clone())
    }

    fn stem(&self, number: u32) -> &str {
        &self.stems[number as usize].0
    }

    /// The number of a stem.
    fn number(&self, stem: &str) -> Option<u32> {
        let at = self.by_name.binary_search_by(|number| self.stem(*number).cmp(stem)).ok()?;
        self.by_name.get(at).copied()
    }

    /// What a stem weighs, by its number: the rarer, the more. A stem that no entry has weighs most.
    fn rarity(&self, stem: &str, number: Option<u32>) -> f32 {
        let (all, with) = (self.entries as f32, number.map_or(0, |number| self.both.spread(number)) as f32);
        let size = if is_small(stem) { SMALL_WORD } else { 1.0 };
        size * (1.0 + (all - with + 0.5) / (with + 0.5)).ln()
    }

    /// The scores of all entries.
    pub(super) fn scores(&self, query: &Query) -> Vec<Score> {
        let mut sums = vec![[0.0_f32; 4]; self.entries];
        for term in &query.terms {
            let Some(stem) = term.stem else { continue };
            let weight = term.weight * term.trust;
            self.questions.of(stem).for_each(|(entry, there)| {
                sums[entry][0] += term.once * term.trust;
                sums[entry][1] += weight * there;
            });
            self.both.of(stem).for_each(|(entry, there)| sums[entry][2] += weight * there);
        }
        for term in &query.context {
            let Some(stem) = term.stem else { continue };
            self.matters.of(stem).for_each(|(entry, there)| sums[entry][3] += term.weight * there);
        }
        let share = |sum: f32, most: f32| if most > 0.0 { (sum / most).min(1.0) } else { 0.0 };
        let score = |(sums, mass): (&[f32; 4], &f32)| {
            let alike = share(2.0 * sums[0], query.mass + mass);
            let parts = [alike, share(sums[1], query.most), share(sums[2], query.most)];
            let words = parts.iter().zip(SHARES).map(|(part, share)| part * share).sum();
            Score { words, context: share(sums[3], query.most_context), alike, meaning: 0.0 }
        };
        sums.iter().zip(&self.mass).map(score).collect()
    }

    /// Whether an entry is about a term.
    pub(super) fn is_about(&self, entry: usize, term: &Term) -> bool {
        term.stem.is_some_and(|stem| self.matters.has(stem, entry))
    }

    /// Whether an entry has a term's stem, in its question or its answer.
    pub(super) fn has(&self, entry: usize, term: &Term) -> bool {
        term.stem.is_some_and(|stem| self.both.has(stem, entry))
    }
}
