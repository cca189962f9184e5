//! What a question is known by: its own words, whatever their order and whatever frames them. Two
//! questions with the same words ask the same; with one word more or less among many, nearly the same.

use crate::{
    library::Question,
    text::{hash, same_words},
};
use std::{collections::BTreeSet, sync::LazyLock};

type Words = LazyLock<BTreeSet<&'static str>>;

fn words(list: &'static str) -> BTreeSet<&'static str> {
    list.split(' ').collect()
}

/// Words that frame a question and say nothing of what it asks.
static FRAME: Words = LazyLock::new(|| {
    words(
        "a an and any are as at be been by can could do does for from has have how i if in is it its of on or our please should \
that the their there these they this those to we what which who will with would you your agree disagree extent think believe view views",
    )
});

/// Words of questions that every part of a consultation repeats, since they ask about the question
/// before, and those that every consultation has, whatever it is about.
static FOLLOW_UP: Words = LazyLock::new(|| {
    words(
        "additional answer answered anything chapter comment comments detail details disagreed agreed else evidence explain \
further give information like make no option options other part previous proposal proposals provide question questions reason reasons \
response section select share tell us want why yes not sure about above below following add \
approach assessment change changes clear consultation criteria definition document draft easy guidance helpful impact impacts \
implementation introduce introduction measures new plan plans policy principle principles proposed reflect regulations right scope set \
statutory sufficient timetable timeline understand useful",
    )
});

/// Words that turn a question round, or make it another one: one of them more is no small difference.
static TELLING: Words = LazyLock::new(|| {
    words(
        "not no never nor neither without unless except excluding against only less more fewer than all before after above below \
under over minimum maximum remove removed stop end abolish ban repeal oppose cease no-one nobody none cannot unlike instead rather",
    )
});

/// So many words that are none of these make a question that can be known again anywhere.
const OWN_WORDS: usize = 4;

/// So many are enough in the next round of the same consultation.
const FEWEST: usize = 2;

/// One word more is a small difference only among so many.
const LONG: usize = 8;

/// The words of a question as numbers: equal words give equal numbers, on every machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Key {
    /// All its own words.
    whole: u64,
    /// The same without each of them, where one word more or less is a small difference.
    cut: Vec<u64>,
    /// Whether it has so many words of its own that it is known again anywhere.
    pub(super) is_telling: bool,
}

impl Key {
    /// Nothing for a question with too few words of its own to be known by.
    pub(super) fn of(question: &Question) -> Option<Self> {
        Self::of_words(&question.text.value, !question.options.is_empty())
    }

    /// Of a question in words, with or without options.
    pub(super) fn of_words(question: &str, closed: bool) -> Option<Self> {
        Self::with_own_words(question, closed, FEWEST)
    }

    /// Of a question that somebody wrote down to have it known again: one word of its own is enough.
    pub(super) fn of_stance(question: &str) -> Option<Self> {
        Self::with_own_words(question, true, 1)
    }

    fn with_own_words(question: &str, closed: bool, fewest: usize) -> Option<Self> {
        let text = same_words(question);
        let mut words: Vec<&str> = text.split(' ').filter(|word| !FRAME.contains(word) && !is_year(word)).collect();
        words.sort_unstable();
        words.dedup();
        let own = words.iter().filter(|word| !FOLLOW_UP.contains(*word)).count();
        if own < fewest {
            return None;
        }
        // What is asked with options and what is asked without are not the same question.
        let start = u64::from(closed);
        let whole = words.iter().fold(start, |sum, word| sum.wrapping_add(number(word)));
        let small = words.iter().filter(|word| words.len() >= LONG && !is_telling(word));
        let cut = small.map(|word| whole.wrapping_sub(number(word))).collect();
        Some(Self { whole, cut, is_telling: own >= OWN_WORDS })
    }

    /// Every number that a question which asks the same or nearly the same has too.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u64> {
        std::iter::once(self.whole).chain(self.cut.iter().copied())
    }

    /// Whether two questions ask the same in the same words, whatever frames them.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.whole == other.whole
    }

    /// Whether two questions ask the same or nearly the same.
    #[cfg(test)]
    fn is_like(&self, other: &Self) -> bool {
        self.whole == other.whole || self.cut.contains(&other.whole) || other.cut.contains(&self.whole)
    }
}

/// Questions by their keys.
#[derive(Debug)]
pub(super) struct ByKey<T> {
    /// Number, whether it leaves a word out, and what has it; sorted once everything is in.
    known: Vec<(u64, bool, T)>,
}

impl<T: Copy + Ord> ByKey<T> {
    /// Of everything with its key.
    pub(super) fn of<'k>(all: impl IntoIterator<Item = (&'k Key, T)>) -> Self {
        let each = all.into_iter().flat_map(|(key, item)| {
            let cut = key.cut.iter().map(move |number| (*number, true, item));
            std::iter::once((key.whole, false, item)).chain(cut)
        });
        let mut known: Vec<(u64, bool, T)> = each.collect();
        known.sort_unstable();
        Self { known }
    }

    /// What asks the same or nearly the same, each once, in order.
    pub(super) fn like(&self, key: &Key) -> Vec<T> {
        let whole = self.with(key.whole).map(|(.., item)| *item);
        let shorter = key.cut.iter().flat_map(|number| self.with(*number)).filter(|(_, cut, _)| !cut).map(|(.., item)| *item);
        let mut like: Vec<T> = whole.chain(shorter).collect();
        like.sort_unstable();
        like.dedup();
        like
    }

    fn with(&self, number: u64) -> impl Iterator<Item = &(u64, bool, T)> {
        let from = self.known.partition_point(|(known, ..)| *known < number);
        self.known[from..].iter().take_while(move |(known, ..)| *known == number)
    }
}

fn number(word: &str) -> u64 {
    // Several of a thing are the same matter.
    hash(word.strip_suffix('s').unwrap_or(word).bytes())
}

/// A year, or two: `2026`, `2026-27`, `2026/27`. The same question comes again every year.
fn is_year(word: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let year = word.get(..4).is_some_and(|year| digits(year) && (year.starts_with("19") || year.starts_with("20")));
    let rest = word.get(4..).unwrap_or_default();
    year && (rest.is_empty() || rest.strip_prefix(['-', '/', '–']).is_some_and(digits))
}

fn is_telling(word: &str) -> bool {
    TELLING.contains(word) || word.ends_with("n't") || word.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> Option<Key> {
        Key::of_words(text, true)
    }

    fn are_alike(one: &str, other: &str) -> bool {
        let (one, other) = (key(one).expect("a key"), key(other).expect("a key"));
        let by_key = ByKey::of([(&one, 1)]);
        assert_eq!(one.is_like(&other), other.is_like(&one));
        assert_eq!(by_key.like(&other), if one.is_like(&other) { vec![1] } else { vec![] });
        one.is_like(&other)
    }

    #[test]
    fn the_same_is_asked_in_other_frames_and_other_years() {
        assert!(are_alike("Do you agree that tolls should pay for the locks?", "To what extent do you agree that tolls pay for locks?"));
        assert!(are_alike("Should tolls for locks rise in 2026/27 again?", "Should tolls for locks rise in 2027/28 again?"));
    }

    #[test]
    fn one_word_more_is_nearly_the_same_unless_it_turns_the_question_round() {
        let asked = "Do you agree that every council must publish how many lock keepers it employs each year?";
        assert!(are_alike(asked, &asked.replace("every", "every local")));
        assert!(!are_alike(asked, &asked.replace("must", "must not")));
        assert!(!are_alike(asked, &asked.replace("each", "each 5")));
        assert!(!are_alike(asked, &asked.replace("council", "school")));
        assert!(!are_alike("Should tolls pay for locks?", "Should low tolls pay for locks?"), "among few words each one counts");
    }

    #[test]
    fn what_asks_about_the_question_before_is_not_known_again() {
        assert_eq!(key("Please give reasons for your answer to the question above."), None);
    }
}
