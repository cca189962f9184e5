//! What import makes of real files: a table, a row a file.
//!
//! `cargo run --example import_accuracy -- FILE-OR-FOLDER…`
//!
//! Beside a file `name.ext` there may stand `name.expected.json` with
//! `{"questions": [{"id": "7", "text": "…"}, …]}`: then F1 and the share of exact texts are counted. A
//! question is right when its words are, or its id and most of its words. Where `name.md` stands beside it
//! too, the last column is the share of that file's words that are read, in order.
//!
//! `VERBOSE=1` shows what was recognised and what was missed, `PIECES=1` what the reader gave.

mod score;

use respondent::import::{
    Changes, Foreign,
    read::read,
    recognise::{consultation, positions, response},
};
use score::{Score, score, twin};
use std::{
    env, fs,
    path::{Path, PathBuf},
    time::Instant,
};

fn main() {
    let mut files = Vec::new();
    env::args().skip(1).for_each(|path| collect(Path::new(&path), &mut files));
    let verbose = env::var_os("VERBOSE").is_some();
    println!(
        "{:44} {:>6} {:>5} {:>5} {:>5} {:>5} {:>5} {:>6} {:>6} {:>6} {:>6}",
        "file", "ms", "piece", "quest", "close", "answ", "state", "doubts", "F1", "exact", "words"
    );
    let mut total = Score::default();
    for file in files {
        let Ok(bytes) = fs::read(&file) else { continue };
        let start = Instant::now();
        let foreign = match read(&bytes, file.to_str(), Changes::Accept) {
            Ok(foreign) => foreign,
            Err(refused) => {
                println!("{:44} {refused}", name(&file));
                continue;
            }
        };
        row(&file, &foreign, start, verbose, &mut total);
    }
    if total.wanted > 0 {
        println!("all: F1 {:.3}, exact {:.3} of {} questions", total.f1(), total.exact(), total.wanted);
    }
}

fn row(file: &Path, foreign: &Foreign, start: Instant, verbose: bool, total: &mut Score) {
    let asked = consultation::recognise(foreign);
    let said = response::recognise(foreign, &[]);
    let stated = positions::recognise(foreign);
    let took = start.elapsed().as_secs_f64() * 1000.0;
    let answers =
        said.sections.iter().map(|section| section.answers.iter().filter(|answer| !answer.body.is_empty()).count()).sum::<usize>();
    let closed = asked.questions.iter().filter(|question| !question.options.is_empty()).count();
    let score = score(file, &asked);
    let figures = score.as_ref().map(|score| format!("{:>6.3} {:>6.3}", score.f1(), score.exact())).unwrap_or_else(|| " ".repeat(13));
    let words = twin(file, foreign).map(|share| format!("{share:>6.4}")).unwrap_or_default();
    println!(
        "{:44} {took:>6.1} {:>5} {:>5} {closed:>5} {answers:>5} {:>5} {:>6} {figures} {words}",
        name(file),
        foreign.pieces.len(),
        asked.questions.len(),
        stated.statements.len(),
        asked.doubts.len() + said.doubts.len(),
    );
    if env::var_os("PIECES").is_some() {
        for piece in &foreign.pieces {
            let label = piece.label.as_ref().map_or("", |label| &label.text);
            println!("   {:?}{} {label:6} {:?} {} {}", piece.kind, piece.level, piece.bold, piece.ticks.len(), piece.text());
        }
    }
    if verbose {
        println!("   title {:?} department {:?} closes {:?}", asked.title, asked.department, asked.closes);
        for question in &asked.questions {
            println!(
                "   {} [{}] {{{}}} {} {:?} {:?}",
                question.id,
                question.label,
                question.part.as_deref().unwrap_or("-"),
                question.text(),
                question.options,
                question.limit
            );
        }
        asked.doubts.iter().for_each(|doubt| println!("   ! {} ({})", doubt.message, doubt.at));
        foreign.notices.iter().for_each(|notice| println!("   i {}", notice.message));
        stated.statements.iter().for_each(|statement| println!("   # {}", statement.title));
    }
    if let Some(score) = score {
        total.add(&score);
    }
}

fn name(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    name.chars().take(44).collect()
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(path) else { return files.push(path.to_path_buf()) };
    let mut inner: Vec<PathBuf> =
        entries.flatten().map(|entry| entry.path()).filter(|path| !path.to_string_lossy().ends_with(".expected.json")).collect();
    inner.sort();
    inner.iter().for_each(|path| collect(path, files));
}
