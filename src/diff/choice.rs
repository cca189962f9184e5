//! Which option a closed answer chose, before and now.

use super::{Choices, PARAGRAPH_END, flat::FlatHead};
use crate::library::choice::{Opening, opening};
use std::collections::BTreeSet;

/// So many words say what was chosen, where they are none of the options: "Agree in part".
const SAID_WORDS: usize = 4;

/// The choices of a question, where they changed; the order in which several were chosen says nothing. A document that
/// does not say what was chosen (one that was read back from a file) is asked by how its answer begins, with the options
/// that either side knows. Where that is none of them, its first words are told, unless the other side does not print
/// its choice either: what no file shows is not known to have changed.
pub(super) fn changed(old: &FlatHead, old_text: Option<&str>, new: &FlatHead, new_text: Option<&str>) -> Option<Choices> {
    let options = |one: &FlatHead, other: &FlatHead| if one.options.is_empty() { other.options.clone() } else { one.options.clone() };
    let (of_old, of_new) = (options(old, new), options(new, old));
    let (was, is) = match (chosen(old, old_text, &of_old), chosen(new, new_text, &of_new)) {
        (Some(was), Some(is)) => (was, is),
        (Some(was), None) if prints(old, old_text, &of_old) => (was, said(new_text)),
        (None, Some(is)) if prints(new, new_text, &of_new) => (said(old_text), is),
        _ => return None,
    };
    let normal = |choices: &[String]| choices.iter().map(|it| it.trim().replace('’', "'").to_lowercase()).collect::<BTreeSet<_>>();
    (normal(&was) != normal(&is)).then_some(Choices { old: was, new: is })
}

/// What the answer to a question chose, as far as its own document says.
pub(super) fn said_by(head: &FlatHead, text: Option<&str>) -> Vec<String> {
    let closed = !head.options.is_empty() || !head.choice.is_empty();
    chosen(head, text, &head.options).filter(|_| closed).unwrap_or_default()
}

fn chosen(head: &FlatHead, text: Option<&str>, options: &[String]) -> Option<Vec<String>> {
    if !head.choice.is_empty() {
        return Some(head.choice.clone());
    }
    match opening(answer(text), options) {
        Opening::Option(option) | Opening::Foreign(option) => Some(vec![option]),
        Opening::Words => (!head.options.is_empty()).then(|| said(text)),
    }
}

/// Whether an answer begins with what it chose.
fn prints(head: &FlatHead, text: Option<&str>, options: &[String]) -> bool {
    match opening(answer(text), options) {
        Opening::Option(option) | Opening::Foreign(option) => head.choice.is_empty() || head.choice.contains(&option),
        Opening::Words => false,
    }
}

/// What may stand before what was chosen, where that is printed.
const LABELS: &[&str] = &["our response:", "our answer:", "response:", "answer:", "reply:"];

/// Boxes that are ticked, and others.
const TICKED: &[char] = &['☒', '☑', '✓', '✔'];
const BOXES: &[char] = &['☒', '☑', '✓', '✔', '☐', '□'];

/// An answer from what it chose on: behind its label, and of boxes what stands behind the one that is ticked.
fn answer(text: Option<&str>) -> &str {
    let text = text.unwrap_or_default().trim_start();
    let label = LABELS.iter().find(|label| text.get(..label.len()).is_some_and(|start| start.eq_ignore_ascii_case(label)));
    let text = text[label.map_or(0, |label| label.len())..].trim_start();
    if !text.starts_with(BOXES) {
        return text;
    }
    let behind = text.split_once(TICKED).map(|(_, behind)| behind).unwrap_or_default();
    behind.split(BOXES).next().unwrap_or_default().trim()
}

/// How an answer begins, where a few words are a sentence.
fn said(text: Option<&str>) -> Vec<String> {
    let sentence = answer(text).split_inclusive(['.', '!', '\n', PARAGRAPH_END]).next().unwrap_or_default();
    let words = sentence.trim_end_matches(|c: char| !c.is_alphanumeric()).trim();
    if (1..=SAID_WORDS).contains(&words.split_whitespace().count()) { vec![words.to_owned()] } else { Vec::new() }
}
