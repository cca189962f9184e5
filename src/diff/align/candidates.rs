//! Which pairs are worth comparing. Every text against every other would take four times as long for twice
//! the words; texts that belong together share rare words, so only those that do are looked at.

use super::likeness::Bag;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Up to so many pairs, all are compared.
const FEW: usize = 4096;

/// A word in more texts of one side than this says nothing.
const COMMON: usize = 48;

/// For each text so many others are looked at, those that share most first.
const NEAREST: usize = 16;

/// Where nothing else tells texts apart, those are looked at that stand at the same place, give or take so many.
const APART: usize = 8;

/// Pairs of `old` and `new` (indices of the two sides' bags), in order.
pub(super) fn pairs(old: &[usize], of_old: &[Bag], new: &[usize], of_new: &[Bag]) -> Vec<(usize, usize)> {
    if old.len() * new.len() <= FEW {
        return old.iter().flat_map(|a| new.iter().map(|b| (*a, *b))).collect();
    }
    let mut found = equals(old, of_old, new, of_new);
    let postings = postings(new, of_new);
    for a in old {
        let mut shared: HashMap<usize, f64> = HashMap::new();
        for count in &of_old[*a].counts {
            for b in postings.get(&count.word).filter(|texts| texts.len() <= COMMON).into_iter().flatten() {
                *shared.entry(*b).or_default() += count.weight;
            }
        }
        let mut best: Vec<(usize, f64)> = shared.into_iter().collect();
        best.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        found.extend(best.into_iter().take(NEAREST).map(|(b, _)| (*a, b)));
    }
    found.into_iter().collect()
}

/// Pairs of two rising runs that a chain of pairs leaves open: beside each pair of the chain, and in each gap all, or
/// those at about the same place from its beginning or from its end. In order.
pub(super) fn around(chain: &[(usize, usize)], old: &[usize], new: &[usize]) -> BTreeSet<(usize, usize)> {
    let place = |(a, b): &(usize, usize)| (old.partition_point(|at| at < a), new.partition_point(|at| at < b));
    let mut found = BTreeSet::new();
    let (mut from, mut to) = (0, 0);
    for (a, b) in chain.iter().map(place).chain([(old.len(), new.len())]) {
        gap(&old[from..a], &new[to..b], &mut found);
        let before = a.checked_sub(1).zip(b.checked_sub(1));
        let beside = before.into_iter().chain([(a + 1, b + 1)]);
        found.extend(beside.filter_map(|(a, b)| old.get(a).copied().zip(new.get(b).copied())));
        (from, to) = (a + 1, b + 1);
    }
    found
}

fn gap(old: &[usize], new: &[usize], found: &mut BTreeSet<(usize, usize)>) {
    let few = old.len() * new.len() <= FEW;
    let shift = new.len().abs_diff(old.len());
    for (at, a) in old.iter().enumerate() {
        let from_end = if new.len() > old.len() { at + shift } else { at.saturating_sub(shift) };
        let near = |place: usize| new.iter().enumerate().skip(place.saturating_sub(APART)).take(2 * APART + 1);
        match few {
            true => found.extend(new.iter().map(|b| (*a, *b))),
            false => found.extend(near(at).chain(near(from_end)).map(|(_, b)| (*a, *b))),
        }
    }
}

/// In which texts each word stands.
fn postings(texts: &[usize], bags: &[Bag]) -> HashMap<u32, Vec<usize>> {
    let mut postings: HashMap<u32, Vec<usize>> = HashMap::new();
    for at in texts {
        bags[*at].counts.iter().for_each(|count| postings.entry(count.word).or_default().push(*at));
    }
    postings
}

/// Texts of the same words: the first of one side with the first of the other and the one next to it, the
/// second with the second …
fn equals(old: &[usize], of_old: &[Bag], new: &[usize], of_new: &[Bag]) -> BTreeSet<(usize, usize)> {
    let mut groups: BTreeMap<&[u32], [Vec<usize>; 2]> = BTreeMap::new();
    old.iter().for_each(|at| groups.entry(&of_old[*at].words).or_default()[0].push(*at));
    new.iter().for_each(|at| groups.entry(&of_new[*at].words).or_default()[1].push(*at));
    let mut found = BTreeSet::new();
    for [old, new] in groups.into_values() {
        for (at, a) in old.iter().enumerate() {
            let near = new.iter().enumerate().filter(|(there, _)| there.abs_diff(at) <= 1);
            found.extend(near.map(|(_, b)| (*a, *b)));
        }
    }
    found
}
