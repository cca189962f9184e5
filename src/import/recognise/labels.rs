//! Which pieces are questions, and what they are called (R3, R5, R6, R7).

use super::{
    answered,
    named::{named, uncounted},
    numbered::{lettered, numbered},
    pattern::pattern,
    units::{Unit, strip_prefix, unbold},
    unnumbered,
};
use crate::{
    document::{Inline, walk::plain},
    import::{PieceKind, built::printed_label, read::lines},
};
use std::collections::BTreeMap;

/// A question that was found.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// The place of its unit.
    pub(super) at: usize,
    /// Its id as far as it is printed: `7`, `4a`, `2.1.1`; empty where none is.
    pub(super) id: String,
    /// What is printed before its words, without the mark behind it.
    pub(super) printed: String,
    /// Its words as far as they stand in the unit.
    pub(super) content: Vec<Inline>,
    pub(super) rule: Rule,
    /// Its words begin in this cell rather than behind the label (R6).
    pub(super) words_at: Option<usize>,
    /// The ids of further questions that are answered with it.
    pub(super) more: Vec<String>,
    /// Whether it says that an answer follows: "Response to question 7".
    pub(super) answers: bool,
}

/// How sure it is that a piece is a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rule {
    /// It says so: `Question 7`, `Proposal 3 question 2`.
    Named,
    /// A number in a cell, the question in the next.
    Cell,
    /// A number, and words that ask.
    Numbered,
    /// No number: words that ask, with options below.
    Bare,
}

pattern!(
    ASKS,
    r"^(?:\[(?u:[^\]]){3,}\]\s*)*(?:do you|does|did you|to what extent|what|which|who|how|why|where|when|any(?:thing)?\b|should|would|could|can|is |are |have |has |will |please (?:briefly )?(?:explain|describe|discuss|provide|tell|let us|give|share|set out|comment|indicate|identify|state|list|outline|specify|select|rate|choose)|if (?:yes|no|you|so|your|there)|in what|in your|on a scale|for each|thinking about|as a )"
);
pattern!(
    OPENS,
    r"^(?:\[(?u:[^\]]){3,}\]\s*)*(?:\(?[a-h]\)\s*)?(?:in|for|on|from|given|independently|based|as|when|where|if|overall|with|considering|thinking|beyond|aside|other than|apart|are|is|were|was|do|does|did|to|how|what|which|who|whom|whose|why|should|would|could|can|may|might|will|have|has|had|please|under|at|by|about|within|over|since|until|(?u:befürworten)|erachten|sind|haben|welche|wie|was|weitere)\b"
);

/// Whether words ask, or tell to answer.
pub(super) fn asks(text: &str) -> bool {
    ASKS.is_match(text.trim())
}

/// Every question of a response, in order: answers stand between them.
pub(super) fn find_answered(units: &[Unit]) -> Vec<Found> {
    let found = find(units);
    if units.iter().any(|unit| unit.question.is_some()) { found } else { answered::add(units, found) }
}

/// Every question, in order.
pub(super) fn find(units: &[Unit]) -> Vec<Found> {
    let said: Vec<Found> = units.iter().enumerate().filter_map(|(at, unit)| said(at, unit)).collect();
    if !said.is_empty() {
        return said;
    }
    let anchored: Vec<Found> = units.iter().enumerate().filter_map(|(at, unit)| anchored(at, unit)).collect();
    let named: Vec<Found> = units
        .iter()
        .enumerate()
        .filter_map(|(at, unit)| named(at, unit).or_else(|| in_cell(at, units)).or_else(|| uncounted(at, unit)))
        .collect();
    // A file that respondent built names its questions.
    if !anchored.is_empty() && named.iter().all(|named| found_at(&anchored, named.at).is_some()) {
        return anchored;
    }
    let mut found = if named.len() >= 2 { named } else { numbered(units, named) };
    found.dedup_by(|b, a| a.at == b.at);
    if found.len() < 2 {
        let lettered = lettered(units);
        if lettered.len() >= 2 {
            found = lettered;
        }
    }
    drop_repeated_list(units, &mut found);
    unnumbered::add(units, &mut found);
    found
}

/// The question at a place; questions are in order.
pub(super) fn found_at(found: &[Found], at: usize) -> Option<&Found> {
    found.binary_search_by_key(&at, |found| found.at).ok().map(|n| &found[n])
}

/// A person says which pieces are questions: then no other is.
fn said(at: usize, unit: &Unit) -> Option<Found> {
    let id = unit.question.clone()?;
    Some(match named(at, unit) {
        Some(found) => Found { id, ..found },
        None => {
            let printed = format!("Question {id}");
            Found { at, id, printed, content: unbold(&unit.content), rule: Rule::Named, words_at: None, more: Vec::new(), answers: false }
        }
    })
}

/// A heading that is called `q7`, with what is printed before its words.
fn anchored(at: usize, unit: &Unit) -> Option<Found> {
    let id = unit.names.iter().filter(|_| unit.kind == PieceKind::Heading).find_map(|name| name.strip_prefix('q'))?;
    let full = [unit.label.as_deref().unwrap_or_default(), &unit.text].join(if unit.label.is_some() { " " } else { "" });
    let printed = printed_label(&full, id).filter(|printed| printed.len() < full.len())?.to_owned();
    let mut content = unbold(&unit.content);
    let rest =
        unit.label.as_deref().map_or(printed.as_str(), |label| printed.strip_prefix(label.trim_end_matches(':')).unwrap_or_default());
    strip_prefix(&mut content, rest.trim());
    strip_prefix(&mut content, ":");
    Some(Found { at, id: id.to_owned(), printed, content, rule: Rule::Named, words_at: None, more: Vec::new(), answers: false })
}

/// R6: a cell with a bare number, then a cell that asks.
fn in_cell(at: usize, units: &[Unit]) -> Option<Found> {
    let (unit, next) = (&units[at], units.get(at + 1)?);
    let ((table, row, column), (next_table, next_row, next_column)) = (unit.cell?, next.cell?);
    let number = if unit.text.is_empty() { unit.label.clone()? } else { unit.text.clone() };
    let number = number.trim_start_matches(['Q', 'q', '.', ' ']).trim_end_matches(['.', ')', ' ']);
    let bare = number.len() <= 6 && number.starts_with(|c: char| c.is_ascii_digit()) && lines::is_label(&format!("{number}."));
    let right = table == next_table && row == next_row && next_column == column + 1;
    (bare && right && (next.text.ends_with('?') || asks(&next.text))).then(|| Found {
        at,
        id: number.to_owned(),
        printed: number.to_owned(),
        content: unbold(&next.content),
        rule: Rule::Cell,
        words_at: Some(at + 1),
        more: Vec::new(),
        answers: false,
    })
}

/// R9: the questions are listed once more, at the front or at the end, without room for answers: the
/// same numbers with the same words, or with their beginning.
fn drop_repeated_list(units: &[Unit], found: &mut Vec<Found>) {
    let words = |found: &Found| {
        let own = plain(&found.content).trim().to_owned();
        // A label alone: the words stand below it.
        if own.is_empty() { units.get(found.at + 1).map(|next| next.text.clone()).unwrap_or_default() } else { own }
    };
    let words: Vec<String> = found.iter().map(words).collect();
    let begins =
        |one: &str, other: &str| !other.is_empty() && (one == other || other.ends_with(['.', '?', '!', ':']) && one.starts_with(other));
    let same = |a: usize, b: usize| begins(&words[a], &words[b]) || begins(&words[b], &words[a]);
    let mut with_id: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (later, one) in found.iter().enumerate().filter(|(_, found)| !found.id.is_empty()) {
        let before = with_id.entry(&one.id).or_default();
        pairs.extend(before.iter().find(|&&first| same(first, later)).map(|&first| (first, later)));
        before.push(later);
    }
    if pairs.len() < 2 {
        return;
    }
    let room = |at: usize| found.get(at + 1).map_or(1, |next| next.at - found[at].at);
    let (first, second) = pairs.iter().fold((0, 0), |sum, (a, b)| (sum.0 + room(*a), sum.1 + room(*b)));
    let dropped: Vec<usize> = pairs.iter().map(|(a, b)| if first >= second { *b } else { *a }).map(|at| found[at].at).collect();
    found.retain(|found| !dropped.contains(&found.at));
}
