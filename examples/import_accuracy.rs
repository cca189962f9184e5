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

use respondent::{
    import::{
        Changes, Foreign, Piece,
        read::read,
        recognise::{consultation, positions, response},
    },
    text::same_words,
};
use std::{
    collections::BTreeSet,
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

#[derive(Default)]
struct Score {
    wanted: usize,
    found: usize,
    right: usize,
    exact: usize,
}

impl Score {
    fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.wanted + self.found).max(1) as f64
    }

    fn exact(&self) -> f64 {
        self.exact as f64 / self.wanted.max(1) as f64
    }

    fn add(&mut self, other: &Self) {
        self.wanted += other.wanted;
        self.found += other.found;
        self.right += other.right;
        self.exact += other.exact;
    }
}

/// A question is right when its words are, or when its id is and most of its words; none counts twice.
fn score(file: &Path, asked: &consultation::Consultation) -> Option<Score> {
    let expected = fs::read(file.with_extension("expected.json")).ok()?;
    let expected: serde_json::Value = serde_json::from_slice(&expected).ok()?;
    let mut left: Vec<(&str, String)> = asked.questions.iter().map(|question| (question.id.as_str(), question.text())).collect();
    let mut score = Score { found: left.len(), ..Score::default() };
    for wanted in expected["questions"].as_array()? {
        score.wanted += 1;
        let (id, text) = (wanted["id"].as_str().unwrap_or_default(), wanted["text"].as_str().unwrap_or_default());
        let exact = left.iter().position(|(_, own)| own == text);
        let same = || left.iter().position(|(_, own)| same_words(own) == same_words(text));
        let near = || left.iter().position(|(own_id, own)| *own_id == id && alike(own, text));
        if let Some(at) = exact.or_else(same).or_else(near) {
            score.right += 1;
            score.exact += usize::from(exact.is_some());
            left.remove(at);
        } else if env::var_os("VERBOSE").is_some() {
            println!("   ? {id} {text}");
        }
    }
    Some(score)
}

/// Whether most words are in common.
fn alike(one: &str, other: &str) -> bool {
    let words = |text: &str| same_words(text).split(' ').map(str::to_owned).collect::<BTreeSet<_>>();
    let (one, other) = (words(one), words(other));
    2 * one.intersection(&other).count() > one.len().max(other.len())
}

/// The share of the words of the Markdown file of the same name that are read, in order.
fn twin(file: &Path, foreign: &Foreign) -> Option<f64> {
    let path = file.with_extension("md");
    let bytes = (path != file).then(|| fs::read(&path).ok()).flatten()?;
    let wanted = words(&read(&bytes, path.to_str(), Changes::Accept).ok()?.pieces);
    let have = words(&foreign.pieces);
    // Longest common subsequence, row by row.
    let mut row = vec![0u32; have.len() + 1];
    for one in &wanted {
        let mut corner = 0;
        for (at, other) in have.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if one == other { corner + 1 } else { above.max(row[at]) };
            corner = above;
        }
    }
    Some(f64::from(*row.last()?) / wanted.len().max(1) as f64)
}

fn words(pieces: &[Piece]) -> Vec<String> {
    let mut out = Vec::new();
    for piece in pieces {
        out.extend(same_words(&piece.text()).split(' ').filter(|word| !word.is_empty()).map(str::to_owned));
        piece.rows.iter().flatten().for_each(|cell| out.extend(words(cell)));
    }
    out
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
