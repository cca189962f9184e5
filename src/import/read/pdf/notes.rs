//! Footnotes: small print at the foot of a page that begins with a number.

use super::body::Body;
use super::labels;
use super::lines::Line;
use super::words::{Word, WordKind};
use std::collections::{BTreeMap, HashMap};

/// A footnote.
#[derive(Debug)]
pub(super) struct Footnote {
    pub page: u32,
    pub label: String,
    pub lines: Vec<Line>,
    /// Whether a mark was found for it.
    pub marked: bool,
}

/// Takes the footnotes out of the lines of a file.
pub(super) fn take(lines: &mut Vec<Line>, body: &Body) -> Vec<Footnote> {
    let mut columns: BTreeMap<(u32, u32), Vec<usize>> = BTreeMap::new();
    for (at, line) in lines.iter().enumerate() {
        columns.entry((line.page, line.column)).or_default().push(at);
    }
    let mut notes: Vec<Footnote> = Vec::new();
    let mut taken = vec![false; lines.len()];
    for column in columns.values() {
        let small = |line: &Line| line.size < body.size - 0.9 && line.y > 0.3 * line.height;
        let foot = column.iter().rev().take_while(|at| small(&lines[**at])).count();
        let foot = &column[column.len() - foot..];
        let open = notes.last().is_some_and(|note| note.lines.last().is_some_and(|line| !labels::ends_sentence(&line.text)));
        let mut current = open && foot.first().is_some_and(|at| labels::begins_inside(&lines[*at].text) && number(&lines[*at]).is_none());
        for at in foot {
            let line = &lines[*at];
            match number(line) {
                Some((label, words)) => {
                    let line = Line { words, ..line.clone() };
                    notes.push(Footnote { page: line.page, label, lines: vec![line], marked: false });
                    current = true;
                }
                None if current => notes.extend_last(line),
                None => continue,
            }
            taken[*at] = true;
        }
    }
    let mut at = 0;
    lines.retain(|_| {
        at += 1;
        !taken[at - 1]
    });
    notes
}

trait ExtendLast {
    fn extend_last(&mut self, line: &Line);
}

impl ExtendLast for Vec<Footnote> {
    fn extend_last(&mut self, line: &Line) {
        if let Some(last) = self.last_mut() {
            last.lines.push(line.clone());
        }
    }
}

/// The number that a note begins with, and the words behind it.
fn number(line: &Line) -> Option<(String, Vec<Word>)> {
    let first = line.words.first()?;
    let digits = first.text.trim_end_matches(['.', ')', ']']).trim_start_matches('[');
    let short = (1..=3).contains(&digits.len()) && digits.chars().all(|letter| letter.is_ascii_digit());
    let mut rest = line.words[1..].to_vec();
    let follows = rest.first().is_some_and(|word| !word.text.starts_with(char::is_lowercase) || first.kind == WordKind::Mark);
    if let Some(word) = rest.first_mut() {
        word.glued = false;
    }
    (short && follows).then(|| (digits.to_owned(), rest))
}

/// The notes of a file by page and label.
pub(super) fn index(notes: &[Footnote]) -> HashMap<(u32, String), usize> {
    notes.iter().enumerate().map(|(at, note)| ((note.page, note.label.clone()), at)).collect()
}
