//! Texts that stand under another heading now, or in another order.

use super::{Work, assign, candidates, likeness::likeness_from};
use std::collections::BTreeMap;

/// From here a text moved.
const MOVED: f64 = 0.45;

/// Shorter texts are too often alike by chance.
const LEAST_WORDS: usize = 8;

/// So much more alike than the next best; nearly the same needs no margin.
const MARGIN: f64 = 0.08;
const NEARLY_SAME: f64 = 0.95;

/// Pairs what is left of both documents by the best assignment of all.
pub(super) fn link(work: &mut Work) {
    let left =
        |free: &[bool], words: &dyn Fn(usize) -> usize| (0..free.len()).filter(|at| free[*at] && words(*at) >= LEAST_WORDS).collect();
    let old: Vec<usize> = left(&work.old.free, &|at| work.old.leaves[at].words.len());
    let new: Vec<usize> = left(&work.new.free, &|at| work.new.leaves[at].words.len());
    let near = candidates::pairs(&old, &work.old.leaves, &new, &work.new.leaves);
    let score = |(a, b): (usize, usize)| Some((a, b, likeness_from(&work.old.leaves[a], &work.new.leaves[b], MOVED - MARGIN)?));
    let scored: Vec<_> = near.into_iter().filter_map(score).collect();
    let pairs: Vec<_> = scored.iter().copied().filter(|(.., score)| *score >= MOVED).collect();
    let (of_old, of_new) = (two_best(scored.iter().map(|it| (it.0, it.2))), two_best(scored.iter().map(|it| (it.1, it.2))));
    for at in assign::assign(work.old.leaves.len(), work.new.leaves.len(), &pairs) {
        let (a, b, score) = pairs[at];
        let other = other(&of_old[&a], score).max(other(&of_new[&b], score));
        if score - other >= MARGIN || score > NEARLY_SAME {
            work.pair(a, b, score);
        }
    }
}

/// The two best scores of each.
fn two_best(scores: impl Iterator<Item = (usize, f64)>) -> BTreeMap<usize, [f64; 2]> {
    let mut best: BTreeMap<usize, [f64; 2]> = BTreeMap::new();
    for (at, score) in scores {
        let two = best.entry(at).or_default();
        if score > two[0] {
            *two = [score, two[0]];
        } else {
            two[1] = two[1].max(score);
        }
    }
    best
}

/// The best score besides one.
fn other(best: &[f64; 2], score: f64) -> f64 {
    if best[0] == score { best[1] } else { best[0] }
}
