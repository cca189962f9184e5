//! Remarks for readers of a redline: what moved, since a move is shown as gone and come, and whose choice
//! changed, since not every choice is printed.
//!
//! A remark stands on a heading or a paragraph that both versions have: elsewhere LibreOffice loses styles.

use super::plan::Step;
use crate::{
    diff::{Change, ChangeKind, Diff, Head, HeadKind, Side, Unit},
    document::{Block, Kind},
    text::first_words,
};
use std::collections::{BTreeMap, BTreeSet};

/// How many words of a text a remark repeats.
const WORDS: usize = 6;

/// Puts the remarks into the blocks; gives those for which there is no place. `order` is where each block of
/// the older document stands.
pub(super) fn remarks(diff: &Diff, steps: &[Step], order: &[usize], blocks: &mut [Block]) -> Vec<String> {
    let places = Places::of(steps, order);
    let mut homeless = Vec::new();
    let mut say = |at: Option<&usize>, words: String| match at.and_then(|at| near(blocks, *at)) {
        Some(near) => blocks[near].comments.push(words),
        None => homeless.push(words),
    };
    for unit in &diff.units {
        if let (Some(words), Some(new)) = (choice(unit), unit.new.and_then(|new| diff.new.heads.get(new)?.block)) {
            say(places.new.get(&new), words);
        }
    }
    let mut told = BTreeSet::new();
    for moved in moves(diff, &places) {
        if places.apart(moved.old, moved.new) && told.insert((moved.old, moved.new)) {
            say(places.old.get(&moved.old), format!("“{}” moved to {}.", moved.words, moved.to));
            say(places.new.get(&moved.new), format!("“{}” moved from {}.", moved.words, moved.from));
        }
    }
    homeless
}

/// Where the blocks of both versions are in the document of both.
struct Places {
    /// By the index in the older document.
    old: BTreeMap<usize, usize>,
    new: BTreeMap<usize, usize>,
    /// Those that became one.
    kept: BTreeSet<(usize, usize)>,
    /// How many did so before each place.
    before: Vec<usize>,
}

impl Places {
    fn of(steps: &[Step], order: &[usize]) -> Self {
        let mut from = vec![0; order.len()];
        order.iter().enumerate().for_each(|(old, at)| from[*at] = old);
        let mut places = Self { old: BTreeMap::new(), new: BTreeMap::new(), kept: BTreeSet::new(), before: Vec::new() };
        for (at, step) in steps.iter().enumerate() {
            places.before.push(places.kept.len());
            if let Step::Kept(old, _, _) | Step::Deleted(old) = step {
                places.old.insert(from[*old], at);
            }
            if let Step::Kept(_, new, _) | Step::Inserted(new) = step {
                places.new.insert(*new, at);
            }
            if let Step::Kept(old, new, _) = step {
                places.kept.insert((from[*old], *new));
            }
        }
        places
    }

    /// Whether two blocks that belong together stand apart, with something between them that stays.
    fn apart(&self, old: usize, new: usize) -> bool {
        let before = |places: &BTreeMap<usize, usize>, block| places.get(&block).and_then(|at| self.before.get(*at));
        !self.kept.contains(&(old, new)) && before(&self.old, old) != before(&self.new, new)
    }
}

/// Something that stands elsewhere.
struct Move {
    old: usize,
    new: usize,
    words: String,
    from: String,
    to: String,
}

/// Every pair of blocks that belong together; a text below a heading that moved with it is not told again.
fn moves(diff: &Diff, places: &Places) -> Vec<Move> {
    let mut out = Vec::new();
    let mut whole = BTreeSet::new();
    for unit in &diff.units {
        let (Some(old), Some(new)) = (unit.old, unit.new) else { continue };
        let block = |side: &Side, head: usize| side.heads.get(head).and_then(|head| head.block);
        let (Some(at), Some(to)) = (block(&diff.old, old), block(&diff.new, new)) else { continue };
        if places.apart(at, to) {
            whole.insert((old, new));
            let before = |side: &Side, head: usize| head.checked_sub(1).map_or_else(String::new, |head| place(side, head));
            let [from, to_place] = [before(&diff.old, old), before(&diff.new, new)].map(|place| format!("behind {place}"));
            out.push(Move { old: at, new: to, words: title(&diff.new, new), from, to: to_place });
        }
    }
    for change in diff.changes().filter(|change| change.kind != ChangeKind::Replaced) {
        for (old, new) in change.old.iter().flat_map(|old| change.new.iter().map(move |new| (old, new))) {
            let (Some(at), Some(to)) = (old.path.first(), new.path.first()) else { continue };
            if !whole.contains(&(old.head, new.head)) {
                let (from, to_place) = (place(&diff.old, old.head), place(&diff.new, new.head));
                out.push(Move { old: *at, new: *to, words: begins(change), from, to: to_place });
            }
        }
    }
    out
}

fn title(side: &Side, head: usize) -> String {
    side.heads.get(head).map(|head| first_words(&[head.label.as_str(), &head.title].join(" "), WORDS)).unwrap_or_default()
}

fn begins(change: &Change) -> String {
    first_words(&change.new_texts().concat(), WORDS)
}

/// A heading as a reader calls it.
fn place(side: &Side, head: usize) -> String {
    let Some(head) = side.heads.get(head) else { return "the beginning".to_owned() };
    match head {
        Head { kind: HeadKind::Front, .. } => "the beginning".to_owned(),
        Head { kind: HeadKind::Section, label, .. } if !label.is_empty() => format!("section {}", label.trim_end_matches('.')),
        Head { label, .. } if !label.is_empty() => label.clone(),
        Head { title, .. } => format!("“{}”", first_words(title, WORDS)),
    }
}

/// What to say of a choice that changed.
fn choice(unit: &Unit) -> Option<String> {
    let choices = unit.choice.as_ref()?;
    let said = |options: &[String]| if options.is_empty() { "nothing".to_owned() } else { format!("“{}”", options.join("”, “")) };
    Some(format!("The choice changed from {} to {}.", said(&choices.old), said(&choices.new)))
}

/// The nearest heading or paragraph that both versions have, above or else below.
fn near(blocks: &[Block], at: usize) -> Option<usize> {
    let stays = |at: &usize| {
        let block = &blocks[*at];
        let carries = matches!(block.kind, Kind::Section(_) | Kind::Question(_) | Kind::Heading(_) | Kind::Paragraph(_));
        carries && block.change.is_none()
    };
    (0..=at.min(blocks.len().saturating_sub(1))).rev().find(stays).or_else(|| (at..blocks.len()).find(stays))
}
