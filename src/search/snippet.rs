//! The part of a text in which the words that were looked for stand, with each of them marked.

use super::words::{Token, tokens};
use std::{collections::BTreeSet, ops::Range};

/// The most words of a snippet.
const LONGEST: usize = 36;

/// How far back the beginning of the sentence may lie, in words.
const BACK: usize = 12;

/// A part of a text on one line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The words, with `…` where the text goes on.
    pub text: String,
    /// The words that were looked for, in bytes of `text`.
    pub marks: Vec<Range<usize>>,
    /// On which line of the whole text the first of them stands, from 0.
    pub line: usize,
}

/// The part of `text` that holds most of the `wanted` runs of stems; the beginning, where it holds none.
pub(super) fn snippet(text: &str, wanted: &[Vec<String>]) -> Snippet {
    let tokens = tokens(text);
    let found = runs(&tokens, wanted);
    let (first, start) = best(&found).map_or((0, 0), |first| (first, sentence(text, &tokens, first)));
    let end = tokens.len().min(start + LONGEST);
    let Some(range) = tokens.get(start).zip(tokens[..end].last()).map(|(first, last)| first.start..last.end) else {
        return Snippet::default();
    };
    let marked: BTreeSet<usize> = found.iter().flat_map(|(_, run)| run.clone()).filter(|at| (start..end).contains(at)).collect();
    let places: Vec<Range<usize>> = marked.into_iter().map(|at| tokens[at].start..tokens[at].end).collect();
    let line = tokens.get(first).map_or(0, |token| text[..token.start].matches('\n').count());
    let range = widened(text, range, start == 0, end == tokens.len());
    let (text, marks) = on_one_line(text, &range, places);
    Snippet { text, marks, line }
}

/// Where each of the wanted runs stands, in the order of the text: which one, and its words.
fn runs(tokens: &[Token], wanted: &[Vec<String>]) -> Vec<(usize, Range<usize>)> {
    let mut found = Vec::new();
    for at in 0..tokens.len() {
        for (which, run) in wanted.iter().enumerate().filter(|(_, run)| !run.is_empty()) {
            let here = tokens.get(at..at + run.len());
            if here.is_some_and(|here| here.iter().zip(run).all(|(token, stem)| token.stem == *stem)) {
                found.push((which, at..at + run.len()));
            }
        }
    }
    found
}

/// The word from which on most different runs follow closely.
fn best(found: &[(usize, Range<usize>)]) -> Option<usize> {
    let near = |at: usize| {
        let from = &found[at].1;
        let near = found[at..].iter().take_while(|(_, run)| run.end <= from.start + LONGEST - BACK);
        near.map(|(which, _)| which).collect::<BTreeSet<_>>().len()
    };
    let most = (0..found.len()).max_by_key(|at| (near(*at), std::cmp::Reverse(*at)))?;
    Some(found[most].1.start)
}

/// Where the sentence of a word begins, where that is not far; else a few words before it.
fn sentence(text: &str, tokens: &[Token], at: usize) -> usize {
    let ends = |word: usize| {
        let between = &text[tokens[word - 1].end..tokens[word].start];
        between.contains(['.', '?', '!', ':']) || between.contains("\n\n")
    };
    let back = at.saturating_sub(BACK);
    (back..=at).rev().find(|word| *word == 0 || ends(*word)).unwrap_or(at.saturating_sub(BACK / 2))
}

/// With the marks before the first word (a pound sign, a bracket) and behind the last one.
fn widened(text: &str, range: Range<usize>, first: bool, last: bool) -> Range<usize> {
    let before = &text[..range.start];
    let start = if first {
        0
    } else {
        before.rfind(char::is_whitespace).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8))
    };
    let behind = &text[range.end..];
    let end = if last { text.len() } else { range.end + behind.find(char::is_whitespace).unwrap_or(behind.len()) };
    start..end
}

/// The part on one line, with single spaces and a dot behind a heading, and where its places are now.
fn on_one_line(text: &str, range: &Range<usize>, places: Vec<Range<usize>>) -> (String, Vec<Range<usize>>) {
    let mut out = String::from(if text[..range.start].trim().is_empty() { "" } else { "… " });
    let (mut marks, mut places) = (Vec::new(), places.into_iter().peekable());
    let mut gap = String::new();
    for (at, c) in text[range.clone()].char_indices().map(|(at, c)| (range.start + at, c)) {
        if c.is_whitespace() {
            gap.push(c);
            continue;
        }
        out.push_str(between(&out, &std::mem::take(&mut gap)));
        while places.next_if(|place: &Range<usize>| place.end <= at).is_some() {}
        if let Some(place) = places.peek().filter(|place| place.contains(&at)) {
            let here = out.len()..out.len() + c.len_utf8();
            mark(&mut marks, &out, here, place.start == at);
        }
        out.push(c);
    }
    if !text[range.end..].trim().is_empty() {
        out.push_str(" …");
    }
    (out, marks)
}

/// What stands for white space: a heading has no full stop of its own.
fn between(out: &str, gap: &str) -> &'static str {
    match gap {
        "" => "",
        _ if out.is_empty() || out.ends_with(' ') => "",
        _ if gap.matches('\n').count() > 1 && out.ends_with(char::is_alphanumeric) => " · ",
        _ => " ",
    }
}

/// Marks a character. Words with nothing but a space or a hyphen between share a mark.
fn mark(marks: &mut Vec<Range<usize>>, out: &str, here: Range<usize>, begins: bool) {
    match marks.last_mut() {
        Some(last) if !begins || out.get(last.end..here.start).is_some_and(|between| matches!(between, " " | "-" | "")) => {
            last.end = here.end
        }
        _ => marks.push(here),
    }
}

#[cfg(test)]
mod tests {
    use super::{super::words::stems, *};
    use proptest::prelude::*;

    fn marked(text: &str, wanted: &[&str]) -> String {
        let wanted: Vec<_> = wanted.iter().map(|words| stems(words)).collect();
        let found = snippet(text, &wanted);
        let mut out = found.text.clone();
        for mark in found.marks.iter().rev() {
            out.insert(mark.end, ']');
            out.insert(mark.start, '[');
        }
        out
    }

    #[test]
    fn words_are_marked_whatever_their_ending() {
        assert_eq!(marked("Schools fund\nplaces.", &["place", "funding"]), "Schools [fund places].");
    }

    #[test]
    fn a_phrase_is_marked_where_it_stands_whole() {
        assert_eq!(marked("High costs, high needs.", &["high needs"]), "High costs, [high needs].");
    }

    #[test]
    fn a_heading_is_told_from_what_follows() {
        assert_eq!(marked("Reasons\n\nLocks leak.", &["reason", "leak"]), "[Reasons] · Locks [leak].");
    }

    #[test]
    fn a_long_text_is_cut_at_a_sentence() {
        let text = format!("{} The lock keeper stays. {}", "Water flows down. ".repeat(30), "More words follow here. ".repeat(30));
        let found = marked(&text, &["keeper"]);
        assert!(found.starts_with("… The lock [keeper] stays. More") && found.ends_with(" …"), "{found}");
    }

    #[test]
    fn the_line_is_that_of_the_first_mark() {
        assert_eq!(snippet("one\n\ntwo\nthree", &[stems("three")]).line, 3);
    }

    #[test]
    fn without_a_mark_it_is_the_beginning() {
        assert_eq!(marked("£10,000 (a year)", &["other"]), "£10,000 (a year)");
        assert_eq!(snippet("", &[]), Snippet::default());
    }

    proptest! {
        #[test]
        fn marks_are_words_of_the_text(text: String, wanted in prop::collection::vec("[a-c]{1,3}", 0..3)) {
            let wanted: Vec<_> = wanted.iter().map(|words| stems(words)).collect();
            let found = snippet(&text, &wanted);
            for mark in &found.marks {
                let marked = stems(&found.text[mark.clone()]);
                prop_assert!(marked.iter().all(|stem| wanted.iter().flatten().any(|wanted| wanted == stem)), "{:?}", found);
            }
        }
    }
}
