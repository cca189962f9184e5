//! What is kept between two runs: one folder for each library, in the user's cache.
//!
//! Everything in it can be made anew from the library, so nothing here ever fails: what cannot be
//! written is done without, what is damaged or was written by another version counts as not there, and
//! both are said. A blob carries its version and checksum and takes the place of the last one whole.
//! [`Listing`] tells what was changed in the library since something was kept.
//!
//! The folder is named by the library's real path and lies below `$RESPONDENT_CACHE`, else below
//! `respondent` in the platform's cache (`$XDG_CACHE_HOME` or `~/.cache`, `~/Library/Caches`,
//! `%LOCALAPPDATA%`): never in the library.

mod listing;
mod walk;

pub(super) use listing::{Changes, Listing};

use super::{files::hex, report};
use etcetera::BaseStrategy;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use std::{
    cell::Cell,
    fs::{self, File, TryLockError},
    io::{self, BufWriter, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    time::Duration,
};

/// What every blob begins with.
const MAGIC: &[u8; 8] = b"rspndnt\0";

/// Magic, version, checksum.
const HEAD: usize = 16;

/// So many bytes are written at once.
const BLOCK: usize = 1 << 16;

/// How long to wait for another run that writes, in steps of [`STEP`]. An index of 100,000 answers takes
/// a few seconds; a lock that is held longer than this is taken for one that nobody will release.
const STEPS: u32 = 600;
const STEP: Duration = Duration::from_millis(50);

/// The kept things of one library.
pub(super) struct Cache {
    /// Nothing where there is no place to write.
    folder: Option<PathBuf>,
    quiet: bool,
    said: Cell<bool>,
}

/// Keeps other runs from writing as long as it lives.
#[derive(Debug)]
pub(super) struct Lock {
    _file: File,
}

impl Cache {
    /// The cache of the library in `root`, made where it is not there. `quiet`: say nothing of damage.
    pub(super) fn of(root: &Path, quiet: bool) -> Self {
        let cache = Self { folder: place(root), quiet, said: Cell::default() };
        match cache.folder.as_deref().map(fs::create_dir_all) {
            Some(Ok(())) => cache,
            Some(Err(error)) => cache.without(&error),
            None => cache.without(&io::ErrorKind::NotFound.into()),
        }
    }

    /// The same without a place, which is said.
    fn without(self, error: &io::Error) -> Self {
        self.unwritable(error);
        Self { folder: None, ..self }
    }

    /// Where larger things can be kept, by their names.
    pub(super) fn path(&self, name: &str) -> Option<PathBuf> {
        self.folder.as_ref().map(|folder| folder.join(name))
    }

    /// What was kept under a name by the same `version` of what it holds.
    pub(super) fn read<T: DeserializeOwned>(&self, name: &str, version: u32) -> Option<T> {
        self.open(&self.blob(name)?, version)
    }

    /// What was kept under a name, as bytes that [`Cache::open`] reads without copying its texts.
    pub(super) fn blob(&self, name: &str) -> Option<Vec<u8>> {
        fs::read(self.path(name)?).ok()
    }

    /// The value in a blob. Says where it is damaged or of another version.
    pub(super) fn open<'b, T: Deserialize<'b>>(&self, blob: &'b [u8], version: u32) -> Option<T> {
        let value = open(blob, version);
        if value.is_none() {
            self.damaged();
        }
        value
    }

    /// Keeps a value under a name, in place of what was there, whole or not at all. Gives whether it could.
    pub(super) fn write<T: Serialize>(&self, name: &str, version: u32, value: &T) -> bool {
        let Some(path) = self.path(name) else { return false };
        let written = replace(&path, |file| seal(value, version, file));
        if let Err(error) = &written {
            self.unwritable(error);
        }
        written.is_ok()
    }

    /// Forgets what was kept under a name.
    pub(super) fn forget(&self, name: &str) {
        let _ = self.path(name).map(fs::remove_file);
    }

    /// The right to write what is called so: one run at a time, the others wait for it. Nothing where there is no
    /// place to write, where the disk knows no locks, or where another run never ends.
    pub(super) fn lock(&self, what: &str) -> Option<Lock> {
        let path = self.path(&format!("{what}.lock"))?;
        let file = match File::options().create(true).truncate(false).write(true).open(path) {
            Ok(file) => file,
            Err(error) => {
                self.unwritable(&error);
                return None;
            }
        };
        for _ in 0..STEPS {
            match file.try_lock() {
                Ok(()) => return Some(Lock { _file: file }),
                Err(TryLockError::WouldBlock) => std::thread::sleep(STEP),
                Err(TryLockError::Error(error)) => {
                    self.unwritable(&error);
                    return None;
                }
            }
        }
        self.say("another run has held the cache for half a minute: done without it");
        None
    }

    /// Says that something kept could not be used.
    pub(super) fn damaged(&self) {
        self.say("what was kept of this library is damaged or from another version: made anew");
    }

    /// Says that nothing can be kept.
    pub(super) fn unwritable(&self, error: &io::Error) {
        let place = self.folder.as_ref().map_or("the cache".to_owned(), |folder| format!("`{}`", folder.display()));
        self.say(&format!("{place} cannot be written, so that nothing is kept for the next time: {error}"));
    }

    /// Says something once: one trouble shows itself in many places.
    fn say(&self, text: &str) {
        if !self.quiet && !self.said.replace(true) {
            report::say(&format!("{text}\n"));
        }
    }
}

/// Where the library in `root` has its folder.
fn place(root: &Path) -> Option<PathBuf> {
    let real = if root.as_os_str().is_empty() { Path::new(".") } else { root }.canonicalize().ok()?;
    let base = match std::env::var_os("RESPONDENT_CACHE").filter(|given| !given.is_empty()) {
        Some(given) => PathBuf::from(given),
        None => etcetera::base_strategy::choose_native_strategy().ok()?.cache_dir().join("respondent"),
    };
    Some(base.join(&hex(&Sha256::digest(real.as_os_str().as_encoded_bytes()))[..16]))
}

/// Writes a value as a blob. Its checksum is known when all of it is written, and takes its place then.
fn seal<T: Serialize>(value: &T, version: u32, mut to: impl Write + Seek) -> io::Result<()> {
    to.write_all(&head(version, 0))?;
    let body = BufWriter::with_capacity(BLOCK, Summed { to: &mut to, sum: crc32fast::Hasher::new() });
    let body = postcard::to_io(value, body).map_err(io::Error::other)?;
    let sum = body.into_inner().map_err(io::IntoInnerError::into_error)?.sum.finalize();
    to.seek(SeekFrom::Start(0))?;
    to.write_all(&head(version, sum))
}

/// What a blob begins with. Another version of the program may weigh words otherwise, whatever it calls its blobs.
fn head(version: u32, sum: u32) -> Vec<u8> {
    let version = version ^ crc32fast::hash(env!("CARGO_PKG_VERSION").as_bytes());
    [&MAGIC[..], &version.to_le_bytes(), &sum.to_le_bytes()].concat()
}

/// Keeps the sum of what is written.
struct Summed<W> {
    to: W,
    sum: crc32fast::Hasher,
}

impl<W: Write> Write for Summed<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.sum.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// The value in a blob of this version that is as it was written.
fn open<'b, T: Deserialize<'b>>(bytes: &'b [u8], version: u32) -> Option<T> {
    let (begin, body) = bytes.split_at_checked(HEAD)?;
    (begin == head(version, crc32fast::hash(body))).then(|| postcard::from_bytes(body).ok()).flatten()
}

/// Writes a file whole or not at all. Not synced to the disk: after a power cut the checksum tells.
pub(super) fn replace(path: &Path, write: impl FnOnce(&mut File) -> io::Result<()>) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".new-").tempfile_in(folder)?;
    write(file.as_file_mut())?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cache(folder: &Path) -> Cache {
        Cache { folder: Some(folder.to_owned()), quiet: true, said: Cell::default() }
    }

    #[test]
    fn what_was_kept_is_read_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let cache = cache(folder.path());
        assert!(cache.write("words", 1, &["one", "two"]));
        assert_eq!(cache.read::<Vec<String>>("words", 1), None, "an array is no list");
        assert!(cache.write("words", 1, &vec!["one", "two"]));
        assert_eq!(cache.read("words", 1), Some(vec!["one".to_owned(), "two".to_owned()]));
        assert_eq!(cache.read::<Vec<String>>("words", 2), None);
        cache.forget("words");
        assert_eq!(cache.read::<Vec<String>>("words", 1), None);
    }

    #[test]
    fn one_run_writes_at_a_time() {
        let folder = tempfile::tempdir().expect("a folder");
        let (one, other) = (cache(folder.path()), cache(folder.path()));
        let lock = one.lock("index");
        assert!(lock.is_some());
        std::thread::scope(|scope| {
            let waiting = scope.spawn(move || other.lock("index").is_some());
            std::thread::sleep(STEP * 2);
            assert!(!waiting.is_finished());
            drop(lock);
            assert!(waiting.join().expect("an end"));
        });
    }

    #[test]
    fn without_a_place_nothing_is_kept() {
        let none = Cache { folder: None, quiet: true, said: Cell::default() };
        assert!(!none.write("words", 1, &1) && none.read::<i32>("words", 1).is_none() && none.lock("index").is_none());
    }

    proptest! {
        #[test]
        fn a_damaged_blob_counts_as_not_there(values: Vec<String>, at: prop::sample::Index, flip in 1u8.., cut: prop::sample::Index) {
            let mut sealed = io::Cursor::new(Vec::new());
            seal(&values, 1, &mut sealed).expect("bytes");
            let sealed = sealed.into_inner();
            prop_assert_eq!(open(&sealed, 1), Some(values));
            let mut bent = sealed.clone();
            bent[at.index(sealed.len())] ^= flip;
            prop_assert_eq!(open::<Vec<String>>(&bent, 1), None);
            prop_assert_eq!(open::<Vec<String>>(&sealed[..cut.index(sealed.len())], 1), None);
        }
    }
}
