//! Which heading is which: what is known, then likeness, then what is part of another.

use super::{
    super::{HeadKind, Known, Reason, Relation, flat::FlatHead},
    HeadLink, Words, Work,
    assign::{self, Pair},
    candidates, chain,
    contained::containers,
    likeness::{Bag, likeness, shared},
};
use std::collections::{BTreeMap, BTreeSet};

/// From here two headings are the same.
const SAME: f64 = 0.50;

/// From here they possibly are: a person should say.
const POSSIBLY: f64 = 0.36;

/// How much the words of the heading, what stands below it, its place and its number count.
const TITLE: f64 = 0.82;
const BODY: f64 = 0.13;
const PLACE: f64 = 0.03;
const NUMBER: f64 = 0.02;

/// Two answers on one matter share this much by chance: where questions have the same words, only more says which of
/// them is which.
const BY_CHANCE: f64 = 0.2;

/// How much it counts that the headings before and behind belong together too: it decides between headings
/// that read alike.
const NEIGHBOURS: f64 = 0.06;

/// A heading whose words weigh less than this (about one rare word) counts for less in favour of what stands
/// below it, but for half at least.
const TELLING: f64 = 3.0;
const LEAST_TELLING: f64 = 0.5;

/// The same id in the same consultation is the same question when its words are as alike as this:
/// departments renumber drafts.
const SAME_ID: f64 = 0.5;

/// Links headings.
pub(super) fn link(work: &mut Work, known: &Known) {
    let mut open = Open::new(work);
    open.pair(0, 0, Relation::Same, Reason::Place, None);
    open.declared(&known.pinned, Reason::Pinned);
    open.declared(&known.lineage, Reason::Lineage);
    if known.same_consultation {
        open.same_ids();
    }
    open.alike(is_question);
    open.alike(|head| matches!(head.head.kind, HeadKind::Section | HeadKind::Heading));
    open.contained();
    work.heads = open.links;
}

pub(super) fn is_question(head: &FlatHead) -> bool {
    head.head.kind == HeadKind::Question
}

/// Headings that have no other yet, and the links so far.
struct Open<'w, 'f> {
    old: &'w Words<'f>,
    new: &'w Words<'f>,
    links: Vec<HeadLink>,
    free_old: BTreeSet<usize>,
    free_new: BTreeSet<usize>,
}

impl<'w, 'f> Open<'w, 'f> {
    fn new(work: &'w Work<'f>) -> Self {
        let all = |words: &Words| (0..words.titles.len()).collect();
        Self { old: &work.old, new: &work.new, links: Vec::new(), free_old: all(&work.old), free_new: all(&work.new) }
    }

    fn pair(&mut self, old: usize, new: usize, relation: Relation, because: Reason, score: Option<f64>) {
        if relation != Relation::SplitOff {
            self.free_old.remove(&old);
        }
        if relation != Relation::MergedInto {
            self.free_new.remove(&new);
        }
        self.links.push(HeadLink { old, new, relation, because, score, moved: false });
    }

    /// What somebody says. Two that are said of one question are split or merged, but for one that is asked again in its
    /// own words.
    fn declared(&mut self, pairs: &[(String, String)], because: Reason) {
        let (old, new) = (questions(self.old), questions(self.new));
        for (from, to) in pairs {
            let (Some(a), Some(b)) = (old.get(from.as_str()), new.get(to.as_str())) else { continue };
            match (self.free_old.contains(a), self.free_new.contains(b)) {
                (true, true) => self.pair(*a, *b, Relation::Same, because, None),
                (false, true) if !self.is_asked(&self.free_old, self.old, &self.new.titles[*b]) => {
                    self.pair(*a, *b, Relation::SplitOff, because, None);
                }
                (true, false) if !self.is_asked(&self.free_new, self.new, &self.old.titles[*a]) => {
                    self.pair(*a, *b, Relation::MergedInto, because, None);
                }
                _ => {}
            }
        }
    }

    /// Whether a question of these words is among those that are free.
    fn is_asked(&self, free: &BTreeSet<usize>, words: &Words, title: &Bag) -> bool {
        free.iter().any(|at| is_question(&words.flat.heads[*at]) && words.titles[*at].words == title.words)
    }

    fn same_ids(&mut self) {
        let new = questions(self.new);
        for (id, a) in questions(self.old) {
            if let Some(b) = new.get(id).filter(|b| self.free_new.contains(b))
                && self.free_old.contains(&a)
                && self.title_likeness(a, *b) >= SAME_ID
            {
                self.pair(a, *b, Relation::Same, Reason::Id, None);
            }
        }
    }

    /// The best assignment of all by likeness.
    fn alike(&mut self, kind: fn(&FlatHead) -> bool) {
        let of = |free: &BTreeSet<usize>, words: &Words| free.iter().copied().filter(|at| kind(&words.flat.heads[*at])).collect::<Vec<_>>();
        let (old, new) = (of(&self.free_old, self.old), of(&self.free_new, self.new));
        let mut found: BTreeSet<(usize, usize)> = candidates::pairs(&old, &self.old.titles, &new, &self.new.titles).into_iter().collect();
        found.extend(candidates::pairs(&old, &self.old.bodies, &new, &self.new.bodies));
        let score = |(a, b): (usize, usize)| Some((a, b, self.score(a, b)?));
        let pairs: Vec<_> = found.into_iter().filter_map(score).collect();
        let first = self.best(&pairs);
        let of_old: BTreeMap<usize, usize> =
            first.iter().map(|(a, b, _)| (*a, *b)).chain(self.links.iter().map(|it| (it.old, it.new))).collect();
        let beside = |(a, b, score): &Pair| (*a, *b, score + NEIGHBOURS * neighbours(&of_old, *a, *b));
        for (a, b, score) in self.best(&pairs.iter().map(beside).collect::<Vec<_>>()) {
            let beyond_doubt = score >= SAME || self.asks_the_same(a, b) && (self.has_one_id(a, b) || neighbours(&of_old, a, b) > 0.0);
            let relation = if beyond_doubt { Relation::Same } else { Relation::PossiblySame };
            self.pair(a, b, relation, Reason::Words, self.score(a, b).map(|own| own.min(1.0)));
        }
    }

    /// The best assignment of the pairs that are alike enough.
    fn best(&self, pairs: &[Pair]) -> Vec<Pair> {
        let pairs: Vec<Pair> = pairs.iter().copied().filter(|(.., score)| *score >= POSSIBLY).collect();
        let chosen = assign::assign(self.old.titles.len(), self.new.titles.len(), &pairs);
        chosen.into_iter().map(|at| pairs[at]).collect()
    }

    /// How likely two headings are the same, where it is worth saying.
    fn score(&self, a: usize, b: usize) -> Option<f64> {
        let telling = telling(self.old, a).min(telling(self.new, b));
        let (title, body) = (TITLE * telling, TITLE + BODY - TITLE * telling);
        let title = title * self.title_likeness(a, b);
        if title + body + PLACE + NUMBER + NEIGHBOURS < POSSIBLY {
            return None;
        }
        let place = |at: usize, words: &Words| at as f64 / words.titles.len() as f64;
        let near = 1.0 - (place(a, self.old) - place(b, self.new)).abs();
        let number = if self.has_one_id(a, b) { NUMBER } else { 0.0 };
        let by_chance = if self.asks_the_same(a, b) { BY_CHANCE } else { 0.0 };
        let both = shared(&self.old.bodies[a], &self.new.bodies[b]).both;
        let both = ((both - by_chance) / (1.0 - by_chance)).max(0.0);
        let score = title + body * both + PLACE * near + number;
        (score + NEIGHBOURS >= POSSIBLY).then_some(score)
    }

    /// Whether two headings have the same words in one order. Where others have them too, they weigh next to nothing, and
    /// what stands beside them or their number says which is which.
    fn asks_the_same(&self, a: usize, b: usize) -> bool {
        let (was, is) = (&self.old.titles[a].words, &self.new.titles[b].words);
        was == is && !was.is_empty()
    }

    fn has_one_id(&self, a: usize, b: usize) -> bool {
        self.old.flat.heads[a].head.id == self.new.flat.heads[b].head.id
    }

    fn title_likeness(&self, a: usize, b: usize) -> f64 {
        likeness(&self.old.titles[a], &self.new.titles[b])
    }

    /// The heading that each has, by `ends` of a link.
    fn partners(&self, ends: fn(&HeadLink) -> (usize, usize)) -> BTreeMap<usize, usize> {
        self.links.iter().map(ends).collect()
    }

    /// Questions without another that are mostly contained in a question of the other side: merged there,
    /// or split off from it.
    fn contained(&mut self) {
        let (of_new, of_old) = (self.partners(|link| (link.new, link.old)), self.partners(|link| (link.old, link.new)));
        for (a, b, score) in containers((self.old, &self.free_old), (self.new, &of_new)) {
            self.pair(a, b, Relation::MergedInto, Reason::Contained, Some(score));
        }
        for (b, a, score) in containers((self.new, &self.free_new), (self.old, &of_old)) {
            self.pair(a, b, Relation::SplitOff, Reason::Contained, Some(score));
        }
    }
}

/// How much of what stands beside two headings belongs together: the ones before, the ones behind, 0 to 1.
fn neighbours(of_old: &BTreeMap<usize, usize>, a: usize, b: usize) -> f64 {
    let before = a > 0 && b > 0 && of_old.get(&(a - 1)) == Some(&(b - 1));
    let behind = of_old.get(&(a + 1)) == Some(&(b + 1));
    f64::from(u8::from(before) + u8::from(behind)) / 2.0
}

/// How much the words of a heading tell, 0 to 1: "Recommendations" tells little, all the more where there
/// are several. Where nothing stands below a heading, its words are all there is.
pub(super) fn telling(words: &Words, head: usize) -> f64 {
    if words.bodies[head].words.is_empty() {
        return 1.0;
    }
    (words.titles[head].weight / TELLING).clamp(LEAST_TELLING, 1.0)
}

/// The questions of a document by id.
fn questions<'f>(words: &Words<'f>) -> BTreeMap<&'f str, usize> {
    let all = words.flat.heads.iter().enumerate().filter(|(_, head)| is_question(head));
    all.map(|(at, head)| (head.head.id.as_str(), at)).collect()
}

/// Pairs what is left of a consultation's questions under one id: most likely they were put in other words, and a
/// person should say.
pub(super) fn link_by_id(work: &mut Work, known: &Known) {
    if !known.same_consultation {
        return;
    }
    let (was, is): (BTreeSet<usize>, BTreeSet<usize>) = work.heads.iter().map(|link| (link.old, link.new)).unzip();
    let new = questions(&work.new);
    for (id, old) in questions(&work.old).into_iter().filter(|(_, old)| !was.contains(old)) {
        if let Some(new) = new.get(id).copied().filter(|new| !is.contains(new)) {
            work.heads.push(HeadLink { old, new, relation: Relation::PossiblySame, because: Reason::Id, score: None, moved: false });
        }
    }
}

/// Headings that stand elsewhere among the others.
pub(super) fn mark_moved(work: &mut Work) {
    let is_pair = |link: &HeadLink| matches!(link.relation, Relation::Same | Relation::PossiblySame);
    work.heads.sort_by_key(|link| (link.new, link.old));
    // Of several ways to see it, those stayed that kept their number.
    let more = 1.0 / (work.heads.len() + 1) as f64;
    let one_id = |link: &HeadLink| work.old.flat.heads[link.old].head.id == work.new.flat.heads[link.new].head.id;
    let weight = |link: &HeadLink| if one_id(link) { 1.0 + more } else { 1.0 };
    let pairs = work.heads.iter().filter(|link| is_pair(link)).enumerate();
    let pairs: Vec<(usize, usize, f64)> = pairs.map(|(at, link)| (at, link.old, weight(link))).collect();
    let kept: BTreeSet<usize> = chain::heaviest(&pairs).into_iter().collect();
    for (at, link) in work.heads.iter_mut().filter(|link| is_pair(link)).enumerate() {
        link.moved = !kept.contains(&at);
    }
}
