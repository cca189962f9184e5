//! How likely a proposal is to be right.
//!
//! The map from scores to probability is a logistic function of two figures, and a score below which
//! nothing is called sure: see `examples/matching_accuracy` for the data and for what came of it.

/// From here on a proposal is more likely right than wrong.
pub const CONFIDENT: f64 = 0.5;

/// Below this a proposal is not worth a reader's time.
pub const FAINT: f64 = 0.15;

/// Named by the consultation itself: a person has judged.
pub(super) const DECLARED: f64 = 1.0;
/// The same question in a round that this one follows.
pub(super) const SAME_IN_ROUND: f64 = 0.99;
/// The same question in another consultation.
pub(super) const SAME_WORDS: f64 = 0.95;
/// The most for a question that says nothing of its own ("Any other comments?") in a consultation that
/// has nothing to do with this one.
pub(super) const FRAME: f64 = 0.4;
/// The same for a position, which answers what is asked and not how it is asked ("May we contact you?").
pub(super) const FRAME_TO_POSITION: f64 = FAINT - 0.05;

/// Below 0.9: the most for a proposal whose score alone is not sure, however far behind all others are.
const NOT_SURE: f64 = 0.89;

/// A map from scores to probability.
struct Map {
    /// The logit where nothing is shared, and what score and margin add to it.
    at_nothing: f64,
    of_score: f64,
    of_margin: f64,
    /// From this score on a proposal may be sure.
    sure: f64,
}

/// Where words alone are weighed.
const WORDS: Map = Map { at_nothing: -1.9, of_score: 3.0, of_margin: 5.5, sure: 0.75 };
/// Where meaning is weighed too: texts on one matter lie near each other, so that a score says less.
const MEANING: Map = Map { at_nothing: -2.1, of_score: 3.2, of_margin: 5.0, sure: 0.8 };

/// The probability that a candidate is right, by its score from 0 to 1, and by how far that is above the
/// score of the next question that asks something else (below zero where it is behind). A round that is
/// declared to come before (`in_round`) speaks for a candidate by itself.
pub(super) fn probability(score: f64, margin: f64, by_meaning: bool, in_round: bool) -> f64 {
    let map = if by_meaning { MEANING } else { WORDS };
    let likely = 1.0 / (1.0 + (-(map.at_nothing + map.of_score * score + map.of_margin * margin)).exp());
    if score < map.sure && !in_round { likely.min(NOT_SURE) } else { likely }
}
