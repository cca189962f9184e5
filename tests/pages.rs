//! Every page of a finding is a test: its example is written to a folder, `respondent check` is run
//! there, and what it prints must be the last block of the page. `UPDATE=1 cargo test --test pages`
//! writes what is printed into the pages.
//!
//! A fenced block with a path is a file of the example. What cannot be shown as text is made by a word
//! in brackets behind the path:
//!
//! - `(bytes)`: `\xE9` in the text is that byte.
//! - `(repeat 1000)`: the text, a thousand times.
//! - `(link elsewhere.md)`: a symbolic link to that place; the text is not looked at.

use respondent::{check::PAGES, diagnostic::codes};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

const ARGUMENTS: [&str; 7] = ["check", "--format", "long", "--color", "never", "--today", "2026-11-22"];

/// A fenced block of a page: what stands behind the three backticks, and its lines.
struct Fenced {
    info: String,
    text: String,
}

/// The fenced blocks of a page, in order.
fn fenced(page: &str) -> Vec<Fenced> {
    let (mut blocks, mut open) = (Vec::new(), None::<Fenced>);
    for line in page.lines() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(info), None) => open = Some(Fenced { info: info.to_owned(), text: String::new() }),
            (Some(_), Some(_)) => blocks.extend(open.take()),
            (None, Some(block)) => block.text += &format!("{line}\n"),
            (None, None) => {}
        }
    }
    blocks
}

/// Writes the file that a block stands for; a block without a path is none.
fn write(folder: &Path, block: &Fenced) {
    let Some((_, path)) = block.info.split_once(' ') else { return };
    let (path, made) = path.split_once(" (").map_or((path, ""), |(path, made)| (path, made.trim_end_matches(')')));
    let file = folder.join(path);
    fs::create_dir_all(file.parent().expect("a folder")).expect("the folder is made");
    let bytes = match made.split_once(' ').unwrap_or((made, "")) {
        ("link", to) => return link(to, &file),
        ("repeat", times) => block.text.repeat(times.parse().expect("a number")).into_bytes(),
        ("bytes", _) => unescaped(&block.text),
        ("", _) => block.text.clone().into_bytes(),
        (other, _) => panic!("nothing is made by `({other})`"),
    };
    fs::write(file, bytes).expect("the file is written");
}

#[cfg(unix)]
fn link(to: &str, file: &Path) {
    std::os::unix::fs::symlink(to, file).expect("the link is made");
}

#[cfg(windows)]
fn link(to: &str, file: &Path) {
    std::os::windows::fs::symlink_file(to, file).expect("the link is made");
}

/// The text with every `\xE9` as the byte it names.
fn unescaped(text: &str) -> Vec<u8> {
    let mut parts = text.split("\\x");
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        bytes.push(u8::from_str_radix(&part[..2], 16).expect("two hexadecimal digits"));
        bytes.extend(&part.as_bytes()[2..]);
    }
    bytes
}

/// What `respondent check` prints for the example of a page.
fn printed(page: &str) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    for block in fenced(page) {
        write(folder.path(), &block);
    }
    let run = Command::new(env!("CARGO_BIN_EXE_respondent")).args(ARGUMENTS).current_dir(folder.path()).output().expect("it runs");
    let (out, talk) = (String::from_utf8_lossy(&run.stdout), String::from_utf8_lossy(&run.stderr));
    assert!(run.status.code().is_some_and(|code| code < 2), "it could not run: {talk}");
    format!("{}\n", out.trim_end())
}

/// The page with another last block.
fn with_last_block(page: &str, text: &str) -> String {
    let start = page.rfind("```text\n").expect("a last block") + "```text\n".len();
    format!("{}{text}```\n", &page[..start])
}

fn file(code: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/check").join(format!("{code}.md"))
}

/// What differs: `-` stands in the page, `+` is printed; equal lines at both ends are left out.
fn difference(page: &str, printed: &str) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (page.lines().collect(), printed.lines().collect());
    let first = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let (old, new) = (&old[first..], &new[first..]);
    let last = old.iter().rev().zip(new.iter().rev()).take_while(|(old, new)| old == new).count();
    let marked = |mark: char, lines: &[&str]| lines.iter().map(|line| format!("{mark} {line}\n")).collect::<String>();
    marked('-', &old[..old.len() - last]) + &marked('+', &new[..new.len() - last])
}

#[test]
fn every_example_gives_what_its_page_shows() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut wrong = Vec::new();
    for page in PAGES {
        let text = fs::read_to_string(file(page.code)).expect("the page is read");
        let printed = printed(&text);
        if !printed.contains(&format!("[{}]: ", page.code)) {
            wrong.push(format!("{}: the example does not give this finding, but\n{printed}", page.code));
        }
        let shown = fenced(&text).pop().map(|block| block.text).unwrap_or_default();
        if shown == printed {
            continue;
        }
        match update {
            true => fs::write(file(page.code), with_last_block(&text, &printed)).expect("the page is written"),
            false => wrong.push(format!("{}:\n{}", page.code, difference(&shown, &printed))),
        }
    }
    assert!(wrong.is_empty(), "{}\n`UPDATE=1 cargo test --test pages` writes what is printed into the pages", wrong.join("\n"));
}

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let names = |mut names: Vec<String>| {
        names.sort();
        names
    };
    let known = names(codes::ALL.iter().map(|code| code.name.to_owned()).collect());
    let listed: Vec<String> = PAGES.iter().map(|page| page.code.to_owned()).collect();
    let files = fs::read_dir(file("any").parent().expect("a folder")).expect("the folder is read");
    let files = files.filter_map(|entry| entry.expect("an entry").file_name().to_str()?.strip_suffix(".md").map(str::to_owned));
    assert_eq!(listed, names(listed.clone()), "pages stand in the order of their codes");
    assert_eq!(listed, known, "every code has a row in `PAGES`, every row a code");
    assert_eq!(names(files.collect()), known, "every code has a file, every file a code");
}

#[test]
fn codes_stand_in_the_order_of_their_names() {
    assert!(codes::ALL.is_sorted_by_key(|code| code.name));
}

#[test]
fn every_page_has_the_same_form() {
    for page in PAGES {
        let lines: Vec<&str> = page.text.lines().collect();
        assert_eq!(lines[0], format!("# {}", page.code));
        let summary = lines[2];
        assert!(summary.ends_with('.') && summary.chars().count() <= 100, "{}: one short sentence: {summary}", page.code);
        let prose = page.text.split("```").step_by(2).collect::<String>();
        let headings: Vec<&str> = prose.lines().filter(|line| line.starts_with("## ")).collect();
        assert_eq!(headings, ["## Why it matters", "## Example"], "{}", page.code);
        assert_eq!(fenced(page.text).last().map(|block| block.info.as_str()), Some("text"), "{}", page.code);
    }
}
