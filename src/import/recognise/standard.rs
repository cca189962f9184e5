//! Standard text recognised: a paragraph that is nearly one of the library's templates or past answers
//! is offered as such; a person decides.

use super::response::Section;
use crate::{
    document::{Block, Kind},
    text::same_words,
};
use std::collections::{BTreeMap, BTreeSet};

/// Text of the library against which paragraphs are held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Where it is: `templates/equality`, `responses/working-together-2018`.
    pub name: String,
    /// One paragraph of it.
    pub text: String,
}

/// A paragraph that is standard text.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// How it begins.
    pub start: String,
    /// Where the library has it.
    pub name: String,
    /// How much of it is the same: 1.0 is all.
    pub share: f32,
}

/// Half of all three-word runs in common: the same text, adapted.
const ENOUGH: f32 = 0.5;

/// Shorter texts are alike by chance.
const FEWEST: usize = 8;

pub(super) fn offers(sections: &[Section], known: &[Known]) -> Vec<Offer> {
    if known.is_empty() {
        return Vec::new();
    }
    let words: Vec<(&str, String)> = known.iter().map(|known| (known.name.as_str(), same_words(&known.text))).collect();
    let known: Vec<Text> =
        words.iter().map(|(name, words)| Text { name, runs: runs(words) }).filter(|text| text.runs.len() >= FEWEST).collect();
    let mut with_run: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (n, text) in known.iter().enumerate() {
        text.runs.iter().for_each(|run| with_run.entry(run).or_default().push(n));
    }
    let blocks = sections.iter().flat_map(|section| section.body.iter().chain(section.answers.iter().flat_map(|answer| &answer.body)));
    let texts = blocks.filter(|block| matches!(block.kind, Kind::Paragraph(_))).map(Block::plain);
    texts.filter_map(|text| offer(&text, &known, &with_run)).collect()
}

/// A text of the library, as its runs of three words.
struct Text<'k> {
    name: &'k str,
    runs: BTreeSet<&'k str>,
}

/// What a paragraph has most in common with, where that is enough. Only texts that share a run with it
/// are looked at.
fn offer(text: &str, known: &[Text], with_run: &BTreeMap<&str, Vec<usize>>) -> Option<Offer> {
    let words = same_words(text);
    let own = runs(&words);
    if own.len() < FEWEST {
        return None;
    }
    let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
    for n in own.iter().filter_map(|run| with_run.get(run)).flatten() {
        *shared.entry(*n).or_default() += 1;
    }
    let share = |(n, shared): (usize, usize)| (known[n].name, shared as f32 / (own.len() + known[n].runs.len() - shared) as f32);
    let (name, share) = shared.into_iter().map(share).max_by(|a, b| a.1.total_cmp(&b.1)).filter(|(_, share)| *share >= ENOUGH)?;
    Some(Offer { start: text.chars().take(60).collect(), name: name.to_owned(), share })
}

/// Every run of three words, in a text with one space between its words.
fn runs(words: &str) -> BTreeSet<&str> {
    let ends = words.match_indices(' ').map(|(at, _)| at).chain([words.len()]).skip(2);
    let starts = std::iter::once(0).chain(words.match_indices(' ').map(|(at, _)| at + 1));
    starts.zip(ends).map(|(start, end)| &words[start..end]).collect()
}
