//! Which pairs stay in place, when others have to move.

/// A pair of places, one in each version, and how many words stay where it is kept.
pub(super) type Pair = (usize, usize, usize);

/// The pairs of greatest weight that stand in the same order in both versions, each place once.
/// `n` log `n`: a Fenwick tree of the best chain that ends before each new place.
pub(super) fn heaviest(mut pairs: Vec<Pair>) -> Vec<Pair> {
    // Of one old place the later new ones first, so that no chain takes two.
    pairs.sort_by_key(|&(old, new, _)| (old, std::cmp::Reverse(new)));
    let width = pairs.iter().map(|pair| pair.1 + 1).max().unwrap_or(0);
    let mut best: Vec<Option<usize>> = vec![None; width + 1];
    let (mut sums, mut before): (Vec<usize>, Vec<Option<usize>>) = (Vec::new(), Vec::new());
    for (at, &(_, new, weight)) in pairs.iter().enumerate() {
        let above = ahead(&best, new, &sums);
        sums.push(weight + 1 + above.map_or(0, |above| sums[above]));
        before.push(above);
        let mut place = new + 1;
        while place <= width {
            if best[place].is_none_or(|other| sums[other] < sums[at]) {
                best[place] = Some(at);
            }
            place += place & place.wrapping_neg();
        }
    }
    let mut chain: Vec<Pair> = std::iter::successors(ahead(&best, width, &sums), |at| before[*at]).map(|at| pairs[at]).collect();
    chain.reverse();
    chain
}

/// The best chain that ends before a new place.
fn ahead(best: &[Option<usize>], new: usize, sums: &[usize]) -> Option<usize> {
    let mut place = new;
    let mut found: Option<usize> = None;
    while place > 0 {
        if let Some(here) = best[place].filter(|here| found.is_none_or(|found| sums[found] < sums[*here])) {
            found = Some(here);
        }
        place -= place & place.wrapping_neg();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longer_text_stays_and_the_shorter_moves() {
        assert_eq!(heaviest(vec![(0, 1, 3), (1, 0, 40), (2, 2, 5)]), [(1, 0, 40), (2, 2, 5)]);
        assert_eq!(heaviest(vec![(0, 0, 1), (0, 1, 9), (1, 1, 2)]), [(0, 1, 9)]);
        assert_eq!(heaviest(Vec::new()), []);
    }
}
