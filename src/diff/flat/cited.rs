//! Numbers that are cited in plain words: "see paragraphs 4 and 5", "our answer to Q3". They are compared by what
//! they mean, like the numbers of live references: a file that cannot hold live references, or in which somebody
//! typed one, says the same as one that does.

use crate::document::{Block, Document, Kind, List};
use std::{collections::BTreeMap, ops::Range};

/// The numbers that a document prints before its paragraphs, items and questions, each with how often.
#[derive(Debug, Default)]
pub(super) struct Numbers(BTreeMap<String, usize>);

/// What a word before a number speaks of.
#[derive(Clone, Copy, PartialEq)]
enum Kin {
    Paragraph,
    Question,
}

/// The name under which a paragraph or an item is found by its number.
pub(super) fn paragraph(cited: &str) -> String {
    format!("paragraph {cited}")
}

/// The name under which a question is found by its number.
pub(super) fn question(id: &str) -> String {
    format!("question {}", id.to_lowercase())
}

/// Whether a name is one of these, not one that the document gives: those have no spaces.
pub(in super::super) fn is_typed(name: &str) -> bool {
    name.contains(' ')
}

impl Numbers {
    pub(super) fn of(document: &Document) -> Self {
        let mut numbers = Self::default();
        numbers.blocks(&document.blocks);
        numbers
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                Kind::Question(it) => self.add(question(&it.id)),
                Kind::Paragraph(it) => it.number.iter().for_each(|number| self.add(paragraph(&number.cited))),
                Kind::List(list) => self.items(list),
                Kind::Quote(quote) => self.blocks(&quote.blocks),
                _ => {}
            }
        }
    }

    fn items(&mut self, list: &List) {
        for item in &list.items {
            item.number.iter().for_each(|number| self.add(paragraph(&number.cited)));
            self.blocks(&item.blocks);
        }
    }

    fn add(&mut self, name: String) {
        *self.0.entry(name).or_default() += 1;
    }

    /// The numbers in a text that cite what this document prints once, with the names of what they cite. Those of
    /// another text ("paragraph 4 of the guidance") are none.
    pub(super) fn cited(&self, text: &str) -> Vec<(Range<usize>, String)> {
        let mut out = Vec::new();
        if !text.contains(|c: char| c.is_ascii_digit()) {
            return out;
        }
        let words = words(text);
        let mut at = 0;
        while at < words.len() {
            let Some((kin, several)) = kin(&text[words[at].clone()]) else {
                out.extend(self.joined(text, &words, at));
                at += 1;
                continue;
            };
            let (found, behind) = numbers(text, &words, at + 1, several);
            if !is_of_others(text, &words[behind..]) {
                out.extend(found.into_iter().filter_map(|range| self.named(text, range, kin)));
            }
            at = behind.max(at + 1);
        }
        out
    }

    /// A number that its letter touches: "Q3".
    fn joined(&self, text: &str, words: &[Range<usize>], at: usize) -> Option<(Range<usize>, String)> {
        let word = &words[at];
        let number = word.start + 1..word.end;
        let is_it = text[word.clone()].starts_with(['Q', 'q']) && is_number(&text[number.clone()]);
        (is_it && !is_of_others(text, &words[at + 1..])).then(|| self.named(text, number, Kin::Question)).flatten()
    }

    /// A number with the letter of an item behind it, where there is such an item.
    fn named(&self, text: &str, number: Range<usize>, kin: Kin) -> Option<(Range<usize>, String)> {
        let name = |range: &Range<usize>| match kin {
            Kin::Paragraph => paragraph(&text[range.clone()]),
            Kin::Question => question(&text[range.clone()]),
        };
        let longer = item(&text[number.end..]).map(|length| number.start..number.end + length);
        let found = longer.into_iter().chain([number]).map(|range| (name(&range), range));
        found.filter(|(name, _)| self.0.get(name) == Some(&1)).map(|(name, range)| (range, name)).next()
    }
}

/// The words of a text by their places: letters and digits without anything between.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| c.is_alphanumeric()) {
        match out.last_mut().filter(|last| last.end == at) {
            Some(last) => last.end += c.len_utf8(),
            None => out.push(at..at + c.len_utf8()),
        }
    }
    out
}

/// What a word before a number speaks of, and whether several numbers may stand behind it.
fn kin(word: &str) -> Option<(Kin, bool)> {
    let is = |known: &str| word.eq_ignore_ascii_case(known);
    match word {
        _ if is("paragraph") || is("para") => Some((Kin::Paragraph, false)),
        _ if is("paragraphs") || is("paras") => Some((Kin::Paragraph, true)),
        _ if is("question") || is("q") => Some((Kin::Question, false)),
        _ if is("questions") || is("qs") => Some((Kin::Question, true)),
        _ => None,
    }
}

/// Up to three digits and perhaps the letter of a part, as numbers of paragraphs and questions are.
fn is_number(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_lowercase());
    (1..=3).contains(&digits.len()) && word.len() <= digits.len() + 1 && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The numbers behind a word, and the first of the words behind them all.
fn numbers(text: &str, words: &[Range<usize>], mut at: usize, several: bool) -> (Vec<Range<usize>>, usize) {
    let mut found: Vec<Range<usize>> = Vec::new();
    let word = |at: usize| words.get(at).map(|range| &text[range.clone()]).unwrap_or_default();
    loop {
        let joins = !found.is_empty() && ["and", "or", "to"].contains(&word(at));
        let next = at + usize::from(joins);
        let close = (at..=next).all(|at| at == 0 || is_close(text, words, at));
        if !is_number(word(next)) || !close || is_part(text, words, next) || !found.is_empty() && !several {
            return (found, at);
        }
        found.push(words[next].clone());
        at = next + 1;
    }
}

/// Whether no more stands before a word than may stand between a word and its number, or between two numbers.
fn is_close(text: &str, words: &[Range<usize>], at: usize) -> bool {
    let Some(word) = words.get(at) else { return false };
    let between = text[words[at - 1].end..word.start].trim();
    ["", ".", ",", "-", "–", "&"].contains(&between)
}

/// Whether a number is part of a longer one: 4.2.
fn is_part(text: &str, words: &[Range<usize>], at: usize) -> bool {
    let touches = |left: usize, right: usize| {
        let (left, right) = (words.get(left), words.get(right));
        left.zip(right)
            .is_some_and(|(left, right)| &text[left.end..right.start] == "." && text[left.clone()].ends_with(|c: char| c.is_ascii_digit()))
    };
    touches(at, at + 1) || touches(at.wrapping_sub(1), at)
}

/// Whether what stands behind a number says that it is another text's: "of the guidance".
fn is_of_others(text: &str, behind: &[Range<usize>]) -> bool {
    const WHOSE: &[&str] = &["the", "this", "your", "that", "its", "their", "section", "chapter", "annex", "part"];
    match behind {
        [of, whose, ..] => ["of", "in"].contains(&&text[of.clone()]) && WHOSE.contains(&&text[whose.clone()]),
        _ => false,
    }
}

/// How long the letter of an item is that a text begins with: "(a)", "(iv)".
fn item(text: &str) -> Option<usize> {
    let end = text.strip_prefix('(')?.find(')')?;
    let letters = &text[1..=end];
    ((1..=4).contains(&letters.len()) && letters.bytes().all(|byte| byte.is_ascii_lowercase())).then_some(end + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> String {
        let known = ["paragraph 4", "paragraph 5", "paragraph 4(b)", "question 2", "question 3", "question 4a"];
        let numbers = Numbers(known.into_iter().map(|name| (name.to_owned(), 1)).collect());
        let cited = numbers.cited(text).into_iter().map(|(range, name)| format!("{}={name}", &text[range]));
        cited.collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn numbers_are_found_behind_their_words() {
        assert_eq!(found("See paragraph 4, para. 5 and Question 3."), "4=paragraph 4; 5=paragraph 5; 3=question 3");
        assert_eq!(found("Paragraphs 4 and 5, paras 4–5, q 2"), "4=paragraph 4; 5=paragraph 5; 4=paragraph 4; 5=paragraph 5; 2=question 2");
        assert_eq!(found("Q3 and Question 4a; paragraph 4(b)"), "3=question 3; 4a=question 4a; 4(b)=paragraph 4(b)");
        assert_eq!(found("paragraph 4(c), questions 2 to 3"), "4=paragraph 4; 2=question 2; 3=question 3");
    }

    #[test]
    fn other_numbers_are_not() {
        assert_eq!(found("Section 4, paragraph 4 of the guidance, paragraphs 4 and 5 in their paper, paragraph 4.2, para 9"), "");
        assert_eq!(found("paragraph 4 and 5 schools; 4 paragraphs; Q4 2021; no question: 3 said so"), "4=paragraph 4");
    }
}
