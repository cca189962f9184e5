//! Texts that stand under another heading now, or in another order.

use super::{
    Words, Work,
    assign::{self, Pair},
    candidates,
    likeness::{likeness, likeness_from},
};
use std::collections::BTreeMap;

/// From here a text moved.
const MOVED: f64 = 0.45;

/// Shorter texts are too often alike by chance.
const LEAST_WORDS: usize = 8;

/// So much more alike than the next best; nearly the same needs no margin.
const MARGIN: f64 = 0.08;
const NEARLY_SAME: f64 = 0.95;

/// From here two texts of one document are twins: which of the two moved makes no difference.
const TWINS: f64 = 0.8;

/// How much the place counts where the words do not decide.
const PLACE: f64 = 0.02;

/// Pairs what is left of both documents by the best assignment of all.
pub(super) fn link(work: &mut Work) {
    let left = |words: &Words| (0..words.free.len()).filter(|at| words.free[*at] && words.leaves[*at].words.len() >= LEAST_WORDS).collect();
    let (old, new): (Vec<usize>, Vec<usize>) = (left(&work.old), left(&work.new));
    let near = candidates::pairs(&old, &work.old.leaves, &new, &work.new.leaves);
    let score = |(a, b): (usize, usize)| Some((a, b, likeness_from(&work.old.leaves[a], &work.new.leaves[b], MOVED - MARGIN)?));
    let scored: Vec<Pair> = near.into_iter().filter_map(score).collect();
    let place = |at: usize, words: &Words| at as f64 / words.leaves.len() as f64;
    let weighed = |(a, b, score): &Pair| (*a, *b, score + PLACE * (1.0 - (place(*a, &work.old) - place(*b, &work.new)).abs()));
    let (pairs, weighed): (Vec<Pair>, Vec<Pair>) = scored.iter().filter(|it| it.2 >= MOVED).map(|it| (*it, weighed(it))).unzip();
    let rivals = Rivals::new(&scored);
    let chosen = assign::assign(work.old.leaves.len(), work.new.leaves.len(), &weighed);
    let sure: Vec<Pair> = chosen.into_iter().map(|at| pairs[at]).filter(|pair| !rivals.has(work, *pair)).collect();
    sure.into_iter().for_each(|(a, b, score)| work.pair(a, b, score));
}

/// With what else each text may belong together.
#[derive(Default)]
struct Rivals {
    of_old: BTreeMap<usize, Vec<(usize, f64)>>,
    of_new: BTreeMap<usize, Vec<(usize, f64)>>,
}

impl Rivals {
    fn new(pairs: &[Pair]) -> Self {
        let mut rivals = Self::default();
        for (a, b, score) in pairs {
            rivals.of_old.entry(*a).or_default().push((*b, *score));
            rivals.of_new.entry(*b).or_default().push((*a, *score));
        }
        rivals
    }

    /// Whether some other pair is nearly as good, so that nobody can say which of the two it is.
    fn has(&self, work: &Work, (a, b, score): Pair) -> bool {
        let close = |others: &[(usize, f64)], own: usize, words: &Words| {
            let mut near = others.iter().filter(|(other, rival)| *other != own && score - rival < MARGIN);
            near.any(|(other, _)| !words.is_beside(own, *other) && likeness(&words.leaves[own], &words.leaves[*other]) < TWINS)
        };
        score <= NEARLY_SAME && (close(&self.of_old[&a], b, &work.new) || close(&self.of_new[&b], a, &work.old))
    }
}

impl Words<'_> {
    /// Whether two texts stand side by side below one heading, but for footnotes: both may come from one.
    fn is_beside(&self, a: usize, b: usize) -> bool {
        let (first, last) = (a.min(b), a.max(b));
        self.head(a) == self.head(b) && (first + 1..last).all(|between| self.is_note(between))
    }
}
