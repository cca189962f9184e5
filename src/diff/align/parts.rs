//! One text that became several that follow each other, and several that became one.

use super::{
    LeafLink, Words, Work,
    likeness::{Bag, likeness, shared},
};

/// Joined, the parts are as alike to the whole as this …
const LIKE: f64 = 0.60;

/// … and this much more alike than without the part in question …
const GAIN: f64 = 0.07;

/// … of which so much stands in the whole.
const WITHIN: f64 = 0.45;

/// A part of so many words that stands in the whole word for word need not be a large one: the first sentence of a long
/// paragraph.
const EXACT: usize = 8;

/// Adds texts that are left to the links of their neighbours, until none fits.
pub(super) fn link(work: &mut Work) {
    let mut of_old = vec![None; work.old.leaves.len()];
    let mut of_new = vec![None; work.new.leaves.len()];
    for (at, link) in work.leaves.iter().enumerate() {
        of_old[link.old[0]] = Some(at);
        of_new[link.new[0]] = Some(at);
    }
    let mut again = true;
    while again {
        again = false;
        for at in 0..work.new.leaves.len() {
            again |= work.new.free[at] && split(work, &mut of_new, at);
        }
        for at in 0..work.old.leaves.len() {
            again |= work.old.free[at] && merged(work, &mut of_old, at);
        }
    }
}

/// So far from the others a part may stand, with new texts between. Footnotes stand between no paragraphs.
const REACH: usize = 2;

/// The links of the nearest neighbours on both sides that have one.
fn neighbours(words: &Words, of: &[Option<usize>], at: usize) -> impl Iterator<Item = usize> {
    let alike = |other: &usize| words.is_note(*other) == words.is_note(at);
    let before = (0..at).rev().filter(alike).take(REACH).find_map(|other| of[other]);
    let behind = (at + 1..of.len()).filter(alike).take(REACH).find_map(|other| of[other]);
    before.into_iter().chain(behind)
}

fn split(work: &mut Work, of_new: &mut [Option<usize>], at: usize) -> bool {
    let fits = |link: &LeafLink| {
        let whole = &work.old.leaves[link.old[0]];
        let belong = |new: usize| work.belong(link.old[0], new);
        let here = work.new.head(link.new[0]) == work.new.head(at) || belong(link.new[0]) && belong(at);
        link.old.len() == 1 && here && is_part(whole, &work.new.leaves, &link.new, at)
    };
    let Some(found) = neighbours(&work.new, of_new, at).find(|link| fits(&work.leaves[*link])) else { return false };
    add(&mut work.leaves[found].new, at);
    of_new[at] = Some(found);
    work.new.free[at] = false;
    true
}

fn merged(work: &mut Work, of_old: &mut [Option<usize>], at: usize) -> bool {
    let fits = |link: &LeafLink| {
        let whole = &work.new.leaves[link.new[0]];
        let belong = |old: usize| work.belong(old, link.new[0]);
        let here = work.old.head(link.old[0]) == work.old.head(at) || belong(link.old[0]) && belong(at);
        link.new.len() == 1 && here && is_part(whole, &work.old.leaves, &link.old, at)
    };
    let Some(found) = neighbours(&work.old, of_old, at).find(|link| fits(&work.leaves[*link])) else { return false };
    add(&mut work.leaves[found].old, at);
    of_old[at] = Some(found);
    work.old.free[at] = false;
    true
}

fn add(parts: &mut Vec<usize>, at: usize) {
    parts.push(at);
    parts.sort_unstable();
}

/// Whether a text is one more part of `whole` besides `parts`.
fn is_part(whole: &Bag, texts: &[Bag], parts: &[usize], at: usize) -> bool {
    let mut all = parts.to_vec();
    add(&mut all, at);
    let within = shared(&texts[at], whole).first;
    if within < WITHIN {
        return false;
    }
    let gain = if within > 0.999 && texts[at].words.len() >= EXACT { 0.0 } else { GAIN };
    let joined = |parts: &[usize]| likeness(whole, &Bag::sum(parts.iter().map(|part| &texts[*part])));
    let with = joined(&all);
    with >= LIKE && with - joined(parts) >= gain
}
