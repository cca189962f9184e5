//! Keeps the house in order: layers, rooms, and rows that have their files.

use respondent::{check::CHECKS, export::FORMATS};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// The rooms by layer: a room imports only from lower layers, and rooms of one layer not from each other.
const LAYERS: &[&[&str]] = &[
    &["text", "source"],
    &["diagnostic"],
    &["document"],
    &["library"],
    &["matching", "search", "semantic"],
    &["assemble"],
    &["diff", "draft", "import", "export", "portal", "reuse"],
    &["check"],
    &["cli"],
];

/// The one place that knows an outside package, as the beginning of a path below `src/`.
const ROOMS: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["cli/"]),
    ("anstream", &["cli/"]),
    ("clap", &["cli/"]),
    ("comfy_table", &["cli/"]),
    ("chardetng", &["import/read/decode"]),
    ("compact_str", &["text/"]),
    ("crc32fast", &["cli/cache/"]),
    ("csv", &["portal/csv"]),
    ("docx_rs", &["export/docx"]),
    ("encoding_rs", &["import/read/decode", "import/read/html/"]),
    ("etcetera", &["cli/cache/", "cli/meaning/"]),
    ("foldhash", &["text/"]),
    ("html5ever", &["import/read/html/"]),
    ("indicatif", &["cli/"]),
    ("lopdf", &["import/read/pdf/"]),
    ("markup5ever_rcdom", &["import/read/html/"]),
    ("mimalloc", &["main"]),
    ("maud", &["diff/show/html", "export/html", "portal/html"]),
    ("ndarray", &["semantic/"]),
    ("postcard", &["cli/cache/"]),
    ("pulldown_cmark", &["document/markdown/", "import/read/md/"]),
    ("quick_xml", &["export/docx"]),
    ("regex", &["import/recognise/pattern"]),
    ("roxmltree", &["import/read/"]),
    ("rust_stemmers", &["text/"]),
    ("safetensors", &["semantic/weights"]),
    ("serde_json", &["diff/show/json", "document/json", "portal/json", "semantic/", "cli/"]),
    ("sha2", &["cli/", "library/submission"]),
    ("similar", &["text/compare"]),
    ("strsim", &["text/"]),
    ("tantivy", &["search/", "cli/search/"]),
    ("tempfile", &["cli/"]),
    ("tera", &["assemble/"]),
    ("toml", &["library/"]),
    ("unicode_normalization", &["import/read/", "semantic/tokens"]),
    ("walkdir", &["cli/"]),
    ("zip", &["export/docx", "import/read/package"]),
];

/// Packages whose types are everybody's words.
const COMMON: &[&str] = &["chrono", "serde"];

/// What only the rim may do.
const RIM: &[&str] = &[
    "std::env",
    "std::fs",
    "std::process",
    "std::net",
    "fs::",
    "io::stdout",
    "io::stderr",
    "std::io::stdout",
    "std::io::stderr",
    "println!",
    "eprintln!",
    "print!",
    "eprint!",
    "dbg!",
    "SystemTime",
    "Instant::now",
    "Local::now",
    "Utc::now",
];

/// A file below `src/`: its path from there, and its code without comments and tests.
struct Source {
    path: String,
    code: String,
}

fn sources() -> Vec<Source> {
    let mut paths = Vec::new();
    collect(Path::new("src"), &mut paths);
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("a readable file");
        let path = path.strip_prefix("src").expect("below src").to_string_lossy().replace('\\', "/");
        Source { path, code: code(&text) }
    };
    paths.into_iter().map(read).collect()
}

fn collect(folder: &Path, out: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            collect(&path, out);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            out.push(path);
        }
    }
}

/// Without the tests at the end and without comments. Addresses in texts lose their end with them, which does no harm.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}

impl Source {
    /// Its module path: `a/b.rs` and `a/b/mod.rs` are `[a, b]`.
    fn module(&self) -> Vec<&str> {
        let stem = self.path.trim_end_matches(".rs");
        stem.strip_suffix("/mod").unwrap_or(stem).split('/').collect()
    }

    fn room(&self) -> &str {
        self.module()[0]
    }

    /// The rooms that it names: behind `crate::`, and behind as many `super::` as lead to the root.
    fn used(&self) -> BTreeSet<String> {
        let mut used = BTreeSet::new();
        for tail in after(&self.code, "crate::") {
            used.extend(heads(tail));
        }
        let root = "super::".repeat(self.module().len());
        for tail in after(&self.code, &root) {
            if !tail.starts_with("super::") {
                used.extend(heads(tail));
            }
        }
        used
    }
}

/// What stands behind each `word` that begins a path.
fn after<'c>(code: &'c str, word: &str) -> Vec<&'c str> {
    let begins = |at: usize| code[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric() && c != '_' && c != ':' && c != '$');
    code.match_indices(word).filter(|(at, _)| begins(*at)).map(|(at, _)| &code[at + word.len()..]).collect()
}

/// The first names of a path or of a group of paths: `a` and `b` of `{a, b::{c, d}}`.
fn heads(tail: &str) -> Vec<String> {
    let name = |text: &str| text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = tail.strip_prefix('{') else { return vec![name(tail)] };
    let (mut out, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                out.push(name(&group[start..at]));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                out.push(name(&group[start..at]));
                start = at + 1;
            }
            _ => {}
        }
    }
    out.retain(|name| !name.is_empty());
    out
}

fn layer(room: &str) -> Option<usize> {
    LAYERS.iter().position(|rooms| rooms.contains(&room))
}

fn none(wrong: Vec<String>, what: &str) {
    assert!(wrong.is_empty(), "{what}:\n{}", wrong.join("\n"));
}

#[test]
fn paths_are_read_in_every_form() {
    assert_eq!(heads("text::nearest;"), ["text"]);
    assert_eq!(heads("{\n    assemble::{Assembled, Assembler},\n    text,\n};"), ["assemble", "text"]);
    let source =
        Source { path: "a/b.rs".into(), code: code("use super::super::text::x; // crate::cli\nlet y = crate::source::Span; super::c();") };
    assert_eq!(source.used().into_iter().collect::<Vec<_>>(), ["source", "text"]);
    let source = Source { path: "a/mod.rs".into(), code: code("use super::text; use b::super_::x;") };
    assert_eq!(source.used().into_iter().collect::<Vec<_>>(), ["text"]);
}

#[test]
fn rooms_import_only_downwards() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !["lib", "main"].contains(&source.room())) {
        let Some(here) = layer(source.room()) else {
            wrong.push(format!("{} is in a room without a layer", source.path));
            continue;
        };
        for used in source.used().iter().filter(|used| *used != source.room()) {
            match layer(used) {
                Some(there) if there < here => {}
                Some(_) => wrong.push(format!("{} uses {used}, which is no lower", source.path)),
                None => wrong.push(format!("{} uses {used}, which has no layer", source.path)),
            }
        }
    }
    none(wrong, "upward or sideways imports");
}

#[test]
fn every_room_is_in_the_picture_of_layers() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| source.path == "lib.rs") {
        for line in source.code.lines().filter_map(|line| line.trim().strip_prefix("pub mod ")) {
            let room = line.trim_end_matches(';');
            if layer(room).is_none() {
                wrong.push(room.to_owned());
            }
        }
    }
    none(wrong, "rooms without a layer");
}

#[test]
fn each_outside_package_is_known_to_one_room() {
    let mut wrong = Vec::new();
    for source in sources() {
        for (package, rooms) in ROOMS {
            let used = after(&source.code, &format!("{package}::")).len() + after(&source.code, &format!("use {package};")).len();
            if used > 0 && !rooms.iter().any(|room| source.path.starts_with(room)) {
                wrong.push(format!("{} uses {package}, which is for {}", source.path, rooms.join(" and ")));
            }
        }
    }
    none(wrong, "packages outside their room");
}

#[test]
fn every_dependency_has_a_room() {
    let manifest = fs::read_to_string("Cargo.toml").expect("a manifest");
    let dependencies = manifest.split("\n[dependencies]").nth(1).and_then(|rest| rest.split("\n[").next()).expect("dependencies");
    let names = dependencies.lines().filter_map(|line| line.split_once(" = ")).map(|(name, _)| name.trim().replace('-', "_"));
    let homeless = names.filter(|name| !COMMON.contains(&name.as_str()) && !ROOMS.iter().any(|(package, _)| package == name));
    none(homeless.collect(), "dependencies without a room");
}

#[test]
fn only_the_rim_touches_disk_clock_and_terminal() {
    let mut wrong = Vec::new();
    for source in sources().iter().filter(|source| !["cli", "main"].contains(&source.room())) {
        for word in RIM.iter().filter(|word| !after(&source.code, word).is_empty()) {
            wrong.push(format!("{} has {word}", source.path));
        }
    }
    none(wrong, "effects inside");
}

#[test]
fn nothing_panics_on_purpose() {
    let mut wrong = Vec::new();
    for source in sources() {
        for word in [".unwrap()", ".expect(", "panic!(", "todo!(", "unimplemented!(", "unreachable!("] {
            if source.code.contains(word) {
                wrong.push(format!("{} has {word}", source.path));
            }
        }
    }
    none(wrong, "ways to panic");
}

/// The names of the modules in a folder of `src/`, but for those that are shared.
fn modules(folder: &str, shared: &[&str]) -> BTreeSet<String> {
    let entries = fs::read_dir(Path::new("src").join(folder)).expect("a folder").flatten();
    let rust =
        entries.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "rs") || entry.path().join("mod.rs").exists());
    let names = rust.map(|entry| entry.file_name().to_string_lossy().trim_end_matches(".rs").to_owned());
    names.filter(|name| name != "mod" && !shared.contains(&name.as_str())).collect()
}

#[test]
fn every_format_has_its_file_and_every_file_its_row() {
    let rows: BTreeSet<String> = FORMATS.iter().map(|format| format.name.to_owned()).collect();
    assert_eq!(rows.len(), FORMATS.len(), "two formats of one name");
    assert_eq!(rows, modules("export", &[]));
}

#[test]
fn every_verb_has_its_module_and_every_module_its_verb() {
    let cli = fs::read_to_string("src/cli/mod.rs").expect("the verbs");
    let body = code(&cli).split("enum Verb {").nth(1).and_then(|rest| rest.split('}').next().map(str::to_owned)).expect("an enum Verb");
    let verbs: BTreeSet<String> =
        body.lines().filter_map(|line| line.trim().split_once('(')).map(|(verb, _)| verb.to_lowercase()).collect();
    assert!(!verbs.is_empty());
    assert_eq!(verbs, modules("cli", &["cache", "change", "files", "meaning"]));
}

#[test]
fn every_check_has_its_file() {
    for check in CHECKS {
        let path = format!("src/check/{}.rs", check.code.name.replace('-', "_"));
        assert!(Path::new(&path).exists(), "{path}");
    }
}
