//! Records changed in place: one run at a time, and never over what somebody else has written meanwhile.

use super::{
    Failure, Shared,
    cache::{Cache, Lock},
    files,
};
use crate::source::Sources;
use std::{fs, path::Path};

/// The right to change the records of one library. Other runs of the same person wait for it; where no lock can
/// be had, and against editors and other people, a file is compared with what was read of it before it is replaced.
#[derive(Debug)]
pub(super) struct Turn {
    _lock: Option<Lock>,
}

impl Turn {
    /// Waits for it. To be taken before the library is read.
    pub(super) fn take(shared: &Shared) -> Result<Self, Failure> {
        let root = files::find(shared.library.as_deref())?;
        Ok(Self { _lock: Cache::of(&root, true).lock("records") })
    }

    /// Writes a record that was not there when the library was read.
    pub(super) fn write_new(&self, path: &Path, text: &str) -> Result<(), Failure> {
        files::replace(path, None, text.as_bytes())
    }

    /// Gives a record that was read as `read` the text that `change` makes of its bytes.
    pub(super) fn change(&self, path: &Path, read: &str, change: impl FnOnce(&str) -> Result<String, Failure>) -> Result<(), Failure> {
        let raw = fs::read(path).map_err(|error| Failure::new(format!("`{}` cannot be read: {error}", path.display())))?;
        let Some(text) = std::str::from_utf8(&raw).ok().filter(|raw| is_as_read(raw, read)) else { return Err(files::changed(path)) };
        files::replace(path, Some(&raw), change(text)?.as_bytes())
    }
}

/// Whether a file's text gives what the library has read.
pub(super) fn is_as_read(raw: &str, read: &str) -> bool {
    let mut again = Sources::default();
    let source = again.add("", raw);
    again.text(source) == read
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_else_wrote_is_not_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("response.md");
        let turn = Turn { _lock: None };
        turn.write_new(&path, "one").expect("written");
        assert!(turn.write_new(&path, "two").is_err());
        assert!(turn.change(&path, "another", |_| Ok("two".to_owned())).is_err());
        let meanwhile = |_: &str| {
            fs::write(&path, "theirs").expect("written");
            Ok("two".to_owned())
        };
        assert!(turn.change(&path, "one", meanwhile).is_err());
        assert_eq!(fs::read_to_string(&path).expect("a file"), "theirs");
        turn.change(&path, "theirs", |text| Ok(format!("{text} and ours"))).expect("written");
        assert_eq!(fs::read_to_string(&path).expect("a file"), "theirs and ours");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 1, "nothing is left over");
    }
}
