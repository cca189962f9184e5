//! What is printed on every page and belongs to none: running heads, feet, page numbers.

use super::lines::Line;
use std::collections::{HashMap, HashSet};

/// Takes furniture out of the lines of a file and gives it back.
pub(super) fn take(lines: &mut Vec<Line>, pages: u32) -> Vec<Line> {
    let mut seen: HashMap<(String, i64), HashSet<u32>> = HashMap::new();
    let mut sizes: HashMap<String, f64> = HashMap::new();
    for line in lines.iter().filter(|line| outer(line)) {
        let key = key(line);
        let size = sizes.entry(key.0.clone()).or_insert(line.size);
        *size = size.min(line.size);
        seen.entry(key).or_default().insert(line.page);
    }
    let half = (pages as usize).div_ceil(2).max(2);
    let fixed = fixed(lines);
    let offset = offset(lines, half.max(3));
    let is_furniture = |line: &Line| {
        if !outer(line) {
            return pages > 2 && fixed.get(&place(line)).is_some_and(|on| on.len() >= half);
        }
        let key = key(line);
        // The title that the running head repeats is set bigger.
        let title = sizes.get(&key.0).is_some_and(|size| line.size > 1.2 * size);
        let counted = offset.is_some_and(|offset| offsets(line).any(|other| other == offset));
        is_page_number(&line.text) || counted || !title && seen.get(&key).is_some_and(|on| on.len() >= half)
    };
    let marks: Vec<bool> = lines.iter().map(is_furniture).collect();
    let (mut furniture, mut kept) = (Vec::new(), Vec::new());
    for (line, mark) in std::mem::take(lines).into_iter().zip(marks) {
        if mark { furniture.push(line) } else { kept.push(line) }
    }
    *lines = kept;
    furniture
}

/// Whether it stands in the upper or lower tenth of its page.
fn outer(line: &Line) -> bool {
    line.y < 0.1 * line.height || line.y > 0.9 * line.height
}

/// The numbers that a line begins or ends with, less that of the page.
fn offsets(line: &Line) -> impl Iterator<Item = i64> {
    let mut words = line.text.split_whitespace();
    let ends = [words.next(), words.next_back()];
    ends.into_iter()
        .flatten()
        .filter(|word| word.len() <= 4)
        .filter_map(|word| word.parse::<i64>().ok())
        .map(|number| number - i64::from(line.page))
}

/// What page numbers are ahead of pages, where at least so many pages agree.
fn offset(lines: &[Line], pages: usize) -> Option<i64> {
    let mut seen: HashMap<i64, HashSet<u32>> = HashMap::new();
    for line in lines.iter().filter(|line| outer(line)) {
        offsets(line).for_each(|offset| {
            seen.entry(offset).or_default().insert(line.page);
        });
    }
    seen.into_iter().filter(|(_, on)| on.len() >= pages).max_by_key(|(offset, on)| (on.len(), *offset)).map(|(offset, _)| offset)
}

/// The same words at the same place, a little further in.
fn fixed(lines: &[Line]) -> HashMap<(&str, i64, i64), HashSet<u32>> {
    let mut seen: HashMap<(&str, i64, i64), HashSet<u32>> = HashMap::new();
    for line in lines.iter().filter(|line| line.y < 0.16 * line.height || line.y > 0.84 * line.height) {
        seen.entry(place(line)).or_default().insert(line.page);
    }
    seen
}

fn place(line: &Line) -> (&str, i64, i64) {
    (line.text.as_str(), line.left.round() as i64, line.y.round() as i64)
}

fn key(line: &Line) -> (String, i64) {
    let masked: String = line.text.chars().map(|letter| if letter.is_ascii_digit() { '#' } else { letter }).collect();
    // A number that grows a digit is still the same line.
    let mut short = masked;
    while short.contains("##") {
        short = short.replace("##", "#");
    }
    let anchored = if short.contains('#') { 0 } else { (line.left / 20.0).round() as i64 };
    (short, anchored)
}

/// `7`, `- 7 -`, `Page 7 of 9`, `7/9`, `7 | Page`, `iv`.
pub(super) fn is_page_number(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let bare = lower.trim_matches(|letter: char| matches!(letter, '-' | '–' | '—' | '|' | '[' | ']' | '.' | ' ' | '•'));
    if !bare.is_empty() && bare.len() <= 5 && bare.chars().all(|letter| matches!(letter, 'i' | 'v' | 'x')) {
        return true;
    }
    let mut words =
        bare.split(|letter: char| letter.is_whitespace() || matches!(letter, '/' | '|')).filter(|word| !word.is_empty()).peekable();
    let is_word = |word: &str| matches!(word, "page" | "pages" | "seite" | "p." | "p" | "of" | "von" | "de" | "s." | "pg");
    let is_number = |word: &str| (1..=4).contains(&word.len()) && word.chars().all(|letter| letter.is_ascii_digit());
    words.peek().is_some() && words.clone().all(|word| is_word(word) || is_number(word)) && words.any(is_number)
}

#[cfg(test)]
mod tests {
    use super::is_page_number;

    #[test]
    fn page_numbers_in_every_dress() {
        assert!(["7", "- 7 -", "Page 7 of 19", "1/6", "7 | Page", "iv", "Seite 3 von 9"].iter().all(|text| is_page_number(text)));
        assert!(["7.", "Question 7", "of", "2019 saw 7", "mix"].iter().skip(1).all(|text| !is_page_number(text)));
    }
}
