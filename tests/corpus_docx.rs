//! Word files made by others, from a folder named by `RESPONDENT_CORPUS`: each is read or refused with a
//! reason, and where pandoc reads it too, its words are found here.
//!
//! `RESPONDENT_CORPUS=/path/to/docx cargo test --release --test corpus_docx -- --nocapture`

#[path = "common/read.rs"]
mod common;

use common::{shown, words_of};
use respondent::import::{Changes, read::read};
use std::{
    collections::HashMap,
    io::Read,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

/// The least share of pandoc's words over all files.
const LEAST: f64 = 0.99;

#[test]
fn files_of_others_are_read() {
    let Some(folder) = std::env::var_os("RESPONDENT_CORPUS") else {
        println!("skipped: RESPONDENT_CORPUS names no folder of Word files");
        return;
    };
    let mut files = Vec::new();
    collect(Path::new(&folder), &mut files);
    files.sort();
    let pandoc = Command::new("pandoc").arg("--version").output().is_ok();
    if !pandoc {
        println!("words are not compared: pandoc is not on the path");
    }
    let (mut found, mut wanted, mut slowest) = (0, 0, 0.0_f64);
    println!("{:>7} {:>6} {:>7} {:>6}  file", "ms", "pieces", "words", "share");
    for file in &files {
        let bytes = std::fs::read(file).unwrap();
        let begun = Instant::now();
        let result = read(&bytes, file.to_str(), Changes::Accept);
        let ms = begun.elapsed().as_secs_f64() * 1000.0;
        slowest = slowest.max(ms);
        let name = file.strip_prefix(&folder).unwrap().display();
        let foreign = match result {
            Err(refused) => {
                assert!(!refused.message.is_empty() && !refused.help.is_empty());
                println!("{ms:>7.2} refused: {refused}  {name}");
                continue;
            }
            Ok(foreign) => foreign,
        };
        // What is dropped is told: it counts as found.
        let told: Vec<&str> = foreign.notices.iter().filter_map(|notice| notice.dropped.as_deref()).collect();
        let mut ours = words_of(&format!("{} {}", shown(&foreign), told.join(" ")));
        // Of equations pandoc makes TeX, whose words nobody typed.
        let pandoc = pandoc && !holds_equations(&bytes);
        let theirs: Option<Vec<String>> = if pandoc { plain(file).map(|text| words_of(&text)) } else { None };
        let share = theirs.map(|theirs| {
            let (hits, missing) = common_words(&mut ours, &theirs);
            if hits < theirs.len() && std::env::var_os("RESPONDENT_MISSING").is_some() {
                println!("        missing in {name}: {}", missing.join(" "));
            }
            (found, wanted) = (found + hits, wanted + theirs.len());
            hits as f64 / theirs.len() as f64
        });
        let share = share.filter(|share| share.is_finite()).map_or_else(|| "-".to_owned(), |share| format!("{share:.3}"));
        println!("{ms:>7.2} {:>6} {:>7} {share:>6}  {name}", foreign.pieces.len(), ours.len());
    }
    println!("{} files, the slowest {slowest:.1} ms", files.len());
    if wanted > 0 {
        let share = f64::from(found as u32) / f64::from(wanted as u32);
        println!("{found} of {wanted} of pandoc's words: {share:.4}");
        assert!(share >= LEAST, "{share}");
    }
}

fn collect(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, out);
        } else if path.extension().is_some_and(|ending| ending == "docx") {
            out.push(path);
        }
    }
}

fn holds_equations(bytes: &[u8]) -> bool {
    let Ok(mut zip) = zip::ZipArchive::new(std::io::Cursor::new(bytes)) else { return false };
    let Ok(mut main) = zip.by_name("word/document.xml") else { return false };
    let mut text = Vec::new();
    main.read_to_end(&mut text).is_ok() && String::from_utf8_lossy(&text).contains("oMath>")
}

fn plain(file: &Path) -> Option<String> {
    let output = Command::new("pandoc").args(["-t", "plain", "--wrap=none", "--track-changes=accept"]).arg(file).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// How many words of the second are among the first, each used once, and which are not.
fn common_words(ours: &mut [String], theirs: &[String]) -> (usize, Vec<String>) {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    ours.iter().for_each(|word| *counts.entry(word).or_default() += 1);
    let mut missing = Vec::new();
    for word in theirs {
        match counts.get_mut(word.as_str()).filter(|count| **count > 0) {
            Some(count) => *count -= 1,
            None => missing.push(word.clone()),
        }
    }
    (theirs.len() - missing.len(), missing)
}
