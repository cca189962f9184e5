//! Editions of one consultation: a body that asks again asks most questions in the same wording.
//!
//! Between consultations that have nothing to do with each other a frame says nothing; between editions it
//! says which of two questions came from which ("Which of the following languages have you used …").

use super::{
    Matcher,
    candidate::Candidate,
    lexical::{Asker, Score},
};
use crate::{library::Consultation, text::stem::lower_words};
use std::borrow::Cow;

/// What the whole wording adds to the score of a question of another edition, in place of so much of what
/// its own words add. On three pairs of editions of a survey that were not looked at before, 0.88 of the
/// predecessors came first with it and 0.84 without; from 0.1 to 0.4 it hardly matters.
const WORDING: f32 = 0.2;

/// A title has at least so many words that are no numbers, or it tells no edition: "Consultation 2024".
const TITLE: usize = 2;

/// The distinct stems of a question with their weights, sorted.
type Wording = Vec<(String, f32)>;

/// The questions of other editions: by place among the entries.
#[derive(Debug)]
pub(super) struct Editions(Vec<(usize, Wording)>);

impl Editions {
    /// Those of the rounds before (`is_earlier`, by place), and those of consultations whose title
    /// is the same but for its numbers.
    pub(super) fn find(matcher: &Matcher, consultation: &Consultation, is_earlier: impl Fn(usize) -> bool, asker: &mut Asker) -> Self {
        let own = title(&consultation.title.value);
        let mut last = ("", false);
        let mut found = Vec::new();
        for (at, entry) in matcher.entries.iter().enumerate() {
            let Candidate::Answer { consultation: id, .. } = &entry.candidate else { continue };
            let asked = entry.consultation.as_deref().unwrap_or_default();
            if last.0 != asked {
                last = (asked, own.len() >= TITLE && title(asked) == own);
            }
            if (is_earlier(at) || last.1) && *id != consultation.id {
                found.push((at, asker.wording(&entry.title)));
            }
        }
        Self(found)
    }

    /// Brings the likeness of the whole wording into the scores of all entries.
    pub(super) fn weigh(&self, question: &str, asker: &mut Asker, scores: &mut [Score]) {
        if self.0.is_empty() {
            return;
        }
        let asked = asker.wording(question);
        for (at, wording) in &self.0 {
            scores[*at].words += WORDING * (alike(&asked, wording) - scores[*at].words);
        }
    }
}

/// The words of a title without its numbers.
fn title(title: &str) -> Vec<Cow<'_, str>> {
    lower_words(title).filter(|word| !word.contains(|c: char| c.is_ascii_digit())).collect()
}

/// What two wordings share by weight, from 0 to 1 (Dice).
fn alike(a: &Wording, b: &Wording) -> f32 {
    let weight = |wording: &Wording| wording.iter().map(|(_, weight)| weight).sum::<f32>();
    let has = |stem: &String| b.binary_search_by(|(other, _)| other.cmp(stem)).is_ok();
    let shared: f32 = a.iter().filter(|(stem, _)| has(stem)).map(|(_, weight)| weight).sum();
    let all = weight(a) + weight(b);
    if all > 0.0 { 2.0 * shared / all } else { 0.0 }
}
