//! What is usual in a file: the size of its text, the distance of its lines, its margins.

use super::labels;
use super::lines::Line;
use std::collections::{HashMap, HashSet};

/// The measures of the body text.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub size: f64,
    /// From line to line, in sizes.
    pub lead: f64,
    pub left: f64,
    pub right: f64,
    /// Most of the text is bold: weight says nothing.
    pub all_bold: bool,
    /// Lines end with hyphens that a machine put there.
    hyphenated: bool,
    /// Words with and without hyphens, as they stand within lines.
    words: HashSet<String>,
}

fn most_common<K: Eq + std::hash::Hash + Copy + Ord>(counted: impl Iterator<Item = (K, usize)>) -> Vec<(K, usize)> {
    let mut counts: HashMap<K, usize> = HashMap::new();
    counted.for_each(|(key, count)| *counts.entry(key).or_default() += count);
    let mut all: Vec<(K, usize)> = counts.into_iter().collect();
    all.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    all
}

/// The most that lines of one paragraph are apart, in tenths of their size, where no paragraph shows it.
const WIDEST: i64 = 14;

impl Body {
    /// Measures.
    pub(super) fn of(lines: &[&Line]) -> Self {
        let size = most_common(lines.iter().map(|line| ((line.size * 10.0).round() as i64, line.text.len())));
        let size = size.first().map_or(10.0, |(size, _)| *size as f64 / 10.0);
        let below = |pair: &&[&Line]| pair[0].page == pair[1].page && pair[1].y > pair[0].y && (pair[0].size - size).abs() < 0.5;
        let gap = |pair: &[&Line]| (((pair[1].y - pair[0].y) / pair[1].size.max(1.0) * 10.0).round() as i64, 1);
        let gaps = most_common(lines.windows(2).filter(below).map(gap));
        // Where most paragraphs are one line, the commonest gap is that of paragraphs: lines that go on
        // in the middle of a sentence tell better.
        let inside = |pair: &&[&Line]| pair[1].text.starts_with(char::is_lowercase) && !labels::ends_sentence(&pair[0].text);
        let inside = most_common(lines.windows(2).filter(below).filter(inside).map(gap));
        let within = match inside.iter().map(|(_, count)| *count).sum::<usize>() {
            // Nowhere does a line go on: the gap is that of paragraphs, unless it is small.
            0 => Some(WIDEST),
            1..5 => inside.iter().map(|(gap, _)| *gap).min(),
            _ => inside.first().filter(|(_, count)| *count >= 5).map(|(gap, _)| *gap),
        };
        let lead = gaps.first().map(|(gap, _)| within.map_or(*gap, |within| within.min(*gap)));
        let lead = lead.map_or(1.3, |gap| gap as f64 / 10.0).clamp(0.9, 3.0);
        let whole = || lines.iter().filter(|line| line.edge == 0.0);
        let lefts = most_common(whole().map(|line| (line.left.round() as i64, 1)));
        let left = lefts.iter().take(3).filter(|(_, count)| *count * 10 >= lefts[0].1).map(|(left, _)| *left).min().unwrap_or(0) as f64;
        let mut rights: Vec<f64> = whole().filter(|line| line.text.len() > 40).map(|line| line.right).collect();
        rights.sort_by(f64::total_cmp);
        let right =
            rights.get(rights.len() * 9 / 10).copied().or_else(|| whole().map(|line| line.right).max_by(f64::total_cmp)).unwrap_or(500.0);
        let letters = |bold: bool| lines.iter().filter(|line| line.bold == bold).map(|line| line.text.len()).sum::<usize>();
        let all_bold = letters(true) > 2 * letters(false);
        let mut body = Self { size, lead, left, right, all_bold, ..Self::default() };
        body.read_words(lines);
        body
    }

    fn read_words(&mut self, lines: &[&Line]) {
        let broken: Vec<&[&Line]> = lines.windows(2).filter(|pair| pair[0].text.ends_with(['-', '\u{ad}'])).collect();
        let full = lines.iter().filter(|line| line.right > self.edge(line) - 3.0 * line.size).count();
        if broken.is_empty() {
            return;
        }
        for line in lines {
            let mut words = line.text.split_whitespace().map(bare).peekable();
            while let Some(word) = words.next() {
                let last = words.peek().is_none();
                let cut = last && line.text.ends_with(['-', '\u{ad}']);
                if !word.is_empty() && !cut && self.words.len() < 200_000 {
                    self.words.insert(word);
                }
            }
        }
        // Words that stand whole elsewhere, against words that keep their hyphen there.
        let halves = || broken.iter().map(|pair| halves(&pair[0].text, &pair[1].text));
        let whole = halves().filter(|(first, second)| self.words.contains(&format!("{first}{second}"))).count();
        let kept = halves().filter(|(first, second)| self.words.contains(&format!("{first}-{second}"))).count();
        self.hyphenated = whole > 1 && whole > kept || broken.len() > 1 && broken.len() * 25 > full && whole >= kept;
    }

    /// The right edge that a line can run to.
    pub(super) fn edge(&self, line: &Line) -> f64 {
        if line.edge > 0.0 { line.edge } else { self.right.max(line.right) }
    }

    /// Whether a line stands out by weight or size.
    pub(super) fn stands_out(&self, line: &Line) -> bool {
        self.is_big(line) || line.bold && !self.all_bold
    }

    pub(super) fn is_big(&self, line: &Line) -> bool {
        line.size > self.size + 0.8
    }

    /// Whether the hyphen between two halves of a word was put there by the end of the line.
    pub(super) fn drops_hyphen(&self, before: &str, after: &str) -> bool {
        let (first, second) = halves(before, after);
        let small = after.chars().next().is_some_and(char::is_lowercase);
        if !self.hyphenated || !small || !first.contains(char::is_alphabetic) || self.words.contains(&format!("{first}-{second}")) {
            return false;
        }
        self.words.contains(&format!("{first}{second}")) || !KEPT.contains(&first.as_str())
    }
}

/// The halves of a word that the end of a line cuts.
fn halves(before: &str, after: &str) -> (String, String) {
    let first = before.split_whitespace().next_back().unwrap_or("").trim_end_matches(['-', '\u{ad}']);
    (bare(first), bare(after.split_whitespace().next().unwrap_or("")))
}

/// Beginnings of words that keep their hyphen.
const KEPT: &[&str] = &[
    "socio", "non", "multi", "co", "self", "post", "pre", "well", "long", "short", "low", "high", "cross", "inter", "anti", "re", "semi",
    "year", "age", "one", "two", "three", "four", "five", "mid", "part", "full", "day", "evidence", "decision", "on", "e",
];

fn bare(word: &str) -> String {
    word.trim_matches(|letter: char| !letter.is_alphanumeric()).to_lowercase()
}
