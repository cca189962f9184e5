//! From links between headings and between texts to a [`Diff`]: everything of both documents once, in the
//! order in which it is read.

use super::{
    About, Change, ChangeKind, Choices, Diff, PARAGRAPH_END, Reason, Relation, Run, RunKind, Side, Summary, Unit,
    align::{HeadLink, LeafLink, Links},
    choice,
    flat::{Flat, FlatHead, Printed},
    marks, question, targets,
};
use crate::{
    document::{Document, Meta},
    text::compare::{self, Comparison, Field, Text, Words, compare_texts},
};
use std::collections::BTreeMap;

/// Joins what `links` says of two documents.
pub(super) fn join(old: &Document, new: &Document, mut flat_old: Flat, mut flat_new: Flat, links: &Links) -> Diff {
    targets::name(&mut flat_old, &mut flat_new, links);
    let joiner = Joiner::new(&flat_old, &flat_new, links);
    let mut units = joiner.units();
    question::compare([old, new], [&flat_old, &flat_new], &mut units);
    joiner.place_changes(&mut units);
    let side = |flat: &Flat, meta: &Meta| Side {
        name: String::new(),
        title: meta.title.clone(),
        heads: flat.heads.iter().map(|it| it.head.clone()).collect(),
        leaves: flat.leaves.len(),
    };
    let (about, old, new) = (about(&old.meta, &new.meta), side(&flat_old, &old.meta), side(&flat_new, &new.meta));
    let summary = Summary::of(&units);
    Diff { old, new, summary, about, units }
}

struct Joiner<'f> {
    old: &'f Flat,
    new: &'f Flat,
    links: &'f Links,
    /// For each heading of the old document the link that names it first, and so for the new one.
    link_of_old: Vec<Option<&'f HeadLink>>,
    link_of_new: Vec<Option<&'f HeadLink>>,
}

impl<'f> Joiner<'f> {
    fn new(old: &'f Flat, new: &'f Flat, links: &'f Links) -> Self {
        let (mut link_of_old, mut link_of_new) = (vec![None; old.heads.len()], vec![None; new.heads.len()]);
        for link in &links.heads {
            if link.relation != Relation::SplitOff {
                link_of_old[link.old] = Some(link);
            }
            if link.relation != Relation::MergedInto {
                link_of_new[link.new] = Some(link);
            }
        }
        Self { old, new, links, link_of_old, link_of_new }
    }

    /// Every heading once: in the new document's order; what only the old one has stands behind what stood
    /// before it there.
    fn units(&self) -> Vec<Unit> {
        let mut behind: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
        let mut last = None;
        for (at, link) in self.link_of_old.iter().enumerate() {
            match link {
                Some(link) if is_pair(link) => last = Some(link.new),
                _ => behind.entry(last).or_default().push(at),
            }
        }
        let mut units: Vec<Unit> = Vec::new();
        let gone = |place: Option<usize>| behind.get(&place).into_iter().flatten().map(|at| self.gone(*at));
        units.extend(gone(None));
        for (at, link) in self.link_of_new.iter().enumerate() {
            units.push(self.unit(at, *link));
            units.extend(gone(Some(at)));
        }
        units
    }

    fn gone(&self, at: usize) -> Unit {
        let link = self.link_of_old[at];
        let head = &self.old.heads[at];
        let title = whole(&head.title.text, RunKind::Removed);
        let said = if link.is_none() { choice::said_by(head, first(self.old, head)) } else { Vec::new() };
        let choice = link.and_then(|link| self.choice(head, &self.new.heads[link.new])).filter(|choice| !choice.old.is_empty());
        Unit { old: Some(at), with: link.map(|link| link.new), title, said, choice, ..blank(link, Relation::Gone) }
    }

    fn unit(&self, at: usize, link: Option<&HeadLink>) -> Unit {
        let new = &self.new.heads[at];
        let Some(link) = link.filter(|link| is_pair(link)) else {
            let title = whole(&new.title.text, RunKind::Added);
            // Of a question that was split off, and of one that was merged, what it says itself counts.
            let choice = link.and_then(|link| self.choice(&self.old.heads[link.old], new)).filter(|choice| !choice.new.is_empty());
            return Unit { new: Some(at), with: link.map(|link| link.old), title, choice, ..blank(link, Relation::New) };
        };
        let old = &self.old.heads[link.old];
        Unit {
            old: Some(link.old),
            new: Some(at),
            moved: link.moved,
            renumbered: old.head.kind == new.head.kind && is_question(new) && old.head.id != new.head.id,
            title: runs(&compared(&old.title, &new.title).runs),
            choice: self.choice(old, new),
            ..blank(Some(link), Relation::Same)
        }
    }

    fn choice(&self, old: &FlatHead, new: &FlatHead) -> Option<Choices> {
        if !is_question(old) || !is_question(new) {
            return None;
        }
        choice::changed(old, first(self.old, old), new, first(self.new, new))
    }

    /// Puts every text into the unit where it stands now, or where it stood.
    fn place_changes(&self, units: &mut [Unit]) {
        let mut of_old = BTreeMap::new();
        let mut of_new = BTreeMap::new();
        for (at, unit) in units.iter().enumerate() {
            unit.old.map(|head| of_old.insert(head, at));
            unit.new.map(|head| of_new.insert(head, at));
        }
        let mut changes: Vec<Vec<Placed>> = units.iter().map(|_| Vec::new()).collect();
        for placed in self.changes() {
            let unit = match (placed.change.new.first(), placed.change.old.first()) {
                (Some(leaf), _) => of_new.get(&leaf.head),
                (None, Some(leaf)) => of_old.get(&leaf.head),
                (None, None) => None,
            };
            if let Some(unit) = unit {
                changes[*unit].push(placed);
            }
        }
        for (unit, mut placed) in units.iter_mut().zip(changes) {
            order(&mut placed, unit.old);
            unit.changes = placed.into_iter().map(|placed| placed.change).collect();
            unit.words = unit.changes.iter().fold(Words::default(), |sum, change| sum + change.words);
        }
    }

    fn changes(&self) -> Vec<Placed> {
        let (mut old_left, mut new_left) = (vec![true; self.old.leaves.len()], vec![true; self.new.leaves.len()]);
        let mut out: Vec<Placed> = Vec::new();
        for link in &self.links.leaves {
            link.old.iter().for_each(|at| old_left[*at] = false);
            link.new.iter().for_each(|at| new_left[*at] = false);
            out.push(Placed { change: self.linked(link), moved: link.moved });
        }
        let left = |left: Vec<bool>| left.into_iter().enumerate().filter_map(|(at, left)| left.then_some(at)).collect::<Vec<_>>();
        out.extend(left(old_left).into_iter().map(|at| Placed { change: self.alone(at, ChangeKind::Removed), moved: false }));
        out.extend(left(new_left).into_iter().map(|at| Placed { change: self.alone(at, ChangeKind::Added), moved: false }));
        out
    }

    fn linked(&self, link: &LeafLink) -> Change {
        let texts = |flat: &'f Flat, ats: &[usize]| -> Vec<&'f Printed> { ats.iter().map(|at| &flat.leaves[*at].text).collect() };
        let (was, is) = (texts(self.old, &link.old), texts(self.new, &link.new));
        let (old, new) = (put_together(&was), put_together(&is));
        let comparison = compared(&old, &new);
        let leaves = |flat: &Flat, ats: &[usize]| ats.iter().map(|at| flat.leaves[*at].leaf.clone()).collect::<Vec<_>>();
        let kind = match (link.old.len(), link.new.len()) {
            (1, 1) if comparison.is_same() => ChangeKind::Same,
            (1, 1) if comparison.rewritten => ChangeKind::Replaced,
            (1, 1) => ChangeKind::Edited,
            (1, _) => ChangeKind::Split,
            _ => ChangeKind::Merged,
        };
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        Change {
            kind,
            moved: link.moved,
            marks: if kind == ChangeKind::Same { marks::changed(was[0], is[0]) } else { Vec::new() },
            score: Some(thousandths(link.score)),
            old: leaves(self.old, &link.old),
            new: leaves(self.new, &link.new),
            runs: runs(&comparison.runs),
            figures_out: owned(&comparison.figures_out),
            figures_in: owned(&comparison.figures_in),
            links_out: links_without(&was, &is),
            links_in: links_without(&is, &was),
            words: comparison.words,
        }
    }

    fn alone(&self, at: usize, kind: ChangeKind) -> Change {
        let removed = kind == ChangeKind::Removed;
        let leaf = &(if removed { self.old } else { self.new }).leaves[at];
        let text = leaf.text.text.as_str();
        let comparison = if removed { compare::compare(text, "") } else { compare::compare("", text) };
        let here = vec![leaf.leaf.clone()];
        let (old, new) = if removed { (here, Vec::new()) } else { (Vec::new(), here) };
        Change {
            kind,
            moved: false,
            marks: Vec::new(),
            score: None,
            old,
            new,
            runs: runs(&comparison.runs),
            figures_out: Vec::new(),
            figures_in: Vec::new(),
            links_out: Vec::new(),
            links_in: Vec::new(),
            words: comparison.words,
        }
    }
}

/// Where links of these texts lead and none of the others does. An address that can be read is among the words.
fn links_without(these: &[&Printed], others: &[&Printed]) -> Vec<String> {
    let own = |to: &str| others.iter().all(|other| other.links.iter().all(|link| link != to));
    let links = these.iter().flat_map(|text| text.links.iter().filter(|to| !text.text.contains(to.as_str())));
    links.filter(|to| own(to)).cloned().collect()
}

/// A change and whether it came from elsewhere.
struct Placed {
    change: Change,
    moved: bool,
}

/// The order in which changes are read: that of the new document; what was removed stands behind what stood
/// before it in the old one and stayed in place.
fn order(placed: &mut [Placed], head: Option<usize>) {
    let mut anchors: Vec<(usize, usize)> = placed
        .iter()
        .filter(|it| !it.moved)
        .filter_map(|it| Some((it.change.old.last().filter(|leaf| Some(leaf.head) == head)?.at, it.change.new.last()?.at)))
        .collect();
    anchors.sort_unstable();
    let key = |it: &Placed| match (it.change.new.first(), it.change.old.first()) {
        (Some(leaf), _) => (leaf.at + 1, 1, 0),
        (None, Some(leaf)) => {
            let before = anchors[..anchors.partition_point(|(old, _)| *old < leaf.at)].last();
            (before.map_or(0, |(_, new)| new + 1), 2, leaf.at)
        }
        (None, None) => (0, 0, 0),
    };
    placed.sort_by_key(key);
}

fn is_pair(link: &HeadLink) -> bool {
    matches!(link.relation, Relation::Same | Relation::PossiblySame)
}

fn is_question(head: &FlatHead) -> bool {
    head.head.kind == super::HeadKind::Question
}

/// The first text below a heading.
fn first<'f>(flat: &'f Flat, head: &FlatHead) -> Option<&'f str> {
    flat.leaves[head.leaves.clone()].first().map(|leaf| leaf.text.text.as_str())
}

/// A unit of which only its relation is known.
fn blank(link: Option<&HeadLink>, alone: Relation) -> Unit {
    Unit {
        relation: link.map_or(alone, |link| link.relation),
        because: link.map_or(Reason::Nothing, |link| link.because),
        score: link.and_then(|link| link.score).map(thousandths),
        old: None,
        new: None,
        with: None,
        moved: false,
        renumbered: false,
        title: Vec::new(),
        asked: Vec::new(),
        choice: None,
        said: Vec::new(),
        changes: Vec::new(),
        words: Words::default(),
    }
}

fn thousandths(score: f64) -> f64 {
    (score * 1000.0).round() / 1000.0
}

fn whole(text: &str, kind: RunKind) -> Vec<Run> {
    if text.is_empty() { Vec::new() } else { vec![Run { kind, text: text.to_owned(), was: None }] }
}

fn compared<'a>(old: &'a Printed, new: &'a Printed) -> Comparison<'a> {
    let text = |it: &'a Printed| Text { text: &it.text, fields: &it.fields };
    compare_texts(text(old), text(new))
}

fn runs(runs: &[compare::Run]) -> Vec<Run> {
    let run = |run: &compare::Run| match run {
        compare::Run::Same { old, new } => {
            Run { kind: RunKind::Same, text: (*new).to_owned(), was: (old != new).then(|| (*old).to_owned()) }
        }
        compare::Run::Removed(text) => Run { kind: RunKind::Removed, text: (*text).to_owned(), was: None },
        compare::Run::Added(text) => Run { kind: RunKind::Added, text: (*text).to_owned(), was: None },
    };
    runs.iter().map(run).collect()
}

/// Several texts as one.
fn put_together(texts: &[&Printed]) -> Printed {
    let mut out = Printed::default();
    for (at, text) in texts.iter().enumerate() {
        if at > 0 {
            out.text.push(PARAGRAPH_END);
        }
        let start = out.text.len();
        out.fields.extend(text.fields.iter().map(|it| Field { at: it.at.start + start..it.at.end + start, key: it.key.clone() }));
        out.text.push_str(&text.text);
    }
    out
}

fn about(old: &Meta, new: &Meta) -> Vec<About> {
    let date = |meta: &Meta| meta.date.map(|date| date.to_string()).unwrap_or_default();
    let of = |meta: &Meta| {
        let subtitle = meta.subtitle.clone().unwrap_or_default();
        [
            ("title", meta.title.clone()),
            ("subtitle", subtitle),
            ("author", meta.author.clone()),
            ("language", meta.language.clone()),
            ("status", meta.status.word().to_owned()),
            ("date", date(meta)),
        ]
    };
    // What a file does not say, as files that were sent often do not, is no change.
    let unsaid = |what: &str, text: &str| text.is_empty() && matches!(what, "author" | "language" | "date");
    let said = |(what, text): &(&str, String)| !unsaid(what, text);
    let pairs = of(old).into_iter().zip(of(new)).filter(|(old, new)| old != new && said(old) && said(new));
    pairs.map(|((what, old), (_, new))| About { what: what.to_owned(), old, new }).collect()
}
