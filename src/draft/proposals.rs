//! What could answer a question, in comments beside it: nothing is adopted in silence.

use super::{comment::wrapped, sources::Sources};
use crate::{
    library::{Consultation, Question},
    matching::{CONFIDENT, Candidate, Entry, Match, Matcher},
};
use std::collections::BTreeMap;

/// The most proposals for a question.
const MOST: usize = 3;
/// A proposal that is less likely right than this is left out: half of what `suggest` calls confident, since
/// here a person reads it beside the question.
const LEAST: f64 = CONFIDENT / 2.0;
/// The most key points, and the fewest questions that one bears on.
const KEY_POINTS: usize = 5;
const BEARS_ON: usize = 2;

/// Proposals for a question, the best first, each in a comment; without those that stand in the draft. `text` gives
/// the words of a candidate.
pub(super) fn proposals(
    text: &dyn Fn(&Entry) -> String,
    matcher: &Matcher,
    consultation: &Consultation,
    question: &Question,
    there: &dyn Fn(&Candidate) -> bool,
) -> Vec<String> {
    let found = matcher.matches(consultation, question, 2 * MOST);
    let found = found.iter().filter(|found| found.score >= LEAST && !there(&found.entry.candidate));
    let comments = found.filter_map(|found| {
        let text = text(found.entry);
        (!text.is_empty()).then(|| wrapped(&title(found), &text))
    });
    comments.take(MOST).collect()
}

/// `proposal 0.93 working-together-2018/4 (submitted, September 2018): same question`
fn title(found: &Match) -> String {
    let date = found.entry.date.map(|date| format!(", {}", date.long())).unwrap_or_default();
    let because: Vec<String> = found.because.iter().map(ToString::to_string).collect();
    let said = if found.said.times > 1 { format!("; said {} times", found.said.times) } else { String::new() };
    format!("proposal {:.2} {} ({}{date}): {}{said}", found.score, found.entry.candidate, found.entry.state.word(), because.join("; "))
}

/// The positions that bear on most questions, each in a comment with its first paragraph and the list below it.
pub(super) fn key_points(sources: &Sources, matcher: &Matcher, consultation: &Consultation) -> Vec<String> {
    let mut bearing: BTreeMap<String, (Vec<&str>, f64)> = BTreeMap::new();
    for question in &consultation.questions {
        for found in matcher.matches(consultation, question, MOST) {
            if let Candidate::Position { id } = &found.entry.candidate
                && found.is_confident()
                && !found.entry.state.is_last_resort()
            {
                let (questions, score) = bearing.entry(id.clone()).or_default();
                questions.push(&question.id.value);
                *score += found.score;
            }
        }
    }
    let mut bearing: Vec<_> = bearing.into_iter().filter(|(_, (questions, _))| questions.len() >= BEARS_ON).collect();
    bearing.sort_by(|(_, a), (_, b)| b.0.len().cmp(&a.0.len()).then(b.1.total_cmp(&a.1)));
    let points = bearing.iter().take(KEY_POINTS).filter_map(|(id, (questions, _))| {
        let entry = Candidate::Position { id: id.clone() }.look_up(sources.library)?;
        let text = sources.text(&entry);
        let first = first_passage(&text).filter(|first| !first.is_empty())?;
        let title =
            format!("key point positions/{id}: bears on question{} {}", if questions.len() == 1 { "" } else { "s" }, questions.join(", "));
        Some(wrapped(&title, &first))
    });
    points.collect()
}

/// The first paragraph of a text and what belongs to it.
fn first_passage(text: &str) -> Option<String> {
    let mut blocks = text.split("\n\n");
    let first = blocks.next()?;
    let belongs = |block: &&str| block.starts_with(['-', '*', '+', '>', '|', ' ']) || block.starts_with(|c: char| c.is_ascii_digit());
    Some(std::iter::once(first).chain(blocks.take_while(belongs)).collect::<Vec<_>>().join("\n\n"))
}
