//! Numbers that stand tight against their words, `10.Yes`: in a list whose numbers have room for one figure, those
//! of two are printed without a gap.

use super::{lines::Line, paragraphs::label, words::WordKind};

/// So many letters away from the number before, one still stands in the same list.
const INDENT: f64 = 2.0;

/// A number and the mark behind it, and where it stands.
struct Counted {
    number: u32,
    mark: char,
    left: f64,
}

/// Parts numbers from the words that they touch, where the number before them is a label.
pub(super) fn part(lines: &mut [Line]) {
    let mut before: Option<Counted> = None;
    for line in lines {
        let Some((end, number, mark)) = line.words.first().filter(|word| word.kind == WordKind::Plain).and_then(|word| number(&word.text))
        else {
            continue;
        };
        let next = before.as_ref().is_some_and(|before| {
            before.number + 1 == number && before.mark == mark && (before.left - line.left).abs() < INDENT * line.size
        });
        if next && label(line).is_none() {
            loosen(line, end);
        }
        if label(line).is_some() {
            before = Some(Counted { number, mark, left: line.left });
        }
    }
}

/// The number that a word begins with, the mark behind it, and where that ends.
fn number(word: &str) -> Option<(usize, u32, char)> {
    let digits = word.bytes().take_while(u8::is_ascii_digit).count();
    let mark = word[digits..].chars().next().filter(|mark| matches!(mark, '.' | ')'))?;
    let begins = word[digits + 1..].chars().next().is_none_or(|c| c.is_uppercase() || matches!(c, '“' | '‘' | '"' | '\'' | '('));
    Some((digits + 1, word[..digits].parse().ok().filter(|_| digits <= 3 && begins)?, mark))
}

/// Makes the number a word of its own.
fn loosen(line: &mut Line, end: usize) {
    let Some(first) = line.words.first_mut() else { return };
    if end == first.text.len() {
        // The words behind it look otherwise.
        line.words.get_mut(1).into_iter().for_each(|word| word.glued = false);
    } else {
        let share = first.text[..end].chars().count() as f64 / first.text.chars().count() as f64;
        let mut rest = first.clone();
        rest.text = first.text.split_off(end);
        rest.left = first.left + share * (first.right - first.left);
        rest.glued = false;
        first.right = rest.left;
        line.words.insert(1, rest);
    }
    line.text.insert(end.min(line.text.len()), ' ');
}
