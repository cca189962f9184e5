//! The files of a library with what tells whether one was changed: its size, and when it was changed.
//!
//! Of 7,000 files only what can have changed is asked for: the names in a folder that is as it was are
//! known, so that one question for each file and folder is enough, and all cores ask.

use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    fs::{self, Metadata},
    path::{Path, PathBuf},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

/// The most folders inside each other; deeper ones are not looked at.
const DEEPEST: usize = 32;

/// Below this number of files the threads cost more than they save.
const FEW: usize = 256;

/// A file or a folder as it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Stamp {
    /// In bytes; nothing for a folder.
    size: Option<u64>,
    /// When it was changed, in nanoseconds since 1970; 0 where it could not be asked.
    changed: u64,
}

/// The files and folders of a library at one time, by their paths in it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(in crate::cli) struct Listing {
    /// When it was taken, in nanoseconds since 1970.
    taken: u64,
    nodes: BTreeMap<String, Stamp>,
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
    /// What is in some parts of a folder now. `known` is an earlier listing, which saves most of the work.
    pub(in crate::cli) fn of(root: &Path, parts: &[&str], known: &Self) -> Self {
        let mut listing = Self { taken: now(), nodes: BTreeMap::new() };
        let inside = known.inside();
        let mut paths: Vec<String> = parts.iter().map(|part| (*part).to_owned()).filter(|part| root.join(part).exists()).collect();
        for _ in 0..DEEPEST {
            let stamps = each(&paths, |path| stamp(&root.join(path)));
            let folders: Vec<(&String, &Stamp)> = paths.iter().zip(&stamps).filter(|(_, stamp)| stamp.size.is_none()).collect();
            let names = each(&folders, |(path, stamp)| match inside.get(path.as_str()) {
                Some(names) if known.is_still(path, stamp) => names.iter().map(|name| (*name).to_owned()).collect(),
                _ => read_folder(root, path),
            });
            let next: Vec<String> = names.into_iter().flatten().collect();
            listing.nodes.extend(std::mem::take(&mut paths).into_iter().zip(stamps));
            paths = next;
            if paths.is_empty() {
                break;
            }
        }
        listing
    }

    /// The paths of the files.
    pub(in crate::cli) fn files(&self) -> impl Iterator<Item = &str> {
        self.nodes.iter().filter(|(_, stamp)| stamp.size.is_some()).map(|(path, _)| path.as_str())
    }

    /// What became of the files since an earlier listing.
    pub(in crate::cli) fn since(&self, earlier: &Self) -> Changes {
        let written = self.nodes.iter().filter(|(path, stamp)| stamp.size.is_some() && !earlier.is_still(path, stamp));
        let gone = earlier.files().filter(|path| self.nodes.get(*path).is_none_or(|stamp| stamp.size.is_none()));
        Changes { written: written.map(|(path, _)| path.clone()).collect(), gone: gone.map(str::to_owned).collect() }
    }

    /// Whether the files are those of another listing, as far as they tell.
    pub(in crate::cli) fn has_files_of(&self, other: &Self) -> bool {
        let files = |listing: &Self| listing.nodes.clone().into_iter().filter(|(_, stamp)| stamp.size.is_some()).collect::<Vec<_>>();
        files(self) == files(other)
    }

    /// Whether a file or folder is surely as it was. One that was changed as this listing was taken may have
    /// been changed once more by the same tick of the disk's clock.
    fn is_still(&self, path: &str, stamp: &Stamp) -> bool {
        self.nodes.get(path) == Some(stamp) && stamp.changed.saturating_add(tick(stamp.changed)) < self.taken
    }

    /// The paths in each folder.
    fn inside(&self) -> HashMap<&str, Vec<&str>> {
        let mut inside: HashMap<&str, Vec<&str>> = HashMap::new();
        for (path, stamp) in &self.nodes {
            if stamp.size.is_none() {
                inside.entry(path).or_default();
            }
            if let Some((folder, _)) = path.rsplit_once('/') {
                inside.entry(folder).or_default().push(path);
            }
        }
        inside
    }
}

/// What `of` gives for each of many, on all cores.
fn each<T: Sync, R: Send>(all: &[T], of: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let workers = if all.len() < FEW { 1 } else { std::thread::available_parallelism().map_or(1, usize::from) };
    if workers == 1 {
        return all.iter().map(of).collect();
    }
    let of = &of;
    std::thread::scope(|scope| {
        let work = |part| scope.spawn(move || <[T]>::iter(part).map(of).collect::<Vec<R>>());
        let parts: Vec<_> = all.chunks(all.len().div_ceil(workers)).map(work).collect();
        parts.into_iter().flat_map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}

/// A disk's clock moves in steps: those of Linux are 10 milliseconds at most, and one that gives whole
/// seconds may give every second one (FAT).
fn tick(changed: u64) -> u64 {
    if changed.is_multiple_of(1_000_000_000) { 2_000_000_000 } else { 20_000_000 }
}

fn now() -> u64 {
    nanoseconds(SystemTime::now())
}

fn nanoseconds(time: SystemTime) -> u64 {
    time.duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO).as_nanos() as u64
}

/// What cannot be asked is a file that never changes, until it can.
fn stamp(path: &Path) -> Stamp {
    match fs::metadata(path) {
        Ok(it) if it.is_dir() => Stamp { size: None, changed: changed(&it) },
        Ok(it) => Stamp { size: Some(it.len()), changed: changed(&it) },
        Err(_) => Stamp { size: Some(0), changed: 0 },
    }
}

/// The change of the inode tells more than that of the content, which a copy may carry over from another file.
#[cfg(unix)]
fn changed(it: &Metadata) -> u64 {
    use std::os::unix::fs::MetadataExt;
    (it.ctime() as u64).wrapping_mul(1_000_000_000).wrapping_add(it.ctime_nsec() as u64)
}

#[cfg(not(unix))]
fn changed(it: &Metadata) -> u64 {
    it.modified().map_or(0, nanoseconds)
}

/// The paths in a folder, without hidden ones and without links that lead back to a folder around them.
fn read_folder(root: &Path, folder: &str) -> Vec<String> {
    let Ok(entries) = fs::read_dir(root.join(folder)) else { return Vec::new() };
    let shown = entries.flatten().filter_map(|entry| {
        let name = entry.file_name().into_string().ok().filter(|name| !name.starts_with(['.', '~']))?;
        let link = entry.file_type().is_ok_and(|kind| kind.is_symlink());
        (!link || !leads_back(&entry.path())).then(|| format!("{folder}/{name}"))
    });
    shown.collect()
}

fn leads_back(link: &Path) -> bool {
    let around = link.parent().and_then(|folder| folder.canonicalize().ok());
    around.zip(link.canonicalize().ok()).is_some_and(|(around, target): (PathBuf, PathBuf)| around.starts_with(target))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::files::PARTS;
    use proptest::prelude::*;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        files.iter().for_each(|file| write(folder.path(), file, "text"));
        folder
    }

    fn write(root: &Path, file: &str, text: &str) {
        let path = root.join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, text).expect("written");
    }

    fn paths<'p>(paths: impl IntoIterator<Item = &'p str>) -> Vec<&'p str> {
        paths.into_iter().collect()
    }

    #[test]
    fn records_are_listed_and_nothing_else() {
        let folder = folder(&["respondent.toml", "positions/a/b.md", "responses/x/response.md", "responses/x/.#response.md", "out/x.docx"]);
        let listing = Listing::of(folder.path(), &PARTS, &Listing::default());
        assert_eq!(paths(listing.files()), ["positions/a/b.md", "respondent.toml", "responses/x/response.md"]);
    }

    #[test]
    fn what_was_written_or_deleted_is_found_however_soon() {
        let folder = folder(&["respondent.toml", "positions/a.md", "positions/b.md", "responses/x/response.md"]);
        let old = Listing::of(folder.path(), &PARTS, &Listing::default());
        write(folder.path(), "positions/a.md", "TEXT");
        write(folder.path(), "responses/y/response.md", "new");
        fs::remove_file(folder.path().join("positions/b.md")).expect("deleted");
        let changes = Listing::of(folder.path(), &PARTS, &old).since(&old);
        assert!(changes.written.contains("positions/a.md") && changes.written.contains("responses/y/response.md"), "{changes:?}");
        assert_eq!(paths(changes.gone.iter().map(String::as_str)), ["positions/b.md"]);
    }

    #[test]
    fn nothing_changes_by_itself() {
        let folder = folder(&["respondent.toml", "positions/a.md", "responses/x/response.md"]);
        std::thread::sleep(Duration::from_millis(60));
        let old = Listing::of(folder.path(), &PARTS, &Listing::default());
        assert!(Listing::of(folder.path(), &PARTS, &old).since(&old).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_a_circle_ends() {
        let folder = folder(&["respondent.toml", "positions/a.md"]);
        std::os::unix::fs::symlink("..", folder.path().join("positions/back")).expect("a link");
        std::os::unix::fs::symlink("nowhere.md", folder.path().join("positions/dangling.md")).expect("a link");
        let listing = Listing::of(folder.path(), &PARTS, &Listing::default());
        assert_eq!(paths(listing.files()), ["positions/a.md", "positions/dangling.md", "respondent.toml"]);
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
        #[test]
        fn an_earlier_listing_changes_nothing_but_the_work(steps in prop::collection::vec((0..12u8, 0..3u8), 1..12)) {
            let folder = folder(&["respondent.toml", "positions/a.md"]);
            let mut known = Listing::default();
            for (file, what) in steps {
                let path = format!("responses/{}/{}.md", file % 4, file / 4);
                match what {
                    0 => _ = fs::remove_file(folder.path().join(&path)),
                    1 => _ = fs::remove_dir_all(folder.path().join(format!("responses/{}", file % 4))),
                    _ => write(folder.path(), &path, "words"),
                }
                known = Listing::of(folder.path(), &PARTS, &known);
                prop_assert_eq!(&known.nodes, &Listing::of(folder.path(), &PARTS, &Listing::default()).nodes);
            }
        }
    }
}
