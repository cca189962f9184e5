//! Where two long texts surely agree: what the algorithm that follows need not look for.
//!
//! The time of that algorithm grows with the square of a text in which many words changed. Three words in a
//! row that stand once in each text hold them together, so that only what lies between is compared.

use std::{collections::HashMap, ops::Range};

/// Shorter texts are compared as they are.
const LONG: usize = 512;

/// So many tokens in a row hold two texts together.
const ROW: usize = 3;

/// Parts of both texts that are compared each for itself, in order: together all of both.
pub(super) fn parts(old: &[u32], new: &[u32]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut parts = Vec::new();
    let (mut from, mut to) = (0, 0);
    let mut last = None;
    for (was, now) in anchors(old, new) {
        // What goes on from the row before needs no part of its own.
        if last.replace((was + 1, now + 1)) != Some((was, now)) {
            parts.push((from..was, to..now));
            (from, to) = (was, now);
        }
    }
    parts.push((from..old.len(), to..new.len()));
    parts
}

/// Places of rows that stand once in each text, rising on both sides; as many as can be.
fn anchors(old: &[u32], new: &[u32]) -> Vec<(usize, usize)> {
    if old.len().min(new.len()) < LONG {
        return Vec::new();
    }
    let there = once(new);
    let mut pairs: Vec<(usize, usize)> = once(old).into_iter().filter_map(|(row, at)| Some((at?, (*there.get(row)?)?))).collect();
    pairs.sort_unstable();
    rising(&pairs)
}

/// Each row of a text with its place, where it has but one.
fn once(text: &[u32]) -> HashMap<&[u32], Option<usize>> {
    let mut places = HashMap::new();
    for (at, row) in text.windows(ROW).enumerate() {
        places.entry(row).and_modify(|place| *place = None).or_insert(Some(at));
    }
    places
}

/// The longest choice of pairs, sorted by their first, that rises in their second.
fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut ends: Vec<usize> = Vec::new();
    let mut before = vec![None; pairs.len()];
    for (at, (_, second)) in pairs.iter().enumerate() {
        let length = ends.partition_point(|end| pairs[*end].1 < *second);
        before[at] = length.checked_sub(1).map(|shorter| ends[shorter]);
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut chosen: Vec<_> = std::iter::successors(ends.last().copied(), |at| before[*at]).map(|at| pairs[at]).collect();
    chosen.reverse();
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_long_texts_are_all_of_both_and_begin_alike() {
        let old: Vec<u32> = (0..2000).collect();
        let new: Vec<u32> = old.iter().copied().filter(|it| it % 50 != 7).collect();
        let parts = parts(&old, &new);
        assert!(parts.len() > 30, "{}", parts.len());
        assert_eq!(parts.iter().flat_map(|part| old[part.0.clone()].to_vec()).collect::<Vec<_>>(), old);
        assert_eq!(parts.iter().flat_map(|part| new[part.1.clone()].to_vec()).collect::<Vec<_>>(), new);
        assert!(parts.iter().skip(1).all(|(was, now)| old[was.start] == new[now.start]));
    }

    #[test]
    fn short_texts_are_one_part() {
        assert_eq!(parts(&[1, 2, 3, 4], &[1, 2, 3, 5]), [(0..4, 0..4)]);
    }
}
