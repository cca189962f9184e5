//! Pieces that say that they are questions: `Question 7`, `Proposal 3 question 2`, `Frage 4` (R1, R1b).

use super::{
    labels::{Found, Rule, asks},
    pattern::{Captures, pattern},
    units::{Unit, strip_prefix, unbold},
};
use crate::import::{Bold, PieceKind, read::count::cardinal_words};

pattern!(
    PAIR,
    r"^(proposal|chapter|section|part|theme|area)\s+([a-z0-9]{1,4})\s*(?:,|:|–|—|-)?\s*(?:question|qn|q)\s*\.?\s*(\d{1,3}[a-z]?)\s*(?::|\.|\)|–|—|-)?\s*"
);
// In an answer the word may stand behind others: "Response to question 7". The number may be counted
// ("Question 3 of 12") or written out, and the word is also that of some neighbours.
pattern!(
    NAMED,
    r"^((?:(?:our|the)\s+)?(?:response|answer|reply|comments?)\s+(?:to|on)\s+)?(?:(?:consultation|discussion)\s+)?(question|qn|q|frage|vraag|pregunta|domanda|pergunta|(?u:fråga|spørgsmål))\s*\.?\s*(?:(?:no|nr)\.?\s+|n\s?(?:°|º)\.?\s*|number\s+|#\s?)?(\d{1,4}(?:\.\d{1,2})*(?:\s?\([a-h]\)|[a-h]\b)?(?:\([ivx]{1,4}\))?|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty)\b|[a-z]\d{1,2}\b|[ivx]{1,5}\b|[a-z]\b)(?:\s+of\s+\d{1,3}\b)?"
);
pattern!(NOT_A_HEADING, r"^(?:asks?|is|was|and|of|to|in|refers?|above|below|on|concerns?|we|has|also)\b");
pattern!(UNCOUNTED, r"^(?:(?:consultation|discussion)\s+)?question\s*(?::|–|—)\s*");
pattern!(
    TOGETHER,
    r"^(?:(?:our\s+)?(?:response|answer|reply)s?\s+to\s+)?(?:consultation\s+)?(questions|question|qs|q)\s*\.?\s*(\d{1,3}[a-h]?(?:\s*(?:,|&|and|to|–|-|\+)\s*(?:and\s+|q)?\s*\d{1,3}[a-h]?)+)\s*(?::|\.|\)|–|—|-)?\s*"
);

/// The label that a piece begins with.
struct Label {
    id: String,
    /// Where what is printed of it begins and where the words begin, in bytes.
    from: usize,
    end: usize,
}

/// R1, R1b: the piece says that it is a question.
pub(super) fn named(at: usize, unit: &Unit) -> Option<Found> {
    if unit.table.is_some() {
        return None;
    }
    let full = full(unit);
    let Label { id, from, end } = pair(&full).or_else(|| single(&full, unit))?;
    Some(Found { printed: printed(&full[from..end]), answers: from > 0, ..found(at, unit, &full, id, end) })
}

/// `Question: Do you agree …?`, without a number.
pub(super) fn uncounted(at: usize, unit: &Unit) -> Option<Found> {
    let words = UNCOUNTED.captures(&unit.text)?.get(0)?.end();
    let good = unit.table.is_none() && unit.label.is_none() && (asks(&unit.text[words..]) || unit.text.ends_with('?'));
    good.then(|| Found { rule: Rule::Bare, ..found(at, unit, &unit.text, String::new(), words) })
}

/// `Questions 2 and 3`, `Q4-6`: the heading of one answer to several questions, alone or with their words.
pub(super) fn together(at: usize, unit: &Unit) -> Option<(Found, Vec<String>)> {
    let full = full(unit);
    let matched = TOGETHER.captures(&full).filter(|_| unit.table.is_none() && unit.cell.is_none())?;
    let end = matched.get(0)?.end();
    let stands_out = unit.bold != Bold::None || unit.kind == PieceKind::Heading;
    let marked = full[..end].trim_end().ends_with([':', '.', ')', '–', '—']);
    if !(full.len() == end || stands_out || marked) {
        return None;
    }
    let mut ids = numbers(&matched[2]).into_iter();
    let found = Found { printed: String::new(), ..found(at, unit, &full, ids.next()?, end) };
    Some((found, ids.collect()))
}

/// `2, 3 and 5` are those; `4-6` and `4 to 6` are 4, 5 and 6.
fn numbers(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut range = false;
    let is_word = |c: char| c.is_ascii_alphanumeric();
    let mut rest = text;
    while let Some(start) = rest.find(is_word) {
        range |= rest[..start].contains(['-', '–']);
        rest = &rest[start..];
        let word = &rest[..rest.find(|c| !is_word(c)).unwrap_or(rest.len())];
        rest = &rest[word.len()..];
        let id = word.trim_start_matches(['q', 'Q']);
        if !id.starts_with(|c: char| c.is_ascii_digit()) {
            range |= word.eq_ignore_ascii_case("to");
            continue;
        }
        let span = out.last().and_then(|last| last.parse::<u32>().ok()).zip(id.parse::<u32>().ok());
        if let Some((from, to)) = span.filter(|(from, to)| range && from < to && to - from < 30) {
            out.extend((from + 1..to).map(|between| between.to_string()));
        }
        out.push(id.to_owned());
        range = false;
    }
    out
}

/// The words of a unit with a label that belongs to them: `Q7.` is one to a reader of lists.
fn full(unit: &Unit) -> String {
    match &unit.label {
        Some(label) if label.to_lowercase().starts_with(['q', 'c']) => format!("{label} {}", unit.text),
        _ => unit.text.clone(),
    }
}

/// A question whose label ends at `end`.
fn found(at: usize, unit: &Unit, full: &str, id: String, end: usize) -> Found {
    let mut content = unbold(&unit.content);
    let before = full.len() - unit.text.len();
    if let Some(prefix) = full.get(before..end).filter(|_| end > before) {
        strip_prefix(&mut content, prefix.trim());
    }
    Found { at, id, printed: String::new(), content, rule: Rule::Named, words_at: None, more: Vec::new(), answers: false }
}

/// A label without the marks behind it; a bracket that it opens it also closes.
fn printed(label: &str) -> String {
    let bare = label.trim_end_matches([' ', ':', '.', ')', ']', '-', '–', '—', '\u{a0}']);
    let closed = label[bare.len()..].starts_with(')') && bare.contains('(');
    label[..bare.len() + usize::from(closed)].trim().to_owned()
}

fn pair(text: &str) -> Option<Label> {
    let found = PAIR.captures(text)?;
    Some(Label { id: format!("{}.{}", &found[2], &found[3]), from: 0, end: found.get(0)?.end() })
}

/// `Question 7`, with a mark behind it, alone, or before a capital; not "Question 7 asks …".
fn single(text: &str, unit: &Unit) -> Option<Label> {
    let found = NAMED.captures(text)?;
    let (word, number) = (&found[2], &found[3]);
    let letter = !number.starts_with(|c: char| c.is_ascii_digit());
    let one = number.len() == 1 && !number.starts_with(|c: char| c.is_ascii_uppercase() || "ivx".contains(c));
    if letter && (word.len() < 3 || one) {
        return None;
    }
    let end = found.get(0)?.end();
    let behind = &text[end..];
    let words = behind.trim_start_matches([' ', ':', '.', ')', ']', '-', '–', '—', '*', '/', '\u{a0}']);
    let marked = behind.len() != words.len() && !behind[..behind.len() - words.len()].trim().is_empty();
    let stands_out = unit.bold != Bold::None || unit.kind == PieceKind::Heading;
    let opens = words.starts_with(|c: char| c.is_uppercase() || "“\"‘[(".contains(c));
    let about = words.starts_with(char::is_lowercase) && NOT_A_HEADING.is_match(words);
    let good = marked || !about && (words.is_empty() || opens || stands_out);
    // "Q1 2024" is none.
    let year = word.len() == 1 && !marked && words.starts_with(|c: char| c.is_ascii_digit());
    (good && !year).then(|| Label { id: id(&found), from: found.get(1).map_or(0, |before| before.end()), end: text.len() - words.len() })
}

fn id(found: &Captures) -> String {
    let number = found[3].replace([' ', '(', ')'], "");
    let written = (1..=20).find(|n| number.eq_ignore_ascii_case(&cardinal_words(*n)));
    written.map_or(number, |n| n.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_questions_are_counted() {
        assert_eq!(numbers("2 and 3"), ["2", "3"]);
        assert_eq!(numbers("4-6, 9 & 10a"), ["4", "5", "6", "9", "10a"]);
        assert_eq!(numbers("4 to 6"), ["4", "5", "6"]);
    }
}
