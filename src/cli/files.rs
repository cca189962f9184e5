//! The disk: finding and reading a library, writing files whole or not at all.

use super::{Failure, Shared, report};
use crate::{
    diagnostic::{Diagnostic, Severity},
    library::{File, Library, MAX_BYTES},
};
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeSet,
    fs,
    io::{self, Read, Write},
    path::{Path, PathBuf},
};
use walkdir::WalkDir;

/// A library that was read from a folder.
pub(super) struct Opened {
    pub(super) root: PathBuf,
    pub(super) library: Library,
    pub(super) findings: Vec<Diagnostic>,
}

/// Where a library keeps its records.
pub(super) const PARTS: [&str; 4] = ["respondent.toml", "positions", "responses", "templates"];

/// Reads the library that a person means.
pub(super) fn open(shared: &Shared) -> Result<Opened, Failure> {
    let (root, files) = gather(shared)?;
    let (library, findings) = Library::read(files);
    Ok(Opened { root, library, findings })
}

/// Reads it for a command that shows no findings: says how many records have errors, since what is in them may
/// be missing from the result or stand there wrongly.
pub(super) fn open_saying(shared: &Shared) -> Result<Opened, Failure> {
    let opened = open(shared)?;
    say_wrong(wrong(&opened.library, &opened.findings).len());
    Ok(opened)
}

/// The files with errors, by their paths in the library.
pub(super) fn wrong(library: &Library, findings: &[Diagnostic]) -> BTreeSet<String> {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    errors.filter_map(|finding| Some(library.sources.path(finding.span?.source).to_string_lossy().replace('\\', "/"))).collect()
}

/// Says that records have errors, however quiet the rest is to be: what is shown may be wrong.
pub(super) fn say_wrong(records: usize) {
    if records > 0 {
        let have = if records == 1 { "1 record has".to_owned() } else { format!("{records} records have") };
        report::say(&format!("{have} errors, so that something may be missing here or wrong: `respondent check` says what\n"));
    }
}

/// The library's folder, and every file of it.
pub(super) fn gather(shared: &Shared) -> Result<(PathBuf, Vec<File>), Failure> {
    let root = find(shared.library.as_deref())?;
    let files = of_parts(&root, PARTS);
    Ok((root, files))
}

/// Every file of some parts of a library: files or folders, by their paths in it.
pub(super) fn of_parts<'p>(root: &Path, parts: impl IntoIterator<Item = &'p str>) -> Vec<File> {
    let mut files = Vec::new();
    for part in parts.into_iter().filter(|part| root.join(part).exists()) {
        walk(root, part, &mut files);
    }
    files
}

/// The library's folder: as given, else the nearest one at or above the working folder.
pub(super) fn find(given: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(given) = given {
        if given.join("respondent.toml").is_file() {
            return Ok(given.to_owned());
        }
        let failure = Failure::new(format!("`{}` is not a library: it holds no `respondent.toml`", given.display()));
        return Err(match given.is_dir() {
            true => failure.help(format!("`respondent init {}` makes it one", given.display())),
            false => failure.help("there is no such folder"),
        });
    }
    let here = std::env::current_dir().map_err(|error| Failure::new(format!("the working folder cannot be read: {error}")))?;
    let found = here.ancestors().find(|folder| folder.join("respondent.toml").is_file());
    match found {
        // A relative path reads better in findings.
        Some(root) if root == here => Ok(PathBuf::new()),
        Some(root) => Ok(root.to_owned()),
        None => Err(Failure::new("this folder is not in a library: no `respondent.toml` here or above")
            .help("`respondent init` starts a library here; `--library DIR` names another one")),
    }
}

fn walk(root: &Path, part: &str, files: &mut Vec<File>) {
    let base = if root.as_os_str().is_empty() { Path::new(".") } else { root };
    for entry in WalkDir::new(base.join(part)).follow_links(true) {
        match entry {
            Ok(entry) if entry.file_type().is_file() && !is_hidden(entry.path(), base) => {
                files.push(File { path: inner_path(entry.path(), base), bytes: read(entry.path()).map_err(|error| error.to_string()) });
            }
            Ok(entry) if entry.file_type().is_dir() && is_record_name(entry.path()) && !is_hidden(entry.path(), base) => {
                files.push(File { path: inner_path(entry.path(), base), bytes: Err("it is a folder".to_owned()) });
            }
            Ok(_) => {}
            Err(error) => {
                let path = error.path().unwrap_or(base);
                if !is_hidden(path, base) {
                    files.push(File { path: inner_path(path, base), bytes: Err(reason(&error)) });
                }
            }
        }
    }
}

/// Word processors and editors leave hidden files beside those that are open.
fn is_hidden(path: &Path, base: &Path) -> bool {
    let inner = path.strip_prefix(base).unwrap_or(path);
    inner.components().any(|part| part.as_os_str().to_string_lossy().starts_with(['.', '~']))
}

fn inner_path(path: &Path, base: &Path) -> String {
    let inner = path.strip_prefix(base).unwrap_or(path);
    inner.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn is_record_name(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "md" || ending == "toml")
}

/// Why a file or a folder cannot be read.
fn reason(error: &walkdir::Error) -> String {
    match error.io_error() {
        Some(error) if error.kind() == io::ErrorKind::NotFound => "it is a link to a place that does not exist".to_owned(),
        Some(error) => error.to_string(),
        None => "its links go round in a circle".to_owned(),
    }
}

/// Some files of a library, by their paths in it. One that is gone by now is left out.
pub(super) fn read_some<'p>(root: &Path, paths: impl IntoIterator<Item = &'p str>) -> Vec<File> {
    let each = paths.into_iter().filter_map(|path| match read(&root.join(path)) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        bytes => Some(File { path: path.to_owned(), bytes: bytes.map_err(|error| error.to_string()) }),
    });
    each.collect()
}

/// At most a byte more than a record may have.
fn read(path: &Path) -> io::Result<Vec<u8>> {
    let file = fs::File::open(path)?;
    let most = MAX_BYTES as u64 + 1;
    let mut bytes = Vec::with_capacity(file.metadata().map_or(0, |it| it.len().min(most)) as usize + 1);
    file.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Writes a file whole or not at all: to a temporary file beside it, then in its place.
pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    let file = prepared(path, bytes)?;
    file.persist(path).map_err(|error| unwritable(path, &error.error))?;
    Ok(())
}

/// The same for a file that holds `was`, or nothing where there is none. Refuses where it holds something else by now.
pub(super) fn replace(path: &Path, was: Option<&[u8]>, bytes: &[u8]) -> Result<(), Failure> {
    let file = prepared(path, bytes)?;
    let Some(was) = was else {
        return match file.persist_noclobber(path) {
            Ok(_) => Ok(()),
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => Err(changed(path)),
            Err(error) => Err(unwritable(path, &error.error)),
        };
    };
    refuse_changed(path, was)?;
    file.persist(path).map_err(|error| unwritable(path, &error.error))?;
    Ok(())
}

/// Refuses where a file does not hold `was` any longer.
pub(super) fn refuse_changed(path: &Path, was: &[u8]) -> Result<(), Failure> {
    if fs::read(path).is_ok_and(|now| now == was) { Ok(()) } else { Err(changed(path)) }
}

/// Somebody wrote a file while it was to be written.
pub(super) fn changed(path: &Path) -> Failure {
    Failure::new(format!("`{}` was changed by somebody else just now", path.display())).help("nothing was written: run it again")
}

/// The temporary file that is to take a file's place.
fn prepared(path: &Path, bytes: &[u8]) -> Result<tempfile::NamedTempFile, Failure> {
    let cannot = |error: io::Error| unwritable(path, &error);
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if path.is_dir() {
        return Err(cannot(io::ErrorKind::IsADirectory.into()));
    }
    fs::create_dir_all(folder).map_err(cannot)?;
    let mut file = temporary().tempfile_in(folder).map_err(cannot)?;
    file.write_all(bytes).and_then(|()| file.as_file().sync_all()).map_err(cannot)?;
    Ok(file)
}

/// Why a file cannot be written, and what to do.
fn unwritable(path: &Path, error: &io::Error) -> Failure {
    let failure = Failure::new(format!("`{}` cannot be written: {error}", path.display()));
    match error.kind() {
        io::ErrorKind::PermissionDenied => {
            failure.help("it is open in another program, or you may not write there: close it, or ask whoever keeps the folder")
        }
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => failure.help("a file stands where a folder should be"),
        io::ErrorKind::IsADirectory => failure.help("that is a folder"),
        _ => failure,
    }
}

/// Temporary files are for their owner alone; what is built is for those whom the person's own settings
/// (the umask) let in.
fn temporary() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".respondent-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

/// Writes what was built. Refuses a file that a word processor has open, a file of the library, and
/// one that was changed since it was built, unless `force`: none of these words could be had again.
pub(super) fn write_built(root: &Path, path: &Path, bytes: &[u8], force: bool) -> Result<(), Failure> {
    if let Some(lock) = open_elsewhere(path) {
        let failure = Failure::new(format!("`{}` is open in another program", path.display()));
        return Err(failure.help(format!("close it there, or name another file with `-o`; if it is not open, delete `{}`", lock.display())));
    }
    if is_record(root, path) {
        let failure = Failure::new(format!("`{}` is a file of the library", path.display()));
        return Err(failure.help("what is built never takes the place of what it is built from: name another file with `-o`"));
    }
    let seal = Seal::of(root, path);
    if !force && seal.is_broken(path) {
        let failure = Failure::new(match seal.file.exists() {
            true => format!("`{}` is not as it was built: somebody has changed it", path.display()),
            false => format!("`{}` is there already, and was not written here by respondent", path.display()),
        });
        return Err(failure.help("keep it under another name, name another file with `-o`, or write over it with `--force`"));
    }
    write(path, bytes).map_err(or_elsewhere)?;
    seal.set(bytes);
    Ok(())
}

/// What is built may stand anywhere else as well.
fn or_elsewhere(failure: Failure) -> Failure {
    let help = failure.help.as_deref().map(|help| format!("{help}; or name another file with `-o`"));
    Failure { help: Some(help.unwrap_or_else(|| "name another file with `-o`".to_owned())), ..failure }
}

/// The file by which LibreOffice or Word shows that it has a document open.
fn open_elsewhere(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_string_lossy().into_owned();
    let word = name.chars().skip(if name.chars().count() > 10 { 2 } else { 0 }).collect::<String>();
    [format!(".~lock.{name}#"), format!("~${word}")].into_iter().map(|lock| path.with_file_name(lock)).find(|lock| lock.exists())
}

fn is_record(root: &Path, path: &Path) -> bool {
    let inner = inside(root, path);
    inner.and_then(|inner| inner.components().next()?.as_os_str().to_str().map(|first| PARTS.contains(&first))).unwrap_or(false)
}

/// Where in a library a file is, by its path from the root.
pub(super) fn inside(root: &Path, path: &Path) -> Option<PathBuf> {
    let base = if root.as_os_str().is_empty() { Path::new(".") } else { root };
    real(path)?.strip_prefix(base.canonicalize().ok()?).ok().map(Path::to_owned)
}

/// The real path of a file that need not be there yet: below `responses/` it would become a record.
fn real(path: &Path) -> Option<PathBuf> {
    let path = std::path::absolute(path).ok()?;
    let there = path.ancestors().find(|folder| folder.exists())?;
    let rest = path.strip_prefix(there).ok()?;
    Some(if rest.as_os_str().is_empty() { there.canonicalize().ok()? } else { there.canonicalize().ok()?.join(rest) })
}

/// What a built file held when it was built: its checksum, kept in `out/.built` of the library.
struct Seal {
    file: PathBuf,
}

impl Seal {
    fn of(root: &Path, path: &Path) -> Self {
        let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let name = hex(&Sha256::digest(absolute.to_string_lossy().as_bytes()))[..16].to_owned();
        Self { file: root.join("out/.built").join(name) }
    }

    /// Whether the file holds something else than was built.
    fn is_broken(&self, path: &Path) -> bool {
        let Ok(bytes) = fs::read(path) else { return false };
        fs::read_to_string(&self.file).map_or(true, |kept| kept.trim() != hex(&Sha256::digest(&bytes)))
    }

    /// Best effort: without it, the next build asks once more.
    fn set(&self, bytes: &[u8]) {
        let _ = self.file.parent().map(fs::create_dir_all);
        let _ = fs::write(&self.file, hex(&Sha256::digest(bytes)));
    }
}

/// Moves the files that stand directly in a folder into a numbered one inside it: `1`, `2` …
pub(super) fn set_aside(folder: &Path) -> Result<(), Failure> {
    let cannot = |error: io::Error| Failure::new(format!("`{}` cannot be set aside: {error}", folder.display()));
    let number = (1..).find(|number: &u32| !folder.join(number.to_string()).exists()).unwrap_or_default();
    let aside = folder.join(number.to_string());
    fs::create_dir(&aside).map_err(cannot)?;
    for entry in fs::read_dir(folder).map_err(cannot)? {
        let path = entry.map_err(cannot)?.path();
        if let Some(name) = path.file_name().filter(|_| path.is_file()) {
            fs::rename(&path, aside.join(name)).map_err(cannot)?;
        }
    }
    Ok(())
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_name_is_offered_only_for_what_is_built() {
        let denied = || unwritable(Path::new("response.md"), &io::ErrorKind::PermissionDenied.into());
        assert!(!denied().help.expect("help").contains("-o"));
        assert!(or_elsewhere(denied()).help.expect("help").contains("`-o`"));
    }
}
