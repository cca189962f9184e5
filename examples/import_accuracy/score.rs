//! How much of what a file asks is recognised.

use respondent::{
    import::{Changes, Foreign, Piece, read::read, recognise::consultation::Consultation},
    text::same_words,
};
use std::{collections::BTreeSet, env, fs, path::Path};

/// How many questions were wanted, found, right, and right to the letter.
#[derive(Default)]
pub struct Score {
    pub wanted: usize,
    pub found: usize,
    pub right: usize,
    pub exact: usize,
}

impl Score {
    pub fn f1(&self) -> f64 {
        2.0 * self.right as f64 / (self.wanted + self.found).max(1) as f64
    }

    pub fn exact(&self) -> f64 {
        self.exact as f64 / self.wanted.max(1) as f64
    }

    pub fn add(&mut self, other: &Self) {
        self.wanted += other.wanted;
        self.found += other.found;
        self.right += other.right;
        self.exact += other.exact;
    }
}

/// A question is right when its words are, or when its id is and most of its words; none counts twice.
pub fn score(file: &Path, asked: &Consultation) -> Option<Score> {
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
pub fn twin(file: &Path, foreign: &Foreign) -> Option<f64> {
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
