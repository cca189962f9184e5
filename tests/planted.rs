//! Planted mistakes: a library in which each one is marked, and the same library mended.
//!
//! In the files below `tests/planted/`, `⟦code¦wrong¦right⟧` stands for a mistake and what puts it right:
//! with the wrong texts, `respondent check` finds `code` (or several, `,` between) on the line on which
//! the mark begins, and nothing else; with the right ones, nothing. A mark without a code only goes with
//! another one.

#[path = "common/mod.rs"]
mod common;
#[path = "common/program.rs"]
mod program;

use program::Folder;
use respondent::check::CHECKS;
use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

/// The library with one side of every mark, and where what is to be found.
#[derive(Default)]
struct Planted {
    files: BTreeMap<String, String>,
    wanted: Vec<String>,
}

fn planted(wrong: bool) -> Planted {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/planted");
    let mut planted = Planted::default();
    collect(&root, &root, wrong, &mut planted);
    planted.wanted.sort();
    planted
}

fn collect(root: &Path, folder: &Path, wrong: bool, planted: &mut Planted) {
    for path in fs::read_dir(folder).expect("a folder").flatten().map(|entry| entry.path()) {
        if path.is_dir() {
            collect(root, &path, wrong, planted);
            continue;
        }
        let name = path.strip_prefix(root).expect("below").to_string_lossy().replace('\\', "/");
        let text = grown(&name, &fs::read_to_string(&path).expect("a file"), wrong, &mut planted.wanted);
        planted.files.insert(name, text);
    }
}

/// The text of a file with one side of every mark.
fn grown(name: &str, text: &str, wrong: bool, wanted: &mut Vec<String>) -> String {
    let mut parts = text.split('⟦');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (mark, rest) = part.split_once('⟧').expect("a mark ends");
        let [codes, bad, good] = mark.split('¦').collect::<Vec<_>>()[..] else { panic!("{name}: `{mark}` has three parts") };
        let side = if wrong { bad } else { good };
        let blank = side.len() - side.trim_start_matches('\n').len();
        let line = out.matches('\n').count() + blank + 1;
        wanted.extend(codes.split(',').filter(|code| !code.is_empty()).map(|code| format!("{name}:{line} {code}")));
        out += side;
        out += rest;
    }
    out
}

/// What the program finds: path, line and code.
fn found(planted: &Planted) -> Vec<String> {
    let folder = Folder::empty();
    for (path, text) in &planted.files {
        folder.write(path, text);
    }
    let ran = folder.run(&["check", "--format", "short", "--today", "2026-11-22"]);
    let mut found: Vec<String> = ran.found().iter().map(|line| without_column(line)).collect();
    found.sort();
    found
}

fn without_column(found: &str) -> String {
    let (place, code) = found.split_once(' ').expect("a code");
    let (line, _) = place.rsplit_once(':').expect("a column");
    format!("{line} {code}")
}

#[test]
fn every_planted_mistake_is_found_at_its_line_and_nothing_else() {
    let planted = planted(true);
    let found = found(&planted);
    let missing: Vec<&String> = planted.wanted.iter().filter(|wanted| !found.contains(wanted)).collect();
    let more: Vec<&String> = found.iter().filter(|found| !planted.wanted.contains(found)).collect();
    assert!(missing.is_empty() && more.is_empty(), "not found: {missing:#?}\nfound besides: {more:#?}");
    assert_eq!(found, planted.wanted);
    assert!(planted.wanted.len() >= 60, "{} mistakes", planted.wanted.len());
}

#[test]
fn the_same_library_mended_has_no_finding() {
    assert_eq!(found(&planted(false)), Vec::<String>::new());
}

#[test]
fn every_check_has_a_planted_mistake() {
    let wanted = planted(true).wanted;
    let planted: BTreeSet<&str> = wanted.iter().filter_map(|line| line.rsplit_once(' ')).map(|(_, code)| code).collect();
    let missing: Vec<&str> = CHECKS.iter().map(|check| check.code.name).filter(|code| !planted.contains(code)).collect();
    // These speak of the rules of single channels, or of a setting for the whole library, and have their pages.
    assert_eq!(missing, ["channel-identity", "channel-numbering"]);
}
