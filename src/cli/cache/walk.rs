//! Asks the disk what a library holds.
//!
//! One question for each file and folder that is known, on all cores; only when one of them is not as it was
//! are folders read, and of those only the ones that changed.

use super::listing::{Listing, Stamp, now};
use std::{
    collections::{BTreeMap, HashMap},
    fs::{self, Metadata},
    path::{Path, PathBuf},
};

/// The most folders inside each other; deeper ones are not looked at.
const DEEPEST: usize = 32;

/// Below this number of files the threads cost more than they save.
const FEW: usize = 256;

impl Listing {
    /// What is in some parts of a folder now. `known` is an earlier listing, which saves most of the work.
    pub(in crate::cli) fn of(root: &Path, parts: &[&str], known: &Self) -> Self {
        let taken = now();
        let nodes: Vec<(&str, &Stamp)> = known.nodes().collect();
        let stamps = each(&nodes, |(path, _)| stamp(&root.join(path)));
        let is_known = |part: &str| nodes.binary_search_by_key(&part, |(path, _)| path).is_ok();
        let same = |((_, old), new): (&(&str, &Stamp), &Stamp)| known.is_still(old, new);
        if nodes.iter().zip(&stamps).all(same) && parts.iter().all(|part| is_known(part) || !root.join(part).exists()) {
            return known.again(taken);
        }
        let asked = nodes.iter().zip(&stamps).map(|((path, _), stamp)| (*path, *stamp)).collect();
        let still = nodes.iter().zip(&stamps).filter(|one| same(*one)).map(|((path, _), _)| *path);
        Self::new(taken, walked(root, parts, &asked, &inside(&nodes, still)))
    }
}

/// Every file and folder. `asked`: what was asked just now; `inside`: what is in the folders that are as they were.
fn walked(root: &Path, parts: &[&str], asked: &HashMap<&str, Stamp>, inside: &HashMap<&str, Vec<&str>>) -> BTreeMap<String, Stamp> {
    let mut nodes = BTreeMap::new();
    let mut paths: Vec<String> = parts.iter().map(|part| (*part).to_owned()).filter(|part| root.join(part).exists()).collect();
    for _ in 0..DEEPEST {
        let stamps = each(&paths, |path| asked.get(path.as_str()).copied().unwrap_or_else(|| stamp(&root.join(path))));
        let folders: Vec<&String> = paths.iter().zip(&stamps).filter(|(_, stamp)| stamp.size.is_none()).map(|(path, _)| path).collect();
        let names = each(&folders, |path| match inside.get(path.as_str()) {
            Some(names) => names.iter().map(|name| (*name).to_owned()).collect(),
            None => read_folder(root, path),
        });
        let next: Vec<String> = names.into_iter().flatten().collect();
        nodes.extend(std::mem::replace(&mut paths, next).into_iter().zip(stamps));
        if paths.is_empty() {
            break;
        }
    }
    nodes
}

/// The paths in each folder that is as it was.
fn inside<'p>(nodes: &[(&'p str, &Stamp)], still: impl Iterator<Item = &'p str>) -> HashMap<&'p str, Vec<&'p str>> {
    let mut inside: HashMap<&str, Vec<&str>> = still.map(|path| (path, Vec::new())).collect();
    for (path, _) in nodes {
        if let Some(names) = path.rsplit_once('/').and_then(|(folder, _)| inside.get_mut(folder)) {
            names.push(path);
        }
    }
    inside
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
    it.modified().map_or(0, super::listing::nanoseconds)
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
    use std::time::Duration;

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
                let anew = Listing::of(folder.path(), &PARTS, &Listing::default());
                prop_assert!(known.nodes().eq(anew.nodes()), "{known:?} {anew:?}");
            }
        }
    }
}
