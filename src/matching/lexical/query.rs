//! A question as the index is asked: its own words with their weights, the words of its context, and
//! what the organisation calls the same.

use super::{Index, frames::Frames, own_words, postings::MOST};
use crate::text::stem::{Stems, is_small, lower_words, words};
use std::{borrow::Cow, collections::BTreeMap};

/// How far a synonym is trusted beside the word itself.
const SYNONYM: f32 = 0.8;

/// A word that is looked for.
#[derive(Debug, Clone)]
pub(crate) struct Term {
    /// As the question has it, in lower case.
    pub(crate) word: String,
    /// Its number in the index; none where no entry has it.
    pub(super) stem: Option<u32>,
    /// Its rarity, by how often the question has it.
    pub(crate) weight: f32,
    /// Its rarity.
    pub(super) once: f32,
    /// From 0 to 1: less than 1 for what the question does not say itself.
    pub(super) trust: f32,
    pub(crate) via: Via,
    /// It says little of the matter.
    pub(crate) is_small: bool,
}

/// How a term came into a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Via {
    /// The question has it.
    Itself,
    /// The question has a word that nothing has, and this one is written nearly like it.
    Spelling {
        /// The word of the question.
        written: String,
    },
    /// The question has words that the organisation's synonyms lead from.
    Synonym {
        /// Words of the question.
        asked: String,
        /// The words that mean the same.
        found: String,
    },
}

/// A question, ready to be asked.
#[derive(Debug, Clone, Default)]
pub(crate) struct Query {
    pub(super) terms: Vec<Term>,
    pub(super) context: Vec<Term>,
    /// What the distinct words weigh together.
    pub(super) mass: f32,
    /// What the question would score against itself.
    pub(super) most: f32,
    pub(super) most_context: f32,
    /// The question without its frame, and what stands around it, for what they mean.
    pub(crate) own: String,
    pub(crate) around: String,
    /// It says nothing of its own: "Any other comments?"
    pub(crate) is_frame: bool,
}

/// Makes the queries of one consultation's questions.
#[derive(Debug)]
pub(crate) struct Asker<'i> {
    index: &'i Index<'i>,
    frames: Frames,
    stems: Stems,
    /// By entry: whether it may be proposed. What the others have is not known.
    open: Vec<bool>,
    /// Groups of words that mean the same, each as its stems and as written.
    synonyms: Vec<Vec<(Vec<String>, String)>>,
}

impl<'i> Asker<'i> {
    /// For questions of a consultation: what many of them share is a frame. `open` says of each entry
    /// whether it may be proposed.
    pub(crate) fn new<'q>(
        index: &'i Index<'i>,
        questions: impl Iterator<Item = &'q str>,
        synonyms: &BTreeMap<String, Vec<String>>,
        open: Vec<bool>,
    ) -> Self {
        let asked: Vec<Vec<String>> = questions.map(|question| words(question).collect()).collect();
        let mut frames = Frames::from_list(index.frames.clone());
        frames.learn_more(asked.iter().map(Vec::as_slice));
        let mut stems = Stems::default();
        let group = |(name, same): (&String, &Vec<String>)| {
            let each = std::iter::once(name).chain(same);
            each.map(|words| (stemmed(&mut stems, words), words.clone())).filter(|(stems, _)| !stems.is_empty()).collect()
        };
        let synonyms = synonyms.iter().map(group).collect();
        Self { index, frames, stems, synonyms, open }
    }

    /// Whether an entry may be proposed.
    pub(crate) fn is_open(&self, entry: usize) -> bool {
        self.open[entry]
    }

    /// The query of a question in its context.
    pub(crate) fn query(&mut self, question: &str, context: &[&str]) -> Query {
        let asked: Vec<Cow<str>> = lower_words(question).collect();
        let (own, is_frame) = own_words(&self.frames, &asked, &mut self.stems);
        let mut query = Query { is_frame, terms: self.terms(&own), own: self.frames.without(question), ..Query::default() };
        query.around = context.iter().map(|text| self.frames.without(text)).collect::<Vec<_>>().join(". ");
        query.mass = query.terms.iter().map(|term| term.once).sum();
        query.most = MOST * query.terms.iter().map(|term| term.weight).sum::<f32>();
        self.forgive(&mut query.terms);
        self.add_synonyms(&asked, &mut query.terms);
        let around: Vec<Cow<str>> = context.iter().flat_map(|text| lower_words(text)).collect();
        let (around, _) = own_words(&self.frames, &around, &mut self.stems);
        query.context = self.terms(&around);
        query.most_context = MOST * query.context.iter().map(|term| term.weight).sum::<f32>();
        query
    }

    /// The distinct stems of a question's own words, sorted.
    pub(crate) fn own_stems(&mut self, question: &str) -> Vec<String> {
        let asked: Vec<Cow<str>> = lower_words(question).collect();
        let (own, _) = own_words(&self.frames, &asked, &mut self.stems);
        let mut stems: Vec<String> = own.into_iter().filter_map(|word| self.stems.stem(word).map(str::to_owned)).collect();
        stems.sort_unstable();
        stems.dedup();
        stems
    }

    /// The distinct stems of a whole question, frame and all, each with its weight, sorted.
    pub(crate) fn wording(&mut self, question: &str) -> Vec<(String, f32)> {
        let mut stems: Vec<String> = lower_words(question).filter_map(|word| self.stems.stem(&word).map(str::to_owned)).collect();
        stems.sort_unstable();
        stems.dedup();
        let weighed = |stem: String| {
            let weight = self.index.rarity(&stem, self.index.number(&stem));
            (stem, weight)
        };
        stems.into_iter().map(weighed).collect()
    }

    /// A term for each stem, in the order of the words.
    fn terms(&mut self, words: &[&str]) -> Vec<Term> {
        let mut terms: Vec<(String, Term)> = Vec::new();
        for word in words {
            let Some(stem) = self.stems.stem(word) else { continue };
            if let Some((_, term)) = terms.iter_mut().find(|(known, _)| known == stem) {
                term.weight += term.once;
                continue;
            }
            let number = self.index.number(stem);
            let once = self.index.rarity(stem, number);
            let is_small = is_small(stem);
            let term = Term { word: (*word).to_owned(), stem: number, weight: once, once, trust: 1.0, via: Via::Itself, is_small };
            terms.push((stem.to_owned(), term));
        }
        terms.into_iter().map(|(_, term)| term).collect()
    }

    /// A word that nothing has is taken for the one that is written most like it.
    fn forgive(&mut self, terms: &mut [Term]) {
        let (index, open) = (self.index, &self.open);
        let known = |stem: u32| index.both.of(stem).any(|(entry, _)| open[entry]);
        for term in terms.iter_mut().filter(|term| !term.stem.is_some_and(known)) {
            let Some((stem, likeness)) = self.stems.stem(&term.word).and_then(|stem| index.nearest(stem, known)) else { continue };
            (term.stem, term.trust) = (Some(stem), likeness);
            let written = std::mem::replace(&mut term.word, index.stem(stem).to_owned());
            term.via = Via::Spelling { written };
        }
    }

    /// Words of the same meaning add to what an entry shares; the question is not held to have them.
    fn add_synonyms(&mut self, asked: &[Cow<str>], terms: &mut Vec<Term>) {
        let asked: Vec<String> = asked.iter().filter_map(|word| self.stems.stem(word).map(str::to_owned)).collect();
        let has = |stems: &[String]| asked.windows(stems.len()).any(|run| run == stems);
        for group in &self.synonyms {
            let Some((_, said)) = group.iter().filter(|(stems, _)| has(stems)).max_by_key(|(stems, _)| stems.len()) else { continue };
            for (stems, found) in group.iter().filter(|(stems, _)| !has(stems)) {
                for stem in stems {
                    let Some(number) = self.index.number(stem) else { continue };
                    if terms.iter().any(|term| term.stem == Some(number)) {
                        continue;
                    }
                    let once = self.index.rarity(stem, Some(number));
                    let via = Via::Synonym { asked: said.clone(), found: found.clone() };
                    let is_small = is_small(stem);
                    terms.push(Term { word: found.clone(), stem: Some(number), weight: once, once, trust: SYNONYM, via, is_small });
                }
            }
        }
    }
}

fn stemmed(stems: &mut Stems, text: &str) -> Vec<String> {
    words(text).filter_map(|word| stems.stem(&word).map(str::to_owned)).collect()
}

impl Query {
    /// The words that are looked for.
    pub(crate) fn terms(&self) -> &[Term] {
        &self.terms
    }

    /// The words of the context.
    pub(crate) fn context(&self) -> &[Term] {
        &self.context
    }

    /// What the question's own words weigh together.
    pub(crate) fn weight(&self) -> f32 {
        self.most / MOST
    }
}
