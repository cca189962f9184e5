//! The words of all entries counted, on all cores: every core numbers the stems that it meets for
//! itself, and what they counted is brought to the same numbers afterwards.

use super::{
    OWN_WORDS, Texts,
    frames::Frames,
    postings::{Counts, count},
};
use crate::{
    matching::cores,
    text::{
        lexicon::Lexicon,
        stem::{Stems, lower_words},
    },
};
use std::borrow::Cow;

/// The stems of some entries, in the order in which they were met.
#[derive(Default)]
pub(super) struct Counted {
    /// What the numbers stand for.
    pub(super) stems: Vec<String>,
    /// By entry: its question, question and answer, and what it is about.
    pub(super) entries: Vec<[Counts; 3]>,
}

/// Stems and their numbers.
#[derive(Default)]
struct Numbering {
    stems: Stems,
    /// By word; none for a stop word.
    words: Lexicon<Option<u32>>,
    by_stem: Lexicon<u32>,
    names: Vec<String>,
}

impl Numbering {
    fn of(&mut self, word: &str) -> Option<u32> {
        if let Some(known) = self.words.get(word) {
            return *known;
        }
        let number = self.stems.find(word).map(|stem| number(&mut self.by_stem, &mut self.names, &stem));
        self.words.insert(word.into(), number);
        number
    }

    fn add(&mut self, text: &str, to: &mut Vec<u32>) {
        to.extend(lower_words(text).filter_map(|word| self.of(&word)));
    }

    /// A question without its frame, unless too little is left.
    fn question(&mut self, frames: &Frames, question: &[Cow<str>]) -> Vec<u32> {
        let own = question.iter().zip(frames.outside(question)).filter(|(_, own)| *own);
        let stems: Vec<u32> = own.filter_map(|(word, _)| self.of(word)).collect();
        if stems.len() >= OWN_WORDS { stems } else { question.iter().filter_map(|word| self.of(word)).collect() }
    }

    fn entry(&mut self, frames: &Frames, text: &Texts) -> [Counts; 3] {
        let question: Vec<Cow<str>> = lower_words(text.question).collect();
        let mut own = self.question(frames, &question);
        text.beside.iter().for_each(|beside| self.add(beside, &mut own));
        // An answer has about a word for each six letters: more room than that is seldom asked for.
        let mut all = Vec::with_capacity(own.len() + text.answer.len() / 6);
        all.extend_from_slice(&own);
        self.add(text.answer, &mut all);
        let both = count(&mut all);
        let matter = text.context.map(|context| {
            let mut around = Vec::new();
            context.iter().for_each(|text| self.add(text, &mut around));
            count(&mut around)
        });
        let matter = matter.unwrap_or_else(|| both.clone());
        [count(&mut own), both, matter]
    }
}

/// The number of a stem, a new one where it has none.
fn number(known: &mut Lexicon<u32>, names: &mut Vec<String>, stem: &str) -> u32 {
    if let Some(number) = known.get(stem) {
        return *number;
    }
    let number = names.len() as u32;
    names.push(stem.to_owned());
    known.insert(stem.into(), number);
    number
}

impl Counted {
    /// The words of all entries; those of the frames are left out of the questions.
    pub(super) fn of(frames: &Frames, texts: &[Texts]) -> Self {
        let parts = cores::parts(texts, |texts| {
            let mut numbering = Numbering::default();
            let entries = texts.iter().map(|text| numbering.entry(frames, text)).collect();
            Self { stems: numbering.names, entries }
        });
        let (mut known, mut all) = (Lexicon::default(), Self::default());
        for part in parts {
            let numbers: Vec<u32> = part.stems.iter().map(|stem| number(&mut known, &mut all.stems, stem)).collect();
            all.entries.extend(part.entries.into_iter().map(|counts| counts.map(|counts| renumbered(counts, &numbers))));
        }
        all
    }
}

fn renumbered(mut counts: Counts, numbers: &[u32]) -> Counts {
    counts.iter_mut().for_each(|(stem, _)| *stem = numbers[*stem as usize]);
    counts.sort_unstable_by_key(|(stem, _)| *stem);
    counts
}
