//! Where what was said turned.

use super::Entry;
use crate::{
    library::Library,
    text::{compare::compare, same_words},
};
use serde::Serialize;

/// That something turned, and from what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub struct Turn {
    /// What was said before: its name on the command line.
    pub from: String,
    /// How, in words.
    pub how: String,
    /// Why, where the response says so (`changed-position="…"`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// From this share of kept words on, two questions without a different figure or negation ask the same.
const NEARLY_SAME: f64 = 0.85;

/// Marks turns among entries in the order of their dates: a choice that goes against an earlier one on
/// nearly the same question or on one that it is declared to follow (`prior`), and a position that replaces another.
pub(super) fn mark(library: &Library, entries: &mut [Entry]) {
    for at in 0..entries.len() {
        let turn = match entries[at].kind {
            "position" => replaced(library, &entries[at]),
            _ => against(library, &entries[..at], &entries[at]),
        };
        entries[at].turn = turn;
    }
}

fn replaced(library: &Library, entry: &Entry) -> Option<Turn> {
    let by = |old: &&crate::library::Position| old.superseded_by.as_ref().is_some_and(|id| id.value == entry.said);
    let old = library.positions.values().find(by)?;
    Some(Turn { from: old.id.clone(), how: format!("replaces `{}`", old.id), reason: None })
}

/// The latest choice before this one that leans to one side counts.
fn against(library: &Library, before: &[Entry], entry: &Entry) -> Option<Turn> {
    let side = leaning(&entry.choice)?;
    let asked = entry.question.as_deref()?;
    let declared = declared(library, &entry.said);
    let follows = |other: &Entry| declared.contains(&other.said.as_str());
    let same = |other: &Entry| other.question.as_deref().is_some_and(|words| nearly_same(words, asked));
    let comparable = |other: &&Entry| leaning(&other.choice).is_some() && (follows(other) || same(other));
    let last = before.iter().rev().find(comparable)?;
    (leaning(&last.choice)? != side).then(|| Turn {
        from: last.said.clone(),
        how: format!("`{}` after `{}`", entry.choice.join("; "), last.choice.join("; ")),
        reason: reason(library, &entry.said),
    })
}

/// The past answers that a question is declared to have been asked as (`prior`).
fn declared<'l>(library: &'l Library, said: &str) -> Vec<&'l str> {
    let question = said.split_once('/').and_then(|(consultation, question)| library.consultations.get(consultation)?.question(question));
    question.map(|question| question.prior.iter().map(|prior| prior.value.as_str()).collect()).unwrap_or_default()
}

fn reason(library: &Library, said: &str) -> Option<String> {
    let (consultation, question) = said.split_once('/')?;
    let answer = library.responses.get(consultation)?.answer(question)?;
    answer.attributes.changed_position.as_ref().map(|reason| reason.value.clone())
}

fn nearly_same(old: &str, new: &str) -> bool {
    if same_words(old) == same_words(new) {
        return true;
    }
    let comparison = compare(old, new);
    comparison.share_kept >= NEARLY_SAME && comparison.figures_out.is_empty() && comparison.figures_in.is_empty()
}

/// Whether a choice leans towards what is asked (true) or against it; nothing where it does neither.
/// The words are those of the built-in scales.
fn leaning(choice: &[String]) -> Option<bool> {
    let [choice] = choice else { return None };
    let choice = same_words(choice);
    if choice.starts_with("neither") {
        return None;
    }
    let against = ["disagree", "oppose", "no", "unlikely", "negative", "ineffective", "unimportant"];
    let towards = ["agree", "support", "yes", "likely", "positive", "effective", "important"];
    let says = |sides: &[&str]| choice.split(' ').any(|word| sides.contains(&word));
    match (says(&against), says(&towards)) {
        (true, false) => Some(false),
        (false, true) => Some(true),
        _ => None,
    }
}

/// Whether a sentence is one of the choices that lean to a side, and nothing more: `Tend to agree.`
pub(super) fn is_choice(sentence: &str) -> bool {
    let words = same_words(sentence);
    let degrees = ["tend", "to", "strongly", "very", "somewhat", "partly", "slightly"];
    words.split(' ').filter(|word| !degrees.contains(word)).count() == 1 && leaning(&[words]).is_some()
}

#[cfg(test)]
mod tests {
    use super::leaning;

    #[test]
    fn a_choice_leans_to_one_side_or_to_none() {
        let of = |choice: &str| leaning(&[choice.to_owned()]);
        assert_eq!((of("Tend to disagree"), of("Strongly agree")), (Some(false), Some(true)));
        assert_eq!((of("Neither likely nor unlikely"), of("Don't know"), of("Inflation")), (None, None, None));
    }
}
