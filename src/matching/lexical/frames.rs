//! The frame of a question: words that it shares with questions that have nothing to do with it.
//!
//! "To what extent do you agree that …" tells nothing about the matter, and weighs as much as ten words
//! of it. A frame is known by its runs of three words: those that stand in many of the library's
//! questions, and those of the list that is shipped, for a library that is too young to learn.

use super::OWN_WORDS;
use crate::text::{hash, stem::words};
use std::collections::HashSet;

/// Frames of the questions that public bodies ask, a line each.
const SHIPPED: &str = include_str!("frames.txt");

/// A run stands in a frame when this share of the questions has it.
const SHARE: f64 = 0.03;

/// Fewer questions than this may have a run in common because of their matter.
const FEWEST: usize = 6;

/// Runs of three words, by their hash.
type Runs = HashSet<u64>;

/// What is known to be a frame.
#[derive(Debug, Clone, Default)]
pub(in crate::matching) struct Frames(Runs);

impl Frames {
    /// The frames that are shipped and those of some questions, each in words.
    pub(super) fn learn<'q, W: AsRef<str> + 'q>(questions: impl ExactSizeIterator<Item = &'q [W]>) -> Self {
        let lines: Vec<Vec<String>> = SHIPPED.lines().map(|line| words(line).collect()).collect();
        let shipped = lines.iter().filter(|line| line.len() > 2).flat_map(|line| runs(line));
        let mut frames = Self(shipped.collect());
        frames.learn_more(questions);
        frames
    }

    /// Adds the frames of further questions.
    pub(super) fn learn_more<'q, W: AsRef<str> + 'q>(&mut self, questions: impl ExactSizeIterator<Item = &'q [W]>) {
        let least = FEWEST.max((SHARE * questions.len() as f64).ceil() as usize);
        let (mut all, mut own) = (Vec::new(), Vec::new());
        for question in questions {
            own.clear();
            own.extend(runs(question));
            own.sort_unstable();
            own.dedup();
            all.append(&mut own);
        }
        all.sort_unstable();
        self.0.extend(all.chunk_by(|a, b| a == b).filter(|same| same.len() >= least).map(|same| same[0]));
    }

    /// The same in a fixed order.
    pub(super) fn to_list(&self) -> Vec<u64> {
        let mut list: Vec<u64> = self.0.iter().copied().collect();
        list.sort_unstable();
        list
    }

    /// What [`Frames::to_list`] gave.
    pub(super) fn from_list(list: Vec<u64>) -> Self {
        Self(list.into_iter().collect())
    }

    /// A question without its frame; as it stands where it has none or is nothing else.
    pub(in crate::matching) fn without(&self, question: &str) -> String {
        let words: Vec<String> = words(question).collect();
        let outside = self.outside(&words);
        let own: Vec<&str> = words.iter().zip(&outside).filter(|(_, own)| **own).map(|(word, _)| word.as_str()).collect();
        if own.len() == words.len() || own.len() < OWN_WORDS { question.to_owned() } else { own.join(" ") }
    }

    /// For each word of a question, whether it says something of its own.
    pub(super) fn outside(&self, words: &[impl AsRef<str>]) -> Vec<bool> {
        let mut outside = vec![true; words.len()];
        for (at, run) in runs(words).enumerate() {
            if self.0.contains(&run) {
                outside[at..at + 3].fill(false);
            }
        }
        outside
    }
}

/// The runs of three words, hashed.
fn runs<W: AsRef<str>>(words: &[W]) -> impl Iterator<Item = u64> {
    words.windows(3).map(|run| hash(run.iter().flat_map(|word| word.as_ref().bytes().chain([b' ']))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn left(frames: &Frames, question: &str) -> String {
        let words: Vec<String> = words(question).collect();
        let outside = frames.outside(&words);
        words.iter().zip(outside).filter(|(_, outside)| *outside).map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_every_consultation_asks_is_a_frame_from_the_start() {
        let frames = Frames::learn::<String>([].into_iter());
        assert_eq!(left(&frames, "To what extent do you agree that otters need cleaner rivers?"), "otters need cleaner rivers");
    }

    #[test]
    fn a_frame_is_learned_from_questions_that_share_it() {
        let asked = ["owls", "bats", "newts", "toads", "hares", "moles"].map(|animal| format!("Concerning the wild life of {animal}"));
        let asked: Vec<Vec<String>> = asked.iter().map(|question| words(question).collect()).collect();
        let frames = Frames::learn(asked.iter().map(Vec::as_slice));
        assert_eq!(left(&frames, "Concerning the wild life of badgers"), "badgers");
        let fewer = Frames::learn(asked[1..].iter().map(Vec::as_slice));
        assert_eq!(left(&fewer, "Concerning the wild life of badgers"), "concerning the wild life of badgers");
    }
}
