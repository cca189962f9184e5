//! Tables among what goes and comes.
//!
//! LibreOffice takes no end of a paragraph away that stands between two tables. So what stands there is of both
//! versions: where one has nothing, its next words move up and are shown as gone from their place and come at the other.

use super::plan::Step;
use crate::document::{Block, Kind};
use std::ops::Range;

/// The steps in an order, and so cut, that both versions have something between every two tables where either has.
pub(super) fn settled(steps: Vec<Step>, old: &[Block], new: &[Block]) -> Vec<Step> {
    let mut run = Run { blocks: Blocks { old, new }, steps: Vec::with_capacity(steps.len()) };
    for gap in steps.chunk_by(|a, b| !is_kept(a) && !is_kept(b)) {
        let (gone, come): (Vec<Step>, Vec<Step>) = gap.iter().cloned().partition(|step| !matches!(step, Step::Inserted(_)));
        run.beside(&gone, &come);
    }
    run.fill();
    run.sort();
    run.steps
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Version {
    Older,
    Newer,
}

impl Version {
    fn other(self) -> Self {
        if self == Self::Older { Self::Newer } else { Self::Older }
    }

    fn has(self, step: &Step) -> bool {
        match step {
            Step::Kept(..) => true,
            Step::Deleted(_) => self == Self::Older,
            Step::Inserted(_) => self == Self::Newer,
        }
    }
}

fn is_kept(step: &Step) -> bool {
    matches!(step, Step::Kept(..))
}

/// What steps are about.
#[derive(Clone, Copy)]
struct Blocks<'d> {
    old: &'d [Block],
    new: &'d [Block],
}

impl Blocks<'_> {
    fn is_table(&self, step: &Step) -> bool {
        let block = match step {
            Step::Kept(_, to, _) | Step::Inserted(to) => self.new.get(*to),
            Step::Deleted(at) => self.old.get(*at),
        };
        block.is_some_and(|block| matches!(block.kind, Kind::Table(_)))
    }
}

/// The steps so far.
struct Run<'d> {
    blocks: Blocks<'d>,
    steps: Vec<Step>,
}

impl Run<'_> {
    /// Tables that go and come beside one another, and what stands above them likewise.
    fn beside(&mut self, mut gone: &[Step], mut come: &[Step]) {
        let blocks = self.blocks;
        let at = |steps: &[Step]| steps.iter().position(|step| blocks.is_table(step));
        while let (Some(from), Some(to)) = (at(gone), at(come)) {
            self.steps.extend(gone[..from].iter().chain(&come[..to]).chain([&gone[from], &come[to]]).cloned());
            (gone, come) = (&gone[from + 1..], &come[to + 1..]);
        }
        // What comes with a table stands above what goes: so no end of what goes has the table behind it.
        let last = come.iter().rposition(|step| blocks.is_table(step)).map_or(0, |at| at + 1);
        self.steps.extend(come[..last].iter().chain(gone).chain(&come[last..]).cloned());
    }

    fn fill(&mut self) {
        let mut from = 0;
        while let Some(above) = self.table(from) {
            let Some(below) = self.table(above.end) else { return };
            let mut versions = [Version::Older, Version::Newer].into_iter();
            let moved = versions.any(|version| self.is_bare(version, &above, &below) && self.move_to(version, &above, &below));
            if !moved {
                from = above.end;
            }
        }
    }

    /// Where the next table is, with the one that comes in its place.
    fn table(&self, from: usize) -> Option<Range<usize>> {
        let at = from + self.steps.get(from..)?.iter().position(|step| self.blocks.is_table(step))?;
        let replaced =
            matches!(self.steps.get(at..at + 2), Some([Step::Deleted(_), come @ Step::Inserted(_)]) if self.blocks.is_table(come));
        Some(at..at + 1 + usize::from(replaced))
    }

    fn has(&self, version: Version, range: Range<usize>) -> bool {
        self.steps.get(range).unwrap_or_default().iter().any(|step| version.has(step))
    }

    /// Whether a version has nothing between two tables and the other has. Tables that touch have an empty paragraph
    /// between them.
    fn is_bare(&self, version: Version, above: &Range<usize>, below: &Range<usize>) -> bool {
        let stands =
            |version| self.has(version, above.end..below.start) || self.has(version, above.clone()) && self.has(version, below.clone());
        !stands(version) && stands(version.other())
    }

    /// Moves something of a version between two tables, or a table of it in the place of one of them; whether it could.
    fn move_to(&mut self, version: Version, above: &Range<usize>, below: &Range<usize>) -> bool {
        let next = (below.start..self.steps.len()).find(|at| version.has(&self.steps[*at]));
        let last = self.last_to_spare(version, above.start);
        match (next, last) {
            (Some(next), _) if !self.blocks.is_table(&self.steps[next]) => self.put_between(version, next, above, below),
            (_, Some(last)) if !self.has(version, above.clone()) => self.put_between(version, last, above, below),
            (Some(next), _) => {
                let place = if self.has(version, above.clone()) { below } else { above };
                self.put_beside(version, next, place.start);
            }
            // Nothing is below: what is above goes below, so that the words above can follow.
            (None, Some(_)) => {
                let from = above.clone().find(|at| version.has(&self.steps[*at])).unwrap_or(above.start);
                self.put_beside(version, from, below.start);
            }
            (None, None) => return false,
        }
        true
    }

    /// The last words of a version above a place, where others stand above them and no table between.
    fn last_to_spare(&self, version: Version, before: usize) -> Option<usize> {
        let run = self.steps.get(..before)?.iter().enumerate().rev().take_while(|(_, step)| !self.blocks.is_table(step));
        let mut words = run.filter(|(_, step)| version.has(step));
        let last = words.next()?.0;
        words.next().map(|_| last)
    }

    fn put_between(&mut self, version: Version, from: usize, above: &Range<usize>, below: &Range<usize>) {
        let place = if version == Version::Older { above.end } else { below.start };
        self.put(version, from, place);
    }

    /// Puts the table at `from` in the place of the other version's at `place`: what goes stands before what comes.
    fn put_beside(&mut self, version: Version, from: usize, place: usize) {
        self.put(version, from, place + usize::from(version == Version::Newer));
    }

    /// Moves a version's part of a step to a place.
    fn put(&mut self, version: Version, from: usize, place: usize) {
        let step = self.steps[from].clone();
        let [gone, come] = match step {
            Step::Kept(at, to, _) => [Step::Deleted(at), Step::Inserted(to)],
            Step::Deleted(_) | Step::Inserted(_) => {
                self.steps.remove(from);
                self.steps.insert(place - usize::from(from < place), step);
                return;
            }
        };
        let (moved, stays) = if version == Version::Older { (gone, come) } else { (come, gone) };
        self.steps[from] = stays;
        self.steps.insert(place, moved);
    }

    /// What goes before what comes: LibreOffice reads it the other way wrongly.
    fn sort(&mut self) {
        let blocks = self.blocks;
        let stands = |step: &Step| is_kept(step) || blocks.is_table(step);
        for words in self.steps.chunk_by_mut(|a, b| !stands(a) && !stands(b)) {
            words.sort_by_key(|step| matches!(step, Step::Inserted(_)));
        }
    }
}
