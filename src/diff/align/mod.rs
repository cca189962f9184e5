//! Which heading of the old document is which of the new one, and which text.
//!
//! Headings first (`heads`): what somebody says or the library declares, then likeness, by the best
//! assignment of all, then what became part of another (`contained`). Then texts: in order below headings that
//! belong together (`texts`), then what moved elsewhere (`moves`), by which more headings are found (`answers`,
//! and by id what is left of one consultation), then what was split or merged (`parts`), what begins alike
//! (`leads`) and what stands in the place of something else. Every limit here was measured on perturbed responses
//! with known truth; `examples/diff_accuracy.rs` measures again.

mod answers;
mod assign;
mod candidates;
mod chain;
mod contained;
mod heads;
mod leads;
mod likeness;
mod moves;
mod parts;
mod texts;

use super::{HeadKind, Known, LeafKind, Reason, Relation, flat::Flat};
use likeness::{Bag, Corpus};
use std::collections::BTreeSet;

/// What belongs together.
#[derive(Debug, Default)]
pub(super) struct Links {
    pub(super) heads: Vec<HeadLink>,
    pub(super) leaves: Vec<LeafLink>,
}

/// A heading of the old document and one of the new that belong together.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct HeadLink {
    pub(super) old: usize,
    pub(super) new: usize,
    /// Neither `new` nor `gone`.
    pub(super) relation: Relation,
    pub(super) because: Reason,
    pub(super) score: Option<f64>,
    pub(super) moved: bool,
}

/// Texts that belong together: one of each, or one and several that follow each other.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct LeafLink {
    pub(super) old: Vec<usize>,
    pub(super) new: Vec<usize>,
    pub(super) score: f64,
    pub(super) moved: bool,
}

/// Aligns two documents. The other way round gives the mirror: the two are always looked at in one order.
pub(super) fn align(old: &Flat, new: &Flat, known: &Known) -> Links {
    match order_of(old).gt(order_of(new)) {
        true => one_way(new, old, &known.mirrored()).mirrored(),
        false => one_way(old, new, known),
    }
}

/// Everything that alignment looks at.
fn order_of(flat: &Flat) -> impl Iterator<Item = (&str, &str, HeadKind, usize)> {
    let leaves = flat.leaves.iter().map(|it| (it.text.text.as_str(), "", HeadKind::Front, it.leaf.head));
    leaves.chain(flat.heads.iter().map(|it| (it.title.text.as_str(), it.head.id.as_str(), it.head.kind, it.leaves.end)))
}

fn one_way(old: &Flat, new: &Flat, known: &Known) -> Links {
    let mut work = Work::new(old, new);
    heads::link(&mut work, known);
    texts::in_order(&mut work);
    texts::reordered(&mut work);
    moves::link(&mut work);
    answers::link(&mut work);
    heads::link_by_id(&mut work, known);
    // Below the headings that were found since.
    texts::in_order(&mut work);
    parts::link(&mut work);
    leads::link(&mut work);
    texts::fill(&mut work);
    work.finish()
}

/// Two documents while they are aligned.
struct Work<'f> {
    old: Words<'f>,
    new: Words<'f>,
    heads: Vec<HeadLink>,
    leaves: Vec<LeafLink>,
}

/// A document in words.
struct Words<'f> {
    flat: &'f Flat,
    titles: Vec<Bag>,
    /// Of each heading all that stands below it.
    bodies: Vec<Bag>,
    leaves: Vec<Bag>,
    /// Texts that no link has yet.
    free: Vec<bool>,
}

impl<'f> Work<'f> {
    fn new(old: &'f Flat, new: &'f Flat) -> Self {
        let texts = |flat: &'f Flat| flat.leaves.iter().map(|it| it.text.text.as_str());
        let titles = |flat: &'f Flat| flat.heads.iter().map(|it| (it.title.text.as_str(), heads::is_question(it)));
        let (was, is) = Corpus::of_texts(texts(old), texts(new));
        let (was_titles, is_titles) = Corpus::of_titles(titles(old), titles(new));
        let (old, new) = (Words::new(old, was, was_titles), Words::new(new, is, is_titles));
        Self { old, new, heads: Vec::new(), leaves: Vec::new() }
    }

    fn pair(&mut self, old: usize, new: usize, score: f64) {
        self.old.free[old] = false;
        self.new.free[new] = false;
        self.leaves.push(LeafLink { old: vec![old], new: vec![new], score, moved: false });
    }

    /// Whether the headings that two texts stand under belong together.
    fn belong(&self, old: usize, new: usize) -> bool {
        self.are_linked(self.old.head(old), self.new.head(new))
    }

    fn are_linked(&self, old: usize, new: usize) -> bool {
        self.heads.iter().any(|link| link.old == old && link.new == new)
    }

    fn likeness(&self, old: usize, new: usize) -> f64 {
        likeness::likeness(&self.old.leaves[old], &self.new.leaves[new])
    }

    /// Says what moved: texts whose headings do not belong together, and all that stands in another order.
    fn finish(mut self) -> Links {
        heads::mark_moved(&mut self);
        self.leaves.sort_by_key(|link| (link.new[0], link.old[0]));
        let pairs: BTreeSet<(usize, usize)> = self.heads.iter().map(|link| (link.old, link.new)).collect();
        let place = |link: &LeafLink| (self.old.head(link.old[0]), self.new.head(link.new[0]));
        let places: Vec<(usize, usize)> = self.leaves.iter().map(place).collect();
        for pair in places.iter().collect::<BTreeSet<_>>() {
            let inside: Vec<usize> = (0..places.len()).filter(|at| places[*at] == *pair).collect();
            let kept = chain::longest(inside.iter().map(|at| self.leaves[*at].old[0]));
            for (at, kept) in inside.into_iter().zip(kept) {
                self.leaves[at].moved = !kept || !pairs.contains(pair);
            }
        }
        Links { heads: self.heads, leaves: self.leaves }
    }
}

impl<'f> Words<'f> {
    fn new(flat: &'f Flat, leaves: Vec<Bag>, titles: Vec<Bag>) -> Self {
        let bodies = flat.heads.iter().map(|head| Bag::sum(&leaves[head.leaves.clone()])).collect();
        Self { flat, titles, bodies, free: vec![true; leaves.len()], leaves }
    }

    /// The heading that a text stands under.
    fn head(&self, leaf: usize) -> usize {
        self.flat.leaves[leaf].leaf.head
    }

    fn is_note(&self, leaf: usize) -> bool {
        self.flat.leaves[leaf].leaf.kind == LeafKind::Note
    }

    fn free_below(&self, head: usize) -> Vec<usize> {
        self.flat.heads[head].leaves.clone().filter(|at| self.free[*at]).collect()
    }
}

impl Links {
    fn mirrored(self) -> Self {
        let head = |link: HeadLink| HeadLink { old: link.new, new: link.old, relation: link.relation.mirrored(), ..link };
        let leaf = |link: LeafLink| LeafLink { old: link.new, new: link.old, ..link };
        Self { heads: self.heads.into_iter().map(head).collect(), leaves: self.leaves.into_iter().map(leaf).collect() }
    }
}

impl Relation {
    /// The same, the other way round.
    fn mirrored(self) -> Self {
        match self {
            Self::Same | Self::PossiblySame => self,
            Self::New => Self::Gone,
            Self::Gone => Self::New,
            Self::SplitOff => Self::MergedInto,
            Self::MergedInto => Self::SplitOff,
        }
    }
}
