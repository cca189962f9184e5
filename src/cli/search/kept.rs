//! The index of a library in the user's cache: opened, brought up to date, made anew.
//!
//! A run that finds nothing changed opens it and is done. Otherwise it waits for the right to write and
//! looks again, since another run may have done the work. The index counts as whole when its files are
//! those that its last writer noted; a reader that comes between two writes waits like a writer.

use super::unsynced::Unsynced;
use crate::{
    cli::{
        Failure,
        cache::{Cache, Changes, Listing},
        files::{self, PARTS, read_some},
        report,
    },
    library::Library,
    search::{Broken, Index, TEMPLATES, VERSION, Writer, entries, unit},
};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    sync::{Mutex, PoisonError},
};
use tantivy::directory::{Directory, RamDirectory};

/// The index's folder in the cache, and what was noted of it.
const FOLDER: &str = "search";
const NOTED: &str = "search.state";

/// Units that each core reads at once: a library of any size takes the memory of a small one.
const CHUNK: usize = 20;

/// From here on a person waits, and is told.
const MANY: usize = 500;

/// What the last writer noted.
#[derive(Serialize, Deserialize)]
struct State {
    /// The library that it read.
    library: Listing,
    /// The index that it wrote.
    index: Listing,
    /// The records that had errors when they were read.
    wrong: BTreeSet<String>,
}

/// An index, and the records that had errors when they were read into it.
type Read = (Index, BTreeSet<String>);

/// A library and the cache that keeps its index.
pub(super) struct Kept<'k> {
    pub(super) root: &'k Path,
    pub(super) cache: &'k Cache,
    pub(super) quiet: bool,
}

impl Kept<'_> {
    /// The index of the library as it is now. Says how many records have errors.
    pub(super) fn index(&self) -> Result<Index, Failure> {
        let (index, wrong) = self.index_and_wrong()?;
        files::say_wrong(wrong.len());
        Ok(index)
    }

    fn index_and_wrong(&self) -> Result<Read, Failure> {
        let seen = self.cache.read::<State>(NOTED, VERSION).map(|state| (self.listing(&state.library), state));
        if let Some(index) = seen.as_ref().and_then(|(library, state)| self.current(library, state)) {
            return Ok((index, seen.map(|(_, state)| state.wrong).unwrap_or_default()));
        }
        let lock = self.cache.lock("index");
        let read = lock.as_ref().and_then(|_| self.updated(seen).or_else(|| self.anew()));
        read.map_or_else(|| self.in_memory(), Ok)
    }

    /// The index that was kept, when nothing has changed.
    fn current(&self, library: &Listing, state: &State) -> Option<Index> {
        (library.since(&state.library).is_empty() && self.is_whole(state)).then(|| self.open()).flatten()
    }

    /// The index that was kept, brought up to date. What was seen before still holds when nobody has
    /// written since.
    fn updated(&self, seen: Option<(Listing, State)>) -> Option<Read> {
        let mut state = self.cache.read::<State>(NOTED, VERSION)?;
        let seen = seen.filter(|(_, before)| before.library.is(&state.library)).map(|(library, _)| library);
        let index = self.is_whole(&state).then(|| self.open()).flatten();
        if index.is_none() {
            self.cache.damaged();
        }
        let (index, library) = (index?, seen.unwrap_or_else(|| self.listing(&state.library)));
        let changes = library.since(&state.library);
        if changes.is_empty() {
            return Some((index, state.wrong));
        }
        let changed = units(&changes);
        state.wrong.retain(|path| unit(path).is_some_and(|unit| !changed.contains(unit)));
        state.wrong.extend(self.fill(&index, &library, &changed).ok()?);
        self.note(library, &state.wrong);
        Some((index, state.wrong))
    }

    /// A new index in the cache.
    fn anew(&self) -> Option<Read> {
        self.cache.forget(NOTED);
        let folder = self.cache.path(FOLDER)?;
        let _ = fs::remove_dir_all(&folder);
        if let Err(error) = fs::create_dir_all(&folder) {
            self.cache.unwritable(&error);
            return None;
        }
        let made = Unsynced::open(folder).ok().and_then(|directory| Index::create(directory).ok());
        let library = self.listing(&Listing::default());
        let filled = made.and_then(|index| self.fill(&index, &library, &all_units(&library)).ok().map(|wrong| (index, wrong)));
        if let Some((_, wrong)) = &filled {
            self.note(library, wrong);
        }
        filled
    }

    /// The index that was kept, read into memory, when nothing has changed: where a folder can be read and
    /// not written, nothing in it can be locked, which reading from the disk asks for.
    pub(super) fn copied(&self) -> Option<Index> {
        let state = self.cache.read::<State>(NOTED, VERSION)?;
        let is_current = self.listing(&state.library).since(&state.library).is_empty() && self.is_whole(&state);
        let folder = self.cache.path(FOLDER).filter(|_| is_current)?;
        let memory = RamDirectory::create();
        for file in fs::read_dir(folder).ok()?.flatten().filter(|file| file.file_type().is_ok_and(|kind| kind.is_file())) {
            memory.atomic_write(Path::new(&file.file_name()), &fs::read(file.path()).ok()?).ok()?;
        }
        Index::open(memory).ok()
    }

    /// An index for this run alone.
    pub(super) fn in_memory(&self) -> Result<Read, Failure> {
        let cannot = |broken| Failure::new(format!("the library cannot be searched: {broken}"));
        let library = self.listing(&Listing::default());
        let index = Index::in_memory().map_err(cannot)?;
        let wrong = self.fill(&index, &library, &all_units(&library)).map_err(cannot)?;
        Ok((index, wrong))
    }

    fn listing(&self, known: &Listing) -> Listing {
        Listing::of(self.root, &PARTS, known)
    }

    fn open(&self) -> Option<Index> {
        Index::open(Unsynced::open(self.cache.path(FOLDER)?).ok()?).ok()
    }

    /// The files of the index as they are.
    fn files(&self) -> Option<Listing> {
        let folder = self.cache.path(FOLDER)?;
        Some(Listing::of(folder.parent()?, &[FOLDER], &Listing::default()))
    }

    fn is_whole(&self, state: &State) -> bool {
        self.files().is_some_and(|files| files.has_files_of(&state.index))
    }

    fn note(&self, library: Listing, wrong: &BTreeSet<String>) {
        if let Some(index) = self.files() {
            self.cache.write(NOTED, VERSION, &State { library, index, wrong: wrong.clone() });
        }
    }

    /// Reads some units of the library into the index, in place of what it knew of them. Gives the records with errors.
    fn fill(&self, index: &Index, library: &Listing, units: &BTreeSet<String>) -> Result<BTreeSet<String>, Broken> {
        let mut files: BTreeMap<&str, Vec<&str>> = units.iter().map(|unit| (unit.as_str(), Vec::new())).collect();
        for path in library.files() {
            if let Some(files) = unit(path).and_then(|unit| files.get_mut(unit)) {
                files.push(path);
            }
        }
        if files.len() > MANY && !self.quiet {
            report::say(&format!("reading {} records …\n", files.len()));
        }
        let writer = index.writer(files.len() > MANY)?;
        files.keys().for_each(|unit| writer.forget(unit));
        let files: Vec<(&str, Vec<&str>)> = files.into_iter().collect();
        let wrong = Mutex::default();
        read_into(&writer, self.root, &files, &wrong)?;
        writer.commit()?;
        Ok(wrong.into_inner().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Reads units with their files into an index, on all cores where there are many.
fn read_into(writer: &Writer, root: &Path, files: &[(&str, Vec<&str>)], wrong: &Mutex<BTreeSet<String>>) -> Result<(), Broken> {
    let chunks = Mutex::new(files.chunks(CHUNK));
    let next = || chunks.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || -> Result<(), Broken> {
        while let Some(chunk) = next() {
            let more = read_chunk(writer, root, chunk)?;
            wrong.lock().unwrap_or_else(PoisonError::into_inner).extend(more);
        }
        Ok(())
    };
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..cores.min(files.len().div_ceil(CHUNK))).map(|_| scope.spawn(work)).collect();
        let first = work();
        others.into_iter().map(|other| other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).fold(first, Result::and)
    })
}

/// Gives the records with errors.
fn read_chunk(writer: &Writer, root: &Path, chunk: &[(&str, Vec<&str>)]) -> Result<BTreeSet<String>, Broken> {
    let (records, findings) = Library::read_apart(read_some(root, chunk.iter().flat_map(|(_, paths)| paths.iter().copied())));
    let templates = chunk.iter().any(|(unit, _)| *unit == TEMPLATES);
    for entry in entries(&records) {
        match unit(&entry.path) {
            Some(unit) => writer.add(unit, &entry)?,
            // Those that are built in come with every library that is read.
            None if templates => writer.add(TEMPLATES, &entry)?,
            None => {}
        }
    }
    Ok(files::wrong(&records, &findings))
}

/// The units that something became of.
fn units(changes: &Changes) -> BTreeSet<String> {
    changes.paths().filter_map(unit).map(str::to_owned).collect()
}

fn all_units(library: &Listing) -> BTreeSet<String> {
    library.files().filter_map(unit).chain([TEMPLATES]).map(str::to_owned).collect()
}
