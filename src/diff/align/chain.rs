//! The best order-preserving choice among pairs.

/// Which of a sequence of numbers belong to its longest increasing part.
pub(super) fn longest(values: impl Iterator<Item = usize>) -> Vec<bool> {
    let values: Vec<usize> = values.collect();
    let pairs: Vec<(usize, usize, f64)> = values.iter().enumerate().map(|(at, value)| (at, *value, 1.0)).collect();
    let mut kept = vec![false; values.len()];
    heaviest(&pairs).into_iter().for_each(|at| kept[pairs[at].0] = true);
    kept
}

/// The chain of pairs, rising strictly on both sides, of the greatest sum of weights: indices of `pairs`,
/// rising. n log n.
pub(super) fn heaviest(pairs: &[(usize, usize, f64)]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..pairs.len()).collect();
    // Of one left side the greater right sides first, so that none builds upon another.
    order.sort_by_key(|at| (pairs[*at].0, std::cmp::Reverse(pairs[*at].1)));
    let width = pairs.iter().map(|pair| pair.1 + 1).max().unwrap_or(0);
    let mut best = Best { tree: vec![None; width + 1] };
    let mut before: Vec<Option<usize>> = vec![None; pairs.len()];
    let mut sums = vec![0.0; pairs.len()];
    for at in order {
        let (_, right, weight) = pairs[at];
        let link = best.below(right);
        before[at] = link.map(|(_, at)| at);
        sums[at] = weight + link.map_or(0.0, |(sum, _)| sum);
        best.put(right, (sums[at], at));
    }
    let mut chain = Vec::new();
    let mut next = best.below(width).map(|(_, at)| at);
    while let Some(at) = next {
        chain.push(at);
        next = before[at];
    }
    chain.reverse();
    chain
}

/// The best chain that ends below a right side: a Fenwick tree of maxima.
struct Best {
    tree: Vec<Option<(f64, usize)>>,
}

impl Best {
    fn put(&mut self, right: usize, chain: (f64, usize)) {
        let mut at = right + 1;
        while at < self.tree.len() {
            if self.tree[at].is_none_or(|(sum, _)| sum < chain.0) {
                self.tree[at] = Some(chain);
            }
            at += at & at.wrapping_neg();
        }
    }

    fn below(&self, right: usize) -> Option<(f64, usize)> {
        let (mut at, mut best) = (right, None);
        while at > 0 {
            if let Some((sum, _)) = self.tree[at]
                && best.is_none_or(|(most, _)| most < sum)
            {
                best = self.tree[at];
            }
            at -= at & at.wrapping_neg();
        }
        best
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_increasing_part_is_kept() {
        assert_eq!(longest([3, 0, 1, 4, 5].into_iter()), [false, true, true, true, true]);
        assert!(longest([].into_iter()).is_empty());
    }

    #[test]
    fn a_heavy_pair_outweighs_two_light_ones() {
        assert_eq!(heaviest(&[(0, 2, 0.9), (1, 0, 0.3), (2, 1, 0.3)]), [0]);
        assert_eq!(heaviest(&[(0, 0, 0.5), (0, 1, 0.6), (1, 1, 0.5)]), [0, 2]);
    }
}
