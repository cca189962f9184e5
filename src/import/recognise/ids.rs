//! Ids of questions, and what is odd about their run.

use super::{Doubt, consultation::Question};
use std::collections::BTreeSet;

/// Gives every question an id that no other has. Where letters or numbers begin again in each part, the
/// part's number comes first.
pub(super) fn name(questions: &mut [Question], doubts: &mut Vec<Doubt>) {
    let mut used: BTreeSet<String> = questions.iter().map(|question| question.id.clone()).collect();
    let mut given = BTreeSet::new();
    let numbered = questions.iter().any(|question| !question.id.is_empty());
    let (mut unnamed, mut nameless, mut parts): (usize, Vec<Doubt>, Vec<Option<String>>) = (0, Vec::new(), Vec::new());
    for question in questions.iter_mut() {
        if parts.last() != Some(&question.part) {
            parts.push(question.part.clone());
        }
        if question.id.is_empty() {
            unnamed += 1;
            let free = (unnamed..)
                .map(|n| if numbered { format!("u{n}") } else { n.to_string() })
                .find(|id| !used.contains(id))
                .unwrap_or_default();
            question.id.clone_from(&free);
            used.insert(free);
            let message = format!("a question without a number is called `{}`: {}", question.id, start(&question.text()));
            nameless.push(Doubt::new(message, question.at, "give it the id by which the department would know it"));
        } else if !given.insert(question.id.clone()) {
            let part = parts.len().to_string();
            let candidates = [format!("{part}.{}", question.id)].into_iter().chain((2..).map(|n| format!("{}-{n}", question.id)));
            let free = candidates.into_iter().find(|id| !used.contains(id)).unwrap_or_default();
            let message = format!("`{}` is printed a second time; here it is called `{free}`", question.id);
            doubts.push(Doubt::new(message, question.at, "see whether these are two questions or one that is listed twice"));
            question.id.clone_from(&free);
            used.insert(free);
        }
        given.insert(question.id.clone());
    }
    doubts.extend(together(nameless));
}

/// A page of doubts that all say the same is not read: many become one.
fn together(nameless: Vec<Doubt>) -> Vec<Doubt> {
    match nameless.as_slice() {
        [first, .., _] if nameless.len() > 3 => {
            let message = format!("{} questions have no number; they are called by their place", nameless.len());
            vec![Doubt::new(message, first.at, "give them the ids by which the department would know them")]
        }
        _ => nameless,
    }
}

/// Gaps, repeats and jumps in the numbers.
pub(super) fn doubt_run(questions: &[Question], doubts: &mut Vec<Doubt>) {
    for question in questions.iter().filter(|question| question.text().is_empty()) {
        let message = format!("question `{}` is printed without its words", question.id);
        doubts.push(Doubt::new(message, question.at, "write what they ask into `text`"));
    }
    let number = |question: &Question| question.id.parse::<u32>().ok();
    for pair in questions.windows(2) {
        let (Some(from), Some(to)) = (number(&pair[0]), number(&pair[1])) else { continue };
        let missing: Vec<String> = (from + 1..to)
            .take(5)
            .map(|number| format!("`{number}`"))
            .filter(|id| !questions.iter().any(|question| format!("`{}`", question.id).starts_with(id.trim_end_matches('`'))))
            .collect();
        if to > from + 1 && !missing.is_empty() {
            let message = format!("after question `{from}` comes `{to}`: {} missing", missing.join(", "));
            doubts.push(Doubt::new(message, pair[1].at, "see whether the file has them and they were not recognised"));
        } else if to < from {
            doubts.push(Doubt::new(
                format!("after question `{from}` comes `{to}`"),
                pair[1].at,
                "see whether a numbered list was taken for questions",
            ));
        }
    }
}

fn start(text: &str) -> String {
    let mut start: String = text.chars().take(60).collect();
    if start.len() < text.len() {
        start.push('…');
    }
    format!("“{start}”")
}
