//! Texts below headings that belong together: in their order, and what stands in the place of what.

use super::{HeadLink, Work, candidates, chain, likeness::likeness_from};
use crate::diff::Relation;
use std::collections::BTreeMap;

/// From here two texts below the same heading are the same.
const SAME: f64 = 0.45;

/// From here the one stands in the place of the other, where both stand in one gap.
const PLACE: f64 = 0.15;

/// Shorter texts stand in each other's place whatever their words: "Agree.", "No comment".
const SHORT: usize = 12;

/// Pairs texts below linked headings without crossing, so that the sum of likeness is greatest.
pub(super) fn in_order(work: &mut Work) {
    for link in work.heads.clone() {
        let (old, new) = (work.old.free_below(link.old), work.new.free_below(link.new));
        chained(work, &old, &new, SAME);
    }
}

/// The same for two runs of texts. Where they are too long to compare every two, a first chain says where to look once
/// more: texts that are all alike share no rare word, and only their place says which is which.
fn chained(work: &mut Work, old: &[usize], new: &[usize], least: f64) {
    let near = candidates::pairs(old, &work.old.leaves, new, &work.new.leaves);
    let score = |(a, b): (usize, usize)| Some((a, b, likeness_from(&work.old.leaves[a], &work.new.leaves[b], least)?));
    let mut pairs: Vec<_> = near.iter().copied().filter_map(score).collect();
    let mut chain = chain::heaviest(&pairs);
    if near.len() < old.len() * new.len() {
        let first: Vec<(usize, usize)> = chain.iter().map(|at| (pairs[*at].0, pairs[*at].1)).collect();
        let more = candidates::around(&first, old, new).into_iter().filter(|pair| near.binary_search(pair).is_err());
        pairs.extend(more.filter_map(score));
        chain = chain::heaviest(&pairs);
    }
    for at in chain {
        let (a, b, score) = pairs[at];
        work.pair(a, b, score);
    }
}

/// Pairs texts of the same words that stand in another order below the same heading, however short: below one heading
/// they are not alike by chance.
pub(super) fn reordered(work: &mut Work) {
    for link in pairs_of_headings(work) {
        let mut left: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for at in work.new.free_below(link.new).into_iter().rev() {
            left.entry(work.new.flat.leaves[at].text.text.trim()).or_default().push(at);
        }
        for at in work.old.free_below(link.old) {
            let same = left.get_mut(work.old.flat.leaves[at].text.text.trim()).filter(|_| !work.old.leaves[at].words.is_empty());
            if let Some(to) = same.and_then(Vec::pop) {
                work.pair(at, to, 1.0);
            }
        }
    }
}

fn pairs_of_headings(work: &Work) -> Vec<HeadLink> {
    work.heads.iter().filter(|link| matches!(link.relation, Relation::Same | Relation::PossiblySame)).cloned().collect()
}

/// Pairs what is left between the same neighbours.
pub(super) fn fill(work: &mut Work) {
    let anchors = anchors(work);
    for link in pairs_of_headings(work) {
        let mut gaps: BTreeMap<usize, [Vec<usize>; 2]> = BTreeMap::new();
        let these = anchors.get(&(link.old, link.new)).map(Vec::as_slice).unwrap_or_default();
        for at in work.old.free_below(link.old) {
            gaps.entry(these.partition_point(|(old, _)| *old < at)).or_default()[0].push(at);
        }
        for at in work.new.free_below(link.new) {
            gaps.entry(these.partition_point(|(_, new)| *new < at)).or_default()[1].push(at);
        }
        gaps.into_values().for_each(|[old, new]| fill_gap(work, &old, &new));
    }
}

fn fill_gap(work: &mut Work, old: &[usize], new: &[usize]) {
    let ([a], [b]) = (old, new) else { return chained(work, old, new, PLACE) };
    let long = work.old.leaves[*a].words.len().min(work.new.leaves[*b].words.len()) >= SHORT;
    let score = work.likeness(*a, *b);
    if !long || score >= PLACE {
        work.pair(*a, *b, score);
    }
}

/// For each pair of headings the texts that hold their place, in order.
fn anchors(work: &Work) -> BTreeMap<(usize, usize), Vec<(usize, usize)>> {
    let mut below: BTreeMap<(usize, usize), Vec<(usize, usize)>> = BTreeMap::new();
    for link in &work.leaves {
        let (old, new) = (link.old[0], link.new[0]);
        below.entry((work.old.head(old), work.new.head(new))).or_default().push((old, new));
    }
    for pairs in below.values_mut() {
        pairs.sort_unstable_by_key(|(_, new)| *new);
        let mut kept = chain::longest(pairs.iter().map(|(old, _)| *old)).into_iter();
        pairs.retain(|_| kept.next().unwrap_or(false));
    }
    below
}
