//! The sentence that bears most on a subject.

use super::Subject;
use crate::{
    library::{Library, Position},
    matching::plain::plain,
};
use std::collections::{BTreeMap, BTreeSet};

/// What each word of a subject weighs.
pub(super) struct Weights {
    words: BTreeMap<String, f64>,
    /// The names of the subject, a run of words each, as people write them in text.
    names: Vec<Vec<String>>,
}

/// How much more a word of the subject's own name weighs than one of its positions' text.
const NAME: f64 = 3.0;

impl Weights {
    /// Weighs the words of a subject and of its positions: the fewer positions of the library a word is in,
    /// the more it says.
    pub(super) fn new(library: &Library, subject: &Subject, about: &[&Position]) -> Self {
        let texts: Vec<BTreeSet<String>> = library.positions.values().map(|position| bag(&text(library, position))).collect();
        let weigh = |word: &str| {
            let holding = texts.iter().filter(|text| text.contains(word)).count();
            ((texts.len() + 1) as f64 / (holding + 1) as f64).ln() + 0.1
        };
        let mut weighed = BTreeMap::new();
        for word in about.iter().flat_map(|position| bag(&text(library, position))) {
            let weight = weigh(&word);
            weighed.insert(word, weight);
        }
        let names = names(library, subject);
        for word in names.iter().flatten() {
            let word = word.to_lowercase();
            let weight = NAME * weigh(&word).max(1.0);
            weighed.insert(word, weight);
        }
        Self { words: weighed, names }
    }

    /// The sentence that weighs most, the first of several; nothing where there is none.
    pub(super) fn best<'s>(&self, sentences: impl IntoIterator<Item = &'s str>) -> Option<String> {
        let mut best: Option<(f64, &str)> = None;
        for sentence in sentences {
            let weight = self.weigh(sentence);
            if best.is_none_or(|(most, _)| weight > most) {
                best = Some((weight, sentence));
            }
        }
        best.map(|(_, sentence)| sentence.to_owned())
    }

    /// Long sentences hold more words by chance: their weight is by the root of their length.
    fn weigh(&self, sentence: &str) -> f64 {
        let words = bag(sentence);
        let weight: f64 = words.iter().filter_map(|word| self.words.get(word)).sum();
        weight / (words.len().max(8) as f64).sqrt()
    }

    /// Whether a text names the subject.
    pub(super) fn speaks(&self, text: &str) -> bool {
        let words: Vec<&str> = words(text).collect();
        self.names.iter().any(|name| words.windows(name.len()).any(|run| run.iter().zip(name).all(|(word, name)| is(word, name))))
    }
}

/// A name in capitals is that word alone: SEND is not what one does with a letter.
fn is(word: &str, name: &str) -> bool {
    if name.chars().any(char::is_lowercase) { word.to_lowercase() == name } else { word == name }
}

/// What a topic is called: its own words and the organisation's synonyms for it. A topic that the
/// positions write in capitals is called so alone.
fn names(library: &Library, subject: &Subject) -> Vec<Vec<String>> {
    let Subject::Topic(topic) = subject else { return Vec::new() };
    let spoken = topic.replace('-', " ").to_lowercase();
    let capitals = spoken.to_uppercase();
    let in_capitals = library.positions.values().any(|position| words(&text(library, position)).any(|word| word == capitals));
    let synonyms = library.organisation.synonyms.iter().filter(|(word, _)| word.to_lowercase().replace('-', " ") == spoken);
    let called = [if in_capitals { capitals.clone() } else { spoken.clone() }];
    let names = called.into_iter().chain(synonyms.flat_map(|(_, others)| others.iter().map(|other| other.to_lowercase())));
    names.map(|name| words(&name).map(str::to_owned).collect::<Vec<_>>()).filter(|name| !name.is_empty()).collect()
}

fn text(library: &Library, position: &Position) -> String {
    format!("{} {}", position.title, plain(library.slice(position.body)))
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || c == '\'' || c == '’')).filter(|word| !word.is_empty())
}

/// The words of a text; those of one or two letters say nothing.
fn bag(text: &str) -> BTreeSet<String> {
    words(text).filter(|word| word.chars().count() > 2).map(str::to_lowercase).collect()
}
