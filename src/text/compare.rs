//! Two texts word by word: what stayed, what went, what came.
//!
//! A reader sees words and phrases, so these are compared, not letters: spaces and the shape of quotation
//! marks are carried along and never a change. What the algorithm finds is cleaned until it reads as
//! phrases (`regions`); where hardly anything stayed, one block goes and one comes. No clock is
//! asked, so that the result never depends on how busy the machine is.

mod anchors;
mod regions;
mod token;

pub use token::{Field, Text, is_function_word, is_negation, is_telling, words};

use regions::Region;
use serde::{Deserialize, Serialize};
use std::{collections::HashMap, ops::Range};
use token::{Token, count};

/// Two texts compared.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison<'a> {
    /// What stayed, went and came, in reading order; where something went and something came at one
    /// place, what went stands first. Put together, they give back both texts exactly.
    pub runs: Vec<Run<'a>>,
    /// How many words stayed, went and came, as `runs` show them.
    pub words: Words,
    /// The same word by word, before changes that are near each other are shown as one phrase and a rewritten
    /// text as one block.
    pub each_word: Words,
    /// Whether so little stayed that the text is shown as one block out and one block in. Of two short
    /// texts a common beginning and end are kept all the same.
    pub rewritten: bool,
    /// The larger of two shares, 0 to 1: of the old text's words that stayed, and of the new one's.
    /// Function words ("of", "the") count for less than others. It tells an edited text from a rewritten one;
    /// how much of a text is another's is [`Words::share_of_new`].
    pub share_kept: f64,
    /// Figures, dates and negations that only the old text has, with all else that changed round them.
    pub figures_out: Vec<&'a str>,
    /// Figures, dates and negations that only the new text has.
    pub figures_in: Vec<&'a str>,
}

/// A piece of one text or of both.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Run<'a> {
    /// It stayed: the same words, once as the old text has them and once as the new one has them. The
    /// two differ at most in spaces, in the shape of quotation marks and in [`Field`]s.
    Same {
        /// As in the old text.
        old: &'a str,
        /// As in the new text.
        new: &'a str,
    },
    /// It went.
    Removed(&'a str),
    /// It came.
    Added(&'a str),
}

/// How many words stayed, went and came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Words {
    /// In both texts.
    pub kept: usize,
    /// In the old text only.
    pub removed: usize,
    /// In the new text only.
    pub added: usize,
}

/// Below this share of kept words on both sides a text is rewritten, not edited.
const REWRITTEN: f64 = 0.5;

/// Texts of fewer words keep a common beginning or end also when they are rewritten.
const SHORT: usize = 12;

/// Compares two texts word by word. The other way round gives the same with the sides exchanged.
///
/// A changed figure, date or negation between words that stayed is a change of its own, however near the
/// next change is.
///
/// ```
/// use respondent::text::compare::{compare, Run};
///
/// let comparison = compare("Every lock has a keeper.", "Every lock has two keepers.");
/// assert_eq!(comparison.runs[1..3], [Run::Removed("a keeper"), Run::Added("two keepers")]);
/// assert_eq!(comparison.words.kept, 3);
/// ```
pub fn compare<'a>(old: &'a str, new: &'a str) -> Comparison<'a> {
    compare_texts(Text { text: old, fields: &[] }, Text { text: new, fields: &[] })
}

/// Compares two texts as [`compare`] does, but their fields by key.
pub fn compare_texts<'a>(old: Text<'a>, new: Text<'a>) -> Comparison<'a> {
    if old == new {
        return same(old);
    }
    let swapped = old > new;
    let (first, second) = if swapped { (new, old) } else { (old, new) };
    let comparison = one_way(first, second);
    if swapped { comparison.mirrored() } else { comparison }
}

/// A text compared with itself, as most are.
fn same(text: Text) -> Comparison {
    let words = Words { kept: count(&token::tokens(text)), ..Words::default() };
    let runs = if text.text.is_empty() { Vec::new() } else { vec![Run::Same { old: text.text, new: text.text }] };
    let (figures_out, figures_in) = (Vec::new(), Vec::new());
    Comparison { runs, words, each_word: words, rewritten: false, share_kept: 1.0, figures_out, figures_in }
}

fn one_way<'a>(old: Text<'a>, new: Text<'a>) -> Comparison<'a> {
    let sides = (token::tokens(old), token::tokens(new));
    let (old_tokens, new_tokens) = (&sides.0[..], &sides.1[..]);
    let found = regions::clean(regions::find(old_tokens, new_tokens), old_tokens, new_tokens);
    let each_word = counted(&found, old_tokens, new_tokens);
    let share_kept = share_kept(&found, old_tokens, new_tokens);
    let rewritten = share_kept < REWRITTEN;
    let shown = if rewritten { block(old_tokens, new_tokens) } else { regions::phrase(found, old_tokens, new_tokens) };
    let [figures_out, figures_in] = figures(&shown, (old.text, old_tokens), (new.text, new_tokens));
    let words = counted(&shown, old_tokens, new_tokens);
    let runs = Runs { old: old.text, new: new.text, tokens: (old_tokens, new_tokens), out: Vec::new() }.of(&shown);
    Comparison { runs, words, each_word, rewritten, share_kept, figures_out, figures_in }
}

/// All of it as one change; of short texts only what stands between a common beginning and end.
fn block(old: &[Token], new: &[Token]) -> Vec<Region> {
    let whole = Region { same: false, old: 0..old.len(), new: 0..new.len() };
    match count(old).max(count(new)) < SHORT {
        true => regions::give_back(vec![whole], old, new),
        false => vec![whole],
    }
}

fn counted(regions: &[Region], old: &[Token], new: &[Token]) -> Words {
    let mut words = Words::default();
    for region in regions {
        match region.same {
            true => words.kept += count(&new[region.new.clone()]),
            false => {
                words.removed += count(&old[region.old.clone()]);
                words.added += count(&new[region.new.clone()]);
            }
        }
    }
    words
}

fn share_kept(regions: &[Region], old: &[Token], new: &[Token]) -> f64 {
    let (mut kept, mut removed, mut added) = (0, 0, 0);
    for region in regions {
        match region.same {
            true => kept += token::weight(&new[region.new.clone()]),
            false => {
                removed += token::weight(&old[region.old.clone()]);
                added += token::weight(&new[region.new.clone()]);
            }
        }
    }
    let share = |lost: u32| if kept + lost == 0 { 1.0 } else { f64::from(kept) / f64::from(kept + lost) };
    share(removed).max(share(added))
}

/// What is told only by the old side and only by the new one, however often, in reading order. Words that stand
/// side by side are told together: "27 October".
fn figures<'a>(regions: &[Region], old: (&'a str, &[Token<'a>]), new: (&'a str, &[Token<'a>])) -> [Vec<&'a str>; 2] {
    let told = |(text, tokens): (&'a str, &[Token<'a>]), range: fn(&Region) -> Range<usize>| {
        let changed = regions.iter().filter(|region| !region.same).map(|region| &tokens[range(region)]);
        // The number of a reference counts nothing.
        let tells = |token: &Token| token.key.is_none() && is_telling(token.core);
        let told = changed.flat_map(|tokens| tokens.chunk_by(move |a, b| tells(a) == tells(b)));
        let whole = |tokens: &[Token]| {
            tokens.first().zip(tokens.last()).map(|(first, last)| signed(text, first.start..last.start + last.core.len()))
        };
        told.filter(|tokens| tells(&tokens[0])).filter_map(|tokens| Some(&text[whole(tokens)?])).collect::<Vec<_>>()
    };
    let (out, into) = (told(old, |region| region.old.clone()), told(new, |region| region.new.clone()));
    [without(&out, &into), without(&into, &out)]
}

/// A figure with the sign that stands close to it: £900, 12%.
fn signed(text: &str, at: Range<usize>) -> Range<usize> {
    let before = text[..at.start].chars().next_back().filter(|sign| matches!(sign, '£' | '$' | '€')).map_or(0, char::len_utf8);
    let behind = usize::from(text[at.end..].starts_with('%'));
    at.start - before..at.end + behind
}

/// Those of `these` that are left when each of `others` has taken one of its kind away.
fn without<'a>(these: &[&'a str], others: &[&str]) -> Vec<&'a str> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    others.iter().for_each(|word| *counts.entry(word.to_lowercase()).or_default() += 1);
    let mut left = these.to_vec();
    left.retain(|word| match counts.get_mut(&word.to_lowercase()).filter(|count| **count > 0) {
        Some(count) => {
            *count -= 1;
            false
        }
        None => true,
    });
    left
}

/// Writes regions of tokens as runs of text.
struct Runs<'t, 'a> {
    old: &'a str,
    new: &'a str,
    tokens: (&'t [Token<'a>], &'t [Token<'a>]),
    out: Vec<Run<'a>>,
}

impl<'a> Runs<'_, 'a> {
    fn of(mut self, regions: &[Region]) -> Vec<Run<'a>> {
        let first = |tokens: &[Token], text: &str| tokens.first().map_or(text.len(), |token| token.start);
        let begins = (first(self.tokens.0, self.old), first(self.tokens.1, self.new));
        self.same(0..begins.0, 0..begins.1);
        for region in regions {
            let (old, new) = (place(self.tokens.0, &region.old, self.old), place(self.tokens.1, &region.new, self.new));
            match region.same {
                true => self.same(old, new),
                false => self.changed(old, new),
            }
        }
        self.out
    }

    fn same(&mut self, old: Range<usize>, new: Range<usize>) {
        if old.is_empty() && new.is_empty() {
            return;
        }
        let (mut from, mut to) = (old.start, new.start);
        if let Some(Run::Same { old: before, new: after }) = self.out.last() {
            (from, to) = (from - before.len(), to - after.len());
            self.out.pop();
        }
        self.out.push(Run::Same { old: &self.old[from..old.end], new: &self.new[to..new.end] });
    }

    /// The spaces behind what went and behind what came stay; one that only one side has before it goes or
    /// comes with it.
    fn changed(&mut self, mut old: Range<usize>, mut new: Range<usize>) {
        let end = |text: &str, range: &Range<usize>| range.start + text[range.clone()].trim_end().len();
        let [lost, won] = self.lone_space();
        (old.start, new.start) = (old.start - lost, new.start - won);
        let ends = match old.is_empty() || new.is_empty() {
            true => (old.end, new.end),
            false => (end(self.old, &old), end(self.new, &new)),
        };
        if old.start < ends.0 {
            self.out.push(Run::Removed(&self.old[old.start..ends.0]));
        }
        if new.start < ends.1 {
            self.out.push(Run::Added(&self.new[new.start..ends.1]));
        }
        self.same(ends.0..old.end, ends.1..new.end);
    }

    /// Takes the space that only one side has at the end of what stayed away from there: its length on the old
    /// side and on the new one. Otherwise "as said that, we" to "as said, we" would read as `said[-that-]`.
    fn lone_space(&mut self) -> [usize; 2] {
        let Some(Run::Same { old, new }) = self.out.last_mut() else { return [0, 0] };
        let space = |text: &str| text.len() - text.trim_end().len();
        let [lost, won] = match (space(old), space(new)) {
            (lost, 0) => [lost, 0],
            (0, won) => [0, won],
            _ => [0, 0],
        };
        (*old, *new) = (&old[..old.len() - lost], &new[..new.len() - won]);
        if old.is_empty() && new.is_empty() {
            self.out.pop();
        }
        [lost, won]
    }
}

/// Where tokens stand in their text, with the spaces behind them.
fn place(tokens: &[Token], range: &Range<usize>, text: &str) -> Range<usize> {
    let at = |n: usize| tokens.get(n).map_or(text.len(), |token| token.start);
    at(range.start)..at(range.end)
}

impl std::ops::Add for Words {
    type Output = Self;

    fn add(self, more: Self) -> Self {
        Self { kept: self.kept + more.kept, removed: self.removed + more.removed, added: self.added + more.added }
    }
}

impl Words {
    /// How much of the new text stands in the old one, 0 to 1, every word counted alike; nothing of a text
    /// without words.
    pub fn share_of_new(self) -> f64 {
        let new = self.kept + self.added;
        if new == 0 { 0.0 } else { self.kept as f64 / new as f64 }
    }
}

impl<'a> Comparison<'a> {
    /// Whether nothing changed but spaces and the shape of quotation marks.
    pub fn is_same(&self) -> bool {
        self.runs.iter().all(|run| matches!(run, Run::Same { .. }))
    }

    /// The same with the sides exchanged.
    fn mirrored(mut self) -> Self {
        self.runs =
            self.runs.chunk_by(|a, b| a.is_change() && b.is_change()).flat_map(|runs| runs.iter().rev().map(Run::mirrored)).collect();
        for words in [&mut self.words, &mut self.each_word] {
            std::mem::swap(&mut words.removed, &mut words.added);
        }
        std::mem::swap(&mut self.figures_out, &mut self.figures_in);
        self
    }
}

impl<'a> Run<'a> {
    /// What the old text has of it.
    pub fn old_text(&self) -> &'a str {
        match self {
            Self::Same { old, .. } | Self::Removed(old) => old,
            Self::Added(_) => "",
        }
    }

    /// What the new text has of it.
    pub fn new_text(&self) -> &'a str {
        match self {
            Self::Same { new, .. } | Self::Added(new) => new,
            Self::Removed(_) => "",
        }
    }

    fn is_change(&self) -> bool {
        !matches!(self, Self::Same { .. })
    }

    fn mirrored(&self) -> Self {
        match *self {
            Self::Same { old, new } => Self::Same { old: new, new: old },
            Self::Removed(text) => Self::Added(text),
            Self::Added(text) => Self::Removed(text),
        }
    }
}
