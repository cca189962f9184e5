//! Headings that belong together by what stands below them, whatever their own words.

use super::{
    super::{Reason, Relation},
    HeadLink, Work,
};
use std::collections::BTreeMap;

/// Two headings are the same when this share of the words below them is.
const ANSWER: f64 = 0.4;

/// One is part of another when this share of the words below it stands below that.
const MOST: f64 = 0.6;

/// Pairs headings that no words brought together, when most of what stands below them moved from the one to
/// the other; one whose texts went mostly below the heading that its neighbour became is part of that.
pub(super) fn link(work: &mut Work) {
    let votes = votes(work);
    // What is part of another makes way for what stands behind it.
    while votes.iter().filter(|(pair, words)| paired(work, *pair, *words)).count() > 0 {}
}

/// Pairs two headings that have so many words in common, where they may be paired: says whether.
fn paired(work: &mut Work, (old, new): (usize, usize), words: usize) -> bool {
    let free_old = work.heads.iter().all(|link| link.old != old);
    let free_new = work.heads.iter().all(|link| link.new != new);
    let merged = || [old.wrapping_sub(1), old + 1].iter().any(|near| work.are_linked(*near, new));
    let split = || [new.wrapping_sub(1), new + 1].iter().any(|near| work.are_linked(old, *near));
    let [was, is] = [work.old.bodies[old].words.len(), work.new.bodies[new].words.len()];
    let share = |all: usize| (words as f64 / all.max(1) as f64).min(1.0);
    let both = share((was + is) / 2);
    let (relation, share) = match (free_old, free_new) {
        (true, true) if both >= ANSWER => (Relation::Same, both),
        (true, false) if share(was) >= MOST && merged() => (Relation::MergedInto, share(was)),
        (false, true) if share(is) >= MOST && split() => (Relation::SplitOff, share(is)),
        _ => return false,
    };
    work.heads.push(HeadLink { old, new, relation, because: Reason::Answer, score: Some(share), moved: false });
    true
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
