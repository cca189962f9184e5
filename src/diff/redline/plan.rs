//! What stays where it is, what goes and what comes: from the links of a [`Diff`], block by block.
//!
//! Rejecting every change must give the older document exactly, so what moved is planned as gone from one
//! place and come at another.

use super::{chain, look, tables};
use crate::{
    diff::{ChangeKind, Diff, Leaf},
    document::{Block, Document, Item, Kind, List, Table},
};
use std::collections::BTreeMap;

/// What happens at a place: indices of blocks, items or rows.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Step {
    /// Both versions have it; with what happens inside, where it holds others.
    Kept(usize, usize, Vec<Step>),
    Deleted(usize),
    Inserted(usize),
}

/// Texts that belong together: how to get to each, and how many words stay.
#[derive(Debug, Clone)]
pub(super) struct Link {
    pub(super) old: Vec<usize>,
    pub(super) new: Vec<usize>,
    words: usize,
}

/// A heading counts as so many words: it says where one is, and stays before any text does.
const HEADING: usize = 1000;

/// All links of a comparison; `order` is where each block of the older document stands.
pub(super) fn links(diff: &Diff, order: &[usize]) -> Vec<Link> {
    let heads = diff.units.iter().filter_map(|unit| {
        let (old, new) = (diff.old.heads.get(unit.old?)?.block?, diff.new.heads.get(unit.new?)?.block?);
        Some(Link { old: vec![old], new: vec![new], words: HEADING })
    });
    let texts = diff.changes().filter(|change| change.kind != ChangeKind::Replaced).flat_map(|change| {
        // Of several the longest would be better; the first is where a reader looks.
        let pairs = change.old.iter().flat_map(|old| change.new.iter().map(move |new| (old, new)));
        pairs.map(|(old, new): (&Leaf, &Leaf)| Link { old: old.path.clone(), new: new.path.clone(), words: change.words.kept })
    });
    let mut links: Vec<Link> = heads.chain(texts).collect();
    for link in &mut links {
        if let Some(first) = link.old.first_mut() {
            *first = order.get(*first).copied().unwrap_or(*first);
        }
    }
    links
}

/// What happens to the blocks of two documents.
pub(super) fn plan(old: &Document, new: &Document, links: &[Link]) -> Vec<Step> {
    let looks = (look::looks(&old.blocks), look::looks(&new.blocks));
    let planned = steps(old.blocks.len(), new.blocks.len(), links.iter(), 0, |at, to, inside| {
        if looks.0.get(at) != looks.1.get(to) {
            return None;
        }
        block(old.blocks.get(at)?, new.blocks.get(to)?, inside, 1)
    });
    tables::settled(planned, &old.blocks, &new.blocks)
}

/// What happens in a run of `old` and `new` things. `keep` says what happens inside two of them that stay, or
/// that they cannot. `depth` is how far links have led.
fn steps<'l>(
    old: usize,
    new: usize,
    links: impl Iterator<Item = &'l Link>,
    depth: usize,
    mut keep: impl FnMut(usize, usize, &[&'l Link]) -> Option<Vec<Step>>,
) -> Vec<Step> {
    let mut groups: BTreeMap<(usize, usize), Vec<&Link>> = BTreeMap::new();
    for link in links {
        if let (Some(at), Some(to)) = (link.old.get(depth), link.new.get(depth)) {
            groups.entry((*at, *to)).or_default().push(link);
        }
    }
    let mut inside: BTreeMap<(usize, usize), Vec<Step>> = BTreeMap::new();
    let mut pairs = Vec::new();
    for ((at, to), links) in groups {
        if let Some(steps) = keep(at, to, &links) {
            inside.insert((at, to), steps);
            pairs.push((at, to, links.iter().map(|link| link.words).sum()));
        }
    }
    let (mut out, mut from, mut here) = (Vec::new(), 0, 0);
    for (at, to, _) in chain::heaviest(pairs) {
        gap(from..at, here..to, &mut out);
        out.push(Step::Kept(at, to, inside.remove(&(at, to)).unwrap_or_default()));
        (from, here) = (at + 1, to + 1);
    }
    gap(from..old, here..new, &mut out);
    out
}

fn gap(gone: std::ops::Range<usize>, come: std::ops::Range<usize>, out: &mut Vec<Step>) {
    out.extend(gone.map(Step::Deleted));
    out.extend(come.map(Step::Inserted));
}

/// What happens inside two blocks of the same look, or nothing where they cannot become one.
fn block(old: &Block, new: &Block, links: &[&Link], depth: usize) -> Option<Vec<Step>> {
    match (&old.kind, &new.kind) {
        (Kind::List(old), Kind::List(new)) => list(old, new, links, depth),
        (Kind::Quote(old), Kind::Quote(new)) => {
            let steps = blocks(&old.blocks, &new.blocks, links, depth);
            steps.iter().any(|step| matches!(step, Step::Kept(..))).then_some(steps)
        }
        (Kind::Table(old), Kind::Table(new)) => table(old, new, links, depth),
        (Kind::Code(old), Kind::Code(new)) => (old == new).then(Vec::new),
        (Kind::Signature(old), Kind::Signature(new)) => (old == new).then(Vec::new),
        _ => (look::look(old) == look::look(new)).then(Vec::new),
    }
}

fn blocks(old: &[Block], new: &[Block], links: &[&Link], depth: usize) -> Vec<Step> {
    steps(old.len(), new.len(), links.iter().copied(), depth, |at, to, inside| block(old.get(at)?, new.get(to)?, inside, depth + 1))
}

fn list(old: &List, new: &List, links: &[&Link], depth: usize) -> Option<Vec<Step>> {
    if (old.ordered, old.of_paragraph) != (new.ordered, new.of_paragraph) {
        return None;
    }
    let item = |item: Option<&Item>| item.map(|item| item.blocks.clone());
    let steps = steps(old.items.len(), new.items.len(), links.iter().copied(), depth, |at, to, inside| {
        let steps = blocks(&item(old.items.get(at))?, &item(new.items.get(to))?, inside, depth + 1);
        // An item is of the version that its first block is of.
        matches!(steps.first(), Some(Step::Kept(0, 0, _))).then_some(steps)
    });
    steps.iter().any(|step| matches!(step, Step::Kept(..))).then_some(steps)
}

/// Rows, where both tables have as many columns; the header stays.
fn table(old: &Table, new: &Table, links: &[&Link], depth: usize) -> Option<Vec<Step>> {
    let columns = |table: &Table| table.rows.iter().map(Vec::len).chain([table.columns.len(), table.header.len()]).max();
    if columns(old) != columns(new) || old.header.len() != new.header.len() {
        return None;
    }
    let rows = links.iter().copied().filter(|link| link.old.get(depth).is_some_and(|row| *row > 0));
    let rows = rows.filter(|link| link.new.get(depth).is_some_and(|row| *row > 0));
    let steps = steps(old.rows.len() + 1, new.rows.len() + 1, rows, depth, |at, to, _| {
        (old.rows.get(at.checked_sub(1)?)?.len() == new.rows.get(to.checked_sub(1)?)?.len()).then(Vec::new)
    });
    // The header is row 0 of both, whatever it says.
    let rows = steps.into_iter().filter(|step| !matches!(step, Step::Deleted(0) | Step::Inserted(0)));
    Some(std::iter::once(Step::Kept(0, 0, Vec::new())).chain(rows).collect())
}
