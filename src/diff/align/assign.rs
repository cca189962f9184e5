//! The best assignment of all: of the pairs that may be, those of the greatest sum of weights, each side
//! used once. Greedy choice takes the best pair first and leaves others without theirs.

use std::{cmp::Reverse, collections::BinaryHeap};

/// A pair that may be: a row, a column, and how good it is, above 0.
pub(super) type Pair = (usize, usize, f64);

/// The best assignment, as indices of `pairs`, rising. The Hungarian method on sparse pairs: for each row the
/// cheapest way through rows that are settled already (successive shortest paths with potentials). A row
/// may also stay alone, which is worth nothing.
pub(super) fn assign(rows: usize, columns: usize, pairs: &[Pair]) -> Vec<usize> {
    let mut solver = Solver::new(rows, columns, pairs);
    (0..rows).for_each(|row| solver.settle(row));
    let mut chosen: Vec<usize> = solver.by_row.iter().filter_map(|edge| *edge).filter(|edge| *edge < pairs.len()).collect();
    chosen.sort_unstable();
    chosen
}

/// A distance in the queue, nearest first, then by column.
#[derive(PartialEq)]
struct Near(f64, usize);

impl Eq for Near {}

impl Ord for Near {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0).then(self.1.cmp(&other.1))
    }
}

impl PartialOrd for Near {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

struct Solver {
    /// Row, column, cost; for each row a last one to a column of its own, for staying alone.
    edges: Vec<(usize, usize, f64)>,
    of_row: Vec<Vec<usize>>,
    /// The edge that a row or a column has.
    by_row: Vec<Option<usize>>,
    by_column: Vec<Option<usize>>,
    row_price: Vec<f64>,
    column_price: Vec<f64>,
    /// Of the present search: how far, by which edge; reset after it.
    far: Vec<f64>,
    way: Vec<usize>,
}

impl Solver {
    fn new(rows: usize, columns: usize, pairs: &[Pair]) -> Self {
        let alone = (0..rows).map(|row| (row, columns + row, 1.0));
        let edges: Vec<_> = pairs.iter().map(|(row, column, worth)| (*row, *column, 1.0 - worth)).chain(alone).collect();
        let mut of_row = vec![Vec::new(); rows];
        edges.iter().enumerate().for_each(|(at, (row, ..))| of_row[*row].push(at));
        let width = columns + rows;
        Self {
            row_price: of_row.iter().map(|its| its.iter().map(|at| edges[*at].2).fold(f64::INFINITY, f64::min)).collect(),
            of_row,
            edges,
            by_row: vec![None; rows],
            by_column: vec![None; width],
            column_price: vec![0.0; width],
            far: vec![f64::INFINITY; width],
            way: vec![usize::MAX; width],
        }
    }

    /// Gives a row its column, moving others on where that is best for all.
    fn settle(&mut self, row: usize) {
        let mut queue = BinaryHeap::new();
        let mut seen = Vec::new();
        let mut done: Vec<(usize, f64)> = Vec::new();
        self.look(row, 0.0, &mut queue, &mut seen);
        let mut end = None;
        while let Some(Reverse(Near(distance, column))) = queue.pop() {
            if distance > self.far[column] {
                continue;
            }
            let Some(edge) = self.by_column[column] else {
                end = Some((column, distance));
                break;
            };
            done.push((column, distance));
            self.look(self.edges[edge].0, distance, &mut queue, &mut seen);
        }
        if let Some((column, distance)) = end {
            self.reprice(row, distance, &done);
            self.hand_on(column);
        }
        for column in seen {
            (self.far[column], self.way[column]) = (f64::INFINITY, usize::MAX);
        }
    }

    /// Looks from a row at all its columns.
    fn look(&mut self, row: usize, distance: f64, queue: &mut BinaryHeap<Reverse<Near>>, seen: &mut Vec<usize>) {
        for at in &self.of_row[row] {
            let (_, column, cost) = self.edges[*at];
            let there = distance + (cost - self.row_price[row] - self.column_price[column]).max(0.0);
            if there < self.far[column] {
                self.far[column] = there;
                self.way[column] = *at;
                seen.push(column);
                queue.push(Reverse(Near(there, column)));
            }
        }
    }

    fn reprice(&mut self, row: usize, distance: f64, done: &[(usize, f64)]) {
        self.row_price[row] += distance;
        for (column, there) in done {
            self.column_price[*column] -= distance - there;
            if let Some(edge) = self.by_column[*column] {
                self.row_price[self.edges[edge].0] += distance - there;
            }
        }
    }

    /// Gives the column at the end of the way to the row before it, that row's column to the one before, and so on.
    fn hand_on(&mut self, mut column: usize) {
        loop {
            let edge = self.way[column];
            let owner = self.edges[edge].0;
            let left = self.by_row[owner].replace(edge);
            self.by_column[column] = Some(edge);
            match left {
                Some(left) => column = self.edges[left].1,
                None => break,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The greatest sum, by trying everything.
    fn greatest(rows: usize, taken: &mut Vec<bool>, pairs: &[Pair]) -> f64 {
        let Some(row) = rows.checked_sub(1) else { return 0.0 };
        let mut best = greatest(row, taken, pairs);
        for (_, column, worth) in pairs.iter().filter(|pair| pair.0 == row) {
            if !taken[*column] {
                taken[*column] = true;
                best = best.max(worth + greatest(row, taken, pairs));
                taken[*column] = false;
            }
        }
        best
    }

    proptest! {
        #[test]
        fn no_other_assignment_is_worth_more(worths in proptest::collection::vec(proptest::option::of(1..100u32), 25)) {
            let pairs: Vec<Pair> = worths
                .iter()
                .enumerate()
                .filter_map(|(at, worth)| worth.map(|worth| (at / 5, at % 5, f64::from(worth) / 100.0)))
                .collect();
            let chosen = assign(5, 5, &pairs);
            let sum: f64 = chosen.iter().map(|at| pairs[*at].2).sum();
            prop_assert!((sum - greatest(5, &mut vec![false; 5], &pairs)).abs() < 1e-9);
            for side in [|pair: &Pair| pair.0, |pair: &Pair| pair.1] {
                let mut used: Vec<usize> = chosen.iter().map(|at| side(&pairs[*at])).collect();
                used.sort_unstable();
                prop_assert!(used.windows(2).all(|two| two[0] != two[1]), "used twice");
            }
        }
    }
}
