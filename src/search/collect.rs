//! Gathers the entries that a query matches; those that say the same are one.

use super::{
    find::Order,
    index::{DAY, KEY, PAST, SAME},
};
use std::{
    cmp::Reverse,
    collections::HashMap,
    hash::{BuildHasherDefault, Hasher},
};
use tantivy::{
    DocAddress, DocId, Score, SegmentOrdinal, SegmentReader,
    collector::{Collector, SegmentCollector},
    columnar::Column,
};

/// Gathers every match.
pub(super) struct All;

/// An entry that matches.
#[derive(Debug, Clone, Copy)]
pub(super) struct Match {
    score: Score,
    day: Option<i64>,
    same: u64,
    key: u64,
    address: DocAddress,
}

/// Entries that say the same.
#[derive(Debug, Clone, Copy)]
pub(super) struct Group {
    /// How well the best of them matches, in thousandths: small differences come from the order of sums.
    pub(super) score: i64,
    /// The latest of them.
    pub(super) latest: DocAddress,
    /// How many they are.
    pub(super) count: usize,
    day: Option<i64>,
    key: u64,
}

/// The matches in one part of the index.
pub(super) struct Part {
    number: SegmentOrdinal,
    day: Column<i64>,
    same: Column<u64>,
    key: Column<u64>,
    past: Column<bool>,
    matches: Vec<Match>,
}

/// How much a match counts in a position that no longer holds: at nearly the same score, what holds comes first.
const NO_LONGER: Score = 0.8;

impl Collector for All {
    type Fruit = Vec<Match>;
    type Child = Part;

    fn for_segment(&self, number: SegmentOrdinal, part: &SegmentReader) -> tantivy::Result<Part> {
        let columns = part.fast_fields();
        let (day, same, key, past) = (columns.i64(DAY)?, columns.u64(SAME)?, columns.u64(KEY)?, columns.bool(PAST)?);
        Ok(Part { number, day, same, key, past, matches: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        true
    }

    fn merge_fruits(&self, parts: Vec<Vec<Match>>) -> tantivy::Result<Vec<Match>> {
        Ok(parts.into_iter().flatten().collect())
    }
}

impl SegmentCollector for Part {
    type Fruit = Vec<Match>;

    fn collect(&mut self, entry: DocId, score: Score) {
        let number = |column: &Column<u64>| column.first(entry).unwrap_or_default();
        let (day, same, key) = (self.day.first(entry), number(&self.same), number(&self.key));
        let score = if self.past.first(entry).unwrap_or_default() { score * NO_LONGER } else { score };
        self.matches.push(Match { score, day, same, key, address: DocAddress::new(self.number, entry) });
    }

    fn harvest(self) -> Vec<Match> {
        self.matches
    }
}

impl Group {
    fn of(one: Match) -> Self {
        Self { score: (one.score * 1000.0).round() as i64, latest: one.address, count: 1, day: one.day, key: one.key }
    }

    fn join(&mut self, other: Self) {
        self.score = self.score.max(other.score);
        self.count += other.count;
        if (other.day, other.key) > (self.day, self.key) {
            (self.day, self.key, self.latest) = (other.day, other.key, other.latest);
        }
    }

    /// What comes before others is smaller.
    fn rank(&self, order: Order) -> Reverse<(i64, i64)> {
        let day = self.day.unwrap_or(i64::MIN);
        Reverse(match order {
            Order::Relevance => (self.score, day),
            Order::Date => (day, self.score),
        })
    }

    /// Whether two groups are equally good.
    pub(super) fn equals(&self, other: &Self) -> bool {
        (self.score, self.day) == (other.score, other.day)
    }
}

/// The most equals to put in order.
const EQUALS: usize = 100;

/// Hashes what is a hash already.
#[derive(Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = crate::text::hash(bytes.iter().copied());
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

/// The first `most` groups in order, and those that are no worse than the last of them, as far as a
/// person could want to see them: the caller puts equals in order.
pub(super) fn grouped(matches: Vec<Match>, order: Order, most: usize) -> (Vec<Group>, usize) {
    let mut groups: HashMap<u64, Group, BuildHasherDefault<AsItIs>> = HashMap::with_capacity_and_hasher(matches.len(), Default::default());
    for one in matches {
        let group = Group::of(one);
        groups.entry(one.same).and_modify(|other| other.join(group)).or_insert(group);
    }
    let mut groups: Vec<Group> = groups.into_values().collect();
    let count = groups.len();
    let place = |group: &Group| (group.rank(order), group.key);
    let needed = most.saturating_add(EQUALS);
    if count > needed {
        groups.select_nth_unstable_by_key(needed, place);
        groups.truncate(needed);
    }
    groups.sort_unstable_by_key(place);
    let last = groups.get(most.saturating_sub(1)).map(|group| group.rank(order));
    let equal = groups.iter().take_while(|group| last.is_none_or(|last| group.rank(order) <= last));
    let kept = equal.count();
    groups.truncate(kept);
    (groups, count)
}
