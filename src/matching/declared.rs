//! What is known before any words are weighed: the declared mapping, the rounds before, the same question.

use super::{
    Reason,
    candidate::{Candidate, Entry},
};
use crate::{
    library::{Consultation, Question},
    text::same_words,
};
use std::collections::BTreeMap;

/// The most rounds that are followed back.
const MOST_ROUNDS: usize = 20;

/// A question, with what its consultation says about where it comes from.
pub(super) struct Asked<'q> {
    pub(super) consultation: &'q Consultation,
    pub(super) question: &'q Question,
    /// The consultations before this one, the last round first.
    rounds: Vec<&'q str>,
    words: String,
}

impl<'q> Asked<'q> {
    /// `follows` has, for each consultation, the one that it follows.
    pub(super) fn new(consultation: &'q Consultation, question: &'q Question, follows: &'q BTreeMap<String, String>) -> Self {
        let mut rounds: Vec<&str> = Vec::new();
        let mut next = consultation.follows.as_ref().map(|id| id.value.as_str());
        while let Some(round) = next.filter(|round| rounds.len() < MOST_ROUNDS && !rounds.contains(round) && *round != consultation.id) {
            rounds.push(round);
            next = follows.get(round).map(String::as_str);
        }
        Self { consultation, question, rounds, words: same_words(&question.text.value) }
    }

    /// Whether a candidate may be proposed at all: other questions of the same consultation are as open as this one.
    pub(super) fn may_be_answered_by(&self, candidate: &Candidate) -> bool {
        !matches!(candidate, Candidate::Answer { consultation, .. } if *consultation == self.consultation.id)
    }

    /// Whether the consultation names a candidate as the answer.
    pub(super) fn names(&self, candidate: &Candidate) -> bool {
        let names = match candidate {
            Candidate::Position { .. } => &self.question.positions,
            Candidate::Answer { .. } => &self.question.prior,
        };
        !names.is_empty() && names.iter().any(|name| name.value == candidate.to_string())
    }

    /// How many rounds back a candidate was asked: 1 is the last round.
    pub(super) fn rounds_back(&self, candidate: &Candidate) -> Option<usize> {
        let Candidate::Answer { consultation, .. } = candidate else { return None };
        self.rounds.iter().position(|round| round == consultation).map(|at| at + 1)
    }

    /// Whether a past question has the same words, as people type them.
    pub(super) fn has_words_of(&self, entry: &Entry) -> bool {
        matches!(entry.candidate, Candidate::Answer { .. }) && !self.words.is_empty() && same_words(&entry.title) == self.words
    }

    /// What is declared about a candidate.
    pub(super) fn reasons(&self, entry: &Entry) -> Vec<Reason> {
        let mut because = Vec::new();
        if self.names(&entry.candidate) {
            because.push(Reason::Declared);
        }
        if let (Some(_), Candidate::Answer { consultation, question }) = (self.rounds_back(&entry.candidate), &entry.candidate) {
            let round = consultation.clone();
            because.push(match *question == self.question.id.value {
                true => Reason::SameId { round },
                false => Reason::EarlierRound { round },
            });
        }
        if self.has_words_of(entry) {
            because.push(Reason::SameWords);
        }
        because
    }
}
