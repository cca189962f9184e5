//! What a response can touch, so that one of a thousand is checked without reading the others.
//!
//! Nothing is left out that could make a finding: beside what all responses share (the organisation,
//! positions, templates) every response is read that is named anywhere in what is read, and every one
//! whose consultation asks a question again. Which those are is kept in the user's cache as numbers, by
//! consultation; only files themselves are ever looked at, so that a cache which is not there costs time
//! and nothing else.

use crate::{
    check::marks,
    cli::{
        Failure, Shared,
        cache::{Cache, Listing},
        files::{self, Opened},
    },
    diagnostic::{Code, Diagnostic, codes},
    library::{File, Library},
};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    fs,
    path::Path,
};

/// Fewer responses than this are read as quickly as their names.
const FEW: usize = 40;

/// What every response may take in.
const SHARED: [&str; 3] = ["respondent.toml", "positions", "templates"];

/// Its name in the cache.
const KEPT: &str = "asked";

/// Goes up when the numbers of a question are made otherwise.
const VERSION: u32 = 1;

/// What these findings advise depends on every name in the library.
const BY_NAME: [&Code; 3] = [&codes::UNKNOWN_ANSWER, &codes::UNKNOWN_CONSULTATION, &codes::UNKNOWN_SOURCE];

/// The numbers of all consultations, and the files that they were made of. Half of each number will do: two
/// questions that share it by chance cost reading one more response.
#[derive(Default, Serialize, Deserialize)]
struct Kept {
    listing: Listing,
    marks: BTreeMap<String, Vec<u32>>,
}

/// The library as far as the responses `ids` can touch it; nothing where all of it has to be read.
pub(super) fn open(shared: &Shared, ids: &[String]) -> Result<Option<Opened>, Failure> {
    let root = files::find(shared.library.as_deref())?;
    let names = names(&root);
    if ids.is_empty() || names.len() < FEW || ids.iter().any(|id| !names.contains(id)) {
        return Ok(None);
    }
    let kept = kept(&root, shared);
    let mut files = files::of_parts(&root, SHARED);
    let mut next: BTreeSet<&str> = kept.asking_like(ids);
    next.extend(ids.iter().map(String::as_str));
    next.extend(named(&files, &names));
    let mut read = BTreeSet::new();
    while let Some(id) = next.pop_first() {
        if read.insert(id) {
            let is_asked = ids.iter().any(|asked| asked == id);
            let more = if is_asked { files::of_parts(&root, [folder(id).as_str()]) } else { records(&root, id) };
            next.extend(if is_asked { named(&more, &names) } else { led_to(&more, &names) });
            files.extend(more);
        }
    }
    if files.iter().any(computes_names) {
        return Ok(None);
    }
    let (library, findings) = Library::read(files);
    Ok(Some(Opened { root, library, findings }))
}

/// Whether findings can be trusted that were made without the rest of the library.
pub(super) fn is_enough(findings: &[Diagnostic]) -> bool {
    !findings.iter().any(|finding| BY_NAME.contains(&finding.code))
}

/// The folders of all responses.
fn names(root: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(root.join("responses")).into_iter().flatten().flatten();
    let named = entries.filter_map(|entry| entry.file_name().into_string().ok());
    named.filter(|name| !name.starts_with(['.', '~'])).collect()
}

/// Every response that is named in some files.
fn named<'n>(files: &[File], names: &'n BTreeSet<String>) -> BTreeSet<&'n str> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let (plain, odd): (Vec<&String>, Vec<&String>) = names.iter().partition(|name| name.chars().all(is_part));
    let plain: HashSet<&str> = plain.into_iter().map(String::as_str).collect();
    let texts = files.iter().filter_map(|file| file.bytes.as_ref().ok()).map(|bytes| String::from_utf8_lossy(bytes));
    let mut found = BTreeSet::new();
    for text in texts {
        found.extend(text.split(|c| !is_part(c)).filter_map(|word| plain.get(word)));
        found.extend(odd.iter().map(|name| name.as_str()).filter(|name| text.contains(name)));
    }
    found
}

fn folder(id: &str) -> String {
    format!("responses/{id}")
}

/// What another response can give: its words, and what it answered.
fn records(root: &Path, id: &str) -> Vec<File> {
    let paths = ["consultation.toml", "response.md"].map(|name| format!("{}/{name}", folder(id)));
    files::of_parts(root, paths.iter().map(String::as_str))
}

/// Where the words of another response and the round before it lead. What its questions are mapped to is its
/// own affair.
fn led_to<'n>(records: &[File], names: &'n BTreeSet<String>) -> BTreeSet<&'n str> {
    let part = |file: &File| {
        let bytes = file.bytes.as_ref().ok()?;
        let is_before = |line: &&[u8]| line.trim_ascii_start().starts_with(b"follows");
        let bytes = match file.path.ends_with(".toml") {
            true => bytes.split(|byte| *byte == b'\n').filter(is_before).flatten().copied().collect(),
            false => bytes.clone(),
        };
        Some(File { path: file.path.clone(), bytes: Ok(bytes) })
    };
    named(&records.iter().filter_map(part).collect::<Vec<_>>(), names)
}

/// Whether a template makes the name of a response from pieces.
fn computes_names(file: &File) -> bool {
    let Some(text) = file.bytes.as_ref().ok().map(|bytes| String::from_utf8_lossy(bytes)) else { return false };
    let literal = |call: &str| {
        call.split_once("of").and_then(|(_, rest)| rest.trim_start().strip_prefix('=')).is_some_and(|name| {
            let name = name.trim_start();
            name.starts_with(['"', '\'', '`']) && !name.split(')').next().unwrap_or_default().contains('~')
        })
    };
    text.match_indices("answer(").any(|(at, _)| !literal(&text[at..]))
}

impl Kept {
    /// The consultations that may ask again what those of some responses ask.
    fn asking_like(&self, ids: &[String]) -> BTreeSet<&str> {
        let mut ours: Vec<u32> = ids.iter().filter_map(|id| self.marks.get(id)).flatten().copied().collect();
        ours.sort_unstable();
        let like = self.marks.iter().filter(|(_, marks)| marks.iter().any(|mark| ours.binary_search(mark).is_ok()));
        like.map(|(id, _)| id.as_str()).collect()
    }

    /// Brings the numbers up to date with the files. Gives whether there was anything to do.
    fn update(&mut self, root: &Path, listing: Listing) -> bool {
        let changes = listing.since(&self.listing);
        let (written, gone) = (changes.written.iter(), changes.gone.iter());
        let written: Vec<&str> = written.map(String::as_str).filter(|path| consultation(path).is_some()).collect();
        let gone: Vec<&str> = gone.filter_map(|path| consultation(path)).collect();
        if written.is_empty() && gone.is_empty() {
            return false;
        }
        gone.into_iter().chain(written.iter().filter_map(|path| consultation(path))).for_each(|id| _ = self.marks.remove(id));
        let (library, _) = Library::read_apart(files::read_some(root, written));
        let halves = |it| marks(it).into_iter().map(|mark| (mark >> 32) as u32).collect();
        self.marks.extend(library.consultations.values().map(|it| (it.id.clone(), halves(it))));
        self.listing = listing;
        true
    }
}

/// The numbers of all consultations as they are now.
fn kept(root: &Path, shared: &Shared) -> Kept {
    let cache = Cache::of(root, shared.quiet);
    let mut kept: Kept = cache.read(KEPT, VERSION).unwrap_or_default();
    let listing = Listing::of(root, &["responses"], &kept.listing);
    if kept.update(root, listing) {
        cache.write(KEPT, VERSION, &kept);
    }
    kept
}

/// The response whose consultation stands in a file.
fn consultation(path: &str) -> Option<&str> {
    path.strip_prefix("responses/")?.strip_suffix("/consultation.toml").filter(|id| !id.contains('/'))
}
