//! The words of real PDF files, against what `pdftotext` reads in them. Set `RESPONDENT_CORPUS` to a
//! folder of files; without it, or without `pdftotext`, there is nothing to compare.

use respondent::document::{Block, Inline, walk};
use respondent::import::{Changes, Piece, read};
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

fn pdfs(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            pdfs(&path, out);
        } else if path.extension().is_some_and(|ending| ending == "pdf") {
            out.push(path);
        }
    }
    out.sort();
}

fn inlines(content: &[Inline], out: &mut String) {
    out.push_str(&walk::plain(content));
    out.push(' ');
    for inline in content {
        match inline {
            Inline::Note(note) => out.extend(note.blocks.iter().map(Block::plain).flat_map(|text| [text, " ".into()])),
            Inline::Link { content, .. } | Inline::Strong { content } | Inline::Emphasis { content } => {
                let mut inner = String::new();
                inlines(content, &mut inner);
                out.push_str(inner.strip_prefix(walk::plain(content).as_str()).unwrap_or_default());
            }
            _ => {}
        }
    }
}

fn text(pieces: &[Piece], out: &mut String) {
    for piece in pieces {
        if let Some(label) = &piece.label {
            out.push_str(&label.text);
            out.push(' ');
        }
        inlines(&piece.content, out);
        for row in &piece.rows {
            row.iter().for_each(|cell| text(cell, out));
        }
    }
}

/// Words with a letter, without marks: hyphens, quotation marks and the numbers of notes do not matter.
fn words(text: &str) -> Vec<String> {
    let plain = text.replace("-\n", "").replace('-', "");
    plain.split(|letter: char| !letter.is_alphanumeric()).filter(|word| word.contains(char::is_alphabetic)).map(str::to_lowercase).collect()
}

/// Of the words, how many are found; of all runs of four words, how many are.
fn found(wanted: &[String], have: &[String]) -> (f64, f64) {
    let mut counts: HashMap<&str, i64> = HashMap::new();
    have.iter().for_each(|word| *counts.entry(word).or_default() += 1);
    let hits = wanted
        .iter()
        .filter(|word| {
            let count = counts.entry(word.as_str()).or_default();
            *count -= 1;
            *count >= 0
        })
        .count();
    let runs: std::collections::HashSet<&[String]> = have.windows(4).collect();
    let order = wanted.windows(4).filter(|run| runs.contains(run)).count();
    let share = |part: usize, all: usize| if all == 0 { 1.0 } else { part as f64 / all as f64 };
    (share(hits, wanted.len()), share(order, wanted.len().saturating_sub(3)))
}

#[test]
fn words_of_real_files() {
    let Ok(folder) = std::env::var("RESPONDENT_CORPUS") else {
        println!("skipped: RESPONDENT_CORPUS is not set");
        return;
    };
    let mut files = Vec::new();
    pdfs(Path::new(&folder), &mut files);
    println!("{:<44} {:>6} {:>7} {:>7} {:>6}", "file", "words", "found", "4-runs", "ms");
    for path in files {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let bytes = std::fs::read(&path).unwrap();
        let start = Instant::now();
        let foreign = match read::read(&bytes, Some(&name), Changes::Accept) {
            Ok(foreign) => foreign,
            Err(refused) => {
                println!("{name:<44} refused: {refused}");
                continue;
            }
        };
        let ms = start.elapsed().as_millis();
        let Ok(output) = Command::new("pdftotext").arg(&path).arg("-").output() else {
            println!("skipped: there is no pdftotext");
            return;
        };
        let mut have = String::new();
        text(&foreign.pieces, &mut have);
        // What was dropped is told once, though it stood on many pages.
        for dropped in foreign.notices.iter().filter_map(|notice| notice.dropped.as_deref()) {
            have.push_str(&format!("{dropped}\n").repeat(100));
        }
        let wanted = words(&String::from_utf8_lossy(&output.stdout).replace('\u{c}', "\n").replace('\u{200b}', ""));
        let have = words(&have);
        let (share, order) = found(&wanted, &have);
        println!("{name:<44} {:>6} {share:>7.4} {order:>7.4} {ms:>6}", wanted.len());
        assert!(share > 0.9, "{name}: {share}");
    }
}
