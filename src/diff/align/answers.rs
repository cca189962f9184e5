//! Headings that belong together by what stands below them, whatever their own words.

use super::{
    super::{Reason, Relation},
    HeadLink, Work,
};
use std::collections::{BTreeMap, BTreeSet};

/// Two headings are the same when this share of the words below them is.
const ANSWER: f64 = 0.4;

/// One is part of another when this share of the words below it stands below that.
const MOST: f64 = 0.6;

/// Pairs headings that no words brought together, when most of what stands below them moved from the one to
/// the other; one whose texts went mostly below the heading that its neighbour became is part of that.
pub(super) fn link(work: &mut Work) {
    let (mut free_old, mut free_new) = (vec![true; work.old.titles.len()], vec![true; work.new.titles.len()]);
    for link in &work.heads {
        (free_old[link.old], free_new[link.new]) = (false, false);
    }
    let linked: BTreeSet<(usize, usize)> = work.heads.iter().map(|link| (link.old, link.new)).collect();
    let merged = |old: usize, new: usize| [old.wrapping_sub(1), old + 1].iter().any(|near| linked.contains(&(*near, new)));
    let split = |old: usize, new: usize| [new.wrapping_sub(1), new + 1].iter().any(|near| linked.contains(&(old, *near)));
    for ((old, new), words) in votes(work) {
        let [was, is] = [work.old.bodies[old].words.len(), work.new.bodies[new].words.len()];
        let share = |all: usize| (words as f64 / all.max(1) as f64).min(1.0);
        let both = share((was + is) / 2);
        let (relation, share) = match (free_old[old], free_new[new]) {
            (true, true) if both >= ANSWER => (Relation::Same, both),
            (true, false) if share(was) >= MOST && merged(old, new) => (Relation::MergedInto, share(was)),
            (false, true) if share(is) >= MOST && split(old, new) => (Relation::SplitOff, share(is)),
            _ => continue,
        };
        (free_old[old], free_new[new]) = (false, false);
        work.heads.push(HeadLink { old, new, relation, because: Reason::Answer, score: Some(share), moved: false });
    }
}

/// How many words each two headings of one kind have in texts that belong together; most first.
fn votes(work: &Work) -> Vec<((usize, usize), usize)> {
    let mut votes: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for link in &work.leaves {
        let pair = (work.old.head(link.old[0]), work.new.head(link.new[0]));
        let words = work.old.leaves[link.old[0]].words.len().min(work.new.leaves[link.new[0]].words.len());
        if work.old.flat.heads[pair.0].head.kind == work.new.flat.heads[pair.1].head.kind {
            *votes.entry(pair).or_default() += words;
        }
    }
    let mut votes: Vec<_> = votes.into_iter().collect();
    votes.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    votes
}
