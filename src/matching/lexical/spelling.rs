//! Words that nothing has, taken for words that are written nearly like them.

use super::Index;
use std::collections::HashMap;

/// How much of two words' runs of three letters must be the same (Dice).
const LEAST: f32 = 0.6;

/// Shorter words are like too many others.
const SHORTEST: usize = 5;

/// The stems of an index by their runs of three letters; made when it is first asked.
#[derive(Debug)]
pub(super) struct Spelling<'i> {
    index: &'i Index,
    by_run: Option<HashMap<[char; 3], Vec<u32>>>,
}

impl<'i> Spelling<'i> {
    pub(super) fn new(index: &'i Index) -> Self {
        Self { index, by_run: None }
    }

    /// The stem that is written most like a word, and how like, up to 1.
    pub(super) fn nearest(&mut self, word: &str) -> Option<(u32, f32)> {
        if word.chars().count() < SHORTEST {
            return None;
        }
        let index = self.index;
        let by_run = self.by_run.get_or_insert_with(|| by_run(&index.stems));
        let (wanted, mut shared) = (runs(word), HashMap::<u32, usize>::new());
        for run in &wanted {
            by_run.get(run).into_iter().flatten().for_each(|stem| *shared.entry(*stem).or_default() += 1);
        }
        let like = |(stem, shared): (u32, usize)| {
            let all = wanted.len() + runs(&index.stems[stem as usize]).len();
            (2.0 * shared as f32 / all as f32, stem)
        };
        // At equal likeness the first in the alphabet, whatever order the files were read in.
        let better =
            |a: &(f32, u32), b: &(f32, u32)| a.0.total_cmp(&b.0).then_with(|| index.stems[b.1 as usize].cmp(&index.stems[a.1 as usize]));
        let (likeness, stem) = shared.into_iter().map(like).max_by(better)?;
        (likeness >= LEAST).then_some((stem, likeness.min(1.0)))
    }
}

fn by_run(stems: &[String]) -> HashMap<[char; 3], Vec<u32>> {
    let mut by_run: HashMap<_, Vec<u32>> = HashMap::new();
    for (number, stem) in stems.iter().enumerate() {
        runs(stem).into_iter().for_each(|run| by_run.entry(run).or_default().push(number as u32));
    }
    by_run
}

/// The distinct runs of three letters, with a space before and behind the word.
fn runs(word: &str) -> Vec<[char; 3]> {
    let letters: Vec<char> = std::iter::once(' ').chain(word.chars()).chain([' ']).collect();
    let mut runs: Vec<[char; 3]> = letters.windows(3).map(|run| [run[0], run[1], run[2]]).collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}
