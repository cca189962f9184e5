//! The files of a library with what tells whether one was changed: its size, and when it was changed.
//!
//! All paths stand in one text: a listing of 10,000 files is read from the cache in one piece.

use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

/// A file or a folder as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Stamp {
    /// In bytes; nothing for a folder.
    pub(super) size: Option<u64>,
    /// When it was changed, in nanoseconds since 1970; 0 where it could not be asked.
    pub(super) changed: u64,
}

/// The files and folders of a library at one time, by their paths in it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(in crate::cli) struct Listing {
    /// When it was taken, in nanoseconds since 1970.
    pub(super) taken: u64,
    /// The paths in their order, one behind the other.
    paths: String,
    /// Where each of them ends, and what it leads to.
    nodes: Vec<(u32, Stamp)>,
}

/// What became of files between two listings.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::cli) struct Changes {
    /// New or changed.
    pub(in crate::cli) written: BTreeSet<String>,
    /// No longer there.
    pub(in crate::cli) gone: BTreeSet<String>,
}

impl Changes {
    /// Whether nothing changed.
    pub(in crate::cli) fn is_empty(&self) -> bool {
        self.written.is_empty() && self.gone.is_empty()
    }

    /// Every path that something became of.
    pub(in crate::cli) fn paths(&self) -> impl Iterator<Item = &str> {
        self.written.iter().chain(&self.gone).map(String::as_str)
    }
}

impl Listing {
    pub(super) fn new(taken: u64, all: BTreeMap<String, Stamp>) -> Self {
        let mut listing = Self { taken, ..Self::default() };
        for (path, stamp) in all {
            listing.paths.push_str(&path);
            listing.nodes.push((listing.paths.len() as u32, stamp));
        }
        listing
    }

    /// The same at a later time.
    pub(super) fn again(&self, taken: u64) -> Self {
        Self { taken, ..self.clone() }
    }

    /// Every file and folder, in the order of their paths.
    pub(super) fn nodes(&self) -> impl Iterator<Item = (&str, &Stamp)> {
        let mut start = 0;
        self.nodes.iter().map(move |(end, stamp)| {
            let path = self.paths.get(start..*end as usize).unwrap_or_default();
            start = *end as usize;
            (path, stamp)
        })
    }

    /// The paths of the files.
    pub(in crate::cli) fn files(&self) -> impl Iterator<Item = &str> {
        self.nodes().filter(|(_, stamp)| stamp.size.is_some()).map(|(path, _)| path)
    }

    /// What became of the files since an earlier listing.
    pub(in crate::cli) fn since(&self, earlier: &Self) -> Changes {
        if self.nodes.len() == earlier.nodes.len() && self.paths == earlier.paths && self.each_is_still(earlier) {
            return Changes::default();
        }
        let (now, then): (BTreeMap<_, _>, BTreeMap<_, _>) = (self.nodes().collect(), earlier.nodes().collect());
        let is_still = |path, stamp| then.get(path).is_some_and(|old| earlier.is_still(old, stamp));
        let written = self.nodes().filter(|(path, stamp)| stamp.size.is_some() && !is_still(*path, stamp));
        let gone = earlier.files().filter(|path| now.get(path).is_none_or(|stamp| stamp.size.is_none()));
        Changes { written: written.map(|(path, _)| path.to_owned()).collect(), gone: gone.map(str::to_owned).collect() }
    }

    fn each_is_still(&self, earlier: &Self) -> bool {
        earlier.nodes.iter().zip(&self.nodes).all(|((_, old), (_, new))| earlier.is_still(old, new) || old.size.or(new.size).is_none())
    }

    /// Whether the files are those of another listing, as far as they tell.
    pub(in crate::cli) fn has_files_of(&self, other: &Self) -> bool {
        let files = |(_, stamp): &(&str, &Stamp)| stamp.size.is_some();
        self.nodes().filter(files).eq(other.nodes().filter(files))
    }

    /// Whether it was taken at the same moment, and so is the same.
    pub(in crate::cli) fn is(&self, other: &Self) -> bool {
        self.taken == other.taken
    }

    /// Whether what had one stamp in this listing and has another now is surely as it was. What was changed as
    /// the listing was taken may have been changed once more by the same tick of the disk's clock.
    pub(super) fn is_still(&self, old: &Stamp, now: &Stamp) -> bool {
        old == now && now.changed.saturating_add(tick(now.changed)) < self.taken
    }
}

/// A disk's clock moves in steps: those of Linux are 10 milliseconds at most, and one that gives whole
/// seconds may give every second one (FAT).
fn tick(changed: u64) -> u64 {
    if changed.is_multiple_of(1_000_000_000) { 2_000_000_000 } else { 20_000_000 }
}

pub(super) fn now() -> u64 {
    nanoseconds(SystemTime::now())
}

pub(super) fn nanoseconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO).as_nanos() as u64
}
