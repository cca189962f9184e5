//! Questions that became part of another: merged there, or, seen from the other side, split off from it.

use super::{
    Words, candidates,
    heads::{is_question, telling},
    likeness::{Bag, shared},
};
use std::collections::{BTreeMap, BTreeSet};

/// From here a question that has no other is part of one that has.
const CONTAINED: f64 = 0.50;

/// How much the words of the question count in that; its answer counts for the rest.
const TITLE: f64 = 0.8;

/// Two questions that begin alike leave little of the one besides the other: "What would it mean for staff?" and
/// "… for volunteers?" in "… for staff and for volunteers?". Where so much of the words of the one stands there, they
/// count all the same …
const ASKED: f64 = 0.75;

/// … if so much of what is new there stands in them, …
const NAMED: f64 = 0.60;

/// … or so much of an answer of so many words stands in the new answer.
const ANSWERED: f64 = 0.4;
const ANSWER_WORDS: usize = 8;

/// For each of some questions the one on the other side that holds most of it besides the question that is its own
/// (`partners`), where it holds enough: question, other, how much (0 to 1).
pub(super) fn containers(
    (here, free): (&Words, &BTreeSet<usize>),
    (there, partners): (&Words, &BTreeMap<usize, usize>),
) -> Vec<(usize, usize, f64)> {
    let is_question_of = |words: &Words, at: usize| is_question(&words.flat.heads[at]);
    let free: Vec<usize> = free.iter().copied().filter(|at| is_question_of(here, *at)).collect();
    if free.is_empty() {
        return Vec::new();
    }
    let others: Vec<usize> = (0..there.titles.len()).filter(|at| is_question_of(there, *at)).collect();
    let besides = |own: &[Bag], all: &[Bag]| -> Vec<Bag> {
        all.iter()
            .enumerate()
            .map(|(at, whole)| partners.get(&at).map_or_else(|| whole.clone(), |own_at| whole.besides(&own[*own_at])))
            .collect()
    };
    let (titles, bodies) = (besides(&here.titles, &there.titles), besides(&here.bodies, &there.bodies));
    let mut best: BTreeMap<usize, (usize, f64)> = BTreeMap::new();
    for (at, other) in candidates::pairs(&free, &here.titles, &others, &there.titles) {
        let body = shared(&here.bodies[at], &bodies[other]).first;
        let answered = body >= ANSWERED && here.bodies[at].words.len() >= ANSWER_WORDS;
        let title = title_within(&here.titles[at], &there.titles[other], &titles[other], answered);
        let counts = TITLE * telling(here, at);
        let score = counts * title + (1.0 - counts) * body;
        if score >= CONTAINED && best.get(&at).is_none_or(|(_, most)| *most < score) {
            best.insert(at, (other, score));
        }
    }
    best.into_iter().map(|(at, (other, score))| (at, other, score)).collect()
}

/// How much of the words of a question stand in another, of which `new` is new.
fn title_within(part: &Bag, whole: &Bag, new: &Bag, answered: bool) -> f64 {
    let asked = shared(part, whole).first;
    let named = || answered || shared(new, part).first >= NAMED;
    if asked >= ASKED && named() { asked } else { shared(part, new).first }
}
