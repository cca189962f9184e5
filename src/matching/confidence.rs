//! How likely a proposal is to be right.
//!
//! The map from scores to probability is a logistic function of two figures, fitted by
//! `examples/matching_accuracy.rs` (see there for the data and for what came of it).

/// From here on a proposal is more likely right than wrong.
pub const CONFIDENT: f64 = 0.5;

/// Named by the consultation itself: a person has judged.
pub(super) const DECLARED: f64 = 1.0;
/// The same question in a round that this one follows.
pub(super) const SAME_IN_ROUND: f64 = 0.99;
/// The same question in another consultation.
pub(super) const SAME_WORDS: f64 = 0.95;
/// The most for a question that says nothing of its own ("Any other comments?") in a consultation that
/// has nothing to do with this one.
pub(super) const FRAME: f64 = 0.4;

/// The logit where nothing is shared, and what score and margin add to it.
const AT_NOTHING: f64 = -1.9;
const OF_SCORE: f64 = 3.0;
const OF_MARGIN: f64 = 5.5;

/// The probability that a candidate is right, by its score from 0 to 1, and by how far that is above the
/// score of the next question that asks something else (below zero where it is behind).
pub(super) fn probability(score: f64, margin: f64) -> f64 {
    1.0 / (1.0 + (-(AT_NOTHING + OF_SCORE * score + OF_MARGIN * margin)).exp())
}
