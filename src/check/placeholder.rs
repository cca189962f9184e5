#![doc = include_str!("placeholder.md")]

use super::{Case, Check, Run, plain::Role};
use crate::{
    diagnostic::{Diagnostic, codes},
    source::Span,
};

pub(super) static CHECK: Check = Check { code: &codes::PLACEHOLDER, run: Run::Response(run) };

/// Words that stand for words to come, as they are written.
const MARKS: [&str; 6] = ["TODO", "TBC", "TBD", "TBA", "FIXME", "Lorem ipsum"];

/// How a note to oneself in square brackets begins.
const NOTES: [&str; 9] = ["insert", "check", "add ", "confirm", "tbc", "todo", "to be confirmed", "placeholder", "xx"];

/// What a blank in square brackets is called, with nothing more in them.
const BLANKS: [&str; 8] = ["name", "date", "number", "figure", "source", "reference", "title", "x"];

fn run(case: &Case, findings: &mut Vec<Diagnostic>) {
    for passage in case.passages.iter().filter(|passage| passage.role != Role::Quoted) {
        for mark in marks(&passage.words) {
            findings.push(finding(case.place(passage, mark), mark));
        }
    }
    notes_in_comments(case, findings);
}

fn finding(span: Span, mark: &str) -> Diagnostic {
    let message = match mark.starts_with("==") {
        true => format!("`{mark}` is highlighted: somebody meant to come back to it"),
        false => format!("`{mark}` is a note to ourselves"),
    };
    Diagnostic::new(&codes::PLACEHOLDER, span, message).help("write what is to stand there, or delete it")
}

fn marks(words: &str) -> Vec<&str> {
    let mut found = highlighted(words);
    found.extend(
        bracketed(words).into_iter().filter(|note| is_note(note) && !found.iter().any(|mark| mark.contains(note))).collect::<Vec<_>>(),
    );
    let inside = |mark: &str, found: &[&str]| found.iter().any(|note| note.contains(mark));
    for mark in MARKS {
        let spelt = [mark.to_owned(), mark.to_lowercase()];
        // Names of things to do are common words in lower case; the dummy text is not.
        let ways = if mark.contains(' ') { &spelt[..] } else { &spelt[..1] };
        let at = ways.iter().find_map(|way| super::plain::find(words, way));
        if let Some(at) = at.filter(|_| !inside(mark, &found)) {
            found.push(&words[at..at + mark.len()]);
        }
    }
    if !words.contains('X') {
        return found;
    }
    let crosses = words.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_alphanumeric() && c != '£'));
    let crosses: Vec<&str> = crosses.filter(|word| is_crosses(word) && !inside(word, &found)).collect();
    found.extend(crosses);
    found
}

/// `==…==` with what stands between: the highlighter of a word processor, as `import` keeps it.
fn highlighted(words: &str) -> Vec<&str> {
    let (mut found, mut at) = (Vec::new(), 0);
    while let Some(open) = words[at..].find("==").map(|open| at + open) {
        let Some(close) = words[open + 2..].find("==").map(|close| open + 2 + close) else { break };
        let inner = &words[open + 2..close];
        let is_mark = inner.trim() == inner && inner.contains(char::is_alphanumeric);
        found.extend(is_mark.then(|| &words[open..close + 2]));
        at = if is_mark { close } else { open } + 2;
    }
    found
}

/// `[…]` with what stands in it.
fn bracketed(words: &str) -> Vec<&str> {
    let each = words.match_indices('[').filter_map(|(at, _)| Some(&words[at..=at + words[at..].find(']')?]));
    each.collect()
}

fn is_note(note: &str) -> bool {
    let inner = note.trim_matches(['[', ']']).trim().to_lowercase();
    NOTES.iter().any(|begin| inner.starts_with(begin)) || BLANKS.contains(&inner.as_str()) || inner.ends_with("??")
}

/// `XX`, `XXX`, `£X`, `XX%`, `XX,000`: a number that is not known yet.
fn is_crosses(word: &str) -> bool {
    let bare = word.trim_start_matches('£');
    let crosses = bare.chars().take_while(|c| *c == 'X').count();
    let rest = &bare[crosses..];
    let number = rest.starts_with(',') && rest[1..].chars().all(|c| c == '0' || c == 'X');
    crosses > 0 && (rest.is_empty() || number) && (crosses > 1 || bare.len() < word.len() || number)
}

/// What is to be checked may stand in a comment, which is not printed, where words were taken over.
fn notes_in_comments(case: &Case, findings: &mut Vec<Diagnostic>) {
    let Some(response) = case.response else { return };
    let bodies = response.answers.iter().map(|answer| answer.body).chain(response.sections.iter().map(|section| section.body));
    for body in bodies {
        let text = case.library.slice(body);
        for (at, comment) in text.match_indices("<!--").filter_map(|(at, _)| Some((at, &text[at..at + text[at..].find("-->")?]))) {
            for note in bracketed(comment).into_iter().filter(|note| note.starts_with("[check")) {
                let from = at + comment.find(note).unwrap_or_default();
                findings.push(finding(body.part(from, from + note.len()), note));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_to_ourselves_are_known_and_other_words_are_not() {
        assert_eq!(marks("We have XX members [insert date] and £X,000. TODO: ask."), ["[insert date]", "TODO", "XX", "£X,000"]);
        assert_eq!(marks("We have ==24,000 [check]== members, a == b, ==XX=="), ["==24,000 [check]==", "==XX=="]);
        assert_eq!(marks("Lorem ipsum dolor"), ["Lorem ipsum"]);
        assert!(marks("the X chromosome, a list of things to do, “[…] as they [schools] said [sic]”, an Xbox").is_empty());
    }
}
