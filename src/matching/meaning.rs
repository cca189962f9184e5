//! Nearness in meaning, where somebody has vectors of the texts: see `semantic` for the model that makes them.
//!
//! A vector is kept as one byte a number. That moves a cosine by less than 0.002, makes 10,000 answers
//! 8 MB, and lets all that follows be reckoned in whole numbers: two machines whose vectors differ in the
//! seventh digit give the same order.

use super::{
    Consulted, Entry, Matcher,
    candidate::Candidate,
    kept,
    lexical::{Query, Score},
    plain::plain,
};
use crate::{library::Consultation, text::hash};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};

/// Vectors of texts, found by the texts. They can be kept and read back.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Vectors {
    /// How many numbers each has.
    width: usize,
    /// By the hash of its text: its place.
    places: HashMap<u64, u32>,
    #[serde(with = "kept::raw")]
    numbers: Vec<u8>,
}

/// What the entries of a matcher mean.
#[derive(Debug)]
pub(super) struct Meanings {
    vectors: Vectors,
    /// By entry, the places of its question, and of question and answer.
    entries: Vec<[Option<u32>; 2]>,
    /// By place, one divided by the length.
    lengths: Vec<f32>,
}

/// The share of words in a score; the rest is nearness in meaning. Both lie between 0 and 1.
const WORDS: f32 = 0.4;

impl Vectors {
    /// The texts that have no vector yet, each once.
    pub fn lacking<'t>(&self, texts: &[&'t str]) -> Vec<&'t str> {
        let mut seen = HashSet::new();
        texts.iter().copied().filter(|text| !self.places.contains_key(&key(text)) && seen.insert(*text)).collect()
    }

    /// Adds the vector of a text. One that is not as long as the others is left out.
    pub fn add(&mut self, text: &str, vector: &[f32]) {
        let most = vector.iter().fold(0.0_f32, |most, x| most.max(x.abs()));
        if !self.is_empty() && vector.len() != self.width || !vector.iter().all(|x| x.is_finite()) || self.places.contains_key(&key(text)) {
            return;
        }
        self.width = vector.len();
        self.places.insert(key(text), self.places.len() as u32);
        let scale = if most > 0.0 { 127.0 / most } else { 0.0 };
        self.numbers.extend(vector.iter().map(|x| (x * scale).round() as i8 as u8));
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// The same without those of other texts.
    pub fn only(&self, texts: &[&str]) -> Self {
        let mut kept = Self { width: self.width, ..Self::default() };
        for text in texts {
            if let Some(place) = self.place(text).filter(|_| !kept.places.contains_key(&key(text))) {
                kept.places.insert(key(text), kept.places.len() as u32);
                kept.numbers.extend(self.at(place));
            }
        }
        kept
    }

    /// Whether every vector is there whole.
    fn is_whole(&self) -> bool {
        self.numbers.len() == self.width * self.places.len() && self.places.values().all(|place| (*place as usize) < self.places.len())
    }

    fn place(&self, text: &str) -> Option<u32> {
        self.places.get(&key(text)).copied()
    }

    fn at(&self, place: u32) -> &[u8] {
        &self.numbers[place as usize * self.width..(place as usize + 1) * self.width]
    }
}

fn key(text: &str) -> u64 {
    hash(text.bytes())
}

/// What two vectors have in common, in whole numbers.
fn product(a: &[u8], b: &[u8]) -> i32 {
    a.iter().zip(b).map(|(a, b)| i32::from(*a as i8) * i32::from(*b as i8)).sum()
}

impl Meanings {
    /// How near the entries are to a text: by question, and by question and answer.
    fn near(&self, text: &str) -> Option<Vec<[f32; 2]>> {
        let asked = self.vectors.place(text)?;
        let (vector, length) = (self.vectors.at(asked), self.lengths[asked as usize]);
        let cosine = |place: Option<u32>| {
            place.map_or(0.0, |place| {
                (product(vector, self.vectors.at(place)) as f32 * length * self.lengths[place as usize]).clamp(0.0, 1.0)
            })
        };
        Some(self.entries.iter().map(|entry| entry.map(cosine)).collect())
    }
}

impl Matcher<'_> {
    /// The texts whose vectors tell what the entries and the questions of a consultation mean.
    pub fn texts_with_meaning(&self, consultation: &Consultation) -> Vec<String> {
        let mut consulted = self.consult(consultation);
        let asked: Vec<String> = consultation
            .questions
            .iter()
            .flat_map(|question| {
                let query = consulted.query(question);
                [query.own, query.around]
            })
            .collect();
        let mut texts = self.entry_texts().into_iter().flatten().chain(asked).collect::<Vec<_>>();
        texts.retain(|text| !text.trim().is_empty());
        texts
    }

    /// Has proposals weighed by meaning too, where the vectors of [`Matcher::texts_with_meaning`] are among these.
    pub fn learn(&mut self, vectors: Vectors) {
        if vectors.is_empty() || !vectors.is_whole() {
            self.meanings = None;
            return;
        }
        let entries: Vec<_> = self.entry_texts().iter().map(|texts| [0, 1].map(|at| vectors.place(&texts[at]))).collect();
        let length = |place: u32| {
            let own = product(vectors.at(place), vectors.at(place));
            if own > 0 { 1.0 / (own as f32).sqrt() } else { 0.0 }
        };
        let lengths = (0..vectors.len() as u32).map(length).collect();
        self.meanings = Some(Meanings { entries, lengths, vectors });
    }

    /// By entry: what was asked, without its frame, and the same with what was said.
    fn entry_texts(&self) -> Vec<[String; 2]> {
        let frames = self.index.frames();
        let texts = |entry: &Entry| {
            let asked = match entry.candidate {
                Candidate::Answer { .. } => frames.without(&entry.title),
                Candidate::Position { .. } => entry.title.clone().into_owned(),
            };
            let both = format!("{asked} {}", plain(&entry.text));
            [asked, both]
        };
        super::cores::each(&self.entries, texts)
    }
}

impl Consulted<'_> {
    /// Brings what is known of the meaning of a question and of what stands around it into scores by words.
    /// Gives whether anything is known of it. An entry is as near as its question, and question and answer,
    /// are in the mean: on a quarter of CovidFAQ the right one came first for 0.58 of the questions, and for
    /// 0.54 by the nearer of the two.
    pub(super) fn weigh_meaning(&self, query: &Query, scores: &mut [Score]) -> bool {
        let Some(meanings) = &self.matcher.meanings else { return false };
        let nearness = |text: &str| meanings.near(text).map(|near| near.into_iter().map(|[asked, both]| 0.5 * (asked + both)));
        let Some(own) = nearness(&query.own) else { return false };
        for (score, near) in scores.iter_mut().zip(own) {
            score.words = WORDS * score.words + (1.0 - WORDS) * near;
            score.meaning = near;
        }
        for (score, near) in scores.iter_mut().zip(nearness(&query.around).into_iter().flatten()) {
            score.context = WORDS * score.context + (1.0 - WORDS) * near;
        }
        true
    }
}
