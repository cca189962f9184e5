//! What is known before any words are weighed: the declared mapping and the rounds before.

use super::candidate::Candidate;
use crate::library::{Consultation, Question};
use std::collections::BTreeMap;

/// The most rounds that are followed back.
const MOST_ROUNDS: usize = 20;

/// The consultations that a consultation follows, the last round first. `follows` has, for each, the one
/// that it follows.
pub(super) fn rounds<'f>(consultation: &'f Consultation, follows: &'f BTreeMap<String, String>) -> Vec<&'f str> {
    let mut rounds: Vec<&str> = Vec::new();
    let mut next = consultation.follows.as_ref().map(|id| id.value.as_str());
    while let Some(round) = next.filter(|round| rounds.len() < MOST_ROUNDS && !rounds.contains(round) && *round != consultation.id) {
        rounds.push(round);
        next = follows.get(round).map(String::as_str);
    }
    rounds
}

/// What a question names as its answers: positions, then past answers, as they are listed.
pub(super) fn named(question: &Question) -> Vec<Candidate> {
    let positions = question.positions.iter().map(|id| Candidate::Position { id: id.value.clone() });
    let answers = question.prior.iter().filter_map(|name| {
        let (consultation, question) = name.value.split_once('/')?;
        Some(Candidate::Answer { consultation: consultation.to_owned(), question: question.to_owned() })
    });
    positions.chain(answers).collect()
}
